"""Graphs of any origin as maps: argmap's own come back as they were, others become claims and relations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError

from argmap.errors import FormatError
from argmap.formats.exchange import Reading
from argmap.formats.ids import cleaned, is_id
from argmap.formats.lost import taken_along
from argmap.graph import from_networkx
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node
from argmap.model.part import ID_LENGTH, kinds
from argmap.model.relations import Attacks, Relation, Restates, Supports

TEXTS = ("text", "label", "name", "title", "description", "content", "claim")
"""The attributes that may hold the text of a vertex, the first that is there counts."""

WORDS = ("kind", "relation", "type", "interaction", "label", "edge label", "sign", "role", "entity", "name")
"""The attributes that may say what an edge is."""

RELATIONS: dict[str, type[Relation]] = {
    **dict.fromkeys(("support", "supports", "pro", "for", "+", "positive", "because"), Supports),
    **dict.fromkeys(("attack", "attacks", "con", "against", "-", "negative", "rebuts", "undercuts"), Attacks),
}
SCHEMES: dict[str, type[Relation]] = {"ra": Supports, "ca": Attacks, "ma": Restates}
_SCHEME = re.compile(r"(ra|ca|ma)(?:[-_ ]?node)?$", re.IGNORECASE)
_FAULTS = 20


class Edge(NamedTuple):
    """An edge as a file says it, with the names of its ends."""

    tail: str
    head: str
    attributes: dict[str, Any]


@dataclass(slots=True)
class Graph:
    """A graph as a file says it."""

    attributes: dict[str, Any] = field(default_factory=dict)
    vertices: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    directed: bool = True
    dropped: list[str] = field(default_factory=list)


def map_of(graph: Graph, format: str, path: str | None) -> Reading:
    """Return the map of a graph.

    Raises:
        FormatError: a vertex stands twice, an edge ends nowhere, or a foreign graph has no vertex.
    """
    _check(graph, path)
    is_own = graph.attributes.get("projection") == "lossless"
    _without_infinite(graph, path if is_own else None, is_own)
    if is_own:
        return Reading(_own(graph))
    if not graph.vertices:
        raise FormatError("this graph has no node", path=path)
    return _Foreign(graph, format).reading()


def _check(graph: Graph, path: str | None) -> None:
    faults: list[str] = []
    known: set[str] = set()
    for name, _ in graph.vertices:
        if name in known:
            faults.append(f"two nodes have the id {name!r}")
        known.add(name)
    for edge in graph.edges:
        faults += (
            f"the edge from {edge.tail!r} to {edge.head!r} ends at {end!r}, which is no node"
            for end in (edge.tail, edge.head)
            if end not in known
        )
    if faults:
        more = [f"and {len(faults) - _FAULTS:,} more"] if len(faults) > _FAULTS else []
        raise FormatError("; ".join(faults[:_FAULTS] + more), path=path)


def _without_infinite(graph: Graph, path: str | None, is_own: bool) -> None:
    """Leave out numbers that are none, as igraph writes them where nothing is known; argmap writes no such."""
    parts = [
        ("the graph", graph.attributes),
        *((f"node {name!r:.60}", held) for name, held in graph.vertices),
    ]
    parts += [(f"edge from {e.tail!r:.60} to {e.head!r:.60}", e.attributes) for e in graph.edges]
    for part, attributes in parts:
        for word in [n for n, v in attributes.items() if isinstance(v, float) and not math.isfinite(v)]:
            value = attributes.pop(word)
            if is_own:
                finite(value, path)
            graph.dropped.append(f"{part}: its {word!r:.60}, {value}")


def _own(graph: Graph) -> ArgumentMap:
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.attributes)
    for name, attributes in graph.vertices:
        made.add_node(name)
        made.nodes[name].update(attributes)
    for tail, head, attributes in graph.edges:
        key = made.add_edge(tail, head)
        made.edges[tail, head, key].update(attributes)
    return from_networkx(made)


def finite(value: Any, path: str | None = None) -> Any:
    """Return a number, or refuse one that is infinite or none.

    >>> finite(0.5)
    0.5
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise FormatError(f"{value} is no number that a map can hold", path=path)
    return value


