"""A map as a quantitative bipolar framework: base scores, supports and attacks, and steps that need all premises.

Strength flows from statements through steps: a step is as strong as its premises together, lowered by what undercuts
it and raised by what backs it as far as its premises reach, and then supports or attacks its target (Baroni, Romano,
Toni, Aurisicchio & Bertanza 2015, with a node for each relation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from math import isfinite, prod
from typing import Literal

from argmap.analysis.evaluate import BACK, Fixpoint, Reading
from argmap.analysis.telling import require
from argmap.errors import ArgmapError
from argmap.framework import Framework, GradualSemantics, SupportError
from argmap.framework.adjacency import Lists
from argmap.framework.equations import Equations, Iteration, Reaction
from argmap.framework.gradual import gradual
from argmap.framework.topic import Topic
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Node
from argmap.model.relations import Relation
from argmap.model.vocabulary import scales, term_of

ROUNDING = 1e-12
"""By how much a step may exceed its premises by rounding alone."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a map is weighed where the literature differs; printed with every result.

    Args:
        linked: how strong premises are together. ``"min"``: as the weakest; ``"product"``: as independent chances
            that all hold; ``"all"``: 1 where each has at least the strength ``threshold``, else 0.
        base: the base score of a statement that says nothing of its confidence or likelihood.
        implicit: the same for an unstated premise; it is never taken for certain silently.
        step: how much of its premises' strength a step hands on where its own ``strength`` is not given.
        threshold: what each premise must reach where ``linked`` is ``"all"``.
        scores: which given terms make base scores, the first that a statement has: the middle of the term's
            range of probabilities, or its rank among the n terms of its scale over n + 1.
        restatements: whether statements that restate one another are one, with the highest of their base
            scores (``"merged"``), or several (``"apart"``).

    >>> print(Weighing(linked="product"))
    weighed with linked product, base 0.5, implicit 0.5, step 1, scores confidence + likelihood, restatements merged
    """

    linked: Literal["min", "product", "all"] = "min"
    base: float = 0.5
    implicit: float = 0.5
    step: float = 1.0
    threshold: float = 0.5
    scores: tuple[str, ...] = ("confidence", "likelihood")
    restatements: Literal["merged", "apart"] = "merged"

    def __post_init__(self) -> None:
        require("linked", self.linked, ("min", "product", "all"))
        require("restatements", self.restatements, ("merged", "apart"))
        for name in self.scores:
            require("scores", name, ("confidence", "likelihood"))
        for name in ("base", "implicit", "step", "threshold"):
            value = getattr(self, name)
            if not (isinstance(value, int | float) and isfinite(value) and 0 <= value <= 1):
                raise ArgmapError(f"{name}={value!r} is no weight: it is a number from 0 to 1")

    def __str__(self) -> str:
        said = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "threshold" and self.linked != "all":
                continue
            shown = " + ".join(value) or "none" if isinstance(value, tuple) else value
            said.append(f"{field.name} {shown:g}" if isinstance(shown, float) else f"{field.name} {shown}")
        return "weighed with " + ", ".join(said)


@dataclass(frozen=True, eq=False)
class Bipolar:
    """A map as base scores, supports and attacks.

    Args:
        map: the map.
        weighing: how it is weighed.
        framework: statements and steps with attacks and supports; premises support their steps.
        premises: for each step the statements that it needs, all of them.
        one: for a node that restates another the node that stands for both.
    """

    map: ArgumentMap
    weighing: Weighing
    framework: Framework[str]
    premises: dict[str, tuple[str, ...]]
    one: dict[str, str]

    def __getitem__(self, ref: Ref) -> str:
        id = self.map.id_of(ref)
        return self.one.get(id, id)

    def topic(self, x: Ref, semantics: GradualSemantics, how: Iteration) -> WeighedTopic:
        """Return the solved equations behind the strength of one part."""
        return WeighedTopic(self, self[x], semantics, how)

    def equations(
        self,
        semantics: GradualSemantics,
        members: Sequence[str],
        base: list[float],
        attackers: Lists,
        supporters: Lists,
    ) -> WeighedEquations:
        """Return the equations of some arguments, numbered in this order."""
        number = {name: i for i, name in enumerate(members)}
        needs = {number[s]: [number[p] for p in ps] for s, ps in self.premises.items() if s in number}
        backers = [
            [s for s in row if s not in needs[i]] if i in needs else row for i, row in enumerate(supporters)
        ]
        return WeighedEquations(semantics, base, attackers, supporters, needs, backers, self.weighing)


def bipolar(m: ArgumentMap, weighing: Weighing | None = None) -> Bipolar:
    """Return a map as a quantitative bipolar framework with a node for each relation.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("It is wet."), d.evidence("It rains."))
    >>> bipolar(d.map()).framework.supports
    (('e1', 's1'), ('s1', 'c1'))
    """
    weighing = weighing or Weighing()
    fix = Fixpoint(m, Reading(restatements=weighing.restatements), (), ())
    base: dict[str, float] = {}
    given: dict[str, float] = {}
    for node in m.nodes:
        id = fix.at(node.id)
        score = _given(node, weighing)
        if score is not None:
            given[id] = max(score, given.get(id, 0.0))
        neutral = weighing.implicit if node.implicit else weighing.base
        base[id] = max(neutral, base.get(id, 0.0))
    base |= given
    attacks: list[tuple[str, str]] = []
    supports: list[tuple[str, str]] = []
    for step, premises in fix.premises.items():
        relation = m.parts.get(step) or m.parts[step.removesuffix(BACK)]
        strength = relation.strength if isinstance(relation, Relation) else None
        base[step] = weighing.step if strength is None else strength
        supports += [(premise, step) for premise in premises]
        if step in fix.role:
            side, targets = fix.role[step]
            (supports if side == "for" else attacks).extend((step, target) for target in targets)
    return Bipolar(m, weighing, Framework(base, attacks, supports, base), dict(fix.premises), fix.one)


def _given(node: Node, weighing: Weighing) -> float | None:
    """Return the base score that a node gives by its confidence or likelihood."""
    for measures in weighing.scores:
        value = getattr(node, measures)
        if value is None:
            continue
        term = term_of(value, measures)
        if term.range is not None:
            return sum(term.range) / 2
        name = value.partition(":")[0]
        known = scales(measures)
        scale = known.get(name) or next(scale for scale in known.values() if scale.find(value) is not None)
        if term.rank is not None:
            return term.rank / (len(scale.terms) + 1)
    return None


def weighed_semantics(semantics: str | GradualSemantics, framework: Bipolar) -> GradualSemantics:
    """Return a gradual semantics by its name, in any spelling: ``"quadratic energy"``, ``"DF-QuAD"``.

    Raises:
        UnknownOptionError: there is none of this name.
        SupportError: it is for attacks only, and the map has support.
    """
    name = semantics.lower().replace(" ", "_").replace("-", "_") if isinstance(semantics, str) else semantics
    chosen = gradual(name)
    if chosen.bipolar:
        return chosen
    steps = framework.premises
    for source, target in framework.framework.supports:
        if source in steps:
            raise SupportError(
                f"{chosen.name} is defined for attacks only, and {source!r} supports {target!r}; "
                "use quadratic_energy, df_quad, euler or mlp"
            )
    return replace(chosen, bipolar=True)  # premises carry their steps, and support nothing


@dataclass(frozen=True, slots=True)
class WeighedEquations(Equations):
    """Equations where a step has at most what its premises have together, and starts from its part of that.

    Without its premises a step has nothing to hand on, whatever backs it.

    Args:
        needs: for the place of each step the places of its premises.
        backers: for each place what supports it, premises left out.
        weighing: how premises are taken together.
    """

    needs: dict[int, list[int]]
    backers: Lists
    weighing: Weighing

    def aggregate(self) -> Callable[[int, Sequence[float]], float]:
        """Return the function from a place and all strengths to the aggregate of what attacks and backs it."""
        return Equations(self.semantics, self.base, self.attackers, self.backers).aggregate()

    def together(self, premises: Sequence[int], values: Sequence[float]) -> float:
        """Return how strong premises are together."""
        if self.weighing.linked == "min":
            return min([values[p] for p in premises])
        if self.weighing.linked == "product":
            return prod([values[p] for p in premises])
        return float(all(values[p] >= self.weighing.threshold for p in premises))

    def right_hand_side(self) -> Callable[[int, Sequence[float]], float]:
        """Return the function from a place and all strengths to what the strength of the place should be."""
        base, influence, aggregate, needs = self.base, self.semantics.influence, self.aggregate(), self.needs

        def side(place: int, values: Sequence[float]) -> float:
            own = base[place]
            if place not in needs:
                return influence(own, aggregate(place, values))
            share = self.together(needs[place], values)
            return min(share, influence(own * share, aggregate(place, values)))

        return side

    def reactions(self) -> Callable[[int, Sequence[float]], Reaction]:
        """Return the function from a place and all strengths to how its equation reacts to small changes.

        Where two premises are the weakest alike, the first counts as the weakest.
        """
        semantics, aggregate = self.semantics, self.aggregate()
        plain = Equations(semantics, self.base, self.attackers, self.backers)

        def react(place: int, values: Sequence[float]) -> Reaction:
            total, own = aggregate(place, values), self.base[place]
            premises = self.needs.get(place)
            share = 1.0 if premises is None else self.together(premises, values)
            if premises is not None and semantics.influence(own * share, total) > share + ROUNDING:
                return 0.0, self._by_premise(premises, values)  # it hands on all that they have
            by_base = semantics.by_base(own * share, total)
            slopes = plain.slopes(place, values, semantics.by_aggregate(own * share, total))
            for premise, slope in self._by_premise(premises or (), values):
                slopes.append((premise, by_base * own * slope))
            return by_base * share, slopes

        return react

    def _by_premise(self, premises: Sequence[int], values: Sequence[float]) -> list[tuple[int, float]]:
        if not premises or self.weighing.linked == "all":
            return []
        if self.weighing.linked == "min":
            return [(min(premises, key=values.__getitem__), 1.0)]
        return [(p, prod([values[q] for q in premises if q != p])) for p in premises]


class WeighedTopic(Topic[str]):
    """The equations behind the strength of one part."""

    def __init__(self, whole: Bipolar, topic: str, semantics: GradualSemantics, how: Iteration) -> None:
        self.whole = whole
        super().__init__(whole.framework, topic, semantics, None, how)
        self._place = {name: i for i, name in enumerate(self.members)}

    def moved_with(self, i: int) -> Sequence[int]:
        """Return the places of both ways of a conflict, or the place itself."""
        name = self.members[i].removesuffix(BACK)
        both = (self._place.get(name), self._place.get(f"{name}{BACK}"))
        return tuple(place for place in both if place is not None)

    def _equate(
        self, semantics: GradualSemantics, base: list[float], attackers: Lists, supporters: Lists
    ) -> Equations:
        return self.whole.equations(semantics, self.members, base, attackers, supporters)
