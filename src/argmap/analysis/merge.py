"""A three-way merge: what two people changed in copies of one map, put together, with every disagreement named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from argmap.analysis.context import short
from argmap.errors import ArgmapError, InvalidMapError, did_you_mean, suggestion
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import Part, Value
from argmap.model.relations import Relation
from argmap.model.source import Source

Side = Literal["left", "right", "base"]
SIDES: tuple[Side, ...] = ("left", "right", "base")

WHOLE = "map"
"""What stands for the map itself where the id of a part would stand."""

LISTS = frozenset({"tags", "quotes", "addressees", "ignore"})
"""Fields whose members are merged one by one: what either side adds is added, what either drops is dropped."""

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both sides changed the same thing, each in its own way.

    ``part`` is the id of the part or source, ``"map"`` for the map itself; ``field`` the field, or ``None``
    where it is the part as a whole. ``base``, ``left`` and ``right`` are what stands there in the three maps,
    ``None`` where nothing does. ``why`` says more where the values alone do not: who needs a part that is gone.
    """

    part: str
    field: str | None
    base: Any
    left: Any
    right: Any
    why: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """What a choice is given under: the part and the field."""
        return self.part, self.field

    def __str__(self) -> str:
        what = f"{self.part}.{self.field}" if self.field else self.part
        sides = "; ".join(f"{side} {_said(getattr(self, side))}" for side in ("base", "left", "right"))
        return f"{what}: {sides}" + (f" ({self.why})" if self.why else "")


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

    ``changes`` tells for each part, source, or field of the map (``"map.title"``) that differs from the base
    who changed it: ``"left"``, ``"right"``, or ``"both"``. :attr:`map` is the merged map where nobody
    disagrees; :meth:`resolve` gives it where somebody does.
    """

    base: ArgumentMap
    left: ArgumentMap
    right: ArgumentMap
    changes: Mapping[str, Literal["left", "right", "both"]]
    conflicts: tuple[Conflict, ...]

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
        return _Work(self.base, self.left, self.right).built({})

    def resolve(self, choice: Choice) -> ArgumentMap:
        """Return the merged map with each conflict settled.

        Args:
            choice: ``"left"``, ``"right"`` or ``"base"`` for all; a mapping from (part, field) to one of them
                or to a value; or a function of a conflict that returns one of them or a value. A choice of a
                map may leave no conflict out.

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
        chosen = {conflict.key: _choice(choice, conflict) for conflict in self.conflicts}
        left = tuple(conflict for conflict in self.conflicts if chosen[conflict.key] is _OPEN)
        if left:
            raise MergeConflictError(left)
        return _Work(self.base, self.left, self.right).built(chosen)

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
            "conflicts": [
                {"part": c.part, "field": c.field, "why": c.why or None}
                | {side: _plain(getattr(c, side)) for side in ("base", "left", "right")}
                for c in self.conflicts
            ],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def __str__(self) -> str:
        counts = Counter(self.changes.values())
        told = ", ".join(f"{counts[side]} by {side}" for side in ("left", "right", "both") if counts[side])
        lines = [f"merged: {told or 'nothing changed'}"]
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
    work = _Work(base, left, right)
    return Merge(base, left, right, work.changes, tuple(work.conflicts))


_OPEN = object()
_GONE = object()


