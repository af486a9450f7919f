"""On what a part of a map rests: what carries it alone, what only together, and what flips its label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

from argmap.analysis.evaluate import BACK, TONES, Fixpoint, Label, Reading, evaluate
from argmap.analysis.explain import explain
from argmap.analysis.telling import LINES, cut, words
from argmap.errors import ArgmapError, TooManyError
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay, Tone
from argmap.model.table import html_table
from argmap.progress import tracked

STATE: dict[Label, str] = {"in": "stands", "out": "falls", "undecided": "stays open"}


@dataclass(frozen=True)
class LoadBearing:
    """On what a part rests.

    ``single`` and ``cuts`` look at support alone: what loses all its support falls. ``flips`` look at attacks too,
    where removing more can undo what removing less did, so they are no cut sets and are told apart.

    Args:
        map: the map.
        part: the id of the part that is asked about.
        label: its label.
        reading: how the map was read.
        single: the ids of the parts that carry it alone, the nearest first: its single points of failure.
        cuts: the smallest sets of two or more parts without which it loses its support, as ids.
        flips: the smallest sets of parts whose removal changes its label, with the label that it gets.
        size: the most parts of a cut set that was looked for.
        flip_size: the same for flips.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> safe = d.thesis("The dam is safe.")
    >>> _ = d.support(safe, d.evidence("It is new.")), d.support(safe, d.evidence("It was inspected."))
    >>> found = am.load_bearing(d.map(), safe)
    >>> found.single, found.cuts
    ((), (('e1', 'e2'),))
    """

    map: ArgumentMap
    part: str
    label: Label
    reading: Reading
    single: tuple[str, ...]
    cuts: tuple[tuple[str, ...], ...]
    flips: tuple[tuple[tuple[str, ...], Label], ...]
    size: int
    flip_size: int

    def overlay(self) -> Overlay:
        """Return what carries the part alone, what carries it with others, and what else flips it."""
        marks = {id: Mark("open", "flips it") for ids, _ in self.flips for id in ids}
        marks |= {id: Mark("note", "with others") for ids in self.cuts for id in ids}
        marks |= {id: Mark("warning", "carries it alone") for id in self.single}
        marks[self.part] = Mark(TONES[self.label], STATE[self.label])
        legend: dict[Tone, str] = {
            "warning": "a single point of failure",
            "note": "carries it with others",
            "open": "flips its label",
        }
        return Overlay("What it rests on", marks, legend)

    def text(self, *, lines: int | None = LINES) -> str:
        """Return what carries the part in at most so many lines; all of it for ``None``."""
        said = [f"{words(self.map, self.part)} {STATE[self.label]} ({self.reading})."]
        if self.single:
            said.append("  By support it hangs on each of these alone:")
            said += [f"    {words(self.map, id)}" for id in self.single]
        else:
            together = f", nor on {self.size} together" if self.size > 1 and not self.cuts else ""
            said.append(f"  By support it hangs on no single part{together}.")
        if self.cuts:
            said.append("  It falls without all of:")
            said += [f"    {self._all(ids)}" for ids in self.cuts]
        others = [(ids, label) for ids, label in self.flips if ids not in {(id,) for id in self.single}]
        if not self.flips:
            these = "part" if self.flip_size == 1 else f"set of up to {self.flip_size} parts"
            said.append(f"  With attacks counted, no {these} flips its label.")
        if others:
            said.append("  With attacks counted, its label also hangs on:")
            said += [f"    {self._all(ids)}; without it, it {STATE[label]}" for ids, label in others]
        return cut(said, lines)

    def _all(self, ids: Iterable[str]) -> str:
        return " and ".join(words(self.map, id) for id in ids)

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = [("support, alone", id, words(self.map, id)) for id in self.single]
        rows += [("support, together", ", ".join(ids), self._all(ids)) for ids in self.cuts]
        rows += [(f"label: {STATE[label]}", ", ".join(ids), self._all(ids)) for ids, label in self.flips]
        caption = f"{words(self.map, self.part)} {STATE[self.label]} ({self.reading})"
        return {
            "text/plain": str(self),
            "text/html": html_table(("how", "without", "text"), rows, caption=caption),
        }


def load_bearing(
    m: ArgumentMap,
    x: Ref,
    *,
    reading: Reading | None = None,
    size: int = 2,
    flip_size: int = 1,
    steps: bool = False,
    limit: int = 10_000,
) -> LoadBearing:
    """Return on what a part of a map rests.

    By support alone: the parts that every chain of grounds runs through, and the minimal cut sets, as in a fault
    tree (Vesely et al. 1981); a step falls with any of its premises, a statement with all its steps, and support that
    goes round in a circle carries nothing. Apart from that: the smallest sets whose removal changes the label that
    :func:`evaluate` gives. Statements that restate one another are one, under the id of the first, and are removed
    together.

    Args:
        m: the map.
        x: the part that is asked about.
        reading: how the map is read; cut sets depend on it only by what restates what.
        size: the most parts of a cut set.
        flip_size: the most parts of a set that flips the label.
        steps: whether steps count as parts that can be removed, or only nodes.
        limit: the most sets that are kept for one part, or tried for flips.

    Raises:
        ArgmapError: a size is below 1.
        TooManyError: there are more sets than the limit.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet, rain = d.thesis("It is wet."), d.claim("It rains.")
    >>> _ = d.support(wet, rain)
    >>> _ = d.support(rain, d.evidence("The gauge says so."), d.evidence("I saw it."))
    >>> print(load_bearing(d.map(), wet).text(lines=5))
    “It is wet.” stands (read with unsupported in, implicit in, evidence in, support necessary, rebuttal directed, restatements merged).
      By support it hangs on each of these alone:
        “It rains.”
      It falls without all of:
        “The gauge says so.” and “I saw it.”
    """  # noqa: E501
    for name, value in (("size", size), ("flip_size", flip_size), ("limit", limit)):
        if value < 1:
            raise ArgmapError(f"{name} is at least 1, not {value!r}")
    reading = reading or Reading()
    id = m.id_of(x)
    labelling = evaluate(m, reading=reading)
    faults = _Faults(m, reading, id, steps, limit)
    families = faults.cut_sets(size)
    near = faults.nearness
    ordered = sorted(
        (tuple(sorted(ids, key=near.__getitem__)) for ids in families),
        key=lambda ids: (len(ids), [near[i] for i in ids]),
    )
    return LoadBearing(
        m,
        id,
        labelling[id],
        reading,
        tuple(ids[0] for ids in ordered if len(ids) == 1),
        tuple(ids for ids in ordered if len(ids) > 1),
        _flips(m, reading, id, labelling[id], faults.candidates, flip_size, limit),
        size,
        flip_size,
    )


def _flips(
    m: ArgumentMap, reading: Reading, x: str, label: Label, candidates: tuple[str, ...], size: int, limit: int
) -> tuple[tuple[tuple[str, ...], Label], ...]:
    """Return the smallest sets whose removal changes a label; removed is denied, as in ``what_if``."""
    # The label was derived from what its explanation tells of, so a set that leaves all of that alone flips nothing.
    told = set(explain(m, x, reading=reading).parts)
    found: list[tuple[tuple[str, ...], Label]] = []
    tried = 0
    for count in range(1, size + 1):
        for ids in tracked(combinations(candidates, count), "Removing", comb(len(candidates), count)):
            if told.isdisjoint(ids) or any(set(smaller) <= set(ids) for smaller, _ in found):
                continue
            tried += 1
            if tried > limit:
                raise TooManyError(f"sets that could flip {x!r}", limit)
            after = Fixpoint(m, reading, (), ids).labels[x]
            if after != label:
                found.append((ids, after))
    return tuple(found)


class _Faults:
    """The fault tree of a part: it fails when its support does."""

    def __init__(self, m: ArgumentMap, reading: Reading, x: str, steps: bool, limit: int) -> None:
        self.m, self.limit = m, limit
        fix = self.fix = Fixpoint(m, reading, (), ())
        self.x = fix.at(x)
        self.order = self._below(self.x, attacks=False)
        self.candidates = tuple(
            sorted(
                {
                    real
                    for id in self._below(self.x, attacks=True)
                    if (real := id.removesuffix(BACK)) != self.x and self._counts(real, steps)
                },
                key=m.index.position.__getitem__,
            )
        )
        self.nearness = {id: i for i, id in enumerate(self.order)}
        self.bit = {id: 1 << i for i, id in enumerate(self.order) if id != self.x and self._counts(id, steps)}

    def _counts(self, id: str, steps: bool) -> bool:
        part = self.m.parts.get(id)
        return part is not None and (steps or isinstance(part, Node))

    def _below(self, start: str, *, attacks: bool) -> list[str]:
        """Return what leads to a part, the nearest first."""
        fix = self.fix
        found = {start: None}
        work = [start]
        for id in work:
            sides = [fix.side["for"].get(id, [])] + ([fix.side["against"].get(id, [])] if attacks else [])
            for near in (*fix.premises.get(id, ()), *(step for side in sides for step in side)):
                if near not in found and (attacks or id not in fix.premises or near in fix.premises[id]):
                    found[near] = None
                    work.append(near)
        return work

    def cut_sets(self, size: int) -> list[tuple[str, ...]]:
        """Return the minimal cut sets of at most so many parts.

        The greatest solution: to begin with everything fails by itself, so what only a circle supports does.
        """
        sets: dict[str, frozenset[int]] = {id: frozenset((0,)) for id in self.order}
        users: dict[str, list[str]] = {}
        for id in self.order:
            for need in self._needs(id):
                users.setdefault(need, []).append(id)
        work = dict.fromkeys(reversed(self.order))  # far ones first
        while work:
            id = next(iter(work))
            del work[id]
            after = self._of(id, sets, size)
            if after != sets[id]:
                sets[id] = after
                work.update(dict.fromkeys(users.get(id, ())))
        return [tuple(id for id, bit in self.bit.items() if mask & bit) for mask in sets[self.x] if mask]

    def _needs(self, id: str) -> Iterable[str]:
        return self.fix.premises[id] if id in self.fix.premises else self.fix.side["for"].get(id, ())

    def _of(self, id: str, sets: dict[str, frozenset[int]], size: int) -> frozenset[int]:
        own = {self.bit[id]} if id in self.bit else set()
        needs = [sets[need] for need in self._needs(id)]
        if id in self.fix.premises:
            return self._minimal(own.union(*needs), size)
        if not needs:
            return frozenset(own)
        together = {0}
        for family in needs:
            together = set(
                self._minimal({a | b for a in together for b in family if (a | b).bit_count() <= size}, size)
            )
        return self._minimal(own | together, size)

    def _minimal(self, family: set[int], size: int) -> frozenset[int]:
        """Return the sets that hold no other set of the family."""
        if 0 in family:
            return frozenset((0,))
        kept = frozenset(mask for mask in family if not any(part in family for part in _proper_parts(mask)))
        if len(kept) > self.limit:
            raise TooManyError(f"sets of up to {size} parts that {self.x!r} rests on", self.limit)
        return kept


def _proper_parts(mask: int) -> Iterable[int]:
    part = (mask - 1) & mask
    while part:
        yield part
        part = (part - 1) & mask
