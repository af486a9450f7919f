"""brat standoff: spans as quotes, checked against the text beside, ties, stances, notes, and what is damaged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import argmap as am
from argmap.errors import ArgmapWarning, FormatError
from argmap.formats import brat
from argmap.model.part import _KINDS
from harness import assert_map

ESSAY = """\
Should trams run at night?

Night trams are worth their price. They bring nurses home, 🚋 and
they keep drunk drivers off the road. Some fear the noise. Still,
trams after dark pay off.
"""


def span(id: str, type: str, *pieces: str) -> str:
    """Return the line of a span: its places are looked up in the essay, apart from the reader."""
    places = [(ESSAY.index(piece), ESSAY.index(piece) + len(piece)) for piece in pieces]
    words = " ".join(pieces).replace("\n", " ")
    return f"{id}\t{type} {';'.join(f'{start} {end}' for start, end in places)}\t{words}"


LINES = [
    span("T1", "MajorClaim", "Night trams are worth their price"),
    span("T2", "MajorClaim", "trams after dark pay off"),
    span("T3", "Claim", "They bring nurses home"),
    span("T4", "Premise", "they keep drunk drivers off the road"),
    span("T5", "Claim", "Some fear the noise"),
    "A1\tStance T3 For",
    "A2\tStance T5 Against",
    "R1\tsupports Arg1:T4 Arg2:T3\t",
    "R2\tattacks Arg1:T3 Arg2:T5\t",
    "A3\tCertainty T4 high",
    "M1\tHedged T5",
    "#1\tAnnotatorNotes T4\tno figure is given",
]


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    (tmp_path / "essay.txt").write_bytes(ESSAY.encode())
    path = tmp_path / "essay.ann"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def test_an_essay_is_read_as_its_scheme_means_it(essay: Path) -> None:
    """Types, ties, stances to the major claim and its restatement become what a map has for them."""
    reading = am.read(essay)
    assert "brat" == reading.format
    assert (True, ()) == (reading.is_clean, reading.warnings)
    m = reading.map
    assert_map(m)
    assert ["T1", "T3", "T4", "T5", "T2"] == [node.id for node in m.nodes]  # as in the text
    assert "T1" == m.thesis_id
    assert {
        "R1": ("supports", ("T4",), "T3"),
        "R2": ("attacks", ("T3",), "T5"),
        "A1": ("supports", ("T3",), "T1"),
        "A2": ("attacks", ("T5",), "T1"),
        "t1": ("restates", ("T2",), "T1"),
    } == {r.id: (r.kind, r.premises, r.target) for r in m.relations}
    assert [("MajorClaim",), (), ("Premise", "Certainty: high"), ("Hedged",), ("MajorClaim",)] == [
        node.tags for node in m.nodes
    ]
    assert "no figure is given" == m["T4"].note


def test_spans_are_quotes_that_stand_in_the_text(essay: Path) -> None:
    """Offsets count code points, the source has the hash and length, and verify finds every quote."""
    m = am.load(essay)
    (source,) = m.sources
    assert (len(ESSAY), hashlib.sha256(ESSAY.encode()).hexdigest()) == (source.length, source.sha256)
    for node in m.nodes:
        (quote,) = node.quotes
        assert node.text == quote.exact == ESSAY[quote.start : quote.end]
    assert all(checked.ok for checked in m.verify(ESSAY).quotes)


def test_a_span_in_pieces_has_a_quote_for_each(tmp_path: Path) -> None:
    """With the text beside it and without; a line end in a span is a space in the words of the file."""
    lines = [span("T1", "Claim", "Night trams", "bring nurses home, 🚋 and\nthey keep")]
    path = tmp_path / "a.ann"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.warns(ArgmapWarning, match=r"a\.txt is not there"):
        alone = am.load(path)
    (tmp_path / "a.txt").write_text(ESSAY, encoding="utf-8")
    beside = am.load(path)
    assert ["Night trams", "bring nurses home, 🚋 and they keep"] == [q.exact for q in alone["T1"].quotes]
    assert ["Night trams", "bring nurses home, 🚋 and\nthey keep"] == [q.exact for q in beside["T1"].quotes]
    assert "Night trams bring nurses home, 🚋 and they keep" == alone["T1"].text == beside["T1"].text
    assert [(q.start, q.end) for q in alone["T1"].quotes] == [(q.start, q.end) for q in beside["T1"].quotes]


def test_without_the_text_the_words_of_the_annotations_count_and_it_says_so() -> None:
    """The offsets are kept; the source has neither hash nor length."""
    reading = am.reads("\n".join(LINES))
    assert ("brat", True) == (reading.format, reading.is_clean)
    assert 1 == len(reading.warnings)
    assert "not verified" in reading.warnings[0]
    assert (None, None) == (reading.map.sources[0].length, reading.map.sources[0].sha256)
    assert ESSAY.index("They bring") == reading.map["T3"].quotes[0].start


def test_line_ends_of_windows_count_as_the_annotator_counted_them(tmp_path: Path) -> None:
    """Offsets that take CRLF for one character are moved, with a warning; others are as they are."""
    windows = ESSAY.replace("\n", "\r\n")
    path = tmp_path / "a.ann"
    (tmp_path / "a.txt").write_bytes(windows.encode())
    path.write_text("\n".join(LINES), encoding="utf-8")
    reading = am.read(path)
    assert reading.is_clean
    assert 1 == sum("moved" in entry for entry in reading.warnings)
    for node in reading.map.nodes:
        assert node.text == windows[node.quotes[0].start : node.quotes[0].end]
    at = windows.index("They bring")
    path.write_text(f"T3\tClaim {at} {at + 10}\tThey bring", encoding="utf-8")
    reading = am.read(path)
    assert ((), at) == (reading.warnings, reading.map["T3"].quotes[0].start)


def test_words_that_stand_elsewhere_are_found_or_quoted_without_a_place(tmp_path: Path) -> None:
    """A wrong offset is repaired where the words stand once, and named in both cases."""
    path = tmp_path / "a.ann"
    (tmp_path / "a.txt").write_text(ESSAY, encoding="utf-8")
    lines = [
        "T1\tClaim 0 19\tSome fear the noise",
        "T2\tClaim 3 3\ttrams",
        "T3\tClaim 999999 9999999\tnowhere at all",
        "T4\tClaim 4 9\t",
        "T5\tClaim 900 910\t",
        "T6\tClaim 9 2\tnobody says this",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = am.read(path)
    m = reading.map
    at = ESSAY.index("Some fear")
    assert [(at, at + 19)] == [(q.start, q.end) for q in m["T1"].quotes]
    for id, text in {"T2": "trams", "T3": "nowhere at all", "T6": "nobody says this"}.items():
        assert ([(text, None, None)], text) == ([(q.exact, q.start, q.end) for q in m[id].quotes], m[id].text)
    assert ESSAY[4:9].strip() == m["T4"].text
    assert ("T5", ()) == (m["T5"].text, m["T5"].quotes)
    for id in ("T1", "T2", "T3", "T5", "T6"):
        assert any(entry.startswith(f"{id}: ") for entry in reading.repaired), id
    assert not any(entry.startswith("T4") for entry in reading.repaired)


def test_types_of_other_schemes_are_kept_as_tags_or_are_kinds() -> None:
    """A registered kind of that name is used, also one's own; what needs more fields becomes a claim."""
    text = (
        "T1\town_claim 0 3\tabc\nT2\tevidence 4 7\tdef\nT3\tfactor 8 9\tg\nT4\tfactor 10 11\th\n"
        "R1\tcontradicts Arg1:T2 Arg2:T1\nR2\tsemantically_same Arg1:T2 Arg2:T1\n"
        "R3\tPartial-Attack Premise:T2 Conclusion:T1\nR4\tSupport Arg1:T2 Arg2:T1\n"
        "R5\tattacks Arg1:T3 Arg2:R4\nR6\tparts_of_same Arg1:T1 Arg2:T2\nR7\tinfluences Arg1:T3 Arg2:T4\n"
        "*\tEquiv T1 T3 T9\n"
    )
    reading = brat.read(text)
    m = reading.map
    assert [("claim", ("own_claim",)), ("evidence", ()), ("factor", ()), ("factor", ())] == [
        (node.kind, node.tags) for node in m.nodes
    ]
    assert [
        ("R1", "attacks", "T1", ("contradicts",)),
        ("R2", "restates", "T1", ("semantically_same",)),
        ("R3", "attacks", "T1", ("Partial-Attack",)),
        ("R4", "supports", "T1", ()),
        ("R5", "attacks", "R4", ()),
        ("t1", "restates", "T1", ()),
    ] == [(r.id, r.kind, r.target, r.tags) for r in m.relations]
    assert {"R6", "R7", "T9"} == {entry.split(":")[0] for entry in reading.dropped}


