"""Strengths of maps: checked against the plain framework, by hand, and by what must not matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.analysis.bipolar import Weighing, bipolar
from argmap.analysis.context import statements
from argmap.analysis.strength import strength
from argmap.framework import Framework
from argmap.framework import strength as plain_strength
from strategies import maps

BIPOLAR = ("quadratic energy", "DF-QuAD", "Euler", "MLP")


@st.composite
def weighed(draw: st.DrawFn, linked: bool = True) -> am.ArgumentMap:
    """A map without circles: confidences, supports and attacks on nodes and steps, no two steps alike."""
    count = draw(st.integers(2, 7))
    nodes = [
        am.Claim(
            id=f"c{i}",
            text=f"Claim {i}.",
            confidence=draw(st.sampled_from([None, "low", "moderate", "high"])),
            likelihood=draw(st.sampled_from([None, "unlikely", "almost_certain"])),
        )
        for i in range(count)
    ]
    relations: dict[tuple[tuple[str, ...], str], am.Relation] = {}
    for number in range(draw(st.integers(0, 9))):
        kind = draw(st.sampled_from([am.Supports, am.Attacks]))
        chosen = draw(
            st.lists(st.integers(1, count - 1), min_size=1, max_size=3 if linked else 1, unique=True)
        )
        steps = [
            r.id
            for r in relations.values()
            if linked and r.target[0] == "c" and int(r.target[1:]) < min(chosen)
        ]
        target = draw(st.sampled_from([*(f"c{i}" for i in range(min(chosen))), *steps]))
        ends = tuple(f"c{i}" for i in chosen), target
        strength_given = draw(st.sampled_from([None, 0.25, 0.9])) if linked else None
        relations.setdefault(
            ends, kind(id=f"s{number}", premises=ends[0], target=target, strength=strength_given)
        )
    return am.ArgumentMap(nodes, relations.values())


@settings(max_examples=150)
@given(weighed(linked=False), st.sampled_from(BIPOLAR))
def test_single_premises_without_undercuts_are_the_plain_framework(m: am.ArgumentMap, semantics: str) -> None:
    """A step that hands on all its one premise has is as if the premise spoke for itself."""
    base = {node.id: strength(m, semantics).base[node.id] for node in m.nodes}
    pairs = {kind: [(r.premises[0], r.target) for r in m.of(kind)] for kind in (am.Attacks, am.Supports)}
    framework = Framework(m.nodes.ids, pairs[am.Attacks], pairs[am.Supports], base)
    name = semantics.lower().replace(" ", "_").replace("-", "_")
    expected = plain_strength(framework, name).values_by_argument()
    result = strength(m, semantics)
    assert "exact" == result.status
    assert expected == pytest.approx({node.id: result[node] for node in m.nodes}, abs=1e-12)


@settings(max_examples=100)
@given(maps(), st.sampled_from(BIPOLAR), st.sampled_from(["min", "product", "all"]))
def test_any_map_has_strengths_from_0_to_1_with_a_status(
    m: am.ArgumentMap, semantics: str, linked: str
) -> None:
    result = strength(m, semantics, weighing=Weighing(linked=linked), max_steps=200)  # type: ignore[arg-type]
    assert {part.id for part in m} == set(result.values)
    assert all(0 <= value <= 1 for value in result.values.values())
    assert result.status in ("exact", "converged", "oscillating", "budget")
    assert str(result.weighing) in str(result)
    assert len(str(result).splitlines()) <= 12
    said = {*statements(m).ids, *m.relations.ids}
    assert {id: result[id] for id in said} == {id: mark.level for id, mark in result.overlay().marks.items()}


@given(weighed(), st.sampled_from(BIPOLAR))
def test_concession_order_and_isolated_nodes_change_no_strength(m: am.ArgumentMap, semantics: str) -> None:
    turned = m.replace(
        nodes=(*reversed(m.nodes), am.Claim(id="alone", text="Alone.")),
        relations=tuple(
            r.replace(conceded=True) if r.kind == "attacks" else r for r in reversed(m.relations)
        ),
    )
    after = strength(turned, semantics).values
    before = strength(m, semantics).values
    assert before == pytest.approx({id: after[id] for id in before}, abs=1e-12)


@given(weighed(), st.sampled_from(BIPOLAR))
def test_support_never_weakens_and_attack_never_strengthens(m: am.ArgumentMap, semantics: str) -> None:
    more = am.Claim(id="more", text="More.")
    before = strength(m, semantics)["c0"]
    for kind, sign in ((am.Supports, 1), (am.Attacks, -1)):
        step = kind(id="added", premises=("more",), target="c0")
        after = strength(m.replace(nodes=(*m.nodes, more), relations=(*m.relations, step)), semantics)["c0"]
        assert sign * (after - before) >= -1e-12


def test_linked_premises_are_as_strong_as_the_weakest_or_their_product_or_all_or_nothing() -> None:
    d = am.Draft()
    top = d.thesis("Top.")
    one, two = d.claim("One.", confidence="low"), d.claim("Two.", confidence="high")
    step = d.support(top, one, two, jointly=True)
    m = d.map()
    found = {how: strength(m, weighing=Weighing(linked=how))[step] for how in ("min", "product", "all")}  # type: ignore[arg-type]
    assert {"min": 0.25, "product": 0.1875, "all": 0.0} == pytest.approx(found)
    apart = am.Draft()
    top = apart.thesis("Top.")
    apart.support(top, apart.claim("One.", confidence="low"), apart.claim("Two.", confidence="high"))
    assert strength(apart.map())["c1"] > strength(m)["c1"]


def test_an_undercut_lowers_the_step_and_a_backing_raises_it() -> None:
    """By hand, quadratic energy: 0.5 of the premise less 0.5 · 0.25 / 1.25 by an undercutter of 0.5.

    A backed step never hands on more than its premises have.
    """
    d = am.Draft()
    step = d.support(d.thesis("Top."), d.claim("One."))
    d.undercut(step, d.claim("Not so."))
    assert pytest.approx(0.4) == strength(d.map())[step]
    backed = am.Draft()
    step = backed.support(backed.thesis("Top."), backed.claim("One."), strength=0.4)
    assert pytest.approx(0.2) == strength(backed.map())[step]
    backed.support(step, backed.claim("Because."))
    assert pytest.approx(0.36) == strength(backed.map())[step]
    backed.support(step, *(backed.claim(f"And {n}.", confidence="high") for n in range(9)))
    assert pytest.approx(0.5) == strength(backed.map())[step]


def test_base_scores_come_from_terms_and_settings() -> None:
    nodes = [
        am.Claim(id="c1", text="A.", likelihood="likely"),
        am.Claim(id="c2", text="B.", likelihood="likely", confidence="high"),
        am.Claim(id="c3", text="C.", implicit=True),
        am.Claim(id="c4", text="D."),
        am.Claim(id="c5", text="E.", confidence="ipcc.confidence:very_high"),
    ]
    same = am.Restates(id="t1", premises=("c3",), target="c1")
    weighing = Weighing(implicit=0.3, base=0.6, restatements="apart")
    base = bipolar(am.ArgumentMap(nodes, [same]), weighing).framework.base_scores
    assert {"c1": 0.675, "c2": 0.75, "c3": 0.3, "c4": 0.6, "c5": 5 / 6} == pytest.approx(
        {id: base[id] for id in ("c1", "c2", "c3", "c4", "c5")}
    )
    merged = strength(am.ArgumentMap(nodes, [same]))
    assert merged["c1"] == merged["c3"] == pytest.approx(0.675)
    neutral = strength(am.ArgumentMap(nodes), weighing=Weighing(scores=()))
    assert {0.5} == set(neutral.values.values())


def test_two_that_attack_each_other_converge_and_say_so() -> None:
    d = am.Draft()
    one, two = d.claim("One."), d.claim("Two.")
    d.attack(one, two), d.attack(two, one)
    result = strength(d.map())
    assert "converged" == result.status
    assert result[one] == pytest.approx(result[two])
    assert "residual" in str(result)


def test_a_semantics_for_attacks_only_refuses_support_and_a_wrong_weight_is_named() -> None:
    d = am.Draft()
    d.attack(d.thesis("Top."), d.claim("Not so."))
    assert pytest.approx(0.5 / 1.5) == strength(d.map(), "h-categoriser")["c1"]
    d.support("c1", d.claim("So."))
    with pytest.raises(am.ArgmapError, match="attacks only"):
        strength(d.map(), "h-categoriser")
    with pytest.raises(am.ArgmapError, match="quadratic_energy"):
        strength(d.map(), "quadratic")
    with pytest.raises(am.ArgmapError, match="from 0 to 1"):
        Weighing(base=1.5)
    with pytest.raises(am.ArgmapError, match="min, product, all"):
        Weighing(linked="max")  # type: ignore[arg-type]


def test_the_legend_says_the_semantics_in_words() -> None:
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    for name, words in (
        ("quadratic energy", "quadratic energy"),
        ("df_quad", "DF-QuAD"),
        ("mlp", "MLP-based semantics"),
    ):
        result = strength(m, name)
        assert {"level": f"strength by {words}"} == dict(result.overlay().legend)
        assert str(result).startswith(f"strength by {words}, exact")
