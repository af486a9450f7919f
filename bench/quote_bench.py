"""How long finding a quote takes, in the seed text and in a text of a million characters.

Run: ``python bench/quote_bench.py [FILE]``. The bars: a quote that stands in the seed text is found in under
1 ms, at one place or at several; for words that do not stand there, which an author sees once, the nearest
passage may take up to 50 ms. The exit code is 1 where the median misses a bar.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import argmap as am
from argmap.model.text import SourceText, verify

FOUND_BAR, NEAREST_BAR = 1e-3, 50e-3
SEED_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seed"
ROUNDS = 400


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def folded(words: str) -> str:
    return re.sub(r"\s+", "\xa0 ", words.replace("’", "'").replace("–", "-"))


def negated(words: str) -> str:
    run = words.split()
    return " ".join([*run[:3], "not", *run[3:]])


def slices(text: SourceText, chance: random.Random) -> Iterable[str]:
    words = list(re.finditer(r"\S+", text.text))
    for _ in range(ROUNDS):
        first = chance.randrange(len(words) - 25)
        last = first + chance.randrange(5, 25)
        yield text.text[words[first].start() : words[last].end()]


def passages(runs: Iterable[str]) -> Iterable[tuple[str, str]]:
    for run in runs:
        words = run.split()
        yield " ".join(words[:3]), " ".join(words[-2:])


def measured(text: SourceText) -> dict[str, list[float]]:
    chance = random.Random(1)
    runs = list(slices(text, chance))
    kinds: dict[str, list[str] | list[tuple[str, str]]] = {
        "verbatim": runs,
        "folded": [folded(run) for run in runs],
        "opening … closing": list(passages(runs)),
        "a common word (ambiguous)": ["the"] * 20,
        "a word added (nearest, diff)": [negated(run) for run in runs[:100]],
        "other words (nearest, diff)": [" ".join(reversed(run.split())) for run in runs[:100]],
    }
    return {kind: [seconds(lambda q=q: text.find(q)) for q in quotes] for kind, quotes in kinds.items()}


def report(name: str, text: SourceText, *, bars: bool) -> bool:
    print(f"\n{name}: {text!r}")
    print(f"  {'indexed once':32} {1e3 * seconds(lambda: text.find('the')):8.3f} ms")
    print(f"  {'indexed once for nearest':32} {1e3 * seconds(lambda: text.find('zzz the')):8.3f} ms")
    kept = True
    for kind, times in measured(text).items():
        bar = NEAREST_BAR if "nearest" in kind else FOUND_BAR
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        held = middle < bar
        kept &= held or not bars
        verdict = f"  bar {1e3 * bar:g} ms: {'held' if held else 'MISSED'}" if bars else ""
        print(f"  {kind:32} {1e3 * middle:8.3f} ms median {1e3 * slow:8.3f} ms at 95 %{verdict}")
    return kept


def whole_map(text: SourceText) -> None:
    draft = am.Draft(source=am.Source(id="s"), text=text)
    drafted = [run for run in slices(text, random.Random(2)) if text.find(run).verified][:100]
    took = seconds(lambda: [draft.claim("x", quote=run) for run in drafted])
    m = draft.map()
    checked = seconds(lambda: verify(m, text))
    print(f"  {'drafting with a quote':32} {1e3 * took / len(drafted):8.3f} ms a part")
    print(f"  {'m.verify, 100 quotes':32} {1e3 * checked:8.3f} ms")


def million(text: SourceText) -> SourceText:
    chance = random.Random(3)
    words = text.text.split()
    paragraphs, length = [], 0
    while length < 1_000_000:
        paragraphs.append(" ".join(chance.choices(words, k=chance.randrange(20, 200))))
        length += len(paragraphs[-1]) + 2
    return SourceText("\n\n".join(paragraphs))


def main(arguments: list[str]) -> int:
    files = [Path(argument) for argument in arguments] or sorted(SEED_FOLDER.glob("*.txt"))
    if not files:
        print("the seed text is not beside the project; name a text file of some pages", file=sys.stderr)
        return 2
    text = SourceText.read(files[0])
    kept = report("the seed text", text, bars=True)
    whole_map(text)
    report("its words, shuffled to a million characters", million(text), bars=False)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
