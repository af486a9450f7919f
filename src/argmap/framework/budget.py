"""How much work a question may cost."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from argmap.framework.errors import BudgetError


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work a question may cost; when it is used up, the answer is unknown.

    Args:
        seconds: of wall-clock time, or None for no bound. What is known after a time differs between
            machines.
        steps: of work, or None for no bound: search nodes, or conflicts that the solver meets. The same
            steps give the same answer everywhere.

    >>> Budget(seconds=2.5)
    Budget(seconds=2.5, steps=None)
    """

    seconds: float | None = None
    steps: int | None = None


DEFAULT = Budget(seconds=60.0)
"""What a question may cost where the caller says nothing."""


class Meter:
    """The work done so far against a budget; one question uses one meter throughout."""

    __slots__ = ("_checked", "_deadline", "_most", "_paused", "budget", "steps")

    CLOCK = 64
    """So many steps are counted between two looks at the clock."""

    def __init__(self, budget: Budget | None) -> None:
        self.budget = DEFAULT if budget is None else budget
        self.steps = 0
        self._checked = 0
        self._most = self.budget.steps
        seconds = self.budget.seconds
        self._deadline = None if seconds is None else monotonic() + seconds
        self._paused = 0.0

    def spend(self, steps: int = 1) -> None:
        """Count work.

        Raises:
            BudgetError: the budget is used up.
        """
        self.steps += steps
        if self._most is not None and self.steps > self._most:
            raise BudgetError(
                f"no answer within {self._most:,} steps; ask with a larger budget=",
                budget=self.budget,
                steps=self.steps,
            )
        if self._deadline is not None and self.steps - self._checked >= self.CLOCK:
            self.look()

    def look(self) -> None:
        """Look at the clock.

        Raises:
            BudgetError: the time is over.
        """
        self._checked = self.steps
        if self._deadline is not None and monotonic() > self._deadline:
            raise BudgetError(
                f"no answer within {self.budget.seconds:g} seconds; ask with a larger budget=",
                budget=self.budget,
                steps=self.steps,
            )

    def pause(self) -> None:
        """Stop the clock: a result is handed out, and what is done with it costs nothing."""
        self._paused = monotonic()

    def resume(self) -> None:
        """Let the clock run on."""
        if self._deadline is not None:
            self._deadline += monotonic() - self._paused

    @property
    def left(self) -> int | None:
        """How many steps are left, or None where they are not bounded."""
        return None if self._most is None else max(0, self._most - self.steps)
