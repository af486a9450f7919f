"""What stands, falls or stays open in a map, given how it is read: the grounded labelling of its statements and steps.

A map is read as a graph of statements and steps, as Carneades does (Gordon, Prakken & Walton 2007; Gordon & Walton
2016), and labelled by the least fixpoint: a part is *in* or *out* only where that follows, and *undecided* otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal

from argmap.analysis.context import Context, short, statements
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.collections import Parts
from argmap.model.map import ArgumentMap, Ref, require_map
from argmap.model.nodes import Evidence, Node
from argmap.model.overlay import Mark, Overlay, Tone
from argmap.model.part import Part, is_a
from argmap.model.relations import Attacks, Conflicts, Relation, Supports
from argmap.model.table import html_table

Label = Literal["in", "out", "undecided"]

NEUTRAL = 0.5
"""What a step weighs whose strength is not given."""

BACK = " back"
"""Marks the second way of a conflict, which is no part of the map."""

TONES: dict[Label, Tone] = {"in": "good", "out": "bad", "undecided": "open"}

_ALLOWED: dict[str, tuple[str, ...]] = {
    "unsupported": ("in", "out", "undecided"),
    "implicit": ("in", "out", "undecided"),
    "evidence": ("in", "out", "undecided"),
    "support": ("necessary", "deductive", "evidential"),
    "rebuttal": ("directed", "symmetric", "weighed", "preponderance"),
    "restatements": ("merged", "apart"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a map is read where the literature differs; printed with every result.

    Args:
        unsupported: the label of a stated claim that no step supports and nothing attacks.
        implicit: the same for an unstated premise.
        evidence: the same for evidence.
        support: what support does. ``"necessary"``: a statement with support needs one step that stands (Nouioua &
            Risch 2011). ``"deductive"``: support that stands makes its target stand, and a statement whose support
            falls is as if it had none (Cayrol & Lagasquie-Schiex 2013). ``"evidential"``: only evidence stands by
            itself (Oren & Norman 2008).
        rebuttal: what an attack on a statement does. ``"directed"``: it falls. ``"symmetric"``: it stays open where
            both sides stand. ``"weighed"``: the side with the greater ``strength`` wins, and it stays open
            otherwise. ``"preponderance"``: it stands where its support is the stronger and falls otherwise, also
            where both are equal: the proof standard of Gordon, Prakken & Walton (2007).
        restatements: whether statements that restate one another are one (``"merged"``) or several.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> safe = d.claim("The dam is safe.")
    >>> _ = d.support(safe, d.claim("Dr Berg says so.")), d.attack(safe, d.claim("Dr Dahl denies it."))
    >>> am.evaluate(d.map())[safe], am.evaluate(d.map(), reading=Reading(rebuttal="symmetric"))[safe]
    ('out', 'undecided')
    """

    unsupported: Label = "in"
    implicit: Label = "in"
    evidence: Label = "in"
    support: Literal["necessary", "deductive", "evidential"] = "necessary"
    rebuttal: Literal["directed", "symmetric", "weighed", "preponderance"] = "directed"
    restatements: Literal["merged", "apart"] = "merged"

    def __post_init__(self) -> None:
        for name, allowed in _ALLOWED.items():
            value = getattr(self, name)
            if value not in allowed:
                near = suggestion(did_you_mean(str(value), allowed))
                raise ArgmapError(
                    f"{name}={value!r} is no way to read a map.{near} One of {', '.join(allowed)}"
                )

    def __str__(self) -> str:
        return "read with " + ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


