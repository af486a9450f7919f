"""Shapley values of the arguments that lead to a topic: exact for few, sampled for many."""

from __future__ import annotations

from collections.abc import Hashable
from math import comb, sqrt
from random import Random
from typing import TypeVar

from argmap.framework.topic import Topic
from argmap.progress import tracked

A = TypeVar("A", bound=Hashable)

FEW = 12
"""Up to so many players every coalition is computed: 4,096 of them."""


def exact(topic: Topic[A], players: list[int]) -> dict[int, float]:
    """Return the Shapley value of each player: its mean marginal contribution over all orders (Shapley 1953).

    >>> from argmap.framework.equations import Iteration
    >>> from argmap.framework.framework import Framework
    >>> from argmap.framework.gradual import gradual
    >>> trio = Framework("abc", attacks=[("a", "c"), ("b", "c")])
    >>> exact(Topic(trio, "c", gradual("quadratic_energy"), None, Iteration()), [0, 1])
    {0: -0.125, 1: -0.125}
    """
    count = len(players)
    if not count:
        return {}
    worth = [0.0] * (1 << count)
    for player in players:
        topic.fixed[player] = 0.0
    topic.solve()
    worth[0] = topic.value
    coalition = 0
    for step in range(1, 1 << count):
        turn = (step & -step).bit_length() - 1  # Gray code: neighbours differ in one player
        coalition ^= 1 << turn
        topic.fixed[players[turn]] = None if coalition >> turn & 1 else 0.0
        topic.change([players[turn]])
        worth[coalition] = topic.value
    for player in players:
        topic.fixed[player] = None
    topic.solve()
    share = [1 / (count * comb(count - 1, size)) for size in range(count)]
    values = {}
    for turn, player in enumerate(players):
        bit = 1 << turn
        values[player] = sum(
            share[coalition.bit_count()] * (worth[coalition | bit] - worth[coalition])
            for coalition in range(1 << count)
            if not coalition & bit
        )
    return values


def sampled(topic: Topic[A], players: list[int], samples: int, seed: int) -> dict[int, tuple[float, float]]:
    """Return an estimate of the Shapley value of each player, with its standard error.

    Players enter in random orders, each pair of orders being the reverse of one another, which lowers the
    variance (Castro, Gómez & Tejada 2009; Mitchell, Cooper, Frank & Holmes 2022). The estimates add up to the
    whole effect, as exact values do.

    >>> from argmap.framework.equations import Iteration
    >>> from argmap.framework.framework import Framework
    >>> from argmap.framework.gradual import gradual
    >>> trio = Framework("abc", attacks=[("a", "c"), ("b", "c")])
    >>> sampled(Topic(trio, "c", gradual("quadratic_energy"), None, Iteration()), [0, 1], samples=10, seed=1)
    {0: (-0.125, 0.0), 1: (-0.125, 0.0)}
    """
    random = Random(seed)
    total = dict.fromkeys(players, 0.0)
    squares = dict.fromkeys(players, 0.0)
    for player in players:
        topic.fixed[player] = 0.0
    topic.solve()
    empty = list(topic.values)
    pairs = max(2, samples // 2)
    for _ in tracked(range(pairs), "Sampling orders"):
        order = list(players)
        random.shuffle(order)
        gain = dict.fromkeys(players, 0.0)
        for way in (order, order[::-1]):
            for player in players:
                topic.fixed[player] = 0.0
            topic.values[:] = empty
            before = topic.value
            for player in way:
                topic.fixed[player] = None
                topic.change([player])
                gain[player] += (topic.value - before) / 2
                before = topic.value
        for player, value in gain.items():
            total[player] += value
            squares[player] += value * value
    for player in players:
        topic.fixed[player] = None
    topic.solve()
    result = {}
    for player in players:
        mean = total[player] / pairs
        variance = max(0.0, squares[player] / pairs - mean * mean) * pairs / (pairs - 1)
        result[player] = (mean, sqrt(variance / pairs))
    return result
