"""Long work tells on a terminal or in a notebook how far it is, and nowhere else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

import argmap as am
from argmap import progress
from argmap.progress import tracked

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

HIDDEN, SHOWN, ERASED = "\x1b[?25l", "\x1b[?25h", "\x1b[2K"
"""What hides and shows the cursor, and what erases a line."""
AT_ONCE = """import sys
from argmap import progress
from argmap.progress import tracked
progress.PATIENCE = progress.PACE = 0
"""
WORK = "for x in tracked(range(4), 'Working'): print(x, 'a line ' * 20)\n"
LINES = "".join(f"{x} {'a line ' * 20}\n" for x in range(4))


def run(code: str, *, out: bool = False, interrupt: bool = False, **environment: str) -> tuple[str, str, int]:
    """Run code with standard error, and where ``out`` standard output too, on a terminal of eighty columns.

    Returns what went to the pipe, what went to the terminal, and the exit code.
    """
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ARGMAP_PROGRESS")}
    kept |= {"TERM": "xterm", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **environment}
    with subprocess.Popen(
        [sys.executable, "-c", AT_ONCE + code],
        stdout=theirs if out else subprocess.PIPE,
        stderr=theirs,
        env=kept,
    ) as process:
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
            if interrupt and b"Working" in said:
                process.send_signal(signal.SIGINT)
                interrupt = False
        piped = process.stdout.read().decode("utf-8") if process.stdout else ""
        code_of = process.wait(60)
    os.close(ours)
    return piped, said.decode("utf-8", "replace"), code_of


def left_on(said: str) -> str:
    """Return the last line of a terminal: what was written after it was erased, without colours and cursor."""
    return said.rsplit(ERASED, 1)[1].replace(SHOWN, "").replace("\x1b[0m", "").strip()


def test_a_terminal_shows_the_bar_and_a_pipe_gets_every_letter() -> None:
    piped, said, code = run(WORK)
    assert 0 == code
    assert LINES == piped
    assert "Working" in said
    assert "25%" in said


def test_the_bar_is_gone_at_the_end_and_the_cursor_is_back() -> None:
    _, said, _ = run(WORK)
    assert "" == left_on(said)
    assert said.count(HIDDEN) == said.count(SHOWN) == 1
    assert said.index(HIDDEN) < said.index(SHOWN)


def test_what_is_printed_on_the_same_terminal_is_not_broken() -> None:
    """A line longer than the terminal stays one line, for the terminal to break, and can be copied."""
    _, said, _ = run(WORK, out=True)
    assert "Working" in said
    for line in LINES.splitlines():
        assert line.rstrip() in said


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "dumb"}, {"CI": "true"}, {"ARGMAP_PROGRESS": "0"}],
    ids=lambda environment: "".join(environment),
)
def test_dumb_terminals_and_who_switched_it_off_get_nothing(environment: dict[str, str]) -> None:
    assert (LINES, "", 0) == run(WORK, **environment)


def test_a_pipe_gets_nothing_and_the_library_of_the_bar_is_not_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{AT_ONCE}{WORK}print('rich' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "CI"},
    )
    assert "" == done.stderr
    assert f"{LINES}False\n" == done.stdout


def test_short_work_shows_nothing_on_a_terminal() -> None:
    piped, said, _ = run(f"progress.PATIENCE = 60\n{WORK}print('rich' in sys.modules)")
    assert "" == said
    assert f"{LINES}False\n" == piped


def test_an_error_in_the_work_takes_the_bar_away_before_it_is_told() -> None:
    _, said, code = run("for x in tracked(range(4), 'Working'):\n    if x == 2: raise ValueError('spilt')")
    assert 1 == code
    assert "Working" in said
    assert said.rindex(ERASED) < said.index("Traceback")
    assert said.index(SHOWN) < said.index("Traceback")
    assert "spilt" in said


def test_the_next_bar_comes_where_a_traceback_keeps_one_that_failed() -> None:
    """As in a notebook, which keeps the last error for a look at it."""
    _, said, code = run(
        "def work():\n    items = tracked(range(4), 'Broken')\n    for x in items:\n"
        "        if x == 2: raise ValueError\n"
        "try: work()\nexcept ValueError as error: kept = error\n" + WORK
    )
    assert 0 == code
    assert "Broken" in said
    assert "Working" in said
    assert said.rindex("Broken") < said.index("Working")
    assert "" == left_on(said)


def test_an_interrupt_takes_the_bar_away() -> None:
    _, said, code = run(
        "import time\nfor x in tracked(range(100), 'Working'): time.sleep(0.3)", interrupt=True
    )
    assert 0 != code
    assert said.rindex(ERASED) < said.index("Traceback")
    assert said.index(SHOWN) < said.index("KeyboardInterrupt")


@pytest.mark.parametrize("act", ["start", "update"])
def test_an_interrupt_while_the_bar_is_drawn_takes_it_away(act: str) -> None:
    _, said, code = run(
        "from rich.progress import Progress\n"
        f"whole = Progress.{act}\n"
        "def broken(*given, **more):\n"
        "    whole(*given, **more)\n"
        "    raise KeyboardInterrupt\n"
        f"Progress.{act} = broken\n"
        "list(tracked(range(4), 'Working'))"
    )
    assert 0 != code
    assert "Working" in said
    assert said.rindex(ERASED) < said.index("Traceback")
    assert said.index(SHOWN) < said.index("Traceback")


def test_a_step_of_tracked_work_has_no_bar_of_its_own() -> None:
    _, said, _ = run("for x in tracked(range(4), 'Outer'): list(tracked(range(4), 'Inner'))")
    assert "Outer" in said
    assert "Inner" not in said


def test_after_a_bar_there_can_be_another() -> None:
    """Also where the first was left half way."""
    _, said, _ = run("next(tracked(range(4), 'One'))\nlist(tracked(range(4), 'Two'))")
    assert "Two" in said


def test_work_of_unknown_length_is_done_without_a_bar() -> None:
    piped, said, _ = run("print(list(tracked(iter('ab'), 'Working')))")
    assert ("['a', 'b']\n", "") == (piped, said)


def test_the_length_of_what_cannot_be_counted_is_said() -> None:
    _, said, _ = run("list(tracked(iter('abcd'), 'Working', 4))")
    assert "75%" in said


class Kernel:
    """A Jupyter kernel, and what a cell shows."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self.kernel = object()

    def display(self, bundle: dict[str, str], **_: Any) -> SimpleNamespace:
        self.shown.append(bundle)
        return SimpleNamespace(update=lambda bundle, raw: self.shown.append(bundle))


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    display = pytest.importorskip("IPython.display")
    import IPython

    kernel = Kernel()
    monkeypatch.setattr(IPython, "get_ipython", lambda: kernel)
    monkeypatch.setattr(display, "display", kernel.display)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "PACE", 0)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("ARGMAP_PROGRESS", raising=False)
    return kernel


