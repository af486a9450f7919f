"""What is different between two maps: last year's and this year's, or two readings of one text."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, TypeVar

from argmap.analysis.context import short
from argmap.analysis.similarity import best_pairs, opposed, similarity, stance
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap, require_map
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import ID_LENGTH, Part, Value
from argmap.model.relations import Relation
from argmap.model.source import Source
from argmap.model.validity import relation_problems

Change = Literal["added", "removed", "renamed", "retyped", "reworded", "rewired", "moved", "changed"]

LEAST_ALIKE = 0.6
"""How alike two texts must be, by the cosine of their words, to be taken for one node reworded."""

SAME_ID_ALIKE = 0.2
"""How alike the texts of one id must be: below it the id is chance, as in two analysts' ``c1``."""

_BULKY = {"sources": "the sources", "foreign": "the foreign data"}

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Match:
    """A part of the old map and the part of the new one that it is taken for: by what, and how surely (0 to 1)."""

    old: str
    new: str
    by: Literal["id", "quote", "text", "ends"]
    sure: float


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
            return f"{what}: {self.part.id}  {_said(self.part)}"
        ids = self.new.id if self.old.id == self.new.id else f"{self.old.id} → {self.new.id}"
        fields = _changed_fields(self.old, self.new)
        shown = [
            f"{name} {_value(self.old, name)} → {_value(self.new, name)}" for name in fields if name != "id"
        ]
        return f"{what}: {ids}  {'; '.join(shown) or _said(self.new)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The way from one map to another: what is matched, what differs, and the head and order of the new map.

    It is empty, and false, where the maps are equal. ``apply(old, comparison)`` gives the new map.
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
        lines = [f"{name}: {old!r} → {new!r}" for name, old, new in self.head if name not in _BULKY]
        lines += [f"{_BULKY[name]} differ" for name, _, _ in self.head if name in _BULKY]
        lines += [str(d) for d in self.differences]
        unsure = [m for m in self.matches if m.by == "text"]
        lines += [f"taken for the same by its text, {m.sure:.0%} alike: {m.old} → {m.new}" for m in unsure]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = "".join(
            f"<tr><td>{', '.join(d.changes)}</td><td>{escape(_said(d.old))}</td><td>{escape(_said(d.new))}</td></tr>"
            for d in self.differences
        )
        table = f"<table><tr><th>change</th><th>old</th><th>new</th></tr>{rows}</table>"
        return {"text/plain": str(self), "text/html": table}

    def to_json(self) -> str:
        """Return the comparison as JSON: matches, differences with both parts, and what differs in the head."""

        def plain(value: Any) -> Any:
            if isinstance(value, tuple):
                return [plain(item) for item in value]
            return value.model_dump(mode="json") if isinstance(value, Value) else value

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

    Nodes are matched by id (where their texts or quotes have something in common), then by the passage that they
    quote, then by their words, in the pairing that is most alike; a statement and its negation are never matched.
    Relations are matched by id, then by their kind and ends.

    >>> import argmap as am
    >>> a = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> print(compare(a, am.ArgumentMap([am.Claim(id="c1", text="It rains hard.")])))
    reworded: c1  text 'It rains.' → 'It rains hard.'
    >>> bool(compare(a, a))
    False
    """
    require_map(old=old, new=new)
    matches = [*_match_nodes(old.nodes, new.nodes)]
    new_id = {match.old: match.new for match in matches}
    matches += _match_relations(old.relations, new.relations, new_id)
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


def _match_nodes(old: Sequence[Node], new: Sequence[Node]) -> Iterable[Match]:
    by_id = {node.id: node for node in new}
    common = [(node, by_id[node.id]) for node in old if node.id in by_id]
    same = {node.id: _same_id(node, other) for node, other in common}
    kept = sum(map(bool, same.values())) >= KEPT * len(common)
    left_old: dict[str, Node] = {}
    left_new = dict(by_id)
    for node in old:
        other = by_id.get(node.id)
        sure = same.get(node.id, 0.0)
        if not sure and other is not None and kept and not opposed(stance(node.text), stance(other.text)):
            sure = SAME_ID_ALIKE  # ids mean something here
        if sure:
            del left_new[node.id]
            yield Match(node.id, node.id, "id", sure)
        else:
            left_old[node.id] = node
    passages: dict[tuple[object, ...], list[str]] = {}
    for node in left_new.values():
        for passage in _passages(node):
            passages.setdefault(passage, []).append(node.id)
    for node in tuple(left_old.values()):
        found = {id for passage in _passages(node) for id in passages.get(passage, ()) if id in left_new}
        if len(found) == 1:  # a passage that several nodes quote tells nothing
            other_id = found.pop()
            del left_old[node.id], left_new[other_id]
            yield Match(node.id, other_id, "quote", 0.9)
    ones, others = tuple(left_old.values()), tuple(left_new.values())
    for i, j, alike in best_pairs([n.text for n in ones], [n.text for n in others], least=LEAST_ALIKE):
        yield Match(ones[i].id, others[j].id, "text", alike)


KEPT = 0.5
"""The share of common ids whose nodes must be alike for ids to count in all: one map edited, not two begun."""


def _same_id(one: Node, other: Node) -> float:
    if one.text == other.text:
        return 1.0
    if set(_passages(one)) & set(_passages(other)):
        return 0.95
    alike = similarity(one.text, other.text)
    return alike if alike >= SAME_ID_ALIKE else 0.0


def _passages(node: Node) -> Iterable[tuple[object, ...]]:
    return (
        (q.source, q.start, q.end) if q.start is not None else (q.source, q.exact, q.opening, q.closing)
        for q in node.quotes
    )


def _match_relations(
    old: Sequence[Relation], new: Sequence[Relation], new_id: Mapping[str, str]
) -> Iterable[Match]:
    """Match by id and kind, then by kind and ends; ends that are relations are matched before what stands on them."""
    by_id = {relation.id: relation for relation in new}
    left_new = dict(by_id)
    left_old: list[Relation] = []
    known = dict(new_id)
    for relation in old:
        other = by_id.get(relation.id)
        if other is not None and _share_an_end(relation, other, known):
            del left_new[relation.id]
            known[relation.id] = relation.id
            yield Match(relation.id, relation.id, "id", 1.0)
        else:
            left_old.append(relation)
    while True:
        ends: dict[tuple[object, ...], list[str]] = {}
        for relation in left_new.values():
            ends.setdefault((relation.kind, frozenset(relation.premises), relation.target), []).append(
                relation.id
            )
        still: list[Relation] = []
        for relation in left_old:
            premises = frozenset(known.get(p, "") for p in relation.premises)
            twins = ends.get((relation.kind, premises, known.get(relation.target, "")), [])
            if twins:
                other_id = twins.pop(0)
                del left_new[other_id]
                known[relation.id] = other_id
                yield Match(relation.id, other_id, "ends", 1.0)
            else:
                still.append(relation)
        if len(still) == len(left_old):
            return
        left_old = still


def _share_an_end(one: Relation, other: Relation, known: Mapping[str, str]) -> bool:
    ends = {known.get(end, end) for end in (*one.premises, one.target)}
    return bool(ends & {*other.premises, other.target})


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
    if old == new:
        return ()
    changes: list[Change] = []
    fields = set(_changed_fields(old, new))
    if "id" in fields:
        changes.append("renamed")
    if "kind" in fields or type(old) is not type(new):
        changes.append("retyped")
    if fields & {"text", "title"}:
        changes.append("reworded")
    ends = fields & {"premises", "target"}
    if isinstance(old, Relation) and isinstance(new, Relation) and ends:
        mapped = tuple(pairs.get(p) for p in old.premises), pairs.get(old.target)
        changes.append("changed" if mapped == (new.premises, new.target) else "rewired")
    if fields - {"id", "kind", "text", "title", "premises", "target"} and "changed" not in changes:
        changes.append("changed")
    return tuple(changes)


def _changed_fields(old: Part, new: Part) -> tuple[str, ...]:
    names = dict.fromkeys((*type(old).model_fields, *type(new).model_fields))
    return tuple(name for name in names if getattr(old, name, None) != getattr(new, name, None))


def _value(part: Part, name: str) -> str:
    value = getattr(part, name, None)
    return repr(value) if len(repr(value)) <= 120 else f"{repr(value)[:117]}…"


def _said(part: Part | None) -> str:
    if part is None:
        return ""
    if isinstance(part, Relation):
        return f"{' + '.join(part.premises)} {part.kind} {part.target}"
    return f"{part.kind} {short(part)}"
