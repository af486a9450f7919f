"""What arguments contribute to a strength, and how it reacts to base scores."""

import math
import pickle
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.framework import (
    Framework,
    OptionError,
    UnknownArgumentError,
    UnknownOptionError,
    contributions,
    sensitivity,
    strength,
)
from argmap.framework.attribution import METHODS
from argmap.framework.equations import Iteration
from argmap.framework.gradual import gradual
from argmap.framework.shapley import sampled
from argmap.framework.topic import Topic
from framework.frameworks import graded

SOME = settings(max_examples=80, deadline=None)
BIPOLAR = ("quadratic_energy", "df_quad", "euler", "mlp")
bipolar = pytest.mark.parametrize("semantics", BIPOLAR)
DEBATE = Framework(
    ["thesis", "reason", "objection", "reply", "aside"],
    [("objection", "thesis"), ("reply", "objection")],
    [("reason", "thesis")],
    {"thesis": 0.5, "reason": 0.7, "objection": 0.8, "reply": 0.6},
)


def topic_of(framework, data):
    """Some argument of a framework that has any."""
    assume(len(framework))
    return data.draw(st.sampled_from(framework.arguments))


def without(framework, argument):
    """The framework without one argument."""
    return framework.restricted(a for a in framework if a != argument)


@bipolar
@SOME
@given(graded(6, acyclic=False), st.data())
def test_removal_is_what_recomputing_shows(semantics, framework, data):
    """The strength, less that in the framework without the argument."""
    topic = topic_of(framework, data)
    whole = strength(framework, semantics)
    shares = contributions(framework, topic, semantics=semantics)
    assert math.isclose(whole[topic].value, shares.strength, abs_tol=1e-8)
    for argument in framework:
        if argument != topic:
            rest = strength(without(framework, argument), semantics)
            if {rest[topic].status, whole[topic].status} <= {"exact", "converged"}:
                expected = whole[topic].value - rest[topic].value
                assert math.isclose(expected, shares[argument].value, abs_tol=1e-6)


@SOME
@given(graded(6), st.data())
def test_intrinsic_removal_sets_parents_aside(framework, data):
    """The strength with the argument at its base score, less that without it."""
    topic = topic_of(framework, data)
    shares = contributions(framework, topic, method="intrinsic")
    for argument in framework:
        if argument != topic:
            bare = Framework(
                framework.arguments,
                [(a, b) for a, b in framework.attacks if b != argument],
                [(a, b) for a, b in framework.supports if b != argument],
                framework.base_scores,
            )
            expected = strength(bare)[topic].value - strength(without(framework, argument))[topic].value
            assert math.isclose(expected, shares[argument].value, abs_tol=1e-9)


@bipolar
@SOME
@given(graded(6), st.data())
def test_shapley_values_add_up(semantics, framework, data):
    """All contributions together lead from the base score to the strength."""
    topic = topic_of(framework, data)
    shares = contributions(framework, topic, method="shapley", semantics=semantics)
    total = math.fsum(own.value for own in shares.values())
    assert math.isclose(shares.strength - framework.base_scores[topic], total, abs_tol=1e-9)
    assert shares.samples == 0


@settings(SOME, max_examples=60)
@given(graded(5), st.data())
def test_shapley_values_are_means_over_orders(framework, data):
    """By the letter of the definition: over all orders of entry."""
    topic = topic_of(framework, data)
    others = [argument for argument in framework if argument != topic]
    expected = dict.fromkeys(others, 0.0)
    orders = list(permutations(others))
    worth = {}
    for order in orders:
        for k, argument in enumerate(order):
            for members in (frozenset(order[:k]), frozenset(order[: k + 1])):
                if members not in worth:
                    worth[members] = strength(framework.restricted([*members, topic]))[topic].value
            expected[argument] += worth[frozenset(order[: k + 1])] - worth[frozenset(order[:k])]
    shares = contributions(framework, topic, method="shapley")
    for argument, total in expected.items():
        assert math.isclose(total / len(orders), shares[argument].value, abs_tol=1e-9)


