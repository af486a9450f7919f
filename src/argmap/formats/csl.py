"""CSL-JSON 1.0.2, the reference lists of Zotero, Pandoc and Citeproc: items as the sources of a map."""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.errors import FormatError
from argmap.formats.csl_item import item_of, patched, source_of
from argmap.formats.exchange import Reading, Written
from argmap.formats.ids import map_ids, numbered
from argmap.formats.plain_json import value_of
from argmap.formats.references import entry_written, kept, references_lost
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.source import Source

name = "csl"
title = "CSL-JSON (the sources of a map)"
suffixes: tuple[str, ...] = (".csl.json", ".csljson")
loses: tuple[str, ...] = ("All but the sources: nodes, relations, title, thesis and note of the map.",)

_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-(?:journal|magazine|newspaper))?|bill|book|broadcast|chapter|dataset|document'
    r"|entry(?:-dictionary|-encyclopedia)?|figure|graphic|hearing|interview|legal_case|legislation|manuscript"
    r"|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical"
    r"|personal_communication|post(?:-weblog)?|regulation|report|review(?:-book)?|software|song|speech"
    r'|standard|thesis|treaty|webpage|journal-article)"'
)
_VARIABLE = re.compile(r'"(?:title|author|issued|DOI|URL|publisher|container-title|custom)"\s*:')
_ITEM = re.compile(r'"(?:author|issued|DOI|URL|publisher|container-title)"\s*:')


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('[{"id": "a", "type": "book", "title": "Rain"}]'), sniff('[{"id": "a", "type": "claim"}]')
    (0.9, 0.0)
    """
    head = text[:20_000].removeprefix("\ufeff").lstrip()
    if not re.match(r"\[\s*\{|\{", head) or '"@context"' in head or not _VARIABLE.search(head):
        return 0.0
    if not (_TYPE.search(head) or ('"date-parts"' in head and '"issued"' in head)):
        return 0.0
    if head[0] == "[":
        return 0.9
    return 0.8 if '"nodes"' not in head and re.search('"(?:id|DOI)"', head) and _ITEM.search(head) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return a map of sources, one for each item; what else an item says is kept and goes back out.

    Raises:
        FormatError: it is no JSON, or holds something, and no item.

    >>> read('[{"id": "a", "type": "book", "title": "Rain", "volume": 2}]').map.sources
    (Source(id='a', title='Rain', type='book'),)
    """
    found = value_of(text, path)
    if isinstance(found, dict):
        found = found.get("items") if isinstance(found.get("items"), list) else [found]
    if not isinstance(found, list):
        raise FormatError("CSL-JSON is a list of items", path=path, line=1, column=1)
    repaired: list[str] = []
    dropped: list[str] = []
    items: dict[str, dict[str, Any]] = {}
    again: dict[str, int] = {}
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict):
            dropped.append(f"item {number}: it is no object")
            continue
        said = item.get("id", item.get("citation-key"))
        id = str(said) if isinstance(said, str | int | float) and str(said).strip() else ""
        if not id or id in items:
            free = numbered(id or "item", items, again)
            why = f"the id {id!r:.60} stands twice" if id else "it has no id"
            repaired.append(f"item {number}: {why}; this one is {free}")
            id, item = free, {**item, "id": free}
        items[id] = item
    if found and not items:
        raise FormatError(f"the list holds no item: {dropped[0]}", path=path)
    ids = map_ids(items)
    sources: list[Source] = []
    originals: dict[str, dict[str, Any]] = {}
    for id, item in items.items():
        source, faults = source_of(item, ids[id])
        repaired += [f"{ids[id]}: {fault}" for fault in faults]
        sources.append(source)
        if item_of(source) != item:
            originals[source.id] = item
    foreign = (Foreign.of(name, {"items": originals}),) if originals else ()
    return Reading(
        ArgumentMap(sources=sources, foreign=foreign), repaired=tuple(repaired), dropped=tuple(dropped)
    )


def write(m: ArgumentMap) -> Written:
    """Return the sources of a map as CSL-JSON, and all else as losses.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap(sources=[am.Source(id="a", title="Rain", date="2024-08")])).text, end="")
    [
      {
        "id": "a",
        "type": "document",
        "title": "Rain",
        "issued": {
          "date-parts": [
            [
              2024,
              8
            ]
          ]
        }
      }
    ]
    """
    originals = kept(m, name).get("items")
    known = originals if isinstance(originals, dict) else {}
    items = []
    for source in m.sources:
        original = known.get(source.id)
        items.append(
            entry_written(
                source,
                original if isinstance(original, dict) else None,
                lambda item, id=source.id: source_of(item, id)[0],  # type: ignore[misc]
                item_of,
                patched,
            )
        )
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    again = read(text).map if items else ArgumentMap()
    return Written(text, references_lost(m, again, name))
