"""What of a map may be left out of a picture: what stands only below a part, and what is too much for one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from argmap.model.part import is_a
from argmap.model.relations import Relation, Supports

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


def hidden_below(m: ArgumentMap, folded: Iterable[str]) -> frozenset[str]:
    """Return the nodes that only serve these nodes: their grounds, and what speaks against those.

    What serves a node that stays is not hidden, nor is a premise whose co-premise stays: no step that is shown
    loses an end. A folded node below another folded one is hidden with the rest.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    >>> _ = d.support(top, mid), d.support(mid, low)
    >>> sorted(hidden_below(d.map(), [mid.id])), sorted(hidden_below(d.map(), [mid.id, top.id]))
    (['c3'], ['c2', 'c3'])
    """
    closed = dict.fromkeys(folded)
    inner = _serving(m, closed, set())
    outer = [id for id in closed if id not in inner]
    seen: set[str] = set()
    below = _serving(m, outer, seen)
    left = [
        id for id in closed if id in inner and id not in below
    ]  # in a circle of folded nodes, or below one
    for id in (id for id in left if id in _serving(m, [id], set())):
        if id not in below:  # the first of its circle stays
            seen.add(id)
            below |= _serving(m, [id], seen)
    return frozenset(below - _needed(m, {node.id for node in m.nodes} - below, closed))


def _serving(m: ArgumentMap, ids: Iterable[str], seen: set[str]) -> set[str]:
    """Return the nodes that serve these nodes, but for the thesis and those seen before; ``seen`` grows."""
    index = m.index
    serving: set[str] = set()
    work = [step.id for id in ids for step in index.supports_to.get(id, ())]
    while work:
        id = work.pop()
        if id in seen or id == m.thesis_id:
            continue
        seen.add(id)
        part = m[id]
        if isinstance(part, Relation):
            work.extend(part.premises)
        else:
            serving.add(id)
        work.extend(step.id for step in index.supports_to.get(id, ()))
        work.extend(step.id for step in index.attacks_to.get(id, ()))
    return serving


def _needed(m: ArgumentMap, shown: set[str], closed: Container[str]) -> set[str]:
    """Return what must be shown so that no reason or objection that is shown, or aims at what is, loses an end."""
    index = m.index
    tables = (index.supports_to, index.attacks_to, index.supports_from, index.attacks_from)
    start = set(shown)
    whole: set[str] = set()  # steps that are shown
    work = list(start)
    while work:
        id = work.pop()
        for step in (step for table in tables for step in table.get(id, ())):
            if step.id in whole or not (step.target in shown or step.target in whole):
                continue
            ends = [end for end in step.premises if m.parts[end].base == "node"]
            if step.target in closed and is_a(step, Supports) and not any(end in shown for end in ends):
                continue
            if all(end in whole for end in step.premises if m.parts[end].base == "relation"):
                work.extend(end for end in ends if end not in shown)
                shown.update(ends)
                whole.add(step.id)
                work.append(step.id)
    return shown - start


def hidden_beyond(m: ArgumentMap, most: int) -> frozenset[str]:
    """Return the nodes that are too much where ``most`` can be read: those farthest from the conclusions.

    From the thesis, or the roots, steps are taken in whole, the nearest first, while there is room. Where the
    thesis leaves more than half of it, the other roots come next, and then whatever comes first.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> nodes = [d.claim(f"{n}.") for n in range(9)]
    >>> steps = [d.support(a, b) for a, b in zip(nodes, nodes[1:], strict=False)]
    >>> sorted(hidden_beyond(d.map(), 6))
    ['c7', 'c8', 'c9']
    """
    if len(m.nodes) <= most:
        return frozenset()
    thesis = m.thesis
    first = [node.id for node in ((thesis,) if thesis is not None else m.roots)][:most]
    shown: set[str] = set()
    taken: set[str] = set()  # steps
    _take(m, first, most, shown, taken)
    for node in (*m.roots, *m.nodes):
        if 2 * len(shown) > most:
            break
        if node.id not in shown:
            _take(m, [node.id], most, shown, taken)
    return frozenset(node.id for node in m.nodes if node.id not in shown)


def _take(m: ArgumentMap, starts: list[str], most: int, shown: set[str], taken: set[str]) -> None:
    """Show these nodes and the steps to them in whole, the nearest first, while there is room."""
    shown.update(starts)
    queue = list(starts)
    for id in queue:
        for step in (*m.index.supports_to.get(id, ()), *m.index.attacks_to.get(id, ())):
            new = {end for end in step.premises if end not in shown and m.parts[end].base == "node"}
            if step.id in taken or len(shown) + len(new) > most:
                continue
            taken.add(step.id)
            shown |= new
            queue.append(step.id)
            queue.extend(end for end in step.premises if end in new)


def counts(m: ArgumentMap, hidden: frozenset[str]) -> Mapping[str, int]:
    """Return for each shown node how many hidden ones stand below it: grounds, and what speaks against them.

    What stands below a node that is shown itself is counted there.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    >>> _ = d.support(top, mid), d.support(mid, low), d.attack(low, d.claim("Not low."))
    >>> counts(d.map(), hidden_below(d.map(), [mid.id]))
    {'c2': 2}
    """
    index = m.index
    found: dict[str, int] = {}
    for node in m.nodes:
        if node.id in hidden:
            continue
        below: set[str] = set()
        seen = {node.id}
        work = [node.id]
        while work:
            id = work.pop()
            for step in (*index.supports_to.get(id, ()), *index.attacks_to.get(id, ())):
                for end in (step.id, *step.premises):
                    if end not in seen and (end in hidden or m.parts[end].base == "relation"):
                        seen.add(end)
                        work.append(end)
                        below |= {end} & hidden
        if below:
            found[node.id] = len(below)
    return found
