"""A map comes back from its native text, the same text again, and other readers read the same in it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.formats import dumps, loads
from argmap.formats.native import document
from argmap.formats.yaml_reading import parse
from argmap.formats.yaml_writing import WIDTH, block
from harness import assert_map
from strategies import HOSTILE_IDS, HOSTILE_TEXTS, maps, texts


@given(maps())
def test_any_map_holds_what_holds_for_every_map(m: am.ArgumentMap) -> None:
    """Among it that loads(dumps(m)) is m, and that dumping it again gives the same bytes."""
    assert_map(m)


@given(maps())
def test_other_readers_read_the_same_in_both_formats(m: am.ArgumentMap) -> None:
    """PyYAML is a reader of YAML 1.1, where ours is one of 1.2; its C and Python variants are two programs."""
    expected = document(m)
    assert expected == json.loads(m.dumps("json"))
    text = m.dumps("yaml")
    assert expected == yaml.safe_load(text)
    assert expected == yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def assert_survives(data: dict[str, object]) -> None:
    text = block(data)
    assert (data, True) == parse(text)
    assert data == yaml.safe_load(text)
    assert data == yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@given(texts())
def test_any_text_survives_yaml_wherever_it_stands(text: str) -> None:
    assert_survives(
        {"a": text, "b": [text, "x"], "c": [{"k": text}], "d": [text * 3, text + "\n", "a " + text]}
    )
    assert_survives({"long": "a " * WIDTH + text, "lines": f"a\n{text}\n{text}", text[:80]: text})


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_survive_in_every_field(text: str) -> None:
    fields = {"title": text, "voice": text, "note": text}
    claim = am.Claim(id="c1", text=text, tags=(text, text), **fields)
    source = am.Source(id="s", title=text, authors=(text,), url=text)
    m = am.ArgumentMap([claim], sources=[source], title=text, note=text)
    for format in ("json", "yaml"):
        assert m == loads(dumps(m, format), format=format)


@pytest.mark.parametrize("id", HOSTILE_IDS)
def test_hostile_ids_survive_as_keys_and_as_references(id: str) -> None:
    other = "other"
    m = am.ArgumentMap(
        [am.Claim(id=id, text="x"), am.Claim(id=other, text="y")],
        [am.Supports(id="step", premises=(other,), target=id)],
        thesis=id,
        sources=[am.Source(id=id)],
    )
    for format in ("json", "yaml"):
        assert m == loads(dumps(m, format), format=format)


@given(st.one_of(st.floats(0, 1), st.sampled_from((1e-07, 5e-324, 0.1, 1.0, -0.0))))
def test_numbers_survive_as_they_are(strength: float) -> None:
    """YAML 1.1 takes 1e-07 for a text, for want of a point."""
    step = am.Supports(id="s1", premises=("c1",), target="c2", strength=strength)
    m = am.ArgumentMap([am.Claim(id="c1", text="x"), am.Claim(id="c2", text="y")], [step])
    for format in ("json", "yaml"):
        again = loads(dumps(m, format), format=format).relations[0].strength
        assert repr(strength) == repr(again)
    assert strength == yaml.safe_load(m.dumps("yaml"))["relations"]["s1"]["strength"]


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML as it is where libyaml could not be built in."""
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("without_libyaml")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(maps())
def test_yaml_is_read_the_same_without_libyaml(m: am.ArgumentMap) -> None:
    assert m == loads(m.dumps("yaml"))


STREETS = am.ArgumentMap(
    [
        am.Claim(id="c1", text="The street at the school should be closed to cars."),
        am.Evidence(
            id="e1",
            text="Injuries fell where streets were closed, " * 3 + "and stayed low.",
            quotes=(
                am.Quote(
                    source="paper", opening="Injuries fell", closing="a quarter", page="https://example.org/a"
                ),
                am.Quote(source="paper", exact="no: page"),
                am.Quote(source="paper", exact="elsewhere", page="https://example.org/b"),
            ),
            tags=("no", "school street"),
            note="First line.\n\n  Indented line.\n",
        ),
    ],
    [am.Supports(id="s1", premises=("e1",), target="c1", strength=0.8)],
    title="School streets",
    thesis="c1",
    sources=[am.Source(id="paper", title="A paper", url="https://example.org/a")],
)


