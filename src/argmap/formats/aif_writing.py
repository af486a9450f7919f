"""AIF, written: what the map says, in the document that it was read from where it was read from one.

What the map holds wins; the document fills in what a map has no place for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from argmap.errors import FormatError
from argmap.formats.aif_document import (
    CLAIM,
    DEFAULTS,
    STEPS,
    Document,
    Ids,
    Layout,
    key,
    name_of,
    scheme_of,
    text_of,
)
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Conflicts, Relation, Restates, Supports

Ends = tuple[int, int]


class Made(NamedTuple):
    """A document, and where in its list of nodes each part of the map stands."""

    document: Document
    places: dict[str, int]


def document_of(m: ArgumentMap) -> Made:
    """Return the AIF document of a map.

    Raises:
        FormatError: the map bears foreign data of AIF that is none.

    >>> import argmap as am
    >>> document_of(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).document["nodes"]
    [{'nodeID': 'c1', 'text': 'It rains.', 'type': 'I'}]
    """
    kept: Any = {"nodes": [], "edges": [], "locutions": []}
    for foreign in m.foreign:
        if foreign.format == "aif":
            kept = foreign.value
    if not isinstance(kept, dict):
        raise FormatError("the foreign data 'aif' of this map is no AIF document")
    return _Writing(m, kept).made()


def type_of(relation: Relation) -> str | None:
    """Return the type of the node that a relation is, ``None`` where AIF has none for it."""
    for cls, kind in ((Supports, "RA"), (Attacks, "CA"), (Conflicts, "CA"), (Restates, "MA")):
        if is_a(relation, cls):
            return kind
    return None


class _Writing:
    """One map on its way into one document."""

    def __init__(self, m: ArgumentMap, kept: Document) -> None:
        self.old = Layout(kept)
        self.document = kept
        self.claims: dict[str, Node] = {node.id: node for node in m.nodes}
        self.types = _types(m)
        self.steps: dict[str, Relation] = {r.id: r for r in m.relations if r.id in self.types}
        self.was: dict[str, int] = {}  # of each part that the document holds, its place there
        for place in self.old.claims:
            if self.old.ids[place] in self.claims:
                self.was[self.old.ids[place]] = place
        for place in self.old.steps:
            if self.old.ids[place] in self.steps:
                self.was[self.old.ids[place]] = place
        stay = set(self.was.values())
        self.gone = {p for p in (*self.old.claims, *self.old.steps) if p not in stay}
        self.entries: dict[str, Document] = {}
        self.taken = Ids(id for id, place in self.old.place.items() if place not in self.gone)
        self.new_nodes: list[Document] = []
        self.dialogue: list[Document] = []
        self.restepped: set[int] = set()

    def made(self) -> Made:
        """Return the document."""
        for node in self.claims.values():
            self.entries[node.id] = self._claim(node)
        for step in self.steps.values():
            self.entries[step.id] = self._step(step)
        changed = self._changed()
        edges = self._edges(changed)
        self._voices(edges)
        places = self._nodes()
        for name, value in (("nodes", self.new_nodes), ("edges", edges)):
            if value or self.document.get(name):
                self.document[name] = value
        self._without_the_gone()
        return Made(self.document, places)

    # Nodes

    def _claim(self, node: Node) -> Document:
        place = self.was.get(node.id)
        if place is None:
            return {"nodeID": self.taken.free(node.id), "text": node.text, "type": CLAIM}
        entry: Document = self.old.nodes[place]
        if "text" not in entry:
            return {**entry, "text": node.text} if node.text else entry
        return entry if text_of(entry) == node.text else {**entry, "text": node.text}

    def _step(self, step: Relation) -> Document:
        place = self.was.get(step.id)
        kind = self.types[step.id]
        if place is None:
            said = step.scheme if step.scheme is not None else DEFAULTS[kind]
            return {"nodeID": self.taken.free(step.id), "text": said, "type": kind, "scheme": said}
        entry: Document = self.old.nodes[place]
        if type_of(step) == type_of_entry(entry):
            kind = entry["type"]
        if kind == entry["type"] and scheme_of(entry) == step.scheme:
            return entry
        said = step.scheme if step.scheme is not None else DEFAULTS[kind]
        self.restepped.add(place)
        kept = {name: value for name, value in entry.items() if name != "schemeID"}
        return {**kept, "type": kind, "text": said, "scheme": said}

    def _nodes(self) -> dict[str, int]:
        """Put the nodes in the order of the map: parts where parts stood, new ones between, the rest as it was."""
        claims, last_claims = self._runs(self.claims)
        steps, last_steps = self._runs(self.steps)
        stay = set(self.was.values())
        places: dict[str, int] = {}

        def put(ids: Iterable[str]) -> None:
            for id in ids:
                places[id] = len(self.new_nodes)
                self.new_nodes.append(self.entries[id])

        for place, entry in enumerate(self.old.nodes):
            if place in stay:
                put(next(claims if self.old.types[place] == CLAIM else steps))
            elif place not in self.gone:
                self.new_nodes.append(entry)
        put((*last_claims, *last_steps))
        self.new_nodes += self.dialogue
        return places

    def _runs(self, ids: Iterable[str]) -> tuple[Iterator[list[str]], list[str]]:
        """Return parts in runs that end with one that the document holds, and the new ones after the last."""
        runs: list[list[str]] = [[]]
        for id in ids:
            runs[-1].append(id)
            if id in self.was:
                runs.append([])
        return iter(runs[:-1]), runs[-1]

    # Edges

    def _changed(self) -> list[str]:
        """Return the steps that the document does not hold, or holds with other ends."""
        changed = []
        for id, step in self.steps.items():
            place = self.was.get(id)
            if place is not None:
                old = self.old.steps[place]
                ends = tuple(self.was.get(premise) for premise in step.premises), self.was.get(step.target)
                if ends == (old.premises, old.target):
                    continue
            changed.append(id)
        return changed

    def _edges(self, changed: list[str]) -> list[Any]:
        loose = {self.was[id] for id in changed if id in self.was}
        spare: dict[Ends, Document] = {}
        edges = []
        for edge, ends in zip(self.old.edges, self.old.ends, strict=True):
            if ends is None:
                edges.append(edge)
                continue
            tail, head = ends
            if tail in self.gone or head in self.gone:
                continue
            is_loose = (tail in loose and self.old.steps[tail].target == head) or (
                head in loose and tail in self.old.steps[head].premises
            )
            if not is_loose:
                edges.append(edge)
            else:
                spare.setdefault(ends, edge)
        if not changed:
            return edges
        ids = _Numbers(edge.get("edgeID") for edge in self.old.edges if isinstance(edge, dict))
        for id in changed:
            step = self.steps[id]
            for tail_id, head_id in (*((premise, id) for premise in step.premises), (id, step.target)):
                ends = self.was.get(tail_id, -1), self.was.get(head_id, -1)
                edges.append(spare.get(ends) or self._edge(ids, self._named(tail_id), self._named(head_id)))
        return edges

    def _edge(self, ids: _Numbers, tail: Any, head: Any) -> Document:
        return {"edgeID": ids.next(), "fromID": tail, "toID": head}

    def _named(self, id: str) -> Any:
        """Return the written id of a part; one that means another node gives way to one of its own."""
        entry = self.entries[id]
        place = self.was.get(id)
        if place is not None and self.old.place.get(key(entry.get("nodeID")) or "") != place:
            own = self.taken.free(self.old.ids[place])
            self.entries[id] = entry = {**entry, "nodeID": own}
            self.old.place[own] = place
        return entry["nodeID"]

    # Who says what

    def _voices(self, edges: list[Any]) -> None:
        """Let each claim be said by the one who says it in the map."""
        if not any(node.voice for node in self.claims.values()) and not self.document.get("locutions"):
            return
        was = self.old.voices()
        changed = [
            node
            for node in self.claims.values()
            if (node.voice or "") != was.get(self.was.get(node.id, -1), "")
        ]
        if not changed:
            return
        own_locutions = self.old.own_locutions()
        ids = _Numbers(edge.get("edgeID") for edge in edges if isinstance(edge, dict))
        listed: list[Any] = list(self.document.get("locutions") or ())
        by_locution: dict[str | None, list[Document]] = {}
        for item in listed:
            if isinstance(item, dict):
                by_locution.setdefault(key(item.get("nodeID")), []).append(item)
        people = _People(self.document)
        silent: set[str | None] = set()
        for node in changed:
            own = own_locutions.get(self.was.get(node.id, -1), [])
            names = [key(self.old.nodes[place].get("nodeID")) for place in own]
            if not node.voice:
                silent |= set(names)
                continue
            person = people.named(node.voice)
            items = [item for name in names for item in by_locution.get(name, ())]
            for item in items:
                item["personID"] = person
            if not items:
                locution = self.old.nodes[own[0]]["nodeID"] if own else self._said(node, ids, edges)
                listed.append({"nodeID": locution, "personID": person})
        self.document["locutions"] = [
            item for item in listed if not isinstance(item, dict) or key(item.get("nodeID")) not in silent
        ]
        if people.listed:
            self.document["participants"] = people.listed

    def _said(self, node: Node, ids: _Numbers, edges: list[Any]) -> str:
        """Add a locution that asserts a claim, and return its id."""
        claim = self._named(node.id)
        locution, illocution = self.taken.free(f"{node.id}:L"), self.taken.free(f"{node.id}:YA")
        said = f"{node.voice}: {node.text}"
        self.dialogue.append({"nodeID": locution, "text": said, "type": "L"})
        self.dialogue.append({"nodeID": illocution, "text": "Asserting", "type": "YA", "scheme": "Asserting"})
        edges.append(self._edge(ids, locution, illocution))
        edges.append(self._edge(ids, illocution, claim))
        return locution

    def _without_the_gone(self) -> None:
        """Take out the scheme fulfilments of steps that are gone, or of another scheme now."""
        places = self.gone | self.restepped
        names = {key(self.old.nodes[place].get("nodeID")) for place in places}
        listed = self.document.get("schemefulfillments")
        if names and listed:
            self.document["schemefulfillments"] = [
                item for item in listed if not isinstance(item, dict) or key(item.get("nodeID")) not in names
            ]


def type_of_entry(entry: Document) -> str:
    """Return the type that a relation read from this step would be written with: a preference is an attack."""
    return {Supports: "RA", Attacks: "CA", Restates: "MA"}[STEPS[entry["type"]]]


def _types(m: ArgumentMap) -> dict[str, str]:
    """Return the type of each relation that can be written: AIF knows its kind, and its target is written too."""
    types = {step.id: kind for step in m.relations if (kind := type_of(step)) is not None}
    aiming: dict[str, list[str]] = {}
    lost = []
    for step in m.relations:
        aiming.setdefault(step.target, []).append(step.id)
        if step.id not in types:
            lost.append(step.id)
    while lost:
        for id in aiming.get(lost.pop(), ()):
            if types.pop(id, None) is not None:
                lost.append(id)
    return types


class _People:
    """The participants of a document, found by name."""

    def __init__(self, document: Document) -> None:
        self.listed: list[Any] = list(document.get("participants") or ())
        first: dict[str, Document] = {}
        for person in self.listed:
            if isinstance(person, dict) and (id := key(person.get("participantID"))) is not None:
                first.setdefault(id, person)
        self.by_name: dict[str, Any] = {}
        for person in first.values():
            self.by_name.setdefault(name_of(person), person["participantID"])
        said = (item for item in document.get("locutions") or () if isinstance(item, dict))
        self.taken = {*first, *(key(item.get("personID")) for item in said)}
        self.number = len(self.listed)

    def named(self, name: str) -> Any:
        """Return the id of the participant with this name, who is added where there is none."""
        if name in self.by_name:
            return self.by_name[name]
        self.number += 1
        while str(self.number) in self.taken:
            self.number += 1
        id = self.by_name[name] = str(self.number)
        given, _, family = name.rpartition(" ")
        if not given or not family or family == "None":
            given, family = name, ""
        self.listed.append({"participantID": id, "firstname": given, "surname": family})
        return id


class _Numbers:
    """New ids for edges, of the sort that the others are."""

    def __init__(self, ids: Iterable[Any]) -> None:
        known = list(ids)
        self.are_whole = bool(known) and all(isinstance(id, int) for id in known)
        digits = [
            int(text)
            for id in known
            if (text := key(id) or "").isascii() and text.isdigit() and len(text) < 19
        ]
        self.last = max(digits, default=0)

    def next(self) -> int | str:
        """Return an id that no edge has."""
        self.last += 1
        return self.last if self.are_whole else str(self.last)
