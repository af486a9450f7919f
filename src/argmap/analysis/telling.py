"""How results are told: short texts instead of ids, at most so many lines, tables for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from argmap.analysis.context import short
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Relation

LINES = 12
"""How many lines a text has unless it is asked for more."""


def words(m: ArgumentMap, id: str) -> str:
    """Return a part in words: a node by its text, a step by what it leads from and to.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.claim("It rains."))
    >>> words(d.map(), "s1")
    'the step from “It rains.” to “It is wet.”'
    """
    part = m[id]
    if not isinstance(part, Relation):
        return short(part)
    name = "the objection" if is_a(part, Attacks) else "the step"
    target = m[part.target]
    to = f"the step {target.id}" if isinstance(target, Relation) else short(target)
    return f"{name} from {' and '.join(short(m[p]) for p in part.premises)} to {to}"


def require(name: str, value: str, allowed: Iterable[str]) -> None:
    """Refuse a value that is not allowed, and say which are.

    >>> require("mode", "skeptical", ("skeptical", "credulous"))
    """
    known = tuple(allowed)
    if value not in known:
        near = suggestion(did_you_mean(str(value), known))
        raise ArgmapError(f"unknown {name} {value!r}.{near} One of {', '.join(known)}")


def cut(told: Iterable[str], lines: int | None) -> str:
    """Return lines as text, and where there are too many the first of them and how many more there are.

    >>> print(cut(["a", "b", "c"], 2))
    a
    … 2 more lines: .text(lines=None)
    """
    said = tuple(told)
    if lines is not None and len(said) > lines:
        kept = max(lines - 1, 1)
        said = (*said[:kept], f"… {len(said) - kept} more lines: .text(lines=None)")
    return "\n".join(said)


def table(head: Iterable[str], rows: Iterable[Iterable[str]], caption: str) -> str:
    """Return a table as HTML, for a notebook.

    >>> table(["id"], [["c1"]], "one")
    '<p>one</p><table><tr><th>id</th></tr><tr><td>c1</td></tr></table>'
    """
    first = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<p>{escape(caption)}</p><table><tr>{first}</tr>{body}</table>"