def test_json_is_a_part_a_line() -> None:
    """So that version control shows and merges part by part, and a search finds the whole part."""
    assert """\
{
  "argmap": "1",
  "title": "School streets",
  "thesis": "c1",
  "sources": {
    "paper": {"title":"A paper","url":"https://example.org/a"}
  },
  "nodes": {
    "c1": {"kind":"claim","text":"The street at the school should be closed to cars."},
""" == STREETS.dumps().partition('    "e1"')[0]
    assert (
        '\n    "s1": {"kind":"supports","premises":["e1"],"target":"c1","strength":0.8}\n  }\n}\n'
        in STREETS.dumps()
    )
    assert len(STREETS) + len(STREETS.sources) == sum(
        line.startswith('    "') for line in STREETS.dumps().split("\n")
    )


def test_yaml_reads_like_notes() -> None:
    """Long texts are folded, texts of several lines stand as they are, and quotes stand only where they must."""
    assert """\
---
argmap: "1"
title: School streets
thesis: c1
sources:
  paper:
    title: A paper
    url: https://example.org/a
nodes:
  c1:
    kind: claim
    text: The street at the school should be closed to cars.
  e1:
    kind: evidence
    text: >-
      Injuries fell where streets were closed, Injuries fell where streets were closed, Injuries
      fell where streets were closed, and stayed low.
    quotes:
      - source: paper
        opening: Injuries fell
        closing: a quarter
      - source: paper
        exact: "no: page"
        page: null
      - source: paper
        exact: elsewhere
        page: https://example.org/b
    tags: ["no", school street]
    note: |
      First line.

        Indented line.
relations:
  s1:
    kind: supports
    premises: [e1]
    target: c1
    strength: 0.8
...
""" == STREETS.dumps("yaml")


def test_letters_of_all_scripts_stay_readable() -> None:
    m = am.ArgumentMap([am.Claim(id="証拠", text="“Größe” – الدليل 😀")])
    for format in ("json", "yaml"):
        assert "“Größe” – الدليل 😀" in m.dumps(format)
        assert "証拠" in m.dumps(format)


def test_a_page_is_left_out_where_it_is_the_url_of_the_source() -> None:
    """Decision 3: a quote carries its page; files need not say it, and say null where it has none."""
    quotes = json.loads(STREETS.dumps())["nodes"]["e1"]["quotes"]
    assert [False, True, True] == ["page" in quote for quote in quotes]
    assert None is quotes[1]["page"]
    assert STREETS == loads(STREETS.dumps())


def test_an_edited_part_changes_its_own_lines_only() -> None:
    edited = STREETS.edit()
    edited.replace("c1", text="The street should be closed.")
    before, after = STREETS.dumps().split("\n"), edited.map().dumps().split("\n")
    assert 1 == sum(one != other for one, other in zip(before, after, strict=True))


def test_an_empty_map_is_its_version() -> None:
    assert '{\n  "argmap": "1"\n}\n' == am.ArgumentMap().dumps("json")
    assert '---\nargmap: "1"\n...\n' == am.ArgumentMap().dumps("yaml")


def test_a_hundred_thousand_claims_need_no_special_handling() -> None:
    """A chain as long: no recursion, no limit."""
    count = 100_000
    claims = [am.Claim(id=f"c{i}", text="x") for i in range(count)]
    steps = [
        am.Supports(id=f"s{i}", premises=(b.id,), target=a.id) for i, (a, b) in enumerate(pairwise(claims))
    ]
    m = am.ArgumentMap(claims, steps)
    assert m == loads(m.dumps())


def test_what_people_write_in_yaml_is_read_as_it_looks() -> None:
    """Dates, yes and no are texts, keys are texts, and comments, flow style and CRLF are welcome."""
    text = (
        '# a comment\r\nargmap: "1"\r\nnodes:\r\n  1: {kind: evidence, text: no, date: 2020-01-01, implicit: true}\r\n'
        "  no:\r\n    kind: claim\r\n    text: 12:30\r\n    voice: ~\r\n"
    )
    m = loads(text)
    assert am.Evidence(id="1", text="no", date="2020-01-01", implicit=True) == m["1"]
    assert am.Claim(id="no", text="12:30") == m["no"]


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_byte_order_mark_is_no_part_of_the_text(format: str) -> None:
    assert STREETS == loads("\ufeff" + STREETS.dumps(format))
    assert STREETS == loads("\ufeff" + STREETS.dumps(format), format=format)
