"""Carneades: statements, arguments, issues and assumptions, in both forms of its files, and what is damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import argmap as am
from argmap.errors import FormatError
from argmap.formats import carneades
from harness import assert_map

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "carneades-yaml"

HOUSE = """\
---
meta:
  title: The house on the dike
  note: Shows each part of the notation.
  source: A lecture, 2024.
references:
  dike: {title: On dikes, creator: [Ada Vries, Bo Lund], date: 2019, url: "https://example.org/dike", pages: 9}
statements:
  safe: The house is safe.
  ¬safe: The house is not safe.
  high: {text: The dike is high., assumed: true, meta: {note: "Measured, it is said.", team: A}}
  dry: The cellar is dry.
  old: The dike is old.
  moles: Moles dig in the dike.
issues:
  i1: {positions: [safe, ¬safe], standard: PE}
arguments:
  a1: {scheme: expert, conclusion: safe, premises: {major: high, minor: dry}, weight: 0.5, undercutter: moles}
  a2: {scheme: cumulative, conclusion: ¬safe, premises: [old, moles], undercutter: dry}
  a3: {conclusion: old, meta: {title: By record}}
assumptions: [dry, "age(dike, 80)"]
language: {age/2: "The %s is %v years old."}
argument_schemes: [{id: expert}]
tests: {in: [safe], out: [¬safe]}
"""


def steps(m: am.ArgumentMap) -> dict[str, tuple[str, tuple[str, ...], str]]:
    return {step.id: (step.kind, step.premises, step.target) for step in m.relations}


def kept(m: am.ArgumentMap) -> dict[str, Any]:
    (foreign,) = m.foreign
    assert "carneades" == foreign.format
    value: dict[str, Any] = foreign.value
    return value


def test_each_part_of_the_notation_has_its_place() -> None:
    """Linked and independent premises, undercutters, an argument without premises, an issue and its positions."""
    reading = am.reads(HOUSE)
    assert "carneades" == reading.format
    m = reading.map
    assert_map(m)
    assert {
        "a1": ("supports", ("high", "dry"), "safe"),
        "a1.undercut.1": ("attacks", ("moles",), "a1"),
        "a2.1": ("supports", ("old",), "_safe"),
        "a2.undercut.1": ("attacks", ("dry",), "a2.1"),
        "a2.2": ("supports", ("moles",), "_safe"),
        "a2.undercut.2": ("attacks", ("dry",), "a2.2"),
        "a3": ("supports", ("a3.given.1",), "old"),
        "i1.1": ("answers", ("safe",), "i1"),
        "i1.2": ("answers", ("_safe",), "i1"),
        "i1.rival.1": ("conflicts", ("_safe",), "safe"),
    } == steps(m)
    a1, a2 = m["a1"], m["a2.1"]
    assert isinstance(a1, am.Supports)
    assert isinstance(a2, am.Supports)
    assert ("expert", 0.5, ()) == (a1.scheme, a1.strength, a1.tags)
    assert (None, None, ("cumulative",)) == (a2.scheme, a2.strength, a2.tags)
    assert "By record" == m["a3"].note
    assert ["high", "dry", "age_dike_80_", "a3.given.1"] == [c.id for c in m.claims if "assumed" in c.tags]
    (question,) = m.questions
    assert ("The house is safe or: The house is not safe?", True, ("standard: PE",)) == (
        question.text,
        question.implicit,
        question.tags,
    )


def test_words_around_the_graph_are_kept() -> None:
    """Title, notes, the references as sources; a term is worded by the language of the file."""
    m = am.reads(HOUSE).map
    assert ("The house on the dike", "Shows each part of the notation.") == (m.title, m.note)
    assert "Measured, it is said." == m["high"].note
    assert "The dike is 80 years old." == m["age_dike_80_"].text
    assert [
        am.Source(
            id="dike",
            title="On dikes",
            authors=("Ada Vries", "Bo Lund"),
            date="2019",
            url="https://example.org/dike",
        ),
        am.Source(id="source", title="A lecture, 2024."),
    ] == sorted(m.sources, key=lambda source: source.id)


def test_what_has_no_place_is_foreign_data_and_said() -> None:
    """Expected labels, schemes, roles and descriptions go along, under the names that the file uses."""
    reading = am.reads(HOUSE)
    data = kept(reading.map)
    assert {"in": ["safe"], "out": ["¬safe"]} == data["tests"]
    assert [{"id": "expert"}] == data["argument_schemes"]
    assert {"a1": {"premises": {"major": "high", "minor": "dry"}}} == data["arguments"]
    assert {"high": {"team": "A"}} == data["statements"]
    assert {"dike": {"pages": 9}} == data["references"]
    assert {"_safe": "¬safe", "age_dike_80_": "age(dike,80)"} == data["ids"]["statement"]
    assert {"a2": ["a2.1", "a2.2"]} == data["steps"]
    assert ("argument_schemes: kept as foreign data; nothing is derived by them",) == reading.warnings
    assert ("assumptions: the statement 'age(dike,80)' is not declared, and is added",) == reading.repaired
    assert () == reading.dropped


def test_a_scheme_of_issues_sets_each_statement_against_its_negation() -> None:
    m = am.reads(
        'statements: {p: P, ¬p: not P, q: Q}\nissue_schemes: {negation: ["¬Q", "Q"]}\ntests: {}\n'
    ).map
    assert [("_p", "p")] == [(tie.premises[0], tie.target) for tie in m.of(am.Conflicts)]
    assert 1 == len(m.questions)


OLDER = """\
PROPOSITION:
  fit: He is fit.
  tired: He is tired.
  lies: The witness lies.
