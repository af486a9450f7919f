"""MindMup's maps: groups are steps, their ideas linked premises; what says nothing of an argument is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap as am
from argmap.errors import FormatError
from argmap.formats import mindmup

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "mup"
SMALL = (Path(__file__).parent / "fixtures" / "mindmup_small.mup").read_text("utf-8")


def test_a_group_is_a_step_and_its_ideas_are_linked_in_the_order_of_their_ranks() -> None:
    reading = mindmup.read(SMALL)
    m = reading.map
    assert ["1", "3", "4", "6", "7"] == [node.id for node in m.nodes]
    assert [
        am.Supports(id="2", premises=("3", "4"), target="1"),
        am.Attacks(id="5", premises=("6",), target="1"),
    ] == list(m.relations)
    assert ("1", "The square", "The thesis.") == (m.thesis_id, m.title, m.nodes[0].note)
    assert (
        "node 4: its attribute 'icon'",
        "node 7: the line to 1, which says neither for nor against",
    ) == reading.dropped


def test_an_id_that_stands_twice_is_another_and_a_title_that_is_not_there_is_the_id() -> None:
    ideas = {"1": {"id": 1, "title": "a"}, "2": {"id": 1}}
    reading = mindmup.read(json.dumps({"formatVersion": 3, "ideas": ideas}))
    assert ["a", "1_2"] == [node.text for node in reading.map.nodes]
    assert 2 == len(reading.repaired)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"formatVersion": 3, "ideas": {}}',
        '{"formatVersion": 3, "ideas": NaN}',
        '{"ideas": ' * 20_000,
        '{"formatVersion": 3, "ideas": {"1": {"attr": {"group": "supporting"}}}}',
        '{"ideas": \0}',
    ],
)
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        mindmup.read(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
def test_every_real_file_gives_its_ideas_and_groups() -> None:
    """Counted in the text of the file: each idea has a list or mapping ``ideas``, the root has one more."""
    for path in sorted(DATA.iterdir()):
        text = path.read_text("utf-8")
        m = mindmup.read(text, str(path)).map
        assert 1.0 == mindmup.sniff(text), path.name
        assert text.count('"group":"') == len(m.relations)
        assert text.count('"ideas":') - 1 - text.count('"group":"') == len(m.nodes)


def test_all_that_is_not_read_is_named() -> None:
    """Of the map and of an idea; how they look says nothing."""
    idea = {"id": 1, "title": "It rains.", "attr": {"style": {}, "score": 3}, "icon": "cloud", "links": []}
    whole = {"formatVersion": 3, "id": "root", "ideas": {"1": idea}, "attr": {"theme": "t", "votes": 2}}
    reading = mindmup.read(json.dumps(whole | {"theme": {"name": "t"}, "links": [{"a": 1}], "author": "A"}))
    assert {
        "map: its links",
        "map: its author",
        "map: its attribute 'votes'",
        "node 1: its attribute 'score'",
        "node 1: its icon",
    } == set(reading.dropped)


def test_a_map_is_known_where_its_version_stands_far_behind() -> None:
    """The keys stand in any order, and ideas may be long."""
    text = (
        '{"id": "root", "ideas": {"x": {"id": 1, "title": "' + "rain " * 2000 + '"}}, "formatVersion": 3, '
        '"theme": "' + "x" * 9000 + '"}'
    )
    assert 1.0 == mindmup.sniff(text)
