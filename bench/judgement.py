"""Speed of judging a map: gradients of one topic, strengths, labels and explanations.

Run: python bench/judgement.py [--rounds N]. The map of the example is labelled and explained as its author does; its
texts are read from the example alone. Figures are medians; the bars are those of the project.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "examples"))

import argmap as am
from argmap.analysis.bipolar import bipolar, weighed_semantics
from argmap.analysis.contributions import contributions
from argmap.analysis.extensions import extensions
from argmap.analysis.load_bearing import load_bearing
from argmap.analysis.strength import strength
from argmap.framework.equations import Iteration
from argmap.framework.gradient import gradient


def argued(size: int, seed: int) -> am.ArgumentMap:
    """A map of so many claims: each supports or attacks an earlier one, some linked, some undercutting."""
    rng = random.Random(seed)
    nodes = [am.Claim(id="c0", text="The thesis.")]
    relations: list[am.Relation] = []
    for i in range(1, size):
        nodes.append(am.Claim(id=f"c{i}", text=f"Claim {i}.", confidence=rng.choice([None, "low", "high"])))
        premises = (f"c{i}", f"c{i - 1}") if i > 2 and rng.random() < 0.2 else (f"c{i}",)
        target = f"c{rng.randrange(max(0, i - 40), max(1, i - 2))}"
        kind = am.Attacks if rng.random() < 0.3 else am.Supports
        if kind is am.Attacks and relations and rng.random() < 0.3:
            target = rng.choice(relations[-20:]).id
        relations.append(kind(id=f"r{i}", premises=premises, target=target))
    return am.ArgumentMap(nodes, relations, thesis="c0")


def median(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some work in milliseconds, after one round to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    rows: list[tuple[str, float, float | None]] = []

    large = [argued(1_000, seed) for seed in range(3)]
    wholes = [bipolar(m) for m in large]
    semantics = weighed_semantics("quadratic energy", wholes[0])
    topics = [whole.topic("c0", semantics, Iteration()) for whole in wholes]
    cone = statistics.median(len(topic) for topic in topics)

    def each(work: Callable[[int], object]) -> float:
        return statistics.median(median(lambda seed=seed: work(seed), rounds) for seed in range(3))

    rows.append((f"gradients of one topic, {cone:,.0f} arguments", each(lambda i: gradient(topics[i])), 20))
    rows.append(("the same from the map", each(lambda i: contributions(large[i], "c0", "gradient")), None))
    rows.append(("strengths of 1,000 nodes", each(lambda i: strength(large[i])), None))
    rows.append(("labels of 1,000 nodes", each(lambda i: am.evaluate(large[i])), None))

    import rusi_commentary

    m = rusi_commentary.build()
    thesis = m.thesis
    assert thesis is not None

    def judge() -> None:
        am.evaluate(m)
        am.explain(m, thesis)

    rows.append((f"label and explain the example, {len(m.nodes)} nodes", median(judge, rounds), 20))
    rows.append(("what its thesis hangs on", median(lambda: load_bearing(m, thesis), rounds), None))
    rows.append(("its strengths", median(lambda: strength(m), rounds), None))
    rows.append(("its preferred extensions", median(lambda: list(extensions(m)), rounds), None))

    print("| | ms | bar | |\n|---|---:|---:|---|")
    for name, time, bar in rows:
        met = "" if bar is None else "met" if time <= bar else "missed"
        print(f"| {name} | {time:.2f} | {'' if bar is None else bar} | {met} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
