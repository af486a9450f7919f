"""Why a part has its label, and what would flip: in words, and as parts that replay to the same label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.analysis.context import short, statements
from argmap.analysis.evaluate import BACK, TONES, Fixpoint, Label, Labelling, Reading, evaluate
from argmap.analysis.telling import LINES, cut, words
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Conflicts, Relation, Restates

STATE: dict[Label, str] = {"in": "stands", "out": "falls", "undecided": "stays open"}
"""What a label is called in a sentence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a part stands, falls or stays open: lines of text, and the ids of the parts that make it so.

    The parts replay: :func:`replay` labels the map of these parts alone, and the part gets the same label.
    """

    part: str
    label: Label
    lines: tuple[str, ...]
    parts: tuple[str, ...]
    labelling: Labelling

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the explanation in at most so many lines; all of it for ``None``."""
        return cut(self.lines, lines)

    def overlay(self) -> Overlay:
        """Return the parts that the explanation tells of, as a path to be shown."""
        label = TONES[self.label]
        marks = {id: Mark("path") for id in self.parts} | {self.part: Mark(label, STATE[self.label])}
        return Overlay("Why", marks, {"path": "because of this", label: STATE[self.label]})

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__


def explain(
    m: ArgumentMap,
    x: Ref,
    *,
    reading: Reading | None = None,
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
) -> Explanation:
    """Return why a node, support or attack is in, out or undecided, nearest reasons first.

    For what is in: a step that stands, and how each attack on it fails. For what is out: the attack that stands,
    or how each support fails. For what is undecided: what it waits for.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.claim("It rains."))
    >>> print(explain(d.map(), "c1"))
    “It is wet.” stands:
      “It rains.” supports it.
    Nothing in the map supports or attacks “It rains.”; it is taken as it stands.
    """
    labelling = evaluate(m, reading=reading, grant=grant, deny=deny)
    return _Story(labelling).of(m.id_of(x), labelling[x])


def replay(explanation: Explanation) -> Label:
    """Return the label that the explained part gets in the map of the explanation's parts alone.

    >>> import argmap as am
    >>> replay(explain(am.ArgumentMap([am.Claim(id="c1", text="It rains.")]), "c1"))
    'in'
    """
    whole, parts = explanation.labelling, set(explanation.parts)
    m = whole.map
    alone = m.replace(
        nodes=[node for node in m.nodes if node.id in parts],
        relations=[relation for relation in m.relations if relation.id in parts],
        thesis=None,
    )
    again = evaluate(
        alone,
        reading=whole.reading,
        grant=[id for id in whole.granted if id in parts],
        deny=[id for id in whole.denied if id in parts],
    )
    return again[explanation.part]


