"""An overlay shows on cards, lines, legend, DOT and outline, in signs and words, and covers nothing."""

from __future__ import annotations

import json
import pickle
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.engine import run
from argmap.draw.lines import along
from argmap.draw.outline import outline
from argmap.draw.overlay import SIGNS
from argmap.draw.svg import paint
from argmap.draw.theme import THEMES, Theme, light
from argmap.model.overlay import TONES, Mark, Overlay, Tone
from draw.school_map import school_map
from draw.test_svg import groups, laid, lines_of_text, shown, tree, wide_map
from strategies import HOSTILE_TEXTS, maps

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
WORDS: dict[str, str] = {
    "good": "accepted", "bad": "rejected", "open": "undecided", "new": "added", "gone": "removed",
    "changed": "reworded", "warning": "weak", "note": "remark", "path": "on the path", "level": "strength",
}  # fmt: skip


def chain() -> am.ArgumentMap:
    """Eleven claims, each a reason for the one before, and an addressed factor."""
    d = am.Draft("Chain")
    d.thesis("Claim number 0.")
    for i in range(1, 11):
        d.support(f"c{i}", d.claim(f"Claim number {i}."))
    return d.map()


def every_tone(m: am.ArgumentMap, text: str = "", legend: dict[str, str] | None = None) -> Overlay:
    """A mark on each part of a map, the tones in turn."""
    marks = {
        part.id: Mark(tone, text, 0.25 if tone == "level" else None)
        for part, tone in zip(m, TONES * len(m), strict=False)
    }
    return Overlay("Ten tones", marks, WORDS if legend is None else legend)


def painted(m: am.ArgumentMap, overlay: Overlay | None, theme: Theme = light, **options: object) -> str:
    scene = compose(m, theme=theme, overlay=overlay, **options)  # type: ignore[arg-type]
    return paint(scene, laid(scene), theme)


def card(svg: str, id: str) -> ElementTree.Element:
    return next(g for g in groups(svg, "am-card") if g.get("data-id") == id)


def outline_of(card: ElementTree.Element) -> dict[str, str]:
    return next(dict(p.attrib) for p in card.iter(f"{SVG}path") if p.get("class") == "outline")


# Cards


