"""Shows a document as the JSON of the conformance corpus (``../shared/argdown/README.md``)."""

from __future__ import annotations

import itertools
import math
import re
from datetime import UTC, date, datetime
from typing import Any

from argmap.errors import FormatError
from argmap.formats.argdown import Document, derived_relations
from argmap.formats.argdown import parse as parse_argdown
from argmap.formats.argdown.blocks import Reconstruction


def frozen(value: Any) -> Any:
    """A value of JSON as the reader wants its settings: tuples for lists."""
    if isinstance(value, dict):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """A value of data as JSON: lists for tuples, times as JavaScript writes them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return list(map(plain, value))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
    return f"{value.isoformat()}T00:00:00.000Z" if isinstance(value, date) else value


def end(value: Any) -> dict[str, Any]:
    shown = {"kind": value.kind, "title": value.title}
    return shown | ({"conclusionIndex": value.conclusion} if value.kind == "inference" else {})


def relations(values: Any) -> list[dict[str, Any]]:
    return [{"type": r.type, "from": end(r.source), "to": end(r.target)} for r in values]


def member(value: Any) -> dict[str, Any]:
    return {
        "text": value.text,
        "role": value.role,
        "isReference": value.is_reference,
        "argument": value.argument,
        "tags": list(value.tags),
        "data": plain(value.data),
        "section": value.section,
        "line": value.line,
    }


def step(value: Any, spaced: bool) -> dict[str, Any]:
    """A premise or conclusion; the reference gives a reference that does not end its block a blank as text."""
    shown = member(value) | {"title": value.title}
    shown["text"] = shown["text"] or (" " if spaced else shown["text"])
    if value.inference is not None:
        shown["inference"] = {"rules": list(value.inference.rules), "data": plain(value.inference.data)}
    return shown


def topic(value: Any) -> dict[str, Any]:
    return {
        "title": value.title,
        "untitled": value.untitled,
        "text": value.text,
        "tags": list(value.tags),
        "data": plain(value.data),
        "section": value.section,
        "members": [member(each) for each in value.members],
    }


def spaced_references(document: Document, text: str) -> set[tuple[int, int]]:
    """Places of references in reconstructions on whose line break something follows."""
    lines = re.split(r"\r\n|\n|\r", text)
    places: set[tuple[int, int]] = set()
    for block in document.blocks:
        if isinstance(block, Reconstruction):
            for entry, following in itertools.pairwise((*block.entries, None)):
                below = following is not None and following.is_relation and entry.subject == "statement"
                data = entry.data is not None and "{" not in lines[entry.line - 1]
                if entry.is_reference and (below or data):
                    places.add((entry.line, entry.column))
    return places


def view(document: Document, text: str) -> dict[str, Any]:
    """The document in the schema of the corpus, as far as the reader goes: without the map."""
    spaced = spaced_references(document, text)
    return {
        "ok": True,
        "errors": [],
        "frontMatter": plain(document.front_matter),
        "statements": [topic(statement) for statement in document.statements],
        "arguments": [
            topic(a) | {"pcs": [step(each, (each.line, each.column) in spaced) for each in a.pcs]}
            for a in document.arguments
        ],
        "relations": relations(document.relations),
        "relationsAsWritten": relations(document.relations_as_written),
        "derivedRelations": relations(derived_relations(document)),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "level": section.level,
                "parent": section.parent,
                "isGroup": plain(section.is_group),
                "isClosed": plain(section.is_closed),
                "line": section.line,
            }
            for section in document.sections
        ],
    }


def parse(text: str, request: dict[str, Any]) -> dict[str, Any]:
    """The result of a strict reading, or the error that it raised."""
    try:
        document = parse_argdown(text, strict=True, settings=frozen(request))
    except FormatError as error:
        return {
            "ok": False,
            "errors": [{"message": error.message, "line": error.line, "column": error.column}],
        }
    return view(document, text)
