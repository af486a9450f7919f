"""brat standoff (Stenetorp et al. 2012): annotations of a text, in a file ``.ann`` beside its ``.txt``.

What the argument annotated essays (Stab and Gurevych 2017) say by their types and attributes is read as they mean
it; other types are kept as tags. What corresponds to what stands in ``docs/formats/brat.md``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from pathlib import PurePath

from pydantic import ValidationError

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.brat_document import Document, Span, Tie, document
from argmap.formats.brat_places import Text, text_beside
from argmap.formats.exchange import Reading
from argmap.formats.ids import checked, map_ids
from argmap.formats.lost import taken_along
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node
from argmap.model.part import kinds
from argmap.model.relations import Attacks, Relation, Restates, Supports

name = "brat"
title = "brat standoff (.ann)"
suffixes: tuple[str, ...] = (".ann",)
loses: tuple[str, ...] = ()

MAJOR = "majorclaim"
"""The type of the claims that an essay argues for; all of them say the same (Stab and Gurevych 2017)."""

STANCES: dict[str, type[Relation]] = {"for": Supports, "against": Attacks}

TIES: dict[str, type[Relation]] = {
    "support": Supports,
    "attack": Attacks,
    "partial-attack": Attacks,
    "partial_attack": Attacks,
    "contradicts": Attacks,
    "semantically_same": Restates,
}
"""Types of ties other than the kinds of relations: those of AbstRCT (Mayer, Cabrio and Villata 2020) and Sci-Arg
(Lauscher, Glavaš and Ponzetto 2018)."""

_SAME = ("support", "attack")
"""The types that say no more than the kind they become."""


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format.

    >>> sniff("T1\tClaim 0 9\tIt rains."), sniff("R1\tsupports Arg1:T1 Arg2:T2"), sniff("T1 is a claim")
    (1.0, 0.9, 0.0)
    """
    lines = [line for line in text[:4000].removeprefix("\ufeff").split("\n") if line.strip()][:20]
    whole = lines if len(text) <= 4000 else lines[:-1] or lines
    if not whole or not all(re.match(r"(?:[TREAMN][^\s:]*|#\S*|\*)\t\S", line) for line in whole):
        return 0.0
    return 1.0 if re.search(r"^T\S*\t\S+ [0-9]+ [0-9]+", text[:4000], re.MULTILINE) else 0.9


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of the annotations of a text: a marked span is a node, its places are quotes.

    The text is looked for beside the file, under the same name with ``.txt``.

    Raises:
        FormatError: no span is marked, or the text beside the file is none.

    >>> m = read("T1\tClaim 0 9\tIt rains.\nT2\tPremise 10 25\tIt is November.\n"
    ...          "R1\tsupports Arg1:T2 Arg2:T1").map
    >>> m.nodes[1].tags, m.nodes[1].quotes[0].start, m.relations[0].target
    (('Premise',), 10, 'T1')
    """
    found = document(checked(text, path))
    if not found.spans:
        raise FormatError("no line marks a span such as T1, so there is nothing to read", path=path)
    words, said = text_beside(path)
    stem = PurePath(path).stem if path is not None else ""
    source = next(iter(map_ids([stem or "text"]).values()))
    return _Reader(found, Text(words, found.spans.values(), source, stem), said, path).reading()


class _Reader:
    """One reading of a document."""

    def __init__(self, found: Document, text: Text, said: list[str], path: str | None) -> None:
        self.found = found
        self.text = text
        self.path = path
        self.warnings = [*said, *text.warnings]
        self.repaired = text.repaired
        self.dropped = found.dropped
        self.ids = map_ids([*found.spans, *found.ties, *found.attributes])
        self.tags: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {}
        self.steps: dict[str, tuple[type[Relation], str, str]] = {}
        types = dict.fromkeys(span.type for span in found.spans.values())
        self.classes = {type: _node_class(type) for type in types}

    def reading(self) -> Reading:
        """Return the map, and what was done to make one."""
        majors = [id for id, span in self.found.spans.items() if span.type.casefold() == MAJOR]
        self._ties()
        self._attributes(majors[0] if majors else None)
        self._notes()
        self._equivalences(majors)
        nodes = [self._node(span) for span in sorted(self.found.spans.values(), key=lambda s: s.places[0])]
        relations = [self._relation(id, *step) for id, step in self.steps.items()]
        try:
            m = ArgumentMap(
                nodes,
                relations,
                thesis=self.ids[majors[0]] if majors else None,
                sources=[self.text.source],
            )
        except InvalidMapError as error:
            raise FormatError(f"the annotations make no map: {error}", path=self.path) from None
        return Reading(m, tuple(self.warnings), tuple(self.repaired), tuple(self.dropped))

    def _ties(self) -> None:
        """Enter the ties as steps, without those whose ends are not there."""
        held = dict(self.found.ties)
        found = {type: _relation_class(type) for type in dict.fromkeys(tie.type for tie in held.values())}
        gone = [id for id, tie in held.items() if not self._stands(tie, found[tie.type], held)]
        for id in taken_along(gone, {id: [tie.end] for id, tie in held.items()}):
            tie = held.pop(id)
            self.dropped.append(
                f"{id}: {tie.type!r:.60} does not tie {tie.start!r:.60} to {tie.end!r:.60} in a map"
            )
        for id, tie in held.items():
            cls = found[tie.type]
            assert cls is not None
            self.steps[id] = (cls, tie.start, tie.end)
            if tie.type.casefold() not in (cls.model_fields["kind"].default, *_SAME):
                self._tag(id, tie.type)

    def _stands(self, tie: Tie, cls: type[Relation] | None, ties: Collection[str]) -> bool:
        """Return whether the ends of a tie are there, and are what this kind of relation ties."""
        spans = self.found.spans
        if cls is None or tie.start not in spans or tie.end == tie.id:
            return False
        if not issubclass(self.classes[spans[tie.start].type], cls.premise_kinds):
            return False
        if tie.end in spans:
            fits = issubclass(self.classes[spans[tie.end].type], cls.target_kinds)
            return fits and not (cls.symmetric and tie.start == tie.end)
        return tie.end in ties and issubclass(Relation, cls.target_kinds)

    def _attributes(self, major: str | None) -> None:
        """Enter the stances of claims as steps at the major claim, all other attributes as tags."""
        tied = {(start, end) for _, start, end in self.steps.values()}
        for id, attribute in self.found.attributes.items():
            of, value = attribute.of, attribute.value
            stance = STANCES.get((value or "").casefold()) if attribute.name.casefold() == "stance" else None
            if of not in self.found.spans and of not in self.steps:
                self.dropped.append(f"{id}: an attribute of {of!r:.60}, which is not there")
            elif stance and major and of in self.found.spans and of != major and (of, major) not in tied:
                self.steps[id] = (stance, of, major)
                tied.add((of, major))
            else:
                self._tag(of, attribute.name if value is None else f"{attribute.name}: {value}")

    def _notes(self) -> None:
        for of, type, said in self.found.notes:
            if of not in self.found.spans and of not in self.steps:
                self.dropped.append(f"{of}: a note on it, which is not there: {said!r:.60}")
            elif said:
                self.notes.setdefault(of, []).append(said if type == "AnnotatorNotes" else f"{type}: {said}")

    def _equivalences(self, majors: list[str]) -> None:
        """Enter what says the same: spans that are equivalent, and all major claims of an essay."""
        taken = set(self.ids.values())
        free = (f"t{number}" for number in count(1))
        for group in (tuple(majors), *self.found.equivalences):
            known = [id for id in group if id in self.found.spans]
            self.dropped += [
                f"{id[:60]}: an equivalent, which is no span" for id in group if id not in self.found.spans
            ]
            for other in known[1:]:
                id = next(id for id in free if id not in taken)
                self.ids[id] = id
                self.steps[id] = (Restates, other, known[0])

    def _node(self, span: Span) -> Node:
        quotes = self.text.quotes(span)
        text = " ".join(" ".join(quote.exact or "" for quote in quotes).split())
        if not text:
            self.repaired.append(f"{span.id}: it has no words; its id stands for them")
        cls = self.classes[span.type]
        own = () if cls.model_fields["kind"].default == span.type.casefold() else (span.type,)
        return cls(
            id=self.ids[span.id],
            text=text or span.id,
            quotes=quotes,
            tags=(*own, *self.tags.get(span.id, ())),
            note="\n".join(self.notes[span.id]) if span.id in self.notes else None,
        )

    def _relation(self, id: str, cls: type[Relation], start: str, end: str) -> Relation:
        return cls(
            id=self.ids[id],
            premises=(self.ids[start],),
            target=self.ids[end],
            tags=tuple(self.tags.get(id, ())),
            note="\n".join(self.notes[id]) if id in self.notes else None,
        )

    def _tag(self, id: str, word: str) -> None:
        tags = self.tags.setdefault(id, [])
        if word not in tags:
            tags.append(word)


def _node_class(type: str) -> type[Node]:
    """Return the kind of node with this name, a claim where there is none or it needs more than words."""
    known = kinds("node").get(type.casefold(), Claim)
    try:
        known.model_validate({"id": "T1", "text": type})
    except ValidationError:
        return Claim
    return known if issubclass(known, Node) else Claim


def _relation_class(type: str) -> type[Relation] | None:
    """Return the kind of relation that a type of tie means, ``None`` where it is none or needs more than ends."""
    known = kinds("relation").get(type.casefold()) or TIES.get(type.casefold())
    try:
        if known is not None:
            known.model_validate({"id": "R1", "premises": ("T1",), "target": "T2"})
    except ValidationError:
        return None
    return known if known is not None and issubclass(known, Relation) else None
