"""Extensions by a SAT solver: one incremental solver per part, refined by what it finds (extra ``sat``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from argmap.framework.budget import Meter
from argmap.framework.errors import MissingExtraError, UnknownOptionError
from argmap.framework.part import Part
from argmap.framework.search import RULES, Rules

SLICE = 2_000
"""The solver is asked for so many conflicts at a time, and the clock is looked at in between."""


@cache
def has_solver() -> bool:
    """Return whether the library of the extra ``sat`` can be imported."""
    from importlib.util import find_spec

    return find_spec("pysat") is not None


class Clauses:
    """A solver with a meter; every clause that may have to go again hangs on a switch variable."""

    def __init__(self, meter: Meter, name: str, clauses: list[list[int]], variables: int) -> None:
        try:
            from pysat.solvers import Solver, SolverNames  # type: ignore[import-untyped, unused-ignore]
        except ImportError:
            raise MissingExtraError("This question needs a SAT solver (python-sat).", extra="sat") from None
        self.meter = meter
        self.top = variables
        families = [names for key, names in vars(SolverNames).items() if not key.startswith("_")]
        # A solver with a single name has it as a bare string there.
        known = [(family,) if isinstance(family, str) else family for family in families]
        if not any(name in family for family in known):
            raise UnknownOptionError("solver", name, sorted(family[0] for family in known))
        self._solver: Any = Solver(name=name, bootstrap_with=clauses)
        self._slices = True

    def prefer(self, literals: list[int]) -> None:
        """Let the solver try these literals first; solvers that cannot do so go without."""
        with suppress(NotImplementedError):
            self._solver.set_phases(literals)

    def switch(self) -> int:
        """Return a new variable."""
        self.top += 1
        return self.top

    def add(self, clause: list[int]) -> None:
        """Add a clause."""
        self._solver.add_clause(clause)

    def model(self, assumptions: Iterable[int]) -> list[int] | None:
        """Return a model as a list of literals, variable by variable, or None where there is none.

        Raises:
            BudgetError: the budget is used up.
        """
        assumed = list(assumptions)
        self.meter.look()
        while True:
            answer = self._solve(assumed)
            if answer is not None:
                self.meter.spend()
                found: list[int] | None = self._solver.get_model() if answer else None
                return found
            self.meter.spend(SLICE)

    def _solve(self, assumed: list[int]) -> bool | None:
        left = self.meter.left
        if self._slices and (self.meter.budget.seconds is not None or left is not None):
            try:
                self._solver.conf_budget(SLICE if left is None else max(1, min(SLICE, left)))
            except NotImplementedError:  # a solver without bounds: it is asked once, for the whole answer
                self._slices = False
            else:
                answer: bool | None = self._solver.solve_limited(assumptions=assumed)
                return answer
        return bool(self._solver.solve(assumptions=assumed))


class Sat:
    """The extensions of one part, as models of a propositional theory (Besnard & Doutre 2004).

    For each member there is a variable for *in* and one for *out* (attacked from inside). Maximal sets are
    found by growing a model as long as one strictly above it exists (Dvořák, Järvisalo, Wallner & Woltran
    2014; Niskanen & Järvisalo 2020).

    Args:
        part: the arguments and attacks.
        meter: pays for the conflicts that the solver meets.
        solver: the name of a solver of python-sat.
    """

    def __init__(self, part: Part, meter: Meter, solver: str = "cd195") -> None:
        self.part = part
        self.meter = meter
        self.solver = solver
        self.n = len(part)
        self._theories: dict[Rules, Clauses] = {}
        self._has_spread = False

    def theory(self, semantics: str) -> Clauses:
        """Return the solver that holds the clauses of a semantics."""
        rules = replace(RULES[semantics], maximal=False)  # maximal sets are grown, not described
        if rules not in self._theories:
            clauses = Clauses(self.meter, self.solver, encode(self.part, rules), 3 * self.n)
            clauses.prefer(list(range(1, self.n + 1)))
            self._theories[rules] = clauses
        return self._theories[rules]

    def _spread_theory(self) -> Clauses:
        """Return the solver of complete sets, with the clauses that say what is in or out."""
        theory = self.theory("complete")
        if not self._has_spread:
            self._has_spread = True
            for i in range(self.n):
                inside, out, spread = i + 1, self.n + i + 1, 2 * self.n + i + 1
                for clause in ([-spread, inside, out], [spread, -inside], [spread, -out]):
                    theory.add(clause)
        return theory

    def each(
        self,
        semantics: str,
        include: Sequence[int] = (),
        exclude: Sequence[int] = (),
        known: Iterable[Sequence[int]] = (),
    ) -> Iterator[list[int]]:
        """Yield every set that fulfils the rules, has some members, lacks others, and is not known already.

        For ``"preferred"`` the sets are maximal among those that lack the excluded ones.

        Raises:
            BudgetError: the budget is used up.
        """
        maximal = semantics == "preferred"
        theory = self.theory(semantics)
        guard = theory.switch()
        for members in known:
            theory.add(self._other_than(members, maximal, guard))
        given = [i + 1 for i in include] + [-i - 1 for i in exclude]
        while (model := theory.model([*given, guard])) is not None:
            members = self._members(model)
            if maximal:
                members = self._grown(theory, members, given, 0)
            yield members
            theory.add(self._other_than(members, maximal, guard))
        theory.add([-guard])

    def first(
        self, semantics: str, include: Sequence[int] = (), exclude: Sequence[int] = ()
    ) -> list[int] | None:
        """Return one of the sets that `each` yields, or None where there is none."""
        theory = self.theory(semantics)
        given = [i + 1 for i in include] + [-i - 1 for i in exclude]
        model = theory.model(given)
        if model is None:
            return None
        members = self._members(model)
        return self._grown(theory, members, given, 0) if semantics == "preferred" else members

    def unattacked(self) -> list[int]:
        """Return the members that no admissible set attacks."""
        theory = self.theory("complete")
        left = set(range(self.n))
        while left:
            guard = theory.switch()
            theory.add([-guard, *(self.n + i + 1 for i in sorted(left))])
            model = theory.model([guard])
            theory.add([-guard])
            if model is None:
                break
            left.difference_update(i for i in range(self.n) if model[self.n + i] > 0)
        return sorted(left)

    def range_maximal(self) -> Iterator[list[int]]:
        """Yield every complete set that, with what it attacks, is as large as any: semi-stable sets."""
        theory = self._spread_theory()
        guard = theory.switch()
        while (model := theory.model([guard])) is not None:
            spread = self._grown(theory, self._spread(model), [], 2 * self.n)
            local = theory.switch()
            held = [2 * self.n + i + 1 for i in spread]
            while (model := theory.model([*held, local])) is not None:
                members = self._members(model)
                yield members
                theory.add(self._other_than(members, False, local))
            theory.add([-local])
            theory.add(self._other_than(spread, True, guard, 2 * self.n))
        theory.add([-guard])

    def range_maximal_with(self, include: Sequence[int], exclude: Sequence[int]) -> list[int] | None:
        """Return a semi-stable set that has some members and lacks others, or None where there is none."""
        theory = self._spread_theory()
        guard = theory.switch()
        given = [i + 1 for i in include] + [-i - 1 for i in exclude]
        while (model := theory.model([*given, guard])) is not None:
            spread = self._grown(theory, self._spread(model), given, 2 * self.n)
            held = [2 * self.n + i + 1 for i in spread]
            if self._above(theory, spread, [], 2 * self.n) is None:
                model = theory.model([*given, *held])
                return None if model is None else self._members(model)
            theory.add(self._other_than(spread, True, guard, 2 * self.n))
        return None

    def _members(self, model: list[int]) -> list[int]:
        return [i for i in range(self.n) if model[i] > 0]

    def _spread(self, model: list[int]) -> list[int]:
        return [i for i in range(self.n) if model[i] > 0 or model[self.n + i] > 0]

    def _grown(self, theory: Clauses, held: list[int], given: list[int], offset: int) -> list[int]:
        """Return a maximal set of variables that holds these ones, among models with the given literals."""
        while (larger := self._above(theory, held, given, offset)) is not None:
            held = larger
        return held

    def _above(self, theory: Clauses, held: list[int], given: list[int], offset: int) -> list[int] | None:
        guard = theory.switch()
        theory.add(self._other_than(held, True, guard, offset))
        model = theory.model([*given, *(offset + i + 1 for i in held), guard])
        theory.add([-guard])
        if model is None:
            return None
        return self._members(model) if offset == 0 else self._spread(model)

    def _other_than(self, held: Sequence[int], above: bool, guard: int, offset: int = 0) -> list[int]:
        """Return the clause that asks for something outside a set, or else, where allowed, for less of it."""
        inside = set(held)
        clause = [-guard, *(offset + i + 1 for i in range(self.n) if i not in inside)]
        return clause if above else clause + [-(offset + i + 1) for i in held]


def encode(part: Part, rules: Rules) -> list[list[int]]:
    """Return the clauses of a part: variables 1..n for in, n+1..2n for out (and 2n+1..3n for either of them).

    >>> encode(Part((0,), [[]], [[]]), Rules(closed=False))
    [[-2], [-1, -2]]
    """
    n = len(part)
    clauses: list[list[int]] = []
    for i, attackers in enumerate(part.attackers):
        inside, out = i + 1, n + i + 1
        clauses.append([-out, *(j + 1 for j in attackers)])
        clauses += [[out, -(j + 1)] for j in attackers]
        clauses.append([-inside, -out])
        if rules.defended:
            clauses += [[-inside, n + j + 1] for j in attackers]
        if rules.closed:
            clauses.append([inside, *(-(n + j + 1) for j in attackers)])
        if rules.total:
            clauses.append([inside, out])
    return clauses
