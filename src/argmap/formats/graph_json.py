"""JSON of graphs, parsed, and its mappings taken apart with an eye on what is wrong."""

from __future__ import annotations

import json
from typing import Any

from argmap.errors import FormatError
from argmap.formats.json import parse
from argmap.formats.wording import worded


def parsed(text: str, path: str | None, *, alone: str | None = None) -> dict[str, Any]:
    """Return the mapping that a JSON text says; ``alone`` is the key of a list that stands by itself.

    Raises:
        FormatError: it is no JSON, or no mapping; or a key stands twice.
    """
    try:
        data, unique = parse(text.removeprefix("\ufeff"))
    except FormatError as error:
        raise FormatError(error.message, path=path, line=error.line, column=error.column) from None
    if alone is not None and isinstance(data, list):
        data = {alone: data}
    if not isinstance(data, dict):
        raise FormatError(f"a graph is a mapping, not {worded(data)}", path=path)
    if not unique:
        raise FormatError("a key stands twice in a mapping", path=path)
    return data


def lined(value: Any, level: int = 0) -> str:
    """Return JSON text with a node or an edge a line: it reads well, and is soon written.

    >>> print(lined({"nodes": [{"id": "a"}, {"id": "b"}], "links": []}))
    {
     "nodes": [
      {"id": "a"},
      {"id": "b"}
     ],
     "links": []
    }
    """
    inner, outer = " " * (level + 1), " " * level
    if (
        isinstance(value, dict)
        and level < 2
        and any(isinstance(held, (dict, list)) for held in value.values())
    ):
        entries = [
            f"{json.dumps(key, ensure_ascii=False)}: {lined(held, level + 1)}" for key, held in value.items()
        ]
        return "{\n" + ",\n".join(inner + entry for entry in entries) + f"\n{outer}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        items = ",\n".join(inner + json.dumps(item, ensure_ascii=False) for item in value)
        return f"[\n{items}\n{outer}]"
    return json.dumps(value, ensure_ascii=False)


def mappings(value: Any, what: str, path: str | None) -> list[dict[str, Any]]:
    """Return a list of mappings, or refuse what is none.

    >>> mappings([{"id": 1}], "nodes", None)
    [{'id': 1}]
    """
    if not isinstance(value, list):
        raise FormatError(f"{what} must be a list, not {worded(value)}", path=path)
    for item in value:
        if not isinstance(item, dict):
            raise FormatError(f"{what} holds {worded(item)} where a mapping belongs", path=path)
    return value


def name(value: Any, what: str, path: str | None) -> str:
    """Return the id of a node: a text, or a number as a text.

    >>> name(1, "the id of a node", None)
    '1'
    """
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise FormatError(f"{what} must be text or a number, not {worded(value)}", path=path)
