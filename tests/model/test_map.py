"""A map is an immutable collection of parts, and says all that is wrong with parts that make none."""

from __future__ import annotations

import copy
import pickle

import pytest

import argmap as am

C1, C2 = am.Claim(id="c1", text="The street gets wet."), am.Claim(id="c2", text="It rains.")
S1 = am.Supports(id="s1", premises=("c2",), target="c1")


def test_a_map_is_a_collection_of_parts_in_document_order() -> None:
    m = am.ArgumentMap([C1, C2], [S1], title="Rain", thesis="c1")
    assert [C1, C2, S1] == list(m)
    assert 3 == len(m)
    assert "c1" in m
    assert C1 in m
    assert "c9" not in m
    assert C1.replace(text="Another.") not in m
    assert 5 not in m
    assert C1 is m["c1"] is m[C1]
    assert "<ArgumentMap 'Rain': 2 nodes, 1 relation>" == repr(m)


def test_maps_are_equal_by_content_hashable_and_survive_copies() -> None:
    m, same = am.ArgumentMap([C1, C2], [S1]), am.ArgumentMap((C1, C2), (S1,))
    assert m == same
    assert 1 == len({m, same})
    m.grounds("c1")  # an index that is made does not count
    assert m == same == pickle.loads(pickle.dumps(m)) == copy.copy(m) == copy.deepcopy(m)
    assert m != am.ArgumentMap([C2, C1], [S1])
    assert m != m.replace(title="Another")


def test_a_map_cannot_be_changed() -> None:
    m = am.ArgumentMap([C1])
    with pytest.raises(AttributeError, match=r"m\.edit\(\)"):
        m.title = "Another"
    with pytest.raises(AttributeError):
        del m.title
    with pytest.raises(TypeError):
        m.parts["c1"] = C2  # type: ignore[index]


def test_an_empty_map_answers_everything() -> None:
    m = am.ArgumentMap()
    assert m
    assert (0, None, (), (), (), ()) == (len(m), m.thesis, m.roots, m.leaves, m.loops(), m.circular())
    assert m == m.only() == m.without() == m.where(bool)


def test_every_problem_is_named_at_once_with_its_ids() -> None:
    rumour = am.Evidence(id="e1", text="x", citation="rusy", quotes=(am.Quote(source="other", exact="x"),))
    with pytest.raises(am.InvalidMapError) as caught:
        am.ArgumentMap(
            [C1, C2, C1, rumour, am.Factor(id="f1", text="x")],
            [
                am.Supports(id="s1", premises=("c22", "c2"), target="s1"),
                am.Supports(id="s2", premises=("c22",), target="nowhere"),
                am.Influences(id="i1", premises=("f1",), target="c1", polarity="+"),
                am.Supports(id="s3", premises=("c2", "c2"), target="c1"),
                am.Restates(id="t1", premises=("c2",), target="s3"),
                am.Supports(id="c2", premises=("c1",), target="c1"),
            ],
            thesis="s2",
            sources=[am.Source(id="rusi"), am.Source(id="rusi")],
        )
    assert [
        ("duplicate-id", ("rusi",)),
        ("duplicate-id", ("c1",)),
        ("duplicate-id", ("c2",)),
        ("unknown-source", ("e1", "other")),
        ("unknown-source", ("e1", "rusy")),
        ("self-target", ("s1",)),
        ("unknown-id", ("s2", "c22")),
        ("unknown-id", ("s2", "nowhere")),
        ("wrong-end", ("i1", "c1")),
        ("repeated-premise", ("s3", "c2")),
        ("wrong-end", ("t1", "s3")),
        ("thesis", ("s2",)),
    ] == [(problem.code, problem.ids) for problem in caught.value.problems]
    message = str(caught.value)
    for words in (
        "Did you mean 'rusi'?",
        "must be of kind 'factor'",
        "names the premise 'c2' twice",
        "'nowhere'",
    ):
        assert words in message
    assert not isinstance(caught.value, ValueError), "pydantic would swallow it inside a validator"


