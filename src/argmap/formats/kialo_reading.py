"""Kialo's text export, read: its lines make items, and the items a map."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.errors import FormatError
from argmap.formats.exchange import Reading
from argmap.formats.ids import numbered
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node, Question
from argmap.model.part import ID_LENGTH
from argmap.model.relations import Answers, Attacks, Relation, Supports
from argmap.model.source import Quote, Source

HEADER = r"Discussion (?:Title|Name)[ \t]*:"
ITEM = re.compile(
    r"[ \t]*((?:\d{1,6}\.)+)(?:[ \t]+(?:(Thesis|Question|Option|Answer|Pro|Con)[ \t]*:)?[ \t]*(.*)|$)"
)
REFERENCE = re.compile(r"(?:->|→)[ \t]*See[ \t]+((?:\d{1,6}\.)*\d{1,6})\.?\s*$")
LEVELS = 4_000
"""How deep items may stand: beyond that, each number alone would be longer than all real debates."""

SOURCES = re.compile(r"[ \t]*Sources[ \t]*:[ \t]*$")
_SOURCE = re.compile(r"[ \t]*\[(\d{1,6})\][ \t]*(.*)$")
# The words of a link hold no opening bracket, so that a row of them is passed in linear time.
_CITATION = re.compile(
    r"\\[\\\[\]().:>→-]|\[(?P<mark>\d{1,6})\](?!\()"
    r"|\[(?P<words>(?:[^\[\]\\\n]|\\.)*)\]\((?P<url>(?:[^()\s\\]|\\.|\([^()\s]*\))+)\)"
)
_QUOTED = {"“": "”", '"': '"', "„": "“", "«": "»", "'": "'", "‘": "’"}

Number = tuple[int, ...]


@dataclass(slots=True)
class Item:
    """One numbered item as written; ``line`` is where it begins, from 1."""

    number: Number
    label: str | None
    lines: list[str]
    line: int
    id: str = ""
    parent: Item | None = None
    is_reference: bool = False
    refers_to: Item | None = None

    @property
    def name(self) -> str:
        """The number as written, shortened where it is longer than a line."""
        name = ".".join(map(str, self.number[:20]))
        return name if len(self.number) <= 20 else f"{name}... ({len(self.number)} levels)"


class Citation(NamedTuple):
    """Where a text cites a source: after ``end``, or by the words between ``start`` and ``end``."""

    start: int
    end: int
    mark: str | None
    url: str | None


@dataclass(slots=True)
class Report:
    """What was done to a text so that it could be read."""

    warnings: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def map_of(text: str, path: str | None) -> Reading:
    """Return the map of a debate, with what was repaired and dropped.

    Raises:
        FormatError: the text holds a NUL byte, or neither a title nor an item of a debate.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError("a NUL byte stands here: the file is damaged, or no text", path=path, line=line)
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    report = Report()
    end = _where_sources_begin(lines)
    title, items = _items(lines[:end], report)
    for item in items:
        if len(item.number) > LEVELS:
            raise FormatError(
                f"an item stands {len(item.number):,} levels deep; {LEVELS:,} are the most",
                path=path,
                line=item.line,
            )
    if not items and re.match(
        r"\s*Discussion Name[ \t]*:", text.removeprefix("\ufeff")
    ):  # as argmap writes it
        report.warnings.append("the debate holds no item")
    elif not items:
        raise FormatError(
            "this holds no item of a debate, such as '1. A thesis.' or '1.1. Pro: A reason.'",
            path=path,
            line=1,
        )
    _place(items, report)
    return _map(title, items, _sources(lines[end + 1 :], report), report)


def _where_sources_begin(lines: list[str]) -> int:
    """Return the number of the line that heads the list of sources; the end where there is none."""
    for place in range(len(lines) - 1, -1, -1):
        if SOURCES.match(lines[place]):
            after = next((line for line in lines[place + 1 :] if line.strip()), "")
            return place if _SOURCE.match(after) else len(lines)
    return len(lines)


# Items


def _items(lines: list[str], report: Report) -> tuple[str, list[Item]]:
    matches = [ITEM.match(line) for line in lines]
    labelled = {_number(found[1])[:1] for found in matches if found and found[2]}
    title: list[str] = []
    items: list[Item] = []
    last: dict[Number, int] = {}  # of each item, the number of its last child
    for line, (written, found) in enumerate(zip(lines, matches, strict=True), start=1):
        if found is not None:
            number = _number(found[1])
            if _is_item(number, found[2], items, last, labelled):
                first = found[3] or ""
                items.append(Item(number, found[2], [first] if first.strip() else [], line))
                last[number] = 0
                last[number[:-1]] = max(last.get(number[:-1], 0), number[-1])
                continue
        if items:
            items[-1].lines.append(written.strip())
        else:
            title.append(written.strip())
    head = "\n".join(title).strip()
    if re.match(HEADER, head):
        head = head.partition(":")[2].strip()
    elif head:
        report.repaired.append(f"line 1: the title stands without 'Discussion Name:': {head[:60]!r}")
    return _unescaped(head), items


