"""Node-link JSON: the graphs of networkx and D3."""

from __future__ import annotations

import re

from argmap.formats.exchange import Reading, Written
from argmap.formats.graph_json import lined, mappings, parsed
from argmap.formats.graph_json import name as id_of
from argmap.formats.graph_reading import Edge, Graph, map_of
from argmap.model.map import ArgumentMap

name = "node-link"
title = "node-link JSON (networkx, D3)"
suffixes: tuple[str, ...] = (".node-link.json",)
loses: tuple[str, ...] = ("Nothing: relations are nodes of the graph, with an edge for each of their ends.",)


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"directed": true, "nodes": []}'), sniff('{"nodes": []}')
    (0.9, 0.0)
    """
    head = text[:4096].lstrip("\ufeff \t\r\n")
    is_graph = re.search(r'"(?:directed|multigraph|links)"\s*:', head) and '"elements"' not in head
    return 0.9 if head.startswith("{") and is_graph and not re.match(r'\{\s*"argmap"', head) else 0.0


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
    by_place = not any("id" in vertex for vertex in data.get("nodes", []))
    for edge in mappings(data.get("links", data.get("edges", [])), "links", path):
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


def write(m: ArgumentMap) -> Written:
    """Return a map as node-link data, in its lossless projection.

    >>> import argmap as am
    >>> read(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text).map["c1"].text
    'It rains.'
    """
    import networkx as nx

    data = nx.node_link_data(m.to_networkx(), edges="links")
    return Written(lined(data) + "\n")
