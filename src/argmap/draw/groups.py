"""What a map is grouped by: the section or the paragraph of the text, or a function of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from argmap.errors import ArgmapError
from argmap.model.nodes import Node

Grouping: TypeAlias = Callable[[Node], str | None]
"""A function that returns the name of a node's group, or None where it is in none."""
GroupBy = Literal["section", "paragraph"]

GROUPS: dict[str, Grouping] = {
    "section": lambda node: " / ".join(node.section) or None,
    "paragraph": lambda node: next((f"¶{q.paragraph}" for q in node.quotes if q.paragraph is not None), None),
}


def grouping(group_by: Grouping | str) -> Grouping:
    """Return the function that names the group of a node.

    Raises:
        ArgmapError: ``group_by`` is neither a function nor the name of one.

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
    return found
