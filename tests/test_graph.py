"""A map as a networkx graph: the lossless projection comes back, also from a file, and the flat one is simple."""

from __future__ import annotations

import io
import json
from inspect import signature
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

import argmap as am
from argmap.graph import from_networkx, to_networkx
from strategies import HOSTILE_TEXTS, maps


def through_graphml(graph: Any) -> Any:
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    return nx.read_graphml(file)


def through_node_link(graph: Any) -> Any:
    # networkx 3.4 renamed the parameter, and warns where none is given.
    name = "edges" if "edges" in signature(nx.node_link_data).parameters else "link"
    data = json.loads(json.dumps(nx.node_link_data(graph, **{name: "edges"})))
    return nx.node_link_graph(data, **{name: "edges"})


@given(maps())
def test_the_lossless_graph_gives_the_map_back(m: am.ArgumentMap) -> None:
    """From memory, from node-link JSON and from GraphML."""
    graph = m.to_networkx()
    assert m == from_networkx(graph)
    assert m == from_networkx(through_node_link(graph))
    assert m == from_networkx(through_graphml(graph))
    assert m == from_networkx(graph.copy())
    assert m == from_networkx(nx.compose(nx.MultiDiGraph(), graph))


@given(maps())
def test_the_lossless_graph_has_relations_as_vertices(m: am.ArgumentMap) -> None:
    graph = m.to_networkx()
    assert list(m.parts) == list(graph)
    premises = [(premise, r.id) for r in m.relations for premise in r.premises]
    targets = [(r.id, r.target) for r in m.relations]
    assert sorted([*premises, *targets]) == sorted(graph.edges())
    assert {part.id: part.kind for part in m} == dict(graph.nodes(data="kind"))


@given(maps())
def test_the_flat_graph_has_an_edge_a_premise(m: am.ArgumentMap) -> None:
    graph = m.to_networkx(flat=True)
    expected = [(premise, r.id) for r in m.relations for premise in r.premises]
    assert sorted(expected) == sorted((tail, key) for tail, _, key in graph.edges(keys=True))
    assert [node.id for node in m.nodes] == [id for id, part in graph.nodes(data="part") if part == "node"]
    again = through_graphml(graph)
    assert dict(graph.nodes(data=True)) == dict(again.nodes(data=True))
    assert graph.number_of_edges() == again.number_of_edges()
    assert nx.utils.graphs_equal(graph, through_node_link(graph))


@given(maps())
def test_every_attribute_is_a_text_a_number_or_a_truth_value(m: am.ArgumentMap) -> None:
    """What GraphML, and any drawing program behind it, can hold."""
    for flat in (False, True):
        graph = m.to_networkx(flat=flat)
        held = [
            graph.graph,
            *(a for _, a in graph.nodes(data=True)),
            *(a for *_, a in graph.edges(data=True)),
        ]
        assert {type(value) for attributes in held for value in attributes.values()} <= {
            str,
            int,
            float,
            bool,
        }
        assert all(attributes["label"] for _, attributes in graph.nodes(data=True))


def argued() -> tuple[am.ArgumentMap, am.Relation, am.Relation]:
    d = am.Draft("Streets")
    closed, safer = d.thesis("The street should be closed."), d.claim("It is safer.", voice="Residents")
    alike = d.assume("What worked there works here.", likelihood="likely")
    step = d.support(closed, safer, alike, jointly=True, strength=0.5, scheme="argument from analogy")
    attack = d.undercut(step, d.claim("Those streets were wider."), conceded=True)
    d.undercut(attack, d.claim("Not all."))
    return d.map(), step, attack


