"""JSON of others, parsed so that what is no JSON, or no sane JSON, is an error with its place."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

from argmap.errors import FormatError


def value_of(text: str, path: str | None) -> Any:
    """Return the value that a JSON text holds.

    Raises:
        FormatError: it is no JSON, nested too deeply, or holds a number that is none.

    >>> value_of('[1, null]', None)
    [1, None]
    """

    def refuse(word: str) -> Any:
        raise FormatError(f"{word} is no number of JSON", path=path)

    def finite(word: str) -> float:
        number = float(word)
        return number if isfinite(number) else refuse(word)

    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=refuse, parse_float=finite)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise FormatError("the JSON holds half a character (a lone surrogate)", path=path) from None
    except json.JSONDecodeError as error:
        raise FormatError(
            f"this is no JSON: {error.msg}", path=path, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise FormatError("the JSON is nested too deeply", path=path) from None
    except ValueError as error:
        raise FormatError(f"this is no JSON: {error}", path=path) from None
    return value


def object_of(text: str, path: str | None) -> dict[str, Any]:
    """Return the object that a JSON text holds.

    Raises:
        FormatError: it is no JSON, no object, nested too deeply, or holds a number that is none.

    >>> object_of('{"a": 1}', None)
    {'a': 1}
    """
    value = value_of(text, path)
    if not isinstance(value, dict):
        raise FormatError("the JSON holds no object", path=path, line=1, column=1)
    return value


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in what should be a list of them.

    >>> objects([{"a": 1}, None]), objects(None)
    ([{'a': 1}], [])
    """
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
