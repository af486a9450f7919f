"""What is to be drawn: boxes that need a place and links between them, before anything has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.draw.cards import Card
    from argmap.draw.overlay import Badge, Laid
    from argmap.draw.theme import LineStyle

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
Group = tuple[str, ...]
"""The names of frames in one another, the outermost first."""


@dataclass(frozen=True, slots=True)
class Box:
    """A thing that needs a place: a card, or the small dot of a step where linked premises join.

    ``key`` is made up (``n1``, ``n2``, ...) and safe in any language; sizes are in points. ``group``
    names the frames that the box stands in, the outermost first.
    """

    key: str
    part: str
    width: float
    height: float
    is_dot: bool = False
    group: Group = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A line from box to box, from reason to conclusion.

    ``relation`` is the id of the relation it draws; ``heavy`` links pull their ends together in the layout,
    and ``ranks`` says whether the link orders its ends (an undercut, a restatement or a conflict need not).
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

    A spline is ``3n + 1`` points: a start, then two control points and an end for each piece; it runs from
    tail to head and stops at the borders of the boxes. ``shelf`` is the frame (left, top, width, height)
    around the boxes that no link touches, or ``None`` where there is none; ``frames`` are those around the
    groups, each before those in it.
    """

    width: float
    height: float
    places: Mapping[str, Point]
    splines: Mapping[str, tuple[Point, ...]]
    direction: str
    shelf: Frame | None = None
    frames: Mapping[Group, Frame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a link is painted: the style of its line, and what else stands on it.

    ``style`` has its ink. ``has_head`` and ``has_tail`` say whether the link is the one that carries the
    marks at the target and at the premise; ``sign`` is printed beside the head, ``word`` in the middle.
    """

    style: LineStyle
    kind: str
    has_head: bool = True
    has_tail: bool = True
    sign: str = ""
    word: str = ""
    delayed: bool = False
    highlighted: bool = False
    tooltip: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """How the dot of a step is painted, and what a reader who points at it is told."""

    relation: str
    kind: str
    ink: str
    tooltip: str
    linked: bool
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture of a map shows, before anything has a place.

    ``cards``, ``dots`` and ``strokes`` say how the boxes and links of that key are painted; ``shelf`` holds
    the keys of the cards that no drawn link touches, and ``first`` is that of the thesis; ``high`` says
    how high the boxes are that need more room where the conclusion stands at the left; ``hidden`` counts the
    relations that are not drawn, by kind, ``folded`` the nodes that are folded away, ``untied`` those that no
    relation of the kinds asked for touches; ``laid`` is what the legend says of an overlay.
    """

    title: str
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    cards: Mapping[str, Card]
    dots: Mapping[str, Dot]
    strokes: Mapping[str, Stroke]
    shelf: tuple[str, ...]
    first: str | None = None
    high: Mapping[str, float] = field(default_factory=dict)
    hidden: tuple[tuple[str, int], ...] = ()
    folded: int = 0
    untied: int = 0
    laid: Laid | None = None

    def towards(self, direction: str) -> Scene:
        """Return the scene with the sizes that its boxes have in a layout of this direction."""
        if direction != "left" or not self.high:
            return self
        cards = {
            key: replace(card, height=self.high.get(key, card.height)) for key, card in self.cards.items()
        }
        return replace(self, boxes=heightened(self.boxes, self.high), cards=cards)


def heightened(boxes: Iterable[Box], high: Mapping[str, float]) -> tuple[Box, ...]:
    """Return the boxes, those of these keys as high as it says there."""
    return tuple([replace(box, height=high[box.key]) if box.key in high else box for box in boxes])
