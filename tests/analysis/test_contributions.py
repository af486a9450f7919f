"""Contributions are what removing a part would change, add up, or are slopes; each against another computation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from analysis.test_strength import BIPOLAR, weighed
from argmap.analysis.bipolar import Weighing, bipolar, weighed_semantics
from argmap.analysis.contributions import contributions
from argmap.analysis.strength import strength
from argmap.framework.equations import Iteration
from argmap.framework.gradient import gradient


@settings(max_examples=100)
@given(weighed(), st.sampled_from(BIPOLAR))
def test_a_removal_is_what_the_map_without_the_part_lacks(m: am.ArgumentMap, semantics: str) -> None:
    """Without a node every step that needs it is gone, and so is what speaks for or against those steps."""
    found = contributions(m, "c0", semantics=semantics)
    for node in m.nodes:
        if node.id == "c0":
            continue
        gone = {node.id}
        while True:
            more = {r.id for r in m.relations if gone & {*r.premises, r.target}} - gone
            if not more:
                break
            gone |= more
        rest = m.replace(
            nodes=[n for n in m.nodes if n.id not in gone],
            relations=[r for r in m.relations if r.id not in gone],
        )
        expected = strength(m, semantics)["c0"] - strength(rest, semantics)["c0"]
        assert expected == pytest.approx(found[node].value, abs=1e-9)


@settings(max_examples=30)
@given(weighed(), st.sampled_from(BIPOLAR))
def test_shapley_values_add_up(m: am.ArgumentMap, semantics: str) -> None:
    result = strength(m, semantics)
    found = contributions(m, "c0", "shapley", semantics=semantics, samples=20)
    total = sum(own.value for own in found.values.values())
    assert result["c0"] - result.base["c0"] == pytest.approx(total, abs=1e-9)


@settings(max_examples=150)
@given(weighed(), st.sampled_from(BIPOLAR), st.sampled_from(["min", "product"]))
def test_a_gradient_is_the_finite_difference(m: am.ArgumentMap, semantics: str, linked: str) -> None:
    """Of equally weak premises one alone counts as the weakest, so for those the slope is one-sided."""
    whole = bipolar(m, Weighing(linked=linked))  # type: ignore[arg-type]
    topic = whole.topic("c0", weighed_semantics(semantics, whole), Iteration())
    slopes, _ = gradient(topic)
    for i in range(len(topic)):
        base, step = topic.equations.base[i], 1e-6
        if base == 1 and semantics == "DF-QuAD":  # whose slope from above may be another
            continue
        low = (topic.value - topic.with_base(i, base - step)) / step
        high = (topic.with_base(i, base + step) - topic.value) / step if base < 1 else low
        if abs(low - high) < 1e-4 and not _tied(m, topic.values, topic.members):
            assert (low + high) / 2 == pytest.approx(slopes[i], abs=1e-4)


def _tied(m: am.ArgumentMap, values: list[float], members: tuple[str, ...]) -> bool:
    value = dict(zip(members, values, strict=True))
    for step in m.relations:
        known = sorted(value[p] for p in step.premises if p in value)
        if len(known) > 1 and known[1] - known[0] < 1e-4:
            return True
    return False


def test_contributions_are_told_with_texts_and_settings() -> None:
    d = am.Draft()
    top, pro, con = d.thesis("Top."), d.claim("For it.", confidence="high"), d.claim("Against it.")
    d.support(top, pro), d.attack(top, con)
    found = contributions(d.map(), top)
    assert ["c2", "c3", "s1", "x1"] == sorted(found.strongest)
    assert all(words in str(found) for words in ("“For it.”", "linked min"))
    assert "c2" not in str(found)
    marks = found.overlay().marks
    assert ("good", "bad") == (marks["c2"].tone, marks["c3"].tone)
    assert found[con].value < 0 < found[pro].value
    with pytest.raises(am.ArgmapError, match="removal, intrinsic, shapley, gradient"):
        contributions(d.map(), top, "shap")


@given(weighed())
def test_a_conflict_is_one_part(m: am.ArgumentMap) -> None:
    tied = m.replace(relations=(*m.relations, am.Conflicts(id="k", premises=("c1",), target="c0")))
    assert {p.id for p in tied} - {"c0"} == set(contributions(tied, "c0").values)
