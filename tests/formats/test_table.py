"""Tables: what analysts type into spreadsheets, and maps that come back whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.formats import table
from strategies import maps

TYPED = """\
ID,Kind,Text,Supports,Attacks,Tags,Priority
c1,claim,The street gets wet.,,,"rain; street",high
c2,,It rains.,c1,,,
e1,evidence,"The radar shows rain, ""heavy"" rain.","c1, c2",,,low
,,There is a roof.,,c1,,
"""


def test_a_typed_table_is_read() -> None:
    """Short columns make relations; kinds and ids may be missing; columns of one's own are kept."""
    reading = table.read(TYPED)
    m = reading.map
    assert ["c1", "c2", "e1", "c3"] == [node.id for node in m.nodes]
    assert ["claim", "claim", "evidence", "claim"] == [node.kind for node in m.nodes]
    assert 'The radar shows rain, "heavy" rain.' == m["e1"].text
    assert ("rain", "street") == m["c1"].tags
    assert [("s1", "c2", "c1"), ("s2", "e1", "c1"), ("s3", "e1", "c2"), ("x1", "c3", "c1")] == [
        (r.id, r.premises[0], r.target) for r in m.relations
    ]
    assert {"c1": {"Priority": "high"}, "e1": {"Priority": "low"}} == m.foreign[0].value
    rows = list(csv.DictReader(io.StringIO(table.write(m).text)))
    assert {"c1": "high", "e1": "low"} == {row["id"]: row["Priority"] for row in rows if row["Priority"]}


SEMICOLONS = TYPED.replace("c1, c2", "c1 c2").replace(",", ";")
SEMICOLONS = SEMICOLONS.replace('rain; ""heavy""', 'rain, ""heavy""')


@pytest.mark.parametrize("text", [SEMICOLONS, "sep=,\n" + TYPED, "\ufeff" + TYPED.replace("\n", "\r\n")])
def test_what_other_spreadsheets_write_is_read_alike(text: str) -> None:
    assert table.read(TYPED).map == table.read(text).map


def test_tabs_and_parents_with_stances_are_read() -> None:
    text = "id\tclaim\tparent\tstance\n1\tA.\t\t\n2\tB.\t1\tpro\n3\tC.\t1\tcon\n"
    m = table.read(text).map
    assert [("supports", "2", "1"), ("attacks", "3", "1")] == [
        (r.kind, r.premises[0], r.target) for r in m.relations
    ]


def test_a_table_of_relations_alone_makes_claims_of_its_ends() -> None:
    reading = table.read("source,target,kind\na,b,supports\nc,b,con\n")
    assert ["a", "b", "c"] == [node.text for node in reading.map.nodes]
    assert ["supports", "attacks"] == [r.kind for r in reading.map.relations]
    assert 1 == len(reading.repaired)


@pytest.mark.parametrize("text", ["=1+1", "+a", "-a", "@a", "'=a", "''-", "+", "\ta", "=cmd|' /C calc'!A0"])
def test_cells_that_spreadsheets_would_run_are_written_as_text(text: str) -> None:
    """OWASP, CSV Injection: such a cell begins with an apostrophe; the text comes back."""
    m = am.ArgumentMap([am.Claim(id="c1", text=text, tags=(text,), title=text)])
    written = table.write(m).text
    assert m == table.read(written).map
    for row in csv.reader(io.StringIO(written)):
        assert not [cell for cell in row if cell[:1] in set("=+-@\t\r") - {""}]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("a,b\n1,2\n", 1, "none of them is id"),
        ("id,text\nc1,A.\nc1,B.\n", 2, "two parts have the id"),
        ("id,text,supports\nc1,A.,c9\n", 2, "c9"),
        ("id,kind,text\nc1,cliam,A.\n", 2, "Did you mean 'claim'"),
        ("id,text\nc1,A\0\n", 2, "NUL"),
        ('id,text\nc1,"A.\n', 2, "no CSV"),
        ("id,text\nc1,A.,B.\n", 2, "3 cells"),
        ("id,text,likelihood\nc1,A.,maybe\n", 2, "maybe"),
        ("id,text,text\nc1,A.,B.\n", 1, "two columns"),
        ("id,kind,premises,target,strength\ns1,supports,a,b,NaN\n", 2, "strength"),
        ("id,text,data\nc1,A.,{\n", 2, "data"),
        ("id,text,data\nc1,A.," + "[" * 100_000 + "\n", 2, "data"),
    ],
)
def test_what_is_no_table_of_a_map_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(am.FormatError) as error:
        table.read(text)
    assert says in str(error.value)
    assert line == error.value.line


def test_a_long_cell_is_read_and_the_limit_of_the_csv_module_stays() -> None:
    limit = csv.field_size_limit()
    assert 300_000 == len(table.read("id,text\nc1," + "x" * 300_000 + "\n").map["c1"].text)
    assert limit == csv.field_size_limit()


@settings(max_examples=60)
@given(maps())
def test_any_map_comes_back_whole(m: am.ArgumentMap) -> None:
    """Also through another writer of CSV, with another delimiter and CRLF; the first columns are the same."""
    written = table.write(m)
    assert () == written.losses
    assert m == table.read(written.text).map
    rows = list(csv.reader(io.StringIO(written.text, newline="")))
    assert ["id", "kind", "text"] == rows[0][:3]
    again = io.StringIO(newline="")
    csv.writer(again, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    assert m == table.read(again.getvalue()).map
    assert written.text == table.write(table.read(written.text).map).text
    assert all(
        json.loads(row[-1].removeprefix("'") or "{}") for row in rows[1:] if rows[0][-1] == "data" and row[-1]
    )


def test_two_of_very_many_columns_may_not_have_one_name() -> None:
    """The header is checked whole, and soon, however wide it is."""
    header = ",".join(["id", "text", *(f"x{number}" for number in range(200_000)), "x7"])
    with pytest.raises(am.FormatError, match="two columns are called 'x7'"):
        table.read(f"{header}\nc1,It rains.\n")
