"""How long pictures take: whole maps of 80, 300 and 1,000 cards beside Graphviz alone, and a cold command.

    uv run bench/draw.py [--sizes 80 300 1000] [--rounds 5]

It prints Markdown: the median of several runs, with the quickest and the slowest. A picture is all of
``m.draw(fold=(), relations="all").svg()``, with the choice of layout; ``dot -Tsvg`` is the program that argmap
brings, started on the DOT text of the same map (``drawing.dot``, cards as HTML-like labels), in the same run and in
turn with the pictures. ``cpu`` is the processor time of a picture, its children included, which says on a busy machine
what the clock would say on an idle one. ``aspect`` is width by height, as drawn and as ``dot`` draws it.
Two shapes have 1.1 relations a card: in ``grown`` ones each claim is a reason of one drawn at random, in ``even``
ones each card has three reasons; a tenth more are attacks between cards drawn at random. Every run has texts of its
own, so that nothing is cached.
"""

from __future__ import annotations

import argparse
import compileall
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median

import argmap as am
import tree
from argmap.draw.crossings import crossings
from argmap.draw.drawing import Drawing
from argmap.draw.engine import run

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

BARS = {80: 0.5, 300: 1.0, 1_000: 5.0}
"""The most seconds for so many cards."""
COLD, COLD_CARDS = 0.6, 36
SPINE, SECTION, CROSSINGS, PDF = 5.5, 7.5, 40, 150_000
TEXT = 10.5
"""How high the text of a card is in points."""
SHAPES = ("grown", "even")


