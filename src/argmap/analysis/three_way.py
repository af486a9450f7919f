"""Three versions of a map, part by part and field by field: what is agreed, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from argmap.analysis.renames import renamed, renames
from argmap.analysis.telling import said
from argmap.errors import InvalidMapError
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import Part, Value
from argmap.model.relations import Relation
from argmap.model.source import Source

Side = Literal["left", "right", "base"]
SIDES: tuple[Side, ...] = ("left", "right", "base")

WHOLE, SOURCE, FOREIGN = "the map", "the source ", "the foreign data "
"""What stands for the map itself, and before the id of a source, where the id of a part would: no id has a space."""

LISTS = frozenset({"tags", "quotes", "addressees", "ignore"})
"""Fields whose members are merged one by one: what either side adds is added, what either drops is dropped."""

V = TypeVar("V", bound=Value)
_OPEN = object()
_GONE = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both sides changed the same thing, each in its own way.

    ``part`` is the id of the part, ``"the source s"`` for a source, ``"the map"`` for the map itself; ``field``
    the field, or ``None`` where it is the part as a whole. ``base``, ``left`` and ``right`` are what stands
    there in the three maps, ``None`` where nothing does. ``why`` says more where the values alone do not: who
    needs a part that is gone.
    """

    part: str
    field: str | None
    base: Any
    left: Any
    right: Any
    why: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """The part and the field, under which a choice is given."""
        return self.part, self.field

    def __str__(self) -> str:
        what = f"{self.part}.{self.field}" if self.field else self.part
        sides = "; ".join(f"{side} {_stands(getattr(self, side))}" for side in ("base", "left", "right"))
        return f"{what}: {sides}" + (f" ({self.why})" if self.why else "")


