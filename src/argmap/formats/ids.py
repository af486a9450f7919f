"""Names of others as ids of a map, and a text as lines, refused where it is damaged."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from unicodedata import category

from argmap.errors import FormatError
from argmap.model.part import ID_LENGTH


def map_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id that a map allows for each name: the name itself where it is one.

    >>> map_ids(["p", "¬p", "_p"])
    {'p': 'p', '¬p': '_p_2', '_p': '_p'}
    """
    names = tuple(names)
    ids = {name: name for name in names if is_id(name)}
    taken = set(ids)
    counts: dict[str, int] = {}
    for name in names:
        if name in ids:
            continue
        stem = "".join(c if _may_stand(c) else "_" for c in name[: ID_LENGTH - 10]).lstrip(_MARKS) or "a"
        id = stem
        while id in taken:
            counts[stem] = counts.get(stem, 1) + 1
            id = f"{stem}_{counts[stem]}"
        ids[name] = id
        taken.add(id)
    return {name: ids[name] for name in names}


def is_id(name: str) -> bool:
    """Return whether a name can be an id of a map as it is.

    >>> is_id("c1"), is_id("x²"), is_id("हिन्दी"), is_id(".a"), is_id("")
    (True, False, True, False, False)
    """
    return 0 < len(name) <= ID_LENGTH and name[0] not in _MARKS and all(map(_may_stand, name))


def cleaned(name: str, otherwise: str, gap: str = "_") -> str:
    """Return a name as an id, with one ``gap`` for all that no id may hold in a row; short, so that it can be numbered.

    >>> cleaned("(a b)²", "n1"), cleaned("...", "n1")
    ('_a_b_', 'n1')
    """
    kept = "".join(c if _may_stand(c) else " " for c in name[: 2 * ID_LENGTH])
    return re.sub(" +", gap, kept).lstrip(_MARKS)[: ID_LENGTH - 10] or otherwise


def numbered(stem: str, taken: Container[str], last: dict[str, int], gap: str = "_") -> str:
    """Return a stem with the next number that is free; ``last`` keeps the numbers, so that none is tried twice.

    >>> last = {}
    >>> numbered("a", {"a"}, last), numbered("a", {"a", "a_2"}, last), numbered("b", {"a"}, last)
    ('a_2', 'a_3', 'b_1')
    """
    number = last.get(stem, 1 if stem in taken else 0) + 1
    while f"{stem}{gap}{number}" in taken:
        number += 1
    last[stem] = number
    return f"{stem}{gap}{number}"


_MARKS = ".:-"
_JOINERS = "\u200c\u200d"


def _may_stand(c: str) -> bool:
    # What \\w means to the model's pattern (Unicode Technical Standard 18, Annex C); re takes ² for a letter too,
    # and no vowel sign of Devanagari.
    if c.isascii():
        return c.isalnum() or c in "_.:-"
    return category(c) in _WORD or c in _JOINERS


_WORD = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def checked(text: str, path: str | None) -> list[str]:
    """Return the lines of a text.

    Raises:
        FormatError: it holds a NUL byte: the file is damaged, or no text.
    """
    if "\0" in text:
        at = text.index("\0")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise FormatError("a NUL byte stands here; the file is damaged", path=path, line=line, column=column)
    return text.removeprefix("\ufeff").split("\n")
