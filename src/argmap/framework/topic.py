"""The equations behind one topic, solved again and again with small changes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from heapq import heappop, heappush
from typing import Generic, TypeVar

from argmap.framework.adjacency import Lists
from argmap.framework.components import cone, strong_components
from argmap.framework.equations import Equations, Iteration, relax
from argmap.framework.evaluation import base_scores, worst
from argmap.framework.framework import Framework
from argmap.framework.gradual import GradualSemantics
from argmap.framework.strengths import STATUSES, How

A = TypeVar("A", bound=Hashable)

Undo = list[tuple[int, float]]
"""Strengths as they were before a change, to be restored in reverse order."""


class Topic(Generic[A]):
    """The arguments that lead to a topic, numbered from 0, with strengths that follow every change.

    A change is followed downstream, component by component, and no further than numbers move.

    Args:
        framework: arguments, attacks, supports and base scores.
        topic: the argument that everything is about.
        semantics: the form of the equations.
        default_base: the base score of arguments without one.
        how: how circles are solved.
    """

    def __init__(
        self,
        framework: Framework[A],
        topic: A,
        semantics: GradualSemantics,
        default_base: float | None,
        how: Iteration,
    ) -> None:
        base = base_scores(framework, semantics, default_base)
        attackers = framework._attack_lists(back=True)
        supporters = framework._support_lists(back=True)
        start = framework._at(topic)
        places = cone([start], [attackers, supporters], len(framework))
        number = {place: i for i, place in enumerate(places)}
        self.how = how
        self.members = tuple([framework.arguments[place] for place in places])
        self.topic = number[start]
        # Whatever leads to a member is a member, so no source is lost.
        self.equations = self._equate(
            semantics,
            [base[place] for place in places],
            [[number[source] for source in attackers[place]] for place in places],
            [[number[source] for source in supporters[place]] for place in places],
        )
        n = len(places)
        self.sources: Lists = [self.equations.attackers[i] + self.equations.supporters[i] for i in range(n)]
        self.targets: Lists = [[] for _ in range(n)]
        for i, sources in enumerate(self.sources):
            for source in sources:
                self.targets[source].append(i)
        self.components = strong_components(range(n), self.sources, n)  # sources come first
        self.circular = [self.equations.is_circular(component) for component in self.components]
        self.component = [0] * n
        for position, component in enumerate(self.components):
            for i in component:
                self.component[i] = position
        self.fixed: list[float | None] = [None] * n
        right = self.equations.right_hand_side()
        fixed = self.fixed

        def side(i: int, values: Sequence[float]) -> float:
            own = fixed[i]
            return right(i, values) if own is None else own

        self._side = side
        self.notes: dict[int, tuple[int, float, int]] = {}
        self.values = list(self.equations.base)
        self.solve()

    def _equate(
        self, semantics: GradualSemantics, base: list[float], attackers: Lists, supporters: Lists
    ) -> Equations:
        """Return the equations of the members; a kind of topic with other equations says so here."""
        return Equations(semantics, base, attackers, supporters)

    def __len__(self) -> int:
        return len(self.members)

    @property
    def value(self) -> float:
        """The strength of the topic."""
        return self.values[self.topic]

    @property
    def note(self) -> tuple[int, float, int]:
        """How strengths were found: the worst of all circles so far, under every change that was followed."""
        return worst(list(self.notes.values()))

    @property
    def status(self) -> How:
        """The status that belongs to the note."""
        return STATUSES[self.note[0]]

    def solve(self) -> None:
        """Compute all strengths."""
        self._follow(range(len(self.components)), everything=True)

    def change(self, places: Sequence[int]) -> Undo:
        """Follow changes of base scores or of fixed strengths, and return how to take them back."""
        return self._follow([self.component[i] for i in places])

    def restore(self, undo: Undo) -> None:
        """Take a change of strengths back."""
        for i, value in reversed(undo):
            self.values[i] = value

    def without(self, i: int) -> float:
        """Return what the strength of the topic would be without one argument."""
        return self.fixed_at(i, 0.0)

    def fixed_at(self, i: int, value: float) -> float:
        """Return what the strength of the topic would be if one argument had a given strength."""
        places = self.moved_with(i)
        before = [self.fixed[place] for place in places]
        for place in places:
            self.fixed[place] = value
        undo = self.change(places)
        result = self.value
        for place, own in zip(places, before, strict=True):
            self.fixed[place] = own
        self.restore(undo)
        return result

    def moved_with(self, i: int) -> Sequence[int]:
        """Return the places that are one thing with a place, itself among them, and change with it."""
        return (i,)

    def with_base(self, i: int, score: float) -> float:
        """Return what the strength of the topic would be if one argument had another base score."""
        base = self.equations.base
        places = self.moved_with(i)
        before = [base[place] for place in places]
        for place in places:
            base[place] = score
        undo = self.change(places)
        result = self.value
        for place, own in zip(places, before, strict=True):
            base[place] = own
        self.restore(undo)
        return result

    def _follow(self, dirty: Sequence[int], *, everything: bool = False) -> Undo:
        values, side = self.values, self._side
        undo: Undo = []
        work = sorted(set(dirty))  # a heap of components, sources before targets
        queued = set(work)
        while work:
            position = heappop(work)
            queued.discard(position)
            component = self.components[position]
            before = [values[i] for i in component]
            if self.circular[position]:
                note = relax(component, values, [self._start(i) for i in component], side, self.how)
                self.notes[position] = max(note, self.notes.get(position, note))
            else:
                values[component[0]] = side(component[0], values)
            for i, old in zip(component, before, strict=True):
                if values[i] != old:
                    undo.append((i, old))
                    if not everything:
                        for target in self.targets[i]:
                            there = self.component[target]
                            if there != position and there not in queued:
                                queued.add(there)
                                heappush(work, there)
        return undo

    def _start(self, i: int) -> float:
        own = self.fixed[i]
        return self.equations.base[i] if own is None else own
