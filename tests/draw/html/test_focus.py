"""Where the keyboard is: it is seen, it is never lost, and every way leads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from draw.html.browser import opened
from draw.html.test_controls import ALL, cards, click, focus, focused, panel


@pytest.fixture
def page(browser: Any, bridge_page: Path) -> Any:
    found, seen = opened(browser, bridge_page)
    yield found
    assert ([], [], []) == (seen.requests, seen.dialogs, seen.errors)
    found.context.close()


def hash(page: Any) -> str:
    return page.evaluate("() => location.hash")


def test_tab_goes_through_the_controls_to_the_picture_before_the_outline(page: Any) -> None:
    """A long outline is not in the way: the picture comes before it, then the panel, and the outline is last."""
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    page.focus("#search")
    stops = []
    for _ in range(11):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert ["out", "in", "fit", "fold", "unfold", "outlined", "theme", "help", "close"] == stops[:9]
    assert page.evaluate("() => document.activeElement.closest('#outline') !== null")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert "close" == focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#panel') !== null")


@pytest.mark.parametrize("id", ["close", "risk", "advice"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_with_the_focus_has_a_ring(page: Any, id: str, theme: str) -> None:
    """Three pixels round the card in a colour that differs from the paper, whatever the border of the card."""
    if theme == "dark":
        page.keyboard.press("t")
    page.keyboard.press("Shift")
    focus(page, id)
    style, width, colour, paper = page.evaluate(
        """() => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
          return [outlineStyle, outlineWidth, outlineColor, getComputedStyle(document.body).backgroundColor];
        }"""
    )
    assert ("solid", "3px") == (style, width)
    assert colour != paper


def test_folding_away_the_card_with_the_focus_gives_it_to_one_that_is_there(page: Any) -> None:
    """Else the next key would begin at the top of the page."""
    focus(page, "engineer")
    page.keyboard.press("a")
    assert focused(page) in cards(page)


def test_a_control_that_goes_gives_the_focus_back(page: Any) -> None:
    """The button for the whole map, the button that closes the panel, the outline, and the list of keys."""
    focus(page, "cracks")
    page.keyboard.press("g")
    page.focus("#whole")
    page.keyboard.press("Enter")
    assert "cracks" == focused(page)
    page.keyboard.press("Enter")
    page.focus("#close")
    page.keyboard.press("Enter")
    assert ("", "cracks") == (panel(page), focused(page))
    page.focus("#outline a[href='#engineer']")
    page.keyboard.press("o")
    assert "outlined" == focused(page)
    page.keyboard.press("?")
    page.keyboard.press("Enter")
    assert not page.is_visible("#keys")
    assert "outlined" == focused(page)


def test_a_link_of_the_panel_keeps_the_keyboard_in_the_panel(page: Any) -> None:
    """What it leads to is told there, from its beginning."""
    click(page, "close")
    page.focus("#told a[href='#cracks']")
    page.keyboard.press("Enter")
    assert "Its cracks grow." == page.inner_text("#told .text")
    assert "panel" == focused(page)
    page.keyboard.press("Tab")
    assert "close" == focused(page)


def test_escape_goes_back_one_step_at_a_time(page: Any) -> None:
    """Out of the search, also from its list; then the panel; then to the whole map."""
    click(page, "close")
    page.keyboard.press("g")
    page.keyboard.press("/")
    page.keyboard.type("cracks")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert ("", True) == (page.input_value("#search"), page.is_visible("#panel"))
    page.keyboard.press("Escape")
    assert ("", True) == (panel(page), page.is_visible("#whole"))
    page.keyboard.press("Escape")
    assert not page.is_visible("#whole")


def test_a_search_ends_from_anywhere(page: Any) -> None:
    """Also when a card was clicked meanwhile: the picture does not stay dim; closing the panel ends no search."""
    page.fill("#search", "cracks")
    click(page, "detour")
    page.click("#close")
    assert ("", "cracks") == (panel(page), page.input_value("#search"))
    click(page, "detour")
    page.keyboard.press("Escape")
    assert ("", 0) == (page.input_value("#search"), page.locator(".seeking").count())
    assert "detour" == focused(page)
    assert page.is_visible("#panel")
    page.keyboard.press("Escape")
    assert "" == panel(page)


def test_arrows_go_through_what_is_found(page: Any) -> None:
    """Down from the field into the list and on, up to the field again."""
    page.fill("#search", "cracks")
    page.focus("#search")
    reached = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        reached.append(
            page.evaluate("() => document.activeElement.getAttribute('href') || document.activeElement.id")
        )
    assert ["#cracks", "#risk", "#cracks", "search", "#engineer"] == reached


def test_a_search_without_a_result_says_so(page: Any) -> None:
    """Below the field and in the line below the picture; a long list says how much of it is left out."""
    page.fill("#search", "zeppelin")
    page.focus("#search")
    assert "Nothing found" == page.inner_text("#hits")
    assert "Nothing found" == page.inner_text("#status")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert "search" == focused(page)
    assert "" == panel(page)
    page.fill("#search", "")
    assert not page.is_visible("#hits")


def test_the_button_back_leads_to_what_was_looked_at_before(page: Any) -> None:
    """Each part that was asked for is a step of the history; before the first one nothing is told."""
    click(page, "close")
    page.click("#told a[href='#cracks']")
    page.click("#outline a[href='#engineer']")
    for id in ("cracks", "close"):
        page.go_back()
        assert f"#{id}" == hash(page)
        assert id == page.inner_text("#told h2 small")
    page.go_back()
    assert ("", "") == (hash(page), panel(page))
    page.go_forward()
    assert "close" == page.inner_text("#told h2 small")


def test_steps_of_a_search_are_no_steps_of_the_history(page: Any) -> None:
    """Going through what was found takes one place in it, and so does going by arrows with the panel open."""
    length = page.evaluate("() => history.length")
    page.fill("#search", "cracks")
    page.focus("#search")
    for _ in range(3):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    assert length == page.evaluate("() => history.length")


def test_arrows_take_the_panel_the_mark_and_the_address_along(page: Any) -> None:
    """With the panel open, the card that an arrow leads to is the one that is chosen."""
    click(page, "cracks")
    page.keyboard.press("ArrowLeft")
    id = focused(page)
    assert id != "cracks"
    assert [id] == page.evaluate("() => [...document.querySelectorAll('.chosen')].map((c) => c.dataset.id)")
    assert (f"#{id}", id) == (hash(page), page.inner_text("#told h2 small"))


def test_the_outline_shows_the_line_that_is_chosen(browser: Any, bridge_page: Path) -> None:
    """It is scrolled there."""
    page, _ = opened(browser, bridge_page, height=300)
    page.evaluate("() => { location.hash = 'traffic'; }")
    page.wait_for_selector("#outline [aria-current]")
    line, outline = (page.locator(name).bounding_box() for name in ("#outline [aria-current]", "#outline"))
    assert outline["y"] <= line["y"]
    assert line["y"] + line["height"] <= outline["y"] + outline["height"]
    page.context.close()


def test_looking_at_the_grounds_leaves_folded_what_was_folded(page: Any) -> None:
    """The card itself unfolds; the rest of the map is afterwards as it was before."""
    page.locator(".badge[data-fold='1']").click()
    assert "engineer" not in cards(page)
    click(page, "close")
    page.keyboard.press("g")
    assert "engineer" not in cards(page)
    page.keyboard.press("w")
    assert "engineer" not in cards(page)
    assert "+1" == page.locator(".badge.more").text_content()


def test_a_link_to_a_folded_part_leaves_the_rest_folded(browser: Any, bridge_page: Path) -> None:
    """What is on the way to it unfolds, and what was looked at alone is given up for the whole map."""
    page, seen = opened(browser, bridge_page)
    page.keyboard.press("a")
    page.evaluate("() => { location.hash = 'engineer'; }")
    page.wait_for_selector(".am-card[data-id=engineer]")
    assert "engineer" in cards(page)
    page.keyboard.press("Escape")
    focus(page, "detour")
    page.keyboard.press("c")
    assert "engineer" not in cards(page)
    page.evaluate("() => { location.hash = 'measured'; }")
    page.wait_for_selector(".am-card[data-id=engineer]")
    assert not page.is_visible("#whole")
    assert [] == seen.errors
    page.context.close()


def test_keys_of_a_single_character_can_be_switched_off(page: Any) -> None:
    """Who speaks to the computer types what is taken for keys (WCAG 2.2, 2.1.4); the others stay."""
    page.keyboard.press("?")
    page.uncheck("#single")
    page.click("#done")
    for key in ("a", "t", "+", "?"):
        page.keyboard.press(key)
    assert ALL == cards(page)
    assert "false" == page.get_attribute("#theme", "aria-pressed")
    assert not page.is_visible("#keys")
    click(page, "close")
    page.keyboard.press("Escape")
    assert "" == panel(page)
    page.click("#help")
    page.check("#single")
    page.click("#done")
    page.keyboard.press("a")
    assert ALL != cards(page)


def test_a_link_to_a_step_unfolds_what_it_starts_from(page: Any) -> None:
    """A step without a dot of its own is a line, and a line has two ends."""
    page.keyboard.press("a")
    page.evaluate("() => { location.hash = 'measured'; }")
    page.wait_for_selector(".am-card[data-id=engineer]")
    assert page.locator(".am-link[data-id=measured]").last.is_visible()


def test_an_address_that_is_none_is_passed_over(browser: Any, bridge_page: Path) -> None:
    """One that cannot be decoded, an empty one, and one of nobody."""
    for address in ("#%E0%A4%A", "#", "#nobody", "#%00"):
        page, seen = opened(browser, bridge_page, hash=address)
        assert "" == panel(page)
        assert [] == seen.errors
        page.context.close()
