"""What diagrams in text have in common: short ids, points for steps, and who says a part, in what state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import Part, is_a
from argmap.model.record import record
from argmap.model.relations import Influences

_SAFE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,9}$")
"""Ids that no diagram language takes for something else, such as c1."""

_SHOWN = {"id", "kind", "text", "premises", "target"}

STATES: tuple[str, ...] = ("thesis", "unstated", "conceded")
"""The states that set a part apart by its border, in the order in which diagrams write them."""


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
    """Yield what a diagram leaves out: the id of each part, and what of it."""
    whole: dict[str, Any] = {"note": m.note, "ignore": m.ignore, "foreign": m.foreign}
    for field, value in whole.items():
        if value:
            yield "", field
    for source in m.sources:
        yield source.id, "the source"
    for part in m:
        if names[part.id] != part.id:
            yield part.id, "id"
        shown = _SHOWN | _told(part)
        yield from ((part.id, field) for field in record(part) if field not in shown)


def states_of(m: ArgumentMap) -> dict[str, tuple[str, ...]]:
    """Return the states of each part that has any: the declared thesis, what is unstated or conceded.

    A node is conceded where it speaks in an attack that the author grants.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.attack(d.thesis("It will do."), d.claim("It is dear.", implicit=True), conceded=True)
    >>> states_of(d.map())
    {'c1': ('thesis',), 'c2': ('unstated', 'conceded'), 'x1': ('conceded',)}
    """
    states = {}
    for part in m:
        conceded = _conceded(part) or (is_a(part, Node) and part.id in m.index.conceded)
        holds = (part.id == m.thesis_id, part.implicit, conceded)
        if any(holds):
            states[part.id] = tuple(state for state, is_so in zip(STATES, holds, strict=True) if is_so)
    return states


def said(node: Node, states: tuple[str, ...] = ()) -> str:
    """Return the text of a node with who says it, where that is not the author, and its states in words.

    >>> from argmap import Claim
    >>> said(Claim(id="c1", text="It is dear.", voice="Critics"), ("unstated",))
    'Critics: It is dear. (unstated)'
    """
    voice = [f"{_voice(node)}:"] if _voice(node) else []
    return " ".join([*voice, node.text, *_in_words(states)])


def word_of(part: Part, states: tuple[str, ...] = ()) -> str:
    """Return the kind of a part in words, the sign of an influence, its states, and who draws it, if not the author.

    >>> from argmap import Attacks
    >>> word_of(Attacks(id="x1", premises=("c2",), target="c1", voice="Critics"), ("conceded",))
    'attacks (conceded) (says Critics)'
    """
    voice = [f"(says {_voice(part)})"] if _voice(part) else []
    sign = [f"({getattr(part, 'polarity', '?')})"] if is_a(part, Influences) else []
    return " ".join([part.kind.replace("_", " "), *sign, *_in_words(states), *voice])


def _in_words(states: tuple[str, ...]) -> list[str]:
    return [f"({state})" for state in states if state != "thesis"]  # its border is enough: nobody is misled


def _voice(part: Part) -> str:
    return (part.voice or "").strip()


def _conceded(part: Part) -> bool:
    return not is_a(part, Node) and getattr(part, "conceded", None) is True  # kinds of users may have it too


def _told(part: Part) -> set[str]:
    """Return the fields that a diagram tells where they hold something that can be told."""
    told = {"implicit": part.implicit, "voice": bool(_voice(part)), "conceded": _conceded(part)}
    told["polarity"] = is_a(part, Influences)
    return {field for field, is_so in told.items() if is_so}
