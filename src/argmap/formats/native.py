"""The native document: what a JSON file and a YAML file of argmap both say, to a map and back.

::

    {"argmap": "1", "title": ..., "thesis": ..., "note": ...,
     "sources":   {id: {"title": ..., ...}},
     "nodes":     {id: {"kind": "claim", "text": ..., ...}},
     "relations": {id: {"kind": "supports", "premises": [id, ...], "target": id, ...}},
     "ignore": [code, ...], "foreign": {format: ...}}

Parts are keyed by id in authored order. A field at its default is left out, ``kind`` never. The default of a
quote's ``page`` is the url of its source; where a source has a url and the quote no page, it says ``null``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import ValidationError

from argmap.errors import (
    FormatError,
    InvalidMapError,
    Problem,
    UnknownKindError,
    did_you_mean,
    suggestion,
)
from argmap.formats.faults import (
    Fault,
    InvalidMapInFileError,
    MalformedFileError,
    Path,
    Place,
    Places,
    UnknownKindInFileError,
)
from argmap.formats.wording import coercions, fault_message, kind_of, worded
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.part import Value, kind_named, kinds
from argmap.model.record import record
from argmap.model.source import Source

VERSION = "1"
"""The version of the file format, an integer of its own; files of every older one are read for ever."""

SECTIONS = {"sources": "source", "nodes": "node", "relations": "relation"}
"""The keys of a document that hold parts by id, and what one of them is called."""

KEYS = ("argmap", "title", "thesis", "note", "ignore", *SECTIONS, "foreign")

Document = dict[str, Any]


class Syntax(NamedTuple):
    """How a text format says a document.

    ``parse`` returns the plain data, and whether no key stands twice in a mapping; ``places`` says where all
    of it stands, and is asked only when something is wrong.
    """

    parse: Callable[[str], tuple[Any, bool]]
    places: Callable[[str], Places]


# From a map


def document(m: ArgumentMap) -> Document:
    """Return the document of a map, of plain data.

    >>> import argmap as am
    >>> document(am.ArgumentMap([am.Claim(id="c1", text="It rains.")], title="Weather"))
    {'argmap': '1', 'title': 'Weather', 'nodes': {'c1': {'kind': 'claim', 'text': 'It rains.'}}}
    """
    whole: Document = {"argmap": VERSION}
    for name, text, default in (
        ("title", m.title, ""),
        ("thesis", m.thesis_id, None),
        ("note", m.note, None),
    ):
        if text != default:
            if not isinstance(text, str):
                raise FormatError(f"the {name} of a map must be text to be written, not {worded(text)}")
            whole[name] = text
    if m.ignore:
        whole["ignore"] = list(m.ignore)
    urls = {source.id: source.url for source in m.sources if source.url is not None}
    for section, values in (("sources", m.sources), ("nodes", m.nodes), ("relations", m.relations)):
        if values:
            whole[section] = {value.id: _body(value, urls) for value in values}
    if m.foreign:
        whole["foreign"] = {kept.format: kept.value for kept in m.foreign}
    return whole


def _body(value: Value, urls: Mapping[str, str]) -> dict[str, Any]:
    fields = record(value)
    id = fields.pop("id")
    if fields.get("kind") == "":
        raise FormatError(f"{id!r} is of {type(value).__name__}, which is no kind: class ...(kind='...')")
    for quote in fields.get("quotes", ()):
        url = urls.get(quote["source"])
        if url is not None:
            if quote.get("page") == url:
                del quote["page"]
            else:
                quote.setdefault("page", None)
    return fields


def half_a_character(m: ArgumentMap) -> FormatError:
    """Return the error that says which part holds a lone surrogate, which no UTF-8 file can."""
    values: list[Value] = [*m.sources, *m]
    halves = {str(value.__dict__["id"]): _HALF.search(json.dumps(record(value))) for value in values}
    ids = [id for id, found in halves.items() if found]
    where = ", ".join(map(repr, ids[:3])) or "the title or the note"
    return FormatError(
        f"{where} holds half a character (a lone surrogate), and no file can: an emoji or the like was cut in two"
    )


_HALF = re.compile(r"\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]")


# To a map


def map_said(text: str, syntax: Syntax, *, path: str | None = None) -> ArgumentMap:
    """Return the map that a text says.

    Raises:
        MalformedFileError: it says none; the error holds every fault with its line and column. It is an
            UnknownKindError too where a kind is unknown, and an InvalidMapError where the parts, each
            well formed, make no map.
    """
    try:
        data, unique = syntax.parse(text)
    except FormatError as error:
        raise _with_path(error, path) from None
    reader = _Reader()
    m = reader.map_of(data, whole=unique)
    if m is None:
        raise _error(reader, syntax.places(text), path)
    return m


class _Reader:
    """One reading of a document, which gathers all that is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.unknown_kind: UnknownKindError | None = None
        self.problems: tuple[Problem, ...] = ()

    def map_of(self, data: Any, *, whole: bool) -> ArgumentMap | None:
        """Return the map, or ``None`` where there are faults, or where ``data`` is not all that was written."""
        if not isinstance(data, dict):
            self._fault(f"a map is a mapping with the keys {', '.join(KEYS)}; this is {kind_of(data)}")
            return None
        if not self._version(data):
            return None
        for key in data:
            if key not in KEYS:
                near = suggestion(did_you_mean(key, KEYS))
                self._fault(f"unknown key {key!r}.{near} A map has: {', '.join(KEYS)}", key, is_key=True)
        title = self._text(data, "title", "")
        thesis, note = self._text(data, "thesis", None), self._text(data, "note", None)
        ignore, foreign = self._ignore(data), self._foreign(data)
        sections = {section: self._section(data, section) for section in SECTIONS}
        sources = tuple(self._sources(sections["sources"]))
        urls = {source.id: source.url for source in sources if source.url is not None}
        nodes = tuple(self._parts(sections["nodes"], "nodes", urls))
        relations = tuple(self._parts(sections["relations"], "relations", urls))
        if self.faults or not whole:
            return None
        try:
            return ArgumentMap(
                nodes,
                relations,
                title=title or "",
                thesis=thesis,
                sources=sources,
                note=note,
                ignore=ignore,
                foreign=foreign,
            )
        except InvalidMapError as error:
            self.problems = error.problems
            self.faults += (Fault(p.message, _way_to(p, data)) for p in error.problems)
            return None

    def _fault(self, message: str, *at: str | int, is_key: bool = False) -> None:
        self.faults.append(Fault(message, at, is_key))

    def _version(self, data: Document) -> bool:
        version = data.get("argmap")
        if version == VERSION and isinstance(version, str):
            return True
        if "argmap" not in data:
            self._fault(f'the key "argmap" with the version of the format, "{VERSION}", is missing')
        elif isinstance(version, str) and version.isdecimal() and int(version) > int(VERSION):
            self._fault(
                f"the file is of version {version} of the format, and this argmap reads version {VERSION}: "
                "a newer argmap wrote it; upgrade with pip install --upgrade argmap",
                "argmap",
            )
        else:
            self._fault(f'argmap is the version of the format, "{VERSION}", not {worded(version)}', "argmap")
        return False

    def _text(self, data: Document, key: str, default: str | None) -> str | None:
        value = data.get(key, default)
        if isinstance(value, str) or (value is None and default is None):
            return value
        self._fault(f"{key} must be text, not {worded(value)}", key)
        return default

    def _ignore(self, data: Document) -> tuple[str, ...]:
        codes = data.get("ignore", [])
        if isinstance(codes, list) and all(isinstance(code, str) for code in codes):
            return tuple(codes)
        self._fault(f"ignore must be a list of codes of rules, not {worded(codes)}", "ignore")
        return ()

    def _foreign(self, data: Document) -> tuple[Foreign, ...]:
        kept = data.get("foreign", {})
        if isinstance(kept, dict):
            try:
                return tuple(Foreign.of(format, value) for format, value in kept.items())
            except (ValueError, TypeError) as error:
                self._fault(f"foreign must hold plain data by the name of its format: {error}", "foreign")
        else:
            self._fault(f"foreign must be a mapping from the name of a format, not {worded(kept)}", "foreign")
        return ()

    def _section(self, data: Document, section: str) -> dict[str, dict[str, Any]]:
        bodies = data.get(section, {})
        if not isinstance(bodies, dict):
            what = SECTIONS[section]
            self._fault(
                f"{section} must be a mapping from the id of each {what}, not {kind_of(bodies)}", section
            )
            return {}
        sound = {}
        for id, body in bodies.items():
            if not isinstance(body, dict):
                self._fault(f"{SECTIONS[section]} {id!r} must be a mapping, not {worded(body)}", section, id)
            elif "id" in body:
                self._fault(
                    f"{SECTIONS[section]} {id!r}: the id is the key that it stands under; leave out the field",
                    section, id, "id", is_key=True,
                )  # fmt: skip
            else:
                sound[id] = body
        return sound

    def _sources(self, bodies: dict[str, dict[str, Any]]) -> Iterator[Source]:
        for id, body in bodies.items():
            source = self._value(Source, id, body, "sources")
            if isinstance(source, Source):
                yield source

    def _parts(
        self, bodies: dict[str, dict[str, Any]], section: str, urls: Mapping[str, str]
    ) -> Iterator[Any]:
        base = SECTIONS[section]
        known = kinds(base)
        for id, body in bodies.items():
            kind = body.get("kind")
            cls = known.get(kind) if isinstance(kind, str) else None
            if cls is None:
                self._wrong_kind(kind, id, section)
                continue
            if "quotes" in body:
                _give_pages(body["quotes"], urls)
            part = self._value(cls, id, body, section)
            if part is not None:
                yield part

    def _value(self, cls: type[Value], id: str, body: dict[str, Any], section: str) -> Value | None:
        body["id"] = id
        try:
            value = cls.model_validate(body, by_name=True)
        except ValidationError as error:
            what = f"{body.get('kind', SECTIONS[section])} {id!r}"
            self.faults += _faults_of(error, what, cls, (section, id))
            return None
        finally:
            del body["id"]
        for at, message in coercions(body, value):
            self._fault(
                f"{value.__dict__.get('kind', SECTIONS[section])} {id!r}: {message}", section, id, *at
            )
        return value

    def _wrong_kind(self, kind: Any, id: str, section: str) -> None:
        base = SECTIONS[section]
        if isinstance(kind, str):
            try:
                kind_named(kind, base)
            except UnknownKindError as error:
                other = "relations" if section == "nodes" else "nodes"
                if kind in kinds(SECTIONS[other]):
                    message = f"{kind!r} is a kind of {SECTIONS[other]}; it belongs into {other}"
                else:
                    message = str(error)
                    self.unknown_kind = self.unknown_kind or error
                self._fault(f"{base} {id!r}: {message}", section, id, "kind")
            return
        known = ", ".join(kinds(base))
        if kind is None:
            self._fault(f"{base} {id!r} has no kind; kinds of {base}s: {known}", section, id)
        else:
            self._fault(
                f"{base} {id!r}: kind must be one of {known}, not {worded(kind)}", section, id, "kind"
            )