@EVERY
@pytest.mark.parametrize("tone", TONES)
def test_a_mark_shows_on_its_card_as_outline_sign_and_words(tone: Tone, theme: Theme) -> None:
    """The outline is of the tone's ink, the badge holds the tone's sign and the words, the label tells them."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains."), am.Claim(id="c2", text="It pours.")])
    level = 0.5 if tone == "level" else None
    svg = painted(m, Overlay("Standing", {"c1": Mark(tone, "by A. 0.50", level)}, {}), theme)
    marked, plain = card(svg, "c1"), card(svg, "c2")
    style = theme.tone(tone)
    assert outline_of(marked)["stroke"] == style.ink
    assert float(outline_of(marked)["stroke-width"]) > float(outline_of(plain)["stroke-width"])
    assert SIGNS[style.sign] in [path.get("d") for path in marked.iter(f"{SVG}path")]
    assert "byA.0.50" in shown(marked)
    assert marked.get("data-tone") == tone
    assert "(Standing: by A. 0.50)" in marked.get("aria-label", "")
    assert "Standing: by A. 0.50" in (marked.findtext(f"{SVG}title") or "")
    assert plain.get("data-tone") is None
    assert "Standing" not in "".join(plain.itertext())


def test_a_card_without_a_mark_is_as_without_an_overlay() -> None:
    """Down to the byte, but for ids and place."""
    m = chain()
    scene = compose(m, theme=light)
    over = compose(m, theme=light, overlay=Overlay("One", {"c3": Mark("good")}))
    changed = [key for key, card in scene.cards.items() if over.cards[key] != card]
    assert [scene.cards[key].id for key in changed] == ["c3"]
    assert over.strokes == scene.strokes


def test_what_is_gone_is_struck_and_broken_and_what_is_rejected_is_faded() -> None:
    """Also where the card is the thesis, whose fill goes with its meaning."""
    m = chain()
    svg = painted(m, Overlay("X", {"c1": Mark("bad"), "c2": Mark("gone"), "c3": Mark("good")}))
    assert 'text-decoration="line-through"' in ElementTree.tostring(card(svg, "c2"), "unicode")
    assert svg.count("line-through") == 1
    assert "stroke-dasharray" in outline_of(card(svg, "c2"))
    assert outline_of(card(svg, "c1"))["fill"] == light.paper
    assert outline_of(card(svg, "c3"))["fill"] == light.card(am.Claim).fill
    for id in ("c1", "c2"):
        assert light.muted in {text.get("fill") for text in card(svg, id).iter(f"{SVG}text")}


@pytest.mark.parametrize("level", [0.0, 0.25, 1.0])
def test_a_level_fills_its_bar_so_far_and_stands_as_a_number(level: float) -> None:
    """The bar is as wide as its track times the level."""
    svg = painted(chain(), Overlay("Strength", {"c1": Mark("level", level=level)}))
    gauge = next(g for g in card(svg, "c1").iter(f"{SVG}g") if g.get("class") == "am-gauge")
    _, track, bar = (float(rect.get("width", "")) for rect in gauge)
    assert bar == pytest.approx(track * level, abs=0.06)
    assert f"{level:.2f}" in shown(card(svg, "c1"))


def test_a_mark_without_a_text_says_what_its_tone_means_or_shows_its_sign_alone() -> None:
    """The word of the legend stands on the badge; without one a round badge with the sign is left."""
    said = painted(chain(), Overlay("X", {"c1": Mark("good")}, {"good": "accepted"}))
    bare = painted(chain(), Overlay("X", {"c1": Mark("good")}))
    assert "accepted" in shown(card(said, "c1"))
    assert len(groups(bare, "am-badge")) == 1
    assert not list(groups(bare, "am-badge")[0].iter(f"{SVG}text"))


LONG = "Willkürliche Wörter – “WMWM” № 7: 1,000 €, und noch sehr viele mehr davon " * 3


@EVERY
@pytest.mark.parametrize("text", ["", "yes", LONG, "W" * 90], ids=["none", "short", "long", "one word"])
@pytest.mark.parametrize("m", [wide_map(), school_map()], ids=["wide", "school"])
def test_a_badge_stays_in_its_card_and_its_words_in_the_badge(
    m: am.ArgumentMap, text: str, theme: Theme
) -> None:
    """By the glyphs' own widths, in every theme, on cards of every shape and on lines."""
    scene = compose(m, theme=theme, relations="all", overlay=every_tone(m, text))
    layout = laid(scene)
    svg = paint(scene, layout, theme)
    left, _, width, _ = map(float, tree(svg).get("viewBox", "").split())
    for line, start, end in lines_of_text(svg):
        assert left <= start, line
        assert end <= left + width, line
    for badge in groups(svg, "am-badge"):
        rect = next(badge.iter(f"{SVG}rect"))
        x, wide = float(rect.get("x", "")), float(rect.get("width", ""))
        group = f'<svg xmlns="http://www.w3.org/2000/svg">{ElementTree.tostring(badge, "unicode")}</svg>'
        for line, start, end in lines_of_text(group):
            assert x <= start, line
            assert end <= x + wide, line
    for box in (box for box in scene.boxes if not box.is_dot):
        (cx, cy), drawn = layout.places[box.key], card(svg, box.part)
        for rect in drawn.iter(f"{SVG}rect"):
            x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
            assert cx - box.width / 2 < x
            assert x + wide < cx + box.width / 2
            assert cy - box.height / 2 < y
            assert y + high < cy + box.height / 2


def test_a_long_mark_is_cut_on_the_card_and_whole_in_the_tooltip() -> None:
    """At most three lines."""
    svg = painted(chain(), Overlay("X", {"c1": Mark("note", LONG)}))
    texts = list(groups(svg, "am-badge")[0].iter(f"{SVG}text"))
    assert len(texts) == 3
    assert (texts[-1].text or "").endswith("…")
    assert " ".join(LONG.split()) in (card(svg, "c1").findtext(f"{SVG}title") or "")


# Lines


