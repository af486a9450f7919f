"""The layout engine: the ``dot`` program of Graphviz, run as a child with a time limit and an output limit.

We run the program ourselves, since the ``graphviz`` package runs whatever stands first on the search path,
without a time limit, and can be redirected only for a whole process.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from time import monotonic
from typing import IO

from argmap.errors import EngineError
from argmap.notice import warn

WHEEL = "graphviz-pure"
"""The wheel that brings the program, and the name of the program in it."""

OUTPUT_LIMIT = 256 * 2**20
"""The most bytes that are read from the program: some thirty times the picture of 5,000 cards."""

ENGINES = ("auto", "dot", "tidy")
"""What lays out a map: the embedded program, the system's ``dot``, or argmap itself."""

if sys.platform == "win32":
    _WINDOWS_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _WINDOWS_FLAGS = 0

_NOT_HEARD = (
    *("non-ASCII character", "no hard-coded metrics", "Falling back to"),
    *("lib/pathplan/", "libpath/", "Unable to reclaim box space"),
)
"""Remarks on the widths of characters, which we measure, and on lines that found no way, which we bend."""


class NoProgramError(EngineError):
    """No program that could lay out a map is installed, or none can be started here."""


class TimeLimitError(EngineError):
    """The program did not finish in time, and was stopped."""