def test_a_notebook_shows_a_bar_below_the_cell_that_is_empty_in_the_end(kernel: Kernel) -> None:
    assert [0, 1, 2, 3] == list(tracked(range(4), "Working"))
    assert {"Working: 2 of 4"} < {bundle["text/plain"] for bundle in kernel.shown}
    assert '<progress max="4" value="3"' in kernel.shown[-2]["text/html"]
    assert {"text/plain": "", "text/html": ""} == kernel.shown[-1]


def test_a_cell_that_fails_keeps_no_bar(kernel: Kernel) -> None:
    def work() -> None:
        for x in tracked(range(4), "Working"):
            if x == 2:
                raise ValueError("spilt")

    with pytest.raises(ValueError, match="spilt"):
        work()
    assert {"text/plain": "", "text/html": ""} == kernel.shown[-1]


def tree() -> am.ArgumentMap:
    d = am.Draft("A tree", text="It rains. The lane is wet.")
    top = d.thesis("Close the lane.")
    for i in range(20):
        d.support(top, d.claim(f"The lane is wet ({i}).", quote="The lane is wet"))
    return d.map()


@pytest.mark.parametrize(
    ("what", "work"),
    [
        ("Sampling orders", lambda m: am.contributions(m, "c1", method="shapley", samples=20)),
        ("Removing", lambda m: am.contributions(m, "c1")),
        ("Removing", lambda m: am.contributions(m, "c1", method="intrinsic")),
        ("Removing", lambda m: am.load_bearing(m, "c1")),
        ("Moving base scores", lambda m: am.sensitivity(m, "c1")),
        ("Finding quotes", lambda m: m.verify("It rains. The lane is wet.")),
        ("Comparing maps", lambda m: am.agreement(m, m, m)),
        ("Comparing texts", lambda m: am.agreement(m, m)),
    ],
    ids=[
        "shapley",
        "removal",
        "intrinsic",
        "load_bearing",
        "sensitivity",
        "verify",
        "agreement",
        "alignment",
    ],
)
def test_long_work_is_told(what: str, work: Any, kernel: Kernel) -> None:
    """And what it returns is the same with a bar and without."""
    m = tree()
    told = work(m)
    assert what in {bundle["text/plain"].partition(":")[0] for bundle in kernel.shown}
    kernel.kernel = None
    kernel.shown.clear()
    assert str(told) == str(work(m))
    assert not kernel.shown


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
def test_drawing_pages_is_told(suffix: str, kernel: Kernel, tmp_path: Any) -> None:
    if suffix == "pdf":
        pytest.importorskip("typst")
    files = tree().pages().save(tmp_path / f"map.{suffix}")
    assert "Drawing pages" in {bundle["text/plain"].partition(":")[0] for bundle in kernel.shown}
    assert {"text/plain": "", "text/html": ""} == kernel.shown[-1]
    assert all(file.exists() for file in files)
