"""One annotation of the W3C model (Sanderson, Ciccarese and Young 2017) taken apart, and a quote as one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encode
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.part import kinds
from argmap.model.source import Quote, Source

DIRECTIVE = "https://wicg.github.io/scroll-to-text-fragment/"
"""What a FragmentSelector conforms to that holds opening and closing words."""

URN = "urn:argmap:source:"
SOURCE, PARAGRAPH, PAGE = "argmap:source", "argmap:paragraph", "argmap:page"
"""What a target says beyond the model: the id of the source, the paragraph, and a page that is not its address."""

TAGGING, CLASSIFYING, IDENTIFYING, DESCRIBING = "tagging", "classifying", "identifying", "describing"
SPECIAL = (TAGGING, CLASSIFYING, IDENTIFYING)

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_MOST = 100
"""How many selectors of one target are looked at."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is of: the address, the id of the source where argmap wrote it, and the words."""

    address: str
    source: str | None
    words: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Said:
    """What an annotation says in terms of a map, and what in it a map has no words for."""

    text: str
    kind: str | None
    id: str | None
    tags: tuple[str, ...]
    targets: tuple[Target, ...]
    unread: tuple[str, ...]

    def quotes(self, sources: Mapping[str, str]) -> tuple[Quote, ...]:
        """Return the quotes, given the id of each source by its address (and by itself)."""
        found = []
        for target in self.targets:
            source = sources.get(target.source or "", sources.get(target.address))
            if target.words is not None and source is not None:
                found.append(Quote(source=source, **target.words))
        return tuple(found)

    @property
    def label(self) -> str:
        """The text of the node: what the annotation says, or the words that it marks."""
        if self.text.strip() or self.id is not None:
            return self.text
        for target in self.targets:
            if target.words is not None:
                words = target.words
                return str(words.get("exact") or f"{words['opening']} … {words['closing']}")
        return ""


def said_by(annotation: Mapping[str, Any]) -> Said:
    """Return what an annotation says.

    >>> said_by({"bodyValue": "It rains.", "target": "https://example.org/a"}).text
    'It rains.'
    """
    texts: list[str] = []
    special: dict[str, list[str]] = {purpose: [] for purpose in SPECIAL}
    unread: list[str] = []
    for body in _several(annotation.get("body")):
        words = body.get("value") if isinstance(body, Mapping) else None
        if not isinstance(words, str):
            unread.append("a body that is no text")
            continue
        purposes = [p for p in _several(body.get("purpose")) if p in SPECIAL]
        if purposes:
            special[purposes[0]].append(words)
        elif words.strip() or DESCRIBING in _several(body.get("purpose")):
            texts.append(words)
    if isinstance(annotation.get("bodyValue"), str):
        texts.append(annotation["bodyValue"])
    kind = special[CLASSIFYING][0] if special[CLASSIFYING] else None
    tags = [*special[CLASSIFYING][1:], *special[TAGGING]]
    if kind is not None and kind not in kinds("node"):
        tags.insert(0, kind)
        kind = None
    elif kind is None:
        kind = next((tag.lower() for tag in tags if tag.lower() in kinds("node")), None)
        tags = [tag for tag in tags if kind is None or tag.lower() != kind]
    targets = tuple(_targets(annotation.get("target"), unread))
    id = special[IDENTIFYING][0] if special[IDENTIFYING] else None
    return Said("\n\n".join(texts), kind, id, tuple(tags), targets, tuple(unread))


def annotation_of(node: Node, quote: Quote, source: Source) -> dict[str, Any]:
    """Return a quote of a node as an annotation, whose id is made from what it says."""
    whole = {
        "type": "Annotation",
        "motivation": DESCRIBING,
        "body": bodies(node),
        "target": target_of(quote, source),
    }
    return {"id": urn_of(whole), **whole}


def bodies(node: Node) -> list[dict[str, str]]:
    """Return what a node says, as the bodies of its annotations.

    >>> import argmap as am
    >>> [body["value"] for body in bodies(am.Claim(id="c1", text="It rains.", tags=("wet",)))]
    ['It rains.', 'claim', 'c1', 'wet']
    """
    said = [(DESCRIBING, node.text), (CLASSIFYING, node.kind), (IDENTIFYING, node.id)]
    said += [(TAGGING, tag) for tag in node.tags]
    return [
        {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}
        for purpose, words in said
    ]


def target_of(quote: Quote, source: Source) -> dict[str, Any]:
    """Return where a quote stands, as the target of its annotation.

    >>> import argmap as am
    >>> quote = am.Quote(source="s", exact="wet", start=3, end=6)
    >>> [selector["type"] for selector in target_of(quote, am.Source(id="s"))["selector"]]
    ['TextQuoteSelector', 'TextPositionSelector']
    """
    address = next((page for page in (quote.page, source.url) if _is_address(page)), None)
    selectors: list[dict[str, Any]] = []
    if quote.exact is not None:
        around = {"prefix": quote.prefix, "suffix": quote.suffix}
        selectors.append({"type": "TextQuoteSelector", "exact": quote.exact, **_known(around)})
    else:
        value = ":~:text=" + ",".join(_terms(quote))
        selectors.append({"type": "FragmentSelector", "conformsTo": DIRECTIVE, "value": value})
    if quote.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": quote.start, "end": quote.end})
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": address or URN + percent_encode(source.id),
        "selector": selectors,
        SOURCE: source.id,
    }
    if quote.paragraph is not None:
        target[PARAGRAPH] = quote.paragraph
    if quote.page != address:
        target[PAGE] = quote.page
    return target


