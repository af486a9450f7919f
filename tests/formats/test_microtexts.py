"""The XML of the arg-microtexts: units, linked premises, undercuts, quotes, and what is damaged."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import argmap as am
from argmap.errors import FormatError
from argmap.formats import microtexts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "microtexts-xml"
SMALL = (Path(__file__).parent / "fixtures" / "microtexts_small.xml").read_text("utf-8")


def test_linked_premises_join_their_step_and_undercuts_attack_it() -> None:
    reading = microtexts.read(SMALL)
    m = reading.map
    assert reading.is_clean
    assert [
        am.Supports(id="c7", premises=("a2", "a3"), target="a1"),
        am.Attacks(id="c9", premises=("a4", "a6"), target="a1"),
        am.Attacks(id="c11", premises=("a5",), target="c9"),
    ] == list(m.relations)
    assert ("a1", "close the square", "Stance: pro.") == (m.thesis_id, m.title, m.note)
    assert [None, None, None, "opponent", None, "opponent"] == [node.voice for node in m.nodes]


def test_quotes_are_offsets_into_the_joined_text_of_which_the_source_has_the_hash() -> None:
    """A unit that the annotators supplied stands nowhere in the text: it is implicit and has no quote."""
    m = microtexts.read(SMALL).map
    joined = (
        "Close the square, for trams bring more shoppers and cars keep them away. "
        "Some say that trams are loud, but new ones are not."
    )
    assert len(joined) == m.sources[0].length
    assert hashlib.sha256(joined.encode()).hexdigest() == m.sources[0].sha256
    for node in m.nodes[:5]:
        (quote,) = node.quotes
        assert node.text == quote.exact == joined[quote.start : quote.end]
    assert ((), True) == (m.nodes[5].quotes, m.nodes[5].implicit)


def graph(inner: str) -> str:
    return f'<arggraph id="m"><edu id="e1">It rains.</edu><adu id="a1" type="pro"/>{inner}</arggraph>'


@pytest.mark.parametrize(
    ("inner", "begins"),
    [
        ('<edge id="c1" src="a9" trg="a1" type="sup"/>', "c1: an edge with the end 'a9'"),
        ('<edge id="c1" src="a1" trg="a1" type="like"/>', "c1: an edge of the unknown type 'like'"),
        ('<adu id="a1" type="opp"/>', "a1: an adu with an id that stands twice"),
        ('<edge id="c1" src="a1" trg="c1" type="add"/>', "c1: a linked premise of"),
        ('<edge id="c1" src="a1" trg="c1" type="sup"/>', "c1: an edge between ends that no step joins"),
        ('<edge id="c1" src="a1" trg="a1" type="rst"/>', "c1: an edge between ends that no step joins"),
        ('<table id="t"/>', "t: an element 'table'"),
    ],
)
def test_what_is_damaged_is_dropped_and_said(inner: str, begins: str) -> None:
    reading = microtexts.read(graph('<edge id="s" src="e1" trg="a1" type="seg"/>' + inner))
    assert ["It rains."] == [node.text for node in reading.map.nodes]
    assert any(entry.startswith(begins) for entry in reading.dropped), reading.dropped


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE arggraph [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><arggraph><edu id="e">&b;</edu></arggraph>',
        '<!DOCTYPE arggraph [<!ENTITY x SYSTEM "file:///etc/hostname">]><arggraph>&x;</arggraph>',
        "<arggraph>",
        "<graph/>",
        "<arggraph/>",
        graph("\0"),
    ],
)
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        microtexts.read(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
def test_every_real_file_gives_its_units_and_steps() -> None:
    """Counted by the standard library's parser, apart from the reader."""
    for path in sorted(DATA.iterdir()):
        text = path.read_text("utf-8")
        reading = microtexts.read(text, str(path))
        types = [edge.get("type") for edge in ET.fromstring(text.encode()).iter("edge")]
        units = sum(1 for _ in ET.fromstring(text.encode()).iter("adu"))
        assert 1.0 == microtexts.sniff(text)
        assert units == len(reading.map.nodes)
        assert sum(type in ("sup", "exa", "reb", "und") for type in types) == len(reading.map.relations)
        linked = sum(len(step.premises) - 1 for step in reading.map.relations)
        assert types.count("add") == linked
        assert reading.is_clean


def test_a_long_chain_of_edges_at_edges_is_read_once() -> None:
    """Linked premises that name one another join the first step; undercuts of what is not there all go."""
    count = 20_000
    units = "".join(f'<adu id="b{n}" type="pro"/>' for n in range(count))
    linked = '<edge id="c0" src="b0" trg="a1" type="sup"/>' + "".join(
        f'<edge id="c{n}" src="b{n}" trg="c{n - 1}" type="add"/>' for n in range(1, count)
    )
    (step,) = microtexts.read(graph(units + linked)).map.relations
    assert count == len(step.premises)
    undercuts = "".join(f'<edge id="c{n}" src="b{n}" trg="c{n + 1}" type="und"/>' for n in range(count - 1))
    dangling = f'<edge id="c{count - 1}" src="zz" trg="a1" type="sup"/>'
    reading = microtexts.read(graph(units + undercuts + dangling))
    assert ((), count) == (reading.map.relations, len(reading.dropped))
