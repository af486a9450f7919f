"""Relations as lists of places: what the engines walk along."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

A = TypeVar("A", bound=Hashable)

Lists = list[list[int]]
"""For each place the places that its edges lead to, in authored order. Read only: empty lists are shared."""

MANY = 50_000
"""From so many parts on, the garbage collector is paused while they are built: it finds nothing there."""


@contextmanager
def paused_collector(parts: int) -> Iterator[None]:
    """Pause the garbage collector while many parts are built: it would walk over them again and again."""
    if parts < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Relation(Generic[A]):
    """Pairs of arguments, each once and in authored order, with the lists that the engines walk along.

    Lists are built when first asked for, and kept: they follow from the pairs, and every question needs some.

    Args:
        pairs: hashable pairs of known arguments.
        place: where each argument stands.

    Raises:
        KeyError: an end of a pair has no place.
        TypeError: an end of a pair cannot be hashed.

    >>> relation = Relation((("a", "b"), ("a", "b")), {"a": 0, "b": 1})
    >>> relation.pairs, relation.lists(), relation.lists(back=True)
    ((('a', 'b'),), [[1], []], [[], [0]])
    """

    __slots__ = ("_ends", "_n", "_sources", "_starts", "_targets", "pairs")

    def __init__(self, pairs: Iterable[tuple[A, A]], place: Mapping[A, int]) -> None:
        self.pairs = tuple(dict.fromkeys(pairs))
        self._starts = [place[a] for a, _ in self.pairs]
        self._ends = [place[b] for _, b in self.pairs]
        self._n = len(place)
        self._targets: Lists | None = None
        self._sources: Lists | None = None

    def lists(self, *, back: bool = False) -> Lists:
        """Return for each place the places that its pairs lead to, or come from where ``back`` is true."""
        if back:
            if self._sources is None:
                self._sources = _grouped(self._ends, self._starts, self._n)
            return self._sources
        if self._targets is None:
            self._targets = _grouped(self._starts, self._ends, self._n)
        return self._targets


def _grouped(keys: list[int], values: list[int], n: int) -> Lists:
    nothing: list[int] = []
    lists = [nothing] * n
    with paused_collector(n):
        for key, value in zip(keys, values, strict=True):
            if lists[key]:
                lists[key].append(value)
            else:
                lists[key] = [value]
    return lists
