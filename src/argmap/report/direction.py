"""Texts that are written from right to left, within the English words of a brief."""

from __future__ import annotations

from argmap.draw.measure import is_rtl


def isolated(text: str) -> str:
    """Return a text as it keeps its own order of signs beside others: a full stop stays at its end.

    >>> isolated("Rain."), len(isolated("\N{HEBREW LETTER GIMEL}."))
    ('Rain.', 4)
    """
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if is_rtl(text) else text
