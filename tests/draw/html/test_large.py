"""A large page holds its picture as text, and shows what can be seen and read: nothing of it is lost by that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap as am
from argmap.draw.html.content import MOST, SHOWN
from draw.html.browser import opened
from draw.html.test_accessible import violations

CARDS = 400


def tree(cards: int) -> am.ArgumentMap:
    """A tree in which every card has three others below it, and one step in forty is linked."""
    nodes = [am.Claim(id=f"c{i}", text=f"Number {i} holds.") for i in range(cards)]
    steps = [
        am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{(i - 1) // 3}") for i in range(1, cards - 20)
    ]
    linked = [
        am.Supports(id=f"l{i}", premises=(f"c{i}", f"c{i + 1}"), target=f"c{i % 7}")
        for i in range(cards - 20, cards, 2)
    ]
    return am.ArgumentMap(nodes, [*steps, *linked], title="A tree", thesis="c0")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(CARDS).draw().save(tmp_path_factory.mktemp("large") / "tree.html")


@pytest.fixture
def page(browser: Any, path: Path) -> Any:
    found, seen = opened(browser, path)
    yield found
    assert ([], [], []) == (seen.requests, seen.dialogs, seen.errors)
    found.context.close()


def cards(page: Any) -> list[str]:
    """The cards in the document, once all have come that are to come."""
    ids = "() => [...document.querySelectorAll('.am-card')].map((c) => c.dataset.id)"
    before: list[str] = []
    while before != (now := page.evaluate(ids)) or not now:
        before = now
        page.wait_for_timeout(250)
    return before


def unfolded(page: Any) -> None:
    page.keyboard.press("u")
    cards(page)


def test_it_opens_folded(page: Any) -> None:
    """At most some sixty cards, in the order of the map, and a sign on each card that hides some."""
    seen = cards(page)
    assert "c0" == seen[0]
    assert SHOWN // 2 < len(seen) <= SHOWN
    assert seen == sorted(seen, key=lambda id: int(id[1:]))
    hidden = page.evaluate(
        "() => [...document.querySelectorAll('.badge.more')].map((b) => Number(b.textContent.slice(1)))"
    )
    assert CARDS - len(seen) == sum(hidden)
    assert not page.is_visible("#outline")


def test_what_is_unfolded_comes_whole(browser: Any, tmp_path: Path) -> None:
    """As many cards as a page shows at once all come, frame by frame, each with its text and its line."""
    m = tree(MOST + 1)
    page, seen = opened(browser, m.draw().save(tmp_path / "page.html"))
    page.keyboard.press("a")
    for id in ("c0", "c1", "c2"):
        page.evaluate("(id) => { location.hash = id; }", id)
        page.wait_for_function("(id) => document.querySelector('#told small').textContent === id", arg=id)
        page.keyboard.press("f")
    page.keyboard.press("u")
    page.evaluate("() => { location.hash = 'c80'; }")
    page.wait_for_function("() => document.querySelector('#told small').textContent === 'c80'")
    page.keyboard.press("f")  # it hides one card at least, so that no more than the most are on
    on = cards(page)
    assert [] == [id for id in on if m[id].text not in page.text_content(f".am-card[data-id={id}]")]
    assert len(on) <= MOST
    assert 0 == page.locator(".far path").count()
    assert len(on) + int(page.text_content(".badge.more")[1:]) == len(m.nodes)
    assert [] == seen.errors
    page.context.close()


def test_of_many_cards_only_those_in_view_are_in_the_document(page: Any) -> None:
    """The others are paths below; as one drags them into view, they come."""
    unfolded(page)
    before = cards(page)
    assert 0 < len(before) < CARDS
    assert page.locator(".far path").count() > 0
    page.mouse.move(640, 700)
    page.mouse.down()
    for step in range(1, 31):
        page.mouse.move(640, 700 - 20 * step)
    page.mouse.up()
    after = cards(page)
    assert set(after) - set(before)
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.am-card')].filter((c) => {
          const b = c.getBoundingClientRect(), s = document.getElementById('stage').getBoundingClientRect();
          return b.bottom > s.top && b.top < s.bottom && b.right > s.left && b.left < s.right; }).length"""
    )
    assert shown > 10


