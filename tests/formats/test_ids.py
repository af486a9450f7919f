"""Names of others as ids of a map: what a map allows stays, all else becomes an id of its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import argmap as am
from argmap.formats.ids import cleaned, is_id, map_ids, numbered
from argmap.model.part import ID_LENGTH, Id

ID = TypeAdapter(Id)


def allowed(name: str) -> bool:
    try:
        ID.validate_python(name)
    except ValidationError:
        return False
    return True


@given(name=st.text(max_size=8) | st.text("aé²हि٣½Ⅷ‿_.:-\u200d\u0301 \n", max_size=8))
@example("a\n")
@example("x" * 81)
@example("²")
def test_what_counts_as_an_id_is_one(name: str) -> None:
    """The model is asked, whose letters are not those of ``re``."""
    assert allowed(name) or not is_id(name)
    assert allowed(cleaned(name, "n1"))


@pytest.mark.parametrize("name", ["c1", "हिन्दी", "naïve", "証拠", "a.b:c-d", "_", "x" * 80, "e\u0301"])
def test_what_a_map_allows_is_kept(name: str) -> None:
    assert {name: name} == map_ids([name])


@given(names=st.lists(st.text("aA²._- é", max_size=4), unique=True, max_size=12))
def test_each_name_has_an_id_of_its_own(names: list[str]) -> None:
    ids = map_ids(names)
    assert names == list(ids)
    assert len(names) == len(set(ids.values()))
    assert all(map(allowed, ids.values()))
    assert all(ids[name] == name for name in names if is_id(name))


NAMES = ("x²", "½", "a b", "a_b", "हिन्दी", "...", "①")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("aif", json.dumps({"nodes": [{"nodeID": n, "text": n, "type": "I"} for n in NAMES], "edges": []})),
        ("cytoscape", json.dumps({"elements": {"nodes": [{"data": {"id": n, "label": n}} for n in NAMES]}})),
        (
            "sadface",
            json.dumps({"nodes": [{"id": n, "type": "atom", "text": n} for n in NAMES], "edges": []}),
        ),
        ("gsn2x", "".join(f"G{n}:\n  text: '{n}'\n" for n in NAMES)),
        ("tgf", "".join(f"{n.replace(' ', '/')} {n}\n" for n in NAMES) + "#\n"),
        ("carneades", "arguments: {}\nstatements:\n" + "".join(f"  '{n}': '{n}'\n" for n in NAMES)),
        (
            "microtexts",
            "<arggraph>"
            + "".join(
                f'<edu id="e{n}">{n}</edu><adu id="{n}" type="pro"/><edge id="c{n}" src="e{n}" trg="{n}" type="seg"/>'
                for n in NAMES
            )
            + "</arggraph>",
        ),
        ("brat", "".join(f"T{n.replace(' ', '/')}\tClaim 0 {len(n)}\t{n}\n" for n in NAMES)),
    ],
)
def test_a_file_with_names_that_are_no_ids_is_read(word: str, text: str) -> None:
    """No format refuses a file for its names."""
    assert sorted(NAMES) == sorted(node.text for node in am.reads(text, format=word).map.nodes)


def test_a_name_of_any_length_becomes_a_short_id() -> None:
    """Only the beginning of a name is looked at, however long it is."""
    id = map_ids(["²" + "x" * 10_000_000])["²" + "x" * 10_000_000]
    assert "_" + "x" * (ID_LENGTH - 11) == id
    assert "x" * (ID_LENGTH - 10) == cleaned("x" * 10_000_000, "n1")


MANY = 20_000
SAME_IDS = {
    "kialo": "Discussion Title: T\n\n1. A thesis.\n" + "1.1. Pro: A reason.\n" * MANY,
    "mindmup": json.dumps(
        {"formatVersion": 3, "ideas": {str(n): {"id": "i", "title": "Rain"} for n in range(MANY)}}
    ),
    "csl": json.dumps([{"id": "i", "type": "book", "title": "Rain"}] * MANY),
    "bibtex": "@book{i, title = {Rain}}\n" * MANY,
    "webannotation": json.dumps(
        [
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "i",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": "Rain"},
                "target": f"http://example.org/{n}",
            }
            for n in range(MANY)
        ]
    ),
}


class _Counting(set[str]):
    asked = 0

    def __contains__(self, item: object) -> bool:
        self.asked += 1
        return super().__contains__(item)


def test_no_number_is_tried_twice() -> None:
    """The thousandth of a name is found as soon as the second."""
    taken, last = _Counting({"a"}), dict[str, int]()
    for _ in range(1_000):
        taken.add(numbered("a", taken, last))
    assert {"a", *(f"a_{number}" for number in range(2, 1_002))} == taken
    assert taken.asked < 3_000


@pytest.mark.parametrize("format", SAME_IDS)
def test_parts_with_the_same_id_are_all_read_and_each_is_named(format: str) -> None:
    """Thousands of parts that share an id are numbered, and the reading says so of each."""
    reading = am.reads(SAME_IDS[format], format=format)
    parts = reading.map.nodes or reading.map.sources
    assert MANY == len({part.id for part in parts}) - (format == "kialo")
    assert MANY - 1 == len(reading.repaired)
