"""Units: what the annotators label, and which label each gives: nodes, ties between nodes, characters, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from argmap.analysis.agreement.alignment import Alignment
from argmap.analysis.agreement.reading import Annotation

Unit = tuple[str | None, ...]
"""The ids that one unit has with the annotators, each in its place; ``None`` where an annotator lacks it."""

Labels = Counter[tuple[str | None, ...]]
"""How many units got these labels, an annotator a place."""

NONE = "none"
"""The label of what an annotator has seen and given no kind."""


def node_units(
    annotations: Sequence[Annotation], pairs: Mapping[tuple[int, int], Alignment]
) -> tuple[Unit, ...]:
    """Return the units that the pairings of all annotators come to, the surest pair first, one node of each at most."""
    edges = [
        (alignment.weights[one], (i, one), (j, other))
        for (i, j), alignment in pairs.items()
        for one, other in alignment.nodes.items()
    ]
    member: dict[tuple[int, str], tuple[tuple[int, str], ...]] = {
        (i, node.id): ((i, node.id),) for i, a in enumerate(annotations) for node in a.m.nodes
    }
    content = {
        (i, node.id): (a.spans[node.id], node.text, node.kind)
        for i, a in enumerate(annotations)
        for node in a.m.nodes
    }
    # Pairs that are equally sure go by what the nodes say, so that the order of the annotators changes nothing.
    for _, one, other in sorted(
        edges, key=lambda e: (-e[0], sorted(map(repr, (content[e[1]], content[e[2]]))))
    ):
        mine, theirs = member[one], member[other]
        if mine is not theirs and not {i for i, _ in mine} & {i for i, _ in theirs}:
            both = (*mine, *theirs)
            for end in both:
                member[end] = both
    units: dict[int, Unit] = {}
    for group in member.values():
        ids = dict(group)
        units[id(group)] = tuple(ids.get(i) for i in range(len(annotations)))
    return tuple(units.values())


def kinds(annotations: Sequence[Annotation], units: Sequence[Unit]) -> Labels:
    """Return the kinds of the nodes of each unit."""
    return Counter(
        tuple(None if id is None else a.m[id].kind for a, id in zip(annotations, unit, strict=True))
        for unit in units
    )


def ties(annotations: Sequence[Annotation], units: Sequence[Unit]) -> Labels:
    """Return how each unit is tied to each other one: by the kinds of the relations from it to the other, or none.

    Who lacks one of the two draws no relation there (as in the authors' program for CASS). A relation to a relation
    ties no two nodes.
    """
    place = {(i, id): n for n, unit in enumerate(units) for i, id in enumerate(unit) if id is not None}
    between: dict[tuple[int, int], list[set[str]]] = {}
    for i, a in enumerate(annotations):
        for relation in a.m.relations:
            target = place.get((i, relation.target))
            for premise in relation.premises:
                start = place.get((i, premise))
                if start is None or target is None or start == target:
                    continue
                for pair in ((start, target), (target, start))[: 1 + relation.symmetric]:
                    between.setdefault(pair, [set() for _ in annotations])[i].add(relation.kind)
    labels: Labels = Counter(
        tuple("+".join(sorted(said)) or NONE for said in own) for own in between.values()
    )
    untied = len(units) * (len(units) - 1) - len(between)
    return labels + Counter({(NONE,) * len(annotations): untied})


def characters(annotations: Sequence[Annotation], length: int) -> Labels:
    """Return the kinds of nodes that quote each character of the text, all of them where several do, or none."""
    cuts = {0, length}
    for a in annotations:
        cuts |= {min(cut, length) for spans in a.spans.values() for _, *ends in spans for cut in ends}
    order = sorted(cuts)
    column = {cut: n for n, cut in enumerate(order)}
    table: list[list[set[str]]] = [[set() for _ in order] for _ in annotations]
    for row, a in zip(table, annotations, strict=True):
        for node in a.m.nodes:
            for _, start, end in a.spans[node.id]:
                for n in range(column[min(start, length)], column[min(end, length)]):
                    row[n].add(node.kind)
    labels: Labels = Counter()
    for n, (start, end) in enumerate(pairwise(order)):
        labels[tuple("+".join(sorted(row[n])) or NONE for row in table)] += end - start
    return labels


def boundaries(annotation: Annotation, words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return before which words, counted from 0, a quoted passage starts or the text goes on after one."""
    from bisect import bisect_left, bisect_right

    starts, ends = [start for start, _ in words], [end for _, end in words]
    found: set[int] = set()
    for spans in annotation.spans.values():
        for _, start, end in spans:
            found |= {bisect_right(ends, start), bisect_left(starts, end)}
    return frozenset(found - {0, len(words)})


def text_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of a text stands: what lies between white space.

    >>> text_words("It rains.")
    ((0, 2), (3, 9))
    """
    return tuple(match.span() for match in re.finditer(r"\S+", text))
