"""Tables, read: rows of a spreadsheet as the parts of a map."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import ValidationError

from argmap.errors import FormatError, InvalidMapError, UnknownKindError
from argmap.formats.cells import bare, ids, listed
from argmap.formats.exchange import Reading
from argmap.formats.faults import Fault, InvalidMapInFileError, MalformedFileError, Place
from argmap.formats.wording import fault_message
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node
from argmap.model.part import Part, Value, kind_named, kinds
from argmap.model.relations import Relation
from argmap.model.source import Source

ALIASES = {
    "type": "kind", "claim": "text", "statement": "text", "label": "text", "content": "text",
    "sentence": "text", "from": "premises", "source": "premises", "premise": "premises", "to": "target",
    "conclusion": "target", "stance": "relation", "link": "relation", "comment": "note", "notes": "note",
}  # fmt: skip
"""Other names of columns that people use, taken where the column itself is not there."""

EXTRA = ("parent", "relation")
STANCES = {
    "pro": "supports", "con": "attacks", "support": "supports", "attack": "attacks", "for": "supports",
    "against": "attacks", "+": "supports", "-": "attacks", "answer": "answers", "option": "answers",
}  # fmt: skip
LONGEST = 200
"""How many characters of a header are looked at for a column's name."""


class _Row(NamedTuple):
    line: int
    cells: dict[str, str]


def columns_of(header: str) -> list[str]:
    """Return the names of the columns of a header, in lower case.

    >>> columns_of("ID;Text;Note")
    ['id', 'text', 'note']
    """
    return [c.strip().strip("\"'").lower()[:LONGEST] for c in header.split(_delimiter(header))]


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


@cache
def fields_of(kind: str) -> dict[str, Any]:
    """Return the annotations of the fields of a kind, of a source, or of the map."""
    if kind == "map":
        return {"ignore": tuple[str, ...], "foreign": dict}
    cls = Source if kind == "source" else {**kinds("node"), **kinds("relation")}.get(kind)
    return {name: field.annotation for name, field in cls.model_fields.items()} if cls else {}


def read_cell(text: str, annotation: Any) -> Any:
    """Return what a cell says in a field: a list, a mapping, a truth value, a number or the text."""
    types = tuple(_types(annotation))
    if any(isinstance(t, type) and issubclass(t, (dict, Value)) for t in types) or tuple in types:
        stripped = bare(text)
        if stripped.startswith("{") or (stripped.startswith("[") and tuple not in types):
            try:
                return json.loads(stripped)
            except (ValueError, RecursionError):
                return stripped
        return listed(text)
    said = bare(text)
    if bool in types and said.lower() in _TRUTH:
        return _TRUTH[said.lower()]
    if (float in types or int in types) and str not in types:
        try:
            return float(said) if float in types else int(said)
        except ValueError:
            return said
    return said


_TRUTH = {"true": True, "yes": True, "1": True, "x": True, "false": False, "no": False, "0": False}


