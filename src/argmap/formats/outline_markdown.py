"""A Markdown outline: bullets below bullets, ``+`` for a reason and ``-`` for an objection.

What stands in a bullet is described in ``docs/formats/outline.md``.
"""

from __future__ import annotations

import re

from argmap.formats.difference import losses
from argmap.formats.exchange import Reading, Written
from argmap.formats.outline_reading import BULLET, map_of
from argmap.formats.outline_writing import outline
from argmap.model.map import ArgumentMap

name = "outline"
title = "Markdown outline"
suffixes: tuple[str, ...] = (".md", ".markdown")
loses: tuple[str, ...] = (
    "Ids of relations, which are numbered anew.",
    "Quotes, sources and all fields of nodes but text, kind, section and implicit.",
    "All fields of relations but their ends and kind.",
    "The order of parts where it is not that of the outline.",
)


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format; any Markdown might be, so never very.

    >>> sniff("- The street gets wet.\n  + It rains.\n"), sniff("It rains.")
    (0.4, 0.0)
    """
    lines = [line for line in text[:4096].removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines or not re.match(r"#{1,6}(?:\s|$)|[-+*]\s", lines[0]):
        return 0.0
    nested = any(line[:1] in " \t" and BULLET.match(line) for line in lines)
    return 0.4 if nested else 0.1


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of an outline, with what was repaired on the way.

    Raises:
        FormatError: the text holds no bullet, an id twice, or a NUL byte.

    >>> m = read("# Weather\n- The street gets wet.\n  + It rains.\n  - There is a roof.\n").map
    >>> m.title, [(step.kind, step.premises, step.target) for step in m.relations]
    ('Weather', [('supports', ('c2',), 'c1'), ('attacks', ('c3',), 'c1')])
    """
    return map_of(text, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as an outline, with all that it loses.

    >>> import argmap as am
    >>> d = am.Draft("Weather")
    >>> step = d.support(d.claim("The street gets wet."), d.evidence("It rains."))
    >>> _ = d.undercut(step, d.claim("There is a roof."))
    >>> print(write(d.map()).text, end="")
    # Weather
    <BLANKLINE>
    - The street gets wet.
      + **evidence** It rains.
        - _step_ There is a roof.
    """
    text, names = outline(m)
    return Written(text, losses(m, map_of(text, None).map, names))
