"""How the strength of a part reacts when single base scores move: a tornado, and the smallest decisive change."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.analysis.bipolar import Weighing, bipolar, weighed_semantics
from argmap.analysis.telling import LINES, cut, semantics_words, words
from argmap.framework import GradualSemantics, Swing
from argmap.framework.equations import Iteration
from argmap.framework.strengths import How
from argmap.framework.tornado import swung
from argmap.model.map import ArgumentMap, Ref
from argmap.model.overlay import Mark, Overlay
from argmap.model.table import html_table

TINY = 5e-5
"""What a number with four digits does not show swings nothing."""


@dataclass(frozen=True)
class Sensitivity:
    """How far the strength of a part swings when single base scores are moved, the widest swing first.

    Args:
        map: the map.
        part: the id of the part whose strength is looked at.
        strength: its strength.
        spread: how far each base score was moved to either side.
        threshold: the strength that decides something, or ``None``.
        semantics: the name of the gradual semantics.
        weighing: how the map was weighed.
        swings: ``argument`` (a part id), ``base``, ``low``, ``high`` and ``decisive`` of each part that leads to it.
        status: how the worst of the strengths behind it was found.
    """

    map: ArgumentMap
    part: str
    strength: float
    spread: float
    threshold: float | None
    semantics: str
    weighing: Weighing
    swings: tuple[Swing[str], ...]
    status: How

    @property
    def smallest_change(self) -> Swing[str] | None:
        """The swing whose base score has to move least for the part to cross the threshold."""
        able = [swing for swing in self.swings if swing.decisive is not None]
        return min(able, key=lambda swing: abs((swing.decisive or 0.0) - swing.base), default=None)

    def overlay(self) -> Overlay:
        """Return how wide the swings are, relative to the widest."""
        widest = max((swing.width for swing in self.swings), default=0.0)
        marks = {
            swing.argument: Mark("level", f"± {swing.width / 2:.3f}", swing.width / widest)
            for swing in self.swings
            if swing.width >= TINY
        }
        return Overlay("Sensitivity", marks, {"level": "how far the strength swings"})

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the swings, the widest first, in at most so many lines; all of them for ``None``."""
        said = [self._head()]
        least = self.smallest_change
        if least is not None and least.decisive is not None:
            said.append(
                f"  smallest change that crosses {self.threshold:g}: {words(self.map, least.argument)} "
                f"from {least.base:.2f} to {least.decisive:.2f}"
            )
        elif self.threshold is not None:
            said.append(f"  no single change crosses {self.threshold:g}")
        said += [
            f"  {swing.low:.4f} .. {swing.high:.4f}  {words(self.map, swing.argument)}"
            for swing in self.swings
            if swing.width >= TINY
        ]
        return cut(said, lines)

    def _head(self) -> str:
        return (
            f"{words(self.map, self.part)} has strength {self.strength:.4f}; base scores ± {self.spread:g} "
            f"({semantics_words(self.semantics)}, {self.status}; {self.weighing})"
        )

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def __hash__(self) -> int:
        return hash((self.map, self.part, self.spread, self.threshold, self.semantics, self.weighing))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = (
            (
                swing.argument,
                f"{swing.base:.4f}",
                f"{swing.low:.4f}",
                f"{swing.high:.4f}",
                "" if swing.decisive is None else f"{swing.decisive:.4f}",
                words(self.map, swing.argument),
            )
            for swing in self.swings
        )
        head = ("id", "base", "low", "high", "decisive", "part")
        return {"text/plain": str(self), "text/html": html_table(head, rows, caption=self._head())}


def sensitivity(
    m: ArgumentMap,
    x: Ref,
    *,
    spread: float = 0.1,
    threshold: float | None = None,
    semantics: str | GradualSemantics = "quadratic energy",
    weighing: Weighing | None = None,
) -> Sensitivity:
    """Return how far the strength of a part swings when single base scores are moved.

    Every base score that leads to it, its own included, is lowered and raised by the spread, within [0, 1]. With a
    threshold the nearest base score is sought at which the part comes to the other side of it.

    Args:
        m: the map.
        x: the part whose strength is looked at.
        spread: how far base scores move to either side.
        threshold: the strength that decides something.
        semantics: the gradual semantics; see :func:`strength`.
        weighing: how the map is weighed; the defaults of :class:`Weighing` where nothing is given.

    Raises:
        ArgmapError: the semantics or the part is unknown, or a number is out of its range.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.evidence("It rains."))
    >>> [swing.argument for swing in sensitivity(d.map(), "c1").swings]
    ['c1', 'e1', 's1']
    """
    whole = bipolar(m, weighing)
    chosen = weighed_semantics(semantics, whole)
    found = swung(whole.topic(x, chosen, Iteration()), spread, threshold)
    # The way back of a conflict is no part.
    swings = tuple(swing for swing in found.swings if swing.argument in m)
    return Sensitivity(
        m, m.id_of(x), found.strength, spread, threshold, chosen.name, whole.weighing, swings, found.status
    )
