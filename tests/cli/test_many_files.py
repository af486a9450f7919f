"""`argmap convert` with folders and patterns: each file by itself, its way kept, the bar only for a person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main

pty = pytest.importorskip("pty", reason="a terminal of one's own is Unix's")

GOOD = "[A]: It rains.\n  - [B]: It does not.\n"


@pytest.fixture
def maps(tmp_path: Path) -> Callable[..., Path]:
    """A maker of folders with maps in them."""

    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / "maps" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(GOOD, encoding="utf-8")
        return tmp_path / "maps"

    return make


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_bad_file_among_many_is_reported_and_the_rest_goes_on(
    maps: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each bad one is one line with its place, no half of it is left, the exit code is 1, and JSON says the same."""
    folder = maps(*(f"m{n:02d}.argdown" for n in range(30)))
    (folder / "07.json").write_text('{"argmap": "1",\n "nodes": oops}', encoding="utf-8")
    (folder / "08.bin").write_bytes(b"\x00\xff\xfe\x81")
    (folder / "09.yaml").write_text(
        "argmap: '1'\nnodes:\n  c1: {kind: claim, txt: It rains.}\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    assert 1 == main(["convert", str(folder), "-o", str(out), "--to", "json", "--json"])
    captured = capsys.readouterr()
    assert [f"m{n:02d}.json" for n in range(30)] == files(out)
    *errors, last = captured.err.splitlines()
    assert "30 of 33 files converted" == last
    places = [folder / "07.json", folder / "08.bin", folder / "09.yaml"]
    assert 3 == len(errors)
    for place, line in zip((f"{places[0]}:2:11: ", f"{places[1]}:", f"{places[2]}:3:"), errors, strict=True):
        assert line.startswith(f"argmap: {place}")
    rows = [json.loads(line) for line in captured.out.splitlines()]
    assert 33 == len(rows)
    assert ["07.json", "08.bin", "09.yaml"] == [Path(row["in"]).name for row in rows if "error" in row]
    assert {"argdown"} == {row["from"] for row in rows if "error" not in row}


def test_nothing_done_is_an_error(
    maps: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder, a pattern that fits no file, files of which none is a map: exit code 2, one line, no folder."""
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    (empty / ".hidden.argdown").write_text(GOOD, encoding="utf-8")
    for what in (empty, empty / "*.argdown", tmp_path / "absent"):
        assert 2 == main(["convert", str(what), str(what), "-o", str(out), "--to", "yaml"])
        (*_, line) = capsys.readouterr().err.splitlines()
        assert str(what) in line or "0 of 1" in line
    (empty / "bad.json").write_text("{", encoding="utf-8")
    assert 2 == main(["convert", str(empty), "-o", str(out), "--to", "yaml"])
    assert "0 of 1 files converted" == capsys.readouterr().err.splitlines()[-1]
    assert not out.exists()


def test_files_of_a_pattern_keep_their_way(maps: Callable[..., Path], tmp_path: Path) -> None:
    """From the first sign of the pattern on; so files of one name in two folders stay two."""
    folder, out = maps("a/x.argdown", "b/x.argdown", "b/deep/y.ad", "z.argdown"), tmp_path / "out"
    assert 0 == main(["convert", str(folder / "*" / "*.argdown"), "-o", str(out), "--to", "yaml"])
    assert ["a/x.yaml", "b/x.yaml"] == files(out)
    assert 0 == main(["convert", str(folder / "**" / "*.a*"), "-o", str(out), "--to", "json"])
    assert ["a/x.json", "b/deep/y.json", "b/x.json", "z.json"] == [
        name for name in files(out) if "json" in name
    ]


def test_files_of_one_name_are_refused(
    maps: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where they would become one file nothing is written."""
    folder, out = maps("a/x.argdown", "b/x.argdown"), tmp_path / "out"
    inputs = [str(folder / "a" / "x.argdown"), str(folder / "b" / "x.argdown")]
    assert 2 == main(["convert", *inputs, "-o", str(out), "--to", "yaml"])
    assert "both be written to" in capsys.readouterr().err
    assert not out.exists()


def test_no_file_that_is_read_is_written_over(
    maps: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither itself nor another one of the inputs."""
    folder = maps("x.argdown", "y.argdown")
    am.ArgumentMap([am.Claim(id="c", text="Other.")]).dump(folder / "x.yaml")
    before = (folder / "x.yaml").read_bytes()
    inputs = [str(folder / name) for name in ("x.argdown", "y.argdown", "x.yaml")]
    assert 2 == main(["convert", *inputs, "-o", str(folder), "--to", "argdown"])
    assert 2 == main(["convert", *inputs, "-o", str(folder), "--to", "yaml"])
    assert 2 == capsys.readouterr().err.count("\n")
    assert before == (folder / "x.yaml").read_bytes()


def test_what_is_in_the_output_folder_is_no_input(maps: Callable[..., Path]) -> None:
    """So the same command may run again, though it writes below what it reads."""
    folder = maps("x.argdown", "deep/y.argdown")
    for _ in range(2):
        assert 0 == main(["convert", str(folder), "-o", str(folder / "out"), "--to", "argdown"])
        assert 0 == main(["convert", str(folder / "**"), "-o", str(folder / "out"), "--to", "argdown"])
    assert ["deep/y.argdown", "x.argdown"] == files(folder / "out")


@pytest.mark.parametrize("suffix", ["htm", "gv", "dot", "html", "svg"])
def test_every_suffix_of_a_picture_is_one_here(
    maps: Callable[..., Path], tmp_path: Path, suffix: str
) -> None:
    """By the suffix of the output and by --to, one file or several."""
    folder = maps("x.argdown", "y.argdown")
    one, out = tmp_path / f"x.{suffix.upper()}", tmp_path / "out"
    assert 0 == main(["convert", str(folder / "x.argdown"), "-o", str(one)])
    assert 0 == main(["convert", str(folder), "-o", str(out), "--to", suffix])
    assert [f"x.{suffix}", f"y.{suffix}"] == files(out)
    assert "It rains." in one.read_text("utf-8")


def test_a_file_that_cannot_be_written_leaves_the_old_one(maps: Callable[..., Path], tmp_path: Path) -> None:
    """With --strict a loss, a repair or a drop refuses, and the file that is there stays."""
    folder = maps("x.argdown")
    out = tmp_path / "old.apx"
    out.write_text("as it was", encoding="utf-8")
    assert 2 == main(["convert", str(folder / "x.argdown"), "-o", str(out), "--strict"])
    assert ["maps/x.argdown", "old.apx"] == files(tmp_path)
    assert "as it was" == out.read_text("utf-8")
    (folder / "x.argdown").write_bytes(b"[A]: {\n")
    assert 2 == main(["convert", str(folder / "x.json"), "-o", str(out)])
    assert "as it was" == out.read_text("utf-8")


def test_options_that_cannot_be_meant_are_refused(
    maps: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown format, standard output or standard input for several, no --to: once, and not once a file."""
    folder, out = maps("x.argdown", "y.argdown"), tmp_path / "out"
    for arguments in (
        [str(folder), "-o", str(out)],
        [str(folder), "-o", "-", "--to", "yaml"],
        [str(folder), "-", "-o", str(out), "--to", "yaml"],
        [str(folder), "-o", str(out), "--to", "yml"],
        [str(folder), "-o", str(out), "--to", "yaml", "--from", "argdwon"],
        [str(folder), "-o", str(folder / "x.argdown"), "--to", "yaml"],
    ):
        assert 2 == main(["convert", *arguments]), arguments
        assert 1 == sum("rror" in line or "argmap:" in line for line in capsys.readouterr().err.splitlines())
    assert not out.exists()


AT_ONCE = """import sys
from argmap import progress
from argmap.cli import main
progress.PATIENCE = 0
sys.exit(main())
"""
"""The command, with a bar from the first file on."""


def run(folder: Path, out: Path, *, terminal: bool) -> tuple[str, str]:
    """Convert a folder with JSON to a pipe, and return what went to the pipe and to standard error."""
    command = [
        sys.executable,
        "-c",
        AT_ONCE,
        "convert",
        str(folder),
        "-o",
        str(out),
        "--to",
        "yaml",
        "--json",
    ]
    if not terminal:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
        return done.stdout, done.stderr
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "CI": "", "ARGMAP_PROGRESS": ""}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so where the other end is closed
                break
            if not piece:
                break
            said += piece
        assert process.stdout is not None
        piped = process.stdout.read().decode("utf-8")
    os.close(ours)
    return piped, said.decode("utf-8", "replace")


def test_the_bar_is_for_a_terminal_and_not_for_a_pipe(maps: Callable[..., Path], tmp_path: Path) -> None:
    """On a terminal it tells how far it is, and what goes to a pipe goes there whole; in a pipe there is none."""
    folder = maps("x.argdown", "y.argdown")
    for terminal in (True, False):
        piped, said = run(folder, tmp_path / f"out{terminal}", terminal=terminal)
        assert ["x.argdown", "y.argdown"] == [
            Path(json.loads(line)["in"]).name for line in piped.splitlines()
        ]
        assert terminal == ("Converting" in said)
        assert terminal == ("\x1b[" in said)
        assert "2 of 2 files converted" in said
