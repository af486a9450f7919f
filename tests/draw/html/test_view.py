"""What is seen: how a page opens, what stays where it is, and what a gesture moves."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.browser import opened
from draw.html.test_controls import cards, click, view

BOX = """(id) => {
  const { x, y, right, bottom } = document.querySelector(`.am-card[data-id="${id}"] .outline`).getBoundingClientRect();
  return [x, y, right, bottom];
}"""
STAGE = """() => {
  const { x, y, right, bottom } = document.getElementById('stage').getBoundingClientRect();
  return [x, y, right, bottom];
}"""


def inside(page: Any, id: str) -> bool:
    """Whether all of a card lies in the part of the window that the picture has."""
    x, y, right, bottom = page.evaluate(BOX, id)
    left, top, end, foot = page.evaluate(STAGE)
    return left <= x <= right <= end and top <= y <= bottom <= foot


@pytest.fixture(scope="module")
def commentary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the worked example."""
    example = Path(__file__).resolve().parents[3] / "examples" / "rusi_commentary.py"
    spec = importlib.util.spec_from_file_location("rusi_commentary", example)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build().draw().save(tmp_path_factory.mktemp("view") / "commentary.html")


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 720), (1440, 900), (1920, 1080), (1024, 768), (390, 844)]
)
def test_it_opens_at_the_thesis_large_enough_to_be_read(
    browser: Any, commentary: Path, width: int, height: int
) -> None:
    """The thesis is in view, a text at its full size, and no card is cut where the picture begins."""
    page, seen = opened(browser, commentary, width=width, height=height)
    page.wait_for_timeout(250)
    assert inside(page, "thesis")
    left, top, right, bottom = page.evaluate(STAGE)
    assert view(page)[2] <= right - left + 1
    boxes = page.evaluate(
        f"() => [...document.querySelectorAll('.am-card')].map((c) => ({BOX})(c.dataset.id))"
    )
    assert [] == [box for box in boxes if box[0] < left < box[2] and box[1] < bottom and box[3] > top]
    assert [] == seen.errors
    page.context.close()


@pytest.mark.parametrize("width", [900, 1024, 1280, 1440])
def test_the_picture_keeps_room_between_outline_and_panel(
    browser: Any, bridge_page: Path, width: int
) -> None:
    """With both open it has a third of the window at least, and nothing lies over anything."""
    page, _ = opened(browser, bridge_page, width=width, height=720)
    click(page, "cracks")
    parts = page.evaluate(
        """() => ['#outline', '#stage', '#panel'].map((name) => {
          const { left, right } = document.querySelector(name).getBoundingClientRect();
          return [left, right];
        })"""
    )
    assert all(one[1] <= next[0] for one, next in pairwise(parts))
    assert width / 3 <= parts[1][1] - parts[1][0]
    assert width == page.evaluate("() => document.documentElement.scrollWidth")
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_lies_over_the_picture(browser: Any, bridge_page: Path, width: int) -> None:
    """What a page says of its use, and what has happened, stands below the picture; a phone has just the latter."""
    page, _ = opened(browser, bridge_page, width=width, height=720)
    stage, hint = page.locator("#stage").bounding_box(), page.locator("#hint").bounding_box()
    assert stage["y"] + stage["height"] <= hint["y"] + hint["height"]
    assert (0 if width < 900 else hint["height"]) == hint["height"]
    page.click("#fold")
    assert "All folded" == page.inner_text("#status")
    assert page.locator("#status").bounding_box()["height"] > 10
    page.context.close()


@pytest.mark.parametrize("do", ["panel", "outline", "window"])
def test_what_is_seen_stays_where_it_is_when_the_stage_changes(
    browser: Any, bridge_page: Path, do: str
) -> None:
    """A card is at the same place of the window after the panel, the outline or the window took or gave room."""
    page, _ = opened(browser, bridge_page)
    click(page, "detour")
    page.click("#close")
    page.wait_for_timeout(200)
    before = page.evaluate(BOX, "cracks")
    change = {
        "panel": lambda: page.locator(".am-card[data-id=detour] .bar").click(),
        "outline": lambda: page.click("#outlined"),
        "window": lambda: page.set_viewport_size({"width": 1100, "height": 700}),
    }
    change[do]()
    page.wait_for_timeout(300)
    shift = 340 - 0.26 * 1100 if do == "window" else 0  # the outline is narrower there
    after = page.evaluate(BOX, "cracks")
    assert before[:2] == pytest.approx([after[0], after[1]], abs=max(1.0, shift))
    page.context.close()


def test_the_wheel_zooms_about_the_pointer(browser: Any, bridge_page: Path) -> None:
    """The point under the pointer stays there; with Ctrl, as a touchpad says a pinch, a small step is enough."""
    page, _ = opened(browser, bridge_page)
    page.wait_for_timeout(200)
    x, y = page.evaluate(BOX, "cracks")[:2]
    page.mouse.move(x, y)
    widths = [view(page)[2]]
    for delta, key in ((-300, None), (200, None), (-10, "Control")):
        if key:
            page.keyboard.down(key)
        page.mouse.wheel(0, delta)
        if key:
            page.keyboard.up(key)
        widths.append(view(page)[2])
        assert [x, y] == pytest.approx(page.evaluate(BOX, "cracks")[:2], abs=1.5)
    assert widths[1] < widths[2] < widths[0]
    assert widths[3] < 0.95 * widths[2]
    assert 1 == page.evaluate("() => visualViewport.scale")
    page.context.close()


