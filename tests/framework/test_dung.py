"""What holds of extensions and labellings in every framework."""

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.framework import (
    Budget,
    BudgetError,
    Framework,
    MissingExtraError,
    OptionError,
    UnknownArgumentError,
    UnknownOptionError,
    accepts,
    count,
    extensions,
    grounded,
    labelling,
)
from framework.frameworks import SEMANTICS, frameworks, sparse

MANY = settings(max_examples=150, deadline=None)
NIXON = Framework("ab", [("a", "b"), ("b", "a")])
ODD = Framework("abc", [("a", "b"), ("b", "c"), ("c", "a")])


def every(framework, semantics):
    """All extensions as sets."""
    return {frozenset(extension) for extension in extensions(framework, semantics)}


def attacked(framework, members):
    """What a set attacks."""
    return {b for a, b in framework.attacks if a in members}


@MANY
@given(frameworks())
def test_extensions_are_conflict_free_and_defend_their_members(framework):
    """No member attacks another, and whatever attacks a member is attacked."""
    for semantics in SEMANTICS:
        for extension in every(framework, semantics):
            reached = attacked(framework, extension)
            assert not reached & extension
            if semantics != "conflict-free":
                assert all(a in reached for a, b in framework.attacks if b in extension)


@MANY
@given(frameworks())
def test_the_grounded_extension_is_the_intersection_of_the_complete_ones(framework):
    """It lies inside each of them, and nothing more is shared."""
    shared = frozenset(framework).intersection(*every(framework, "complete"))
    assert shared == set(grounded(framework).accepted)
    assert every(framework, "grounded") == {shared}


@MANY
@given(frameworks())
def test_semantics_lie_within_one_another(framework):
    """Stable sets are semi-stable, those preferred, those complete; there is a preferred one."""
    assert every(framework, "stable") <= every(framework, "semi-stable") <= every(framework, "preferred")
    assert every(framework, "preferred") <= every(framework, "complete") <= every(framework, "admissible")
    assert every(framework, "preferred")
    assert not every(framework, "stable") or every(framework, "stable") == every(framework, "semi-stable")


@MANY
@given(frameworks())
def test_the_ideal_extension_lies_between(framework):
    """It holds the grounded one and lies inside every preferred one."""
    (ideal,) = every(framework, "ideal")
    assert set(grounded(framework).accepted) <= ideal
    assert ideal <= frozenset(framework).intersection(*every(framework, "preferred"))


@MANY
@given(frameworks())
def test_labels_are_legal(framework):
    """In: all attackers are out. Out: one is in. Undecided: neither."""
    for extension in (grounded(framework).accepted, *extensions(framework, "complete")):
        labels = labelling(framework, extension)
        assert labels.accepted == extension
        for argument in framework:
            against = [labels[attacker] for attacker in framework.attackers(argument)]
            legal = "in" if all(x == "out" for x in against) else "out" if "in" in against else "undecided"
            assert legal == labels[argument]


@MANY
@given(frameworks(acyclic=True))
def test_without_circles_all_semantics_agree(framework):
    """One complete extension, and it is stable."""
    assert every(framework, "stable") == every(framework, "complete") == every(framework, "grounded")
    assert count(framework, "complete") == 1


@MANY
@given(frameworks(7), st.randoms(use_true_random=False))
def test_names_order_and_isolated_arguments_change_nothing(framework, rng):
    """Extensions follow a renaming; an isolated argument joins every one of them."""
    new = {argument: (argument, "renamed") for argument in framework}
    arguments, attacks = [new[a] for a in framework], [(new[a], new[b]) for a, b in framework.attacks]
    rng.shuffle(arguments)
    rng.shuffle(attacks)
    other = Framework([*arguments, "alone"], attacks)
    for semantics in SEMANTICS[2:]:
        renamed = {
            frozenset([*(new[a] for a in extension), "alone"]) for extension in every(framework, semantics)
        }
        assert renamed == every(other, semantics)


