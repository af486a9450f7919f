"""What commands share: a map from a file or from standard input, standard output, and a part by its id."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from argmap.errors import FormatError
from argmap.formats import Reading, load, loads, read, reads
from argmap.model.map import ArgumentMap
from argmap.notice import warn

STANDARD = "-"
STANDARD_INPUT = "<stdin>"
"""What errors call standard input, which commands call ``-``."""


def map_in(file: Path) -> ArgumentMap:
    """Return the map in a file, or on standard input for ``-``."""
    if str(file) != STANDARD:
        return load(file)
    text = standard_input()
    with _named():
        return loads(text)


def kept_apart(output: Path, *inputs: Path) -> None:
    """Check that what is read is not written over, with all that the new file has no place for.

    Raises:
        click.UsageError: it would be.
    """
    for file in inputs:
        if output.exists() and file.exists() and output.samefile(file):
            raise click.UsageError(f"{output} would be written over, and is read too; choose another name")


def one_standard_input(*files: Path) -> None:
    """Check that at most one of several maps is to come from standard input, which is read once.

    Raises:
        click.UsageError: more than one is called ``-``.
    """
    if sum(str(file) == STANDARD for file in files) > 1:
        raise click.UsageError("standard input holds one map: say - once, and files for the others")


def reading_of(file: Path, format: str | None, *, strict: bool = False) -> Reading:
    """Return what a file says, or standard input for ``-``, with a report."""
    if str(file) != STANDARD:
        return read(file, format=format, strict=strict)
    text = standard_input()
    with _named():
        return reads(text, format=format, strict=strict)


def standard_input() -> str:
    """Return what stands on standard input: UTF-8, or else Windows-1252, with a warning."""
    if sys.stdin is None:  # the shell closed it: <&-
        raise FormatError("it is closed; say a file", path=STANDARD_INPUT)
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        warn(f"{STANDARD_INPUT}: the byte 0x{byte:02x} is no UTF-8 text; it is read as Windows-1252")
        return data.decode("cp1252", errors="replace")


def to_standard_output(text: str) -> None:
    """Write a text to standard output, in UTF-8 whatever the terminal speaks, and all of it or nothing."""
    data = text.encode("utf-8")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read it has seen enough; Python's own last flush must find no pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def part_of(m: ArgumentMap, id: str) -> str:
    """Return the id of a part that somebody typed; ``thesis`` means the thesis where no part is so called.

    Raises:
        UnknownIdError: the map has no such part; it names the near ones.
    """
    if id == "thesis" and id not in m.parts and m.thesis is not None:
        return m.thesis.id
    return m.id_of(id)


@contextmanager
def _named() -> Iterator[None]:
    """Give standard input its name in an error that would begin with the line."""
    try:
        yield
    except FormatError as error:
        if error.path is not None:
            raise
        raise FormatError(error.message, path=STANDARD_INPUT, line=error.line, column=error.column) from None
