"""How one strength reacts when base scores move: a tornado, and the smallest decisive change."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from argmap.framework.equations import Iteration
from argmap.framework.errors import OptionError, UnknownArgumentError, in_unit_interval
from argmap.framework.framework import Framework
from argmap.framework.gradual import GradualSemantics, gradual
from argmap.framework.strengths import How
from argmap.framework.topic import Topic
from argmap.progress import tracked

A = TypeVar("A", bound=Hashable)

GRID = 16
"""So many steps to either side are tried for a decisive change, before the crossing is narrowed down."""

HALVINGS = 40
"""A crossing is narrowed down by so many halvings: far below what a base score can mean."""


@dataclass(frozen=True, slots=True)
class Swing(Generic[A]):
    """What one base score does to the strength of the topic.

    Args:
        argument: whose base score moves.
        base: its base score.
        low: the strength of the topic where the base score is lowered.
        high: the strength of the topic where the base score is raised.
        decisive: the base score nearest to the present one at which the topic reaches the other side of the
            threshold; None where none does, or where no threshold is given.
    """

    argument: A
    base: float
    low: float
    high: float
    decisive: float | None = None

    @property
    def width(self) -> float:
        """How far apart the two strengths are."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado(Generic[A]):
    """The swings of all base scores behind one strength, the widest first; immutable.

    ``tornado[x]`` is the swing of the argument x.

    Args:
        topic: the argument whose strength is looked at.
        strength: its strength.
        semantics: the name of the gradual semantics.
        status: how the worst of the strengths behind it was found.
        spread: how far each base score was moved to either side.
        threshold: the strength that a decisive change reaches, or None.
        swings: the widest first.

    >>> print(sensitivity(Framework("ab", attacks=[("a", "b")], base_scores={"a": 0.9}), "b", threshold=0.4))
    sensitivity of b = 0.2762 to base scores ± 0.1 (quadratic_energy, exact), threshold 0.4
      0.2210 .. 0.3315  b  decisive at 0.7240
      0.3049 .. 0.2500  a  decisive at 0.5000
    """

    topic: A
    strength: float
    semantics: str
    status: How
    spread: float
    threshold: float | None
    swings: tuple[Swing[A], ...]

    def __getitem__(self, argument: A) -> Swing[A]:
        for swing in self.swings:
            if swing.argument == argument:
                return swing
        raise UnknownArgumentError(argument, [swing.argument for swing in self.swings])

    def __len__(self) -> int:
        return len(self.swings)

    def __iter__(self) -> Iterator[Swing[A]]:
        return iter(self.swings)

    @property
    def smallest_change(self) -> Swing[A] | None:
        """The swing whose base score has to move least for the topic to cross the threshold."""
        able = [swing for swing in self.swings if swing.decisive is not None]
        return min(able, key=lambda swing: abs((swing.decisive or 0.0) - swing.base), default=None)

    def __str__(self) -> str:
        head = (
            f"sensitivity of {self.topic} = {self.strength:.4f} to base scores ± {self.spread:g} "
            f"({self.semantics}, {self.status})"
        )
        if self.threshold is not None:
            head += f", threshold {self.threshold:g}"
        lines = [head]
        for swing in self.swings:
            decisive = "" if swing.decisive is None else f"  decisive at {swing.decisive:.4f}"
            lines.append(f"  {swing.low:.4f} .. {swing.high:.4f}  {swing.argument}{decisive}")
        return "\n".join(lines)


def sensitivity(
    framework: Framework[A],
    topic: A,
    *,
    spread: float = 0.1,
    threshold: float | None = None,
    semantics: str | GradualSemantics = "quadratic_energy",
    default_base: float | None = None,
    damping: float = 0.5,
    tolerance: float = 1e-9,
    max_steps: int = 10_000,
) -> Tornado[A]:
    """Return how far the strength of a topic swings when single base scores are moved.

    Every base score that leads to the topic, its own included, is lowered and raised by the spread, within
    [0, 1]. With a threshold the nearest base score is sought at which the topic comes to the other side of
    it: on a grid of 16 steps to either side, narrowed down by halving; a crossing between two steps that goes
    back again can be missed.

    Args:
        framework: arguments, attacks, supports and base scores.
        topic: the argument whose strength is looked at.
        spread: how far base scores move to either side.
        threshold: the strength that decides something.
        semantics: the gradual semantics; see `strength`.
        default_base: the base score of arguments without one; see `strength`.
        damping: how far each step on a circle goes.
        tolerance: a circle is solved when no equation is off by more.
        max_steps: the most steps for one component.

    Raises:
        UnknownArgumentError: there is no such topic.
        UnknownOptionError: there is no such semantics.
        SupportError: there are supports, and the semantics is defined for attacks only.
        OptionError: a number is out of its range.

    >>> pair = Framework("ab", supports=[("a", "b")])
    >>> [swing.argument for swing in sensitivity(pair, "b")]
    ['b', 'a']
    """
    chosen = gradual(semantics)
    model = Topic(framework, topic, chosen, default_base, Iteration(damping, tolerance, max_steps))
    return swung(model, spread, threshold)


def swung(model: Topic[A], spread: float, threshold: float | None) -> Tornado[A]:
    """Return how far a topic whose equations are solved swings."""
    if not 0 < spread <= 1:
        raise OptionError("spread", spread, f"spread must be in (0, 1], not {spread!r}")
    if threshold is not None:
        in_unit_interval("threshold", threshold)
    topic, name, value = model.members[model.topic], model.equations.semantics.name, model.value
    swings = []
    for i, argument in enumerate(tracked(model.members, "Moving base scores")):
        score = model.equations.base[i]
        low = model.with_base(i, max(0.0, score - spread))
        high = model.with_base(i, min(1.0, score + spread))
        decisive = None if threshold is None else _decisive(model, i, score, threshold)
        swings.append(Swing(argument, score, low, high, decisive))
    swings.sort(key=lambda swing: -swing.width)
    return Tornado(topic, value, name, model.status, spread, threshold, tuple(swings))


def _decisive(model: Topic[A], i: int, score: float, threshold: float) -> float | None:
    """Return the base score nearest to the present one that brings the topic across the threshold."""
    above = model.value >= threshold

    def crosses(candidate: float) -> bool:
        return (model.with_base(i, candidate) >= threshold) != above

    nearest: float | None = None
    for end in (0.0, 1.0):
        kept = score
        for step in range(1, GRID + 1):
            candidate = score + (end - score) * step / GRID
            if crosses(candidate):
                for _ in range(HALVINGS):
                    middle = (kept + candidate) / 2
                    if crosses(middle):
                        candidate = middle
                    else:
                        kept = middle
                if nearest is None or abs(candidate - score) < abs(nearest - score):
                    nearest = candidate
                break
            kept = candidate
    return nearest
