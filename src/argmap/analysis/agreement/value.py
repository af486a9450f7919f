"""Agreement: two or more maps of one text, read by different annotators, and how far they say the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from argmap.analysis.agreement import units as units_of
from argmap.analysis.agreement.alignment import Alignment, align
from argmap.analysis.agreement.cass import cass, segmentation_similarity
from argmap.analysis.agreement.coefficients import Coefficient, alpha, f1, kappa, precision, recall
from argmap.analysis.agreement.reading import Annotation, read, signatures
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Mark, Overlay, Tone
from argmap.model.table import html_table, text_table
from argmap.model.text import SourceText
from argmap.progress import tracked

Status = Literal["agreed", "differs", "partly", "alone"]

MEANINGS: Mapping[tuple[str, str], str] = {
    ("alpha", "node kinds"): "the kinds of nodes that two or more share, beyond chance",
    ("alpha", "characters"): "which characters are quoted, and by which kind, beyond chance",
    ("alpha", "relations"): "how the nodes that any has are related, or not, beyond chance",
    ("kappa", "node kinds"): "the kinds of nodes that both have, beyond chance",
    ("kappa", "characters"): "which characters are quoted, and by which kind, beyond chance",
    ("kappa", "relations"): "how the nodes that either has are related, or not, beyond chance",
    ("precision", "nodes"): "of the nodes of the second, those that the first has",
    ("recall", "nodes"): "of the nodes of the first, those that the second has",
    ("F1", "nodes"): "the nodes that both have, whatever their kind",
    ("precision", "typed nodes"): "of the nodes of the second, those that the first has, of the same kind",
    ("recall", "typed nodes"): "of the nodes of the first, those that the second has, of the same kind",
    ("F1", "typed nodes"): "the nodes that both have, of the same kind",
    ("precision", "steps"): "of the steps of the second, those that the first has, kind and all ends",
    ("recall", "steps"): "of the steps of the first, those that the second has, kind and all ends",
    ("F1", "steps"): "the steps that both have, of the same kind and with all the same ends",
    ("S", "segments"): "how alike the text is cut into passages, word by word",
    ("CASS", "segments and relations"): "the harmonic mean of S and of kappa of the relations",
}
"""What is measured of what, and what the figure means."""

NO_TEXT = "needs the text: agreement(..., text=...)"
UNTOLD = Coefficient(None, 0, NO_TEXT)
NO_CUT = Coefficient(None, 0, "neither quotes anything, so that nothing is cut")
HEAD = ("measure", "of", "between", "value", "units", "what it means")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: which ``measure`` of what, between whom, its ``value``, and of how many units (``count``).

    Where it is not defined ``value`` is ``None``, never 0 or 1, and ``reason`` says why.
    """

    measure: str
    of: str
    between: tuple[str, ...]
    value: float | None
    count: int
    reason: str = ""

    @property
    def meaning(self) -> str:
        """What the figure says, in a line."""
        return MEANINGS[self.measure, self.of]


