"""AM6: what a text says in one place and not in another."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.model.nodes import Node


@rule(
    "AM601",
    title="A list that drifts",
    hint="Say why a member came or went, or keep the list the same.",
    reference="Walton 2008: equivocation",
)
def drifting_list(context: Context) -> Iterator[Finding]:
    """The same enumeration has other members in another place.

    A tag ``pillars@4`` says that a node is a member of the list ``pillars`` as given at ``4`` (a paragraph, a
    section). Nodes that restate one another are one member.
    """
    lists: dict[str, dict[str, dict[frozenset[str], Node]]] = {}
    for node in context.m.nodes:
        for tag in node.tags:
            name, at, place = tag.partition("@")
            if name and at and place:
                members = lists.setdefault(name, {}).setdefault(place, {})
                members.setdefault(context.restatements[node.id], node)
    for name, places in lists.items():
        (first, members), *later = places.items()
        for place, others in later:
            gone = [node for same, node in members.items() if same not in others]
            new = [node for same, node in others.items() if same not in members]
            if gone or new:
                changes = [f"{short(n)} is dropped" for n in gone] + [f"{short(n)} is new" for n in new]
                yield Finding(
                    f"The list “{name}” differs between {first} and {place}: {'; '.join(changes)}.",
                    (*gone, *new),
                )


@rule(
    "AM602",
    title="Both sides of a conflict are used",
    hint="Choose one, or say how both can hold.",
    reference="Walton 2008: consistency of commitments",
)
def conflict_in_use(context: Context) -> Iterator[Finding]:
    """Two stated nodes that cannot both hold are both used as reasons by the same voice."""
    from argmap.model.relations import Conflicts

    m = context.m
    for relation in m.of(Conflicts):
        ends = [m[id] for id in (*relation.premises, relation.target)]
        if all(end.id in m.index.supports_from for end in ends) and len({end.voice for end in ends}) == 1:
            yield Finding(
                f"{short(ends[0])} and {short(ends[1])} cannot both hold, and both are used.",
                (*ends, relation),
            )