ASSUMPTION: [tired]
ARGUMENT:
  so he is not:
    premise: [tired]
    exception: [lies]
    conclusion: -fit
    weight: 0.8
ISSUE: [-fit]
PROOFSTANDARD:
  fit: beyond reasonable doubt
PARAMETER: {alpha: 0.4}
"""


def test_the_older_form_has_negations_exceptions_and_weights() -> None:
    reading = am.reads(OLDER)
    assert ("carneades", True) == (reading.format, reading.is_clean)
    m = reading.map
    assert "_fit" == m.thesis_id
    assert ("Not: He is fit.", ("issue", "negated")) == (m["_fit"].text, tuple(sorted(m["_fit"].tags)))
    assert {
        "so_he_is_not": ("supports", ("tired",), "_fit"),
        "so_he_is_not.undercut.1": ("attacks", ("lies",), "so_he_is_not"),
        "negation.rival.1": ("conflicts", ("_fit",), "fit"),
    } == steps(m)
    assert ("standard: beyond reasonable doubt",) == m["fit"].tags
    assert {"alpha": 0.4} == kept(m)["parameters"]


P = "statements: {p: P}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (P + "arguments: {a: {conclusion: q, premises: [p]}}", "a: the statement 'q' is not declared"),
        (P + "arguments: {a: {conclusion: p, premises: [r]}}", "a: the statement 'r' is not declared"),
        (P + "arguments: {a: {premises: [p]}}", "a: an argument without one conclusion"),
        (P + "arguments: {a: {conclusion: [p, q]}}", "a: an argument without one conclusion"),
        (P + "arguments: {a: none}", "a: an argument without one conclusion"),
        (P + "arguments: [a]", "arguments: no mapping"),
        (P + "arguments: {a: {conclusion: p, weight: 2}}", "a: its weight 2"),
        (P + "arguments: {a: {conclusion: p, weight: true}}", "a: its weight True"),
        (P + "arguments: {a: {conclusion: p, premises: [p, p]}}", "a: a premise stands twice"),
        (P + "arguments: {}\nissues: {i: {positions: []}}", "i: an issue without positions"),
        ("statements: {p: P, q: }\narguments: {}", "q: it has no text"),
        ("statements:\n  p: P\n  p: Q\ntests: {}", "line 3: the key 'p' stands twice"),
        ('statements: {"f(a,b)": P, "f(a, b)": Q}\ntests: {}', "f(a,b): the statement stands twice"),
        (P + "argumets: {a: 1}\ntests: {}", "argumets: not understood"),
        (P + "weighing_functions: {w: {constant: 1}}\ntests: {}", "weighing_functions: kept as foreign data"),
    ],
)
def test_what_is_damaged_or_not_understood_is_said(text: str, says: str) -> None:
    """A bad part costs only itself; the statement that is there is read."""
    reading = carneades.read(text)
    assert reading.map.claims
    entries = (*reading.warnings, *reading.repaired, *reading.dropped)
    assert any(entry.startswith(says) for entry in entries), entries


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nstatements: {p: *b}\n",
        "statements: &s {p: P}\narguments: {}\n",
        "statements: !!python/object/apply:os.system [ls]\narguments: {}\n",
        "statements: {p: " + "[" * 10_000 + "\narguments: {}\n",
        "statements: {p: P\0}\narguments: {}\n",
        "statements: {p: .nan}\narguments: {}\n",
        "statements: {}\narguments: {}\n",
        "meta: {title: nothing}\nstatements:\n",
        "[statements, arguments]",
        "statements: {p: P",
        "statements: {p: P}\n--- \nstatements: {q: Q}\n",
        "",
    ],
)
def test_hostile_and_empty_files_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        am.loads(text, format="carneades")


def test_an_issue_of_very_many_positions_stays_linear() -> None:
    """Each answers it; the pairs that exclude one another would be as many as its square, and are not made."""
    names = [f"p{number}" for number in range(3_000)]
    text = f"statements: {{{', '.join(f'{name}: P' for name in names)}}}\nissues: {{i: {{positions: {names}}}}}\n"
    reading = carneades.read(text)
    assert (3_000, 0) == (len(reading.map.of(am.Answers)), len(reading.map.of(am.Conflicts)))
    assert any(entry.startswith("i: an issue of 3000 positions") for entry in reading.warnings)


def test_names_of_all_groups_become_ids_of_their_own() -> None:
    """A statement, an argument and an issue may have one name; a name like a step's is taken."""
    text = (
        'statements: {a: A, b: B, "a.1": C, "-": D, "": E, "²": F}\nissues: {a: {positions: [a, b]}}\n'
        "arguments: {a: {scheme: convergent, conclusion: b, premises: [a, a.1]}}\n"
    )
    m = carneades.read(text).map
    assert_map(m)
    assert ["A", "B", "C", "D", "E", "F"] == [claim.text for claim in m.claims]
    assert [("a",), ("a.1",)] == [step.premises for step in m.of(am.Supports)]


