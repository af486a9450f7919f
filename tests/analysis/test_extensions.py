"""Extensions of maps: every semantics agrees where nothing goes round; verdicts come with a witness."""

from __future__ import annotations

import pickle
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import argmap as am
from analysis.test_projection import READINGS, argued, rests_on_a_circle
from argmap.analysis.extensions import SEMANTICS, accepts, extensions
from argmap.framework import Budget, BudgetError

# A rebuttal that is answered by what it attacks is a circle of two where rebuttals are not directed.
DIRECTED = [
    [reading for reading in READINGS if reading.rebuttal == "directed" and reading.unsupported == label]
    for label in ("in", "out", "undecided")
]


@settings(max_examples=150)
@given(argued(circles=False), st.one_of(map(st.sampled_from, DIRECTED)))
def test_without_circles_every_semantics_is_the_grounded_one(m: am.ArgumentMap, reading: am.Reading) -> None:
    """Where the reading leaves something open there is no stable extension, and the others are still one."""
    (expected,) = extensions(m, "grounded", reading=reading)
    labels = am.evaluate(m, reading=reading).labels
    assert [id for id, label in labels.items() if label == "in"] == list(expected.ids)
    for semantics in SEMANTICS:
        found = list(extensions(m, semantics, reading=reading))
        if semantics == "stable" and "undecided" in labels.values():
            assert [] == found
        elif semantics == "stable" and reading.unsupported == "undecided":
            assert found in (
                [],
                [expected],
            )  # what the reading leaves open may be rejected for another reason
        else:
            assert [expected] == found


@settings(max_examples=150)
@given(argued(), st.sampled_from(READINGS))
def test_extensions_are_coherent(m: am.ArgumentMap, reading: am.Reading) -> None:
    """The grounded one is in every other; no two are alike; a support in one has its premises in it."""
    (ground,) = extensions(m, "grounded", reading=reading)
    for semantics in ("complete", "preferred", "stable", "semi-stable", "ideal"):
        found = list(extensions(m, semantics, reading=reading))
        assert len(found) == len({tuple(e.labels.items()) for e in found})
        assert found or semantics == "stable"
        for extension in found:
            ids = set(extension.ids)
            assert set(ground.ids) <= ids
            for step in m.of(am.Supports):
                if step.id in ids:
                    assert ids.issuperset(step.premises)
    stable = set(extensions(m, "stable", reading=reading))
    semi = set(extensions(m, "semi-stable", reading=reading))
    preferred = set(extensions(m, "preferred", reading=reading))
    assert stable <= semi <= preferred
    assert not stable or stable == semi


@settings(max_examples=30)
@given(argued(), st.sampled_from(READINGS))
def test_verdicts_are_what_the_extensions_say(m: am.ArgumentMap, reading: am.Reading) -> None:
    for semantics in ("grounded", "preferred", "stable"):
        found = [set(e.ids) for e in extensions(m, semantics, reading=reading)]
        for part in m:
            some = accepts(m, part, semantics, mode="credulous", reading=reading)
            every = accepts(m, part, semantics, reading=reading)
            assert any(part.id in e for e in found) == bool(some)
            assert all(part.id in e for e in found) == bool(every)
            if some and some.witness is not None:
                assert part.id in some.witness
            if not every and every.witness is not None:
                assert part.id not in every.witness


