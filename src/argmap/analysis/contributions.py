"""How much each part of a map contributes to the strength of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.analysis.bipolar import Weighing, bipolar, weighed_semantics
from argmap.analysis.evaluate import BACK
from argmap.analysis.telling import LINES, cut, require, semantics_words, words
from argmap.framework import Contribution, GradualSemantics
from argmap.framework.attribution import METHODS, attributed
from argmap.framework.equations import Iteration
from argmap.framework.strengths import How
from argmap.model.map import ArgumentMap, Ref
from argmap.model.overlay import Mark, Overlay
from argmap.model.table import html_table

_WORDS = {
    "removal": "removal",
    "intrinsic": "intrinsic removal",
    "shapley": "Shapley value",
    "gradient": "gradient",
}

TINY = 5e-5
"""What a number with four digits does not show moves nothing."""


@dataclass(frozen=True)
class Contributions:
    """What the other parts of a map contribute to the strength of one; positive where they strengthen it.

    Args:
        map: the map.
        part: the id of the part that they contribute to.
        strength: its strength.
        method: how contributions were computed.
        semantics: the name of the gradual semantics.
        weighing: how the map was weighed.
        values: the contribution of each other part, by id in document order; statements that restate one another
            have one contribution, under the id of the first.
        status: how the worst of the strengths behind them was found.
        samples: from how many random orders they were estimated; 0 where they are computed.
        seed: of those orders.
    """

    map: ArgumentMap
    part: str
    strength: float
    method: str
    semantics: str
    weighing: Weighing
    values: Mapping[str, Contribution]
    status: How
    samples: int = 0
    seed: int = 0

    def __getitem__(self, ref: Ref) -> Contribution:
        return self.values[self.map.id_of(ref)]

    def __hash__(self) -> int:
        return hash((self.map, self.part, self.method, self.semantics, self.weighing))

    @property
    def strongest(self) -> tuple[str, ...]:
        """The ids of the parts that contribute anything, the largest absolute contribution first."""
        moving = [id for id, own in self.values.items() if abs(own.value) >= TINY]
        return tuple(sorted(moving, key=lambda id: -abs(self.values[id].value)))

    def overlay(self) -> Overlay:
        """Return what strengthens and what weakens the part, with how much."""
        marks = {self.part: Mark("path", f"{self.strength:.2f}")}
        for id in self.strongest:
            value = self.values[id].value
            marks[id] = Mark("good" if value > 0 else "bad", f"{value:+.3f}")
        legend = {"good": "strengthens", "bad": "weakens", "path": "the strength looked at"}
        return Overlay(f"Contributions, {_WORDS[self.method]}", marks, legend)

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the contributions, the largest first, in at most so many lines; all of them for ``None``."""
        said = [self._head()]
        said += [f"  {self.values[id]}  {words(self.map, id)}" for id in self.strongest]
        return cut(said, lines)

    def _head(self) -> str:
        how = f"{semantics_words(self.semantics)}, {self.status}"
        if self.samples:
            how += f", {self.samples:,} random orders, seed {self.seed}"
        return (
            f"{words(self.map, self.part)} has strength {self.strength:.4f}; contributions by {_WORDS[self.method]} "
            f"({how}; {self.weighing})"
        )

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = ((id, str(self.values[id]), words(self.map, id)) for id in self.strongest)
        return {
            "text/plain": str(self),
            "text/html": html_table(("id", "contribution", "part"), rows, caption=self._head()),
        }


def contributions(
    m: ArgumentMap,
    x: Ref,
    method: str = "removal",
    *,
    semantics: str | GradualSemantics = "quadratic energy",
    weighing: Weighing | None = None,
    samples: int = 1_000,
    seed: int = 0,
) -> Contributions:
    """Return what each other part of a map contributes to the strength of one (Kampik et al. 2024).

    ``"removal"``: how much weaker it would be without the part; ``"intrinsic"``: the same, with what speaks for and
    against the part set aside; ``"shapley"``: the mean over all orders in which the parts might enter (Shapley
    1953), which add up; exact up to 12 parts that lead to it, else estimated; ``"gradient"``: how its strength
    reacts to the part's base score. (Kampik, Potyka, Yin, Čyras & Toni 2024.)

    Args:
        m: the map.
        x: the part that is contributed to.
        method: ``"removal"``, ``"intrinsic"``, ``"shapley"`` or ``"gradient"``.
        semantics: the gradual semantics; see :func:`strength`.
        weighing: how the map is weighed; the defaults of :class:`Weighing` where nothing is given.
        samples: how many random orders estimates rest on.
        seed: of those orders.

    Raises:
        ArgmapError: the method, the semantics or the part is unknown, or a number is out of its range.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.evidence("It rains."))
    >>> contributions(d.map(), "c1").values["e1"].value.__round__(2)
    0.1
    """
    require("method", method, METHODS)
    whole = bipolar(m, weighing)
    chosen = weighed_semantics(semantics, whole)
    topic = whole.topic(x, chosen, Iteration())
    found = attributed(topic, whole.framework, method, samples, seed)
    values: dict[str, Contribution] = {}
    for name, own in found.items():
        id = name.removesuffix(BACK)
        if id == whole[x]:  # the other way of the conflict that is asked about
            continue
        if id in values:  # the two ways of a conflict are one part
            if method in ("removal", "intrinsic"):  # computed for both at once
                continue
            before = values[id]
            error = (before.standard_error**2 + own.standard_error**2) ** 0.5
            own = Contribution(before.value + own.value, error)
        values[id] = own
    position = m.index.position
    values = {id: values[id] for id in sorted(values, key=position.__getitem__)}
    return Contributions(
        m,
        m.id_of(x),
        found.strength,
        method,
        chosen.name,
        whole.weighing,
        values,
        found.status,
        found.samples,
        found.seed,
    )
