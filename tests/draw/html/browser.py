"""A real browser for the tests of the page: Debian's Chromium, driven by playwright; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def program() -> str:
    """The path of a browser; the test is skipped where there is none, or no playwright to drive it."""
    pytest.importorskip("playwright", reason="needs playwright to drive a browser (group dev)")
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    return found


@contextmanager
def chromium() -> Iterator[Any]:
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Seen:
    """What a page did while a test looked at it: requests beyond its own file, dialogs, errors."""

    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def opened(
    browser: Any, path: Path, *, width: int = 1280, height: int = 800, hash: str = ""
) -> tuple[Any, Seen]:
    """A file in a window of its own, and what it does."""
    seen = Seen()
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(5_000)
    context.set_default_navigation_timeout(30_000)  # a machine that is busy is no fault of the page
    page = context.new_page()
    address = path.as_uri()

    def asked(route: Any) -> None:
        url = route.request.url
        if url.partition("#")[0] == address:
            route.continue_()
        else:
            seen.requests.append(url)
            route.abort()

    def said(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", asked)
    page.on("dialog", said)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
    page.goto(address + hash)
    return page, seen
