"""JSON of others, parsed so that what is no JSON, or no sane JSON, is an error with its place."""

from __future__ import annotations

import json
from typing import Any

from argmap.errors import FormatError


def object_of(text: str, path: str | None) -> dict[str, Any]:
    """Return the object that a JSON text holds.

    Raises:
        FormatError: it is no JSON, no object, nested too deeply, or holds a number that is none.

    >>> object_of('{"a": 1}', None)
    {'a': 1}
    """

    def refuse(word: str) -> Any:
        raise FormatError(f"{word} is no number of JSON", path=path)

    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"this is no JSON: {error.msg}", path=path, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise FormatError("the JSON is nested too deeply", path=path) from None
    except ValueError as error:
        raise FormatError(f"this is no JSON: {error}", path=path) from None
    if not isinstance(value, dict):
        raise FormatError("the JSON holds no object", path=path, line=1, column=1)
    return value


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in what should be a list of them.

    >>> objects([{"a": 1}, None]), objects(None)
    ([{'a': 1}], [])
    """
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
