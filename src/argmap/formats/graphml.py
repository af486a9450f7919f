"""GraphML: the exchange format of graph tools, as networkx, igraph, yEd and Gephi read and write it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from argmap.formats.exchange import Reading, Written
from argmap.formats.graph_reading import Edge, Graph, map_of
from argmap.formats.graph_xml import name_of, root_of, typed
from argmap.model.map import ArgumentMap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

name = "graphml"
title = "GraphML"
suffixes: tuple[str, ...] = (".graphml",)
loses: tuple[str, ...] = ("Nothing: relations are nodes of the graph, with an edge for each of their ends.",)


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('<?xml version="1.0"?><graphml>'), sniff("It rains.")
    (1.0, 0.0)
    """
    return 1.0 if re.search(r"<(?:\w+:)?graphml[\s>/]", text[:4096]) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a graph; one that argmap did not write becomes claims and relations.

    Raises:
        FormatError: it is no GraphML, declares entities, has a node twice, or an edge that ends nowhere.

    >>> m = read('<graphml><graph edgedefault="directed"><node id="a"/><node id="b"/>'
    ...          '<edge source="a" target="b"/></graph></graphml>').map
    >>> m.relations[0].premises, m.relations[0].target
    (('a',), 'b')
    """
    return map_of(_graph(root_of(text, "graphml", path), path), name, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as GraphML, in its lossless projection.

    >>> import argmap as am
    >>> read(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text).map["c1"].text
    'It rains.'
    """
    from networkx.readwrite.graphml import GraphMLWriter

    graph = m.to_networkx()
    writer = GraphMLWriter(prettyprint=True)
    writer.add_graph_element(graph)
    return Written(f"<?xml version='1.0' encoding='utf-8'?>\n{writer}\n")


def _graph(root: Element, path: str | None) -> Graph:
    graph = Graph()
    keys: dict[str, tuple[str, str]] = {}
    defaults: dict[str, dict[str, Any]] = {"node": {}, "edge": {}, "graph": {}}
    is_first = True
    left: Counter[str] = Counter()
    for element in root.iter():
        match name_of(element):
            case "key":
                said = str(element.get("attr.name") or element.get("id", ""))
                kind = str(element.get("attr.type", "string"))
                keys[element.get("id", "")] = (said, kind)
                default = next((e.text for e in element if name_of(e) == "default"), None)
                if default and default.strip():
                    for domain in (
                        (element.get("for", "all"),) if element.get("for") != "all" else tuple(defaults)
                    ):
                        defaults.setdefault(domain, {})[said] = typed(default, kind, path)
            case "graph":
                if is_first:
                    graph.directed = element.get("edgedefault", "directed") == "directed"
                    graph.attributes = defaults["graph"] | _data(element, keys, path, left)
                is_first = False
            case "node":
                inner = (child for part in element if name_of(part) == "graph" for child in part)
                left["nodes that hold others"] += any(name_of(child) == "node" for child in inner)
                graph.vertices.append(
                    (element.get("id", ""), defaults["node"] | _data(element, keys, path, left))
                )
            case "edge":
                attributes = defaults["edge"] | _data(element, keys, path, left)
                graph.edges.append(Edge(element.get("source", ""), element.get("target", ""), attributes))
            case "port":
                left["ports"] += 1
            case "hyperedge":
                graph.dropped.append(
                    f"the hyperedge {element.get('id', '')!r}, which ties more than two nodes"
                )
    graph.dropped += (f"{count} {what}" for what, count in left.items() if count)
    return graph


def _data(
    element: Element, keys: dict[str, tuple[str, str]], path: str | None, left: Counter[str]
) -> dict[str, Any]:
    """Return the attributes of an element, with the label that yEd draws as its label."""
    attributes: dict[str, Any] = {}
    for data in element:
        if name_of(data) != "data":
            continue
        said, kind = keys.get(data.get("key", ""), (data.get("key", ""), "string"))
        if len(data):
            labels = (e.text for e in data.iter() if name_of(e) in ("NodeLabel", "EdgeLabel", "Label.Text"))
            drawn = next((label.strip() for label in labels if label and label.strip()), "")
            if drawn:
                attributes.setdefault("label", drawn)
            left[f"{name_of(data[0])} elements, which say how a part is drawn"] += 1
        elif data.text is not None and (kind == "string" or data.text.strip()):
            attributes[said] = typed(data.text, kind, path)
    return attributes
