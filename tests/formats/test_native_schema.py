"""The published JSON Schema and the reader agree on what a native file is; jsonschema is the outside judge."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.errors import KindError
from argmap.formats import json_schema, loads
from argmap.formats.schema import PORTABLE_ID_PATTERN
from argmap.model.part import ID_PATTERN
from strategies import HOSTILE_IDS, ids, maps

FILE = Path(am.__file__).parent.joinpath("formats", "x").with_name("argmap.schema.json")
PUBLISHED = json.loads(FILE.read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)


def test_the_published_file_is_the_schema_of_the_shipped_kinds() -> None:
    """In a process of its own, where no test has registered kinds. ARGMAP_GOLDEN=write renews the file."""
    code = "import argmap, json; from argmap.formats import json_schema; print(json.dumps(json_schema()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    text = json.dumps(json.loads(run.stdout), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        FILE.write_text(text, "utf-8")
    assert FILE.read_text("utf-8") == text


def test_the_schema_is_one_of_its_dialect() -> None:
    for schema in (PUBLISHED, json_schema()):
        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_schema_says_each_kind_with_its_fields() -> None:
    for kind in (am.Claim, am.Evidence, am.Recommendation, am.Supports, am.Influences, am.Conflicts):
        shape = PUBLISHED["$defs"][kind.__name__]
        assert set(kind.model_fields) - {"id"} == set(shape["properties"])
        assert "kind" in shape["required"]
    assert (
        "Something cited to back a claim: a study, a precedent, a testimony."
        == (PUBLISHED["$defs"]["Evidence"]["description"])
    )
    assert ">>>" not in FILE.read_text("utf-8")


@given(maps())
def test_every_map_is_written_as_the_schema_says(m: am.ArgumentMap) -> None:
    VALIDATOR.validate(json.loads(m.dumps()))


SOUND: dict[str, Any] = {
    "argmap": "1",
    "sources": {"s": {}},
    "nodes": {"c1": {"kind": "claim", "text": "x"}, "f1": {"kind": "factor", "text": "y"}},
    "relations": {"s1": {"kind": "supports", "premises": ["f1"], "target": "c1"}},
}


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ("argmap", "2"), ("argmap", 1), ("argmap", None), ("title", None), ("title", 3), ("thesis", "no id"),
        ("thesis", 3), ("note", []), ("nodes", []), ("nodes", None), ("extra", "x"), ("nodes.c1", None),
        ("nodes.c1.kind", "cliam"), ("nodes.c1.kind", "supports"), ("nodes.c1.kind", None), ("nodes.c1.text", 3),
        ("nodes.c1.text", None), ("nodes.c1.id", "c1"), ("nodes.c1.premises", ["f1"]), ("nodes.c1.implicit", "yes"),
        ("nodes.c1.implicit", 1), ("nodes.c1.tags", "a"), ("nodes.c1.tags", [1]), ("nodes.c1.quotes", [{}]),
        ("nodes.c1.quotes", [{"source": "s", "exact": ""}]),
        ("nodes.c1.quotes", [{"source": "s", "exact": "x", "start": "1"}]),
        ("nodes.c 1", {"kind": "claim", "text": "x"}), ("nodes." + "x" * 81, {"kind": "claim", "text": "x"}),
        ("nodes.e1", {"kind": "evidence", "text": "x", "date": "yesterday"}), ("sources.s.length", -1),
        ("sources.s.sha256", "abc"), ("sources.s.id", "s"), ("relations.s1.premises", []),
        ("relations.s1.premises", "f1"),
        ("relations.s1.premises", ["f 1"]), ("relations.s1.target", None), ("relations.s1.strength", 2),
        ("relations.s1.strength", "0.5"), ("relations.s1.strength", True), ("relations.s1.conceded", True),
        ("relations.i1", {"kind": "influences", "premises": ["f1"], "target": "f1"}),
        ("relations.i1", {"kind": "influences", "premises": ["f1"], "target": "f1", "polarity": "up"}),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_the_reader_refuses_too(way: str, value: object) -> None:
    assert VALIDATOR.is_valid(SOUND)
    loads(json.dumps(SOUND))
    document = json.loads(json.dumps(SOUND))
    *above, last = way.split(".")
    holder = document
    for step in above:
        holder = holder[step]
    holder[last] = value
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(am.FormatError):
        loads(json.dumps(document))


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(0, 2), st.just([]), st.just({}), st.just("x"),
    st.just(["x"]), st.just([3]), st.just([{"source": "s", "exact": "x"}]), st.just("no id"),
)  # fmt: skip


@given(st.data())
def test_reader_and_schema_agree_on_any_change(data: st.DataObject) -> None:
    """But for what spans several fields or parts, which a schema cannot say, and codes written as numbers."""
    document = json.loads(
        data.draw(maps(text=st.just("x"), id=ids(hostile=False), max_nodes=3, max_relations=3)).dumps()
    )
    holders = [document]
    for holder in holders:
        holders += [value for value in holder.values() if isinstance(value, dict)]
    holder = data.draw(st.sampled_from(holders))
    name = data.draw(st.sampled_from([*holder, "text", "quotes", "strength", "note", "implicit", "zzz"]))
    holder[name] = data.draw(JUNK)
    refused = ""
    try:
        loads(json.dumps(document))
    except am.InvalidMapError:
        return
    except am.FormatError as error:
        refused = str(error)
    valid = VALIDATOR.is_valid(document)
    if refused and valid:
        assert re.search("start and end|is not after|go together|exact words|is no term", refused)
    if not refused and not valid:
        assert isinstance(holder[name], int)


ASCII = [chr(n) for n in range(128) if chr(n) != "\n"]  # Python lets $ stand before a last line break


@pytest.mark.parametrize("id", [*HOSTILE_IDS, *ASCII, *(f"a{character}" for character in ASCII)])
def test_the_pattern_of_ids_is_exact_for_ascii_and_admits_what_argmap_does(id: str) -> None:
    """ECMAScript, whose expressions JSON Schema uses, takes no letter beyond ASCII for one."""
    ours = re.search(ID_PATTERN, id) is not None
    portable = re.search(PORTABLE_ID_PATTERN, id) is not None
    assert ours == portable
    assert "\\w" not in PORTABLE_ID_PATTERN


def test_a_kind_with_a_field_that_json_cannot_say_is_named() -> None:
    """In a process of its own: a kind once registered stays."""
    code = (
        "from collections.abc import Callable\n"
        "import argmap as am\n"
        "from argmap.formats import json_schema\n"
        "class Odd(am.Claim, kind='odd'):\n"
        "    call: Callable[[], int] | None = None\n"
        "try: json_schema()\n"
        "except am.KindError as error: print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "JSON cannot say" in run.stdout
    assert issubclass(KindError, am.ArgmapError)