class _Story:
    """Tells why labels hold, from the part that is asked about downward, each part once.

    The reasons of a label were all decided before it, so the story ends.
    """

    def __init__(self, labelling: Labelling) -> None:
        self.labelling, self.m = labelling, labelling.map
        self.fixpoint = Fixpoint(self.m, labelling.reading, labelling.granted, labelling.denied)
        self.rank = {id: place for place, id in enumerate(self.fixpoint.label)}
        self.said = set(statements(self.m).ids)
        self.lines: list[str] = []
        self.parts: set[str] = set()
        self.members: dict[str, list[str]] = {}
        for node in self.m.nodes:
            self.members.setdefault(self.fixpoint.at(node.id), []).append(node.id)

    def of(self, id: str, label: Label) -> Explanation:
        fix = self.fixpoint
        ways = [fix.at(way) for way in fix.ways(id)]
        if not ways[1:] and ways[0] != id:
            self.parts.add(id)
            self.lines.append(f"{short(self.m[id])} says the same as {short(self.m[ways[0]])}.")
        if label == "undecided":
            self._open(ways)
        elif id in fix.agreed:
            self.parts.add(id)
            self.lines.append(f"{_begun(words(self.m, id))} is granted.")
        else:
            if ways[1:] and id not in fix.given:
                self.lines.append(f"{_begun(words(self.m, id))} {STATE[label]}.")
            waiting = [way for way in ways if fix.label.get(way) == label]
            if label == "in":
                del waiting[1:]
            told = set(waiting)
            while waiting:
                for reason in self._tell(waiting.pop(0), first=told == set(ways)):
                    if reason not in told:
                        told.add(reason)
                        waiting.append(reason)
        position = self.m.index.position
        parts = tuple(sorted(self._closed(), key=position.__getitem__))
        return Explanation(id, label, tuple(self.lines), parts, self.labelling)

    def _closed(self) -> set[str]:
        """Return the parts told of, with the ends of every relation and all that restates one of them."""
        real = {self._real(id) for id in self.parts}
        work = list(real)
        while work:
            part = self.m[work.pop()]
            more = (*part.premises, part.target) if isinstance(part, Relation) else tuple(self._same(part.id))
            for id in more:
                if id not in real:
                    real.add(id)
                    work.append(id)
        if self.labelling.reading.restatements == "merged":
            for relation in self.m.of(Restates):
                if real.issuperset((*relation.premises, relation.target)):
                    real.add(relation.id)
        return real

    def _same(self, id: str) -> list[str]:
        return self.members[self.fixpoint.at(id)]

    def _real(self, id: str) -> str:
        return id if id in self.m else id.removesuffix(BACK)

    def _tell(self, id: str, *, first: bool) -> Iterator[str]:
        """Say why a part has its label, and yield the parts whose labels are the reasons."""
        self.parts.add(id)
        label = self.fixpoint.label[id]
        if id in self.fixpoint.given:
            way_of_conflict = is_a(self.m[self._real(id)], Conflicts)
            name = _begun(words(self.m, self._real(id))) if way_of_conflict else self._name(id)
            line = f"{name} is {'granted' if label == 'in' else 'denied'}."
            if line not in self.lines:
                self.lines.append(line)
            return
        reasons = list(self._reasons(id, label))
        if not reasons:
            if isinstance(self.m.parts.get(id), Node):
                self.lines.append(self._by_itself(id, label))
            return
        told = [said for said, _ in reasons if said]
        if told:
            self.lines.append(f"{self._name(id)} {STATE[label]}:")
            self.lines.extend(f"  {said}" for said in told)
        elif first and label == "in":
            self.lines.append(f"{self._name(id)} stands: its premises stand, and nothing undercuts it.")
        yield from (reason for _, reason in reasons if reason is not None)

    def _by_itself(self, id: str, label: Label) -> str:
        fix, name = self.fixpoint, self._name(id)
        if id not in self.said:
            return f"{name} is a {self.m[id].kind}, about which nobody argues: it says nothing that stands or falls."
        if label == "in" and fix.side["for"].get(id):
            return f"{name} is taken as it stands, whatever becomes of what supports it."
        nothing = "supports" if fix.side["against"].get(id) else "supports or attacks"
        standing = "it is taken as it stands" if label == "in" else "so it is not accepted"
        return f"Nothing in the map {nothing} {name}; {standing}."

    def _reasons(self, id: str, label: Label) -> Iterator[tuple[str, str | None]]:
        """Yield the reasons of a label as words (none where they go without saying) and the part they are about.

        A reason about no part is one whose own label does not matter.
        """
        fix = self.fixpoint
        attacks = fix.side["against"].get(id, [])
        if id in fix.open_premises:
            yield from self._reasons_of_step(id, label, attacks)
        elif label == "in":
            yield from self._reasons_for(id, attacks)
        else:
            yield from self._reasons_against(id, attacks)

    def _reasons_for(self, id: str, attacks: list[str]) -> Iterator[tuple[str, str | None]]:
        fix = self.fixpoint
        failed = [attack for attack in attacks if self._before(attack, id, "out")]
        supports = [step for step in fix.side["for"].get(id, []) if self._before(step, id, "in")]
        if supports:
            if len(failed) < len(attacks):  # the strongest outweighs the rest
                best = min(supports, key=lambda s: (-fix.weight(s), self._of_another(s, id), self.rank[s]))
            else:
                best = min(supports, key=lambda s: (self._of_another(s, id), self.rank[s]))
            yield f"{self._premises(best)} {self._verb(best, 'support')} it.", best
        for attack in attacks:
            if attack in failed:
                yield f"The objection {self._premises(attack)} fails.", attack
            else:
                self.parts.add(attack)
                yield f"The objection {self._premises(attack)} weighs less.", None

    def _reasons_against(self, id: str, attacks: list[str]) -> Iterator[tuple[str, str | None]]:
        fix = self.fixpoint
        standing = [attack for attack in attacks if self._before(attack, id, "in")]
        supports = fix.side["for"].get(id, [])
        fallen = supports and all(self._before(step, id, "out") for step in supports)
        if not standing or (fallen and fix.by_support(id) == "out"):
            for step in supports:
                yield f"{self._premises(step)} no longer {self._verb(step, 'support')} it.", step
            return
        if self.labelling.reading.rebuttal not in ("weighed", "preponderance"):
            best = min(standing, key=self.rank.__getitem__)
            yield f"{self._premises(best)} {self._verb(best, 'speak')} against it.", best
            return
        best = min(standing, key=lambda attack: (-fix.weight(attack), self.rank[attack]))
        yield f"{self._premises(best)} {self._verb(best, 'speak')} against it.", best
        for step in supports:
            if fix.weight(step) < fix.weight(best) or not self._before(step, id, "out"):
                self.parts.add(step)
                more = "less" if fix.weight(step) < fix.weight(best) else "no more"
                yield f"The support by {self._premises(step)} weighs {more}.", None
            else:
                yield f"{self._premises(step)} no longer {self._verb(step, 'support')} it.", step

    def _before(self, step: str, id: str, label: Label) -> bool:
        """Return whether a step had this label when a statement got its own."""
        return self.fixpoint.label.get(step) == label and self.rank[step] < self.rank[id]

    def _reasons_of_step(self, id: str, label: Label, attacks: list[str]) -> Iterator[tuple[str, str | None]]:
        fix = self.fixpoint
        premises = fix.premises[id]
        if label == "in":
            for premise in premises:
                yield "", premise
            for attack in attacks:
                yield f"The undercutter {self._premises(attack)} fails.", attack
            return
        standing = [attack for attack in attacks if self._before(attack, id, "in")]
        fallen = [premise for premise in premises if self._before(premise, id, "out")]
        reason = min((*standing, *fallen), key=self.rank.__getitem__)
        said = (
            f"{self._premises(reason)} undercuts it."
            if reason in standing
            else f"{self._name(reason)} falls."
        )
        yield said, reason

    def _open(self, ways: list[str]) -> None:
        """Say what an undecided part waits for: the undecided parts below it; all that can reach it replays."""
        fix = self.fixpoint
        id = ways[0]
        seen, work, waits = set(ways), list(ways), list[str]()
        while work:
            at = work.pop()
            self.parts.add(at)
            if fix.label.get(at) is None and at not in ways and at in self.members:
                waits.append(at)
            below = (
                *fix.side["for"].get(at, ()),
                *fix.side["against"].get(at, ()),
                *fix.premises.get(at, ()),
            )
            for near in below:
                if near not in seen:
                    seen.add(near)
                    work.append(near)
        name = _begun(words(self.m, id)) if ways[1:] else self._name(id)
        self.lines.append(f"{name} stays open:")
        for at in sorted(waits, key=self.m.index.position.__getitem__):
            self.lines.append(f"  it waits for {self._name(at)}.")
        if not waits:
            self.lines.append("  nothing in the map decides it.")

    def _name(self, id: str) -> str:
        part = self.m[self._real(id)]
        if not isinstance(part, Relation):
            return short(part)
        if is_a(part, Attacks) or is_a(part, Conflicts):
            return f"The objection {self._premises(id)}"
        to = part.target
        seen = {id}
        while isinstance(self.m[to], Relation) and to not in seen:
            seen.add(to)
            to = self.m[to].target  # type: ignore[attr-defined]
        return f"The step from {self._premises(id)} to {short(self.m[to])}"

    def _of_another(self, step: str, id: str) -> bool:
        """Return whether a step supports a restatement and not the node itself."""
        part = self.m.parts.get(step)
        return isinstance(part, Relation) and part.target != id

    def _premises(self, id: str) -> str:
        part = self.m.parts.get(id)
        if isinstance(part, Relation) and not isinstance(part, Conflicts):
            named = [self.m[p] for p in part.premises]
        else:
            named = [self.m[p] for p in self.fixpoint.premises[id]]
        return " and ".join(short(p) for p in named)

    def _verb(self, id: str, verb: str) -> str:
        return verb if len(self.fixpoint.premises[id]) > 1 else f"{verb}s"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
