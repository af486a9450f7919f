"""Extensions and acceptance agree with what others compute, framework by framework."""

import pytest
from hypothesis import HealthCheck, given, settings

from argmap.framework import Framework, accepts, count, extensions
from framework.frameworks import SEMANTICS, by_definition, frameworks, sparse

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(framework: Framework[str], semantics: str, engine: str = "auto") -> set[tuple[str, ...]]:
    """All extensions, after a look that none comes twice."""
    once = list(extensions(framework, semantics, engine=engine))
    assert len(once) == len(set(once))
    return set(once)


def agrees_with_definitions(framework: Framework[str], engine: str) -> None:
    """Extensions, counts, verdicts and witnesses are those of the truth table."""
    table = by_definition(framework)
    for semantics in SEMANTICS:
        truth = table[semantics]
        assert found(framework, semantics, engine) == truth, semantics
        assert count(framework, semantics, engine=engine) == len(truth)
        for argument in framework:
            some = accepts(framework, argument, semantics, engine=engine)
            assert bool(some) == any(argument in extension for extension in truth)
            assert not some or (some.witness in truth and argument in some.witness)
            every = accepts(framework, argument, semantics, mode="skeptical", engine=engine)
            assert bool(every) == all(argument in extension for extension in truth)
            assert every or (every.witness in truth and argument not in every.witness)


@THOUSAND
@given(frameworks(6))
def test_auto_agrees_with_truth_tables(framework):
    """Whatever is asked of a small framework, the answer is that of its truth table."""
    agrees_with_definitions(framework, "auto")


@settings(THOUSAND, max_examples=150)
@given(frameworks(6))
def test_the_solver_agrees_with_truth_tables(framework):
    """The SAT engine answers as the truth table does."""
    pytest.importorskip("pysat", reason="python-sat is not installed (extra sat)")
    agrees_with_definitions(framework, "sat")


@THOUSAND
@given(frameworks(9))
def test_extensions_agree_with_truth_tables_up_to_nine_arguments(framework):
    """All extensions of every semantics are those of the truth table."""
    table = by_definition(framework)
    assert table == {semantics: found(framework, semantics) for semantics in SEMANTICS}


@THOUSAND
@given(frameworks(8))
def test_the_solver_finds_the_extensions_of_truth_tables(framework):
    """The SAT engine finds the extensions of the truth table."""
    pytest.importorskip("pysat", reason="python-sat is not installed (extra sat)")
    table = by_definition(framework)
    assert table == {semantics: found(framework, semantics, "sat") for semantics in SEMANTICS}


@THOUSAND
@given(frameworks(8))
def test_extensions_agree_with_clingo(framework):
    """All extensions are those of our answer-set encodings, preferred ones by two ways."""
    pytest.importorskip("clingo", reason="clingo is not installed (dev group)")
    from framework.asp_oracle import extensions_by_clingo

    by_clingo = extensions_by_clingo(framework)
    assert by_clingo["preferred"] == by_clingo.pop("preferred by maximality")
    assert by_clingo == {semantics: found(framework, semantics) for semantics in SEMANTICS}


@pytest.mark.parametrize("seed", range(12))
def test_preferred_and_stable_extensions_of_larger_frameworks_agree_with_clingo(seed):
    """With 40 arguments, where no truth table reaches."""
    pytest.importorskip("clingo", reason="clingo is not installed (dev group)")
    from framework.asp_oracle import ADMISSIBLE, STABLE, largest, models

    framework = sparse(40, 1.5 + seed % 4 / 2, seed)
    preferred, stable = largest(framework, ADMISSIBLE), models(framework, STABLE)
    for engine in ("search", "sat") if pytest.importorskip("pysat") else ("search",):
        assert preferred == found(framework, "preferred", engine)
        assert stable == found(framework, "stable", engine)


PYGARG = {
    "admissible": "AD",
    "complete": "CO",
    "preferred": "PR",
    "stable": "ST",
    "ideal": "ID",
    "grounded": "GR",
}
"""Left out: its conflict-free sets (arguments that occur in no clause are lost) and its semi-stable ones (clauses
of one range leak into the next)."""


@THOUSAND
@given(frameworks(8))
def test_extensions_agree_with_pygarg(framework):
    """All extensions are those of pygarg, where pygarg is right."""
    pytest.importorskip("pygarg", reason="pygarg is not installed (dev group)")
    pytest.importorskip("pysat", reason="pygarg needs python-sat")
    from pygarg.dung import solver

    arguments = list(framework)
    attacks = [list(pair) for pair in framework.attacks]
    for semantics, code in PYGARG.items():
        theirs = solver.extension_enumeration(arguments, attacks, code)
        assert {tuple(sorted(s, key=arguments.index)) for s in theirs} == found(framework, semantics), (
            semantics
        )


def by_formal_argumentation(framework: Framework[str]) -> dict[str, set[tuple[str, ...]]]:
    """The extensions that formal-argumentation finds."""
    from argumentation.core import dung

    theirs = dung.ArgumentationFramework(frozenset(framework), frozenset(framework.attacks))
    sets = {
        "complete": dung.complete_extensions(theirs),
        "grounded": [dung.grounded_extension(theirs)],
        "preferred": dung.preferred_extensions(theirs),
        "stable": dung.stable_extensions(theirs),
        "semi-stable": dung.semi_stable_extensions(theirs),
        "ideal": [dung.ideal_extension(theirs)],
    }
    arguments = framework.arguments
    return {name: {tuple(sorted(s, key=arguments.index)) for s in own} for name, own in sets.items()}


@THOUSAND
@given(frameworks(7))
def test_extensions_agree_with_formal_argumentation(framework):
    """All extensions are those of formal-argumentation."""
    pytest.importorskip("argumentation", reason="formal-argumentation is not installed (dev group)")
    theirs = by_formal_argumentation(framework)
    assert theirs == {semantics: found(framework, semantics) for semantics in theirs}


@pytest.mark.parametrize(("n", "seed"), [(10, 1), (11, 2), (12, 3), (13, 4), (15, 5)])
def test_larger_frameworks_agree_with_formal_argumentation(n, seed):
    """Up to 15 arguments: beyond, formal-argumentation gives up."""
    dung = pytest.importorskip(
        "argumentation.core.dung", reason="formal-argumentation is not installed (dev group)"
    )
    framework = sparse(n, 1.7, seed)
    theirs = dung.complete_extensions(
        dung.ArgumentationFramework(frozenset(framework), frozenset(framework.attacks))
    )
    assert {tuple(a for a in framework if a in s) for s in theirs} == found(framework, "complete")
