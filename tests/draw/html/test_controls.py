"""Everything that the page can do is done by mouse and by keyboard, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.browser import opened

ALL = ["close", "cracks", "risk", "engineer", "detour", "once", "advice", "traffic"]


@pytest.fixture
def page(browser: Any, bridge_page: Path) -> Any:
    found, seen = opened(browser, bridge_page)
    yield found
    assert ([], [], []) == (seen.requests, seen.dialogs, seen.errors)
    found.context.close()


def cards(page: Any) -> list[str]:
    """The cards that are seen, in document order."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.am-card:not(.off)')].map((c) => c.dataset.id)"
    )


def view(page: Any) -> list[float]:
    """The part of the picture that is seen, once the gesture is over."""
    page.wait_for_timeout(250)
    return [float(v) for v in page.get_attribute("#stage svg", "viewBox").split()]


def panel(page: Any) -> str:
    return page.inner_text("#panel") if page.is_visible("#panel") else ""


def click(page: Any, id: str) -> None:
    page.locator(f".am-card[data-id={id}] .bar").click()


def focus(page: Any, id: str) -> None:
    page.locator(f".am-card[data-id={id}]").evaluate("(card) => card.focus()")


def focused(page: Any) -> str:
    return page.evaluate("() => document.activeElement.dataset.id || document.activeElement.id")


def test_it_opens_with_every_card_and_the_layout_of_the_drawing(page: Any, bridge: am.ArgumentMap) -> None:
    """At first every card stands where the drawing has it, and only the thesis is a stop of the Tab key."""
    assert ALL == cards(page)
    assert "The old bridge" == page.title()
    assert 0 == page.locator(".am-card[transform]").count()
    assert ["close"] == page.evaluate(
        "() => [...document.querySelectorAll('.am-card[tabindex=\"0\"]')].map((c) => c.dataset.id)"
    )


def test_the_wheel_and_the_keys_zoom(page: Any) -> None:
    """Zooming in narrows the view around the pointer, by wheel, buttons and keys alike."""
    page.mouse.move(600, 400)
    for do, narrows in (
        (lambda: page.mouse.wheel(0, -400), True),
        (lambda: page.click("#out"), False),
        (lambda: page.click("#in"), True),
        (lambda: page.keyboard.press("-"), False),
        (lambda: page.keyboard.press("+"), True),
    ):
        before = view(page)[2]
        do()
        assert narrows == (view(page)[2] < before)


def test_dragging_and_shifted_arrows_move_the_picture(page: Any) -> None:
    """What was under the pointer stays under it; the key moves the view by as much the other way."""
    x, y, w, _ = view(page)
    scale = w / page.evaluate("() => document.getElementById('stage').clientWidth")
    page.mouse.move(700, 600)
    page.mouse.down()
    page.mouse.move(650, 580, steps=4)
    page.mouse.up()
    assert [x + 50 * scale, y + 20 * scale] == pytest.approx(view(page)[:2], abs=0.5)
    assert "" == panel(page)
    focus(page, "close")
    page.keyboard.press("Shift+ArrowRight")
    assert x + 130 * scale == pytest.approx(view(page)[0], abs=0.5)


@pytest.mark.parametrize("way", ["click", "key"])
def test_fit_shows_everything(page: Any, way: str) -> None:
    """After it the whole drawing lies in the view."""
    for _ in range(6):
        page.click("#in")
    page.click("#fit") if way == "click" else page.keyboard.press("0")
    x, y, w, h = view(page)
    for id in ALL:
        box = page.locator(f".am-card[data-id={id}] .outline").evaluate(
            "(o) => { const b = o.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; }"
        )
        assert x <= box[0] <= box[2] <= x + w
        assert y <= box[1] <= box[3] <= y + h


def test_search_finds_as_one_types_and_steps_through(page: Any) -> None:
    """By keyboard: the slash opens it, letters find without regard to case, Enter goes on, Escape ends it."""
    page.keyboard.press("/")
    page.keyboard.type("CRACKS")
    found = page.evaluate("() => [...document.querySelectorAll('.am-card.found')].map((c) => c.dataset.id)")
    assert ["cracks", "risk", "engineer"] == found
    assert 3 == page.locator("#hits li").count()
    assert "3 found" == page.inner_text("#status")
    for expected in ("cracks", "risk", "engineer", "cracks"):
        page.keyboard.press("Enter")
        assert f"#{expected}" == page.evaluate("() => location.hash")
    page.keyboard.press("Shift+Enter")
    assert "#engineer" == page.evaluate("() => location.hash")
    page.keyboard.press("Escape")
    assert "" == page.input_value("#search")
    assert 0 == page.locator(".am-card.found").count()
    page.fill("#search", "cracks")
    page.press("#search", "Shift+Enter")
    assert "3 of 3" == page.inner_text("#status")


