"""How alike two texts are, and which pairing of two lists of texts is the best."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot without lacks lack fail fails failed hardly scarcely".split()
)
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


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are by their words, from 0 to 1: the cosine of their word counts (Salton 1975).

    A text and its negation are never alike, however many words they share.

    >>> similarity("It rains in Rome.", "It rains in Rome."), similarity("It rains.", "It does not rain.")
    (1.0, 0.0)
    """
    if negated(one) != negated(other):
        return 0.0
    return _cosine(Counter(words(one)), Counter(words(other))) if one != other else 1.0


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    shared = sum(count * other[word] for word, count in one.items())
    if not shared:
        return 0.0
    return shared / sqrt(sum(c * c for c in one.values()) * sum(c * c for c in other.values()))


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
    counts = [Counter(words(text)) for text in others]
    denied = [negated(text) for text in others]
    having: dict[str, list[int]] = defaultdict(list)
    for column, count in enumerate(counts):
        for word in count:
            having[word].append(column)
    found: dict[tuple[int, int], float] = {}
    for row, text in enumerate(ones):
        mine, no = Counter(words(text)), negated(text)
        for column in sorted({c for word in mine for c in having.get(word, ())}):
            if denied[column] == no:
                alike = 1.0 if text == others[column] else _cosine(mine, counts[column])
                if alike >= least:
                    found[row, column] = alike
    return found


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
