"""Argdown as a format of maps: how it is recognised, and the doors to its reading and writing."""

from __future__ import annotations

import re
from typing import Final

from argmap.formats.argdown.bridge_in import read
from argmap.formats.argdown.bridge_out import write

__all__ = ["loses", "name", "read", "sniff", "suffixes", "title", "write"]

name = "argdown"
title = "Argdown, a markup language for arguments"
suffixes: tuple[str, ...] = (".argdown", ".ad")
loses: tuple[str, ...] = (
    "Nothing but characters that no Argdown document can hold; fields that Argdown lacks go to tags and data.",
)

HEAD: Final = 4096
"""How many characters a look at the content takes in."""

_MARKS: Final = (
    re.compile(r"^\[[^\]\n#^]+\]:[ \t]+(?!https?://|<)\S", re.MULTILINE),
    re.compile(r"^<[^<>\n=/?!]+>(:[ \t]|[ \t]*\n[ \t]*\n?[ \t]*(\(1\)|[-+_<]))", re.MULTILINE),
    re.compile(r"^[ \t]+([-+_]|<[-+_]|[-+_]>|><)[ \t]+([<\[])(?!#)[^\]>\n]+[\]>]", re.MULTILINE),
    re.compile(r"^\(1\)[ \t].*\n(.*\n)*?--+", re.MULTILINE),
)


def sniff(text: str) -> float:
    r"""Return how surely a text is Argdown: 0.6 by one of its marks, 0.9 by several, 0 by none.

    >>> sniff("[Peace]: Talk first.\n  + <Cost>: War is dear."), sniff("It rains.")
    (0.9, 0.0)
    """
    head = text[:HEAD]
    if head.lstrip().startswith(("{", "<?", "<!")):
        return 0.0
    seen = sum(bool(mark.search(head)) for mark in _MARKS)
    return (0.0, 0.6)[seen] if seen < 2 else 0.9
