"""What is different between two maps: last year's and this year's, or two readings of one text."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from argmap.analysis.pairing import Match, match_nodes, match_relations
from argmap.analysis.telling import plain, said
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap, require_map
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import ID_LENGTH, Part
from argmap.model.relations import Relation
from argmap.model.source import Source
from argmap.model.table import html_table
from argmap.model.validity import relation_problems

Change = Literal["added", "removed", "renamed", "retyped", "reworded", "rewired", "moved", "changed"]

_BULKY = {"sources": "the sources", "foreign": "the foreign data"}

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs: which changes it went through, and what it was and is."""

    changes: tuple[Change, ...]
    old: Part | None
    new: Part | None

    @property
    def part(self) -> Part:
        """The part as it is now, or as it was where it is gone."""
        part = self.new or self.old
        assert part is not None
        return part

    def __str__(self) -> str:
        what = ", ".join(self.changes)
        if self.old is None or self.new is None or self.old == self.new:
            return f"{what}: {self.part.id}  {said(self.part)}"
        ids = self.new.id if self.old.id == self.new.id else f"{self.old.id} → {self.new.id}"
        fields = _changed_fields(self.old, self.new)
        shown = [
            f"{name} {_shown(self.old, name)} → {_shown(self.new, name)}" for name in fields if name != "id"
        ]
        return f"{what}: {ids}  {'; '.join(shown) or said(self.new)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The way from one map to another: what is matched, what differs, and the head and order of the new map.

    It is empty, and false, where the maps are equal. ``apply(old, comparison)`` gives the new map.

    >>> import argmap as am
    >>> old = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> changes = am.compare(old, am.ArgumentMap([am.Claim(id="c1", text="It rains hard.")]))
    >>> changes.of("reworded")[0].new.text, bool(am.compare(old, old))
    ('It rains hard.', False)
    """

    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
    head: tuple[tuple[str, object, object], ...]
    order: tuple[tuple[str, ...], tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.differences or self.head)

    def of(self, change: Change) -> tuple[Difference, ...]:
        """Return the differences that went through this change."""
        return tuple(d for d in self.differences if change in d.changes)

    def union(self, new: ArgumentMap) -> ArgumentMap:
        """Return the new map with the removed parts in it, to draw both versions in one picture.

        A removed part whose id another part has by now is called after it, with ``.old``. Relations that lead
        from or to removed parts stand in it, where their ends still admit them; what was rewired stands as it
        is now.

        >>> import argmap as am
        >>> a = am.ArgumentMap([am.Claim(id="c1", text="It rains."), am.Claim(id="c2", text="It snows.")])
        >>> b = a.without("c2")
        >>> both = compare(a, b)
        >>> both.union(b).nodes.ids, both.overlay().marks["c2"].tone
        (('c1', 'c2'), 'gone')
        """
        names = self._names()
        removed = [d.old for d in self.differences if d.new is None and d.old is not None]
        at = {**{match.old: match.new for match in self.matches}, **names}
        parts = dict(new.parts)
        for node in removed:
            if isinstance(node, Node):
                parts[names[node.id]] = node.replace(id=names[node.id])
        waiting = [part for part in removed if isinstance(part, Relation)]
        while waiting:  # a step may lead to one that comes after it
            fitting = [r for r in waiting if self._put_in(r, names, at, parts)]
            waiting = [r for r in waiting if r not in fitting] if fitting else []
        sources = {source.id: source for _, old, _ in self.head if isinstance(old, tuple) for source in old
                   if isinstance(source, Source)}  # fmt: skip
        sources |= {source.id: source for source in new.sources}
        return new.replace(
            nodes=[part for part in parts.values() if isinstance(part, Node)],
            relations=[part for part in parts.values() if isinstance(part, Relation)],
            sources=sources.values(),
        )

    @staticmethod
    def _put_in(
        relation: Relation, names: Mapping[str, str], at: Mapping[str, str], parts: dict[str, Part]
    ) -> bool:
        ends = tuple(at[premise] for premise in relation.premises)
        moved = relation.replace(id=names[relation.id], premises=ends, target=at[relation.target])
        fits = not relation_problems(moved, parts)
        if fits:
            parts[moved.id] = moved
        return fits

    def overlay(self) -> Overlay:
        """Return what is added, gone and changed as marks, for :meth:`union` or for the new map."""
        names, marks = self._names(), {}
        for d in self.differences:
            if d.new is None and d.old is not None:
                marks[names[d.old.id]] = Mark("gone", "removed")
            elif d.new is not None:
                marks[d.new.id] = (
                    Mark("new", "added") if d.old is None else Mark("changed", ", ".join(d.changes))
                )
        return Overlay("What changed", marks, {"new": "added", "gone": "removed", "changed": "changed"})

    def _names(self) -> dict[str, str]:
        """Return under which id each removed part stands beside the new ones."""
        taken = {id for ids in self.order for id in ids}
        names: dict[str, str] = {}
        for d in self.differences:
            if d.new is None and d.old is not None:
                name = d.old.id
                while name in taken:
                    name = (
                        f"{name[: ID_LENGTH - 4]}.old" if not name.endswith(".old") else f"{name[:-4]}_.old"
                    )
                taken.add(name)
                names[d.old.id] = name
        return names

    def __str__(self) -> str:
        if not self:
            return "no difference"
        return "\n".join([*self._heads(), *map(str, self.differences), *self._unsure()])

    __repr__ = __str__

    def _heads(self) -> list[str]:
        lines = [f"{name}: {old!r} → {new!r}" for name, old, new in self.head if name not in _BULKY]
        return lines + [f"{_BULKY[name]} differ" for name, _, _ in self.head if name in _BULKY]

    def _unsure(self) -> list[str]:
        unsure = [m for m in self.matches if m.by == "text"]
        return [f"taken for the same by its text, {m.sure:.0%} alike: {m.old} → {m.new}" for m in unsure]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = [(", ".join(d.changes), _cell(d.old), _cell(d.new)) for d in self.differences]
        caption = "\n".join(self._heads()) if self else "no difference"
        html = html_table(
            ("change", "old", "new"), rows, caption=caption, notes=self._unsure() if self else ()
        )
        return {"text/plain": str(self), "text/html": html}

    def to_json(self) -> str:
        """Return the comparison as JSON: matches, differences with both parts, and what differs in the head."""
        data = {
            "matches": [
                {"old": m.old, "new": m.new, "by": m.by, "sure": round(m.sure, 4)} for m in self.matches
            ],
            "differences": [
                {"changes": list(d.changes), "old": plain(d.old), "new": plain(d.new)}
                for d in self.differences
            ],
            "head": {name: {"old": plain(old), "new": plain(new)} for name, old, new in self.head},
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def compare(old: ArgumentMap, new: ArgumentMap) -> Comparison:
    """Return what is different between two maps.

    Nodes are matched by id (where their texts or quotes have something in common, and neither text stands word for
    word elsewhere), then by the passage that they quote, then by their words, in the pairing that is most alike; a
    statement and its negation are never matched. One id with two texts that have nothing in common is a part removed
    and a part added: a draft gives the id of what was removed again. Relations are matched by id, then by their kind
    and ends; one that leads from or to another part by now is rewired, also where that part has the same id.

    >>> import argmap as am
    >>> a = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> print(compare(a, am.ArgumentMap([am.Claim(id="c1", text="It rains hard.")])))
    reworded: c1  text 'It rains.' → 'It rains hard.'
    >>> bool(compare(a, a))
    False
    """
    require_map(old=old, new=new)
    matches = [*match_nodes(old.nodes, new.nodes)]
    new_id = {match.old: match.new for match in matches}
    matches += match_relations(old.relations, new.relations, new_id)
    pairs = {match.old: match.new for match in matches}
    found_again = set(pairs.values())
    moved = {*_moved(old.nodes, new.nodes, pairs), *_moved(old.relations, new.relations, pairs)}
    differences = [Difference(("removed",), part, None) for part in old if part.id not in pairs]
    old_id = {new: old for old, new in pairs.items()}
    for part in new:
        if part.id not in found_again:
            differences.append(Difference(("added",), None, part))
        else:
            before = old[old_id[part.id]]
            changes = (*_changes(before, part, pairs), *(("moved",) if part.id in moved else ()))
            if changes:
                differences.append(Difference(changes, before, part))
    return Comparison(
        matches=tuple(matches),
        differences=tuple(differences),
        head=tuple(
            (name, before, after)
            for name, before, after in (
                ("title", old.title, new.title),
                ("thesis", old.thesis_id, new.thesis_id),
                ("note", old.note, new.note),
                ("sources", old.sources, new.sources),
                ("ignore", old.ignore, new.ignore),
                ("foreign", old.foreign, new.foreign),
            )
            if before != after
        ),
        order=(new.nodes.ids, new.relations.ids),
    )


def apply(old: ArgumentMap, comparison: Comparison) -> ArgumentMap:
    """Return the map that a comparison leads to from its old one.

    Raises:
        ArgmapError: the comparison was made from another map.

    >>> import argmap as am
    >>> a, b = am.ArgumentMap(title="Old"), am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> apply(a, compare(a, b)) == b
    True
    """
    require_map(old=old)
    if not isinstance(comparison, Comparison):
        raise TypeError(f"a comparison is what compare(old, new) returns, not {type(comparison).__name__}")
    for d in comparison.differences:
        if d.old is not None and d.old not in old:
            raise ArgmapError(
                f"the comparison was made from another map: {d.old.id!r} is not in this one as it was"
            )
    for name, before, _ in comparison.head:
        if getattr(old, {"thesis": "thesis_id"}.get(name, name)) != before:
            raise ArgmapError(f"the comparison was made from another map: its {name} was {before!r}")
    gone = {d.old.id for d in comparison.differences if d.old is not None}
    parts = {part.id: part for part in old if part.id not in gone}
    parts.update({d.new.id: d.new for d in comparison.differences if d.new is not None})
    nodes, relations = comparison.order
    if set(parts) != {*nodes, *relations}:
        raise ArgmapError("the comparison was made from another map: it has other parts")
    return old.replace(
        nodes=[parts[id] for id in nodes],
        relations=[parts[id] for id in relations],
        **{name: after for name, _, after in comparison.head},
    )


def _moved(old: Sequence[P], new: Sequence[P], pairs: Mapping[str, str]) -> Iterable[str]:
    """Return the new ids of what changed its place among the matched: all but a longest run that kept its order."""
    place = {part.id: i for i, part in enumerate(new)}
    order = [place[pairs[part.id]] for part in old if part.id in pairs]
    ends: list[int] = []  # patience sorting: the smallest end of a run of each length
    at: list[int] = []
    before: list[int] = []
    for i, value in enumerate(order):
        length = bisect_left(ends, value)
        if length == len(ends):
            ends.append(value)
            at.append(i)
        else:
            ends[length], at[length] = value, i
        before.append(at[length - 1] if length else -1)
    kept: set[int] = set()
    i = at[-1] if at else -1
    while i >= 0:
        kept.add(order[i])
        i = before[i]
    return [new[value].id for value in order if value not in kept]


def _changes(old: Part, new: Part, pairs: Mapping[str, str]) -> tuple[Change, ...]:
    changes: list[Change] = []
    fields = set(_changed_fields(old, new))
    if "id" in fields:
        changes.append("renamed")
    if "kind" in fields or type(old) is not type(new):
        changes.append("retyped")
    if fields & {"text", "title"}:
        changes.append("reworded")
    if isinstance(old, Relation) and isinstance(new, Relation):
        if (tuple(pairs.get(p) for p in old.premises), pairs.get(old.target)) != (new.premises, new.target):
            changes.append("rewired")
        elif fields & {"premises", "target"}:
            changes.append("changed")
    if fields - {"id", "kind", "text", "title", "premises", "target"} and "changed" not in changes:
        changes.append("changed")
    return tuple(changes)


def _shown(part: Part, name: str) -> str:
    return said(value) if (value := getattr(part, name, None)) is not None else "None"


def _cell(part: Part | None) -> str:
    return "" if part is None else said(part)


def _changed_fields(old: Part, new: Part) -> tuple[str, ...]:
    names = dict.fromkeys((*type(old).model_fields, *type(new).model_fields))
    pairs = ((name, getattr(old, name, None), getattr(new, name, None)) for name in names)
    return tuple(name for name, was, is_now in pairs if type(was) is not type(is_now) or was != is_now)
