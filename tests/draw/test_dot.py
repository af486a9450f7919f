"""Portable DOT shows any text as that text, in the oldest Graphviz and the newest, and looks as our pictures do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.draw.dot import dot
from argmap.draw.engine import run
from argmap.draw.markup import clean
from argmap.draw.theme import THEMES, light
from draw.golden_files import golden
from draw.hostile_texts import IDS, TEXTS, hostile_map
from draw.school_map import school_map
from draw.stand_in import needs_system_dot
from strategies import maps

ENGINES = ("auto", pytest.param("dot", marks=needs_system_dot))
SVG = "{http://www.w3.org/2000/svg}"


def shown(text: str, engine: str) -> dict[str, str]:
    """What Graphviz shows in each node of DOT text, without white space."""
    root = ElementTree.fromstring(run(text, format="svg", engine=engine))
    nodes = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "node":
            title = group.findtext(f"{SVG}title") or ""
            nodes[title] = "".join("".join(part.itertext()) for part in group.iter(f"{SVG}text"))
    return {title: squeezed(words) for title, words in nodes.items()}


def squeezed(text: str) -> str:
    return "".join(text.split())


def statements(text: str) -> dict[str, str]:
    """The attributes of each node and line by what stands before them."""
    found = {}
    for line in text.splitlines():
        name, bracket, rest = line.partition("[")
        if bracket:
            found[name] = rest.rpartition("]")[0]
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_texts_and_ids_show_as_they_are(engine: str) -> None:
    """More than a hundred texts and forty ids: each stands in its own card, whole, and nothing else does."""
    assert len(TEXTS) > 65
    assert len(IDS) > 40
    m = hostile_map()
    cards = shown(dot(m), engine)
    for place, node in enumerate(m.nodes, 1):
        assert squeezed(f"CLAIM · {node.id}{clean(node.text)}") == cards[f"n{place}"]
    assert len(m.nodes) == len(cards)


@settings(max_examples=30)
@given(maps())
def test_any_map_is_drawn_by_graphviz(m: am.ArgumentMap) -> None:
    """Whatever a map holds, its DOT is read, and comes out as XML with a node for each of its nodes."""
    cards = shown(dot(m, relations="all"), "auto")
    for place, node in enumerate(m.nodes, 1):
        text = squeezed(clean(node.text))
        assert cards[f"n{place}"].endswith(text)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", ["up", "left"])
@pytest.mark.parametrize("theme", list(THEMES))
def test_every_kind_is_drawn_in_every_theme(engine: str, direction: str, theme: str) -> None:
    """All kinds of nodes and relations, in both directions."""
    m = school_map()
    text = dot(m, relations="all", direction=direction, theme=theme)
    cards = shown(text, engine)
    assert all(f"n{place}" in cards for place in range(1, len(m.nodes) + 1))


def test_the_dot_of_a_map_is_known() -> None:
    """What a reader judged good stays as it is."""
    actual = dot(school_map(), relations="all")
    assert golden("school.dot", actual) == actual


def test_attributes_are_ours_alone() -> None:
    """Names of attributes come from a short list; fonts, sizes and lengths never from a map."""
    known = set(
        "rankdir nodesep ranksep pad bgcolor fontname shape style margin height width fontsize fontcolor "
        "arrowsize penwidth color fillcolor label tooltip URL target peripheries arrowhead arrowtail dir minlen".split()
    )
    text = dot(hostile_map()) + dot(school_map(), relations="all")
    without_strings = re.sub(r'"(?:[^"\\]|\\.)*"|<<.*>>', "", text)
    assert known >= set(re.findall(r"(\w+)=", without_strings))
    assert {"2"} == set(re.findall(r"minlen=(\w+)", without_strings))
    assert {"Helvetica"} == set(re.findall(r"fontname=(\w+)", without_strings))


def test_premises_that_work_together_meet_in_a_dot() -> None:
    """Lines without heads run into a dot, and one with a head leaves it."""
    d = am.Draft()
    step = d.support(d.claim("a"), d.claim("b"), d.claim("c"), jointly=True)
    d.undercut(step, d.claim("d"))
    lines = statements(dot(d.map()))
    assert "shape=circle" in lines["s1"]
    assert "dir=none" in lines["n2->s1"]
    assert "dir=none" in lines["n3->s1"]
    assert "arrowhead=normal" in lines["s1->n1"]
    assert "arrowhead=odot" in lines["n4->s1"]
    assert 'label=" undercuts "' in lines["n4->s1"]


def test_lines_say_what_they_mean_by_shape_and_word() -> None:
    """Tee for an objection, tee and ring where it is granted, the sign of an influence, and so on."""
    d = am.Draft()
    a, b = d.claim("a"), d.claim("b")
    f, g = d.factor("f"), d.factor("g")
    r = d.recommend("r")
    d.attack(a, b)
    d.concede(b, a)
    d.influence(f, g, "-")
    d.influence(g, f, "0")
    d.address(a, r)
    d.conflict(a, b)
    d.restate(a, b)
    text = dot(d.map(), relations="all").splitlines()
    expected = {
        "rebuts ": "arrowhead=tee,",
        "rebuts, conceded": "style=dotted,",
        "−": "arrowhead=normal",
        "0": "arrowhead=odot",
        "addresses": "arrowhead=vee",
        "conflicts": "dir=both,arrowtail=tee,arrowhead=tee",
        "restates": "dir=none",
    }
    for word, look in expected.items():
        (line,) = (line for line in text if f'label=" {word}' in line)
        assert look in line


def test_states_of_a_card_have_a_word_and_a_look() -> None:
    """Unstated, granted, said by another, the thesis, one's own kind."""

    class Hypothesis(am.Claim, kind="hypothesis"):
        """A claim that is put to the test."""

    d = am.Draft()
    thesis = d.thesis("t")
    d.support(thesis, d.assume("u"), d.claim("v", voice="the residents"), jointly=True)
    d.concede(thesis, d.claim("w"))
    d.support(thesis, d.add(Hypothesis, "x"))
    cards = statements(dot(d.map()))
    assert "THESIS · c1" in cards["n1"]
    assert f'fillcolor="{light.thesis.fill}"' in cards["n1"]
    assert "UNSTATED" in cards["n2"]
    assert "dashed" in cards["n2"]
    assert "said by the residents" in cards["n3"]
    assert "dotted" in cards["n3"]
    assert "CONCEDED" in cards["n4"]
    assert "dashed" in cards["n4"]
    assert "HYPOTHESIS · h1" in cards["n5"]
    assert f'fillcolor="{light.card(am.Claim).fill}"' in cards["n5"]