def run(
    source: str, *, format: str, engine: str = "auto", timeout: float = 60.0, limit: int = OUTPUT_LIMIT
) -> bytes:
    """Return what the program makes of DOT text, in an output format of Graphviz such as ``json0``.

    Args:
        source: one or several graphs in the DOT language.
        format: what to make, as in ``dot -T``.
        engine: ``"auto"`` takes the program of the wheel, else the system's; ``"dot"`` only the system's.
        timeout: seconds after which the program and whatever it has started are killed.
        limit: bytes of output after which the same happens.

    Raises:
        NoProgramError: no program is installed, or none can be started.
        EngineError: it took too long, wrote too much, or failed, even where it wrote something.

    >>> run("graph { a }", format="plain").split()[:2]
    [b'graph', b'1']
    """
    failures = []
    for program in programs(engine):
        try:
            child = subprocess.Popen(
                [str(program), f"-T{format}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # With a group of its own it can be killed together with whatever it starts.
                start_new_session=os.name == "posix",
                creationflags=_WINDOWS_FLAGS,
            )
        except OSError as error:  # wrong machine, no right to run it, or a Python without processes
            failures.append(f"{program}: {error.strerror or error}")
        else:
            return _Run(child, program.stem, timeout, limit).result(source)
    raise NoProgramError(_what_to_install(engine, failures), engine=engine)


def programs(engine: str) -> Iterator[Path]:
    """Yield the installed programs that serve as this engine, the preferred one first."""
    if engine == "auto" and (program := embedded()) is not None:
        yield program
    if (found := shutil.which("dot")) is not None:
        yield Path(found)


@cache
def embedded() -> Path | None:
    """Return the program of the wheel ``graphviz-pure``, wherever this interpreter's packages stand.

    The wheel holds no Python code: its program lies where scripts are installed, which need not be on the
    search path.
    """
    name = f"{WHEEL}.exe" if os.name == "nt" else WHEEL
    return next((path for path in _places(name) if path.is_file()), None)


def _places(name: str) -> Iterator[Path]:
    try:
        wheel = distribution(WHEEL)
    except PackageNotFoundError:
        pass
    else:
        for file in wheel.files or ():
            if file.name == name:
                yield Path(os.path.normpath(str(file.locate())))
        yield Path(str(wheel.locate_file(f"bin/{name}")))  # pip install --target
    yield Path(sysconfig.get_path("scripts")) / name
    yield Path(sys.executable).parent / name
    if (found := shutil.which(name)) is not None:
        yield Path(found)


def _what_to_install(engine: str, failures: list[str]) -> str:
    if failures:
        tried = "; ".join(failures)
        return f"the layout program cannot be started here ({tried}); engine='tidy' needs no program"
    if engine == "dot":
        return (
            "there is no program 'dot' on the search path: install Graphviz (graphviz.org/download), or use "
            "engine='auto', which takes the program of the wheel graphviz-pure"
        )
    return (
        "there is no layout program: install one with 'pip install graphviz-pure', or Graphviz "
        "(graphviz.org/download); engine='tidy' needs none"
    )


class _Run:
    """One run of the program: feeds it, reads it within the limits, and ends it in any case."""

    def __init__(self, child: subprocess.Popen[bytes], engine: str, timeout: float, limit: int) -> None:
        self.child, self.engine, self.timeout, self.limit = child, engine, timeout, limit
        self.deadline = monotonic() + timeout
        self.too_much = False

    def result(self, source: str) -> bytes:
        out, err = bytearray(), bytearray()
        # Threads, because a pipe that nobody reads would stop the program, and one that nobody fills, us.
        reading = [
            threading.Thread(target=self._read, args=(self.child.stdout, out), daemon=True),
            threading.Thread(target=self._read, args=(self.child.stderr, err), daemon=True),
        ]
        data = source.encode("utf-8", "replace")
        writing = threading.Thread(target=self._write, args=(self.child.stdin, data), daemon=True)
        in_time = False
        try:
            for thread in (*reading, writing):
                thread.start()
            # Its output ends when it does; joining a thread wakes up at once, `Popen.wait` polls.
            for thread in reading:
                thread.join(max(0.0, self.deadline - monotonic()))
            if not any(thread.is_alive() for thread in reading):
                with suppress(subprocess.TimeoutExpired):
                    self.child.wait(max(0.1, self.deadline - monotonic()))
                    in_time = True
        finally:
            if not in_time:
                self._kill()
            for thread in (*reading, writing):
                thread.join(1.0)
            if not any(thread.is_alive() for thread in (*reading, writing)):
                for pipe in (self.child.stdin, self.child.stdout, self.child.stderr):
                    with suppress(OSError):
                        pipe.close()  # type: ignore[union-attr]
        if self.too_much:
            raise EngineError(
                f"{self.engine} wrote more than {self.limit:,} bytes and was stopped; draw fewer cards",
                engine=self.engine,
            )
        if not in_time:
            raise TimeLimitError(
                f"{self.engine} did not finish within {round(self.timeout, 1):g} s and was stopped; draw fewer cards "
                "(m.spine(), m.around('c1', 2)), raise timeout=, or use engine='tidy'",
                engine=self.engine,
            )
        self._judge(_told(bytes(err)), bytes(out))
        return bytes(out)

    def _judge(self, told: str, out: bytes) -> None:
        code = self.child.returncode
        if code != 0:
            raise EngineError(
                f"{self.engine} failed (exit code {code}): {told or 'it gave no reason'}", engine=self.engine
            )
        if not out:
            raise EngineError(f"{self.engine} wrote nothing: {told or 'and no reason'}", engine=self.engine)
        if told:
            warn(f"{self.engine} says: {told}")

    def _read(self, pipe: IO[bytes], into: bytearray) -> None:
        with suppress(OSError, ValueError):
            while chunk := pipe.read1(2**16):  # type: ignore[attr-defined]
                if len(into) + len(chunk) > self.limit:
                    self.too_much = True
                    self._kill()
                    return
                into += chunk

    def _write(self, pipe: IO[bytes], data: bytes) -> None:
        with suppress(OSError, ValueError):  # it may end before it has read all; its exit code says why
            pipe.write(data)
            pipe.close()

    def _kill(self) -> None:
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child.pid, signal.SIGKILL)
        with suppress(OSError):
            self.child.kill()
        self.child.wait()


def _told(stderr: bytes) -> str:
    """Return what the program said, without the remarks that call for nothing."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    heard = [line.strip() for line in lines if not any(words in line for words in _NOT_HEARD)]
    return "; ".join(line for line in heard if line)[:2000]
