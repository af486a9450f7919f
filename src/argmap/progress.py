"""How far long work is: a bar on a terminal or in a notebook that goes away when the work is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sized
from time import perf_counter
from types import FrameType
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

SWITCH = "ARGMAP_PROGRESS"
"""The environment variable that switches the bars off where it is 0."""
PATIENCE = 0.5
"""What is done after so many seconds shows no bar."""
PACE = 0.1
"""A bar moves at most once in so many seconds."""


class _Bar(Protocol):
    """It shows itself when it first moves: an interrupt amid that still finds what is to be closed."""

    def move(self, done: int) -> None: ...

    def close(self) -> None: ...


_running: tuple[FrameType | None, list[_Bar]] | None = None
"""The tracked work under way: the frame that takes its items, and its bar once there is one."""


def tracked(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """Return the items one by one, and tell on a terminal or in a notebook how many of them are done.

    ``total`` says how many there are where they cannot be counted; work of unknown length shows no bar.

    The bar stands on standard error, comes after half a second and goes away at the end, also of work that
    fails or is interrupted; where the traceback of that is kept, with the next bar at the latest. Pipes, logs,
    continuous integration and dumb terminals get none, nor does work that is itself a step of other tracked
    work.

    >>> [number * number for number in tracked(range(4), "Squaring")]
    [0, 1, 4, 9]
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    return _told(items, what, total) if total is not None and total > 1 and _is_wanted() else iter(items)


def _told(items: Iterable[T], what: str, total: int) -> Iterator[T]:
    global _running
    if _running is not None and _is_live(_running[0]):
        yield from items
        return
    if _running is not None:  # its work has failed, and somebody keeps the traceback, as notebooks do
        _close(_running[1])
    bars: list[_Bar] = []
    own = _running = (sys._getframe().f_back, bars)
    due = perf_counter() + PATIENCE
    try:
        for done, item in enumerate(items):
            if done and perf_counter() >= due:
                if not bars:
                    bars.append((_Cell if _is_notebook() else _Line)(what, total))
                bars[0].move(done)
                due = perf_counter() + PACE
            yield item
    finally:
        if _running is own:
            _running = None
        _close(bars)


def _close(bars: list[_Bar]) -> None:
    while bars:
        bars.pop().close()


def _is_live(frame: FrameType | None) -> bool:
    """Return whether a frame is on the stack of any thread."""
    for top in sys._current_frames().values():
        at: FrameType | None = top
        while at is not None:
            if at is frame:
                return True
            at = at.f_back
    return False


def _is_wanted() -> bool:
    if os.environ.get(SWITCH) == "0" or os.environ.get("CI", "false").lower() not in ("", "0", "false"):
        return False
    if _is_notebook():
        return True
    # Programs without a console, such as those of pythonw, have no standard error at all.
    return (
        sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def _is_notebook() -> bool:
    """Return whether this runs in a Jupyter kernel; the IPython of a terminal has none."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and getattr(ipython.get_ipython(), "kernel", None) is not None


class _Line:
    """A bar on the last line of a terminal, below what is printed meanwhile.

    It moves between two steps only: no thread runs beside the work.
    """

    def __init__(self, what: str, total: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        # What goes to a pipe must not be caught by the bar, and a long line is the terminal's to break.
        self._progress = Progress(
            console=Console(stderr=True, soft_wrap=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=sys.stdout is not None and sys.stdout.isatty(),
        )
        self._task = self._progress.add_task(what, total=total)

    def move(self, done: int) -> None:
        self._progress.start()
        self._progress.update(self._task, completed=done, refresh=True)

    def close(self) -> None:
        self._progress.stop()


class _Cell:
    """A bar below the cell of a notebook, empty when it is closed."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._handle: Any = None

    def move(self, done: int) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self._bundle(done), raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(self._bundle(done), raw=True)

    def close(self) -> None:
        if self._handle is not None:
            self._handle.update({"text/plain": "", "text/html": ""}, raw=True)

    def _bundle(self, done: int) -> dict[str, str]:
        said = f"{self._what}: {done:,} of {self._total:,}"
        bar = f'<progress max="{self._total}" value="{done}" aria-label="{self._what}"></progress>'
        return {"text/plain": said, "text/html": f"<label>{bar} {said}</label>"}
