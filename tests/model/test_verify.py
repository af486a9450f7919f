"""The report on a map's quotes says what stands where, and what no part quotes."""

from __future__ import annotations

import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.model.text import Coverage, Place, SourceText, Verification, coverage, verify

TEXT = SourceText(
    "The army won every battle.\n\n"
    "The roots of extremism stayed, because courts are weak.\n\n"
    "Nobody quotes this."
)
OTHER = "A second text."


def rain_map() -> am.ArgumentMap:
    """Three parts with a quote each, the last one a relation."""
    d = am.Draft("Battles", source=am.Source(id="s"), text=TEXT)
    won = d.claim("Battles were won.", quote="The army won")
    roots = d.thesis("Roots stayed.", quote=("The roots", "stayed"))
    d.support(roots, won, quotes=["because"])
    return d.map()


def with_quotes(*quotes: am.Quote, source: am.Source | None = None) -> am.ArgumentMap:
    """A map whose quotes nobody has checked."""
    nodes = [am.Claim(id=f"c{n}", text="x", quotes=(quote,)) for n, quote in enumerate(quotes, 1)]
    return am.ArgumentMap(nodes, sources=[source or am.Source(id="s")])


def test_every_quote_of_nodes_and_relations_is_reported_in_document_order() -> None:
    report = rain_map().verify(TEXT)
    assert [("c1", 1), ("c2", 2), ("s1", 2)] == [(q.part, q.paragraph) for q in report.quotes]
    assert ["The army won", "The roots of extremism stayed", "because"] == [
        TEXT.text[slice(*q.place)] for q in report.quotes
    ]
    assert (True, (), False) == (report.ok, report.failed, report.changed)
    assert "3 quotes of the source 's': 3 exact; all verified" == report.summary


def test_a_text_may_be_given_as_a_string() -> None:
    assert rain_map().verify(TEXT) == rain_map().verify(TEXT.text)
    assert isinstance(verify(rain_map(), TEXT.text), Verification)


def test_a_map_without_quotes_is_verified() -> None:
    report = with_quotes(source=am.Source(id="s")).verify("")
    assert report.ok
    assert "0 quotes of the source 's'" == str(report)


def test_what_fails_is_told_with_its_reason() -> None:
    m = with_quotes(
        am.Quote(source="s", exact="The army lost"),
        am.Quote(source="s", exact="battle"),
        am.Quote(source="s", exact="zebra"),
        am.Quote(source="s", opening="The", closing="stayed"),
        am.Quote(source="s", exact="Won"),
    )
    report = m.verify("The army won a battle. The roots stayed; a battle is won. Won.")
    assert ["fuzzy", "ambiguous", "missing", "ambiguous", "exact"] == [q.status for q in report.quotes]
    assert ["c1", "c2", "c3", "c4"] == [q.part for q in report.failed]
    assert not report.ok
    assert not report
    assert "4 not verified" in report.summary
    assert "c1: the words 'The army lost' do not stand in the text" in str(report)
    assert "[-lost-]" in str(report)
    assert all(q.message for q in report.failed)


def test_an_unchanged_text_holds_the_offsets_to_what_they_say() -> None:
    source = TEXT.described(am.Source(id="s"))
    m = with_quotes(am.Quote(source="s", exact="won every", start=0, end=9), source=source)
    (quote,) = m.verify(TEXT).failed
    assert ("exact", Place(9, 18), Place(0, 9)) == (quote.status, quote.place, quote.moved_from)
    assert "not at 0–9" in quote.message


def test_a_changed_text_is_re_anchored_by_words_and_says_so() -> None:
    report = rain_map().verify(f"New edition.\n\n{TEXT.text}")
    assert report.ok
    assert report.changed
    assert [
        (Place(0, 12), Place(14, 26)),
        (Place(28, 57), Place(42, 71)),
        (Place(59, 66), Place(73, 80)),
    ] == [(q.moved_from, q.place) for q in report.moved]
    assert [2, 3, 3] == [q.paragraph for q in report.quotes]
    assert "re-anchored by its words: 0–12 → 14–26" in str(report)
    assert "sha256 differs" in report.summary
    assert "3 moved" in report.summary


