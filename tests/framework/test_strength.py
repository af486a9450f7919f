"""What holds of strengths under every gradual semantics, or under those that promise it."""

import math
import pickle

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.framework import (
    GRADUAL,
    Framework,
    GradualSemantics,
    OptionError,
    SupportError,
    UnknownArgumentError,
    UnknownOptionError,
    strength,
)
from framework.frameworks import frameworks, graded

SOME = settings(max_examples=120, deadline=None)
BIPOLAR = ("quadratic_energy", "df_quad", "euler", "mlp")
UNIT = st.floats(0, 1, allow_nan=False)
bipolar = pytest.mark.parametrize("semantics", BIPOLAR)


def star(base, attackers=(), supporters=()):
    """A topic with attackers and supporters that nothing else speaks to."""
    against = {f"a{i}": score for i, score in enumerate(attackers)}
    favour = {f"s{i}": score for i, score in enumerate(supporters)}
    return Framework(
        ["topic", *against, *favour],
        [(a, "topic") for a in against],
        [(s, "topic") for s in favour],
        {"topic": base, **against, **favour},
    )


def topic(base, attackers=(), supporters=(), semantics="quadratic_energy"):
    """The strength of the topic of a star."""
    return strength(star(base, attackers, supporters), semantics)["topic"].value


@pytest.mark.parametrize(
    ("semantics", "expected"),
    [
        ("quadratic_energy", 0.5 - 0.5 * 0.36 / 1.36),  # Potyka 2018: energy -0.6
        ("df_quad", 0.5 - 0.5 * (0.8 - 0.2)),  # Rago et al. 2016
        ("euler", 1 - (1 - 0.25) / (1 + 0.5 * math.exp(-0.6))),  # Amgoud & Ben-Naim 2018
        ("mlp", 1 / (1 + math.exp(0.6))),  # Potyka 2021
    ],
)
def test_formulas_are_those_of_the_papers(semantics, expected):
    """One attacker of 0.8, one supporter of 0.2, base score 0.5."""
    assert math.isclose(expected, topic(0.5, [0.8], [0.2], semantics))


def test_the_h_categoriser_is_that_of_besnard_and_hunter():
    """Base score 1 where none is given: an argument with two unattacked attackers has a third."""
    framework = Framework("abc", [("a", "c"), ("b", "c")])
    assert math.isclose(1 / 3, strength(framework, "h_categoriser")["c"].value)
    mutual = strength(Framework("ab", [("a", "b"), ("b", "a")]), "h_categoriser")
    assert math.isclose((math.sqrt(5) - 1) / 2, mutual["a"].value, abs_tol=1e-8)
    with pytest.raises(SupportError, match="attacks only"):
        strength(Framework("ab", supports=[("a", "b")]), "h_categoriser")


@bipolar
@SOME
@given(graded(acyclic=False))
def test_strengths_lie_in_the_unit_interval(semantics, framework):
    """Whatever the graph, whatever the status."""
    strengths = strength(framework, semantics, max_steps=200)
    assert all(0 <= own.value <= 1 for own in strengths.values())


@bipolar
@SOME
@given(graded())
def test_every_strength_solves_its_equation(semantics, framework):
    """Without circles strengths are exact; what nothing speaks to keeps its base score."""
    strengths = strength(framework, semantics)
    assert strengths.status == "exact"
    form = GRADUAL[semantics]
    for argument in framework:
        against = [strengths[a].value for a in framework.attackers(argument)]
        favour = [strengths[s].value for s in framework.supporters(argument)]
        if form.product:
            total = math.prod(1 - v for v in against) - math.prod(1 - v for v in favour)
        else:
            total = math.fsum(favour) - math.fsum(against)
        expected = form.influence(framework.base_scores[argument], total)
        assert math.isclose(expected, strengths[argument].value, abs_tol=1e-9)
        if not against and not favour:
            assert math.isclose(framework.base_scores[argument], strengths[argument].value, abs_tol=1e-12)


@bipolar
@SOME
@given(graded(acyclic=False))
def test_converged_strengths_solve_their_equations(semantics, framework):
    """On circles, up to the tolerance; the residual says by how much they are off."""
    strengths = strength(framework, semantics)
    assume(strengths.status in ("exact", "converged"))
    assert strengths.residual <= 1e-9
    form = GRADUAL[semantics]
    for argument, own in strengths.items():
        against = [strengths[a].value for a in framework.attackers(argument)]
        favour = [strengths[s].value for s in framework.supporters(argument)]
        if form.product:
            total = math.prod(1 - v for v in against) - math.prod(1 - v for v in favour)
        else:
            total = sum(favour) - sum(against)
        assert abs(form.influence(framework.base_scores[argument], total) - own.value) <= 1e-8


