"""Cytoscape JSON: the graphs of Cytoscape and Cytoscape.js."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from argmap.errors import FormatError
from argmap.formats.exchange import Reading, Written
from argmap.formats.graph_json import lined, mappings, parsed
from argmap.formats.graph_json import name as id_of
from argmap.formats.graph_reading import Edge, Graph, map_of
from argmap.formats.wording import worded
from argmap.model.map import ArgumentMap

name = "cytoscape"
title = "Cytoscape JSON"
suffixes: tuple[str, ...] = (".cyjs",)
loses: tuple[str, ...] = ("Nothing: relations are nodes of the graph, with an edge for each of their ends.",)

_OWN = ("value", "name")
"""Attributes of a node that networkx gives a meaning of its own; a field so named stands in ``data``."""


_ELEMENT = r'\s*\{\s*(?:"\w+"\s*:\s*(?:"[^"\\]*"|true|false)\s*,\s*)*"data"\s*:\s*\{[^{}]*"(?:id|source)"\s*:'
_LISTED = re.compile(rf"\[{_ELEMENT}")
_BARE = re.compile(rf'"nodes"\s*:\s*\[{_ELEMENT}')
"""What Cytoscape.js takes as elements, without a mapping around it."""


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"elements": {"nodes": []}}'), sniff('{"nodes": []}')
    (0.9, 0.0)
    """
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head.startswith("["):
        return 0.9 if _LISTED.match(head) else 0.0
    if not head.startswith("{") or re.match(r'\{\s*"argmap"', head):
        return 0.0
    return 0.9 if re.search(r'"(?<!\\")elements"\s*:\s*[{\[]', text) or _BARE.search(head) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a graph; one that argmap did not write becomes claims and relations.

    Raises:
        FormatError: it is no such JSON, has a node twice, or an edge that ends nowhere.

    >>> m = read('{"elements": {"nodes": [{"data": {"id": "a", "label": "It rains."}}]}}').map
    >>> m["a"].text
    'It rains.'
    """
    data = parsed(text, path, alone="elements")
    graph = Graph(directed=data.get("directed", True) is not False, attributes=_whole(data.get("data")))
    nodes, edges = _elements(data.get("elements", data), path)
    for node in nodes:
        said = _data(node, path)
        fields = {key: value for key, value in said.items() if key not in ("id", *_kept(graph, said))}
        graph.vertices.append((id_of(said.get("id"), "the id of a node", path), fields))
    for edge in edges:
        said = _data(edge, path)
        ends = [id_of(said.get(end), f"the {end} of an edge", path) for end in ("source", "target")]
        fields = {key: value for key, value in said.items() if key not in ("id", "key", "source", "target")}
        graph.edges.append(Edge(ends[0], ends[1], fields))
    left = Counter(word for element in (*nodes, *edges) for word in element if word not in ("data", "group"))
    left.update(word for word in data if word not in _WHOLE)
    graph.dropped += (f"{count} times {word!r:.60}, which is not data" for word, count in left.items())
    return map_of(graph, name, path)


_WHOLE = (
    "elements", "nodes", "edges", "data", "directed", "multigraph", "format_version", "generated_by",
    "target_cytoscapejs_version",
)  # fmt: skip


def write(m: ArgumentMap) -> Written:
    """Return a map as Cytoscape JSON, in its lossless projection.

    >>> import argmap as am
    >>> read(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text).map["c1"].text
    'It rains.'
    """
    graph = m.to_networkx()
    nodes = []
    for id, attributes in graph.nodes(data=True):
        moved = {key: value for key, value in attributes.items() if key in _OWN}
        said = {key: value for key, value in attributes.items() if key not in _OWN}
        if moved:
            said["data"] = json.dumps(json.loads(said.get("data", "{}")) | moved)
        nodes.append({"data": {"id": id, "value": id, "name": attributes["label"], **said}})
    edges = [
        {"data": {"id": f"{number}", "source": tail, "target": head, "key": number, **attributes}}
        for number, (tail, head, attributes) in enumerate(graph.edges(data=True), start=1)
    ]
    whole: dict[str, Any] = {
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
        "data": dict(graph.graph),
    }
    return Written(lined(whole) + "\n")


def _kept(graph: Graph, said: dict[str, Any]) -> tuple[str, ...]:
    """Return which attributes repeat the id or the label."""
    if graph.attributes.get("projection") == "lossless":
        return _OWN
    return tuple(key for key in _OWN if said.get(key) == said.get("id"))


def _whole(data: Any) -> dict[str, Any]:
    if isinstance(data, list):  # networkx writes pairs
        pairs = [
            pair for pair in data if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)
        ]
        return dict(pairs)
    return dict(data) if isinstance(data, dict) else {}


def _elements(elements: Any, path: str | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and the edges, which stand in two lists or, told apart by their fields, in one."""
    if isinstance(elements, dict):
        return (
            mappings(elements.get("nodes", []), "nodes", path),
            mappings(elements.get("edges", []), "edges", path),
        )
    mixed = mappings(elements, "elements", path)
    edges = [e for e in mixed if e.get("group") == "edges" or "source" in _data(e, path)]
    held = {id(edge) for edge in edges}
    return [e for e in mixed if id(e) not in held], edges


def _data(element: dict[str, Any], path: str | None) -> dict[str, Any]:
    data = element.get("data")
    if not isinstance(data, dict):
        raise FormatError(f"the data of an element must be a mapping, not {worded(data)}", path=path)
    return data
