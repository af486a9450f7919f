"""Lines with their marks as paths: an arrow, a tee, a ring, each clear of the card that it stands before."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, inf

from argmap.draw.markup import number as n
from argmap.draw.scene import Box, Point, Stroke
from argmap.draw.shapes import contains
from argmap.draw.theme import LineStyle, Mark, Shape

ARROW, ARROW_HALF = 8.0, 3.7
TEE_GAP, TEE_HALF, TEE_WIDTH = 3.4, 5.6, 2.4
RING, RING_WIDTH = 3.4, 1.8
OPEN, OPEN_HALF = 5.2, 3.6
STEP = {"arrow": ARROW, "tee": TEE_GAP, "ring": 2 * RING + RING_WIDTH, "open": 4.2, "hollow": ARROW}
"""How much of the line each mark takes, from the card outwards."""
REACH = {"arrow": 0.6, "ring": RING_WIDTH}
"""How far the line runs into its outermost mark, so that no gap shows; it goes through open heads."""
CLEAR = {"arrow": 0.4, "open": 0.4, "hollow": 0.4, "ring": RING_WIDTH / 2}
"""What stays free between a mark and the outline."""
REACH_STEPS = 24
APART, LEAST_HALF = 2.0, 1.8
"""What stays free between two marks side by side, and the least half width of a mark, in points."""
LEAD, SHORTEST_LEAD = 0.6, 14.0
"""How long a line runs straight towards its marks: of what the layout gave it, and at least, in points."""
SIGN = 5.4
STEEPEST = 0.35
"""The least cosine between a line and the way straight into a card that marks are moved back for."""


def path(points: Sequence[Point]) -> str:
    """Return a spline as the data of a path.

    >>> path([(0, 0), (5, 0), (5, 10), (10, 10)])
    'M0 0C5 0 5 10 10 10'
    """
    (x, y), rest = points[0], points[1:]
    return f"M{n(x)} {n(y)}C" + " ".join([f"{n(x)} {n(y)}" for x, y in rest])


def met(points: tuple[Point, ...], centre: Point, box: Box, shape: Shape) -> tuple[Point, ...]:
    """Return a spline led on from the border of its card's box to the outline, where that stands back."""
    (bx, by), (x, y) = points[-2:]
    dx, dy = x - centre[0], y - centre[1]
    # Nearly all lines end where border and outline are one; rounding may put them a hair outside.
    if contains(shape, box.width + 1.5, box.height + 1.5, dx, dy):
        return points
    ux, uy = _arrival(points)
    for step in range(1, REACH_STEPS + 1):
        far = step * 0.75
        if contains(shape, box.width, box.height, dx + ux * far, dy + uy * far):
            return (*points[:-2], (bx + ux * far, by + uy * far), (x + ux * far, y + uy * far))
    return points


def _arrival(points: Sequence[Point]) -> Point:
    """Return the direction in which a spline arrives at its end."""
    end = points[-1]
    for before in points[-2::-1]:
        if hypot(end[0] - before[0], end[1] - before[1]) > 0.5:
            return _unit(before, end)
    return 1.0, 0.0


def at(points: Sequence[Point], length: float) -> tuple[tuple[Point, ...], Point]:
    """Return a spline cut off at a straight distance from its end, and the point where it ends now.

    A line that is shorter than that keeps its first tenth.

    >>> round(at([(0, 0), (10, 0), (20, 0), (30, 0)], 6)[1][0], 2)
    24.0
    """
    end = points[-1]
    for first in range(len(points) - 4, -1, -3):
        p0, p1, p2, p3 = points[first : first + 4]
        if first and hypot(p0[0] - end[0], p0[1] - end[1]) < length:
            continue
        low, high = 0.1 if not first else 0.0, 1.0
        for _ in range(14):
            t = (low + high) / 2
            x, y = _point(p0, p1, p2, p3, t)
            if hypot(x - end[0], y - end[1]) > length:
                low = t
            else:
                high = t
        head = _left(p0, p1, p2, p3, low)
        return (*points[:first], *head), head[-1]
    return tuple(points), end


def _point(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )


