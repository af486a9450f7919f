"""What diagrams in text have in common: short ids, and steps that need a point of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from argmap.model.map import ArgumentMap
from argmap.model.part import Part
from argmap.model.record import record

_SAFE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,9}$")
"""Ids that no diagram language takes for something else, such as c1."""

_SHOWN = {"id", "kind", "text", "premises", "target"}


def names_of(m: ArgumentMap) -> dict[str, str]:
    """Return the name of each part in a diagram: its own where it is plain, else a new one.

    >>> import argmap as am
    >>> names_of(am.ArgumentMap([am.Claim(id="c1", text="A."), am.Claim(id="end", text="B.")]))
    {'c1': 'c1', 'end': 'p1'}
    """
    names: dict[str, str] = {}
    taken = {id.lower() for id in m.parts if _SAFE.match(id)}  # some languages fold case
    used: set[str] = set()
    number = 0
    for id in m.parts:
        if _SAFE.match(id) and id.lower() not in used:
            names[id] = id
        else:
            number += 1
            while f"p{number}" in taken:
                number += 1
            names[id] = f"p{number}"
        used.add(names[id].lower())
    return names


def points_of(m: ArgumentMap) -> frozenset[str]:
    """Return the relations that an edge cannot show: with several premises, or with an end at a relation."""
    relations = {relation.id for relation in m.relations}
    return frozenset(
        id
        for relation in m.relations
        for id in (
            *((relation.id,) if relation.linked else ()),
            *(end for end in (*relation.premises, relation.target) if end in relations),
        )
    )


def not_shown(m: ArgumentMap, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a diagram of texts, kinds and relations leaves out: the id of each part, and what of it."""
    whole: dict[str, Any] = {"thesis": m.thesis_id, "note": m.note, "ignore": m.ignore, "foreign": m.foreign}
    for field, value in whole.items():
        if value:
            yield "", field
    for source in m.sources:
        yield source.id, "the source"
    for part in m:
        if names[part.id] != part.id:
            yield part.id, "id"
        yield from ((part.id, field) for field in record(part) if field not in _SHOWN)


def word_of(part: Part) -> str:
    """Return the kind of a part in words."""
    return part.kind.replace("_", " ")
