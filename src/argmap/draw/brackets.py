"""Lines between two cards of one rank: brackets in the lane beside them, in the frame of ``splines``.

Neighbours in a rank have no room between them for a line with its marks, and what runs past other cards would
end on a corner; so each such line leaves and arrives at the same side of its cards, and runs along the lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.draw.scene import Box, Link, Point

LEG = 14.0
"""How far from its cards a bracket runs: the marks at its ends stand on straight lines."""
STEP = 6.0
"""Between two brackets in one lane, where there is room."""
CLEAR = 5.0
"""What stays free between a bracket and the next rank."""
TURN = 6.0
"""The radius of the corners of a bracket."""
HEAD_GAP = 14.0
"""Between the ends of two lines at one side of a card, where there is room: heads tell what lines mean."""
CORNER_ROOM = 7.0
"""What stays free of heads at each end of a side."""
CORNER_BRACKET = 3.0
"""What a bracket keeps free beyond that."""
ROUND = 0.5523
"""Makes a quarter of a circle of a cubic curve."""


class Spot(NamedTuple):
    """What is known of a box here: its middle, half its extent across the ranks, its sides, and its rank."""

    across: float
    half: float
    near: float
    far: float
    rank: int
    rank_near: float
    rank_far: float


class Bracket(NamedTuple):
    """A line between two cards of one rank: at which side of the rank it runs, and how far."""

    link: Link
    side: int
    span: float


Ends = dict[tuple[str, int], tuple[list[str], list[str]]]
"""The brackets at one side of a card: those to cards of less across, and those to cards of more, in order."""


def brackets(links: Iterable[Link], boxes: Mapping[str, Box], spots: Mapping[str, Spot]) -> list[Bracket]:
    """Return the brackets among links, the shortest first."""
    links = list(links)
    flat = [
        (link, spots[link.tail], spots[link.head])
        for link in links
        if link.tail != link.head
        and spots[link.tail].rank == spots[link.head].rank
        and not (boxes[link.tail].is_dot or boxes[link.head].is_dot)
    ]
    pulls = _pulls(links, spots) if flat else {}
    found = [
        Bracket(link, _side(tail, head, pulls.get(tail.rank, ())), abs(tail.across - head.across))
        for link, tail, head in flat
    ]
    return sorted(found, key=lambda bracket: bracket.span)


def ends_of(found: Iterable[Bracket], spots: Mapping[str, Spot]) -> Ends:
    """Return which brackets end at which side of which card, the shortest nearest to the corner."""
    ends: Ends = {}
    for link, side, _ in found:
        down = spots[link.head].across > spots[link.tail].across
        for box, is_down in ((link.tail, down), (link.head, not down)):
            before, after = ends.setdefault((box, side), ([], []))
            if is_down:
                after.insert(0, link.key)
            else:
                before.append(link.key)
    return ends


def drawn(
    found: Iterable[Bracket], ends: Ends, heads: Mapping[str, int], spots: Mapping[str, Spot]
) -> dict[str, tuple[Point, ...]]:
    """Return the splines of brackets, each a point (along, across).

    Args:
        found: the brackets.
        ends: where they end.
        heads: how many other lines arrive at the far side of each card, which share it with the brackets.
        spots: the boxes.

    >>> boxes = {key: Box(key, key, 100, 40) for key in "ab"}
    >>> spots = {"a": Spot(0, 20, 0, 100, 0, 0, 100), "b": Spot(52, 20, 0, 100, 0, 0, 100)}
    >>> found = brackets([Link("l1", "b", "a", "k1")], boxes, spots)
    >>> line = drawn(found, ends_of(found, spots), {}, spots)["l1"]
    >>> line[0], max(along for along, _ in line), line[-1]
    ((100, 52.0), 114.0, (100, 0.0))
    """
    places: dict[tuple[str, str], float] = {}
    for (box, side), (before, after) in ends.items():
        between = heads.get(box, 0) if side > 0 else 1  # the line to the conclusion leaves from the middle
        seated = seats(spots[box], len(before), between, len(after), middle=side < 0)
        for key, place in zip([*before, *([""] * between), *after], seated, strict=True):
            places[key, box] = place
    lanes: dict[tuple[int, int], list[list[Bracket]]] = {}
    reach: dict[str, tuple[float, float]] = {}
    for bracket in found:
        link = bracket.link
        reach[link.key] = low, high = places[link.key, link.tail], places[link.key, link.head]
        low, high = sorted((low, high))
        slots = lanes.setdefault((spots[link.tail].rank, bracket.side), [])
        for slot in slots:
            if all(high < min(reach[one.link.key]) or max(reach[one.link.key]) < low for one in slot):
                slot.append(bracket)
                break
        else:
            slots.append([bracket])
    borders = {spot.rank: (spot.rank_near, spot.rank_far) for spot in spots.values()}
    splines = {}
    for (rank, side), slots in lanes.items():
        first, step = _spread(borders, rank, side, len(slots))
        for number, slot in enumerate(slots):
            for link, _, _ in slot:
                ways = spots[link.tail], spots[link.head], side
                splines[link.key] = _bracket(*ways, reach[link.key], first + number * step)
    return splines


def seats(spot: Spot, before: int, between: int, after: int, *, middle: bool = False) -> list[float]:
    """Return where across the lines at a side of a card end: brackets to either side, other lines between them.

    Where there is room the others stand in the middle and the brackets near the corners; else all stand evenly,
    or with ``middle`` so that the one between stays there.

    >>> seats(Spot(0, 50, 0, 9, 0, 0, 9), 1, 2, 0)
    [-40.0, -7.0, 7.0]
    >>> seats(Spot(0, 20, 0, 9, 0, 0, 9), 1, 2, 0)
    [-13.0, 0.0, 13.0]
    """
    total, half = before + between + after, spot.half - CORNER_ROOM
    if HEAD_GAP * (max(before, after) + between / 2) <= half - CORNER_BRACKET:
        edge = half - CORNER_BRACKET
        low = [spot.across - edge + place * HEAD_GAP for place in range(before)]
        high = [spot.across + edge - place * HEAD_GAP for place in reversed(range(after))]
        inner = [spot.across + (place - (between - 1) / 2) * HEAD_GAP for place in range(between)]
        return [*low, *inner, *high]
    if middle:
        gap = min(HEAD_GAP, max(0.0, half) / max(1, before, after))
        return [spot.across + (place - before) * gap for place in range(total)]
    gap = min(HEAD_GAP, 2 * max(0.0, half) / max(1, total - 1))
    return [spot.across + (place - (total - 1) / 2) * gap for place in range(total)]


def _pulls(links: Iterable[Link], spots: Mapping[str, Spot]) -> dict[int, list[tuple[float, int]]]:
    """Return by rank where across other lines leave its boxes, and to which side."""
    pulls: dict[int, list[tuple[float, int]]] = {}
    for link in links:
        for one, other in ((spots[link.tail], spots[link.head]), (spots[link.head], spots[link.tail])):
            if one.rank != other.rank:
                pulls.setdefault(one.rank, []).append((one.across, 1 if other.rank > one.rank else -1))
    return pulls


def _side(tail: Spot, head: Spot, pulls: Iterable[tuple[float, int]]) -> int:
    """Return at which side of its rank a line runs: 1 beyond it, -1 before it, where fewer lines are in the way."""
    if tail.rank == 0:  # before the first rank the picture ends
        return 1
    low, high = sorted((tail.across, head.across))
    return 1 if sum(side for across, side in pulls if low <= across <= high) <= 0 else -1


def _spread(
    borders: Mapping[int, tuple[float, float]], rank: int, side: int, count: int
) -> tuple[float, float]:
    """Return how far from the rank the first bracket of a lane runs, and how far apart they are."""
    near, far = borders[rank]
    if rank + side not in borders:
        return LEG, STEP
    before, after = borders[rank + side]
    room = max(0.0, (before - far if side > 0 else near - after) - CLEAR)
    first = min(LEG, room)
    return first, min(STEP, (room - first) / max(1, count - 1))


def _bracket(tail: Spot, head: Spot, side: int, ends: tuple[float, float], reach: float) -> tuple[Point, ...]:
    start, end = ends
    rim = tail.rank_far + reach if side > 0 else tail.rank_near - reach
    first, last = (tail.far, head.far) if side > 0 else (tail.near, head.near)
    way = 1 if end > start else -1
    turn = min(TURN, reach, abs(end - start) / 2)
    bend = turn * (1 - ROUND)
    before, after = (rim - side * turn, start), (rim - side * turn, end)
    down, up = (rim, start + way * turn), (rim, end - way * turn)
    return (
        *_straight((first, start), before),
        before,
        (rim - side * bend, start),
        (rim, start + way * bend),
        *_straight(down, up),
        up,
        (rim, end - way * bend),
        (rim - side * bend, end),
        *_straight(after, (last, end)),
        (last, end),
    )


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    """Return a straight piece without its end."""
    (a, b), (c, d) = start, end
    return (start, (a + (c - a) / 3, b + (d - b) / 3), (a + 2 * (c - a) / 3, b + 2 * (d - b) / 3))
