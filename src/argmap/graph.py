"""Maps as networkx graphs: a lossless projection that comes back, and a flat one to reckon with.

Attributes are texts, numbers and truth values only, so that ``nx.draw``, ``nx.write_graphml``,
``nx.node_link_data`` and other tools take them as they are:

=============  ==================================================================================
on a part      ``part`` (node or relation), ``kind``, ``label`` (what to show), each field by its
               name, and ``data``: JSON of what is no such attribute (quotes, tags, ...)
on an edge     lossless: ``role`` (premise or target), ``position`` of a premise;
               flat: ``relation`` (its id), ``kind``, ``label``, ``position``, ``step``, its fields
on the graph   ``projection`` (lossless or flat), ``title``, ``thesis``, ``note``, ``data``
=============  ==================================================================================

A text that XML cannot hold (a control character, space at its ends) stands in ``data`` as it is, and as an
attribute with such characters replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from argmap.errors import FormatError
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import Part, kind_named
from argmap.model.record import record
from argmap.model.relations import Relation
from argmap.model.source import Source

if TYPE_CHECKING:
    import networkx as nx

RESERVED = frozenset({"part", "kind", "label", "data", "id", "key", "source", "target", "role", "position",
                      "relation", "step"})  # fmt: skip
"""Names of attributes with a meaning of their own, here or in networkx; a field so named stands in ``data``."""

_UNSAFE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(m: ArgumentMap, *, flat: bool = False) -> nx.MultiDiGraph[str]:
    """Return a map as a directed graph, its vertices and edges in document order.

    Lossless, a relation is a vertex, with an edge from each premise and one to its target;
    :func:`from_networkx` gives the map back. Flat, the nodes are the vertices, and a relation is an edge from
    each premise to its target, the relation's id its key. An edge at a relation ends where that relation's own
    target ends, at a node, and ``step`` says which relation it is about: an undercutter is an edge to the
    conclusion of the step that it attacks. A relation stays a vertex where it is a premise, or where targets run
    in a circle.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> step = d.support(d.claim("The street gets wet."), d.claim("It rains."))
    >>> attack = d.undercut(step, d.claim("There is a roof."))
    >>> list(to_networkx(d.map()).edges)
    [('c2', 's1', 'premise'), ('c3', 'x1', 'premise'), ('s1', 'c1', 'target'), ('x1', 's1', 'target')]
    >>> list(to_networkx(d.map(), flat=True).edges)
    [('c2', 'c1', 's1'), ('c3', 'c1', 'x1')]
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(projection="flat" if flat else "lossless")
    whole: dict[str, Any] = {
        "title": m.title or None,
        "thesis": m.thesis_id,
        "note": m.note,
        "sources": [record(source) for source in m.sources] or None,
        "ignore": list(m.ignore) or None,
        "foreign": {kept.format: kept.value for kept in m.foreign} or None,
    }
    graph.graph.update(_attributes({name: value for name, value in whole.items() if value is not None}))
    graph.add_nodes_from((node.id, _vertex(node)) for node in m.nodes)
    if flat:
        _add_flat_edges(graph, m)
    else:
        graph.add_nodes_from((relation.id, _vertex(relation)) for relation in m.relations)
        for relation in m.relations:
            for position, premise in enumerate(relation.premises):
                graph.add_edge(premise, relation.id, key="premise", role="premise", position=position)
            graph.add_edge(relation.id, relation.target, key="target", role="target")
    return graph


def from_networkx(graph: nx.DiGraph[Any]) -> ArgumentMap:
    """Return the map of which a graph is the lossless projection, also after it went through a file.

    Order is that of the vertices; edges say the premises and the target of each relation.

    Raises:
        FormatError: the graph is no such projection; it says all that is wrong.
        UnknownKindError: a vertex is of a kind that nobody registered.
        InvalidMapError: the parts make no map.

    >>> import argmap as am
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> from_networkx(m.to_networkx()) == m
    True
    """
    if not graph.is_directed() or graph.graph.get("projection") == "flat":
        raise FormatError(
            "a flat or undirected graph has lost what makes a map; from_networkx() takes m.to_networkx()"
        )
    faults: list[str] = []
    bases: dict[Any, Any] = dict(graph.nodes(data="part"))
    premises, targets = _ends(graph, bases, faults)
    nodes: list[Node] = []
    relations: list[Relation] = []
    for id, attributes in graph.nodes(data=True):
        base = bases[id]
        if base not in ("node", "relation"):
            faults.append(f"the vertex {id!r} must have part='node' or part='relation', not {base!r}")
            continue
        cls = kind_named(attributes.get("kind", ""), base)
        fields = {**_fields(attributes), "id": id, "kind": attributes["kind"]}
        if base == "relation":
            fields["premises"] = [
                premise for _, premise in sorted(premises.get(id, ()), key=lambda end: end[0])
            ]
            ends = targets.get(id, [])
            if not fields["premises"] or len(ends) != 1:
                faults.append(
                    f"the relation {id!r} has {len(fields['premises'])} edges from premises and "
                    f"{len(ends)} to a target; it needs one or more, and one"
                )
                continue
            fields["target"] = ends[0]
        part = _part(cls, fields, faults)
        if isinstance(part, Node):
            nodes.append(part)
        elif isinstance(part, Relation):
            relations.append(part)
    whole = _fields({k: v for k, v in graph.graph.items() if k in ("title", "thesis", "note", "data")})
    unknown = sorted(set(whole) - {"title", "thesis", "note", "sources", "ignore", "foreign"})
    if unknown:
        faults.append(f"a map has nothing called {', '.join(map(repr, unknown))}")
        whole = {}
    try:
        sources = [Source(**fields) for fields in whole.pop("sources", ())]
        foreign = [Foreign.of(format, value) for format, value in whole.pop("foreign", {}).items()]
    except (ValidationError, TypeError, ValueError, AttributeError) as error:
        faults.append(f"the sources of the graph are no sources, or its foreign data no data: {error}")
    if faults:
        raise FormatError("this graph is no map:\n" + "\n".join(f"- {fault}" for fault in faults))
    return ArgumentMap(nodes, relations, sources=sources, foreign=foreign, **whole)


