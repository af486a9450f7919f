"""Frameworks to test with, and what they mean by the letter of the definitions."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from argmap.framework import Framework

SEMANTICS = (
    "conflict-free",
    "admissible",
    "complete",
    "grounded",
    "preferred",
    "stable",
    "semi-stable",
    "ideal",
)


@st.composite
def frameworks(
    draw: st.DrawFn, most: int = 8, *, acyclic: bool = False, supports: bool = False
) -> Framework[str]:
    """Frameworks of up to ``most`` arguments, from empty to dense, with self-attacks; some with supports."""
    n = draw(st.integers(0, most))
    names = [f"a{i}" for i in range(n)]
    pairs = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if not acyclic or i < j]

    def relation() -> list[tuple[str, str]]:
        kept = draw(st.integers(0, 2 ** len(pairs) - 1))
        for _ in range(draw(st.integers(0, 2))):  # each mask halves the density
            kept &= draw(st.integers(0, 2 ** len(pairs) - 1))
        return [pair for k, pair in enumerate(pairs) if kept >> k & 1]

    attacks = relation()
    return Framework(names, attacks, relation() if supports else ())


@st.composite
def graded(draw: st.DrawFn, most: int = 7, *, acyclic: bool = True) -> Framework[str]:
    """Frameworks with attacks, supports and base scores."""
    plain = draw(frameworks(most, acyclic=acyclic, supports=True))
    scores = st.floats(0, 1, allow_nan=False).map(lambda score: round(score, 3))
    return plain.with_base_scores({a: draw(scores) for a in plain})


def sparse(n: int, degree: float, seed: int) -> Framework[str]:
    """A random framework with so many attacks per argument on average."""
    rng = random.Random(seed)
    names = [f"a{i}" for i in range(n)]
    attacks = [(rng.choice(names), rng.choice(names)) for _ in range(round(n * degree))]
    return Framework(names, attacks)


def by_definition(framework: Framework[str]) -> dict[str, set[tuple[str, ...]]]:
    """The extensions of every semantics, by looking at every subset: the truth table of a small framework."""
    names = framework.arguments
    n = len(names)
    place = {name: i for i, name in enumerate(names)}
    attackers, targets = [0] * n, [0] * n
    for a, b in framework.attacks:
        attackers[place[b]] |= 1 << place[a]
        targets[place[a]] |= 1 << place[b]
    conflict_free, admissible, complete, stable, reach = [], [], [], [], {}
    for subset in range(1 << n):
        attacked = 0
        for i in range(n):
            if subset >> i & 1:
                attacked |= targets[i]
        if attacked & subset:
            continue
        conflict_free.append(subset)
        defended = sum(1 << i for i in range(n) if not attackers[i] & ~attacked)
        if subset & ~defended:
            continue
        admissible.append(subset)
        reach[subset] = subset | attacked
        if defended == subset:
            complete.append(subset)
        if reach[subset] == (1 << n) - 1:
            stable.append(subset)
    preferred = [s for s in admissible if not any(s != t and not s & ~t for t in admissible)]
    semi_stable = [
        s for s in complete if not any(reach[s] != reach[t] and not reach[s] & ~reach[t] for t in complete)
    ]
    shared = (1 << n) - 1
    for subset in preferred:
        shared &= subset
    ideal = max((s for s in admissible if not s & ~shared), key=int.bit_count)
    grounded = min(complete, key=int.bit_count)
    found = {
        "conflict-free": conflict_free,
        "admissible": admissible,
        "complete": complete,
        "grounded": [grounded],
        "preferred": preferred,
        "stable": stable,
        "semi-stable": semi_stable,
        "ideal": [ideal],
    }
    return {
        semantics: {tuple(names[i] for i in range(n) if subset >> i & 1) for subset in subsets}
        for semantics, subsets in found.items()
    }
