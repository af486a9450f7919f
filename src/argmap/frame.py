"""Maps as tables: a frame of pandas or polars where one of them is installed, a plain table where none is."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import Part, Value, is_a, kinds
from argmap.model.relations import Relation
from argmap.model.table import html_table

WIDEST = 48
"""How many characters of a cell a plain table shows."""


class Table(list[dict[str, Any]]):
    """A plain table: a list of rows, each a dict with the same keys, that prints as a table."""

    def __repr__(self) -> str:
        if not self:
            return "(no rows)"
        cells = [list(self[0]), *([_shown(value) for value in row.values()] for row in self)]
        widths = [min(max(len(row[place]) for row in cells), WIDEST) for place in range(len(cells[0]))]
        return "\n".join(
            "  ".join(
                _cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
            for row in cells
        )

    def _repr_html_(self) -> str:
        if not self:
            return html_table((), (), notes=(repr(self),))
        return html_table(self[0], [map(_shown, row.values()) for row in self])


def to_frame(m: ArgumentMap, what: str = "nodes", *, library: str | None = None) -> Any:
    """Return a table of a map, a row a part, in document order.

    Columns are the fields that any of the rows has something in; several words or ids in one field are joined
    by ``"; "``. A node has the columns ``supporters`` and ``attackers`` too, the ids of what speaks for and
    against it directly.

    Args:
        m: the map.
        what: ``"nodes"``, ``"relations"``, ``"sources"``, ``"quotes"`` (a row a quote, with the ``part`` that
            it is of), or a kind, in the singular or the plural: ``"recommendations"``.
        library: ``"pandas"``, ``"polars"``, or ``"none"`` for a plain :class:`Table`; by default the first of
            these that is installed.

    Raises:
        ArgmapError: there is no such table, or the library is not installed.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.recommend("Mend the roof.", to="the landlord"), d.claim("It rains."))
    >>> to_frame(d.map(), "recommendations", library="none")
    id  kind            text            addressees    supporters
    r1  recommendation  Mend the roof.  the landlord  c1
    """
    rows = _rows(m, what)
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = Table({name: row.get(name) for name in names} for row in rows)
    library = library or next((name for name in ("pandas", "polars") if find_spec(name)), "none")
    if library == "none":
        return table
    if library not in ("pandas", "polars"):
        raise ArgmapError(f"library is 'pandas', 'polars' or 'none', not {library!r}")
    if find_spec(library) is None:
        raise ArgmapError(f"{library} is not installed: pip install {library}")
    if library == "pandas":
        import pandas

        return pandas.DataFrame(list(table), columns=names)
    import polars

    return polars.DataFrame(list(table), schema=names or None, infer_schema_length=None)


def _rows(m: ArgumentMap, what: str) -> list[dict[str, Any]]:
    if what == "sources":
        return [_fields(source) for source in m.sources]
    if what == "quotes":
        return [{"part": part.id, **_fields(quote)} for part in m for quote in part.quotes]
    return [_row(m, part) for part in _parts(m, what)]


def _parts(m: ArgumentMap, what: str) -> Sequence[Part]:
    if what in ("nodes", "relations"):
        return m.nodes if what == "nodes" else m.relations
    known = {**kinds("node"), **kinds("relation")}
    kind = known.get(what) or known.get(what.removesuffix("s"))
    if kind is None:
        names = ["nodes", "relations", "sources", "quotes", *known]
        near = suggestion(did_you_mean(what, [*names, *(f"{name}s" for name in known)]))
        raise ArgmapError(f"there is no table of {what!r}.{near} Tables: {', '.join(names)}")
    return [part for part in m if is_a(part, kind)]


def _row(m: ArgumentMap, part: Part) -> dict[str, Any]:
    row = _fields(part)
    if isinstance(part, Node):
        row["supporters"] = "; ".join(m.supporters(part).ids) or None
        row["attackers"] = "; ".join(m.attackers(part).ids) or None
    return {name: value for name, value in row.items() if value is not None}


def _fields(value: Value) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        if field.is_required() or name == "kind" or held != field.default:
            fields[name] = _cell(held)
    if isinstance(value, Relation):
        fields["premises"] = "; ".join(value.premises)
    return fields


def _cell(value: Any) -> Any:
    """Return a value as a cell: texts, numbers and truth values as they are, several joined."""
    if isinstance(value, tuple | frozenset):
        words = [item.words if hasattr(item, "words") else str(item) for item in value]
        return "; ".join(words if isinstance(value, tuple) else sorted(words))
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _shown(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