@bipolar
@SOME
@given(UNIT, st.lists(UNIT, max_size=4))
def test_equal_sides_balance(semantics, base, scores):
    """Attackers and supporters of the same strengths leave the base score as it is."""
    assert math.isclose(base, topic(base, scores, scores, semantics), abs_tol=1e-9)


@bipolar
@SOME
@given(UNIT, st.lists(UNIT, max_size=3), st.lists(UNIT, max_size=3), UNIT, UNIT)
def test_strength_is_weakly_monotonic(semantics, base, against, favour, one, other):
    """A stronger attacker never helps, a stronger supporter never harms, nor does a higher base score."""
    low, high = min(one, other), max(one, other)
    slack = 1e-12
    assert (
        topic(base, [*against, high], favour, semantics)
        <= topic(base, [*against, low], favour, semantics) + slack
    )
    assert (
        topic(base, against, [*favour, low], semantics)
        <= topic(base, against, [*favour, high], semantics) + slack
    )
    assert topic(low, against, favour, semantics) <= topic(high, against, favour, semantics) + slack


def test_df_quad_saturates():
    """A second supporter adds nothing where the first is certain: strict monotonicity fails."""
    assert topic(0.5, [], [1.0], "df_quad") == topic(0.5, [], [1.0, 0.7], "df_quad") == 1.0
    assert topic(0.5, [], [1.0]) < topic(0.5, [], [1.0, 0.7]) < 1.0


@pytest.mark.parametrize("semantics", ["quadratic_energy", "df_quad"])
@SOME
@given(UNIT, st.lists(UNIT, max_size=3), st.lists(UNIT, max_size=3))
def test_attack_and_support_are_dual(semantics, base, against, favour):
    """With sides exchanged and the base score mirrored, the strength is mirrored."""
    mirrored = topic(1 - base, favour, against, semantics)
    assert math.isclose(topic(base, against, favour, semantics), 1 - mirrored, abs_tol=1e-9)


def test_the_euler_based_semantics_is_not_dual():
    """The same exchange leads elsewhere."""
    assert abs(topic(0.5, [0.9], [], "euler") - (1 - topic(0.5, [], [0.9], "euler"))) > 0.04


@bipolar
@pytest.mark.parametrize("base", [0.0, 0.3, 1.0])
def test_thousands_of_parents_overflow_nothing(semantics, base):
    """Extreme energies reach the limits of the formulas, and no farther."""
    for against, favour in (([1.0] * 5_000, []), ([], [1.0] * 5_000)):
        assert 0 <= topic(base, against, favour, semantics) <= 1


def test_a_chain_needs_no_recursion():
    """Strengths of a long chain are exact, and a long circle is no problem either."""
    n = 100_000
    chain = Framework(range(n), [(i, i + 1) for i in range(n - 1)])
    assert strength(chain)[n - 1].status == "exact"
    n = 10_000
    ring = Framework(range(n), [(i, (i + 1) % n) for i in range(n)])
    assert strength(ring)[0].status == "converged"


def crowd(n=30):
    """Many strong arguments that all attack one another."""
    names = [f"c{i}" for i in range(n)]
    attacks = [(a, b) for a in names for b in names if a != b]
    return Framework(
        [*names, "after", "apart"], [*attacks, ("c0", "after")], base_scores=dict.fromkeys(names, 1.0)
    )


def test_an_oscillation_is_reported():
    """A crowd swings between two states; what rests on it is marked, what stands apart is not."""
    strengths = strength(crowd(), damping=1.0)
    assert strengths.status == "oscillating"
    assert strengths["c0"].status == strengths["after"].status == "oscillating"
    assert strengths["apart"].status == "exact"
    assert strengths.residual > 0.1
    assert "(oscillating)" in str(strengths)
    calm = strength(crowd(), damping=0.05)
    assert calm["c0"].status == "converged"


