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
