"""Mermaid flowcharts: a map as text that many platforms draw; written, not read."""

from __future__ import annotations

import json
import re

from argmap.formats.diagram import STATES, names_of, not_shown, points_of, said, states_of, word_of
from argmap.formats.exchange import Loss, Written
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Conflicts

name = "mermaid"
title = "Mermaid flowchart"
suffixes: tuple[str, ...] = (".mmd", ".mermaid")
loses: tuple[str, ...] = (
    "Texts, kinds, relations, signs, voices, the thesis, the title, and what is unstated or conceded are shown; "
    "all other fields are left out.",
    "Ids other than such as c1 become p1, p2, ...; kinds show as shapes.",
)

SHAPES: tuple[tuple[type[Node], str, str], ...] = (
    (Question, "{{", "}}"),
    (Evidence, "[[", "]]"),
    (Recommendation, "([", "])"),
    (Goal, "[/", "\\]"),
    (Factor, "(", ")"),
    (Node, "[", "]"),
)

BORDERS = {
    "thesis": "stroke-width:4px,font-weight:bold",
    "unstated": "stroke-dasharray:8 5",
    "conceded": "stroke-width:3px,stroke-dasharray:2 4",
}
"""The look of each state, without a colour: a reader's theme may be light or dark."""


def sniff(text: str) -> float:
    """Return 0: the format is written, and not read.

    >>> sniff("")
    0.0
    """
    return 0.0


def write(m: ArgumentMap) -> Written:
    """Return a map as a flowchart: premises stand below what they speak for.

    >>> import argmap as am
    >>> d = am.Draft("Weather")
    >>> _ = d.support(d.claim("The street gets wet."), d.evidence("It rains."))
    >>> print(write(d.map()).text, end="")
    ---
    title: "Weather"
    ---
    flowchart BT
      c1["The street gets wet."]
      e1[["It rains."]]
      e1 -->|"supports"| c1
    """
    names, points, states = names_of(m), points_of(m), states_of(m)
    lines = ["---", f"title: {json.dumps(_title(m.title), ensure_ascii=False)}", "---"] if m.title else []
    lines.append("flowchart BT")
    for node in m.nodes:
        opening, closing = next((a, b) for kind, a, b in SHAPES if is_a(node, kind))
        lines.append(f'  {names[node.id]}{opening}"{escaped(said(node, states.get(node.id, ())))}"{closing}')
    lines += (
        f'  {names[id]}(("{escaped(word_of(m[id], states.get(id, ())))}"))' for id in m.parts if id in points
    )
    for relation in m.relations:
        arrow = "-.->" if is_a(relation, Attacks) else "<-.->" if is_a(relation, Conflicts) else "-->"
        if relation.symmetric and not is_a(relation, Conflicts):
            arrow = "<-->"
        target = names[relation.target]
        if relation.id in points:
            lines += (f"  {names[premise]} --- {names[relation.id]}" for premise in relation.premises)
            lines.append(f"  {names[relation.id]} {arrow} {target}")
        else:
            label = f'|"{escaped(word_of(relation, states.get(relation.id, ())))}"|'
            lines.append(f"  {names[relation.premises[0]]} {arrow}{label} {target}")
    drawn = {id: states[id] for id in states if id in points or is_a(m[id], Node)}
    for state in STATES:
        if has := ",".join(names[id] for id in drawn if state in drawn[id]):
            lines += (f"  classDef {state} {BORDERS[state]}", f"  class {has} {state}")
    losses = tuple(Loss(part or "map", f"its {what} is left out") for part, what in not_shown(m, names))
    return Written("\n".join(lines) + "\n", losses)


def escaped(text: str) -> str:
    r"""Return a text as it stands within quotation marks: what is no letter, digit or plain mark by number.

    >>> escaped('"a" < b\n1. c')
    '#34;a#34; #60; b<br/>1#46; c'
    """
    lines = re.split(r"\r\n|\n|\r|\x85|\u2028|\u2029", text)
    return "<br/>".join(map(_escaped_line, lines)) if text.strip() else "#160;"


def _escaped_line(line: str) -> str:
    listed = re.match(r"\s*(?:[-+*]|\d+[.)])(?=\s)", line)  # Mermaid draws no lists
    cut = listed.end() if listed else 0
    head = "".join(c if c.isalnum() else _numbered(c) for c in line[:cut])
    return head + "".join(c if c.isalnum() or c in " ,.!?'()-/" else _numbered(c) for c in line[cut:])


def _numbered(c: str) -> str:
    if not c.isprintable() or "\ud800" <= c <= "\udfff":
        return " " if c.isspace() else "\ufffd"
    return c if ord(c) > 0x7F or c == " " else f"#{ord(c)};"


def _title(text: str) -> str:
    """Return a title without what Mermaid takes for tags, which it leaves out, and which no escape saves there."""
    return _line(text).translate({ord("<"): "‹", ord(">"): "›"})


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
