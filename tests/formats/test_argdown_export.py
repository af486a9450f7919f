"""Argdown JSON, as Argdown's programs export it, says the same map as the document that it was exported from."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am

DOCUMENT = """\
# The lane

[Close]: The lane should be closed. #recommendation
  + <Safety>
  - [Trade]: It costs the shops customers. {voice: traders}
  >< [Open]: The lane should stay open.

## Safety

<Safety>: Cars endanger children.

(1) [Cars]: Cars turn among children 🚸 *daily*. #evidence
(2) Where cars turn, children are hurt.
-- practical reasoning {rationale: from harm} --
(3) [Close]
  <_ <Signs>: Signs would do.
"""


def member(title: str, text: str, role: str, section: str, **more: Any) -> dict[str, Any]:
    return {"type": "statement", "title": title, "text": text, "role": role, "section": section, **more}


def relation(
    kind: str, source: str, source_type: str, target: str, target_type: str, **more: Any
) -> dict[str, Any]:
    return {"type": "relation", "relationType": kind, "from": source, "fromType": source_type,
            "to": target, "toType": target_type, **more}  # fmt: skip


def export() -> dict[str, Any]:
    """What @argdown/node 1.7 writes for the document, without lines, columns and colours."""
    close = member("Close", "The lane should be closed. #recommendation", "top-level-statement", "s1",
                   tags=["recommendation"],
                   ranges=[{"type": "tag", "start": 27, "stop": 41, "tag": "recommendation"}])  # fmt: skip
    trade = member(
        "Trade", "It costs the shops customers. ", "relation-statement", "s1", data={"voice": "traders"}
    )
    stay = member("Open", "The lane should stay open.", "relation-statement", "s1")
    cars = member("Cars", "Cars turn among children 🚸 daily. #evidence", "premise", "s2",
                  argumentTitle="Safety", tags=["evidence"],
                  ranges=[{"type": "italic", "start": 28, "stop": 32},
                          {"type": "tag", "start": 35, "stop": 43, "tag": "evidence"}])  # fmt: skip
    hurt = member(
        "Untitled 1", "Where cars turn, children are hurt.", "premise", "s2", argumentTitle="Safety"
    )
    end = member("Close", "", "main-conclusion", "s2", isReference=True, argumentTitle="Safety",
                 inference={"type": "inference", "inferenceRules": ["practical reasoning"],
                            "data": {"rationale": "from harm"}, "conclusionIndex": 2})  # fmt: skip
    whole = "equivalence-class"
    return {
        "arguments": {
            "Safety": {"type": "argument", "title": "Safety", "section": "s2", "pcs": [cars, hurt, end],
                       "members": [member("Safety", "", "argument-description", "s1", isReference=True),
                                   member("Safety", "Cars endanger children.", "argument-description", "s2")]},
            "Signs": {"type": "argument", "title": "Signs", "section": "s2", "pcs": [],
                      "members": [member("Signs", "Signs would do.", "argument-description", "s2")]},
        },
        "statements": {
            "Close": {"type": whole, "title": "Close", "members": [close, end], "tags": ["recommendation"],
                      "section": "s1"},
            "Trade": {"type": whole, "title": "Trade", "members": [trade], "section": "s1",
                      "data": {"voice": "traders"}},
            "Open": {"type": whole, "title": "Open", "members": [stay], "section": "s1"},
            "Cars": {"type": whole, "title": "Cars", "members": [cars], "tags": ["evidence"], "section": "s2"},
            "Untitled 1": {"type": whole, "title": "Untitled 1", "members": [hurt], "section": "s2"},
        },
        "relations": [
            relation("attack", "Trade", whole, "Close", whole),
            relation("contradictory", "Close", whole, "Open", whole),
            relation("undercut", "Signs", "argument", "Safety", "inference", conclusionIndex=2),
        ],
        "sections": [{"type": "section", "id": "s1", "level": 1, "title": "The lane", "children": [
            {"type": "section", "id": "s2", "level": 2, "title": "Safety", "children": [], "parent": "s1"}]}],
        "tags": {"recommendation": {"tag": "recommendation"}},
    }  # fmt: skip


def test_an_export_is_the_map_of_its_document() -> None:
    """Kinds, texts, sections, schemes, fields of the data, undercuts; recognised without a name."""
    reading = am.reads(json.dumps(export()))
    assert "argdown-json" == reading.format
    assert () == reading.dropped
    written = am.loads(DOCUMENT, format="argdown")
    assert set(written.parts.values()) == set(reading.map.parts.values())
    assert "Cars turn among children 🚸 daily." == reading.map["Cars"].text
    assert ("The lane", "Safety") == reading.map["Cars"].section


def test_the_suffix_is_known(tmp_path: Any) -> None:
    path = tmp_path / "lane.argdown.json"
    path.write_text(json.dumps(export()), "utf-8")
    assert "recommendation" == am.load(path)["Close"].kind


def test_what_is_not_understood_is_named() -> None:
    data = export()
    data["relations"] += [7, relation("hinders", "A", "argument", "B", "argument"),
                          relation("attack", "Trade", "equivalence-class", "Gone", "equivalence-class")]  # fmt: skip
    data["statements"]["Odd"] = []
    data["arguments"]["Safety"]["pcs"].append(member("Gone", "x", "premise", "s2"))
    data["words"] = 3
    reading = am.reads(json.dumps(data))
    assert (
        "words: Argdown's export has no such key",
        "statements: 'Odd' is none",
        "Safety: the statement 'Gone' of its structure is not there",
        "relations[3]: no relation of Argdown",
        "relations[4]: no relation of Argdown",
        "relations[5]: an end that is not there",
    ) == reading.dropped
    with pytest.raises(am.ArgmapError, match="hinders|no relation|no such key"):
        am.reads(json.dumps(data), strict=True)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"statements": []}', "{", '{"arguments": null}'])
def test_what_is_no_export_is_an_error(text: str) -> None:
    with pytest.raises(am.FormatError):
        am.loads(text, format="argdown-json")


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda v: st.lists(v, max_size=2),
    max_leaves=3,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in entries:
        found += places(inner, (*way, key))
    return found


@given(st.sampled_from(places(export())), ODD)
def test_an_odd_value_anywhere_costs_a_part_at_most(place: tuple[Any, ...], odd: Any) -> None:
    """It is read, or is a FormatError; nothing else comes out."""
    data = export()
    inner: Any = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = odd
    with suppress(am.FormatError):
        assert am.reads(json.dumps(data), format="argdown-json").format
