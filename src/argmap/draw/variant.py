"""One way to lay out a connected piece: what is asked of the engine, and how its answer is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, sqrt
from typing import Any

from argmap.draw.hanging import held, hung
from argmap.draw.measure import text_width
from argmap.draw.scene import Box, Frame, Group, Layout, Link, Point, heightened
from argmap.draw.splines import Lines, Site, crosses_step, ranks, site

GAP = 12.0
"""Between cards that stand beside one another in a column or row."""
COLUMN_GAP = 24.0
"""Between two ranks of the engine; cards stand on every second one, with the dots of linked steps between."""
ROW_GAP = 28.0
"""The same where ranks are rows, in which lines run further aside."""
LOOSE_GAP = 34.0
"""Between two ranks where cards stand on any."""
STACK_GAP = 4.0
"""Between premises that stand as one stack."""
RAIL = 10.0
"""Room beside an upright stack for the line of its lower cards."""
FRAME_GAP = 8.0
"""Between the frame of a group and what stands in it."""
BETWEEN_FRAMES = 14.0
"""By how much ranks stand further apart where there are frames: no line is to run along one."""
FRAME_HEAD = 15.0
"""Room in a frame for its name, above what stands in it."""
LOOSE = 4
"""How many cards of a group that no line touches stand as one stack."""
TITLE_SIZE = 9.0
"""The size of the name of a frame, in points."""


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
    above = {box.key: box.key for box in boxes}

    def top(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    below: dict[str, list[Link]] = {}
    unordering = set()
    heads = set()
    for link in (*(k for k in links if k.ranks), *(k for k in links if not k.ranks)):
        tail, head = top(link.tail), top(link.head)
        if not link.ranks and tail == head:
            unordering.add(link.key)
        else:
            above[tail] = head
            below.setdefault(link.head, []).append(link)
            heads.add(link.tail)
    conclusions = [box.key for box in boxes if box.key not in heads]
    state = dict.fromkeys(above, "new")
    for start in (*conclusions, *above):
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


def _branchwise(piece: Piece) -> tuple[list[Box], list[Link]]:
    """Return the boxes and links as a walk from the conclusions meets them, each branch to its end."""
    reasons: dict[str, list[Link]] = {}
    for link in piece.links:
        reasons.setdefault(link.head, []).append(link)
    tails = {link.tail for link in piece.links}
    by_key = {box.key: box for box in piece.boxes}
    waiting = [*reversed(by_key), *(key for key in reversed(by_key) if key not in tails)]
    boxes: dict[str, Box] = {}
    links: list[Link] = []
    while waiting:
        key = waiting.pop()
        if key not in boxes:
            boxes[key] = by_key[key]
            links += reasons.get(key, ())
            waiting.extend(link.tail for link in reversed(reasons.get(key, ())))
    return list(boxes.values()), links


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


def request(piece: Piece, variant: Variant, *, routed: bool = True) -> str:
    """Return the piece as DOT of empty boxes; nothing that a user wrote is in it.

    Without ``routed`` the engine is asked for the places of the boxes only.
    """
    left = variant.direction == "left"
    dotted = any(box.is_dot for box in piece.boxes)
    ranksep = (COLUMN_GAP if left else ROW_GAP) if variant.columns else LOOSE_GAP
    if variant.columns and not dotted:
        ranksep *= 2  # without dots there are no ranks between
    if piece.groups:
        ranksep += BETWEEN_FRAMES
    # The lines of a tree all run to the next rank, unless it is staggered, and those we bend ourselves.
    plain = not dotted and len(piece.links) < len(piece.boxes) and variant.stagger == 1
    routing = ",splines=none" if plain or not routed else ""
    stacks = piece.stacked(variant)
    inside = {key for keys in stacks.values() for key in keys[1:]}
    out_port, in_port = ("w", "e") if left else ("n", "s")
    lines = [
        f"digraph{{graph[rankdir={'RL' if left else 'BT'},nodesep={GAP / 72:.4f},"
        f"ranksep={ranksep / 72:.4f}{routing}{',newrank=true' if piece.groups else ''}]"
        'node[shape=box,fixedsize=true,label=""]edge[dir=none]'
    ]
    by_key = {box.key: box for box in piece.boxes}
    boxes, links = _branchwise(piece) if variant.branchwise else (piece.boxes, piece.links)
    if left and piece.loose:  # what comes first stands lowest, unless lines say otherwise
        loose = [box for box in boxes if box.key in piece.loose]
        boxes = [*(box for box in boxes if box.key not in piece.loose), *reversed(loose)]
    for box in boxes:
        if box.key in inside:
            continue
        width, height = box.width, box.height
        if box.key in stacks:
            width, height = _stack_size([by_key[key] for key in stacks[box.key]], left=left)
        shape = "shape=circle," if box.is_dot else ""
        lines.append(f"{box.key}[{shape}width={width / 72:.4f},height={height / 72:.4f}]")
    if piece.groups:
        unit = 2 if variant.columns and dotted else 1
        lines += _clusters(piece, by_key, inside, "t" if left else "b", unit)
    lengths = lengths_of(piece, variant, by_key)
    weights = _weights(piece)
    for link in links:
        if link.tail in inside:
            continue
        attributes = [f"id={link.key}"]
        if link.key in piece.back:
            attributes.append("constraint=false")
        else:
            attributes.append(f"tailport={out_port}")
            if not crosses_step(link, by_key):
                attributes.append(f"headport={in_port}")
            if lengths[link.key] != 1:
                attributes.append(f"minlen={lengths[link.key]}")
        attributes.append(f"weight={weights[link.key]}")
        lines.append(f"{link.tail}->{link.head}[{','.join(attributes)}]")
    lines.append("}")
    return "\n".join(lines)


def _clusters(
    piece: Piece, by_key: Mapping[str, Box], inside: set[str], upper: str, unit: int
) -> Iterator[str]:
    """Yield the groups as clusters with room for their names; what no line touches stays near the others.

    ``upper`` is the side that comes out on top, and ``unit`` how many ranks the next card is away.
    """
    within: dict[Group, list[Group]] = {}
    for group in piece.groups:
        within.setdefault(group[:-1], []).append(group)
    numbers = {group: number for number, group in enumerate(piece.groups)}

    def cluster(group: Group) -> str:
        keys = piece.groups[group]
        wide = max(1.0, min([title_width(group[-1]), *(by_key[key].width for key in keys)]))
        room = f'CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="{ceil(wide)}" HEIGHT="{ceil(FRAME_HEAD)}"'
        members = " ".join(
            [*(key for key in keys if key not in inside), *map(cluster, within.get(group, ()))]
        )
        return (
            f"subgraph cluster_{numbers[group]}{{graph[margin={FRAME_GAP:g},labelloc={upper},label="
            f'<<TABLE BORDER="0" {room}><TR><TD></TD></TR></TABLE>>]{members}}}'
        )

    yield from map(cluster, within[()])
    for keys in piece.groups.values():
        loose = [key for key in keys if key in piece.loose]
        tied = {key for stack in loose for key in piece.loose[stack]}
        first = next((key for key in keys if key not in tied and not by_key[key].is_dot), None)
        rows = ceil(sqrt(len(loose)))
        for place, key in enumerate(loose):
            near = loose[place - rows] if place >= rows else first
            if near is not None:
                yield f"{key}->{near}[style=invis,minlen={unit}]"


def title_width(name: str) -> float:
    """Return how wide the name of a frame is, in points."""
    return text_width(name, TITLE_SIZE, bold=True)


def _stack_size(cards: Sequence[Box], *, left: bool) -> tuple[float, float]:
    width = max(card.width for card in cards) + (0.0 if left else RAIL)
    return width, sum(card.height for card in cards) + STACK_GAP * (len(cards) - 1)


def lengths_of(piece: Piece, variant: Variant, by_key: Mapping[str, Box]) -> dict[str, int]:
    """Return over how many ranks each link runs at least."""
    unit = 2 if variant.columns and any(box.is_dot for box in piece.boxes) else 1
    lengths = {
        link.key: 1 if by_key[link.tail].is_dot != by_key[link.head].is_dot else unit for link in piece.links
    }
    if variant.stagger > 1:
        has_reasons = {link.head for link in piece.links}
        uses: dict[str, int] = {}
        for link in piece.links:
            uses[link.tail] = uses.get(link.tail, 0) + 1
        simple: dict[str, int] = {}
        for link in piece.links:
            if link.tail not in has_reasons and uses[link.tail] == 1 and not by_key[link.head].is_dot:
                place = simple.get(link.head, 0)
                simple[link.head] = place + 1
                lengths[link.key] += unit * (place % variant.stagger)
    return lengths


def _weights(piece: Piece) -> dict[str, int]:
    """Return how hard each link pulls its ends together, no box being pulled as hard to both sides.

    A box that is, the engine moves to a rank that holds few: a card would leave the columns of the cards.
    """
    weights = {link.key: 6 if link.heavy else 2 for link in piece.links}
    out: dict[str, list[Link]] = {box.key: [] for box in piece.boxes}
    pull = dict.fromkeys(out, 0)
    for link in piece.links:
        if link.key not in piece.back:
            out[link.tail].append(link)
            pull[link.head] += weights[link.key]
    waiting = dict.fromkeys(out, 0)
    for links in out.values():
        for link in links:
            waiting[link.head] += 1
    ready = [key for key, count in waiting.items() if not count]
    for key in ready:
        if out[key] and pull[key] == sum(weights[link.key] for link in out[key]):
            weights[out[key][0].key] += 1
            pull[out[key][0].head] += 1
        for link in out[key]:
            waiting[link.head] -= 1
            if not waiting[link.head]:
                ready.append(link.head)
    return weights


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
            width, height = _stack_size([by_key[member] for member in stacks[key]], left=left)
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
    height = _stack_size(cards, left=left)[1]
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
