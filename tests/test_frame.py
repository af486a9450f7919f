"""Maps as tables, in pandas, in polars, and without either."""

from __future__ import annotations

import pandas
import polars
import pytest
from hypothesis import given

import argmap as am
from strategies import maps


@pytest.fixture
def m() -> am.ArgumentMap:
    d = am.Draft("Roofs", source=am.Source(id="s", title="A report"))
    mend = d.recommend("Mend the roof.", to=["the landlord", "the town"])
    rain = d.claim("It rains.", quote="it rains", likelihood="likely")
    d.support(mend, rain)
    d.attack(mend, d.claim("It costs much."))
    return d.map()


def test_a_table_of_a_kind(m: am.ArgumentMap) -> None:
    """Only the columns that say something, several values joined, and what speaks for and against."""
    (row,) = m.to_frame("recommendations", library="none")
    assert {
        "id": "r1", "kind": "recommendation", "text": "Mend the roof.",
        "addressees": "the landlord; the town", "supporters": "c1", "attackers": "c2",
    } == row  # fmt: skip
    assert row == m.to_frame("recommendation", library="none")[0]


def test_other_tables(m: am.ArgumentMap) -> None:
    assert ["s1", "x1"] == [row["id"] for row in m.to_frame("relations", library="none")]
    assert [{"id": "s", "title": "A report"}] == m.to_frame("sources", library="none")
    assert [{"part": "c1", "source": "s", "exact": "it rains"}] == m.to_frame("quotes", library="none")
    assert [] == m.to_frame("goals", library="none")
    assert "(no rows)" == repr(m.to_frame("goals", library="none"))


def test_pandas_and_polars_hold_the_same(m: am.ArgumentMap) -> None:
    plain = m.to_frame("nodes", library="none")
    with_pandas, with_polars = m.to_frame("nodes"), m.to_frame("nodes", library="polars")
    assert isinstance(with_pandas, pandas.DataFrame)
    assert isinstance(with_polars, polars.DataFrame)
    assert plain == with_polars.to_dicts()
    assert plain == with_pandas.astype(object).where(with_pandas.notna(), None).to_dict("records")


@given(maps())
def test_any_map_has_its_tables(m: am.ArgumentMap) -> None:
    for what in ("nodes", "relations", "quotes", "sources", "claims"):
        table = m.to_frame(what, library="none")
        assert repr(table)
        assert ("<table>" in table._repr_html_()) == bool(table)
        assert len(table) == len(m.to_frame(what, library="polars"))
    assert list(m.nodes.ids) == [row["id"] for row in m.to_frame("nodes", library="none")]


def test_what_is_no_table_or_library_is_refused(m: am.ArgumentMap) -> None:
    with pytest.raises(am.ArgmapError, match="Did you mean 'recommendations'"):
        m.to_frame("recomendations")
    with pytest.raises(am.ArgmapError, match="'pandas', 'polars' or 'none', not 'numpy'"):
        m.to_frame("nodes", library="numpy")


class Norm(am.Claim, kind="frame_norm"):
    """A kind whose truth value is true where nothing is said."""

    in_force: bool = True
    weight: int | None = None


class Custom(am.Claim, kind="frame_custom"):
    """A kind with a text where the one above has a number."""

    weight: str | None = None


def test_truth_values_and_whole_numbers_keep_their_type_in_a_frame() -> None:
    """Also where only some of the parts have such a field, so that they can be filtered and counted by it."""
    d = am.Draft(source=am.Source(id="s", length=9))
    d.source(am.Source(id="t"))
    top = d.thesis("The roof leaks.")
    d.support(top, d.assume("It rains."))
    d.concede(top, d.claim("It was mended."))
    m = d.map()
    nodes, relations, sources = (
        m.to_frame(what, library="pandas") for what in ("nodes", "relations", "sources")
    )
    assert ["a1"] == list(nodes[nodes.implicit].id)
    assert ["c1", "c2"] == list(nodes[~nodes.implicit].id)
    assert ["x1"] == list(relations[relations.conceded].id)
    assert "Int64" == str(sources.length.dtype)
    assert polars.Boolean == m.to_frame("relations", library="polars").schema["conceded"]


def test_what_is_taken_where_nothing_is_said_stands_in_a_column_that_is_shown() -> None:
    """False is no gap, and nor is the true of its neighbour."""
    d = am.Draft()
    d.add(Norm, "One.")
    assert "in_force" not in d.map().to_frame(library="none")[0]
    d.add(Norm, "Two.", in_force=False)
    assert [True, False] == [row["in_force"] for row in d.map().to_frame(library="none")]


def test_a_column_of_texts_and_numbers_is_of_texts_in_polars() -> None:
    d = am.Draft()
    d.add(Norm, "One.", weight=3)
    d.add(Custom, "Two.", weight="heavy")
    d.add(Norm, "Three.")
    assert ["3", "heavy", None] == d.map().to_frame(library="polars")["weight"].to_list()
    d = am.Draft()
    d.add(Norm, "One.", weight=10**30)
    assert [str(10**30)] == d.map().to_frame(library="polars")["weight"].to_list()


def test_half_a_character_does_not_keep_a_map_from_polars() -> None:
    """A text may hold one, from a file that was cut; UTF-8 cannot."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains \ud83d.")])
    assert ["It rains \ufffd."] == m.to_frame(library="polars")["text"].to_list()


def test_an_empty_frame_has_the_columns_that_all_such_parts_have() -> None:
    """So that code for many maps may ask for them."""
    m = am.ArgumentMap()
    for what, names in {
        "claims": ["id", "kind", "text"],
        "supports": ["id", "kind", "premises", "target"],
        "sources": ["id"],
        "quotes": ["part", "source"],
    }.items():
        for library in ("pandas", "polars"):
            frame = m.to_frame(what, library=library)
            assert names == list(frame.columns)
            assert 0 == len(frame)
    assert polars.String == m.to_frame("claims", library="polars").schema["text"]
    assert [] == list(m.to_frame("claims", library="pandas").text.str.lower())


def test_a_kind_is_given_by_its_class_too(m: am.ArgumentMap) -> None:
    """As to m.of(Kind); its derived kinds are among it."""
    assert m.to_frame("claims", library="none") == m.to_frame(am.Claim, library="none")
    assert [part.id for part in m] == [
        row["id"] for of in (am.Node, am.Relation) for row in m.to_frame(of, library="none")
    ]
    with pytest.raises(am.ArgmapError, match="no table of 3"):
        m.to_frame(3)  # type: ignore[arg-type]


def test_a_field_of_ones_own_is_kept_beside_what_speaks_for_a_node() -> None:
    class Motion(am.Claim, kind="motion"):
        supporters: str = ""

    d = am.Draft()
    motion = d.add(Motion, "Close the street.", supporters="the parents")
    d.support(motion, d.claim("It is safer."))
    assert "the parents" == d.map().to_frame("motions", library="none")[0]["supporters"]


def test_kinds_are_asked_for_in_their_plural() -> None:
    class Category(am.Claim, kind="category"):
        pass

    d = am.Draft()
    d.add(Category, "Roofs.")
    assert 1 == len(d.map().to_frame("categories", library="none"))
    with pytest.raises(am.ArgmapError, match="Did you mean 'category' or 'categories'"):
        d.map().to_frame("categorys", library="none")


def test_a_plain_table_has_no_effect_on_a_terminal() -> None:
    d = am.Draft()
    d.claim("Red \x1b[31m alert.")
    assert "\x1b" not in repr(d.map().to_frame(library="none"))