def test_shapley_values_on_circles_add_up():
    """Circles are solved for every coalition anew."""
    circle = Framework("abcd", [("a", "b"), ("b", "a"), ("b", "c")], [("c", "a"), ("d", "c")])
    shares = contributions(circle, "c", method="shapley")
    assert shares.status == "converged"
    assert math.isclose(shares.strength - 0.5, sum(own.value for own in shares.values()), abs_tol=1e-7)


def tree(n=40):
    """A topic with a tree of attackers and supporters below it."""
    pairs = [(i, (i - 1) // 2) for i in range(1, n)]
    return Framework(
        range(n), pairs[::3], [p for i, p in enumerate(pairs) if i % 3], {i: (i % 7) / 8 for i in range(n)}
    )


def test_sampled_shapley_values_come_with_errors():
    """Beyond 12 players: reproducible by seed, and they still add up."""
    assert contributions(tree(13), 0, method="shapley").samples == 0
    shares = contributions(tree(), 0, method="shapley", samples=200, seed=4)
    assert shares.samples == 200
    assert shares == contributions(tree(), 0, method="shapley", samples=200, seed=4)
    assert shares != contributions(tree(), 0, method="shapley", samples=200, seed=5)
    assert math.isclose(shares.strength, sum(own.value for own in shares.values()), abs_tol=1e-9)
    assert any(own.standard_error > 0 for own in shares.values())
    assert "200 random orders, seed 4" in str(shares)


def test_standard_errors_are_honest():
    """Estimates for a case whose exact values are known lie within four standard errors."""
    exact = contributions(tree(12), 0, method="shapley")
    model = Topic(tree(12), 0, gradual("quadratic_energy"), None, Iteration())
    for i, (value, error) in sampled(model, list(range(1, 12)), 2_000, 1).items():
        assert abs(value - exact[i].value) <= 4 * error + 1e-12


@bipolar
@SOME
@given(graded(6), st.data())
def test_gradients_are_finite_differences(semantics, framework, data):
    """On acyclic graphs, wherever strengths are smooth."""
    topic = topic_of(framework, data)
    step = 1e-5
    inner = framework.with_base_scores({a: 0.05 + 0.9 * score for a, score in framework.base_scores.items()})
    shares = contributions(inner, topic, method="gradient", semantics=semantics)
    for argument in framework:
        if argument != topic:
            score = inner.base_scores[argument]
            high, low = (
                strength(inner.with_base_scores({argument: score + way * step}), semantics)[topic].value
                for way in (1, -1)
            )
            assert math.isclose((high - low) / (2 * step), shares[argument].value, rel_tol=1e-3, abs_tol=2e-4)


@pytest.mark.parametrize("semantics", ["quadratic_energy", "euler", "mlp"])
@SOME
@given(graded(5, acyclic=False), st.data())
def test_gradients_on_circles_are_finite_differences(semantics, framework, data):
    """By implicit differentiation, where the circles converge well."""
    topic = topic_of(framework, data)
    step = 1e-4
    inner = framework.with_base_scores({a: 0.2 + 0.6 * score for a, score in framework.base_scores.items()})
    shares = contributions(inner, topic, method="gradient", semantics=semantics, tolerance=1e-12)
    assume(shares.status in ("exact", "converged"))
    for argument in framework:
        if argument != topic:
            score = inner.base_scores[argument]
            high, low = (
                strength(inner.with_base_scores({argument: score + way * step}), semantics, tolerance=1e-12)[
                    topic
                ]
                for way in (1, -1)
            )
            assume(high.status != "oscillating")
            slope = (high.value - low.value) / (2 * step)
            assume(abs(slope) < 5)  # near a fold of the solution a difference shows nothing
            assert math.isclose(slope, shares[argument].value, rel_tol=0.02, abs_tol=0.01)


@pytest.mark.parametrize("method", METHODS)
def test_what_does_not_lead_to_the_topic_contributes_nothing(method):
    """It is listed with zero, and it has no part in the ranking; signs say who helps."""
    shares = contributions(DEBATE, "thesis", method=method)
    assert shares["aside"].value == 0.0
    assert set(shares.strongest()) == {"reason", "objection", "reply"}
    assert shares["reason"].value > 0 > shares["objection"].value
    assert shares["reply"].value > 0
    assert list(shares) == ["reason", "objection", "reply", "aside"]
    assert shares.status == "exact"
    assert pickle.loads(pickle.dumps(shares)) == shares


def test_a_topic_that_nothing_leads_to_has_no_contributions():
    """All zero, by every method."""
    for method in METHODS:
        assert not contributions(DEBATE, "aside", method=method).strongest()


def test_contributions_read_well():
    """The strongest first, with sign."""
    assert str(contributions(DEBATE, "thesis")) == (
        "contributions to thesis = 0.5062 by removal (quadratic_energy, exact)\n"
        "  -0.1583  objection\n"
        "  +0.1347  reason\n"
        "  +0.0111  reply"
    )


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: contributions(DEBATE, "nobody"), UnknownArgumentError),
        (lambda: contributions(DEBATE, "thesis", method="shaply"), UnknownOptionError),
        (lambda: contributions(DEBATE, "thesis", samples=1), OptionError),
        (lambda: contributions(DEBATE, "thesis")["nobody"], UnknownArgumentError),
        (lambda: sensitivity(DEBATE, "nobody"), UnknownArgumentError),
        (lambda: sensitivity(DEBATE, "thesis", spread=0), OptionError),
        (lambda: sensitivity(DEBATE, "thesis", threshold=2), OptionError),
        (lambda: sensitivity(DEBATE, "thesis")["aside"], UnknownArgumentError),
    ],
)
def test_wrong_questions_are_refused(ask, error):
    """By typed errors."""
    with pytest.raises(error):
        ask()


