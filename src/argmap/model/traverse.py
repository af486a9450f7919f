"""The questions a map answers by walking: one step, many steps, the whole map.

Every walk is iterative and ends on circles; answers stand in document order (nodes as authored, then
relations). :class:`~argmap.model.map.ArgumentMap` offers each function as a method, which is what users call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, product
from typing import TYPE_CHECKING, TypeVar

from argmap.errors import TooManyError, WrongPartError
from argmap.model.collections import Line, Listing, Loop, Parts
from argmap.model.graph_search import simple_cycles, simple_paths
from argmap.model.nodes import Claim, Node, Recommendation
from argmap.model.part import Part, is_a
from argmap.model.relations import Addresses, Influences, Relation

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap, Ref

LIMIT = 10_000
"""How many lines or loops are listed before :class:`~argmap.errors.TooManyError` is raised."""


def _in_order(m: ArgumentMap, ids: Iterable[str]) -> Parts[Part]:
    index = m.index
    return Parts(index.parts[id] for id in sorted(set(ids), key=index.position.__getitem__))


def _nodes_in_order(m: ArgumentMap, ids: Iterable[str]) -> Parts[Node]:
    return Parts(part for part in _in_order(m, ids) if isinstance(part, Node))


# One step


def steps_to(m: ArgumentMap, x: Ref) -> Parts[Relation]:
    """Return the relations whose target is ``x``."""
    return Parts(m.index.steps_to.get(m.id_of(x), ()))


def steps_from(m: ArgumentMap, x: Ref) -> Parts[Relation]:
    """Return the relations that ``x`` is a premise of."""
    return Parts(m.index.steps_from.get(m.id_of(x), ()))


def supporters(m: ArgumentMap, x: Ref) -> Parts[Node]:
    """Return the premises of the steps that support ``x`` directly.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> _ = d.support(wet, d.claim("It rains."), d.assume("No roof is above."), jointly=True)
    >>> d.map().supporters(wet)
    c2  claim  It rains.
    a1  claim  No roof is above.
    """
    steps = m.index.supports_to.get(m.id_of(x), ())
    return _nodes_in_order(m, (p for step in steps for p in step.premises))


def attackers(m: ArgumentMap, x: Ref) -> Parts[Node]:
    """Return the premises of the attacks on ``x``: rebuttals of a node, undercutters of a step.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> _ = d.attack(wet, d.claim("It is covered."))
    >>> d.map().attackers(wet)
    c2  claim  It is covered.
    """
    steps = m.index.attacks_to.get(m.id_of(x), ())
    return _nodes_in_order(m, (p for step in steps for p in step.premises))


def undercutters(m: ArgumentMap, step: Ref) -> Parts[Node]:
    """Return what speaks against a step itself, whatever its premises are worth (Pollock 1987).

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> step = d.support(wet, d.claim("It rains."))
    >>> _ = d.undercut(step, d.claim("The rain dries before it lands."))
    >>> d.map().undercutters(step)
    c3  claim  The rain dries before it lands.
    """
    part = m[m.id_of(step)]
    if not isinstance(part, Relation):
        raise WrongPartError(
            part.id, part.kind, "an undercutter attacks a relation; for what attacks a node ask attackers()"
        )
    return attackers(m, part)


def co_premises(m: ArgumentMap, x: Ref) -> Parts[Node]:
    """Return the premises that work together with ``x`` in a linked step."""
    id = m.id_of(x)
    return _nodes_in_order(
        m, (p for step in m.index.steps_from.get(id, ()) for p in step.premises if p != id)
    )


def problems_addressed(m: ArgumentMap, recommendation: Ref) -> Parts[Node]:
    """Return the problems that a recommendation meets."""
    id = m.id_of(recommendation)
    if not is_a(m[id], Recommendation):
        raise WrongPartError(id, m[id].kind, "only a recommendation addresses problems")
    return _nodes_in_order(
        m, (step.target for step in m.index.steps_from.get(id, ()) if is_a(step, Addresses))
    )


# Many steps


def grounds(m: ArgumentMap, x: Ref) -> Parts[Node]:
    """Return all that ``x`` rests on: every node from which steps of support lead to it.

    The backing of a step on the way counts; ``x`` itself does not, also where it stands in a circle.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> rain = d.claim("It rains.")
    >>> _ = d.support(wet, rain), d.support(rain, d.evidence("The gauge is full."))
    >>> d.map().grounds(wet)
    c2  claim     It rains.
    e1  evidence  The gauge is full.
    """
    part = m[x]
    position, reasons = m.index.position, m.index.reasons
    start = position[part.id]
    work = [start, *(position[p] for p in part.premises)] if isinstance(part, Relation) else [start]
    seen = bytearray(len(m))
    for at in work:
        seen[at] = True
    for at in work:  # which grows under way
        for below in reasons.get(at, ()):
            if not seen[below]:
                seen[below] = True
                work.append(below)
    seen[start] = False
    if len(work) * 4 > len(m):  # walking all nodes costs less than sorting
        return Parts(compress(m.nodes, seen))
    return Parts(m.nodes[at] for at in sorted(work) if seen[at] and at < len(m.nodes))


def consequences(m: ArgumentMap, x: Ref) -> Parts[Node]:
    """Return all that rests on ``x``: every node to which steps of support lead from it.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> rain = d.claim("It rains.")
    >>> _ = d.support(wet, rain), d.support(d.recommend("Take a bus."), wet)
    >>> d.map().consequences(rain)
    c1  claim           The street gets wet.
    r1  recommendation  Take a bus.
    """
    index = m.index
    start = m.id_of(x)
    seen = {start}
    work = [start]
    while work:
        id = work.pop()
        part = index.parts[id]
        onward = [step.id for step in index.supports_from.get(id, ())]
        if isinstance(part, Relation) and id in index.support_steps:
            onward.append(part.target)
        for next_id in onward:
            if next_id not in seen:
                seen.add(next_id)
                work.append(next_id)
    seen.discard(start)
    return Parts(_only_nodes(m, seen))


def _only_nodes(m: ArgumentMap, ids: set[str]) -> Iterable[Node]:
    # Walking all nodes costs less than sorting once the answer is a fair part of the map.
    if len(ids) * 4 > len(m):
        return [node for node in m.nodes if node.id in ids]
    return _nodes_in_order(m, ids)


def lines(m: ArgumentMap, x: Ref, *, limit: int = LIMIT) -> Listing[Line]:
    """Return the lines of reasoning to ``x``: each from a leaf through steps and nodes to ``x``.

    A line visits no part twice. A leaf has none.

    Raises:
        TooManyError: there are more than ``limit``.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> rain = d.claim("It rains.")
    >>> _ = d.support(wet, rain), d.support(rain, d.evidence("The gauge is full."))
    >>> d.map().lines(wet)
    e1 → s2 → c2 → s1 → c1
    """
    index = m.index
    paths = simple_paths(m.id_of(x), lambda id: not index.below(id), index.below)
    return Listing(Line(index.parts[id] for id in reversed(p)) for p in _limited(paths, "lines", limit))


def depth(m: ArgumentMap, x: Ref) -> int:
    """Return the number of steps on the longest chain of support below ``x``; 0 for a leaf.

    The steps of a circle count once each, wherever the chain enters it.
    """
    return m.index.depths.get(m.id_of(x), 0)


def loops(m: ArgumentMap, *, limit: int = LIMIT) -> Listing[Loop]:
    """Return the circles of influence between factors; each starts at its first factor in document order.

    Two influences of one factor on another make two loops.

    Raises:
        TooManyError: there are more than ``limit``.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> cars, fear = d.factor("Cars at the gate"), d.factor("Fear of the walk")
    >>> _ = d.influence(cars, fear, "+"), d.influence(fear, cars, "+")
    >>> d.map().loops()
    reinforcing (+): Cars at the gate —(+)→ Fear of the walk —(+)→ Cars at the gate
    """
    return Listing(_limited(_loops(m), "loops", limit))


def _loops(m: ArgumentMap) -> Iterator[Loop]:
    between: dict[str, dict[str, list[Influences]]] = {}
    for step in m.index.influences:
        for cause in step.premises:
            between.setdefault(cause, {}).setdefault(step.target, []).append(step)
    ends = {end for step in m.index.influences for end in (*step.premises, step.target)}
    factors = {node.id: node for node in m.nodes if node.id in ends}
    ahead = {id: sorted(effects, key=m.index.position.__getitem__) for id, effects in between.items()}
    for circle in simple_cycles(tuple(factors), ahead):
        pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
        for steps in product(*(between[cause][effect] for cause, effect in pairs)):
            yield Loop(factors=tuple(factors[id] for id in circle), steps=steps)


T = TypeVar("T")


def _limited(found: Iterable[T], what: str, limit: int) -> Iterator[T]:
    for count, item in enumerate(found, start=1):
        if count > limit:
            raise TooManyError(what, limit)
        yield item


# The whole map


def roots(m: ArgumentMap) -> Parts[Node]:
    """Return the nodes that are no premise of a support or an attack: where reasoning ends."""
    steps: tuple[Relation, ...] = (*m.index.supports, *m.index.attacks)
    used = {premise for step in steps for premise in step.premises}
    return Parts(node for node in m.nodes if node.id not in used)


def leaves(m: ArgumentMap) -> Parts[Node]:
    """Return the nodes that no step supports: where reasoning begins."""
    return Parts(node for node in m.nodes if node.id not in m.index.supports_to)


def thesis(m: ArgumentMap) -> Node | None:
    """Return the declared thesis; else the only root that is argued for; else ``None``."""
    if m.thesis_id is not None:
        part = m[m.thesis_id]
        return part if isinstance(part, Node) else None
    argued_for = [node for node in roots(m) if node.id in m.index.supports_to]
    return argued_for[0] if len(argued_for) == 1 else None


def unsupported(m: ArgumentMap) -> Parts[Node]:
    """Return the claims and recommendations that no step supports, unstated ones among them."""
    return Parts(n for n in leaves(m) if is_a(n, Claim) or is_a(n, Recommendation))


def contested(m: ArgumentMap) -> Parts[Part]:
    """Return the parts that something attacks: nodes that are rebutted, steps that are undercut.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> step = d.support(wet, d.claim("It rains."))
    >>> _ = d.attack(wet, d.claim("It is covered.")), d.undercut(step, d.claim("The rain dries."))
    >>> d.map().contested()
    c1  claim     The street gets wet.
    s1  supports  c2 → c1
    """
    return Parts(m[id] for id in sorted(m.index.attacks_to, key=m.index.position.__getitem__))


def circular(m: ArgumentMap) -> Listing[Parts[Node]]:
    """Return the circles of support: for each, the nodes that rest on one another.

    A claim that is its own premise is the smallest.
    """
    circles = [_nodes_in_order(m, c) for c in m.index.support_components if len(c) > 1]
    with_nodes = (nodes for nodes in circles if nodes)  # steps that back one another are no circle of nodes
    return Listing(sorted(with_nodes, key=lambda nodes: m.index.position[nodes[0].id]))
