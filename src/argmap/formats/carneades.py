"""Argument graphs of Carneades 4 in YAML (Gordon and Walton 2016), and the older form with upper-case keys.

What corresponds to what stands in ``docs/formats/carneades.md``. What argmap has no place for (schemes with
variables, weighing functions, the labels that a file expects) is kept as foreign data.
"""

from __future__ import annotations

import re

from argmap.formats.carneades_older import carneades_4
from argmap.formats.carneades_reading import graph
from argmap.formats.exchange import Reading
from argmap.formats.ids import checked
from argmap.formats.plain_yaml import mapping_of

name = "carneades"
title = "Carneades argument graph (YAML)"
suffixes: tuple[str, ...] = (".yml", ".yaml")
loses: tuple[str, ...] = ()

HEAD = 20_000
"""How many characters are looked at to tell the format."""

_KEY = re.compile(r"^(\w+)[ ]*:(?=\s|$)", re.MULTILINE)
_SAYS = {"statements", "arguments", "argument_schemes", "assumptions"}
_MORE = {"meta", "issues", "issue_schemes", "tests", "language", "weighing_functions", "references"}


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format.

    >>> sniff("statements:\n  p: P\nassumptions: [p]\n"), sniff("PROPOSITION:\nARGUMENT:\n"), sniff("meta: 1\n")
    (0.9, 1.0, 0.0)
    """
    keys = set(_KEY.findall(text[:HEAD]))
    if {"PROPOSITION", "ARGUMENT"} <= keys:
        return 1.0
    return 0.9 if keys & _SAYS and len(keys & (_SAYS | _MORE)) > 1 else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of an argument graph: statements are claims, arguments steps, issues questions.

    Raises:
        FormatError: it is no YAML, has tags, anchors or aliases, or holds no statement.

    >>> m = read("statements: {p: It rains., q: The street is wet.}\n"
    ...          "arguments: {a1: {conclusion: q, premises: [p]}}\nassumptions: [p]\n").map
    >>> m["p"].tags, m["a1"].premises, m["a1"].target
    (('assumed',), ('p',), 'q')
    """
    checked(text, path)
    data, repaired = mapping_of(text, path)
    return graph(*carneades_4(data), repaired, path)
