"""JSON: the native document with a part a line, so that version control shows and merges part by part."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from argmap.errors import FormatError
from argmap.formats.exchange import Reading, Written
from argmap.formats.faults import Path, Place, Places
from argmap.formats.native import SECTIONS, Syntax, document, half_a_character, map_said
from argmap.model.map import ArgumentMap

name = "json"
suffixes: tuple[str, ...] = (".json",)
loses: tuple[str, ...] = ()
title = "argmap's own, compact"
is_native = True

HEAD = 4096
"""How many characters a look at the content takes in."""


def sniff(text: str) -> float:
    """Return how surely a text is of this format: 1 a native file, 0.1 some other JSON, 0 none.

    >>> sniff('{"argmap": "1"}'), sniff('{"nodes": []}'), sniff("It rains.")
    (1.0, 0.1, 0.0)
    """
    head = text[:HEAD].lstrip()
    if not head.startswith(("{", "[")):
        return 0.0
    if re.match(r'\{\s*"argmap"\s*:', head):
        return 1.0
    return 0.9 if '\n  "argmap":' in head else 0.1  # it may stand deeper, in a file of others


def read(text: str, path: str | None = None) -> Reading:
    """Return the map that a text of this format says."""
    return Reading(loads(text, path=path))


def write(m: ArgumentMap) -> Written:
    """Return the map as text of this format, which loses nothing."""
    return Written(dumps(m))


def loads(text: str, *, path: str | None = None) -> ArgumentMap:
    """Return the map that a JSON text says."""
    return map_said(text, Syntax(parse, _places), path=path)


def dumps(m: ArgumentMap) -> str:
    """Return the map as JSON: canonical, each part on a line of its own.

    >>> import argmap as am
    >>> print(dumps(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])), end="")
    {
      "argmap": "1",
      "nodes": {
        "c1": {"kind":"claim","text":"It rains."}
      }
    }
    """
    entries = []
    try:
        for key, value in document(m).items():
            if key in SECTIONS:
                parts = ",\n".join(f"    {_encoded(id)}: {_encoded(body)}" for id, body in value.items())
                entries.append(f'  "{key}": {{\n{parts}\n  }}')
            else:
                entries.append(f'  "{key}": {_encoded(value)}')
    except PydanticSerializationError:
        raise half_a_character(m) from None
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _encoded(data: Any) -> str:
    # Pydantic writes JSON four times faster than the standard library does in many small pieces.
    return to_json(data).decode()


# Reading

_HALF = re.compile(r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]")
_TOKEN = re.compile(r'[ \t\n\r]*("[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+|[{}\[\],:])', re.DOTALL)
_WHAT_IS_WRONG = {
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Illegal trailing comma before end of object": "the comma before } is one too many",
    "Illegal trailing comma before end of array": "the comma before ] is one too many",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting ',' delimiter": "a comma is missing here, or a bracket is not closed",
    "Unterminated string starting at": "the text that begins here has no closing quote",
    "Invalid control character at": "a control character stands here, which JSON writes as an escape such as \\n",
    "Extra data": "the document has ended here, and more follows",
}


class _NotANumberError(ValueError):
    pass


def parse(text: str) -> tuple[Any, bool]:
    """Return the plain data of a JSON text, and whether no key stands twice in an object."""
    unique = True

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal unique
        made = dict(pairs)
        if len(made) != len(pairs):
            unique = False
        return made

    try:
        data = json.loads(text, object_pairs_hook=mapping, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise _syntax_error(text, error) from None
    except _NotANumberError as error:
        found = next((t for t in _tokens(text) if t[0] == str(error)), ("", 0))
        raise _error_at(text, found[1], f"{error} is no number that a file can hold") from None
    except RecursionError:
        raise FormatError("brackets are nested thousands of levels deep; no map is") from None
    except ValueError:  # a number of more digits than Python reads
        longest, offset = max(_tokens(text), key=lambda t: len(t[0]) if t[0].lstrip("-").isdecimal() else 0)
        raise _error_at(
            text, offset, f"a number of {len(longest):,} digits is more than can be read"
        ) from None
    if ("\\ud" in text or "\\uD" in text) and _HALF.search(text):
        _refuse_halves(text)
    return data, unique


def _refuse(constant: str) -> float:
    raise _NotANumberError(constant)


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise _NotANumberError(number)
    return value


def _syntax_error(text: str, error: json.JSONDecodeError) -> FormatError:
    if not text.strip():
        return FormatError("the file is empty", line=1, column=1)
    if "\0" in text[error.pos : error.pos + 1]:
        return _error_at(text, error.pos, "a NUL byte stands here: the file is damaged, or no text")
    message = _WHAT_IS_WRONG.get(error.msg, f"this is no JSON: {error.msg}")
    ended = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if ended:
        message = f"the file ends too early, it is cut off: {message}"
    return FormatError(message, line=error.lineno, column=error.colno)


def _error_at(text: str, offset: int, message: str) -> FormatError:
    return FormatError(
        message, line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset)
    )


def _refuse_halves(text: str) -> None:
    for token, offset in _tokens(text):
        if token.startswith('"') and _HALF.search(token):
            half = next((c for c in json.loads(token) if "\ud800" <= c <= "\udfff"), None)
            if half is not None:
                raise _error_at(text, offset, f"this text holds half a character, U+{ord(half):04X}")


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    return ((found[1], found.start(1)) for found in _TOKEN.finditer(text))


def _places(text: str) -> Places:
    """Return where everything stands in a text that is sound JSON."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    places = Places()

    def place(offset: int) -> Place:
        line = bisect_right(lines, offset)
        return Place(line, offset - lines[line - 1] + 1)

    opened: list[tuple[Path, set[str] | None]] = []  # the way to each open mapping, its keys; None for a list
    at: Path = ()  # the way to the next value
    expects_key = False
    for token, offset in _tokens(text):
        if token in "}]":
            at, _ = opened.pop()
            expects_key = False
        elif token == ",":
            keys = opened[-1][1]
            expects_key = keys is not None
            at = at[:-1] if expects_key else (*at[:-1], int(at[-1]) + 1)
        elif token == ":":
            expects_key = False
        elif expects_key:
            key = json.loads(token)
            at = (*at, key)
            keys = opened[-1][1]
            if keys is not None and key in keys:
                places.repeated.append((at, place(offset)))
            elif keys is not None:
                keys.add(key)
            places.keys[at] = place(offset)
        else:
            places.values[at] = place(offset)
            if token in "{[":
                expects_key = token == "{"
                opened.append((at, set() if expects_key else None))
                at = at if expects_key else (*at, 0)
    return places
