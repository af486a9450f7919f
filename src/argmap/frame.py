"""Maps as tables: a frame of pandas or polars where one of them is installed, a plain table where none is."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import Any, cast

from pydantic.fields import FieldInfo

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import Part, Value, is_a, kinds
from argmap.model.relations import Relation
from argmap.model.source import Quote, Source
from argmap.model.table import html_table, printable

WIDEST = 48
"""How many characters of a cell a plain table shows."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which no UTF-8 holds


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


def to_frame(m: ArgumentMap, what: str | type[Part] = "nodes", *, library: str | None = None) -> Any:
    """Return a table of a map, a row a part, in document order.

    Columns are the fields that all such parts must have, and those in which any of the rows differs from what
    is taken where nothing is said; several words or ids in one field are joined by ``"; "``. A node has the
    columns ``supporters`` and ``attackers`` too, the ids of what speaks for and against it directly. Truth
    values and whole numbers stay such where some are missing. A column of texts and numbers is of texts in
    polars, which has no mixed ones.

    Args:
        m: the map.
        what: ``"nodes"``, ``"relations"``, ``"sources"``, ``"quotes"`` (a row a quote, with the ``part`` that
            it is of), or a kind: its name, in the singular or the plural (``"recommendations"``), or its class.
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
    table, names = _table(m, _class_of(what))
    library = library or next((name for name in ("pandas", "polars") if find_spec(name)), "none")
    if library == "none":
        return table
    if library not in ("pandas", "polars"):
        raise ArgmapError(f"library is 'pandas', 'polars' or 'none', not {library!r}")
    if find_spec(library) is None:
        raise ArgmapError(f"{library} is not installed: pip install {library}")
    columns = {name: [row[name] for row in table] for name in names}
    return _in_pandas(columns) if library == "pandas" else _in_polars(columns)


def _in_pandas(columns: dict[str, list[Any]]) -> Any:
    import pandas

    frame = pandas.DataFrame(columns)
    if frame.empty:
        return frame.astype("str")
    # Or the missing ones would make truth values objects, and numbers floats.
    with_gaps = {name: _type(cells) for name, cells in columns.items() if None in cells}
    nullable = {bool: "boolean", int: "Int64"}
    return frame.astype({name: nullable[type_] for name, type_ in with_gaps.items() if type_ in nullable})


def _in_polars(columns: dict[str, list[Any]]) -> Any:
    import polars

    types = {bool: polars.Boolean, int: polars.Int64, float: polars.Float64}
    series = []
    for name, cells in columns.items():
        dtype = types.get(_type(cells), polars.String)
        said = [None if cell is None else _SURROGATE.sub("�", str(cell)) for cell in cells]
        series.append(
            polars.Series(name, said if dtype is polars.String else cells, dtype=dtype, strict=False)
        )
    return polars.DataFrame(series)


def _type(cells: list[Any]) -> type:
    """Return the type of the cells that are not empty: float for all sorts of numbers, str for a mixture."""
    found = {type(cell) for cell in cells if cell is not None}
    if found == {int} and any(not -(2**63) <= cell < 2**63 for cell in cells if cell is not None):
        return str
    if len(found) == 1:
        return found.pop()
    return float if found == {int, float} else str


def _class_of(what: str | type[Part]) -> type[Value]:
    if isinstance(what, type) and issubclass(what, Part):
        return what
    tables: dict[str, type[Value]] = {
        "nodes": Node,
        "relations": Relation,
        "sources": Source,
        "quotes": Quote,
    }
    known = {**kinds("node"), **kinds("relation")}
    several = {_plural(name): kind for name, kind in kinds("node").items()}
    asked = str(what)
    found = tables.get(asked) or known.get(asked) or several.get(asked)
    if found is None:
        near = suggestion(did_you_mean(asked, [*tables, *known, *several]))
        raise ArgmapError(f"there is no table of {what!r}.{near} Tables: {', '.join([*tables, *known])}")
    return found


def _plural(kind: str) -> str:
    """Return the plural of a kind, as a table of it may be asked for.

    >>> [_plural(kind) for kind in ("claim", "category", "hypothesis", "bias", "evidence")]
    ['claims', 'categories', 'hypotheses', 'biases', 'evidence']
    """
    if kind == "evidence":
        return kind
    if kind.endswith("y") and kind[-2:-1] not in "aeiou":
        return f"{kind[:-1]}ies"
    if kind.endswith("sis"):
        return f"{kind[:-2]}es"
    return f"{kind}es" if kind.endswith(("s", "x", "ch", "sh")) else f"{kind}s"


def _table(m: ArgumentMap, of: type[Value]) -> tuple[Table, list[str]]:
    """Return the rows, and the names of their columns, which an empty table has too."""
    if issubclass(of, Source):
        made = [_row(source) for source in m.sources]
    elif issubclass(of, Quote):
        made = [_row(quote, part=part.id) for part in m for quote in part.quotes]
    else:
        asked = cast(type[Part], of)
        made = [_row(part, **_around(m, part)) for part in m if is_a(part, asked)]
    first = {"part": None} if issubclass(of, Quote) else {}
    always = [*first, *(name for name, field in of.model_fields.items() if _is_always(name, field))]
    names = list(dict.fromkeys([*(name for _, said in made for name in said), *always]))
    return Table({name: row.get(name) for name in names} for row, _ in made), names


def _row(value: Value, **more: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields of a value as cells, and the names of those that say something."""
    row: dict[str, Any] = {"part": more["part"]} if "part" in more else {}
    said = list(row)
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        cell = _cell(held)
        row[name] = None if cell == "" and not field.is_required() else cell
        if _is_always(name, field) or (held != field.default and row[name] is not None):
            said.append(name)
    more = {name: ids for name, ids in more.items() if name not in row}  # a kind may have such a field itself
    return row | more, (*said, *(name for name in more if name not in said))


def _is_always(name: str, field: FieldInfo) -> bool:
    return name == "kind" or field.is_required()


def _around(m: ArgumentMap, part: Part) -> dict[str, str]:
    """Return the ids of what speaks for and against a node directly."""
    if not isinstance(part, Node):
        return {}
    near = {"supporters": m.supporters(part), "attackers": m.attackers(part)}
    return {name: "; ".join(nodes.ids) for name, nodes in near.items() if nodes}


def _cell(value: Any) -> Any:
    """Return a value as a cell: texts, numbers and truth values as they are, several joined."""
    if isinstance(value, tuple | frozenset):
        words = [item.words if hasattr(item, "words") else str(item) for item in value]
        return "; ".join(words if isinstance(value, tuple) else sorted(words))
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _shown(value: Any) -> str:
    return "" if value is None else printable(str(value))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