@pytest.mark.parametrize("text", ["", "AM203"])
@pytest.mark.parametrize("direction", ["up", "left"])
def test_a_badge_on_a_line_covers_no_card_and_no_other_badge(text: str, direction: str) -> None:
    """On the rectangles of cards and badges; every marked relation that is drawn has one."""
    m = school_map()
    marks = {relation.id: Mark("warning", text) for relation in m.relations}
    scene = compose(m, theme=light, relations="all", overlay=Overlay("Weak", marks))
    layout = laid(scene, "auto", direction)
    svg = paint(scene, layout, light)
    badges = groups(svg, "am-mark")
    assert {badge.get("data-id") for badge in badges} == {relation.id for relation in m.relations}
    frames = []
    for badge in badges:
        rect = next(badge.iter(f"{SVG}rect"))
        x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        frames.append((x, y, x + wide, y + high))
    cards = []
    for box in scene.boxes:
        x, y = layout.places[box.key]
        if not box.is_dot:
            cards.append((x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2))
    worded = [frame for frame, badge in zip(frames, badges, strict=True) if list(badge.iter(f"{SVG}text"))]
    for frame in worded:
        assert not any(meet(frame, other) for other in cards)
    # A bare sign on a very short line may stand on the edge of a card, not on its text.
    texts = [(x + 9, y + 9, right - 9, bottom - 9) for x, y, right, bottom in cards]
    for frame in frames:
        assert not any(meet(frame, other) for other in texts)
    for key in scene.dots:
        x, y = layout.places[key]
        assert not any(meet(frame, (x - 4, y - 4, x + 4, y + 4)) for frame in frames)
    for place, frame in enumerate(frames):
        for other in frames[:place]:
            assert not meet(frame, other)
    # Words never hide the line of another relation: one could not tell which line they stand on.
    for frame, badge in zip(frames, badges, strict=True):
        left, top, right, bottom = frame
        inside = {
            line.relation
            for line in scene.links
            for step in range(201)
            for x, y in [along(layout.splines[line.key], step / 200)]
            if left + 3 < x < right - 3 and top + 3 < y < bottom - 3
        }
        if frame in worded:
            assert inside == {badge.get("data-id")}
    if text:
        assert len(worded) > len(frames) / 4


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    slack = 0.1  # what rounding may move an edge by
    return (
        one[0] + slack < other[2]
        and other[0] + slack < one[2]
        and one[1] + slack < other[3]
        and other[1] + slack < one[3]
    )


def test_a_marked_line_keeps_its_ink_and_tells_its_mark() -> None:
    """What is gone is broken, what is on the path has a halo, and lines of the ink of a card keep that."""
    d = am.Draft()
    d.thesis("a")
    d.support("c1", d.claim("b"))
    d.support("c1", d.claim("c"))
    d.address("c1", d.recommend("r"))
    m = d.map()
    ids = [relation.id for relation in m.relations]
    over = Overlay("X", {ids[0]: Mark("gone"), ids[1]: Mark("path"), "r1": Mark("bad")}, {"gone": "cut"})
    svg, plain = painted(m, over, relations="all"), painted(m, None, relations="all")
    before = {g.get("data-id"): next(g.iter(f"{SVG}path")) for g in reversed(groups(plain, "am-link"))}
    after = {g.get("data-id"): next(g.iter(f"{SVG}path")) for g in reversed(groups(svg, "am-link"))}
    assert {id: p.get("stroke") for id, p in before.items()} == {
        id: p.get("stroke") for id, p in after.items()
    }
    assert after[ids[0]].get("stroke-dasharray")
    assert not after[ids[1]].get("stroke-dasharray")
    assert svg.count('class="halo"') == 1
    first = next(g for g in groups(svg, "am-link") if g.get("data-id") == ids[0])
    assert "X: cut" in (first.findtext(f"{SVG}title") or "")


# Legend and description


def legend_of(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in groups(svg, "legend")[0].iter(f"{SVG}text")]


def test_the_legend_names_the_overlay_and_the_tones_that_occur() -> None:
    """With their words, in the order of the tones; a tone without a word, or on nothing drawn, is left out."""
    marks = {"c2": Mark("bad"), "c1": Mark("good"), "c3": Mark("note"), "s1": Mark("warning")}
    words = {"bad": "rejected", "good": "accepted", "open": "undecided", "warning": "weak"}
    over = Overlay("Standing", marks, words)
    listed = legend_of(painted(chain(), over))
    start = listed.index("Standing")
    assert listed[start:] == ["Standing", "accepted", "rejected", "weak"]
    assert listed[:start] == legend_of(painted(chain(), None))
    without = legend_of(painted(chain(), over, relations=()))
    assert without[without.index("Standing") :][:3] == ["Standing", "accepted", "rejected"]
    assert "weak" not in without
    assert "Marked by: Standing." in (tree(painted(chain(), over)).findtext(f"{SVG}desc") or "")


