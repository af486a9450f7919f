"""Mermaid and D2: any map is a diagram that the tools' own parsers take, with its texts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

import argmap as am
from argmap.formats import d2, mermaid
from argmap.formats.diagram import names_of, points_of
from strategies import HOSTILE_TEXTS, maps

CHECK = Path(__file__).with_name("check_diagrams.mjs")
MODULES = os.environ.get("ARGMAP_NODE_MODULES", "")
SECONDS = 120
"""How long the parsers may take before the test fails."""


def sample() -> am.ArgumentMap:
    d = am.Draft('The "end" of ${rain}')
    step = d.support(d.question("end"), d.goal("default"), d.factor("style"), jointly=True)
    d.undercut(step, d.recommend("graph"))
    d.attack("q1", d.evidence("subgraph"))
    return d.map().replace(
        relations=[*d.map().relations, am.Conflicts(id="end", premises=("g1",), target="f1")]
    )


def stated() -> am.ArgumentMap:
    """Every state alone, and two of them together, at nodes, at an edge and at a point."""
    d = am.Draft()
    top = d.thesis("It will do.")
    d.attack(top, d.claim("It is dear.", voice="Critics"), conceded=True)
    d.support(
        top, d.claim("It is cheap."), d.claim("Money is there.", implicit=True), jointly=True, implicit=True
    )
    d.attack(top, d.evidence("It rains.", implicit=True), conceded=True, voice="The mayor")
    return d.map()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(maps())
def test_each_part_is_drawn_once_and_the_rest_is_named_as_lost(m: am.ArgumentMap) -> None:
    """Names are plain and unique whatever the case; a node is a line; a step is an edge or a point."""
    names = names_of(m)
    assert len(m) == len({name.lower() for name in names.values()})
    assert all(name.isascii() and name.isalnum() for name in names.values())
    for format in (mermaid, d2):
        written = format.write(m)
        lines = written.text.split("\n")
        for node in m.nodes:
            start = names[node.id]
            assert 1 == sum(line.strip().startswith((f"{start}:", f"{start}[", f"{start}{{", f"{start}("))
                            and not line.strip().startswith(f"{start}((") for line in lines)  # fmt: skip
        arrows = sum(any(a in line.split('"')[0] for a in ("->", "-.->")) for line in lines)
        assert len(m.relations) == arrows
        for part in m:
            if part.note:
                assert part.id in {loss.part for loss in written.losses}
        assert bool(m.note) == any(loss.part == "map" and "note" in loss.message for loss in written.losses)
        assert all(character.isprintable() or character == "\n" for character in written.text)


def test_linked_premises_and_undercuts_meet_in_a_point() -> None:
    m = sample()
    assert {"s1"} == points_of(m)
    text = mermaid.write(m).text
    for line in (
        "  g1 --- s1",
        "  f1 --- s1",
        "  s1 --> q1",
        '  r1 -.->|"attacks"| s1',
        '  g1 <-.->|"conflicts"| f1',
    ):
        assert line in text.split("\n")
    assert "  end" not in text


MERMAID_STATED = """\
flowchart BT
  c1["It will do."]
  c2["Critics#58; It is dear. (conceded)"]
  c3["It is cheap."]
  c4["Money is there. (unstated)"]
  e1[["It rains. (unstated) (conceded)"]]
  s1(("supports (unstated)"))
  c2 -.->|"attacks (conceded)"| c1
  c3 --- s1
  c4 --- s1
  s1 --> c1
  e1 -.->|"attacks (conceded) (says The mayor)"| c1
  classDef thesis stroke-width:4px,font-weight:bold
  class c1 thesis
  classDef unstated stroke-dasharray:8 5
  class c4,e1,s1 unstated
  classDef conceded stroke-width:3px,stroke-dasharray:2 4
  class c2,e1 conceded