def _number(written: str) -> Number:
    return tuple(map(int, written.rstrip(".").split(".")))


def _is_item(
    number: Number, label: str | None, items: list[Item], last: dict[Number, int], labelled: set[Number]
) -> bool:
    """Return whether a line that begins with a number begins an item, and does not go on with a text."""
    if label is not None or not items:
        return True
    if len(number) == 1:  # another thesis without a label: only where items with labels stand below it
        return number in labelled and number not in last
    # An option of a question has no label in the old layout: it comes in turn, below a thesis or question.
    return len(number) == 2 and number[-1] == last.get(number[:-1], -1) + 1


def _place(items: list[Item], report: Report) -> None:
    """Give each item its parent, its id, and the id that it refers to."""
    by_number: dict[Number, Item] = {}
    ids: set[str] = set()
    again: dict[str, int] = {}
    for ordinal, item in enumerate(items, start=1):
        above = item.number[:-1]
        while above and above not in by_number:
            above = above[:-1]
        item.parent = by_number.get(above)
        if len(above) < len(item.number) - 1:
            where = f"stands below {item.parent.name}" if item.parent else "stands by itself"
            report.repaired.append(f"line {item.line}: {item.name} has no item above it, and {where}")
        if item.number in by_number:
            report.repaired.append(f"line {item.line}: a second item has the number {item.name}")
        item.id = item_id(item.number, ordinal)
        if item.id in ids:
            item.id = numbered(item.id, ids, again, "-")
        ids.add(item.id)
        by_number[item.number] = item
    for item in items:
        found = REFERENCE.match(" ".join(line for line in item.lines if line))
        if found is not None:
            item.is_reference = True
            item.refers_to = by_number.get(_number(found[1]))
            if item.refers_to is None:
                report.dropped.append(
                    f"line {item.line}: {item.name} refers to {found[1]}, which is not there"
                )
    _resolve(items, report)


def item_id(number: Number, ordinal: int) -> str:
    """Return the id of an item: its number, or where that is long, its place among all items."""
    id = ".".join(map(str, number))
    return id if len(id) <= ID_LENGTH - 20 else f"n{ordinal}"


def _resolve(items: list[Item], report: Report) -> None:
    """Lead references to references on to the item that they mean."""
    for item in items:
        way: dict[str, Item] = {}
        at: Item | None = item
        while at is not None and at.is_reference:
            if at.id in way:
                report.dropped.append(f"line {at.line}: {at.name} refers to itself in a circle")
                at = None
                break
            way[at.id] = at
            at = at.refers_to
        for reference in way.values():
            reference.refers_to = at


# The map


def _map(title: str, items: list[Item], sources: dict[str, tuple[Source, str]], report: Report) -> Reading:
    cited = _Cited(sources, report)
    questions = _questions(items)
    nodes: list[Node] = []
    relations: list[Relation] = []
    for item in items:
        if not item.is_reference:
            text, quotes = cited.text_of(item)
            kind = Question if item.id in questions else Claim
            nodes.append(kind(id=item.id, text=text, quotes=quotes))
    for item in items:
        premise, target = _meant(item), _meant(item.parent)
        if premise is not None and target is not None:
            relations.append(_relation(item, premise, target, questions, report))
        elif item.parent is not None and premise is not None:
            report.dropped.append(f"line {item.line}: what {item.name} is about is not there")
    roots = [item for item in items if item.parent is None and not item.is_reference]
    thesis = roots[0].id if len(roots) == 1 and roots[0].id not in questions else None
    kept = [Foreign.of("kialo", {"citations": cited.elsewhere})] if cited.elsewhere else []
    for number, (_, words) in sources.items():
        if words and number not in cited.used:
            report.dropped.append(f"source [{number}]: no item quotes its sentence {words[:60]!r}")
    m = ArgumentMap(nodes, relations, title=title, thesis=thesis, sources=cited.sources, foreign=kept)
    return Reading(m, tuple(report.warnings), tuple(report.repaired), tuple(report.dropped))


def _meant(item: Item | None) -> str | None:
    """Return the id of the item that is meant: the one referred to, else itself."""
    if item is not None and item.is_reference:
        item = item.refers_to
    return item.id if item is not None else None


def _questions(items: Iterable[Item]) -> set[str]:
    """Return the ids of the items that ask: by their label, or because options stand below them."""
    asking = {item.id for item in items if item.label == "Question"}
    for item in items:
        above = item.parent
        is_option = item.label in ("Thesis", "Option", "Answer") or (
            item.label is None and above is not None and above.parent is None and above.label is None
        )
        if is_option and (id := _meant(above)) is not None:
            asking.add(id)
    return asking