def _left(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> tuple[Point, Point, Point, Point]:
    """Return the part of a cubic before ``t`` (de Casteljau)."""

    def between(a: Point, b: Point) -> Point:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    q0, q1, q2 = between(p0, p1), between(p1, p2), between(p2, p3)
    r0, r1 = between(q0, q1), between(q1, q2)
    return p0, q0, r0, between(r0, r1)


def middle(points: Sequence[Point]) -> tuple[Point, Point]:
    """Return the point half way along a spline, by its pieces, and the direction there."""
    pieces = (len(points) - 1) // 3
    first = 3 * (pieces // 2)
    t = 0.5 if pieces % 2 else 0.02
    p0, p1, p2, p3 = points[first : first + 4]
    x, y = _point(p0, p1, p2, p3, t)
    a, b = _point(p0, p1, p2, p3, max(0.0, t - 0.02)), _point(p0, p1, p2, p3, t + 0.02)
    return (x, y), _unit(a, b)


def along(points: Sequence[Point], share: float) -> Point:
    """Return the point at a share of a spline, its pieces taken as equally long.

    >>> along([(0, 0), (10, 0), (20, 0), (30, 0)], 0.5)
    (15.0, 0.0)
    """
    pieces = (len(points) - 1) // 3
    first, t = divmod(share * pieces, 1.0)
    start = 3 * min(int(first), pieces - 1)
    p0, p1, p2, p3 = points[start : start + 4]
    return _point(p0, p1, p2, p3, t if first < pieces else 1.0)


def _unit(a: Point, b: Point) -> Point:
    length = hypot(b[0] - a[0], b[1] - a[1])
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > 1e-9 else (1.0, 0.0)


def ended(
    points: tuple[Point, ...],
    marks: Sequence[Mark],
    style: LineStyle,
    paper: str,
    inward: Point | None = None,
    *,
    on_dot: bool = False,
    room: float = inf,
) -> tuple[tuple[Point, ...], list[str]]:
    """Return the spline moved back to make room for the marks at its end, and the marks as SVG.

    ``inward`` is the direction straight into what the line ends on. The marks on a dot stand in that
    direction, those at a card in the direction of the line: where it comes in at a slant, far enough back to
    stand clear. They are narrower where the next line ends less than ``room`` beside this one.
    """
    if not marks:
        return points, []
    tip = points[-1]
    ux, uy = inward if on_dot and inward is not None else _arrival(points)
    start = back = CLEAR.get(marks[0], 0.0)
    if inward is not None and not on_dot:
        straight = max(STEEPEST, ux * inward[0] + uy * inward[1])
        slant = (1 - min(1.0, straight * straight)) ** 0.5
        if marks[0] == "tee":
            back += (TEE_GAP + TEE_HALF * slant) / straight - TEE_GAP
        elif marks[0] == "ring":
            back += (RING + RING_WIDTH / 2) * (1 / straight - 1)
    drawn: list[str] = []
    for mark in marks:
        x, y = tip[0] - ux * back, tip[1] - uy * back
        drawn.append(_mark(mark, x, y, ux, uy, style, paper, max(LEAST_HALF, (room - APART) / 2)))
        back += STEP[mark]
    all_open = all(mark == "open" for mark in marks)
    return _moved_back(points, ux, uy, start if all_open else back - REACH.get(marks[-1], 0.0)), drawn


def _moved_back(points: tuple[Point, ...], ux: float, uy: float, by: float) -> tuple[Point, ...]:
    """Return a spline that ends this much earlier, still arriving in the direction given."""
    if by < 0.1:
        return points
    (tx, ty), (bx, by_) = points[-1], points[-2]
    end = tx - ux * by, ty - uy * by
    kept = points
    while len(kept) > 4 and hypot(kept[-4][0] - tx, kept[-4][1] - ty) < 2 * by:
        kept = (*kept[:-5], *kept[-2:])  # the last two pieces as one
    if hypot(kept[0][0] - tx, kept[0][1] - ty) < 2 * by and len(kept) == 4:
        (x, y), (ex, ey) = kept[0], end
        return kept[0], (x + (ex - x) / 3, y + (ey - y) / 3), (ex + (x - ex) / 3, ey + (y - ey) / 3), end
    lead = hypot(tx - bx, ty - by_)
    lead = min(lead - by, lead * LEAD)  # a longer one would swing the line into its neighbours
    lead = max(lead, min(SHORTEST_LEAD, hypot(kept[-4][0] - end[0], kept[-4][1] - end[1]) / 3))
    return (*kept[:-2], (end[0] - ux * lead, end[1] - uy * lead), end)


def _mark(
    mark: Mark, x: float, y: float, ux: float, uy: float, style: LineStyle, paper: str, half: float
) -> str:
    """Return a mark whose tip is at ``(x, y)``, along ``(ux, uy)``, at most ``half`` to each side."""
    px, py = -uy, ux
    ink = style.ink

    def along(back: float, aside: float) -> str:
        return f"{n(x - ux * back + px * aside)} {n(y - uy * back + py * aside)}"

    match mark:
        case "tee":
            bar = f"M{along(TEE_GAP, min(half, TEE_HALF))}L{along(TEE_GAP, -min(half, TEE_HALF))}"
            return f'<path d="{bar}" fill="none" stroke="{ink}" stroke-width="{n(TEE_WIDTH)}"/>'
        case "ring":
            centre = x - ux * RING, y - uy * RING
            return (
                f'<circle cx="{n(centre[0])}" cy="{n(centre[1])}" r="{n(RING)}" fill="{paper}" '
                f'stroke="{ink}" stroke-width="{n(RING_WIDTH)}"/>'
            )
        case "open":
            chevron = (
                f"M{along(OPEN, min(half, OPEN_HALF))}L{along(0, 0)}L{along(OPEN, -min(half, OPEN_HALF))}"
            )
            return f'<path d="{chevron}" fill="none" stroke="{ink}" stroke-width="1.3"/>'
    triangle = f"M{along(0, 0)}L{along(ARROW, min(half, ARROW_HALF))}L{along(ARROW, -min(half, ARROW_HALF))}Z"
    if mark == "hollow":
        return f'<path d="{triangle}" fill="{paper}" stroke="{ink}" stroke-width="1.2"/>'
    return f'<path d="{triangle}" fill="{ink}"/>'


SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85, 0.1, 0.9)
"""Where on its line something may stand, as shares of the line, the best first."""

SIGNS = {
    "+": "M-2.8 0H2.8M0-2.8V2.8",
    "-": "M-2.8 0H2.8",
    "0": "M-1.7 0a1.7 2.7 0 1 0 3.4 0a1.7 2.7 0 1 0-3.4 0Z",
    "?": "M-1.7-1.3a1.8 1.8 0 1 1 2.6 1.5q-.9.4-.9 1.2M0 2.9v.2",
    "±": "M-2.4-1H2.4M0-3.2V1.2M-2.4 2.9H2.4",
}
"""Polarities as paths around their middle."""


def before_head(points: Sequence[Point], stroke: Stroke, further: float = 0.0) -> Point:
    """Return where on its line a sign stands clear of the head, or so much further back."""
    return at(points, sum(STEP[mark] for mark in stroke.style.head) + SIGN + 3.0 + further)[1]


def sign(spot: Point, stroke: Stroke, paper: str) -> str:
    """Return the sign of an influence, in a circle around a spot."""
    x, y = spot
    ink = stroke.style.ink
    return (
        f'<g transform="translate({n(x)} {n(y)})" fill="{paper}" stroke="{ink}">'
        f'<circle r="{n(SIGN)}" stroke-width="1"/>'
        f'<path d="{SIGNS.get(stroke.sign, SIGNS["?"])}" fill="none" stroke-width="1.3"/></g>'
    )


def delay(points: Sequence[Point], ink: str) -> str:
    """Return the two strokes across a line that say its effect comes later (Sterman 2000)."""
    (x, y), (ux, uy) = middle(points)
    strokes = ""
    for shift in (-1.8, 1.8):
        cx, cy = x + ux * shift, y + uy * shift
        strokes += f"M{n(cx - uy * 5)} {n(cy + ux * 5)}L{n(cx + uy * 5)} {n(cy - ux * 5)}"
    return f'<path d="{strokes}" fill="none" stroke="{ink}" stroke-width="1.3"/>'


def into(end: Point, centre: Point, box: Box) -> Point:
    """Return the direction straight into a box from the point of its border where a line ends."""
    dx, dy = centre[0] - end[0], centre[1] - end[1]
    if box.is_dot:
        return _unit(end, centre)
    if abs(dx) - box.width / 2 > abs(dy) - box.height / 2:
        return (1.0 if dx > 0 else -1.0), 0.0
    return 0.0, (1.0 if dy > 0 else -1.0)
