"""Alignment: which part of one annotator's map is taken for which part of another's, one to one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from argmap.analysis.agreement.reading import Annotation, Span, shared
from argmap.analysis.pairing import LEAST_ALIKE
from argmap.analysis.similarity import _alike, _assignment, _groups, opposed, stance, words
from argmap.model.relations import Relation

# Where two pairings share as many characters, the one with the same kinds is taken, then the one with the more similar
# texts, then with the same surroundings, then in the same order; each weighs less than one difference in what goes
# before it, so that none of them outweighs a passage.
SAME_KIND, SAME_TEXT, SAME_PLACE, SAME_ORDER = 1e-4, 1e-6, 1e-8, 1e-10


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs of two annotators: nodes and relations by id, and the pairs of nodes that deny one another.

    ``retyped`` are the ids, in the first map, of relations between the same ends that are of another kind.
    """

    nodes: Mapping[str, str]
    weights: Mapping[str, float]
    relations: Mapping[str, str]
    retyped: frozenset[str]
    opposed: tuple[tuple[str, str], ...]


def align(
    first: Annotation,
    second: Annotation,
    places: tuple[Mapping[str, int], Mapping[str, int]],
    *,
    overlap: float,
) -> Alignment:
    """Return the pairing of nodes with the greatest sum of shares, none below ``overlap``.

    A node that quotes nothing is paired by its words instead. Ids count for nothing. Nodes of which one denies what
    the other says are never paired.
    """
    weights, opposed = _weights(first, second, places, overlap)
    ones, others = first.m.nodes, second.m.nodes
    pairs: dict[str, str] = {}
    strength: dict[str, float] = {}
    for rows, columns in _groups(weights):
        table = [[weights.get((row, column), 0.0) for column in columns] for row in rows]
        for i, j in _assignment(table):
            if table[i][j] > 0.0:
                pairs[ones[rows[i]].id] = others[columns[j]].id
                strength[ones[rows[i]].id] = table[i][j]
    relations, retyped = _relations(first.m.relations, second.m.relations, pairs, places)
    return Alignment(pairs, strength, relations, retyped, opposed)


def deny(one: str, other: str) -> bool:
    """Return whether one text says that not so what the other says, in much the same words.

    >>> deny("It will bring peace.", "It will not bring peace."), deny("It fails.", "Courts matter.")
    (True, False)
    """
    if not opposed(stance(one), stance(other)):
        return False
    mine, theirs = Counter(words(one)), Counter(words(other))
    both = (mine & theirs).total()  # Dice 1945: the words of both, over the mean of their numbers
    return 2 * both >= LEAST_ALIKE * (mine.total() + theirs.total()) > 0


def _weights(
    first: Annotation,
    second: Annotation,
    places: tuple[Mapping[str, int], Mapping[str, int]],
    overlap: float,
) -> tuple[dict[tuple[int, int], float], tuple[tuple[str, str], ...]]:
    ones, others = first.m.nodes, second.m.nodes
    alike = _alike([n.text for n in ones], [n.text for n in others], 0.0)
    same: dict[str, list[int]] = defaultdict(list)
    for j, node in enumerate(others):
        same[node.text].append(j)
    alike |= {(i, j): 1.0 for i, node in enumerate(ones) for j in same.get(node.text, ())}
    my_ranks, their_ranks = _ranks(first, places[0]), _ranks(second, places[1])
    their_spans = [second.spans[node.id] for node in others]
    found: dict[tuple[int, int], float] = {}
    opposed: list[tuple[str, str]] = []
    for i, one in enumerate(ones):
        mine = first.spans[one.id]
        for j, other in enumerate(others):
            likeness = alike.get((i, j), 0.0)
            weight = _weight(mine, their_spans[j], likeness, overlap)
            if not weight:
                continue
            if deny(one.text, other.text):
                opposed.append((one.id, other.id))
                continue
            weight += SAME_KIND * (one.kind == other.kind) + SAME_TEXT * likeness
            if places[0][one.id] == places[1][other.id]:
                weight += SAME_PLACE + SAME_ORDER / (1 + (my_ranks[one.id] - their_ranks[other.id]) ** 2)
            found[i, j] = weight
    return found, tuple(opposed)


def _weight(one: Sequence[Span], other: Sequence[Span], likeness: float, overlap: float) -> float:
    if one and other:
        both = shared(one, other)
        return both if both >= overlap else 0.0
    return likeness if likeness >= LEAST_ALIKE else 0.0


def _ranks(annotation: Annotation, places: Mapping[str, int]) -> dict[str, int]:
    seen = Counter[int]()
    ranks: dict[str, int] = {}
    for node in annotation.m.nodes:
        ranks[node.id] = seen[places[node.id]]
        seen[places[node.id]] += 1
    return ranks


def _relations(
    ones: Sequence[Relation],
    others: Sequence[Relation],
    nodes: Mapping[str, str],
    places: tuple[Mapping[str, int], Mapping[str, int]],
) -> tuple[dict[str, str], frozenset[str]]:
    """Pair by kind and ends, then by ends; what stands on relations waits until those are paired."""
    known = dict(nodes)
    pairs: dict[str, str] = {}
    retyped: set[str] = set()
    left = sorted(ones, key=lambda r: places[0][r.id])
    free = sorted(others, key=lambda r: places[1][r.id])

    def pair_by(key: Callable[[Relation, Mapping[str, str] | None], Hashable | None]) -> bool:
        waiting: dict[Hashable, list[Relation]] = defaultdict(list)
        for relation in free:
            waiting[key(relation, None)].append(relation)
        found = False
        for relation in tuple(left):
            mine = key(relation, known)
            twins = waiting.get(mine, []) if mine is not None else []
            if twins:
                twin = next((t for t in twins if places[1][t.id] == places[0][relation.id]), twins[0])
                twins.remove(twin)
                left.remove(relation)
                free.remove(twin)
                known[relation.id] = pairs[relation.id] = twin.id
                if relation.kind != twin.kind:
                    retyped.add(relation.id)
                found = True
        return found

    def by_kind(relation: Relation, to: Mapping[str, str] | None) -> Hashable | None:
        ends = _ends(relation, to)
        return (relation.kind, ends) if ends is not None else None

    while pair_by(by_kind) or pair_by(_ends):
        pass
    # Relations that stand on one another in a circle have no first one: those in equal surroundings are the same.
    mine, theirs = {r.id for r in left}, {r.id for r in free}
    left = [r for r in left if mine & {*r.premises, r.target}]
    free = [r for r in free if theirs & {*r.premises, r.target}]
    pair_by(lambda relation, to: places[1 if to is None else 0][relation.id])
    return pairs, frozenset(retyped)


def _ends(relation: Relation, to: Mapping[str, str] | None) -> Hashable | None:
    """Return the ends, as they are or as the other annotator has them; ``None`` where one has no counterpart there."""
    ends = (*relation.premises, relation.target)
    if to is not None:
        if not all(end in to for end in ends):
            return None
        ends = tuple(to[end] for end in ends)
    return frozenset(ends) if relation.symmetric else (frozenset(ends[:-1]), ends[-1])