"""

D2_STATED = """\
direction: up
classes.thesis: {style: {stroke-width: 6; bold: true}}
classes.unstated: {style: {stroke-dash: 6}}
classes.conceded: {style: {stroke-width: 3; stroke-dash: 2}}
c1: "It will do." {shape: rectangle; class: thesis}
c2: "Critics: It is dear. (conceded)" {shape: rectangle; class: conceded}
c3: "It is cheap." {shape: rectangle}
c4: "Money is there. (unstated)" {shape: rectangle; class: unstated}
e1: "It rains. (unstated) (conceded)" {shape: page; class: [unstated; conceded]}
s1: "supports (unstated)" {shape: circle; class: unstated}
c2 -> c1: "attacks (conceded)" {style.stroke-dash: 4}
c3 -- s1
c4 -- s1
s1 -> c1
e1 -> c1: "attacks (conceded) (says The mayor)" {style.stroke-dash: 4}
"""


@pytest.mark.parametrize(
    ("format", "expected"), [(mermaid, MERMAID_STATED), (d2, D2_STATED)], ids=["mermaid", "d2"]
)
def test_what_the_author_does_not_say_is_told_by_word_and_border(format: ModuleType, expected: str) -> None:
    """Unstated, conceded and other voices stand in the label; the thesis has a thick border; none is lost."""
    written = format.write(stated())
    assert expected == written.text
    assert () == written.losses


@pytest.mark.parametrize("format", [mermaid, d2], ids=lambda f: f.name)
def test_only_classes_that_occur_are_written(format: ModuleType) -> None:
    """A map without a declared thesis and without states has no classes; an edge alone needs none."""
    d = am.Draft()
    d.support(d.claim("A."), d.claim("B."), implicit=True)
    text = format.write(d.map()).text
    assert "supports (unstated)" in text
    assert "class" not in text


@pytest.mark.parametrize("format", [mermaid, d2], ids=lambda f: f.name)
def test_a_voice_without_letters_is_lost_and_said_to_be(format: ModuleType) -> None:
    written = format.write(am.ArgumentMap([am.Claim(id="c1", text="A.", voice=" ")]))
    assert '"A."' in written.text
    assert ["its voice is left out"] == [loss.message for loss in written.losses]


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.skipif(not MODULES, reason="ARGMAP_NODE_MODULES does not say where mermaid and d2 are")
def test_one_run_of_the_parsers_takes_one_tool_and_refuses_the_other() -> None:
    """Both in one process would wait for ever: the second is told no, and the run ends."""
    texts = {"mermaid": mermaid.write(stated()).text, "d2": d2.write(stated()).text}
    done = subprocess.run(
        ["node", str(CHECK)],
        input="".join(json.dumps({"tool": tool, "text": text}) + "\n" for tool, text in texts.items()),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["ok"]
    assert {"ok": False, "error": "one run parses for one tool: d2 is asked for after mermaid"} == second


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.skipif(not MODULES, reason="ARGMAP_NODE_MODULES does not say where mermaid and d2 are")
@pytest.mark.parametrize("format", [mermaid, d2], ids=lambda f: f.name)
def test_the_tools_own_parsers_read_the_texts(format: ModuleType) -> None:
    """Each hostile text among all others; printable ones come out of the parser as they went in."""
    documents = [
        am.ArgumentMap([am.Claim(id=f"c{n}", text=t) for n, t in enumerate(HOSTILE_TEXTS)]),
        sample(),
        stated(),
    ]
    alone = HOSTILE_TEXTS if format is mermaid else HOSTILE_TEXTS[::20]  # D2 takes half a second for each
    documents += [am.ArgumentMap([am.Claim(id="c1", text=text)], title=text) for text in alone]
    lines = [json.dumps({"tool": format.name, "text": format.write(m).text}) for m in documents]
    done = subprocess.run(
        ["node", str(CHECK)],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [] == [
        (m.nodes[-1].text, a["error"]) for m, a in zip(documents, answers, strict=True) if not a["ok"]
    ]
    assert len(HOSTILE_TEXTS) == len(answers[0]["texts"])
    for text, parsed in zip(HOSTILE_TEXTS, answers[0]["texts"], strict=True):
        if text.strip() and text.isprintable():
            # Mermaid keeps numbered characters between marks of its own until it draws.
            plain = re.sub("ﬂ°°(\\d+)¶ß", lambda found: chr(int(found[1])), parsed)
            # D2 gets a long one in lines.
            assert "".join(text.split()) == "".join(plain.split())


@pytest.mark.parametrize("format", [mermaid, d2], ids=lambda f: f.name)
def test_an_influence_bears_its_sign(format: ModuleType) -> None:
    """Without it a picture of causes would say that more of one is more of the other."""
    d = am.Draft()
    d.influence(d.factor("Police"), d.factor("Crime"), "-")
    written = format.write(d.map())
    assert "influences (-)" in written.text
    assert () == written.losses


def test_a_long_text_is_broken_into_lines_for_d2() -> None:
    """D2 draws each line of a label as long as it is."""
    words = "One of many words that stand in a long text. " * 6
    m = am.ArgumentMap([am.Claim(id="c1", text=words), am.Claim(id="c2", text="x" * 100)], title=words)
    text = d2.write(m).text
    labels = re.findall(r'"(.*?)"', text)
    assert 3 == len(labels)
    for label in labels:
        assert max(map(len, label.split("\\n"))) <= 40
    assert words.strip() == labels[0].replace("\\n", " ")


def test_a_title_holds_no_tags_for_mermaid() -> None:
    """Mermaid would leave them out, and show entities for the other signs."""
    text = mermaid.write(am.ArgumentMap(title="R & D <now> at < 2 %")).text
    assert '---\ntitle: "R & D ‹now› at ‹ 2 %"\n---\n' in text
