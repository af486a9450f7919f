"""SADFace: schemes are steps; what a map has no place for, or what is damaged, is reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import argmap as am
from argmap.errors import FormatError
from argmap.formats import sadface

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "sadface"


def document(*edges: tuple[str, str], **more: Any) -> str:
    nodes = [{"id": id, "type": "atom", "text": f"Text {id}."} for id in "abc"]
    nodes += [
        {"id": "s", "type": "scheme", "name": "support"},
        {"id": "k", "type": "scheme", "name": "conflict"},
    ]
    return json.dumps({"nodes": nodes, "edges": [{"source_id": x, "target_id": y} for x, y in edges], **more})


def test_a_scheme_is_a_step_and_one_at_a_scheme_an_undercut() -> None:
    text = document(("a", "s"), ("b", "s"), ("s", "c"), ("c", "k"), ("k", "s"), title="Rain")
    reading = sadface.read(text)
    assert reading.is_clean
    assert "Rain" == reading.map.title
    assert [
        am.Supports(id="s", premises=("a", "b"), target="c"),
        am.Attacks(id="k", premises=("c",), target="s"),
    ] == list(reading.map.relations)


def test_schemes_and_edges_that_join_nothing_are_dropped_and_said() -> None:
    reading = sadface.read(document(("a", "b"), ("a", "s"), ("s", "gone"), ("c", "k"), ("k", "s")))
    assert ((), 3) == (tuple(reading.map.relations), len(reading.map.nodes))
    assert ["edges[0]", "edges[2]", "s", "k"] == [entry.partition(":")[0] for entry in reading.dropped]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"nodes": NaN}', '{"nodes": ' * 20_000, '{"nodes": \0}'])
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        sadface.read(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
def test_every_real_file_gives_its_atoms() -> None:
    for path in sorted(DATA.iterdir()):
        text = path.read_text("utf-8")
        data = json.loads(text)
        if "nodes" not in data:
            continue
        atoms = sum(node.get("type") == "atom" for node in data["nodes"])
        assert atoms == len(sadface.read(text, str(path)).map.nodes)
        if atoms:
            assert 1.0 == sadface.sniff(text), path.name


def test_all_that_is_not_read_is_named() -> None:
    """Of the document, of its metadata, of nodes; empty values say nothing."""
    nodes = [
        {"id": "a", "type": "atom", "text": "It rains.", "sources": [1], "metadata": {}, "colour": "red"}
    ]
    text = json.dumps(
        {
            "nodes": nodes,
            "edges": [7],
            "analyst_name": "A",
            "created": "2024",
            "resources": [],
            "metadata": {"core": {"title": "Rain", "edited": "2025"}, "tool": {"x": 1}},
        }
    )
    reading = sadface.read(text)
    assert "Rain" == reading.map.title
    assert {
        "edges[0]: no edge, but 7",
        "a: its sources",
        "a: its colour",
        "map: its edited",
        "map: its tool",
        "map: its analyst_name",
        "map: its created",
    } == set(reading.dropped)


def test_a_chain_of_schemes_that_leads_nowhere_goes_as_a_whole() -> None:
    """Each of many, once."""
    count = 20_000
    nodes: list[dict[str, str]] = [{"id": "a", "type": "atom", "text": "A."}]
    nodes += [{"id": f"s{n}", "type": "scheme", "name": "conflict"} for n in range(count)]
    edges = [{"source_id": "a", "target_id": f"s{n}"} for n in range(count)]
    edges += [{"source_id": f"s{n}", "target_id": f"s{n + 1}"} for n in range(count - 1)]
    reading = sadface.read(json.dumps({"nodes": nodes, "edges": edges}))
    assert (0, count) == (len(reading.map.relations), len(reading.dropped))
