"""arguebuf JSON: what it says is a map, all of it comes back, and arguebuf loads what is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats import Format, arguebuf
from strategies import maps

TEXT = (Path(__file__).parent / "fixtures" / "arguebuf_small.json").read_text("utf-8")


def document() -> dict[str, Any]:
    return json.loads(TEXT)


def written(m: am.ArgumentMap) -> dict[str, Any]:
    return json.loads(arguebuf.write(m).text)


# Reading


def test_atoms_and_schemes_make_the_map() -> None:
    m = arguebuf.read(TEXT).map
    assert ["a1", "a2", "a3", "a4"] == [claim.id for claim in m.nodes]
    assert "Shops gain from it." == m["a2"].text
    assert (
        am.Supports(id="s1", premises=("a2",), target="a1", scheme="expert opinion"),
        am.Attacks(id="x1", premises=("a3",), target="s1"),
        am.Restates(id="t1", premises=("a4",), target="a1"),
        am.Attacks(id="q1", premises=("a3",), target="a2"),
    ) == tuple(m.relations)
    assert ("a1", "Ann Lee") == (m.thesis_id, m["a1"].voice)


def test_a_resource_is_a_source_and_a_reference_a_quote() -> None:
    m = arguebuf.read(TEXT).map
    assert (am.Source(id="r_1", title="A paper", url="https://example.org/p"),) == m.sources
    quote = am.Quote(source="r_1", exact="closed to cars", start=3, end=17, page="https://example.org/p")
    assert (quote,) == m["a1"].quotes
    assert () == m["a3"].quotes


def test_what_has_no_place_in_the_map_is_reported() -> None:
    reading = arguebuf.read(TEXT)
    assert () == reading.repaired
    assert ("node q1: a preference is read as an attack on what it puts second",) == reading.warnings
    assert [
        "node y1: of the type 'scheme without a type' is no part of a map; kept for writing",
        "node a3: its reference names no resource or no words; kept for writing",
        "graph: no place in a map for metadata, userdata, descriptors of premises, texts of resources, "
        "details of participants, analysts; kept for writing",
    ] == list(reading.dropped)


def test_schemes_that_are_no_relation_are_reported_and_come_back() -> None:
    """No premise, two conclusions, an edge to nowhere, a circle of schemes, an edge between atoms."""
    edges = [("s", "a"), ("b", "t"), ("t", "a"), ("t", "b"), ("a", "zz"), ("u", "v"), ("v", "u"), ("a", "b")]
    doc = {
        "nodes": {id: {"atom": {"text": id}} for id in "ab"}
        | {id: {"scheme": {"support": "SUPPORT_DEFAULT"}} for id in "stuv"}
        | {"w": {}},
        "edges": {f"e{n}": {"source": tail, "target": head} for n, (tail, head) in enumerate(edges)},
        "majorClaim": "s",
    }
    reading = arguebuf.read(json.dumps(doc))
    assert () == tuple(reading.map.relations)
    places = {entry.partition(":")[0] for entry in reading.dropped}
    assert {"node w", "node s", "node t", "node u", "node v", "edge e4", "edge e7", "majorClaim"} == places
    assert doc == written(reading.map)


# Back


def test_the_document_comes_back_equal() -> None:
    w = arguebuf.write(arguebuf.read(TEXT).map)
    assert () == w.losses
    assert document() == json.loads(w.text)
    assert arguebuf.read(TEXT).map == arguebuf.read(w.text).map


def test_the_names_of_protobuf_fields_are_read_too() -> None:
    text = TEXT.replace("majorClaim", "major_claim")
    assert "a1" == arguebuf.read(text).map.thesis_id
    assert json.loads(text) == written(arguebuf.read(text).map)


NAMES = st.sampled_from(["a", "b", "c d", "", "e"])
NODES = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {
            "atom": st.fixed_dictionaries(
                {},
                optional={
                    "text": st.sampled_from(["", "It rains.", None, 3]),
                    "participant": NAMES,
                    "reference": st.fixed_dictionaries(
                        {"text": st.sampled_from(["", "rain"])},
                        optional={"resource": NAMES, "offset": st.sampled_from([0, 4, -1])},
                    ),
                },
            )
        },
        optional={"userdata": st.sampled_from([{"argmap": '{"kind":"goal"}'}, {"argmap": "{"}, {"x": 1}])},
    ),
    st.fixed_dictionaries(
        {
            "scheme": st.sampled_from(
                [{}, {"support": "SUPPORT_SIGN"}, {"attack": 1}, {"rephrase": "X"}, {"preference": None}]
            )
        }
    ),
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "nodes": st.dictionaries(st.sampled_from("abcdefgh"), NODES, max_size=7),
        "edges": st.dictionaries(
            st.sampled_from("ABCDEFGHIJ"),
            st.fixed_dictionaries(
                {"source": st.sampled_from("abcdefghz"), "target": st.sampled_from("abcdefgh")}
            ),
            max_size=9,
        ),
    },
    optional={
        "resources": st.dictionaries(NAMES, st.fixed_dictionaries({"text": st.just("x")}), max_size=2),
        "participants": st.dictionaries(
            NAMES, st.fixed_dictionaries({"name": st.sampled_from(["Ann", ""])}), max_size=2
        ),
        "majorClaim": st.sampled_from("abz"),
        "userdata": st.just({"argmap": '{"title":"T"}'}),
    },
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_any_document_comes_back_equal(doc: dict[str, Any]) -> None:
    m = arguebuf.read(json.dumps(doc)).map
    assert () == arguebuf.write(m).losses
    if "{" not in [
        mapping.get("argmap") for n in doc["nodes"].values() if (mapping := n.get("userdata", {}))
    ]:
        assert doc == written(m)


# Edits


def test_an_edit_is_written_and_all_else_stays() -> None:
    m = arguebuf.read(TEXT).map
    m = m.replace(
        nodes=[
            *(n.replace(text="New.", voice="Cem") if n.id == "a1" else n for n in m.nodes),
            am.Goal(id="y1", text="Calm."),
        ],
        relations=[*m.relations, am.Supports(id="s2", premises=("a3", "a4"), target="x1", scheme="Sign")],
    )
    expected = document()
    expected["nodes"]["a1"]["atom"] |= {"text": "New.", "participant": "p2"}
    expected["participants"]["p2"] = {"name": "Cem"}
    expected["nodes"]["y1-2"] = {"atom": {"text": "Calm."}, "userdata": {"argmap": '{"kind":"goal"}'}}
    expected["nodes"]["s2"] = {
        "scheme": {"support": "SUPPORT_SIGN"},
        "userdata": {"argmap": '{"scheme":"Sign"}'},
    }
    expected["edges"] |= {
        "a3->s2": {"source": "a3", "target": "s2"},
        "a4->s2": {"source": "a4", "target": "s2"},
        "s2->x1": {"source": "s2", "target": "x1"},
    }
    assert expected == written(m)
    assert [("y1", "its id is 'y1-2'")] == [(loss.part, loss.message) for loss in arguebuf.write(m).losses]


def test_what_is_removed_goes_with_its_edges() -> None:
    m = arguebuf.read(TEXT).map.without("a2")
    expected = document()
    for id in ("a2", "s1", "x1", "q1"):
        del expected["nodes"][id]
    for id in ("e1", "e2", "e3", "e4", "e7", "e8", "e10"):
        del expected["edges"][id]
    assert expected == written(m)
    assert () == arguebuf.write(m).losses


def test_a_changed_step_keeps_the_edges_that_stay() -> None:
    m = arguebuf.read(TEXT).map
    new = am.Attacks(id="s1", premises=("a4", "a2"), target="a1")
    doc = written(m.replace(relations=[new if r.id == "s1" else r for r in m.relations]))
    assert {"attack": "ATTACK_DEFAULT", "premiseDescriptors": ["major"]} == doc["nodes"]["s1"]["scheme"]
    assert document()["edges"].items() <= doc["edges"].items()
    assert {"source": "a4", "target": "s1"} == doc["edges"]["a4->s1"]
    assert new == arguebuf.read(json.dumps(doc)).map["s1"]


# Maps of argmap


@settings(max_examples=80, deadline=None)
@given(m=maps())
def test_every_map_of_argmap_comes_back(m: am.ArgumentMap) -> None:
    w = arguebuf.write(m)
    assert () == w.losses
    assert m == arguebuf.read(w.text).map


def test_an_empty_map_shows_itself() -> None:
    text = arguebuf.write(am.ArgumentMap()).text
    assert {"schemaVersion": 1, "nodes": {}, "edges": {}} == json.loads(text)
    assert 1.0 == arguebuf.sniff(text)
    assert am.ArgumentMap() == arguebuf.read(text).map


def test_foreign_data_of_others_comes_back() -> None:
    m = am.ArgumentMap(foreign=[am.Foreign.of("kialo", {"citations": {"1": [1.0, None]}})])
    assert m == arguebuf.read(arguebuf.write(m).text).map


def example() -> am.ArgumentMap:
    quote = am.Quote(source="paper", exact="it rains a lot", start=4, end=18, page="https://example.org")
    return am.ArgumentMap(
        [
            am.Claim(id="c1", text="Take a coat.", voice="Ann Lee", quotes=(quote,)),
            am.Evidence(id="e1", text="It rains.", form="statistic", citation="paper"),
            am.Claim(
                id="c2", text="Rain is wet.", quotes=(am.Quote(source="paper", opening="a", closing="b"),)
            ),
            am.Claim(id="c3", text="We stay in."),
            am.Question(id="q1", text="What now?"),
        ],
        [
            am.Supports(
                id="s1", premises=("e1", "c2"), target="c1", scheme="Argument from Sign", strength=0.5
            ),
            am.Attacks(id="x1", premises=("c3",), target="s1"),
            am.Conflicts(id="k1", premises=("c3",), target="c1"),
            am.Answers(id="w1", premises=("c1",), target="q1"),
            am.Restates(id="t1", premises=("e1",), target="c2"),
        ],
        title="Rain",
        thesis="c1",
        sources=[am.Source(id="paper", title="A paper", url="https://example.org", authors=("N. N.",))],
    )


def test_arguebuf_loads_what_is_written_and_gives_it_back() -> None:
    """Texts, schemes, the undercut, the reference and the participant; and its own text of it is the same map."""
    library = pytest.importorskip("arguebuf", reason="arguebuf is not installed")
    m = example()
    graph = library.load.dict(written(m))
    assert {node.id: node.text for node in m.nodes} == {n.id: n.plain_text for n in graph.atom_nodes.values()}
    kinds = {"s1": "Support", "x1": "Attack", "k1": "Attack", "w1": "NoneType", "t1": "Rephrase"}
    assert kinds == {id: type(node.scheme).__name__ for id, node in graph.scheme_nodes.items()}
    assert library.Support.SIGN == graph.scheme_nodes["s1"].scheme
    ends = {(edge.source.id, edge.target.id) for edge in graph.edges.values()}
    wanted = {(p, r.id) for r in m.relations for p in r.premises} | {(r.id, r.target) for r in m.relations}
    assert wanted == ends
    atom = graph.atom_nodes["c1"]
    assert "c1" == graph.major_claim.id
    assert "Ann Lee" == atom.participant.name
    assert ("it rains a lot", 4, "A paper") == (
        atom.reference.plain_text,
        atom.reference.offset,
        atom.reference.resource.title,
    )
    again = arguebuf.read(json.dumps(library.dump.dict(graph))).map
    assert m == again.replace(foreign=())


@settings(max_examples=40, deadline=None)
@given(m=maps())
def test_every_map_of_argmap_comes_back_from_arguebuf(m: am.ArgumentMap) -> None:
    """Loaded and dumped by arguebuf, which keeps no order and makes every number a float."""
    library = pytest.importorskip("arguebuf", reason="arguebuf is not installed")
    doc = library.dump.dict(library.load.dict(written(m)))
    assert m == arguebuf.read(json.dumps(doc)).map.replace(foreign=m.foreign)


def test_arguebuf_loads_every_scheme_that_is_written() -> None:
    library = pytest.importorskip("arguebuf", reason="arguebuf is not installed")
    for scheme in library.Support:
        m = am.ArgumentMap(
            [am.Claim(id="a", text="A."), am.Claim(id="b", text="B.")],
            [am.Supports(id="s", premises=("a",), target="b", scheme=scheme.name.replace("_", " ").lower())],
        )
        assert scheme == library.load.dict(written(m)).scheme_nodes["s"].scheme


def test_what_arguebuf_changes_is_read() -> None:
    """Not what argmap once noted beside it."""
    doc = written(example())
    doc["nodes"]["s1"]["scheme"] = {"attack": "ATTACK_DEFAULT"}
    doc["nodes"]["k1"]["scheme"] = {"support": "SUPPORT_BIAS"}
    doc["nodes"]["c1"]["atom"]["text"] = "New."
    doc["nodes"]["c2"]["atom"]["reference"] = {"resource": "paper", "text": "other words"}
    m = arguebuf.read(json.dumps(doc)).map
    assert ("attacks", "supports", "bias") == (m["s1"].kind, m["k1"].kind, m["k1"].scheme)
    assert "New." == m["c1"].text
    assert ["other words"] == [quote.exact for quote in m["c2"].quotes]


# Hostile input


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("[]", "mapping"),
        ('{"edges": {}}', "holds no nodes and no version"),
        ('{"nodes": []}', "nodes must be a mapping"),
        ('{"nodes": {}, "edges": 5}', "edges must be a mapping"),
        ('{"nodes": {"a": {}, "a": {}}}', "twice"),
        ('{"nodes": {}, "metadata": NaN}', "NaN"),
        ('{"nodes": {"a": {"atom": {"text": "\0"}}}}', "NUL"),
        ('{"nodes": ' + '{"a":' * 10_000 + "1" + "}" * 10_001, "nested"),
        (
            '{"nodes": {"a": {"atom": {"text": "x"}, "userdata": {"argmap": '
            '"{\\"kind\\":\\"evidence\\",\\"citation\\":\\"no\\"}"}}}}',
            "no map",
        ),
    ],
)
def test_hostile_input_is_refused(text: str, says: str) -> None:
    with pytest.raises(FormatError, match=says) as caught:
        arguebuf.read(text, "x.json")
    assert "x.json" == caught.value.path


def test_userdata_that_do_not_fit_are_repaired() -> None:
    own = '{"kind": "evidence", "form": "rumour"}'
    reading = arguebuf.read(
        json.dumps({"nodes": {"a": {"atom": {"text": "x"}, "userdata": {"argmap": own}}}})
    )
    assert am.Claim(id="a", text="x") == reading.map["a"]
    (entry,) = reading.repaired
    assert entry.startswith("node a: its userdata do not fit")


def test_foreign_data_that_is_no_document_is_refused() -> None:
    with pytest.raises(FormatError, match="no arguebuf document"):
        arguebuf.write(am.ArgumentMap(foreign=[am.Foreign.of("arguebuf", [1])]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, 1.0),
        ('{"nodes": {}, "schemaVersion": 1}', 1.0),
        ('{"nodes": {}}', 0.0),
        ('{"schemaVersion": 1, "libraryVersion": "1.7.11", "metadata": {}}', 1.0),
        ('{"nodes": [{"atom": {}}]}', 0.0),
        ('{"argmap": "1", "nodes": {"c1": {"kind": "claim", "text": "\\"atom\\": {"}}}', 0.0),
        ("It rains.", 0.0),
    ],
)
def test_only_a_document_that_shows_itself_is_taken_for_one(text: str, expected: float) -> None:
    assert expected == arguebuf.sniff(text)


def test_the_module_describes_a_format() -> None:
    assert "arguebuf" == Format.of(arguebuf).name
