"""What a file of another format said that a map has no place for, kept so that it goes back out."""

from __future__ import annotations

import json
from typing import Any, Self

from pydantic import field_validator

from argmap.model.part import Value


class Foreign(Value):
    """Data of another format that a map carries along: at most one for each format.

    ``format`` is the format's name; ``data`` is JSON text, in one canonical form (keys sorted, no spaces), so
    that a map stays frozen and equal by content. What it means is the business of the format that reads and
    writes it.

    >>> kept = Foreign.of("aif", {"locutions": [], "b": 1})
    >>> kept.data
    '{"b":1,"locutions":[]}'
    >>> kept.value["b"]
    1
    """

    format: str
    data: str

    @classmethod
    def of(cls, format: str, value: Any) -> Self:
        """Return plain data (mappings, lists, texts, numbers, truth values, ``None``) as foreign data."""
        return cls(format=format, data=_canonical(value))

    @property
    def value(self) -> Any:
        """The data, made anew from the text."""
        return json.loads(self.data)

    @field_validator("format")
    @classmethod
    def _named(cls, format: str) -> str:
        if not format.strip():
            raise ValueError("foreign data is of a format, and this one has no name")
        return format

    @field_validator("data")
    @classmethod
    def _canonical(cls, data: str) -> str:
        try:
            return _canonical(json.loads(data))
        except (ValueError, RecursionError) as error:
            raise ValueError(f"foreign data is JSON text: {error}") from None


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