class _Foreign:
    """One reading of a graph that argmap did not write."""

    def __init__(self, graph: Graph, format: str) -> None:
        self.graph = graph
        self.format = format
        self.taken: set[str] = set()
        self.ids: dict[str, str] = {}
        self.warnings: list[str] = []
        self.repaired: list[str] = []
        self.dropped = list(graph.dropped)
        self.kept: dict[str, dict[str, Any]] = {"nodes": {}, "edges": {}, "ids": {}}
        self.nodes: dict[str, Node] = {}
        self.relations: list[Relation] = []
        self.unsure: list[str] = []
        self.texts = 0

    def reading(self) -> Reading:
        """Return the map, and what was done to make one."""
        for number, (name, _) in enumerate(self.graph.vertices, start=1):
            self.ids[name] = self._id(name, f"n{number}")
        schemes = self._schemes()
        for name, attributes in self.graph.vertices:
            if name not in schemes:
                self._node(name, attributes)
        for edge in self.graph.edges:
            if edge.tail not in schemes and edge.head not in schemes:
                self._edge(edge)
        self._steps(schemes)
        self._report()
        whole = {n: plain for n, v in self.graph.attributes.items() if (plain := _plain(v)) is not None}
        title = next((str(whole.pop(n)) for n in ("title", "name", "label") if whole.get(n)), "")
        foreign = {name: data for name, data in (*self.kept.items(), ("graph", whole)) if data}
        m = ArgumentMap(
            self.nodes.values(),
            self.relations,
            title=title,
            foreign=[Foreign.of(self.format, foreign)] if foreign else [],
        )
        return Reading(m, tuple(self.warnings), tuple(self.repaired), tuple(self.dropped))

    def _id(self, name: str, fallback: str) -> str:
        id = name if is_id(name) and len(name) < ID_LENGTH - 4 else cleaned(name, fallback)
        number, free = 1, id
        while free in self.taken:
            number += 1
            free = f"{id}-{number}" if number < 100 else f"{fallback}-{number}"
        self.taken.add(free)
        if free != name:
            self.kept["ids"][free] = name
        return free

    def _node(self, name: str, attributes: dict[str, Any]) -> None:
        id = self.ids[name]
        used, text = _first(attributes, TEXTS)
        if not used:
            self.texts += 1
            text = name
        rest = {n: plain for n, v in attributes.items() if n != used and (plain := _plain(v)) is not None}
        cls = kinds("node").get(str(attributes.get("kind")), Claim)
        if "kind" in attributes and attributes["kind"] == cls.model_fields["kind"].default:
            rest.pop("kind", None)
        node = cls.model_validate({"id": id, "text": text})
        assert isinstance(node, Node)
        self.nodes[id] = node
        if rest:
            self.kept["nodes"][id] = rest

    def _schemes(self) -> dict[str, type[Relation]]:
        """Return the vertices that are steps themselves, as in AIF, and lie between two others."""
        tails = {edge.tail for edge in self.graph.edges}
        heads = {edge.head for edge in self.graph.edges}
        found: dict[str, type[Relation]] = {}
        for name, attributes in self.graph.vertices:
            word = next((str(attributes[n]) for n in ("nodeType", "type", "kind") if attributes.get(n)), "")
            scheme = _SCHEME.match(word)
            if scheme and name in tails and name in heads:
                found[name] = SCHEMES[scheme[1].lower()]
            elif scheme:
                self.repaired.append(
                    f"{name!r} is a step without premise or conclusion, and is read as a claim"
                )
        return found

    def _steps(self, schemes: Mapping[str, type[Relation]]) -> None:
        premises: dict[str, list[str]] = {}
        targets: dict[str, list[str]] = {}
        for tail, head, _ in self.graph.edges:
            if head in schemes and tail in schemes:
                targets.setdefault(tail, []).append(head)
            elif head in schemes:
                premises.setdefault(head, []).append(self.ids[tail])
            elif tail in schemes:
                targets.setdefault(tail, []).append(head)
        made = {name for name in schemes if name in premises and name in targets}
        attributes = dict(self.graph.vertices)
        for name in schemes:
            ends = [end for end in targets.get(name, ()) if end not in schemes or end in made]
            if name not in made or not ends:
                self.dropped.append(f"the step {name!r} lacks a premise or a conclusion")
                continue
            _, scheme = _first(attributes[name], ("scheme", *TEXTS))
            trivial = not scheme or _SCHEME.match(scheme)
            for number, end in enumerate(dict.fromkeys(ends)):
                id = self.ids[name] if number == 0 else self._id(name, name)
                fields: dict[str, Any] = {
                    "premises": tuple(dict.fromkeys(premises[name])),
                    "target": self.ids[end],
                    "scheme": None if trivial else scheme,
                }
                cls = schemes[name]
                if cls.symmetric and (end in schemes or self.ids[end] in fields["premises"]):
                    cls = Supports
                self.relations.append(cls(id=id, **fields))
        self._without_lost_targets()

    def _without_lost_targets(self) -> None:
        """Leave out the steps at steps that were left out, and those at them."""
        targets = {relation.id: relation.target for relation in self.relations}
        lost = [id for id, target in targets.items() if target not in self.nodes and target not in targets]
        gone = dict.fromkeys(taken_along(lost, {id: [target] for id, target in targets.items()}))
        self.dropped += [f"the step {id!r} is about a step that is not there" for id in gone]
        self.relations = [relation for relation in self.relations if relation.id not in gone]

    def _edge(self, edge: Edge) -> None:
        cls, used, word = _relation_class(edge.attributes)
        tail, head = self.ids[edge.tail], self.ids[edge.head]
        fields: dict[str, Any] = {"premises": (tail,), "target": head}
        ends = cls or Supports
        fits = isinstance(self.nodes[tail], ends.premise_kinds) and isinstance(
            self.nodes[head], ends.target_kinds
        )
        if cls is None or not fits or (cls.symmetric and tail == head):
            cls = Supports
            self.unsure.append(f"{edge.tail!r} to {edge.head!r}")
            if word:
                fields["tags"] = (word,)
        own = {n: edge.attributes[n] for n in cls.model_fields if n in edge.attributes and n not in _ENDS}
        id = self._id(f"{cls.prefix}{len(self.relations) + 1}", "edge")
        self.kept["ids"].pop(id, None)
        try:
            relation = cls(id=id, **(own | fields))
        except ValidationError:
            own = {}
            try:
                relation = cls(id=id, **fields)
            except ValidationError:
                relation = Supports(id=id, **fields, tags=(word,))
                self.unsure.append(f"{edge.tail!r} to {edge.head!r}")
        rest = {
            n: plain
            for n, v in edge.attributes.items()
            if n != used and n not in own and (plain := _plain(v)) is not None
        }
        self.relations.append(relation)
        if rest:
            self.kept["edges"][id] = rest

    def _report(self) -> None:
        self.warnings.append(
            f"argmap did not write this graph: its {len(self.nodes)} nodes are read as parts of a map, its edges as "
            f"{len(self.relations)} relations; attributes without a place are kept as foreign data"
        )
        if self.texts:
            self.warnings.append(f"{self.texts} nodes have no text, and bear their id as text")
        if self.unsure:
            self.warnings.append(
                f"{len(self.unsure)} edges do not say what they are, and are read as supports: "
                f"{'; '.join(self.unsure[:5])}{'; ...' if len(self.unsure) > 5 else ''}"
            )
        if not self.graph.directed:
            self.warnings.append(
                "the graph has no directions: each edge is read from its first end to its second"
            )


_ENDS = ("id", "kind", "premises", "target", "quotes")


def _first(attributes: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str]:
    """Return the first of some attributes that holds a text, and the text."""
    folded = {name.lower(): name for name in attributes}
    for wanted in names:
        name = folded.get(wanted, "")
        if name and isinstance(attributes[name], str) and attributes[name].strip():
            return name, attributes[name]
    return "", ""


def _relation_class(attributes: Mapping[str, Any]) -> tuple[type[Relation] | None, str, str]:
    """Return the kind of relation that an edge names, the attribute that says so, and its word."""
    said = ""
    for wanted in WORDS:
        name, word = _first(attributes, (wanted,))
        cls: Any = kinds("relation").get(word.strip().lower()) or RELATIONS.get(word.strip().lower())
        if cls is not None:
            return cls, name, word
        said = said or word.strip()
    weight = attributes.get("weight")
    if isinstance(weight, (int, float)) and weight < 0:
        return Attacks, "", ""
    return None, "", said


def _plain(value: Any) -> Any:
    """Return an attribute as foreign data can hold it; ``None`` where it says nothing."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return None if isinstance(value, str) and not value.strip() else value
