"""The derivative of one strength by every base score, in one reverse pass."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from argmap.framework.equations import BUDGET, CONVERGED, EXACT
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
    n, react = len(topic), topic.equations.reactions()
    reactions = [react(i, topic.values) for i in range(n)]
    by_base = [own for own, _ in reactions]
    slopes = [sources for _, sources in reactions]
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
