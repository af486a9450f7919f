"""AIF JSON: the Argument Interchange Format as AIFdb gives it out.

AIF (Chesñevar et al. 2006; Rahwan, Zablith & Reed 2007) makes claims and steps nodes of one graph; its dialogue
nodes (Reed, Wells, Budzynska & Devereux 2010) say who puts them forward. How the parts correspond stands in
``docs/formats/aif.md``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.errors import FormatError
from argmap.formats.aif_document import Layout
from argmap.formats.aif_reading import map_of, parsed
from argmap.formats.aif_writing import document_of
from argmap.formats.difference import losses
from argmap.formats.exchange import Loss, Reading, Written
from argmap.model.map import ArgumentMap

name = "aif"
title = "AIF JSON (AIFdb)"
suffixes: tuple[str, ...] = (".aif.json", ".aif", ".json")
loses: tuple[str, ...] = (
    "Kinds of nodes other than claims become claims; conflicts become attacks.",
    "Relations that are neither support, attack, restatement nor conflict are left out; their nodes stay.",
    "The title, the thesis, notes, sources and quotes, and all fields of nodes and relations but the text, the "
    "voice of a node and the scheme of a relation are left out.",
)

_KEY = r'"(?<!\\")(?:{})"\s*:'  # and no words within a text, where a backslash stands before the quote
_AIF = re.compile(_KEY.format("nodeID|fromID|edgeID|schemefulfillments"))
_EMPTY = re.compile(
    r'\{\s*"(?:nodes|edges|locutions)"\s*:\s*(?:\[\s*\]|null)\s*,[^"{]*"(?:nodes|edges|locutions)"'
)
_WRAPPED = re.compile(_KEY.format("AIF|OVA|ova|argmap|elements"))


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"nodes": [{"nodeID": "1", "text": "It rains.", "type": "I"}], "edges": []}')
    1.0
    >>> sniff('{"nodes": [], "edges": []}'), sniff('{"AIF": {"nodes": [{"nodeID": "1"}]}}')
    (0.3, 0.0)
    """
    head = text[:8192].lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or _WRAPPED.search(head):
        return 0.0
    if _AIF.search(head):
        return 1.0
    if _EMPTY.match(head):
        return 0.8 if '"locutions"' in head else 0.3
    return 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of an AIF document, with what was repaired and what is only kept for writing.

    Raises:
        FormatError: it is no JSON, no mapping with nodes or edges, or a list of it is no list.

    >>> read('{"nodes": [{"nodeID": 7, "text": "It rains.", "type": "I"}], "edges": []}').map["7"].text
    'It rains.'
    """
    document = parsed(text, path)
    if not document.keys() & {"nodes", "edges"}:
        raise FormatError("this holds neither nodes nor edges, and is no AIF document", path=path)
    return map_of(document, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as an AIF document, with all that it loses.

    >>> import argmap as am
    >>> [loss.message for loss in write(am.ArgumentMap([am.Goal(id="g1", text="Peace.")])).losses]
    ["its kind, 'goal', becomes 'claim'"]
    """
    document, places = document_of(m)
    return Written(dumped(document), lost(m, document, places))


def lost(
    m: ArgumentMap, document: dict[str, Any], places: dict[str, int], *, besides: tuple[str, ...] = ("aif",)
) -> tuple[Loss, ...]:
    """Return what a map says and its document does not; foreign data of the formats ``besides`` do not count."""
    again = map_of(document, None).map
    ids = Layout(document).ids
    names = {id: ids[place] for id, place in places.items() if ids[place] != id}
    if m.foreign:
        m = m.replace(foreign=[foreign for foreign in m.foreign if foreign.format not in besides])
    return losses(m, again.replace(foreign=()) if again.foreign else again, names)


def dumped(document: dict[str, Any]) -> str:
    """Return a document as text, a node or an edge a line.

    >>> print(dumped({"nodes": [{"nodeID": "1"}], "edges": []}), end="")
    {
     "nodes": [
      {"nodeID": "1"}
     ],
     "edges": []
    }
    """
    entries = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            entries.append(f" {json.dumps(key, ensure_ascii=False)}: [\n{items}\n ]")
        else:
            entries.append(f" {json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(entries) + "\n}\n"
