"""Kialo's text export: both layouts, what they say of sources, and what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.formats import kialo
from strategies import maps

FIXTURES = Path(__file__).parent / "fixtures"
OLD = (FIXTURES / "kialo_old.txt").read_text("utf-8")
NEW = (FIXTURES / "kialo_new.txt").read_text("utf-8")


def relations(m: am.ArgumentMap) -> list[tuple[str, str, str]]:
    return [(r.kind, r.premises[0], r.target) for r in m.relations]


def test_the_old_layout_is_read_item_by_item() -> None:
    """Line breaks and enumerations within a text stay text; a reference is a relation from what it names."""
    reading = kialo.read(OLD)
    m = reading.map
    assert ((), (), ()) == (reading.warnings, reading.repaired, reading.dropped)
    assert "Should the market square be closed to cars?" == m.title
    assert "1" == m.thesis_id
    assert ["1", "1.1", "1.1.1", "1.1.2", "1.2"] == [node.id for node in m.nodes]
    assert all(type(node) is am.Claim for node in m.nodes)
    assert m.nodes[0].text.endswith("cars.\nIt should be open to trams all the same.")
    assert m.nodes[2].text.endswith(":\n1. in spring by a tenth,\n2. in autumn by a fifth.")
    assert [
        ("supports", "1.1", "1"),
        ("attacks", "1.1.1", "1.1"),
        ("supports", "1.1.2", "1.1"),
        ("attacks", "1.2", "1"),
        ("attacks", "1.1.2", "1.2"),
        ("supports", "1.1.2", "1"),
    ] == relations(m)


def test_a_markdown_link_is_a_source_and_its_words_are_text() -> None:
    m = kialo.read(OLD).map
    assert "Shops on squares without cars sell more (at least in two towns)." == m.nodes[1].text
    assert ("https://example.org/towns_(north)",) == tuple(source.url for source in m.sources)
    start = m.nodes[1].text.index("two towns")
    assert {"citations": {"1.1": [[start, start + 9, "source1", None]]}} == m.foreign[0].value


def test_the_new_layout_is_read_with_its_question_options_and_sources() -> None:
    """A mark is a quote where its source quotes a sentence; a bracket that is no mark stays text."""
    reading = kialo.read(NEW)
    m = reading.map
    assert ((), (), ()) == (reading.warnings, reading.repaired, reading.dropped)
    assert "How should the town pay for its trams?" == m.title
    assert am.Question(id="1", text="How should the town\npay for its trams?") == m.nodes[0]
    assert m.thesis_id is None
    assert [
        ("answers", "1.1", "1"),
        ("supports", "1.1.1", "1.1"),
        ("attacks", "1.2.1", "1.1"),
        ("answers", "1.2", "1"),
        ("attacks", "1.2.1", "1.2"),
    ] == relations(m)
    assert "Parking is cheap here, and land is dear [sic]." == m["1.1.1"].text
    assert [("source2", "Land in the centre costs nine times more.")] == [
        (quote.source, quote.exact) for quote in m["1.1.1"].quotes
    ]
    assert ["Fares weigh most on the poor."] == [quote.words for quote in m["1.2.1"].quotes]
    assert "The poor pay most." == m["1.2.1"].text
    assert ["parking", "land", "fares"] == [(s.url or "").rpartition("/")[2] for s in m.sources]


@pytest.mark.parametrize("text", [OLD, NEW])
def test_what_was_read_is_written_and_read_again_the_same(text: str) -> None:
    """Every item, quote, mark and link; CRLF and a byte order mark change nothing."""
    m = kialo.read(text).map
    written = kialo.write(m)
    assert () == written.losses
    assert m == kialo.read(written.text).map
    assert written.text == kialo.write(kialo.read(written.text).map).text
    assert m == kialo.read("\ufeff" + text.replace("\n", "\r\n")).map


def test_the_new_layout_comes_out_as_it_went_in() -> None:
    text = "\n".join(line.strip() for line in NEW.splitlines()).replace(
        "Land in the centre\n", "Land in the centre "
    )
    text = text.replace('"Fares weigh most on the poor."', "“Fares weigh most on the poor.”")
    again = "\n".join(line.strip() for line in kialo.write(kialo.read(NEW).map).text.splitlines())
    assert text.replace("[3][1]", "[1] [3]").replace("[sic]", r"\[sic\]") == again


def test_several_theses_and_unlabelled_options_of_the_old_layout() -> None:
    m = kialo.read(
        "Discussion Title: T\n\n1. How?\n1.1. Like this.\n1.1.1. Pro: Easy.\n1.2. Like that.\n"
    ).map
    assert ["question", "claim", "claim", "claim"] == [node.kind for node in m.nodes]
    assert [("answers", "1.1", "1"), ("supports", "1.1.1", "1.1"), ("answers", "1.2", "1")] == relations(m)
    m = kialo.read("Discussion Title: T\n\n1. A.\n1.1. Pro: B.\n2. C.\n2.1. Con: D.\n").map
    assert [("supports", "1.1", "1"), ("attacks", "2.1", "2")] == relations(m)
    assert m.thesis_id is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Discussion Title: T\n\n1. A.\n1.1.1. Pro: B.\n", "repaired"),  # no 1.1
        ("Discussion Title: T\n\n1. A.\n1.1. Pro: B.\n1.1. Con: C.\n", "repaired"),  # twice
        ("A title\n\n1. A.\n1.1. Pro: B.\n", "repaired"),  # no label before the title
        ("Discussion Title: T\n\n1. A.\n1.1. Pro: -> See 1.7.\n", "dropped"),
        ("Discussion Title: T\n\n1. A.\n1.1. Pro: -> See 1.2.\n1.2. Con: -> See 1.1.\n", "dropped"),
        ("Discussion Name:\nT\n\n1. Thesis:\nA.\n\nSources:\n[1] https://a.b “C.”\n", "dropped"),
        (
            "Discussion Name:\nT\n\n1. Thesis:\nA. [1]\n\nSources:\n[1] https://a.b\n[1] https://c.d\n",
            "dropped",
        ),
    ],
)
def test_what_does_not_fit_is_reported(text: str, where: str) -> None:
    """The rest of the debate is read."""
    reading = kialo.read(text)
    assert 1 <= len(getattr(reading, where))
    assert "A." == reading.map.nodes[0].text


def test_a_debate_without_items_is_a_map_with_a_title_and_a_warning() -> None:
    """Only under the heading that argmap writes; a title in the old layout may be all that is left of a file."""
    reading = am.reads("Discussion Name:\nRain\n")
    assert ("kialo", "Rain", ("the debate holds no item",)) == (
        reading.format,
        reading.map.title,
        reading.warnings,
    )


@pytest.mark.parametrize(
    "text", ["", "Discussion Title: T\n", "It rains.\n", "Discussion Title: a\0b\n\n1. A.\n"]
)
def test_a_text_without_items_or_with_a_nul_byte_is_refused(text: str) -> None:
    with pytest.raises(am.FormatError):
        kialo.read(text)


def test_long_lines_and_deep_trees_are_read() -> None:
    """Ids stay short where a number is long, and a debate of 3,000 levels comes back."""
    count = 3_000
    deep = am.ArgumentMap(
        [am.Claim(id=f"c{n}", text=f"Text {n}.") for n in range(count)],
        [am.Supports(id=f"s{n}", premises=(f"c{n + 1}",), target=f"c{n}") for n in range(count - 1)],
        title="Deep",
    )
    written = kialo.write(deep)
    again = kialo.read(written.text)
    assert ((), ()) == (again.repaired, again.dropped)
    assert [node.text for node in deep.nodes] == [node.text for node in again.map.nodes]
    chain = {(again.map[r.premises[0]].text, again.map[r.target].text) for r in again.map.relations}
    assert {(f"Text {n + 1}.", f"Text {n}.") for n in range(count - 1)} == chain
    line = "[" * 200_000 + "](" * 100_000
    assert line == kialo.read(f"Discussion Title: T\n\n1. {line}\n").map.nodes[0].text


def test_undercuts_and_linked_premises_are_named_as_lost() -> None:
    """An undercut is left out and never turned into something else."""
    d = am.Draft("T")
    step = d.support(d.thesis("A."), d.claim("B."), d.claim("C."), jointly=True)
    d.undercut(step, d.claim("D."))
    written = kialo.write(d.map())
    assert {"s1", "x1"} <= {loss.part for loss in written.losses}
    m = kialo.read(written.text).map
    assert [("supports", "1.1", "1"), ("supports", "1.2", "1")] == relations(m)
    assert "D." in {node.text for node in m.nodes}


@settings(max_examples=60)
@given(maps())
def test_any_map_is_written_and_every_difference_is_named(m: am.ArgumentMap) -> None:
    """What is written is read without repair; each node is an item; a text that differs is a loss."""
    written = kialo.write(m)
    if not m.nodes:
        return
    reading = kialo.read(written.text)
    assert ((), ()) == (reading.warnings, reading.repaired)
    assert len(m.nodes) == len(reading.map.nodes)
    lost = {loss.part for loss in written.losses if "its text" in loss.message}
    kept = [node.text for node in m.nodes if node.id not in lost]
    texts = [node.text for node in reading.map.nodes]
    assert not [text for text in kept if text not in texts]
    assert m == reading.map or written.losses
    again = kialo.read(kialo.write(reading.map).text).map
    assert (reading.map.nodes, reading.map.relations) == (
        tuple(node.replace(quotes=reading.map[node.id].quotes) for node in again.nodes),
        again.relations,
    )


def test_a_number_of_a_million_levels_is_refused() -> None:
    """What stands deeper than any debate costs no time, and is an error."""
    with pytest.raises(am.FormatError, match="1,000,000 levels deep") as caught:
        kialo.read("Discussion Title: T\n\n1. A thesis.\n" + "1." * 1_000_000 + " Pro: A reason.\n")
    assert 4 == caught.value.line
