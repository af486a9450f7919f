"""The answer to the question whether an argument is accepted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from argmap.framework.errors import BudgetError
from argmap.framework.labels import listed

A = TypeVar("A", bound=Hashable)

Status = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict(Generic[A]):
    """Whether an argument is accepted, with a witness; true for yes, false for no.

    Args:
        argument: the one that was asked about.
        semantics: whose extensions count.
        mode: ``"credulous"``: some extension holds it; ``"skeptical"``: every extension does.
        status: ``"yes"``, ``"no"``, or ``"unknown"`` when the budget was used up; never a guess.
        witness: an extension that holds the argument where it is credulously accepted, one that lacks it
            where it is not skeptically accepted; None where no single extension shows it, or where the answer
            was found but the budget did not suffice to complete the extension.
        reason: why, in words.
        support: how support edges were read, None where there are none.

    >>> verdict = Verdict("a", "preferred", "credulous", "yes", ("a", "c"), "an extension holds it")
    >>> print(verdict)
    yes: 'a' is credulously accepted under preferred semantics, because an extension holds it: a, c
    """

    argument: A
    semantics: str
    mode: str
    status: Status
    witness: tuple[A, ...] | None
    reason: str
    support: str | None = None

    @property
    def known(self) -> bool:
        """Whether the answer is yes or no."""
        return self.status != "unknown"

    def __bool__(self) -> bool:
        """Return whether the answer is yes.

        Raises:
            BudgetError: it is not known.
        """
        if self.status == "unknown":
            raise BudgetError(f"it is not known whether {self.argument!r} is accepted: {self.reason}")
        return self.status == "yes"

    def __str__(self) -> str:
        way = "credulously" if self.mode == "credulous" else "skeptically"
        is_it = {"yes": "is", "no": "is not", "unknown": "may or may not be"}[self.status]
        shown = "" if self.witness is None else f": {listed(self.witness)}"
        reading = "" if self.support is None else f" ({self.support} support)"
        return (
            f"{self.status}: {self.argument!r} {is_it} {way} accepted under {self.semantics} semantics"
            f"{reading}, because {self.reason}{shown}"
        )
