"""Walks agree with networkx on random maps, end on circles, and answer in document order."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am

IDS = tuple("abcdefg")


@st.composite
def argued(draw: st.DrawFn, kinds: Sequence[type[am.Relation]] = (am.Supports, am.Attacks)) -> am.ArgumentMap:
    """A small map with linked steps, steps on steps, circles and parallel steps."""
    ids = IDS[: draw(st.integers(1, 6))]
    nodes = [am.Claim(id=id, text=id) for id in ids]
    relations: list[am.Relation] = []
    for number in range(draw(st.integers(0, 9))):
        premises = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
        earlier = [r.id for r in relations]
        target = draw(st.sampled_from([*ids, *ids, *earlier]))
        kind = draw(st.sampled_from(kinds))
        relations.append(kind(id=f"s{number}", premises=tuple(premises), target=target))
    return am.ArgumentMap(draw(st.permutations(nodes)), relations)


def support_graph(m: am.ArgumentMap) -> nx.DiGraph[str]:
    """What networkx sees: supports as vertices between their premises and their target."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in m.nodes)
    for step in m.of(am.Supports):
        graph.add_edges_from((premise, step.id) for premise in step.premises)
        graph.add_edge(step.id, step.target)
    return graph


@given(argued())
def test_grounds_are_the_ancestors_and_consequences_the_descendants(m: am.ArgumentMap) -> None:
    graph = support_graph(m)
    for node in m.nodes:
        assert nx.ancestors(graph, node.id) & {n.id for n in m.nodes} == set(m.grounds(node).ids)
        assert nx.descendants(graph, node.id) & {n.id for n in m.nodes} == set(m.consequences(node).ids)


@given(argued())
def test_answers_stand_in_document_order_without_repetition(m: am.ArgumentMap) -> None:
    place = {part.id: i for i, part in enumerate(m)}
    for part in m:
        for answer in (m.grounds(part), m.consequences(part), m.supporters(part), m.attackers(part)):
            places = [place[id] for id in answer.ids]
            assert sorted(set(places)) == places


@given(argued())
def test_lines_are_all_simple_paths_from_the_leaves(m: am.ArgumentMap) -> None:
    graph = support_graph(m)
    for target in m.nodes:
        expected = {
            tuple(path)
            for leaf in m.leaves
            if leaf.id != target.id
            for path in nx.all_simple_paths(graph, leaf.id, target.id)
        }
        lines = [line.ids for line in m.lines(target)]
        assert len(expected) == len(lines)
        assert expected == set(lines)


@given(argued())
def test_circular_are_the_strongly_connected_components(m: am.ArgumentMap) -> None:
    graph = support_graph(m)
    nodes = {node.id for node in m.nodes}
    expected = {frozenset(c & nodes) for c in nx.strongly_connected_components(graph) if len(c) > 1}
    assert expected == {frozenset(circle.ids) for circle in m.circular()}


@given(argued())
def test_depth_is_the_longest_path_in_steps_where_nothing_is_circular(m: am.ArgumentMap) -> None:
    graph = support_graph(m)
    if not nx.is_directed_acyclic_graph(graph):
        graph = nx.DiGraph(nx.condensation(graph))
        weight = {v: sum(id.startswith("s") for id in graph.nodes[v]["members"]) for v in graph}
        home = {id: v for v in graph for id in graph.nodes[v]["members"]}
    else:
        weight = {v: int(v.startswith("s")) for v in graph}
        home = {v: v for v in graph}
    longest: dict[object, int] = {}
    for vertex in nx.topological_sort(graph):
        longest[vertex] = weight[vertex] + max((longest[p] for p in graph.predecessors(vertex)), default=0)
    assert {n.id: longest[home[n.id]] for n in m.nodes} == {n.id: m.depth(n) for n in m.nodes}


