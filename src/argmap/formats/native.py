"""The native document: what a JSON file and a YAML file of argmap both say, to a map and back.

::

    {"argmap": "1", "title": ..., "thesis": ..., "note": ...,
     "sources":   {id: {"title": ..., ...}},
     "nodes":     {id: {"kind": "claim", "text": ..., ...}},
     "relations": {id: {"kind": "supports", "premises": [id, ...], "target": id, ...}}}

Parts are keyed by id in authored order. A field at its default is left out, ``kind`` never. The default of a
quote's ``page`` is the url of its source; where a source has a url and the quote no page, it says ``null``.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
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
    Places,
    UnknownKindInFileError,
)
from argmap.formats.wording import coercions, fault_message, kind_of, worded
from argmap.model.map import ArgumentMap
from argmap.model.part import Value, kind_named, kinds
from argmap.model.record import record
from argmap.model.source import Source

VERSION = "1"
"""The version of the file format, an integer of its own; files of every older one are read for ever."""

SECTIONS = {"sources": "source", "nodes": "node", "relations": "relation"}
"""The keys of a document that hold parts by id, and what one of them is called."""

KEYS = ("argmap", "title", "thesis", "note", *SECTIONS)

PAUSE = 100_000
"""Characters beyond which the garbage collector rests while a document is read: it finds nothing in it."""

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
            whole[name] = text
    urls = {source.id: source.url for source in m.sources if source.url is not None}
    for section, values in (("sources", m.sources), ("nodes", m.nodes), ("relations", m.relations)):
        if values:
            whole[section] = {value.id: _body(value, urls) for value in values}  # type: ignore[attr-defined]
    return whole


def _body(value: Value, urls: Mapping[str, str]) -> dict[str, Any]:
    fields = record(value)
    del fields["id"]
    for quote in fields.get("quotes", ()):
        url = urls.get(quote["source"])
        if url is not None:
            if quote.get("page") == url:
                del quote["page"]
            else:
                quote.setdefault("page", None)
    return fields


def check_text(m: ArgumentMap, text: str) -> None:
    """Refuse the text of a map that no file in UTF-8 can hold, and say in which part it lies.

    Raises:
        FormatError: it holds half a character, a lone surrogate.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        values: list[Value] = [*m.sources, *m]
        ids = [v.id for v in values if half in json.dumps(record(v), ensure_ascii=False)]  # type: ignore[attr-defined]
        raise FormatError(
            f"{', '.join(map(repr, ids[:3])) or 'the title or note'} holds half a character, "
            f"U+{ord(half):04X}, and no file can: an emoji or the like was cut in two"
        ) from None


# To a map


def read(text: str, syntax: Syntax, *, path: str | None = None) -> ArgumentMap:
    """Return the map that a text says.

    Raises:
        MalformedFileError: it says none; the error holds every fault with its line and column. It is an
            UnknownKindError too where a kind is unknown, and an InvalidMapError where the parts, each
            well formed, make no map.
    """
    with _collector_paused(len(text) > PAUSE):
        try:
            data, unique = syntax.parse(text)
        except FormatError as error:
            raise _with_path(error, path) from None
        reader = _Reader()
        m = reader.map_of(data, whole=unique)
        if m is not None:
            return m
        raise _error(reader, syntax.places(text), path)


@contextmanager
def _collector_paused(worthwhile: bool) -> Iterator[None]:
    if not (worthwhile and gc.isenabled()):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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
        sections = {section: self._section(data, section) for section in SECTIONS}
        sources = tuple(self._sources(sections["sources"]))
        urls = {source.id: source.url for source in sources if source.url is not None}
        nodes = tuple(self._parts(sections["nodes"], "nodes", urls))
        relations = tuple(self._parts(sections["relations"], "relations", urls))
        if self.faults or not whole:
            return None
        try:
            return ArgumentMap(nodes, relations, title=title or "", thesis=thesis, sources=sources, note=note)
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
                self.unknown_kind = self.unknown_kind or error
                other = next((s for s in ("nodes", "relations") if s != section), "")
                elsewhere = kind in kinds(SECTIONS[other])
                message = (
                    f"{kind!r} is a kind of {SECTIONS[other]}: it stands in {other}" if elsewhere else error
                )
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
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # there are items, and what is wrong with each is said
        message, way, is_key = fault_message(detail, cls)
        yield Fault(f"{what}: {message}", (*at, *way), is_key)


def _way_to(problem: Problem, data: Document) -> Path:
    """Return the way to what a problem is about: where the part names the other id, or the part itself."""
    if problem.code == "thesis":
        return ("thesis",)
    id, *others = problem.ids
    for section in reversed(SECTIONS):
        body = data.get(section, {}).get(id)
        if body is not None:
            wanted = others[0] if others else id
            ways = [way for way, value in _leaves(body) if value == wanted]
            return (section, id, *(ways[-1] if ways else ()))
    return ()


def _leaves(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*at, key))
    else:
        yield at, value


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


def _with_path(error: FormatError, path: str | None) -> FormatError:
    return FormatError(error.message, path=path, line=error.line, column=error.column)
