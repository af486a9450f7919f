"""The index of a map: who stands at whose ends, looked up instead of searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from argmap.model.graph_search import components
from argmap.model.part import Part, is_a
from argmap.model.relations import Attacks, Influences, Relation, Supports
from argmap.model.source import Source

R = TypeVar("R", bound=Relation)
Steps = dict[str, list[Relation]]
"""Relations by the id of a part at one of their ends."""


class Index:
    """Lists of steps by the parts at their ends, all in document order.

    Each table is made when first asked, once for a map. A part that nothing ends on has no entry, so look up
    with ``.get(id, ())``.
    """

    def __init__(
        self, parts: Mapping[str, Part], relations: Sequence[Relation], sources: Sequence[Source] = ()
    ) -> None:
        self.parts = parts
        self.relations = relations
        self.sources = sources

    @cached_property
    def position(self) -> dict[str, int]:
        """The place of each part in document order."""
        return {id: place for place, id in enumerate(self.parts)}

    @cached_property
    def conceded(self) -> frozenset[str]:
        """The ids of what the author grants, such as an objection, and of the nodes that say it.

        Kinds of users may be granted too: what counts is a field ``conceded`` that is true.
        """
        granted = [relation for relation in self.relations if vars(relation).get("conceded") is True]
        return frozenset(id for relation in granted for id in (relation.id, *relation.premises))

    @cached_property
    def pages(self) -> dict[str, str]:
        """The addresses of the sources, by their ids."""
        return {source.id: source.url for source in self.sources if source.url}

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The ids of the sources that are quoted."""
        return frozenset(quote.source for part in self.parts.values() for quote in part.quotes)

    @cached_property
    def steps_to(self) -> Steps:
        """The relations by their target."""
        return _by_target(self.relations)

    @cached_property
    def steps_from(self) -> Steps:
        """The relations by each of their premises."""
        return _by_premise(self.relations)

    @cached_property
    def supports(self) -> list[Supports]:
        """The steps of support."""
        return self._of(Supports)

    @cached_property
    def attacks(self) -> list[Attacks]:
        """The attacks."""
        return self._of(Attacks)

    @cached_property
    def influences(self) -> list[Influences]:
        """The influences between factors."""
        return self._of(Influences)

    @cached_property
    def supports_to(self) -> Steps:
        """The steps of support by their target."""
        return _by_target(self.supports)

    @cached_property
    def supports_from(self) -> Steps:
        """The steps of support by each of their premises."""
        return _by_premise(self.supports)

    @cached_property
    def attacks_to(self) -> Steps:
        """The attacks by their target."""
        return _by_target(self.attacks)

    @cached_property
    def attacks_from(self) -> Steps:
        """The attacks by each of their premises."""
        return _by_premise(self.attacks)

    @cached_property
    def support_steps(self) -> set[str]:
        """The ids of the steps of support."""
        return {step.id for step in self.supports}

    @cached_property
    def reasons(self) -> dict[int, list[int]]:
        """The places of what a part rests on at the next remove, by its own place.

        For a node the premises of the steps that support it, and those steps themselves where they are backed;
        for such a step its own premises too. A walk over places is three times faster than one over ids.
        """
        place = self.position
        reasons: defaultdict[int, list[int]] = defaultdict(list)
        for step in self.supports:
            reasons[place[step.target]].extend([place[premise] for premise in step.premises])
        first_relation = len(self.parts) - len(self.relations)
        ends = chain(reasons, chain.from_iterable(reasons.values()))
        for at in sorted({end for end in ends if end >= first_relation}):
            relation = self.relations[at - first_relation]
            reasons[at].extend([place[premise] for premise in relation.premises])
            if relation.id in self.support_steps:
                reasons[place[relation.target]].append(at)
        return dict(reasons)

    def _of(self, cls: type[R]) -> list[R]:
        kinds: dict[type[Relation], bool] = {}
        for relation in self.relations:
            if type(relation) not in kinds:
                kinds[type(relation)] = is_a(relation, cls)
        return [relation for relation in self.relations if kinds[type(relation)]]  # type: ignore[misc]

    def below(self, id: str) -> tuple[str, ...]:
        """Return what supports a part directly: steps below a node, premises and backing below a step."""
        part = self.parts[id]
        backing = tuple(step.id for step in self.supports_to.get(id, ()))
        return (*part.premises, *backing) if isinstance(part, Relation) else backing

    @cached_property
    def support_components(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components of the support graph, those below before those above."""
        ends = {**self.supports_to, **{s.id: None for steps in self.supports_to.values() for s in steps}}
        return components(ends, self.below)

    @cached_property
    def depths(self) -> dict[str, int]:
        """The number of steps on the longest chain of support below each part; a circle counts once."""
        component = {id: place for place, ids in enumerate(self.support_components) for id in ids}
        depth: list[int] = []
        for place, ids in enumerate(self.support_components):
            below = [depth[component[b]] for id in ids for b in self.below(id) if component[b] != place]
            own = sum(isinstance(self.parts[id], Relation) for id in ids)
            depth.append(max(below, default=0) + own)
        return {id: depth[place] for id, place in component.items()}


def _by_target(relations: Iterable[Relation]) -> Steps:
    table: Steps = {}
    for relation in relations:
        table.setdefault(relation.target, []).append(relation)
    return table


def _by_premise(relations: Iterable[Relation]) -> Steps:
    table: Steps = {}
    for relation in relations:
        for premise in relation.premises:
            table.setdefault(premise, []).append(relation)
    return table
