"""Cards that many lines arrive at, made as high as the heads of these need to stand apart at their side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.draw.brackets import CORNER_ROOM
from argmap.draw.scene import Box, Link

HEAD_ROOM = 10.0
"""Between two heads at one side of a card at least: less would cut the arms of a tee, which tell it from an arrow."""


def heights_at_left(boxes: Iterable[Box], links: Iterable[Link]) -> dict[str, float]:
    """Return how high the boxes have to be that would crush the heads of their lines, where they stand at the left.

    A conclusion on top has its whole width for them.

    >>> boxes = [Box(f"n{place}", f"c{place}", 190, 40) for place in range(9)]
    >>> links = [Link(f"l{place}", f"n{place}", "n0", f"s{place}") for place in range(1, 9)]
    >>> heights_at_left(boxes, links)
    {'n0': 84.0}
    """
    arriving: Counter[str] = Counter()
    for link in links:
        arriving[link.head] += 1
        if not link.ranks:  # it may have a head at either end, both at the side of the reasons
            arriving[link.tail] += 1
    least = {
        box.key: (arriving[box.key] - 1) * HEAD_ROOM + 2 * CORNER_ROOM for box in boxes if not box.is_dot
    }
    return {box.key: least[box.key] for box in boxes if least.get(box.key, 0.0) > box.height}