def test_a_found_part_is_clicked(page: Any) -> None:
    """By mouse, and by the arrow key into the list."""
    page.fill("#search", "hour")
    page.click("#hits a")
    assert "The detour costs an hour." in panel(page)
    assert "detour" == focused(page)
    page.fill("#search", "only once")
    page.focus("#search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "once" == focused(page)


@pytest.mark.parametrize("way", ["badge", "key", "panel"])
def test_folding_hides_what_nothing_else_needs_and_unfolding_brings_it_back(page: Any, way: str) -> None:
    """The number on the card is that of the cards that went; the layout closes up, and later is the first again."""

    def fold() -> None:
        if way == "badge":
            page.locator(".badge[data-fold='0']").click()
        elif way == "key":
            focus(page, "close")
            page.keyboard.press("f")
        else:
            click(page, "close")
            page.click("#bend")

    fold()
    assert ["close", "advice", "traffic"] == cards(page)
    assert "+5" == page.locator(".badge.more").text_content()
    assert "5 more folded" in page.get_attribute(".am-card[data-id=close]", "aria-label")
    fold()
    assert ALL == cards(page)
    assert 0 == page.locator(".badge.more").count()
    assert {None} == set(
        page.evaluate(
            "() => [...document.querySelectorAll('.am-card')].map((c) => c.getAttribute('transform'))"
        )
    )


@pytest.mark.parametrize(("fold", "unfold"), [("#fold", "#unfold"), ("a", "u")])
def test_all_is_folded_and_unfolded(page: Any, fold: str, unfold: str) -> None:
    """Folded, a map shows what it leads to with the thesis; the lone factor stays."""
    press = page.click if fold.startswith("#") else page.keyboard.press
    press(fold)
    assert ["close", "advice", "traffic"] == cards(page)
    press(unfold)
    assert ALL == cards(page)


@pytest.mark.parametrize("way", ["mouse", "key"])
def test_grounds_and_consequences_are_looked_at_alone(page: Any, way: str) -> None:
    """The grounds are all below a card; the consequences all above, with the premises that work together."""
    click(page, "cracks")
    look = {
        "g": lambda: page.click("#grounds"),
        "c": lambda: page.click("#consequences"),
        "w": lambda: page.click("#whole"),
    }
    if way == "key":
        look = {key: lambda key=key: page.keyboard.press(key) for key in look}
    look["g"]()
    assert ["cracks", "engineer"] == cards(page)
    look["w"]()
    assert ALL == cards(page)
    look["c"]()
    assert ["close", "cracks", "risk", "advice"] == [id for id in cards(page) if id != "once"]
    look["w"]()
    assert ALL == cards(page)


def test_consequences_are_looked_at_with_all_that_undercuts_them(browser: Any, tmp_path: Path) -> None:
    """A step comes with the premises of its undercutters, linked ones too: no dot stands there alone."""
    d = am.Draft()
    close = d.thesis("Close it.")
    cracks = d.claim("It cracks.")
    step = d.support(close, cracks, d.assume("Cracks grow."), jointly=True)
    d.attack(step, d.claim("It was measured once."), d.assume("Once is not enough."), jointly=True)
    page, seen = opened(browser, d.map().draw().save(tmp_path / "page.html"), hash=f"#{cracks.id}")
    page.keyboard.press("c")
    assert ["Cracks grow.", "It was measured once.", "Once is not enough."] == [
        words
        for words in page.locator(".am-card").evaluate_all(
            "(all) => all.map((c) => c.ariaLabel.split(': ')[1])"
        )
        if words not in (close.text, cracks.text)
    ]
    assert [] == seen.errors
    page.context.close()


def test_arrows_go_from_card_to_card(page: Any) -> None:
    """From the thesis the reasons stand to the right; Home leads back, Enter tells all, Escape closes."""
    page.focus("#help")
    focus(page, "close")
    page.keyboard.press("ArrowRight")
    assert focused(page) in ("cracks", "risk", "detour")
    page.keyboard.press("Home")
    assert "close" == focused(page)
    page.keyboard.press("ArrowLeft")
    assert "advice" == focused(page)
    page.keyboard.press("Enter")
    assert "Close the bridge this week." in panel(page)
    page.keyboard.press("Escape")
    assert "" == panel(page)
    assert "advice" == focused(page)


def test_the_panel_tells_everything(page: Any) -> None:
    """Text, quote with its link, scheme with its critical questions, warrant, undercutter, remarks of the check."""
    click(page, "close")
    told = panel(page)
    for words in (
        "The bridge must close.", "“must close - now”", "A report on the bridge, ¶2", "Its cracks grow.",
        "Growing cracks end in collapse.", "Scheme: cause to effect", "So it has been.", "The detour costs an hour.",
        "granted by the author", "Close the bridge this week.",
    ):  # fmt: skip
        assert words in told
    link = page.locator("#told blockquote a")
    assert "https://example.org/report#:~:text=must%20close%20%2D%20now" == link.get_attribute("href")
    assert ("_blank", "noopener noreferrer") == (link.get_attribute("target"), link.get_attribute("rel"))
    page.click("#told summary")
    questions = page.locator("#told section").first.locator("li:visible").all_inner_texts()
    assert "How strong is the causal link?" in questions
    page.click("#told h4 a:has-text('linked')")
    assert "Undercut by" in panel(page)
    assert "#linked" == page.evaluate("() => location.hash")
    page.click("#close")
    assert "" == panel(page)


def test_the_panel_tells_the_kind_of_a_thesis_and_the_lines_of_a_note(browser: Any, tmp_path: Path) -> None:
    """A thesis may be advice, which its card says beside its id; a note keeps its lines."""
    advice = am.Recommendation(id="r1", text="Close it.", note="One.\nTwo.")
    m = am.ArgumentMap([advice], thesis="r1")
    page, _ = opened(browser, m.draw().save(tmp_path / "page.html"), hash="#r1")
    assert "THESIS, RECOMMENDATION r1" == page.inner_text("#told h2")
    assert "One.\nTwo." == page.inner_text("#told dd")
    page.context.close()


def test_a_quote_without_a_page_opens_that_of_its_source(browser: Any, tmp_path: Path) -> None:
    """As in a map that was written by hand; no link stands where neither is known."""
    quotes = tuple(am.Quote(source=id, opening="It has", closing="rained.") for id in ("web", "letter"))
    sources = (am.Source(id="web", url="https://example.org/a"), am.Source(id="letter"))
    m = am.ArgumentMap([am.Claim(id="c1", text="It rained.", quotes=quotes)], sources=sources)
    page, _ = opened(browser, m.draw().save(tmp_path / "page.html"), hash="#c1")
    links = page.locator("#told blockquote a")
    assert ["https://example.org/a#:~:text=It%20has,rained."] == links.evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    assert 2 == page.locator("#told blockquote").count()
    page.context.close()


def test_remarks_of_the_check_stand_in_the_panel(page: Any, bridge: am.ArgumentMap) -> None:
    """Each diagnostic of a part is told with it, with what would mend it."""
    for diagnostic in bridge.check().of("once", "detour", "engineer", "cracks"):
        page.evaluate("(id) => { location.hash = id; }", diagnostic.parts[0])
        page.wait_for_function(
            "(id) => document.querySelector('#told h2 small').textContent === id", arg=diagnostic.parts[0]
        )
        assert diagnostic.message in page.inner_text("#told")
        assert diagnostic.hint in page.inner_text("#told")


def test_dots_and_lines_are_clicked(page: Any) -> None:
    """A step is told like a node."""
    page.locator(".am-dot[data-id=linked]").click()
    assert "So it has been." in panel(page)
    page.locator(".am-link[data-id=so]").first.dispatch_event("click")
    assert "so" in panel(page)


@pytest.mark.parametrize("way", ["click", "key"])
def test_the_theme_changes(page: Any, way: str) -> None:
    """Paper and ink change places, in the picture too."""
    paint = """() => [getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.querySelector('.am-card .outline')).fill]"""
    day = page.evaluate(paint)
    change = (lambda: page.click("#theme")) if way == "click" else (lambda: page.keyboard.press("t"))
    change()
    night = page.evaluate(paint)
    assert "rgb(255, 255, 255)" == day[0]
    assert "rgb(16, 21, 27)" == night[0]
    assert day[1] != night[1]
    assert "true" == page.get_attribute("#theme", "aria-pressed")
    change()
    assert day == page.evaluate(paint)


@pytest.mark.parametrize("way", ["click", "key"])
def test_the_outline_opens_and_closes_and_leads_to_the_picture(page: Any, way: str) -> None:
    """A line of the outline selects its part; it is marked as the current one."""
    change = (lambda: page.click("#outlined")) if way == "click" else (lambda: page.keyboard.press("o"))
    assert page.is_visible("#outline")
    change()
    assert not page.is_visible("#outline")
    change()
    page.click("#outline a:has-text('engineer')") if way == "click" else page.press(
        "#outline a[href='#engineer']", "Enter"
    )
    assert "An engineer measured the cracks." in panel(page)
    assert "true" == page.locator("#outline a[href='#engineer']").first.get_attribute("aria-current")


@pytest.mark.parametrize("way", ["click", "key"])
def test_the_keys_are_shown(page: Any, way: str) -> None:
    """By a button and by the question mark; Escape and the button close them."""
    page.click("#help") if way == "click" else page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.click("#done") if way == "click" else page.keyboard.press("Escape")
    assert not page.is_visible("#keys")


def test_an_address_with_an_id_opens_at_that_part(browser: Any, bridge_page: Path) -> None:
    """A link to a node, and to a step; an id that is not there is passed over."""
    for id, words in (("engineer", "An engineer measured"), ("linked", "So it has been."), ("nobody", "")):
        page, seen = opened(browser, bridge_page, hash=f"#{id}")
        assert words in panel(page)
        assert bool(words) == page.is_visible("#panel")
        assert [] == seen.errors
        page.context.close()


def test_a_hidden_part_is_unfolded_when_it_is_asked_for(page: Any) -> None:
    """Search leads into what is folded."""
    page.click("#fold")
    page.fill("#search", "measured the cracks")
    page.press("#search", "Enter")
    assert "engineer" in cards(page)
    assert "An engineer measured the cracks." in panel(page)


def test_lines_follow_the_cards_when_something_is_folded(page: Any) -> None:
    """Every line of the new layout ends at its cards; marks stand at the tips."""
    page.locator(".badge[data-fold='1']").click()
    gaps = page.evaluate("""() => {
      const box = (id) => document.querySelector(`.am-card[data-id="${id}"] .outline`).getBoundingClientRect();
      return [...document.querySelectorAll('.tied .am-link.conceded')].map((l) => {
        const p = l.querySelector('path').getBoundingClientRect(), a = box('detour'), b = box('close');
        return [Math.abs(p.right - a.left), Math.abs(p.left - b.right)];
      });
    }""")
    assert gaps
    for at_tail, at_head in gaps:
        assert at_tail < 3
        assert at_head < 16
    assert page.locator("#stage path[marker-start*='#m']").count() > 0


def test_lines_to_one_card_end_beside_each_other(page: Any) -> None:
    """After folding, the heads at the thesis stand in the order of the cards that they come from, none on another."""
    page.locator(".badge[data-fold='1']").click()
    ends = page.evaluate("""() => ['linked', 'against'].map((id) => {
      const paths = [...document.querySelectorAll(`.tied [data-id="${id}"] path:not([marker-start])`)];
      const last = paths.at(-1), at = last.getPointAtLength(last.getTotalLength()), from = last.getPointAtLength(0);
      return [at.y, from.y];
    })""")
    (linked, linked_from), (against, against_from) = ends
    assert abs(linked - against) > 5
    assert (linked < against) == (linked_from < against_from)


def test_what_belongs_to_the_whole_drawing_goes_when_something_is_folded(page: Any) -> None:
    """Heading and legend stand where the drawing has its own layout, and only there."""
    page.keyboard.press("a")
    assert not page.locator("#stage .heading").is_visible()
    assert not page.locator("#stage .legend").is_visible()
    page.keyboard.press("u")
    assert page.locator("#stage .heading").is_visible()
    assert page.locator("#stage .legend").is_visible()


def test_the_page_of_an_empty_map_answers_every_key(browser: Any, tmp_path: Path) -> None:
    """There is nothing to fold or to go to, and no error."""
    page, seen = opened(browser, am.ArgumentMap().draw().save(tmp_path / "page.html"))
    for key in (
        "f",
        "g",
        "c",
        "a",
        "u",
        "w",
        "n",
        "N",
        "0",
        "+",
        "-",
        "ArrowDown",
        "Home",
        "Enter",
        "Escape",
        "t",
        "o",
    ):
        page.keyboard.press(key)
    assert [] == seen.errors
    assert "An empty map." in page.text_content("#stage")
    page.context.close()


def test_a_finger_drags_and_two_zoom(browser: Any, bridge_page: Path) -> None:
    """On a phone: one finger moves, two spread and the view narrows; the outline begins closed."""
    page, seen = opened(browser, bridge_page, width=390, height=800)
    assert not page.is_visible("#outline")
    before = view(page)
    page.evaluate("""() => {
      const at = (type, id, x, y) => document.getElementById('stage').dispatchEvent(
        new PointerEvent(type, { pointerId: id, clientX: x, clientY: y, bubbles: true, pointerType: 'touch' }));
      at('pointerdown', 1, 150, 400); at('pointerdown', 2, 250, 400);
      at('pointermove', 1, 100, 400); at('pointermove', 2, 300, 400);
      at('pointerup', 1, 100, 400); at('pointerup', 2, 300, 400);
    }""")
    assert before[2] / 2 == pytest.approx(view(page)[2], rel=0.02)
    assert [] == seen.errors
    page.context.close()


def test_a_drag_ends_where_it_ends(page: Any) -> None:
    """The click that ends it chooses nothing, the next one does, also one that comes from a screen reader alone."""
    page.mouse.move(700, 600)
    page.mouse.down()
    page.mouse.move(650, 580, steps=4)
    page.mouse.up()
    assert "" == panel(page)
    page.locator(".am-card[data-id=cracks]").dispatch_event("click")
    assert "Its cracks grow." in panel(page)


def test_a_menu_does_not_take_hold_of_the_picture(page: Any) -> None:
    """A click with Ctrl opens one on a Mac, and nobody tells when the button was released."""
    before = view(page)
    for type, x, held in (("pointerdown", 600, True), ("pointermove", 700, False)):
        page.locator("#stage").dispatch_event(
            type, {"pointerId": 1, "clientX": x, "clientY": 400, "ctrlKey": held}
        )
    assert before == view(page)


def test_a_line_is_hit_beside_it(page: Any) -> None:
    """It is two pixels thick: who points a little beside it means it, on either side."""
    where = """async (way) => {
      // The stage grows where the panel was, and the picture with it.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))));
      const path = document.querySelector('.am-link[data-id=so] path:not([marker-start])');
      const to = path.getScreenCTM(), at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(to);
      const next = path.getPointAtLength(path.getTotalLength() / 2 + 1).matrixTransform(to);
      const far = Math.hypot(next.x - at.x, next.y - at.y);
      return [at.x - way * (next.y - at.y) / far, at.y + way * (next.x - at.x) / far];
    }"""
    for way in (4, -4):
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        page.mouse.click(*page.evaluate(where, way))
        assert "so" in page.locator("#told h2").inner_text()


def test_rivals_are_tied_beside_their_cards(browser: Any, tmp_path: Path) -> None:
    """Folded too, the conflict of two cards in one rank runs behind no card, and its marks are at one side."""
    d = am.Draft()
    cause = d.thesis("It has one cause.")
    rivals = [d.claim(text) for text in ("Matter.", "Injury.", "Influence.")]
    for rival in rivals:
        d.support(cause, rival)
    d.support(rivals[0], d.evidence("Students come from the morgue."))
    first, _ = d.conflict(rivals[0], rivals[1]), d.conflict(rivals[0], rivals[2])
    page, seen = opened(browser, d.map().draw(direction="left").save(tmp_path / "page.html"))
    page.evaluate("(id) => { location.hash = id; }", rivals[0].id)
    page.wait_for_selector("#told h2 small")
    page.keyboard.press("f")
    page.wait_for_selector(f".tied .am-link[data-id={first.id}]", state="attached")
    hidden = page.evaluate(
        """() => {
          const cards = [...document.querySelectorAll('.am-card')].map((card) => card.getBoundingClientRect());
          return [...document.querySelectorAll('.tied .am-link.conflicts path:not([marker-start])')].map((path) => {
            const to = path.getScreenCTM(), far = path.getTotalLength();
            const at = (i) => path.getPointAtLength(far * i / 40).matrixTransform(to);
            const points = Array.from({ length: 41 }, (_, i) => at(i));
            return points.filter((p) => cards.some((c) => p.x > c.left + 2 && p.x < c.right - 2
              && p.y > c.top + 2 && p.y < c.bottom - 2)).length;
          });
        }"""
    )
    assert [0, 0] == hidden
    assert [] == seen.errors
    page.context.close()