@dataclass(frozen=True, repr=False)
class Agreement:
    """How far annotators agree: the figures, and for each map which of its parts the others have.

    It prints as a table. ``units`` are the nodes taken for one another, by id, an annotator a place; ``opposed`` are
    nodes on one passage of which one denies what the other says: they count as different.

    >>> import argmap as am
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> agreement(m, m).figure("F1", "nodes").value
    1.0
    """

    names: tuple[str, ...]
    overlap: float
    figures: tuple[Figure, ...]
    units: tuple[tuple[str | None, ...], ...]
    opposed: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    statuses: tuple[tuple[tuple[str, Status, int], ...], ...]
    notes: tuple[str, ...] = ()

    def figure(self, measure: str, of: str, between: Iterable[str] | None = None) -> Figure:
        """Return one figure; ``between`` names the annotators, the first such figure where none are named.

        Raises:
            ArgmapError: there is no such figure.
        """
        wanted = tuple(between) if between is not None else None
        for figure in self.figures:
            if (figure.measure, figure.of) == (measure, of) and wanted in (None, figure.between):
                return figure
        known = list(dict.fromkeys(f"{f.measure}, {f.of}" for f in self.figures))
        near = suggestion(did_you_mean(f"{measure}, {of}", known))
        raise ArgmapError(
            f"no figure {measure!r} of {of!r}{f' between {wanted}' if wanted else ''}.{near} "
            f"Figures: {'; '.join(known)}. Between: {', '.join(self.names)}"
        )

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the table: measure, of what, between whom, value, number of units, and what it means."""
        return tuple(
            (
                f.measure,
                f.of,
                " – ".join(f.between),
                "undefined" if f.value is None else f"{f.value:.3f}",
                f"{f.count:,}",
                f.reason if f.value is None else f.meaning,
            )
            for f in self.figures
        )

    def __str__(self) -> str:
        return "\n".join((text_table(HEAD, self.rows()), *self._notes))

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": html_table(HEAD, self.rows(), notes=self._notes)}

    @property
    def _notes(self) -> tuple[str, ...]:
        said: tuple[str, ...] = (
            f"Nodes are the same where they share at least {self.overlap:.0%} of the characters that either quotes; "
            "those without a quote, where their words are alike.",
        )
        if self.opposed:
            pairs = "; ".join(f"{one[0]}:{one[1]} and {other[0]}:{other[1]}" for one, other in self.opposed)
            said += (f"One denies what the other says, so they count as different: {pairs}.",)
        return (*said, *self.notes)

    def overlay(self, name: str | None = None) -> Overlay:
        """Return what the others say of the parts of one map, the first where none is named, for a drawing of it."""
        if name is not None and name not in self.names:
            near = suggestion(did_you_mean(name, self.names))
            raise ArgmapError(f"no annotator {name!r}.{near} Annotators: {', '.join(self.names)}")
        others = len(self.names) - 1
        tones: Mapping[Status, Tone] = {
            "agreed": "good",
            "alone": "gone",
            "differs": "changed",
            "partly": "changed",
        }
        statuses = self.statuses[self.names.index(name) if name is not None else 0]
        marks = {id: Mark(tones[status], _said(status, count, others)) for id, status, count in statuses}
        changed = "typed differently" if others == 1 else "typed differently, or not by all"
        legend: dict[str, str] = {"good": "agreed", "gone": "only here", "changed": changed}
        return Overlay("Agreement", marks, legend)

    def to_dict(self) -> dict[str, Any]:
        """Return the value in plain data, as :meth:`to_json` writes it."""
        return {
            "annotators": list(self.names),
            "overlap": self.overlap,
            "figures": [
                {
                    "measure": f.measure,
                    "of": f.of,
                    "between": list(f.between),
                    "value": f.value,
                    "units": f.count,
                    **({"reason": f.reason} if f.value is None else {}),
                }
                for f in self.figures
            ],
            "units": [list(unit) for unit in self.units],
            "opposed": [[list(one), list(other)] for one, other in self.opposed],
            "parts": {
                name: {id: status for id, status, _ in statuses}
                for name, statuses in zip(self.names, self.statuses, strict=True)
            },
            "notes": list(self.notes),
        }

    def to_json(self) -> str:
        """Return the value as JSON; a figure that is not defined is ``null``, with the reason."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def agreement(
    a: ArgumentMap,
    b: ArgumentMap,
    *more: ArgumentMap,
    text: SourceText | str | None = None,
    overlap: float = 0.5,
    names: Sequence[str] = (),
) -> Agreement:
    """Return how far two or more annotators of one text agree.

    Nodes are paired one to one by the passages that they quote, so that their sum of shared characters is greatest;
    those without a known passage, by their words. Ids, and the order of parts, count for nothing, and a statement is
    never paired with its denial. Cohen's kappa (1960), precision, recall and F1, the segmentation similarity S
    (Fournier & Inkpen 2012) and CASS (Duthie et al. 2016) are given for each two, Krippendorff's alpha (2011) for all.

    Args:
        a: the map of the first annotator; recall is of its parts.
        b: the map of the second; precision is of its parts.
        more: the maps of any others.
        text: the text that they annotated, to find their quotes in. Without it quotes stand where their offsets
            say, and what counts words is not defined.
        overlap: what two nodes must share of the characters that either quotes to be taken for one, above 0.
        names: what the annotators are called; A, B, C and so on where they are not named.

    Raises:
        ArgmapError: the overlap is not above 0 and at most 1, or there is not one name, of its own, for each map.

    >>> import argmap as am
    >>> a = am.ArgumentMap([am.Claim(id="c1", text="It rains."), am.Claim(id="c2", text="The street is wet.")])
    >>> b = am.ArgumentMap([am.Evidence(id="e1", text="It rains.")])
    >>> agreed = agreement(a, b)
    >>> agreed.figure("recall", "nodes").value, agreed.figure("F1", "typed nodes").value
    (0.5, 0.0)
    >>> agreed.figure("S", "segments").reason
    'needs the text: agreement(..., text=...)'
    """
    maps = (a, b, *more)
    called = tuple(names) or tuple(_letters(i) for i in range(len(maps)))
    if len(called) != len(maps) or len(set(called)) != len(called):
        raise ArgmapError(
            f"{len(maps)} maps take {len(maps)} different names, not {', '.join(map(repr, called))}"
        )
    if not 0 < overlap <= 1:
        raise ArgmapError(f"the overlap is a share above 0 and at most 1, not {overlap!r}")
    source = SourceText(text) if isinstance(text, str) else text
    annotations = read(maps, source)
    places = signatures(annotations)
    pairs = {
        (i, j): align(annotations[i], annotations[j], (places[i], places[j]), overlap=overlap)
        for i, j in tracked(tuple(combinations(range(len(maps)), 2)), "Comparing maps")
    }
    units = units_of.node_units(annotations, pairs)
    length = _length(annotations, source)
    cut = units_of.text_words(source.text) if source is not None else None
    figures = _of_all(annotations, units, length, called)
    for (i, j), alignment in pairs.items():
        between = called[i], called[j]
        figures += _of_two((annotations[i], annotations[j]), alignment, length, cut, between)
    return Agreement(
        names=called,
        overlap=overlap,
        figures=tuple(figures),
        units=units,
        opposed=tuple(
            ((called[i], one), (called[j], other))
            for (i, j), alignment in pairs.items()
            for one, other in alignment.opposed
        ),
        statuses=tuple(_statuses(i, annotations, pairs) for i in range(len(maps))),
        notes=tuple(
            f"{name}: {reading.lost} quote{'s' * (reading.lost != 1)} at no known place in the text, left out."
            for name, reading in zip(called, annotations, strict=True)
            if reading.lost
        ),
    )


