"""A scene holds a card for each node and lines for each drawn relation, whatever the graph."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.draw.compose import ALL_UP_TO, compose
from argmap.draw.scene import Scene
from argmap.draw.theme import light
from strategies import maps


def drawn(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """The lines of each relation, by the parts that they join."""
    part = {box.key: box.part for box in scene.boxes}
    lines: dict[str, list[tuple[str, str]]] = {}
    for link in scene.links:
        lines.setdefault(link.relation, []).append((part[link.tail], part[link.head]))
    return lines


def _upwards(m: am.ArgumentMap, relation: am.Relation) -> tuple[str, str]:
    """The ends of a relation of one premise; what says the same both ways runs to the one told first."""
    ends = relation.premises[0], relation.target
    places = [m.nodes.index(m[id]) for id in ends if isinstance(m[id], am.Node)]
    if relation.symmetric and len(places) == 2 and m.thesis_id != ends[1]:
        return ends[::-1] if m.thesis_id == ends[0] or places[0] < places[1] else ends
    return ends


@given(maps())
def test_all_that_a_map_holds_is_drawn(m: am.ArgumentMap) -> None:
    """With all relations, each is one line, or one from each premise to its dot and one to the target."""
    scene = compose(m, theme=light, relations="all")
    assert [box.part for box in scene.boxes if not box.is_dot] == [node.id for node in m.nodes]
    lines = drawn(scene)
    assert list(lines) == [relation.id for relation in m.relations]
    ends = {end for relation in m.relations for end in (relation.target, *relation.premises)}
    for relation in m.relations:
        through_dot = relation.linked or relation.id in ends
        expected = (
            [*((premise, relation.id) for premise in relation.premises), (relation.id, relation.target)]
            if through_dot
            else [_upwards(m, relation)]
        )
        assert expected == lines[relation.id]
    assert scene.hidden == ()


@given(maps(), st.data())
def test_a_scene_is_whole(m: am.ArgumentMap, data: st.DataObject) -> None:
    """Keys are made up and differ; each box is a card or a dot, each link has its stroke and its ends."""
    wanted = data.draw(st.sampled_from(["auto", "all", (), (am.Attacks,), (am.Influences, am.Restates)]))
    scene = compose(m, theme=light, relations=wanted)
    keys = [thing.key for thing in (*scene.boxes, *scene.links)]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[nl]\d+", key) for key in keys)
    boxes = {box.key: box for box in scene.boxes}
    assert set(boxes) == {*scene.cards, *scene.dots}
    assert set(scene.strokes) == {link.key for link in scene.links}
    assert all(boxes[key].is_dot for key in scene.dots)
    touched = {end for link in scene.links for end in (link.tail, link.head)}
    assert touched <= set(boxes)
    assert list(scene.shelf) == [key for key in scene.cards if key not in touched]
    assert sum(count for _, count in scene.hidden) == len(m.relations) - len(drawn(scene))


@given(maps())
def test_a_relation_has_its_marks_once(m: am.ArgumentMap) -> None:
    """Of the lines of a relation one carries the marks at the target, and the others end bare on its dot."""
    scene = compose(m, theme=light, relations="all")
    for relation in m.relations:
        strokes = [scene.strokes[link.key] for link in scene.links if link.relation == relation.id]
        assert [stroke.has_head for stroke in strokes] == [False] * (len(strokes) - 1) + [True]
        assert len({stroke.style for stroke in strokes}) == 1
        assert all(stroke.style.ink for stroke in strokes)


def street() -> am.Draft:
    d = am.Draft("Streets")
    wet = d.claim("The street is wet.")
    rain, open_air = d.claim("It rains."), d.assume("The street has no roof.")
    step = d.support(wet, rain, open_air, jointly=True, id="step")
    cut = d.undercut(step, d.claim("It is a tunnel."), id="cut")
    d.undercut(cut, d.claim("Tunnels leak."), id="deeper")
    d.support(cut, d.evidence("A map of tunnels.", form="official_document"), id="backing")
    return d


def test_linked_premises_join_and_undercuts_end_on_the_dot() -> None:
    """One line leaves the dot of a linked step; what speaks against a step ends on its dot, at any depth."""
    scene = compose(street().map(), theme=light)
    lines = drawn(scene)
    assert lines["step"] == [("c2", "step"), ("a1", "step"), ("step", "c1")]
    assert lines["cut"] == [("c3", "cut"), ("cut", "step")]
    assert lines["deeper"] == [("c4", "cut")]
    assert lines["backing"] == [("e1", "cut")]
    heads = {link.relation: scene.strokes[link.key].style.head for link in scene.links}
    assert heads == {"step": ("arrow",), "cut": ("ring",), "deeper": ("ring",), "backing": ("arrow",)}
    assert {dot.relation: dot.linked for dot in scene.dots.values()} == {"step": True, "cut": False}


def test_relations_that_are_about_each_other_are_drawn() -> None:
    """Two attacks that attack each other each have a dot, and the lines go from dot to dot."""
    m = am.ArgumentMap(
        [am.Claim(id="a", text="a"), am.Claim(id="b", text="b")],
        [
            am.Attacks(id="x", premises=("a",), target="y"),
            am.Attacks(id="y", premises=("b",), target="x"),
        ],
    )
    expected = {"x": [("a", "x"), ("x", "y")], "y": [("b", "y"), ("y", "x")]}
    assert expected == drawn(compose(m, theme=light))


def test_layout_hints() -> None:
    """Premises pull to their dot; undercuts, restatements and conflicts put neither end above the other."""
    d = street()
    d.restate("c1", "c2", id="again")
    d.conflict("c1", "c3", id="clash")
    links = compose(d.map(), theme=light, relations="all").links
    assert {link.relation for link in links if not link.ranks} >= {"deeper", "again", "clash", "backing"}
    assert all(link.ranks for link in links if link.relation == "step")
    assert {link.relation for link in links if link.heavy} == {"step", "cut"}


def causal() -> am.Draft:
    d = street()
    f, g = d.factor("Rain"), d.factor("Wet streets")
    d.influence(f, g, "+", id="raises", delay="long")
    d.support("raises", "e1", id="about")
    d.address("c1", d.recommend("Build a roof."), id="answer")
    return d


def test_supports_and_attacks_of_a_large_map_are_drawn_unless_more_is_asked() -> None:
    """Other relations wait for a view of their own, and so does what is about them; a small map shows all."""
    small = causal().map()
    assert set(drawn(compose(small, theme=light))) == {r.id for r in small.relations}
    more = (am.Claim(id=f"more{n}", text="More.") for n in range(ALL_UP_TO))
    against = am.Conflicts(id="against", premises=("more0",), target="more1")
    m = small.replace(nodes=(*small.nodes, *more), relations=(*small.relations, against))
    auto = compose(m, theme=light)
    assert set(drawn(auto)) == {"step", "cut", "deeper", "backing", "against"}
    assert auto.hidden == (("influences", 1), ("supports of influences", 1), ("addresses", 1))
    assert set(drawn(compose(m, theme=light, relations="all"))) == {r.id for r in m.relations}


def test_a_kind_that_is_asked_for_brings_what_it_is_about() -> None:
    """Attacks alone bring the steps that they undercut; kinds that derive from one come with it."""
    m = causal().map()
    assert set(drawn(compose(m, theme=light, relations=(am.Attacks,)))) == {"cut", "deeper", "step"}
    assert set(drawn(compose(m, theme=light, relations=[am.Influences]))) == {"raises"}
    assert drawn(compose(m, theme=light, relations=())) == {}


def test_a_map_without_supports_and_attacks_shows_what_it_has() -> None:
    """A causal map is drawn by itself, also where its supports are all about influences."""
    m = causal().map()
    factors = am.ArgumentMap(m.factors, [m["raises"]])
    assert set(drawn(compose(factors, theme=light))) == {"raises"}
    backed = am.ArgumentMap([*m.factors, m["e1"]], [m["raises"], m["about"]])
    assert set(drawn(compose(backed, theme=light))) == {"raises", "about"}


def test_an_influence_has_its_sign_and_its_delay() -> None:
    """The sign stands on the line, once, and a delay too."""
    scene = compose(causal().map(), theme=light, relations="all")
    signs = [(s.sign, s.delayed) for link in scene.links if link.relation == "raises"
             if (s := scene.strokes[link.key])]  # fmt: skip
    assert signs == [("", False), ("+", True)]


class Proves(am.Supports, kind="proves_of_compose"):
    """A support beyond doubt."""


class About(am.Relation, kind="about_of_compose"):
    """A relation whose ends may be anything."""

    premise_kinds = (am.Part,)


def test_relations_of_ones_own() -> None:
    """They are drawn like what they derive from, with their word; a premise may be a relation."""
    nodes = [am.Claim(id=id, text=id) for id in "abc"]
    relations = [
        Proves(id="p", premises=("a",), target="b"),
        About(id="q", premises=("p", "c"), target="p"),
        About(id="r", premises=("q",), target="a"),
    ]
    scene = compose(am.ArgumentMap(nodes, relations), theme=light, relations="all")
    lines = drawn(scene)
    assert lines["p"] == [("a", "p"), ("p", "b")]
    assert lines["q"] == [("p", "q"), ("c", "q"), ("q", "p")]
    assert lines["r"] == [("q", "a")]
    last = {link.relation: scene.strokes[link.key] for link in scene.links}
    assert last["p"].style == light.line(am.Supports)
    assert last["p"].word == "proves of compose"
    assert last["q"].style.head == ("open",)


def test_a_tie_takes_the_ink_of_its_source() -> None:
    """What addresses, serves or answers is drawn in the ink of the card it leaves."""
    scene = compose(causal().map(), theme=light, relations=(am.Addresses,))
    assert [s.style.ink for s in scene.strokes.values()] == [light.card(am.Recommendation).ink]


def test_marks_of_the_map_reach_the_cards() -> None:
    """Thesis, conceded objections, highlights and groups are on the cards they belong to."""
    d = am.Draft()
    d.thesis("It will be dry.")
    d.support("c1", d.claim("The sun shines."), id="s1")
    d.concede("c1", d.claim("Clouds gather."))
    m = d.map()
    scene = compose(m, theme=light, highlight=("c2", "s1"), group_by=lambda node: node.text[:3])
    cards = {card.id: card for card in scene.cards.values()}
    assert cards["c1"].states == ("thesis",)
    assert cards["c3"].states == ("conceded",)
    assert [card.highlighted for card in cards.values()] == [False, True, False]
    assert [scene.strokes[link.key].highlighted for link in scene.links] == [True, False]
    assert cards["c2"].details == ("The",)


def test_a_conceded_objection_is_marked_also_where_its_attack_is_not_drawn() -> None:
    """That the author grants it is true of the node in the whole map."""
    d = am.Draft()
    d.concede(d.claim("a"), d.claim("b"))
    scene = compose(d.map(), theme=light, relations=(am.Supports,))
    assert [card.states for card in scene.cards.values()] == [(), ("conceded",)]


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ("al", "Did you mean 'all'"),
        ("supports", "'auto', 'all', or kinds such as"),
        ((am.Claim,), "takes kinds of relations"),
        (("supports",), "takes kinds of relations"),
    ],
)
def test_what_cannot_be_drawn_is_refused(relations: object, said: str) -> None:
    """The error says what may stand there."""
    with pytest.raises(am.errors.ArgmapError, match=said):
        compose(street().map(), theme=light, relations=relations)  # type: ignore[arg-type]


@given(maps())
def test_the_same_map_gives_the_same_scene(m: am.ArgumentMap) -> None:
    """Scenes are values, equal for equal maps."""
    assert compose(m, theme=light) == compose(m.replace(), theme=light)


def test_a_line_of_reasoning_lights_only_the_premise_it_goes_in_by() -> None:
    """The other premises of a linked step are not on it; a step alone is highlighted whole."""
    d = am.Draft()
    top, one, two = d.thesis("Top."), d.claim("One."), d.claim("Two.")
    step = d.support(top, one, two, jointly=True)
    m = d.map()
    for highlight, expected in (
        ((top.id, one.id, step.id), [True, False, True]),
        ((step.id,), [True, True, True]),
        ((one.id,), [False, False, False]),
    ):
        scene = compose(m, theme=light, highlight=highlight)
        assert expected == [scene.strokes[link.key].highlighted for link in scene.links], highlight


def test_a_paragraph_that_is_the_group_is_said_once() -> None:
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="It rains.", quotes=(am.Quote(source="s", exact="It rains", paragraph=7),))],
        sources=[am.Source(id="s", title="A paper")],
    )
    for group_by in (None, "paragraph"):
        drawing = m.draw(group_by=group_by)
        assert 1 == drawing.svg().replace("<title>", "\n<title>").count(">¶7<"), group_by
        assert 1 == drawing.dot.count("¶7"), group_by


def test_only_what_is_declared_is_drawn_as_the_thesis() -> None:
    """A piece of a map has a conclusion of its own, which its author did not call the thesis."""
    d = am.Draft()
    top, mid, low = d.thesis("Top."), d.claim("Middle."), d.claim("Low.")
    d.support(top, mid)
    d.support(mid, low)
    m = d.map()
    piece = m.only(mid, low)
    assert mid.id == getattr(piece.thesis, "id", None)
    assert "THESIS" in m.draw().svg()
    assert "THESIS" in m.draw().dot
    for word in ("THESIS", "thesis"):
        assert word not in piece.draw().svg()
        assert word not in piece.draw().dot
    assert "Thesis: c1, claim: Top." in m.outline()
    assert "Conclusion: c2, claim: Middle." in piece.outline()
    assert "Thesis" not in piece.outline()


def test_kinds_that_are_asked_for_bring_their_nodes_only() -> None:
    """The others are counted below the picture; the page holds them all the same."""
    m = causal().map()
    drawing = m.draw(relations=(am.Influences,))
    assert set(m.factors.ids) == {id for id in m.nodes.ids if f'data-id="{id}"' in drawing.svg()}
    rest = len(m.nodes) - len(m.factors)
    assert f"{rest} statements without such relations are not drawn." in drawing.svg()
    assert all(f'"{id}"' in drawing.html() for id in m.nodes.ids)
    assert "without such relations" not in m.draw().svg()
    nothing = m.draw(relations=(am.Conflicts,)).svg()
    assert all(f'data-id="{id}"' in nothing for id in m.nodes.ids)


def test_of_two_that_cannot_both_hold_the_first_stands_above() -> None:
    """The thesis does before any other: nothing else says which of the two a reader should see first."""
    d = am.Draft()
    first, second, third = d.claim("A."), d.claim("B."), d.claim("C.")
    d.conflict(first, second)
    d.restate(third, second)
    m = d.map()
    assert {"k1": [("c2", "c1")], "t1": [("c3", "c2")]} == drawn(compose(m, theme=light))
    turned = drawn(compose(m.replace(thesis="c2"), theme=light))
    assert {"k1": [("c1", "c2")], "t1": [("c3", "c2")]} == turned