def test_a_circle_beyond_its_steps_is_reported():
    """The last state is shown, with what is missing."""
    pair = Framework("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    strengths = strength(pair, max_steps=2)
    assert strengths["c"].status == "budget"
    assert strengths["a"].steps == 2
    assert strengths["a"].residual > 0
    solved = strength(pair)
    assert solved["c"].status == "converged"
    assert solved["a"].steps == solved.steps > 2


@SOME
@given(graded(acyclic=False), st.randoms(use_true_random=False))
def test_names_order_and_isolated_arguments_change_no_strength(framework, rng):
    """Strengths follow a renaming."""
    new = {argument: (argument, "renamed") for argument in framework}
    attacks = [(new[a], new[b]) for a, b in framework.attacks]
    supports = [(new[a], new[b]) for a, b in framework.supports]
    arguments = list(new.values())
    for parts in (attacks, supports, arguments):
        rng.shuffle(parts)
    scores = {new[a]: score for a, score in framework.base_scores.items()}
    other = strength(Framework([*arguments, "alone"], attacks, supports, scores))
    for argument, own in strength(framework).items():
        assert math.isclose(own.value, other[new[argument]].value, abs_tol=1e-7)


@SOME
@given(graded(acyclic=False), st.data())
def test_strengths_are_directional(framework, data):
    """What does not lead to an argument does not move it."""
    assume(len(framework))
    argument = data.draw(st.sampled_from(framework.arguments))
    alone = framework.restricted(framework.cone(argument))
    assert math.isclose(strength(alone)[argument].value, strength(framework)[argument].value, abs_tol=1e-7)


@settings(max_examples=1_000, deadline=None)
@given(graded(6))
def test_strengths_agree_with_formal_argumentation(framework):
    """DF-QuAD and the quadratic energy model, on acyclic graphs without a pair in both relations."""
    dfquad = pytest.importorskip(
        "argumentation.gradual.dfquad", reason="formal-argumentation is not installed"
    )
    gradual = pytest.importorskip("argumentation.gradual.gradual")
    assume(not set(framework.attacks) & set(framework.supports))
    theirs = gradual.WeightedBipolarGraph(
        frozenset(framework),
        dict(framework.base_scores),
        frozenset(framework.attacks),
        frozenset(framework.supports),
    )
    for semantics, other in (
        ("df_quad", dfquad.dfquad_strengths(theirs)),
        ("quadratic_energy", gradual.quadratic_energy_strengths_discrete(theirs)),
    ):
        for argument, own in strength(framework, semantics).items():
            assert math.isclose(other.strengths[argument], own.value, abs_tol=1e-6)


@SOME
@given(frameworks(acyclic=True))
def test_the_h_categoriser_agrees_with_formal_argumentation(framework):
    """On abstract frameworks, with base score 1."""
    ranking = pytest.importorskip(
        "argumentation.ranking.ranking", reason="formal-argumentation is not installed"
    )
    dung = pytest.importorskip("argumentation.core.dung")
    theirs = dung.ArgumentationFramework(frozenset(framework), frozenset(framework.attacks))
    result = ranking.categoriser_scores(theirs)
    scores = result.scores if hasattr(result, "scores") else result
    for argument, own in strength(framework, "h_categoriser").items():
        assert math.isclose(scores[argument], own.value, abs_tol=1e-6)


def test_a_semantics_of_ones_own_can_be_used():
    """Aggregation by sums, influence by any function."""
    own = GradualSemantics("damper", False, lambda b, e: b / (1 + abs(e)), lambda b, e: 1.0, lambda b, e: 0.0)
    strengths = strength(star(0.8, [1.0]), own)
    assert strengths["topic"].value == 0.4
    assert strengths.semantics == "damper"


@pytest.mark.parametrize(
    ("settings_", "error"),
    [
        ({"semantics": "dfquad"}, UnknownOptionError),
        ({"damping": 0}, OptionError),
        ({"tolerance": 0}, OptionError),
        ({"max_steps": 0}, OptionError),
        ({"default_base": 1.1}, OptionError),
        ({"default_base": float("nan")}, OptionError),
    ],
)
def test_settings_out_of_range_are_refused(settings_, error):
    """Each with what would be right."""
    with pytest.raises(error):
        strength(Framework("a"), **settings_)


def test_strengths_are_a_mapping_that_reads_well():
    """By argument, with status; the default base score is a parameter."""
    strengths = strength(Framework("ab", [("a", "b")]), default_base=1.0)
    assert strengths.values_by_argument() == {"a": 1.0, "b": 0.5}
    assert list(strengths) == ["a", "b"]
    assert float(strengths["b"]) == 0.5
    assert str(strengths) == "strengths by quadratic_energy, exact\n  1.0000  a\n  0.5000  b"
    assert repr(strengths) == "<Strengths: 2 arguments by quadratic_energy, exact>"
    assert pickle.loads(pickle.dumps(strengths)) == strengths
    with pytest.raises(UnknownArgumentError):
        strengths["c"]
