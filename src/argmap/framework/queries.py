"""Acceptance within one part: a set that shows it, or shows that it fails."""

from __future__ import annotations

from argmap.framework.engines import Engine
from argmap.framework.enumeration import ideal, of_part
from argmap.framework.part import Part

BY_CONE = ("admissible", "complete", "preferred", "ideal")
"""Semantics where only what leads to an argument has a say in it (directionality: Baroni & Giacomin 2007)."""


def holding(engine: Engine, part: Part, semantics: str, member: int) -> list[int] | None:
    """Return an extension of the part that holds a member, or None where none does.

    For preferred semantics it is a complete one: every complete set lies within a preferred one.
    """
    if semantics == "ideal":
        found = ideal(engine, part)
        return found if member in found else None
    if semantics == "semi-stable":
        if engine.first("stable") is not None:
            return engine.first("stable", [member])
        return engine.range_maximal_with([member], [])
    return engine.first("stable" if semantics == "stable" else "complete", [member])


def lacking(engine: Engine, part: Part, semantics: str, member: int) -> list[int] | None:
    """Return an extension of the part that lacks a member, or None where all hold it."""
    if semantics == "preferred":
        return _preferred_lacking(engine, part, member)
    if semantics == "ideal":
        found = ideal(engine, part)
        return None if member in found else found
    if semantics == "semi-stable":
        if engine.first("stable") is not None:
            return engine.first("stable", (), [member])
        return engine.range_maximal_with([], [member])
    return engine.first("stable", (), [member])


def some(engine: Engine, part: Part, semantics: str) -> list[int] | None:
    """Return any extension of the part, or None where there is none."""
    if semantics in ("stable", "preferred"):
        return engine.first(semantics)
    return next(of_part(engine, part, semantics), None)


def _preferred_lacking(engine: Engine, part: Part, member: int) -> list[int] | None:
    """Return a preferred set that lacks a member, or None.

    A set is preferred without the member if it is maximal among those without it and no admissible set
    above it holds the member (the refinement of Dvořák, Järvisalo, Wallner & Woltran 2014). Two cheap
    questions come first: does any admissible set hold the member, and does any attack it?
    """
    if engine.first("complete", [member]) is None:
        return engine.first("preferred")
    if member in part.attackers[member]:
        return engine.first("preferred")
    for attacker in part.attackers[member]:
        found = engine.first("preferred", [attacker])
        if found is not None:
            return found
    for found in engine.without(member):
        if engine.first("complete", [*found, member]) is None:
            return found
    return None
