"""xAIF: an AIF document with its text and drawing around it, there and back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.errors import FormatError
from argmap.formats import Format, aif, xaif
from strategies import maps

TEXT = (Path(__file__).parent / "fixtures" / "xaif_small.json").read_text("utf-8")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "xaif"
STEPS = ("RA", "CA", "MA", "PA")


def document() -> dict[str, Any]:
    return json.loads(TEXT)


def test_claims_steps_and_speakers_are_read() -> None:
    """Ids and persons that are 0 count like any other."""
    reading = xaif.read(TEXT)
    assert [
        ("2", "the trams are late", "Speaker 1"),
        ("3", "nobody trusts the trams", "Speaker 2"),
    ] == [(claim.id, claim.text, claim.voice) for claim in reading.map.nodes]
    assert (am.Supports(id="6", premises=("2",), target="3"),) == tuple(reading.map.relations)
    assert ((), ()) == (reading.warnings, reading.repaired)
    assert "dialog, text, OVA: no place in a map; kept for writing" == reading.dropped[-1]


def test_the_document_comes_back_equal() -> None:
    w = xaif.write(xaif.read(TEXT).map)
    assert () == w.losses
    assert document() == json.loads(w.text)


def test_real_files_come_back_equal_and_no_claim_or_step_is_missed() -> None:
    if not SHARED.is_dir():
        pytest.skip("the folder of real files is not here")
    for path in sorted(SHARED.glob("*.json")):
        text = path.read_text("utf-8-sig")
        doc, reading = json.loads(text), xaif.read(text, path.name)
        types = Counter(node["type"] for node in doc["AIF"]["nodes"])
        assert types["I"] == len(reading.map.nodes), path.name
        refused = sum("so it is no relation" in entry for entry in reading.dropped)
        assert sum(types[kind] for kind in STEPS) == len(reading.map.relations) + refused, path.name
        written = xaif.write(reading.map)
        assert () == written.losses, path.name
        assert doc == json.loads(written.text), path.name
        assert (1.0, 0.0) == (xaif.sniff(text), aif.sniff(text)), path.name


def test_a_changed_text_is_written_and_nothing_else_changes() -> None:
    m = xaif.read(TEXT).map
    m = m.replace(nodes=[n.replace(text="New.") if n.id == "2" else n for n in m.nodes])
    expected = document()
    expected["AIF"]["nodes"][2]["text"] = "New."
    assert expected == json.loads(xaif.write(m).text)


def test_what_is_removed_is_no_longer_drawn() -> None:
    m = xaif.read(TEXT).map.without("2")
    doc = json.loads(xaif.write(m).text)
    assert [0, 1, 3, 4, 5] == [node["nodeID"] for node in doc["AIF"]["nodes"]]
    assert [0, 3] == [node["nodeID"] for node in doc["OVA"]["nodes"]]
    assert [(0, 4)] == [(edge["fromID"], edge["toID"]) for edge in doc["OVA"]["edges"]]
    assert (document()["text"], True, "Ann") == (doc["text"], doc["dialog"], doc["OVA"]["firstname"])
    assert () == xaif.write(m).losses


def test_what_is_added_is_written() -> None:
    m = xaif.read(TEXT).map
    m = m.replace(
        nodes=[*m.nodes, am.Claim(id="c1", text="They were late once.", voice="Ann Lee")],
        relations=[*m.relations, am.Attacks(id="x1", premises=("c1",), target="6")],
    )
    w = xaif.write(m)
    again = xaif.read(w.text).map
    assert () == w.losses
    assert (m.nodes, m.relations) == (again.nodes, again.relations)
    assert document()["OVA"] == json.loads(w.text)["OVA"]


def test_an_aif_document_goes_into_xaif_and_back_out() -> None:
    inner = json.dumps(document()["AIF"])
    wrapped = xaif.write(aif.read(inner).map)
    assert () == wrapped.losses
    assert document()["AIF"] == json.loads(wrapped.text)["AIF"]
    assert document()["AIF"] == json.loads(aif.write(xaif.read(wrapped.text).map).text)
    (loss,) = aif.write(xaif.read(TEXT).map).losses
    assert "map" == loss.part
    assert "foreign" in loss.message


@settings(max_examples=40, deadline=None)
@given(m=maps())
def test_what_does_not_come_back_is_a_loss(m: am.ArgumentMap) -> None:
    w = xaif.write(m)
    assert w.losses or m == xaif.read(w.text).map
    assert aif.write(m).losses == w.losses


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{}", "'AIF' must be a mapping"),
        ('{"AIF": []}', "'AIF' must be a mapping"),
        ('{"AIF": {"nodes": 3}}', "nodes must be a list"),
        ('{"AIF": {}, "OVA": Infinity}', "Infinity"),
        ('{"AIF": {}, "AIF": {}}', "twice"),
        ('{"AIF": {}, "OVA": ' + '{"a":' * 10_000 + "1" + "}" * 10_001, "nested"),
    ],
)
def test_hostile_input_is_refused(text: str, says: str) -> None:
    with pytest.raises(FormatError, match=says) as caught:
        xaif.read(text, "x.json")
    assert "x.json" == caught.value.path


def test_foreign_data_that_is_no_document_is_refused() -> None:
    with pytest.raises(FormatError, match="no xAIF document"):
        xaif.write(am.ArgumentMap(foreign=[am.Foreign.of("xaif", [1])]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"text": "' + "a" * 20_000 + '", "AIF": {}}', 1.0),
        ('{"AIF": null}', 0.0),
        ('{"nodes": [{"text": "\\"AIF\\": {"}]}', 0.0),
        ('{"argmap": "1", "title": "x", "foreign": {"x": {"AIF": {}}}}', 0.0),
        ('["AIF"]', 0.0),
    ],
)
def test_only_a_document_that_shows_itself_is_taken_for_one(text: str, expected: float) -> None:
    assert expected == xaif.sniff(text)


def test_the_module_describes_a_format() -> None:
    assert "xaif" == Format.of(xaif).name