def test_a_changed_text_that_lost_a_word_fails_just_there() -> None:
    report = rain_map().verify(TEXT.text.replace("won", "nearly won"))
    assert ["c1"] == [q.part for q in report.failed]
    assert {"c2", "s1"} == {q.part for q in report.moved}


def test_offsets_of_another_text_settle_nothing() -> None:
    old = SourceText("It rains. It pours. Then it is dry. It rains again.")
    m = am.Draft(source=am.Source(id="s"), text=old)
    m.claim("x", quote=am.Quote(source="s", exact="It rains", start=36, end=44))
    assert m.map().verify(old).ok
    # What stood first now stands where the second was: the words cannot tell which one is meant.
    new = "x" * 35 + " It rains. It pours. Then it is dry. It rains again."
    assert Place(36, 44) in SourceText(new).find("It rains").places
    (quote,) = m.map().verify(new).quotes
    assert ("ambiguous", False) == (quote.status, quote.ok)


def test_context_settles_in_a_changed_text_too() -> None:
    source = SourceText("old").described(am.Source(id="s"))
    found = am.Quote(source="s", exact="It rains", suffix="again", start=90, end=98)
    (quote,) = with_quotes(found, source=source).verify("It rains. It rains again.").quotes
    assert (True, Place(10, 18)) == (quote.ok, quote.place)


def test_a_source_that_does_not_know_its_text_is_taken_at_its_offsets() -> None:
    twice = am.Quote(source="s", exact="It rains", start=10, end=18)
    report = with_quotes(twice).verify("It rains. It rains.")
    assert (True, None, ()) == (report.ok, report.changed, report.moved)
    report = with_quotes(twice).verify("It rains.")
    assert report.ok
    assert "no sha256" in report.summary


def test_of_several_sources_one_is_named() -> None:
    sources = [am.Source(id="a"), am.Source(id="b")]
    nodes = [
        am.Claim(id=f"c{id}", text="x", quotes=(am.Quote(source=id, exact=words),))
        for id, words in (("a", "army"), ("b", "second"))
    ]
    m = am.ArgumentMap(nodes, sources=sources)
    with pytest.raises(am.ArgmapError, match="source='a' or source='b'"):
        m.verify(TEXT)
    assert ["ca"] == [q.part for q in m.verify(TEXT, source="a").quotes]
    assert ["cb"] == [q.part for q in m.verify(OTHER, source="b").quotes]
    assert 1 == len(coverage(m, OTHER, source="b").paragraphs)
    with pytest.raises(am.UnknownIdError):
        m.verify(TEXT, source="c")
    with pytest.raises(am.ArgmapError, match="no source"):
        am.ArgumentMap().verify(TEXT)


def test_the_table_is_aligned_and_closes_with_a_summary() -> None:
    lines = str(rain_map().verify(TEXT)).splitlines()
    assert [
        "part  status  paragraph  place  words               remark",
        "────  ──────  ─────────  ─────  ──────────────────  ──────",
        "c1    exact   1          0–12   The army won",
        "c2    exact   2          28–57  The roots … stayed",
        "s1    exact   2          59–66  because",
        "3 quotes of the source 's': 3 exact; all verified",
    ] == lines
    assert "\n".join(lines) == repr(rain_map().verify(TEXT))