def test_a_page_in_a_frame_that_is_shown_later_opens_as_any_other(
    browser: Any, bridge: am.ArgumentMap, tmp_path: Path
) -> None:
    """A frame may have no size when its script runs, as in a tab behind another one; then it is hidden again."""
    cell = bridge.explore(height=400)._repr_mimebundle_()["text/html"]
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html>{cell}<div style='display: none'>{cell}</div>", "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(notebook.as_uri())
    show = "(how) => { document.querySelector('div').style.display = how; }"
    looks = """() => [document.querySelector('#stage svg').getAttribute('viewBox'),
      document.getElementById('outline').hidden]"""
    for how in ("block", "none", "block"):
        page.evaluate(show, how)
        page.wait_for_timeout(300)
    first, second = page.frames[1:]
    assert first.evaluate(looks) == second.evaluate(looks)
    assert not first.evaluate(looks)[1]
    context.close()


def test_in_a_notebook_the_wheel_zooms_once_the_page_was_clicked(
    browser: Any, bridge: am.ArgumentMap, tmp_path: Path
) -> None:
    """Until then it scrolls the notebook, however many pages of maps stand there."""
    cell = bridge.explore(height=400)._repr_mimebundle_()["text/html"]
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><p tabindex=0>One.</p>{cell}{cell}<p>{'Two.<br>' * 99}</p>", "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(notebook.as_uri())
    first, second = page.frames[1:]
    first.wait_for_selector(".am-card")
    before = first.get_attribute("#stage svg", "viewBox")
    page.mouse.move(700, 300)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(400)
    scrolled = page.evaluate("() => scrollY")
    assert scrolled > 0
    assert before == first.get_attribute("#stage svg", "viewBox")
    page.mouse.click(700, 250)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(400)
    assert scrolled == page.evaluate("() => scrollY")
    assert before != first.get_attribute("#stage svg", "viewBox")
    assert before == second.get_attribute("#stage svg", "viewBox")
    context.close()


def test_two_fingers_take_the_picture_with_them(browser: Any, bridge_page: Path) -> None:
    """What is between the fingers goes where they go, while they spread."""
    page, _ = opened(browser, bridge_page, width=390, height=800)
    page.wait_for_timeout(200)
    x, y, right, bottom = page.evaluate(BOX, "close")
    page.evaluate(
        """([x, y]) => {
          const at = (type, id, x, y) => document.getElementById('stage').dispatchEvent(
            new PointerEvent(type, { pointerId: id, clientX: x, clientY: y, bubbles: true, pointerType: 'touch' }));
          at('pointerdown', 1, x - 40, y); at('pointerdown', 2, x + 40, y);
          for (let i = 1; i <= 10; i++) {
            at('pointermove', 1, x - 40 - 2 * i, y + 6 * i); at('pointermove', 2, x + 40 + 2 * i, y + 6 * i);
          }
          at('pointerup', 1, x - 60, y + 60); at('pointerup', 2, x + 60, y + 60);
        }""",
        [(x + right) / 2, (y + bottom) / 2],
    )
    page.wait_for_timeout(300)
    left, top, end, foot = page.evaluate(BOX, "close")
    assert [(x + right) / 2, (y + bottom) / 2 + 60] == pytest.approx(
        [(left + end) / 2, (top + foot) / 2], abs=3
    )
    assert 1.5 == pytest.approx((end - left) / (right - x), rel=0.03)
    page.context.close()


