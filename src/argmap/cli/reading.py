"""What commands share: a map from a file or from standard input, and a part of it by its id."""

from __future__ import annotations

import sys
from pathlib import Path

from argmap.formats import load, loads
from argmap.model.map import ArgumentMap


def map_in(file: Path) -> ArgumentMap:
    """Return the map in a file, or on standard input for ``-``."""
    return loads(standard_input()) if str(file) == "-" else load(file)


def standard_input() -> str:
    """Return what stands on standard input: UTF-8, or else Windows-1252."""
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def part_of(m: ArgumentMap, id: str) -> str:
    """Return the id of a part that somebody typed; ``thesis`` means the thesis where no part is so called.

    Raises:
        UnknownIdError: the map has no such part; it names the near ones.
    """
    if id == "thesis" and id not in m.parts and m.thesis is not None:
        return m.thesis.id
    return m.id_of(id)