@pytest.fixture
def own_kinds() -> Iterator[None]:
    class Datum(am.Evidence, kind="datum"):
        """What was measured."""

    class Ranked(am.Claim, kind="ranked"):
        """A claim with a rank."""

        rank: int

    yield
    for kind in ("datum", "ranked"):
        del _KINDS["node"][kind]


@pytest.mark.usefixtures("own_kinds")
def test_a_kind_of_ones_own_is_a_type() -> None:
    """Unless it needs more than words: then it is a claim with the type as tag."""
    m = brat.read("T1\tDatum 0 1\ta\nT2\tRanked 2 3\tb\n").map
    assert [("datum", ()), ("claim", ("Ranked",))] == [(node.kind, node.tags) for node in m.nodes]


T = "T1\tClaim 0 3\tabc\nT2\tClaim 4 7\tdef\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T1\tClaim 4 7\tdef", "line 3: 'T1' stands a second time"),
        ("R1\tsupports Arg1:T1 Arg2:T9", "R1: 'supports' does not tie 'T1' to 'T9'"),
        ("R1\tsupports Arg1:T1 Arg2:R1", "R1: 'supports' does not tie 'T1' to 'R1'"),
        ("R1\tsupports Arg1:R1 Arg2:T1", "R1: 'supports' does not tie 'R1' to 'T1'"),
        ("R1\trestates Arg1:T1 Arg2:T1", "R1: 'restates' does not tie 'T1' to 'T1'"),
        ("R1\tlikes Arg1:T1 Arg2:T2", "R1: 'likes' does not tie"),
        ("R1\tsupports T1 T2", "line 3: no annotation of brat"),
        ("A1\tStance T9 For", "A1: an attribute of 'T9', which is not there"),
        ("#1\tAnnotatorNotes T9\tsee above", "T9: a note on it, which is not there"),
        ("E1\tMotion:T1 Agent:T2", "line 3: E1: an event"),
        ("N1\tReference T1 Wikipedia:1\tabc", "line 3: N1: a reference to a data base"),
        ("*\tAlias T1 T2", "line 3: *: a tie without an id"),
        ("T3\tClaim 0 1;", "line 3: no annotation of brat"),
        ("T3\tClaim -4 7\tdef", "line 3: no annotation of brat"),
        ("T3\tClaim 0 " + "9" * 5000 + "\tdef", "line 3: T3: an offset of more than"),
        ("a line", "line 3: no annotation of brat: 'a line'"),
        (
            "R1\tsupports Arg1:T1 Arg2:R2\nR2\tattacks Arg1:T1 Arg2:R3",
            "R1: 'supports' does not tie 'T1' to 'R2'",
        ),
    ],
)
def test_what_is_damaged_is_dropped_and_said(line: str, says: str) -> None:
    """A bad line costs only itself, and what hangs on it."""
    reading = brat.read(T + line + "\n")
    assert ["abc", "def"] == [node.text for node in reading.map.nodes]
    assert any(entry.startswith(says) for entry in reading.dropped), reading.dropped
    assert all(len(entry) < 400 for entry in reading.dropped)