class Tags(html.parser.HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("words", ["<script>alert(1)</script> & so", 'a"b', "red\x1b[31m\nline"])
def test_a_notebook_shows_words_as_text_and_a_terminal_obeys_none(words: str) -> None:
    m = with_quotes(am.Quote(source="s", exact=words))
    plain_words = " ".join(words.split()).replace("\x1b", "�")
    for text in ("nothing", f"x {words} y"):
        for report in (m.verify(text), coverage(m, text)):
            bundle = report._repr_mimebundle_()
            assert {"text/plain", "text/html"} == set(bundle)
            assert str(report) == bundle["text/plain"]
            tags = Tags(bundle["text/html"])
            assert tags.tags <= {"table", "thead", "tbody", "tr", "th", "td", "p", "br"}
            assert not re.search(r"[\x00-\x09\x0b-\x1f]", bundle["text/plain"])
            if isinstance(report, Verification) or text != "nothing":
                assert plain_words in tags.text
                assert plain_words in bundle["text/plain"]


def test_coverage_tells_the_paragraphs_and_characters_that_no_part_quotes() -> None:
    covered = coverage(rain_map(), TEXT)
    assert isinstance(covered, Coverage)
    assert [3] == [block.number for block in covered.unquoted_paragraphs]
    assert [("c1",), ("c2", "s1"), ()] == [block.parts for block in covered.paragraphs]
    first, second, third = covered.paragraphs
    assert (26, 14, (Place(12, 26),)) == (first.characters, first.unquoted, first.gaps)
    assert " every battle." == TEXT.text[slice(*first.gaps[0])]
    assert (Place(57, 59), Place(66, 83)) == second.gaps
    assert 19 == third.unquoted == third.characters == len("Nobody quotes this.")
    assert (14 + 2 + 17 + 19, 12 + 29 + 7) == (covered.unquoted, covered.quoted)
    assert "52 of 100 characters" in covered.summary
    assert "3          19          19          none   Nobody quotes this." in str(covered)


def test_what_is_not_verified_covers_nothing() -> None:
    m = with_quotes(am.Quote(source="s", exact="The"), am.Quote(source="s", exact="The army won"))
    covered = coverage(m, TEXT)
    assert (1, 12) == (covered.unverified, covered.quoted)
    assert "1 quote not verified" in covered.summary
    assert () == coverage(m, "").paragraphs
    moved = am.Quote(source="s", exact="The army won", start=5, end=17)
    covered = coverage(with_quotes(moved, source=TEXT.described(am.Source(id="s"))), TEXT)
    assert (1, 0) == (covered.unverified, covered.quoted)
    assert "of 0 paragraphs" in str(coverage(m, ""))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6))
def test_coverage_counts_each_character_once(spans: list[tuple[int, int]]) -> None:
    words = [f"w{n}" for n in range(30)]
    text = " ".join(words[:10]) + "\n\n" + " ".join(words[10:20]) + "\n \n" + " ".join(words[20:])
    quotes, quoted = [], set()
    for first, count in spans:
        run = words[first : first + count]
        if run:
            quotes.append(am.Quote(source="s", opening=run[0], closing=run[-1]) if len(run) > 1 else None)
            quotes[-1] = quotes[-1] or am.Quote(source="s", exact=run[0])
            start = re.search(rf"\b{run[0]}\b", text).start()
            quoted |= set(range(start, re.search(rf"\b{run[-1]}\b", text).end()))
    paragraphs = {at for found in re.finditer(r"\S.*", text) for at in range(*found.span())}
    covered = coverage(with_quotes(*quotes), text)
    assert len(paragraphs & quoted) == covered.quoted
    assert len(paragraphs - quoted) == covered.unquoted
    assert {
        at for block in covered.paragraphs for gap in block.gaps for at in range(*gap)
    } == paragraphs - quoted


def test_a_not_between_the_ends_of_a_passage_is_not_verified() -> None:
    """Only the ends are quoted, so the length must tell that something came in between."""
    d = am.Draft(text="All people are willing to help, they say.")
    d.claim("People help.", quote=("All people", "to help"))
    m = d.map()
    report = m.verify("Today all is well. All people are not willing to help, they say.")
    assert not report.ok
    assert "4 characters longer" in str(report)
    assert m.verify("Today. All people are willing to help, they say.").ok
