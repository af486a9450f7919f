"""Which steps go where others go that they aim at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def taken_along(gone: Iterable[str], targets: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids that go, each once: those given, and all whose targets go too, however far off.

    ``targets`` holds what each step aims at. The time is linear in them.

    >>> taken_along(["s1"], {"s1": ["a"], "s2": ["s1"], "s3": ["s2", "b"], "s4": ["b"]})
    ['s1', 's2', 's3']
    """
    aimed: dict[str, list[str]] = {}
    for id, ends in targets.items():
        for end in ends:
            aimed.setdefault(end, []).append(id)
    found = dict.fromkeys(gone)
    waiting = list(found)
    for id in waiting:  # which grows by those that aim at one of them
        for other in aimed.get(id, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return waiting
