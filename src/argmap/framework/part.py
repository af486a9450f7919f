"""A part of the attack graph that is solved on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from argmap.framework.adjacency import Lists


@dataclass(frozen=True, slots=True)
class Part:
    """Some arguments with the attacks among them, numbered from 0.

    Args:
        members: the places of the arguments in the whole framework, ascending.
        targets: for each member, by its number here, those that it attacks.
        attackers: for each member, by its number here, those that attack it.
    """

    members: tuple[int, ...]
    targets: Lists
    attackers: Lists

    @classmethod
    def of(cls, members: Sequence[int], targets: Lists) -> Part:
        """Return the part of an attack graph that some places make.

        >>> Part.of([1, 2], [[1], [2], [0]]).attackers
        [[], [0]]
        """
        number = {place: i for i, place in enumerate(members)}
        own = [[number[t] for t in targets[place] if t in number] for place in members]
        attackers: Lists = [[] for _ in members]
        for i, row in enumerate(own):
            for target in row:
                attackers[target].append(i)
        return cls(tuple(members), own, attackers)

    def __len__(self) -> int:
        return len(self.members)

    def places(self, numbers: Sequence[int]) -> list[int]:
        """Return where members stand in the whole framework."""
        return [self.members[i] for i in numbers]


def mask_of(numbers: Sequence[int]) -> int:
    """Return numbers as the bits of an integer.

    >>> mask_of([0, 2])
    5
    """
    return reduce(lambda mask, i: mask | 1 << i, numbers, 0)


def numbers_of(mask: int) -> list[int]:
    """Return the bits of an integer as numbers, ascending.

    >>> numbers_of(5)
    [0, 2]
    """
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