@SOME
@given(graded(6), st.data())
def test_the_tornado_is_what_recomputing_shows(framework, data):
    """Each swing holds the strengths at both ends, the widest first."""
    topic = topic_of(framework, data)
    tornado = sensitivity(framework, topic, spread=0.2)
    assert [swing.width for swing in tornado] == sorted((swing.width for swing in tornado), reverse=True)
    assert {swing.argument for swing in tornado} == set(framework.cone(topic))
    for swing in tornado:
        for end, expected in (
            (max(0.0, swing.base - 0.2), swing.low),
            (min(1.0, swing.base + 0.2), swing.high),
        ):
            moved = framework.with_base_scores({swing.argument: end})
            assert math.isclose(expected, strength(moved)[topic].value, abs_tol=1e-9)


@SOME
@given(graded(6), st.data(), st.floats(0.05, 0.95))
def test_a_decisive_base_score_decides(framework, data, threshold):
    """At it the topic stands on the other side of the threshold."""
    topic = topic_of(framework, data)
    tornado = sensitivity(framework, topic, threshold=threshold)
    before = strength(framework)[topic].value >= threshold
    for swing in tornado:
        if swing.decisive is not None:
            moved = framework.with_base_scores({swing.argument: swing.decisive})
            value = strength(moved)[topic].value
            assert before != (value >= threshold) or abs(value - threshold) < 1e-9
    own = tornado[topic]
    if not framework.attackers(topic) and not framework.supporters(topic):
        assert own.decisive is not None
        assert math.isclose(threshold, own.decisive, abs_tol=1e-6)
    least = tornado.smallest_change
    assert (least is None) == all(swing.decisive is None for swing in tornado)


def test_a_tornado_reads_well():
    """One line per base score."""
    lines = str(sensitivity(DEBATE, "thesis", threshold=0.6)).splitlines()
    assert lines[0].startswith("sensitivity of thesis = ")
    assert len(lines) == 5
    assert "threshold 0.6" in lines[0]
