"""The bridge of Argdown: what its statements, arguments and relations are in a map, and back without loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats.argdown import bridge
from argmap.formats.argdown.fences import within_fences
from argmap.formats.ids import is_id
from strategies import ids, maps

SHARED = Path(__file__).resolve().parents[3] / "shared" / "argdown"
SILENT = {"comments-only", "empty-document", "whitespace-only"}
PROSE = st.from_regex(r"[A-Za-z]{1,8}( [A-Za-z,.#]{1,8}){0,4}", fullmatch=True)

REFORM = """\
===
title: Reform
author: Somebody
===

# Courts

[Thesis]: Reform the courts. #recommendation {deontic: must, colour: red}
  - <Cost>: It is dear.
    _ <Loan>: A loan pays it.
  >< [Nothing]: Do nothing.

## Law

<Proof>: As judges say. {strength: 0.5}

(1) [P]: Courts are slow.
(2) [Q]: Slow is bad. #evidence #2024
-- Modus ponens, Expert --
(3) [R]: Courts are bad.
(4) [S]: The bad is to be reformed.
----
(5) [Thesis]

<Doubt>: It hangs together by nothing.
  _> <Proof>
"""


def read(text: str) -> am.ArgumentMap:
    return bridge.read(text).map


def test_each_thing_of_argdown_has_its_place_in_a_map() -> None:
    """Inferences are linked and chained, undercuts attack the step, contradictions are conflicts."""
    reading = bridge.read(REFORM)
    m = reading.map
    assert ((), (), "Reform") == (reading.repaired, reading.dropped, m.title)
    assert [
        ("Thesis", "recommendation", "Reform the courts.", ("Courts",)),
        ("Nothing", "claim", "Do nothing.", ("Courts",)),
        ("P", "claim", "Courts are slow.", ("Courts", "Law")),
        ("Q", "evidence", "Slow is bad.", ("Courts", "Law")),
        ("R", "claim", "Courts are bad.", ("Courts", "Law")),
        ("S", "claim", "The bad is to be reformed.", ("Courts", "Law")),
        ("Cost", "claim", "It is dear.", ("Courts",)),
        ("Loan", "claim", "A loan pays it.", ("Courts",)),
        ("Doubt", "claim", "It hangs together by nothing.", ("Courts", "Law")),
    ] == [(n.id, n.kind, n.text, n.section) for n in m.nodes]
    assert ("must", ("2024",)) == (m["Thesis"].deontic, m["Q"].tags)
    steps = {(r.kind, r.premises, r.target): r for r in m.relations}
    first = steps[("supports", ("P", "Q"), "R")]
    second = steps[("supports", ("R", "S"), "Thesis")]
    assert ("Modus ponens, Expert", None) == (first.scheme, second.scheme)
    assert ("Proof", 0.5, "As judges say.") == (second.id, second.strength, second.rationale)
    attack = steps[("attacks", ("Cost",), "Thesis")]
    assert ("attacks", ("Loan",), attack.id) in steps
    assert ("attacks", ("Doubt",), "Proof") in steps
    assert {"Thesis", "Nothing"} == {
        end for r in m.relations if r.kind == "conflicts" for end in (*r.premises, r.target)
    }
    assert 6 == len(m.relations)


def test_what_a_map_has_no_place_for_goes_back_out() -> None:
    """Data and front matter that mean nothing to a map are kept as foreign data and written again."""
    m = read(REFORM)
    assert {"front": {"author": "Somebody"}, "data": {"Thesis": {"colour": "red"}}} == m.foreign[0].value
    made = bridge.write(m)
    assert () == made.losses
    assert "author: Somebody" in made.text
    assert "colour: red" in made.text
    assert m == read(made.text)


def test_data_that_fits_no_field_is_reported_and_kept() -> None:
    """A value that the kind does not allow costs only itself."""
    reading = bridge.read("[A]: a {likelihood: perhaps-so}\n\n[B]: b #evidence {citation: nobody}")
    assert ("A", "B") == tuple(n.id for n in reading.map.nodes)
    assert 1 == len(reading.dropped)
    assert "perhaps-so" in reading.dropped[0]
    kept = reading.map.foreign[0].value["data"]
    assert {"A": {"likelihood": "perhaps-so"}, "B": {"citation": "nobody"}} == kept


def test_a_tag_within_a_sentence_is_a_word_of_it() -> None:
    """Only tags after the last word are taken out of a text."""
    m = read("[A]: Fund #policy now #x #y")
    assert ("Fund #policy now", ("policy", "x", "y")) == (m["A"].text, m["A"].tags)
    assert m == read(bridge.write(m).text)


def test_titles_stand_in_the_brackets_and_ids_in_the_data() -> None:
    """A title of several words is the title of the statement, and its id is made of it."""
    m = read("[It is dear!]: Very.\n\n[It is dear?]: Hardly.")
    assert [("It-is-dear", "It is dear!"), ("It-is-dear-2", "It is dear?")] == [
        (n.id, n.title) for n in m.nodes
    ]
    text = bridge.write(m).text
    assert "[It is dear!]: Very. {id: It-is-dear}" in text
    assert m == read(text)


@pytest.mark.parametrize("text", ["", "  \n", "// nothing but a comment\n"])
def test_a_text_that_says_nothing_is_an_error(text: str) -> None:
    """An empty file is never an empty map."""
    with pytest.raises(FormatError, match="no statement"):
        bridge.read(text)


@settings(max_examples=20, deadline=None)
@given(maps())
def test_any_map_comes_back_or_its_losses_are_told(m: am.ArgumentMap) -> None:
    """What Argdown holds comes back; what it does not is a loss; never neither."""
    made = bridge.write(m)
    assert (m == read(made.text)) == (not made.losses)


@settings(max_examples=20, deadline=None)
@given(maps(text=PROSE, id=ids(hostile=False)))
def test_maps_of_prose_lose_nothing(m: am.ArgumentMap) -> None:
    """Every kind, every field, linked steps, steps on steps and sources come back, where the texts are prose."""
    made = bridge.write(m)
    assert () == made.losses
    assert m == read(made.text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus of Argdown documents is not here")
def test_documents_of_the_corpus_keep_their_statements_and_relations() -> None:
    """Every document that says something becomes a map, and that map comes back from its Argdown unchanged."""
    count = 0
    for path in sorted(SHARED.rglob("*.argdown")):
        if path.parent.name in SILENT:
            continue
        m = read(path.read_text(encoding="utf-8-sig"))
        made = bridge.write(m)
        assert () == made.losses, path
        assert m == read(made.text), path
        count += 1
    assert count > 100


@pytest.mark.parametrize("title", ["x²", "हिन्दी", "a b", "½ of it"])
def test_a_title_of_any_script_makes_an_id_that_a_map_allows(title: str) -> None:
    """What is a word to Python's regular expressions is not always one in an id, and the reverse."""
    (node,) = am.loads(f"[{title}]: It rains.", format="argdown").nodes
    assert is_id(node.id)
    assert (node.id == title) is is_id(title)


def test_the_argdown_in_a_markdown_text_is_read_and_its_prose_reported() -> None:
    """Code blocks that are called argdown are one document; errors name the lines of the whole text."""
    reading = bridge.read(
        "# A note\n\nSome words.\n\n```argdown\n[Rain]: It rains.\n  - <Dry>: It is dry.\n```\n\nMore.\n\n"
        "~~~argdown-map\n[Wet]: It is wet.\n  + [Rain]\n~~~\n\n```python\n1 + 1\n```\n"
    )
    assert {"Rain", "Dry", "Wet"} == {node.id for node in reading.map.nodes}
    assert [("attacks", ("Dry",), "Rain"), ("supports", ("Rain",), "Wet")] == [
        (r.kind, r.premises, r.target) for r in reading.map.relations
    ]
    assert ("line 1: Markdown around the Argdown, 6 lines in all",) == reading.dropped


def test_a_text_without_such_blocks_is_taken_whole() -> None:
    """Only a code block that says argdown makes a text Markdown."""
    text = "[Rain]: It rains.\n\n```js\n"
    assert (text, ()) == within_fences(text)