# Attributes


def _vertex(part: Part) -> dict[str, Any]:
    fields = record(part)
    for name in ("id", "kind", "premises", "target") if isinstance(part, Relation) else ("id", "kind"):
        del fields[name]
    label = part.label if isinstance(part, Node) else part.kind
    return {"part": part.base, "kind": part.kind, "label": _shown(label) or part.id, **_attributes(fields)}


def _attributes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as attributes: texts, numbers and truth values by name, the rest as JSON in ``data``."""
    attributes: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in fields.items():
        if name in RESERVED or not isinstance(value, (str, int, float)):
            rest[name] = value
        elif isinstance(value, str):
            shown = _shown(value)
            if shown:
                attributes[name] = shown
            if not shown or shown != value:  # GraphML loses an empty text
                rest[name] = value
        else:
            attributes[name] = value
    if rest:
        attributes["data"] = json.dumps(rest)
    return attributes


def _fields(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that attributes say; an attribute that was changed since counts before ``data``."""
    try:
        fields: dict[str, Any] = dict(json.loads(attributes.get("data", "{}")))
    except (TypeError, ValueError):
        raise FormatError(f"the attribute data is no JSON of fields: {attributes['data']!r}") from None
    for name, value in attributes.items():
        if name not in RESERVED and not (isinstance(fields.get(name), str) and _shown(fields[name]) == value):
            fields[name] = value
    return fields


def _shown(text: str) -> str:
    """Return a text as XML and drawing programs can hold it."""
    return _UNSAFE.sub("\ufffd", text).strip()


def _part(cls: type[Part], fields: dict[str, Any], faults: list[str]) -> Part | None:
    try:
        return cls.model_validate(fields)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            way = ".".join(map(str, detail["loc"]))
            faults.append(f"{fields['kind']} {fields['id']!r}: {way}: {detail['msg']}")
        return None


def _ends(
    graph: nx.DiGraph[Any], bases: Mapping[Any, Any], faults: list[str]
) -> tuple[dict[Any, list[tuple[int, Any]]], dict[Any, list[Any]]]:
    """Return the premises of each relation with their positions, and its targets, as the edges say."""
    premises: dict[Any, list[tuple[int, Any]]] = {}
    targets: dict[Any, list[Any]] = {}
    for tail, head, attributes in graph.edges(data=True):
        match attributes:
            case {"role": "premise", "position": int(position)} if bases[head] == "relation":
                premises.setdefault(head, []).append((position, tail))
            case {"role": "target"} if bases[tail] == "relation":
                targets.setdefault(tail, []).append(head)
            case _:
                faults.append(
                    f"the edge from {tail!r} to {head!r} must lead to a relation, with role='premise' and a "
                    "position, or away from one, with role='target'"
                )
    return premises, targets


# The flat projection


def _add_flat_edges(graph: nx.MultiDiGraph[str], m: ArgumentMap) -> None:
    ends = _where_targets_end(m)
    used = {premise for relation in m.relations for premise in relation.premises} | set(ends.values())
    graph.add_nodes_from((relation.id, _vertex(relation)) for relation in m.relations if relation.id in used)
    for relation in m.relations:
        edge = {**_vertex(relation), "relation": relation.id}
        del edge["part"]
        if relation.target != ends[relation.id]:
            edge["step"] = relation.target
        for position, premise in enumerate(relation.premises):
            graph.add_edge(premise, ends[relation.id], key=relation.id, position=position, **edge)


def _where_targets_end(m: ArgumentMap) -> dict[str, str]:
    """Return for each relation the node at the end of the targets of targets.

    Where they run in a circle there is none, and it is the target itself.
    """
    ends: dict[str, str | None] = {}
    for relation in m.relations:
        way: list[str] = []
        at = relation.id
        while at not in ends and isinstance(step := m[at], Relation):
            ends[at] = None  # holds if the way comes back here
            way.append(at)
            at = step.target
        end = ends.get(at, at)
        ends.update(dict.fromkeys(way, end))
    return {relation.id: ends[relation.id] or relation.target for relation in m.relations}
