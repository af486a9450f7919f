"""BibTeX: entries are sources, whatever else a file says goes back out, and pybtex reads what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats import bibtex, reads, written
from argmap.formats.bibtex_value import TooLongError, expanded
from argmap.formats.latex import ACCENTS, LETTERS, latex_of, text_of
from strategies import maps, sources, texts

pytest.importorskip("bibtexparser")

FILE = r"""% My references
@string{rusi = "Royal United Services Institute"}
@STRING(press = rusi # " Press")
@preamble{"\newcommand{\x}{y}"}
@TechReport{shah2024,
  author = "Mariam Shah and {World Bank} and van Beethoven, Ludwig and M{\"u}ller, Jr., J{\'o}n",
  TITLE = {Beyond {Azm}: {\'E}tude \& more -- 5\%},
  institution = press, year = 2024, month = aug # "~1",
  url = {https://example.org/a\_b?x=1\&y=%20}, volume = {3}, keywords="a, b"
}
@article{DBLP:doe/x, title={A $x^2$ {story}}, journal={J. of X}, year={2020}, doi={10.1000/182}, annote={hi @you}}
@misc{c, howpublished={\url{http://example.org}}, year={in press}, note={Accessed today}}
@online{d, date={2020-01/2020-05}, title={{All Caps}}, subtitle={and more}}
@comment{jabref-meta: databaseType:bibtex;}
"""


def test_entries_are_sources() -> None:
    """Accents, braces, strings, months, names in each order, web addresses: as one says them."""
    reading = reads(FILE)
    assert ("bibtex", True, ()) == (reading.format, reading.is_clean, reading.warnings)
    shah, doe, misc, online = reading.map.sources
    assert (
        am.Source(
            id="shah2024",
            title="Beyond Azm: Étude & more – 5%",
            authors=("Mariam Shah", "World Bank", "Ludwig van Beethoven", "Jón Müller Jr."),
            publisher="Royal United Services Institute Press",
            date="2024-08-01",
            url="https://example.org/a_b?x=1&y=%20",
            type="report",
        )
        == shah
    )
    assert ("DBLP:doe_x", "A $x^2$ story", "https://doi.org/10.1000/182") == (doe.id, doe.title, doe.url)
    assert ("http://example.org", "in press", "Accessed today", None) == (
        misc.url,
        misc.date,
        misc.note,
        misc.type,
    )
    assert ("All Caps: and more", "2020-01/2020-05", "webpage") == (online.title, online.date, online.type)


def test_a_file_comes_back_with_all_that_it_said() -> None:
    """Strings, preamble, comments, unknown fields, keys: the outside parser finds the same in both texts."""
    m = reads(FILE).map
    made = written(m, "bibtex")
    assert () == made.losses
    assert m == reads(made.text).map
    parsed = pytest.importorskip("pybtex.database").parse_string
    before, after = parsed(FILE, "bibtex"), parsed(made.text, "bibtex")
    assert before.entries == after.entries
    assert before.preamble == after.preamble
    for words in ("% My references", "@comment{jabref-meta: databaseType:bibtex;}"):
        assert words in made.text


def test_of_a_source_that_changed_the_rest_stays() -> None:
    """A new title stands where the old one stood; strings and other fields are as they were."""
    m = reads(FILE).map
    first = m.sources[0]
    made = written(
        m.replace(sources=[first.replace(title="The NATO way", date="2025-02"), *m.sources[1:]]), "bibtex"
    )
    assert () == made.losses
    assert "  institution = press,\n  year = {2025},\n  month = feb,\n" in made.text
    assert "  title = {The {NATO} way},\n" in made.text
    assert "  volume = {3},\n" in made.text
    assert "M{\\\"u}ller, Jr., J{\\'o}n" in made.text


def test_names_are_those_of_pybtex() -> None:
    """Also where one begins with a command, holds an "and" in braces, or has a comma or two."""
    parsed = pytest.importorskip("pybtex.database").parse_string
    names = (
        r"\v{S}imon Novak", r"\'Edouard \O{}", "{Simon and Schuster, Inc.}", "de la Fontaine, Jean", "Knuth, Donald~E.",
        "Ford, Jr., Henry", "Jean-Paul Sartre", r"Brinch {Hansen}, Per", "{\\relax Ch}arles Louis", "Plato", "van Gogh",
    )  # fmt: skip
    for text in (" and ".join(names), " AND ".join(reversed(names)), "\n\tand ".join(names)):
        source = f"@misc{{a, author = {{{text}}}}}"
        persons = parsed(source, "bibtex").entries["a"].persons["author"]
        expected = [
            text_of(
                " ".join((*p.first_names, *p.middle_names, *p.prelast_names, *p.last_names, *p.lineage_names))
            )[0]
            for p in persons
        ]
        assert expected == list(reads(source).map.sources[0].authors)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2024", "2024"),
        ("year = {2024}, month = 8", "2024-08"),
        ("year = {2024}, month = {August}", "2024-08"),
        ("year = {2024}, month = sep # {~3}", "2024-09-03"),
        ('year = {2024}, month = "3~" # sep', "2024-09-03"),
        ("year = {2024}, month = may, day = 7", "2024-05-07"),
        ("year = {2024}, month = {Spring}", "2024"),
        ("year = {2024}, month = {13}", "2024"),
        ("year = {n.d.}", "n.d."),
        ("date = {2024-08-01}, year = 2023", "2024-08-01"),
        ("month = may", None),
    ],
)
def test_dates_of_any_precision(fields: str, date: str | None) -> None:
    """Years, months as strings, words and numbers, days; what is not understood is kept."""
    m = reads(f"@misc{{a, {fields}}}").map
    assert date == m.sources[0].date
    assert () == written(m, "bibtex").losses


@pytest.mark.parametrize(
    "date", ["2024", "2024-08", "2024-08-01", "2020/2021-05", "forthcoming", "c. 1900 & later"]
)
def test_a_date_comes_back(date: str) -> None:
    m = am.ArgumentMap(sources=[am.Source(id="a", title="T", date=date)])
    made = written(m, "bibtex")
    assert (m, ()) == (reads(made.text).map, made.losses)


def test_pybtex_reads_names_and_fields_of_what_is_written() -> None:
    """Family, given, particle and suffix by the outside parser; a body is one word; signs are escaped."""
    parsed = pytest.importorskip("pybtex.database").parse_string
    source = am.Source(
        id="a",
        title="Costs of 5% & more_or_less ~ #1 \\ $2 -- ``so''",
        authors=("Ludwig van Beethoven", "Ministry of Truth and Peace", "Ann B. Lee", "Martin King Jr."),
        date="2024-08",
        type="report",
        publisher="Q & A",
        url="https://example.org/~a_b?c=%20#d",
    )
    made = written(am.ArgumentMap(sources=[source]), "bibtex")
    assert () == made.losses
    entry = parsed(made.text, "bibtex").entries["a"]
    persons = [
        (p.first_names, p.middle_names, p.prelast_names, p.last_names, p.lineage_names)
        for p in entry.persons["author"]
    ]
    assert [
        (["Ludwig"], [], ["van"], ["Beethoven"], []),
        ([], [], [], ["{Ministry of Truth and Peace}"], []),
        (["Ann"], ["B."], [], ["Lee"], []),
        (["Martin"], [], [], ["King"], ["Jr."]),
    ] == persons
    assert ("techreport", "2024", "August") == (entry.type, entry.fields["year"], entry.fields["month"])
    assert source.url == entry.fields["url"]
    to_text = pytest.importorskip("pylatexenc.latex2text").LatexNodes2Text().latex_to_text
    assert "Costs of 5% & more_or_less ~ #1 \\ $2 -- ``so''" == to_text(entry.fields["title"])
    assert "Q & A" == to_text(entry.fields["institution"])


def test_letters_and_accents_are_those_of_pylatexenc() -> None:
    """Each accent over each letter, with and without braces, and each command that stands for a letter."""
    to_text = pytest.importorskip("pylatexenc.latex2text").LatexNodes2Text().latex_to_text
    for accent in ACCENTS:
        if accent == "b":  # the outside library puts another line under the letter
            continue
        for letter in "aeouncszAEONCSZ":
            for latex in (f"\\{accent}{{{letter}}}", f"{{\\{accent} {letter}}}", f"x\\{accent} {letter}y"):
                assert to_text(latex) == text_of(latex)[0], latex
    for command in LETTERS:
        if command in (
            "SS",
            "textasciicircum",
            "LaTeX",
            "TeX",
            "BibTeX",
            "slash",
            "quad",
            "space",
            "dots",
            "euro",
            "j",
        ):
            continue
        latex = f"{{\\{command}}}"
        theirs = to_text(latex)
        if theirs:  # where it knows the command
            assert theirs == text_of(latex)[0], latex


def test_an_entry_takes_what_it_lacks_from_its_cross_reference() -> None:
    """Publisher and date, as BibTeX does; they are not written into it, but what changed is."""
    text = "@inbook{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, publisher = {P}, year = 1986}\n"
    m = reads(text).map
    assert ("A", "P", "1986") == (m.sources[0].title, m.sources[0].publisher, m.sources[0].date)
    made = written(m, "bibtex")
    assert (1, ()) == (made.text.count("1986"), made.losses)
    assert m == reads(made.text).map
    changed = m.replace(sources=[m.sources[0].replace(date="1987"), m.sources[1]])
    made = written(changed, "bibtex")
    assert ("1987", ()) == (reads(made.text).map.sources[0].date, made.losses)


def test_dotless_letters_under_accents_and_mathematics() -> None:
    assert "naïve café" == text_of(r"na\"{\i}ve caf\'e")[0]
    assert "cost $5 and $x^2$ of \\alpha" == text_of(r"cost \$5 and $x^2$ of \alpha")[0]
    assert ("\\alpha",) == text_of(r"\alpha")[1]


@settings(max_examples=200, deadline=None)
@given(texts(), st.booleans())
def test_any_text_comes_back_from_latex(text: str, keep_case: bool) -> None:
    """But for runs of white space, which LaTeX does not tell apart, and NUL, which no file holds."""
    said, unknown = text_of(latex_of(text, keep_case=keep_case))
    assert (" ".join(text.replace("\0", "").split()), ()) == (said, unknown)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_map_of_sources_comes_back_or_the_losses_say_what_does_not(data: st.DataObject) -> None:
    """Any texts, each source in its own entry whatever they hold."""
    names = data.draw(
        st.lists(st.sampled_from(("a", "b.c", "証拠", "x" * 80)), min_size=1, max_size=3, unique=True)
    )
    m = am.ArgumentMap(sources=[data.draw(sources(name)) for name in names])
    made = written(m, "bibtex")
    again = reads(made.text, format="bibtex")
    assert again.is_clean
    assert () == again.map.foreign  # what argmap wrote it writes again, and need not keep
    assert names == [source.id for source in again.map.sources]
    assert bool(made.losses) == (m != again.map)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        am.Source,
        id=st.just("a"),
        title=st.from_regex(r"[A-Za-zé&%$#_~^{}\\]{1,8}( [A-Za-zé&%$#_\"'`,.-]{1,8}){0,3}", fullmatch=True),
        authors=st.lists(
            st.sampled_from(("Ann Lee", "World Bank", "J. de la Cruz", "Q & A", "and", "A, B")), max_size=3
        ).map(tuple),
        publisher=st.none() | st.sampled_from(("P", "A and B", "5%")),
        type=st.none()
        | st.sampled_from(("article-journal", "article-newspaper", "book", "webpage", "report", "thesis")),
        url=st.none()
        | st.sampled_from(("https://example.org/~a_b?c=%20#d", "https://doi.org/10.1000/1%3C2")),
        note=st.none() | st.sampled_from(("n", "a = b")),
    )
)
def test_common_sources_lose_nothing(source: am.Source) -> None:
    m = am.ArgumentMap(sources=[source])
    made = written(m, "bibtex")
    assert (m, ()) == (reads(made.text, format="bibtex").map, made.losses)


@settings(max_examples=20, deadline=None)
@given(maps())
def test_all_else_is_a_loss(m: am.ArgumentMap) -> None:
    lost = {loss.part for loss in written(m, "bibtex").losses}
    assert {part.id for part in m} <= lost


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["@", "{", "}", '"', "#", ",", "=", "\\", "a", "@book{k,", "title", " ", "\n", "and", "1"]
        ),
        max_size=30,
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    """Broken blocks are reported, and no text ends in another error."""
    try:
        reading = reads("@misc{x, title = {T}}\n" + "".join(pieces), format="bibtex")
    except FormatError:
        return
    written(reading.map, "bibtex")


def test_a_bad_entry_costs_only_itself() -> None:
    """It is reported with its line; the entries around it are read."""
    text = "@book{a, title = {A}}\n@book{b, title = {unclosed\n@book{c, title = {C}}\n"
    reading = reads(text)
    assert ["a", "c"] == [source.id for source in reading.map.sources]
    assert ["line 2"] == [entry.partition(":")[0] for entry in reading.dropped]
    with pytest.raises(FormatError, match="line 2"):
        reads(text, strict=True)


def test_doubtful_entries_are_repaired_and_said() -> None:
    """Keys that stand twice, strings that nobody defined, authors who are not named."""
    reading = reads("@book{a, title = foo # { x}}\n@book{a, author = {A. Lee and others}}")
    assert ["foo x", ""] == [source.title for source in reading.map.sources]
    assert ["a", "a_2"] == [source.id for source in reading.map.sources]
    assert 2 == len(reading.repaired)
    assert ("a_2: there are more authors, whom the entry does not name",) == reading.warnings


BOMB = "@string{a = {0123456789}}" + "".join(
    f"@string{{{'a' * (n + 1)} = {' # '.join(['a' * n] * 10)}}}" for n in range(1, 9)
)


@pytest.mark.parametrize(
    "text",
    [
        "no entry", "@", "@book{", "@comment{x}", "@string{a = {b}}",
        BOMB,
    ],
)  # fmt: skip
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    """Strings that stand for ten strings each, and so on, too."""
    with pytest.raises(FormatError):
        reads(text, format="bibtex")


def test_nothing_is_a_map_of_nothing() -> None:
    """Where it is said to be BibTeX."""
    assert am.ArgumentMap() == reads(written(am.ArgumentMap(), "bibtex").text, format="bibtex").map


def test_strings_have_a_limit() -> None:
    with pytest.raises(TooLongError):
        expanded(" # ".join(["a"] * 11), {"a": "x" * 100_000})


@pytest.mark.parametrize(
    "title", ["{" * 10_000 + "a" + "}" * 10_000, "a" * 1_100_000, "\\'" * 10_000 + "{a}", "$" * 10_001]
)
def test_deep_and_long_values_are_read(title: str) -> None:
    reading = reads(f"@book{{a, title = {{{title}}}}}", format="bibtex")
    assert reading.map.sources[0].title


def test_bibtex_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and writing name the extra."""
    monkeypatch.setitem(__import__("sys").modules, "bibtexparser", None)
    for job in (lambda: reads(FILE), lambda: written(am.ArgumentMap(), "bibtex")):
        with pytest.raises(FormatError, match=r"pip install 'argmap\[bibtex\]'"):
            job()


def test_sources_of_a_file_serve_a_draft(tmp_path: Path) -> None:
    """One by one, or all of them with what the file said beyond them."""
    path = tmp_path / "refs.bib"
    path.write_text(FILE, encoding="utf-8")
    refs = am.load(path)
    d = am.Draft("Rain", source=refs.source("shah2024"))
    d.evidence("It rains.", quote="It rained.", citation=d.source(refs.source("c")).id)
    assert ["shah2024", "c"] == [source.id for source in d.map().sources]
    whole = refs.edit()
    whole.evidence("It rains.", citation="shah2024")
    assert "volume = {3}" in whole.map().dumps("bibtex", on_loss="ignore")


def test_a_brace_behind_a_backslash_does_not_end_a_value() -> None:
    """Signs behind a backslash are no brackets, whatever is around them."""
    assert ("a\\}b", ()) == expanded("{a\\}b}", {})
    assert ('a{"}b', ()) == expanded('"a{"}b"', {})


def test_each_of_many_entries_with_one_key_has_its_own() -> None:
    """Keys that stand again are numbered on."""
    reading = bibtex.read("@book{k, title = {A}}\n" * 5_000)
    assert ["k", "k_2", "k_3"] == [source.id for source in reading.map.sources[:3]]
    assert 5_000 == len({source.id for source in reading.map.sources})
