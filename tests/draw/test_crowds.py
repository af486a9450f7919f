"""However many lines arrive at a card, their heads stand apart and tell support from attack."""

from __future__ import annotations

from itertools import pairwise

import pytest

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.crowds import HEAD_ROOM
from argmap.draw.layout import arrange
from argmap.draw.theme import light


def crowded(reasons: int) -> am.ArgumentMap:
    """A thesis of one word with so many reasons, for and against in turn."""
    d = am.Draft()
    thesis = d.thesis("Yes.")
    for number in range(reasons):
        (d.support, d.attack)[number % 2](thesis, d.claim(f"Reason {number}."))
    return d.map()


@pytest.mark.parametrize("reasons", [1, 3, 5, 14, 40])
@pytest.mark.parametrize("engine", ["auto", "tidy"])
def test_heads_at_the_side_of_a_card_stand_apart(reasons: int, engine: str) -> None:
    """Beside a conclusion at the left, no two lines end less than a head's width from one another."""
    scene = compose(crowded(reasons), theme=light)
    layout = arrange(scene.boxes, scene.links, high=scene.high, direction="left", engine=engine)
    ends = sorted(layout.splines[link.key][-1][1] for link in scene.links)
    assert reasons == len(ends)
    assert all(after - before >= HEAD_ROOM - 0.01 for before, after in pairwise(ends))
    (top, bottom) = ends[0], ends[-1]
    assert abs(layout.places["n1"][1] - top) < scene.towards("left").cards["n1"].height / 2
    assert abs(layout.places["n1"][1] - bottom) < scene.towards("left").cards["n1"].height / 2


def test_the_card_is_as_high_as_its_box() -> None:
    """What is painted is what has its place; a card that few lines arrive at keeps its size."""
    few, many = (compose(crowded(reasons), theme=light).towards("left") for reasons in (2, 14))
    assert many.cards["n1"].height == many.boxes[0].height > few.boxes[0].height
    assert {box.height for box in few.boxes[1:]} == {box.height for box in many.boxes[1:]}


def test_a_conclusion_on_top_keeps_its_height() -> None:
    """Lines that arrive from below have its whole width."""
    few, many = (compose(crowded(reasons), theme=light).towards("up") for reasons in (2, 14))
    assert few.boxes[0].height == many.boxes[0].height == many.cards["n1"].height


@pytest.mark.parametrize("reasons", [3, 14])
def test_a_drawing_paints_the_sizes_of_its_layout(reasons: int) -> None:
    """In whichever direction the map comes out, lines end at the outline of the card, not beside it."""
    m = crowded(reasons)
    up, left, auto = (m.draw(direction=way).svg() for way in ("up", "left", "auto"))
    assert auto in (up, left)
    assert (up == left) is False
