"""Abstract frameworks in the three notations of ICCMA: in, out, and what a map loses on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.errors import FormatError
from argmap.formats import af, apx, tgf
from strategies import maps

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FORMATS = {"apx": apx, "tgf": tgf, "af": af}
TEXTS = {
    "apx": "% two\narg(1). arg(2).\narg(3).\natt(1,2).\natt( 2 , 2 ).\n",
    "tgf": "1\n2\n3\n#\n1 2\n2 2\n",
    "af": "p af 3\n1 2\n2 2\n",
}


@pytest.mark.parametrize("word", FORMATS)
def test_arguments_are_claims_and_attacks_are_attacks_an_argument_on_itself_too(word: str) -> None:
    reading = FORMATS[word].read(TEXTS[word])
    assert ["1", "2", "3"] == [node.id for node in reading.map.nodes]
    steps = [(step.kind, step.premises, step.target) for step in reading.map.relations]
    assert [("attacks", ("1",), "2"), ("attacks", ("2",), "2")] == steps
    assert reading.is_clean


@pytest.mark.parametrize("word", FORMATS)
def test_a_framework_comes_back_whole(word: str) -> None:
    m = FORMATS[word].read(TEXTS[word]).map
    written = FORMATS[word].write(m)
    assert () == written.losses
    assert m == FORMATS[word].read(written.text).map


@pytest.mark.parametrize("word", FORMATS)
def test_each_text_is_claimed_by_its_own_format_only(word: str) -> None:
    assert {word: 1.0} == {n: f.sniff(TEXTS[word]) for n, f in FORMATS.items() if f.sniff(TEXTS[word])}


def argued() -> am.ArgumentMap:
    nodes = [am.Claim(id=id, text=id) for id in ("a", "b", "c", "x1")]
    return am.ArgumentMap(
        nodes,
        [
            am.Supports(id="s1", premises=("a",), target="b"),
            am.Attacks(id="u1", premises=("c",), target="s1"),
            am.Attacks(id="l1", premises=("a", "c"), target="b"),
            am.Attacks(id="x2", premises=("c",), target="a"),
            am.Conflicts(id="k1", premises=("b",), target="x1"),
        ],
    )


def test_out_of_a_map_goes_the_flat_attack_graph_which_says_that_it_is_one() -> None:
    """Support, undercut and linked attack are named as losses; a conflict is an attack each way."""
    written = apx.write(argued())
    lines = written.text.splitlines()
    assert lines[0].startswith("% a projection of an argument map")
    assert ["att(c,a).", "att(b,x1).", "att(x1,b)."] == lines[5:]
    found = {loss.part: loss.message for loss in reversed(written.losses)}
    assert "projection" in found["map"]
    assert {"s1": "the supports is left out", "u1": "the attacks is left out"}.items() <= found.items()
    assert "the attacks is left out" == found["l1"]
    assert "k1" in found


@pytest.mark.parametrize("word", FORMATS)
@given(m=maps())
@settings(max_examples=20)
def test_what_is_not_written_is_in_the_losses(word: str, m: am.ArgumentMap) -> None:
    """A node or relation of a map either stands in the text or in the losses."""
    written = FORMATS[word].write(m)
    again = FORMATS[word].read(written.text).map if m.nodes else am.ArgumentMap()
    assert len(m.nodes) == len(again.nodes)
    assert m == again or written.losses
    left = {loss.part for loss in written.losses if loss.message.endswith("is left out")}
    assert {step.id for step in m.relations if step.kind == "supports"} <= left


@pytest.mark.parametrize(
    ("word", "text", "place"),
    [
        ("apx", "arg(a).\nnonsense", "2:1"),
        ("apx", "arg(a).\n  att(a,", "2:3"),
        ("apx", "% nothing", ""),
        ("apx", "arg(a).\0", "1:8"),
        ("tgf", "a\n#\na", "3:1"),
        ("tgf", "", ""),
        ("tgf", "a\n#\na a\n#", "4:1"),
        ("af", "p af 2\n1 3", "2:1"),
        ("af", "p af 2\n1 nan", "2:1"),
        ("af", "p af 999999999999", "1:6"),
        ("af", "1 2", "1:1"),
        ("af", "", ""),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(word: str, text: str, place: str) -> None:
    with pytest.raises(FormatError) as caught:
        FORMATS[word].read(text)
    error = caught.value
    assert place == ":".join(str(x) for x in (error.line, error.column) if x is not None)


def test_what_is_said_twice_or_of_nobody_is_repaired_and_said() -> None:
    reading = apx.read("arg(a). arg(a).\natt(a,b).\natt(a,b).\npref(a,b).\narg(it's).")
    assert ["a", "b", "it_s"] == [node.id for node in reading.map.nodes]
    assert ["line 1:", "line 2:", "line 3:", "it_s: t"] == [entry[:7] for entry in reading.repaired]
    assert ["line 4: 'pref(a,b).': only arg/1 and att/2 are read"] == list(reading.dropped)
    assert ["line 3: the label 'strong' of the attack"] == list(tgf.read("a\n#\na a strong").dropped)


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
@pytest.mark.parametrize("word", FORMATS)
def test_every_real_file_holds_the_arguments_and_attacks_that_its_text_shows(word: str) -> None:
    """Counted by the lines of the file, apart from the reader."""
    paths = sorted((DATA / word).iterdir())
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        if word == "apx":
            text = re.sub(r"%.*", "", text)
            arguments, attacks = (set(re.findall(p, text)) for p in (r"\barg\((.*?)\)", r"\batt\((.*?)\)"))
        elif word == "tgf":
            head, _, tail = text.replace("\r", "").partition("\n#\n")
            arguments, attacks = ({line for line in part.split("\n") if line} for part in (head, tail))
        else:
            head, *rest = [line for line in text.split("\n") if line and not line.startswith("#")]
            arguments, attacks = {str(n) for n in range(int(head.split()[2]))}, set(rest)
        m = FORMATS[word].read(text.replace("\r\n", "\n"), str(path)).map
        assert (len(arguments), len(attacks)) == (len(m.nodes), len(m.relations)), path.name
        assert {word} == {n for n, f in FORMATS.items() if f.sniff(text) >= 0.5}, path.name


@pytest.mark.parametrize(
    ("word", "text"), [("apx", "% a framework without arguments\n"), ("tgf", "#\n"), ("af", "p af 0\n")]
)
def test_a_framework_without_arguments_says_so(word: str, text: str) -> None:
    """It is one, as Dung (1995) defines them; an empty file is none."""
    reading = am.reads(text, format=word)
    assert (am.ArgumentMap(), ("the framework holds no argument",)) == (reading.map, reading.warnings)
    assert text == am.ArgumentMap().dumps(word)
