"""What annotators say of a text: which passages each node quotes, and how each part looks from its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.model.map import ArgumentMap
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Quote, Source
from argmap.model.text import SourceText

Span = tuple[str, int, int]
"""A passage: which text (``""`` for the only one), where it starts, and where it ends (exclusive)."""

ROUNDS = 4
"""How many steps around a part its surroundings are looked at."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A map with the passages that its nodes quote, by node id, and how many quotes are at no known place."""

    m: ArgumentMap
    spans: Mapping[str, tuple[Span, ...]]
    lost: int


def read(maps: Sequence[ArgumentMap], text: SourceText | None) -> tuple[Annotation, ...]:
    """Return the maps with the passages of their nodes: found in the text, or by their offsets where none is given."""
    names = _names(maps) if text is None else {}
    found: list[Annotation] = []
    for m in maps:
        sources = {source.id: source for source in m.sources}
        spans: dict[str, tuple[Span, ...]] = {}
        lost = 0
        for node in m.nodes:
            places = [_span(quote, sources[quote.source], text, names) for quote in node.quotes]
            lost += places.count(None)
            spans[node.id] = merged(place for place in places if place is not None)
        found.append(Annotation(m, spans, lost))
    return tuple(found)


def _span(quote: Quote, source: Source, text: SourceText | None, names: Mapping[Source, str]) -> Span | None:
    if text is not None:
        from argmap.model.matching import find

        place = find(text, quote, same_text=source.sha256 in (None, text.sha256)).place
        return ("", place.start, place.end) if place is not None else None
    if quote.start is None or quote.end is None:
        return None
    return names[source], quote.start, quote.end


def _names(maps: Sequence[ArgumentMap]) -> dict[Source, str]:
    """Return what tells the texts apart: nothing where each map quotes one, for annotators may name it differently."""
    quoted = [{q.source for node in m.nodes for q in node.quotes} for m in maps]
    single = all(len(ids) <= 1 for ids in quoted)
    return {s: "" if single else s.sha256 or s.url or s.id for m in maps for s in m.sources}


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap made one.

    >>> merged([("", 4, 9), ("", 0, 5), ("", 9, 12), ("", 20, 21)])
    (('', 0, 12), ('', 20, 21))
    """
    done: list[Span] = []
    for name, start, end in sorted(spans):
        if done and done[-1][0] == name and start <= done[-1][2]:
            done[-1] = name, done[-1][1], max(end, done[-1][2])
        else:
            done.append((name, start, end))
    return tuple(done)


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the characters in both over the characters in either (Jaccard 1912), from 0 to 1.

    >>> shared([("", 0, 10)], [("", 5, 10)])
    0.5
    """
    both = sum(
        max(0, min(one_end, other_end) - max(one_start, other_start))
        for name, one_start, one_end in one
        for other_name, other_start, other_end in other
        if name == other_name
    )
    either = sum(end - start for _, start, end in (*one, *other)) - both
    return both / either if either else 0.0


def signatures(annotations: Sequence[Annotation]) -> tuple[dict[str, int], ...]:
    """Return for each part a number that equal parts in equal surroundings share, whatever their ids and order.

    Colours refined by those of the neighbours (Weisfeiler & Leman 1968): they tell apart nodes that say the same.
    """
    colours: list[dict[str, object]] = [
        {part.id: _content(part, a.spans.get(part.id, ())) for part in a.m} for a in annotations
    ]
    numbers = _numbered(colours)
    for _ in range(ROUNDS):
        refined: list[dict[str, object]] = []
        for a, number in zip(annotations, numbers, strict=True):
            around: dict[str, list[tuple[int, int]]] = {part.id: [] for part in a.m}
            for relation in a.m.relations:
                around[relation.target].append((0, number[relation.id]))
                around[relation.id].append((1, number[relation.target]))
                for premise in relation.premises:
                    around[premise].append((2, number[relation.id]))
                    around[relation.id].append((3, number[premise]))
            refined.append({id: (number[id], tuple(sorted(near))) for id, near in around.items()})
        numbers = _numbered(refined)
    return tuple(numbers)


def _content(part: Part, spans: tuple[Span, ...]) -> object:
    return part.kind, spans, "" if isinstance(part, Relation) else getattr(part, "text", "")


def _numbered(colours: Sequence[Mapping[str, object]]) -> list[dict[str, int]]:
    order = {key: i for i, key in enumerate(sorted({repr(c) for own in colours for c in own.values()}))}
    return [{id: order[repr(colour)] for id, colour in own.items()} for own in colours]
