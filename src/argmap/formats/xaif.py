"""xAIF: the JSON of OVA3 and of argument mining pipelines, an AIF document with the analysed text around it.

Janier, Lawrence & Reed 2014 describe OVA. How the parts correspond stands in ``docs/formats/xaif.md``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from argmap.errors import FormatError
from argmap.formats.aif import loses as _loses
from argmap.formats.aif import lost
from argmap.formats.aif_document import Document, key
from argmap.formats.aif_reading import foreign, map_of, parsed
from argmap.formats.aif_writing import document_of
from argmap.formats.exchange import Reading, Written
from argmap.formats.wording import worded
from argmap.model.map import ArgumentMap

name = "xaif"
title = "xAIF JSON (OVA3)"
suffixes: tuple[str, ...] = (".xaif.json", ".xaif", ".json")
loses: tuple[str, ...] = _loses

_BORN = {"text": "", "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []}}
"""What stands around the AIF document of a map that was not read from xAIF."""

_AIF = re.compile(r'"AIF"(?<!\\"AIF")\s*:\s*\{')


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"text": "", "AIF": {"nodes": []}}'), sniff('{"nodes": []}')
    (1.0, 0.0)
    """
    head = text[:200].lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or '"argmap"' in head:
        return 0.0
    return 1.0 if _AIF.search(text) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of an xAIF document, with what was repaired and what is only kept for writing.

    Raises:
        FormatError: it is no JSON, holds no AIF document, or a list of that is no list.

    >>> read('{"AIF": {"nodes": [{"nodeID": 7, "text": "It rains.", "type": "I"}], "edges": []}}').map["7"].text
    'It rains.'
    """
    data = parsed(text, path)
    document = data.pop("AIF", None)
    if not isinstance(document, dict):
        raise FormatError(
            f"the AIF document under 'AIF' must be a mapping, not {worded(document)}", path=path
        )
    if data == _BORN:
        return map_of(document, path)
    reading = map_of(document, path, more=(foreign(name, data, path),))
    around = [field for field in data if data[field]]
    if around:
        told = f"{', '.join(around)}: no place in a map; kept for writing"
        reading = replace(reading, dropped=(*reading.dropped, told))
    return reading


def write(m: ArgumentMap) -> Written:
    """Return a map as an xAIF document, with all that it loses.

    >>> import argmap as am
    >>> json.loads(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text)["AIF"]["nodes"]
    [{'nodeID': 'c1', 'text': 'It rains.', 'type': 'I'}]
    """
    held = {kept.format: kept.value for kept in m.foreign if kept.format in ("aif", name)}
    around = held.get(name, _BORN)
    if not isinstance(around, dict):
        raise FormatError("the foreign data 'xaif' of this map is no xAIF document")
    document, places = document_of(m)
    if "aif" in held:
        around = {**around}
        for field in ("OVA", "ova"):
            if isinstance(around.get(field), dict):
                around[field] = _placed(around[field], held["aif"], document)
    text = json.dumps({"AIF": document, **around}, ensure_ascii=False, indent=1) + "\n"
    return Written(text, lost(m, document, places, besides=("aif", name)))


def _placed(ova: Document, was: Document, now: Document) -> Document:
    """Return where OVA draws nodes and edges, without those that are gone."""
    nodes = _names(was) - _names(now)
    pairs = _pairs(was) - _pairs(now)
    if not (nodes or pairs):
        return ova
    return ova | {
        field: [
            item
            for item in ova[field]
            if not isinstance(item, dict)
            or (
                key(item.get("nodeID")) not in nodes
                and (key(item.get("fromID")), key(item.get("toID"))) not in pairs
            )
        ]
        for field in ("nodes", "edges")
        if isinstance(ova.get(field), list)
    }


def _names(document: Document) -> set[Any]:
    return {key(node.get("nodeID")) for node in document.get("nodes") or () if isinstance(node, dict)}


def _pairs(document: Document) -> set[tuple[Any, Any]]:
    edges = (edge for edge in document.get("edges") or () if isinstance(edge, dict))
    return {(key(edge.get("fromID")), key(edge.get("toID"))) for edge in edges}
