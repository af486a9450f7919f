"""Files: maps as text in the formats of argmap and, one module each, of others."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any, Literal

from pydantic import ValidationError

from argmap.errors import FormatError
from argmap.formats import files, registry
from argmap.formats.exchange import (
    Format,
    Loss,
    LossError,
    Reading,
    Written,
    named_reading,
    told,
)
from argmap.formats.pause import PARTS, TEXT, collector_paused
from argmap.formats.registry import Formats, formats, register_format
from argmap.model.map import ArgumentMap
from argmap.notice import warn

__all__ = [
    "Format",
    "Formats",
    "Loss",
    "LossError",
    "OnLoss",
    "Reading",
    "Written",
    "dump",
    "dumps",
    "formats",
    "json_schema",
    "load",
    "loads",
    "read",
    "reads",
    "register_format",
    "written",
]

OnLoss = Literal["ignore", "warn", "raise"]
"""What is done where a format cannot hold all of a map."""


def read(path: str | PathLike[str], *, format: str | None = None, strict: bool = False) -> Reading:
    """Return the map that a file holds, with what was repaired and dropped on the way.

    Its content tells the format, and its suffix where that leaves doubt. Text is UTF-8; what is not, in a
    foreign format, is taken for Windows-1252, with a warning.

    Args:
        path: the file.
        format: the name of its format, where it should not be looked for.
        strict: whether the first repair or drop is an error.

    Raises:
        FormatError: the file holds no map; the error says what is wrong, in which line and column.

    >>> import argmap as am, tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "rain.yaml"
    >>> am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).dump(path)
    >>> read(path)
    1 node, 0 relations, read as yaml
    """
    name = fspath(path)
    text, doubt = files.read_text(name)
    return _reading(text, format, name, strict=strict, doubt=doubt)


def reads(text: str, *, format: str | None = None, strict: bool = False) -> Reading:
    """Return the map that a text says, with a report, as :func:`read` does for a file.

    >>> reads("argmap: '1'").format
    'yaml'
    """
    if not isinstance(text, str):
        raise TypeError(
            f"the text of a map is a str, not {type(text).__name__}; load() and read() take a path"
        )
    return _reading(text.removeprefix("\ufeff"), format, None, strict=strict)


def load(path: str | PathLike[str], *, format: str | None = None, strict: bool = False) -> ArgumentMap:
    """Return the map that a file holds; its content tells the format, and its suffix where that leaves doubt.

    Where something was repaired or dropped it warns, and :func:`read` tells all of it; the arguments are the
    same.

    Raises:
        FormatError: the file holds no map; the error says what is wrong, in which line and column.

    >>> import argmap as am, tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "rain.yaml"
    >>> am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).dump(path)
    >>> load(path)
    <ArgumentMap: 1 node, 0 relations>
    """
    return _warned(read(path, format=format, strict=strict), fspath(path), "am.read(path)")


def loads(text: str, *, format: str | None = None, strict: bool = False) -> ArgumentMap:
    """Return the map that a text says, in the format named or in the one it looks like.

    Raises:
        FormatError: the text says no map; the error says what is wrong, in which line and column.

    >>> loads('{"argmap": "1", "nodes": {"c1": {"kind": "claim", "text": "It rains."}}}')["c1"].text
    'It rains.'
    """
    return _warned(reads(text, format=format, strict=strict), "the text", "am.reads(text)")


def _reading(
    text: str, format: str | None, path: str | None, *, strict: bool, doubt: FormatError | None = None
) -> Reading:
    chosen = registry.named(format) if format is not None else registry.of_content(text, path=path)
    if chosen.read is None:
        raise FormatError(f"{chosen.name} is written, and not read", path=path)
    if doubt is not None and chosen.is_native:
        raise doubt
    if not chosen.is_native:
        _refuse_nul(text, path)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    with collector_paused(len(text) > TEXT):
        try:
            reading = chosen.read(text, path)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(map(str, fault["loc"]))
            raise FormatError(f"{error.title}: {where}: {fault['msg']}", path=path) from None
    more = () if doubt is None else (f"{doubt.message}; read as Windows-1252",)
    reading = named_reading(reading, chosen.name, more=more)
    if strict and not reading.is_clean:
        first = (*reading.repaired, *reading.dropped)[0]
        raise FormatError(f"read strictly, this is no {chosen.name}: {first}", path=path)
    return reading


def _refuse_nul(text: str, path: str | None) -> None:
    at = text.find("\0")
    if at >= 0:
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise FormatError("a NUL character: this is no text", path=path, line=line, column=column)


def _warned(reading: Reading, what: str, how: str) -> ArgumentMap:
    entries = (*reading.warnings, *reading.repaired, *reading.dropped)
    if entries:
        warn(f"{what}, read as {reading.format}: {told(entries)}. {how} keeps it all")
    return reading.map


def dump(
    m: ArgumentMap, path: str | PathLike[str], *, format: str | None = None, on_loss: OnLoss = "warn"
) -> None:
    """Write a map to a file in the format of its suffix, whole or not at all.

    Args:
        m: the map.
        path: the file.
        format: the name of the format, where the suffix does not say it.
        on_loss: what is done where the format cannot hold all of the map: ``"warn"`` names each loss,
            ``"raise"`` refuses, ``"ignore"`` says nothing.

    Raises:
        FormatError: the suffix names no format, or the map holds what no file can; nothing is written.
        LossError: the format cannot hold all of the map, and ``on_loss`` is ``"raise"``.
        OSError: the file cannot be written; an old one is as it was.
    """
    chosen = registry.named(format) if format is not None else registry.of_suffix(path)
    files.write_text(path, _text(m, chosen, on_loss))


def dumps(m: ArgumentMap, format: str = "json", *, on_loss: OnLoss = "warn") -> str:
    """Return a map as text in a format.

    >>> import argmap as am
    >>> print(dumps(am.ArgumentMap(title="Nothing yet"), "yaml"), end="")
    ---
    argmap: "1"
    title: Nothing yet
    ...
    """
    return _text(m, registry.named(format), on_loss)


def written(m: ArgumentMap, format: str) -> Written:
    """Return a map as text in a format, with all that the text does not say.

    >>> import argmap as am
    >>> written(am.ArgumentMap(), "json").losses
    ()
    """
    chosen = registry.named(format)
    if chosen.write is None:
        raise FormatError(f"{chosen.name} is read, and not written")
    with collector_paused(len(m) > PARTS):
        return chosen.write(m)


def _text(m: ArgumentMap, chosen: Format, on_loss: OnLoss) -> str:
    if on_loss not in ("ignore", "warn", "raise"):
        raise FormatError(f"on_loss is 'ignore', 'warn' or 'raise', not {on_loss!r}")
    if chosen.write is None:
        raise FormatError(f"{chosen.name} is read, and not written")
    with collector_paused(len(m) > PARTS):
        made = chosen.write(m)
    if made.losses and on_loss == "raise":
        raise LossError(chosen.name, made.losses)
    if made.losses and on_loss == "warn":
        warn(f"{chosen.name} cannot hold all of this map: {told(made.losses)}")
    return made.text


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of native files, for all kinds that are registered now.

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    from argmap.formats.schema import json_schema

    return json_schema()
