"""A lazy product: combinations of choices that are themselves found one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def product(choices: Sequence[Iterator[T]]) -> Iterator[tuple[T, ...]]:
    """Yield every way to take one from each; an iterator is read only as far as it is needed, and only once.

    The last one turns fastest, as in `itertools.product`, which would read all of them first.

    >>> list(product([iter("ab"), iter("xy")]))
    [('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]
    """
    seen: list[list[T]] = [[] for _ in choices]
    for found, more in zip(seen, choices, strict=True):
        for item in more:
            found.append(item)
            break
        else:
            return  # nothing to take from here, so there is no combination at all
    at = [0] * len(choices)
    while True:
        yield tuple([found[i] for found, i in zip(seen, at, strict=True)])
        for turning in reversed(range(len(choices))):
            at[turning] += 1
            if at[turning] < len(seen[turning]):
                break
            more_items = list(_next(choices[turning]))
            if more_items:
                seen[turning] += more_items
                break
            at[turning] = 0
        else:
            return


def _next(items: Iterator[T]) -> Iterator[T]:
    for item in items:
        yield item
        return
