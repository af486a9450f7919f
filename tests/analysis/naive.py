"""The grounded labelling of a map in rounds, written from the words of `evaluate` and sharing none of its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import argmap as am

ORDER = ("in", "undecided", "out")


@dataclass(frozen=True)
class Way:
    """One direction of a step: a conflict of two has two."""

    part: str
    premises: frozenset[str]
    target: str
    side: str
    weight: float


def labels(
    m: am.ArgumentMap, reading: am.Reading, grant: Iterable[str] = (), deny: Iterable[str] = ()
) -> dict[str, str]:
    """Return the label of each part; what no round decides is undecided."""
    parent = {node.id: node.id for node in m.nodes}

    def at(id: str) -> str:
        while parent.get(id, id) != id:
            id = parent[id]
        return id

    if reading.restatements == "merged":
        for relation in m.of(am.Restates):
            for premise in relation.premises:
                parent[at(premise)] = at(relation.target)
    ways = [way for relation in m.relations for way in _ways(relation, at)]
    both = {way.part for way in ways if sum(other.part == way.part for other in ways) == 2}
    given = {at(id): "in" for id in grant} | {at(id): "out" for id in deny}
    base: dict[str, str] = {}
    for node in m.nodes:
        own = _own(node, reading)
        base[at(node.id)] = min(own, base.get(at(node.id), own), key=ORDER.index)
    known: dict[str | Way, str] = {}

    def of_way(way: Way) -> str | None:
        if way.part in given and not (way.part in both and given[way.part] == "in"):
            return given[way.part]
        attacks = [w for w in ways if w.side == "against" and w.target == way.part and way.part not in given]
        if "out" in {known.get(p) for p in way.premises} or "in" in {known.get(a) for a in attacks}:
            return "out"
        stands = all(known.get(p) == "in" for p in way.premises) and all(
            known.get(a) == "out" for a in attacks
        )
        return "in" if stands else None

    def of_statement(id: str) -> str | None:
        if id in given:
            return given[id]
        supports = [w for w in ways if w.side == "for" and w.target == id]
        attacks = [w for w in ways if w.side == "against" and w.target == id]
        own = _supported(base[id], [known.get(s) for s in supports], reading)
        live = [a for a in attacks if known.get(a) != "out"]
        if own == "out":
            return "out"
        if reading.rebuttal == "directed" and "in" in {known.get(a) for a in attacks}:
            return "out"
        if reading.rebuttal in ("weighed", "preponderance") and live:
            surely_for = max([s.weight for s in supports if known.get(s) == "in"], default=0.0)
            perhaps_for = max([s.weight for s in supports if known.get(s) != "out"], default=0.0)
            surely_against = max([a.weight for a in live if known.get(a) == "in"], default=-1.0)
            if own == "in" and surely_for > max(a.weight for a in live):
                return "in"
            tie_falls = reading.rebuttal == "preponderance" and surely_against == perhaps_for
            return "out" if surely_against > perhaps_for or tie_falls else None
        return "in" if own == "in" and not live else None

    while True:
        found: dict[str | Way, str] = {}
        for id in base:
            if id not in known and (label := of_statement(id)):
                found[id] = label
        for way in ways:
            if way not in known and (label := of_way(way)):
                found[way] = label
        if not found:
            break
        known |= found
    result = {node.id: known.get(at(node.id), "undecided") for node in m.nodes}
    for relation in m.relations:
        own_ways = [known.get(way, "undecided") for way in ways if way.part == relation.id]
        result[relation.id] = given.get(relation.id) or min(own_ways, key=ORDER.index)
    return result


def _ways(relation: am.Relation, at: object) -> list[Way]:
    premises = frozenset(at(p) for p in relation.premises)  # type: ignore[operator]
    target = at(relation.target)  # type: ignore[operator]
    weight = 0.5 if relation.strength is None else relation.strength
    if isinstance(relation, am.Supports):
        return [Way(relation.id, premises, target, "for" if target not in premises else "", weight)]
    if isinstance(relation, am.Attacks):
        return [Way(relation.id, premises, target, "against", weight)]
    if isinstance(relation, am.Conflicts):
        there = Way(relation.id, premises, target, "against", weight)
        if len(relation.premises) > 1:
            return [there]
        (one,) = premises
        return [there, Way(relation.id, frozenset({target}), one, "against", weight)]
    return [Way(relation.id, premises, target, "", weight)]


def _own(node: am.Node, reading: am.Reading) -> str:
    if isinstance(node, am.Evidence):
        return reading.evidence
    if reading.support == "evidential":
        return "out"
    return reading.implicit if node.implicit else reading.unsupported


def _supported(base: str, supports: list[str | None], reading: am.Reading) -> str | None:
    if not supports:
        return base
    if "in" in supports or (reading.support == "deductive" and base == "in"):
        return "in"
    if set(supports) == {"out"}:
        return base if reading.support == "deductive" else "out"
    return None