class _Work:
    """One merge: the parts and sources by id, the fields of the map, and what is disputed."""

    def __init__(self, base: ArgumentMap, left: ArgumentMap, right: ArgumentMap) -> None:
        self.maps = {"base": base, "left": left, "right": right}
        self.changes: dict[str, Literal["left", "right", "both"]] = {}
        self.conflicts: list[Conflict] = []
        self.head = {name: self._field_of_map(name) for name in ("title", "note", "ignore", "thesis_id")}
        self.parts = self._values({side: dict(m.parts) for side, m in self.maps.items()})
        self.sources = self._values(
            {side: {source.id: source for source in m.sources} for side, m in self.maps.items()}
        )
        self.foreign = self._values(
            {side: {kept.format: kept for kept in m.foreign} for side, m in self.maps.items()},
            prefix="foreign ",
        )
        self.order = {kind: self._order(kind) for kind in ("nodes", "relations", "sources", "foreign")}
        self._needed()
        if not self.conflicts:
            self._unfit()

    # Three values

    def _field_of_map(self, name: str) -> Any:
        base, left, right = (getattr(m, name) for m in self.maps.values())
        public = name.removesuffix("_id")
        merged = _three(public, base, left, right)
        if merged is _OPEN:
            self.conflicts.append(Conflict(WHOLE, public, base, left, right))
        elif merged != base:
            self._changed(f"{WHOLE}.{public}", left != base, right != base)
        return merged

    def _values(self, sides: Mapping[str, Mapping[str, V]], prefix: str = "") -> dict[str, Any]:
        """Return by id what is merged of it: a value, ``None``, or its fields where some are disputed."""
        merged: dict[str, Any] = {}
        for id in dict.fromkeys(id for side in ("left", "right", "base") for id in sides[side]):
            base, left, right = (sides[side].get(id) for side in ("base", "left", "right"))
            merged[id] = self._value(prefix + id, base, left, right)
            if merged[id] is _OPEN or isinstance(merged[id], dict) or merged[id] != base:
                self._changed(prefix + id, left != base, right != base)
        return merged

    def _value(self, id: str, base: V | None, left: V | None, right: V | None) -> Any:
        taken = _three("", base, left, right)
        if taken is not _OPEN:
            return taken
        if base is None or left is None or right is None or len({type(base), type(left), type(right)}) > 1:
            self.conflicts.append(Conflict(id, None, base, left, right))
            return _OPEN
        fields: dict[str, Any] = {}
        disputed = []
        for name in type(base).model_fields:
            values = [getattr(value, name) for value in (base, left, right)]
            fields[name] = _three(name, *values)
            if fields[name] is _OPEN:
                disputed.append(Conflict(id, name, *values))
        if not disputed:
            try:
                return type(base)(**fields)
            except ValidationError:  # each field is sound, and not all together: a quote, for instance
                disputed = [Conflict(id, None, base, left, right, "the changes do not fit together")]
                fields = {}
        self.conflicts += disputed
        return fields or _OPEN

    def _changed(self, id: str, by_left: bool, by_right: bool) -> None:
        self.changes[id] = "both" if by_left and by_right else "left" if by_left else "right"

    def _order(self, kind: str) -> Any:
        """Return the ids in order: that of the side that moved something, what only the other has fitted in."""
        name = "format" if kind == "foreign" else "id"
        ids = {side: [getattr(value, name) for value in getattr(m, kind)] for side, m in self.maps.items()}
        common = set(ids["base"]) & set(ids["left"]) & set(ids["right"])
        moved = {side: [id for id in ids[side] if id in common] for side in ids}
        first, second = "left", "right"
        if moved["left"] == moved["base"] != moved["right"]:
            first, second = second, first
        elif moved["right"] not in (moved["base"], moved["left"]):
            self.conflicts.append(
                Conflict(WHOLE, f"order of {kind}", *(tuple(moved[s]) for s in ("base", "left", "right")))
            )
        elif moved["left"] != moved["base"]:
            self._changed(f"{WHOLE}.order of {kind}", True, moved["right"] != moved["base"])
        if first == "right":
            self._changed(f"{WHOLE}.order of {kind}", False, True)
        return lambda lead: _woven(
            ids[lead or first], ids[(second if lead in (None, first) else first)], ids["base"]
        )

    # What only shows when all is put together

    def _needed(self) -> None:
        """Find parts and sources that one side removed and something of the other side needs."""
        for gone, users in self._users(self.parts).items():
            self._dispute_removal(gone, users, {side: m.parts for side, m in self.maps.items()}, self.parts)
        named: dict[str, list[str]] = {}
        for id, part in _parts_of(self.parts):
            cited = [quote.source for quote in part.quotes] + [getattr(part, "citation", None)]
            for source in dict.fromkeys(cited):
                if source is not None and self.sources.get(source, _GONE) in (None, _GONE):
                    named.setdefault(source, []).append(id)
        sources = {side: {s.id: s for s in m.sources} for side, m in self.maps.items()}
        for gone, users in named.items():
            self._dispute_removal(gone, users, sources, self.sources)

    def _users(self, parts: Mapping[str, Any]) -> dict[str, list[str]]:
        users: dict[str, list[str]] = {}
        for id, part in _parts_of(parts):
            if isinstance(part, Relation):
                for end in (*part.premises, part.target):
                    if parts.get(end) is None:
                        users.setdefault(end, []).append(id)
        thesis = self.head["thesis_id"]
        if isinstance(thesis, str) and parts.get(thesis) is None:
            users.setdefault(thesis, []).append("the thesis")
        return users

    def _dispute_removal(
        self,
        id: str,
        users: list[str],
        sides: Mapping[str, Mapping[str, Value]],
        merged: dict[str, Any],
    ) -> None:
        base, left, right = (sides[side].get(id) for side in ("base", "left", "right"))
        why = f"removed on one side, and {', '.join(users)} of the other needs it"
        self.conflicts.append(Conflict(id, None, base, left, right, why))
        merged[id] = _OPEN

    def _unfit(self) -> None:
        """Find parts that make no map together, though each side's own map is one."""
        try:
            self.built({})
        except InvalidMapError as error:
            for id in dict.fromkeys(problem.ids[0] for problem in error.problems if problem.ids):
                sides = [m.parts.get(id) for m in self.maps.values()]
                why = "; ".join(problem.message for problem in error.problems if id in problem.ids[:1])
                self.conflicts.append(Conflict(id, None, *sides, why))
                self.parts[id] = _OPEN

    # The map

    def built(self, chosen: Mapping[tuple[str, str | None], Any]) -> ArgumentMap:
        """Return the merged map with these choices: a side, or a value, by part and field."""
        head = {
            name: self._settled((WHOLE, name.removesuffix("_id")), value, chosen, lambda m, n=name: getattr(m, n))
            for name, value in self.head.items()
        }
        parts = self._all(self.parts, chosen, lambda m, id: m.parts.get(id))
        sources = self._all(self.sources, chosen, lambda m, id: {s.id: s for s in m.sources}.get(id))
        foreign = self._all(
            self.foreign, chosen, lambda m, id: {f.format: f for f in m.foreign}.get(id), "foreign "
        )
        _drop_dangling(parts)
        if head["thesis_id"] not in parts:
            head["thesis_id"] = None
        orders = {
            kind: woven(_side(chosen.get((WHOLE, f"order of {kind}")))) for kind, woven in self.order.items()
        }
        return ArgumentMap(
            [part for id in orders["nodes"] if isinstance(part := parts.get(id), Node)],
            [part for id in orders["relations"] if isinstance(part := parts.get(id), Relation)],
            title=head["title"],
            thesis=head["thesis_id"],
            sources=[source for id in orders["sources"] if isinstance(source := sources.get(id), Source)],
            note=head["note"],
            ignore=head["ignore"],
            foreign=[kept for id in orders["foreign"] if isinstance(kept := foreign.get(id), Foreign)],
        )

    def _settled(
        self,
        key: tuple[str, str | None],
        merged: Any,
        chosen: Mapping[tuple[str, str | None], Any],
        at: Callable[[ArgumentMap], Any],
    ) -> Any:
        if merged is not _OPEN:
            return merged
        choice = chosen[key]
        side = _side(choice)
        return at(self.maps[side]) if side is not None else choice

    def _all(
        self,
        merged: Mapping[str, Any],
        chosen: Mapping[tuple[str, str | None], Any],
        at: Callable[[ArgumentMap, str], Value | None],
        prefix: str = "",
    ) -> dict[str, Value]:
        settled: dict[str, Value] = {}
        for id, value in merged.items():
            key = prefix + id
            if isinstance(value, dict):
                fields = {
                    name: self._settled((key, name), field, chosen, lambda m, i=id, n=name: getattr(at(m, i), n))
                    for name, field in value.items()
                }
                kind = next(type(found) for m in self.maps.values() if (found := at(m, id)) is not None)
                settled[id] = kind(**fields)
            else:
                taken = self._settled((key, None), value, chosen, lambda m, i=id: at(m, i))
                if taken is not None:
                    settled[id] = taken
        return settled


