"""Numbers with their nouns."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return a number and its noun, which takes an s unless there is one.

    >>> counted(1, "node"), counted(1_200, "relation")
    ('1 node', '1,200 relations')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"