def _give_pages(quotes: Any, urls: Mapping[str, str]) -> None:
    """Give each quote that says nothing of its page the url of its source."""
    for quote in quotes if isinstance(quotes, list) else ():
        if isinstance(quote, dict) and "page" not in quote:
            source = quote.get("source")
            url = urls.get(source) if isinstance(source, str) else None
            if url is not None:
                quote["page"] = url


def _faults_of(error: ValidationError, what: str, cls: type[Value], at: Path) -> Iterator[Fault]:
    details = error.errors(include_url=False)
    for detail in details:
        way = detail["loc"]
        if detail["type"] == "too_short" and any(
            way == d["loc"][: len(way)] for d in details if d is not detail
        ):
            continue  # an item is wrong, which is said, and pydantic counts the others
        message, way, is_key = fault_message(detail, cls)
        yield Fault(f"{what}: {message}", (*at, *way), is_key)


def _way_to(problem: Problem, data: Document) -> Path:
    """Return the way to what a problem is about: where the part names the other id, or the part itself."""
    if problem.code == "thesis":
        return ("thesis",)
    id, *others = problem.ids
    section = next((s for s in ("relations", "nodes") if id in data.get(s, {})), "sources")
    body = data.get(section, {}).get(id, {})
    ways = [way for way, named in _references(body) if named == (others[0] if others else id)]
    return (section, id, *(ways[-1] if ways else ()))


