"""CSL-JSON: items are sources, whatever else they say goes back out, and citeproc reads what is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats import csl, reads, written
from argmap.formats.csl_item import TYPES
from argmap.formats.names import person
from strategies import maps, sources, texts

ZOTERO: list[dict[str, Any]] = [
    {
        "id": "http://zotero.org/users/1/items/AB",
        "type": "article-journal",
        "title": "On <i>rain</i>",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "World Bank"},
            {"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True},
        ],
        "issued": {"date-parts": [["2024", 8]]},
        "accessed": {"date-parts": [[2025, 1, 2]]},
        "DOI": "10.1000/182",
        "volume": 3,
        "custom": {"pile": [1, None]},
    },
    {"id": 7, "type": "webpage", "issued": {"raw": "May 2020"}, "URL": "https://example.org/a"},
    {
        "id": "plain",
        "type": "book",
        "title": "Rain",
        "publisher": "P",
        "issued": {"date-parts": [[2020, 1, 31]]},
    },
]


def test_items_are_sources() -> None:
    """Names as one says them, dates in ISO 8601, a DOI as a web address, markup left out."""
    reading = reads(json.dumps(ZOTERO))
    assert ("csl", True) == (reading.format, reading.is_clean)
    first, second, third = reading.map.sources
    assert ("Ludwig van Beethoven", "World Bank", "M. L. King, Jr.") == first.authors
    assert ("On rain", "2024-08", "https://doi.org/10.1000/182") == (first.title, first.date, first.url)
    assert ("7", "May 2020", "https://example.org/a", "webpage") == (
        second.id,
        second.date,
        second.url,
        second.type,
    )
    assert am.Source(id="plain", title="Rain", publisher="P", date="2020-01-31", type="book") == third


def test_a_list_comes_back_as_it_was() -> None:
    """Unknown variables, odd ids and dates, particles: the same data, and only what needs it is kept."""
    m = reads(json.dumps(ZOTERO)).map
    made = written(m, "csl")
    assert (ZOTERO, ()) == (json.loads(made.text), made.losses)
    assert {"http:__zotero.org_users_1_items_AB", "7"} == set(m.foreign[0].value["items"])
    assert m == reads(made.text).map


def test_of_a_source_that_changed_the_rest_stays() -> None:
    """A new title goes into the old item; its volume, its names with particles and its DOI stand."""
    m = reads(json.dumps(ZOTERO)).map
    changed = m.replace(
        sources=[m.sources[0].replace(title="Snow", date="2025", url="https://a.org"), *m.sources[1:]]
    )
    made = written(changed, "csl")
    item = json.loads(made.text)[0]
    expected = {**ZOTERO[0], "title": "Snow", "issued": {"date-parts": [[2025]]}, "URL": "https://a.org"}
    assert (expected, ()) == (item, made.losses)
    assert (
        "DOI" not in json.loads(written(m.replace(sources=[m.sources[0].replace(url=None)]), "csl").text)[0]
    )


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2024, "08", "01"]]}, "2024-08-01"),
        ({"date-parts": [[2020, 1], [2021]]}, "2020-01/2021"),
        ({"date-parts": [[476]], "circa": True}, "0476"),
        ({"date-parts": [[-44, 3, 15]]}, "-0044-03-15"),
        ({"date-parts": [[2020, 13]], "season": 1}, "2020"),
        ({"date-parts": [[2020, 1], [0, 0, 0]]}, "2020-01"),
        ({"date-parts": [[0]], "literal": "n.d."}, "n.d."),
        ({"literal": "forthcoming"}, "forthcoming"),
        ("2020-01~", "2020-01~"),
        ({"date-parts": []}, None),
        (None, None),
    ],
)
def test_dates_of_any_precision(issued: Any, date: str | None) -> None:
    """Years, months, days, ranges, words; what a date cannot say is kept."""
    text = json.dumps([{"id": "a", "type": "book", "issued": issued}])
    m = reads(text, format="csl").map
    assert date == m.sources[0].date
    assert json.loads(text) == json.loads(written(m, "csl").text)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Mariam Shah", "Shah"),
        ("Ludwig van Beethoven", "Beethoven"),
        ("J. R. R. Tolkien", "Tolkien"),
        ("Martin Luther King Jr.", "King"),
        ("Jean-Paul Sartre", "Sartre"),
        ("World Bank", None),
        ("Ministry of Defence", None),
        ("RUSI", None),
        ("Oxfam GB", None),
        ("International Crisis Group", None),
        ("Smith, Lee and Sons", None),
        ("", None),
        ("Route 66", None),
    ],
)
def test_persons_are_told_from_bodies(name: str, family: str | None) -> None:
    """A person is taken apart; what may be a body stays whole."""
    found = person(name)
    assert family == (found.family if found else None)


def test_what_is_written_is_by_the_standard() -> None:
    """Only types and variables of CSL 1.0.2; what it lacks stands in custom."""
    source = am.Source(
        id="a", title="T", authors=("Ann Lee",), type="zine", length=5, sha256="0" * 64, note="n"
    )
    (item,) = json.loads(written(am.ArgumentMap(sources=[source]), "csl").text)
    assert "document" in TYPES
    assert {"id", "type", "title", "author", "custom", "note"} == set(item)
    assert ("document", {"type": "zine", "length": 5, "sha256": "0" * 64}) == (
        item["type"],
        item["custom"]["argmap"],
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_map_of_sources_comes_back(data: st.DataObject) -> None:
    """Any texts; where something does not come back the losses say what."""
    names = data.draw(
        st.lists(st.sampled_from(("a", "b.c", "証拠", "x" * 80)), min_size=1, max_size=3, unique=True)
    )
    m = am.ArgumentMap(sources=[data.draw(sources(name)) for name in names])
    made = written(m, "csl")
    again = reads(made.text, format="csl")
    assert again.is_clean
    assert () == again.map.foreign  # what argmap wrote it writes again, and need not keep
    if "<" not in "".join(source.title for source in m.sources):  # which CSL takes for markup
        assert () == made.losses
    assert bool(made.losses) == (m != again.map)


@settings(max_examples=30, deadline=None)
@given(maps())
def test_all_else_is_a_loss(m: am.ArgumentMap) -> None:
    """Each node and each relation is named."""
    lost = {loss.part for loss in written(m, "csl").losses}
    assert {part.id for part in m} <= lost


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ("id", "type", "title", "author", "issued", "URL", "DOI", "custom", "publisher", "x")
            ),
            _JSON
            | st.fixed_dictionaries({"date-parts": _JSON})
            | st.lists(
                st.dictionaries(st.sampled_from(("family", "given", "literal", "suffix")), _JSON), max_size=2
            )
            | st.fixed_dictionaries(
                {"argmap": st.dictionaries(st.sampled_from(("type", "length", "sha256")), _JSON)}
            ),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_items_are_read_and_go_back(items: list[dict[str, Any]]) -> None:
    """Whatever the variables hold; an item with an id of its own comes back as it was."""
    reading = reads(json.dumps(items), format="csl")
    assert len(items) == len(reading.map.sources)
    back = json.loads(csl.write(reading.map).text)
    for item, again in zip(items, back, strict=True):
        assert {**item, "id": 0} == {**again, "id": 0}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[3]", "null", "3", '[{"id": NaN}]', "[1, 2]", "[" * 20_000, '[{"id": "a", "volume": 1e999}]',
        '[{"id": "a", "type": "book", "title": "\\ud800"}]', '[{"a": ' * 5000,
    ],
)  # fmt: skip
def test_hostile_and_empty_texts_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        reads(text, format="csl")


def test_a_list_of_nothing_is_a_map_of_nothing() -> None:
    """Where it is said to be CSL-JSON; by itself it says of no format that it is one."""
    assert am.ArgumentMap() == reads(written(am.ArgumentMap(), "csl").text, format="csl").map
    with pytest.raises(FormatError):
        reads("[]")


def test_deep_values_are_kept_or_refused() -> None:
    """Nesting that JSON still reads never ends in another error."""
    for depth in (100, 900, 990, 2000, 100_000):
        text = '[{"id": "a", "type": "book", "x": ' + "[" * depth + "]" * depth + "}]"
        try:
            m = reads(text, format="csl").map
        except FormatError:
            continue
        assert json.loads(text) == json.loads(written(m, "csl").text)


def test_odd_items_are_repaired_and_said() -> None:
    """An id that stands twice or is not there, an item that is no object."""
    text = '[{"type": "book", "title": ["A"]}, {"id": "a", "type": "book"}, {"id": "a", "type": "book"}, 5]'
    reading = reads(text, format="csl")
    assert ["item_1", "a", "a_2"] == [source.id for source in reading.map.sources]
    assert ["item 1", "item 3", "item_1"] == [entry.split(":")[0] for entry in reading.repaired]
    assert ("item 4: it is no object",) == reading.dropped
    with pytest.raises(FormatError, match="item 1"):
        reads(text, format="csl", strict=True)


def test_one_item_and_a_list_in_an_object_are_read() -> None:
    """As doi.org and Zotero's interface send them."""
    assert "A" == reads('{"id": "a", "type": "book", "title": "A", "publisher": "P"}').map.sources[0].title
    assert (
        "A"
        == reads('{"items": [{"id": "a", "type": "book", "title": "A", "DOI": "10.1/2"}]}')
        .map.sources[0]
        .title
    )


def test_citeproc_reads_what_is_written() -> None:
    """A bibliography by an outside processor sorts a person by the family name, and keeps a body whole."""
    pytest.importorskip("citeproc")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    m = am.ArgumentMap(
        sources=[
            am.Source(
                id="shah",
                title="Beyond",
                authors=("Mariam Shah",),
                publisher="RUSI",
                date="2024-08-01",
                type="report",
            ),
            am.Source(id="wb", title="Growth", authors=("World Bank",), date="2020", type="book"),
        ]
    )
    source = CiteProcJSON(json.loads(written(m, "csl").text))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for id in ("shah", "wb"):
        bibliography.register(Citation([CitationItem(id)]))
    bibliography.sort()
    first, second = (str(line) for line in bibliography.bibliography())
    assert first.startswith("Shah, M. (2024) ")
    assert second.startswith("World Bank (2020) ")
