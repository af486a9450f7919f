"""The formats: one module each, found by name, by suffix, and by what a text looks like."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import PurePath
from typing import Protocol

from argmap.errors import FormatError, did_you_mean, suggestion
from argmap.formats import json, yaml
from argmap.model.map import ArgumentMap


class Format(Protocol):
    """What a module must have to be a format."""

    name: str
    suffixes: tuple[str, ...]
    loses: tuple[str, ...]
    """What of a map the format cannot hold, in a sentence each."""

    def sniff(self, text: str) -> float:
        """Return how surely a text is of this format, from 0 to 1."""

    def loads(self, text: str, *, path: str | None = None) -> ArgumentMap:
        """Return the map that a text says; ``path`` is for the messages of errors."""

    def dumps(self, m: ArgumentMap) -> str:
        """Return the map as text."""


JSON: Format = json
YAML: Format = yaml
FORMATS: tuple[Format, ...] = (JSON, YAML)

SURE = 0.5
"""The score from which the content alone decides."""


def named(name: str) -> Format:
    """Return the format with this name.

    Raises:
        FormatError: there is none; it names those there are.
    """
    for format in FORMATS:
        if format.name == name:
            return format
    names = [format.name for format in FORMATS]
    near = suggestion(did_you_mean(name, names))
    raise FormatError(f"unknown format {name!r}.{near} Formats: {', '.join(names)}")


def of_suffix(path: str | PathLike[str]) -> Format:
    """Return the format that the suffix of a file name says.

    Raises:
        FormatError: it says none.
    """
    suffix = PurePath(path).suffix.lower()
    for format in FORMATS:
        if suffix in format.suffixes:
            return format
    known = [suffix for format in FORMATS for suffix in format.suffixes]
    near = suggestion(did_you_mean(suffix, known))
    what = (
        f"the suffix {suffix!r} names no format" if suffix else "the file name has no suffix to name a format"
    )
    raise FormatError(f"{what}.{near} Suffixes: {', '.join(known)}", path=fspath(path))


def of_content(text: str, *, path: str | None = None) -> Format:
    """Return the format of a text: what it looks like counts first, then the suffix of its file.

    Raises:
        FormatError: no format fits, or several fit equally well; it names them.
    """
    scores = {format.name: format.sniff(text) for format in FORMATS}
    best = max(scores.values())
    fitting = [format for format in FORMATS if scores[format.name] == best and best > 0]
    if len(fitting) == 1 and best >= SURE:
        return fitting[0]
    suffix = PurePath(path).suffix.lower() if path is not None else ""
    by_suffix = [f for f in (fitting if best >= SURE else FORMATS) if suffix in f.suffixes]
    if by_suffix:
        return by_suffix[0]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = " and ".join(format.name for format in fitting)
        raise FormatError(f"this fits {names} equally well; say which by format=", path=path)
    names = ", ".join(format.name for format in FORMATS)
    if text.strip():
        raise FormatError(f"this is in no format that argmap reads: {names}", path=path)
    raise FormatError("the file is empty" if path else "the text is empty", path=path)
