"""Measures argmap beside bare networkx and arguebuf in one run, and prints the table of `bench/README.md`.

``uv run --group bench python bench/run.py``; ``--sizes 1000 --rounds 1`` for a quick look.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

HERE = Path(__file__).parent
LIBRARIES = ("argmap", "networkx", "arguebuf")
REPEATS = {1_000: 7, 10_000: 3}  # in each process; once at larger sizes
PICTURE = 300  # cards
IMPORTS = 7  # processes for each library in each round
BAR_SIZE = 10_000
LARGE = 100_000

Measured = dict[str, dict[str, float]]
"""By library, what was measured: seconds, or MB."""


def worker(library: str, job: str, size: int = 0, repeats: int = 0) -> Any:
    command = [sys.executable, "worker.py", library, job, str(size), str(repeats)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{library} {job} {size}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def at_size(size: int, rounds: int) -> Measured:
    """Return the medians at a size; the libraries take turns, each time in a new process."""
    samples: dict[str, dict[str, list[float]]] = {library: {} for library in LIBRARIES}
    for turn in range(rounds):
        for library in LIBRARIES:
            say(f"{size:,} claims, round {turn + 1} of {rounds}: {library}")
            for name, values in worker(library, "times", size, REPEATS.get(size, 1)).items():
                samples[library].setdefault(name, []).extend(values)
    found = {
        library: {name: median(values) for name, values in by_name.items()}
        for library, by_name in samples.items()
    }
    for library in LIBRARIES:
        say(f"{size:,} claims, memory: {library}")
        peaks = worker(library, "memory", size)
        found[library] |= {"build memory": peaks["build"], "peak memory": peaks["all"]}
        found[library]["load memory"] = worker(library, "load_memory", size)["load"]
    return found


def imports(rounds: int) -> dict[str, float]:
    """Return the median seconds of the import statement, each time in a new process."""
    samples: dict[str, list[float]] = {library: [] for library in LIBRARIES}
    for turn in range(IMPORTS * rounds + 1):
        for library in LIBRARIES:
            seconds = worker(library, "import")
            if turn:  # the first one fills the cache of the file system
                samples[library].append(seconds)
    return {library: median(values) for library, values in samples.items()}


class Row(NamedTuple):
    """A line of the table: a bar of 4 means four times better than the other library."""

    what: str
    unit: str
    bar: float | None = None
    against: str = "arguebuf"


ROWS = {
    "build": Row("build", "s", 4),
    "save": Row("save JSON", "s", 20),
    "load": Row("load JSON", "s", 10),
    "file": Row("JSON file", "MB", 4),
    "index": Row("index, once a map", "s"),
    "walk": Row("walk all grounds of the root", "s", 1, "networkx"),
    "dot": Row("DOT text", "s", 15),
    "build memory": Row("peak memory, build", "MB"),
    "peak memory": Row("peak memory, build, save, DOT", "MB", 2),
    "load memory": Row("peak memory, load", "MB"),
}


def table(size: int, found: Measured) -> Iterator[str]:
    """Yield the Markdown table of a size."""
    yield f"\n### {size:,} claims\n"
    yield "| | argmap | networkx | arguebuf | better than networkx | better than arguebuf | bar | |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for name, row in ROWS.items():
        ours = found["argmap"][name]
        cells = [shown(found[library].get(name), row.unit) for library in LIBRARIES]
        ratios = {other: ratio(found[other].get(name), ours) for other in LIBRARIES[1:]}
        wanted, met = "", ""
        applies = size == LARGE if name == "peak memory" else size == BAR_SIZE
        if row.bar is not None and applies:
            reached = ratios[row.against]
            wanted = f"{row.bar:g} × {row.against}"
            met = verdict(reached is not None and reached >= row.bar)
        yield line(row.what, *cells, *(times(ratios[other]) for other in LIBRARIES[1:]), wanted, met)
    compact = found["arguebuf"]["compact file"]
    ours = found["argmap"]["file"]
    yield line("JSON file, arguebuf without indent", shown(ours, "MB"), "", shown(compact, "MB"), "",
               times(compact / ours), "", "")  # fmt: skip


def growth(by_size: dict[int, Measured]) -> Iterator[str]:
    """Yield how the time of a walk grows with the size."""
    yield "\n### Is the walk linear?\n"
    yield "| claims | argmap, µs a claim | networkx, µs a claim | walk with its index, µs a claim |"
    yield "|---:|---:|---:|---:|"
    for size, found in by_size.items():
        ours, theirs = found["argmap"]["walk"], found["networkx"]["walk"]
        cells = [ours, theirs, ours + found["argmap"]["index"]]
        yield line(f"{size:,}", *(f"{seconds / size * 1e6:.2f}" for seconds in cells))


def start_and_picture(rounds: int) -> Iterator[str]:
    """Yield the table of what does not depend on the size."""
    say("imports")
    cold = imports(rounds)
    say(f"a picture of {PICTURE} cards")
    samples: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, values in worker("argmap", "svg", PICTURE, 5).items():
            samples.setdefault(name, []).extend(values)
    picture, engine = median(samples["picture"]), median(samples["engine"])
    yield "\n### Start and picture\n"
    yield "| | argmap | the other | argmap takes | bar | |"
    yield "|---|---:|---:|---:|---:|---|"
    for other, bar in (("arguebuf", 0.6), ("networkx", None)):
        part = cold["argmap"] / cold[other]
        cells = shown(cold["argmap"], "s"), shown(cold[other], "s"), f"{part:.2f} of it"
        wanted = (f"at most {bar}", verdict(part <= bar)) if bar else ("", "")
        yield line(f"import, beside {other}", *cells, *wanted)
    part = picture / engine
    yield line(
        f"SVG of {PICTURE} cards, beside the engine alone",
        shown(picture, "s"), shown(engine, "s"), f"{part:.2f} of it", "at most 1.5", verdict(part <= 1.5),
    )  # fmt: skip


def ratio(theirs: float | None, ours: float) -> float | None:
    return None if theirs is None else theirs / ours


def line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def verdict(met: bool) -> str:
    return "met" if met else "**not met**"


def times(reached: float | None) -> str:
    return "" if reached is None else f"{reached:.3g} ×"


def shown(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "s":
        return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"


def machine() -> str:
    """Return what the run was on, without names of hosts."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = (text for text in cpuinfo.read_text().splitlines() if text.startswith("model name"))
        processor = next(names, processor).partition(":")[2].strip() or processor
    libraries = ", ".join(f"{name} {version(name)}" for name in (*LIBRARIES, "pydantic", "graphviz-pure"))
    return (
        f"{os.cpu_count()} cores, {processor}, {platform.system()}; "
        f"Python {platform.python_version()}; {libraries}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, BAR_SIZE, LARGE])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(f"{machine()}; medians, {asked.rounds} rounds")
    by_size: dict[int, Measured] = {}
    for size in asked.sizes:
        by_size[size] = at_size(size, asked.rounds)
        print("\n".join(table(size, by_size[size])), flush=True)
    print("\n".join(growth(by_size)))
    print("\n".join(start_and_picture(asked.rounds)))


if __name__ == "__main__":
    main()