@dataclass(frozen=True)
class Labelling:
    """The labels of a map's parts: ``in``, ``out`` or ``undecided``.

    It tells what follows from the map and how it is read, not what is true.
    """

    map: ArgumentMap
    reading: Reading
    labels: Mapping[str, Label]
    """The label of every part by its id."""
    granted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()

    def __getitem__(self, ref: Ref) -> Label:
        return self.labels[self.map.id_of(ref)]

    def __hash__(self) -> int:
        return hash((self.map, self.reading, tuple(self.labels.items())))

    @cached_property
    def statements(self) -> Parts[Node]:
        """The nodes that say something; a question, a goal or a factor only where somebody argues about it."""
        return statements(self.map)

    @cached_property
    def accepted(self) -> Parts[Node]:
        """The statements that stand."""
        return self._nodes("in")

    @cached_property
    def rejected(self) -> Parts[Node]:
        """The statements that fall."""
        return self._nodes("out")

    @cached_property
    def undecided(self) -> Parts[Node]:
        """The statements that stay open."""
        return self._nodes("undecided")

    def _nodes(self, label: Label) -> Parts[Node]:
        return Parts(node for node in self.statements if self.labels[node.id] == label)

    def overlay(self) -> Overlay:
        """Return the labels as marks: statements that stand, fall and stay open, and steps that do not stand.

        A question, a goal or a factor that nobody argues about says nothing, and has no mark.
        """
        said = set(self.statements.ids)
        marks = {
            part.id: Mark(TONES[self.labels[part.id]])
            for part in self.map
            if (self.labels[part.id] != "in" if isinstance(part, Relation) else part.id in said)
        }
        return Overlay("Acceptability", marks, {"good": "stands", "bad": "falls", "open": "stays open"})

    def __str__(self) -> str:
        counts = Counter(self.labels[node.id] for node in self.statements)
        lines = [f"{counts['in']} in, {counts['out']} out, {counts['undecided']} undecided ({self.reading})"]
        for label, nodes in (("out", self.rejected), ("undecided", self.undecided)):
            lines += [f"{label:9}  {node.id}  {short(node)}" for node in nodes]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = [(node.id, self.labels[node.id], node.label) for node in self.statements]
        html = html_table(("id", "label", "text"), rows, caption=str(self.reading))
        return {"text/plain": str(self), "text/html": html}


def evaluate(
    m: ArgumentMap,
    *,
    reading: Reading | None = None,
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
) -> Labelling:
    """Return what stands, falls or stays open in a map: the grounded labelling.

    A step is in when all its premises are in and every attack on it is out; out when a premise is out or an attack
    on it is in. A statement is in when it has a step of support that is in (or has none and its reading says so) and
    every attack on it is out; out when its support falls or an attack is in. ``conceded`` changes nothing: a granted
    objection stays in force until something answers it. Of two that conflict each attacks the other; what undercuts
    the conflict stops both, and the conflict is in where it strikes either.

    Args:
        m: the map.
        reading: how it is read; the defaults of :class:`Reading` where none is given.
        grant: parts that count as in, whatever speaks against them; a conflict that is granted is not undercut.
        deny: parts that count as out.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet, rain = d.thesis("It is wet."), d.claim("It rains.")
    >>> step = d.support(wet, rain)
    >>> evaluate(d.map())[wet]
    'in'
    >>> _ = d.undercut(step, d.claim("A roof covers the street."))
    >>> evaluate(d.map())[wet]
    'out'
    """
    require_map(m=m)
    reading = Reading() if reading is None else reading
    if not isinstance(reading, Reading):
        raise TypeError(f"a reading is a Reading(...), such as Reading(support='deductive'), not {reading!r}")
    granted, denied = given(m, grant, deny)
    return Labelling(m, reading, Fixpoint(m, reading, granted, denied).labels, granted, denied)


