"""Crossings are counted as matplotlib sees them, and a map's picture has few."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path as Curve

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.crossings import crossings
from argmap.draw.layout import arrange
from argmap.draw.scene import Layout
from argmap.draw.theme import light


def test_lines_without_curves_are_counted_as_matplotlib_counts_them() -> None:
    """Straight lines between random points: matplotlib's own test of two paths is the oracle."""
    chance = random.Random(7)
    for _ in range(60):
        ends = [tuple(chance.uniform(0, 100) for _ in range(4)) for _ in range(9)]
        lines = {
            f"l{place}": tuple((x0 + (x1 - x0) * t / 3, y0 + (y1 - y0) * t / 3) for t in range(4))
            for place, (x0, y0, x1, y1) in enumerate(ends)
        }
        paths = [Curve([(x0, y0), (x1, y1)]) for x0, y0, x1, y1 in ends]
        wanted = sum(
            one.intersects_path(other, filled=False)
            for place, one in enumerate(paths)
            for other in paths[place + 1 :]
        )
        assert wanted == crossings(Layout(100, 100, {}, lines, "up"))


@given(st.integers(1, 40), st.integers(1, 40))
def test_lines_that_mirror_one_another_cross(wide: int, high: int) -> None:
    """They meet in a point at which both are sampled, where neither has the other's ends on its two sides."""
    up = tuple((wide * t / 3, high * t / 3) for t in range(4))
    down = tuple((x, high - y) for x, y in up)
    assert 1 == crossings(Layout(wide, high, {}, {"l1": up, "l2": down}, "up"))


def test_lines_that_end_in_one_point_do_not_cross_there() -> None:
    """As premises do which join in a dot."""
    dot = (10.0, 10.0)
    lines = {f"l{x}": ((x, 0.0), (x, 4.0), (10.0, 6.0), dot) for x in (0.0, 5.0, 15.0, 20.0)}
    assert 0 == crossings(Layout(20, 10, {}, lines, "up"))


@given(st.integers(0, 10**6))
def test_the_order_of_lines_does_not_count(seed: int) -> None:
    chance = random.Random(seed)
    lines = [tuple((chance.uniform(0, 50), chance.uniform(0, 50)) for _ in range(7)) for _ in range(6)]
    counts = set()
    for _ in range(3):
        chance.shuffle(lines)
        counts.add(
            crossings(Layout(50, 50, {}, {f"l{place}": line for place, line in enumerate(lines)}, "up"))
        )
    assert 1 == len(counts)


def test_a_tree_is_drawn_without_a_crossing() -> None:
    """However its statements are numbered."""
    chance = random.Random(3)
    for size in (5, 20, 60):
        d = am.Draft()
        nodes = [d.claim(f"Claim {number}.") for number in range(size)]
        order = list(range(1, size))
        chance.shuffle(order)
        for number in order:
            d.support(nodes[chance.randrange(number)], nodes[number])
        scene = compose(d.map(), theme=light, relations="auto")
        assert 0 == crossings(arrange(scene.boxes, scene.links, shelf=scene.shelf))
