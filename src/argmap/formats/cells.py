"""Cells of a table: what a field of a part looks like in a spreadsheet, and back."""

from __future__ import annotations

import json
import re
from typing import Any

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run or reckon: OWASP, CSV Injection; an apostrophe before it makes it text."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff]")
"""What editors and spreadsheets change or refuse in a cell."""


def cell(value: Any) -> str | None:
    """Return a field as a cell, or ``None`` where no plain cell can say it.

    >>> cell("=1+1"), cell(["a", "b"]), cell(True), cell({"a": 1}), cell("")
    ("'=1+1", 'a; b', 'true', '{"a": 1}', None)
    """
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return json.dumps(value)
        case str():
            fits = value and value == value.strip() and not _UNFIT.search(value)
            return guarded(value) if fits else None
        case list() if value and all(map(_is_word, value)):
            return guarded("; ".join(value))
        case _:
            return guarded(json.dumps(value, ensure_ascii=False)) if value else None


def _is_word(item: Any) -> bool:
    return (
        isinstance(item, str)
        and bool(item)
        and item == item.strip()
        and not re.search(r"[;\n]", item)
        and not item.startswith(("[", "{"))
        and not _UNFIT.search(item)
    )


def guarded(text: str) -> str:
    """Return a text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def bare(text: str) -> str:
    """Return the text of a cell, without the apostrophe that guards it and the space around it.

    >>> bare("'=1+1"), bare(" 'tis ")
    ('=1+1', "'tis")
    """
    text = text.strip()
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text


def listed(text: str) -> list[Any]:
    """Return the items of a cell that holds a list: JSON, or items with semicolons or lines between.

    >>> listed("a; b"), listed('["a;b"]'), listed("[a] b")
    (['a', 'b'], ['a;b'], ['[a] b'])
    """
    text = bare(text)
    if text.startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list):
            return items
    return [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]


def ids(text: str) -> list[str]:
    """Return the ids of a cell, with spaces, commas, semicolons or bars between.

    >>> ids("c1, c2;c3")
    ['c1', 'c2', 'c3']
    """
    return [id for id in re.split(r"[\s,;|]+", bare(text)) if id]
