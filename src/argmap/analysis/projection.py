"""A map as an abstract argumentation framework (Dung 1995): which arguments its parts are, and what attacks what.

The projection is of the style of ASPIC+ (Prakken 2010; Modgil & Prakken 2014): every statement and every step is an
argument, and auxiliary arguments carry what attacks alone cannot say, as in the meta-arguments of Boella, Gabbay, van
der Torre & Villata (2010). Its grounded labelling is that of `evaluate`; the decision record 0007 says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.analysis.evaluate import Fixpoint, Reading, given
from argmap.framework import Framework
from argmap.framework.components import strong_components
from argmap.model.collections import Parts
from argmap.model.map import ArgumentMap, Ref
from argmap.model.part import Part

Argument = str | tuple[str | int, ...]
"""A statement or a step by its part id, or an auxiliary argument: what it says, and of what."""

DENIED: Argument = ("denied",)
"""What nothing attacks, and what attacks all that is out from the start."""


@dataclass(frozen=True, eq=False)
class Projection:
    """A map as arguments and attacks, with the way back from arguments to parts.

    Args:
        map: the map.
        reading: how it is read.
        framework: the arguments, the auxiliary ones among them, and the attacks.
        arguments: for the id of each part the argument that stands for it.
    """

    map: ArgumentMap
    reading: Reading
    framework: Framework[Argument]
    arguments: dict[str, Argument]

    def __getitem__(self, ref: Ref) -> Argument:
        return self.arguments[self.map.id_of(ref)]

    def parts(self, arguments: Iterable[Argument]) -> Parts[Part]:
        """Return the parts that these arguments stand for, in document order."""
        held = set(arguments)
        return Parts(part for part in self.map if self.arguments[part.id] in held)

    def __str__(self) -> str:
        return f"{self.framework} ({self.reading})"

    def __repr__(self) -> str:
        return f"<Projection: {self.framework}>"


def project(
    m: ArgumentMap,
    *,
    reading: Reading | None = None,
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
) -> Projection:
    """Return a map as an abstract argumentation framework.

    A step is attacked by its undercutters and by ``("not", p)`` for each premise p, which p attacks: it needs all
    its premises (Nouioua & Risch 2011). A statement with support is attacked by ``("unsupported", s)``, which each of
    its supports attacks: it needs one of them, so convergent reasons stay convergent. An attack on a statement
    attacks it directly, or by ``("prevails", attack)`` where the reading weighs both sides. Support that goes round in
    a circle supports nothing: in ASPIC+ there is no argument without premises to begin with.

    Args:
        m: the map.
        reading: how it is read; the defaults of :class:`Reading` where none is given.
        grant: parts that count as in, whatever speaks against them.
        deny: parts that count as out.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.claim("It rains."))
    >>> project(d.map()).framework.attacks[:2]
    ((('unsupported', 'c1'), 'c1'), ('s1', ('unsupported', 'c1')))
    """
    reading = reading or Reading()
    return _Projector(m, reading, *given(m, grant, deny)).projection()


class _Projector:
    """Gathers arguments and attacks, each once, in document order."""

    def __init__(
        self, m: ArgumentMap, reading: Reading, granted: tuple[str, ...], denied: tuple[str, ...]
    ) -> None:
        self.m, self.reading = m, reading
        self.fix = Fixpoint(m, reading, granted, denied)
        self.members: dict[Argument, None] = {}
        self.attacks: dict[tuple[Argument, Argument], None] = {}
        self.circle: dict[str, int] = {}  # of a statement: the circle of support that it stands on
        self.size: dict[int, int] = {}  # of a circle: how many statements it has
        self._find_circles()

    def projection(self) -> Projection:
        fix = self.fix
        self.members.update(dict.fromkeys((*fix.base, *fix.premises)))
        for id in fix.base:
            if not self._given(id):
                self._statement(id)
        for id in fix.premises:
            if not self._given(id):
                self._step(id, id, None)
        arguments = {part.id: self._stands_for(part) for part in self.m}
        return Projection(self.m, self.reading, Framework(self.members, self.attacks), arguments)

    def _stands_for(self, part: Part) -> Argument:
        """Return the argument of a part; a rebuttal that is weighed stands where it prevails."""
        ways: list[Argument] = []
        for way in self.fix.ways(part.id):
            prevails: Argument = ("prevails", way)
            ways.append(prevails if prevails in self.members else self.fix.at(way))
        if len(ways) == 1:
            return ways[0]
        holds: Argument = ("holds", part.id)  # a conflict: where it strikes either side
        self.members.setdefault(holds)
        if part.id not in self.fix.agreed:
            self._attack(("idle", part.id), holds)
            for one in ways:
                self._attack(one, ("idle", part.id))
        return holds

    def _given(self, id: str) -> bool:
        """Write down a label that is given, and return whether one is: it depends on nothing else."""
        label = self.fix.given.get(id)
        if label == "out":
            self._attack(self._denied(), id)
        return label is not None

    def _attack(self, attacker: Argument, target: Argument) -> None:
        self.members.setdefault(attacker)
        self.members.setdefault(target)
        self.attacks.setdefault((attacker, target))

    def _denied(self) -> Argument:
        self.members.setdefault(DENIED)
        return DENIED

    def _not(self, argument: Argument) -> Argument:
        """Return the argument that is in where another is out."""
        negation: Argument = ("not", *((argument,) if isinstance(argument, str) else argument))
        self._attack(argument, negation)
        return negation

    def _open(self, *about: str | int) -> Argument:
        """Return an argument that attacks itself: what it attacks cannot be in, and is out only otherwise."""
        self._attack(("open", *about), ("open", *about))
        return ("open", *about)

    def _statement(self, id: str) -> None:
        size = self.size.get(self.circle.get(id, -1), 0)
        self._support(id, id, size - 1 if size else None)
        for attack in self._against(id):
            self._attack(attack, id)
        for size_done in range(1, size):
            self._round(id, size_done)

    def _round(self, id: str, number: int) -> None:
        """Enter a statement of a circle as what rests on at most so many statements of the circle."""
        here: Argument = ("round", number, id)
        self._support(id, here, number - 1)
        for attack in self._against(id):
            self._attack(attack, here)

    def _support(self, id: str, here: Argument, before: int | None) -> None:
        """Enter what a statement has by itself and by support, ``before`` being the round that it rests on."""
        base, steps = self.fix.base[id], self.fix.side["for"].get(id, [])
        deductive = self.reading.support == "deductive"
        about = (here,) if isinstance(here, str) else here
        if not steps or (deductive and base == "in"):
            if base == "out":
                self._attack(self._denied(), here)
            elif base == "undecided":
                self._attack(self._open(*about), here)
            return
        lack: Argument = self._open(*about) if deductive and base == "undecided" else ("unsupported", *about)
        self._attack(lack, here)
        for step in steps:
            self._attack(self._copy(step, id, before), lack)

    def _copy(self, step: str, target: str, before: int | None) -> Argument:
        """Return the step, or within a circle its copy that rests on the round before."""
        if before is None or not any(self._inside(p, target) for p in self.fix.premises[step]):
            return step
        if step in self.fix.given:
            return step
        copy: Argument = ("round", before, step)
        if copy not in self.members:
            self.members[copy] = None
            self._step(step, copy, before)
        return copy

    def _step(self, id: str, here: Argument, before: int | None) -> None:
        target = self.fix.role.get(id, ("", ("",)))[1][0]
        for premise in self.fix.premises[id]:
            if before is None or not self._inside(premise, target):
                self._attack(self._not(premise), here)
            elif before == 0:  # nothing of the circle stands before the first round
                self._attack(self._denied(), here)
            else:
                self._attack(self._not(("round", before, premise)), here)
        for attack in self.fix.side["against"].get(id, []):
            self._attack(attack, here)

    def _inside(self, premise: str, target: str) -> bool:
        circle = self.circle.get(target)
        return circle is not None and circle == self.circle.get(premise)

    def _against(self, id: str) -> list[Argument]:
        """Return what attacks a statement by its rebuttals."""
        attacks = self.fix.side["against"].get(id, [])
        if self.reading.rebuttal == "directed":
            return list(attacks)
        prevailing: list[Argument] = [("prevails", attack) for attack in attacks]
        for attack, prevails in zip(attacks, prevailing, strict=True):
            if prevails in self.members:
                continue
            self._attack(self._not(attack), prevails)
            if self.reading.rebuttal == "symmetric":
                self._attack(id, prevails)
            else:
                self._weigh(id, attack, prevails)
        return prevailing

    def _weigh(self, id: str, attack: str, prevails: Argument) -> None:
        own = self.fix.weight(attack)
        tie_falls = self.reading.rebuttal == "preponderance"
        if own == 0 and not tie_falls:
            self._attack(self._open(attack), prevails)
        for support in self.fix.side["for"].get(id, []):
            weight = self.fix.weight(support)
            if weight > own:
                self._attack(support, prevails)
            elif weight == own and not tie_falls:
                tie = self._open(attack, support)
                self._attack(self._not(support), tie)
                self._attack(tie, prevails)

    def _find_circles(self) -> None:
        """Number the circles of support: strongly connected statements and steps."""
        fix = self.fix
        names = [*fix.base, *fix.premises]
        place = {id: i for i, id in enumerate(names)}
        needs: list[list[int]] = [[place[n] for n in self._needs(id) if n in place] for id in names]
        for number, component in enumerate(strong_components(range(len(names)), needs, len(names))):
            statements = [names[i] for i in component if names[i] in fix.base]
            if len(component) > 1:
                self.circle.update(dict.fromkeys(statements, number))
                self.size[number] = len(statements)

    def _needs(self, id: str) -> Iterator[str]:
        """Yield what a statement or a step rests on by support."""
        fix = self.fix
        if id in fix.given:
            return
        if id in fix.premises:
            if fix.role.get(id, ("",))[0] == "for":
                yield from fix.premises[id]
        elif not (self.reading.support == "deductive" and fix.base[id] == "in"):
            yield from fix.side["for"].get(id, [])
