"""How strong the parts of a map are, with how the numbers were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.analysis.bipolar import Bipolar, Weighing, bipolar, weighed_semantics
from argmap.analysis.context import statements
from argmap.analysis.telling import LINES, cut, semantics_words, words
from argmap.framework import GradualSemantics
from argmap.framework.equations import Iteration
from argmap.framework.evaluation import on_circles
from argmap.framework.strengths import STATUSES, How
from argmap.model.map import ArgumentMap, Ref
from argmap.model.overlay import Mark, Overlay
from argmap.model.table import html_table


@dataclass(frozen=True)
class Strengths:
    """The strengths of a map's parts, from 0 to 1, and how they were found.

    They tell what follows from base scores and the map, not what is true, and are no probabilities.

    Args:
        map: the map.
        semantics: the name of the gradual semantics.
        weighing: how the map was weighed.
        values: the strength by part id, in document order.
        base: the base score by part id.
        status: how the worst of them was found: ``"exact"``, ``"converged"``, ``"oscillating"`` or ``"budget"``; of the
            last two a value is the last state, and no solution.
        residual: by how much the worst equation is off.
        unsolved: the ids of the parts behind which some equation is not solved.
    """

    map: ArgumentMap
    semantics: str
    weighing: Weighing
    values: Mapping[str, float]
    base: Mapping[str, float] = field(repr=False)
    status: How = "exact"
    residual: float = 0.0
    unsolved: frozenset[str] = frozenset()

    def __getitem__(self, ref: Ref) -> float:
        return self.values[self.map.id_of(ref)]

    def __hash__(self) -> int:
        return hash((self.map, self.semantics, self.weighing))

    @property
    def ranked(self) -> tuple[str, ...]:
        """The ids of the statements, the strongest first."""
        return tuple(sorted(statements(self.map).ids, key=lambda id: -self.values[id]))

    def overlay(self) -> Overlay:
        """Return how far each statement and each step is filled."""
        silent = {*self.map.nodes.ids}.difference(statements(self.map).ids)
        marks = {
            id: Mark("level", f"{value:.2f}", value) for id, value in self.values.items() if id not in silent
        }
        return Overlay("Strength", marks, {"level": f"strength by {semantics_words(self.semantics)}"})

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the statements, the strongest first, in at most so many lines; all of them for ``None``."""
        said = [f"strength by {semantics_words(self.semantics)}, {self._how()} ({self.weighing})"]
        for id in self.ranked:
            doubt = "" if id not in self.unsolved else "  (not solved)"
            said.append(f"  {self.values[id]:.2f}  {words(self.map, id)}{doubt}")
        return cut(said, lines)

    def _how(self) -> str:
        return self.status if self.status == "exact" else f"{self.status}, residual {self.residual:.1e}"

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = (
            (node.id, f"{self.values[node.id]:.4f}", f"{self.base[node.id]:.4f}", node.label)
            for node in statements(self.map)
        )
        caption = f"{semantics_words(self.semantics)}, {self._how()}, {self.weighing}"
        return {
            "text/plain": str(self),
            "text/html": html_table(("id", "strength", "base", "text"), rows, caption=caption),
        }


def strength(
    m: ArgumentMap,
    semantics: str | GradualSemantics = "quadratic energy",
    *,
    weighing: Weighing | None = None,
    damping: float = 0.5,
    tolerance: float = 1e-9,
    max_steps: int = 10_000,
) -> Strengths:
    """Return how strong the parts of a map are, from base scores, supports and attacks.

    A step is as strong as its premises together (the weakest, where nothing else is said) and supports or attacks its
    target; what undercuts a step lowers it. Where no circle leads, strengths are exact; circles are solved by damped
    steps, and the status says whether that succeeded.

    Args:
        m: the map.
        semantics: ``"quadratic energy"`` (Potyka 2018), ``"DF-QuAD"`` (Rago, Toni, Aurisicchio & Baroni 2016), which
            saturates in maps rich in support, ``"Euler"`` (Amgoud & Ben-Naim 2018), ``"MLP"`` (Potyka 2021),
            ``"h-categoriser"`` (Besnard & Hunter 2001; attacks only), or a semantics of one's own.
        weighing: base scores and the rule for linked premises; the defaults of :class:`Weighing` where none is given.
        damping: how far each step on a circle goes, in (0, 1].
        tolerance: a circle is solved when no equation is off by more.
        max_steps: the most steps for one circle.

    Raises:
        ArgmapError: there is no such semantics, a number is out of its range, or the semantics is for attacks
            only and the map has support.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.evidence("It rains."))
    >>> strength(d.map())["c1"]
    0.6
    """
    whole = bipolar(m, weighing)
    chosen = weighed_semantics(semantics, whole)
    how = Iteration(damping, tolerance, max_steps)
    values, notes = _solve(whole, chosen, how)
    framework = whole.framework
    worst = max((code for code, _, _ in notes.values()), default=0)
    by_part = {part.id: whole[part] for part in m}
    return Strengths(
        m,
        chosen.name,
        whole.weighing,
        {id: values[name] for id, name in by_part.items()},
        {id: framework.base_scores[name] for id, name in by_part.items()},
        STATUSES[worst],
        max((residual for _, residual, _ in notes.values()), default=0.0),
        frozenset(id for id, name in by_part.items() if notes[name][0] > 1),
    )


def _solve(
    whole: Bipolar, semantics: GradualSemantics, how: Iteration
) -> tuple[dict[str, float], dict[str, tuple[int, float, int]]]:
    framework = whole.framework
    names = framework.arguments
    base = [framework.base_scores[name] for name in names]
    place = {name: i for i, name in enumerate(names)}
    attackers: list[list[int]] = [[] for _ in names]
    supporters: list[list[int]] = [[] for _ in names]
    for rows, pairs in ((attackers, framework.attacks), (supporters, framework.supports)):
        for source, target in pairs:
            rows[place[target]].append(place[source])
    values = list(base)
    equations = whole.equations(semantics, names, base, attackers, supporters)
    notes = on_circles(equations, range(len(names)), values, how)
    return dict(zip(names, values, strict=True)), {name: notes[i] for name, i in place.items()}
