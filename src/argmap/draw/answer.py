"""How the answer of the layout engine is read: places, lines, and frames, with stacks unfolded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from argmap.draw.hanging import held, hung
from argmap.draw.piece import RAIL, STACK_GAP, Piece, Variant, stack_size
from argmap.draw.scene import Box, Frame, Group, Layout, Link, Point
from argmap.draw.sites import Site, ranks, site
from argmap.draw.splines import Lines


def read(answer: Mapping[str, Any], piece: Piece, variant: Variant) -> Layout:
    """Return the engine's answer (``-Tjson0``) as a layout in points, y downward, stacks unfolded."""
    x0, y0, x1, y1 = map(float, answer["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return float(x) - x0, y1 - float(y)

    left = variant.direction == "left"
    by_key = {box.key: box for box in piece.boxes}
    stacks = piece.stacked(variant)
    names = list(piece.groups)
    frames: dict[Group, Frame] = {}
    places: dict[str, Point] = {}
    sites: dict[str, Site] = {}
    for node in answer.get("objects", ()):
        if "pos" not in node:  # a cluster
            start, low, end, high = map(float, node["bb"].split(","))
            group = names[int(node["name"].removeprefix("cluster_"))]
            frames[group] = (start - x0, y1 - high, end - start, high - low)
            continue
        key = node["name"]
        places[key] = point(node["pos"])
        box = by_key[key]
        if key in stacks:
            width, height = stack_size([by_key[member] for member in stacks[key]], left=left)
            box = replace(box, width=width, height=height)
        sites[key] = site(box, places[key], variant.direction)
    known_ranks = ranks(sites)
    drawn: dict[str, tuple[Point, ...]] = {}
    for edge in answer.get("edges", ()):
        # With an arrow-less edge the position is the bare spline; an edge that failed has none.
        points = [point(text) for text in edge.get("pos", "").split() if text[0] not in "es"]
        if "id" in edge and len(points) % 3 == 1 and len(points) > 3:
            drawn[edge["id"]] = tuple(points)
    for first, members in stacks.items():
        known_ranks.update(dict.fromkeys(members, known_ranks[first]))
    if not piece.groups:  # frames are drawn around where the engine put the cards
        fixed = held(
            piece.boxes, piece.links, drawn, piece.back, Lines(by_key, places, variant.direction, known_ranks)
        )
        places = hung(sites, known_ranks, fixed, left=left)
    for first, members in stacks.items():
        places.update(_unfolded([by_key[member] for member in members], places[first], left=left))
    rails = {} if left else _rails(piece.links, stacks, by_key, places)
    lines = Lines(by_key, places, variant.direction, known_ranks)
    splines = lines.drawn(piece.links, drawn, rails)
    # A bracket may run beyond the last rank.
    width = max([x1 - x0, *(x for spline in splines.values() for x, _ in spline)])
    height = max([y1 - y0, *(y for spline in splines.values() for _, y in spline)])
    return Layout(
        width, height, places, splines, variant.direction, frames={group: frames[group] for group in names}
    )


def _unfolded(cards: Iterable[Box], place: Point, *, left: bool) -> dict[str, Point]:
    cards = tuple(cards)
    height = stack_size(cards, left=left)[1]
    y = place[1] - height / 2
    x = place[0] if left else place[0] - RAIL / 2
    places = {}
    for card in cards:
        places[card.key] = (x, y + card.height / 2)
        y += card.height + STACK_GAP
    return places


def _rails(
    links: Iterable[Link],
    stacks: Mapping[str, Sequence[str]],
    by_key: Mapping[str, Box],
    places: Mapping[str, Point],
) -> dict[str, tuple[float, float]]:
    """Return for each link of a lower card of an upright stack where its rail is, and where it ends."""
    stack_of = {key: keys for keys in stacks.values() for key in keys[1:]}
    rails = {}
    for link in links:
        if link.tail in stack_of:
            stack = stack_of[link.tail]
            widest = max(by_key[key].width for key in stack)
            top = places[stack[0]][1] - by_key[stack[0]].height / 2
            rails[link.key] = (places[link.tail][0] + widest / 2 + RAIL * 0.7, top)
    return rails
