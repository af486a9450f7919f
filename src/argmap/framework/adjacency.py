"""Relations as lists of places: what the engines walk along."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

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


def targets_by_source(place: Mapping[A, int], pairs: Iterable[tuple[A, A]]) -> Lists:
    """Return for each place the places that its pairs lead to.

    >>> targets_by_source({"a": 0, "b": 1}, [("a", "b")])
    [[1], []]
    """
    nothing: list[int] = []
    lists = [nothing] * len(place)
    with paused_collector(len(place)):
        for a, b in pairs:
            source = place[a]
            if lists[source]:
                lists[source].append(place[b])
            else:
                lists[source] = [place[b]]
    return lists


def sources_by_target(place: Mapping[A, int], pairs: Iterable[tuple[A, A]]) -> Lists:
    """Return for each place the places whose pairs lead to it.

    >>> sources_by_target({"a": 0, "b": 1}, [("a", "b")])
    [[], [0]]
    """
    return targets_by_source(place, ((b, a) for a, b in pairs))
