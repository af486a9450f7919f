"""Parts of a map in a picture: folded, cut to what can be read, and in pages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.drawing import FOLDED_TO, MOST_CARDS, Drawing
from argmap.draw.engine import TimeLimitError
from argmap.draw.theme import light
from argmap.model.hiding import counts, hidden_below, hidden_beyond
from strategies import maps

REASONING = (am.Supports, am.Attacks)


def _loose(m: am.ArgumentMap, shown: set[str], folded: set[str]) -> list[str]:
    """The reasons and objections that are shown and have lost an end."""
    whole: set[str] = set()
    while True:
        more = {
            r.id
            for r in m.relations
            if isinstance(r, REASONING) and {r.target, *r.premises} <= shown | whole and r.id not in whole
        }
        if not more:
            break
        whole |= more
    loose = []
    for r in m.relations:
        if isinstance(r, REASONING) and r.id not in whole and r.target in shown | whole:
            ends = [end for end in r.premises if end in m.nodes.ids]
            hidden = [end for end in ends if end not in shown]
            if hidden and not (
                r.target in folded and isinstance(r, am.Supports) and len(hidden) == len(ends)
            ):
                loose.append(r.id)
    return loose


def _bearing(m: am.ArgumentMap) -> nx.DiGraph[str]:
    """What bears on what, from each part to the steps for and against it, and from these to their premises."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(m.nodes.ids)
    for r in m.relations:
        if isinstance(r, REASONING):
            graph.add_edge(r.target, r.id)
            graph.add_edges_from((r.id, premise) for premise in r.premises)
    return graph


@given(maps(fields=False, max_nodes=8, max_relations=10), st.data())
def test_folding_hides_no_end_of_what_is_shown(m: am.ArgumentMap, data: st.DataObject) -> None:
    """Only what serves the folded nodes goes; the counts are of what is hidden below; unfolding gives all back."""
    chosen = data.draw(st.lists(st.sampled_from(m.nodes.ids), max_size=2, unique=True)) if m.nodes else []
    hidden = hidden_below(m, chosen)
    shown = set(m.nodes.ids) - hidden
    graph = _bearing(m)
    for id in hidden & set(chosen):
        assert any(id in nx.descendants(graph, other) for other in set(chosen) - {id})
    assert not chosen or set(chosen) - hidden
    assert m.thesis_id not in hidden
    assert not _loose(m, shown, set(chosen))
    counted = counts(m, hidden)
    for id in shown:
        aside = graph.subgraph({id} | hidden | {r.id for r in m.relations})
        assert counted.get(id, 0) == len(nx.descendants(aside, id) & hidden)
    if hidden:
        assert hidden <= {low for id in counted for low in nx.descendants(graph, id)}
    view = m.fold(chosen)
    assert set(view.shown.nodes.ids) == shown
    assert view == view.fold(chosen)
    assert m.nodes == view.unfold().shown.nodes
    assert hidden_below(m, ()) == frozenset()


@given(maps(fields=False, max_nodes=8, max_relations=10), st.integers(1, 8))
def test_what_is_too_much_is_cut_from_the_far_end(m: am.ArgumentMap, most: int) -> None:
    hidden = hidden_beyond(m, most)
    shown = set(m.nodes.ids) - hidden
    assert len(shown) <= max(most, 0) or not hidden
    assert shown or not m.nodes
    if m.thesis is not None:
        assert m.thesis.id in shown


