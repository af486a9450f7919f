"""Whoever reads the output may leave; that is no failure of the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import argmap as am


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
@pytest.mark.parametrize("command", [["outline"], ["explain"], ["check"], ["info"], ["report"]])
def test_a_reader_that_leaves_is_no_error(command: list[str], tmp_path: Path) -> None:
    d = am.Draft("Rain")
    top = d.thesis("The street is wet.")
    for number in range(400):
        d.support(top, d.claim(f"Reason number {number}: it rained somewhere, and the water ran down."))
    d.map().dump(tmp_path / "map.json")
    argument = ["c1"] if command == ["explain"] else []
    running = subprocess.Popen(
        [sys.executable, "-m", "argmap", *command, str(tmp_path / "map.json"), *argument],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    assert (0, b"") == (running.wait(), errors)