def test_marks_on_parts_of_a_larger_map_are_counted() -> None:
    """A view is drawn with what was said of the whole."""
    m = chain()
    over = Overlay("Standing", {id: Mark("good") for id in ("c1", "c9", "c10", "c11")})
    legend = legend_of(m.around("c1", 1).draw(overlay=over, engine="tidy").svg())
    assert "3 marks are on parts that are not in this picture." in legend
    assert "not in this picture" not in " ".join(legend_of(m.draw(overlay=over, engine="tidy").svg()))


# What can be laid over a map


class Reviewed:
    """A value of somebody's own."""

    def overlay(self) -> Overlay:
        return Overlay("Reviewed", {"c1": Mark("good", "by A.")})


class Broken:
    """A value whose method returns something else."""

    def overlay(self) -> dict[str, str]:
        return {"c1": "good"}


def test_a_value_of_ones_own_can_be_laid_over_a_map() -> None:
    """And the drawing is equal to that with the overlay itself."""
    drawing = chain().draw(overlay=Reviewed())
    assert drawing == chain().draw(overlay=Reviewed().overlay())
    assert hash(drawing) == hash(chain().draw(overlay=Reviewed().overlay()))
    assert drawing != chain().draw()
    assert "overlay 'Reviewed'" in repr(drawing)


@pytest.mark.parametrize(
    "wrong",
    [{"c1": Mark("good")}, Broken(), Reviewed, "good", 3],
    ids=["dict", "broken", "class", "text", "number"],
)
def test_what_is_no_overlay_is_refused(wrong: object) -> None:
    """The message says what would be one."""
    with pytest.raises(am.ArgmapError, match=r"a method overlay\(\) that returns an am\.Overlay"):
        chain().draw(overlay=wrong)  # type: ignore[arg-type]


def test_an_overlay_of_another_map_is_warned_of() -> None:
    """Where none of its marks is on the map; the warning names the first and what is near to it."""
    with pytest.warns(am.ArgmapWarning, match="the first is on 'c111'. Did you mean 'c11'"):
        svg = chain().draw(overlay=Overlay("X", {"c111": Mark("good")})).svg()
    assert "1 mark" in svg
    assert am.ArgumentMap().draw(overlay=Overlay("X", {"c1": Mark("good")})).svg()
    assert chain().draw(overlay=Overlay("X", {})).svg()


def test_a_mark_on_a_relation_that_is_not_drawn_is_counted() -> None:
    """As one on a part that a view leaves out."""
    d = am.Draft()
    top = d.thesis("Top.")
    for number in range(30):
        d.support(top, d.claim(f"Reason {number}."))
    tie = d.address(top, d.recommend("Act."))
    svg = d.map().draw(overlay=Overlay("Read", {tie.id: Mark("good")})).svg()
    assert "1 mark is on parts that are not in this picture." in svg


def test_a_level_on_the_narrowest_card_has_no_bar_of_negative_length() -> None:
    tiny = light.replace(text_size=4, card_width=36)
    svg = chain().draw(theme=tiny, overlay=Overlay("Sure", {"c1": Mark("level", level=0.5)})).svg()
    assert 'width="-' not in svg


def test_a_mark_keeps_the_word_of_a_line_whatever_the_case_of_its_ink() -> None:
    d = am.Draft()
    step = d.attack(d.claim("Top."), d.claim("Not so."))
    theme = light.with_line("attacks", ink="#B54300")
    before = d.map().draw(theme=theme).dot
    word = re.search(r'label=" (\w+)', before.splitlines()[-2])
    assert word is not None
    after = d.map().draw(theme=theme, overlay=Overlay("Read", {step.id: Mark("good", "by Ann")})).dot
    assert f"{word[1]} [by Ann]" in after


# Judgements


