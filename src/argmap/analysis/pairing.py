"""Which part of one map is which part of another: by id, by quote, by words, and relations by what they join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from argmap.analysis.similarity import best_pairs, opposed, similarity, stance
from argmap.model.nodes import Node
from argmap.model.relations import Relation

LEAST_ALIKE = 0.6
"""How alike two texts must be, by the cosine of their words, to be taken for one node reworded."""

SAME_ID_ALIKE = 0.2
"""How alike the texts of one id must be: below it the id is chance, as in two analysts' ``c1``."""

KEPT = 0.5
"""The share of common ids whose nodes must be alike for ids to count in all: one map edited, not two begun."""

SAME_WORDS = 0.95
"""How sure a pair of one id is that says the same or quotes one passage."""

SPELT_ALIKE = 0.6
"""The share of characters in common from which two texts of one id are one, though no word is: a slip mended, or
a script that sets no space between words."""

LONGEST_SPELT = 1_000
"""Characters are compared up to this length: the time grows with the square of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A part of the old map and the part of the new one that it is taken for: by what, and how surely (0 to 1)."""

    old: str
    new: str
    by: Literal["id", "quote", "text", "ends"]
    sure: float


def match_nodes(old: Sequence[Node], new: Sequence[Node]) -> Iterable[Match]:
    """Match nodes by id where something speaks for it, then by the passage they quote, then by their words.

    >>> from argmap.model.nodes import Claim
    >>> [str(m.by) for m in match_nodes([Claim(id="c1", text="It rains.")], [Claim(id="c2", text="It rains.")])]
    ['text']
    """
    by_id = {node.id: node for node in new}
    left_old: dict[str, Node] = {node.id: node for node in old}
    left_new = dict(by_id)
    common = [(node, by_id[node.id]) for node in old if node.id in by_id]
    alike = {node.id: _same_id(node, other) for node, other in common}
    same = {id for id, sure in alike.items() if sure >= SAME_WORDS}
    # What stands elsewhere word for word was renamed: its id went to another text.
    elsewhere = {node.text for node in old if node.id not in same}
    elsewhere &= {node.text for node in new if node.id not in same}
    for node, other in common:
        sure = alike[node.id]
        if sure >= SAME_ID_ALIKE and (node.id in same or not {node.text, other.text} & elsewhere):
            del left_old[node.id], left_new[node.id]
            yield Match(node.id, node.id, "id", sure)
    quoting, quoted = _by_passage(left_old.values()), _by_passage(left_new.values())
    for node in tuple(left_old.values()):
        found = {
            other_id
            for passage in _passages(node)
            if len(quoting[passage]) == 1 and len(quoted.get(passage, ())) == 1
            for other_id in quoted[passage]
            if other_id in left_new
        }
        if len(found) == 1:  # a passage that several nodes quote tells nothing
            other_id = found.pop()
            del left_old[node.id], left_new[other_id]
            yield Match(node.id, other_id, "quote", 0.9)
    ones, others = tuple(left_old.values()), tuple(left_new.values())
    for i, j, likeness in best_pairs([n.text for n in ones], [n.text for n in others], least=LEAST_ALIKE):
        del left_old[ones[i].id], left_new[others[j].id]
        yield Match(ones[i].id, others[j].id, "text", likeness)
    if sum(sure >= SAME_ID_ALIKE for sure in alike.values()) >= KEPT * len(common):  # ids mean something here
        for node in tuple(left_old.values()):
            if node.id in left_new and alike[node.id]:
                yield Match(node.id, node.id, "id", alike[node.id])


def _same_id(one: Node, other: Node) -> float:
    """Return how surely two nodes of one id are one: 0 where neither words nor a quote speak for it."""
    if one.text == other.text:
        return 1.0
    if set(_passages(one)) & set(_passages(other)):
        return SAME_WORDS
    if opposed(stance(one.text), stance(other.text)):
        return 0.0
    if one.title and one.title == other.title:
        return 0.9
    alike = similarity(one.text, other.text)
    if alike or max(len(one.text), len(other.text)) > LONGEST_SPELT:
        return alike
    characters = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if characters.quick_ratio() < SPELT_ALIKE:  # never less than the ratio itself
        return 0.0
    return spelt if (spelt := characters.ratio()) >= SPELT_ALIKE else 0.0


def _by_passage(nodes: Iterable[Node]) -> dict[tuple[object, ...], set[str]]:
    found: dict[tuple[object, ...], set[str]] = {}
    for node in nodes:
        for passage in _passages(node):
            found.setdefault(passage, set()).add(node.id)
    return found


def _passages(node: Node) -> Iterable[tuple[object, ...]]:
    return (
        (q.source, q.start, q.end) if q.start is not None else (q.source, q.exact, q.opening, q.closing)
        for q in node.quotes
    )


def match_relations(
    old: Sequence[Relation], new: Sequence[Relation], new_id: Mapping[str, str]
) -> Iterable[Match]:
    """Match what leads between the same parts, by id and else by its ends, then by id what shares an end.

    A relation may be an end itself: what is found in one round is an end of the next.
    """
    left_old = {relation.id: relation for relation in old}
    left_new = {relation.id: relation for relation in new}
    known = dict(new_id)

    def same(one: Relation, other: Relation) -> bool:
        return _kind_and_ends(one, known) == _kind_and_ends(other)

    def sharing(one: Relation, other: Relation) -> bool:
        ends = {known.get(end) for end in (*one.premises, one.target)}
        return bool(ends & {*other.premises, other.target})

    def found(matches: Iterable[Match]) -> Iterable[Match]:
        for match in matches:
            known[match.old] = match.new
            del left_old[match.old], left_new[match.new]
            yield match

    def of_one_id(alike: Callable[[Relation, Relation], bool]) -> Iterable[Match]:
        for id, relation in tuple(left_old.items()):
            if id in left_new and alike(relation, left_new[id]):
                yield Match(id, id, "id", 1.0)

    def of_same_ends() -> Iterable[Match]:
        twins: dict[object, list[str]] = {}
        for other in left_new.values():
            twins.setdefault(_kind_and_ends(other), []).append(other.id)
        for relation in tuple(left_old.values()):
            if ids := twins.get(_kind_and_ends(relation, known)):
                yield Match(relation.id, ids.pop(0), "ends", 1.0)

    count = -1
    while count != len(left_old):
        count = len(left_old)
        yield from found(of_one_id(same))
        yield from found(of_same_ends())
        if count == len(left_old):
            yield from found(of_one_id(sharing))


def _kind_and_ends(relation: Relation, known: Mapping[str, str] | None = None) -> object:
    ends = [end if known is None else known.get(end, "") for end in (relation.target, *relation.premises)]
    return relation.kind, ends[0], frozenset(ends[1:])