def _said(status: Status, count: int, others: int) -> str:
    if status == "partly":
        return f"with {count} of {others} others"
    return {"agreed": "agreed", "alone": "only here", "differs": "typed differently"}[status]


def _letters(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"A{number - 25}"


def _length(annotations: Sequence[Annotation], text: SourceText | None) -> int | None:
    """Return how many characters the text has, ``None`` where that, or which text it is, is not known."""
    if text is not None:
        return text.length
    spans = [span for a in annotations for own in a.spans.values() for span in own]
    known = {s.length for a in annotations for s in a.m.sources if s.length is not None}
    if len(known) != 1 or any(name for name, _, _ in spans):
        return None
    length = known.pop()
    return length if all(end <= length for _, _, end in spans) else None


def _of_all(
    annotations: Sequence[Annotation],
    units: Sequence[units_of.Unit],
    length: int | None,
    names: tuple[str, ...],
) -> list[Figure]:
    return [
        _figure("alpha", "node kinds", names, alpha(units_of.kinds(annotations, units))),
        _figure("alpha", "relations", names, alpha(units_of.ties(annotations, units))),
        _figure(
            "alpha",
            "characters",
            names,
            UNTOLD if length is None else alpha(units_of.characters(annotations, length)),
        ),
    ]


def _of_two(
    two: tuple[Annotation, Annotation],
    alignment: Alignment,
    length: int | None,
    cut: Sequence[tuple[int, int]] | None,
    names: tuple[str, str],
) -> list[Figure]:
    first, second = two
    shared = tuple(alignment.nodes.items())
    mine, theirs = ({*ids} for ids in (alignment.nodes, alignment.nodes.values()))
    units: list[units_of.Unit] = [*shared]
    units += [(node.id, None) for node in first.m.nodes if node.id not in mine]
    units += [(None, node.id) for node in second.m.nodes if node.id not in theirs]
    relations = kappa(_whole(units_of.ties(two, units)))
    if cut is None:
        segments = UNTOLD
    elif any(spans for each in two for spans in each.spans.values()):
        segments = segmentation_similarity(
            units_of.boundaries(first, cut), units_of.boundaries(second, cut), len(cut)
        )
    else:
        segments = NO_CUT
    figures = [
        _figure("kappa", "node kinds", names, kappa(_whole(units_of.kinds(two, units)))),
        _figure("kappa", "relations", names, relations),
        _figure(
            "kappa",
            "characters",
            names,
            UNTOLD if length is None else kappa(_whole(units_of.characters(two, length))),
        ),
    ]
    typed = sum(first.m[one].kind == second.m[other].kind for one, other in shared)
    steps = len(alignment.relations) - len(alignment.retyped)
    for of, counts in (
        ("nodes", (len(shared), len(first.m.nodes), len(second.m.nodes))),
        ("typed nodes", (typed, len(first.m.nodes), len(second.m.nodes))),
        ("steps", (steps, len(first.m.relations), len(second.m.relations))),
    ):
        for measure, coefficient in (("precision", precision), ("recall", recall), ("F1", f1)):
            figures.append(_figure(measure, of, names, coefficient(*counts)))
    figures.append(_figure("S", "segments", names, segments))
    figures.append(_figure("CASS", "segments and relations", names, cass(relations, segments)))
    return figures


def _figure(measure: str, of: str, between: tuple[str, ...], found: Coefficient) -> Figure:
    return Figure(measure, of, between, found.value, found.count, found.reason)


def _whole(labels: units_of.Labels) -> Counter[tuple[str, str]]:
    """Return the units that both label."""
    whole = Counter[tuple[str, str]]()
    for pair, count in labels.items():
        one, other = pair
        if one is not None and other is not None:
            whole[one, other] += count
    return whole


def _statuses(
    own: int, annotations: Sequence[Annotation], pairs: Mapping[tuple[int, int], Alignment]
) -> tuple[tuple[str, Status, int], ...]:
    """Return of each part of one map whether the others have it, and how many do, of the same kind."""
    same, other_kind = Counter[str](), Counter[str]()
    for (i, j), alignment in pairs.items():
        for one, other in (*alignment.nodes.items(), *alignment.relations.items()):
            if own in (i, j):
                alike = annotations[i].m[one].kind == annotations[j].m[other].kind
                (same if alike else other_kind)[one if own == i else other] += 1
    others = len(annotations) - 1
    found: list[tuple[str, Status, int]] = []
    for part in annotations[own].m:
        count = same[part.id]
        status: Status = (
            "agreed"
            if count == others
            else "differs"
            if other_kind[part.id]
            else "partly"
            if count
            else "alone"
        )
        found.append((part.id, status, count))
    return tuple(found)
