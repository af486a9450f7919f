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


def pieces_of(drawn: Iterable[Relation], keys: Mapping[str, str]) -> tuple[list[list[str]], list[str]]:
    """Return the keys of what hangs together, the largest piece first, and of what stands alone."""
    above = {key: key for key in keys.values()}

    def top(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    tied = set()
    for relation in drawn:
        ends = [keys[end] for end in (*relation.premises, relation.target)]
        if relation.id in keys:
            ends.append(keys[relation.id])
        tied.update(ends)
        first = top(ends[0])
        for end in ends[1:]:
            above[top(end)] = first
    pieces: dict[str, list[str]] = {}
    alone = []
    for key in keys.values():
        if key in tied:
            pieces.setdefault(top(key), []).append(key)
        else:
            alone.append(key)
    return sorted(pieces.values(), key=len, reverse=True), alone


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


def depths_of(pieces: list[list[str]], drawn: Iterable[Relation], keys: Mapping[str, str]) -> dict[str, int]:
    """Return how many lines each linked card or dot is away from the conclusion, at the most; circles end."""
    heads: dict[str, list[str]] = {}
    for relation in drawn:
        target, dot_key = keys[relation.target], keys.get(relation.id)
        for premise in relation.premises:
            heads.setdefault(keys[premise], []).append(dot_key or target)
        if dot_key:
            heads.setdefault(dot_key, []).append(target)
    tails: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for tail, its_heads in heads.items():
        waiting[tail] = len(its_heads)
        for head in its_heads:
            tails.setdefault(head, []).append(tail)
    depth = {key: 0 for piece in pieces for key in piece}
    ready = [key for key in depth if key not in waiting]
    for key in ready:
        for tail in tails.get(key, ()):
            depth[tail] = max(depth[tail], depth[key] + 1)
            waiting[tail] -= 1
            if not waiting[tail]:
                ready.append(tail)
    return depth


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
