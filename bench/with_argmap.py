"""What the benchmark asks of argmap."""

from __future__ import annotations

from pathlib import Path

import argmap as am
from tree import claims, steps

ROOT = "c0"


def build(size: int) -> am.ArgumentMap:
    d = am.Draft("A tree")
    every = iter(claims(size))
    id, text = next(every)
    d.thesis(text, id=id)
    for id, text in every:
        d.claim(text, id=id)
    for id, target, premises in steps(size):
        d.support(target, *premises, jointly=True, id=id)
    return d.map()


def save(m: am.ArgumentMap, path: Path) -> None:
    m.dump(path)


def load(path: Path) -> am.ArgumentMap:
    return am.load(path)


def index(m: am.ArgumentMap) -> None:
    _ = m.index.reasons


def walk(m: am.ArgumentMap) -> int:
    return len(m.grounds(ROOT))


def dot(m: am.ArgumentMap) -> str:
    return m.draw().dot


def size_of(m: am.ArgumentMap) -> tuple[int, int]:
    return len(m.nodes), sum(len(r.premises) for r in m.relations)