def _references(body: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield the ids that a part names, with the way to each."""
    yield from ((("premises", place), premise) for place, premise in enumerate(body.get("premises", ())))
    yield from (((name,), body[name]) for name in ("target", "citation") if name in body)
    yield from (
        (("quotes", place, "source"), quote["source"]) for place, quote in enumerate(body.get("quotes", ()))
    )


def _error(reader: _Reader, places: Places, path: str | None) -> MalformedFileError:
    faults = [replace(fault, place=places.of(fault)) for fault in reader.faults]
    faults += (
        Fault(f"the key {at[-1]!r} stands twice in {_holder(at)}", at, True, place)
        for at, place in places.repeated
    )
    unknown = reader.unknown_kind
    if unknown is not None:
        return UnknownKindInFileError(faults, kind=unknown.kind, suggestions=unknown.suggestions, path=path)
    if reader.problems:
        return InvalidMapInFileError(faults, problems=reader.problems, path=path)
    return MalformedFileError(faults, path=path)


def _holder(at: Path) -> str:
    return ".".join(map(str, at[:-1])) or "the document"


def _with_path(error: FormatError, path: str | None) -> MalformedFileError:
    place = Place(error.line, error.column) if error.line and error.column else None
    return MalformedFileError([Fault(error.message, place=place)], path=path)
