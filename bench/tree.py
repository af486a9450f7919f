"""The argument tree that every library builds: the same claims, steps and texts, from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

SEED = 20240718
LINKED = 0.2  # the share of premises that join the step before them at the same target

WORDS = (
    "policy evidence border council region budget court school force peace reform market report group "
    "service trust security strategy economy conflict measure official village program operation law"
).split()

Step = tuple[str, str, tuple[str, ...]]
"""The id of a step of support, its target, and its premises, several where they are linked."""


def claims(size: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each claim; the first is the root."""
    chance = random.Random(seed)
    for number in range(size):
        words = " ".join(chance.choices(WORDS, k=chance.randint(6, 16)))
        yield f"c{number}", f"Claim {number}: {words}."


def steps(size: int) -> Iterator[Step]:
    """Yield the steps: every claim but the root is a premise of one, and targets are drawn at random.

    Such a tree is about as deep as it is in real maps: some twenty steps at 10,000 claims. The claims are
    numbered as a text gives them: each followed by its reasons, and theirs, before the next one.
    """
    chance = random.Random(SEED + 1)
    steps_at: list[list[list[int]]] = [[] for _ in range(size)]
    for number in range(1, size):
        above = steps_at[chance.randrange(number)]
        if above and chance.random() < LINKED:
            above[-1].append(number)
        else:
            above.append([number])
    order: list[int] = []
    work = [0]
    while work:
        drawn = work.pop()
        order.append(drawn)
        work.extend(number for step in reversed(steps_at[drawn]) for number in reversed(step))
    place = {drawn: number for number, drawn in enumerate(order)}
    numbers = count()
    for drawn in order:
        for step in steps_at[drawn]:
            yield f"s{next(numbers)}", f"c{place[drawn]}", tuple(f"c{place[number]}" for number in step)
