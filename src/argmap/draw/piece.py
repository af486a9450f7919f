"""A connected piece of a map as boxes and links, and the ways in which it may be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from argmap.draw.joined import Joined
from argmap.draw.scene import Box, Group, Link, heightened

STACK_GAP = 4.0
"""Between premises that stand as one stack."""
RAIL = 10.0
"""Room beside an upright stack for the line of its lower cards."""
LOOSE = 4
"""How many cards of a group that no line touches stand as one stack."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to lay out: where the conclusion stands, three choices that trade height for width, and one of order.

    With ``columns`` every card stands on an even rank and every dot between two, so that cards form clean
    columns; without, linked premises stand one rank further off. With ``stacks`` premises that serve one
    linked step only stand as one stack. ``stagger`` spreads the simple reasons for one conclusion over so
    many ranks. With ``branchwise`` the engine is told the boxes branch by branch from the conclusion, not as
    the text has them: it begins to untangle the lines from there, and may come to fewer crossings.
    """

    direction: str
    columns: bool = True
    stacks: bool = True
    stagger: int = 1
    branchwise: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Boxes that hang together by links, in the order given."""

    boxes: Sequence[Box]
    links: Sequence[Link]
    back: frozenset[str] = frozenset()
    """The links that close a circle or tie what other links have ordered: they do not order their ends."""
    stacks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The boxes that can stand as one stack, by the first of them."""
    loose: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The boxes that always do: those of a group that no link touches."""
    groups: Mapping[Group, Sequence[str]] = field(default_factory=dict)
    """The boxes that stand in a frame and in none within it, by the frame; empty where all stand further in."""
    high: Mapping[str, float] = field(default_factory=dict)
    """How high the boxes are that need more room where the conclusion stands at the left."""

    def towards(self, direction: str) -> Piece:
        """Return the piece with the sizes that its boxes have in this direction."""
        if direction != "left" or not self.high:
            return self
        return replace(self, boxes=heightened(self.boxes, self.high))

    def stacked(self, variant: Variant) -> dict[str, Sequence[str]]:
        """Return the boxes that stand as one stack in a variant, by the first of them."""
        return {**self.loose, **(self.stacks if variant.stacks else {})}


def piece_of(boxes: Sequence[Box], links: Sequence[Link], high: Mapping[str, float] | None = None) -> Piece:
    """Return the piece with what all variants need to know of it: circles, possible stacks, and groups."""
    groups: dict[Group, list[str]] = {}
    for box in boxes:
        for depth in range(1, len(box.group) + 1):
            groups.setdefault(box.group[:depth], [])
        if box.group:
            groups[box.group].append(box.key)
    loose = _loose(groups, links) if groups else {}
    needed = {box.key: high[box.key] for box in boxes if box.key in high} if high else {}
    return Piece(boxes, links, _unordering(boxes, links), _stacks(boxes, links), loose, groups, needed)


def _loose(groups: Mapping[Group, Sequence[str]], links: Sequence[Link]) -> dict[str, list[str]]:
    tied = {end for link in links for end in (link.tail, link.head)}
    stacks = {}
    for keys in groups.values():
        alone = [key for key in keys if key not in tied]
        for start in range(0, len(alone), LOOSE):
            stacks[alone[start]] = alone[start : start + LOOSE]
    return stacks


def _unordering(boxes: Sequence[Box], links: Sequence[Link]) -> frozenset[str]:
    """Return the links that may not order their ends, so that what is left is free of circles.

    A link that need not order its ends still does where nothing else holds them together: it would otherwise
    leave its reason at the far end of the picture.
    """
    joined = Joined(box.key for box in boxes)
    below: dict[str, list[Link]] = {}
    unordering = set()
    heads = set()
    for link in (*(k for k in links if k.ranks), *(k for k in links if not k.ranks)):
        if not link.ranks and joined.top(link.tail) == joined.top(link.head):
            unordering.add(link.key)
        else:
            joined.join(link.tail, link.head)
            below.setdefault(link.head, []).append(link)
            heads.add(link.tail)
    conclusions = [box.key for box in boxes if box.key not in heads]
    state = dict.fromkeys((box.key for box in boxes), "new")
    for start in (*conclusions, *(box.key for box in boxes)):
        if state[start] != "new":
            continue
        state[start] = "open"
        walk = [(start, iter(below.get(start, ())))]
        while walk:
            key, rest = walk[-1]
            reason = next(rest, None)
            if reason is None:
                state[key] = "done"
                walk.pop()
            elif state[reason.tail] == "open":
                unordering.add(reason.key)
            elif state[reason.tail] == "new":
                state[reason.tail] = "open"
                walk.append((reason.tail, iter(below.get(reason.tail, ()))))
    return frozenset(unordering)


def _stacks(boxes: Sequence[Box], links: Sequence[Link]) -> dict[str, list[str]]:
    by_key = {box.key: box for box in boxes}
    uses = dict.fromkeys(by_key, 0)
    for link in links:
        uses[link.tail] += 1
        uses[link.head] += 1
    members: dict[str, list[str]] = {}
    for link in links:
        head = by_key[link.head]
        if head.is_dot and head.part == link.relation and uses[link.tail] == 1:
            members.setdefault(link.head, []).append(link.tail)
    return {
        keys[0]: keys
        for keys in members.values()
        if len(keys) > 1 and len({by_key[key].group for key in keys}) == 1
    }


def stack_size(cards: Sequence[Box], *, left: bool) -> tuple[float, float]:
    """Return the width and the height of a stack of cards, that of an upright one with room for its rail."""
    width = max(card.width for card in cards) + (0.0 if left else RAIL)
    return width, sum(card.height for card in cards) + STACK_GAP * (len(cards) - 1)
