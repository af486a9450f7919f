"""Lines between cards of one rank run beside it, end at the sides of their cards, and hide nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.lines import along
from argmap.draw.scene import Box, Link, Point
from argmap.draw.splines import Lines
from argmap.draw.theme import light

GAP, LANE = 12.0, 24.0


@st.composite
def ranks(draw: st.DrawFn) -> tuple[dict[str, Box], dict[str, Point], list[Link]]:
    """Two or three columns of cards, lines within each, and lines from each to the one before it."""
    boxes: dict[str, Box] = {}
    places: dict[str, Point] = {}
    links: list[Link] = []
    columns: list[list[str]] = []
    x = 0.0
    for column in range(draw(st.integers(2, 3))):
        widths = draw(st.lists(st.sampled_from((190.0, 300.0)), min_size=2, max_size=6))
        y, keys = 0.0, []
        for width in widths:
            height = draw(st.sampled_from((38.0, 64.0, 150.0)))
            key = f"n{len(boxes)}"
            boxes[key] = Box(key, key, width, height)
            places[key] = x + max(widths) / 2, y + height / 2
            y += height + GAP
            keys.append(key)
        x += max(widths) + LANE
        columns.append(keys)
        for tail, head in draw(
            st.lists(st.sampled_from(list(combinations(keys, 2))), max_size=5, unique=True)
        ):
            links.append(Link(f"l{len(links)}", tail, head, f"k{len(links)}", ranks=False))
        if column:
            for key in keys:
                head = draw(st.sampled_from(columns[-2]))
                links.append(Link(f"l{len(links)}", key, head, f"s{len(links)}"))
    return boxes, places, links


def samples(spline: tuple[Point, ...]) -> list[Point]:
    pieces = range(0, len(spline) - 3, 3)
    return [along(spline[start : start + 4], step / 8) for start in pieces for step in range(9)]


@given(ranks())
def test_brackets_hide_no_card_and_end_at_the_sides_of_theirs(
    drawn: tuple[dict[str, Box], dict[str, Point], list[Link]],
) -> None:
    boxes, places, links = drawn
    splines = Lines(boxes, places, "left").drawn(links, {}, {})
    for link in links:
        if link.ranks:
            continue
        spline = splines[link.key]
        assert 1 == len(spline) % 3
        sides = set()
        for key, (x, y) in ((link.tail, spline[0]), (link.head, spline[-1])):
            box, (left, top) = boxes[key], places[key]
            assert abs(abs(x - left) - box.width / 2) < 0.01
            assert abs(y - top) < box.height / 2
            sides.add(x > left)
        assert 1 == len(sides)
        for x, y in samples(spline):
            assert not any(
                abs(x - left) < boxes[key].width / 2 - 0.01 and abs(y - top) < boxes[key].height / 2 - 0.01
                for key, (left, top) in places.items()
            )


@given(ranks())
def test_the_ends_at_one_side_of_a_card_stand_apart(
    drawn: tuple[dict[str, Box], dict[str, Point], list[Link]],
) -> None:
    """Heads and brackets: no two nearer than the side has room for, and no bracket under another line's head."""
    boxes, places, links = drawn
    splines = Lines(boxes, places, "left").drawn(links, {}, {})
    ends: dict[tuple[str, bool], list[float]] = {}
    for link in links:
        for key, (x, y) in ((link.tail, splines[link.key][0]), (link.head, splines[link.key][-1])):
            ends.setdefault((key, x > places[key][0]), []).append(y)
    for (key, _), across in ends.items():
        if len(set(across)) < len(across):  # lines to one conclusion leave from one point
            continue
        nearest = min((b - a for a, b in pairwise(sorted(across))), default=14.0)
        room = (boxes[key].height / 2 - 7) / len(across)
        assert nearest >= min(14.0, room) - 0.01


@given(ranks())
def test_brackets_in_one_lane_do_not_run_as_one(
    drawn: tuple[dict[str, Box], dict[str, Point], list[Link]],
) -> None:
    boxes, places, links = drawn
    splines = Lines(boxes, places, "left").drawn(links, {}, {})
    walls = []
    for link in links:
        if not link.ranks:
            (x, low), (other, high) = splines[link.key][6], splines[link.key][9]
            assert abs(x - other) < 0.01
            walls.append((x, *sorted((low, high))))
    for (x, low, high), (other, bottom, top) in combinations(walls, 2):
        assert abs(x - other) >= 1.0 or high <= bottom or top <= low


@pytest.mark.parametrize("direction", ["left", "up"])
def test_rivals_for_one_conclusion_are_tied_beside_their_cards(direction: str) -> None:
    """The conflict of two neighbours is a line that can be seen, not a mark squeezed between them."""
    d = am.Draft()
    cause = d.thesis("It has one cause.")
    rivals = [d.claim(text) for text in ("Matter.", "Injury.", "Influence.")]
    for rival in rivals:
        d.support(cause, rival)
    d.conflict(rivals[0], rivals[1])
    d.conflict(rivals[0], rivals[2])
    scene = compose(d.map(), theme=light)
    layout = arrange(scene.boxes, scene.links, direction=direction)
    for link in scene.links:
        if link.relation.startswith("k"):
            spline = layout.splines[link.key]
            xs, ys = ([point[axis] for point in spline] for axis in (0, 1))
            assert 14 <= (max(xs) - min(xs) if direction == "left" else max(ys) - min(ys)) <= 30
            assert max(xs) <= layout.width + 0.01
            assert max(ys) <= layout.height + 0.01
