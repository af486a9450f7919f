"""The argument tree that every library builds: the same claims, steps and texts, from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

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
    """Yield the steps: every claim but the root is a premise of one, its target drawn from those before it.

    Such a tree is about as deep as it is in real maps: some twenty steps at 10,000 claims.
    """
    chance = random.Random(SEED + 1)
    open_step: dict[int, int] = {}  # by target, its last step
    made: list[tuple[int, list[int]]] = []
    for number in range(1, size):
        target = chance.randrange(number)
        if target in open_step and chance.random() < LINKED:
            made[open_step[target]][1].append(number)
        else:
            open_step[target] = len(made)
            made.append((target, [number]))
    for place, (target, premises) in enumerate(made):
        yield f"s{place}", f"c{target}", tuple(f"c{number}" for number in premises)
