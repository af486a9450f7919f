"""The lines that we bend ourselves: cubic splines between boxes, and where they meet a card or a dot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping

from argmap.draw.scene import Box, Link, Point

HEAD_GAP = 14.0
"""Between the heads of two lines that arrive at one side of a card, where there is room."""
CORNER_ROOM = 10.0
"""What stays free of heads at each end of a side."""
CORNER = 7.0
"""The radius of the corner where a line turns into the rail beside a stack."""
LANDING = 16.0
"""How long a line heads straight for the dot of a step that it undercuts."""


def curve(tail: Point, tail_box: Box, head: Point, head_box: Box, direction: str) -> tuple[Point, ...]:
    """Return the S-shaped line from a reason to its conclusion, side to side.

    >>> a, b = Box("n1", "c1", 20, 10), Box("n2", "c2", 20, 10)
    >>> curve((100, 5), a, (10, 5), b, "left")
    ((90.0, 5), (55.0, 5), (55.0, 5), (20.0, 5))
    """
    (tx, ty), (hx, hy) = tail, head
    if direction == "left":
        side = 1 if hx <= tx else -1
        start, end = (tx - side * tail_box.width / 2, ty), (hx + side * head_box.width / 2, hy)
        if abs(tx - hx) < (tail_box.width + head_box.width) / 2:  # one column: out and in at the same side
            return _around((tx + tail_box.width / 2, ty), (hx + head_box.width / 2, hy), vertical=False)
        middle = (start[0] + end[0]) / 2
        return (start, (middle, ty), (middle, hy), end)
    side = 1 if hy <= ty else -1
    start, end = (tx, ty - side * tail_box.height / 2), (hx, hy + side * head_box.height / 2)
    if abs(ty - hy) < (tail_box.height + head_box.height) / 2:
        return _around((tx, ty + tail_box.height / 2), (hx, hy + head_box.height / 2), vertical=True)
    middle = (start[1] + end[1]) / 2
    return (start, (tx, middle), (hx, middle), end)


def _around(start: Point, end: Point, *, vertical: bool) -> tuple[Point, ...]:
    if vertical:
        far = max(start[1], end[1]) + 18
        return (start, (start[0], far), (end[0], far), end)
    far = max(start[0], end[0]) + 18
    if start == end:
        return (start, (far, start[1] - 14), (far, start[1] + 14), end)
    return (start, (far, start[1]), (far, end[1]), end)


def railed(
    tail: Point, tail_box: Box, head: Point, head_box: Box, rail: float, top: float
) -> tuple[Point, ...]:
    """Return the line of a lower card of an upright stack: aside, up along the rail, and to the dot."""
    x, y = tail[0] + tail_box.width / 2, tail[1]
    bend = y - CORNER
    end = (head[0], head[1] + head_box.height / 2)
    middle = (top + end[1]) / 2
    return (
        (x, y),
        ((x + rail) / 2, y),
        (rail, y),
        (rail, bend),
        (rail, bend - (bend - top) / 3),
        (rail, top + (bend - top) / 3),
        (rail, top),
        (rail, middle),
        (end[0], middle),
        end,
    )


def onto_dot(spline: tuple[Point, ...], dot: Point, box: Box, direction: str) -> tuple[Point, ...]:
    """Return the line with its end turned to a free side of a step's dot.

    The premises arrive behind the dot and its own line leaves before it, so what undercuts or backs the step
    comes from the side that is nearer.
    """
    x, y = spline[-4]
    if direction == "left":
        side = 1 if y >= dot[1] else -1
        end = (dot[0], dot[1] + side * box.height / 2)
        return (*spline[:-2], (end[0], end[1] + side * LANDING), end)
    side = 1 if x >= dot[0] else -1
    end = (dot[0] + side * box.width / 2, dot[1])
    return (*spline[:-2], (end[0] + side * LANDING, end[1]), end)


def spread(
    splines: MutableMapping[str, tuple[Point, ...]],
    links: Iterable[Link],
    boxes: Mapping[str, Box],
    places: Mapping[str, Point],
    direction: str,
) -> None:
    """Part the heads of lines that arrive at one side of a card, in the order in which they come.

    Heads tell what a line means; on one spot nobody could tell them apart.
    """
    across = 1 if direction == "left" else 0
    arriving: dict[str, list[Link]] = {}
    for link in links:
        arriving.setdefault(link.head, []).append(link)
    for head, group in arriving.items():
        if len(group) == 1:
            continue
        box = boxes[head]
        side = box.height if across else box.width
        step = min(HEAD_GAP, max(0.0, side - 2 * CORNER_ROOM) / (len(group) - 1))
        # By where the last bend starts, then by where the reason stands: the order that avoids crossings.
        group.sort(key=lambda k: (splines[k.key][-4][across], places[k.tail][across]))
        for place, link in enumerate(group):
            shift = (place - (len(group) - 1) / 2) * step
            *way, before, end = splines[link.key]
            wanted = places[head][across] + shift
            # Only the end moves: the line may arrive anywhere on this side, and does so at a right angle.
            if across:
                splines[link.key] = (*way, (before[0], wanted), (end[0], wanted))
            else:
                splines[link.key] = (*way, (wanted, before[1]), (wanted, end[1]))
