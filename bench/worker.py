"""One job for one library in a process of its own; prints what it measured as JSON.

``python worker.py LIBRARY JOB SIZE REPEATS`` with the jobs ``times``, ``memory``, ``load_memory``, ``import``
and ``svg``. The garbage collector is on, as users have it, and swept before each measurement.
"""

from __future__ import annotations

import gc
import importlib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import tree

QUADRATIC_WALK = 10_000  # arguebuf's own walk takes a quarter of an hour beyond it


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        scale = 2**20 if sys.platform == "darwin" else 2**10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def times(library: ModuleType, size: int, repeats: int, folder: Path) -> dict[str, Any]:
    """Measure each thing ``repeats`` times, after a warm-up on a map of ten claims."""
    once(library, 10, folder)
    claims, steps = list(tree.claims(size)), list(tree.steps(size))
    library.claims, library.steps = lambda _: claims, lambda _: steps
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        once(library, size, folder, found)
    return found


def once(
    library: ModuleType, size: int, folder: Path, found: dict[str, list[float]] | None = None
) -> dict[str, list[float]]:
    found = {} if found is None else found

    def measure(name: str, work: Callable[[], Any]) -> Any:
        seconds, result = timed(work)
        found.setdefault(name, []).append(seconds)
        return result

    path = folder / "tree.json"
    graph = measure("build", lambda: library.build(size))
    assert library.size_of(graph) == (size, size - 1)
    measure("save", lambda: library.save(graph, path))
    found.setdefault("file", []).append(path.stat().st_size / 2**20)
    if hasattr(library, "save_compact"):
        compact = folder / "compact.json"
        library.save_compact(graph, compact)
        found.setdefault("compact file", []).append(compact.stat().st_size / 2**20)
    again = measure("load", lambda: library.load(path))
    assert library.size_of(again) == (size, size - 1)
    del again
    if hasattr(library, "index"):
        measure("index", lambda: library.index(graph))
    if library.__name__ != "with_arguebuf" or (size <= QUADRATIC_WALK and "walk" not in found):
        assert measure("walk", lambda: library.walk(graph)) == size - 1
    if hasattr(library, "dot"):
        assert measure("dot", lambda: library.dot(graph)).count("->") >= size - 1
    return found


def memory(library: ModuleType, size: int, folder: Path) -> dict[str, float]:
    """Return the peak after building, and after saving and writing DOT as well."""
    found = {"imported": peak()}
    graph = library.build(size)
    found["build"] = peak()
    library.save(graph, folder / "tree.json")
    found["save"] = peak()
    if hasattr(library, "dot"):
        library.dot(graph)
    found["all"] = peak()
    return found


def load_memory(library: ModuleType, size: int, folder: Path) -> dict[str, float]:
    """Return the peak of a process that only loads; another one has written the file."""
    path = folder / "tree.json"
    name = library.__name__.removeprefix("with_")
    script = f"import with_{name} as w, pathlib; w.save(w.build({size}), pathlib.Path({str(path)!r}))"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent)
    library.load(path)
    return {"load": peak()}


def svg(library: ModuleType, size: int, repeats: int) -> dict[str, list[float]]:
    """Measure the picture, and the engine alone on the same map's DOT with HTML-like labels, in turn."""
    from argmap.draw.engine import embedded

    command = [str(embedded()), "-Tsvg"]
    found: dict[str, list[float]] = {"picture": [], "engine": []}
    for turn in range(repeats + 1):
        # New words every time: no text has been measured and wrapped before.
        library.claims = partial(tree.claims, seed=tree.SEED + turn)
        m = library.build(size)
        drawn = timed(lambda m=m: m.draw().svg())[0]
        dot = m.draw().dot.encode()
        alone = timed(lambda dot=dot: subprocess.run(command, input=dot, capture_output=True, check=True))[0]
        if turn:  # the first one warms up
            found["picture"].append(drawn)
            found["engine"].append(alone)
    return found


def main() -> None:
    name, job, size, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    found: Any
    if job == "import":
        start = perf_counter()
        importlib.import_module(name)
        found = perf_counter() - start
    else:
        library = importlib.import_module(f"with_{name}")
        with tempfile.TemporaryDirectory() as folder:
            if job == "times":
                found = times(library, size, repeats, Path(folder))
            elif job == "memory":
                found = memory(library, size, Path(folder))
            elif job == "load_memory":
                found = load_memory(library, size, Path(folder))
            elif job == "svg":
                found = svg(library, size, repeats)
            else:
                raise SystemExit(f"no job {job!r}")
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
