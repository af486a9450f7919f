"""How many pairs of lines of a layout cross."""

from __future__ import annotations

from itertools import pairwise

from argmap.draw.scene import Layout, Point

STEPS = 6
"""Into how many straight pieces each Bézier curve is cut."""


def crossings(layout: Layout) -> int:
    """Return how many pairs of lines cross; two that cross twice count once.

    >>> from argmap.draw.scene import Layout
    >>> across = {"l1": ((0, 0), (1, 1), (2, 2), (3, 3)), "l2": ((0, 3), (1, 2), (2, 1), (3, 0))}
    >>> crossings(Layout(3, 3, {}, across, "up"))
    1
    """
    ways = [_straightened(points) for points in layout.splines.values()]
    framed = sorted(((_frame(way), way) for way in ways if len(way) > 1), key=lambda item: item[0])
    count = 0
    for place, (frame, way) in enumerate(framed):
        for other_frame, other in framed[place + 1 :]:
            if other_frame[0] > frame[1]:
                break  # this one and all after it stand to the right
            if other_frame[2] <= frame[3] and frame[2] <= other_frame[3] and _cross(way, other):
                count += 1
    return count


def _straightened(points: tuple[Point, ...]) -> list[Point]:
    way = list(points[:1])
    for start in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[start : start + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            way.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return way


def _frame(way: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in way], [y for _, y in way]
    return min(xs), max(xs), min(ys), max(ys)


def _cross(one: list[Point], other: list[Point]) -> bool:
    # A point that lies just on the other line counts to one side of it, so that two mirrored curves
    # which meet in a sampled point cross. Lines that meet where both end do not cross there.
    meeting = {one[0], one[-1]} & {other[0], other[-1]}
    for (ax, ay), (bx, by) in pairwise(one):
        low_x, high_x = (ax, bx) if ax < bx else (bx, ax)
        low_y, high_y = (ay, by) if ay < by else (by, ay)
        for (cx, cy), (dx, dy) in pairwise(other):
            if (cx < low_x and dx < low_x) or (cx > high_x and dx > high_x):
                continue
            if (cy < low_y and dy < low_y) or (cy > high_y and dy > high_y):
                continue
            c_side = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0
            d_side = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax) > 0
            a_side = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx) > 0
            b_side = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx) > 0
            if c_side == d_side or a_side == b_side:
                continue
            if meeting.isdisjoint(((ax, ay), (bx, by))) or meeting.isdisjoint(((cx, cy), (dx, dy))):
                return True
    return False
