"""What stands where in a picture, so that signs, words and badges of lines find places of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, dist, hypot

from argmap.draw.lines import STEP, TEE_HALF, along, at
from argmap.draw.scene import Frame, Layout, Point, Scene, Stroke

SAMPLE = 6.0
"""How far apart lines are looked at to see whether something would hide them."""
CELL = 120.0
_Cells = dict[tuple[int, int], list[Frame]]
_Passing = dict[tuple[int, int], list[tuple[float, float, str]]]
"""Points of lines with their relations, by cell."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands in a picture, by cells: cards, whatever else must not be covered, and points of lines."""

    width: float
    cards: _Cells = field(default_factory=dict)
    taken: _Cells = field(default_factory=dict)
    passing: _Passing = field(default_factory=dict)

    def take(self, frame: Frame) -> None:
        """Keep a frame clear from now on."""
        _put(frame, self.taken)

    def is_free(self, frame: Frame, air: float = 0.0, *, on_cards: bool = False) -> bool:
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


def ground_of(scene: Scene, layout: Layout) -> Ground:
    """Return what stands in a picture before anything is put on its lines."""
    ground = Ground(layout.width)
    for box in scene.boxes:
        frame = around(layout.places[box.key], box.width, box.height)
        _put(frame, ground.taken if box.is_dot else ground.cards)
    for link in scene.links:
        points = layout.splines.get(link.key, ())
        for frame in _heads(points, scene.strokes[link.key]):
            ground.take(frame)
        _pass(points, link.relation, ground.passing)
    return ground


def around(spot: Point, width: float, height: float) -> Frame:
    """Return the frame of this size around a spot."""
    return spot[0] - width / 2, spot[1] - height / 2, width, height


def _heads(points: tuple[Point, ...], stroke: Stroke) -> Iterator[Frame]:
    """Yield the frames around the marks at the ends of a line."""
    if len(points) < 4:
        return
    for line, marked, marks in (
        (points, stroke.has_head, stroke.style.head),
        (points[::-1], stroke.has_tail, stroke.style.tail),
    ):
        if marked and marks:
            (x0, y0), (x1, y1) = line[-1], at(line, sum(STEP[mark] for mark in marks))[1]
            dx, dy = abs(x1 - x0), abs(y1 - y0)
            aside = 2 * TEE_HALF / (hypot(dx, dy) or 1.0)
            yield around(((x0 + x1) / 2, (y0 + y1) / 2), dx + aside * dy + 1.0, dy + aside * dx + 1.0)


def _pass(points: Sequence[Point], relation: str, passing: _Passing) -> None:
    """Note where a line runs."""
    for start in range(0, len(points) - 3, 3):
        piece = points[start : start + 4]
        steps = ceil(sum(dist(one, other) for one, other in pairwise(piece)) / SAMPLE) or 1
        for step in range(steps):
            x, y = along(piece, step / steps)
            passing.setdefault((int(x // CELL), int(y // CELL)), []).append((x, y, relation))


def _put(frame: Frame, cells: _Cells) -> None:
    for cell in _cells(frame):
        cells.setdefault(cell, []).append(frame)


def _cells(frame: Frame) -> Iterator[tuple[int, int]]:
    x, y, width, height = frame
    for column in range(int(x // CELL), int((x + width) // CELL) + 1):
        for row in range(int(y // CELL), int((y + height) // CELL) + 1):
            yield column, row
