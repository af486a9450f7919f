"""Kialo's text export, written in the new layout: a map as a tree of numbered items."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from argmap.formats.kialo_reading import ITEM, SOURCES, Number, item_id
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node, Question
from argmap.model.part import is_a
from argmap.model.relations import Answers, Attacks, Relation, Supports

LEVELS = 100
"""How deep items are nested; what stands deeper is referred to, and begins again as an item of its own."""

LABELS: dict[type[Relation], tuple[str, str]] = {
    Supports: ("Pro", "pro"),
    Attacks: ("Con", "con"),
    Answers: ("Thesis", "option"),
}
"""The label of an item for each kind of relation, and how the relation's id ends when it is read."""


class _Entry(NamedTuple):
    number: Number
    label: str
    node: Node
    is_reference: bool  # another item holds the node


def debate(m: ArgumentMap) -> tuple[str, dict[str, str]]:
    """Return the text of a map, and under which id each part is read back.

    A node stands below the first node that it speaks for, against, or answers, and is referred to elsewhere.
    """
    sources = _Sources(m)
    tree = _Tree(m)
    blocks = ["Discussion Name:\n" + _guarded(_escaped(m.title))]
    for entry in tree.entries:
        indent = "  " * (len(entry.number) - 1)
        if entry.is_reference:
            text = f"-> See {_dotted(tree.homes[entry.node.id])}."
        else:
            text = _guarded(sources.cited_in(entry.node))
        lines = [f"{_dotted(entry.number)}. {entry.label}:", *(text.split("\n") if text else ())]
        blocks.append("\n".join(indent + line if line else line for line in lines))
    if sources.lines:
        blocks.append("\n".join(["Sources:", *sources.lines]))
    return "\n\n".join(blocks) + "\n", tree.names | sources.names


class _Tree:
    """The items of a map in their order, and the ids under which they are read back."""

    def __init__(self, m: ArgumentMap) -> None:
        self.m = m
        self.tops = 0
        self.entries: list[_Entry] = []
        self.names: dict[str, str] = {}
        self.homes: dict[str, Number] = {}
        self.wanted: dict[str, str] = {}
        self.below: dict[str, list[tuple[Relation, str]]] = {}
        beneath = set()
        for relation in m.relations:
            if _label(relation) is not None and isinstance(m[relation.target], Node):
                for premise in relation.premises:
                    self.below.setdefault(relation.target, []).append((relation, premise))
                    beneath.add(premise)
                    if relation.id.rpartition(":")[0] == premise:  # where the file had it that was read
                        self.wanted[premise] = relation.id
        self.roots = [node.id for node in m.nodes if node.id not in beneath]
        for id in self.roots:
            self._grow(id)
        for node in m.nodes:  # those on a circle, which have no root above them
            if node.id not in self.homes:
                self._grow(node.id)
        self.names = {id: name for id, name in self.names.items() if id != name}

    def _grow(self, root: str) -> None:
        """Add an item of its own, and all that stands below it; what lies too deep grows after it."""
        planted = deque([root])
        while planted:
            id = planted.popleft()
            self.tops += 1
            node = self._node(id)
            label = "Question" if is_a(node, Question) else "Thesis"
            self._add((self.tops,), label, node, is_reference=False)
            waiting = [self._children(id, (self.tops,))]
            while waiting:
                child = next(waiting[-1], None)
                if child is None:
                    waiting.pop()
                    continue
                relation, premise, number = child
                label, suffix = _label(relation) or ("", "")
                is_home = premise not in self.homes and self.wanted.get(premise) in (None, relation.id)
                if is_home and len(number) > LEVELS:
                    is_home = False
                    planted.append(premise)
                    self.homes[premise] = ()
                self._add(number, label, self._node(premise), is_reference=not is_home)
                self.names.setdefault(relation.id, f"{item_id(number, len(self.entries))}:{suffix}")
                if is_home:
                    waiting.append(self._children(premise, number))

    def _add(self, number: Number, label: str, node: Node, *, is_reference: bool) -> None:
        self.entries.append(_Entry(number, label, node, is_reference))
        if not is_reference:
            self.homes[node.id] = number
            self.names[node.id] = item_id(number, len(self.entries))

    def _children(self, id: str, above: Number) -> Iterator[tuple[Relation, str, Number]]:
        for place, (relation, premise) in enumerate(self.below.get(id, ()), start=1):
            yield relation, premise, (*above, place)

    def _node(self, id: str) -> Node:
        node = self.m[id]
        assert isinstance(node, Node)
        return node