def test_attributes_are_named_as_documented() -> None:
    m, step, attack = argued()
    graph = m.to_networkx()
    assert {"projection": "lossless", "title": "Streets", "thesis": "c1"} == graph.graph
    assert {"part": "node", "kind": "claim", "label": "It is safer.", "text": "It is safer.",
            "voice": "Residents"} == graph.nodes["c2"]  # fmt: skip
    assert {"part": "node", "kind": "claim", "label": "What worked there works here.", "implicit": True,
            "text": "What worked there works here.", "likelihood": "likely"} == graph.nodes["a1"]  # fmt: skip
    assert {"part": "relation", "kind": "supports", "label": "supports", "strength": 0.5,
            "scheme": "argument from analogy"} == graph.nodes[step.id]  # fmt: skip
    assert {"part": "relation", "kind": "attacks", "label": "attacks", "conceded": True} == graph.nodes[
        attack.id
    ]
    assert {"role": "premise", "position": 1} == graph.edges["a1", step.id, "premise"]
    assert {"role": "target"} == graph.edges[step.id, "c1", "target"]


def test_a_flat_edge_at_a_relation_ends_where_its_targets_end() -> None:
    """An undercutter, and what speaks against it, point at the conclusion; ``step`` says what they are about."""
    m, step, attack = argued()
    graph = m.to_networkx(flat=True)
    assert ["c1", "c2", "a1", "c3", "c4"] == list(graph)
    assert [("c2", "c1", "s1"), ("a1", "c1", "s1"), ("c3", "c1", "x1"), ("c4", "c1", "x2")] == list(
        graph.edges
    )
    assert [("c3", step.id), ("c4", attack.id)] == [
        (tail, about) for tail, _, about in graph.edges(data="step") if about is not None
    ]
    assert {"relation": "s1", "kind": "supports", "label": "supports", "strength": 0.5, "position": 0,
            "scheme": "argument from analogy"} == graph.edges["c2", "c1", "s1"]  # fmt: skip


def test_relations_whose_targets_run_in_a_circle_stay_vertices_of_the_flat_graph() -> None:
    one = am.Attacks(id="x1", premises=("c1",), target="x2")
    two = am.Attacks(id="x2", premises=("c2",), target="x1")
    three = am.Attacks(id="x3", premises=("c1",), target="x1")
    m = am.ArgumentMap([am.Claim(id="c1", text="x"), am.Claim(id="c2", text="y")], [one, two, three])
    graph = m.to_networkx(flat=True)
    assert ["c1", "c2", "x1", "x2"] == list(graph)
    assert {("c1", "x2", "x1"), ("c2", "x1", "x2"), ("c1", "x1", "x3")} == set(graph.edges)


def test_a_long_chain_of_relations_on_relations_is_walked_once() -> None:
    count = 20_000
    steps = [am.Attacks(id="x0", premises=("c1",), target="c2")]
    steps += [am.Attacks(id=f"x{i}", premises=("c1",), target=f"x{i - 1}") for i in range(1, count)]
    m = am.ArgumentMap([am.Claim(id="c1", text="x"), am.Claim(id="c2", text="y")], reversed(steps))
    assert {"c2"} == {head for _, head in m.to_networkx(flat=True).edges()}


class Meta(am.Attacks, kind="graph_meta"):
    """A relation of one's own, with relations as premises and fields named as networkx's own."""

    premise_kinds = (am.Part,)
    source: str = ""
    key: int = 0
    label: str = ""
    position: tuple[int, ...] = ()


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_fields_named_like_attributes_of_networkx_and_hostile_texts_come_back(text: str) -> None:
    step = am.Supports(id="s1", premises=("c1",), target="c2", rationale=text)
    meta = Meta(
        id="m1",
        premises=("s1", "c1"),
        target="s1",
        source=text,
        key=3,
        label=text,
        position=(1, 2),
        note=text,
    )
    m = am.ArgumentMap(
        [am.Claim(id="c1", text=text, title=text, tags=(text,)), am.Claim(id="c2", text="x")],
        [step, meta],
        title=text,
        note=text,
        sources=[am.Source(id="s", title=text)],
    )
    graph = m.to_networkx()
    assert m == from_networkx(through_node_link(graph)) == from_networkx(through_graphml(graph))
    flat = m.to_networkx(flat=True)
    assert ["c1", "c2", "s1"] == list(flat), "a relation that is a premise stays a vertex"
    assert 3 == flat.number_of_edges() == through_graphml(flat).number_of_edges()


