"""GEXF 1.2: the format of Gephi, which networkx reads and writes too."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from argmap.formats.exchange import Reading, Written
from argmap.formats.graph_reading import Edge, Graph, map_of
from argmap.formats.graph_xml import name_of, root_of, typed
from argmap.model.map import ArgumentMap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

name = "gexf"
title = "GEXF (Gephi)"
suffixes: tuple[str, ...] = (".gexf",)
loses: tuple[str, ...] = (
    "Nothing: relations are nodes of the graph, with an edge for each of their ends; what is said of the whole "
    "map stands as JSON in the description.",
)

NAMESPACE = "http://www.gexf.net/1.2draft"
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('<gexf version="1.2">'), sniff("It rains.")
    (1.0, 0.0)
    """
    return 1.0 if re.search(r"<(?:\w+:)?gexf[\s>/]", text[:4096]) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a graph; one that argmap did not write becomes claims and relations.

    Raises:
        FormatError: it is no GEXF, declares entities, has a node twice, or an edge that ends nowhere.

    >>> m = read('<gexf><graph defaultedgetype="directed"><nodes><node id="a" label="It rains."/></nodes>'
    ...          '</graph></gexf>').map
    >>> m["a"].text
    'It rains.'
    """
    return map_of(_graph(root_of(text, "gexf", path), path), name, path)


def write(m: ArgumentMap) -> Written:
    """Return a map as GEXF, in its lossless projection.

    >>> import argmap as am
    >>> read(write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text).map["c1"].text
    'It rains.'
    """
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    source = m.to_networkx()
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.2"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "argmap"
    SubElement(meta, "description").text = json.dumps({"argmap": dict(source.graph)})
    graph = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    vertices = [({"id": id, "label": a["label"]}, a) for id, a in source.nodes(data=True)]
    edges = [
        ({"id": str(number), "source": tail, "target": head}, a)
        for number, (tail, head, a) in enumerate(source.edges(data=True))
    ]
    for domain, found in (("node", vertices), ("edge", edges)):
        columns: dict[tuple[str, str], str] = {}
        made = Element(f"{domain}s")
        for fields, attributes in found:
            element = SubElement(made, domain, fields)
            values = SubElement(element, "attvalues")
            for title, value in attributes.items():
                column = columns.setdefault((title, _TYPES[type(value)]), str(len(columns)))
                said = str(value).lower() if isinstance(value, bool) else str(value)
                SubElement(values, "attvalue", {"for": column, "value": said})
        heading = SubElement(graph, "attributes", {"class": domain, "mode": "static"})
        for (title, kind), column in columns.items():
            SubElement(heading, "attribute", {"id": column, "title": title, "type": kind})
        graph.append(made)
    graph[:] = sorted(graph, key=lambda e: e.tag != "attributes")
    indent(root)
    text = tostring(root, encoding="unicode")
    return Written(f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n")


def _graph(root: Element, path: str | None) -> Graph:
    graph = Graph()
    columns: dict[str, dict[str, tuple[str, str, str | None]]] = {"node": {}, "edge": {}}
    left: Counter[str] = Counter()
    for element in root.iter():
        match name_of(element):
            case "description" if not graph.attributes:
                graph.attributes = _whole(element.text or "")
            case "title" if element.text:
                graph.attributes.setdefault("title", element.text.strip())
            case "graph":
                graph.directed = element.get("defaultedgetype", "undirected") == "directed"
            case "attributes":
                of = columns.setdefault(element.get("class", "node"), {})
                for column in element:
                    default = next((e.text for e in column if name_of(e) == "default"), None)
                    title = str(column.get("title") or column.get("id", ""))
                    of[str(column.get("id", ""))] = (title, str(column.get("type", "string")), default)
            case "node":
                attributes = _values(element, columns["node"], path)
                graph.vertices.append((element.get("id", ""), attributes))
            case "edge":
                attributes = _values(element, columns["edge"], path)
                graph.edges.append(Edge(element.get("source", ""), element.get("target", ""), attributes))
        if name_of(element) in ("node", "edge"):
            left.update(f"{name_of(child)} elements" for child in element if name_of(child) not in _READ)
            left.update(f"attributes {word!r:.60}" for word in element.attrib if word not in _FIELDS)
    graph.dropped += (f"{count} {what} of nodes and edges" for what, count in left.items())
    return graph


_READ = ("attvalues", "edges")
_FIELDS = ("id", "label", "weight", "kind", "source", "target")


def _whole(description: str) -> dict[str, Any]:
    try:
        said = json.loads(description)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict) and isinstance(said.get("argmap"), dict):
        return dict(said["argmap"])
    return {"description": description.strip()} if description.strip() else {}


def _values(
    element: Element, columns: Mapping[str, tuple[str, str, str | None]], path: str | None
) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for title, kind, default in columns.values():
        if default is not None:
            attributes[title] = typed(default, kind, path)
    for known in ("label", "weight", "kind"):
        said = element.get(known)
        if said is not None:
            attributes[known] = typed(said, "double" if known == "weight" else "string", path)
    for values in element:
        if name_of(values) == "attvalues":
            for value in values:
                column = value.get("for") or value.get("id") or ""
                title, kind, _ = columns.get(column, (column, "string", None))
                attributes[title] = typed(value.get("value", ""), kind, path)
    return attributes
