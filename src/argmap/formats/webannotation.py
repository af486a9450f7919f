"""W3C Web Annotation (2017) in JSON-LD, and the annotations of Hypothes.is: quotes with what is said of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.annotation import (
    Said,
    addresses,
    annotation_of,
    bodies,
    said_by,
    urn_of,
)
from argmap.formats.csl_item import item_of, source_of
from argmap.formats.exchange import Reading, Written
from argmap.formats.hypothesis_rows import annotation_of_row, is_reply, is_row, title_of
from argmap.formats.ids import map_ids, numbered
from argmap.formats.plain_json import objects, value_of
from argmap.formats.references import kept, references_lost
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node
from argmap.model.part import kind_named
from argmap.model.source import Quote, Source

name = "webannotation"
title = "W3C Web Annotation (JSON-LD), Hypothes.is"
suffixes: tuple[str, ...] = (".jsonld", ".annotations.json")
loses: tuple[str, ...] = (
    "Relations, with their quotes; nodes that quote nothing.",
    "Of nodes all but id, kind, text, tags and quotes; of the map all but title and sources.",
)

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"argmap": "urn:argmap:", "argmap:sources": {"@type": "@json"}},
]
SOURCES = "argmap:sources"
_ENVELOPE = ("@context", "type", "total", "first", "last", "items", "label", SOURCES, "@graph")
_HEAD = 50_000


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}'), sniff('{"nodes": []}')
    (1.0, 0.0)
    """
    head = text[:_HEAD].removeprefix("\ufeff").lstrip()
    if head[:1] not in ("{", "["):
        return 0.0
    if '"http://www.w3.org/ns/anno.jsonld"' in head:
        return 1.0
    if '"target"' not in head:
        return 0.0
    if re.search(r'"(?:@?type)"\s*:\s*"(?:oa:)?Annotation"', head):
        return 0.9
    is_rows = all(f'"{key}"' in head for key in ("uri", "tags")) and re.search(
        r'"(?:rows|annotations|permissions|selector)"', head
    )
    return 1.0 if is_rows else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of annotations: each is a node with the quotes that it marks, each page a source.

    Raises:
        FormatError: it is no JSON, or holds no annotation.

    >>> m = read('''{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "urn:x:n1",
    ...   "bodyValue": "It rains.", "target": {"source": "https://example.org/a",
    ...   "selector": {"type": "TextQuoteSelector", "exact": "rain"}}}''').map
    >>> m["n1"].text, m["n1"].quotes[0].exact
    ('It rains.', 'rain')
    """
    whole = value_of(text, path)
    report = _Report()
    found = list(_annotations(whole, report))
    envelope = whole if isinstance(whole, dict) else {}
    if not found and not _is_collection(envelope):
        raise FormatError("there is no annotation", path=path)
    heard = [(annotation, said_by(annotation)) for annotation in found]
    sources = _sources(envelope, heard, report)
    known = addresses(ArgumentMap(sources=sources))
    groups = _groups(heard, known, report)
    nodes: list[Node] = []
    originals: dict[str, list[Any]] = {}
    by_id = {source.id: source for source in sources}
    for id, members in groups.items():
        node = _node(id, members, known, report)
        nodes.append(node)
        written = [annotation for annotation, _ in members]
        if written != [annotation_of(node, quote, by_id[quote.source]) for quote in node.quotes]:
            originals[id] = written
    label = envelope.get("label")
    own = _own(envelope, urn_of(found))
    data = {"annotations": originals, "others": report.others, "envelope": own}
    foreign = (Foreign.of(name, {k: v for k, v in data.items() if v}),) if any(data.values()) else ()
    try:
        m = ArgumentMap(
            nodes, title=label if isinstance(label, str) else "", sources=sources, foreign=foreign
        )
    except InvalidMapError as error:
        raise FormatError(f"the annotations make no map: {error}", path=path) from None
    return Reading(m, tuple(report.warnings), tuple(report.repaired), tuple(report.dropped))


def write(m: ArgumentMap) -> Written:
    """Return the quotes of a map as a collection of annotations, and all else as losses.

    >>> import argmap as am
    >>> d = am.Draft("Rain", source=am.Source(id="s", url="https://example.org/a"))
    >>> _ = d.claim("It rains.", quote="rain")
    >>> collection = json.loads(write(d.map()).text)
    >>> collection["type"], collection["first"]["items"][0]["target"]["source"]
    ('AnnotationCollection', 'https://example.org/a')
    """
    held = kept(m, name)
    known = addresses(m)
    by_id = {source.id: source for source in m.sources}
    originals = held.get("annotations")
    items: list[dict[str, Any]] = []
    for node in m.nodes:
        old = objects(originals.get(node.id)) if isinstance(originals, dict) else []
        items += _written(node, old, known, by_id)
    items += objects(held.get("others"))
    collection: dict[str, Any] = {"@context": CONTEXT, "id": urn_of(items), "type": "AnnotationCollection"}
    if m.title:
        collection["label"] = m.title
    collection["total"] = len(items)
    if m.sources:
        collection[SOURCES] = [item_of(source) for source in m.sources]
    envelope = held.get("envelope")
    if isinstance(envelope, dict):
        more = envelope.get("@context")
        collection |= {key: value for key, value in envelope.items() if key not in _ENVELOPE}
        collection["@context"] = [*CONTEXT, *more] if isinstance(more, list) else CONTEXT
    page = {"id": urn_of([items, "page"]), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection["first"] = page
    text = json.dumps(collection, ensure_ascii=False, indent=2) + "\n"
    return Written(text, references_lost(m, read(text).map, name))


def _own(envelope: Mapping[str, Any], id: str) -> dict[str, Any]:
    """Return what a collection says of itself beyond what argmap writes of each."""
    if envelope.get("type") != "AnnotationCollection":
        return {}
    own = {key: value for key, value in envelope.items() if key not in _ENVELOPE}
    if own.get("id") == id:
        del own["id"]
    context = envelope.get("@context")
    more = [
        part for part in (context if isinstance(context, list) else [context]) if part and part not in CONTEXT
    ]
    return own | ({"@context": more} if more else {})


class _Report:
    """What is found on the way, and the annotations of which no node is made."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.repaired: list[str] = []
        self.dropped: list[str] = []
        self.others: list[dict[str, Any]] = []


