"""AIF JSON: what of a document is a map, that all of it comes back, and what an edit of the map changes."""

from __future__ import annotations

import contextlib
import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats import Format, aif
from strategies import maps

TEXT = (Path(__file__).parent / "fixtures" / "aif_dialogue.json").read_text("utf-8")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "aif"
STEPS = ("RA", "CA", "MA", "PA")


def document() -> dict[str, Any]:
    return json.loads(TEXT)


def node(doc: dict[str, Any], id: object) -> dict[str, Any]:
    (found,) = (node for node in doc["nodes"] if node["nodeID"] == id)
    return found


def written(m: am.ArgumentMap) -> dict[str, Any]:
    return json.loads(aif.write(m).text)


def pairs(doc: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(edge["fromID"]), str(edge["toID"])) for edge in doc["edges"]]


# Reading


def test_claims_and_steps_make_the_map() -> None:
    """An inference is one linked step, a conflict with an inference undercuts it, ids match as 4 or "4"."""
    m = aif.read(TEXT).map
    assert ["2", "4", "5", "7", "9"] == [claim.id for claim in m.nodes]
    assert all(type(claim) is am.Claim for claim in m.nodes)
    assert "shops gain from squares without cars" == m["4"].text
    assert (
        am.Supports(id="6", premises=("4", "5"), target="2", scheme="Example"),
        am.Attacks(id="8", premises=("7",), target="6"),
        am.Restates(id="10", premises=("9",), target="2"),
        am.Attacks(id="16", premises=("7",), target="9", scheme="safety before speed"),
    ) == tuple(m.relations)
    assert [("2", "Ann Lee")] == [(claim.id, claim.voice) for claim in m.nodes if claim.voice]


def test_what_has_no_place_in_the_map_is_reported_with_its_place() -> None:
    reading = aif.read(TEXT)
    assert () == reading.repaired
    assert ("node 16: a preference is read as an attack on what it puts second",) == reading.warnings
    places = [entry.partition(":")[0] for entry in reading.dropped]
    assert [
        "node 1, 11",
        "node 3",
        "node 12",
        "node 15",
        "node 13",
        "node 14",
        "locutions",
        "participants",
        "schemefulfillments",
        "nodes",
    ] == places
    assert (
        "node 13: an inference (RA) has no premise, so it is no relation; kept for writing" in reading.dropped
    )
    assert (
        "node 14: an inference (RA) has 2 conclusions, so it is no relation; kept for writing"
        in reading.dropped
    )
    assert "nodes: no place in a map for timestamp, schemeID; kept for writing" == reading.dropped[-1]
    assert all(entry.endswith("kept for writing") for entry in reading.dropped)


def test_the_one_who_asserts_is_the_voice() -> None:
    """Not the one who agrees, even where that comes first."""
    doc = document()
    doc["nodes"] += [{"nodeID": "30", "text": "Agreeing", "type": "YA"}]
    doc["edges"] = [
        {"edgeID": 30, "fromID": "11", "toID": "30"},
        {"edgeID": 31, "fromID": "30", "toID": "2"},
        *doc["edges"],
    ]
    assert "Ann Lee" == aif.read(json.dumps(doc)).map["2"].voice
    node(doc, "3")["text"] = "Questioning"
    assert "Bob" == aif.read(json.dumps(doc)).map["2"].voice