@st.composite
def causal(draw: st.DrawFn) -> am.ArgumentMap:
    """A small causal map, with parallel influences and factors that act on themselves."""
    ids = IDS[: draw(st.integers(1, 5))]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=9))
    signs = draw(st.lists(st.sampled_from("+-0?±"), min_size=len(pairs), max_size=len(pairs)))
    return am.ArgumentMap(
        [am.Factor(id=id, text=id) for id in ids],
        [
            am.Influences(id=f"i{n}", premises=(a,), target=b, polarity=sign)
            for n, ((a, b), sign) in enumerate(zip(pairs, signs, strict=True))
        ],
    )


@settings(max_examples=200)
@given(causal())
def test_loops_are_the_simple_cycles_with_the_product_of_their_signs(m: am.ArgumentMap) -> None:
    """Each influence is a vertex, so that networkx tells parallel ones apart."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in m.of(am.Influences):
        graph.add_edge(step.premises[0], step.id)
        graph.add_edge(step.id, step.target)
    expected = {frozenset(cycle) for cycle in nx.simple_cycles(graph)}
    loops = m.loops()
    assert len(expected) == len(loops)
    assert expected == {frozenset((*(f.id for f in lp.factors), *(s.id for s in lp.steps))) for lp in loops}
    for loop in loops:
        for cause, step, effect in zip(
            loop.factors, loop.steps, (*loop.factors[1:], loop.factors[0]), strict=True
        ):
            assert ((cause.id,), effect.id) == (step.premises, step.target)
        numbers = {"+": 1, "-": -1, "0": 0}
        signs = [step.polarity for step in loop.steps]
        if set(signs) <= set(numbers):
            assert numbers[loop.sign] == prod(numbers[sign] for sign in signs)
        elif "0" in signs:
            assert loop.sign == "0"
        else:
            assert loop.sign == ("?" if "?" in signs else "±")


@given(argued())
def test_a_map_of_a_map_keeps_order_and_only_whole_relations(m: am.ArgumentMap) -> None:
    for part in m:
        for smaller in (m.only(part), m.without(part), m.around(part), m.only(m.grounds(part))):
            assert [p for p in m if p in smaller] == list(smaller)
        assert part.id not in m.without(part)
    assert m.only(m.nodes) == m
    assert m.without() == m
    assert m.where(lambda _: True) == m


@given(argued())
def test_around_is_what_networkx_reaches_in_that_many_relations(m: am.ArgumentMap) -> None:
    """Steps count as one move: node to relation to node is two edges of the undirected graph."""
    if any(r.target.startswith("s") for r in m.relations):
        return
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(n.id for n in m.nodes)
    for r in m.relations:
        graph.add_edges_from((r.id, end) for end in (*r.premises, r.target))
    for node in m.nodes:
        for steps in range(3):
            reached = nx.single_source_shortest_path_length(graph, node.id, cutoff=2 * steps)
            expected = {n.id for n in m.nodes} & set(reached)
            assert expected == set(m.around(node, steps).nodes.ids)


@pytest.fixture
def rain() -> am.ArgumentMap:
    """A thesis with a linked step that is undercut, a rebuttal, and a recommendation."""
    d = am.Draft("Rain")
    wet = d.thesis("The street gets wet.")
    rain, roof = d.claim("It rains."), d.assume("No roof covers the street.")
    step = d.support(wet, rain, roof, jointly=True)
    d.support(rain, d.evidence("The gauge rises."))
    d.undercut(step, d.claim("The gauge is broken."))
    d.attack(wet, d.claim("The sun shines."))
    d.address(wet, d.recommend("Bring boots."))
    return d.map()


def test_one_step_verbs(rain: am.ArgumentMap) -> None:
    assert ("c2", "a1") == rain.supporters("c1").ids
    assert ("c4",) == rain.attackers("c1").ids
    assert ("c3",) == rain.undercutters("s1").ids
    assert ("a1",) == rain.co_premises("c2").ids
    assert ("c1",) == rain.problems_addressed("r1").ids
    assert ("s1", "x2", "d1") == rain.steps_to("c1").ids
    assert ("s1",) == rain.steps_from("c2").ids


def test_whole_map_verbs(rain: am.ArgumentMap) -> None:
    assert rain.thesis is rain["c1"]
    assert ("c1", "r1") == rain.roots.ids
    assert ("a1", "e1", "c3", "c4", "r1") == rain.leaves.ids
    assert ("a1", "c3", "c4", "r1") == rain.unsupported().ids
    assert ("c1", "s1") == rain.contested().ids
    assert () == rain.circular()


def test_a_verb_asked_of_the_wrong_kind_says_which_would_be_right(rain: am.ArgumentMap) -> None:
    with pytest.raises(am.WrongPartError, match=r"'c1' is a part of kind 'claim'.*attackers\(\)"):
        rain.undercutters("c1")
    with pytest.raises(am.WrongPartError, match="only a recommendation"):
        rain.problems_addressed("c1")


@pytest.mark.parametrize(
    "verb",
    ["grounds", "consequences", "lines", "depth", "supporters", "attackers", "undercutters", "co_premises",
     "steps_to", "steps_from", "problems_addressed", "only", "without", "around", "spine"],
)  # fmt: skip
def test_every_verb_names_the_near_ids_of_an_unknown_one(rain: am.ArgumentMap, verb: str) -> None:
    with pytest.raises(am.UnknownIdError) as caught:
        getattr(rain, verb)("c11")
    assert "c11" == caught.value.id
    assert "c1" in caught.value.suggestions
    assert "Did you mean" in str(caught.value)


def test_walks_need_no_recursion() -> None:
    """A chain far deeper than the interpreter's stack, and a circle as long."""
    n = 20_000
    nodes = [am.Claim(id=f"c{i}", text="x") for i in range(n)]
    chain = [am.Supports(id=f"s{i}", premises=(f"c{i + 1}",), target=f"c{i}") for i in range(n - 1)]
    m = am.ArgumentMap(nodes, chain)
    assert n - 1 == len(m.grounds("c0")) == m.depth("c0") == len(m.consequences(f"c{n - 1}"))
    assert 1 == len(m.lines("c0"))
    circle = m.replace(relations=(*chain, am.Supports(id="back", premises=("c0",), target=f"c{n - 1}")))
    assert (n,) == tuple(len(c) for c in circle.circular())
    assert n - 1 == len(circle.grounds("c5"))
    assert () == circle.lines("c0")


