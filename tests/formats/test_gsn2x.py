"""GSN in YAML: elements and support; context and the rest are reported, tags and aliases refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argmap as am
from argmap.errors import FormatError
from argmap.formats import gsn2x

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "gsn2x-yaml"
SMALL = """
G1:
  text: The brake is safe.
  supportedBy: [S1, G9]
  inContextOf: [C1]
S1:
  text: By test.
  supportedBy: Sn1
C1:
  text: On dry roads.
Sn1:
  text: A test report.
"""


def test_elements_are_nodes_and_what_supports_them_reasons() -> None:
    reading = gsn2x.read(SMALL)
    m = reading.map
    assert [("claim", "goal"), ("claim", "strategy"), ("claim", "context"), ("evidence", "solution")] == [
        (node.kind, node.tags[0]) for node in m.nodes
    ]
    assert [
        am.Supports(id="s1", premises=("S1",), target="G1"),
        am.Supports(id="s2", premises=("Sn1",), target="S1"),
    ] == list(m.relations)
    assert (
        "G1: supportedBy 'G9', which is not there",
        "G1: its inContextOf, ['C1']",
    ) == reading.dropped


@pytest.mark.parametrize(
    "text",
    [
        "",
        "G1: [",
        "a: 1",
        "G1: &a\n  text: x\nG2: *a\n",
        "G1: !!python/name:os.system {}",
        "G1: " + "[" * 5000,
        "G1:\n  text: \0",
    ],
)
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        gsn2x.read(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
def test_every_real_file_gives_its_elements_or_a_clear_error() -> None:
    """Counted by the keys at the margin of the file."""
    refused = 0
    for path in sorted(DATA.iterdir()):
        text = path.read_text("utf-8")
        try:
            m = gsn2x.read(text, path.name).map
        except FormatError:
            refused += 1
            continue
        keys = set(re.findall(r"^((?:Sn|[GSCAJ])[^\s:]*) *:", text, re.MULTILINE))
        assert len(keys) == len(m.nodes), path.name
    assert refused < len(list(DATA.iterdir())) / 2


def test_a_key_that_is_no_id_of_a_map_becomes_one() -> None:
    """A superscript digit is a letter to Python and none to the model."""
    assert "G_" == gsn2x.read("G\u00b2:\n  text: Safe.\n").map.nodes[0].id


def test_counter_goals_and_counter_solutions_are_no_context() -> None:
    """The dialectic extension of GSN: CG is a goal and CSn a solution that challenge others."""
    m = gsn2x.read(
        "G1:\n  text: It is safe.\nCG1:\n  text: It is not.\n  challenges: G1\n  supportedBy: CSn1\n"
        "CSn1:\n  text: A crash.\n"
    ).map
    assert [
        ("G1", "claim", ("goal",)),
        ("CG1", "claim", ("counter-goal",)),
        ("CSn1", "evidence", ("counter-solution",)),
    ] == [(node.id, node.kind, node.tags) for node in m.nodes]
    assert [("attacks", ("CG1",), "G1"), ("supports", ("CSn1",), "CG1")] == [
        (r.kind, r.premises, r.target) for r in m.relations
    ]
