"""What the layout engine is asked: a piece as DOT of empty boxes, in one of the ways to lay it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, sqrt

from argmap.draw.measure import text_width
from argmap.draw.piece import Piece, Variant, stack_size
from argmap.draw.scene import Box, Group, Link
from argmap.draw.sites import crosses_step

GAP = 12.0
"""Between cards that stand beside one another in a column or row."""
COLUMN_GAP = 24.0
"""Between two ranks of the engine; cards stand on every second one, with the dots of linked steps between."""
ROW_GAP = 28.0
"""The same where ranks are rows, in which lines run further aside."""
LOOSE_GAP = 34.0
"""Between two ranks where cards stand on any."""
FRAME_GAP = 8.0
"""Between the frame of a group and what stands in it."""
BETWEEN_FRAMES = 14.0
"""By how much ranks stand further apart where there are frames: no line is to run along one."""
FRAME_HEAD = 15.0
"""Room in a frame for its name, above what stands in it."""
TITLE_SIZE = 9.0
"""The size of the name of a frame, in points."""


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
            width, height = stack_size([by_key[key] for key in stacks[box.key]], left=left)
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