def step(kind: str, *edges: tuple[int, int]) -> str:
    """Two claims, 1 and 2, a claim 3, steps 10, 11, 12 of this type, and edges."""
    nodes = [{"nodeID": n, "text": f"claim {n}", "type": "I"} for n in (1, 2, 3)]
    nodes += [{"nodeID": n, "text": "", "type": kind} for n in (10, 11, 12)]
    return json.dumps(
        {"nodes": nodes, "edges": [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate(edges)]}
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (step("RA", (1, 10)), []),  # no conclusion
        (step("RA", (10, 1)), []),  # no premise
        (step("RA", (1, 10), (10, 2), (10, 3)), []),  # two conclusions
        (step("RA", (1, 10), (10, 10)), []),  # itself
        (step("RA", (1, 10), (10, 2), (1, 10), (10, 2)), [("10", ("1",), "2")]),  # edges twice
        (step("RA", (1, 10), (10, 1)), [("10", ("1",), "1")]),  # a claim for itself
        (step("MA", (1, 10), (10, 1)), []),
        (step("MA", (1, 10), (10, 2), (2, 11), (11, 10)), [("10", ("1",), "2")]),  # restates no step
        (step("RA", (10, 11), (11, 12), (12, 10)), []),  # steps in a circle, of nothing
        (step("CA", (1, 10), (10, 11), (2, 11), (11, 10)), [("10", ("1",), "11"), ("11", ("2",), "10")]),
        (step("CA", (1, 10), (10, 11), (2, 11), (11, 12)), []),  # 12 has no premise, and all fall with it
        (step("RA", (1, 2), (2, 99)), []),  # claim to claim, and to nowhere
    ],
)
def test_what_can_be_a_relation_is_one_and_the_rest_comes_back(
    text: str, expected: list[tuple[str, tuple[str, ...], str]]
) -> None:
    reading = aif.read(text)
    assert expected == [(r.id, r.premises, r.target) for r in reading.map.relations]
    assert 3 == len(reading.map.nodes)
    steps_in_use = {int(id) for id, _, _ in expected}
    for id in (10, 11, 12):
        assert (id not in steps_in_use) == any(entry.startswith(f"node {id}:") for entry in reading.dropped)
    assert json.loads(text) == written(reading.map)


def test_an_edge_that_ends_nowhere_or_has_no_step_is_reported() -> None:
    dropped = aif.read(step("RA", (1, 2), (2, 99))).dropped
    assert "edge 0: it ties two claims without a step between them; kept for writing" in dropped
    assert "edge 1: it ends at no node; kept for writing" in dropped


def test_nodes_without_an_id_of_their_own_are_repaired_and_come_back() -> None:
    text = json.dumps(
        {
            "nodes": [
                {"nodeID": 1, "text": "a", "type": "I"},
                {"nodeID": "1", "text": "b", "type": "I"},
                {"text": "c", "type": "I"},
                {"nodeID": "my node!", "text": "d", "type": "I"},
                {"nodeID": "x" * 100, "text": None, "type": "I"},
                {"nodeID": 7.5, "text": 12, "type": "I"},
                "no mapping",
                {"nodeID": "9"},
            ],
            "edges": None,
        }
    )
    reading = aif.read(text)
    ids = ["1", "1-2", "n3", "my_node_", "x" * 70, "7.5"]
    assert ids == [claim.id for claim in reading.map.nodes]
    assert ["a", "b", "c", "d", "", "12"] == [claim.text for claim in reading.map.nodes]
    places = ("node 1:", "nodes[2]:", f"node {'x' * 70}:", "node 7.5:")
    assert list(places) == [entry[: entry.index(":") + 1] for entry in reading.repaired]
    assert json.loads(text) == written(reading.map)


# Back


def test_the_document_comes_back_equal() -> None:
    w = aif.write(aif.read(TEXT).map)
    assert () == w.losses
    assert document() == json.loads(w.text)
    assert aif.read(TEXT).map == aif.read(w.text).map


def test_what_is_kept_is_canonical_foreign_data() -> None:
    """A map that has gone through argmap's own format is the same."""
    m = aif.read(TEXT).map
    assert (am.Foreign.of("aif", m.foreign[0].value),) == m.foreign
    assert m == am.loads(m.dumps())
    assert document() == written(am.loads(m.dumps("yaml")))


