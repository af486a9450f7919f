"""arguebuf, written: what the map says, in the document that it was read from where it was read from one."""

from __future__ import annotations

from typing import Any, NamedTuple

from argmap.errors import FormatError
from argmap.formats.aif_document import Ids, key
from argmap.formats.arguebuf_document import (
    TYPES,
    Document,
    extra,
    fitted,
    layout_of,
    mapping,
    quotes_of,
    scheme_said,
    scheme_type,
    source_of,
    type_of,
    voice_of,
    with_extra,
    word_of,
)
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.record import record
from argmap.model.relations import Relation
from argmap.model.source import Source

PLAIN = {"support": "supports", "attack": "attacks", "rephrase": "restates", "preference": "attacks"}
"""The kind of relations that each type of schemes is read as."""


class Made(NamedTuple):
    """A document, and the names in it of the parts and sources of the map."""

    document: Document
    parts: dict[str, str]
    sources: dict[str, str]


def document_of(m: ArgumentMap) -> Made:
    """Return the arguebuf document of a map.

    Raises:
        FormatError: the map bears foreign data of arguebuf that is none.

    >>> import argmap as am
    >>> document_of(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).document["nodes"]
    {'c1': {'atom': {'text': 'It rains.'}}}
    """
    kept: Any = next((foreign.value for foreign in m.foreign if foreign.format == "arguebuf"), None)
    if kept is not None and not isinstance(kept, dict):
        raise FormatError("the foreign data 'arguebuf' of this map is no arguebuf document")
    return _Writing(m, kept).made()


