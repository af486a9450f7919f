"""YAML: the native document for people who write and edit maps by hand."""

from __future__ import annotations

import re

from argmap.formats.exchange import Reading, Written
from argmap.formats.json import HEAD
from argmap.formats.native import Syntax, document, half_a_character, map_said
from argmap.formats.yaml_reading import END, START, parse, places
from argmap.formats.yaml_writing import block
from argmap.model.map import ArgumentMap

name = "yaml"
suffixes: tuple[str, ...] = (".yaml", ".yml")
loses: tuple[str, ...] = ()
title = "argmap's own, to be edited by hand"
is_native = True

_HALF = re.compile("[\ud800-\udfff]")


def sniff(text: str) -> float:
    """Return how surely a text is of this format: 1 a native file, 0 anything else.

    >>> sniff('argmap: "1"'), sniff("It rains: a lot.")
    (1.0, 0.0)
    """
    head = text[:HEAD]
    if head.lstrip().startswith("==="):  # the front matter of Argdown is YAML too
        return 0.0
    return 1.0 if re.search(r"^([\"']?)argmap\1[ \t]*:", head, re.MULTILINE) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map that a text of this format says."""
    return Reading(loads(text, path=path))


def write(m: ArgumentMap) -> Written:
    """Return the map as text of this format, which loses nothing."""
    return Written(dumps(m))


def loads(text: str, *, path: str | None = None) -> ArgumentMap:
    """Return the map that a YAML text says."""
    return map_said(text, Syntax(parse, places), path=path)


def dumps(m: ArgumentMap) -> str:
    """Return the map as YAML: canonical, in block style, the same to a reader of YAML 1.1 and of 1.2.

    >>> import argmap as am
    >>> print(dumps(am.ArgumentMap([am.Claim(id="c1", text="It rains."), am.Claim(id="no", text="No: #1")])), end="")
    ---
    argmap: "1"
    nodes:
      c1:
        kind: claim
        text: It rains.
      "no":
        kind: claim
        text: "No: #1"
    ...
    """
    text = f"{START}\n{block(document(m))}{END}\n"
    if _HALF.search(text):
        raise half_a_character(m)
    return text
