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
    layout = arrange(scene.boxes, scene.links, direction="left", engine=engine)
    ends = sorted(layout.splines[link.key][-1][1] for link in scene.links)
    assert reasons == len(ends)
    assert all(after - before >= HEAD_ROOM - 0.01 for before, after in pairwise(ends))


def test_the_card_is_as_high_as_its_box() -> None:
    """What is painted is what has its place; a card that few lines arrive at keeps its size."""
    few, many = (compose(crowded(reasons), theme=light) for reasons in (2, 14))
    assert many.cards["n1"].height == many.boxes[0].height > few.boxes[0].height
    assert {box.height for box in few.boxes[1:]} == {box.height for box in many.boxes[1:]}


def test_a_conclusion_on_top_keeps_its_height() -> None:
    """Lines that arrive from below have its whole width."""
    on_top = compose(crowded(14), theme=light, direction="up")
    assert compose(crowded(2), theme=light).boxes[0].height == on_top.boxes[0].height
