"""How large and how quick the interactive page is: sizes, opening, zooming and folding in Chromium.

    uv run bench/page.py [--browser /usr/bin/chromium]

It prints one line for each bar of the page. Maps are trees with 1.1 relations a card and texts of some hundred
characters; the worked example is measured too.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import argmap as am

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
TEXT = "The council has put off the repair of the bridge from one budget to the next since it was built"

FRAMES = """(ms) => new Promise((done) => {
  const stage = document.getElementById('stage'), box = stage.getBoundingClientRect(), times = [];
  let last = performance.now(), first = last, step = 0;
  const frame = (now) => {
    times.push(now - last); last = now;
    stage.dispatchEvent(new WheelEvent('wheel', { deltaY: step++ % 40 < 20 ? -30 : 30, bubbles: true, cancelable: true,
      clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }));
    if (now - first < ms) requestAnimationFrame(frame); else done(times.slice(1));
  };
  requestAnimationFrame(frame);
})"""

FOLD = """() => new Promise((done) => {
  const badge = document.querySelector('.badge');
  const start = performance.now();
  badge.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const script = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([script, performance.now() - start])));
})"""


def tree(cards: int) -> am.ArgumentMap:
    """Return a map of so many cards with 1.1 relations a card."""
    nodes = [am.Claim(id=f"c{i}", text=f"{TEXT} ({i}).") for i in range(cards)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{(i - 1) // 3}") for i in range(1, cards)]
    more = [
        am.Attacks(id=f"x{i}", premises=(f"c{cards - 1 - 7 * i}",), target=f"c{i}")
        for i in range(cards // 10)
    ]
    return am.ArgumentMap(nodes, [*steps, *more], title=f"{cards} cards", thesis="c0")


def opened(browser: Any, path: Path) -> tuple[Any, float]:
    """Return the page and how many seconds it took until the first frame with the picture."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page, time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    import rusi_commentary

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--browser", default=shutil.which("chromium"))
    program = options.parse_args().browser
    maps = {
        "commentary": rusi_commentary.build(),
        "300 cards": tree(300),
        "1,000 cards": tree(1_000),
        "5,000 parts": tree(2_381),
    }
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, m in maps.items():
            path = Path(folder) / f"{name.replace(' ', '-')}.html"
            start = time.perf_counter()
            m.draw().save(path)
            made = time.perf_counter() - start
            page, opening = opened(browser, path)
            print(
                f"{name}: {len(m)} parts, {path.stat().st_size / 1000:.0f} kB, "
                f"made in {made:.2f} s, open in {opening:.2f} s"
            )
            page.keyboard.press("u")
            page.wait_for_timeout(500)
            page.keyboard.press("0")
            page.wait_for_timeout(500)
            times = page.evaluate(FRAMES, 3_000)
            folds = [page.evaluate(FOLD) for _ in range(6)]
            slow = sorted(times)[int(len(times) * 0.95)]
            rate = 1000 * len(times) / sum(times)
            script, frame = (median(fold[place] for fold in folds) for place in (0, 1))
            print(f"  all unfolded: {rate:.0f} frames/s in a zoom (95 % within {slow:.0f} ms);")
            print(f"  fold: {script:.0f} ms of script, {frame:.0f} ms to the frame")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
