"""A three-way merge: what two people changed in copies of one map, put together, with every disagreement named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from argmap.analysis.telling import plain
from argmap.analysis.three_way import FOREIGN, SIDES, SOURCE, WHOLE, Conflict, Side, ThreeWay
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap, require_map
from argmap.model.overlay import Mark, Overlay


class MergeConflictError(ArgmapError):
    """A merged map was asked for where the sides disagree; ``.conflicts`` holds every place."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        count = len(conflicts)
        lines = "\n".join(f"- {conflict}" for conflict in conflicts)
        super().__init__(
            f"the sides disagree in {count} place{'s' * (count != 1)}; merge.resolve(...) chooses:\n{lines}"
        )


Choice = Side | Mapping[tuple[str, str | None], Any] | Callable[[Conflict], Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """Three maps put together: which side each change comes from, and where the sides disagree.

    ``changes`` tells for each part, source, or field of the map (``"the map.title"``) that differs from the base
    who changed it: ``"left"``, ``"right"``, or ``"both"``. ``renamed`` gives the new ids of what the right side
    added under ids that the left side had given to something else. :attr:`map` is the merged map where nobody
    disagrees; :meth:`resolve` gives it where somebody does.

    >>> import argmap as am
    >>> base, left, right = (
    ...     am.ArgumentMap([am.Claim(id="c1", text=text)]) for text in ("Rain.", "It rains.", "It is raining.")
    ... )
    >>> merged = am.merge(base, left, right)
    >>> bool(merged), merged.conflicts[0].key, merged.resolve("left")["c1"].text
    (False, ('c1', 'text'), 'It rains.')
    """

    base: ArgumentMap
    left: ArgumentMap
    right: ArgumentMap
    changes: Mapping[str, Literal["left", "right", "both"]]
    conflicts: tuple[Conflict, ...]
    renamed: Mapping[str, str]

    def __bool__(self) -> bool:
        return not self.conflicts

    def __hash__(self) -> int:
        return hash((self.base, self.left, self.right))

    @property
    def map(self) -> ArgumentMap:
        """The merged map.

        Raises:
            MergeConflictError: the sides disagree somewhere.
        """
        if self.conflicts:
            raise MergeConflictError(self.conflicts)
        return ThreeWay(self.base, self.left, self.right).built({})

    def resolve(self, choice: Choice) -> ArgumentMap:
        """Return the merged map with each conflict settled.

        Args:
            choice: ``"left"``, ``"right"`` or ``"base"`` for all; a mapping from (part, field), the ``key`` of
                each conflict, to one of them or to a value; or a function of a conflict that returns one of
                them or a value. The value of a whole part is a part with its id.

        Raises:
            MergeConflictError: a conflict is not chosen about; it holds those that are left.
            InvalidMapError: what is chosen makes no map.

        >>> import argmap as am
        >>> base = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
        >>> left = am.ArgumentMap([am.Claim(id="c1", text="It rains hard.")])
        >>> right = am.ArgumentMap([am.Claim(id="c1", text="It snows.")])
        >>> merge(base, left, right).resolve({("c1", "text"): "left"})["c1"].text
        'It rains hard.'
        """
        if isinstance(choice, Mapping):
            known = [conflict.key for conflict in self.conflicts]
            for key in choice:
                if key not in known:
                    near = suggestion(did_you_mean(str(key), map(str, known)))
                    raise ArgmapError(f"no conflict has the key {key!r}.{near} Conflicts: {known}")
        elif not isinstance(choice, str) and not callable(choice):
            raise TypeError(f"a choice is a side, a mapping or a function, not {choice!r}")
        chosen = {conflict.key: _choice(choice, conflict) for conflict in self.conflicts}
        left = tuple(conflict for conflict in self.conflicts if chosen[conflict.key] is _UNCHOSEN)
        if left:
            raise MergeConflictError(left)
        return ThreeWay(self.base, self.left, self.right).built(chosen)

    def overlay(self) -> Overlay:
        """Return what changed and where the sides disagree, as marks for a drawing of one of the three maps."""
        marks = {
            id: Mark("new" if id not in self.base.parts else "changed", side)
            for id, side in self.changes.items()
            if id in self.left.parts or id in self.right.parts or id in self.base.parts
        }
        disputed = Counter(conflict.part for conflict in self.conflicts if conflict.part != WHOLE)
        marks.update({id: Mark("warning", "conflict") for id in disputed})
        return Overlay("Merge", marks, {"new": "added", "changed": "changed", "warning": "both disagree"})

    def to_json(self) -> str:
        """Return the changes with their sides, and the conflicts with all three values, as JSON."""
        data = {
            "changes": dict(self.changes),
            "renamed": dict(self.renamed),
            "conflicts": [
                {"part": c.part, "field": c.field, "why": c.why or None}
                | {side: plain(getattr(c, side)) for side in ("base", "left", "right")}
                for c in self.conflicts
            ],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def __str__(self) -> str:
        counts = Counter(self.changes.values())
        told = ", ".join(f"{counts[side]} by {side}" for side in ("left", "right", "both") if counts[side])
        lines = [f"merged: {told or 'nothing changed'}"]
        if self.renamed:
            new = ", ".join(f"{old} → {id}" for old, id in self.renamed.items())
            lines[0] += f"; renamed on the right, since the left has other parts of these ids: {new}"
        if self.conflicts:
            count = len(self.conflicts)
            lines[0] += f"; {count} conflict{'s' * (count != 1)}:"
            lines += [f"  {conflict}" for conflict in self.conflicts]
        return "\n".join(lines)

    __repr__ = __str__


def merge(base: ArgumentMap, left: ArgumentMap, right: ArgumentMap) -> Merge:
    """Return two versions of a map put together, given the one that both come from.

    What one side changed is taken, what both changed alike is taken once, and what they changed differently is
    a :class:`Conflict`: nothing is chosen silently. Parts are the same where their ids are; fields of one part
    are merged one by one, tags, quotes and addressees member by member. A part that one side removed and the
    other changed, or needs for a new relation, is a conflict too.

    >>> import argmap as am
    >>> d = am.Draft("Weather")
    >>> wet = d.thesis("It is wet.")
    >>> base = d.map()
    >>> _ = d.support(wet, d.claim("It rains."))
    >>> right = base.edit()
    >>> _ = right.replace("c1", text="The street is wet.")
    >>> merged = merge(base, d.map(), right.map())
    >>> merged
    merged: 2 by left, 1 by right
    >>> merged.map["c1"].text, len(merged.map)
    ('The street is wet.', 3)
    """
    require_map(base=base, left=left, right=right)
    work = ThreeWay(base, left, right)
    return Merge(base, left, right, work.changes, tuple(work.conflicts), work.renamed)


_UNCHOSEN = object()


def _choice(choice: Choice, conflict: Conflict) -> Any:
    if isinstance(choice, str):
        if choice not in SIDES:
            near = suggestion(did_you_mean(choice, SIDES))
            raise ArgmapError(f"a side is 'left', 'right' or 'base', not {choice!r}.{near}")
        return choice
    made = choice.get(conflict.key, _UNCHOSEN) if isinstance(choice, Mapping) else choice(conflict)
    if made is _UNCHOSEN or (isinstance(made, str) and made in SIDES):
        return made
    if isinstance(made, str) and " " not in made and did_you_mean(made, SIDES):
        raise ArgmapError(f"{conflict.key}: {made!r} is no side.{suggestion(did_you_mean(made, SIDES))}")
    if conflict.field is None and _id_of(made) != conflict.part.removeprefix(SOURCE).removeprefix(FOREIGN):
        raise ArgmapError(
            f"{conflict.key}: a whole part is settled by 'left', 'right', 'base' or a part of its id, not {made!r}"
        )
    if (
        made is None
        and conflict.field is not None
        and None not in (conflict.base, conflict.left, conflict.right)
    ):
        raise ArgmapError(f"{conflict.key}: nothing was chosen; say 'left', 'right', 'base' or a value")
    return made


def _id_of(value: Any) -> str | None:
    return value.format if isinstance(value, Foreign) else getattr(value, "id", None)