def drawn_map(cards: int, shape: str, seed: int, *, extra: bool = True) -> am.ArgumentMap:
    """Return a map of so many cards: a tree, and a tenth as many attacks."""
    chance = random.Random(tree.SEED)
    nodes = [am.Claim(id=id, text=text) for id, text in tree.claims(cards, seed)]
    targets = [chance.randrange(i) if shape == "grown" else (i - 1) // 3 for i in range(1, cards)]
    relations: list[am.Relation] = [
        am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{target}")
        for i, target in enumerate(targets, 1)
    ]
    for i in range(cards // 10 if extra else 0):
        one, other = chance.sample(range(1, cards), 2)
        relations.append(am.Attacks(id=f"x{i}", premises=(f"c{one}",), target=f"c{other}"))
    return am.ArgumentMap(nodes, relations, title=f"{cards} cards", thesis="c0")


def seconds(act: Callable[[], object]) -> float:
    """Return how long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def said(values: Sequence[float]) -> str:
    """Return the median of some times, and the quickest and the slowest."""
    return f"{median(values):.2f} s ({min(values):.2f}–{max(values):.2f})"


def verdict(met: bool) -> str:
    return "met" if met else "**not met**"


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of a picture."""
    found = re.search(r'viewBox="([^"]+)"', svg)
    assert found
    _, _, width, height = map(float, found[1].split())
    return width, height


def aspect(svg: str) -> float:
    width, height = size_of(svg)
    return width / height


def points_on_a4(svg: str) -> float:
    """Return how high the text of a picture is in points, printed on A4 with margins of 10 mm."""
    width, height = size_of(svg)
    long, short = (277 * 72 / 25.4, 190 * 72 / 25.4)
    return TEXT * min(1.0, max(min(long / width, short / height), min(short / width, long / height)))


def drawing_of(m: am.ArgumentMap) -> Drawing:
    return m.draw(fold=(), relations="all", timeout=300)


def pictures(sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Yield the table of whole maps."""
    yield "| cards | shape | argmap | cpu | `dot -Tsvg` | ratio | aspect | of `dot` | crossings | bar | |"
    yield "|---:|---|---:|---:|---:|---:|---:|---:|---:|---|---|"
    drawing_of(drawn_map(10, "grown", 0)).svg()
    for cards in sizes:
        for shape in SHAPES:
            ours, theirs, busy = [], [], []
            for seed in range(1, rounds + 1):
                drawing = drawing_of(drawn_map(cards, shape, seed))
                before = sum(os.times()[:4])
                ours.append(seconds(drawing.svg))
                busy.append(sum(os.times()[:4]) - before)
                dot, made = drawing.dot, []
                theirs.append(
                    seconds(lambda dot=dot, made=made: made.append(run(dot, format="svg", timeout=300)))
                )
            layout = drawing._layout(drawing._scene(drawing._theme))
            bar = BARS.get(cards)
            ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
            row = (
                f"{cards:,}", shape, said(ours), f"{median(busy):.2f} s", said(theirs), f"{ratio:.2f}",
                f"{aspect(drawing.svg()):.2f}", f"{aspect(made[0].decode()):.2f}", f"{crossings(layout):,}",
                f"{bar} s" if bar else "", verdict(median(ours) <= bar) if bar else "",
            )  # fmt: skip
            yield f"| {' | '.join(row)} |"


def plain_trees(sizes: Sequence[int]) -> Iterator[str]:
    """Yield how wide whole trees are that have no further relation."""
    yield "| cards, tree only | shape | seconds | width × height | aspect |"
    yield "|---:|---|---:|---:|---:|"
    for cards in sizes:
        for shape in SHAPES:
            drawing = drawing_of(drawn_map(cards, shape, 1, extra=False))
            took = seconds(drawing.svg)
            width, height = size_of(drawing.svg())
            yield f"| {cards:,} | {shape} | {took:.2f} | {width:,.0f} × {height:,.0f} | {width / height:.2f} |"


def cold(rounds: int) -> Iterator[str]:
    """Yield how long the command takes in a new process, its modules compiled before."""
    compileall.compile_dir(str(Path(am.__file__).parent), quiet=2)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        file, picture = Path(folder) / "x.yaml", Path(folder) / "x.svg"
        drawn_map(COLD_CARDS, "grown", 1).dump(file)
        command = [sys.executable, "-m", "argmap", "draw", str(file), "-o", str(picture)]

        def act() -> None:
            subprocess.run(command, check=True, env=environment, capture_output=True)

        act()
        times = [seconds(act) for _ in range(rounds)]
    yield (
        f"| cold `argmap draw x.yaml -o x.svg`, {COLD_CARDS} cards | {said(times)} | at most {COLD} s | "
        f"{verdict(median(times) <= COLD)} |"
    )


def commentary() -> Iterator[str]:
    """Yield the figures of the worked example."""
    import rusi_commentary

    m = rusi_commentary.build()
    argument = m.without(m.factors)
    drawing = argument.draw(fold=(), relations=(am.Supports, am.Attacks, am.Answers))
    took = [
        seconds(argument.draw(fold=(), relations=(am.Supports, am.Attacks, am.Answers)).svg) for _ in range(3)
    ]
    crossed = crossings(drawing._layout(drawing._scene(drawing._theme)))
    ratio = aspect(drawing.svg())
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(io.StringIO()):
            rusi_commentary.main(["--out", folder])
        spine = points_on_a4((Path(folder) / "spine.svg").read_text("utf-8"))
    ways = (m.pages(), m.pages(group_by="section"), m.pages(group_by="paragraph"))
    pages = [points_on_a4(page.draw().svg()) for way in ways for page in way]
    pdf = len(m.draw().pdf())
    yield f"| commentary, {len(argument.nodes)} cards | {said(took)} | at most 0.5 s | {verdict(median(took) <= 0.5)} |"
    yield f"| its aspect | {ratio:.2f} | 0.5 to 2 | {verdict(0.5 <= ratio <= 2)} |"
    yield f"| its crossings, attacks drawn | {crossed} | at most {CROSSINGS} | {verdict(crossed <= CROSSINGS)} |"
    yield f"| its spine on A4 | {spine:.1f} pt | at least {SPINE} pt | {verdict(spine >= SPINE)} |"
    yield (
        f"| its {len(pages)} pages on A4, by reason, section and paragraph, the smallest | {min(pages):.1f} pt "
        f"| at least {SECTION} pt | "
        f"{verdict(min(pages) >= SECTION)} |"
    )
    yield f"| its PDF | {pdf / 1000:.0f} kB | at most {PDF // 1000} kB | {verdict(pdf <= PDF)} |"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=list(BARS))
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    for line in pictures(asked.sizes, asked.rounds):
        print(line, flush=True)
    print()
    for line in plain_trees(asked.sizes):
        print(line, flush=True)
    print("\n| | | bar | |\n|---|---:|---|---|")
    for part in (cold(max(asked.rounds, 7)), commentary()):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
