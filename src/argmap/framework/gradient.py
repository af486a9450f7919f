"""The derivative of one strength by every base score, in one reverse pass."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from argmap.framework.equations import BUDGET, CONVERGED, EXACT, Equations
from argmap.framework.topic import Topic

A = TypeVar("A", bound=Hashable)


def gradient(topic: Topic[A]) -> tuple[list[float], int]:
    """Return, for each member, the derivative of the topic's strength by its base score, and the status.

    Components are passed from the topic to the leaves, and each hands back to its sources how much the topic
    depends on them. On a circle the dependencies solve the linear equations of implicit differentiation, by
    the same damped steps as the strengths.

    >>> from argmap.framework.equations import Iteration
    >>> from argmap.framework.framework import Framework
    >>> from argmap.framework.gradual import gradual
    >>> pair = Topic(Framework("ab", supports=[("a", "b")]), "b", gradual("df_quad"), None, Iteration())
    >>> gradient(pair)
    ([0.5, 0.5], 0)
    """
    equations, values = topic.equations, topic.values
    semantics, base = equations.semantics, equations.base
    aggregate = equations.aggregate()
    n = len(topic)
    by_base, by_source = [0.0] * n, [0.0] * n  # how the equation of a place reacts
    slopes: list[list[tuple[int, float]]] = [[]] * n
    for i in range(n):
        total = aggregate(i, values)
        by_base[i] = semantics.by_base(base[i], total)
        by_source[i] = semantics.by_aggregate(base[i], total)
        slopes[i] = _slopes(equations, i, values, by_source[i])
    weight = [0.0] * n
    weight[topic.topic] = 1.0
    status = topic.note[0]
    for position in reversed(range(len(topic.components))):
        component = topic.components[position]
        if topic.circular[position]:
            status = max(status, _solve(component, weight, slopes, topic))
        inside = set(component)
        for i in component:
            own = weight[i]
            if own:
                for source, slope in slopes[i]:
                    if source not in inside:
                        weight[source] += own * slope
    return [own * reaction for own, reaction in zip(weight, by_base, strict=True)], status


def _slopes(equations: Equations, i: int, values: Sequence[float], slope: float) -> list[tuple[int, float]]:
    """Return how the strength of a place reacts to each of its sources."""
    if not equations.semantics.product:
        against = [(source, -slope) for source in equations.attackers[i]]
        return against + [(source, slope) for source in equations.supporters[i]]
    return _of_product(equations.attackers[i], values, -slope) + _of_product(
        equations.supporters[i], values, slope
    )


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


def _solve(
    component: list[int], weight: list[float], slopes: list[list[tuple[int, float]]], topic: Topic[A]
) -> int:
    """Solve w = given + (transposed slopes) w on one component by damped steps."""
    inside = set(component)
    given = {i: weight[i] for i in component}
    if not any(given.values()):
        return EXACT
    inner = [(i, source, slope) for i in component for source, slope in slopes[i] if source in inside]
    own = dict(given)
    damping, tolerance = topic.how.damping, topic.how.tolerance
    for _ in range(topic.how.max_steps):
        aim = dict(given)
        for i, source, slope in inner:
            aim[source] += own[i] * slope
        off = max(abs(aim[i] - own[i]) for i in component)
        if off <= tolerance:
            break
        if off > DIVERGED:
            return BUDGET
        own = {i: own[i] + damping * (aim[i] - own[i]) for i in component}
    else:
        return BUDGET
    for i in component:
        weight[i] = own[i]
    return CONVERGED


DIVERGED = 1e12
"""Dependencies this large do not come back: the strengths of the circle are no stable solution."""
