"""The outline tells all that a map holds, in words that can be read aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

import argmap as am
from argmap.draw.outline import DEEPEST, WIDTH, outline
from argmap.draw.wording import words
from draw.golden_files import golden
from draw.school_map import school_map
from strategies import maps


def joined(text: str) -> str:
    """An outline without its line breaks, which fall anywhere."""
    return " ".join(text.split())


def test_the_outline_of_a_map_is_known() -> None:
    """What a reader judged good stays as it is."""
    actual = outline(school_map()) + "\n"
    assert golden("school.txt", actual) == actual


@given(maps())
def test_every_node_is_told_in_full_once(m: am.ArgumentMap) -> None:
    """Whatever the graph, each node's id and whole text occur, as a line of its own."""
    told = joined(outline(m))
    for node in m.nodes:
        said = ". ".join(filter(None, (words(node.title or ""), words(node.text)))) or "(no words)"
        described = re.compile(rf"(?:^| ){re.escape(node.id)}, [^:]*.*?: {re.escape(said)}")
        assert described.search(told)


@given(maps(fields=False))
def test_every_relation_is_told(m: am.ArgumentMap) -> None:
    """Each step and tie has its words once: as many as there are relations of the kind."""
    told = joined(outline(m))
    texts = [re.escape(words(node.text)) for node in m.nodes if words(node.text)]
    if any(re.search("upported|backed|Objection|Answered|undercut|Serves", text) for text in texts):
        return
    supports = [r for r in m.relations if isinstance(r, am.Supports)]
    assert len(supports) == len(re.findall(r"\bSupported by\b|\bis backed by\b", told))
    attacks = [r for r in m.relations if isinstance(r, am.Attacks)]
    assert len(attacks) == len(re.findall(r"\bObjection:|\bAnswered by\b|\bis undercut by\b", told))
    serves = [
        r for r in m.relations if isinstance(r, am.Serves) and not isinstance(m[r.premises[0]], am.Relation)
    ]
    assert len(serves) <= len(re.findall(r"\bServes\b|\bserves\b", told))


@given(maps())
def test_lines_fit_a_terminal_and_cannot_steer_it(m: am.ArgumentMap) -> None:
    """No line is wider than the limit unless a single word is, and no control character comes through."""
    for line in outline(m).split("\n"):
        assert len(line) <= WIDTH or max(map(len, line.split())) > WIDTH - 40
        assert line.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f]", line)


def test_circles_end() -> None:
    """A circle of support is told once around, and said to be one."""
    d = am.Draft()
    a, b, c = d.claim("a"), d.claim("b"), d.claim("c")
    d.support(a, b)
    d.support(b, c)
    d.support(c, a)
    told = outline(d.map())
    assert "Conclusions that rest on themselves:" in told
    assert 1 == told.count("Supported by c1 (a), see above, where it is argued from in a circle")


def test_relations_at_each_other_end() -> None:
    """Two steps that undercut each other are told without going round for ever."""
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="a"), am.Claim(id="c2", text="b")],
        [
            am.Attacks(id="x1", premises=("c1",), target="x2"),
            am.Attacks(id="x2", premises=("c2",), target="x1"),
        ],
    )
    told = outline(m)
    assert "c1, claim: a" in told
    assert "c2, claim: b" in told


def test_depth_is_said_where_it_is_not_indented() -> None:
    """A chain of 20,000 steps: indentation stops, and the level is told in words."""
    n = 20_000
    claims = [am.Claim(id=f"c{i}", text="x") for i in range(n)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i + 1}",), target=f"c{i}") for i in range(n - 1)]
    lines = outline(am.ArgumentMap(claims, steps)).splitlines()
    assert f"{'  ' * DEEPEST}Level {n - 1}. Supported by c{n - 1}, claim: x" == lines[-1]
    assert f"{'  ' * DEEPEST}Supported by c{DEEPEST}, claim: x" in lines


def test_what_answers_an_objection_is_called_an_answer() -> None:
    """An attack on an objection answers it; on the answer, it is an objection to it again."""
    d = am.Draft()
    thesis = d.thesis("t")
    objection, answer = d.claim("o"), d.claim("a")
    d.attack(thesis, objection)
    d.attack(objection, answer)
    d.concede(answer, d.claim("g"))
    assert outline(d.map()).splitlines()[2:] == [
        "Thesis: c1, claim: t",
        "  Objection: c2, claim: o",
        "    Answered by c3, claim: a",
        "      Objection, which the author grants: c4, claim: g",
    ]


def test_linked_objections_and_undercutters_are_named_as_taken_together() -> None:
    """Several premises of one attack stand under one line."""
    d = am.Draft()
    thesis = d.thesis("t")
    step = d.support(thesis, d.claim("a"))
    d.undercut(step, d.claim("b"), d.claim("c"), jointly=True)
    d.attack(thesis, d.claim("d"), d.claim("e"), jointly=True)
    assert outline(d.map()).splitlines()[2:] == [
        "Thesis: c1, claim: t",
        "  Supported by c2, claim: a",
        "    The step from c2 to c1 is undercut by two premises taken together:",
        "      c3, claim: b",
        "      c4, claim: c",
        "  Objection: two premises taken together:",
        "    c5, claim: d",
        "    c6, claim: e",
    ]


def test_a_kind_of_ones_own_is_told_by_its_word() -> None:
    """Its nodes like those it derives from, its relations by their verb."""

    class Hypothesis(am.Claim, kind="hypothesis"):
        """A claim that is put to the test."""

    class Illustrates(am.Relation, kind="illustrates"):
        """A picture of something."""

    d = am.Draft()
    h, c = d.add(Hypothesis, "h"), d.claim("c")
    d.relate(Illustrates, c, h)
    told = outline(d.map())
    assert "h1, hypothesis: h" in told
    assert "Other relations:\n  h1 (h) illustrates c1 (c)" in told


@pytest.mark.parametrize(
    ("map_", "expected"),
    [
        (am.ArgumentMap(), "An argument map of nothing yet."),
        (
            am.ArgumentMap([am.Claim(id="c1", text="a")], title="T"),
            "T\nAn argument map of 1 claim; 0 relations.\n\nWithout any relation:\n  c1, claim: a",
        ),
    ],
)
def test_small_maps(map_: am.ArgumentMap, expected: str) -> None:
    """Nothing, and next to nothing."""
    assert expected == outline(map_)
