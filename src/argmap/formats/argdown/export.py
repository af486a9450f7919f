"""Argdown JSON: what Argdown's own programs export of a document, read as the document is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from argmap.errors import FormatError
from argmap.formats.argdown.blocks import Range, RangeKind
from argmap.formats.argdown.bridge_in import bridged
from argmap.formats.argdown.model import (
    Argument,
    Document,
    End,
    Inference,
    Member,
    Relation,
    RelationType,
    Role,
    Section,
    Statement,
)
from argmap.formats.exchange import Reading
from argmap.formats.plain_json import object_of, objects

name = "argdown-json"
title = "Argdown JSON, as Argdown's programs export it"
suffixes: tuple[str, ...] = (".argdown.json", ".json")
loses: tuple[str, ...] = ()

_WHOLE: Final = ("statements", "arguments", "relations", "sections", "tags", "map", "frontMatter")
"""What an export holds; tags and map say again what the others say."""
_ENDS: Final = {"equivalence-class": "statement", "argument": "argument", "inference": "inference"}
_ROLES: Final[dict[str, Role]] = {role: role for role in get_args(Role)}
_RELATIONS: Final[dict[str, RelationType]] = {kind: kind for kind in get_args(RelationType)}
_RANGES: Final[dict[str, RangeKind]] = {kind: kind for kind in get_args(RangeKind)}
_UNTITLED: Final = re.compile(r"Untitled \d+")
_SNIFFED = re.compile(r'"type"\s*:\s*"(?:equivalence-class|argument)"')
_KEYS = re.compile(r'"(?:statements|arguments|relations)"\s*:')


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"statements": {"A": {"type": "equivalence-class"}}}'), sniff('{"statements": []}')
    (1.0, 0.0)
    """
    shown = text[:4000] + text[-4000:]
    opens = text.lstrip("\ufeff \n\r\t")[:1] == "{"
    return 1.0 if opens and _SNIFFED.search(shown) and _KEYS.search(text) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of an exported document, as it would be read from the document itself.

    Raises:
        FormatError: it is no JSON, or holds no statements and no arguments of Argdown.

    >>> read('{"statements": {"A": {"title": "A", "members": [{"text": "It rains."}]}}, "arguments": {}}').map.nodes
    A  claim  It rains.
    """
    export = _Export(object_of(text, path), path)
    m, dropped = bridged(export.document())
    return Reading(m, dropped=(*export.dropped, *dropped))


class _Export:
    """An export that is read; what is not understood is kept in ``dropped``."""

    def __init__(self, data: dict[str, Any], path: str | None) -> None:
        self.data = data
        self.dropped = [f"{key}: Argdown's export has no such key" for key in data if key not in _WHOLE]
        if not any(isinstance(data.get(key), dict) for key in ("statements", "arguments")):
            raise FormatError("there are no statements and no arguments of Argdown", path=path)

    def document(self) -> Document:
        statements = tuple(
            Statement(
                title,
                untitled=_UNTITLED.fullmatch(title) is not None,
                members=self._members(title, said.get("members"), "top-level-statement"),
                tags=_words(said.get("tags")),
                data=_data(said),
                section=_word(said.get("section")),
            )
            for title, said in self._named("statements")
        )
        known = {statement.title for statement in statements}
        arguments = tuple(
            Argument(
                title,
                untitled=_UNTITLED.fullmatch(title) is not None,
                members=self._members(title, said.get("members"), "argument-description"),
                pcs=self._structure(title, said.get("pcs"), known),
                tags=_words(said.get("tags")),
                data=_data(said),
                section=_word(said.get("section")),
            )
            for title, said in self._named("arguments")
        )
        return Document(
            front_matter=self.data.get("frontMatter"),
            statements=statements,
            arguments=arguments,
            relations=tuple(self._relations(known, {argument.title for argument in arguments})),
            sections=tuple(self._sections()),
        )

    def _named(self, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        found = self.data.get(key)
        if found is not None and not isinstance(found, dict):
            self.dropped.append(f"{key}: no {key} by their titles")
            return
        for title, said in (found or {}).items():
            if isinstance(said, dict):
                yield title, said
            else:
                self.dropped.append(f"{key}: {title!r} is none")

    def _members(self, title: str, members: Any, role: Role) -> tuple[Member, ...]:
        return tuple(self._member(title, member, role) for member in objects(members))

    def _structure(self, title: str, members: Any, known: set[str]) -> tuple[Member, ...]:
        made = []
        for member in objects(members):
            named = member.get("title")
            if isinstance(named, str) and named in known:
                made.append(self._member(named, member, "premise"))
            else:
                self.dropped.append(f"{title}: the statement {named!r} of its structure is not there")
        return tuple(made)

    def _member(self, title: str, said: dict[str, Any], usual: Role) -> Member:
        text, ranges = _said(said)
        role = said.get("role")
        inference = said.get("inference")
        return Member(
            title,
            _ROLES.get(role, usual) if isinstance(role, str) else usual,
            text=text,
            ranges=ranges,
            is_reference=said.get("isReference") is True,
            tags=_words(said.get("tags")),
            data=said.get("data"),
            section=_word(said.get("section")),
            argument=_word(said.get("argumentTitle")),
            inference=Inference(_words(inference.get("inferenceRules")), inference.get("data"))
            if isinstance(inference, dict)
            else None,
        )

    def _relations(self, statements: set[str], arguments: set[str]) -> Iterator[Relation]:
        found = self.data.get("relations")
        for place, said in enumerate(found if isinstance(found, list) else ()):
            ends = [_end(said, side) for side in ("from", "to")] if isinstance(said, dict) else [None, None]
            source, target = ends
            kind = said.get("relationType") if isinstance(said, dict) else None
            if source is None or target is None or not isinstance(kind, str) or kind not in _RELATIONS:
                self.dropped.append(f"relations[{place}]: no relation of Argdown")
            elif any(
                e.title not in (statements if e.kind == "statement" else arguments) for e in (source, target)
            ):
                self.dropped.append(f"relations[{place}]: an end that is not there")
            else:
                yield Relation(_RELATIONS[kind], source, target)

    def _sections(self) -> Iterator[Section]:
        waiting = objects(self.data.get("sections"))[::-1]
        while waiting:
            said = waiting.pop()
            level = said.get("level")
            if isinstance(said.get("id"), str):
                yield Section(
                    said["id"],
                    str(said.get("title", "")),
                    level if isinstance(level, int) else 1,
                    _word(said.get("parent")),
                    tags=_words(said.get("tags")),
                    data=said.get("data"),
                )
            waiting.extend(objects(said.get("children"))[::-1])


def _end(said: dict[str, Any], side: str) -> End | None:
    title, kind = said.get(side), _ENDS.get(str(said.get(f"{side}Type")))
    if not isinstance(title, str) or kind is None:
        return None
    place = said.get("conclusionIndex") if kind == "inference" else None
    return End(kind, title, place if isinstance(place, int) else None)  # type: ignore[arg-type]


def _said(said: dict[str, Any]) -> tuple[str, tuple[Range, ...]]:
    """Return the text of a member without the blanks around it, and its ranges.

    Theirs count UTF-16 code units and end with their last one; ours count characters and end after it.
    """
    text = said.get("text")
    if not isinstance(text, str):
        return "", ()
    places = [0]
    for at, char in enumerate(text):
        places += [at + 1] * (1 + (ord(char) > 0xFFFF))
    bare = text.strip(" ")
    before = text.index(bare)
    made = []
    for found in objects(said.get("ranges")):
        kind, start, stop = found.get("type"), found.get("start"), found.get("stop")
        if (
            not isinstance(kind, str)
            or kind not in _RANGES
            or not isinstance(start, int)
            or not isinstance(stop, int)
        ):
            continue
        if 0 <= start <= stop < len(places) - 1:
            value = next(
                (found[key] for key in ("tag", "url", "title") if isinstance(found.get(key), str)), None
            )
            begin, end = places[start] - before, min(places[stop + 1] - before, len(bare))
            if 0 <= begin < end:
                made.append(Range(_RANGES[kind], begin, end, value))
    return bare, tuple(made)


def _data(said: dict[str, Any]) -> dict[str, Any]:
    data = said.get("data")
    return data if isinstance(data, dict) else {}


def _words(found: Any) -> tuple[str, ...]:
    return tuple(word for word in found if isinstance(word, str)) if isinstance(found, list) else ()


def _word(found: Any) -> str | None:
    return found if isinstance(found, str) else None
