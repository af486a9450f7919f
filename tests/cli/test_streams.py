"""Standard input and output: maps go through `-` whole, errors and reports go beside them, one line each."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main

TEXT = "[A]:  It rains – so wet.\n  - [B]: It does not.\n"

Typed = Callable[[bytes], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What stands on standard input."""

    def stand(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))

    return stand


def test_a_map_goes_from_input_to_output(typed: Typed, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """In UTF-8 whatever the terminal speaks, with or without a byte order mark; and nothing else goes out."""
    for mark in (b"", b"\xef\xbb\xbf"):
        typed(mark + TEXT.encode())
        assert 0 == main(["convert", "-", "-o", "-", "--to", "yaml"])
        captured = capsysbinary.readouterr()
        assert b"" == captured.err
        assert "It rains – so wet." == am.loads(captured.out.decode("utf-8"))["A"].text


def test_what_became_of_it_goes_beside_it(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """Losses, and with --json all of the report, are on standard error."""
    typed(TEXT.encode())
    assert 0 == main(["convert", "-", "-o", "-", "--to", "csl"])
    captured = capsys.readouterr()
    assert "[]\n" == captured.out
    assert captured.err.startswith("argmap: csl does not hold: ")
    typed(TEXT.encode())
    assert 0 == main(["convert", "-", "-o", "-", "--to", "apx", "--json"])
    captured = capsys.readouterr()
    assert "att(B,A)" in captured.out
    row = json.loads(captured.err)
    assert ("-", "-", "argdown", "apx") == (row["in"], row["out"], row["from"], row["to"])
    assert row["losses"]


@pytest.mark.parametrize(
    ("arguments", "data", "line"),
    [
        (["convert", "-", "-o", "-", "--to", "yaml"], b'{"argmap": "1",\n "nodes": oops}', "<stdin>:2:11: "),
        (["info", "-"], b"argmap: '1'\nnodes:\n  c1: {kind: clam, text: x}\n", "<stdin>:3:14: "),
        (["fmt", "-"], b"argmap: '1'\nnodes: [\n", "<stdin>:3:1: "),
        (["outline", "-"], b'{"argmap": "1", "x": 1}', "<stdin>:1:17: "),
        (["convert", "-", "-o", "-"], b"", "the format for standard output is not said; add --to FORMAT"),
        (["convert", "-", "-o", "-", "--to", "svg"], b"[A]: x\n", "a picture goes to a file"),
        (["convert", "-", "-o", "-", "--to", "yaml"], b"", "the text is empty"),
        (
            ["convert", "-", "-o", "-", "--to", "apx", "--strict"],
            TEXT.encode(),
            "apx cannot hold all of this map",
        ),
    ],
)
def test_an_error_is_one_line_with_its_place(
    typed: Typed, capsys: pytest.CaptureFixture[str], arguments: list[str], data: bytes, line: str
) -> None:
    """<stdin>:line:column, exit code 2, and not a letter on standard output."""
    typed(data)
    assert 2 == main(arguments)
    captured = capsys.readouterr()
    assert "" == captured.out
    assert 1 == captured.err.count("\n")
    assert captured.err.startswith("argmap: ")
    assert line in captured.err


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.json", '{"argmap": "1",\n "nodes": oops}', ":2:11: "),
        ("a.yaml", "argmap: '1'\nnodes:\n  c1: {kind: clam, text: x}\n", ":3:14: "),
        ("a.aif.json", '{"nodes": [}', ":1:12: "),
        ("a.graphml", "<graphml>\n<graph>\n</graphml>", ":3:"),
    ],
)
def test_an_error_in_a_file_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, place: str
) -> None:
    """file:line:column, as compilers say it and editors jump to it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for command in (["info", str(path)], ["convert", str(path), "-o", str(tmp_path / "out.yaml")]):
        assert 2 == main(command)
        err = capsys.readouterr().err
        assert err.startswith(f"argmap: {path}{place}"), err
        assert 1 == err.count("\n")
    assert not (tmp_path / "out.yaml").exists()


def test_bytes_that_are_no_utf_8_are_read_with_a_warning(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    """As Windows-1252, on standard input as in a file."""
    typed("[A]: Café.\n".encode("cp1252"))
    assert 0 == main(["convert", "-", "-o", "-", "--to", "json"])
    captured = capsys.readouterr()
    assert "Café." == am.loads(captured.out)["A"].text
    assert "Windows-1252" in captured.err


def test_a_reader_who_leaves_is_no_error() -> None:
    """As in `argmap convert x -o - --to json | head`."""
    text = "".join(f"[A{n}]: It rains. {'x' * 200}\n\n" for n in range(2000))
    command = [sys.executable, "-m", "argmap", "convert", "-", "-o", "-", "--to", "json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(text.encode())
        process.stdin.close()
        assert b"" == process.stderr.read()
        assert 0 == process.wait(timeout=120)


def test_fmt_through_the_streams(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """The formatted text; with --check nothing but the exit code and a line."""
    typed(TEXT.encode())
    assert 1 == main(["fmt", "--check", "-"])
    assert "" == capsys.readouterr().out
    typed(TEXT.encode())
    assert 0 == main(["fmt", "-"])
    formatted = capsys.readouterr().out
    assert "[A]: It rains – so wet.\n  - [B]: It does not.\n" == formatted
    typed(formatted.encode())
    assert 0 == main(["fmt", "--check", "-"])


def test_fmt_formats_the_good_files_among_bad_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bad file stays as it is and is one line; a foreign format is refused by name; the exit code is 2."""
    good, bad, foreign = tmp_path / "a.argdown", tmp_path / "b.json", tmp_path / "c.apx"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_text('{"argmap": "1",\n oops', encoding="utf-8")
    foreign.write_text("arg(a).\n", encoding="utf-8")
    assert 2 == main(["fmt", str(bad), str(tmp_path / "absent.json"), str(foreign), str(good)])
    lines = capsys.readouterr().err.splitlines()
    assert [f"argmap: {bad}:2:", f"argmap: {tmp_path / 'absent.json'}: ", f"argmap: {foreign}: "] == [
        line[: len(start)]
        for line, start in zip(
            lines,
            (f"argmap: {bad}:2:", f"argmap: {tmp_path / 'absent.json'}: ", f"argmap: {foreign}: "),
            strict=True,
        )
    ]
    assert "this is apx" in lines[2]
    assert TEXT != good.read_text("utf-8")
    assert '{"argmap": "1",\n oops' == bad.read_text("utf-8")


