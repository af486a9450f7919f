"""Formats of other packages, by the entry point `argmap.formats`: at home in every command, harmless when broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULE = '''
"""A claim a line."""
import argmap as am
from argmap.formats import Loss, Reading, Written

name = "lines"
title = "a claim a line"
suffixes = (".lines",)
loses = ("Relations.",)

def sniff(text):
    return 1.0 if text.startswith("%lines") else 0.0

def read(text, path=None):
    return Reading(am.ArgumentMap([am.Claim(id=f"c{n}", text=line) for n, line in enumerate(text.splitlines()[1:], 1)]))

def write(m):
    text = "".join(f"{node.text}\\n" for node in m.nodes)
    return Written("%lines\\n" + text, tuple(Loss(r.id, "it is left out") for r in m.relations))
'''


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment in which a package with a good format and three bad ones is installed."""
    site = tmp_path / "site"
    info = site / "stranger-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "stranger_lines.py").write_text(MODULE, encoding="utf-8")
    (site / "stranger_thief.py").write_text(MODULE.replace('"lines"', '"yaml"'), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[argmap.formats]\nlines = stranger_lines\ngone = stranger_gone\nempty = json\nthief = stranger_thief\n",
        encoding="utf-8",
    )
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }


def argmap(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_a_format_of_another_package_is_one_of_the_formats(installed: dict[str, str], tmp_path: Path) -> None:
    """Listed, known by its content, its suffix and its name, read and written, with its losses."""
    listed = argmap(installed, "formats", "--json")
    rows = {row["name"]: row for row in json.loads(listed.stdout)}
    assert (".lines", "yes", "yes") == tuple(rows["lines"][key] for key in ("suffixes", "reads", "writes"))
    path = tmp_path / "rain.txt"
    path.write_text("%lines\nIt rains.\nIt is wet.\n", encoding="utf-8")
    assert "format: lines" in argmap(installed, "info", str(path)).stdout
    out = tmp_path / "rain.lines"
    assert 0 == argmap(installed, "convert", str(path), "-o", str(out)).returncode
    assert path.read_text("utf-8") == out.read_text("utf-8")
    argdown = tmp_path / "rain.argdown"
    argdown.write_text("[A]: It rains.\n  - [B]: It does not.\n", encoding="utf-8")
    strict = argmap(installed, "convert", str(argdown), "-o", "-", "--to", "lines", "--strict")
    assert (2, "") == (strict.returncode, strict.stdout)
    assert "it is left out" in strict.stderr


def test_a_broken_format_of_another_package_costs_only_itself(installed: dict[str, str]) -> None:
    """One that does not load, is no format, or takes a name of argmap's is a warning each; the rest works."""
    done = argmap(installed, "formats")
    assert 0 == done.returncode
    warnings = done.stderr.splitlines()
    assert 3 == len(warnings)
    assert all(line.startswith("argmap: warning: the format") for line in warnings)
    for word in ("stranger_gone", "'empty'", "'yaml'"):
        assert 1 == sum(word in line for line in warnings)
    assert 1 == sum(line.startswith("yaml ") for line in done.stdout.splitlines())
