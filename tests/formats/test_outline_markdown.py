"""Markdown outlines: what the signs and labels of bullets say, and what comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.formats import outline_markdown as outline
from strategies import maps

NOTES = """\
# Trams

> Read in March.

- **question** How should the town pay?
  * By a tax on parking. {#tax}
    + Parking is cheap,
      and land is dear.
      - _step_ Nobody has reckoned it.
    + **evidence** It worked elsewhere. {.implicit}
    + _and_ Both towns are alike.
    - The poor pay most. {#poor .thesis}
  * By fares.
    - [#poor]

## Costs

- A line costs 1\\. million.
  A year\\
  later: two.
"""


def test_bullets_are_nodes_and_their_signs_are_relations() -> None:
    reading = outline.read(NOTES)
    m = reading.map
    assert ((), ()) == (reading.warnings, reading.repaired)
    assert ("Trams", "Read in March.", "poor") == (m.title, m.note, m.thesis_id)
    assert ["q1", "tax", "c2", "c3", "e1", "c4", "poor", "c6", "c7"] == [node.id for node in m.nodes]
    assert [
        ("w1", ("tax",), "q1"),
        ("s1", ("c2",), "tax"),
        ("x1", ("c3",), "s1"),
        ("s2", ("e1", "c4"), "tax"),
        ("x2", ("poor",), "tax"),
        ("w2", ("c6",), "q1"),
        ("x3", ("poor",), "c6"),
    ] == [(r.id, r.premises, r.target) for r in m.relations]
    assert "Parking is cheap, and land is dear." == m["c2"].text
    assert m["e1"].implicit
    assert (
        am.Claim(id="c7", text="A line costs 1. million. A year\nlater: two.", section=("Costs",)) == m["c7"]
    )


def test_what_was_read_is_written_and_read_again_the_same() -> None:
    m = outline.read(NOTES).map
    written = outline.write(m)
    assert () == written.losses
    assert m == outline.read(written.text).map == outline.read("\ufeff" + NOTES.replace("\n", "\r\n")).map


@pytest.mark.parametrize(
    ("text", "kinds", "count"),
    [
        ("- a\n  - b\n  - c\n", ["attacks", "attacks"], 1),
        ("* a\n  * b\n", ["supports"], 1),
        ("1. a\n   1) b\n", ["supports"], 1),
        ("- a\n\t+ b\n\t\t- c\n", ["supports", "attacks"], 0),
        ("- a\n    + b\n  + c\n", ["supports", "supports"], 0),
    ],
)
def test_signs_that_say_nothing_are_read_with_a_warning(text: str, kinds: list[str], count: int) -> None:
    reading = outline.read(text)
    assert kinds == [relation.kind for relation in reading.map.relations]
    assert count == len(reading.warnings)


def test_paragraphs_outside_of_bullets_are_kept_as_the_note() -> None:
    reading = outline.read("- a\n\n  more of a\n\nA remark.\n- b\n")
    assert ["a\n\nmore of a", "b"] == [node.text for node in reading.map.nodes]
    assert "A remark." == reading.map.note
    assert 1 == len(reading.repaired)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no bullet"),
        ("It rains.\n", "no bullet"),
        ("- a\0\n", "NUL"),
        ("- a {#x}\n- b {#x}\n", "second bullet has the id 'x'"),
        ("- a\n  + [#x]\n", "no bullet has the id 'x'"),
        ("- a {#-x}\n", "is no id"),
        ("- **factor** a {#f}\n  * _influences_ b\n  * _serves_ c\n", "serves"),
    ],
)
def test_what_is_no_outline_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(am.FormatError) as error:
        outline.read(text)
    assert says in str(error.value)
    assert error.value.line is not None


def test_deep_and_long_outlines_are_read_and_written() -> None:
    count = 3_000
    deep = "".join(f"{' ' * n}+ n{n}\n" for n in range(count))
    m = outline.read(deep).map
    again = outline.read(outline.write(m).text).map
    pairs = {(f"n{n + 1}", f"n{n}") for n in range(count - 1)}
    for made in (m, again):
        assert pairs == {(made[r.premises[0]].text, made[r.target].text) for r in made.relations}
    for line in ("{" * 300_000 + "}", " " * 300_000 + "}", "_a " * 100_000, "\\" * 300_000):
        assert 1 == len(outline.read(f"- x{line}\n").map.nodes)


@settings(max_examples=60)
@given(maps())
def test_any_map_is_written_and_every_difference_is_named(m: am.ArgumentMap) -> None:
    """Each node is a bullet under its own id; a text without breaks comes back, or its loss is named."""
    written = outline.write(m)
    if not m.nodes:
        return
    reading = outline.read(written.text)
    assert ((), ()) == (reading.warnings, reading.repaired)
    assert {node.id for node in m.nodes} == {node.id for node in reading.map.nodes}
    lost = {loss.part for loss in written.losses if "its text" in loss.message}
    for node in m.nodes:
        assert (node.text != reading.map[node.id].text) == (node.id in lost)
        if node.text == node.text.strip() and node.text.isprintable():
            assert node.id not in lost
    assert m == reading.map or written.losses


def test_an_outline_of_nothing_is_a_map_with_a_title_and_a_warning() -> None:
    """Headings alone are an outline without bullets; prose is none."""
    reading = am.reads("# Rain\n", format="outline")
    assert ("Rain", ("the outline holds no bullet",)) == (reading.map.title, reading.warnings)
    with pytest.raises(am.FormatError, match="no bullet"):
        am.reads("# Rain\n\nIt rains.\n", format="outline")
