"""ASPARTIX notation (``.apx``): an abstract framework as facts, ``arg(a).`` and ``att(a,b).``."""

from __future__ import annotations

import re

from argmap.errors import FormatError
from argmap.formats.exchange import Reading, Written
from argmap.formats.iccma import EMPTY, LOSES, PROJECTION, Graph, flat, written
from argmap.formats.ids import checked
from argmap.model.map import ArgumentMap

name = "apx"
title = "abstract framework, ASPARTIX facts (ICCMA)"
suffixes: tuple[str, ...] = (".apx",)
loses = LOSES

_ITEM = r"[^\s,()%]+"
_FACT = re.compile(rf"\s*(?:%.*|([A-Za-z_]\w*)\s*\(\s*({_ITEM})\s*((?:,\s*{_ITEM}\s*)*)\)\s*\.)")
_FIRST = re.compile(
    rf"(?:\s|%[^\n]*(?:\n|$))*(?:arg\s*\(\s*{_ITEM}\s*|att\s*\(\s*{_ITEM}\s*,\s*{_ITEM}\s*)\)\s*\."
)


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff("arg(a)."), sniff("argue (a).")
    (1.0, 0.0)
    """
    return 1.0 if _FIRST.match(text[:4000].removeprefix("\ufeff")) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a framework: an argument is a claim, its name its text.

    Raises:
        FormatError: a line is no fact, or there is none; it says where.

    >>> read("arg(a).\narg(b).\natt(a,b).").map.relations[0].target
    'b'
    """
    graph = Graph(path)
    count = 0
    for number, line in enumerate(checked(text, path), 1):
        at = 0
        while line[at:].strip():
            fact = _FACT.match(line, at)
            if fact is None:
                column = at + len(line[at:]) - len(line[at:].lstrip()) + 1
                message = f"{line[at:].strip()!r:.60} is no fact such as arg(a). or att(a,b)."
                raise FormatError(message, path=path, line=number, column=column)
            at = fact.end()
            word, first, more = fact.groups()
            if word is None:
                continue
            count += 1
            rest = [item.strip() for item in more.split(",")[1:]]
            if word == "arg" and not rest:
                graph.argue(first, first, number)
            elif word == "att" and len(rest) == 1:
                graph.attack(first, rest[0], number)
            else:
                graph.dropped.append(f"line {number}: {fact[0].strip()!r:.60}: only arg/1 and att/2 are read")
    if not graph.arguments and text.strip() != f"% {EMPTY}":
        raise FormatError("there is no argument here" if count else "there is no fact here", path=path)
    return graph.reading()


def write(m: ArgumentMap) -> Written:
    """Return the nodes of a map and the attacks between them, with all that is lost.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap([am.Claim(id="a", text="a")])).text, end="")
    arg(a).
    """
    attacks, whole = flat(m)
    lines = [f"% {EMPTY}"] if not m.nodes else [] if whole else [f"% {PROJECTION}"]
    lines += [f"arg({node.id})." for node in m.nodes]
    lines += [f"att({attacker},{target})." for attacker, target in attacks]
    return written(m, "".join(f"{line}\n" for line in lines), attacks, read)
