"""How long argmap takes to load a corpus of AIF files, beside arguebuf 2.7.2 in one run, and what each keeps.

Run: ``python bench/aif.py [FOLDER] [--files 1484] [--rounds 5]``. The files of the folder (the samples beside
the project, where none is given) are loaded again and again until there are as many as in the corpus that the
bar is about. The two take turns; the figure is the median of the rounds. The exit code is 1 where argmap is
slower, or does not give each file back equal.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import arguebuf

import argmap as am
from argmap.formats import written

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "aif"


def kept_by_argmap(path: Path) -> int:
    """Return how many nodes of a file are in the map or kept for writing."""
    m = am.read(path).map
    kept = next((foreign.value for foreign in m.foreign if foreign.format == "aif"), None)
    return len(m) if kept is None else len(kept["nodes"] or ())


def comes_back_equal(path: Path) -> bool:
    again = written(am.read(path).map, "aif").text
    return bool(json.loads(again) == json.loads(path.read_text("utf-8-sig")))


def load_by_arguebuf(path: Path) -> arguebuf.Graph | None:
    try:
        return arguebuf.load.file(path)
    except Exception:  # files without locutions fail somewhere in protobuf
        return None


def seconds(load: Callable[[Path], object], paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        load(path)
    return time.perf_counter() - start


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    arguments.add_argument("--files", type=int, default=1_484)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    samples = sorted(given.folder.glob("*.json"))
    if not samples:
        print(f"no files in {given.folder}", file=sys.stderr)
        return 2
    paths = list(islice(cycle(samples), given.files))
    nodes = sum(len(json.loads(path.read_text("utf-8-sig"))["nodes"] or ()) for path in samples)
    graphs = [load_by_arguebuf(path) for path in samples]
    equal = sum(map(comes_back_equal, samples))
    times: dict[str, list[float]] = {"argmap": [], "arguebuf": []}
    for _ in range(given.rounds):
        times["argmap"].append(seconds(am.read, paths))
        times["arguebuf"].append(seconds(load_by_arguebuf, paths))
    ours, theirs = (statistics.median(times[name]) for name in ("argmap", "arguebuf"))
    ours_kept = sum(map(kept_by_argmap, samples))
    kept = sum(len(graph.nodes) for graph in graphs if graph is not None)
    refused = sum(graph is None for graph in graphs)
    print(
        f"{len(paths):,} files, {len(samples)} of them different with {nodes:,} nodes; medians of {given.rounds}"
    )
    print(f"argmap    {ours * 1000:8.0f} ms, keeps {ours_kept:,} nodes, {equal} files come back equal")
    print(f"arguebuf  {theirs * 1000:8.0f} ms, keeps {kept:,} nodes, cannot load {refused} files")
    print(f"argmap is {theirs / ours:.2f} times as fast")
    return 0 if ours <= theirs and equal == len(samples) else 1


if __name__ == "__main__":
    sys.exit(main())
