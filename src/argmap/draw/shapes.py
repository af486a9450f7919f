"""The outlines of cards and the icons in their heads, as paths: no font has to know them."""

from __future__ import annotations

from argmap.draw.markup import number as n
from argmap.draw.theme import Icon, Shape

CORNER = 6.0
FOLD = 9.0
TIP = 8.0
POINT = 7.0
CHAMFER = 6.0
ROUND_END = 14.0

INSETS: dict[Shape, tuple[float, float]] = {
    "round": (0.0, 0.0),
    "folded": (0.0, 0.0),
    "arrow": (TIP, 0.0),
    "octagon": (1.0, 1.0),
    "hexagon": (POINT, POINT),
    "pill": (5.0, 5.0),
}
"""How much of the width, at the left and at the right, a shape takes from the text."""


def outline(shape: Shape, x: float, y: float, width: float, height: float, scale: float = 1.0) -> str:
    """Return the path of an outline whose upper left corner is ``(x, y)``.

    ``scale`` shrinks what is particular to the shape, for a sample that is smaller than a card.

    >>> outline("arrow", 0, 0, 100, 40)
    'M8 0H100V40H8L0 20Z'
    """
    right, bottom = x + width, y + height
    match shape:
        case "folded":
            f = FOLD * scale
            return f"M{n(x)} {n(y)}H{n(right - f)}L{n(right)} {n(y + f)}V{n(bottom)}H{n(x)}Z"
        case "arrow":
            left = n(x + TIP * scale)
            return f"M{left} {n(y)}H{n(right)}V{n(bottom)}H{left}L{n(x)} {n(y + height / 2)}Z"
        case "hexagon":
            p = POINT * scale
            left, middle, inner = n(x + p), n(y + height / 2), n(right - p)
            return f"M{left} {n(y)}H{inner}L{n(right)} {middle}L{inner} {n(bottom)}H{left}L{n(x)} {middle}Z"
        case "octagon":
            c = CHAMFER * scale
            return (
                f"M{n(x + c)} {n(y)}H{n(right - c)}L{n(right)} {n(y + c)}V{n(bottom - c)}"
                f"L{n(right - c)} {n(bottom)}H{n(x + c)}L{n(x)} {n(bottom - c)}V{n(y + c)}Z"
            )
    r = min((ROUND_END if shape == "pill" else CORNER) * scale, height / 2)
    arc = f"a{n(r)} {n(r)} 0 0 1"
    return (
        f"M{n(x + r)} {n(y)}H{n(right - r)}{arc} {n(r)} {n(r)}V{n(bottom - r)}{arc} -{n(r)} {n(r)}"
        f"H{n(x + r)}{arc} -{n(r)} -{n(r)}V{n(y + r)}{arc} {n(r)} -{n(r)}Z"
    )


def fold(x: float, y: float, width: float, scale: float = 1.0) -> str:
    """Return the path of the corner of a sheet that is folded over.

    >>> fold(0, 0, 100)
    'M91 0V9H100Z'
    """
    f = FOLD * scale
    return f"M{n(x + width - f)} {n(y)}V{n(y + f)}H{n(x + width)}Z"


def contains(shape: Shape, width: float, height: float, dx: float, dy: float) -> bool:
    """Return whether a point, ``(dx, dy)`` from the centre of a card, lies within its outline.

    >>> contains("round", 190, 40, 95, 20), contains("round", 190, 40, 95, 0)
    (False, True)
    """
    # How far from the nearest corner of the box, inwards.
    across, down = width / 2 - abs(dx), height / 2 - abs(dy)
    if across < -0.01 or down < -0.01:
        return False
    match shape:
        case "folded":
            return dx < 0 or dy > 0 or across + down >= FOLD
        case "arrow":
            return dx > 0 or across >= TIP * abs(dy) / (height / 2)
        case "hexagon":
            return across >= POINT * abs(dy) / (height / 2)
        case "octagon":
            return across + down >= CHAMFER
    r = min(ROUND_END if shape == "pill" else CORNER, height / 2)
    return across >= r or down >= r or (r - across) ** 2 + (r - down) ** 2 <= r * r


ICON_SIZE = 7.0

FILLED: dict[Icon, str] = {
    "disc": "M.9 3.5a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0Z",
    "square": "M1 1h5v5h-5Z",
    "star": "M3.5 0L4.5 2.5L7 2.7L5.1 4.4L5.7 7L3.5 5.6L1.3 7L1.9 4.4L0 2.7L2.5 2.5Z",
    "flag": "M.9 7V.2H6.6L5 2.3L6.6 4.4H1.9V7Z",
}
LINED: dict[Icon, str] = {
    "page": "M1 .5h3.4l1.8 1.8v4.3h-5.2ZM4.4.5v1.8h1.8M2.3 4h2.6M2.3 5.3h2.6",
    "target": "M.4 3.5a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0-6.2 0Z"
    "M2.4 3.5a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0Z",
    "question": "M1.5 2.2a2 2 0 1 1 3 1.7q-1 .5-1 1.1v.1M3.5 6.5v.2",
    "wave": "M.2 4.6q1.1-4 2.2-1.6t2.2.6t2-1.8",
}
"""Icons in a square of seven points, the first four to be filled and the others to be drawn as lines."""
