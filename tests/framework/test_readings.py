"""Support edges mean what a reading says they mean, and nothing where none is given."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings

from argmap.framework import (
    Framework,
    SupportError,
    UnknownOptionError,
    accepts,
    count,
    extensions,
    grounded,
    labelling,
    read_supports,
)
from framework.frameworks import frameworks

SOME = settings(max_examples=250, deadline=None)


def subsets(arguments):
    """All subsets, the smallest first."""
    return chain.from_iterable(combinations(arguments, size) for size in range(len(arguments) + 1))


@pytest.mark.parametrize(
    "ask", [grounded, lambda f: list(extensions(f, "preferred")), lambda f: count(f, "stable")]
)
def test_there_is_no_silent_default(ask):
    """Whoever asks what is accepted has to say what a support means."""
    with pytest.raises(SupportError, match="support='deductive'"):
        ask(Framework("ab", supports=[("a", "b")]))
    with pytest.raises(SupportError):
        accepts(Framework("ab", supports=[("a", "b")]), "a", "preferred")


def test_an_unknown_reading_is_refused():
    """Even where there is nothing to read."""
    with pytest.raises(UnknownOptionError, match="Did you mean 'deductive'"):
        grounded(Framework("ab"), support="deductiv")


def test_without_supports_a_reading_changes_nothing():
    """The framework is its own projection."""
    plain = Framework("ab", [("a", "b")])
    assert read_supports(plain, "necessary") is plain
    assert accepts(plain, "a", "grounded", support="deductive").support is None


def test_the_reading_decides():
    """An attacked conclusion falls with its premise under one reading, and not under the other."""
    framework = Framework(
        ["premise", "conclusion", "attack"], [("attack", "premise")], [("premise", "conclusion")]
    )
    assert grounded(framework, support="necessary")["conclusion"] == "out"
    assert grounded(framework, support="deductive")["conclusion"] == "in"
    verdict = accepts(framework, "conclusion", "preferred", support="necessary")
    assert not verdict
    assert verdict.support == "necessary"
    assert "(necessary support)" in str(verdict)


@pytest.mark.parametrize(
    ("support", "attacks", "expected"),
    [
        ("deductive", [("b", "c")], {("b", "c"), ("a", "c")}),  # supported attack
        ("deductive", [("c", "b")], {("c", "b"), ("c", "a")}),  # mediated attack
        ("deductive", [("c", "a")], {("c", "a")}),
        ("necessary", [("c", "a")], {("c", "a"), ("c", "b")}),  # secondary attack
        ("necessary", [("a", "c")], {("a", "c"), ("b", "c")}),  # extended attack
        ("necessary", [("b", "c")], {("b", "c")}),
    ],
)
def test_attacks_pass_along_supports(support, attacks, expected):
    """The complex attacks of Cayrol & Lagasquie-Schiex (2013) and of Nouioua & Risch (2011), a supporting b."""
    assert set(read_supports(Framework("abc", attacks, [("a", "b")]), support).attacks) == expected


@SOME
@given(frameworks(6, supports=True))
def test_the_readings_are_dual(framework):
    """Deductive support is necessary support the other way round, where no necessity is circular."""
    turned = Framework(framework.arguments, framework.attacks, [(b, a) for a, b in framework.supports])
    necessary = read_supports(turned, "necessary")
    if necessary.arguments == framework.arguments:
        assert necessary == read_supports(framework, "deductive")


@SOME
@given(frameworks(6, supports=True))
def test_complete_extensions_are_closed(framework):
    """Deductive: what a member supports is in. Necessary: what supports a member is in."""
    for extension in extensions(framework, "complete", support="deductive"):
        assert all(b in extension for a, b in framework.supports if a in extension)
    for extension in extensions(framework, "complete", support="necessary"):
        assert all(a in extension for a, b in framework.supports if b in extension)


@SOME
@given(frameworks(5, supports=True))
def test_necessary_support_is_that_of_nouioua_and_risch(framework):
    """Preferred sets by their own definition: coherent, conflict-free, and defended against coherent sets."""
    needs = {b: {a for a, other in framework.supports if other == b} for b in framework}

    def coherent(members):
        """Closed under needs, and built up from what needs nothing: no circle of necessities."""
        built: set[str] = set()
        while grown := {x for x in members if x not in built and needs[x] <= built}:
            built |= grown
        return built == set(members)

    def hits(one, other):
        return any(a in one and b in other for a, b in framework.attacks)

    coherents = [set(s) for s in subsets(framework.arguments) if coherent(s)]
    admissible = [
        s
        for s in coherents
        if not hits(s, s) and all(hits(s, other) for other in coherents if hits(other, s))
    ]
    preferred = {frozenset(s) for s in admissible if not any(s < t for t in admissible)}
    assert preferred == {frozenset(s) for s in extensions(framework, "preferred", support="necessary")}


def test_what_rests_on_a_circle_of_necessities_is_out():
    """It is in no extension, harms nobody, and does not stand in the way of a stable extension."""
    framework = Framework("abcd", [("c", "d")], [("a", "b"), ("b", "a"), ("b", "c")])
    labels = grounded(framework, support="necessary")
    assert [labels[x] for x in "abcd"] == ["out", "out", "out", "in"]
    assert list(extensions(framework, "stable", support="necessary")) == [("d",)]
    assert not accepts(framework, "c", "preferred", support="necessary")
    assert not accepts(framework, "c", "preferred", mode="skeptical", support="necessary")
    assert labelling(framework, ["d"], support="necessary") == labels
