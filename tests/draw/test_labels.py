"""Signs and words stand on their lines, where they hide neither one another nor a card."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import dist

import pytest

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.lines import SIGN, along
from argmap.draw.svg import paint
from argmap.draw.theme import light
from draw.test_svg import SVG, groups, laid, shown


class LooselyTiedTo(am.Relation, kind="loosely_tied_to"):
    """A kind of one's own, of which the line bears the word."""


@pytest.mark.parametrize("direction", ["up", "left"])
@pytest.mark.parametrize("count", [2, 6, 9])
def test_signs_of_influences_do_not_hide_one_another(count: int, direction: str) -> None:
    """Where many lines end on one small card the signs stand further back, each on its own line."""
    d = am.Draft()
    effect = d.factor("Success")
    for number in range(count):
        d.influence(d.factor(f"Factor {number}"), effect, "+-"[number % 2])
    scene = compose(d.map(), theme=light)
    layout = laid(scene, "auto", direction)
    svg = paint(scene, layout, light)
    spots = {}
    for group in groups(svg, "am-link"):
        for sign in group.findall(f"{SVG}g"):
            x, y = re.findall(r"-?[\d.]+", sign.get("transform", ""))
            spots[group.get("data-id", "")] = float(x), float(y)
    assert {relation.id for relation in d.map().relations} == set(spots)
    assert all(dist(one, other) >= 2 * SIGN for one, other in combinations(spots.values(), 2))
    for link in scene.links:
        passed = [along(layout.splines[link.key], step / 200) for step in range(201)]
        assert min(dist(spots[link.relation], point) for point in passed) < 3


@pytest.mark.parametrize("direction", ["up", "left"])
def test_the_word_of_a_kind_of_ones_own_covers_no_card(direction: str) -> None:
    """Where its line has no room for it, the legend alone says it."""
    d = am.Draft()
    nodes = [d.claim(f"Claim {n}, of some length that takes two lines of its card.") for n in range(4)]
    for one, other in pairwise(nodes):
        d.support(one, other)
        d.relate(LooselyTiedTo, other, one)
    d.relate(LooselyTiedTo, nodes[0], nodes[3])
    scene = compose(d.map(), theme=light)
    layout = laid(scene, "auto", direction)
    svg = paint(scene, layout, light)
    words = 0
    for group in groups(svg, "am-link"):
        for rect in group.findall(f"{SVG}rect"):
            words += 1
            x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
            for box in scene.boxes:
                left, top = (
                    layout.places[box.key][0] - box.width / 2,
                    layout.places[box.key][1] - box.height / 2,
                )
                apart_x = x >= left + box.width - 0.1 or left >= x + wide - 0.1
                assert apart_x or y >= top + box.height - 0.1 or top >= y + high - 0.1
    assert words
    assert "looselytiedto" in shown(groups(svg, "legend")[0])
