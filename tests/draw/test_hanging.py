"""Cards of a row hang from one line, and what runs past the dots of other steps does so in one bend."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.lines import along
from argmap.draw.scene import Layout, Scene
from argmap.draw.splines import DOT_ROOM
from argmap.draw.theme import light


def drawn(d: am.Draft, direction: str) -> tuple[Scene, Layout]:
    scene = compose(d.map(), theme=light)
    return scene, arrange(scene.boxes, scene.links, direction=direction)


def near_sides(scene: Scene, layout: Layout, direction: str, ids: set[str]) -> set[float]:
    """Where the sides that face the conclusion stand."""
    axis, size = (0, "width") if direction == "left" else (1, "height")
    boxes = [box for box in scene.boxes if box.part in ids]
    return {round(layout.places[box.key][axis] - getattr(box, size) / 2, 1) for box in boxes}


def test_stacks_of_any_height_hang_from_one_line() -> None:
    """Two linked premises stand as near to their dot as five do."""
    d = am.Draft()
    thesis = d.thesis("The thesis.")
    firsts = set()
    for count in (2, 3, 5):
        reason = d.claim(f"A reason that rests on {count} premises.")
        d.support(thesis, reason)
        premises = [d.claim(f"Premise {number} of {count}.") for number in range(count)]
        d.support(reason, *premises, jointly=True)
        firsts.add(premises[0].id)
    assert 1 == len(near_sides(*drawn(d, "up"), "up", firsts))


@pytest.mark.parametrize("direction", ["up", "left"])
def test_a_long_text_does_not_push_its_neighbours_away(direction: str) -> None:
    """Beside a card of 600 words the short ones stand at the conclusion, not at its middle."""
    d = am.Draft()
    thesis = d.thesis("The thesis.")
    ids = {d.claim(text).id for text in ("word " * 600, "No.", "Perhaps, if there is time for it.")}
    for id in sorted(ids):
        d.support(thesis, id)
    assert 1 == len(near_sides(*drawn(d, direction), direction, ids))


@pytest.mark.parametrize("direction", ["up", "left"])
def test_a_line_past_dots_neither_turns_back_nor_touches_one(direction: str) -> None:
    """A reason of its own stands in the rank of linked premises, beyond the dots of these."""
    d = am.Draft()
    thesis = d.thesis("The thesis.")
    for number in range(4):
        d.attack(thesis, d.claim(f"An objection, the {number}th of some."))
        premises = [d.claim(f"Premise {place} of {number}, told at a length of its own.") for place in "ab"]
        d.support(thesis, *premises, jointly=True)
        d.support(premises[0], d.evidence(f"What shows it, in the {number}th case."))
    scene, layout = drawn(d, direction)
    dots = [layout.places[box.key] for box in scene.boxes if box.is_dot]
    axis = 0 if direction == "left" else 1
    direct = [link for link in scene.links if link.relation.startswith("x")]
    assert 4 == len(direct)
    for link in direct:
        spline = layout.splines[link.key]
        points = [
            along(spline[start : start + 4], step / 20)
            for start in range(0, len(spline) - 3, 3)
            for step in range(21)
        ]
        assert all(after[axis] <= before[axis] + 0.01 for before, after in pairwise(points))
        assert all(dist(dot, point) > DOT_ROOM - 5 for dot in dots for point in points)
