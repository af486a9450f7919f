"""The picture is well-formed, deterministic, complete, and shows texts as texts, whatever is in them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.legend import entries
from argmap.draw.lines import OPEN_HALF, RING, TEE_HALF
from argmap.draw.markup import clean, visible
from argmap.draw.scene import Layout, Scene
from argmap.draw.svg import paint
from argmap.draw.theme import THEMES, Theme, light
from strategies import HOSTILE_TEXTS, maps

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
FEWER = settings(max_examples=40)


def laid(scene: Scene, engine: str = "tidy", direction: str = "auto") -> Layout:
    return arrange(scene.boxes, scene.links, shelf=scene.shelf, engine=engine, direction=direction)


def painted(m: am.ArgumentMap, theme: Theme = light, *, interactive: bool = False, **options: object) -> str:
    """The picture of a map, laid out by our own engine."""
    scene = compose(m, theme=theme, **options)  # type: ignore[arg-type]
    return paint(scene, laid(scene), theme, interactive=interactive)


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def groups(svg: str, word: str) -> list[ElementTree.Element]:
    return [g for g in tree(svg).iter(f"{SVG}g") if word in g.get("class", "").split()]


def shown(element: ElementTree.Element) -> str:
    """The text that is painted, without tooltips and white space."""
    text = "".join("".join(text.itertext()) for text in element.iter(f"{SVG}text"))
    return re.sub("[\u200b\u202b\u202c]", "", "".join(text.split()))


def inked(text: str) -> str:
    return "".join(visible(text).replace("\u200b", "").split())


def everything() -> am.Draft:
    """Every kind of node and of relation, every state, undercuts of undercuts, a card without a tie."""
    d = am.Draft("Every kind", source=am.Source(id="s", title="T", url="https://example.org/t"))
    d.thesis("The thesis of the text.", quote="The thesis")
    c = [d.claim(f"Claim number {i} of some length, which takes two lines.") for i in range(6)]
    a = d.assume("What worked there works here.", voice="the analyst")
    e = d.evidence("A study.", form="study")
    r = d.recommend("Reform the courts.", to="Parliament", deontic="must")
    d.goal("Lasting peace.", id="g")
    d.question("Will it work?", id="q")
    f = [d.factor(word) for word in ("Force", "Trust", "Peace")]
    d.claim("Nobody ties this.", id="alone")
    step = d.support("c1", c[0], a, e, jointly=True)
    d.support("c1", c[1])
    d.attack("c1", c[2])
    d.concede(c[1], c[3])
    cut = d.undercut(step, c[4])
    d.undercut(d.undercut(cut, c[5]), d.claim("Deeper."), conceded=True)
    d.conflict(c[2], c[3])
    d.restate(c[0], c[5])
    d.address(c[2], r)
    d.serve("g", r)
    d.answer("q", "c1")
    for cause, effect, sign in ((0, 1, "-"), (1, 2, "+"), (0, 2, "0"), (2, 0, "?"), (2, 1, "±")):
        d.influence(f[cause], f[effect], sign, delay="long" if sign == "+" else None)
    return d


TAGS = {"svg", "title", "desc", "rect", "g", "text", "tspan", "path", "circle", "a"}


@FEWER
@given(maps(), st.sampled_from(list(THEMES)), st.booleans())
def test_texts_are_texts(m: am.ArgumentMap, theme: str, interactive: bool) -> None:
    """Every picture is XML of our own elements alone; each card shows its title and its text and no other."""
    svg = painted(m, THEMES[theme], interactive=interactive, relations="all", group_by=lambda node: node.text)
    root = tree(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS | (
        {"style"} if interactive else set()
    )
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", svg)
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    cards = groups(svg, "am-card")
    assert [card.get("data-id") for card in cards] == [node.id for node in m.nodes]
    for card, node in zip(cards, m.nodes, strict=True):
        assert shown(card).endswith(inked(node.title or "") + inked(node.text))
        assert clean(node.text) in (card.findtext(f"{SVG}title") or "")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_is_shown_as_it_is(text: str) -> None:
    """In a title, a text, a voice, a group, and a quote."""
    node = am.Claim(id="c1", text=text, title=text or None, voice=text or None)
    svg = painted(am.ArgumentMap([node], title=text), group_by=lambda _: text)
    (card,) = groups(svg, "am-card")
    assert inked(text) in shown(card)
    root = tree(svg)
    assert root.findtext(f"{SVG}title") == (" ".join(visible(text).split()) or "Argument map")


@FEWER
@given(maps())
def test_links_lead_only_where_they_may(m: am.ArgumentMap) -> None:
    """Every address of a picture is http, https, mailto or a place in the page, and opens apart."""
    for link in tree(painted(m)).iter(f"{SVG}a"):
        assert re.match(r"https?://|mailto:|#", link.get("href", ""), re.IGNORECASE)
        assert link.get("rel") == "noopener noreferrer"


def test_a_card_with_a_quote_leads_to_its_passage() -> None:
    """The card of a node whose quote has a page is a link to the words there."""
    links = [link.get("href") for link in tree(painted(everything().map())).iter(f"{SVG}a")]
    assert links == ["https://example.org/t#:~:text=The%20thesis"]


@FEWER
@given(maps(), maps())
def test_two_pictures_on_a_page_do_not_disturb_each_other(one: am.ArgumentMap, other: am.ArgumentMap) -> None:
    """Ids occur once in a picture, references name them, and pictures that differ share none."""
    ids = []
    for m in (one, other):
        root = tree(painted(m, relations="all"))
        ids.append([element.get("id") for element in root.iter() if element.get("id")])
        assert len(set(ids[-1])) == len(ids[-1])
        assert set(root.get("aria-labelledby", "").split()) <= set(ids[-1])
    if painted(one, relations="all") != painted(other, relations="all"):
        assert not set(ids[0]) & set(ids[1])


def test_the_same_map_gives_the_same_bytes() -> None:
    """Whatever the seed of hashes, and whatever was painted before."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import hashlib; from draw.test_svg import everything, painted\n"
        "svg = painted(everything().map(), relations='all', highlight=('c1', 's1'))\n"
        "print(hashlib.sha256(svg.encode()).hexdigest())"
    )
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    svg = painted(everything().map(), relations="all", highlight=("c1", "s1"))
    assert digests == {hashlib.sha256(svg.encode()).hexdigest()}


