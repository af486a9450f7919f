"""Frames in the page: there as long as every card stands where the drawing puts it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.browser import opened
from draw.html.test_accessible import violations


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    d = am.Draft("School streets")
    close = d.thesis("The street should be closed.", section=("Proposal",))
    safe = d.claim("It is safer.", section=("Safety",))
    d.support(close, safe)
    d.support(safe, d.evidence("There were 14 accidents.", section=("Safety", "Figures")))
    drawing = d.map().draw(group_by="section", frames=True, direction="left")
    return drawing.save(tmp_path_factory.mktemp("frames") / "page.html")


def test_frames_go_and_come_with_the_layout_of_the_drawing(browser: Any, framed: Path) -> None:
    """Folded, the heads of the cards name the groups; unfolded, the frames are where they were."""
    page, seen = opened(browser, framed)
    frames, names = page.locator("rect.frame"), page.locator(".frame-name")
    assert (3, 3) == (frames.count(), names.count())
    assert all(frames.nth(n).is_visible() and names.nth(n).is_visible() for n in range(3))
    page.keyboard.press("a")
    assert not any(frames.nth(n).is_visible() or names.nth(n).is_visible() for n in range(3))
    assert "Proposal" in page.locator(".am-card[data-id=c1]").inner_html()
    page.keyboard.press("u")
    assert all(frames.nth(n).is_visible() for n in range(3))
    assert ([], []) == (seen.requests, seen.errors)
    page.context.close()


@pytest.mark.parametrize("folded", [False, True])
def test_axe_finds_nothing_in_frames(browser: Any, framed: Path, folded: bool) -> None:
    page, _ = opened(browser, framed)
    if folded:
        page.keyboard.press("a")
    assert [] == violations(page)
    page.keyboard.press("t")
    assert [] == violations(page)
    page.context.close()
