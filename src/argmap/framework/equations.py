"""The equations that strengths fulfil, solved place by place and, on circles, by damped steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

from argmap.framework.adjacency import Lists
from argmap.framework.errors import OptionError
from argmap.framework.gradual import GradualSemantics

EXACT, CONVERGED, OSCILLATING, BUDGET = range(4)
"""How a number was found, the best first; what rests on a worse number is no better."""


Reaction = tuple[float, list[tuple[int, float]]]
"""How a strength reacts to its own base score, and to each source."""


@dataclass(frozen=True, slots=True)
class Iteration:
    """How circles are solved: damped steps from the base scores towards a fixed point.

    Args:
        damping: how far each step goes towards the right-hand side, in (0, 1].
        tolerance: a component has converged when no equation is off by more.
        max_steps: the most steps for one component.
    """

    damping: float = 0.5
    tolerance: float = 1e-9
    max_steps: int = 10_000

    def __post_init__(self) -> None:
        if not 0 < self.damping <= 1:
            raise OptionError("damping", self.damping, f"damping must be in (0, 1], not {self.damping!r}")
        if not self.tolerance > 0:
            raise OptionError(
                "tolerance", self.tolerance, f"tolerance must be positive, not {self.tolerance!r}"
            )
        if self.max_steps < 1:
            raise OptionError(
                "max_steps", self.max_steps, f"max_steps must be positive, not {self.max_steps!r}"
            )


@dataclass(frozen=True, slots=True)
class Equations:
    """One equation per place: its strength, from its base score and the strengths of its sources.

    A strength of 0 has no influence in any of the semantics, so a place that is fixed at 0 is as good as
    gone.

    Args:
        semantics: the form of the equations.
        base: the base score of each place.
        attackers: the places that attack each place.
        supporters: the places that support each place.
    """

    semantics: GradualSemantics
    base: list[float]
    attackers: Lists
    supporters: Lists

    def aggregate(self) -> Callable[[int, Sequence[float]], float]:
        """Return the function from a place and all strengths to the aggregate of its sources."""
        attackers, supporters = self.attackers, self.supporters
        if self.semantics.product:

            def by_product(place: int, values: Sequence[float]) -> float:
                against = prod([1 - values[source] for source in attackers[place]])
                return against - prod([1 - values[source] for source in supporters[place]])

            return by_product

        def by_sum(place: int, values: Sequence[float]) -> float:
            return sum([values[s] for s in supporters[place]]) - sum([values[s] for s in attackers[place]])

        return by_sum

    def right_hand_side(self) -> Callable[[int, Sequence[float]], float]:
        """Return the function from a place and all strengths to what the strength of the place should be."""
        base, influence, aggregate = self.base, self.semantics.influence, self.aggregate()
        return lambda place, values: influence(base[place], aggregate(place, values))

    def reactions(self) -> Callable[[int, Sequence[float]], Reaction]:
        """Return the function from a place and all strengths to how its equation reacts to small changes."""
        semantics, base, aggregate = self.semantics, self.base, self.aggregate()

        def react(place: int, values: Sequence[float]) -> Reaction:
            total = aggregate(place, values)
            slope = semantics.by_aggregate(base[place], total)
            return semantics.by_base(base[place], total), self.slopes(place, values, slope)

        return react

    def slopes(self, place: int, values: Sequence[float], slope: float) -> list[tuple[int, float]]:
        """Return how the strength of a place reacts to each of its sources."""
        attackers, supporters = self.attackers[place], self.supporters[place]
        if not self.semantics.product:
            return [(s, -slope) for s in attackers] + [(s, slope) for s in supporters]
        return _of_product(attackers, values, -slope) + _of_product(supporters, values, slope)

    def is_circular(self, component: list[int]) -> bool:
        """Return whether a strongly connected component holds a circle."""
        place = component[0]
        return len(component) > 1 or place in self.attackers[place] or place in self.supporters[place]


def _of_product(sources: Sequence[int], values: Sequence[float], slope: float) -> list[tuple[int, float]]:
    """Return the slopes of 1 - (1 - s1)(1 - s2)...: for each source the product over all others."""
    after = [1.0]
    for source in reversed(sources):
        after.append(after[-1] * (1 - values[source]))
    before = 1.0
    found = []
    for k, source in enumerate(sources):
        found.append((source, slope * before * after[len(sources) - 1 - k]))
        before *= 1 - values[source]
    return found


def relax(
    component: Sequence[int],
    values: list[float],
    start: Sequence[float],
    right: Callable[[int, Sequence[float]], float],
    how: Iteration,
) -> tuple[int, float, int]:
    """Solve the equations of one component by damped steps; ``values`` of its places are changed.

    All places step at once (Jacobi), so the result does not depend on their order. Two steps that lead back
    to where they began, without a fixed point, are an oscillation.

    Args:
        component: the places to solve for.
        values: the strengths of all places; those outside the component are given.
        start: for each place of the component the strength to start from.
        right: the right-hand side of the equation of a place.
        how: damping, tolerance, the most steps.

    Returns:
        How it ended, by how much the worst equation is off, and the number of steps.
    """
    damping, tolerance = how.damping, how.tolerance
    for place, value in zip(component, start, strict=True):
        values[place] = value
    before: list[float] | None = None
    returns = 0
    residual = 0.0
    for step in range(how.max_steps + 1):
        aims = [right(place, values) for place in component]
        now = [values[place] for place in component]
        residual = max(abs(aim - own) for aim, own in zip(aims, now, strict=True))
        if residual <= tolerance:
            return CONVERGED, residual, step
        after = [own + damping * (aim - own) for aim, own in zip(aims, now, strict=True)]
        if before is not None and max(abs(x - y) for x, y in zip(after, before, strict=True)) <= tolerance:
            returns += 1
            if returns >= STEADY and residual * damping > SWING * tolerance:
                return OSCILLATING, residual, step
        else:
            returns = 0
        if step == how.max_steps:
            break
        for place, value in zip(component, after, strict=True):
            values[place] = value
        before = now
    return BUDGET, residual, how.max_steps


STEADY = 3
"""So many returns in a row are an oscillation, not a chance."""

SWING = 1_000
"""Steps so many tolerances wide that yet lead back belong to an oscillation, not to slow convergence."""