def test_relations_may_point_at_relations_of_any_kind_and_in_circles() -> None:
    """An undercutter of an undercutter, and two attacks on one another, are legal."""
    x1 = am.Attacks(id="x1", premises=("c1",), target="x2")
    x2 = am.Attacks(id="x2", premises=("c2",), target="x1")
    m = am.ArgumentMap([C1, C2], [x1, x2])
    assert ("c1",) == m.undercutters("x2").ids
    assert m == m.only("x1")
    assert () == m.around("c1").without("c2").relations


def test_a_source_is_found_by_id() -> None:
    m = am.ArgumentMap(sources=[am.Source(id="rusi", title="A commentary")])
    assert "A commentary" == m.source("rusi").title
    with pytest.raises(am.UnknownIdError, match="Did you mean 'rusi'"):
        m.source("rusy")


def test_collections_show_what_they_hold() -> None:
    m = am.ArgumentMap([C1, C2], [S1])
    assert "c1  claim  The street gets wet.\nc2  claim  It rains." == repr(m.claims)
    assert "s1  supports  c2 → c1" == repr(m.relations)
    assert "(no parts)" == repr(m.evidence)
    assert "c2 → s1 → c1" == repr(m.lines("c1"))
    many = am.ArgumentMap(am.Claim(id=f"c{i}", text="x") for i in range(100))
    assert repr(many.claims).endswith("… and 70 more")


def test_a_loop_says_what_it_does() -> None:
    d = am.Draft()
    a, b = d.factor("Raids"), d.factor("Voids")
    d.influence(a, b, "+")
    d.influence(b, a, "-")
    assert "balancing (-): Raids —(+)→ Voids —(-)→ Raids" == str(d.map().loops()[0])


@pytest.mark.parametrize(
    ("signs", "sign", "type"),
    [("++", "+", "reinforcing"), ("--", "+", "reinforcing"), ("+-", "-", "balancing"), ("0-", "0", "open"),
     ("?-", "?", "undetermined"), ("±+", "±", "undetermined"), ("?±", "?", "undetermined"), ("0?", "0", "open")],
)  # fmt: skip
def test_the_sign_of_a_loop_is_the_product_of_its_steps(signs: str, sign: str, type: str) -> None:
    d = am.Draft()
    a, b = d.factor("a"), d.factor("b")
    d.influence(a, b, signs[0])
    d.influence(b, a, signs[1])
    (loop,) = d.map().loops()
    assert (sign, type) == (loop.sign, loop.type)


def test_the_same_part_twice_is_a_duplicate() -> None:
    claim = am.Claim(id="c1", text="It rains.")
    with pytest.raises(am.InvalidMapError, match="two parts have the id 'c1'") as caught:
        am.ArgumentMap([claim, claim], [am.Supports(id="s1", premises=("c1",), target="c1")])
    assert ["duplicate-id"] == [problem.code for problem in caught.value.problems]


def test_parts_in_the_wrong_place_are_named() -> None:
    """Iterating a map yields its parts: `ArgumentMap(list(m))` is a natural slip."""
    m = am.ArgumentMap([C1, C2], [S1])
    with pytest.raises(TypeError, match=r"nodes\[2\] is 's1', a Supports"):
        am.ArgumentMap(list(m))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"nodes\[0\] is 'x', a str; relations\[0\] is 'c1', a Claim"):
        am.ArgumentMap(["x"], [C1])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"sources\[0\] is 'rusi'"):
        am.ArgumentMap(sources=["rusi"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="'c9' is of no kind"):
        am.ArgumentMap([am.Node(id="c9", text="x")])
    with pytest.raises(TypeError, match="title is 5, not a text"):
        am.ArgumentMap(title=5)  # type: ignore[arg-type]


def test_a_node_is_not_tied_to_itself() -> None:
    for kind in (am.Restates, am.Conflicts):
        with pytest.raises(am.InvalidMapError, match="ties 'c1' to itself"):
            am.ArgumentMap([C1], [kind(id="t", premises=("c1",), target="c1")])


def test_many_dangling_references_are_told_without_a_search_for_each() -> None:
    nodes = [am.Claim(id=f"c{i}", text="x") for i in range(5_000)]
    steps = [am.Supports(id=f"s{i}", premises=(f"nowhere{i}",), target="c0") for i in range(500)]
    with pytest.raises(am.InvalidMapError) as caught:
        am.ArgumentMap(nodes, steps)
    assert 500 == len(caught.value.problems)
