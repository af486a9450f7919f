"""`argmap agreement` prints how far annotators agree, as a table or as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import argmap as am
from argmap.cli import main
from argmap.cli.agreement import command

DOCS = Path(__file__).parents[2] / "docs" / "agreement.md"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    text = tmp_path / "text.txt"
    text.write_text("It rains. So the street gets wet.", "utf-8")
    for name, kind in (("ada", am.Claim), ("bo", am.Evidence)):
        node = kind(id="n", text="Rain.", quotes=(am.Quote(source="t", exact="It rains"),))
        am.ArgumentMap([node], sources=[am.Source(id="t")]).dump(tmp_path / f"{name}.yaml")
    return str(tmp_path / "ada.yaml"), str(tmp_path / "bo.yaml"), str(text)


def test_it_prints_a_table_and_json(files: tuple[str, str, str]) -> None:
    """The figures, with the annotators called by their files."""
    one, other, text = files
    done = CliRunner().invoke(command, [one, other, "--text", text])
    assert 0 == done.exit_code
    assert re.search(r"F1 +nodes +ada – bo +1\.000", done.output)
    assert re.search(r"F1 +typed nodes +ada – bo +0\.000", done.output)
    data = json.loads(CliRunner().invoke(command, [one, other, one, "--json"]).output)
    assert 3 == len(data["annotators"]) == len(set(data["annotators"]))


def test_what_cannot_be_done_is_one_line(
    files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file alone, an overlap that is none, a missing map, a missing text: exit code 2, and no traceback."""
    one, other, _ = files
    assert 2 == main(["agreement", one])
    assert "two maps or more" in capsys.readouterr().err
    missing = str(tmp_path / "missing")
    for wrong, said in (
        ([one, other, "--overlap", "0"], "above 0 and at most 1"),
        ([one, missing + ".yaml"], "missing.yaml"),
        ([one, other, "--text", missing + ".txt"], "missing.txt"),
    ):
        assert 2 == main(["agreement", *wrong])
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line


def test_every_option_stands_in_the_docs() -> None:
    """The page on agreement names every option."""
    options = set(re.findall(r"--[a-z]+", CliRunner().invoke(command, ["--help"]).output)) - {"--help"}
    assert {"--text", "--overlap", "--json"} == options
    page = DOCS.read_text("utf-8")
    assert all(option in page for option in options)
