"""From a map to Argdown: what Argdown has in its own signs, the rest in tags and data.

A node is a statement; a step of support is an argument of its premises and its conclusion, named by the id of
the step; every other relation is an argument whose data say what it is, with the lines that Argdown draws.
What was written is read again: a part that did not come back equal is written once more with all of its
fields as data, and what still differs is a loss.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from argmap.formats.argdown.blocks import Block, Content, Entry, Heading, Passage, Range, Reconstruction
from argmap.formats.argdown.bridge_in import KEY, read
from argmap.formats.argdown.model import Document
from argmap.formats.argdown.writer import write as write_document
from argmap.formats.difference import losses
from argmap.formats.exchange import Loss, Written
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import kinds
from argmap.model.record import record
from argmap.model.relations import Relation

_TAG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\Z")
_DEEPEST: Final = 6
EMPTY: Final = f"===\n{KEY}: {{}}\n===\n"
"""An empty map, which is not the same as an empty file."""

NOT_TEXT: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands for a NUL character, with which a file is refused as damaged."""


def write(m: ArgumentMap) -> Written:
    """Return a map as Argdown, with each thing in it that does not come back.

    >>> import argmap as am
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.", likelihood="likely")])
    >>> print(write(m).text, end="")
    [c1]: It rains. {likelihood: likely}
    """
    by_data: frozenset[str] = frozenset()
    ordered = False
    for _ in range(2):
        text = write_document(_document(m, by_data, ordered)).replace("\0", NOT_TEXT)
        again = read(text).map if len(m) else None
        if again == m:
            return Written(text)
        held = dict(again.parts) if again is not None else {}
        by_data |= {part.id for part in m if held.get(part.id) != part}
        ordered = again is None or list(again.parts) != list(m.parts)
    text = write_document(_document(m, by_data, ordered)).replace("\0", NOT_TEXT)
    if not text.strip():
        text = EMPTY
    try:
        again = read(text).map
    except Exception as error:  # whatever it is, the map is not held
        return Written(text, (Loss("map", f"it cannot be read again: {error}"),))
    return Written(text, losses(m, again))


def _document(m: ArgumentMap, by_data: frozenset[str], ordered: bool) -> Document:
    value: Any = next((f.value for f in m.foreign if f.format == "argdown"), None)
    kept: dict[str, Any] = value if isinstance(value, dict) else {}
    extra = kept.get("data", {})
    titles = _titles(m, by_data)
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    for node in m.nodes:
        if node.section != path and node.section and len(node.section) <= _DEEPEST and node.id not in by_data:
            blocks += _headings(path, node.section)
            path = node.section
        blocks.append(_statement(node, titles[node.id], path, extra.get(node.id, {}), node.id in by_data))
    for relation in m.relations:
        blocks += _step(m, relation, titles, extra.get(relation.id, {}), relation.id in by_data)
    return Document(blocks=tuple(blocks), front_matter=_front(m, kept.get("front", {}), ordered) or None)


def _front(m: ArgumentMap, front: dict[str, Any], ordered: bool) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if m.thesis_id is not None:
        own["thesis"] = m.thesis_id
    if m.note is not None:
        own["note"] = m.note
    if m.ignore:
        own["ignore"] = tuple(m.ignore)
    if m.sources:
        own["sources"] = tuple(_frozen(record(source)) for source in m.sources)
    foreign = [f for f in m.foreign if f.format != "argdown"]
    if foreign:
        own["foreign"] = tuple({"format": f.format, "data": f.data} for f in foreign)
    if ordered and len(m):
        own["order"] = tuple(m.parts)
    return {
        **({"title": m.title} if m.title else {}),
        **{key: _frozen(value) for key, value in front.items()},
        **({KEY: own} if own else {}),
    }


def _titles(m: ArgumentMap, by_data: frozenset[str]) -> dict[str, str]:
    """Return the title in brackets of each node: its own where it is the only one of that name, else its id."""
    used = Counter(node.title for node in m.nodes)
    return {
        node.id: node.title
        if node.title
        and node.id not in by_data
        and used[node.title] == 1
        and node.title not in m.parts
        and not re.search(r"[\[\]\n\r\\<>]", node.title)
        and node.title == " ".join(node.title.split())
        and not node.title.startswith("Untitled")
        else node.id
        for node in m.nodes
    }


