"""Speed of argmap.framework against its peers, each in the same run; ratios are what to read.

Run: python bench/framework_bench.py [--quick]. Needs pygarg, python-sat and formal-argumentation (dev group).
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing as mp
import random
import statistics
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from time import perf_counter

import networkx as nx

from argmap.framework import Budget, Framework, accepts, contributions, count, extensions, grounded, strength

Names = list[str]
Pairs = list[tuple[str, str]]
Row = tuple[str, str, str, str, str]

PATIENCE = 20.0
"""A peer's query is stopped after so many seconds, and counts with that time: its ratio is a lower bound."""


def erdos_renyi(n: int, degree: float, seed: int) -> tuple[Names, Pairs]:
    rng = random.Random(seed)
    names = [f"a{i}" for i in range(n)]
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < round(n * degree):
        a, b = rng.choice(names), rng.choice(names)
        if a != b:
            pairs[a, b] = None
    return names, list(pairs)


def mutual(n: int, degree: float, seed: int) -> tuple[Names, Pairs]:
    """A third of the conflicts go both ways: many preferred extensions."""
    names, pairs = erdos_renyi(n, degree * 3 / 4, seed)
    return names, list(dict.fromkeys([*pairs, *((b, a) for a, b in pairs[::3])]))


def watts_strogatz(n: int, degree: float, seed: int) -> tuple[Names, Pairs]:
    """Each tie of a small world is an attack one way; a quarter of them go both ways."""
    rng = random.Random(seed)
    graph = nx.watts_strogatz_graph(n, round(degree) * 2 // 2 * 2, 0.3, seed=seed)
    pairs: Pairs = []
    for a, b in graph.edges:
        one, other = (f"a{a}", f"a{b}") if rng.random() < 0.5 else (f"a{b}", f"a{a}")
        pairs.append((one, other))
        if rng.random() < 0.25:
            pairs.append((other, one))
    return [f"a{i}" for i in range(n)], pairs


def bipolar_dag(n: int, seed: int) -> tuple[Names, Pairs, Pairs, dict[str, float]]:
    """Two reasons per argument, from among the thousand before it."""
    rng = random.Random(seed)
    names = [f"a{i}" for i in range(n)]
    attacks, supports = {}, {}
    for i in range(1, n):
        for _ in range(2):
            pair = names[rng.randrange(max(0, i - 1_000), i)], names[i]
            if pair not in attacks and pair not in supports:
                (attacks if rng.random() < 0.5 else supports)[pair] = None
    return names, list(attacks), list(supports), {name: rng.random() for name in names}


def timed(question: Callable[[], object], times: int = 1) -> tuple[float, object]:
    """The shortest of some runs: on a shared machine the others measure the neighbours."""
    best, answer = float("inf"), None
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        answer = question()
        best = min(best, perf_counter() - start)
        if best > 0.5:  # long enough for noise not to matter
            break
    return best, answer


def pygarg_skeptical(names: Names, pairs: Pairs, argument: str, pipe: object) -> None:
    from pygarg.dung import solver

    pipe.send(solver.preferred_skeptical_acceptability(names, [list(pair) for pair in pairs], argument)[0])


def with_patience(target: Callable[..., None], *args: object) -> tuple[float, object]:
    """Run a peer in a process of its own, and stop it after a while."""
    ours, theirs = mp.Pipe()
    start = perf_counter()
    process = mp.get_context("fork").Process(target=target, args=(*args, theirs))
    process.start()
    answer = ours.recv() if ours.poll(PATIENCE) else None
    took = perf_counter() - start
    process.kill()
    process.join()
    return took, answer


def seconds(value: float) -> str:
    return f"{value * 1_000:.2f} ms" if value < 1 else f"{value:.2f} s"


def compared(what: str, goal: str, ours: Iterable[float], theirs: Iterable[float], stopped: int = 0) -> Row:
    ours, theirs = list(ours), list(theirs)
    ratios = sorted(b / a for a, b in zip(ours, theirs, strict=True))
    more = f", {stopped} stopped" if stopped else ""
    return (
        what,
        seconds(statistics.median(ours)),
        seconds(statistics.median(theirs)) + more,
        f"{sum(theirs) / sum(ours):.1f} (median {statistics.median(ratios):.1f}, least {ratios[0]:.1f})",
        goal,
    )


def preferred_rows(seeds: int) -> Iterable[Row]:
    from pygarg.dung import solver

    families = [("ER", erdos_renyi, d) for d in (1.5, 2.0, 3.0, 4.0)]
    families += [("mutual", mutual, 1.0), ("mutual", mutual, 1.3), ("WS", watts_strogatz, 4.0)]
    for name, family, degree in families:
        ours, theirs, found = [], [], []
        for seed in range(seeds if name == "ER" else seeds // 2):
            names, pairs = family(100, degree, seed)
            took, own = timed(lambda n=names, p=pairs: set(extensions(Framework(n, p), "preferred")), 3)
            ours.append(took)
            lists = [list(pair) for pair in pairs]
            took, other = timed(lambda n=names, p=lists: solver.extension_enumeration(n, p, "PR"), 3)
            theirs.append(took)
            assert own == {tuple(sorted(s, key=names.index)) for s in other}
            found.append(len(own))
        sizes = f"{min(found)} to {max(found)}"
        yield compared(
            f"all preferred, 100 arguments, {name} {degree:g} ({sizes}), pygarg", ">= 5", ours, theirs
        )


def skeptical_rows(seeds: int) -> Iterable[Row]:
    for name, family, degree in (("ER", erdos_renyi, 3.0), ("WS", watts_strogatz, 4.0)):
        ours, theirs, stopped, answers = [], [], 0, []
        for seed in range(seeds):
            names, pairs = family(1_000, degree, seed)
            framework = Framework(names, pairs)
            # An argument that the grounded extension does not settle: the others are no question.
            open_ones = grounded(framework).undecided or framework.arguments
            argument = random.Random(seed).choice(open_ones)
            took, verdict = timed(
                lambda f=framework, a=argument: accepts(
                    f, a, "preferred", mode="skeptical", budget=Budget(seconds=PATIENCE)
                )
            )
            ours.append(took)
            answers.append(verdict.status)
            took, answer = with_patience(pygarg_skeptical, names, pairs, argument)
            theirs.append(took)
            stopped += answer is None
            assert answer is None or not verdict.known or bool(verdict) == answer
        shown = ", ".join(f"{answers.count(a)} {a}" for a in ("yes", "no", "unknown") if a in answers)
        what = f"skeptical preferred, 1,000 arguments, {name} {degree:g} ({shown}), pygarg"
        yield compared(what, ">= 30", ours, theirs, stopped)


def grounded_rows(n: int, repeats: int) -> Iterable[Row]:
    from argumentation.core import dung

    names = [f"a{i}" for i in range(n)]
    for shape, pairs in (
        ("chain", list(pairwise(names))),
        ("ER 1.5", erdos_renyi(n, 1.5, 1)[1]),
        ("tree", [(names[i], names[(i - 1) // 2]) for i in range(1, n)]),
    ):
        cold, whole, theirs, their_whole = [], [], [], []
        for _ in range(repeats):
            built, framework = timed(lambda p=pairs: Framework(names, p))
            took, own = timed(lambda f=framework: grounded(f))
            cold.append(took)
            whole.append(built + took)
            their_built, other = timed(
                lambda p=pairs: dung.ArgumentationFramework(frozenset(names), frozenset(p))
            )
            took, extension = timed(lambda o=other: dung.grounded_extension(o))
            theirs.append(took)
            their_whole.append(their_built + took)
            assert extension == frozenset(own.accepted)
        yield compared(f"grounded, {n:,} arguments, {shape}, formal-argumentation", ">= 5", cold, theirs)
        yield compared("  the same with construction", "", whole, their_whole)


def strength_rows(n: int, repeats: int) -> Iterable[Row]:
    from argumentation.gradual import dfquad, gradual

    names, attacks, supports, scores = bipolar_dag(n, 1)
    theirs_graph = gradual.WeightedBipolarGraph(
        frozenset(names), scores, frozenset(attacks), frozenset(supports)
    )
    for semantics, peer, times in (
        ("df_quad", dfquad.dfquad_strengths, repeats),
        ("quadratic_energy", gradual.quadratic_energy_strengths_discrete, 1),
    ):
        ours, theirs = [], []
        for _ in range(times):
            framework = Framework(names, attacks, supports, scores)
            took, own = timed(lambda f=framework, s=semantics: strength(f, s))
            ours.append(took)
            took, other = timed(lambda p=peer: p(theirs_graph))
            theirs.append(took)
            assert all(abs(other.strengths[a] - own[a].value) < 1e-6 for a in names[::97])
        yield compared(f"strength, {semantics}, {n:,} arguments, formal-argumentation", ">= 5", ours, theirs)


def alone_rows(quick: bool) -> Iterable[Row]:
    n = 100_000 if quick else 1_000_000
    names, attacks, supports, scores = bipolar_dag(n, 2)
    built, framework = timed(lambda: Framework(names, attacks, supports, scores))
    took, _ = timed(lambda: strength(framework))
    what = f"strength, quadratic_energy, {n:,} arguments"
    yield what, seconds(took), f"built in {seconds(built)}", "", "<= 10 s"
    took, _ = timed(lambda: strength(framework, "df_quad"))
    yield f"strength, df_quad, {n:,} arguments", seconds(took), "lists kept", "", "<= 10 s"
    took, _ = timed(lambda: grounded(Framework(names, attacks)))
    yield f"grounded, {n:,} arguments, with construction", seconds(took), "", "", "1 to 3 s"
    built, chain = timed(lambda: Framework(range(n), [(i, i + 1) for i in range(n - 1)]))
    took, own = timed(lambda: strength(chain))
    what = f"strength of a chain of {n:,} ({own.status})"
    yield what, seconds(took), f"built in {seconds(built)}", "", "answers"
    took, _ = timed(lambda: grounded(chain))
    yield f"grounded labelling of a chain of {n:,}", seconds(took), "", "", "1 to 3 s"
    names, attacks, supports, scores = bipolar_dag(1_000, 3)
    framework = Framework(names, attacks, supports, scores)
    topic = max(names, key=lambda a: len(framework.cone(a)))
    size = len(framework.cone(topic))
    for method in ("gradient", "removal"):
        runs = [timed(lambda m=method: contributions(framework, topic, method=m))[0] for _ in range(5)]
        goal = "<= 20 ms" if method == "gradient" else ""
        what = f"{method} contributions to one topic, 1,000 arguments, {size} in its cone"
        yield what, seconds(statistics.median(runs)), "", "", goal
    pairs: Pairs = []  # rings of mutual attackers: as many choices as members, multiplied
    for ring, size in enumerate([2] * 16 + [3] + [10] * 3):
        members = [f"r{ring}-{k}" for k in range(size)]
        pairs += [(a, b) for a in members for b in members if a != b]
    wide = Framework(dict.fromkeys(a for pair in pairs for a in pair), pairs)
    took, number = timed(lambda: count(wide, "preferred"))
    yield f"counting {number:,} preferred extensions", seconds(took), "", "", "0.5 s"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer seeds, smaller graphs")
    quick = parser.parse_args().quick
    print(f"Python {sys.version.split()[0]}; ratio: the peer's total time by ours")
    print(f"{'what':94} {'ours':>10} {'peer':>24}  {'ratio':44} goal")
    for rows in (
        preferred_rows(8 if quick else 20),
        skeptical_rows(3 if quick else 8),
        grounded_rows(100_000, 1 if quick else 3),
        strength_rows(100_000, 1 if quick else 3),
        alone_rows(quick),
    ):
        for what, ours, theirs, ratio, goal in rows:
            print(f"{what:94} {ours:>10} {theirs:>24}  {ratio:44} {goal}", flush=True)


if __name__ == "__main__":
    main()
