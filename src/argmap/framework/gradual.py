"""Gradual semantics: how the strengths of attackers and supporters move an argument from its base score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from argmap.framework.errors import UnknownOptionError

Influence = Callable[[float, float], float]
"""From the base score and the aggregate of attackers and supporters to a number."""


@dataclass(frozen=True, slots=True)
class GradualSemantics:
    """A way to compute strengths, in two steps (Mossakowski & Neuhaus 2018): aggregate, then influence.

    Args:
        name: what `strength` calls it by.
        product: whether sides are aggregated as 1 - (1 - s1)(1 - s2)..., or as sums where false; the
            aggregate is that of the supporters less that of the attackers.
        influence: the strength, from base score and aggregate.
        by_base: the derivative of the influence by the base score.
        by_aggregate: the derivative of the influence by the aggregate.
        neutral: the base score of arguments that have none.
        bipolar: whether it is defined where there are supports.

    >>> quadratic = GRADUAL["quadratic_energy"]
    >>> quadratic.influence(0.5, 1.0)
    0.75
    """

    name: str
    product: bool
    influence: Influence
    by_base: Influence
    by_aggregate: Influence
    neutral: float = 0.5
    bipolar: bool = True


def quadratic_energy(base: float, energy: float) -> float:
    """Return the strength by the quadratic energy model (Potyka 2018).

    >>> quadratic_energy(0.5, -1.0)
    0.25
    """
    square = energy * energy
    if energy >= 0:
        return base + (1 - base) * (square / (1 + square)) if square != float("inf") else 1.0
    return base - base * (square / (1 + square)) if square != float("inf") else 0.0


def _quadratic_by_base(base: float, energy: float) -> float:
    return 1 / (1 + energy * energy)


def _quadratic_by_energy(base: float, energy: float) -> float:
    slope = 2 * abs(energy) / (1 + energy * energy) ** 2
    return (1 - base) * slope if energy >= 0 else base * slope


def df_quad(base: float, aggregate: float) -> float:
    """Return the strength by DF-QuAD (Rago, Toni, Aurisicchio & Baroni 2016).

    >>> df_quad(0.5, -0.5)
    0.25
    """
    return base + aggregate * (1 - base) if aggregate >= 0 else base + aggregate * base


def _df_quad_by_base(base: float, aggregate: float) -> float:
    return 1 - abs(aggregate)


def _df_quad_by_aggregate(base: float, aggregate: float) -> float:
    if aggregate == 0:  # a kink: the mean of both sides, which is what a central difference shows
        return 0.5
    return 1 - base if aggregate > 0 else base


def euler(base: float, energy: float) -> float:
    """Return the strength by the Euler-based semantics (Amgoud & Ben-Naim 2018).

    >>> euler(0.5, 0.0)
    0.5
    """
    if energy > STEEP:
        return 1.0 if base > 0 else 0.0
    return 1 - (1 - base * base) / (1 + base * exp(energy))


def _euler_by_base(base: float, energy: float) -> float:
    if energy > STEEP:
        return 0.0
    lift = exp(energy)
    return (2 * base + base * base * lift + lift) / (1 + base * lift) ** 2


def _euler_by_energy(base: float, energy: float) -> float:
    if energy > STEEP:
        return 0.0
    lift = exp(energy)
    return (1 - base * base) * base * lift / (1 + base * lift) ** 2


def mlp(base: float, energy: float) -> float:
    """Return the strength by the semantics of multilayer perceptrons (Potyka 2021): log-odds plus energy.

    >>> mlp(0.5, 0.0)
    0.5
    """
    if base in (0, 1):
        return base
    if energy < -STEEP:
        return 0.0
    return base / (base + (1 - base) * exp(-energy)) if energy < STEEP else 1.0


def _mlp_by_base(base: float, energy: float) -> float:
    if abs(energy) > STEEP:
        return 0.0
    fall = exp(-energy)
    return fall / (base + (1 - base) * fall) ** 2


def _mlp_by_energy(base: float, energy: float) -> float:
    own = mlp(base, energy)
    return own * (1 - own)


def h_categoriser(base: float, energy: float) -> float:
    """Return the strength by the h-categoriser (Besnard & Hunter 2001), weighted by a base score.

    With base score 1 it is theirs; Amgoud, Ben-Naim, Doder & Vesic (2017) gave it base scores.

    >>> h_categoriser(1.0, -1.0)
    0.5
    """
    return base / (1 - energy)


def _h_categoriser_by_base(base: float, energy: float) -> float:
    return 1 / (1 - energy)


def _h_categoriser_by_energy(base: float, energy: float) -> float:
    return base / (1 - energy) ** 2


STEEP = 350.0
"""Beyond this energy exponential functions have reached their limits, and their squares would overflow."""

GRADUAL = {
    known.name: known
    for known in (
        GradualSemantics(
            "quadratic_energy", False, quadratic_energy, _quadratic_by_base, _quadratic_by_energy
        ),
        GradualSemantics("df_quad", True, df_quad, _df_quad_by_base, _df_quad_by_aggregate),
        GradualSemantics("euler", False, euler, _euler_by_base, _euler_by_energy),
        GradualSemantics("mlp", False, mlp, _mlp_by_base, _mlp_by_energy),
        GradualSemantics(
            "h_categoriser",
            False,
            h_categoriser,
            _h_categoriser_by_base,
            _h_categoriser_by_energy,
            neutral=1.0,
            bipolar=False,
        ),
    )
}
"""The gradual semantics that are known by name."""


def gradual(semantics: str | GradualSemantics) -> GradualSemantics:
    """Return a gradual semantics, by name or as it is.

    Raises:
        UnknownOptionError: there is no semantics of that name.
    """
    if isinstance(semantics, GradualSemantics):
        return semantics
    if semantics not in GRADUAL:
        raise UnknownOptionError("semantics", semantics, GRADUAL)
    return GRADUAL[semantics]
