"""YAML of others, parsed so that what is no YAML, or no sane YAML, is an error with its place."""

from __future__ import annotations

from typing import Any

from argmap.errors import FormatError
from argmap.formats.yaml_reading import parse_foreign


def mapping_of(text: str, path: str | None) -> tuple[dict[str, Any], list[str]]:
    r"""Return the mapping that a YAML text holds, and what is to be said of keys that stand twice.

    Raises:
        FormatError: it is no YAML, no mapping, nested too deeply, or has tags, anchors or aliases.

    >>> mapping_of("a: 1\na: no\n", None)
    ({'a': 'no'}, ["line 2: the key 'a' stands twice; the last one counts"])
    """
    try:
        data, found = parse_foreign(text.removeprefix("\ufeff"))
    except FormatError as error:
        raise FormatError(error.message, path=path, line=error.line, column=error.column) from None
    if not isinstance(data, dict):
        raise FormatError("the YAML holds no mapping", path=path, line=1, column=1)
    return data, [
        f"line {place.line}: the key {str(way[-1])!r:.60} stands twice; the last one counts"
        for way, place in found.repeated
    ]


def texts(value: Any) -> list[str]:
    """Return the texts in a value that is one or a list of them; numbers and truth values are texts too.

    >>> texts("a"), texts(["a", 1, {}, True]), texts(None)
    (['a'], ['a', '1', 'true'], [])
    """
    if isinstance(value, list):
        return [word for entry in value if not isinstance(entry, list) for word in texts(entry)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(value)] if isinstance(value, (str, int, float)) else []
