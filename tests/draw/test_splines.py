"""Lines end where their marks can be seen, and go on without turning back."""

from __future__ import annotations

from itertools import pairwise

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.lines import along
from argmap.draw.scene import Box, Link, Point, Scene
from argmap.draw.splines import Lines
from argmap.draw.theme import light


def rivals() -> Scene:
    """Six reasons with evidence each, some of which cannot hold beside what stands in another column."""
    d = am.Draft()
    thesis = d.thesis("The thesis.")
    reasons = [d.claim(f"Reason {number}.") for number in range(6)]
    proofs = [d.evidence(f"The long and detailed evidence for reason {number}.") for number in range(6)]
    for reason, proof in zip(reasons, proofs, strict=True):
        d.support(thesis, reason)
        d.support(reason, proof)
    d.conflict(proofs[1], reasons[4])
    d.conflict(thesis, proofs[4])
    d.restate(reasons[2], proofs[5])
    return compose(d.map(), theme=light)


def test_what_cannot_hold_beside_a_card_leaves_it_apart_from_its_support() -> None:
    """The tee of a conflict would else stand on the line of the support, and seem to be its mark."""
    scene = rivals()
    layout = arrange(scene.boxes, scene.links, direction="left")
    starts: dict[str, list[Point]] = {}
    for link in scene.links:
        starts.setdefault(link.tail, []).append(layout.splines[link.key][0])
    shared = [points for points in starts.values() if len(points) > 1]
    assert 3 == len(shared)
    for points in shared:
        assert all(abs(one[1] - other[1]) >= 8.0 for one, other in pairwise(sorted(points)))


def test_a_line_that_the_engine_ends_on_a_corner_ends_on_a_side() -> None:
    """The marks at a corner would stand as far off as if the line came in along the side."""
    boxes = {key: Box(key, key, 100, 40) for key in ("a", "b", "c")}
    places = {"a": (50.0, 20.0), "b": (200.0, 100.0), "c": (350.0, 20.0)}
    links = [Link("l1", "c", "a", "k1", ranks=False)]
    for corner, before in (((300.0, 39.9), (280.0, 44.0)), ((300.2, 40.0), (298.0, 60.0))):
        given = {"l1": (corner, before, (120.0, 60.0), (100.0, 20.0))}
        x, y = Lines(boxes, places, "left").drawn(links, given, {})["l1"][0]
        on_side = y <= 40.0 - 7.0 and abs(x - 300.0) < 0.5
        below = x >= 300.0 + 7.0 and abs(y - 40.0) < 0.5
        assert on_side if before[0] < 290.0 else below


def test_a_line_that_runs_nearly_straight_does_not_turn_back() -> None:
    """The engine draws a piece past its end and back where there is room: a kink that a person would not draw."""
    boxes = {key: Box(key, key, 100, 40) for key in ("a", "b", "c")}
    places = {"a": (250.0, 20.0), "b": (250.0, 120.0), "c": (250.0, 400.0)}
    given = {"l1": ((240.0, 40.0), (17.0, 188.0), (-12.0, 511.0), (240.0, 380.0))}
    line = Lines(boxes, places, "up").drawn([Link("l1", "a", "c", "f1")], given, {})["l1"]
    ys = [along(line, step / 40)[1] for step in range(41)]
    assert all(before <= after + 0.01 for before, after in pairwise(ys))