def test_steps_on_steps_need_no_recursion() -> None:
    n = 5_000
    nodes = [am.Claim(id=f"c{i}", text="x") for i in range(n)]
    steps = [am.Supports(id="s0", premises=("c1",), target="c0")]
    steps += [am.Attacks(id=f"s{i}", premises=(f"c{i + 1}",), target=f"s{i - 1}") for i in range(1, n - 1)]
    m = am.ArgumentMap(nodes, steps)
    assert m == m.only("s4998")
    assert 1 == len(m.without("c1").nodes) - (n - 2)
    assert () == m.without("c1").relations


def test_too_many_answers_are_refused_with_the_limit() -> None:
    """Thirty pairs of alternatives in a row have 2**30 lines: asked for, they are refused and not computed."""
    layers = 30
    nodes = [am.Claim(id=f"c{i}{side}", text="x") for i in range(layers + 1) for side in "ab"]
    steps = [
        am.Supports(id=f"s{i}{low}{high}", premises=(f"c{i + 1}{low}",), target=f"c{i}{high}")
        for i in range(layers)
        for low in "ab"
        for high in "ab"
    ]
    m = am.ArgumentMap(nodes, steps)
    with pytest.raises(am.TooManyError, match="more than 100 lines") as caught:
        m.lines("c0a", limit=100)
    assert 100 == caught.value.limit


