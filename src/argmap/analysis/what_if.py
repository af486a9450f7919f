"""What would flip if the map were another: parts removed, granted or denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.analysis.context import Context, short, statements
from argmap.analysis.evaluate import TONES, Label, Labelling, Reading, evaluate, ids_of
from argmap.analysis.explain import STATE
from argmap.analysis.telling import LINES, cut, words
from argmap.model.map import ArgumentMap, Ref
from argmap.model.overlay import Mark, Overlay, Tone
from argmap.model.part import is_a
from argmap.model.relations import Attacks, Conflicts, Supports

_FROM: dict[Label, str] = {"in": "", "out": ", which fell before", "undecided": ", which was open before"}


@dataclass(frozen=True, slots=True)
class Flip:
    """A node whose label a change flips: what it was and what it would be, ``None`` where it is gone."""

    part: str
    before: Label
    after: Label | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a change of a map would flip: the change in words, and the nodes that change their label.

    Falsy where nothing flips.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet, rain = d.thesis("The street gets wet."), d.claim("It rains.")
    >>> _ = d.support(wet, rain)
    >>> [flip.part for flip in am.what_if(d.map(), deny=rain).flips]
    ['c1', 'c2']
    """

    change: str
    flips: tuple[Flip, ...]
    before: Labelling
    after: Labelling

    def __bool__(self) -> bool:
        return bool(self.flips)

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the flips in at most so many lines; all of them for ``None``."""
        m = self.before.map
        told = [f for f in self.flips if f.after is not None]
        said = [f"{short(m[f.part])} {STATE[f.after]}{_FROM[f.before]}." for f in told if f.after is not None]
        thesis = m.thesis
        if thesis is not None and all(f.part != thesis.id for f in self.flips):
            said.append(f"The thesis, {short(thesis)}, still {STATE[self.after[thesis]]}.")
        whole = len(statements(m))
        other = "other " if self.flips else ""
        count = (
            f"{len(told)} of {whole} statements change{'s' * (len(told) == 1)}"
            if told
            else f"no {other}statement changes"
        )
        return cut((f"{self.change}, {count}{':' if said else '.'}", *(f"  {line}" for line in said)), lines)

    def overlay(self) -> Overlay:
        """Return what flips as marks: what would stand, fall or stay open, and what would be gone."""
        marks, legend = {}, {}
        for flip in self.flips:
            tone: Tone = "gone" if flip.after is None else TONES[flip.after]
            marks[flip.part] = Mark(tone)
            legend[tone] = "gone" if flip.after is None else f"now {STATE[flip.after]}"
        return Overlay(self.change, marks, legend)

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__


def what_if(
    m: ArgumentMap,
    *,
    remove: Ref | Iterable[Ref] = (),
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
    reading: Reading | None = None,
) -> WhatIf:
    """Return what flips where parts are removed, granted (in, whatever is said) or denied (out).

    What loses its only support when a part is removed falls with it; it does not become a claim that stands by
    itself. A statement that another part restates is still said when one of the two is removed: only the steps
    from and to that part go.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.claim("It rains."))
    >>> print(what_if(d.map(), deny="c2"))
    With “It rains.” denied, 2 of 2 statements change:
      “It is wet.” falls.
      “It rains.” falls.
    """
    removed, granted, denied = (ids_of(m, refs) for refs in (remove, grant, deny))
    before = evaluate(m, reading=reading)
    # A removed part is as if denied, so that what rested on it does not come to stand by itself.
    gone = _gone(m, before.reading, removed)
    after = evaluate(m, reading=reading, grant=granted, deny=tuple(dict.fromkeys((*denied, *gone))))
    flips: list[Flip] = []
    said = set(statements(m).ids)
    for node in m.nodes:
        if node.id in removed:
            flips.append(Flip(node.id, before[node], None))
        elif node.id in said and before[node] != after[node]:
            flips.append(Flip(node.id, before[node], after[node]))
    said_of = [
        f"{' and '.join(words(m, id) for id in ids)} {how}"
        for ids, how in ((removed, "removed"), (granted, "granted"), (denied, "denied"))
        if ids
    ]
    return WhatIf(f"With {', '.join(said_of) or 'nothing changed'}", tuple(flips), before, after)


def _gone(m: ArgumentMap, reading: Reading, removed: tuple[str, ...]) -> Iterator[str]:
    """Yield what is denied where parts are removed: a part, or its steps where another part still says the same."""
    same = Context(m).restatements if reading.restatements == "merged" else {}
    for id in removed:
        if same.get(id, frozenset()) <= {*removed, id}:
            yield id
            continue
        for step in m.relations:
            if id in (*step.premises, step.target) and any(
                is_a(step, k) for k in (Supports, Attacks, Conflicts)
            ):
                yield step.id
