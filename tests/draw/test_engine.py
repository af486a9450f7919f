"""The layout program is found wherever it is installed, kept within limits, and never trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

import argmap as am
from argmap.draw import engine
from draw.stand_in import needs_system_dot, posix_only, script


@pytest.fixture
def fake_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the system's dot: write a script to it."""
    program = tmp_path / "dot"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return program


def test_the_embedded_program_runs_without_a_search_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by the records of its wheel, also where PATH is empty."""
    monkeypatch.setenv("PATH", "")
    program = engine.embedded.__wrapped__()
    assert program is not None
    assert "graphviz-pure" == program.stem
    assert b'"name": "a"' in engine.run("digraph { a }", format="json0")


def test_another_interpreter_finds_the_program_too(tmp_path: Path) -> None:
    """A Python that was started by its full path, in another folder and without PATH, finds it."""
    code = "from argmap.draw.engine import run; print(run('graph { a }', format='plain')[:5])"
    env = {name: value for name, value in os.environ.items() if name == "SYSTEMROOT"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert "b'graph'\n" == done.stdout, done.stderr


@needs_system_dot
def test_the_system_program_runs_when_asked_for() -> None:
    """``engine="dot"`` takes the program on the search path, which gives the same nodes."""
    assert engine.run("digraph { a }", format="plain", engine="dot").startswith(b"graph ")
    assert [shutil.which("dot")] == [str(program) for program in engine.programs("dot")]


def test_a_graph_with_a_fault_is_an_error() -> None:
    """What the program says of a fault is in the message."""
    with pytest.raises(am.EngineError, match=r"exit code 1.*syntax error") as caught:
        engine.run("digraph { a -> ", format="json0")
    assert "graphviz-pure" == caught.value.engine


def test_an_unknown_output_format_is_an_error() -> None:
    """The program lists what it knows, and we pass it on."""
    with pytest.raises(am.EngineError, match="json0"):
        engine.run("digraph { a }", format="nonsense")


@posix_only
def test_an_exit_code_is_an_error_even_beside_output(fake_dot: Path) -> None:
    """A picture that came out of a failing run is not taken."""
    script(fake_dot, "cat > /dev/null; echo '<svg/>'; echo 'it went wrong' >&2; exit 3")
    with pytest.raises(am.EngineError, match=r"exit code 3.*it went wrong"):
        engine.run("digraph { a }", format="svg", engine="dot")


@posix_only
def test_no_output_is_an_error(fake_dot: Path) -> None:
    """A run that says nothing and makes nothing has failed."""
    script(fake_dot, "cat > /dev/null")
    with pytest.raises(am.EngineError, match="wrote nothing"):
        engine.run("digraph { a }", format="svg", engine="dot")


@posix_only
def test_a_slow_program_is_killed_with_all_it_started(fake_dot: Path, tmp_path: Path) -> None:
    """After the time limit nobody holds the pipe any more that the program's own child had open."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script(fake_dot, f"sleep 600 9> '{pipe}' &\ncat > /dev/null\nsleep 600")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(am.EngineError, match=r"within 0.5 s.*timeout="):
            engine.run("digraph { a }", format="svg", engine="dot", timeout=0.5)
        ended, _, _ = select([reader], [], [], 10)
        assert ended, "a child of the program still lives"
        assert b"" == os.read(reader, 1)
    finally:
        os.close(reader)


@posix_only
def test_a_program_that_leaves_a_child_behind_is_not_waited_for(fake_dot: Path) -> None:
    """A child that holds the output open ends with the time limit, though the program itself is done."""
    script(fake_dot, "cat > /dev/null; echo '<svg/>'; sleep 600 &")
    with pytest.raises(am.EngineError, match="did not finish"):
        engine.run("digraph { a }", format="svg", engine="dot", timeout=0.5)


@posix_only
def test_endless_output_is_stopped(fake_dot: Path) -> None:
    """A program that writes without end is stopped at the limit, long before the time is up."""
    script(fake_dot, "yes")
    with pytest.raises(am.EngineError, match="more than 10,000 bytes"):
        engine.run("digraph { a }", format="svg", engine="dot", limit=10_000)


@posix_only
def test_a_program_that_does_not_read_is_no_trouble(fake_dot: Path) -> None:
    """More input than a pipe holds, to a program that ends without reading it."""
    script(fake_dot, "echo done")
    assert b"done\n" == engine.run("x" * 10**6, format="svg", engine="dot")


@posix_only
@pytest.mark.parametrize(
    "widths",
    [
        "Warning: no value for width of non-ASCII character 228. Falling back to width of space character",
        "lib/pathplan/shortest.c:333: triangulation failed",
    ],
)
def test_remarks_on_what_we_do_ourselves_are_not_heard_and_others_are(fake_dot: Path, widths: str) -> None:
    """We measure text and bend a line that found no way, so these are our business; the rest is a warning."""
    script(fake_dot, f"cat > /dev/null; echo '<svg/>'; echo '{widths}' >&2")
    assert b"<svg/>\n" == engine.run("graph {}", format="svg", engine="dot")
    script(fake_dot, f"cat > /dev/null; echo '<svg/>'; echo '{widths}' >&2; echo 'something else' >&2")
    with pytest.warns(am.ArgmapWarning, match=r"^dot says: something else$") as caught:
        engine.run("graph {}", format="svg", engine="dot")
    assert __file__ == caught[0].filename, "the warning points at the line outside argmap"


def test_where_no_program_is_installed_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each engine names its own remedy, and the one that needs none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(engine.NoProgramError, match=r"graphviz\.org/download.*engine='auto'"):
        engine.run("graph {}", format="svg", engine="dot")
    monkeypatch.setattr(engine, "embedded", lambda: None)
    with pytest.raises(engine.NoProgramError, match=r"pip install graphviz-pure.*engine='tidy'"):
        engine.run("graph {}", format="svg")


@posix_only
def test_a_program_that_cannot_be_started_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fake_dot: Path
) -> None:
    """A program for another machine: the next one is taken, and where none is left the error says so."""
    broken = tmp_path / "graphviz-pure"
    broken.write_bytes(b"\x7fELF of another machine")
    broken.chmod(0o755)
    monkeypatch.setattr(engine, "embedded", lambda: broken)
    script(fake_dot, "echo the system")
    assert b"the system\n" == engine.run("graph {}", format="svg")
    fake_dot.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(engine.NoProgramError, match="cannot be started here"):
        engine.run("graph {}", format="svg")
