"""How long argmap takes for Argdown: a cold conversion beside Argdown's own program, and large documents.

Run: ``python bench/argdown.py [--cli PROGRAM] [--rounds 7]``, where PROGRAM is the `argdown` of the npm package
@argdown/cli (`npm install --ignore-scripts @argdown/cli` puts it into node_modules/.bin). The two take turns
in processes of their own; a figure is the median of the rounds. Without PROGRAM only argmap is measured.
Bars: the cold conversion at least three times as fast; 10,000 statements read in at most 3 s and 200 MB; the
time for 100,000 at most 15 times that. The exit code is 1 where one is not met.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = "council lane school traffic safety parents children report shows more fewer trade hour plan law cost"
READ = """
import resource, sys, time, warnings
import argmap as am
warnings.simplefilter("ignore")
start = time.perf_counter()
m = am.load(sys.argv[1])
read = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
start = time.perf_counter()
text = m.dumps("argdown")
print(len(m.nodes), read, memory, time.perf_counter() - start)
"""


def document(size: int) -> str:
    """Return a document of so many statements: lists of reasons, sections, and reconstructed arguments."""
    chance = random.Random(size)
    words = WORDS.split()

    def text() -> str:
        return " ".join(chance.choice(words) for _ in range(chance.randrange(8, 16))).capitalize() + "."

    lines = ["===", "title: A generated debate", "===", ""]
    number = 0
    while number < size:
        if number % 10 == 0:
            lines += [f"## Section {number}", ""]
        if chance.random() < 0.6:
            lines.append(f"[s{number}]: {text()} #tag{number % 7}")
            for _ in range(chance.randrange(4)):
                number += 1
                sign = chance.choice("+-")
                name = chance.choice((f"[s{number}]", f"<a{number}>"))
                lines.append(f"  {sign} {name}: {text()}")
            number += 1
        else:
            lines += [
                f"<arg{number}>: {text()}",
                "",
                f"(1) [p{number}]: {text()}",
                f"(2) [q{number}]: {text()}",
                "-- modus ponens {uses: [1, 2]} --",
                f"(3) [c{number}]: {text()}",
                f"  + [s{chance.randrange(number + 1)}]",
            ]
            number += 4
        lines.append("")
    return "\n".join(lines) + "\n"


def cold(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def conversion(folder: Path, cli: str | None, rounds: int) -> bool:
    path = folder / "small.argdown"
    path.write_text(document(30), "utf-8")
    ours = [sys.executable, "-m", "argmap", "convert", str(path), "-o", str(folder / "small.svg")]
    theirs = [cli, "map", "-f", "svg", str(path), str(folder)] if cli else None
    times: list[float] = []
    other: list[float] = []
    for turn in range(rounds + 1):  # the first fills the caches of bytecode and of the disk
        mine = cold(ours)
        its = cold(theirs) if theirs else 0.0
        if turn:
            times.append(mine)
            other.append(its)
    own = statistics.median(times)
    print(f"cold conversion of 30 statements to SVG: argmap {own:.2f} s", end="")
    if not theirs:
        print()
        return True
    ratio = statistics.median(other) / own
    print(f", Argdown {statistics.median(other):.2f} s: {ratio:.1f} times as fast (at least 3 asked for)")
    return ratio >= 3


def large(folder: Path) -> bool:
    reads: dict[int, float] = {}
    peak = 0.0
    for size in (1_000, 10_000, 100_000):
        path = folder / f"{size}.argdown"
        path.write_text(document(size), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", READ, str(path)], check=True, capture_output=True, text=True
        )
        nodes, read, memory, write = map(float, done.stdout.split())
        reads[size] = read
        if size == 10_000:
            peak = memory
        print(
            f"{size:7,} statements ({nodes:,.0f} nodes): read {read:.2f} s, {memory:.0f} MB; written {write:.2f} s"
        )
    return reads[10_000] <= 3 and peak <= 200 and reads[100_000] <= 15 * reads[10_000]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cli")
    arguments.add_argument("--rounds", type=int, default=7)
    given = arguments.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users' interpreters keep what they compiled
    with tempfile.TemporaryDirectory() as folder:
        met = [conversion(Path(folder), given.cli, given.rounds), large(Path(folder))]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