def _three(name: str, base: Any, left: Any, right: Any) -> Any:
    """Return what three values come to, or ``_OPEN`` where both sides changed the base and not alike."""
    if _same(left, right) or _same(right, base):
        return left
    if _same(left, base):
        return right
    if name in LISTS:
        kept = [item for item in left if item in right or item not in base]
        return (*kept, *(item for item in right if item not in left and item not in base))
    return _OPEN


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _woven(lead: list[str], other: list[str], base: list[str]) -> list[str]:
    """Return the ids of both, in the order of the first, the others each after the one that it follows."""
    order = list(dict.fromkeys(lead))
    known = set(order)
    before: str | None = None
    for id in (*other, *base):
        if id not in known:
            order.insert(order.index(before) + 1 if before in known else 0, id)
            known.add(id)
        before = id
    return order


def _parts_of(merged: Mapping[str, Any]) -> Iterator[tuple[str, Part]]:
    for id, value in merged.items():
        if isinstance(value, Part):
            yield id, value


def _drop_dangling(parts: dict[str, Value]) -> None:
    """Drop relations whose ends somebody chose to remove, and those that are about them."""
    while True:
        gone = [
            id
            for id, part in parts.items()
            if isinstance(part, Relation) and not all(end in parts for end in (*part.premises, part.target))
        ]
        if not gone:
            return
        for id in gone:
            del parts[id]


def _choice(choice: Choice, conflict: Conflict) -> Any:
    if isinstance(choice, str):
        if choice not in SIDES:
            near = suggestion(did_you_mean(choice, SIDES))
            raise ArgmapError(f"a side is 'left', 'right' or 'base', not {choice!r}.{near}")
        return choice
    return choice.get(conflict.key, _OPEN) if isinstance(choice, Mapping) else choice(conflict)


def _side(choice: Any) -> Side | None:
    return choice if isinstance(choice, str) and choice in SIDES else None  # type: ignore[return-value]


def _said(value: Any) -> str:
    if value is None:
        return "has nothing"
    if isinstance(value, Part):
        return f"{value.kind} {short(value)}"
    if isinstance(value, Source):
        return f"source {value.title or value.id!r}"
    words = repr(value)
    return words if len(words) <= 80 else f"{words[:80]} …"


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
