"""What a large page shows at first: the cards nearest to its conclusion, as many as can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Hung = Sequence[Sequence[int]]
"""For each box, by its place, the places of the boxes that bear on it."""


def hung(size: int, links: Iterable[tuple[int, int]]) -> Hung:
    """Return what bears on each box, of links as pairs of tail and head.

    >>> hung(3, [(1, 0), (2, 0)])
    [[1, 2], [], []]
    """
    kids: list[list[int]] = [[] for _ in range(size)]
    for tail, head in links:
        kids[head].append(tail)
    return kids


def tops(kids: Hung) -> list[int]:
    """Return the places of the boxes that everything else hangs on; of a circle, its first box.

    >>> tops(hung(5, [(1, 0), (2, 3), (3, 2), (4, 3)]))
    [0, 2]
    """
    below = {kid for some in kids for kid in some}
    found = [place for place in range(len(kids)) if place not in below]
    seen = set(_reached(found, kids))
    for place in range(len(kids)):
        if place not in seen:
            found.append(place)
            seen.update(_reached([place], kids))
    return found


def folded(kids: Hung, cards: int, first: int | None, most: int) -> list[int]:
    """Return the places of the cards to fold so that at most so many boxes more than the conclusions are seen.

    Boxes unfold from ``first`` on, then from the other conclusions on, nearest first, until the next one would
    show too many. ``cards`` is how many of the boxes, the first ones, can be folded.

    >>> folded(hung(5, [(1, 0), (2, 0), (3, 1), (4, 3)]), 5, 0, 3)
    [3]
    """
    shut = {place for place in range(cards) if kids[place]}
    order = _reached([*([] if first is None else [first]), *tops(kids)], kids)
    room = most
    for place in order:
        if place in shut:
            room -= len(_reached([place], kids, shut - {place})) - 1
            if room < 0:
                break
            shut.remove(place)
    return sorted(shut)


def _reached(starts: Iterable[int], kids: Hung, shut: Iterable[int] = ()) -> list[int]:
    order = dict.fromkeys(starts)
    closed = frozenset(shut)
    waiting = list(order)
    for place in waiting:
        if place not in closed:
            fresh = [kid for kid in dict.fromkeys(kids[place]) if kid not in order]
            order |= dict.fromkeys(fresh)
            waiting += fresh
    return waiting
