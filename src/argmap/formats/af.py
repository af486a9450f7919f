"""The numbered notation of ICCMA since 2023 (``.af``): ``p af 3``, and a line ``1 2`` an attack."""

from __future__ import annotations

import re

from argmap.errors import FormatError
from argmap.formats.exchange import Reading, Written
from argmap.formats.iccma import LOSES, PROJECTION, Graph, flat, written
from argmap.formats.ids import checked
from argmap.model.map import ArgumentMap

name = "af"
title = "abstract framework, numbered (ICCMA 2023)"
suffixes: tuple[str, ...] = (".af",)
loses = (*LOSES, "Ids become numbers from 1.")

MOST = 1_000_000
"""How many arguments a file may announce: a short file must not make a map of any size."""

_HEAD = re.compile(r"p af (\d{1,12})\s*")


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff("p af 3"), sniff("p cnf 3 2")
    (1.0, 0.0)
    """
    lines = text[:4000].removeprefix("\ufeff").split("\n")
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return 1.0 if _HEAD.fullmatch(first) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a framework: an argument is a claim, its number its text.

    Raises:
        FormatError: a line is no attack, or a number too high; it says where.

    >>> len(read("p af 2\n1 2").map.nodes)
    2
    """
    graph = Graph(path)
    count: int | None = None
    comments: list[int] = []
    for number, line in enumerate(checked(text, path), 1):
        if line.startswith("#"):
            if line[1:].strip() != PROJECTION:
                comments.append(number)
        elif count is None and line.strip():
            head = _HEAD.fullmatch(line)
            if head is None:
                raise FormatError(f"{line!r:.60} is not 'p af n'", path=path, line=number, column=1)
            count = int(head[1])
            if count > MOST:
                raise FormatError(
                    f"{count} arguments are more than {MOST:,}", path=path, line=number, column=6
                )
            for at in range(1, count + 1):
                graph.argue(str(at), str(at), number)
        elif line.strip():
            ends = line.split()
            if len(ends) != 2 or not all(re.fullmatch(r"[1-9]\d{0,11}", end, re.ASCII) for end in ends):
                raise FormatError(f"{line!r:.60} is no attack such as 1 2", path=path, line=number, column=1)
            if max(map(int, ends)) > (count or 0):
                message = f"{line.strip()!r} names an argument above {count}, the last"
                raise FormatError(message, path=path, line=number, column=1)
            graph.attack(ends[0], ends[1], number)
    if count is None:
        raise FormatError("the line 'p af n' is not there", path=path)
    if comments:
        graph.dropped.append(f"line {comments[0]}: {len(comments)} lines of comment, from here on")
    return graph.reading()


def write(m: ArgumentMap) -> Written:
    """Return the nodes of a map as numbers and the attacks between them, with all that is lost.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap([am.Claim(id="1", text="1")])).text, end="")
    p af 1
    """
    attacks, whole = flat(m)
    names = {node.id: str(at) for at, node in enumerate(m.nodes, 1)}
    lines = [f"p af {len(m.nodes)}"]
    lines += [] if whole else [f"# {PROJECTION}"]
    lines += [f"{names[attacker]} {names[target]}" for attacker, target in attacks]
    return written(m, "".join(f"{line}\n" for line in lines), attacks, read, names)
