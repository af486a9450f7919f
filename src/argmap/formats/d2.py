"""D2: a map as text that the D2 program draws; written, not read."""

from __future__ import annotations

import re
from textwrap import wrap

from argmap.formats.diagram import STATES, names_of, not_shown, points_of, said, states_of, word_of
from argmap.formats.exchange import Loss, Written
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Conflicts

name = "d2"
title = "D2 diagram"
suffixes: tuple[str, ...] = (".d2",)
loses: tuple[str, ...] = (
    "Texts, kinds, relations, signs, voices, the thesis, the title, and what is unstated or conceded are shown; "
    "all other fields are left out.",
    "Ids other than such as c1 become p1, p2, ...; kinds show as shapes.",
)

SHAPES: tuple[tuple[type[Node], str], ...] = (
    (Question, "hexagon"),
    (Evidence, "page"),
    (Recommendation, "step"),
    (Goal, "oval"),
    (Factor, "parallelogram"),
    (Node, "rectangle"),
)

BORDERS = {
    "thesis": "{style: {stroke-width: 6; bold: true}}",
    "unstated": "{style: {stroke-dash: 6}}",
    "conceded": "{style: {stroke-width: 3; stroke-dash: 2}}",
}
"""The look of each state, without a colour: a reader's theme may be light or dark."""

WIDTH = 40
"""Characters to a line of a label."""

_BREAKS = r"\r\n|\n|\r|\x85|\u2028|\u2029"


def sniff(text: str) -> float:
    """Return 0: the format is written, and not read.

    >>> sniff("")
    0.0
    """
    return 0.0


def write(m: ArgumentMap) -> Written:
    """Return a map as D2: premises stand below what they speak for.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.attack(d.claim("The street gets wet."), d.evidence("It is dry."))
    >>> print(write(d.map()).text, end="")
    direction: up
    c1: "The street gets wet." {shape: rectangle}
    e1: "It is dry." {shape: page}
    e1 -> c1: "attacks" {style.stroke-dash: 4}
    """
    names, points, states = names_of(m), points_of(m), states_of(m)
    drawn = {id: states[id] for id in states if id in points or is_a(m[id], Node)}
    occur = {state for has in drawn.values() for state in has}
    lines = ["direction: up"]
    lines += (f"classes.{state}: {BORDERS[state]}" for state in STATES if state in occur)
    if m.title.strip():
        lines.append(f"title: {quoted(broken(m.title))} {{shape: text; near: top-center}}")
    for node in m.nodes:
        has = states.get(node.id, ())
        shape = next(shape for kind, shape in SHAPES if is_a(node, kind))
        lines.append(f"{names[node.id]}: {_shape(said(node, has), shape, has)}")
    for id in m.parts:
        if id in points:
            has = states.get(id, ())
            lines.append(f"{names[id]}: {_shape(word_of(m[id], has), 'circle', has)}")
    for relation in m.relations:
        arrow = "<->" if relation.symmetric else "->"
        dashed = " {style.stroke-dash: 4}" if is_a(relation, Attacks) or is_a(relation, Conflicts) else ""
        target = names[relation.target]
        if relation.id in points:
            lines += (f"{names[premise]} -- {names[relation.id]}" for premise in relation.premises)
            lines.append(f"{names[relation.id]} {arrow} {target}" + (f":{dashed}" if dashed else ""))
        else:
            label = quoted(broken(word_of(relation, states.get(relation.id, ()))))
            lines.append(f"{names[relation.premises[0]]} {arrow} {target}: {label}{dashed}")
    losses = tuple(Loss(part or "map", f"its {what} is left out") for part, what in not_shown(m, names))
    return Written("\n".join(lines) + "\n", losses)


def _shape(label: str, shape: str, states: tuple[str, ...]) -> str:
    classes = (
        f"; class: [{'; '.join(states)}]" if len(states) > 1 else "".join(f"; class: {s}" for s in states)
    )
    return f"{quoted(broken(label))} {{shape: {shape}{classes}}}"


def broken(text: str) -> str:
    r"""Return a text in lines as long as a card's: D2 breaks none, and a sentence would be a box of a metre.

    >>> broken("The school stands at a street on which cars go by.")
    'The school stands at a street on which\ncars go by.'
    """
    lines = re.split(_BREAKS, text)
    return "\n".join(
        "\n".join(wrap(line, WIDTH, break_on_hyphens=False)) if len(line) > WIDTH else line for line in lines
    )


def quoted(text: str) -> str:
    r"""Return a text as D2 quotes it.

    >>> quoted('a "b" ${c}\n')
    '"a \\"b\\" \\${c}\\n"'
    """
    made = re.sub(r'[\\"$]', r"\\\g<0>", text)
    made = re.sub(_BREAKS, r"\\n", made)
    return '"' + "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in made) + '"'
