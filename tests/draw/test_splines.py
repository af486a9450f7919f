"""Lines end where their marks can be seen, and go on without turning back."""

from __future__ import annotations

from itertools import pairwise

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.scene import Point, Scene
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