def _headings(old: tuple[str, ...], new: tuple[str, ...]) -> list[Block]:
    same = 0
    while same < min(len(old), len(new) - 1) and old[same] == new[same]:
        same += 1
    return [Heading(level + 1, Content(new[level])) for level in range(same, len(new))]


def _statement(
    node: Node, title: str, section: tuple[str, ...], extra: dict[str, Any], by_data: bool
) -> Passage:
    fields = record(node)
    data: dict[str, Any] = {}
    if title != node.id:
        data["id"] = node.id
    if by_data:
        data = {"text": node.text, **fields, "section": list(node.section), "tags": list(node.tags)}
        data.pop("id")
        content = _shown(node.text)
    else:
        kind = [node.kind] if node.kind != "claim" else []
        tags = (*kind, *node.tags)
        in_text = all(map(_TAG.match, tags)) and not any(tag in kinds("node") for tag in node.tags)
        content = _tagged(node.text, tags) if in_text else Content(node.text)
        said = {"id", "text", "section"} | ({"kind", "tags"} if in_text else set())
        said |= {"title"} if title == node.title else set()
        data |= {key: value for key, value in fields.items() if key not in said}
        if data.get("kind") == "claim" and in_text:
            del data["kind"]
        if node.section != section:
            data["section"] = list(node.section)
    data |= {key: value for key, value in extra.items() if key not in data}
    return Passage((Entry("", "statement", title=title, content=content, data=_frozen(data) or None),))


def _step(
    m: ArgumentMap, relation: Relation, titles: dict[str, str], extra: dict[str, Any], by_data: bool
) -> list[Block]:
    fields = {k: v for k, v in record(relation).items() if k != "id"}
    natural = relation.kind == "supports" and relation.target in titles and not by_data
    if natural:
        data = {k: v for k, v in fields.items() if k not in ("kind", "premises", "target", "scheme")}
        data |= extra
        name = Entry("", "argument", title=relation.id, is_reference=True, data=_frozen(data) or None)
        steps = [
            Entry("(", "statement", title=titles[id], is_reference=True, label=str(place))
            for place, id in enumerate(relation.premises, 1)
        ]
        rules = (relation.scheme,) if relation.scheme else ()
        steps.append(Entry("--", "inference", rules=rules))
        last = str(len(relation.premises) + 1)
        steps.append(Entry("(", "statement", title=titles[relation.target], is_reference=True, label=last))
        return [Passage((name,)), Reconstruction(tuple(steps))]
    fields |= {key: value for key, value in extra.items() if key not in fields}
    entries = [Entry("", "argument", title=relation.id, is_reference=True, data=_frozen(fields))]
    marker = {"supports": "+>", "attacks": "->"}.get(relation.kind)
    if marker is not None:
        target = m[relation.target]
        if isinstance(target, Node):
            entries.append(_end(marker, "statement", titles[target.id]))
        else:
            entries.append(_end("_>" if marker == "->" else marker, "argument", target.id))
        entries += [_end("<+", "statement", titles[id]) for id in relation.premises]
    return [Passage(tuple(entries))]


def _end(marker: Any, subject: Any, title: str) -> Entry:
    return Entry(marker, subject, depth=1, title=title, is_reference=True)


def _tagged(text: str, tags: tuple[str, ...]) -> Content:
    ranges = []
    for tag in dict.fromkeys(tags):
        text = f"{text} #{tag}" if text else f"#{tag}"
        ranges.append(Range("tag", len(text) - len(tag) - 1, len(text), tag))
    return Content(text, tuple(ranges))


def _shown(text: str) -> Content:
    """Return a text whose words stand in the data, as one line that people can read."""
    return Content(" ".join("".join(c if c.isprintable() else " " for c in text).split()))


def _frozen(value: Any) -> Any:
    """Return plain data as Argdown's values are: tuples for lists."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