def test_a_card_too_small_to_read_is_clicked_all_the_same(page: Any) -> None:
    """From afar a card has no element of its own; a click on its place opens it."""
    unfolded(page)
    for _ in range(6):
        page.click("#out")
    page.wait_for_timeout(400)
    assert ["c0"] == cards(page)
    found = page.evaluate(
        """() => {
          const stage = document.getElementById('stage').getBoundingClientRect();
          for (const path of document.querySelectorAll('.far path[fill^="var"]')) {
            const at = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
            if (at.x > stage.left && at.x < stage.right && at.y > stage.top && at.y < stage.bottom)
              return [at.x + 4, at.y + 3];
          }
        }"""
    )
    page.mouse.click(*found)
    assert page.is_visible("#panel")
    id = page.inner_text("#told small")
    assert page.is_visible(f".am-card.chosen[data-id={id}]")


def test_search_leads_to_what_is_folded(page: Any) -> None:
    """A card that was never in the document is found, comes, and has the focus when it is clicked."""
    assert "c375" not in cards(page)
    page.fill("#search", "number 375")
    page.click("#hits a")
    assert "c375" in cards(page)
    assert "c375" == page.evaluate("() => document.activeElement.dataset.id")
    assert "Number 375 holds." in page.inner_text("#told")


def test_keys_lead_through_what_is_not_in_the_document(page: Any) -> None:
    """The arrows go on to cards outside of the view, one after the other, and Home leads back."""
    unfolded(page)
    page.locator(".am-card[data-id=c0]").evaluate("(card) => card.focus()")
    page.keyboard.press("ArrowRight")
    reached = []
    for _ in range(30):
        page.keyboard.press("ArrowDown")
        reached.append(page.evaluate("() => document.activeElement.dataset.id"))
    assert 30 == len(set(reached) - {None}) or reached[-1] == reached[-2]
    assert 1 == page.locator(".am-card[tabindex='0']").count()
    page.keyboard.press("Home")
    assert "c0" == page.evaluate("() => document.activeElement.dataset.id")


def test_the_outline_is_written_when_it_is_opened_and_when_it_is_printed(browser: Any, path: Path) -> None:
    """Until then it is text; then it is the whole outline."""
    for ask in (
        lambda p: p.keyboard.press("o"),
        lambda p: p.evaluate("() => dispatchEvent(new Event('beforeprint'))"),
    ):
        page, seen = opened(browser, path)
        assert 0 == page.locator("#outline a").count()
        ask(page)
        assert {f"#c{i}" for i in range(CARDS)} <= set(
            page.evaluate(
                "() => [...document.querySelectorAll('#outline a')].map((a) => a.getAttribute('href'))"
            )
        )
        assert [] == seen.errors
        page.context.close()


def test_without_a_script_picture_and_outline_are_there(browser: Any, path: Path) -> None:
    """The text that waits for the script is markup for a browser that runs none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert CARDS == page.locator("#stage .am-card").count()
    assert page.locator("#stage svg").is_visible()
    assert "Number 399 holds." in page.text_content("#outline")
    context.close()


def test_axe_finds_nothing_in_a_large_map(page: Any) -> None:
    """Folded, unfolded, from afar, with the outline, in both themes."""
    for key in ("", "u", "-", "-", "-", "o", "t"):
        if key:
            page.keyboard.press(key)
            page.wait_for_timeout(300)
        assert [] == violations(page)


def test_marks_of_an_overlay_come_with_their_lines(browser: Any, tmp_path: Path) -> None:
    """A mark of a step stands on its line, and goes where the line goes."""
    over = am.Overlay("Read", {"s1": am.Mark("bad"), "s300": am.Mark("bad")}, {"bad": "no"})
    page, seen = opened(browser, tree(CARDS).draw(overlay=over).save(tmp_path / "page.html"))
    cards(page)
    assert ["s1"] == page.evaluate(
        "() => [...document.querySelectorAll('.am-mark.put')].map((m) => m.dataset.id)"
    )
    gap = page.evaluate(
        """() => {
          const [a, b] = ['.am-mark.put', '.tied [data-id=s1] path'].map((name) => {
            const r = document.querySelector(name).getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2];
          });
          return Math.hypot(a[0] - b[0], a[1] - b[1]);
        }"""
    )
    assert gap < 12
    assert [] == seen.errors
    page.context.close()