def test_a_tap_opens_and_a_drag_does_not(browser: Any, bridge_page: Path) -> None:
    """By real touches on a phone: the panel covers no card that was asked for, and the outline gives way."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(bridge_page.as_uri())
    page.wait_for_timeout(200)
    page.locator(".am-card[data-id=close] .bar").tap()
    assert "The bridge must close." in page.inner_text("#panel")
    assert inside(page, "close")
    page.locator("#outlined").tap()
    page.locator("#outline a[href='#engineer']").first.tap()
    assert not page.is_visible("#outline")
    assert "An engineer measured" in page.inner_text("#panel")
    page.wait_for_timeout(200)
    assert inside(page, "engineer")
    context.close()


def test_a_long_text_can_be_read_to_its_end_and_be_left(browser: Any, tmp_path: Path) -> None:
    """The panel scrolls, and its button to close it stays in view; words that are too long are broken."""
    long = am.Claim(id="c1", text=" ".join(["It", "x" * 200, "rains."] * 60), title="A title " * 40)
    page, _ = opened(
        browser, am.ArgumentMap([long], thesis="c1").draw().save(tmp_path / "page.html"), hash="#c1"
    )
    page.evaluate("() => document.getElementById('panel').scrollTo(0, 1e6)")
    for part, words in (("#panel", ".text"), ("#outline", "a")):
        box, inner = page.locator(part).bounding_box(), page.locator(f"{part} {words}").bounding_box()
        assert inner["x"] + inner["width"] <= box["x"] + box["width"]
    assert page.evaluate("() => document.getElementById('panel').scrollTop") > 0
    close = page.locator("#close").bounding_box()
    assert 0 < close["y"] < 200
    page.click("#close")
    assert not page.is_visible("#panel")
    page.context.close()


def test_a_right_to_left_text_is_set_from_the_right(browser: Any, tmp_path: Path) -> None:
    """In the panel, as its own letters tell; the page around it stays."""
    m = am.ArgumentMap([am.Claim(id="c1", text="הגשר חייב להיסגר."), am.Claim(id="c2", text="桥必须关闭。")])
    page, _ = opened(browser, m.draw().save(tmp_path / "page.html"))
    for id, way in (("c1", "rtl"), ("c2", "ltr")):
        click(page, id)
        assert way == page.evaluate("() => getComputedStyle(document.querySelector('#told .text')).direction")
    assert ["c1", "c2"] == cards(page)
    page.context.close()


def test_nothing_moves_by_itself(browser: Any, bridge_page: Path) -> None:
    """There is no animation and no transition that somebody could have asked to be spared."""
    page, _ = opened(browser, bridge_page)
    click(page, "cracks")
    page.keyboard.press("a")
    assert 0 == page.evaluate("() => document.getAnimations().length")
    durations = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('*')].flatMap((e) => {
          const style = getComputedStyle(e);
          return [style.transitionDuration, style.animationDuration];
        }))]"""
    )
    assert {"0s"} >= set(durations) - {"auto"}
    page.context.close()


def test_words_of_the_panel_can_be_copied(browser: Any, bridge_page: Path) -> None:
    """A drag over text selects it there, and selects nothing in the picture."""
    page, _ = opened(browser, bridge_page)
    click(page, "close")
    for place, expected in (
        ("#told .text", "The bridge must close."),
        ("#stage .am-card[data-id=cracks]", ""),
    ):
        box = page.locator(place).bounding_box()
        page.evaluate("() => getSelection().removeAllRanges()")
        page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=5)
        page.mouse.up()
        assert expected == page.evaluate("() => String(getSelection())").strip()
    page.context.close()


def test_a_phone_can_be_turned(browser: Any, bridge_page: Path) -> None:
    """Upright the panel stands below the picture, on its side beside it, and the card stays in view."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(bridge_page.as_uri() + "#close")
    page.wait_for_timeout(200)
    stage, panel = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert stage["y"] + stage["height"] <= panel["y"]
    assert inside(page, "close")
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(300)
    stage, panel = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert stage["x"] + stage["width"] <= panel["x"]
    assert stage["height"] > 250
    assert 844 == page.evaluate("() => document.documentElement.scrollWidth")
    context.close()


def test_the_sign_that_folds_is_large_enough_for_a_finger(browser: Any, bridge_page: Path) -> None:
    """On a touch screen it is 24 pixels high (WCAG 2.2, 2.5.8), and a tap on it folds."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(bridge_page.as_uri())
    page.wait_for_timeout(200)
    sign = page.locator(".badge[data-fold='0']")
    assert sign.locator("rect").bounding_box()["height"] >= 24
    sign.tap()
    assert "5 folded" == page.inner_text("#status")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_every_button_is_within_the_window(browser: Any, bridge_page: Path, width: int) -> None:
    """Also on the narrowest phone, which is what 1280 pixels are at four times their size (WCAG 1.4.10)."""
    page, _ = opened(browser, bridge_page, width=width, height=700)
    for id in ("search", "out", "in", "fit", "fold", "unfold", "outlined", "theme", "help"):
        box = page.locator(f"#{id}").bounding_box()
        assert 0 <= box["x"]
        assert box["x"] + box["width"] <= width
    page.context.close()


def test_a_step_that_is_chosen_is_marked_in_the_picture(browser: Any, bridge_page: Path) -> None:
    """Its line is thicker than the others, in the drawing's own layout and in one that is folded."""
    page, _ = opened(browser, bridge_page)
    thick = """() => [...document.querySelectorAll('#stage .am-link path:not([marker-start])')]
        .filter((path) => path.checkVisibility({ visibilityProperty: true }))
        .filter((path) => parseFloat(getComputedStyle(path).strokeWidth) >= 4)
        .map((path) => path.closest('.am-link').dataset.id)"""
    assert [] == page.evaluate(thick)
    page.evaluate("() => { location.hash = 'against'; }")
    page.wait_for_selector("#panel:visible")
    assert {"against"} == set(page.evaluate(thick))
    page.locator(".badge[data-fold='1']").dispatch_event("click")
    page.locator(".tied .am-link[data-id=so]").first.dispatch_event("click")
    assert {"so"} == set(page.evaluate(thick))
    page.locator(".badge[data-fold='0']").dispatch_event("click")
    assert {"so"} == set(page.evaluate(thick))  # its line has moved
    page.context.close()
