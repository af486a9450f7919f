"""Badges of lines: each stands where it covers no card, no head and no other badge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, dist

from argmap.draw.lines import SIGN, STEP, TEE_HALF, along, at, middle
from argmap.draw.markup import escape
from argmap.draw.measure import text_width
from argmap.draw.overlay import HEIGHT, Badge, paint_badge
from argmap.draw.scene import Frame, Layout, Link, Point, Scene, Stroke
from argmap.draw.theme import Theme

SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85, 0.1, 0.9)
"""Where on its line a badge may stand, as shares of the line, the best first."""
BESIDE = (9.0, 15.0)
"""How far from its line a badge may stand where the line is too short for it, in points."""
SHIFTS = ((-0.35, 0.0), (0.35, 0.0), (0.0, -0.35), (0.0, 0.35))
"""By how much of its size a badge with words may stand off the middle of its line."""
AIR = 1.5
"""What stays free between a badge and a card, a head or another badge, in points."""
SAMPLE = 6.0
"""How far apart lines are looked at to see whether a badge hides them."""
CELL = 120.0
_Cells = dict[tuple[int, int], list[Frame]]
_Passing = dict[tuple[int, int], list[tuple[float, float, str]]]
"""Points of lines with their relations, by cell."""


def paint_badges(
    badges: Sequence[tuple[Link, Stroke, tuple[Point, ...]]], scene: Scene, layout: Layout, theme: Theme
) -> Iterator[str]:
    """Yield the badges of lines, each where it covers no card, no other line and no other badge.

    Where its words have no such place it stands without them, which the legend explains.
    """
    if not badges:
        return
    ground = _ground(scene, layout)
    # Short lines first: they have the fewest places for a badge.
    for link, stroke, points in sorted(badges, key=lambda it: dist(it[2][0], it[2][-1])):
        badge = stroke.badge
        assert badge is not None
        spots = [along(points, share) for share in SPOTS]
        shown, frame = _spot(badge, spots, link.relation, ground)
        _take(frame, ground.taken)
        yield (
            f'<g class="am-mark" data-id="{escape(link.relation)}" data-tone="{badge.style.tone}" '
            f'aria-hidden="true"><title>{escape(stroke.tooltip)}</title>'
            f"{paint_badge(shown, frame[0], frame[1], theme)}</g>"
        )


def _ground(scene: Scene, layout: Layout) -> _Ground:
    """Return what stands in a picture before its badges."""
    cards: _Cells = {}
    taken: _Cells = {}
    passing: _Passing = {}
    for box in scene.boxes:
        x, y = layout.places[box.key]
        _take(_around((x, y), box.width, box.height), taken if box.is_dot else cards)
    for link in scene.links:
        points = layout.splines.get(link.key, ())
        for frame in _kept_clear(points, scene.strokes[link.key]):
            _take(frame, taken)
        _pass(points, link.relation, passing)
    return _Ground(cards, taken, passing, layout.width)


def _kept_clear(points: tuple[Point, ...], stroke: Stroke) -> Iterator[Frame]:
    """Yield the frames around what stands on a line: its heads, its sign, its word."""
    if len(points) < 4:
        return
    for line, marked, marks in (
        (points, stroke.has_head, stroke.style.head),
        (points[::-1], stroke.has_tail, stroke.style.tail),
    ):
        if marked and marks:
            length = sum(STEP[mark] for mark in marks)
            (x0, y0), (x1, y1) = line[-1], at(line, length)[1]
            centre = (x0 + x1) / 2, (y0 + y1) / 2
            yield _around(centre, abs(x1 - x0) + 2 * TEE_HALF, abs(y1 - y0) + 2 * TEE_HALF)
            if stroke.sign and line is points:
                yield _around(at(line, length + SIGN + 3.0)[1], 2 * SIGN + 2, 2 * SIGN + 2)
    if stroke.word or stroke.delayed:
        yield _around(middle(points)[0], text_width(stroke.word, 7.5) + 12, 12)


def _spot(badge: Badge, spots: Sequence[Point], relation: str, ground: _Ground) -> tuple[Badge, Frame]:
    """Return a badge and where it stands: with its words in a free spot, or bare there, or over a card."""
    bare = replace(badge, lines=(), width=HEIGHT, height=HEIGHT)
    beside = [
        (x + dx, y + dy)
        for far in BESIDE
        for x, y in spots
        for dx, dy in ((0, -far), (0, far), (-far, 0), (far, 0))
    ]
    everywhere = (*spots, *beside)
    aside = [(x + dx * badge.width, y + dy * badge.height) for x, y in spots for dx, dy in SHIFTS]
    for shown, tried, clear, air, on_cards in (
        (badge, spots, True, AIR, False),
        (badge, aside, True, AIR, False),
        (bare, spots, True, AIR, False),
        (bare, spots, True, 0.0, False),
        (bare, beside, True, 0.0, False),
        (bare, everywhere, False, 0.0, False),
        (bare, everywhere, False, 0.0, True),
    ):
        for spot in tried:
            frame = _around(spot, shown.width, shown.height)
            if ground.is_free(frame, air, on_cards=on_cards) and not (
                clear and ground.is_crossed(frame, relation)
            ):
                return shown, frame
    return bare, _around(spots[0], HEIGHT, HEIGHT)


def _pass(points: Sequence[Point], relation: str, passing: _Passing) -> None:
    """Note where a line runs."""
    for start in range(0, len(points) - 3, 3):
        piece = points[start : start + 4]
        steps = ceil(sum(dist(one, other) for one, other in pairwise(piece)) / SAMPLE) or 1
        for step in range(steps):
            x, y = along(piece, step / steps)
            passing.setdefault((int(x // CELL), int(y // CELL)), []).append((x, y, relation))


def _around(spot: Point, width: float, height: float) -> Frame:
    return spot[0] - width / 2, spot[1] - height / 2, width, height


def _take(frame: Frame, cells: _Cells) -> None:
    for cell in _cells(frame):
        cells.setdefault(cell, []).append(frame)


def _cells(frame: Frame) -> Iterator[tuple[int, int]]:
    x, y, width, height = frame
    for column in range(int(x // CELL), int((x + width) // CELL) + 1):
        for row in range(int(y // CELL), int((y + height) // CELL) + 1):
            yield column, row


@dataclass(frozen=True, slots=True)
class _Ground:
    """What stands in a picture, by cells: cards, whatever else must not be covered, and points of lines."""

    cards: _Cells
    taken: _Cells
    passing: _Passing
    width: float

    def is_free(self, frame: Frame, air: float, *, on_cards: bool) -> bool:
        """Return whether nothing is within ``air`` of a frame in the picture, or cards only."""
        x, y, width, height = frame[0] - air, frame[1] - air, frame[2] + 2 * air, frame[3] + 2 * air
        within = frame[0] >= 0 and frame[0] + frame[2] <= self.width
        return within and not any(
            x < left + wide and left < x + width and y < top + high and top < y + height
            for frames in ((self.taken,) if on_cards else (self.cards, self.taken))
            for cell in _cells((x, y, width, height))
            for left, top, wide, high in frames.get(cell, ())
        )

    def is_crossed(self, frame: Frame, relation: str) -> bool:
        """Return whether a line of another relation runs through a frame."""
        left, top, width, height = frame
        return any(
            of != relation and left < x < left + width and top < y < top + height
            for cell in _cells(frame)
            for x, y, of in self.passing.get(cell, ())
        )
