"""The file of a page: one file that needs nothing, small, the same every time, and closed to all else."""

from __future__ import annotations

import importlib.util
import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

import argmap as am
from argmap.draw.html.outline_html import outline_html
from argmap.draw.html.palette import counterpart, is_dark
from argmap.draw.theme import THEMES
from draw.html.bridge_map import bridge_map

SCRIPT = 15_000
"""The most bytes of own script."""


def asset(name: str) -> str:
    return (files("argmap.draw.html") / name).read_text(encoding="utf-8")


def html() -> str:
    return bridge_map().draw(engine="tidy").html()


def test_a_drawing_saves_itself_as_a_page(tmp_path: Path) -> None:
    """Both suffixes write what ``html()`` returns."""
    drawing = bridge_map().draw(engine="tidy")
    for name in ("map.html", "MAP.HTM"):
        assert drawing.html() == drawing.save(tmp_path / name).read_text(encoding="utf-8")


def test_the_policy_admits_the_scripts_and_styles_of_the_file_only() -> None:
    """The hashes in the policy are those of the one script and the one style that are there."""
    text = html()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashes = [
        f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (*scripts, *styles)
    ]
    assert 2 == len(hashes)
    assert (
        f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    ) == policy[1]
    assert [] == re.findall(r'\s(?:style|on\w+)="', text)


def test_the_small_script_is_made_from_the_script() -> None:
    """``tools/build_page.py`` writes the digest of its sources into what it makes."""
    sources = sorted((files("argmap.draw.html") / "page").iterdir(), key=lambda path: path.name)
    digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    first, _, small = asset("page.min.js").partition("\n")
    assert f"/* page/*.js {digest} */" == first
    assert len(small.encode()) <= SCRIPT


def test_the_same_map_makes_the_same_bytes() -> None:
    """Two drawings of equal maps are equal to the byte."""
    assert html() == html()


def test_two_maps_have_ids_of_their_own() -> None:
    """The ids by which a picture names itself begin with a digest of it; its other ids are of the page alone."""
    other = bridge_map().replace(title="Another").draw(engine="tidy").html()
    one, two = (set(re.findall(r'<(?:title|desc) id="(am-[^"]*)"', text)) for text in (html(), other))
    assert one
    assert not one & two


def test_an_empty_map_is_a_page() -> None:
    """It says that it is empty."""
    assert "An empty map." in am.ArgumentMap().draw().html()


def test_the_page_of_the_commentary_weighs_at_most_250_kb() -> None:
    """With its quotes, schemes and their critical questions, diagnostics, and both themes."""
    example = Path(__file__).resolve().parents[3] / "examples" / "rusi_commentary.py"
    spec = importlib.util.spec_from_file_location("rusi_commentary", example)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert len(module.build().draw().html().encode()) <= 250_000


def test_a_page_of_three_hundred_cards_weighs_at_most_600_kb() -> None:
    """With texts of a usual length, 1.1 relations a card, and a quote each."""
    text = "The council has put off the repair of the bridge from one budget to the next since it was built"
    quote = am.Quote(
        source="s", opening="has put off", closing="it was built", page="https://example.org/report"
    )
    nodes = [am.Claim(id=f"c{i}", text=f"{text} ({i}).", quotes=(quote,)) for i in range(300)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{i // 3}") for i in range(1, 300)]
    steps += [am.Supports(id=f"t{i}", premises=(f"c{i}",), target=f"c{i // 9}") for i in range(270, 300)]
    m = am.ArgumentMap(
        nodes, steps, sources=[am.Source(id="s", title="A report on the old bridge")], thesis="c0"
    )
    page = m.draw(engine="tidy").html()
    assert len(page.encode()) <= 600_000


def test_data_of_the_page_is_json_that_ends_no_element() -> None:
    """Nothing in it could be a tag."""
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html(), re.DOTALL)
    assert data is not None
    assert not set("<>&") & set(data[1])
    assert ["close", "cracks"] == [node["id"] for node in json.loads(data[1])["nodes"][:2]]


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_theme_has_a_counterpart_of_the_other_brightness(theme: am.draw.Theme) -> None:
    """Shapes, sizes and kinds stay; the counterpart of the counterpart is as bright as the theme."""
    other = counterpart(theme)
    assert is_dark(theme) != is_dark(other)
    assert is_dark(theme) == is_dark(counterpart(other))
    assert [(s.kind, s.shape, s.icon, s.dash) for s in theme.cards] == [
        (s.kind, s.shape, s.icon, s.dash) for s in other.cards
    ]


def test_a_theme_of_ones_own_has_a_counterpart() -> None:
    """A kind that the other theme does not know takes its general colours."""
    own = THEMES["light"].with_card("evidence", ink="#112233", shape="pill").replace(card_width=250.0)
    other = counterpart(own)
    assert 250.0 == other.card_width
    assert "pill" == other.card(am.Evidence).shape
    assert THEMES["dark"].card(am.Evidence).ink == other.card(am.Evidence).ink


def test_the_outline_is_nested_lists_of_links() -> None:
    """A heading for each section, and below each conclusion what bears on it."""
    told = outline_html(bridge_map())
    assert '<a href="#close"><i>Thesis: close, claim, paragraph 2:</i> The bridge must close.</a>' in told
    assert "<i>Objection, which the author grants: detour, claim:</i> The detour costs an hour.</a>" in told
    assert told.count("<ul>") == told.count("</ul>")
    assert told.count("<li>") == told.count("</li>")
    assert (
        '<h2>Without any relation</h2>\n<ul><li><a href="#traffic"><i>traffic, factor:</i> Traffic</a></li></ul>'
        in told
    )


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    """The frame is shut: scripts run, but it reaches nothing around it; the text is the outline."""
    m = bridge_map()
    shown = m.explore(height=500, engine="tidy")._repr_mimebundle_()
    assert m.outline() == shown["text/plain"]
    assert re.match(
        r'<iframe srcdoc="&lt;!doctype html&gt;[^"<>]*" width="100%" height="500" ', shown["text/html"]
    )
    assert "allow-same-origin" not in shown["text/html"]
