"""The page is for everybody: axe finds nothing in it, and the outline says what the picture shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.browser import opened


def violations(page: Any) -> list[str]:
    """What axe-core (Deque) finds, each with the elements concerned."""
    found = pytest.importorskip("axe_playwright_python", reason="needs axe-core (group dev)")
    page.evaluate((Path(found.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    results = page.evaluate("() => axe.run()")
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:4]}" for v in results["violations"]]


@pytest.mark.parametrize(
    ("theme", "width"),
    [("light", 1280), ("dark", 1280), ("print", 1280), ("colour-blind", 1280), ("light", 390)],
)
def test_axe_finds_nothing(
    browser: Any, bridge: am.ArgumentMap, tmp_path: Path, theme: str, width: int
) -> None:
    """In each theme and its counterpart, with panel, search, keys and folded cards open, wide and on a phone."""
    over = am.Overlay(
        "Read", {"close": am.Mark("good"), "linked": am.Mark("bad")}, {"good": "yes", "bad": "no"}
    )
    page, seen = opened(
        browser, bridge.draw(theme=theme, overlay=over).save(tmp_path / "page.html"), width=width
    )
    states = (
        lambda: None,
        lambda: page.evaluate("() => { location.hash = 'close'; }"),
        lambda: page.fill("#search", "cracks"),
        lambda: (page.press("#search", "Escape"), page.click("#fold")),
        lambda: page.keyboard.press("?"),
    )
    for change in (lambda: None, lambda: page.click("#theme")):
        if page.is_visible("#keys"):
            page.click("#done")
        change()
        for state in states:
            state()
            assert [] == violations(page)
    assert ([], []) == (seen.requests, seen.errors)
    page.context.close()


def test_the_picture_is_named_and_its_lines_are_silent(browser: Any, bridge_page: Path) -> None:
    """Each card is a named graphic with its whole text; lines and dots are hidden; folding is no button twice."""
    page, _ = opened(browser, bridge_page)
    named = page.evaluate(
        "() => [...document.querySelectorAll('.am-card')].map((c) => [c.role, c.ariaLabel])"
    )
    assert ["graphics-symbol img", "claim, unstated risk: Growing cracks end in collapse."] == named[2]
    assert 0 == page.locator(".am-link:not([aria-hidden]), .am-dot:not([aria-hidden])").count()
    page.context.close()


def test_the_picture_keeps_its_colours_where_a_system_forces_its_own(browser: Any, bridge_page: Path) -> None:
    """Cards and lines keep theirs there, so the paper does: dark lines on a paper forced to black would be lost."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(bridge_page.as_uri() + "#close")
    paint = "(name) => getComputedStyle(document.querySelector(name)).backgroundColor"
    assert "rgb(0, 0, 0)" == page.evaluate(paint, "body")
    assert "rgb(255, 255, 255)" == page.evaluate(paint, "#stage")
    assert page.evaluate(paint, "#outline [aria-current]") not in ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")
    context.close()


@pytest.mark.parametrize("id", ["theme", "outlined"])
def test_a_button_that_is_on_has_another_shape(browser: Any, bridge_page: Path, id: str) -> None:
    """Not another colour alone: a bar at its foot."""
    page, _ = opened(browser, bridge_page)
    bar = "(id) => getComputedStyle(document.getElementById(id)).boxShadow"
    before = page.evaluate(bar, id)
    page.click(f"#{id}")
    assert [before, page.evaluate(bar, id)].count("none") == 1
    page.context.close()


def test_a_panel_that_opens_is_announced(browser: Any, bridge_page: Path) -> None:
    """The focus stays at the card, so the live region tells that there is more; what it told before goes."""
    page, _ = opened(browser, bridge_page)
    page.keyboard.press("a")
    assert "All folded" == page.inner_text("#status")
    page.locator(".am-card[data-id=close]").press("Enter")
    assert "Details of close" == page.inner_text("#status")
    page.click("#told a[href='#cracks']")
    assert "" == page.inner_text("#status")
    page.context.close()


def test_the_outline_says_everything_without_a_script(
    browser: Any, bridge_page: Path, bridge: am.ArgumentMap
) -> None:
    """Where no script runs, picture and outline are there, and every text stands in the outline."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(bridge_page.as_uri())
    told = page.inner_text("#outline")
    for node in bridge.nodes:
        assert node.text in told
    assert page.locator("#stage svg").is_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_a_script_the_picture_scrolls(browser: Any, bridge_page: Path, width: int) -> None:
    """It stands at its full size beside the outline, on a phone above it, and no button is there that does nothing."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 400})
    page = context.new_page()
    page.goto(bridge_page.as_uri())
    svg, stage, outline = (page.locator(name).bounding_box() for name in ("#stage svg", "#stage", "#outline"))
    assert float(page.get_attribute("#stage svg", "width")) == svg["width"]
    assert svg["height"] > stage["height"]
    if width < 900:
        assert stage["y"] + stage["height"] <= outline["y"]
    page.mouse.move(stage["x"] + 50, stage["y"] + 50)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(300)
    assert svg["y"] > page.locator("#stage svg").bounding_box()["y"]
    assert not page.is_visible("#fold")
    assert not page.is_visible("#search")
    context.close()


def test_what_is_printed_is_the_picture_and_the_outline(browser: Any, bridge_page: Path) -> None:
    """On paper there is no control, and the paper is light though the page is dark."""
    page, _ = opened(browser, bridge_page)
    page.click("#theme")
    page.emulate_media(media="print")
    assert page.is_visible("#stage svg")
    assert page.is_visible("#outline")
    assert not page.is_visible("header")
    assert "rgb(255, 255, 255)" == page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    top = page.evaluate(
        "() => ['main', '#outline'].map((name) => document.querySelector(name).getBoundingClientRect().top)"
    )
    assert top[0] < top[1]
    page.context.close()


def test_a_print_says_what_is_folded(browser: Any, bridge_page: Path) -> None:
    """A number tells on paper, too, that more bears on a card; a sign to click does not stand there."""
    page, _ = opened(browser, bridge_page)
    page.locator(".badge[data-fold='1']").click()
    page.emulate_media(media="print")
    assert ["+1"] == [sign.text_content() for sign in page.locator(".badge").all() if sign.is_visible()]
    page.context.close()


def test_what_is_printed_is_not_dimmed_by_a_search(browser: Any, bridge_page: Path) -> None:
    """On paper every card has its full ink, on the screen just what was found."""
    page, _ = opened(browser, bridge_page)
    page.fill("#search", "engineer")
    opacity = "() => getComputedStyle(document.querySelector('.am-card[data-id=detour]')).opacity"
    assert float(page.evaluate(opacity)) < 0.5
    page.emulate_media(media="print")
    assert "1" == page.evaluate(opacity)
    page.context.close()


def test_a_print_shows_the_whole_picture_and_the_screen_is_as_before(browser: Any, bridge_page: Path) -> None:
    """However far it was zoomed in: the PDF holds the texts of all cards, and the view comes back."""
    page, _ = opened(browser, bridge_page)
    for _ in range(5):
        page.click("#in")
    page.wait_for_timeout(300)
    before = page.get_attribute("#stage svg", "viewBox")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    _, _, width, _ = (float(v) for v in page.get_attribute("#stage svg", "viewBox").split())
    assert width > 3 * float(before.split()[2])
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert before == page.get_attribute("#stage svg", "viewBox")
    page.context.close()