@MANY
@given(frameworks(5), frameworks(5))
def test_components_multiply(one, two):
    """The extensions of two frameworks side by side are the products of their extensions."""
    second = {argument: f"b{argument}" for argument in two}
    both = Framework(
        [*one, *second.values()], [*one.attacks, *((second[a], second[b]) for a, b in two.attacks)]
    )
    for semantics in SEMANTICS:
        products = {
            left | {second[a] for a in right}
            for left in every(one, semantics)
            for right in every(two, semantics)
        }
        assert products == every(both, semantics)
        assert len(products) == count(both, semantics)


@MANY
@given(frameworks(7), st.data())
def test_grounded_complete_preferred_and_ideal_are_directional(framework, data):
    """What does not lead to some arguments does not change what can be accepted among them."""
    topics = (
        data.draw(st.lists(st.sampled_from(framework.arguments), max_size=3)) if framework.arguments else []
    )
    inside = framework.cone(*topics)
    for semantics in ("grounded", "complete", "preferred", "ideal"):
        projected = {extension & set(inside) for extension in every(framework, semantics)}
        assert projected == every(framework.restricted(inside), semantics)


def test_stable_and_semi_stable_are_not_directional():
    """An odd circle downstream takes the stable set away, and decides between semi-stable ones."""
    framework = Framework("abcde", [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "c")])
    assert every(framework.restricted("ab"), "stable") == {frozenset("a"), frozenset("b")}
    assert every(framework, "stable") == every(framework, "semi-stable") == {frozenset("bd")}
    assert every(framework, "preferred") == {frozenset("a"), frozenset("bd")}


def test_where_no_stable_extension_exists_all_are_skeptically_accepted():
    """The verdict says so, and nobody is credulously accepted."""
    verdict = accepts(ODD, "a", "stable", mode="skeptical")
    assert verdict
    assert "no stable extension" in verdict.reason
    assert not accepts(ODD, "a", "stable")
    beside = Framework("abcd", ODD.attacks)
    assert not accepts(beside, "d", "stable")
    assert accepts(beside, "d", "stable", mode="skeptical")


def test_semi_stable_extensions_exist_where_stable_ones_do_not():
    """The largest reach is taken: Caminada's example of a defeated undecided circle."""
    framework = Framework("abc", [("a", "a"), ("b", "a"), ("b", "c"), ("c", "b"), ("a", "c")])
    assert every(framework, "semi-stable") == {frozenset("b")}


def test_extensions_are_found_one_by_one():
    """2 to the power of 60 extensions are counted, and the first three are there at once."""
    pairs = Framework(range(120), [(i, i ^ 1) for i in range(120)])
    assert count(pairs, "preferred") == 2**60
    assert len(list(extensions(pairs, "preferred", limit=3))) == 3
    assert len(next(extensions(pairs, "stable"))) == 60


def test_members_stand_in_authored_order():
    """Whatever the search does first, an extension lists its members as they were written."""
    framework = Framework(["z", "m", "a"], [])
    assert list(extensions(framework, "preferred")) == [("z", "m", "a")]


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_the_empty_framework_has_the_empty_extension(semantics):
    """Nothing can be accepted, and that is one way to do so."""
    assert list(extensions(Framework(()), semantics)) == [()]
    assert count(Framework(()), semantics) == 1


def test_a_chain_of_two_hundred_thousand_needs_no_recursion():
    """Long chains, the shape of maps, are labelled by a worklist."""
    n = 200_000
    chain = Framework(range(n), [(i, i + 1) for i in range(n - 1)])
    assert len(grounded(chain).accepted) == n // 2
    assert accepts(chain, n - 2, "preferred", mode="skeptical")
    ring = Framework(range(n), [(i, (i + 1) % n) for i in range(n)])
    assert grounded(ring).undecided == ring.arguments


def hard(n=60, degree=4.0, seed=3):
    """A framework that no few steps solve."""
    rng = random.Random(seed)
    return Framework(range(n), [(rng.randrange(n), rng.randrange(n)) for _ in range(round(n * degree))])