def test_a_report_marks_the_first_part_of_each_finding() -> None:
    """By severity, with all the codes that name it."""
    found = [
        am.Diagnostic("AM110", "severe", "m", ("s1", "c1"), "h", "r"),
        am.Diagnostic("AM101", "warning", "m", ("c1", "c2"), "h", "r"),
        am.Diagnostic("AM107", "info", "m", ("c1",), "h", "r"),
        am.Diagnostic("AM107", "info", "m", ("c3",), "h", "r"),
    ]
    expected = {
        "s1": Mark("warning", "severe: AM110"),
        "c1": Mark("warning", "AM101, AM107"),
        "c3": Mark("note", "AM107"),
    }
    assert expected == dict(am.Report(found).overlay().marks)
    report = am.check(school_map())
    assert report
    svg = school_map().draw(overlay=report, engine="tidy").svg()
    assert report[0].code in "".join(groups(svg, "legend")[0].itertext()) + shown(tree(svg))


TEXT = "It rains, so the street gets wet. It rains again. Nobody minds."


def quoting() -> am.ArgumentMap:
    d = am.Draft(text=TEXT)
    d.thesis("The street is wet.", quote="the street gets wet")
    d.support("c1", d.claim("It rains.", quote="It rains again"))
    d.support("c1", d.claim("Nobody says this."), d.assume("Rain is wet."), jointly=True)
    return d.map()


def test_a_verification_marks_what_its_quotes_became() -> None:
    """Verified, moved in a newer edition, or not in the text."""
    m = quoting()
    assert dict(m.verify(TEXT).overlay().marks) == {"c1": Mark("good"), "c2": Mark("good")}
    newer = m.verify("Well. " + TEXT.replace("It rains again. ", "")).overlay()
    assert newer.marks["c1"] == Mark("changed", "moved")
    assert newer.marks["c2"].tone == "bad"
    assert set(newer.legend) == {"good", "bad", "changed"}


def test_coverage_marks_what_is_quoted_and_what_is_not() -> None:
    """An unstated node, which no text holds, has no mark."""
    covered = am.coverage(quoting(), TEXT)
    expected = {"c1": Mark("good", "¶1"), "c2": Mark("good", "¶1"), "c3": Mark("open", "no quote")}
    assert expected == dict(covered.overlay().marks)
    assert covered.unanchored == ("c3",)


# Any map, any words


@settings(max_examples=40)
@given(maps(), st.data())
def test_any_overlay_on_any_map_is_drawn(m: am.ArgumentMap, data: st.DataObject) -> None:
    """The SVG is XML with a badge on each marked card, the DOT has every card, and the outline tells each node."""
    texts = st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(max_size=40))
    ids = data.draw(st.lists(st.sampled_from([part.id for part in m]), unique=True)) if len(m) else []
    marks = {
        id: Mark(tone, data.draw(texts), 0.5 if tone == "level" else None)
        for id in ids
        for tone in [data.draw(st.sampled_from(TONES))]
    }
    over = Overlay(data.draw(texts), marks, {"good": data.draw(texts)})
    drawing = m.draw(overlay=over, relations="all", engine="tidy")
    root = ElementTree.fromstring(drawing.svg())
    cards = [g for g in root.iter(f"{SVG}g") if "am-card" in g.get("class", "").split()]
    assert [g.get("data-tone") for g in cards] == [
        marks[node.id].tone if node.id in marks else None for node in m.nodes
    ]
    assert not list(root.iter(f"{SVG}script"))
    drawing.dot.encode()
    assert outline(m, over).count("\n") >= outline(m).count("\n")


@pytest.mark.parametrize("text", ["a\\N", '"<b>&amp;', "x]", 'y",URL="javascript:1', "ü → ∑"])
def test_portable_dot_shows_marks_as_words_and_borders(text: str) -> None:
    """Graphviz reads it, and the words come out as they are, on cards and on lines."""
    m = chain()
    over = Overlay("X", {"c1": Mark("bad", text), "s1": Mark("warning", text)}, {"bad": "rejected"})
    answer = json.loads(run(m.draw(overlay=over).dot, format="json0", engine="auto", timeout=20))
    first = next(node for node in answer["objects"] if node["name"] == "n1")
    assert first["color"] == light.tone("bad").ink
    edges = [edge for edge in answer["edges"] if edge.get("label", "").strip()]
    assert len(edges) == 1
    assert edges[0]["fontcolor"] == light.tone("warning").ink
    assert "URL" not in first
    assert "URL" not in edges[0]
    assert len(re.findall(r"^n\d+\[", m.draw(overlay=over).dot, re.MULTILINE)) == len(m.nodes)


