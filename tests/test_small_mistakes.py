"""A small mistake in a call gets a clear error, of argmap's own or a TypeError that says what belongs there."""

from __future__ import annotations

import json
import os
import re
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main
from argmap.formats.registry import all_formats

RAIN = am.ArgumentMap(
    [am.Claim(id="c1", text="It rains.")], title="Rain", thesis="c1", sources=[am.Source(id="s", title="x")]
)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: am.evaluate(RAIN, reading="deductive"), "Reading(support='deductive')"),  # type: ignore[arg-type]
        (lambda: am.evaluate("x"), "m is an ArgumentMap, not str"),  # type: ignore[arg-type]
        (lambda: am.evaluate(am.Draft()), "d.map() makes a map"),  # type: ignore[arg-type]
        (lambda: am.compare(RAIN, "x"), "new is an ArgumentMap, not str"),  # type: ignore[arg-type]
        (lambda: am.merge(RAIN, RAIN, 3), "right is an ArgumentMap, not int"),  # type: ignore[arg-type]
        (lambda: am.apply(RAIN, "x"), "what compare(old, new) returns"),  # type: ignore[arg-type]
        (lambda: am.check("x"), "m is an ArgumentMap, not str"),  # type: ignore[arg-type]
        (lambda: RAIN.check().at_least("sever"), "Did you mean 'severe'"),  # type: ignore[arg-type]
        (lambda: am.Mark("good", 5), "the text of a mark is words"),  # type: ignore[arg-type]
        (lambda: am.Overlay(5, {}), "the name of an overlay is words"),  # type: ignore[arg-type]
        (lambda: am.Overlay("x", [1]), "Marks by part id"),  # type: ignore[list-item]
        (lambda: am.Overlay("x", {}, {"good": 7}), "a tone in words"),  # type: ignore[dict-item]
    ],
)
def test_a_wrong_argument_is_told(call: Callable[[], object], words: str) -> None:
    with pytest.raises((am.ArgmapError, TypeError)) as caught:
        call()
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "format", [f.name for f in all_formats() if f.read is not None and f.write is not None]
)
def test_what_a_format_writes_is_known_for_it(format: str) -> None:
    """Without a name or a suffix."""
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="It is wet."), am.Claim(id="c2", text="It rains.")],
        [am.Attacks(id="x1", premises=("c2",), target="c1")],
        sources=[am.Source(id="report", title="A report", type="report")],
    )
    assert format == am.reads(m.dumps(format, on_loss="ignore")).format


def test_argdown_with_a_thesis_is_not_taken_for_yaml() -> None:
    assert RAIN == am.loads(RAIN.dumps("argdown"))


def test_a_graph_with_an_unknown_key_is_a_fault_of_the_file() -> None:
    data = json.loads(RAIN.dumps("node-link"))
    data["graph"]["data"] = '{"x": []}'
    with pytest.raises(am.FormatError, match="a map has nothing called 'x'"):
        am.loads(json.dumps(data), format="node-link")
    with pytest.raises(am.FormatError, match="target"):
        am.loads("[c3]: a\n\n<x1> {kind: attacks, premises: [c3], target: +c1}\n", format="argdown")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    RAIN.dump(pipe)
    reader.join(10)
    assert [RAIN.dumps()] == read
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "rain.json"
    RAIN.dump(source)
    for name in ("x.yaml", "x.svg"):
        target = tmp_path / "nowhere" / name
        assert 2 == main(["convert", str(source), "-o", str(target)])
        assert f"{target}: the folder to write to is not there" in capsys.readouterr().err


def test_watch_knows_at_once_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "rain.json"
    RAIN.dump(source)
    assert 2 == main(["watch", str(source), "-o", str(tmp_path / "a.bmp"), "--times", "1"])
    assert 2 == main(["watch", str(source), "--theme", "drak", "--times", "1"])
    assert "Did you mean 'dark'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cliam", "has no attribute 'cliam'. Did you mean 'claim'?"),
        ("recommendation", "use recommend()"),
        ("rebut", "use attack()"),
        ("draw", "use map().draw"),
        ("_hidden", "a Draft has no attribute '_hidden'"),
    ],
)
def test_a_word_that_a_draft_does_not_have_leads_to_the_one_it_has(name: str, words: str) -> None:
    with pytest.raises(AttributeError) as error:
        getattr(am.Draft(), name)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [("drwa", "Did you mean 'draw'?"), ("save", "use dump("), ("evaluate", "use argmap.evaluate(m)")],
)
def test_a_word_that_a_map_does_not_have_leads_to_the_one_it_has(name: str, words: str) -> None:
    with pytest.raises(AttributeError) as error:
        getattr(am.ArgumentMap(), name)
    assert words in str(error.value)


def test_what_is_offered_instead_is_there() -> None:
    """Each name that an error offers, of a map, a draft or argmap, is the name of something."""
    from argmap.build.draft import _INSTEAD as OF_A_DRAFT
    from argmap.model.map import _INSTEAD as OF_A_MAP

    for offered in OF_A_DRAFT.values():
        assert callable(getattr(am.Draft, offered.split("(")[0]))
    for looked_for, offered in OF_A_MAP.items():
        assert not hasattr(am.ArgumentMap, looked_for)
        for name in re.findall(r"argmap\.(\w+)\(m\)", offered):
            assert callable(getattr(am, name))
        for name in re.findall(r"(?<![\w.])(\w+)\(", offered):
            assert hasattr(am.ArgumentMap, name)
