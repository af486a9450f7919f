"""Node-link JSON: the graphs of networkx and D3."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.exchange import Reading, Written
from argmap.formats.graph_json import lined, mappings, parsed
from argmap.formats.graph_json import name as id_of
from argmap.formats.graph_reading import Edge, Graph, map_of
from argmap.model.map import ArgumentMap

name = "node-link"
title = "node-link JSON (networkx, D3)"
suffixes: tuple[str, ...] = (".node-link.json",)
loses: tuple[str, ...] = ("Nothing: relations are nodes of the graph, with an edge for each of their ends.",)


_LINKS = re.compile(r'"(?<!\\")links"\s*:\s*\[')
_NODES = re.compile(r'"nodes"\s*:\s*\[\s*\{[^{}\[\]]*"id"\s*:')
_EDGES = re.compile(r'"(?<!\\")edges"\s*:\s*\[\s*\{[^{}\[\]]*"(?:source|target)"\s*:')


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"directed": true, "nodes": []}'), sniff('{"nodes": []}')
    (0.9, 0.0)
    """
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or '"elements"' in head or re.match(r'\{\s*"argmap"', head):
        return 0.0
    if re.search(r'"(?:directed|multigraph|links)"\s*:', head) or _LINKS.search(text):
        return 0.9
    # As Sigma.js and Gephi's exports of it have it: nothing but nodes with an id, and edges.
    return 0.6 if _NODES.search(head) and _EDGES.search(text) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a graph; one that argmap did not write becomes claims and relations.

    Raises:
        FormatError: it is no such JSON, has a node twice, or an edge that ends nowhere.

    >>> m = read('{"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "target": "b"}]}').map
    >>> m.relations[0].premises, m.relations[0].target
    (('a',), 'b')
    """
    data = parsed(text, path)
    graph = Graph(directed=data.get("directed", True) is not False)
    if isinstance(data.get("graph"), dict):
        graph.attributes = data["graph"]
    names = []
    for number, vertex in enumerate(mappings(data.get("nodes", []), "nodes", path)):
        id = vertex.get("id", vertex.get("key", number))  # D3 counts nodes that have no id
        names.append(id_of(id, "the id of a node", path))
        rest = {key: value for key, value in vertex.items() if key != "id"}
        graph.vertices.append((names[-1], rest))
    links = mappings(data.get("links", data.get("edges", [])), "links", path)
    by_place = _is_by_place(data.get("nodes", []), links, set(names))
    for edge in links:
        ends = []
        for end in ("source", "target"):
            said = edge.get(end)
            said = said.get("id") if isinstance(said, dict) else said  # D3 puts the node itself there
            if by_place and isinstance(said, int) and 0 <= said < len(names):
                ends.append(names[said])
            else:
                ends.append(id_of(said, f"the {end} of a link", path))
        rest = {key: value for key, value in edge.items() if key not in ("source", "target", "key")}
        graph.edges.append(Edge(ends[0], ends[1], rest))
    return map_of(graph, name, path)


def _is_by_place(vertices: list[dict[str, Any]], links: list[dict[str, Any]], names: set[str]) -> bool:
    """Return whether links count the nodes from 0: those of D3 without ids, and of networkx before 2.0."""
    if not any("id" in vertex for vertex in vertices):
        return True
    ends = [link.get(end) for link in links for end in ("source", "target")]
    return (
        all(isinstance(end, int) and 0 <= end < len(vertices) for end in ends)
        and not any(str(end) in names for end in ends)
        and not any(isinstance(vertex.get("id"), int) for vertex in vertices)
    )


def write(m: ArgumentMap) -> Written:
    """Return a map as node-link data, in its lossless projection.

    >>> import argmap as am
    >>> read(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text).map["c1"].text
    'It rains.'
    """
    import networkx as nx

    data = nx.node_link_data(m.to_networkx(), edges="links")
    return Written(lined(data) + "\n")
