"""Cards that many lines arrive at, made as high as the heads of these need to stand apart at their side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.draw.brackets import CORNER_ROOM
from argmap.draw.cards import Card
from argmap.draw.scene import Box, Link

HEAD_ROOM = 10.0
"""Between two heads at one side of a card at least: less would cut the arms of a tee, which tell it from an arrow."""


def with_room(
    boxes: Iterable[Box], cards: Mapping[str, Card], links: Iterable[Link]
) -> tuple[list[Box], dict[str, Card]]:
    """Return boxes and cards, those higher that would crush the heads of their lines.

    >>> boxes = [Box(f"n{place}", f"c{place}", 190, 40) for place in range(9)]
    >>> links = [Link(f"l{place}", f"n{place}", "n0", f"s{place}") for place in range(1, 9)]
    >>> [box.height for box in with_room(boxes, {}, links)[0][:2]]
    [84.0, 40]
    """
    arriving: Counter[str] = Counter()
    for link in links:
        arriving[link.head] += 1
        if not link.ranks:  # it may have a head at either end, both at the side of the reasons
            arriving[link.tail] += 1
    least = {key: (count - 1) * HEAD_ROOM + 2 * CORNER_ROOM for key, count in arriving.items()}
    roomy = [
        box if box.is_dot or least.get(box.key, 0.0) <= box.height else replace(box, height=least[box.key])
        for box in boxes
    ]
    return roomy, {box.key: replace(cards[box.key], height=box.height) for box in roomy if box.key in cards}
