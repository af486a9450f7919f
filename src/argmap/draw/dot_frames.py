"""The frames around groups in portable DOT: clusters, in one another where sections are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.draw.groups import grouped
from argmap.draw.scene import Box, Group
from argmap.draw.theme import Theme
from argmap.model.nodes import Node
from argmap.model.relations import Relation

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "\\\\"})


def frames_of(
    m: ArgumentMap, drawn: Iterable[Relation], keys: Mapping[str, str], framed_by: Callable[[Node], Group]
) -> dict[Group, list[str]]:
    """Return the keys that stand in each frame and in none within it, each frame before those within it."""
    boxes = [Box(key, id, 0.0, 0.0) for id, key in keys.items()]
    frames: dict[Group, list[str]] = {}
    for box in grouped(m, boxes, [relation for relation in drawn if relation.id in keys], framed_by):
        for depth in range(1, len(box.group) + 1):
            frames.setdefault(box.group[:depth], [])
        if box.group:
            frames[box.group].append(box.key)
    return frames


def clusters_of(frames: Mapping[Group, Sequence[str]], theme: Theme, direction: str) -> Iterator[str]:
    """Yield the frames as clusters that name their cards and dots, which stand before them."""
    within: dict[Group, list[Group]] = {}
    for group in frames:
        within.setdefault(group[:-1], []).append(group)
    numbers = {group: number for number, group in enumerate(frames)}
    # Ranks run upward or leftward, and what is said of the sides of a cluster comes out turned over.
    side = "labeljust=r,labelloc=t" if direction == "left" else "labeljust=l,labelloc=b"

    def cluster(group: Group) -> str:
        members = [*frames[group], *map(cluster, within.get(group, ()))]
        return (
            f'subgraph cluster_{numbers[group]}{{graph[style=rounded,color="{theme.muted}",'
            f'fontcolor="{theme.muted}",fontsize=9,margin=8,{side},'
            f"label=<<B>{group[-1].translate(_ESCAPES)}</B>>]\n{';'.join(members)}}}"
        )

    yield from map(cluster, within.get((), ()))
