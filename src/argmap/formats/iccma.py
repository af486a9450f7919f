"""What apx, tgf and af share: an abstract argumentation framework (Dung 1995) as a map, and a map as one.

The notations are those of the ICCMA competitions and of ASPARTIX (Egly, Gaggl and Woltran 2010). A map with
more than attacks between nodes goes out as a projection, the flat attack graph, and the losses say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from argmap.formats.difference import losses
from argmap.formats.exchange import Loss, Reading, Written
from argmap.formats.ids import map_ids
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim
from argmap.model.relations import Attacks, Conflicts, Relation

PROJECTION = "a projection of an argument map: its nodes, and the attacks between nodes, without all else"
"""What a comment line says of a map that holds more than a framework does."""

EMPTY = "a framework without arguments"
"""What a comment line says where there is nothing else to say."""

LOSES: tuple[str, ...] = (
    "Nodes become arguments, whatever their kind.",
    "Supports, steps with several premises, steps at steps (undercuts) and other relations are left out; "
    "a conflict becomes an attack each way.",
    "All fields of nodes and relations, the sources and the title are left out.",
)


@dataclass(slots=True)
class Graph:
    """A framework while it is read: arguments with their texts, attacks with their lines, and the report."""

    path: str | None = None
    arguments: dict[str, str] = field(default_factory=dict)
    attacks: dict[tuple[str, str], int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def argue(self, name: str, text: str, line: int) -> None:
        """Enter an argument; one that is declared again is reported."""
        if name in self.arguments:
            self.repaired.append(f"line {line}: the argument {name!r:.60} is declared again, and stays one")
        else:
            self.arguments[name] = text

    def attack(self, attacker: str, target: str, line: int) -> None:
        """Enter an attack, and the ends that nobody declared."""
        for name in (attacker, target):
            if name not in self.arguments:
                self.repaired.append(f"line {line}: the argument {name!r:.60} is not declared, and is added")
                self.arguments[name] = name
        if (attacker, target) in self.attacks:
            self.repaired.append(
                f"line {line}: the attack of {attacker!r:.60} on {target!r:.60} stands twice"
            )
        self.attacks.setdefault((attacker, target), line)

    def reading(self) -> Reading:
        """Return the map of the framework, under ids that a map allows."""
        ids = map_ids(self.arguments)
        for name, id in ids.items():
            if name != id:
                self.repaired.append(f"{id}: the argument is called {name!r:.60}, which is no id of a map")
        taken = set(ids.values())
        steps: list[Relation] = []
        number = 0
        for attacker, target in self.attacks:
            number += 1
            while f"x{number}" in taken:
                number += 1
            steps.append(Attacks(id=f"x{number}", premises=(ids[attacker],), target=ids[target]))
        nodes = [Claim(id=ids[name], text=text) for name, text in self.arguments.items()]
        if not nodes:
            self.warnings.append("the framework holds no argument")
        return Reading(
            ArgumentMap(nodes, steps), tuple(self.warnings), tuple(self.repaired), tuple(self.dropped)
        )


def flat(m: ArgumentMap) -> tuple[dict[tuple[str, str], str], bool]:
    """Return the attacks between nodes, each with the id of its relation, and whether that is all of a map.

    >>> import argmap as am
    >>> nodes = [am.Claim(id="a", text="A."), am.Claim(id="b", text="B.")]
    >>> flat(am.ArgumentMap(nodes, [am.Supports(id="s1", premises=("a",), target="b")]))
    ({}, False)
    """
    nodes = {node.id for node in m.nodes}
    found: dict[tuple[str, str], str] = {}
    whole = True
    for step in m.relations:
        if len(step.premises) > 1 or not {*step.premises, step.target} <= nodes:
            whole = False
            continue
        (premise,) = step.premises
        if isinstance(step, Attacks):
            found.setdefault((premise, step.target), step.id)
        elif isinstance(step, Conflicts):
            found.setdefault((premise, step.target), step.id)
            found.setdefault((step.target, premise), step.id)
        else:
            whole = False
    return found, whole


def written(
    m: ArgumentMap,
    text: str,
    attacks: Mapping[tuple[str, str], str],
    read: Callable[[str, str | None], Reading],
    names: Mapping[str, str] | None = None,
) -> Written:
    """Return the text with its losses; ``names`` are those of the nodes in it, where they are others."""
    again = read(text, None).map
    named = {**(names or {}), **{step.id: "" for step in m.relations}}
    for old, new in zip(attacks.values(), again.relations, strict=True):
        named[old] = named[old] or new.id
    found = losses(m, again, named)
    _, whole = flat(m)
    return Written(text, found if whole else (Loss("map", f"this is {PROJECTION}"), *found))