def _label(relation: Relation) -> tuple[str, str] | None:
    return next((label for kind, label in LABELS.items() if is_a(relation, kind)), None)


def _dotted(number: Number) -> str:
    return ".".join(map(str, number))


# Texts


def _escaped(text: str) -> str:
    return re.sub(r"[\\\[\]()]", r"\\\g<0>", text.replace("\0", "\ufffd"))


def _guarded(text: str) -> str:
    """Return a text none of whose lines is taken for an item, a reference or the list of sources."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if ITEM.match(line):
            lines[place] = line.replace(".", r"\.", 1)
        elif SOURCES.match(line):
            lines[place] = line.replace(":", r"\:", 1)
        elif line.lstrip().startswith(("->", "→")):
            lines[place] = re.sub("->|→", r"\\\g<0>", line, count=1)
    return "\n".join(lines)


class _Sources:
    """The numbered list of sources, and the marks that cite it."""

    def __init__(self, m: ArgumentMap) -> None:
        self.urls = {source.id: source.url for source in m.sources}
        kept = _kept(m)
        self.citations = {node.id: tuple(self._citations(node, kept.get(node.id, ()))) for node in m.nodes}
        cited: dict[str, dict[str | None, int]] = {source.id: {} for source in m.sources}
        for citations in self.citations.values():
            for start, end, where, words in citations:
                if start == end:
                    cited[where][words] = 0
        self.numbers = cited
        self.lines: list[str] = []
        self.names: dict[str, str] = {}
        for source in m.sources:
            self.names[f"source {source.id}"] = f"source{len(self.names) + 1}"
            address = " ".join((source.url or source.title).replace("\0", "\ufffd").split())
            for words in cited[source.id] or {None: 0}:
                quoted = f" “{_escaped(' '.join(words.split()))}”" if words is not None else ""
                cited[source.id][words] = len(self.lines) + 1
                self.lines.append(f"[{len(self.lines) + 1}] {address}{quoted}")

    def _citations(self, node: Node, kept: Sequence[Any]) -> Iterator[tuple[int, int, str, str | None]]:
        """Yield where a node cites a source: as the file said, and its other quotes at the end."""
        length = len(node.text)
        quotes = list(dict.fromkeys((quote.source, quote.words) for quote in node.quotes))
        for start, end, source, words in kept:
            if source not in self.urls or (words is not None and (source, words) not in quotes):
                continue  # the map was changed since
            start, end = min(start, length), min(end, length)
            url = self.urls[source]
            is_link = start < end and url and not re.search(r"\s", url) and "\n" not in node.text[start:end]
            yield start if is_link else end, end, source, None if is_link else words
            if words is not None and not is_link:
                quotes.remove((source, words))
        yield from ((length, length, source, words) for source, words in quotes)
        citation = getattr(node, "citation", None)
        if citation is not None and citation not in {source for source, _ in quotes}:
            yield length, length, citation, None

    def cited_in(self, node: Node) -> str:
        """Return the text of a node with its marks and links."""
        pieces: list[str] = []
        at = 0
        for start, end, source, words in sorted(self.citations[node.id], key=lambda c: c[:2]):
            if start < at:
                continue
            pieces.append(_escaped(node.text[at:start]))
            at = end
            if start < end:
                pieces.append(f"[{_escaped(node.text[start:end])}]({_escaped(self.urls[source] or '')})")
            else:
                gap = " " if start and not node.text[start - 1].isspace() else ""
                pieces.append(f"{gap}[{self.numbers[source][words]}]")
        pieces.append(_escaped(node.text[at:]))
        return "".join(pieces)


def _kept(m: ArgumentMap) -> dict[str, list[Any]]:
    """Return the citations that a Kialo file said, as far as they have the shape in which they were kept."""
    for foreign in m.foreign:
        if foreign.format == "kialo" and isinstance(data := foreign.value, dict):
            citations = data.get("citations")
            if isinstance(citations, dict):
                return {
                    id: [c for c in found if _is_citation(c)]
                    for id, found in citations.items()
                    if isinstance(found, list)
                }
    return {}


def _is_citation(value: Any) -> bool:
    match value:
        case [int(start), int(end), str(), str() | None]:
            return 0 <= start <= end
        case _:
            return False