def test_a_picture_can_be_read_without_seeing_it() -> None:
    """It has a name and a description; cards have a role and a label, lines are passed over."""
    m = everything().map()
    svg = painted(m, relations=(am.Supports, am.Attacks))
    root = tree(svg)
    assert root.get("role") == "graphics-document document"
    assert root.findtext(f"{SVG}title") == "Every kind"
    assert f"{len(m.nodes)} statements, 7 relations drawn. 10 not drawn." in (
        root.findtext(f"{SVG}desc") or ""
    )
    for card, node in zip(groups(svg, "am-card"), m.nodes, strict=True):
        assert card.get("role") == "graphics-symbol img"
        assert (card.get("aria-label") or "").endswith(node.text)
    assert {line.get("aria-hidden") for line in groups(svg, "am-link")} == {"true"}


def test_only_an_interactive_picture_takes_the_focus() -> None:
    """A page with a script gets focusable cards and a style of its own; a plain picture has neither."""
    plain, page = painted(everything().map()), painted(everything().map(), interactive=True)
    assert "tabindex" not in plain
    assert "<style>" not in plain
    assert {card.get("tabindex") for card in groups(page, "am-card")} == {"-1"}
    scope = tree(page).get("class", "").split()[1]
    assert all(rule.startswith(f".{scope} ") for rule in re.findall(r"[^{},]+(?=[,{])", style_of(page)))


