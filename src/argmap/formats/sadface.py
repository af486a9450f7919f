"""SADFace (Wells and Douglas 2017): atoms, and schemes that join them, as JSON."""

from __future__ import annotations

import re
from typing import Any

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.exchange import Reading
from argmap.formats.ids import map_ids
from argmap.formats.lost import taken_along
from argmap.formats.plain_json import object_of
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim
from argmap.model.relations import Attacks, Relation, Supports

name = "sadface"
title = "SADFace JSON"
suffixes: tuple[str, ...] = (".json",)
loses: tuple[str, ...] = ()

_WHOLE = ("title", "notes", "nodes", "edges", "metadata", "core")
_NODE = ("id", "type", "text", "name")
"""What is read of a document and of a node; all else is reported."""


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"analyst_name": "A", "edges": [], "nodes": []}'), sniff('{"nodes": [], "edges": []}')
    (1.0, 0.0)
    """
    head, shown = text.lstrip("\ufeff \n\t")[:1], text[:4000] + text[-4000:]
    own = re.search(r'"analyst_(name|email)"\s*:|"type"\s*:\s*"atom"', shown)
    return 1.0 if head == "{" and own and re.search(r'"(nodes|edges|resources)"\s*:', shown) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a document: an atom is a claim, a scheme a step from the atoms before it.

    Raises:
        FormatError: it is no JSON, or has no list of nodes.

    >>> len(read('{"nodes": [{"id": "a", "type": "atom", "text": "It rains."}], "edges": []}').map.nodes)
    1
    """
    data = object_of(text, path)
    if not isinstance(data.get("nodes"), list):
        raise FormatError("there is no list of nodes", path=path)
    repaired: list[str] = []
    dropped: list[str] = []
    seen: dict[str, dict[str, Any]] = {}
    for place, node in enumerate(data["nodes"]):
        id = node.get("id") if isinstance(node, dict) else None
        if not isinstance(id, str) or not id or id in seen or node.get("type") not in ("atom", "scheme"):
            dropped.append(f"nodes[{place}]: no atom or scheme with an id of its own")
        else:
            seen[id] = node
    before: dict[str, list[str]] = {id: [] for id in seen}
    after: dict[str, list[str]] = {id: [] for id in seen}
    edges = data.get("edges")
    for place, edge in enumerate(edges if isinstance(edges, list) else []):
        if not isinstance(edge, dict):
            dropped.append(f"edges[{place}]: no edge, but {edge!r:.60}")
            continue
        start, end = str(edge.get("source_id")), str(edge.get("target_id"))
        if start not in seen or end not in seen:
            dropped.append(f"edges[{place}]: an end that is not there")
        elif seen[start]["type"] == seen[end]["type"] == "atom":
            dropped.append(f"edges[{place}]: it joins two atoms without a scheme")
        else:
            after[start].append(end)
            if seen[start]["type"] == "atom":
                before[end].append(start)
    ids = map_ids(seen)
    nodes: list[Claim] = []
    for id, node in seen.items():
        if node["type"] == "atom":
            said = node.get("text")
            if not isinstance(said, str) or not said.strip():
                repaired.append(f"{id}: it has no text; its id stands for it")
                said = id
            nodes.append(Claim(id=ids[id], text=said))
    for id, node in seen.items():
        dropped += [f"{id}: its {word}" for word in node if word not in _NODE and node[word]]
    schemes = {id: None for id in seen if seen[id]["type"] == "scheme"}
    gone = [id for id in schemes if not before[id] or len(set(after[id])) != 1]
    for id in taken_along(gone, {id: after[id] for id in schemes}):
        dropped.append(f"{id}: a scheme without a premise, or without one conclusion")
        del schemes[id]
    steps: list[Relation] = []
    for id in schemes:
        word = str(seen[id].get("name") or seen[id].get("text") or "")
        kind = Attacks if re.search(r"conflict|attack|rebut|undercut", word, re.IGNORECASE) else Supports
        scheme = word if word.lower() not in ("", "support", "conflict", "attack") else None
        premises = tuple(ids[atom] for atom in dict.fromkeys(before[id]))
        steps.append(kind(id=ids[id], premises=premises, target=ids[after[id][0]], scheme=scheme))
    metadata = data.get("metadata")
    core = metadata.get("core") if isinstance(metadata, dict) else None
    core = core if isinstance(core, dict) else {}
    title, note = (core.get(word, data.get(word)) for word in ("title", "notes"))
    around = {**core, **(metadata if isinstance(metadata, dict) else {"metadata": metadata}), **data}
    dropped += [f"map: its {word}" for word, value in around.items() if word not in _WHOLE and value]
    try:
        m = ArgumentMap(
            nodes,
            steps,
            title=title if isinstance(title, str) else "",
            note=note if isinstance(note, str) and note else None,
        )
    except InvalidMapError as error:
        raise FormatError(f"the document makes no map: {error}", path=path) from None
    return Reading(m, repaired=tuple(repaired), dropped=tuple(dropped))