@settings(max_examples=200)
@given(argued())
def test_complete_extensions_are_the_solutions_of_the_maps_own_equations(m: am.ArgumentMap) -> None:
    """Every labelling of nodes and steps is tried: in, out or undecided as premises, supports and attacks demand."""
    known = set(m.nodes.ids)
    for relation in m.relations:
        if relation.kind in ("supports", "attacks") and relation.target in known:
            known.add(relation.id)
    m = m.replace(relations=[r for r in m.relations if r.id in known])
    reading = am.Reading(restatements="apart")
    ids = [part.id for part in m]
    assume(len(ids) <= 8)
    assume(not rests_on_a_circle(m, reading))
    worst, best = 0, 2  # out, in

    def demanded(part: am.Part, value: dict[str, int]) -> int:
        against = [value[a.id] for a in m.of(am.Attacks) if a.target == part.id]
        if isinstance(part, am.Relation):
            grounds = min(value[p] for p in part.premises)
        else:
            steps = [s for s in m.of(am.Supports) if s.target == part.id and part.id not in s.premises]
            grounds = max((value[s.id] for s in steps), default=best)
        return min(grounds, best - max(against, default=worst))

    names = ("out", "undecided", "in")
    expected = {
        tuple(names[v] for v in values)
        for values in product(range(3), repeat=len(ids))
        for value in (dict(zip(ids, values, strict=True)),)
        if all(demanded(m[id], value) == value[id] for id in ids)
    }
    found = [tuple(e.labels[id] for id in ids) for e in extensions(m, "complete", reading=reading)]
    assert len(expected) == len(found)
    assert expected == set(found)


def test_each_side_of_a_symmetric_rebuttal_is_a_stand() -> None:
    d = am.Draft()
    d.attack(d.claim("We stay."), d.claim("It is dear."))
    m = d.map()
    (only,) = extensions(m)
    assert ("c2", "x1") == only.ids
    reading = am.Reading(rebuttal="symmetric")
    assert {("c1", "c2"), ("c2", "x1")} == {e.ids for e in extensions(m, reading=reading)}


def test_a_verdict_reads_as_a_sentence_with_its_reading() -> None:
    d = am.Draft()
    stay, go = d.claim("We stay."), d.claim("We go.")
    d.attack(stay, go), d.attack(go, stay)
    verdict = accepts(d.map(), stay)
    assert str(verdict).startswith("no: “We stay.” is not skeptically accepted under preferred semantics")
    assert "read with unsupported in" in str(verdict)
    assert "“We go.”" in str(verdict)
    assert "bad" == verdict.overlay().marks["c1"].tone
    assert "“We stay.”" in str(next(extensions(d.map())))


def test_extensions_come_one_by_one() -> None:
    d = am.Draft()
    for number in range(30):
        one, two = d.claim(f"One {number}."), d.claim(f"Two {number}.")
        d.attack(one, two), d.attack(two, one)
    m = d.map()
    assert 3 == len(list(extensions(m, limit=3)))
    assert 30 == len(next(extensions(m)).nodes)


def test_beyond_its_budget_nothing_is_guessed() -> None:
    d = am.Draft()
    claims = [d.claim(f"Claim {number}.") for number in range(30)]
    for one, two in pairwise(claims):
        d.attack(one, two), d.attack(two, one)
    m = d.map()
    with pytest.raises(BudgetError):
        list(extensions(m, budget=Budget(steps=5)))
    verdict = accepts(m, claims[15], budget=Budget(steps=0))
    assert "unknown" == verdict.status
    assert str(verdict).startswith("unknown: “Claim 15.” may or may not be")
    with pytest.raises(BudgetError):
        bool(verdict)


def test_an_extension_is_immutable_and_can_be_pickled() -> None:
    d = am.Draft()
    d.support(d.thesis("Top."), d.claim("One."))
    stand = next(extensions(d.map()))
    again = pickle.loads(pickle.dumps(stand))
    assert (stand, dict(stand.labels), stand.reading) == (again, dict(again.labels), again.reading)
    with pytest.raises(AttributeError):
        stand.semantics = "stable"


def test_a_wrong_word_is_refused_with_the_right_ones() -> None:
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    with pytest.raises(am.ArgmapError, match="did you mean 'preferred'|Did you mean 'preferred'"):
        extensions(m, "prefered")
    with pytest.raises(am.ArgmapError, match="skeptical, credulous"):
        accepts(m, "c1", mode="always")
