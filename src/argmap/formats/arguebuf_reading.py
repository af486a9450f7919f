"""arguebuf, read: its atoms and schemes make a map, and all else is kept for writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from argmap.errors import ArgmapError, FormatError, InvalidMapError
from argmap.formats.aif_document import STEPS, Step
from argmap.formats.aif_reading import dropped, foreign
from argmap.formats.arguebuf_document import (
    Document,
    extra,
    fitted,
    is_kind,
    layout_of,
    mapping,
    quotes_of,
    scheme_said,
    scheme_type,
    source_of,
    voice_of,
    word_of,
)
from argmap.formats.exchange import Reading
from argmap.formats.wording import worded
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node
from argmap.model.part import kind_named
from argmap.model.relations import Relation

SECTIONS = ("nodes", "edges", "resources", "participants", "analysts")


def map_of(document: Document, path: str | None, *, keep: bool = True) -> Reading:
    """Return the map of an arguebuf document, with what was repaired and what has no place in it.

    Args:
        document: the document.
        path: of its file, for messages.
        keep: whether what the map has no place for is kept as foreign data.

    Raises:
        FormatError: a section of it is no mapping, or its parts make no map.
    """
    for name in SECTIONS:
        if document.get(name) is not None and not isinstance(document[name], dict):
            raise FormatError(f"{name} must be a mapping, not {worded(document[name])}", path=path)
    reading = _Reading(document)
    more = list(_others(reading.own.get("foreign")))
    if keep:
        more.append(foreign("arguebuf", lean(document), path))
    try:
        m = ArgumentMap(foreign=more, **reading.arguments())
    except (InvalidMapError, TypeError) as error:
        raise FormatError(f"its parts make no map: {error}", path=path) from None
    left = (*dropped(reading.layout), *reading.dropped) if keep else ()
    return Reading(m, tuple(reading.warnings), tuple(reading.repaired), left)


def lean(document: Document) -> Document:
    """Return a document without the texts that the map holds."""
    nodes: Document = {}
    for id, node in mapping(document.get("nodes")).items():
        atom = mapping(node).get("atom")
        if isinstance(atom, dict) and isinstance(atom.get("text"), str) and atom["text"]:
            node = {**node, "atom": {name: value for name, value in atom.items() if name != "text"}}
        nodes[id] = node
    return {**document, "nodes": nodes} if nodes else document


def _others(said: Any) -> Iterator[Foreign]:
    """Yield the foreign data of other formats."""
    for pair in said if isinstance(said, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and pair[0].strip():
            yield Foreign.of(pair[0], pair[1])


class _Reading:
    """One document on its way into a map."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.own = extra(document)
        self.layout = layout_of(document)
        self.raw = list(mapping(document.get("nodes")))
        self.entries = mapping(document.get("nodes"))
        self.warnings: list[str] = []
        self.repaired: list[str] = []
        self.dropped: list[str] = []
        resources = mapping(document.get("resources"))
        ids = fitted(resources)
        self.sources = {name: source_of(ids[name], resource) for name, resource in resources.items()}

    def arguments(self) -> Document:
        """Return the arguments that the map is made with."""
        nodes = [self._node(place) for place in self.layout.claims]
        relations = [self._relation(place, step) for place, step in self.layout.steps.items()]
        order = mapping(self.own.get("order"))
        self._report()
        note, ignore, title = (self.own.get(name) for name in ("note", "ignore", "title"))
        return {
            "nodes": _in_order(nodes, order.get("nodes")),
            "relations": _in_order(relations, order.get("relations")),
            "sources": _in_order(self.sources.values(), order.get("sources")),
            "title": title if isinstance(title, str) else "",
            "thesis": self._thesis(nodes),
            "note": note if isinstance(note, str) else None,
            "ignore": [code for code in ignore if isinstance(code, str)] if isinstance(ignore, list) else [],
        }

    def _thesis(self, nodes: list[Node]) -> str | None:
        said = self.document.get("majorClaim", self.document.get("major_claim"))
        if not said:
            return None
        id = fitted(self.raw).get(said, "") if isinstance(said, str) else ""
        if any(node.id == id for node in nodes):
            return id
        self.dropped.append(f"majorClaim: {said!r} is no atom; kept for writing")
        return None

    def _node(self, place: int) -> Node:
        id, entry = self.layout.ids[place], self.entries[self.raw[place]]
        atom, more = entry["atom"], extra(entry)
        text = self.layout.nodes[place]["text"] or ""
        fields: Document = {"id": id, "text": text}
        if (voice := voice_of(atom, mapping(self.document.get("participants")))) is not None:
            fields["voice"] = voice
        quotes = quotes_of(atom, self.sources)
        held = more.get("quotes")
        if quotes and not (
            isinstance(held, list) and held and quotes[0].words == mapping(held[0]).get("exact")
        ):
            more = {name: value for name, value in more.items() if name != "quotes"}
            fields["quotes"] = quotes
        elif mapping(atom).get("reference") and not quotes:
            self.dropped.append(f"node {id}: its reference names no resource or no words; kept for writing")
        made = self._validated(more.get("kind", "claim"), "node", {**more, **fields}, id)
        return made if isinstance(made, Node) else Claim.model_validate(fields)

    def _relation(self, place: int, step: Step) -> Relation:
        ids, entry = self.layout.ids, self.entries[self.raw[place]]
        more, written = extra(entry), scheme_type(entry) or ""
        premises = [ids[premise] for premise in step.premises]
        if isinstance(more.get("premises"), list) and set(map(str, more["premises"])) == set(premises):
            premises = list(map(str, more["premises"]))
        fields: Document = {"id": ids[place], "premises": premises, "target": ids[step.target]}
        word = entry["scheme"].get(written)
        said = scheme_said(word, written)
        own = more.get("scheme")
        if isinstance(own, str) and (not written or word == word_of(own, written)):
            said = own
        if said is not None:
            fields["scheme"] = said
        rest = {name: value for name, value in more.items() if name not in ("scheme", "premises", "kind")}
        kind = more.get("kind")
        if written == "preference":
            self.warnings.append(
                f"node {ids[place]}: a preference is read as an attack on what it puts second"
            )
        if kind is not None and is_kind(kind, written):
            made = self._validated(kind, "relation", {**rest, "kind": kind, **fields}, ids[place])
            if isinstance(made, Relation):
                return made
        plain = STEPS[str(self.layout.types[place])]
        made = self._validated(plain.model_fields["kind"].default, "relation", {**rest, **fields}, ids[place])
        return made if isinstance(made, Relation) else plain.model_validate(fields)

    def _validated(self, kind: Any, base: str, fields: Document, id: str) -> Any:
        try:
            return kind_named(kind, base).model_validate(fields)
        except (ArgmapError, ValidationError) as error:
            first = str(error).splitlines()[0]
            self.repaired.append(f"node {id}: its userdata do not fit, and are left out: {first}")
            return None

    def _report(self) -> None:
        """Tell what else of the document stands in no field."""
        kept: dict[str, None] = {}
        for section in SECTIONS[:-1]:
            for held in mapping(self.document.get(section)).values():
                if mapping(held).get("metadata"):
                    kept["metadata"] = None
                if set(mapping(mapping(held).get("userdata"))) - {"argmap"}:
                    kept["userdata"] = None
                if section == "participants" and any(
                    mapping(held).get(name)
                    for name in ("username", "email", "url", "location", "description")
                ):
                    kept["details of participants"] = None
                if section == "resources" and mapping(held).get("text"):
                    kept["texts of resources"] = None
                if mapping(mapping(held).get("scheme")).get("premiseDescriptors"):
                    kept["descriptors of premises"] = None
        if self.document.get("analysts"):
            kept["analysts"] = None
        if kept:
            self.dropped.append(f"graph: no place in a map for {', '.join(kept)}; kept for writing")


def _in_order(parts: Iterable[Any], order: Any) -> list[Any]:
    """Return parts in an order of their ids, those that it does not name at the end."""
    parts = list(parts)
    if not isinstance(order, list):
        return parts
    places = {id: place for place, id in enumerate(order) if isinstance(id, str)}
    return sorted(parts, key=lambda part: places.get(part.id, len(places)))