class ThreeWay:
    """One merge: the parts and sources by id, the fields of the map, and what is disputed."""

    def __init__(self, base: ArgumentMap, left: ArgumentMap, right: ArgumentMap) -> None:
        self.renamed = renames(base, left, right)
        right = renamed(right, self.renamed)
        self.maps = {"base": base, "left": left, "right": right}
        self.changes: dict[str, Literal["left", "right", "both"]] = {}
        self.conflicts: list[Conflict] = []
        self.head = {name: self._field_of_map(name) for name in ("title", "note", "ignore", "thesis_id")}
        self.parts = self._values({side: dict(m.parts) for side, m in self.maps.items()})
        self.sources = self._values(
            {side: {source.id: source for source in m.sources} for side, m in self.maps.items()},
            prefix=SOURCE,
        )
        self.foreign = self._values(
            {side: {kept.format: kept for kept in m.foreign} for side, m in self.maps.items()},
            prefix=FOREIGN,
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
                Conflict(
                    WHOLE,
                    f"order of {kind}",
                    *[tuple(moved[side]) for side in ("base", "left", "right")],  # type: ignore[arg-type]
                )
            )
        elif moved["left"] != moved["base"]:
            self._changed(f"{WHOLE}.order of {kind}", True, moved["right"] != moved["base"])
        if first == "right":
            self._changed(f"{WHOLE}.order of {kind}", False, True)
        sides = (first, second, "base")

        def woven(choice: Any) -> list[str]:
            lead = _side(choice) or first
            own = list(ids[lead]) if isinstance(choice, str) or choice is None else list(choice)
            return _woven(own, *(ids[side] for side in sides if side != lead or own is not ids[lead]))

        return woven

    # What only shows when all is put together

    def _needed(self) -> None:
        """Find parts and sources that one side removed and something of the other side needs."""
        for gone, users in self._users(self.parts).items():
            self._dispute_removal(
                "", gone, users, {side: m.parts for side, m in self.maps.items()}, self.parts
            )
        named: dict[str, list[str]] = {}
        for id, part in _parts_of(self.parts):
            cited = [quote.source for quote in part.quotes] + [getattr(part, "citation", None)]
            for source in dict.fromkeys(cited):
                if source is not None and self.sources.get(source, _GONE) in (None, _GONE):
                    named.setdefault(source, []).append(id)
        sources = {side: {s.id: s for s in m.sources} for side, m in self.maps.items()}
        for gone, users in named.items():
            self._dispute_removal(SOURCE, gone, users, sources, self.sources)

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
        prefix: str,
        id: str,
        users: list[str],
        sides: Mapping[str, Mapping[str, Value]],
        merged: dict[str, Any],
    ) -> None:
        base, left, right = (sides[side].get(id) for side in ("base", "left", "right"))
        why = f"removed on one side, and {', '.join(users)} of the other needs it"
        self.conflicts.append(Conflict(prefix + id, None, base, left, right, why))
        merged[id] = _OPEN

    def _unfit(self) -> None:
        """Find parts that make no map together, though each side's own map is one."""
        try:
            self.built({})
        except InvalidMapError as error:
            for id in dict.fromkeys(problem.ids[0] for problem in error.problems if problem.ids):
                base, left, right = (m.parts.get(id) for m in self.maps.values())
                why = "; ".join(problem.message for problem in error.problems if id in problem.ids[:1])
                self.conflicts.append(Conflict(id, None, base, left, right, why))
                self.parts[id] = _OPEN
                self._dispute_ends(id, why)

    def _dispute_ends(self, id: str, why: str) -> None:
        """Dispute the ends of a relation that does not fit, where a side changed them."""
        for relation in [m.parts[id] for m in self.maps.values() if isinstance(m.parts.get(id), Relation)]:
            for end in (*relation.premises, relation.target):  # type: ignore[attr-defined]
                base, left, right = (m.parts.get(end) for m in self.maps.values())
                if left != right and self.parts.get(end) is not _OPEN:
                    self.conflicts.append(Conflict(end, None, base, left, right, why))
                    self.parts[end] = _OPEN

    # The map

    def built(self, chosen: Mapping[tuple[str, str | None], Any]) -> ArgumentMap:
        """Return the merged map with these choices: a side, or a value, by part and field."""
        head = {
            name: _settled(value, chosen.get((WHOLE, name.removesuffix("_id"))), self._at(name))
            for name, value in self.head.items()
        }
        parts = self._all(self.parts, chosen, {side: m.parts for side, m in self.maps.items()})
        by_id = {side: {s.id: s for s in m.sources} for side, m in self.maps.items()}
        sources = self._all(self.sources, chosen, by_id, SOURCE)
        by_format = {side: {f.format: f for f in m.foreign} for side, m in self.maps.items()}
        foreign = self._all(self.foreign, chosen, by_format, FOREIGN)
        self._bring_back(parts, chosen, head)
        self._bring_ends(parts, chosen, head)
        _drop_dangling(parts)
        if head["thesis_id"] not in parts:
            head["thesis_id"] = None
        orders = {kind: woven(chosen.get((WHOLE, f"order of {kind}"))) for kind, woven in self.order.items()}
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

    def _bring_back(
        self, parts: dict[str, Value], chosen: Mapping[tuple[str, str | None], Any], head: dict[str, Any]
    ) -> None:
        """Put back what a side dropped only because it removed a part that is kept now: its steps, the thesis."""
        kept = {
            id: self.maps[side]
            for (id, field), choice in chosen.items()
            if field is None and (side := _side(choice)) is not None and id in self.maps[side].parts
        }
        for id, m in kept.items():
            work = [id]
            while work:
                at = work.pop()
                for step in (*m.index.steps_to.get(at, ()), *m.index.steps_from.get(at, ())):
                    ends = (*step.premises, step.target)
                    if step.id not in parts and all(end in parts for end in ends):
                        parts[step.id] = step
                        work.append(step.id)
            if m.thesis_id == id and head["thesis_id"] is None:
                head["thesis_id"] = id

    def _bring_ends(
        self, parts: dict[str, Value], chosen: Mapping[tuple[str, str | None], Any], head: dict[str, Any]
    ) -> None:
        """Put back what a chosen relation leads from or to, or a chosen thesis is, though a side removed it."""
        work: list[tuple[str, Any]] = []
        for (id, field), choice in chosen.items():
            part = parts.get(id)
            if isinstance(part, Relation):
                work += [(end, choice) for end in (*part.premises, part.target)]
            elif (id, field) == (WHOLE, "thesis") and head["thesis_id"] is not None:
                work.append((head["thesis_id"], choice))
        while work:
            id, choice = work.pop()
            if id in parts or (id, None) in chosen:  # what is chosen to be gone stays gone
                continue
            sides = [side for side in (_side(choice), *SIDES) if side is not None]
            found = next((p for side in sides if (p := self.maps[side].parts.get(id)) is not None), None)
            if found is not None:
                parts[id] = found
                if isinstance(found, Relation):
                    work += [(end, choice) for end in (*found.premises, found.target)]

    def _at(self, name: str) -> dict[str, Any]:
        return {side: getattr(m, name) for side, m in self.maps.items()}

    def _all(
        self,
        merged: Mapping[str, Any],
        chosen: Mapping[tuple[str, str | None], Any],
        at: Mapping[str, Mapping[str, Value]],
        prefix: str = "",
    ) -> dict[str, Value]:
        settled: dict[str, Value] = {}
        for id, value in merged.items():
            key, sides = prefix + id, {side: values.get(id) for side, values in at.items()}
            if isinstance(value, dict):
                fields = {
                    name: _settled(
                        field,
                        chosen.get((key, name)),
                        {side: getattr(found, name) for side, found in sides.items()},
                    )
                    for name, field in value.items()
                }
                settled[id] = _kind_of(sides)(**fields)
            elif (taken := _settled(value, chosen.get((key, None)), sides)) is not None:
                settled[id] = taken
        return settled


