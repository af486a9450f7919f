"""How large and how quick the interactive page is: sizes, opening, zooming, dragging and folding in Chromium.

    uv run bench/page.py [--browser /usr/bin/chromium] [--rounds 7]

It prints a table for each map: the medians of several runs, with the worst run beside them. ``opened`` is from the
start of the navigation to the first frame with the picture, ``answers`` to the first frame after a key was
pressed. ``frame`` is from the click to the next frame, ``script`` and ``work`` are what the main thread spent on
it, in the handler and in all; ``whole`` is until the last card has come. Frames a second are counted while the wheel
zooms in and out, and while the picture is dragged, with the longest task of the main thread.
Maps are trees with 1.1 relations a card and texts of some hundred characters; the worked example is measured too.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import argmap as am

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
TEXT = "The council has put off the repair of the bridge from one budget to the next since it was built"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
WATCH = """const long = [0], now = () => performance.now();
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => long.push(entry.duration)))
    .observe({ type: 'longtask' });
"""

MOVE = f"""([ms, way]) => new Promise((done) => {{
  {WATCH}
  const stage = document.getElementById('stage'), box = stage.getBoundingClientRect(), times = [];
  const x = box.left + box.width / 2, y = box.top + box.height / 2, first = now();
  const send = (Kind, type, clientX, clientY, more) => stage.dispatchEvent(
    new Kind(type, {{ bubbles: true, cancelable: true, pointerId: 1, clientX, clientY, ...more }}));
  let last = first, step = 0;
  if (way === 'drag') send(PointerEvent, 'pointerdown', x, y);
  const frame = (at) => {{
    times.push(at - last);
    last = at;
    step++;
    if (way === 'zoom') send(WheelEvent, 'wheel', x, y, {{ deltaY: step % 40 < 20 ? -60 : 60 }});
    else send(PointerEvent, 'pointermove', x + step, y - 600 * Math.sin(step / 25));
    if (at - first < ms) return requestAnimationFrame(frame);
    if (way === 'drag') send(PointerEvent, 'pointerup', x, y);
    setTimeout(() => done([times.slice(1), Math.max(...long)]), 400);
  }};
  requestAnimationFrame(frame);
}})"""
"""Move the picture for some time, and return how long each frame took, and the longest task."""

FOLD = """(act) => new Promise((done) => {
  const target = document.querySelector(act), start = performance.now();
  const since = () => performance.now() - start, count = () => document.querySelectorAll('.am-card').length;
  for (const type of ['pointerdown', 'pointerup', 'click'])
    target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1 }));
  const script = since();
  requestAnimationFrame(() => {
    const before = since(), channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const frame = since(), work = script + frame - before;
      let cards = count(), still = 0, whole = frame;
      const look = () => {
        if (count() === cards) still++; else { still = 0; cards = count(); whole = since(); }
        if (still < 5) requestAnimationFrame(look); else done([script, work, frame, whole]);
      };
      requestAnimationFrame(look);
    };
    channel.port2.postMessage(0);
  });
})"""
"""Click, and return how long the script took, the main thread until the next frame, that frame, and the last card."""


def tree(cards: int) -> am.ArgumentMap:
    """Return a map of so many cards with 1.1 relations a card."""
    nodes = [am.Claim(id=f"c{i}", text=f"{TEXT} ({i}).") for i in range(cards)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{(i - 1) // 3}") for i in range(1, cards)]
    more = [
        am.Attacks(id=f"x{i}", premises=(f"c{cards - 1 - 7 * i}",), target=f"c{i}")
        for i in range(cards // 10)
    ]
    return am.ArgumentMap(nodes, [*steps, *more], title=f"{cards} cards", thesis="c0")


def opening(browser: Any, path: Path) -> tuple[Any, tuple[float, float]]:
    """Return the page, and how many milliseconds it took until it was painted and until it answered a key."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    painted = page.evaluate(FRAME)
    page.keyboard.press("+")
    return page, (painted, page.evaluate(FRAME))


def said(values: Sequence[float], unit: str = "ms") -> str:
    """Return the median and the worst of some runs."""
    return f"{median(values):5.0f} {unit} (worst {max(values):.0f})"


def told(name: str, runs: Sequence[Sequence[float]]) -> None:
    """Print what folds or unfolds took."""
    words = ("script", "work", "frame", "whole")
    columns = [f"{word} {said(values)}" for word, values in zip(words, zip(*runs, strict=True), strict=True)]
    print(f"  {name:28}{', '.join(columns)}")


def zooms(page: Any, name: str, way: str, rounds: int) -> None:
    """Print the frames a second of a gesture."""
    rates, slow, longest = [], [], []
    for _ in range(rounds):
        times, long = page.evaluate(MOVE, [1_000, way])
        times = times or [1_000]  # no second frame within the time
        rates.append(1000 * len(times) / sum(times))
        slow.append(sorted(times)[int(len(times) * 0.95)])
        longest.append(long)
    print(
        f"  {name:28}{median(rates):5.1f} frames/s (worst {min(rates):.1f}), "
        f"95 % of frames within {said(slow)}, longest task {said(longest)}"
    )


def folds(page: Any, name: str, act: str, back: str, rounds: int, ready: Callable[[], None]) -> None:
    """Print what an act and the act that takes it back take."""
    there, again = [], []
    for _ in range(rounds):
        ready()
        there.append(page.evaluate(FOLD, act))
        ready()
        again.append(page.evaluate(FOLD, back))
    told(name, there)
    told("  and back", again)


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    import rusi_commentary

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--browser", default=shutil.which("chromium"))
    options.add_argument("--rounds", type=int, default=7)
    asked = options.parse_args()
    maps = {
        "commentary": rusi_commentary.build(),
        "300 cards": tree(300),
        "1,000 cards": tree(1_000),
        "5,000 parts": tree(2_381),
    }
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.browser, args=["--no-sandbox"])
        for name, m in maps.items():
            path = Path(folder) / f"{name.replace(' ', '-')}.html"
            start = time.perf_counter()
            m.draw().save(path)
            made = time.perf_counter() - start
            print(f"{name}: {len(m)} parts, {path.stat().st_size / 1000:.0f} kB, made in {made:.2f} s")
            times = []
            for _ in range(asked.rounds):
                page, opened = opening(browser, path)
                times.append(opened)
                page.close()
            painted, answering = zip(*times, strict=True)
            print(f"  {'opened':28}{said(painted)}, answers {said(answering)}")
            page, _ = opening(browser, path)

            def rest(page: Any = page) -> None:
                page.wait_for_timeout(500)

            root = ".am-card.thesis .badge"
            folds(page, "fold the thesis", root, root, asked.rounds, rest)
            page.keyboard.press("u")
            rest()
            zooms(page, "zoom, unfolded", "zoom", asked.rounds)
            zooms(page, "drag, unfolded", "drag", asked.rounds)
            page.keyboard.press("u")
            rest()
            folds(page, "fold the thesis, unfolded", root, root, asked.rounds, rest)
            page.keyboard.press("0")
            rest()
            zooms(page, "zoom, all in view", "zoom", asked.rounds)
            folds(page, "fold all, unfold all", "#fold", "#unfold", asked.rounds, rest)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
