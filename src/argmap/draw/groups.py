"""What a map is grouped by: the section or the paragraph of the text, or a function of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from argmap.draw.markup import visible
from argmap.draw.scene import Box, Group
from argmap.errors import ArgmapError
from argmap.model.nodes import Node
from argmap.model.relations import Relation

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

Grouping: TypeAlias = Callable[[Node], str | None]
"""A function that returns the name of a node's group, or None where it is in none."""
GroupBy = Literal["section", "paragraph"]

DEEPEST = 3
"""How many frames stand in one another at the most."""

GROUPS: dict[str, Grouping] = {
    "section": lambda node: " / ".join(node.section) or None,
    "paragraph": lambda node: next((f"¶{q.paragraph}" for q in node.quotes if q.paragraph is not None), None),
}


def grouping(group_by: Grouping | str) -> Grouping:
    """Return the function that names the group of a node.

    Raises:
        ArgmapError: ``group_by`` is neither a function nor the name of one; what is returned raises it where
            the function names a group by something else than text.

    >>> from argmap import Claim
    >>> grouping("section")(Claim(id="c1", text="It rains.", section=("Weather", "Today")))
    'Weather / Today'
    """
    found = GROUPS.get(group_by) if isinstance(group_by, str) else group_by
    if not callable(found):
        raise ArgmapError(
            f"group_by is {', '.join(map(repr, GROUPS))}, or a function that returns the name of a node's "
            f"group or None, not {group_by!r}"
        )
    return found if isinstance(group_by, str) else _checked(found)


def _checked(own: Grouping) -> Grouping:
    def name(node: Node) -> str | None:
        group = own(node)
        if group is not None and not isinstance(group, str):
            raise ArgmapError(
                f"group_by returned {group!r} for {node.id!r}: the name of a group is a text, or None for none"
            )
        return group

    return name


def framing(group_by: Grouping | str) -> Callable[[Node], Group]:
    """Return the function that names the frames that a node stands in, the outermost first.

    Sections stand in one another, down to the third level; deeper ones are named there.

    >>> from argmap import Claim
    >>> framing("section")(Claim(id="c1", text="It rains.", section=("Weather", "Today")))
    ('Weather', 'Today')
    """
    name = grouping(group_by)

    def frames(node: Node) -> Group:
        if group_by != "section":
            levels = [name(node) or ""]
        else:
            levels = [*node.section[: DEEPEST - 1], " / ".join(node.section[DEEPEST - 1 :])]
        return tuple(said for level in levels if (said := " ".join(visible(level).split())))

    return frames


def grouped(
    m: ArgumentMap, boxes: Iterable[Box], joined: Iterable[Relation], framed_by: Callable[[Node], Group]
) -> list[Box]:
    """Return the boxes of a map with the frames that they stand in.

    A premise without a group that serves one linked step only, such as one that the text leaves unsaid, stands
    with those it is linked to where these stand in one frame; and so does the dot of a step with its premises.

    >>> import argmap as am
    >>> from argmap.draw.scene import Box
    >>> d = am.Draft()
    >>> said, unsaid = d.claim("It rains.", section=("Today",)), d.claim("Rain is wet.", implicit=True)
    >>> step = d.support(d.thesis("The street is wet."), said, unsaid, jointly=True)
    >>> boxes = [Box(f"n{place}", id, 9, 9) for place, id in enumerate(("c1", "c2", "c3", "s1"))]
    >>> [box.group for box in grouped(d.map(), boxes, d.map().relations, framing("section"))]
    [('Today',), ('Today',), (), ('Today',)]
    """
    named = {node.id: framed_by(node) for node in m.nodes}
    uses: dict[str, int] = {}
    for relation in m.relations:
        for end in (*relation.premises, relation.target):
            uses[end] = uses.get(end, 0) + 1
    for relation in joined:
        groups = {group for premise in relation.premises if (group := named.get(premise))}
        if len(groups) == 1:
            (group,) = groups
            own = [premise for premise in relation.premises if not named.get(premise)]
            named |= {premise: group for premise in own if premise in named and uses[premise] == 1}
            if all(named.get(premise) == group for premise in relation.premises):
                named[relation.id] = group
    return [replace(box, group=named.get(box.part, ())) for box in boxes]
