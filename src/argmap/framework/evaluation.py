"""How strong arguments are, given base scores, attacks and supports."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from argmap.framework.adjacency import Lists
from argmap.framework.components import strong_components
from argmap.framework.equations import EXACT, Equations, Iteration, relax
from argmap.framework.errors import SupportError, in_unit_interval
from argmap.framework.framework import Framework
from argmap.framework.gradual import GradualSemantics, gradual
from argmap.framework.strengths import Strengths

A = TypeVar("A", bound=Hashable)

Notes = dict[int, tuple[int, float, int]]
"""For places that circles lead to: how their value was found, the residual, the steps."""


def strength(
    framework: Framework[A],
    semantics: str | GradualSemantics = "quadratic_energy",
    *,
    default_base: float | None = None,
    damping: float = 0.5,
    tolerance: float = 1e-9,
    max_steps: int = 10_000,
) -> Strengths[A]:
    """Return the strength of every argument, with how it was found.

    Where no circle leads, strengths are computed in topological order and exact. Each strongly connected
    component beyond is solved by damped steps from the base scores; where such a component swings between two
    states, or takes too long, all that rests on it is marked so.

    Args:
        framework: arguments, attacks, supports and base scores.
        semantics: ``"quadratic_energy"`` (Potyka 2018), ``"df_quad"`` (Rago, Toni, Aurisicchio & Baroni
            2016), ``"euler"`` (Amgoud & Ben-Naim 2018), ``"mlp"`` (Potyka 2021), ``"h_categoriser"`` (Besnard
            & Hunter 2001; attacks only), or a `GradualSemantics` of one's own.
        default_base: the base score of arguments without one; by default the neutral one of the semantics:
            0.5, for the h-categoriser 1.
        damping: how far each step on a circle goes, in (0, 1].
        tolerance: a circle is solved when no equation is off by more.
        max_steps: the most steps for one component.

    Raises:
        UnknownOptionError: there is no such semantics.
        SupportError: there are supports, and the semantics is defined for attacks only.
        OptionError: a number is out of its range.

    >>> reasons = Framework("abc", [("a", "c")], [("b", "c")], {"a": 0.2, "b": 0.8})
    >>> strength(reasons)["c"].value > 0.5
    True
    >>> strength(Framework("ab", [("a", "b"), ("b", "a")]))["a"].status
    'converged'
    """
    chosen = gradual(semantics)
    how = Iteration(damping, tolerance, max_steps)
    base = base_scores(framework, chosen, default_base)
    values, rest = _in_order(chosen, base, framework._attack_lists(), framework._support_lists())
    notes: Notes = {}
    if rest:
        equations = Equations(
            chosen, base, framework._attack_lists(back=True), framework._support_lists(back=True)
        )
        notes = on_circles(equations, rest, values, how)
    return Strengths(chosen.name, framework.arguments, values, framework._place, notes)


def base_scores(framework: Framework[A], semantics: GradualSemantics, default: float | None) -> list[float]:
    """Return the base score of every place.

    Raises:
        SupportError: there are supports, and the semantics is defined for attacks only.
        OptionError: the default is not in [0, 1].
    """
    if framework.supports and not semantics.bipolar:
        raise SupportError(
            f"{semantics.name} is defined for attacks only, and the framework has "
            f"{len(framework.supports):,} supports; use quadratic_energy, df_quad, euler or mlp"
        )
    neutral = semantics.neutral if default is None else in_unit_interval("default_base", default)
    base = [neutral] * len(framework)
    for argument, score in framework.base_scores.items():
        base[framework._place[argument]] = score
    return base


def _in_order(
    semantics: GradualSemantics, base: list[float], attacks: Lists, supports: Lists
) -> tuple[list[float], list[int]]:
    """Return the strengths of all places that no circle leads to, and the other places.

    Each place hands its strength on as soon as it is known, so the lists of targets are all that is needed.
    """
    n = len(base)
    waits = [0] * n  # sources whose strength is not known yet
    for lists in (attacks, supports):
        for targets in lists:
            for target in targets:
                waits[target] += 1
    order = [place for place in range(n) if not waits[place]]
    values = list(base)
    influence = semantics.influence
    if semantics.product:
        against, favour = [1.0] * n, [1.0] * n
        for place in order:
            values[place] = own = influence(base[place], against[place] - favour[place])
            for target in attacks[place]:
                against[target] *= 1 - own
                waits[target] -= 1
                if not waits[target]:
                    order.append(target)
            for target in supports[place]:
                favour[target] *= 1 - own
                waits[target] -= 1
                if not waits[target]:
                    order.append(target)
    else:
        energy = [0.0] * n
        for place in order:
            values[place] = own = influence(base[place], energy[place])
            for target in attacks[place]:
                energy[target] -= own
                waits[target] -= 1
                if not waits[target]:
                    order.append(target)
            for target in supports[place]:
                energy[target] += own
                waits[target] -= 1
                if not waits[target]:
                    order.append(target)
    return values, [] if len(order) == n else [place for place in range(n) if waits[place]]


def on_circles(equations: Equations, rest: Sequence[int], values: list[float], how: Iteration) -> Notes:
    """Compute the strengths of the places that circles lead to, component by component."""
    n = len(values)
    sources: Lists = [[]] * n
    for place in rest:
        sources[place] = equations.attackers[place] + equations.supporters[place]
    right = equations.right_hand_side()
    notes: Notes = {}
    for component in strong_components(rest, sources, n):  # sources come first
        inherited = [notes[source] for place in component for source in sources[place] if source in notes]
        if equations.is_circular(component):
            inherited.append(relax(component, values, [equations.base[i] for i in component], right, how))
        else:
            values[component[0]] = right(component[0], values)
        note = worst(inherited)
        for place in component:
            notes[place] = note
    return notes


def worst(notes: Sequence[tuple[int, float, int]]) -> tuple[int, float, int]:
    """Return the worst status, the largest residual and the most steps.

    >>> worst([(1, 0.25, 3), (2, 0.5, 1)])
    (2, 0.5, 3)
    """
    return (
        max((code for code, _, _ in notes), default=EXACT),
        max((residual for _, residual, _ in notes), default=0.0),
        max((steps for _, _, steps in notes), default=0),
    )