def test_real_files_come_back_equal_and_no_claim_or_step_is_missed() -> None:
    """Each claim is a node; each step is a relation or reported."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real files is not here")
    for path in sorted(SHARED.glob("*.json")):
        text = path.read_text("utf-8-sig")
        doc, reading = json.loads(text), aif.read(text, path.name)
        types = Counter(node["type"] for node in doc["nodes"])
        assert types["I"] == len(reading.map.nodes), path.name
        refused = sum("so it is no relation" in entry for entry in reading.dropped)
        assert sum(types[kind] for kind in STEPS) == len(reading.map.relations) + refused, path.name
        assert doc == written(reading.map), path.name
        assert 1.0 == aif.sniff(text), path.name


IDS = st.one_of(st.integers(1, 8), st.integers(1, 8).map(str), st.sampled_from([None, "a b", "", 1.5]))
NODES = st.fixed_dictionaries(
    {"nodeID": IDS, "type": st.sampled_from(["I", "I", "I", *STEPS, "L", "YA", "TA", "", "?", None])},
    optional={
        "text": st.sampled_from(["", "It rains.", "RA", "Default Inference", None, 3]),
        "scheme": st.sampled_from(["Example", "default conflict", None, 7]),
        "timestamp": st.just("2024-05-01 10:00:00"),
    },
)
EDGES = st.fixed_dictionaries({"fromID": IDS, "toID": IDS}, optional={"edgeID": IDS})
DOCUMENTS = st.fixed_dictionaries(
    {"nodes": st.lists(NODES, max_size=8), "edges": st.lists(EDGES, max_size=12)},
    optional={
        "locutions": st.lists(st.fixed_dictionaries({"nodeID": IDS, "personID": IDS}), max_size=3),
        "participants": st.lists(
            st.fixed_dictionaries({"participantID": IDS, "firstname": st.sampled_from(["Ann", "", None])}),
            max_size=3,
        ),
        "schemefulfillments": st.none(),
    },
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_any_document_comes_back_equal(doc: dict[str, Any]) -> None:
    m = aif.read(json.dumps(doc)).map
    assert doc == written(m)
    assert () == aif.write(m).losses


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.data())
def test_an_edited_map_says_so_when_read_again_or_the_losses_do(
    doc: dict[str, Any], data: st.DataObject
) -> None:
    """A part removed, a text changed, a claim and a step added: never neither, and nothing else is lost."""
    m = aif.read(json.dumps(doc)).map
    if len(m) and data.draw(st.booleans()):
        m = m.without(data.draw(st.sampled_from(sorted(m.parts))))
    if m.nodes:
        changed = data.draw(st.sampled_from(m.nodes))
        voice = data.draw(st.sampled_from([None, "Cem Ak", changed.voice]))
        nodes = [n.replace(text="New.", voice=voice) if n == changed else n for n in m.nodes]
        nodes.insert(0, am.Claim(id="new", text="Another."))
        added = am.Supports(
            id="snew", premises=("new", changed.id), target=data.draw(st.sampled_from(sorted(m.parts)))
        )
        m = m.replace(nodes=nodes, relations=[*m.relations, added])
    w = aif.write(m)
    again = aif.read(w.text).map
    if not w.losses:
        assert tuple(m.nodes) == tuple(again.nodes)
        assert set(m.relations) <= set(again.relations)
    lost = {loss.part for loss in w.losses}
    renamed = any(loss.message.startswith("its id is") for loss in w.losses)
    for part in m:
        assert renamed or part.id in lost or again.parts.get(part.id) == part
    kept = [json.dumps(n, sort_keys=True) for n in doc["nodes"] if n.get("type") not in ("I", *STEPS)]
    assert not Counter(kept) - Counter(json.dumps(n, sort_keys=True) for n in json.loads(w.text)["nodes"])


# Edits


def test_a_changed_text_is_written_and_nothing_else_changes() -> None:
    m = aif.read(TEXT).map
    m = m.replace(nodes=[n.replace(text="New.") if n.id == "4" else n for n in m.nodes])
    expected = document()
    node(expected, 4)["text"] = "New."
    assert expected == written(m)


def test_a_removed_claim_takes_its_steps_and_edges_and_leaves_the_rest() -> None:
    m = aif.read(TEXT).map.without("5")
    expected = document()
    gone = {"5", "6", "8"}
    expected["nodes"] = [n for n in expected["nodes"] if str(n["nodeID"]) not in gone]
    expected["edges"] = [
        e for e in expected["edges"] if str(e["fromID"]) not in gone and str(e["toID"]) not in gone
    ]
    expected["schemefulfillments"] = [{"nodeID": "3", "schemeID": "74"}]
    assert expected == written(m)
    assert () == aif.write(m).losses


def test_an_added_claim_and_step_are_written_with_new_edges() -> None:
    """New edges are numbered on, and name an old node as its file does."""
    m = aif.read(TEXT).map
    m = m.replace(
        nodes=[*m.nodes, am.Claim(id="c1", text="It is quiet.")],
        relations=[*m.relations, am.Attacks(id="x1", premises=("c1", "7"), target="4")],
    )
    expected = document()
    expected["nodes"] += [
        {"nodeID": "c1", "text": "It is quiet.", "type": "I"},
        {"nodeID": "x1", "text": "Default Conflict", "type": "CA", "scheme": "Default Conflict"},
    ]
    expected["edges"] += [
        {"edgeID": 18, "fromID": "c1", "toID": "x1"},
        {"edgeID": 19, "fromID": "7", "toID": "x1"},
        {"edgeID": 20, "fromID": "x1", "toID": 4},
    ]
    assert expected == written(m)


def test_a_changed_step_keeps_its_node_and_the_edges_that_stay() -> None:
    """Another kind, scheme, premise or target; the fulfilment of the old scheme goes."""
    m = aif.read(TEXT).map
    new = am.Attacks(id="6", premises=("4", "7"), target="2", scheme="Analogy")
    m = m.replace(relations=[new if r.id == "6" else r for r in m.relations])
    doc = written(m)
    assert {
        "nodeID": "6",
        "text": "Analogy",
        "type": "CA",
        "timestamp": "2024-05-01 10:00:03",
        "scheme": "Analogy",
    } == node(doc, "6")
    assert [{"nodeID": "3", "schemeID": "74"}] == doc["schemefulfillments"]
    assert Counter(pairs(document())) - Counter([("5", "6")]) + Counter([("7", "6")]) == Counter(pairs(doc))
    assert new == aif.read(json.dumps(doc)).map["6"]


def test_a_new_part_with_the_id_of_a_kept_node_gets_another() -> None:
    """The locution 1 stays what it is, and the losses tell."""
    m = aif.read(TEXT).map
    w = aif.write(m.replace(nodes=[*m.nodes, am.Claim(id="1", text="One.")]))
    assert [("1", "its id is '1-2'")] == [(loss.part, loss.message) for loss in w.losses]
    assert "One." == aif.read(w.text).map["1-2"].text
    assert document()["nodes"][0] == json.loads(w.text)["nodes"][0]


@pytest.mark.parametrize(
    ("id", "voice"), [("2", "Cem"), ("2", "Bob"), ("2", None), ("4", "Ann Lee"), ("5", "Dee Ek")]
)
def test_a_changed_voice_is_written(id: str, voice: str | None) -> None:
    m = aif.read(TEXT).map
    m = m.replace(nodes=[n.replace(voice=voice) if n.id == id else n for n in m.nodes])
    w = aif.write(m)
    assert () == w.losses
    assert m.nodes == aif.read(w.text).map.nodes
    assert document()["nodes"] == json.loads(w.text)["nodes"][:16]


def test_a_second_node_of_one_id_can_become_a_premise() -> None:
    """It gets an id of its own in the file, as edges would mean the first."""
    two = [{"nodeID": "1", "text": t, "type": "I"} for t in ("a", "b", "c")]
    m = aif.read(json.dumps({"nodes": two, "edges": []})).map
    m = m.replace(relations=[am.Supports(id="s", premises=("1-2",), target="1")])
    w = aif.write(m)
    assert ("1-2",) == aif.read(w.text).map["s"].premises
    assert () == w.losses


# Maps of argmap


def test_a_map_of_argmap_is_a_sound_document() -> None:
    d = am.Draft("Rain")
    coat = d.claim("Take a coat.", voice="Ann Lee")
    why = d.support(coat, d.claim("It rains."), d.claim("Rain is wet."), jointly=True, scheme="sign")
    d.attack(why, d.claim("We stay in."))
    m = d.map().replace(title="")
    w = aif.write(m)
    assert () == w.losses
    assert m == aif.read(w.text).map
    doc = json.loads(w.text)
    assert ["I", "I", "I", "I", "RA", "CA", "L", "YA"] == [n["type"] for n in doc["nodes"]]
    assert ["Default Conflict"] == [n["text"] for n in doc["nodes"] if n["type"] == "CA"]
    ids = [n["nodeID"] for n in doc["nodes"]]
    assert len(ids) == len(set(ids))
    assert all(end in ids for pair in pairs(doc) for end in pair)
    assert [{"participantID": "1", "firstname": "Ann", "surname": "Lee"}] == doc["participants"]


def test_losses_name_the_part_and_an_undercut_never_turns_into_support() -> None:
    nodes = [am.Goal(id="g", text="Peace."), am.Claim(id="c", text="War.", likelihood="likely")]
    m = am.ArgumentMap(
        nodes,
        [
            am.Serves(id="v", premises=("c",), target="g"),
            am.Attacks(id="x", premises=("c",), target="v"),
            am.Conflicts(id="k", premises=("c",), target="g"),
        ],
        title="T",
    )
    assert {
        ("map", "its title, 'T', is left out"),
        ("g", "its kind, 'goal', becomes 'claim'"),
        ("c", "its likelihood, 'likely', is left out"),
        ("v", "the serves is left out"),
        ("x", "the attacks is left out"),
        ("k", "its kind, 'conflicts', becomes 'attacks'"),
    } == {(loss.part, loss.message) for loss in aif.write(m).losses}


@settings(max_examples=60, deadline=None)
@given(m=maps())
def test_what_does_not_come_back_is_a_loss(m: am.ArgumentMap) -> None:
    w = aif.write(m)
    again = aif.read(w.text).map
    lost = {loss.part for loss in w.losses}
    assert w.losses or m == again
    assert all(part.id in lost or again.parts.get(part.id) == part for part in m)
    assert w == aif.write(copy.deepcopy(m))


@settings(max_examples=60, deadline=None)
@given(m=maps(node_kinds=(am.Claim,), relation_kinds=(am.Supports, am.Attacks, am.Restates), fields=False))
def test_claims_supports_attacks_and_restatements_come_back(m: am.ArgumentMap) -> None:
    m = m.replace(title="", thesis=None, note=None, ignore=())
    assert () == aif.write(m).losses
    assert m == aif.read(aif.write(m).text).map


# Hostile input


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("", "empty", 1),
        ("[]", "mapping", None),
        ('{"foo": 1}', "neither nodes nor edges", None),
        ('{"nodes": [\n{"nodeID": NaN}]}', "NaN", 2),
        ('{"nodes": [],\n"edges": [}', "missing here", 2),
        ('{"nodes": {}, "edges": []}', "nodes must be a list", None),
        ('{"nodes": [], "edges": 5}', "edges must be a list", None),
        ('{"nodes": [], "nodes": []}', "twice", None),
        ('{"nodes": ' + "[" * 10_000 + "]" * 10_000 + "}", "nested", None),
        ('{"nodes": [], "x": ' + "[" * 950 + "]" * 950 + "}", "", None),
        ('{"nodes": [{"nodeID": "1", "text": "\0"}]}', "NUL", 1),
    ],
)
def test_hostile_input_is_refused_with_its_place(text: str, says: str, line: int | None) -> None:
    if says == "" and line is None:  # near the limit of nesting: read whole, or refused
        with contextlib.suppress(FormatError):
            assert json.loads(text) == written(aif.read(text).map)
        return
    with pytest.raises(FormatError, match=says) as caught:
        aif.read(text, "x.json")
    assert "x.json" == caught.value.path
    assert line == caught.value.line


def test_foreign_data_that_is_no_document_is_refused() -> None:
    with pytest.raises(FormatError, match="no AIF document"):
        aif.write(am.ArgumentMap(foreign=[am.Foreign.of("aif", [1])]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"nodes":[],"edges":[],"locutions":[]}', 0.8),
        ('{"edges": null, "nodes": []}', 0.3),
        ('{"argmap": "1", "foreign": {"aif": {"nodes": [{"nodeID": "1"}]}}}', 0.0),
        ('{"AIF": {"nodes": [{"nodeID": "1"}]}}', 0.0),
        ('{"nodes": [{"id": "a", "text": "\\"nodeID\\": 1"}], "links": []}', 0.0),
        ('{"nodes": {}, "edges": {}}', 0.0),
        ("It rains.", 0.0),
    ],
)
def test_only_a_document_that_shows_itself_is_taken_for_one(text: str, expected: float) -> None:
    assert expected == aif.sniff(text)


def test_an_empty_document_is_an_empty_map() -> None:
    for text in ('{"nodes":[],"edges":[],"locutions":[]}', '{"nodes":null}', '{"edges":[]}'):
        reading = aif.read(text)
        assert (0, True) == (len(reading.map), reading.is_clean)
        assert json.loads(text) == written(reading.map)


def test_the_module_describes_a_format() -> None:
    format = Format.of(aif)
    assert "aif" == format.name
    assert format.read is not None
    assert format.write is not None
