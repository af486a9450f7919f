"""A framework is a value: checked as a whole, immutable, the same in every run."""

import copy
import os
import pickle
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given, settings

from argmap.errors import ArgmapError
from argmap.framework import Framework, InvalidFrameworkError, UnknownArgumentError
from framework.frameworks import graded

MIXED = Framework("abc", [("a", "b"), ("c", "b")], [("a", "c")], {"a": 0.25})


def test_it_is_a_container_of_its_arguments():
    """Length, membership, iteration in authored order."""
    assert len(MIXED) == 3
    assert list(MIXED) == ["a", "b", "c"]
    assert "a" in MIXED
    assert "d" not in MIXED
    assert ["a"] not in MIXED


def test_neighbours_stand_in_authored_order():
    """One step in every direction."""
    assert MIXED.attackers("b") == ("a", "c")
    assert MIXED.attacked("a") == ("b",)
    assert MIXED.supporters("c") == ("a",)
    assert MIXED.supported("a") == ("c",)
    with pytest.raises(UnknownArgumentError, match="no argument 'd'"):
        MIXED.attackers("d")


def test_all_problems_are_named_at_once():
    """Whoever mends the parts sees everything that is wrong with them."""
    with pytest.raises(InvalidFrameworkError) as caught:
        Framework(
            ["claim", "reply", "reply", ["x"]],
            [("claim", "reply"), ("clam", "reply"), ("claim",), "ab"],
            [("claim", "nobody")],
            {"claim": 1.5, "ghost": 0.5, "reply": float("nan")},
        )
    assert isinstance(caught.value, ArgmapError)
    assert caught.value.problems == (
        "the argument ['x'] is not hashable; name it by a string, a number or a tuple",
        "the argument 'reply' is listed more than once",
        "the attack ('clam', 'reply') names 'clam', which is no argument. Did you mean 'claim'?",
        "the attack ('claim',) is not a pair (source, target)",
        "the attack 'ab' is not a pair (source, target)",
        "the support ('claim', 'nobody') names 'nobody', which is no argument.",
        "the base score of 'claim' is 1.5; it must be a number in [0, 1]",
        "a base score is given for 'ghost', which is no argument.",
        "the base score of 'reply' is nan; it must be a number in [0, 1]",
    )


def test_a_relation_holds_each_pair_once():
    """A pair that is given twice counts once."""
    assert Framework("ab", [("a", "b"), ["a", "b"]]).attacks == (("a", "b"),)


def test_any_graph_is_legal():
    """Circles, self-attacks, isolated arguments, a pair that both attacks and supports, nothing at all."""
    assert len(Framework("abc", [("a", "a"), ("a", "b")], [("a", "b"), ("b", "b")])) == 3
    assert len(Framework(())) == 0


def test_equality_is_by_content():
    """The order of writing does not matter, the parts do; equal frameworks have equal hashes."""
    other = Framework("cab", [("c", "b"), ("a", "b")], [("a", "c")], {"a": 0.25})
    assert other == MIXED
    assert hash(other) == hash(MIXED)
    assert MIXED.with_base_scores({"a": 0.5}) != MIXED
    assert MIXED != "abc"


def test_it_is_immutable():
    """Neither attributes nor base scores can be set."""
    with pytest.raises(AttributeError, match="immutable"):
        MIXED.attacks = ()
    with pytest.raises(AttributeError, match="immutable"):
        del MIXED._place
    with pytest.raises(TypeError):
        MIXED.base_scores["a"] = 1.0


@settings(max_examples=200, deadline=None)
@given(graded(acyclic=False))
def test_copies_and_networkx_keep_everything(framework):
    """Pickle, copy and a way through networkx give the same framework, in the same order."""
    for other in (
        pickle.loads(pickle.dumps(framework)),
        copy.deepcopy(framework),
        Framework.from_networkx(framework.to_networkx()),
    ):
        assert other == framework
        assert other.arguments == framework.arguments


def test_networkx_edges_without_kind_are_attacks():
    """A plain directed graph is an abstract framework."""
    assert Framework.from_networkx(nx.DiGraph([("a", "b")])) == Framework("ab", [("a", "b")])
    with pytest.raises(InvalidFrameworkError, match="undirected"):
        Framework.from_networkx(nx.Graph([("a", "b")]))
    with pytest.raises(InvalidFrameworkError, match="of kind 'eats'"):
        Framework.from_networkx(nx.DiGraph([("a", "b", {"kind": "eats"})]))


def test_restriction_and_cone():
    """A part of a framework keeps all that holds among its arguments."""
    assert MIXED.cone("c") == ("a", "c")
    assert MIXED.restricted(MIXED.cone("c")) == Framework("ac", [], [("a", "c")], {"a": 0.25})
    assert MIXED.restricted(iter("cb")).arguments == ("b", "c")
    with pytest.raises(UnknownArgumentError):
        MIXED.restricted("xyz")


def test_sets_are_put_in_order():
    """A set has no order of its own, so it gets one that is the same in every run."""
    assert Framework({"b", "a", "c"}, {("c", "a"), ("a", "b")}).arguments == ("a", "b", "c")
    assert Framework({"b", "a", "c"}, {("c", "a"), ("a", "b")}).attacks == (("a", "b"), ("c", "a"))


def test_it_shows_its_content():
    """Small frameworks show their parts, large ones count them."""
    assert repr(MIXED) == (
        "Framework(('a', 'b', 'c'), attacks=(('a', 'b'), ('c', 'b')), "
        "supports=(('a', 'c'),), base_scores={'a': 0.25})"
    )
    assert repr(Framework(range(2_000), [(0, 1)])) == "<Framework: 2,000 arguments, 1 attack>"


SCRIPT = """
from argmap.framework import *
names = [f"n{i}" for i in range(14)]
pairs = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if (i * 7 + j * 3) % 11 == 0]
supports = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if (i * 5 + j * 3) % 13 == 0]
framework = Framework(set(names), set(pairs), set(supports))
plain = Framework(set(names), pairs)
for semantics in ("complete", "preferred", "stable", "semi-stable", "ideal"):
    for engine in ("search", "auto"):
        print(list(extensions(plain, semantics, engine=engine)))
    print(accepts(plain, "n3", semantics, mode="skeptical"))
print(read_supports(framework, "necessary"), read_supports(framework, "deductive").attacks)
print(strength(framework), contributions(framework, "n1", method="shapley", samples=10))
print(contributions(framework, "n1", method="gradient"), sensitivity(framework, "n1", threshold=0.5))
"""


def test_results_are_the_same_under_any_hash_seed():
    """Sets and hashes decide nothing: two runs print the same bytes."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 1_000


def test_nothing_heavy_is_imported():
    """networkx, numpy and the solver come in when they are needed, not before."""
    code = (
        "import sys; before = set(sys.modules); import argmap.framework; "
        "print({'networkx', 'numpy', 'pysat', 'clingo'} & (set(sys.modules) - before))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert out == "set()\n"