def test_beyond_the_budget_the_answer_is_unknown():
    """No guess: the verdict is neither true nor false, a count or an enumeration raises."""
    ask = partial(accepts, sparse(60, 3, 1), "a2", "preferred", budget=Budget(steps=0))
    assert ask().status == "unknown"
    assert not ask().known
    with pytest.raises(BudgetError):
        bool(ask())
    with pytest.raises(BudgetError):
        count(NIXON, "preferred", budget=Budget(steps=0))
    with pytest.raises(BudgetError):
        list(extensions(NIXON, "preferred", budget=Budget(steps=0)))
    assert accepts(hard(400), 5, "preferred", mode="skeptical", budget=Budget(seconds=0)).status == "unknown"


def test_without_a_solver_a_typed_error_names_the_extra(monkeypatch):
    """The search answers what it can; where it gives up, the error says what to install."""
    monkeypatch.setattr("argmap.framework.engines.has_solver", lambda: False)
    assert accepts(hard(), 5, "preferred", mode="skeptical").known
    monkeypatch.setattr("argmap.framework.engines.ENDURANCE", 0)
    with pytest.raises(MissingExtraError) as caught:
        list(extensions(sparse(60, 3, 1), "preferred"))
    assert caught.value.extra == "sat"
    assert "argmap[sat]" in str(caught.value)
    ring = Framework(range(10_002), [(i, (i + 1) % 10_002) for i in range(10_002)])
    with pytest.raises(MissingExtraError):
        accepts(ring, 0, "preferred")
    assert accepts(ring, 0, "preferred", engine="search").status == "unknown"
    with pytest.raises(MissingExtraError):
        accepts(hard(), 5, "preferred", engine="sat")


@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable", "semi-stable", "ideal"])
def test_the_solver_goes_on_where_the_search_stops(monkeypatch, semantics):
    """Nothing is lost and nothing comes twice when the solver takes over in the middle."""
    pytest.importorskip("pysat", reason="python-sat is not installed (extra sat)")
    for seed in range(40):
        framework = sparse(14, 2.0, seed)
        whole = every(framework, semantics)
        accepted = {a: bool(accepts(framework, a, semantics, mode="skeptical")) for a in framework}
        monkeypatch.setattr("argmap.framework.engines.PATIENCE", seed % 4)
        mixed = list(extensions(framework, semantics))
        assert len(mixed) == len(set(mixed))
        assert whole == {frozenset(extension) for extension in mixed}
        for argument, verdict in accepted.items():
            assert verdict == bool(accepts(framework, argument, semantics, mode="skeptical"))
        monkeypatch.undo()


def test_other_solvers_can_be_asked():
    """The name of the solver is a parameter."""
    pytest.importorskip("pysat", reason="python-sat is not installed (extra sat)")
    for solver in ("g4", "cd153", "mgh"):
        assert every(NIXON, "preferred") == {
            frozenset(s) for s in extensions(NIXON, "preferred", engine="sat", solver=solver)
        }
    with pytest.raises(UnknownOptionError):
        count(NIXON, "preferred", engine="sat", solver="nope")


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: extensions(NIXON, "prefered"), UnknownOptionError, "Did you mean 'preferred'"),
        (lambda: accepts(NIXON, "a", "preferred", mode="sceptical"), UnknownOptionError, "skeptical"),
        (lambda: accepts(NIXON, "c", "preferred"), UnknownArgumentError, "'c'"),
        (lambda: count(NIXON, "preferred", engine="z3"), UnknownOptionError, "auto, search, sat"),
        (lambda: extensions(NIXON, "preferred", limit=-1), OptionError, "limit"),
        (lambda: grounded(NIXON)["c"], UnknownArgumentError, "'c'"),
    ],
)
def test_wrong_questions_are_refused_at_once(ask, error, words):
    """The error says what was wrong and what would be right."""
    with pytest.raises(error, match=words):
        ask()


def test_results_read_well():
    """A verdict and a labelling say in words what they hold."""
    assert str(accepts(NIXON, "a", "preferred")) == (
        "yes: 'a' is credulously accepted under preferred semantics, because an extension holds it: a"
    )
    assert str(grounded(Framework("ab", [("a", "b")]))) == "in: a\nout: b\nundecided: none"
    assert repr(grounded(NIXON)) == "<Labelling: 0 in, 0 out, 2 undecided>"
    assert grounded(NIXON) == grounded(NIXON)
    assert hash(grounded(NIXON)) == hash(grounded(NIXON))