def test_info_tells_people_what_it_tells_programs(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each; a map of sources alone has no nodes, and says so."""
    typed(b'[{"id": "a", "type": "book", "title": "Rain", "author": [1]}]')
    assert 0 == main(["info", "-"])
    lines = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert ("csl", "none", "1", "none") == (
        lines["format"],
        lines["nodes"],
        lines["sources"],
        lines["thesis"],
    )
    assert "an author is no name" in lines["repaired"]
    typed(TEXT.encode())
    assert 0 == main(["info", "-", "--from", "argdown", "--json"])
    facts = json.loads(capsys.readouterr().out)
    assert (["A"], {"claim": 2}, {"attacks": 1}) == (facts["roots"], facts["nodes"], facts["relations"])
    assert 3 == facts["losses"]["csl"]


def test_formats_tells_what_each_reads_writes_and_loses(capsys: pytest.CaptureFixture[str]) -> None:
    """The same formats for people and for programs, in one order."""
    assert 0 == main(["formats", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert 0 == main(["formats"])
    shown = capsys.readouterr().out.splitlines()[1:]
    assert [row["name"] for row in rows] == [line.split()[0] for line in shown]
    by_name = {row["name"]: row for row in rows}
    assert ("yes", "no") == (by_name["mindmup"]["reads"], by_name["mindmup"]["writes"])
    assert ("no", "yes") == (by_name["mermaid"]["reads"], by_name["mermaid"]["writes"])
    assert all(row["loses"] for row in rows)


def test_one_of_the_maps_to_compare_may_be_on_input(
    typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Agreement and differences take one; a merge, which may have to write back what it read, takes none."""
    path = tmp_path / "rain.argdown"
    path.write_text(TEXT, "utf-8")
    for command, said in (("agreement", "1.00"), ("diff", "")):
        typed(TEXT.encode())
        assert 0 == main([command, "-", str(path)])
        assert said in capsys.readouterr().out
        typed(TEXT.encode())
        assert 2 == main([command, "-", "-"])
        assert "say - once" in capsys.readouterr().err
    assert 2 == main(["merge", str(path), "-", str(path)])
    assert "none of them from standard input" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["darw", "x.yaml"], "argmap: No such command 'darw'. Did you mean 'draw'? (see argmap --help)\n"),
        (["draw"], "argmap: Missing argument 'FILE'. (see argmap draw --help)\n"),
        (["new", "x.yaml", "--title"], "Option '--title' requires an argument. (see argmap new --help)\n"),
        (["merge", "-", "a", "b"], "none of them from standard input (see argmap merge --help)\n"),
    ],
)
def test_a_wrong_call_is_one_line_that_says_where_the_help_is(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    """Like every error; click would print the usage above it."""
    assert 2 == main(arguments)
    err = capsys.readouterr().err
    assert err.startswith("argmap: ")
    assert err.endswith(line)
    assert 1 == err.count("\n")


def test_no_command_at_all_is_a_question_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main([])
    assert capsys.readouterr().out.startswith("Usage: argmap ")


@pytest.mark.parametrize(
    "command", ["check", "check --json", "check --sarif", "agreement --json", "formats --json"]
)
def test_what_is_printed_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path, command: str) -> None:
    file = tmp_path / "größe.yaml"
    file.write_text("argmap: '1'\nnodes:\n  c1: {kind: claim, text: Straße, voice: Zoë}\n", "utf-8")
    name, *options = command.split()
    files = {"check": [file], "agreement": [file, file], "formats": []}[name]
    ran = subprocess.run(
        [sys.executable, "-m", "argmap", name, *map(str, files), *options],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (0, b"") == (ran.returncode, ran.stderr)
    assert ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("rian.yaml", ": No such file or directory. Did you mean '{folder}/rain.yaml'?"),
        ("gone/rain.yaml", ": No such file or directory; there is no folder '{folder}/gone' either"),
        ("rain.yaml/x.yaml", ": Not a directory"),
        ("", ": Is a directory; say a file in it"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="it has other words for it")
def test_a_file_that_is_not_there_leads_to_one_that_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, told: str
) -> None:
    (tmp_path / "rain.yaml").touch()
    assert 2 == main(["draw", str(tmp_path / file)])
    assert f"argmap: {tmp_path / file}{told.format(folder=tmp_path)}\n" == capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="its shell closes no streams")
def test_closed_and_full_streams_are_told_in_a_line(tmp_path: Path) -> None:
    """Nobody reads what goes to a closed output, as to a pipe that nobody reads any more."""
    (tmp_path / "a.ad").write_text(TEXT, "utf-8")

    def shell(line: str) -> tuple[int, str]:
        ran = subprocess.run(
            f"{sys.executable} -m argmap {line}", shell=True, cwd=tmp_path, capture_output=True, text=True
        )
        return ran.returncode, ran.stderr

    assert (0, "") == shell("outline a.ad >&-")
    assert (2, "argmap: <stdin>: it is closed; say a file\n") == shell("outline - <&-")
    if Path("/dev/full").exists():
        assert (2, "argmap: No space left on device\n") == shell("outline a.ad > /dev/full")
