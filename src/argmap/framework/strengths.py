"""Strengths of arguments, each with how it was found."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from argmap.framework.errors import UnknownArgumentError

A = TypeVar("A", bound=Hashable)

How = Literal["exact", "converged", "oscillating", "budget"]

STATUSES: tuple[How, How, How, How] = ("exact", "converged", "oscillating", "budget")

SHOWN = 20
"""The text form shows at most so many strengths."""


@dataclass(frozen=True, slots=True)
class Strength:
    """The strength of one argument, with how it was found.

    Args:
        value: in [0, 1].
        status: ``"exact"``: no circle leads to it; ``"converged"``: circles lead to it, and all were solved;
            ``"oscillating"``: one of them swings between two states; ``"budget"``: one of them was not solved
            in time. Of the last two, the value is the last state, and no solution.
        residual: by how much the worst equation behind the value is off.
        steps: how many steps the longest of the circles behind the value took.

    >>> print(Strength(0.25, "converged", 1e-10, 31))
    0.2500 (converged)
    """

    value: float
    status: How = "exact"
    residual: float = 0.0
    steps: int = 0

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        return f"{self.value:.4f}" if self.status == "exact" else f"{self.value:.4f} ({self.status})"


class Strengths(Mapping[A, Strength]):
    """The strength of every argument, in authored order; immutable.

    Args:
        semantics: the name of the gradual semantics.
        arguments: in the order of the framework.
        values: the strength of each of them.
        place: where each argument stands in that order.
        notes: for the places that circles lead to: how the value was found, the residual, the steps.

    >>> from argmap.framework import Framework, strength
    >>> strengths = strength(Framework("ab", [("a", "b")], base_scores={"a": 1.0}))
    >>> strengths["b"].value, strengths.status
    (0.25, 'exact')
    >>> print(strengths)
    strengths by quadratic_energy, exact
      1.0000  a
      0.2500  b
    """

    __slots__ = ("_arguments", "_notes", "_place", "_semantics", "_values")

    def __init__(
        self,
        semantics: str,
        arguments: tuple[A, ...],
        values: Sequence[float],
        place: Mapping[A, int],
        notes: Mapping[int, tuple[int, float, int]],
    ) -> None:
        self._semantics, self._arguments, self._place = semantics, arguments, place
        self._values = tuple(values)
        self._notes = dict(notes)

    @property
    def semantics(self) -> str:
        """The name of the gradual semantics."""
        return self._semantics

    @property
    def status(self) -> How:
        """How the worst of the strengths was found."""
        return STATUSES[max((code for code, _, _ in self._notes.values()), default=0)]

    @property
    def residual(self) -> float:
        """By how much the worst equation is off."""
        return max((residual for _, residual, _ in self._notes.values()), default=0.0)

    @property
    def steps(self) -> int:
        """How many steps the longest of the circles took; 0 where there is none."""
        return max((steps for _, _, steps in self._notes.values()), default=0)

    def values_by_argument(self) -> dict[A, float]:
        """Return the bare numbers; whether they are solutions is what ``status`` says.

        >>> from argmap.framework import Framework, strength
        >>> strength(Framework("ab", base_scores={"a": 0.3})).values_by_argument()
        {'a': 0.3, 'b': 0.5}
        """
        return dict(zip(self._arguments, self._values, strict=True))

    def __getitem__(self, argument: A) -> Strength:
        try:
            place = self._place[argument]
        except (KeyError, TypeError):
            raise UnknownArgumentError(argument, self._arguments) from None
        code, residual, steps = self._notes.get(place, (0, 0.0, 0))
        return Strength(self._values[place], STATUSES[code], residual, steps)

    def __len__(self) -> int:
        return len(self._arguments)

    def __iter__(self) -> Iterator[A]:
        return iter(self._arguments)

    def __hash__(self) -> int:
        return hash((self._semantics, frozenset(self._arguments)))

    def __repr__(self) -> str:
        return f"<Strengths: {len(self):,} arguments by {self._semantics}, {self.status}>"

    def __str__(self) -> str:
        lines = [f"strengths by {self._semantics}, {self.status}"]
        for argument in self._arguments[:SHOWN]:
            own = self[argument]
            mark = "" if own.status == "exact" else f"  ({own.status})"
            lines.append(f"  {own.value:.4f}  {argument}{mark}")
        if len(self) > SHOWN:
            lines.append(f"  and {len(self) - SHOWN:,} more")
        return "\n".join(lines)
