"""Kialo's text export: a debate as numbered items, each Pro or Con the one above it.

Both layouts are read; the new one is written. How the parts of a debate and of a map correspond, and what is
lost, stands in ``docs/formats/kialo.md``.
"""

from __future__ import annotations

import re

from argmap.formats.difference import losses
from argmap.formats.exchange import Reading, Written
from argmap.formats.kialo_reading import HEADER, map_of
from argmap.formats.kialo_writing import debate
from argmap.model.map import ArgumentMap

name = "kialo"
title = "Kialo text export"
suffixes: tuple[str, ...] = (".txt",)
loses: tuple[str, ...] = (
    "Kinds of nodes other than claims and questions become claims.",
    "Steps that have several premises, or that aim at a step, and relations other than supports, attacks and "
    "answers are left out; their nodes stay.",
    "Ids become numbers such as 1.2.",
    "Of a source the address is kept, of a quote the words; all other fields of nodes, relations and the map "
    "are left out.",
)


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format.

    >>> sniff("Discussion Title: Rain\n\n1. It rains."), sniff("It rains.")
    (1.0, 0.0)
    """
    return 1.0 if re.match(HEADER, text.lstrip("\ufeff \t\r\n")[:200]) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a debate, with what was repaired and dropped on the way.

    Raises:
        FormatError: the text holds no item.

    >>> reading = read("Discussion Title: Rain\n\n1. Take a coat.\n1.1. Pro: It rains.")
    >>> reading.map.outline().splitlines()[0]
    'Rain'
    >>> reading.map.relations[0].premises, reading.map.relations[0].target
    (('1.1',), '1')
    """
    return map_of(text, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as a debate in the new layout, with all that it loses.

    >>> import argmap as am
    >>> d = am.Draft("Rain")
    >>> _ = d.support(d.thesis("Take a coat."), d.claim("It rains."))
    >>> print(write(d.map()).text, end="")
    Discussion Name:
    Rain
    <BLANKLINE>
    1. Thesis:
    Take a coat.
    <BLANKLINE>
      1.1. Pro:
      It rains.
    """
    text, names = debate(m)
    again = map_of(text, None).map
    if not any(foreign.format == name for foreign in m.foreign):
        again = again.replace(foreign=())  # what the format keeps to write the links again as they are
    return Written(text, losses(m, again, names))