def addresses(m: ArgumentMap) -> dict[str, str]:
    """Return the id of each source of a map by its web address, and by itself."""
    known: dict[str, str] = {}
    for source in m.sources:
        if source.url is not None:
            known.setdefault(source.url, source.id)
    return {**known, **{source.id: source.id for source in m.sources}}


def urn_of(value: Any) -> str:
    """Return a name for plain data that is the same for equal data, and no other.

    >>> urn_of({"a": 1, "b": 2}) == urn_of({"b": 2, "a": 1})
    True
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(value, sort_keys=True))}"


def _is_address(page: str | None) -> bool:
    return page is not None and bool(_IRI.fullmatch(page)) and not page.startswith(URN)


def _terms(quote: Quote) -> Iterator[str]:
    if quote.prefix is not None:
        yield _encoded(quote.prefix) + "-"
    yield _encoded(quote.opening or "")
    yield _encoded(quote.closing or "")
    if quote.suffix is not None:
        yield "-" + _encoded(quote.suffix)


def _encoded(words: str) -> str:
    return percent_encode(words, safe="").replace("-", "%2D")


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _several(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _targets(value: Any, unread: list[str]) -> Iterator[Target]:
    for target in _several(value):
        if isinstance(target, str):
            yield Target(target, None, None)
            continue
        if not isinstance(target, Mapping):
            unread.append("a target that is no object")
            continue
        source = target.get("source", target.get("id", target.get("@id")))
        if isinstance(source, Mapping):
            source = source.get("id", source.get("@id"))
        if not isinstance(source, str):
            unread.append("a target without a source")
            continue
        own = target.get(SOURCE)
        words = _words(target, unread)
        yield Target(source, own if isinstance(own, str) else None, words)


def _words(target: Mapping[str, Any], unread: list[str]) -> dict[str, Any] | None:
    """Return the fields of the quote that the selectors of a target make, ``None`` where they make none."""
    found: dict[str, Any] = {}
    waiting = _several(target.get("selector"))[::-1][-_MOST:]
    looked = 0
    while waiting and looked < _MOST:
        looked += 1
        selector = waiting.pop()
        if not isinstance(selector, Mapping):
            continue
        for name, value in _selected(selector).items():
            found.setdefault(name, value)
        waiting += _several(selector.get("refinedBy"))[:_MOST]
    if "exact" in found:
        found.pop("opening", None)
        found.pop("closing", None)
    elif not {"opening", "closing"} <= found.keys():
        if target.get("selector") is not None:
            unread.append("a selector that holds no words")
        return None
    address = target.get("source")
    if isinstance(address, Mapping):
        address = address.get("id", address.get("@id"))
    found["page"] = None if isinstance(address, str) and address.startswith(URN) else address
    if PAGE in target and (target[PAGE] is None or isinstance(target[PAGE], str)):
        found["page"] = target[PAGE]
    if isinstance(target.get(PARAGRAPH), int) and target[PARAGRAPH] >= 1:
        found["paragraph"] = int(target[PARAGRAPH])
    return _known(found)


def _selected(selector: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a quote that one selector says."""
    kind = selector.get("type", selector.get("@type"))
    if kind == "TextQuoteSelector":
        return _worded(selector, {"exact": "exact", "prefix": "prefix", "suffix": "suffix"})
    if kind == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        if type(start) is int and type(end) is int and 0 <= start < end:
            return {"start": start, "end": end}
    if kind == "RangeSelector":
        first, last = selector.get("startSelector"), selector.get("endSelector")
        if isinstance(first, Mapping) and isinstance(last, Mapping):
            # The range ends before its last selector, so its closing words stand in front of that.
            return _worded(first, {"exact": "opening", "prefix": "prefix"}) | _worded(
                last, {"prefix": "closing"}
            )
    if kind == "FragmentSelector" and isinstance(selector.get("value"), str):
        return _directed(selector["value"])
    return {}


def _worded(selector: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    return {
        name: words
        for key, name in names.items()
        if isinstance(words := selector.get(key), str) and words.strip()
    }


def _directed(value: str) -> dict[str, str]:
    """Return the words that a text directive holds (WICG, URL Fragment Text Directives, 2023)."""
    _, found, terms = value.partition(":~:text=")
    if not found:
        return {}
    words: dict[str, str] = {}
    middle: list[str] = []
    for term in terms.partition("&")[0].split(","):
        if term.endswith("-") and not middle and "prefix" not in words:
            words["prefix"] = unquote(term[:-1])
        elif term.startswith("-"):
            words["suffix"] = unquote(term[1:])
        else:
            middle.append(unquote(term))
    if len(middle) == 1:
        words["exact"] = middle[0]
    elif len(middle) == 2:
        words["opening"], words["closing"] = middle
    return {name: said for name, said in words.items() if said.strip()}