def test_a_stance_without_a_major_claim_is_a_tag() -> None:
    """There is nothing to be for or against; nor is a value that is neither understood."""
    assert ("Stance: For",) == brat.read(T + "A1\tStance T1 For").map["T1"].tags
    m = brat.read("T0\tMajorClaim 8 9\tg\n" + T + "A1\tStance T1 Unclear\nA2\tStance T0 For").map
    assert (("Stance: Unclear",), ("MajorClaim", "Stance: For"), 0) == (
        m["T1"].tags,
        m["T0"].tags,
        len(m.relations),
    )


@pytest.mark.parametrize("text", ["", "R1\tsupports Arg1:T1 Arg2:T2", "T1\tClaim 0 3\ta\0c", "\0", "prose"])
def test_files_without_a_span_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        am.loads(text, format="brat")


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea\0", b"\x81\x8d"])
def test_a_text_beside_that_is_none_is_an_error_that_names_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.ann").write_text(T, encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(FormatError) as caught:
        am.load(tmp_path / "a.ann")
    assert str(tmp_path / "a.txt") == caught.value.path


def test_a_text_in_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tClaim 0 4\tcafé", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes("café".encode("cp1252"))
    reading = am.read(tmp_path / "a.ann")
    assert reading.is_clean
    assert any("Windows-1252" in entry for entry in reading.warnings)
    assert (0, 4) == (reading.map["T1"].quotes[0].start, reading.map["T1"].quotes[0].end)


def test_many_ties_at_ties_that_are_not_there_go_together() -> None:
    """A chain of ties whose first is dangling goes as a whole, without a pass for each."""
    chain = [f"R{n}\tattacks Arg1:T1 Arg2:R{n + 1}" for n in range(20_000)]
    reading = brat.read(T + "\n".join(chain))
    assert (0, 20_000) == (len(reading.map.relations), len(reading.dropped))


def test_the_content_alone_tells_the_format() -> None:
    """No other format takes standoff for its own; prose and tables are none."""
    assert "brat" == am.reads(T).format
    for text in ("T1 is a claim.", "# T1\n\ntext", "id\tkind\ntext\tx", ""):
        assert 0.0 == brat.sniff(text)