def _relation(item: Item, premise: str, target: str, questions: set[str], report: Report) -> Relation:
    fields: dict[str, Any] = {"premises": (premise,), "target": target}
    if item.label == "Con":
        return Attacks(id=f"{item.id}:con", **fields)
    if item.label == "Pro":
        return Supports(id=f"{item.id}:pro", **fields)
    if target in questions:
        return Answers(id=f"{item.id}:option", **fields)
    report.repaired.append(f"line {item.line}: {item.name} is neither Pro nor Con, and is read as Pro")
    return Supports(id=f"{item.id}:pro", **fields)


# Sources


def _sources(lines: list[str], report: Report) -> dict[str, tuple[Source, str]]:
    """Return the sources by their numbers, each with the sentence that is quoted from it."""
    entries: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _SOURCE.match(line)
        if found:
            entries.append((found[1], [found[2].strip()]))
        elif entries and line.strip():
            entries[-1][1].append(line.strip())
    sources: dict[str, tuple[Source, str]] = {}
    by_address: dict[str, Source] = {}
    for number, words in entries:
        if number in sources:
            report.dropped.append(f"source [{number}]: the number stands twice; the second is left out")
            continue
        entry = " ".join(word for word in words if word)
        titled, _, quoted = entry.partition(" ")
        is_url = "://" in titled or titled.startswith("www.")
        if not is_url:
            found = re.match(r"([^“]*)(“.*”)$", entry)
            titled, quoted = (found[1].strip(), found[2]) if found else (entry, "")
        source = by_address.get(titled)
        if source is None:
            id = f"source{len(by_address) + 1}"
            source = Source(id=id, url=titled) if is_url else Source(id=id, title=titled)
            by_address[titled] = source
        sources[number] = (source, _unquoted(_unescaped(quoted.strip())))
    return sources


def _unquoted(words: str) -> str:
    if len(words) > 1 and _QUOTED.get(words[0]) == words[-1]:
        return words[1:-1].strip()
    return words


class _Cited:
    """The sources of a debate, and where its items cite them."""

    def __init__(self, listed: dict[str, tuple[Source, str]], report: Report) -> None:
        self.listed = listed
        self.report = report
        self.used: set[str] = set()
        self.by_address: dict[str, Source] = {}
        self.elsewhere: dict[str, list[list[Any]]] = {}
        for source, _ in listed.values():
            self.by_address.setdefault(source.url or source.title, source)
        self.ids = {source.id for source in self.by_address.values()}

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, those of the list first."""
        return tuple(self.by_address.values())

    def text_of(self, item: Item) -> tuple[str, tuple[Quote, ...]]:
        """Return the text of an item without marks and links, and the quotes that they stand for.

        Where a quote stands at the end of its text, the quote says it all; any other citation (a link, a
        mark in the midst, a source without a quoted sentence) is kept as foreign data.
        """
        text, citations = plain("\n".join(item.lines).strip("\n"), self.listed)
        quotes: list[Quote] = []
        elsewhere: list[list[Any]] = []
        for start, end, mark, url in citations:
            if mark is not None:
                source, words = self.listed[mark]
                self.used.add(mark)
            else:
                source, words = self._linked(url or ""), ""
            quote = Quote(source=source.id, exact=words, page=source.url) if words else None
            if quote is not None and quote not in quotes:
                quotes.append(quote)
            if quote is None or start < len(text):
                elsewhere.append([start, end, source.id, words or None])
        if elsewhere:
            self.elsewhere[item.id] = elsewhere
        return text, tuple(quotes)

    def _linked(self, url: str) -> Source:
        source = self.by_address.get(url)
        if source is None:
            number = len(self.ids) + 1
            while f"source{number}" in self.ids:
                number += 1
            source = self.by_address[url] = Source(id=f"source{number}", url=url)
            self.ids.add(source.id)
        return source


def plain(written: str, listed: Container[str]) -> tuple[str, list[Citation]]:
    """Return a text without its marks and links, and where they stood.

    >>> text, citations = plain("War is [dear](https://example.org/a). [1]", {"1"})
    >>> text, [(c.start, c.end, c.mark, c.url) for c in citations]
    ('War is dear.', [(7, 11, None, 'https://example.org/a'), (12, 12, '1', None)])
    """
    pieces: list[str] = []
    citations: list[Citation] = []
    length = at = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for found in _CITATION.finditer(written):
        mark, url = found["mark"], found["url"]
        before = written[at : found.start()]
        put(before.rstrip(" \t") if mark is not None and mark in listed else before)
        at = found.end()
        if url is not None:
            start = length
            put(_unescaped(found["words"]))
            citations.append(Citation(start, length, None, _unescaped(url)))
        elif mark is None:
            put(found[0][1:])
        elif mark in listed:
            citations.append(Citation(length, length, mark, None))
        else:
            put(found[0])
    put(written[at:])
    return "".join(pieces), citations


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\\[\]().:>→-])", r"\1", text)