@pytest.mark.parametrize("engine", ENGINES)
def test_links_lead_to_the_passage_and_nowhere_else(engine: str) -> None:
    """An address of the web is linked; a script is not, however it is written."""
    pages = [
        "https://example.org/a?b=1&lt;c=2",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
    ]
    source = am.Source(id="s")
    claims = [
        am.Claim(id=f"c{n}", text="x", quotes=(am.Quote(source="s", exact='a " \\N &foo;', page=page),))
        for n, page in enumerate(pages)
    ]
    made = run(dot(am.ArgumentMap(claims, sources=[source])), format="svg", engine=engine)
    root = ElementTree.fromstring(made)
    links = [a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{SVG}a")]
    assert {link for link in links if link} == {
        "https://example.org/a?b=1&lt;c=2#:~:text=a%20%22%20%5CN%20%26foo%3B"
    }
    titles = {a.get("{http://www.w3.org/1999/xlink}title") for a in root.iter(f"{SVG}a")}
    assert titles == {'a " \\N &foo;'}


def test_cards_without_a_line_stand_in_a_frame_below() -> None:
    """Under the rest where the conclusion is on top; above a few they make a grid, not a row."""
    d = am.Draft()
    d.support(d.claim("a"), d.claim("b"))
    for place in range(20):
        d.claim(f"alone {place}")
    for direction in ("up", "left"):
        made = run(dot(d.map(), direction=direction), format="plain", engine="auto").decode()
        spots = {
            words[1]: (float(words[2]), float(words[3]))
            for words in map(str.split, made.splitlines())
            if words[0] == "node"
        }
        linked, alone = [spots["n1"], spots["n2"]], [spots[f"n{n}"] for n in range(3, 23)]
        assert min(y for _, y in linked) > max(y for _, y in alone)
        assert 2 < len({round(x, 1) for x, _ in alone}) < 12


def test_what_stands_out_and_the_group_are_seen() -> None:
    """A highlighted card has the highlight's colour, and the group stands in the head."""
    m = school_map()
    cards = statements(dot(m, highlight=("c2",), group_by=lambda node: f"group {node.kind}"))
    assert f'color="{light.highlight}"' in cards["n2"]
    assert f'color="{light.highlight}"' not in cards["n1"]
    assert "group evidence" in cards["n3"]


def test_the_same_map_gives_the_same_dot_under_any_hash_seed() -> None:
    """Two processes whose hashes differ write the same bytes."""
    code = (
        "from draw.school_map import school_map; from hashlib import sha256;"
        "m = school_map(); d = m.draw(relations='all');"
        "print(sha256((d.dot + d.svg() + m.outline()).encode()).hexdigest())"
    )
    tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": tests},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert 1 == len(digests)


def test_a_deep_chain_is_written() -> None:
    """Nothing is recursive: 20,000 steps in a row."""
    n = 20_000
    claims = [am.Claim(id=f"c{i}", text="x") for i in range(n)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i + 1}",), target=f"c{i}") for i in range(n - 1)]
    text = dot(am.ArgumentMap(claims, steps), direction="up")
    assert n - 1 == text.count("->")
