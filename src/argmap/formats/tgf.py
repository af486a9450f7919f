"""Trivial graph format (``.tgf``): arguments, a line with ``#``, and attacks, as ICCMA used it."""

from __future__ import annotations

from argmap.errors import FormatError
from argmap.formats.exchange import Reading, Written
from argmap.formats.iccma import LOSES, Graph, flat, written
from argmap.formats.ids import checked
from argmap.model.map import ArgumentMap

name = "tgf"
title = "abstract framework, trivial graph format (ICCMA)"
suffixes: tuple[str, ...] = (".tgf",)
loses = LOSES


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format.

    >>> sniff("a\nb\n#\na b"), sniff("A heading\n#\nand text")
    (1.0, 0.0)
    """
    lines = [line.split() for line in text[:4000].removeprefix("\ufeff").split("\n")]
    if ["#"] not in lines:
        return 0.0
    at = lines.index(["#"])
    nodes = {line[0] for line in lines[:at] if line}
    edges = [line for line in lines[at + 1 : at + 4] if line]
    if not nodes or any(line[0].startswith("#") for line in lines[:at] if line):
        return 0.0
    if all(len(line) > 1 and {line[0], line[1]} <= nodes for line in edges[:1]):
        return 1.0 if edges else 0.6
    return 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a framework: an argument is a claim, its label, or else its name, the text.

    Raises:
        FormatError: there is no argument, or a line is no attack; it says where.

    >>> read("a It rains.\nb\n#\na b").map.nodes[0].text
    'It rains.'
    """
    graph = Graph(path)
    edges = False
    for number, line in enumerate(checked(text, path), 1):
        words = line.split(maxsplit=2 if edges else 1)
        if not words:
            continue
        if line.strip() == "#":
            if edges:
                raise FormatError("a second # stands here", path=path, line=number, column=1)
            edges = True
        elif not edges:
            graph.argue(words[0], words[-1].rstrip(), number)
        elif len(words) == 1:
            message = f"{words[0]!r:.60} is no attack: it needs two arguments"
            raise FormatError(message, path=path, line=number, column=1)
        else:
            graph.attack(words[0], words[1], number)
            if len(words) > 2:
                graph.dropped.append(f"line {number}: the label {words[2].rstrip()!r:.60} of the attack")
    if not graph.arguments and not edges:
        raise FormatError("there is no argument here", path=path)
    if not edges:
        graph.repaired.append(f"line {number}: the line # that ends the arguments is not there")
    return graph.reading()


def write(m: ArgumentMap) -> Written:
    """Return the nodes of a map with their texts, and the attacks between them, with all that is lost.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap([am.Claim(id="a", text="It rains.")])).text, end="")
    a It rains.
    #
    """
    attacks, _ = flat(m)
    texts = ((node.id, " ".join(node.text.replace("\0", " ").split())) for node in m.nodes)
    lines = [id if text == id else f"{id} {text}".rstrip() for id, text in texts]
    lines += ["#", *(f"{attacker} {target}" for attacker, target in attacks)]
    return written(m, "".join(f"{line}\n" for line in lines), attacks, read)
