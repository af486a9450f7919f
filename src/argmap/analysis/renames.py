"""New ids for what two people added under one: their ``c7`` are two claims."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import ID_LENGTH, Part
from argmap.model.relations import Relation


def renames(base: ArgumentMap, left: ArgumentMap, right: ArgumentMap) -> dict[str, str]:
    """Return new ids for what the right side added under ids that the left side gave to something else.

    Two people count on from the same number: their ``c7`` are two claims, and their ``s7``, equal in words, two
    steps.
    """
    both = [id for id in right.parts if id in left.parts and id not in base.parts]
    taken = {*base.parts, *left.parts, *right.parts}
    new: dict[str, str] = {}
    found = True
    while found:
        found = False
        for id in both:
            if id not in new and with_ends(right.parts[id], new) != left.parts[id]:
                number = 2
                while f"{id[: ID_LENGTH - 6]}-{number}" in taken:
                    number += 1
                new[id] = f"{id[: ID_LENGTH - 6]}-{number}"
                taken.add(new[id])
                found = True
    return new


def with_ends(part: Part, new: Mapping[str, str]) -> Part:
    """Return the part with new ids for its ends."""
    if not isinstance(part, Relation) or not any(end in new for end in (*part.premises, part.target)):
        return part
    premises = tuple(new.get(premise, premise) for premise in part.premises)
    return part.replace(premises=premises, target=new.get(part.target, part.target))


def renamed(m: ArgumentMap, new: Mapping[str, str]) -> ArgumentMap:
    """Return the map with new ids for these parts, wherever they are named."""
    if not new:
        return m
    parts = [with_ends(part, new) for part in m]
    parts = [part.replace(id=new[part.id]) if part.id in new else part for part in parts]
    return m.replace(
        nodes=[part for part in parts if isinstance(part, Node)],
        relations=[part for part in parts if isinstance(part, Relation)],
        thesis=new.get(m.thesis_id, m.thesis_id) if m.thesis_id is not None else None,
    )
