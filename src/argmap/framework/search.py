"""Extensions by a search of our own: integers as sets of arguments, propagation, branching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.framework.budget import Meter
from argmap.framework.components import strong_components
from argmap.framework.part import Part, numbers_of

State = tuple[int, int, int, int]
"""Sets as integers: in; not in; out (attacked from inside); those that have to get out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a set has to fulfil beyond freedom from conflict.

    Args:
        defended: it attacks whatever attacks it.
        closed: it holds whatever it defends.
        total: it attacks whatever is not in it.
        maximal: no other such set holds all of it.
    """

    defended: bool = True
    closed: bool = True
    total: bool = False
    maximal: bool = False


RULES = {
    "conflict-free": Rules(defended=False, closed=False),
    "admissible": Rules(closed=False),
    "complete": Rules(),
    "preferred": Rules(maximal=True),
    "stable": Rules(total=True),
}


class Covered:
    """The sets found so far, by column: for each argument, which of them hold it.

    Whether one of them holds a candidate is then a few intersections of long integers, not a walk over sets.

    >>> covered = Covered(3)
    >>> covered.add(0b011)
    >>> covered.holds(0b001), covered.holds(0b101)
    (True, False)
    """

    def __init__(self, n: int) -> None:
        self._columns = [0] * n
        self._count = 0

    def add(self, found: int) -> None:
        """Remember a set."""
        bit = 1 << self._count
        self._count += 1
        while found:
            low = found & -found
            self._columns[low.bit_length() - 1] |= bit
            found ^= low

    def holds(self, candidate: int) -> bool:
        """Return whether a remembered set holds all of a candidate."""
        left = (1 << self._count) - 1
        while left and candidate:
            low = candidate & -candidate
            left &= self._columns[low.bit_length() - 1]
            candidate ^= low
        return left != 0


class Search:
    """A search through the extensions of one part, by branching on arguments: first in, then not in.

    Nofal, Atkinson & Dunne (2014) branch over labels in this way and prune by what a choice forces. Because
    *in* comes first, a set is found before all its subsets, so a maximal set is known as such at once.

    Args:
        part: the arguments and attacks.
        meter: pays for each node of the search.
    """

    def __init__(self, part: Part, meter: Meter) -> None:
        self.part = part
        self.meter = meter
        n = len(part)
        # Upstream components first, so that a choice settles what lies downstream; then whatever attacks most.
        depth = [0] * n
        for level, component in enumerate(strong_components(range(n), part.attackers, n)):
            for i in component:
                depth[i] = level
        order = [(depth[i], -len(part.targets[i]), len(part.attackers[i]), i) for i in range(n)]
        self.number = [i for *_, i in sorted(order)]  # of the bit
        self.bit = bit = [0] * n
        for position, i in enumerate(self.number):
            bit[i] = 1 << position
        self.targets = [sum(bit[t] for t in part.targets[i]) for i in self.number]
        self.attackers = [sum(bit[a] for a in part.attackers[i]) for i in self.number]
        self.all = (1 << n) - 1
        self.selfish = sum(bit[i] for i in range(n) if i in part.attackers[i])

    def mask(self, numbers: Sequence[int]) -> int:
        """Return members as the bits of this search."""
        return sum(self.bit[i] for i in numbers)

    def members(self, mask: int) -> list[int]:
        """Return the members that a set of this search holds, ascending."""
        return sorted(self.number[position] for position in numbers_of(mask))

    def attackers_of(self, number: int) -> int:
        """Return what attacks a member, as a set of this search."""
        return self.attackers[self.bit[number].bit_length() - 1]

    def each(self, semantics: str, include: int = 0, exclude: int = 0) -> Iterator[int]:
        """Yield every set that fulfils the rules of a semantics, has some members, and lacks others.

        For ``"preferred"`` the sets are maximal among those that lack the excluded ones.

        Raises:
            BudgetError: the budget is used up.
        """
        rules = RULES[semantics]
        exempt = self.selfish | exclude if rules.maximal else self.all
        start = self._start(rules, exempt, include, exclude)
        if start is None:
            return
        found = Covered(len(self.part))
        stack: list[State] = [start]
        while stack:
            state = stack.pop()
            inside, barred, out, required = state
            free = self.all & ~inside & ~barred
            if rules.maximal and found.holds(inside | free):
                continue
            if not free:
                if rules.maximal:
                    found.add(inside)
                yield inside
                continue
            choice = self._choice(free, barred, required & ~out if rules.defended else 0)
            self.meter.spend()
            without = self._settle(rules, exempt, inside, barred | choice, out, required, 0, choice)
            if without is not None:
                stack.append(without)
            with_it = self._settle(rules, exempt, inside, barred, out, required, choice, 0)
            if with_it is not None:
                stack.append(with_it)

    def first(self, semantics: str, include: int = 0, exclude: int = 0) -> int | None:
        """Return the first of the sets that `each` yields, or None where there is none."""
        return next(self.each(semantics, include, exclude), None)

    def _start(self, rules: Rules, exempt: int, include: int, exclude: int) -> State | None:
        barred = self.selfish | exclude
        todo = include
        if rules.closed:
            for position in range(len(self.part)):
                if not self.attackers[position]:
                    todo |= 1 << position
        return self._settle(rules, exempt, 0, barred, 0, 0, todo, barred)

    def _choice(self, free: int, barred: int, pending: int) -> int:
        """Return the argument to branch on: an answer to the unanswered attack with the fewest answers."""
        best, fewest = free, len(self.part) + 1
        while pending:
            low = pending & -pending
            pending ^= low
            able = self.attackers[low.bit_length() - 1] & ~barred
            if able & free:
                answers = able.bit_count()
                if answers < fewest:
                    best, fewest = able & free, answers
        return best & -best

    def _settle(
        self,
        rules: Rules,
        exempt: int,
        inside: int,
        barred: int,
        out: int,
        required: int,
        todo: int,
        fresh: int,
    ) -> State | None:
        """Return the state after all that follows from a choice, or None where it cannot be.

        In a maximal set an argument that answers all its attackers by itself can only be missing because the
        set attacks it: otherwise it could join. So once such an argument is barred, it has to get out.

        Args:
            rules: what the set has to fulfil.
            exempt: arguments that may be left out without a reason.
            inside: arguments that are in.
            barred: arguments that are not in.
            out: arguments that are attacked from inside.
            required: arguments that have to get out.
            todo: arguments to put in.
            fresh: arguments that were barred just now, whose consequences are not drawn yet.
        """
        attackers, targets = self.attackers, self.targets
        defended, closed, total = rules.defended, rules.closed, rules.total
        fallen = 0  # arguments that got out just now
        watched = 0  # arguments that have to get out, to be looked at
        if total:
            required |= fresh
            watched = fresh & ~out
        while True:
            if todo:
                low = todo & -todo
                todo ^= low
                if inside & low:
                    continue
                if barred & low:
                    return None
                position = low.bit_length() - 1
                inside |= low
                hit = targets[position]
                new = (hit | attackers[position]) & ~barred
                fallen |= hit & ~out
                out |= hit
                barred |= new
                if inside & barred:
                    return None
                fresh |= new
                if defended:
                    required |= attackers[position]
                    watched |= attackers[position]
                if total:
                    required |= new
                    watched |= new
            elif fallen and closed:
                low = fallen & -fallen
                fallen ^= low
                rest = targets[low.bit_length() - 1] & ~inside & ~out
                while rest:
                    bit = rest & -rest
                    rest ^= bit
                    position = bit.bit_length() - 1
                    left = attackers[position] & ~out
                    if not left:
                        if barred & bit:  # it is defended, and was left out
                            return None
                        todo |= bit
                    elif barred & bit & ~exempt and not left & ~targets[position]:
                        required |= bit
                        watched |= bit
            elif fresh and defended:
                low = fresh & -fresh
                fresh ^= low
                position = low.bit_length() - 1
                if not low & (exempt | out) and not attackers[position] & ~out & ~targets[position]:
                    required |= low
                    watched |= low
                rest = targets[position] & ~out  # they lost one that could have put them out
                while rest:
                    bit = rest & -rest
                    rest ^= bit
                    position = bit.bit_length() - 1
                    able = attackers[position] & ~barred
                    if not able:
                        if required & bit:
                            return None
                        new = targets[position] & ~barred  # nothing can ever defend these
                        if new & inside:
                            return None
                        barred |= new
                        fresh |= new
                        if total:
                            required |= new
                            watched |= new
                    elif required & bit and not able & (able - 1):
                        todo |= able
            elif watched:
                low = watched & -watched
                watched ^= low
                if not out & low:
                    able = attackers[low.bit_length() - 1] & ~barred
                    if not able:
                        return None
                    if not able & (able - 1):
                        todo |= able
            else:
                return inside, barred, out, required
