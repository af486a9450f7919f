"""How results are told: short texts instead of ids, at most so many lines, tables for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from argmap.analysis.context import short
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.part import Part, Value, is_a
from argmap.model.relations import Attacks, Conflicts, Relation
from argmap.model.source import Source

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
    target = m[part.target]
    to = f"the step {target.id}" if isinstance(target, Relation) else short(target)
    premises = " and ".join(short(m[p]) for p in part.premises)
    if is_a(part, Conflicts):
        return f"the conflict of {premises} with {to}"
    return f"the {'objection' if is_a(part, Attacks) else 'step'} from {premises} to {to}"


SEMANTICS = {
    "quadratic_energy": "quadratic energy",
    "df_quad": "DF-QuAD",
    "euler": "Euler-based semantics",
    "mlp": "MLP-based semantics",
    "h_categoriser": "h-categoriser",
}


def semantics_words(name: str) -> str:
    """Return a gradual semantics in words; one of a user's own by its name.

    >>> semantics_words("quadratic_energy")
    'quadratic energy'
    """
    return SEMANTICS.get(name, name)


def said(value: Any) -> str:
    """Return a value for the line of a difference: a node by its text, a step by its ends, the rest as it is.

    >>> import argmap as am
    >>> said(am.Supports(id="s1", premises=("c2",), target="c1")), said(None)
    ('c2 supports c1', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, Relation):
        return f"{' + '.join(value.premises)} {value.kind} {value.target}"
    if isinstance(value, Part):
        return f"{value.kind} {short(value)}"
    if isinstance(value, Source):
        return f"source {value.title or value.id!r}"
    shown = repr(value)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


LONGEST = 120
"""The most characters of a value that a line shows."""


def plain(value: Any) -> Any:
    """Return a value as what JSON can say: parts and sources as objects, tuples as arrays.

    >>> import argmap as am
    >>> plain((am.Source(id="s"), 1))
    [{'id': 's'}, 1]
    """
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


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

    A heading, which ends in a colon, is not the last of them.

    >>> print(cut(["a", "b:", "c", "d"], 3))
    a
    … 3 more lines: .text(lines=None)
    """
    whole = tuple(told)
    if lines is None or len(whole) <= lines:
        return "\n".join(whole)
    kept = max(lines - 1, 1)
    while kept > 1 and whole[kept - 1].endswith(":"):
        kept -= 1
    more = f"… {len(whole) - kept} more line{'s' * (len(whole) - kept != 1)}: .text(lines=None)"
    return "\n".join((*whole[:kept], more)) if lines > 1 else f"{whole[0]} {more}"