def _tree(size: int) -> am.ArgumentMap:
    d = am.Draft("Tree")
    nodes = [d.claim(f"Claim {number}.") for number in range(size)]
    for number in range(1, size):
        d.support(nodes[(number - 1) // 3], nodes[number])
    return d.map()


def test_a_map_too_large_to_read_is_folded_and_says_so() -> None:
    """At most 56 cards of it, a line below the picture, and a warning, once; `fold=()` draws all."""
    m = _tree(MOST_CARDS + 1)
    drawing = m.draw()
    with pytest.warns(am.ArgmapWarning, match=r"301 cards are more than a picture can carry \(300\): the 56"):
        svg = drawing.svg()
    assert FOLDED_TO >= svg.count('class="am-card')
    assert "245 statements are folded away." in svg
    assert "more" in svg
    assert drawing.png()  # without a second warning
    assert MOST_CARDS + 1 == drawing.dot.count("label=<<FONT")  # which no one reads as a picture
    assert MOST_CARDS + 1 == m.draw(fold=(), engine="tidy").svg().count('class="am-card')
    assert MOST_CARDS == _tree(MOST_CARDS).draw(engine="tidy").svg().count('class="am-card')


def test_a_folded_card_counts_what_is_below_it() -> None:
    m = _tree(13)
    svg = m.fold("c2").draw().svg()
    assert "+3 more" in svg
    assert "3 statements are folded away." in svg
    assert "+3 more" in m.fold("c2").draw().dot
    assert m.draw(fold="c2").svg() == svg
    assert "+6 more" in m.spine().fold("c1").draw().svg()
    with pytest.raises(am.UnknownIdError):
        m.fold("c99")
    with pytest.raises(am.ArgmapError, match="unknown fold"):
        am.ArgumentMap().draw().__class__(m, fold="all")  # type: ignore[arg-type]


def test_groups_have_names() -> None:
    m = am.ArgumentMap([am.Claim(id="c1", text="A.", section=("Part one", "First"))])
    assert "Part one / First" in m.draw(group_by="section").svg()
    assert "Part one" not in m.draw(group_by="paragraph").svg()
    with pytest.raises(am.ArgmapError, match="'section', 'paragraph', or a function"):
        m.draw(group_by="heading")  # type: ignore[arg-type]


@given(maps(fields=False, max_nodes=8, max_relations=10))
def test_every_node_and_relation_stands_on_a_page(m: am.ArgumentMap) -> None:
    pages = m.pages()
    assert set(m.nodes.ids) == {node.id for page in pages for node in page.map.nodes}
    assert {r.id for r in m.relations} == {r.id for page in pages for r in page.map.relations}
    assert list(range(1, len(pages) + 1)) == [page.number for page in pages]
    for page in pages:
        for id, others in page.also:
            assert all(id in pages[number - 1].map.nodes.ids for number in others)


@pytest.mark.filterwarnings("ignore:no node of the map is in a group")
@given(maps(max_nodes=8, max_relations=10), st.integers(1, 4))
def test_every_node_and_step_of_a_group_stands_on_its_page(m: am.ArgumentMap, groups: int) -> None:
    """Whatever the groups are; what has no group stands on the last page or beside what has one."""

    def group(node: am.Node) -> str | None:
        number = m.nodes.ids.index(node.id) % (groups + 1)
        return f"G{number}" if number else None

    pages = m.pages(group_by=group)
    assert set(m.nodes.ids) == {node.id for page in pages for node in page.map.nodes}
    for node in m.nodes:
        if name := group(node):
            assert any(page.title.split(" (")[0] == name and node in page.map.nodes for page in pages)
    assert {r.id for r in m.relations} == {r.id for page in pages for r in page.map.relations}


def test_a_page_for_each_paragraph() -> None:
    """A step stands where its premises are said; a long paragraph takes several pages."""
    d = am.Draft("Rain", source=am.Source(id="s", title="T"))
    top = d.thesis("It rains.", quote=am.Quote(source="s", exact="It rains", paragraph=1))
    wet = d.claim("The street is wet.", quote=am.Quote(source="s", exact="wet", paragraph=2))
    d.support(top, wet, d.assume("Only rain wets streets."), jointly=True)
    for number in range(14):
        stone = am.Quote(source="s", exact=f"{number}", paragraph=3)
        d.support(wet, d.claim(f"Stone {number} is wet.", quote=stone))
    d.claim("Nobody says this.")
    pages = d.map().pages(group_by="paragraph")
    assert ["¶1", "¶2", "¶3 (1 of 2)", "¶3 (2 of 2)", "The rest"] == [page.title for page in pages]
    assert [("c1",), ("c1", "c2", "a1")] == [page.map.nodes.ids for page in pages[:2]]
    assert all(len(page.map.nodes) <= 12 for page in pages)
    assert "see page 2" in pages[0].draw().svg()
    assert "see page 2" in pages[0].draw(group_by="paragraph").svg()
    with pytest.raises(am.ArgmapError, match="'section', 'paragraph', or a function"):
        d.map().pages(group_by="heading")  # type: ignore[arg-type]


def test_pages_refer_to_one_another(tmp_path: Path) -> None:
    """One for each main reason; a node on two of them says so on its card."""
    d = am.Draft("Two reasons")
    top, one, two, low = d.thesis("Top."), d.claim("One."), d.claim("Two."), d.claim("Shared.")
    d.support(top, one, two)
    d.support(one, low)
    d.support(two, low)
    d.attack(top, d.claim("But no."))
    pages = d.map().pages()
    assert ["One.", "Two.", "But no."] == [page.title for page in pages]
    assert "see page 2" in pages[0].draw().svg()
    assert "see page" not in pages[2].draw().svg()
    written = pages.save(tmp_path / "map.svg")
    assert ["map-1.svg", "map-2.svg", "map-3.svg"] == [path.name for path in written]
    assert "1. One." in written[0].read_text("utf-8")
    # What stands out does so on the pages that it is on.
    written = pages.save(tmp_path / "marked.svg", highlight=[low, "c2"])
    assert [True, True, False] == [light.highlight in path.read_text("utf-8") for path in written]
    with pytest.raises(am.UnknownIdError, match="no part 'c99' in these pages"):
        pages.save(tmp_path / "marked.svg", highlight="c99")


def test_pages_take_an_overlay_and_folds_of_the_whole_map(tmp_path: Path) -> None:
    """Each shows what of them is its own; one that concerns no page is told."""
    d = am.Draft("Two reasons")
    top, one, two, low = d.thesis("Top."), d.claim("One."), d.claim("Two."), d.claim("Low.")
    d.support(top, one, two)
    d.support(one, low)
    pages = d.map().pages()
    seen = am.Overlay("Read", {low.id: am.Mark("good", "by Ann")})
    first, second = (path.read_text("utf-8") for path in pages.save(tmp_path / "a.svg", overlay=seen))
    assert ("by Ann" in first, "by Ann" in second) == (True, False)
    assert "mark" not in second.partition("legend")[2]
    first, second = (path.read_text("utf-8") for path in pages.save(tmp_path / "b.svg", fold=one))
    assert ("+1 more" in first, "Low." in first, "+1" in second) == (True, False, False)
    with pytest.raises(am.UnknownIdError, match="in these pages"):
        pages.save(tmp_path / "c.svg", fold="c99")
    with pytest.warns(
        am.ArgmapWarning, match="no page has a mark of the overlay 'Other', such as that on 'c99'"
    ):
        pages.save(tmp_path / "d.svg", overlay=am.Overlay("Other", {"c99": am.Mark("good")}))


def test_pages_are_saved_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be drawn leaves no others behind; nor does a suffix that is none, or a map without parts."""
    d = am.Draft("Two reasons")
    d.support(d.thesis("Top."), d.claim("One."), d.claim("Two."))
    pages = d.map().pages()
    svg = Drawing.svg
    monkeypatch.setattr(Drawing, "svg", lambda self: svg(self) if "1." in self.map.title else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pages.save(tmp_path / "map.svg")
    monkeypatch.undo()
    with pytest.raises(am.ArgmapError, match="not saved as 'map.foo'"):
        pages.save(tmp_path / "map.foo")
    with pytest.raises(am.ArgmapError, match="without parts has no pages"):
        am.ArgumentMap().pages().save(tmp_path / "map.pdf")
    assert [] == list(tmp_path.iterdir())


def test_a_long_group_name_hides_neither_page_nor_count() -> None:
    """They have rims of their own in the head of the card, and stand in its tooltip."""
    d = am.Draft("Rain")
    top, mid = d.thesis("Top."), d.claim("Middle.")
    d.support(top, mid, d.claim("Other."))
    d.support(mid, d.claim("Low."))
    name = "The government's record since 2001 / What the five operations did"
    drawing = d.map().draw(fold=mid, group_by=lambda node: name)
    scene = drawing._scene(drawing._theme)
    heads = ["".join(run.text for line in card.head for run in line) for card in scene.cards.values()]
    assert 1 == sum("+1 more" in head for head in heads)
    assert all("The government" in head for head in heads)
    (folded,) = (card for card in scene.cards.values() if card.id == mid.id)
    assert "+1 more" in folded.tooltip
    assert name in folded.tooltip
    assert 1 == re.sub("<[^>]*>", " ", drawing.dot).count("+1 more")
    page = d.map().pages(group_by=lambda node: name + node.text)[0]
    assert "see page" in page.draw(group_by=lambda node: name).svg()


@pytest.mark.parametrize("size", [4, 10.5, 14.5, 18, 21, 40])
def test_pages_take_a_theme_of_any_text(size: float) -> None:
    """Cards are as narrow as its text allows, or as the theme has them."""
    theme = light.replace(text_size=size, card_width=max(190.0, 9 * size))
    d = am.Draft()
    top = d.thesis("Top.")
    for number in range(11):
        top = d.claim(f"Claim {number} says something that takes a line or two.") if not number else top
        d.support(top, d.claim(f"Reason {number} says something that takes a line or two."))
    for page in d.map().pages():
        assert page.draw(theme=theme).svg()


def test_a_page_with_a_slow_engine_takes_its_time_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Narrower cards are tried in what is left of the time, and warnings come once."""
    runs = []

    def slow(source: str, *, timeout: float, **_: object) -> bytes:
        runs.append(timeout)
        raise TimeLimitError("dot did not finish", engine="dot")

    monkeypatch.setattr("argmap.draw.layout.run", slow)
    d = am.Draft()
    top = d.thesis("Top.")
    for number in range(11):
        reason = d.claim(f"Reason {number} says something that takes a line or two.")
        d.support(top, reason)
        top = reason
    (page, *_) = d.map().pages()
    with pytest.warns(am.ArgmapWarning, match="did not finish") as told:
        page.draw(timeout=5.0).svg()
    assert 1 == len(told)
    assert all(left <= 5.0 for left in runs)


def test_the_causal_story_has_pages_of_its_own() -> None:
    """With what backs its influences; what else is left stands on the last pages, related parts together."""
    d = am.Draft()
    top = d.thesis("Top.")
    reason, other = d.claim("Reason."), d.claim("Other reason.")
    d.support(top, reason, other)
    rain, wet = d.factor("Rain"), d.factor("Wet streets")
    influence = d.influence(rain, wet, "+")
    d.support(influence, reason)
    d.conflict(reason, other)
    d.claim("Alone.")
    pages = d.map().pages()
    assert ["Reason.", "Other reason.", "Causes and effects", "The rest"] == [page.title for page in pages]
    assert {"f1", "f2", reason.id} == set(pages[2].map.nodes.ids)


def test_grouping_by_what_no_node_has_is_told() -> None:
    d = am.Draft()
    d.support(d.thesis("Top."), d.claim("Reason."))
    with pytest.warns(am.ArgmapWarning, match="no node of the map is in a group"):
        assert ["The whole map"] == [page.title for page in d.map().pages(group_by="section")]


def test_an_undeclared_thesis_does_not_say_that_it_stands_on_all_pages() -> None:
    d = am.Draft()
    top = d.claim("Top.")
    d.support(top, *(d.claim(f"Reason {number}.") for number in range(6)))
    pages = d.map().pages()
    assert 6 == len(pages)
    assert not any(page.also for page in pages)


def test_pages_show_themselves_in_a_notebook_and_save_one_by_one(tmp_path: Path) -> None:
    """As pictures below one another, each an image of its own, and as a list where there are no pictures."""
    d = am.Draft("Rain & <wind>")
    top = d.thesis("Top.")
    for number in range(14):
        d.support(top, d.claim(f"Reason <{number}>."))
    pages = d.map().pages()
    bundle = pages._repr_mimebundle_()
    assert 12 == bundle["text/html"].count("<img ")
    assert "<script" not in bundle["text/html"]
    assert 'alt="Reason &lt;0&gt;."' in bundle["text/html"]
    assert "and 2 more pages" in bundle["text/html"]
    assert repr(pages) == bundle["text/plain"]
    assert ["text/plain"] == list(am.ArgumentMap().pages()._repr_mimebundle_())
    assert b"<svg" in pages[1].save(tmp_path / "two.svg", theme="dark").read_bytes()


@pytest.mark.parametrize("error", [am.EngineError("it broke", engine="dot"), MemoryError("it broke")])
def test_whatever_fails_pages_show_their_list(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """And one line that says why; a repr never raises."""

    def fails(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr("argmap.draw.layout.run", fails)
    d = am.Draft()
    d.support(d.thesis("Top."), d.claim("Low."))
    pages = d.map().pages()
    said = f"{pages!r}\n(No pictures: {type(error).__name__}: it broke)"
    assert {"text/plain": said} == pages._repr_mimebundle_()


def test_a_folded_view_is_cut_like_a_map() -> None:
    """It stays folded where the folded node is in the piece."""
    d = am.Draft()
    top, mid, low, aside = d.thesis("Top."), d.evidence("Middle."), d.claim("Low."), d.claim("Aside.")
    d.support(top, mid)
    d.support(mid, low)
    d.attack(top, aside)
    view = d.map().fold(mid)
    for piece in (view.spine(), view.around(mid), view.only(top, mid, low)):
        assert ("e1",) == piece.folded
        assert "c2" not in piece.shown.nodes.ids
    assert () == view.only(top).folded
    assert "Low." not in view.outline()
    assert ["Middle.", "Aside."] == [page.title for page in view.pages()]
    assert "<html" in view.explore().html


def test_a_fold_within_a_fold_shows_no_more() -> None:
    """What stands only below a folded node is not drawn, folded itself or not; of a circle one node stays."""
    d = am.Draft()
    top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    d.support(top, mid)
    d.support(mid, low)
    view = d.map().fold(top).fold(mid)
    assert ("c1",) == view.shown.nodes.ids
    assert "+2 more" in view.draw().svg()
    d = am.Draft()
    one, two = d.claim("One."), d.claim("Two.")
    d.support(one, two)
    d.support(two, one)
    assert ("c1",) == d.map().fold(one, two).shown.nodes.ids
    low = d.claim("Low.")
    d.support(one, low)
    for chosen in ((one, two, low), (low, one, two), (two, low, one)):
        assert "c3" not in d.map().fold(*chosen).shown.nodes.ids


def test_objections_folded_away_are_counted_too() -> None:
    """The numbers on the cards and the one below the picture are of the same statements."""
    d = am.Draft()
    top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    d.support(top, mid)
    d.support(mid, low)
    d.attack(low, d.claim("Not so."), d.claim("Nor so."))
    svg = d.map().fold(mid).draw().svg()
    assert "+3 more" in svg
    assert "3 statements are folded away." in svg


def test_a_chain_of_any_order_is_folded() -> None:
    """Told from its end, it took time by the square of its length."""
    d = am.Draft()
    nodes = [d.claim(f"{number}.") for number in range(3_000)]
    for upper, lower in reversed(list(pairwise(nodes))):
        d.support(upper, lower)
    assert 2_999 == len(hidden_below(d.map(), ["c1"]))


def test_a_large_map_with_a_short_thesis_shows_other_conclusions_too() -> None:
    d = am.Draft()
    d.support(d.thesis("Top."), d.claim("Its only reason."))
    other = d.claim("Another conclusion.")
    for number in range(400):
        d.support(other, d.claim(f"Reason {number}."))
    m = d.map()
    hidden = hidden_beyond(m, FOLDED_TO)
    assert {"c1", "c2", "c3"} <= set(m.nodes.ids) - hidden
    assert FOLDED_TO == len(m.nodes) - len(hidden)


def test_what_is_highlighted_and_folded_away_is_told() -> None:
    m = _tree(MOST_CARDS + 1)
    with pytest.warns(am.ArgmapWarning, match="1 highlighted part is not among them"):
        m.draw(highlight=["c1", "c301"]).svg()


def test_what_lost_its_relation_to_a_fold_is_not_said_to_have_none() -> None:
    d = am.Draft()
    top, low = d.thesis("Top."), d.claim("Low.")
    d.support(top, low)
    d.attack(top, d.claim("Not so."))
    d.address(low, d.recommend("Act."))
    svg = d.map().fold(top).draw().svg()
    assert "without a drawn relation" in svg
    assert "Not drawn here: 1 × addresses." in svg


def test_a_fold_that_hides_nothing_says_so() -> None:
    d = am.Draft()
    top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    d.support(top, mid, low)
    d.support(mid, low)
    with pytest.warns(am.ArgmapWarning, match="nothing is folded away at c2: what stands below is needed"):
        d.map().fold(mid).draw().svg()


def test_a_line_of_reasoning_lies_over_its_map() -> None:
    """As an overlay it lights the same lines as ``highlight=`` does."""
    d = am.Draft()
    top, one, two = d.thesis("Top."), d.claim("One."), d.claim("Two.")
    d.support(top, one, two, jointly=True)
    m = d.map()
    line = m.lines(top)[0]
    by_hand = compose(m, theme=light, highlight=line.ids)
    laid_over = compose(m, theme=light, overlay=line.overlay())
    lit = [by_hand.strokes[link.key].highlighted for link in by_hand.links]
    assert [True, False, True] == lit
    badges = [laid_over.strokes[link.key].badge for link in laid_over.links]
    assert lit == [badge is not None and badge.style.halo for badge in badges]
    assert "on the line" in m.draw(overlay=line).svg()