_Heard = tuple[dict[str, Any], Said]


def _is_collection(envelope: Mapping[str, Any]) -> bool:
    types = envelope.get("type")
    return any(
        word in ("AnnotationCollection", "AnnotationPage")
        for word in (types if isinstance(types, list) else [types])
    )


def _annotations(whole: Any, report: _Report) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a collection, of its pages, of a list, or the one that stands alone."""
    waiting: list[Any] = [whole]
    seen = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif not isinstance(value, dict):
            seen += 1
            report.dropped.append(f"annotation {seen}: it is no object")
        elif is_row(value):
            seen += 1
            yield annotation_of_row(value)
        elif "target" in value:
            seen += 1
            yield {key: part for key, part in value.items() if key != "@context"}
        else:
            inside = [
                value.get(key)
                for key in ("items", "@graph", "rows", "annotations", "replies", "first", "next")
            ]
            for far in inside[-2:]:
                if isinstance(far, str):
                    report.dropped.append(f"map: the page {far!r:.80}, which is elsewhere and is not fetched")
            here = [part for part in inside if isinstance(part, list | dict)]
            if not here and value is not whole and not _is_collection(value):
                seen += 1
                report.dropped.append(f"annotation {seen}: it has no target")
            waiting += reversed(here)


def _sources(envelope: Mapping[str, Any], heard: list[_Heard], report: _Report) -> list[Source]:
    """Return the sources that a collection of argmap lists, and one for each other page."""
    sources: dict[str, Source] = {}
    for item in objects(envelope.get(SOURCES)):
        said = item.get("id")
        if isinstance(said, str) and said in map_ids([said]).values() and said not in sources:
            sources[said], faults = source_of(item, said)
            report.repaired += [f"{said}: {fault}" for fault in faults]
        else:
            report.dropped.append(f"map: a source whose id is {said!r:.60}")
    known = {source.url for source in sources.values()}
    pages: dict[str, Source] = {}
    for annotation, said in heard:
        for target in said.targets:
            if target.source in sources or target.address in known or target.address in pages:
                continue
            is_page = target.address.startswith(("http:", "https:"))
            page = title_of(annotation)
            pages[target.address] = Source(
                id="s",
                title=page,
                url=target.address,
                type="webpage" if is_page and page else None,
            )
    again: dict[str, int] = {}
    for address, source in pages.items():
        id = _host(address)
        if id in sources:
            id = numbered(id, sources, again)
        sources[id] = source.replace(id=id)
    return list(sources.values())


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    word = (host or "source").removeprefix("www.") or "source"
    return map_ids([word])[word]


def _groups(heard: list[_Heard], known: Mapping[str, str], report: _Report) -> dict[str, list[_Heard]]:
    """Return the annotations of each node: those in a row that say the same under one id of argmap."""
    names: dict[str, list[_Heard]] = {}
    again: dict[str, int] = {}
    for number, (annotation, said) in enumerate(heard, 1):
        called = said.id or _called(annotation) or f"annotation{number}"
        for what in dict.fromkeys(said.unread):
            report.warnings.append(f"{called}: {what} is kept, but not understood")
        if not said.label and said.id is None:
            report.warnings.append(f"{called}: it says nothing, and is kept as it is")
            report.others.append(annotation)
            continue
        if is_reply(annotation):
            report.warnings.append(f"{called}: it replies to another, which says neither for nor against")
        before = names.get(called)
        if before is not None and said.id is not None and _alike(before[0][1], said):
            before.append((annotation, said))
            continue
        if called in names:
            wanted, called = called, numbered(called, names, again)
            report.repaired.append(f"{wanted}: the id stands twice; this annotation is {called}")
        names[called] = [(annotation, said)]
    ids = map_ids(names)
    return {ids[called]: members for called, members in names.items()}


def _alike(one: Said, other: Said) -> bool:
    return (one.label, one.kind or "claim", one.tags) == (other.label, other.kind or "claim", other.tags)


def _called(annotation: Mapping[str, Any]) -> str:
    id = annotation.get("id", annotation.get("@id"))
    words = [word for word in re.split(r"[/#:?]", id) if word] if isinstance(id, str) else []
    return words[-1] if words else ""


def _node(id: str, members: list[_Heard], known: Mapping[str, str], report: _Report) -> Node:
    said = members[0][1]
    quotes = tuple(quote for _, one in members for quote in one.quotes(known))
    fields: dict[str, Any] = {"id": id, "text": said.label, "quotes": quotes, "tags": said.tags}
    if said.kind is not None:
        try:
            made = kind_named(said.kind, "node")(**fields)
            if isinstance(made, Node):
                return made
        except ValidationError:
            report.repaired.append(f"{id}: a {said.kind} needs more than an annotation says; it is a claim")
    return Claim(**fields)


def _written(
    node: Node, old: list[dict[str, Any]], known: Mapping[str, str], sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a node: as they were read where they still say it, and else with what changed."""
    before = [(annotation, said_by(annotation)) for annotation in old]
    quotes: list[Quote] = list(node.quotes)
    first = before[0][1] if before else None
    same = first is not None and (first.label, first.kind or "claim", first.tags) == (
        node.text,
        node.kind,
        node.tags,
    )
    for annotation, said in before:
        had = said.quotes(known)
        if any(quote not in quotes for quote in had) or (not had and node.quotes):
            continue  # it marks what the node no longer quotes
        for quote in had:
            quotes.remove(quote)
        yield annotation if same else _with_bodies(annotation, node)
    for quote in quotes:
        yield annotation_of(node, quote, sources[quote.source])


def _with_bodies(annotation: Mapping[str, Any], node: Node) -> dict[str, Any]:
    changed = {key: value for key, value in annotation.items() if key not in ("body", "bodyValue")}
    body = annotation.get("body")
    others = [
        part
        for part in (body if isinstance(body, list) else [body])
        if part is not None and not _is_text(part)
    ]
    return {**changed, "body": [*bodies(node), *others]}


def _is_text(body: Any) -> bool:
    return isinstance(body, dict) and isinstance(body.get("value"), str)