def style_of(svg: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", tree(svg).findtext(f"{SVG}style") or "")


def test_tooltips_tell_scheme_and_warrant() -> None:
    """A line and a dot tell what step they are: its ends, scheme, rationale and quote."""
    d = am.Draft(source=am.Source(id="s", title="T"))
    d.support(d.claim("a"), d.claim("b"), d.claim("c"), jointly=True, scheme="argument from sign",
              rationale="Signs <tell>.", quote="so & so")  # fmt: skip
    svg = painted(d.map())
    told = {g.findtext(f"{SVG}title") for g in (*groups(svg, "am-link"), *groups(svg, "am-dot"))} - {None}
    expected = "supports s1: c2 + c3 → c1\nscheme: argument from sign\nwarrant: Signs <tell>.\n“so & so” (T)"
    assert told == {expected}


def test_what_is_highlighted_stands_out_by_shape() -> None:
    """A card has a thicker outline and a halo, a line is wider with a halo, and the legend says so."""
    m = everything().map()
    plain = painted(m)
    marked = painted(m, highlight=("c2", "s1"))
    assert "halo" not in plain
    card = next(g for g in groups(marked, "am-card") if g.get("data-id") == "c2")
    usual = next(g for g in groups(plain, "am-card") if g.get("data-id") == "c2")
    assert "highlighted" in card.get("class", "").split()
    assert width_of(card) > width_of(usual)
    assert "highlighted" in "".join(groups(marked, "legend")[0].itertext())
    assert len(re.findall('class="halo"', marked)) >= 3


def width_of(card: ElementTree.Element) -> float:
    return next(
        float(p.get("stroke-width", "")) for p in card.iter(f"{SVG}path") if p.get("class") == "outline"
    )


# The legend


def words(m: am.ArgumentMap, **options: object) -> list[str]:
    return [entry.word for entry in entries(compose(m, theme=light, **options), light)]  # type: ignore[arg-type]


def test_the_legend_lists_what_occurs() -> None:
    """Kinds, states and lines of the picture, and nothing that is not in it."""
    d = am.Draft()
    d.thesis("a")
    d.support("c1", d.claim("b"))
    assert words(d.map()) == ["thesis", "claim", "supports"]
    assert words(d.map(), relations=()) == ["thesis", "claim"]
    d.support("c1", d.assume("c"), "c2", jointly=True)
    d.undercut("s1", d.evidence("d", voice="Ann"))
    assert words(d.map()) == [
        "thesis", "claim", "evidence", "unstated, supplied by the analyst", "said by somebody else",
        "supports", "undercuts the step", "premises taken together",
    ]  # fmt: skip


def test_the_legend_of_everything() -> None:
    """Each kind of node, each state and each kind of line has a word of its own."""
    listed = words(everything().map(), relations="all", highlight=("c1",))
    assert len(listed) == len(set(listed))
    assert set(listed) >= {
        "thesis", "claim", "evidence", "recommendation", "goal", "question", "factor",
        "unstated, supplied by the analyst", "conceded by the author", "said by somebody else", "highlighted",
        "supports", "speaks against", "undercuts the step", "speaks against, conceded", "undercuts, conceded",
        "cannot both hold", "says the same again", "addresses the problem", "serves the goal",
        "answers the question", "raises", "lowers", "does not change", "raises or lowers",
        "changes, unknown how", "premises taken together", "later effect",
    }  # fmt: skip


def test_what_is_not_drawn_is_counted() -> None:
    """A picture that leaves relations out says which and how many."""
    svg = painted(everything().map(), relations=(am.Supports, am.Attacks))
    legend = " ".join("".join(text.itertext()) for text in groups(svg, "legend")[0].iter(f"{SVG}text"))
    assert (
        "Not drawn here: 1 × conflicts, 1 × restates, 1 × addresses, 1 × serves, 1 × answers, 5 × influences."
        in legend
    )
    assert "Not drawn" not in painted(everything().map(), relations="all")


@cache
def advance(char: str, weight: int) -> float:
    """The width of a character by the font's own tables, in ems."""
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fonttools reads the font's own widths")
    font, glyphs, names = _font(ttlib, weight)
    return glyphs[names[ord(char)]].width / font["head"].unitsPerEm if ord(char) in names else 0.0


@cache
def _font(ttlib: object, weight: int) -> tuple[object, ...]:
    with (files("fontpkg_arimo") / "files" / "Arimo[wght].ttf").open("rb") as file:
        font = ttlib.TTFont(file)  # type: ignore[attr-defined]
        return font, font.getGlyphSet(location={"wght": weight}), font.getBestCmap()


def lines_of_text(svg: str) -> list[tuple[str, float, float]]:
    """Every line of text: its words, and from where to where it runs, by the font's own widths."""
    found = []

    def walk(element: ElementTree.Element, shift: float, zoom: float, inherited: dict[str, str]) -> None:
        inherited = {**inherited, **element.attrib}
        if move := re.match(r"translate\((\S+) \S+?\)(?: scale\((\S+)\))?", element.get("transform", "")):
            shift, zoom = shift + zoom * float(move[1]), zoom * float(move[2] or 1)
        if element.tag in (f"{SVG}text", f"{SVG}tspan") and (element.text or "").strip():
            weight = 700 if inherited.get("font-weight") == "700" else 400
            size = float(inherited["font-size"])
            spacing = float(inherited.get("letter-spacing", 0))
            words = (element.text or "").rstrip()
            width = sum(advance(char, weight) * size + spacing for char in words)
            start = float(inherited["x"])
            start -= {"end": width, "middle": width / 2}.get(inherited.get("text-anchor", ""), 0)
            found.append((words, shift + zoom * start, shift + zoom * (start + width)))
        for child in element:
            walk(child, shift, zoom, inherited)

    walk(tree(svg), 0.0, 1.0, {})
    return found


def wide_map() -> am.ArgumentMap:
    d = am.Draft("A title that is far too long for the width of a small picture and has to be broken " * 2)
    d.thesis("The thesis, with a sentence that takes some lines on its card and so shows how they break.")
    for i in range(25):
        d.support("c1", d.evidence(f"Willkürliche Wörter – “WMWM” № {i}: 1,000 €, très long… " * (i % 4 + 1)))
    return d.map()


@EVERY
@pytest.mark.parametrize(
    "m", [wide_map(), everything().map(), am.ArgumentMap(title="Empty")], ids=["wide", "all", "empty"]
)
def test_no_text_leaves_the_canvas_or_its_card(m: am.ArgumentMap, theme: Theme) -> None:
    """By the glyphs' own widths every line of title, legend and cards ends within what it stands on."""
    scene = compose(m, theme=theme, relations="all")
    layout = laid(scene)
    svg = paint(scene, layout, theme)
    left, _, width, _ = map(float, tree(svg).get("viewBox", "").split())
    for line, start, end in lines_of_text(svg):
        assert left <= start, line
        assert end <= left + width, line
    for box, card in zip((b for b in scene.boxes if not b.is_dot), groups(svg, "am-card"), strict=True):
        x = layout.places[box.key][0]
        group = f'<svg xmlns="http://www.w3.org/2000/svg">{ElementTree.tostring(card, "unicode")}</svg>'
        for line, start, end in lines_of_text(group):
            assert x - box.width / 2 + 6 <= start, line
            assert end <= x + box.width / 2 - 6, line


# Lines and their marks


@pytest.mark.parametrize("direction", ["up", "left"])
@pytest.mark.parametrize("engine", ["auto", "tidy"])
def test_heads_stand_clear_of_the_cards(engine: str, direction: str) -> None:
    """Every tee, arrow, ring and sign is painted after all cards, and tees and rings lie wholly outside them."""
    scene = compose(everything().map(), theme=light, relations=(am.Supports, am.Attacks))
    layout = laid(scene, engine, direction)
    svg = paint(scene, layout, light)
    rectangles = [(*layout.places[b.key], b.width / 2, b.height / 2) for b in scene.boxes if not b.is_dot]
    last_card = svg.rindex('class="am-card')
    marks = [g for g in groups(svg, "am-link") if g.find(f"{SVG}title") is None]
    assert {"supports", "attacks", "conceded", "undercuts", "conceded_undercut"} <= {
        g.get("class", "").split()[1] for g in marks
    }
    assert len(marks) == svg[last_card:].count('class="am-link')
    ends = []
    for mark in marks:
        for path in mark.iter(f"{SVG}path"):
            if path.get("fill") == "none":
                ends += [
                    tuple(map(float, pair))
                    for pair in re.findall(r"[ML](\S+?) ([^\sLZ]+)", path.get("d", ""))
                ]
        for circle in mark.iter(f"{SVG}circle"):
            if circle.get("cx"):
                x, y = float(circle.get("cx", "")), float(circle.get("cy", ""))
                ends += [(x - RING, y), (x + RING, y), (x, y - RING), (x, y + RING)]
    assert len(ends) > 8
    assert TEE_HALF > OPEN_HALF
    for x, y in ends:
        for cx, cy, half_width, half_height in rectangles:
            assert abs(x - cx) >= half_width or abs(y - cy) >= half_height, (x, y)


def test_a_ring_stands_on_the_dot_of_the_step() -> None:
    """The ring of an undercut touches the dot of the step that it is about."""
    d = am.Draft()
    step = d.support(d.claim("a"), d.claim("b"))
    d.undercut(step, d.claim("c"))
    scene = compose(d.map(), theme=light)
    layout = laid(scene, "auto")
    svg = paint(scene, layout, light)
    (dot,) = (layout.places[key] for key in scene.dots)
    (ring,) = (c for g in groups(svg, "undercuts") for c in g.iter(f"{SVG}circle"))
    distance = ((float(ring.get("cx", "")) - dot[0]) ** 2 + (float(ring.get("cy", "")) - dot[1]) ** 2) ** 0.5
    assert RING + 4 < distance < RING + 7


@FEWER
@given(maps(), st.sampled_from(["up", "left"]))
def test_whatever_the_graph_it_is_painted(m: am.ArgumentMap, direction: str) -> None:
    """Circles, steps on steps, nodes that support themselves: each line has a path of real numbers."""
    scene = compose(m, theme=light, relations="all")
    svg = paint(scene, laid(scene, direction=direction), light)
    lines = [g for g in groups(svg, "am-link") if g.find(f"{SVG}title") is not None]
    assert len(lines) == len(scene.links)
    for path in tree(svg).iter(f"{SVG}path"):
        assert re.fullmatch(r"M[-+\d. MLCHVZachlqtv]+", path.get("d", "")), path.get("d")


def test_the_sign_of_an_influence_is_a_path() -> None:
    """Each polarity is printed beside its line, drawn and not written, so that no font can lack it."""
    svg = painted(everything().map(), relations="all")
    signs = [
        g for g in groups(svg, "influences") + groups(svg, "no_influence") if g.find(f"{SVG}g") is not None
    ]
    drawn = {path.get("d") for g in signs for path in g[-1].iter(f"{SVG}path")}
    assert len(signs) == 5
    assert len(drawn) == 5


def test_the_background_covers_the_canvas() -> None:
    """The paper is as large as the canvas, in whole numbers: a converter that rounds leaves no bare strip."""
    root = tree(painted(everything().map(), THEMES["dark"]))
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    _, _, width, height = root.get("viewBox", "").split()
    assert (
        (paper.get("width"), paper.get("height"))
        == (width, height)
        == (root.get("width"), root.get("height"))
    )
    assert width.isdigit()
    assert height.isdigit()


def test_an_empty_map_says_so() -> None:
    """No part, no legend, a word instead."""
    svg = painted(am.ArgumentMap())
    assert "An empty map." in "".join(tree(svg).itertext())
    assert groups(svg, "legend") == []


@pytest.mark.parametrize("attack", [True, False])
@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_heads_side_by_side_do_not_join(count: int, attack: bool) -> None:
    """They become narrower where many lines end on a small card: three bars in a row would be one bar."""
    d = am.Draft()
    thesis = d.thesis("Short.")
    for number in range(count):
        reason = d.claim(f"A reason of usual length for a card, the {number}th of them.")
        d.attack(thesis, reason) if attack else d.support(thesis, reason)
    scene = compose(d.map(), theme=light)
    layout = laid(scene, "auto", "left")
    svg = paint(scene, layout, light)
    heads = []
    for group in groups(svg, "am-link"):
        for path in group.findall(f"{SVG}path"):
            numbers = [float(it) for it in re.findall(r"-?[\d.]+", path.get("d", ""))]
            if not group.findall(f"{SVG}title"):
                heads.append((min(numbers[1::2]), max(numbers[1::2])))
    assert count == len(heads)
    heads.sort()
    assert all(below - above >= 0.5 for (_, above), (below, _) in pairwise(heads))
