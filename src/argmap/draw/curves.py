"""Splines by their points: straight pieces, smooth ones, and where one passes a place."""

from __future__ import annotations

from math import hypot

from argmap.draw.lines import along as share
from argmap.draw.scene import Point

ROUNDING, STRAIGHT = 14.0, 0.995
"""How far a corner of the engine's lines is rounded, and the cosine of half an angle that is none."""
NARROW = 0.25
"""How far aside a piece of the engine's lines goes at most, of its length, that is not to turn back."""


def passing(line: tuple[Point, ...], along: float) -> float:
    """Return where across a line passes a place along, the nearest that is known of it."""
    pieces = range(0, len(line) - 3, 3)
    places = [share(line[start : start + 4], step / 16) for start in pieces for step in range(17)]
    return min(places, key=lambda place: abs(place[0] - along))[1]


def smoothed(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return a spline without corners and kinks.

    Where two pieces meet at an angle they share a direction, and no piece that goes nearly
    straight runs past its end and back.
    """
    smooth = list(points)
    for start in range(0, len(points) - 3, 3):
        (a, b), (c, d) = smooth[start], smooth[start + 3]
        low, high = sorted((a, c))
        if abs(b - d) < NARROW * (high - low):
            for control in (start + 1, start + 2):
                along, across = smooth[control]
                smooth[control] = min(max(along, low), high), across
    for knot in range(3, len(points) - 3, 3):
        (ax, ay), (x, y), (bx, by) = smooth[knot - 1 : knot + 2]
        before, after = hypot(x - ax, y - ay), hypot(bx - x, by - y)
        if before < 0.5 or after < 0.5:
            continue
        dx, dy = (x - ax) / before + (bx - x) / after, (y - ay) / before + (by - y) / after
        turn = hypot(dx, dy) / 2  # the cosine of half the angle
        if STRAIGHT > turn > 0.1:
            ux, uy = dx / (2 * turn), dy / (2 * turn)
            before, after = min(before, ROUNDING), min(after, ROUNDING)
            smooth[knot - 1] = x - ux * before, y - uy * before
            smooth[knot + 1] = x + ux * after, y + uy * after
    return tuple(smooth)


def straight(start: Point, end: Point) -> tuple[Point, ...]:
    """Return the points of a straight piece without its end; none where it would have no length."""
    (a, b), (c, d) = start, end
    if abs(a - c) < 0.5:
        return ()
    return (start, (a + (c - a) / 3, b + (d - b) / 3), (a + 2 * (c - a) / 3, b + 2 * (d - b) / 3))
