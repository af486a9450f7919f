"""From an Argdown document to a map.

Statements become claims, or the kind that a tag or the data key ``kind`` says; each inference of a
reconstructed argument becomes one step of support from its premises together; a sketched argument becomes a
claim. An undercut attacks the step itself, contraries and contradictions become conflicts (Betz 2010,
*Theorie dialektischer Strukturen*; the Argdown syntax reference by Voigt and Betz).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.argdown.fences import within_fences
from argmap.formats.argdown.model import Argument, Document, End, Member, Relation, Statement
from argmap.formats.argdown.reader import read as read_document
from argmap.formats.exchange import Reading
from argmap.formats.ids import cleaned, is_id
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import ID_LENGTH, Part, kinds
from argmap.model.relations import Attacks, Conflicts, Supports
from argmap.model.relations import Relation as Step
from argmap.model.source import Source

KEY: Final = "argmap"
"""The key of the front matter under which a map keeps what belongs to the whole of it."""

_RESERVED: Final = frozenset(("id", "kind", "text", "title", "premises", "target"))


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map that an Argdown text says.

    >>> m = read("[Peace]: Talk first.\n  - [Cost]: Talk is dear. #evidence").map
    >>> print(m["Cost"].kind, m.relations[0].kind, m.relations[0].target)
    evidence attacks Peace
    """
    text, around = within_fences(text)
    document = read_document(text, strict=False, settings={}, limit=100_000_000)
    if not document.blocks and document.front_matter is None:
        raise FormatError("there is no statement and no argument in this text", path=path)
    m, dropped = bridged(document)
    told = [(d.severity, f"line {d.line}: {d.message}") for d in document.diagnostics]
    return Reading(
        m,
        repaired=tuple(message for severity, message in told if severity != "error"),
        dropped=(*around, *(message for severity, message in told if severity == "error"), *dropped),
    )


def bridged(document: Document) -> tuple[ArgumentMap, tuple[str, ...]]:
    """Return the map that a document says, and what of it no map can hold."""
    bridge = _Bridge(document)
    return bridge.map(), tuple(bridge.dropped)


