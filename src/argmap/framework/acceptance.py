"""Whether an argument is accepted: in some extension, or in all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from argmap.framework.budget import Budget
from argmap.framework.components import cone
from argmap.framework.engines import Effort, Engine
from argmap.framework.enumeration import LOOSE, SEMANTICS, split
from argmap.framework.errors import BudgetError, MissingExtraError, UnknownArgumentError, checked
from argmap.framework.framework import Framework
from argmap.framework.labels import IN, close
from argmap.framework.part import Part
from argmap.framework.queries import BY_CONE, holding, lacking, some
from argmap.framework.readings import Reading
from argmap.framework.verdict import Status, Verdict

A = TypeVar("A", bound=Hashable)

MODES = ("credulous", "skeptical")

WORTHWHILE = 0.9
"""A larger share of its component is not worth an engine of its own beside the one that completes witnesses."""


def accepts(
    framework: Framework[A],
    argument: A,
    semantics: str,
    *,
    mode: str = "credulous",
    support: str | None = None,
    budget: Budget | None = None,
    engine: str = "auto",
    solver: str = "cd195",
) -> Verdict[A]:
    """Return whether some extension (credulous) or every extension (skeptical) holds an argument.

    Only what can matter is looked at: the grounded extension comes first, and what it leaves open is cut
    down to the arguments that lead to this one (admissible, complete, preferred, ideal: Baroni & Giacomin
    2007), or to its weakly connected component (stable, semi-stable). Where there is no stable extension,
    every argument is skeptically accepted, and the verdict says so.

    Args:
        framework: the arguments and attacks.
        argument: the one that is asked about.
        semantics: one of those that `extensions` knows.
        mode: ``"credulous"`` or ``"skeptical"``.
        support: how support edges are read, ``"deductive"`` or ``"necessary"``; see `read_supports`.
        budget: how much work it may cost, 60 seconds where nothing is said; beyond it the answer is unknown.
        engine: which way to search; see `extensions`.
        solver: the name of a solver of python-sat.

    Raises:
        UnknownArgumentError: there is no such argument.
        UnknownOptionError: there is no such semantics, mode, reading, engine or solver.
        SupportError: the framework has support edges, and no reading is given.
        MissingExtraError: the search gave up, and there is no solver to go on.

    >>> nixon = Framework("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    >>> print(accepts(nixon, "c", "preferred", mode="credulous"))
    yes: 'c' is credulously accepted under preferred semantics, because an extension holds it: a, c
    >>> print(accepts(nixon, "c", "preferred", mode="skeptical"))
    no: 'c' is not skeptically accepted under preferred semantics, because an extension lacks it: b
    """
    checked("semantics", semantics, SEMANTICS)
    checked("mode", mode, MODES)
    reading = Reading.of(framework, support)
    effort = Effort.of(engine, solver, budget)
    if argument not in framework:
        raise UnknownArgumentError(argument, framework.arguments)
    return _Question(reading, argument, semantics, mode, effort).verdict()


class _Question(Generic[A]):
    """One question, with what is known from the grounded extension."""

    def __init__(self, reading: Reading[A], argument: A, semantics: str, mode: str, effort: Effort) -> None:
        self.reading, self.argument, self.semantics, self.mode = reading, argument, semantics, mode
        self.effort = effort
        self.framework = reading.attacks
        self._engines: dict[int, Engine] = {}
        # What can never be accepted under a reading stands in no extension.
        self.place = self.framework._place.get(argument)

    def verdict(self) -> Verdict[A]:
        if self.semantics in LOOSE and self.mode == "skeptical":
            return self._answer("no", [], "the empty set is such a set, and lacks it")
        if self.semantics == "conflict-free":
            return self._conflict_free()
        try:
            return self._decided()
        except BudgetError as error:
            return self._answer("unknown", None, str(error))

    def _conflict_free(self) -> Verdict[A]:
        if self.place is None or self.place in self.framework._attack_lists()[self.place]:
            return self._answer("no", None, "it attacks itself, or rests on what can never be accepted")
        return self._answer("yes", [self.place], "an extension holds it")

    def _decided(self) -> Verdict[A]:
        semantics = "complete" if self.semantics == "admissible" else self.semantics
        place = self.place
        fixed, parts = split(self.framework, semantics)
        home = next((part for part in parts if place in part.members), None)
        if semantics == "stable" and not all(self._has_stable(part) for part in parts if part is not home):
            return self._no_extension()
        if semantics == "grounded" or (semantics == "complete" and self.mode == "skeptical"):
            # The grounded extension is complete, and lies inside every complete one.
            if place in set(fixed):
                return self._yes(lambda: fixed, "the grounded extension holds it")
            return self._no(lambda: fixed, "the grounded extension lacks it")
        if home is None or place is None:
            if place in set(fixed):
                return self._yes(
                    lambda: self._whole(fixed, parts, semantics), "the grounded extension holds it"
                )
            return self._no(
                lambda: self._whole(fixed, parts, semantics), "the grounded extension rules it out"
            )
        part = self._cone(home, place) if semantics in BY_CONE else home
        find = holding if self.mode == "credulous" else lacking
        found = find(self._on(part), part, semantics, part.members.index(place))
        if found is not None:
            places = part.places(found)
            if self.mode == "credulous":
                return self._yes(
                    lambda: self._whole(fixed, parts, semantics, home, places), "an extension holds it"
                )
            return self._no(
                lambda: self._whole(fixed, parts, semantics, home, places), "an extension lacks it"
            )
        if semantics == "stable" and not self._has_stable(home):
            return self._no_extension()
        if self.mode == "credulous":
            return self._answer("no", None, "no extension holds it")
        return self._answer("yes", None, "every extension holds it")

    def _cone(self, part: Part, place: int) -> Part:
        """Return what leads to the argument: all else has no say in it, though a little more does no harm."""
        leading = cone([part.members.index(place)], [part.attackers], len(part))
        if len(leading) > WORTHWHILE * len(part):
            return part
        return Part.of(part.places(leading), self.framework._attack_lists())

    def _has_stable(self, part: Part) -> bool:
        return self._on(part).first("stable") is not None

    def _on(self, part: Part) -> Engine:
        """Return the engine of a part, always the same one: it may have learned something."""
        # An engine holds on to its part, so no other part can get the same id meanwhile.
        if id(part) not in self._engines:
            self._engines[id(part)] = self.effort.on(part)
        return self._engines[id(part)]

    def _whole(
        self,
        fixed: list[int],
        parts: list[Part],
        semantics: str,
        home: Part | None = None,
        found: Sequence[int] = (),
    ) -> list[int] | None:
        """Return an extension of the whole framework that agrees with what was found in one part."""
        if semantics == "complete":
            lists = self.framework._attack_lists(), self.framework._attack_lists(back=True)
            return [i for i, code in enumerate(close(*lists, [*fixed, *found])) if code == IN]
        places = list(fixed)
        for part in parts:
            engine = self._on(part)
            if part is home and semantics in ("stable", "semi-stable"):
                places += found
                continue
            if part is home and semantics == "preferred":  # what lies outside the cone is still open
                number = {place: i for i, place in enumerate(part.members)}
                own = engine.first("preferred", [number[place] for place in found])
            else:
                own = some(engine, part, semantics)
            if own is None:
                return None
            places += part.places(own)
        return sorted(places)

    def _yes(self, witness: Callable[[], list[int] | None], reason: str) -> Verdict[A]:
        return self._answer("yes", self._try(witness) if self.mode == "credulous" else None, reason)

    def _no(self, witness: Callable[[], list[int] | None], reason: str) -> Verdict[A]:
        return self._answer("no", self._try(witness) if self.mode == "skeptical" else None, reason)

    def _try(self, witness: Callable[[], list[int] | None]) -> list[int] | None:
        try:
            return witness()
        except (BudgetError, MissingExtraError):  # the answer is known; only its illustration is not
            return None

    def _no_extension(self) -> Verdict[A]:
        if self.mode == "credulous":
            return self._answer("no", None, "there is no stable extension")
        return self._answer("yes", None, "there is no stable extension that could lack it")

    def _answer(self, status: Status, places: Sequence[int] | None, reason: str) -> Verdict[A]:
        names = self.framework.arguments
        witness = None if places is None else tuple([names[i] for i in places])
        return Verdict(
            self.argument, self.semantics, self.mode, status, witness, reason, self.reading.support
        )
