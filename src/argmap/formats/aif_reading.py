"""AIF, read: the claims and steps of a document make a map, and all else is kept for writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from argmap.errors import FormatError
from argmap.formats.aif_document import CLAIM, STEPS, WORDS, Document, Layout, key, scheme_of, text_of
from argmap.formats.aif_writing import document_of
from argmap.formats.exchange import Reading
from argmap.formats.json import parse
from argmap.formats.wording import worded
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim
from argmap.model.relations import Relation

SHOWN = 5
"""How many ids a sentence about many nodes names."""

_OURS = frozenset(("nodeID", "text", "type", "scheme"))
_TOLD = ("locutions", "participants", "schemefulfillments")


def parsed(text: str, path: str | None) -> Document:
    """Return the mapping that a JSON text says.

    Raises:
        FormatError: it is no JSON, or no mapping; or a key stands twice in a mapping.
    """
    try:
        data, unique = parse(text.removeprefix("\ufeff"))
    except FormatError as error:
        raise FormatError(error.message, path=path, line=error.line, column=error.column) from None
    if not isinstance(data, dict):
        raise FormatError(f"an AIF document is a mapping, not {worded(data)}", path=path)
    if not unique:
        raise FormatError("a key stands twice in a mapping", path=path)
    return data


def map_of(document: Document, path: str | None, *, more: tuple[Foreign, ...] = ()) -> Reading:
    """Return the map of an AIF document, with what was repaired and what has no place in it.

    Args:
        document: the document.
        path: of its file, for messages.
        more: foreign data that the map bears besides that of AIF, which is kept then in any case.

    Raises:
        FormatError: a list of it is no list.
    """
    layout = Layout(document, path)
    voices = layout.voices()
    ids, entries = layout.ids, layout.nodes
    nodes = [
        Claim(id=ids[place], text=text_of(entries[place]), voice=voices[place])
        if place in voices
        else Claim(id=ids[place], text=text_of(entries[place]))
        for place in layout.claims
    ]
    relations: list[Relation] = []
    for place, (kind, premises, target) in layout.steps.items():
        ends: dict[str, Any] = {"premises": tuple([ids[p] for p in premises]), "target": ids[target]}
        scheme = scheme_of(entries[place])
        if scheme is not None:
            ends["scheme"] = scheme
        relations.append(kind(id=ids[place], **ends))
    is_ours = not more and _is_ours(document, nodes, relations)
    kept = () if is_ours else (foreign("aif", _lean(layout), path),)
    m = ArgumentMap(nodes, relations, foreign=(*kept, *more))
    warnings = [
        f"node {ids[place]}: a preference is read as an attack on what it puts second"
        for place in layout.steps
        if layout.types[place] == "PA"
    ]
    left = tuple(dropped(layout)) if kept else ()
    return Reading(m, tuple(warnings), (*layout.repaired, *_without_text(layout)), left)


def foreign(format: str, value: Any, path: str | None) -> Foreign:
    """Return data as foreign data.

    Raises:
        FormatError: it is nested too deep.
    """
    try:
        data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except RecursionError:
        raise FormatError("brackets are nested hundreds of levels deep; no map is", path=path) from None
    # As Foreign.of would return it, which reads the text once more: a third of the time of a large file.
    return Foreign.model_construct(format=format, data=data)


def _is_ours(document: Document, nodes: list[Claim], relations: list[Relation]) -> bool:
    """Return whether a document is what argmap writes of these parts: then there is nothing more to keep."""
    for entry in document.get("nodes") or ():
        if not (isinstance(entry, dict) and entry.keys() <= _OURS):
            return False
    return document_of(ArgumentMap(nodes, relations)).document == document


def _lean(layout: Layout) -> Document:
    """Return a document without the texts that the map holds."""
    lean = list(layout.nodes)
    for place in layout.claims:
        entry = lean[place]
        if isinstance(entry.get("text"), str) and entry["text"]:
            lean[place] = {name: value for name, value in entry.items() if name != "text"}
    return {**layout.document, "nodes": lean} if lean else layout.document


def _without_text(layout: Layout) -> Iterator[str]:
    for place in layout.claims:
        said = layout.nodes[place].get("text")
        if not isinstance(said, str):
            yield f"node {layout.ids[place]}: its text is {worded(said)}, and is read as {key(said) or ''!r}"


def dropped(layout: Layout) -> Iterator[str]:
    """Yield what has no place in the map, and is kept for writing."""
    by_type: dict[str, list[int]] = {}
    for place, kind in enumerate(layout.types):
        if kind is None:
            yield f"nodes[{place}]: no mapping, but {worded(layout.nodes[place])}; kept for writing"
        elif kind != CLAIM and kind not in STEPS:
            by_type.setdefault(kind, []).append(place)
    for kind, places in by_type.items():
        shown = ", ".join(layout.ids[place] for place in places[:SHOWN])
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        what = f"{WORDS[kind]} ({kind})" if kind in WORDS else f"of the type {kind!r}"
        yield f"node {shown}{more}: {what} is no part of a map; kept for writing"
    for place, why in layout.refused.items():
        kind = layout.types[place] or ""
        yield f"node {layout.ids[place]}: {WORDS[kind]} ({kind}) {why}, so it is no relation; kept for writing"
    types = layout.types
    for number, ends in enumerate(layout.ends):
        if ends is None or (types[ends[0]] == CLAIM and types[ends[1]] == CLAIM):
            edge = layout.edges[number]
            name = key(edge.get("edgeID")) if isinstance(edge, dict) else None
            where = f"edge {name}" if name is not None else f"edges[{number}]"
            what = "ends at no node" if ends is None else "ties two claims without a step between them"
            yield f"{where}: it {what}; kept for writing"
    for field in _TOLD:
        if layout.document.get(field):
            yield f"{field}: {len(layout.document[field])} entries have no place in a map; kept for writing"
    shapes = dict.fromkeys(tuple(entry) for entry in layout.nodes if isinstance(entry, dict))
    fields = dict.fromkeys(field for shape in shapes for field in shape if field not in _OURS)
    if fields:
        yield f"nodes: no place in a map for {', '.join(fields)}; kept for writing"