def test_a_full_graph_of_circles_is_walked_without_getting_lost() -> None:
    """Every claim supports every other one and one leaf supports one claim: few lines, many dead ends."""
    ids = [f"c{i}" for i in range(8)]
    steps = [
        am.Supports(id=f"s{a}{b}", premises=(a,), target=b)
        for a in ids
        for b in ids
        if a != b and "c7" not in (a, b)
    ]
    m = am.ArgumentMap([am.Claim(id=id, text="x") for id in ids], steps)
    graph = support_graph(m)
    assert len(list(nx.all_simple_paths(graph, "c7", "c0"))) == len(m.lines("c0")) == 0
    fed = m.replace(relations=(*steps, am.Supports(id="in", premises=("c7",), target="c6")))
    assert len(list(nx.all_simple_paths(support_graph(fed), "c7", "c0"))) == len(fed.lines("c0"))


def test_a_claim_that_is_its_own_premise_is_the_smallest_circle() -> None:
    m = am.ArgumentMap([am.Claim(id="c", text="x")], [am.Supports(id="s", premises=("c",), target="c")])
    assert (("c",),) == tuple(circle.ids for circle in m.circular())
    assert () == m.grounds("c")


def test_the_only_root_that_is_argued_for_is_the_thesis_where_none_is_declared() -> None:
    d = am.Draft()
    top = d.claim("Top.")
    d.support(top, d.claim("Reason."))
    d.claim("An aside.")
    assert top == d.map().thesis
    d.support(d.claim("A second top."), d.claim("Its reason."))
    assert d.map().thesis is None


def test_spine_is_the_main_line_with_linked_premises_within_its_limit(rain: am.ArgumentMap) -> None:
    assert {"c1", "c2", "a1", "e1"} == set(rain.spine().nodes.ids)
    assert {"c1", "c2", "a1"} == set(rain.spine(limit=3).nodes.ids)
    assert {"c1"} == set(rain.spine(limit=2).nodes.ids)
    assert {"c2", "e1"} == set(rain.spine("c2").nodes.ids)
    with pytest.raises(am.ArgmapError, match="no thesis"):
        am.ArgumentMap().spine()


def test_around_wants_a_number_of_steps(rain: am.ArgumentMap) -> None:
    with pytest.raises(ValueError, match="steps is a number"):
        rain.around("c1", -1)


def test_grounds_pass_through_steps_that_are_backed_or_are_premises_themselves() -> None:
    """A step may be argued for, and a kind of one's own may take steps as premises."""

    class Vouches(am.Supports, kind="vouches"):
        premise_kinds = (am.Part,)

    nodes = [am.Claim(id=id, text=id) for id in ("top", "low", "warrant", "deep", "other", "far")]
    m = am.ArgumentMap(
        nodes,
        [
            am.Supports(id="s1", premises=("low",), target="top"),
            am.Supports(id="s2", premises=("warrant",), target="s1"),
            am.Supports(id="s3", premises=("deep",), target="s2"),
            am.Attacks(id="x1", premises=("far",), target="other"),
            Vouches(id="v1", premises=("x1",), target="low"),
        ],
    )
    assert ("low", "warrant", "deep", "far") == m.grounds("top").ids
    assert ("low", "warrant", "deep", "far") == m.grounds("s1").ids
    assert ("far",) == m.grounds("x1").ids == m.grounds("low").ids


def test_steps_that_back_one_another_are_no_circle_of_nodes() -> None:
    m = am.ArgumentMap(
        [am.Claim(id="c", text="x")],
        [
            am.Supports(id="s1", premises=("c",), target="s2"),
            am.Supports(id="s2", premises=("c",), target="s1"),
        ],
    )
    assert () == m.circular()
    assert m.check() is not None


def test_an_influence_of_ones_own_between_other_nodes_makes_loops_too() -> None:
    class Drives(am.Influences, kind="drives"):
        premise_kinds = (am.Node,)
        target_kinds = (am.Node,)

    d = am.Draft()
    factor, claim = d.factor("Force"), d.claim("Voids remain.")
    d.relate(Drives, claim, factor, polarity="+")
    d.relate(Drives, factor, claim, polarity="-")
    assert ["-"] == [loop.sign for loop in d.map().loops()]
