"""From map to map: parts of a map that are maps themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from argmap.errors import ArgmapError
from argmap.model.nodes import Evidence, Node
from argmap.model.part import Part, is_a
from argmap.model.relations import Relation

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap, Ref

SPINE = 25
"""How many nodes a spine holds at most: what a reader takes in on one page."""


def only(m: ArgumentMap, parts: Iterable[Ref]) -> ArgumentMap:
    """Return the map of these nodes and the relations between them.

    A relation stays when all its ends do: a linked step that loses a premise would be another argument. A
    relation among ``parts`` brings its ends along.
    """
    kept: set[str] = set()
    work = [m.id_of(ref) for ref in parts]
    while work:
        id = work.pop()
        if id not in kept:
            kept.add(id)
            part = m[id]
            if isinstance(part, Relation):
                work.extend((*part.premises, part.target))
    return _kept(m, {id for id in kept if isinstance(m[id], Node)})


def without(m: ArgumentMap, parts: Iterable[Ref]) -> ArgumentMap:
    """Return the map without these parts, and without the relations that had one of them as an end."""
    gone = {m.id_of(ref) for ref in parts}
    return _kept(m, {node.id for node in m.nodes if node.id not in gone}, gone)


def where(m: ArgumentMap, predicate: Callable[[Node], bool]) -> ArgumentMap:
    """Return the map of the nodes for which ``predicate`` holds and the relations between them."""
    return _kept(m, {node.id for node in m.nodes if predicate(node)})


def around(m: ArgumentMap, x: Ref, steps: int = 1) -> ArgumentMap:
    """Return the map of what is at most ``steps`` relations away from ``x``, whichever way they point.

    Raises:
        ValueError: ``steps`` is no whole number from 0 on.
    """
    if not isinstance(steps, int) or steps < 0:
        raise ValueError(f"steps is a number of relations, 0 or more, not {steps!r}")
    index = m.index
    near = edge = _ends(m, m.id_of(x))
    for _ in range(steps):
        touching = {s for id in edge for s in (*index.steps_to.get(id, ()), *index.steps_from.get(id, ()))}
        # Who stands near a step also sees what speaks for or against the step itself.
        touching |= {s for step in touching for s in index.steps_to.get(step.id, ())}
        edge = {id for step in touching for id in _ends(m, step.id)} - near
        near = near | edge
    return _kept(m, near)


def _ends(m: ArgumentMap, id: str) -> set[str]:
    """Return the nodes at the ends of a relation, through ends that are relations; of a node, itself."""
    nodes: set[str] = set()
    work, seen = [id], set[str]()
    while work:
        id = work.pop()
        if id in seen:
            continue
        seen.add(id)
        part = m[id]
        if isinstance(part, Relation):
            work.extend((*part.premises, part.target))
        else:
            nodes.add(id)
    return nodes


def spine(m: ArgumentMap, x: Ref | None = None, *, limit: int = SPINE) -> ArgumentMap:
    """Return the main line: ``x`` (the thesis), its reasons, and below each the longest chain to its end.

    Reasons that come down to evidence go first, then those with the longer chain, then in document order,
    until ``limit`` nodes are reached; what room is left goes to further reasons that come down to evidence.
    Linked premises come along, since a step without one would be another argument.

    Raises:
        ArgmapError: no ``x`` is given and the map has no thesis.
    """
    top = m.thesis if x is None else m[x]
    if top is None:
        raise ArgmapError("this map has no thesis: say what the line leads to, as in m.spine('c1')")
    kept = _ends(m, top.id)
    for rib in _ribs(m, [top.id]):
        for step in rib:
            more = kept | _ends(m, step.id)
            if len(more) > limit:
                break
            kept = more
    for rib in _ribs(m, [node.id for node in m.nodes if node.id in kept]):
        # A rib brings at least a node a step: what is longer than the room left need not be looked at.
        if _comes_to_evidence(m, rib) and len(rib) <= limit:
            more = kept.union(*(_ends(m, step.id) for step in rib))
            if len(more) <= limit:
                kept = more
    return _kept(m, kept)


def _ribs(m: ArgumentMap, targets: Iterable[str]) -> list[list[Relation]]:
    """Return the longest way down from each step to the targets: those to evidence first, then the longer."""
    ribs = [_rib(m, step) for target in targets for step in m.index.supports_to.get(target, ())]
    return sorted(ribs, key=lambda rib: (not _comes_to_evidence(m, rib), -len(rib)))


def _comes_to_evidence(m: ArgumentMap, rib: Iterable[Relation]) -> bool:
    return any(is_a(m[premise], Evidence) for step in rib for premise in step.premises)


def _rib(m: ArgumentMap, step: Relation) -> list[Relation]:
    """Return the steps below ``step`` on the way down that is longest, ``step`` first."""
    index = m.index
    rib, seen = [step], {step.id}
    while True:
        below = [
            s for premise in rib[-1].premises for s in index.supports_to.get(premise, ()) if s.id not in seen
        ]
        if not below:
            return rib
        deepest = max(below, key=lambda s: (index.depths[s.id], -index.position[s.id]))
        rib.append(deepest)
        seen.add(deepest.id)


def _kept(m: ArgumentMap, nodes: set[str], gone: Iterable[str] = ()) -> ArgumentMap:
    """Return the map of these nodes with every relation whose ends all stay, relations as ends too.

    It takes time by what stays, not by the size of the map: a map is cut into hundreds of pages.
    """
    index = m.index
    near: dict[str, Relation] = {}
    work = list(nodes)
    while work:
        id = work.pop()
        for relation in (*index.steps_to.get(id, ()), *index.steps_from.get(id, ())):
            if relation.id not in near:
                near[relation.id] = relation
                work.append(relation.id)
    # What goes takes along what stands on it. The other way round, two relations that are each other's target
    # would never come in.
    removed = set(gone)
    removed.update(
        relation.id
        for relation in near.values()
        if not all(end in nodes or end in near for end in (*relation.premises, relation.target))
    )
    work = list(removed)
    while work:
        id = work.pop()
        for relation in (*index.steps_to.get(id, ()), *index.steps_from.get(id, ())):
            if relation.id not in removed:
                removed.add(relation.id)
                work.append(relation.id)
    place = index.position.__getitem__
    return m.replace(
        nodes=tuple(m[id] for id in sorted(nodes, key=place)),
        relations=tuple(near[id] for id in sorted(near.keys() - removed, key=place)),
        thesis=m.thesis_id if m.thesis_id in nodes else None,
    )


def flat(refs: Iterable[Ref | Iterable[Ref]]) -> list[Ref]:
    """Return single references, collections of them, and collections of those, such as lines, as one list."""
    found: list[Ref] = []
    for ref in refs:
        if isinstance(ref, str | Part):
            found.append(ref)
        elif isinstance(ref, Iterable):
            found.extend(flat(ref))
        else:
            raise TypeError(f"a part is named by its id or by itself, not by {ref!r}")
    return found