def plain(value: Any) -> Any:
    """Return a value of data as JSON has it: lists for sequences, text for dates."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def without_last_tags(member: Member) -> str:
    """Return the text without the tags after its last word; those within a sentence are words of it."""
    text = member.text
    for tag in sorted((r for r in member.ranges if r.kind == "tag"), key=lambda r: -r.start):
        if text[tag.stop :].strip(" "):
            break
        text = text[: tag.start].rstrip(" ")
    return text


class _Bridge:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.dropped: list[str] = []
        front = document.front_matter
        self.front: dict[str, Any] = plain(front) if isinstance(front, Mapping) else {}
        own = self.front.pop(KEY, {})
        self.own: dict[str, Any] = own if isinstance(own, dict) else {}
        self.kept: dict[str, Any] = {}
        self.ids: set[str] = set()
        self.nodes: list[Node] = []
        self.steps: list[Step] = []
        self.first_step: dict[tuple[str, ...], str] = {}  # of each set of premises
        self.statement_ids: dict[str, str] = {}
        self.argument_ids: dict[str, str] = {}  # of sketched arguments: the claim
        self.inferences: dict[
            str, dict[int, str]
        ] = {}  # of reconstructed ones: the steps by their conclusion
        self.conclusions: dict[str, str] = {}
        self.said: set[str] = set()  # arguments that stand for a relation of a map
        self._numbers: dict[str, int] = {}
        self.sources = self._sources()
        self.sections = {section.id: section for section in document.sections}

    def map(self) -> ArgumentMap:
        document = self.document
        said = [a for a in document.arguments if self._says_relation(a)]
        self.said = {a.title for a in said}
        for argument in document.arguments:  # ids that a file names come before those that are made up
            if (argument.title in self.said or argument.is_reconstructed) and is_id(argument.title):
                self.ids.add(argument.title)
        for statement in document.statements:
            given = statement.data.get("id")
            if isinstance(given, str) and is_id(given):
                self.ids.add(given)
        for statement in document.statements:
            self._statement(statement)
        for argument in document.arguments:
            if argument.title not in self.said and not argument.is_reconstructed:
                self._sketch(argument)
        node_ids = {node.id for node in self.nodes}
        for argument in document.arguments:
            if argument.title in self.said:
                self._said(argument)
            elif argument.is_reconstructed:
                self._reconstruction(argument, node_ids)
        covered = {(s.kind, frozenset((*s.premises, s.target))) for s in self.steps if s.symmetric}
        for relation in sorted(document.relations, key=lambda r: r.type == "undercut"):
            if not {e.title for e in (relation.source, relation.target) if e.kind != "statement"} & self.said:
                self._relation(relation, covered)
        return self._whole()

    # Nodes

    def _statement(self, statement: Statement) -> None:
        member = statement.canonical
        text = without_last_tags(member) if member else ""
        self.statement_ids[statement.title] = self._node(statement, text)

    def _sketch(self, argument: Argument) -> None:
        member = argument.canonical
        text = without_last_tags(member) if member else ""
        self.argument_ids[argument.title] = self._node(argument, text)

    def _node(self, said: Statement | Argument, text: str) -> str:
        data = plain(said.data)
        known = kinds("node")
        tags = list(said.tags)
        kind = data.get("kind")
        if kind not in known:
            if kind is not None:
                self._keep(said.title, {"kind": kind})
            kind = next((tag for tag in tags if tag in known), "claim")
            if kind in tags:
                tags.remove(kind)
        given = data.get("id")
        named = isinstance(given, str) and is_id(given)
        if named:
            id = str(given)
        elif is_id(said.title) and said.title not in self.ids and not said.untitled:
            id = said.title
        else:
            id = self._free("c" if said.untitled else said.title)
        self.ids.add(id)
        base: dict[str, Any] = {"id": id, "text": str(data.get("text", text)), "tags": tuple(tags)}
        if not base["text"] and not said.untitled and "text" not in data:
            base["text"] = said.title
        if "title" in data and isinstance(data["title"], str):
            base["title"] = data["title"]
        elif not said.untitled and said.title != id:
            base["title"] = said.title
        base["section"] = self._section(said.section)
        made = self._part(known[kind], base, data, id)
        assert isinstance(made, Node)
        self.nodes.append(made)
        return id

    def _section(self, id: str | None) -> tuple[str, ...]:
        titles: list[str] = []
        while id is not None and id in self.sections:
            section = self.sections[id]
            titles.append(section.title)
            id = section.parent
        return tuple(reversed(titles))

    # Steps

    @staticmethod
    def _says_relation(argument: Argument) -> bool:
        data = argument.data
        return (
            data.get("kind") in kinds("relation")
            and isinstance(data.get("premises"), tuple | list)
            and isinstance(data.get("target"), str)
            and is_id(argument.title)
        )

    def _said(self, argument: Argument) -> None:
        data = plain(argument.data)
        base = {
            "id": argument.title,
            "premises": tuple(map(str, data["premises"])),
            "target": data["target"],
            "tags": argument.tags,
        }
        self._step(kinds("relation")[data["kind"]], base, data)

    def _reconstruction(self, argument: Argument, node_ids: set[str]) -> None:
        premises: list[str] = []
        steps = self.inferences.setdefault(argument.title, {})
        last = len(argument.pcs) - 1
        for place, member in enumerate(argument.pcs):
            id = self.statement_ids[member.title]
            if member.role == "premise":
                premises.append(id)
                continue
            if premises:
                inference = member.inference
                data = plain(inference.data) if inference and isinstance(inference.data, Mapping) else {}
                base: dict[str, Any] = {"premises": tuple(dict.fromkeys(premises)), "target": id}
                if inference and inference.rules:
                    base["scheme"] = ", ".join(inference.rules)
                if place == last:
                    data = {**data, **plain(argument.data)}
                    base["tags"] = argument.tags
                    if argument.canonical and without_last_tags(argument.canonical):
                        base["rationale"] = without_last_tags(argument.canonical)
                own = place == last and is_id(argument.title) and not argument.untitled
                if own and argument.title not in node_ids:
                    base["id"] = argument.title
                else:
                    base["id"] = self._free("s")
                self.ids.add(base["id"])
                self._step(Supports, base, data)
                steps[place] = base["id"]
            premises = [id]
            self.conclusions[argument.title] = id

    def _relation(self, relation: Relation, covered: set[tuple[str, frozenset[str]]]) -> None:
        source = self._source(relation.source)
        target = self._target(relation)
        if source is None or target is None:
            self.dropped.append(f"{relation}: one of its ends says nothing")
            return
        if relation.type in ("contradictory", "contrary"):
            if ("conflicts", frozenset((source, target))) not in covered:
                tags = ("contrary",) if relation.type == "contrary" else ()
                self._sketched(Conflicts, "k", source, target, tags)
        elif relation.type in ("support", "entails"):
            self._sketched(Supports, "s", source, target)
        else:
            self._sketched(Attacks, "x", source, target)

    def _sketched(
        self, cls: type[Part], prefix: str, source: str, target: str, tags: tuple[str, ...] = ()
    ) -> None:
        id = self._free(prefix)
        self.ids.add(id)
        self._step(cls, {"id": id, "premises": (source,), "target": target, "tags": tags}, {})

    def _source(self, end: End) -> str | None:
        if end.kind == "statement":
            return self.statement_ids.get(end.title)
        return self.argument_ids.get(end.title) or self.conclusions.get(end.title)

    def _target(self, relation: Relation) -> str | None:
        end = relation.target
        if end.kind == "statement":
            return self.statement_ids.get(end.title)
        steps = self.inferences.get(end.title)
        if steps:
            place = end.conclusion if end.conclusion in steps else max(steps)
            return steps[place] if place is not None else None
        claim = self.argument_ids.get(end.title)
        if relation.type == "undercut" and claim is not None:
            return self.first_step.get((claim,), claim)
        return claim or self.conclusions.get(end.title)

    def _step(self, cls: type[Part], base: dict[str, Any], data: dict[str, Any]) -> None:
        made = self._part(cls, base, data, base["id"])
        assert isinstance(made, Step)
        self.steps.append(made)
        self.first_step.setdefault(made.premises, made.id)

    # What both share

    def _part(self, cls: type[Part], base: dict[str, Any], data: dict[str, Any], id: str) -> Part:
        fields = {k: v for k, v in data.items() if k in cls.model_fields and k not in _RESERVED}
        rest = {k: v for k, v in data.items() if k not in cls.model_fields and k not in _RESERVED}
        if fields.get("citation") is not None and fields["citation"] not in self.sources:
            rest["citation"] = fields.pop("citation")
        quotes = fields.get("quotes")
        if isinstance(quotes, list) and any(
            not isinstance(q, dict) or q.get("source") not in self.sources for q in quotes
        ):
            rest["quotes"] = fields.pop("quotes")
        try:
            made = cls(**{**base, **fields})
        except ValidationError as error:
            for wrong in {str(each["loc"][0]) for each in error.errors() if each["loc"]}:
                if wrong in fields:
                    rest[wrong] = fields.pop(wrong)
                    self.dropped.append(f"{id}: {rest[wrong]!r} is no {wrong} of a {cls.__name__}")
            made = cls(**{**base, **fields})
        if rest:
            self._keep(id, rest)
        return made

    def _keep(self, id: str, rest: dict[str, Any]) -> None:
        self.kept.setdefault(id, {}).update(rest)

    def _free(self, wanted: str) -> str:
        stem = cleaned(wanted, "c", "-").strip("-.:")[: ID_LENGTH - 10] or "c"
        numbered = len(stem) == 1
        if not numbered and stem not in self.ids and is_id(stem):
            return stem
        number = self._numbers.get(stem, 1 if numbered else 2)
        while (id := f"{stem}{number}" if numbered else f"{stem}-{number}") in self.ids:
            number += 1
        self._numbers[stem] = number + 1
        return id

    def _sources(self) -> dict[str, Source]:
        made: dict[str, Source] = {}
        given = self.own.get("sources")
        for fields in given if isinstance(given, list) else ():
            try:
                source = Source(**fields)
                made[source.id] = source
            except (ValidationError, TypeError):
                self.dropped.append(f"front matter: {fields!r} is no source")
        return made

    def _whole(self) -> ArgumentMap:
        own, front = self.own, self.front
        title = own.get("title", front.get("title"))
        order = own.get("order")
        steps = self.steps
        if isinstance(order, list):
            place = {id: number for number, id in enumerate(order) if isinstance(id, str)}
            steps = sorted(steps, key=lambda step: place.get(step.id, len(place)))
            self.nodes.sort(key=lambda node: place.get(node.id, len(place)))
        if isinstance(title, str):
            front = {key: value for key, value in front.items() if key != "title"}
        mine = {key: value for key, value in (("front", front), ("data", self.kept)) if value}
        foreign = [Foreign.of("argdown", mine)] if mine else []
        for entry in own.get("foreign") or ():
            if (
                isinstance(entry, dict)
                and isinstance(entry.get("format"), str)
                and entry["format"] != "argdown"
            ):
                foreign.append(Foreign(format=entry["format"], data=str(entry.get("data"))))
        fields: dict[str, Any] = {
            "title": title if isinstance(title, str) else "",
            "thesis": own.get("thesis") if own.get("thesis") in {n.id for n in self.nodes} else None,
            "note": own.get("note") if isinstance(own.get("note"), str) else None,
            "ignore": tuple(map(str, own.get("ignore") or ())),
            "sources": tuple(self.sources.values()),
            "foreign": tuple(foreign),
        }
        while True:
            try:
                return ArgumentMap(self.nodes, steps, **fields)
            except InvalidMapError as error:
                wrong = {id for problem in error.problems for id in problem.ids}
                left = [step for step in steps if step.id not in wrong]
                if len(left) == len(steps):
                    raise
                self.dropped += [str(problem) for problem in error.problems]
                steps = left
