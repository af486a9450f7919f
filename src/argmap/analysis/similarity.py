"""How alike two texts are, and which pairing of two lists of texts is the best."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt

from argmap.progress import tracked

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot without lacks lack fail fails failed hardly scarcely".split()
)
_OPPOSITES = tuple(
    tuple(frozenset(words.split()) for words in line.split("/"))
    for line in """\
increase increases increased increasing rise rises rose grow grows / decrease decreases decreased fall falls fell shrink
more most many / less least fewer few
strong stronger strongest strengthen strengthens / weak weaker weakest weaken weakens
high higher highest raise raises raised / low lower lowest lowers lowered
better best improve improves improved / worse worst worsen worsens worsened
good / bad
safe safer safely / dangerous unsafe
right / wrong
true / false
always / never
all every everyone / none nobody
before / after
above / below
possible / impossible
likely / unlikely
necessary / unnecessary
legal / illegal
effective / ineffective
succeed succeeds succeeded success / fail fails failed failure
win wins won / lose loses lost
support supports supported favour favours / oppose opposes opposed reject rejects rejected
allow allows allowed permit permits / forbid forbids ban bans banned prohibit prohibits
accept accepts accepted / refuse refuses refused
gain gains gained / loss losses
benefit benefits / harm harms harmed
open opens opened / close closes closed
start starts started begin begins began / stop stops stopped end ends ended
cheap cheaper / costly expensive
large larger big bigger / small smaller
""".splitlines()
)
"""Words that say the opposite of one another; a list, and no understanding."""

_SUFFIXES = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_COMMON = frozenset(
    "a an the of to in on at by for with and or but as is are was were be been being it its this that these those "
    "has have had do does did will would can could should must may might there their they he she we you i".split()
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, common endings cut, without function words.

    >>> words("Operations won the battles.")
    ('operation', 'won', 'battl')
    """
    return tuple(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON)


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def negated(text: str) -> bool:
    """Return whether a text says that something is not so: an odd number of negations.

    >>> negated("It will not work."), negated("It will work.")
    (True, False)
    """
    found: list[str] = _WORD.findall(text.casefold().replace("’", "'"))
    return sum(word in _NEGATIONS or word.endswith("n't") for word in found) % 2 == 1


Stance = tuple[bool, frozenset[tuple[int, int]]]
"""Whether a text is negated, and on which side of which pairs of opposites it stands, on one side only."""


def stance(text: str) -> Stance:
    """Return what a text must share with another to be able to say the same."""
    found = set(_WORD.findall(text.casefold()))
    poles = [(bool(found & one), bool(found & other)) for one, other in _OPPOSITES]
    return negated(text), frozenset((place, int(b)) for place, (a, b) in enumerate(poles) if a != b)


def opposed(one: Stance, other: Stance) -> bool:
    """Return whether two texts seem to say opposite things: one is negated, or has the opposite of a word.

    >>> opposed(stance("Spending should increase."), stance("Spending should decrease."))
    True
    >>> opposed(stance("It works."), stance("It works well."))
    False
    """
    return one[0] != other[0] or any((place, 1 - pole) in other[1] for place, pole in one[1])


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are by their words, from 0 to 1: the cosine of their word counts (Salton 1975).

    A text and its negation are never alike, however many words they share, nor are two with opposite words in
    the same place (increase, decrease); which words are opposites is a list.

    >>> similarity("It rains in Rome.", "It rains in Rome."), similarity("It rains.", "It does not rain.")
    (1.0, 0.0)
    """
    if opposed(stance(one), stance(other)):
        return 0.0
    return _cosine(Counter(words(one)), Counter(words(other))) if one != other else 1.0


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    shared = sum(often * other[word] for word, often in one.items())
    return shared / sqrt(_square(one) * _square(other)) if shared else 0.0


def best_pairs(ones: Sequence[str], others: Sequence[str], *, least: float) -> list[tuple[int, int, float]]:
    """Return the pairing of two lists of texts with the greatest sum of similarities, as indices and similarity.

    No text is in two pairs, and no pair is less alike than ``least``. The optimum is found for each group of texts
    that are linked by some likeness (Kuhn 1955), so that the time depends on the largest group.

    >>> best_pairs(["It rains.", "It snows."], ["Snow falls.", "It rains again."], least=0.5)
    [(0, 1, 0.7071067811865475), (1, 0, 0.7071067811865475)]
    """
    weights = _alike(ones, others, least)
    pairs: list[tuple[int, int, float]] = []
    for rows, columns in _groups(weights):
        table = [[weights.get((row, column), 0.0) for column in columns] for row in rows]
        for i, j in _assignment(table):
            if table[i][j] > 0.0:
                pairs.append((rows[i], columns[j], table[i][j]))
    return sorted(pairs)


def _alike(ones: Sequence[str], others: Sequence[str], least: float) -> dict[tuple[int, int], float]:
    """Return the similarities of at least ``least``, looked for only where a word is shared."""
    stances = [stance(text) for text in others]
    squares: list[int] = []
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for column, text in enumerate(others):
        count = Counter(words(text))
        squares.append(_square(count))
        for word, often in count.items():
            having[word].append((column, often))
    found: dict[tuple[int, int], float] = {}
    for row, text in enumerate(tracked(ones, "Comparing texts")):
        mine, said = Counter(words(text)), stance(text)
        square = _square(mine)
        shared: dict[int, int] = defaultdict(int)
        for word, often in mine.items():
            for column, there in having.get(word, ()):
                shared[column] += often * there
        for column in sorted(shared):
            alike = 1.0 if text == others[column] else shared[column] / sqrt(square * squares[column])
            if alike >= least and not opposed(said, stances[column]):
                found[row, column] = alike
    return found


def _square(count: Counter[str]) -> int:
    return sum(often * often for often in count.values())


def _groups(weights: dict[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    columns_of: dict[int, list[int]] = defaultdict(list)
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, column in weights:
        columns_of[row].append(column)
        rows_of[column].append(row)
    groups: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for start in columns_of:
        if start in seen:
            continue
        rows, columns, work = {start}, set[int](), [start]
        while work:
            for column in columns_of[work.pop()]:
                if column not in columns:
                    columns.add(column)
                    new = [row for row in rows_of[column] if row not in rows]
                    rows.update(new)
                    work.extend(new)
        seen |= rows
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _assignment(table: list[list[float]]) -> list[tuple[int, int]]:
    """Return the assignment of rows to columns with the greatest sum (Kuhn 1955; Jonker & Volgenant 1987)."""
    if len(table) > len(table[0]):
        return [(i, j) for j, i in _assignment([list(column) for column in zip(*table, strict=True)])]
    rows, columns = len(table), len(table[0])
    inf = float("inf")
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, used = [inf] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            used[column] = True
            at, delta, next_column = row_of[column], inf, 0
            for j in range(1, columns + 1):
                if not used[j]:
                    cost = -table[at - 1][j - 1] - row_price[at] - column_price[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, column
                    if least[j] < delta:
                        delta, next_column = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    row_price[row_of[j]] += delta
                    column_price[j] -= delta
                else:
                    least[j] -= delta
            column = next_column
        while column:
            row_of[column], column = row_of[way[column]], way[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]
