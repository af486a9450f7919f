"""Files: maps as text in the formats of argmap and, one module each, of others."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any

from argmap.formats import files, registry
from argmap.formats.pause import PARTS, TEXT, collector_paused
from argmap.model.map import ArgumentMap

__all__ = ["dump", "dumps", "json_schema", "load", "loads"]


def load(path: str | PathLike[str]) -> ArgumentMap:
    """Return the map that a file holds; its content tells the format, and its suffix where that leaves doubt.

    Raises:
        FormatError: the file holds no map; the error says what is wrong, in which line and column.

    >>> import argmap as am, tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "rain.yaml"
    >>> am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).dump(path)
    >>> load(path)
    <ArgumentMap: 1 nodes, 0 relations>
    """
    name = fspath(path)
    text = files.read_text(name)
    with collector_paused(len(text) > TEXT):
        return registry.of_content(text, path=name).loads(text, path=name)


def loads(text: str, *, format: str | None = None) -> ArgumentMap:
    """Return the map that a text says, in the format named or in the one it looks like.

    Raises:
        FormatError: the text says no map; the error says what is wrong, in which line and column.

    >>> loads('{"argmap": "1", "nodes": {"c1": {"kind": "claim", "text": "It rains."}}}')["c1"].text
    'It rains.'
    """
    if not isinstance(text, str):
        raise TypeError(f"loads() takes the text of a map, not {type(text).__name__}; load() takes a path")
    text = text.removeprefix("\ufeff")
    reader = registry.named(format) if format is not None else registry.of_content(text)
    with collector_paused(len(text) > TEXT):
        return reader.loads(text)


def dump(m: ArgumentMap, path: str | PathLike[str]) -> None:
    """Write a map to a file in the format of its suffix, whole or not at all.

    Raises:
        FormatError: the suffix names no format, or the map holds what no file can; nothing is written.
        OSError: the file cannot be written; an old one is as it was.
    """
    writer = registry.of_suffix(path)
    with collector_paused(len(m) > PARTS):
        text = writer.dumps(m)
    files.write_text(path, text)


def dumps(m: ArgumentMap, format: str = "json") -> str:
    """Return a map as text in a format.

    >>> import argmap as am
    >>> print(dumps(am.ArgumentMap(title="Nothing yet"), "yaml"), end="")
    ---
    argmap: "1"
    title: Nothing yet
    ...
    """
    writer = registry.named(format)
    with collector_paused(len(m) > PARTS):
        return writer.dumps(m)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of native files, for all kinds that are registered now.

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    from argmap.formats.schema import json_schema

    return json_schema()
