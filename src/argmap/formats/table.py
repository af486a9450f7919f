"""A table of the parts of a map, as spreadsheets read and write it: CSV with a row a part.

The columns and the short forms that analysts type are described in ``docs/formats/csv.md``.
"""

from __future__ import annotations

import csv
import io
import re

from argmap.formats.difference import losses
from argmap.formats.exchange import Reading, Written
from argmap.formats.table_reading import ALIASES, columns_of, map_of
from argmap.formats.table_writing import rows
from argmap.model.map import ArgumentMap

name = "csv"
title = "CSV table"
suffixes: tuple[str, ...] = (".csv", ".tsv")
loses: tuple[str, ...] = ("Nothing; what no cell can say stands as JSON in the column data.",)

_SAYS_SOMETHING = frozenset({"text", "premises", "target", "parent", "supports", "attacks"})


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format: how many of its columns a map has.

    >>> sniff("id,kind,text,supports\n"), sniff("id;text\n"), sniff("It rains, and how.")
    (1.0, 0.7, 0.0)
    """
    header = re.split(r"\r\n|\n|\r", text[:4096].lstrip("\ufeff"))
    head = next((line for line in header if line.strip() and not line.lower().startswith("sep=")), "")
    columns = columns_of(head)
    known = [column for column in columns if ALIASES.get(column, column) in _SAYS_SOMETHING]
    if len(columns) < 2 or not known:
        return 0.0
    return 1.0 if "kind" in columns and "id" in columns else 0.7 if "id" in columns else 0.3


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a table, with what was repaired on the way.

    Raises:
        FormatError: a row says no part, or the rows make no map; it names every fault with its line.

    >>> reading = read("id,text,supports\nc1,The street gets wet.,\nc2,It rains.,c1\n")
    >>> reading.map.relations
    s1  supports  c2 → c1


    """
    return map_of(text, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as a table: nodes, then relations, with the map and its sources in rows before them.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text, end="")
    id,kind,text
    c1,claim,It rains.
    """
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n").writerows(rows(m))
    text = made.getvalue()
    return Written(text, losses(m, map_of(text, None).map))
