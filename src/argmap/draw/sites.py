"""Boxes in the frame of the lines between them, and the ranks they stand in.

In that frame conclusions stand *before* their reasons: ``along`` runs from conclusions to reasons (rightward where
the conclusion is at the left, downward where it is on top), and ``across`` runs along a rank. A spot is (along,
across).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from argmap.draw.scene import Box, Link, Point

SAME_RANK = 2.0
"""How far the middles of boxes of one rank may lie apart: the engine rounds large numbers to whole points."""


class Rank(NamedTuple):
    """The rank that a box stands in: its number, and where its boxes begin and end along."""

    number: int
    near: float
    far: float


@dataclass(frozen=True, slots=True)
class Site:
    """A box in the frame of the lines: its middle and its sizes along and across."""

    along: float
    across: float
    thick: float
    wide: float

    @property
    def near(self) -> float:
        """The side that faces the conclusions."""
        return self.along - self.thick / 2

    @property
    def far(self) -> float:
        """The side that faces the reasons."""
        return self.along + self.thick / 2


def ranks(sites: Mapping[str, Site]) -> dict[str, Rank]:
    """Return the rank of each box, by its middle.

    >>> ranks({"a": Site(5, 0, 10, 10), "b": Site(40, 0, 20, 10)})["b"]
    Rank(number=1, near=30.0, far=50.0)
    """
    found: dict[str, Rank] = {}
    together: list[str] = []
    number = 0
    for key in sorted(sites, key=lambda key: sites[key].along):
        if together and sites[key].along - sites[together[0]].along > SAME_RANK:
            found.update(_as_rank(together, sites, number))
            together, number = [], number + 1
        together.append(key)
    found.update(_as_rank(together, sites, number))
    return found


def _as_rank(keys: Sequence[str], sites: Mapping[str, Site], number: int) -> dict[str, Rank]:
    if not keys:
        return {}
    rank = Rank(number, min(sites[key].near for key in keys), max(sites[key].far for key in keys))
    return dict.fromkeys(keys, rank)


def site(box: Box, place: Point, direction: str) -> Site:
    """Return a box and its place in the frame of the lines."""
    if direction == "left":
        return Site(place[0], place[1], box.width, box.height)
    return Site(place[1], place[0], box.height, box.width)


def crosses_step(link: Link, boxes: Mapping[str, Box]) -> bool:
    """Return whether the link ends on the dot of a step without being its premise: an undercut, a backing."""
    head = boxes[link.head]
    return head.is_dot and head.part != link.relation


def dots_of(
    boxes: Mapping[str, Box], sites: Mapping[str, Site], ranks: Mapping[str, Rank]
) -> dict[int, list[Site]]:
    """Return the dots of each rank that holds nothing else."""
    dots: dict[int, list[Site]] = {}
    for key, stands in sites.items():
        if boxes[key].is_dot:
            dots.setdefault(ranks[key].number, []).append(stands)
    for key, rank in ranks.items():
        if not boxes[key].is_dot:
            dots.pop(rank.number, None)
    return dots
