"""Tables, written: each part a row, each field that is in use a column."""

from __future__ import annotations

import json
from typing import Any

from argmap.formats.cells import cell, guarded
from argmap.formats.table_reading import EXTRA, fields_of, read_cell
from argmap.model.map import ArgumentMap
from argmap.model.part import Part
from argmap.model.record import record

FIRST = ("id", "kind", "text", "title", "premises", "target")
"""The columns that stand first, in this order, where they are in use."""


def rows(m: ArgumentMap) -> list[list[str]]:
    """Return the header and the rows of a map."""
    kept = _kept(m)
    made = [_row("", "map", fields, None) for fields in [_whole(m)] if fields]
    for source in m.sources:
        fields = record(source)
        made.append(_row(fields.pop("id"), "source", fields, None))
    for part in m:
        fields = record(part)
        row = _row(fields.pop("id"), fields.pop("kind"), fields, part)
        for column, text in kept.get(part.id, {}).items():
            row.setdefault(column, text)
        made.append(row)
    used = dict.fromkeys(column for row in made for column in row)
    late = [column for column in used if column == "data" or column in EXTRA]
    columns = [c for c in FIRST if c in used or c in FIRST[:3]]
    columns += [c for c in used if c not in columns and c not in late]
    columns += late
    return [[guarded(c) for c in columns], *([row.get(column, "") for column in columns] for row in made)]


def _row(id: str, kind: str, fields: dict[str, Any], part: Part | None) -> dict[str, str]:
    row = {"id": id, "kind": kind}
    rest: dict[str, Any] = {}
    known = fields_of(kind)
    for name, value in fields.items():
        if name in ("premises", "target"):
            row[name] = " ".join(value) if name == "premises" else value
            continue
        said = cell(value) if name not in ("id", "kind", "data", *EXTRA) else None
        if said is not None and read_cell(said, known.get(name)) == value:
            row[name] = said
        else:
            rest[name] = value
    if rest:
        row["data"] = json.dumps(rest)
    return row


def _whole(m: ArgumentMap) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "title": m.title or None,
        "thesis": m.thesis_id,
        "note": m.note,
        "ignore": list(m.ignore) or None,
        "foreign": {f.format: f.value for f in m.foreign if f.format != "csv"} or None,
    }
    fields = {name: value for name, value in whole.items() if value is not None}
    other = _other(m)
    if other is not None:
        fields["foreign"] = {**fields.get("foreign", {}), "csv": other}
    return fields


def _kept(m: ArgumentMap) -> dict[str, dict[str, str]]:
    """Return the cells, by part and column, of the columns that argmap has no field for."""
    data = _data(m)
    return data if _is_kept(data) else {}


def _other(m: ArgumentMap) -> Any:
    """Return the foreign data of tables that is not of the shape in which a table keeps it."""
    data = _data(m)
    return None if data is None or (_is_kept(data) and set(data) <= set(m.parts)) else data


def _data(m: ArgumentMap) -> Any:
    return next((foreign.value for foreign in m.foreign if foreign.format == "csv"), None)


def _is_kept(data: Any) -> bool:
    return isinstance(data, dict) and all(
        isinstance(cells, dict)
        and cells
        and all(isinstance(text, str) and text == text.strip() and text for text in cells.values())
        for cells in data.values()
    )