class _Writing:
    """One map on its way into one document."""

    def __init__(self, m: ArgumentMap, kept: Document | None) -> None:
        self.map = m
        self.is_born = kept is None
        self.old: Document = kept if kept is not None else {"schemaVersion": 1, "nodes": {}, "edges": {}}
        self.nodes = mapping(self.old.get("nodes"))
        layout = layout_of(self.old)
        raw = list(self.nodes)
        self.was = {layout.ids[place]: raw[place] for place in (*layout.claims, *layout.steps)}
        self.steps = {
            raw[place]: ({raw[premise] for premise in step.premises}, raw[step.target])
            for place, step in layout.steps.items()
        }
        self.stay = self.nodes.keys() - set(self.was.values())
        self.names: dict[str, str] = {}
        ids = Ids(self.stay)
        for part in m:
            old = self.was.get(part.id)
            is_same = old is not None and (old in self.steps) == isinstance(part, Relation)
            self.names[part.id] = old if is_same and old is not None else ids.free(part.id)
            ids.taken.add(self.names[part.id])
        resources = fitted(mapping(self.old.get("resources")))
        self.resources = {id: raw for raw, id in resources.items()}
        self.sources: dict[str, str] = {}
        for source in m.sources:
            self.sources[source.id] = self.resources.get(source.id, source.id)
        self.participants: Document = dict(mapping(self.old.get("participants")))
        self.by_name: dict[str, str] = {}
        for id in self.participants:
            if name := voice_of({"participant": id}, self.participants):
                self.by_name.setdefault(name, id)
        self.held = {
            self.sources[source.id]: source_of(source.id, self._resource(source)) for source in m.sources
        }

    def made(self) -> Made:
        """Return the document."""
        m = self.map
        nodes = {self.names[node.id]: self._atom(node) for node in m.nodes}
        nodes |= {self.names[step.id]: self._scheme(step) for step in m.relations}
        nodes |= {raw: self.nodes[raw] for raw in self.nodes if raw in self.stay}
        document = dict(self.old)
        for name, value in (
            ("nodes", nodes),
            ("edges", self._edges(set(nodes))),
            ("resources", {self.sources[source.id]: self._resource(source) for source in m.sources}),
            ("participants", self.participants),
        ):
            if value or isinstance(self.old.get(name), dict):
                document[name] = value
        self._thesis(document)
        return Made(with_extra(document, self._own()), self.names, self.sources)

    # Nodes

    def _atom(self, node: Node) -> Document:
        entry = mapping(self.nodes.get(self.names[node.id]))
        old = mapping(entry.get("atom"))
        if "text" in old:
            atom = old if (key(old["text"]) or "") == node.text else {**old, "text": node.text}
        else:
            atom = {"text": node.text, **old} if node.text or not entry else old
        more = {name: value for name, value in record(node).items() if name not in ("id", "text")}
        if more["kind"] == "claim":
            del more["kind"]
        if voice_of(atom, self.participants) != node.voice:
            atom = {name: value for name, value in atom.items() if name != "participant"}
            if node.voice:
                atom["participant"] = self._participant(node.voice)
        if voice_of(atom, self.participants) == node.voice:
            more.pop("voice", None)
        if quotes_of(atom, self.held) != node.quotes:
            atom = {name: value for name, value in atom.items() if name != "reference"}
            first = node.quotes[0] if node.quotes else None
            if first is not None and first.exact is not None:
                atom["reference"] = {"resource": self.sources[first.source], "text": first.exact}
                if first.start:
                    atom["reference"]["offset"] = first.start
        if quotes_of(atom, self.held) == node.quotes:
            more.pop("quotes", None)
        return with_extra({**entry, "atom": atom}, more)

    def _scheme(self, step: Relation) -> Document:
        entry = mapping(self.nodes.get(self.names[step.id]))
        old = mapping(entry.get("scheme"))
        was = scheme_type(entry) or ""
        kind = type_of(step)
        if kind == "attack" and was == "preference":
            kind = was
        word = word_of(step.scheme, kind) if kind else ""
        if kind and scheme_said(old.get(kind), kind) == step.scheme:
            word = old.get(kind, word)
        scheme = {name: value for name, value in old.items() if name not in TYPES}
        if kind:
            scheme[kind] = word
        more = {name: value for name, value in record(step).items() if name not in ("id", "target")}
        if kind and more["kind"] == PLAIN[kind]:
            del more["kind"]
        if kind and scheme_said(word, kind) == step.scheme:
            more.pop("scheme", None)
        more["premises"] = [self.names[premise] for premise in step.premises]
        if len(step.premises) == 1 or (not self.is_born and "premises" not in extra(entry)):
            del more["premises"]
        return with_extra({**entry, "scheme": scheme}, more)

    def _participant(self, name: str) -> str:
        if name not in self.by_name:
            number = len(self.participants) + 1
            while f"p{number}" in self.participants:
                number += 1
            self.participants[f"p{number}"] = {"name": name}
            self.by_name[name] = f"p{number}"
        return self.by_name[name]

    def _resource(self, source: Source) -> Document:
        entry = mapping(mapping(self.old.get("resources")).get(self.sources[source.id]))
        resource = dict(entry) or {"text": ""}
        for name, value in (("title", source.title), ("source", source.url)):
            if value:
                resource[name] = value
            elif resource.get(name):
                del resource[name]
        more = {name: value for name, value in record(source).items() if name not in ("id", "title", "url")}
        if source.url == "":
            more["url"] = ""
        return with_extra(resource, more)

    # Edges

    def _edges(self, nodes: set[str]) -> Document:
        """Return the edges: of each step those that it has and those that it needs, then all others."""
        old = mapping(self.old.get("edges"))
        by_ends: dict[tuple[Any, Any], list[str]] = {}
        loose: set[str] = set()
        for id, edge in old.items():
            tail, head = mapping(edge).get("source"), mapping(edge).get("target")
            if not (isinstance(tail, str) and isinstance(head, str)):
                continue
            by_ends.setdefault((tail, head), []).append(id)
            is_premise = head in self.steps and tail in self.steps[head][0]
            is_target = tail in self.steps and self.steps[tail][1] == head
            gone = (tail in self.nodes and tail not in nodes) or (head in self.nodes and head not in nodes)
            if gone or is_premise or is_target:
                loose.add(id)
        edges: Document = {}
        ids = Ids(old)
        for step in self.map.relations:
            own = self.names[step.id]
            ends = [(self.names[premise], own) for premise in step.premises]
            for tail, head in (*ends, (own, self.names[step.target])):
                found = by_ends.get((tail, head))
                if found:
                    edges |= {id: old[id] for id in found}
                else:
                    edges[ids.free(f"{tail}->{head}")] = {"source": tail, "target": head}
        return edges | {id: edge for id, edge in old.items() if id not in edges and id not in loose}

    # The whole

    def _thesis(self, document: Document) -> None:
        name = "major_claim" if "major_claim" in document else "majorClaim"
        said = document.get(name)
        thesis = self.names[self.map.thesis_id] if self.map.thesis_id is not None else None
        if thesis is not None:
            document[name] = thesis
        elif isinstance(said, str) and said in self.was.values():
            del document[name]

    def _own(self) -> Document:
        """Return what the graph as a whole says that arguebuf has no field for."""
        m = self.map
        own: Document = {
            name: value
            for name, value in (("title", m.title), ("note", m.note), ("ignore", list(m.ignore)))
            if value or (name == "note" and value is not None)
        }
        foreign = [[kept.format, kept.value] for kept in m.foreign if kept.format != "arguebuf"]
        if foreign:
            own["foreign"] = foreign
        if self.is_born or "order" in extra(self.old):
            own["order"] = {
                name: [value.id for value in values]
                for name, values in (("nodes", m.nodes), ("relations", m.relations), ("sources", m.sources))
                if len(values) > 1
            }
            if not own["order"]:
                del own["order"]
        return own