def _types(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (tuple, frozenset):
        yield tuple
    elif get_args(annotation):
        for inner in get_args(annotation):
            yield from _types(inner)
    else:
        yield annotation


def map_of(text: str, path: str | None) -> Reading:
    """Return the map of a table.

    Raises:
        FormatError: it is no table of parts; it names every fault with its line.
    """
    return _Table(text, path).reading()


class _Table:
    """One reading of a table."""

    def __init__(self, text: str, path: str | None) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.repaired: list[str] = []
        self.warnings: list[str] = []
        self.rows = list(self._rows(text))
        self.lines: dict[str, int] = {}
        self.nodes: list[Node] = []
        self.relations: list[Relation] = []
        self.sources: list[Source] = []
        self.whole: dict[str, Any] = {}
        self.kept: dict[str, dict[str, str]] = {}
        self.taken = {bare(row.cells.get("id", "")) for row in self.rows} - {""}
        self.numbers: dict[str, int] = {}

    def _rows(self, text: str) -> Iterator[_Row]:
        text = text.removeprefix("\ufeff")
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise FormatError(
                "a NUL byte stands here: the file is damaged, or no text", path=self.path, line=line
            )
        skipped = 0
        declared = re.match(r"sep=(.)(?:\r\n|\n|\r)", text, re.IGNORECASE)
        if declared:  # how Excel names the delimiter
            text, skipped = text[declared.end() :], 1
        head = re.match(r"[^\r\n]*", text.lstrip("\r\n"))
        delimiter = declared[1] if declared else _delimiter(head[0] if head else "")
        before = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            columns: list[str] | None = None
            began = skipped + 1
            for cells in reader:
                if any(c.strip() for c in cells):
                    if columns is None:
                        columns = self._columns(cells, began)
                    else:
                        if len(cells) > len(columns) and any(c.strip() for c in cells[len(columns) :]):
                            self._fault(
                                began, f"the row has {len(cells)} cells, and the header {len(columns)}"
                            )
                        said = {c: t for c, t in zip(columns, cells, strict=False) if t.strip()}
                        yield _Row(began, said)
                began = skipped + reader.line_num + 1
        except csv.Error as error:
            raise FormatError(
                f"this is no CSV: {error}; a text with quotation marks stands in quotation marks, each of its own "
                "doubled",
                path=self.path, line=began,
            ) from None  # fmt: skip
        finally:
            csv.field_size_limit(before)
        if columns is None:
            raise FormatError("the table is empty", path=self.path, line=1)

    def _columns(self, cells: list[str], line: int) -> list[str]:
        names = [bare(c) for c in cells]
        folded = [n.lower() for n in names]
        there, ours, taken = set(folded), _known_columns(), set[str]()
        columns: list[str] = []
        for name, lower in zip(names, folded, strict=True):
            alias = ALIASES.get(lower, lower)
            is_alias = alias != lower and alias not in there and alias not in taken
            columns.append(alias if is_alias else lower if lower in ours else name)
            taken.add(columns[-1])
        twice = {column for column, count in Counter(columns).items() if column and count > 1}
        if twice:
            raise FormatError(f"two columns are called {min(twice)!r}", path=self.path, line=line)
        if not {"text", "premises", "target", "parent", "id"} & set(columns):
            raise FormatError(
                "the first row names the columns, and none of them is id, text, premises, target or parent: "
                f"{', '.join(map(repr, names[:8]))}",
                path=self.path, line=line,
            )  # fmt: skip
        return columns

    def _fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(message, place=Place(line, 1)))

    def reading(self) -> Reading:
        """Return the map, or raise all that is wrong."""
        links: list[tuple[int, str, str, str]] = []  # line, kind, premise, target: the short forms
        for row in self.rows:
            self._row(row, links)
        for line, kind, premise, target in links:
            self._link(line, kind, premise, target)
        self._declare_ends()
        foreign = dict(self.whole.pop("foreign", None) or {})
        if self.kept:
            foreign["csv"] = self.kept
        try:
            kept = [Foreign.of(format, value) for format, value in foreign.items()]
        except (ValueError, TypeError, AttributeError) as error:
            kept = []
            self._fault(1, f"foreign must hold plain data by the name of its format: {error}")
        if self.faults:
            raise MalformedFileError(self.faults, path=self.path)
        try:
            m = ArgumentMap(self.nodes, self.relations, sources=self.sources, foreign=kept, **self.whole)
        except InvalidMapError as error:
            faults = [Fault(p.message, place=Place(self.lines.get(p.ids[0], 1), 1)) for p in error.problems]
            raise InvalidMapInFileError(faults, problems=error.problems, path=self.path) from None
        return Reading(m, tuple(self.warnings), tuple(self.repaired))

    def _row(self, row: _Row, links: list[tuple[int, str, str, str]]) -> None:
        cells = dict(row.cells)
        kind = bare(cells.pop("kind", ""))
        kind = kind if kind in _all_kinds() else kind.lower()
        id = bare(cells.pop("id", ""))
        if not kind:
            kind = "claim" if "target" not in cells else "supports"
        kind = STANCES.get(kind, kind) if "target" in cells else kind
        fields = self._data(row.line, cells.pop("data", ""))
        parent, stance = cells.pop("parent", ""), bare(cells.pop("relation", "")).lower()
        if kind == "map":
            self.whole |= {n: read_cell(t, fields_of("map").get(n)) for n, t in cells.items()} | fields
            self._check_whole(row.line)
            return
        base = "relation" if kind in kinds("relation") or "target" in cells or "premises" in cells else "node"
        if kind != "source":
            try:
                cls: type[Value] = kind_named(kind, base)
            except UnknownKindError as error:
                self._fault(row.line, str(error))
                return
        else:
            cls = Source
        known = fields_of(kind)
        if not id:
            id = self._free(getattr(cls, "prefix", "source"))
        self.lines.setdefault(id, row.line)
        for column, cell in cells.items():
            if column in ("premises", "target") and base == "relation":
                fields[column] = ids(cell) if column == "premises" else bare(cell)
            elif column in known:
                fields[column] = read_cell(cell, known[column])
            elif base == "node" and column in kinds("relation"):
                links += ((row.line, column, id, target) for target in ids(cell))
            elif base == "node" and column == "target":
                links += ((row.line, stance or "supports", id, target) for target in ids(cell))
            else:
                self.kept.setdefault(id, {})[column] = cell.strip()
        if parent:
            links += ((row.line, stance or "supports", id, target) for target in ids(parent))
        elif stance and base == "node":
            self.kept.setdefault(id, {})["relation"] = stance
        if base == "node" and kind != "source":
            fields.setdefault("text", "")
        self._make(row.line, cls, {**fields, "id": id}, kind)

    def _data(self, line: int, cell: str) -> dict[str, Any]:
        if not cell:
            return {}
        try:
            data = json.loads(bare(cell), parse_constant=_refuse)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            self._fault(line, "the column data holds JSON of further fields, and this is none")
            return {}
        return data

    def _check_whole(self, line: int) -> None:
        whole = self.whole
        for name in list(whole):
            sound = (
                isinstance(whole[name], str)
                if name in ("title", "thesis", "note", "text")
                else name in ("ignore", "foreign")
            )
            if not sound:
                self._fault(line, f"a map has no field {name!r}, or no such value in it: {whole[name]!r:.60}")
                del whole[name]
        if "text" in whole:
            whole.setdefault("title", whole.pop("text"))

    def _make(self, line: int, cls: type[Value], fields: dict[str, Any], kind: str) -> None:
        try:
            value = cls.model_validate(fields)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                message, _, _ = fault_message(detail, cls)
                self._fault(line, f"{kind} {fields['id']!r}: {message}")
            return
        if isinstance(value, Source):
            self.sources.append(value)
        elif isinstance(value, Node):
            self.nodes.append(value)
        elif isinstance(value, Relation):
            self.relations.append(value)

    def _free(self, prefix: str) -> str:
        number = self.numbers.get(prefix, 0) + 1
        while f"{prefix}{number}" in self.taken:
            number += 1
        self.numbers[prefix] = number
        return f"{prefix}{number}"

    def _link(self, line: int, kind: str, premise: str, target: str) -> None:
        kind = STANCES.get(kind, kind)
        try:
            cls: type[Part] = kind_named(kind, "relation")
        except UnknownKindError as error:
            self._fault(line, str(error))
            return
        id = self._free(cls.prefix)
        self.lines.setdefault(id, line)
        self._make(line, cls, {"id": id, "premises": [premise], "target": target}, kind)

    def _declare_ends(self) -> None:
        """In a table of relations alone, make a claim of each end, which is then all there is of it."""
        if self.nodes or not self.relations:
            return
        steps = {relation.id for relation in self.relations}
        ends = dict.fromkeys(
            end for r in self.relations for end in (*r.premises, r.target) if end not in steps
        )
        self.nodes = [Claim(id=end, text=end) for end in ends]
        self.repaired.append(
            f"line 1: the table has no nodes: {len(ends)} claims are made of the ends of its relations"
        )


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _all_kinds() -> set[str]:
    return {*kinds("node"), *kinds("relation"), "map", "source"}


def _known_columns() -> set[str]:
    fields = {name for kind in _all_kinds() for name in fields_of(kind)}
    return fields | {*kinds("relation"), *EXTRA, "data", "thesis", "note", "title", "id", "kind"}