def test_portable_dot_marks_the_line_that_ends_at_the_target() -> None:
    """Behind the word of the line; of a step through a dot, the line that leaves the dot, and no other."""
    m = school_map()
    over = Overlay("X", {relation.id: Mark("new", relation.id) for relation in m.relations})
    text = m.draw(overlay=over, relations="all").dot
    keys = {node.id: f"n{place}" for place, node in enumerate(m.nodes, 1)}
    marked = {
        id: (tail, head, word)
        for tail, head, word, id in re.findall(
            r'^(\w+)->(\w+)\[.*label=" ([^"]*)\[(\w+)\] ",.*\]$', text, re.M
        )
    }
    assert marked.keys() == {relation.id for relation in m.relations}
    for relation in m.relations:
        tail, head, _ = marked[relation.id]
        assert head == keys.get(relation.target, head)
        assert (tail[0] == "s") == (relation.linked or tail not in keys.values())
        assert head[0] == ("n" if relation.target in keys else "s")
    assert {word for _, _, word in marked.values()} > {"", "rebuts "}


def test_the_outline_tells_marks_in_brackets() -> None:
    """Behind the text of a node, beside the words for a step, once where it is told in full."""
    d = am.Draft()
    d.thesis("a")
    b = d.claim("b")
    d.support("c1", b)
    d.attack("c1", d.claim("c"))
    d.support("c3", b)
    d.support("c3", d.claim("d"), d.claim("e"), jointly=True)
    marks = {
        "c1": Mark("bad", "by x1"), "c2": Mark("level", level=0.5), "s1": Mark("note", "AM101"), "x1": Mark("good"),
        "s3": Mark("open"),
    }  # fmt: skip
    over = Overlay("Standing", marks, {"bad": "rejected", "good": "holds", "open": "undecided"})
    lines = outline(d.map(), over).splitlines()
    assert lines[2:] == [
        "Thesis: c1, claim: a [rejected, by x1]",
        "  Supported [AM101] by c2, claim: b [Standing 0.50]",
        "  Objection [holds]: c3, claim: c",
        "    Supported by c2 (b), see above",
        "    Supported [undecided] by two premises taken together:",
        "      c4, claim: d",
        "      c5, claim: e",
    ]
    told = d.map().draw(overlay=over, engine="tidy")._repr_mimebundle_(include=["text/plain"])
    assert told["text/plain"] == "\n".join(lines)


def test_the_legend_says_what_the_codes_on_badges_mean() -> None:
    """Who sees a weakness marked in a picture has no manual beside it; of the rest of the report nothing is said."""
    d = am.Draft()
    thesis = d.thesis("The street is wet.")
    bare = d.claim("It rains.")
    d.support(thesis, bare)
    d.claim("Umbrellas sell well.")
    m = d.map()
    assert {"AM101", "AM107"} <= set(m.check().codes)
    whole = m.draw(overlay=m.check()).svg()
    assert "A claim that carries weight and rests on nothing" in whole
    assert "A part that hangs on nothing" in whole
    part = m.only(thesis, bare).draw(overlay=m.check()).svg()
    assert "A claim that carries weight and rests on nothing" in part
    assert "A part that hangs on nothing" not in part


def test_a_glossary_of_ones_own_is_shown_where_its_words_occur() -> None:
    """An abbreviation that no badge bears is not explained; the glossary belongs to the value."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    marks = {"c1": am.Mark("note", "VC, II")}
    overlay = am.Overlay("Coded", marks, {"note": "coded"}, {"VC": "value <conflict>", "V": "other"})
    svg = m.draw(overlay=overlay).svg()
    assert "value &lt;conflict&gt;" in svg
    assert "other" not in svg
    assert overlay == pickle.loads(pickle.dumps(overlay)) != am.Overlay("Coded", marks, {"note": "coded"})
    with pytest.raises(am.ArgmapError, match="glossary"):
        am.Overlay("Coded", marks, glossary={"VC": 3})  # type: ignore[dict-item]
