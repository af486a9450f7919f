"""What of a map may be left out of a picture: what stands only below a part, and what is too much for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from argmap.model.part import is_a
from argmap.model.relations import Attacks, Relation, Supports

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


def hidden_below(m: ArgumentMap, folded: Iterable[str]) -> frozenset[str]:
    """Return the nodes that only serve these nodes: their grounds, and what speaks against those.

    What serves a node that stays is not hidden, nor is a premise whose co-premise stays: no step that is shown
    loses an end.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    >>> _ = d.support(top, mid), d.support(mid, low)
    >>> sorted(hidden_below(d.map(), [mid.id]))
    ['c3']
    """
    closed = frozenset(folded)
    index = m.index
    below: set[str] = set()
    seen: set[str] = set(closed)
    work = [step.id for id in closed for step in index.supports_to.get(id, ())]
    while work:
        id = work.pop()
        if id in seen:
            continue
        seen.add(id)
        part = m[id]
        if isinstance(part, Relation):
            work.extend(part.premises)
        elif part.id != m.thesis_id:
            below.add(id)
        else:
            continue
        work.extend(step.id for step in index.supports_to.get(id, ()))
        work.extend(step.id for step in index.attacks_to.get(id, ()))
    return frozenset(below - _needed(m, {node.id for node in m.nodes} - below, closed))


def _needed(m: ArgumentMap, shown: set[str], closed: frozenset[str]) -> set[str]:
    """Return what must be shown so that no reason or objection that is shown, or aims at what is, loses an end."""
    start = set(shown)
    steps = [r for r in m.relations if is_a(r, Supports) or is_a(r, Attacks)]
    whole: set[str] = set()  # steps that are shown
    changed = True
    while changed:
        changed = False
        for step in steps:
            if step.id in whole or not (step.target in shown or step.target in whole):
                continue
            ends = [end for end in step.premises if m.parts[end].base == "node"]
            if step.target in closed and is_a(step, Supports) and not any(end in shown for end in ends):
                continue
            if all(end in whole for end in step.premises if m.parts[end].base == "relation"):
                shown.update(ends)
                whole.add(step.id)
                changed = True
    return shown - start


def hidden_beyond(m: ArgumentMap, most: int) -> frozenset[str]:
    """Return the nodes that are too much where ``most`` can be read: those farthest from the conclusions.

    From the thesis, or the roots, steps are taken in whole, the nearest first, while there is room.

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
    starts = [node.id for node in ((thesis,) if thesis is not None else m.roots) or m.nodes[:1]]
    shown = set(starts[:most])
    queue = [id for id in starts if id in shown]
    seen = set(queue)
    for id in queue:
        for step in (*m.index.supports_to.get(id, ()), *m.index.attacks_to.get(id, ())):
            new = {end for end in step.premises if end not in shown and m.parts[end].base == "node"}
            if step.id in seen or len(shown) + len(new) > most:
                continue
            seen.add(step.id)
            shown |= new
            queue.append(step.id)
            queue.extend(end for end in step.premises if end in new)
    return frozenset(node.id for node in m.nodes if node.id not in shown)


def counts(m: ArgumentMap, hidden: frozenset[str]) -> Mapping[str, int]:
    """Return for each shown node that a hidden one supports directly how many hidden ones stand below it."""
    found: dict[str, int] = {}
    for node in m.nodes:
        steps = m.index.supports_to.get(node.id, ())
        if node.id not in hidden and any(end in hidden for step in steps for end in step.premises):
            found[node.id] = sum(ground.id in hidden for ground in m.grounds(node))
    return found
