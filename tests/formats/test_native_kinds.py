"""A kind of one's own is saved and loaded like a shipped one, whatever its fields are."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Annotated, Literal

import jsonschema
import pytest
from pydantic import Field, field_serializer

import argmap as am
from argmap.formats import json_schema, loads
from argmap.model.part import Value
from argmap.model.record import record
from argmap.model.vocabulary import Coded


class Colour(Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


class Mood(StrEnum):
    GOOD = "good"


class Measure(Value):
    """A number with its unit."""

    amount: float
    unit: str = "m"
    seen: frozenset[str] = frozenset()


class Probe(am.Claim, kind="native_probe"):
    """A claim with a field of every sort."""

    test: str | None = None
    count: int = 3
    share: float = 0.5
    sure: bool = True
    rivals: tuple[str, ...] = ("none",)
    pairs: tuple[tuple[str, int], ...] = ()
    method: Literal["trial", "survey"] = "survey"
    day: date | None = None
    moment: datetime | None = None
    span: timedelta | None = None
    price: Decimal | None = None
    colour: Colour = Colour.RED
    level: Level | None = None
    mood: Mood | None = None
    measure: Measure | None = None
    measures: tuple[Measure, ...] = ()
    words: frozenset[str] = frozenset()
    nested: frozenset[tuple[str, ...]] = frozenset()
    belief: Annotated[str, Coded("likelihood")] | None = None
    either: int | str | None = None
    second: am.Quote | None = None


class Explains(am.Supports, kind="native_explains"):
    """A relation of one's own."""

    power: Annotated[int, Field(ge=0)] = 0


class Shouted(am.Claim, kind="native_shouted"):
    """A kind that says by itself how it is written."""

    volume: int = 0

    @field_serializer("text")
    def _loud(self, text: str) -> str:
        return text.upper()


class Renamed(am.Claim, kind="native_renamed"):
    """A kind that takes a field over and changes its default and type."""

    voice: Literal["one", "two"] = "two"  # type: ignore[assignment]
    implicit: bool = True


FULL = Probe(
    id="p1", text="x", test="no", count=0, share=1e-07, sure=False, rivals=(), pairs=(("a", 1), ("b", 2)),
    method="trial", day=date(2024, 2, 29), moment=datetime(2024, 2, 29, 12, 30, tzinfo=UTC), span=timedelta(hours=5),
    price=Decimal("1.50"), level=Level.LOW, mood=Mood.GOOD, measure=Measure(amount=2), words=frozenset("cab"),
    measures=(Measure(amount=1.5, unit="km", seen=frozenset({"z", "a"})),), belief="phia.yardstick:highly_likely",
    nested=frozenset({("b", "a"), ("a",)}), either="3", second=am.Quote(source="s", exact="x"),
)  # fmt: skip
MAP = am.ArgumentMap(
    [FULL, Probe(id="p2", text="y"), Renamed(id="r1", text="z"), Renamed(id="r2", text="z", voice="one")],
    [Explains(id="x1", premises=("p2",), target="p1", power=9)],
    sources=[am.Source(id="s", url="https://example.org")],
)


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_fields_of_every_sort_come_back(format: str) -> None:
    text = MAP.dumps(format)
    again = loads(text)
    assert MAP == again
    assert text == again.dumps(format)
    assert [type(part) for part in MAP] == [type(part) for part in again]


def test_the_schema_covers_ones_own_kinds() -> None:
    import json

    validator = jsonschema.Draft202012Validator(json_schema())
    document = json.loads(MAP.dumps())
    validator.validate(document)
    document["nodes"]["p1"]["level"] = 7
    assert not validator.is_valid(document)
    document = json.loads(MAP.dumps())
    document["relations"]["x1"]["power"] = -1
    assert not validator.is_valid(document)


def test_a_default_of_ones_own_is_left_out_too() -> None:
    assert {"id": "p2", "kind": "native_probe", "text": "y"} == record(Probe(id="p2", text="y"))
    assert {"id": "r1", "kind": "native_renamed", "text": "z"} == record(Renamed(id="r1", text="z"))
    other = {"id": "r2", "kind": "native_renamed", "text": "z", "voice": "one", "implicit": False}
    assert other == record(Renamed(id="r2", text="z", voice="one", implicit=False))


def test_a_record_is_what_pydantic_writes() -> None:
    """The walk over shipped fields is a short cut; sets alone are sorted."""
    for part in MAP:
        expected = part.model_dump(mode="json")
        for name in ("words", "nested"):
            if name in expected:
                expected[name].sort()
        for measure in expected.get("measures", ()):
            measure["seen"].sort()
        assert expected == record(part)


def test_a_serializer_of_ones_own_is_heard() -> None:
    assert "HUSH" == record(Shouted(id="s1", text="hush", volume=3))["text"]
    assert 3 == record(Shouted(id="s1", text="hush", volume=3))["volume"]


def test_what_is_no_number_is_not_written() -> None:
    for share in (float("nan"), float("inf")):
        m = am.ArgumentMap([Probe(id="p1", text="x", share=share)])
        for format in ("json", "yaml"):
            with pytest.raises(am.FormatError, match="a field of 'p1' is infinite or not a number"):
                m.dumps(format)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ('"count": "3"', "count must be a number, not '3'"),
        ('"sure": "yes"', "sure must be true or false, not 'yes'"),
        ('"day": 0', "day must be text, as ISO 8601 writes it, not the number 0"),
        ('"measure": {"amount": "2"}', "measure.amount must be a number, not '2'"),
        ('"measure": {"amount": 2, "unit": null}', "measure.unit must be text, not null"),
        (
            '"measure": {"amount": 2, "size": 3}',
            "unknown field 'measure.size'. Measure has: amount, unit, seen",
        ),
        ('"pairs": [["a", "1"]]', "pairs[0][1] must be a number, not '1'"),
        ('"method": "poll"', "method should be 'trial' or 'survey', not 'poll'"),
        ('"belief": "maybe"', "'maybe' is no term of icd203.likelihood"),
        ('"words": "a"', "words must be a list, not 'a'"),
    ],
)
def test_a_wrong_type_in_a_field_of_ones_own_is_told(field: str, words: str) -> None:
    text = '{"argmap": "1", "nodes": {"p1": {"kind": "native_probe", "text": "x", ' + field + "}}}"
    with pytest.raises(am.FormatError) as caught:
        loads(text)
    assert words in str(caught.value)
    assert "native_probe 'p1'" in str(caught.value)
    assert (1, True) == (caught.value.line, (caught.value.column or 0) > 60)


def test_a_cell_that_ran_twice_reads_its_old_files() -> None:
    def cell() -> type[am.Claim]:
        class Twice(am.Claim, kind="native_twice"):
            size: int = 0

        return Twice

    old = cell()
    m = am.ArgumentMap([old(id="t1", text="x", size=2)])
    text = m.dumps()
    new = cell()
    assert m == loads(text)
    assert new is type(loads(text)["t1"])


def test_the_same_map_has_the_same_bytes_under_any_hash_seed() -> None:
    """Sets have no order of their own."""
    code = (
        "import argmap as am\n"
        "class Bag(am.Claim, kind='bag'):\n"
        "    words: frozenset[str] = frozenset()\n"
        "m = am.ArgumentMap([Bag(id='b1', text='x', words=frozenset(map(str, range(50))))])\n"
        "print(m.dumps('json') + m.dumps('yaml'), m.to_networkx().nodes['b1'])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    (output,) = outputs
    assert '"words":["0","1","10","11"' in output