def test_a_statement_negated_over_and_over_is_read() -> None:
    """Negations of negations do not nest without end."""
    chain = ", ".join(f'"{"-" * number}p"' for number in range(1, 1_500))
    m = carneades.read(f"PROPOSITION: {{p: P}}\nARGUMENT: {{}}\nASSUMPTION: [{chain}]\n").map
    assert max(len(claim.text) for claim in m.claims) < 2_000


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files is not there")
def test_every_real_file_gives_its_statements_and_arguments() -> None:
    """Counted by PyYAML, apart from the reader; two files say nothing that can be read."""
    refused = []
    for path in sorted(DATA.iterdir()):
        try:
            reading = am.read(path)
        except FormatError:
            refused.append(path.stem)
            continue
        data = yaml.safe_load(path.read_text("utf-8"))
        m = reading.map
        assert_map(m)
        assert "carneades" == reading.format
        assert () == reading.dropped
        statements = data.get("statements") or data.get("PROPOSITION") or {}
        assert {" ".join(_text(body).split()) for body in statements.values()} <= {
            " ".join(claim.text.split()) for claim in m.claims
        }
        arguments = data.get("arguments") or data.get("ARGUMENT") or {}
        wanted = 0
        for body in arguments.values():
            premises = body.get("premises") or body.get("premise") or []
            wanted += max(1, len(premises)) if body.get("scheme") in ("convergent", "cumulative") else 1
        assert wanted == len(m.of(am.Supports))
    assert ["carneades-ext__casino", "carneades-ext__template"] == refused


def _text(body: Any) -> str:
    return str(body["text"] if isinstance(body, dict) else body)