def _kind_of(sides: Mapping[str, Value | None]) -> type[Value]:
    return next(type(value) for value in sides.values() if value is not None)


def _settled(merged: Any, choice: Any, at: Mapping[str, Any]) -> Any:
    """Return what is merged, or where that is open what is chosen: a side's, or a value."""
    if merged is not _OPEN:
        return merged
    side = _side(choice)
    return at[side] if side is not None else choice


def _three(name: str, base: Any, left: Any, right: Any) -> Any:
    """Return what three values come to, or ``_OPEN`` where both sides changed the base and not alike."""
    if _same(left, right) or _same(right, base):
        return left
    if _same(left, base):
        return right
    if name in LISTS and not _rewritten(base, left, right):
        kept = [item for item in left if item in right or item not in base]
        return (*kept, *(item for item in right if item not in left and item not in base))
    return _OPEN


def _rewritten(base: Any, left: Any, right: Any) -> bool:
    """Return whether both sides dropped the same member and did not put the same in: each rewrote it, perhaps."""
    both_dropped = [item for item in base if item not in left and item not in right]
    added = [[item for item in side if item not in base] for side in (left, right)]
    return bool(both_dropped) and added[0] != added[1]


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _woven(lead: list[str], *others: list[str]) -> list[str]:
    """Return all ids in the order of the first, what only others have each after the one that it follows."""
    order = list(dict.fromkeys(lead))
    known = set(order)
    for other in others:
        place, there = 0, set(other)
        for id in other:
            if id in known:
                place = order.index(id) + 1
                continue
            while place < len(order) and order[place] not in there:  # what the first added here stands first
                place += 1
            order.insert(place, id)
            known.add(id)
            place += 1
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


def _side(choice: Any) -> Side | None:
    return choice if isinstance(choice, str) and choice in SIDES else None


def _stands(value: Any) -> str:
    return "has nothing" if value is None else said(value)
