"""`argmap check` prints findings, says by its exit code how bad they are, and never shows a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "rules" / "index.md"


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    path = tmp_path / "weak.yaml"
    am.ArgumentMap([am.Claim(id="c", text="Clearly so.")]).dump(path)
    return path


def test_the_exit_code_tells_the_worst_finding(tmp_path: Path, weak: Path) -> None:
    d = am.Draft()
    a, b = d.claim("The plan is good."), d.claim("People like it.")
    d.support(a, b)
    d.support(b, a)
    circular = tmp_path / "circular.json"
    d.map().dump(circular)
    clean = tmp_path / "clean.json"
    am.ArgumentMap().dump(clean)
    assert [0, 1, 2] == [main(["check", str(path)]) for path in (clean, weak, circular)]
    assert 0 == main(["check", str(weak), "--ignore", "AM5"])
    assert 0 == main(["check", str(weak), "--select", "AM107"])


def test_findings_are_printed_as_text_json_and_sarif(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(weak)])
    assert "AM503  warning" in capsys.readouterr().out
    main(["check", str(weak), "--json", "--select", "AM503"])
    assert ["AM503"] == [row["code"] for row in json.loads(capsys.readouterr().out)]
    main(["check", str(weak), "--sarif"])
    assert "2.1.0" == json.loads(capsys.readouterr().out)["version"]


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"argmap": "1", "nodes": ', "utf-8")
    assert 3 == main(["check", str(broken)])
    assert 3 == main(["check", str(tmp_path / "missing.json")])
    assert 3 == main(["check", str(broken), "--select", "AM999"])
    lines = capsys.readouterr().err.splitlines()
    assert 3 == len(lines)
    assert all(line.startswith("argmap: ") for line in lines)
    assert "broken.json:1" in lines[0]


def test_the_module_runs_as_a_program(weak: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "check", str(weak)], capture_output=True, check=False
    )
    assert 1 == done.returncode
    assert b"AM503" in done.stdout


def test_every_option_stands_in_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["check", "--help"])
    options = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    assert {"--json", "--sarif", "--select", "--ignore", "--every"} == options
    page = DOCS.read_text("utf-8")
    assert all(option in page for option in options)


@pytest.mark.parametrize("option", [["--selct", "AM1"], ["--select"], ["--select", "AM999"]])
def test_a_wrong_option_is_no_severe_finding(weak: Path, option: list[str]) -> None:
    """Whoever runs it in continuous integration tells a bad map from a bad call by the exit code."""
    assert 3 == main(["check", str(weak), *option])