def given(
    m: ArgumentMap, grant: Ref | Iterable[Ref], deny: Ref | Iterable[Ref]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of what is granted and of what is denied, and refuse what is both."""
    granted, denied = ids_of(m, grant), ids_of(m, deny)
    both = [id for id in granted if id in denied]
    if both:
        raise ArgmapError(f"{both[0]!r} is both granted and denied")
    return granted, denied


def ids_of(m: ArgumentMap, refs: Ref | Iterable[Ref]) -> tuple[str, ...]:
    """Return the ids of parts that are named one by one or in a row: ``"c1"``, or ``["c1", step]``."""
    if isinstance(refs, str | Part) or not isinstance(refs, Iterable):
        return (m.id_of(refs),)
    return tuple(m.id_of(ref) for ref in refs)


class Fixpoint:
    """The least fixpoint by a worklist: a part is decided at most once, and each decision is told once."""

    def __init__(
        self, m: ArgumentMap, reading: Reading, granted: tuple[str, ...], denied: tuple[str, ...]
    ) -> None:
        self.m, self.reading = m, reading
        # The statement that a node makes: one for all nodes that restate one another.
        same = Context(m).restatements if reading.restatements == "merged" else {}
        self.one = {id: min(ids, key=m.index.position.__getitem__) for id, ids in same.items()}
        self.label: dict[str, Label] = {}
        self.premises: dict[str, tuple[str, ...]] = {}  # of a step: the statements it starts from
        self.uses: dict[str, list[str]] = {}  # the steps that a part is a premise of
        self.open_premises: dict[str, int] = {}  # of a step: premises that are not in
        self.broken: set[str] = set()  # steps with a premise that is out
        self.side: dict[str, dict[str, list[str]]] = {"for": {}, "against": {}}
        self.role: dict[
            str, tuple[str, tuple[str, ...]]
        ] = {}  # of a step: its side, and its target or both ways
        self.left: Counter[tuple[str, str]] = Counter()  # of a side of a part: steps that are not out
        self.standing: Counter[tuple[str, str]] = Counter()  # of a side of a part: steps that are in
        self.agreed = {id for id in granted if self.ways(id)[1:]}  # conflicts that are granted
        for relation in m.relations:
            self._enter(relation)
        self.given: dict[str, Label] = {self.at(id): "in" for id in granted if id not in self.agreed}
        self.given.update({self.at(way): "out" for id in denied for way in self.ways(id)})
        for id in granted:
            for other in denied:
                if self.at(id) == self.at(other):
                    raise ArgmapError(f"{id!r} is granted, and {other!r}, which says the same, is denied")
        self.base = self._base_labels()
        self._run()
        self.labels: dict[str, Label] = {part.id: self._label_of(part.id) for part in m}

    def at(self, id: str) -> str:
        """Return the statement that a node makes, or the step itself."""
        return self.one.get(id, id)

    def ways(self, id: str) -> tuple[str, ...]:
        """Return a part itself, and for a conflict of two its way back too."""
        part = self.m.parts[id]
        if is_a(part, Conflicts) and isinstance(part, Relation) and len(part.premises) == 1:
            return id, f"{id}{BACK}"
        return (id,)

    def _label_of(self, id: str) -> Label:
        """Return the label of a part; a conflict is in where it strikes either side."""
        found = [self.label.get(self.at(way), "undecided") for way in self.ways(id)]
        if id in self.agreed or "in" in found:
            return "in"
        return "undecided" if "undecided" in found else "out"

    def _enter(self, relation: Relation) -> None:
        premises = tuple(dict.fromkeys(self.at(p) for p in relation.premises))
        targets = tuple(self.at(way) for way in self.ways(relation.target))
        if relation.target in self.agreed:
            side = ""
        elif is_a(relation, Supports):
            # A statement that supports its own restatement lends it nothing.
            side = "for" if targets[0] not in premises else ""
        elif is_a(relation, Attacks) or is_a(relation, Conflicts):
            side = "against"
        else:  # says nothing about its target's label, and may itself be undercut
            side = ""
        self._step(relation.id, premises, targets, side)
        for back in self.ways(relation.id)[1:]:
            self._step(back, targets, premises, side)

    def _step(self, id: str, premises: tuple[str, ...], targets: tuple[str, ...], side: str) -> None:
        self.premises[id] = premises
        self.open_premises[id] = len(premises)
        for premise in premises:
            self.uses.setdefault(premise, []).append(id)
        if side:
            self.role[id] = (side, targets)
            for target in targets:
                self.side[side].setdefault(target, []).append(id)
                self.left[side, target] += 1

    def _base_labels(self) -> dict[str, Label]:
        """Return the label that each statement has by itself: the best that one of its nodes has."""
        base: dict[str, Label] = {}
        order = ("in", "undecided", "out")
        for node in self.m.nodes:
            own = self._own_label(node)
            id = self.at(node.id)
            base[id] = min(own, base.get(id, own), key=order.index)
        return base

    def _own_label(self, node: Node) -> Label:
        if is_a(node, Evidence):
            return self.reading.evidence
        if self.reading.support == "evidential":
            return "out"
        return self.reading.implicit if node.implicit else self.reading.unsupported

    def _run(self) -> None:
        work = [id for id in (*self.base, *self.open_premises) if self._decide(id)]
        while work:
            id = work.pop()
            work.extend(near for near in self._tell(id) if near not in self.label and self._decide(near))

    def _tell(self, id: str) -> list[str]:
        """Count a new label where it matters, and return the parts that it may decide."""
        label = self.label[id]
        told = self.uses.get(id, [])
        if label == "out":
            self.broken.update(told)
        else:
            for step in told:
                self.open_premises[step] -= 1
        if id not in self.role:
            return told
        side, targets = self.role[id]
        for target in targets:
            if label == "out":
                self.left[side, target] -= 1
            else:
                self.standing[side, target] += 1
        return [*told, *targets]

    def _decide(self, id: str) -> bool:
        """Label a part if its label follows from what is labelled so far, and return whether it did."""
        label = self.given.get(id) or (
            self._of_step(id) if id in self.open_premises else self._of_statement(id)
        )
        if label is None:
            return False
        self.label[id] = label
        return True

    def _of_step(self, id: str) -> Label | None:
        if id in self.broken or self.standing["against", id]:
            return "out"
        return "in" if not self.open_premises[id] and not self.left["against", id] else None

    def _of_statement(self, id: str) -> Label | None:
        own = self.by_support(id)
        if own == "out":
            return "out"
        if self.reading.rebuttal == "directed":
            if self.standing["against", id]:
                return "out"
        elif self.reading.rebuttal != "symmetric" and self.left["against", id]:
            return self._weighed(id, own)
        if not self.left["against", id]:
            return own if own != "undecided" else None
        return None

    def by_support(self, id: str) -> Label | None:
        """Return the label that support alone gives; ``None`` while that is open."""
        base = self.base[id]
        steps = self.side["for"].get(id)
        if not steps:
            return base
        if self.standing["for", id] or (self.reading.support == "deductive" and base == "in"):
            return "in"
        if not self.left["for", id]:
            return base if self.reading.support == "deductive" else "out"
        return None

    def _weighed(self, id: str, own: Label | None) -> Label | None:
        strengths = {side: self._strengths(id, side) for side in ("for", "against")}
        standing = {side: [w for label, w in pairs if label == "in"] for side, pairs in strengths.items()}
        possible = {side: [w for _, w in pairs] for side, pairs in strengths.items()}
        if own == "in" and max(standing["for"], default=0.0) > max(possible["against"], default=-1.0):
            return "in"
        against, rival = max(standing["against"], default=-1.0), max(possible["for"], default=0.0)
        if against > rival or (against == rival and self.reading.rebuttal == "preponderance"):
            return "out"
        return None

    def _strengths(self, id: str, side: str) -> list[tuple[Label | None, float]]:
        """Return label and strength of the steps on a side that are not out."""
        found: list[tuple[Label | None, float]] = []
        for step in self.side[side].get(id, ()):
            label = self.label.get(step)
            if label != "out":
                found.append((label, self.weight(step)))
        return found

    def weight(self, step: str) -> float:
        """Return what a step weighs against others: its strength, of a conflict the same both ways."""
        relation = self.m.parts.get(step) or self.m.parts[step.removesuffix(BACK)]
        strength = relation.strength if isinstance(relation, Relation) else None
        return NEUTRAL if strength is None else strength
