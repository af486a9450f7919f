"""The ways to solve a part: our own search, a SAT solver, or the one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from argmap.framework.budget import Budget, Meter
from argmap.framework.errors import BudgetError, MissingExtraError, checked
from argmap.framework.part import Part
from argmap.framework.sat import Sat, has_solver
from argmap.framework.search import Search

T = TypeVar("T")

ENGINES = ("auto", "search", "sat")

PATIENCE = 50
"""So many search nodes more than before the last find, and a solver takes over, where there is one.

An easy part is searched in less time than its clauses take to write; a hard one is not.
"""

ENDURANCE = 200_000
"""So many search nodes without a new find, and the search gives up, where there is no solver."""

SMALL = 400
"""Parts of more arguments go to the solver at once: a node of the search costs time linear in them."""


LARGE = 10_000
"""Parts of more arguments are nothing for the search: its sets would fill the memory."""


class Engine(Protocol):
    """What can find the extensions of one part. Sets are ascending lists of the numbers of its members."""

    def each(self, semantics: str) -> Iterator[list[int]]:
        """Yield every extension of a semantics: conflict-free to preferred, and stable."""

    def without(self, member: int) -> Iterator[list[int]]:
        """Yield the complete sets that are maximal among those that lack a member."""

    def first(
        self, semantics: str, include: Sequence[int] = (), exclude: Sequence[int] = ()
    ) -> list[int] | None:
        """Return an extension that has some members and lacks others, or None where there is none."""

    def unattacked(self) -> list[int]:
        """Return the members that no admissible set attacks."""

    def range_maximal(self) -> Iterator[list[int]]:
        """Yield the semi-stable extensions."""

    def range_maximal_with(self, include: Sequence[int], exclude: Sequence[int]) -> list[int] | None:
        """Return a semi-stable extension that has some members and lacks others, or None."""


class SearchEngine:
    """Our own search as an engine."""

    def __init__(self, part: Part, meter: Meter) -> None:
        if len(part) > LARGE:
            raise BudgetError(
                f"the search takes parts of at most {LARGE:,} arguments, and this one has {len(part):,}; "
                "use engine='sat'",
                budget=meter.budget,
            )
        self.part = part
        self.search = Search(part, meter)

    def each(self, semantics: str) -> Iterator[list[int]]:
        """Yield every extension of a semantics."""
        return map(self.search.members, self.search.each(semantics))

    def without(self, member: int) -> Iterator[list[int]]:
        """Yield the complete sets that are maximal among those that lack a member."""
        return map(self.search.members, self.search.each("preferred", exclude=self.search.mask([member])))

    def first(
        self, semantics: str, include: Sequence[int] = (), exclude: Sequence[int] = ()
    ) -> list[int] | None:
        """Return an extension that has some members and lacks others."""
        found = self.search.first(semantics, self.search.mask(include), self.search.mask(exclude))
        return None if found is None else self.search.members(found)

    def unattacked(self) -> list[int]:
        """Return the members that no admissible set attacks."""
        search = self.search
        accepted = 0
        for i in range(len(self.part)):
            if not accepted & search.bit[i]:
                accepted |= search.first("complete", search.bit[i]) or 0
        return [i for i in range(len(self.part)) if not search.attackers_of(i) & accepted]

    def range_maximal(self) -> Iterator[list[int]]:
        """Return the semi-stable extensions; all the work is done before the first of them is there."""
        search = self.search
        spreads = []
        for found in search.each("preferred"):
            spread = found
            for i in search.members(found):
                spread |= sum(search.bit[target] for target in self.part.targets[i])
            spreads.append((found, spread))
        ranges = {spread for _, spread in spreads}
        largest = {r for r in ranges if not any(r != other and not r & ~other for other in ranges)}
        return (search.members(found) for found, spread in spreads if spread in largest)

    def range_maximal_with(self, include: Sequence[int], exclude: Sequence[int]) -> list[int] | None:
        """Return a semi-stable extension that has some members and lacks others."""
        wanted, unwanted = set(include), set(exclude)
        return next((s for s in self.range_maximal() if wanted <= set(s) and not unwanted & set(s)), None)


class AutoEngine:
    """The search first, and the solver for what it does not find soon."""

    def __init__(self, part: Part, meter: Meter, solver: str) -> None:
        self.part, self.meter, self.solver = part, meter, solver
        self.patience = PATIENCE if has_solver() else ENDURANCE
        self.tries = len(part) <= (SMALL if has_solver() else LARGE)
        self._sat: Sat | None = None
        self._search: SearchEngine | None = None

    def each(self, semantics: str) -> Iterator[list[int]]:
        """Yield every extension of a semantics; what the search has found, the solver does not find again."""
        known: list[list[int]] = []
        if self.tries:
            meter = _Patience(self.meter, self.patience)
            search = SearchEngine(self.part, meter)
            try:
                for members in search.each(semantics):
                    meter.refresh()
                    if has_solver():
                        known.append(members)
                    yield members
                return
            except _PatienceError:
                pass
        yield from self.sat().each(semantics, known=known)

    def without(self, member: int) -> Iterator[list[int]]:
        """Yield the complete sets that are maximal among those that lack a member."""
        known: list[list[int]] = []
        if self.tries:
            meter = _Patience(self.meter, self.patience)
            try:
                for members in SearchEngine(self.part, meter).without(member):
                    meter.refresh()
                    known.append(members)
                    yield members
                return
            except _PatienceError:
                pass
        yield from self.sat().each("preferred", exclude=[member], known=known)

    def first(
        self, semantics: str, include: Sequence[int] = (), exclude: Sequence[int] = ()
    ) -> list[int] | None:
        """Return an extension that has some members and lacks others."""
        return self._either(lambda engine: engine.first(semantics, include, exclude))

    def unattacked(self) -> list[int]:
        """Return the members that no admissible set attacks."""
        return self._either(lambda engine: engine.unattacked())

    def range_maximal(self) -> Iterator[list[int]]:
        """Yield the semi-stable extensions."""
        return self._either(lambda engine: engine.range_maximal())

    def range_maximal_with(self, include: Sequence[int], exclude: Sequence[int]) -> list[int] | None:
        """Return a semi-stable extension that has some members and lacks others."""
        return self._either(lambda engine: engine.range_maximal_with(include, exclude))

    def sat(self) -> Sat:
        """Return the solver, made when it is first needed.

        Raises:
            MissingExtraError: the search gave up, and there is no solver.
        """
        if not has_solver():
            raise MissingExtraError(
                f"This is too hard for the search: a part of {len(self.part):,} arguments that hang "
                "together. A SAT solver may do it.",
                extra="sat",
            )
        if self._sat is None:
            self._sat = Sat(self.part, self.meter, self.solver)
        return self._sat

    def _either(self, question: Callable[[SearchEngine | Sat], T]) -> T:
        if self.tries:
            if self._search is None:
                self._search = SearchEngine(self.part, self.meter)
            self._search.search.meter = _Patience(self.meter, self.patience)
            try:
                return question(self._search)
            except _PatienceError:
                self.tries = False  # what was hard once will be so again
        return question(self.sat())


class _PatienceError(Exception):
    """The search found nothing for too long."""


class _Patience(Meter):
    """A meter that charges another one, and ends the search after too many steps without a find."""

    __slots__ = ("_left", "_patience", "_payer")

    def __init__(self, payer: Meter, patience: int) -> None:
        super().__init__(Budget())
        self._payer, self._patience, self._left = payer, patience, patience

    def refresh(self) -> None:
        """Start counting anew; the longer the search already took, the longer it may go on."""
        self._left = self._patience + self.steps

    def spend(self, steps: int = 1) -> None:
        """Count work here and for the one who pays."""
        self._payer.spend(steps)
        self.steps += steps
        self._left -= steps
        if self._left < 0:
            raise _PatienceError


@dataclass(frozen=True, slots=True)
class Effort:
    """How a question is to be worked on: the engine, the name of the solver, the meter that pays."""

    engine: str
    solver: str
    meter: Meter

    @classmethod
    def of(cls, engine: str, solver: str, budget: Budget | None) -> Effort:
        """Return the effort that a caller asks for.

        Raises:
            UnknownOptionError: there is no such engine.
            MissingExtraError: the solver is asked for by name, and is not installed.
        """
        checked("engine", engine, ENGINES)
        if engine == "sat" and not has_solver():
            raise MissingExtraError("engine='sat' needs a SAT solver (python-sat).", extra="sat")
        return cls(engine, solver, Meter(budget))

    def on(self, part: Part) -> Engine:
        """Return an engine for a part."""
        if self.engine == "search":
            return SearchEngine(part, self.meter)
        if self.engine == "sat":
            return _SatEngine(part, self.meter, self.solver)
        return AutoEngine(part, self.meter, self.solver)


class _SatEngine(Sat):
    """The solver alone as an engine."""

    def without(self, member: int) -> Iterator[list[int]]:
        """Yield the complete sets that are maximal among those that lack a member."""
        return self.each("preferred", exclude=[member])
