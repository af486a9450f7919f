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


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.skipif(not MODULES, reason="ARGMAP_NODE_MODULES does not say where mermaid and d2 are")
@pytest.mark.parametrize("format", [mermaid, d2], ids=lambda f: f.name)
def test_the_tools_own_parsers_read_the_texts(format: ModuleType) -> None:
    """Each hostile text among all others; printable ones come out of the parser as they went in."""
    documents = [
        am.ArgumentMap([am.Claim(id=f"c{n}", text=t) for n, t in enumerate(HOSTILE_TEXTS)]),
        sample(),
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
            assert text.strip() == re.sub("ﬂ°°(\\d+)¶ß", lambda found: chr(int(found[1])), parsed).strip()
