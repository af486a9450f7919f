"""What hangs together in portable DOT, in which direction it runs, and what stands below what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from argmap.draw.packing import text_scale
from argmap.draw.theme import Theme
from argmap.model.relations import Relation

SHELF_COLUMNS = 6
SMALL = 25
"""Up to how many cards the conclusion stands on top where both directions read equally well."""
CARD, GAP = (200.0, 65.0), 40.0
"""What a card takes with the space beside it, and the space between ranks, in points; for an estimate."""


def pieces_of(
    drawn: Iterable[Relation], keys: Mapping[str, str]
) -> tuple[list[list[str]], list[str], dict[str, int]]:
    """Return the keys of what hangs together, the largest piece first; of what stands alone; and the depths.

    A depth is how many lines a linked card or dot is away from the conclusion, at the most; circles end.
    """
    names = list(keys.values())
    places = {id: place for place, id in enumerate(keys)}
    tails: list[list[int]] = [[] for _ in names]
    waiting = [0] * len(names)
    for relation in drawn:
        head = places[relation.target]
        dot = places.get(relation.id)
        if dot is not None:
            tails[head].append(dot)
            waiting[dot] += 1
            head = dot
        for premise in relation.premises:
            tail = places[premise]
            tails[head].append(tail)
            waiting[tail] += 1
    tied = [place for place, above in enumerate(waiting) if above or tails[place]]
    depth = [0] * len(names)
    ready = [place for place in tied if not waiting[place]]
    for place in ready:
        further = depth[place] + 1
        for tail in tails[place]:
            if depth[tail] < further:
                depth[tail] = further
            waiting[tail] -= 1
            if not waiting[tail]:
                ready.append(tail)
    belongs = _belongings(tails, tied, ready)
    pieces: dict[int, list[str]] = {}
    for place in tied:
        pieces.setdefault(belongs[place], []).append(names[place])
    linked = set(tied)
    alone = [name for place, name in enumerate(names) if place not in linked]
    depths = {names[place]: depth[place] for place in tied}
    return sorted(pieces.values(), key=len, reverse=True), alone, depths


def _belongings(tails: list[list[int]], tied: list[int], ordered: list[int]) -> list[int]:
    """Return for each place the one that its piece is known by; heads stand before tails in ``ordered``."""
    above = list(range(len(tails)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    for head in (
        ordered if len(ordered) == len(tied) else tied
    ):  # shorter ways to the top, but where circles are
        found = top(head)
        for tail in tails[head]:
            if above[tail] == tail:
                above[tail] = found
            else:
                above[top(tail)] = found
                found = top(found)
    return [top(place) for place in range(len(tails))]


def shelf_of(
    alone: list[str], cards: Mapping[str, str], theme: Theme, direction: str, *, framed: bool
) -> Iterable[str]:
    """Yield the cards that no line touches: a grid, in a dashed frame where there is something else."""
    rank = SHELF_COLUMNS if direction == "up" else -(-len(alone) // SHELF_COLUMNS)
    if framed:
        yield f'subgraph cluster_shelf{{style=dashed;color="{theme.muted}";label=""'
    for key in alone:
        yield cards[key]
    # Lines that are not seen hold the grid; along the ranks, which run upward and leftward.
    for place in range(rank, len(alone)):
        yield f"{alone[place]}->{alone[place - rank]}[style=invis]"
    if framed:
        yield "}"


def likely_direction(cards: Mapping[str, str], depth: Mapping[str, int]) -> str:
    """Return in which direction the text will be larger on a page, by how deep and how broad the map is."""
    linked = [depth[key] for key in cards if key in depth]
    if not linked:
        return "up"
    steps, broadest = max(linked) + 1, max(Counter(linked).values())
    up = text_scale(broadest * CARD[0], steps * (CARD[1] + GAP))
    left = text_scale(steps * (CARD[0] + GAP), broadest * CARD[1])
    return "up" if up > left or (up == left and len(cards) <= SMALL) else "left"


def one_below_another(pieces: list[list[str]], alone: list[str], depth: Mapping[str, int]) -> Iterable[str]:
    """Yield unseen lines from the top of each piece, and from the shelf, to the deepest place above it."""
    deepest = [max(piece, key=depth.__getitem__) for piece in pieces]
    tops = [min(piece, key=depth.__getitem__) for piece in pieces]
    if alone:
        tops.append(alone[0])
    for below, above in zip(tops[1:], deepest, strict=False):
        yield f"{below}->{above}[style=invis]"