def test_half_a_character_comes_back_too() -> None:
    m = am.ArgumentMap([am.Claim(id="c1", text="a\ud800b")])
    graph = m.to_networkx()
    assert "a\ufffdb" == graph.nodes["c1"]["text"]
    assert m == from_networkx(through_graphml(graph))


def test_a_changed_attribute_counts() -> None:
    """Also where the text as it was stands in ``data``."""
    m = am.ArgumentMap([am.Claim(id="c1", text="a\x00b"), am.Claim(id="c2", text="y")])
    graph = m.to_networkx()
    graph.nodes["c1"]["text"] = "Another."
    graph.nodes["c2"]["text"] = "A third."
    graph.add_node("c3", part="node", kind="question", text="Is it?")
    graph.remove_node("c2")
    assert am.ArgumentMap(
        [am.Claim(id="c1", text="Another."), am.Question(id="c3", text="Is it?")]
    ) == from_networkx(graph)


def test_all_that_is_wrong_with_a_graph_is_told_at_once() -> None:
    m, _, _ = argued()
    graph = m.to_networkx()
    graph.remove_edge("s1", "c1", key="target")
    graph.remove_edge("c3", "x1", key="premise")
    graph.add_node("stray")
    graph.add_edge("c1", "c2", weight=3)
    graph.nodes["c1"]["pagerank"] = 0.5
    graph.nodes["c2"]["text"] = 3
    with pytest.raises(am.FormatError) as caught:
        from_networkx(graph)
    for words in (
        "the vertex 'stray' must have part='node' or part='relation', not None",
        "the edge from 'c1' to 'c2' must lead to a relation",
        "the relation 's1' has 2 edges from premises and 0 to a target",
        "the relation 'x1' has 0 edges from premises and 1 to a target",
        "claim 'c1': pagerank: Extra inputs are not permitted",
        "claim 'c2': text: Input should be a valid string",
    ):
        assert words in str(caught.value)
    assert 7 == len(str(caught.value).split("\n"))


@pytest.mark.parametrize(
    "graph", [nx.Graph(), am.ArgumentMap().to_networkx(flat=True)], ids=["undirected", "flat"]
)
def test_a_graph_that_has_lost_what_makes_a_map_is_refused(graph: Any) -> None:
    with pytest.raises(am.FormatError, match="takes m.to_networkx"):
        from_networkx(graph)


def test_other_wrong_graphs_are_refused_as_what_they_are() -> None:
    graph = am.ArgumentMap([am.Claim(id="c1", text="x")]).to_networkx()
    graph.nodes["c1"]["kind"] = "cliam"
    with pytest.raises(am.UnknownKindError, match="Did you mean 'claim'"):
        from_networkx(graph)
    graph.nodes["c1"].update(kind="claim", data="no json")
    with pytest.raises(am.FormatError, match="data is no JSON"):
        from_networkx(graph)
    del graph.nodes["c1"]["data"]
    graph.graph["thesis"] = "c9"
    with pytest.raises(am.InvalidMapError, match="c9"):
        from_networkx(graph)
    graph.graph.update(thesis="c1", data='{"sources": [{"name": "x"}]}')
    with pytest.raises(am.FormatError, match="sources"):
        from_networkx(graph)


def test_networkx_draws_both_projections() -> None:
    """With the labels as one would; where matplotlib is there."""
    matplotlib = pytest.importorskip("matplotlib", reason="nx.draw needs matplotlib")
    matplotlib.use("Agg")
    m, _, _ = argued()
    for flat in (False, True):
        graph = to_networkx(m, flat=flat)
        labels = nx.get_node_attributes(graph, "label")
        nx.draw(graph, pos=dict.fromkeys(graph, (0.0, 1.0)), labels=labels)
