"""The JSON of arguebuf, a Python library for argument graphs (Lenz & Bergmann 2022).

How the parts correspond stands in ``docs/formats/arguebuf.md``.
"""

from __future__ import annotations

import json
import re

from argmap.errors import FormatError
from argmap.formats.aif_reading import parsed
from argmap.formats.arguebuf_document import fitted, layout_of, mapping
from argmap.formats.arguebuf_reading import map_of
from argmap.formats.arguebuf_writing import document_of
from argmap.formats.difference import losses
from argmap.formats.exchange import Reading, Written
from argmap.model.map import ArgumentMap

name = "arguebuf"
title = "arguebuf JSON"
suffixes: tuple[str, ...] = (".arguebuf.json", ".json")
loses: tuple[str, ...] = (
    "Nothing: what arguebuf has no field for stands in its userdata. arguebuf itself sees kinds of nodes as atoms, "
    "and relations other than supports, attacks, conflicts and restatements as schemes without a type.",
)

_NODES = re.compile(r'"nodes"(?<!\\"nodes")\s*:\s*\{')
_ENTRY = re.compile(
    r'"(?<!\\")(?:(?:atom|scheme)"\s*:\s*\{|(?:schemaVersion|schema_version|libraryVersion)"\s*:)'
)


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"nodes": {"c1": {"atom": {"text": "It rains."}}}}'), sniff('{"nodes": []}')
    (1.0, 0.0)
    """
    head = text[:8192].lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or re.match(r'\{\s*"argmap"', head):
        return 0.0
    is_empty = '"libraryVersion"' in head and '"schemaVersion"' in head  # arguebuf writes no nodes then
    return 1.0 if _ENTRY.search(head) and (is_empty or _NODES.search(text)) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of an arguebuf document, with what was repaired and what is only kept for writing.

    Raises:
        FormatError: it is no JSON, holds no nodes, a section of it is no mapping, or its parts make no map.

    >>> read('{"nodes": {"c1": {"atom": {"text": "It rains."}}}}').map["c1"].text
    'It rains.'
    """
    document = parsed(text, path)
    if not document.keys() & {"nodes", "schemaVersion", "schema_version", "libraryVersion"}:
        raise FormatError("this holds no nodes and no version, and is no arguebuf document", path=path)
    if "libraryVersion" not in document and "metadata" not in document:  # which arguebuf always writes
        reading = map_of(document, path, keep=False)
        if document_of(reading.map).document == document:
            return reading
    return map_of(document, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as an arguebuf document, with all that it loses.

    >>> import argmap as am
    >>> json.loads(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text)["nodes"]
    {'c1': {'atom': {'text': 'It rains.'}}}
    """
    document, parts, sources = document_of(m)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    again = map_of(document, None).map
    layout = layout_of(document)
    ids = dict(zip(mapping(document.get("nodes")), layout.ids, strict=True))
    named = fitted(mapping(document.get("resources")))
    names = {id: ids[raw] for id, raw in parts.items() if ids[raw] != id}
    names |= {f"source {id}": named[raw] for id, raw in sources.items() if named[raw] != id}
    ours = m.replace(foreign=[f for f in m.foreign if f.format != name]) if m.foreign else m
    theirs = again.replace(foreign=[f for f in again.foreign if f.format != name])
    return Written(text, losses(ours, theirs, names))
