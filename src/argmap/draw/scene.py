"""What is to be drawn: boxes that need a place and links between them, before anything has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A thing that needs a place: a card, or the small dot of a step where linked premises join.

    ``key`` is made up (``n1``, ``n2``, ...) and safe in any language; sizes are in points.
    """

    key: str
    part: str
    width: float
    height: float
    is_dot: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line from box to box, from reason to conclusion.

    ``relation`` is the id of the relation it draws; ``heavy`` links pull their ends together in the layout, and
    ``ranks`` says whether the link orders its ends (an undercut, a restatement or a conflict need not).
    """

    key: str
    tail: str
    head: str
    relation: str
    ranks: bool = True
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in points, y downward: box centres and the cubic splines of the links.

    A spline is ``3n + 1`` points: a start, then two control points and an end for each piece; it runs from tail
    to head and stops at the borders of the boxes.
    """

    width: float
    height: float
    places: Mapping[str, Point]
    splines: Mapping[str, tuple[Point, ...]]
    direction: str
