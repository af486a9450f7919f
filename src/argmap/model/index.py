"""The index of a map: who stands at whose ends, looked up instead of searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from argmap.model.graph_search import components
from argmap.model.part import Part, is_a
from argmap.model.relations import Attacks, Influences, Relation, Supports


class Index:
    """Lists of steps by the parts at their ends, all in document order.

    It is made once for a map, when first asked. A part that nothing ends on has no entry, so look up with
    ``.get(id, ())``.
    """

    def __init__(self, parts: Mapping[str, Part], relations: Iterable[Relation]) -> None:
        self.parts = parts
        self.position = {id: place for place, id in enumerate(parts)}
        self.steps_to: dict[str, list[Relation]] = {}
        self.steps_from: dict[str, list[Relation]] = {}
        self.supports_to: dict[str, list[Relation]] = {}
        self.supports_from: dict[str, list[Relation]] = {}
        self.attacks_to: dict[str, list[Relation]] = {}
        self.attacks_from: dict[str, list[Relation]] = {}
        self.influences: list[Influences] = []
        self.support_steps: set[str] = set()
        roles: dict[type[Relation], str] = {}
        for relation in relations:
            role = roles.get(type(relation))
            if role is None:
                role = roles.setdefault(type(relation), _role(relation))
            self._enter(relation, self.steps_to, self.steps_from)
            if role == "support":
                self._enter(relation, self.supports_to, self.supports_from)
                self.support_steps.add(relation.id)
            elif role == "attack":
                self._enter(relation, self.attacks_to, self.attacks_from)
            elif role == "influence":
                self.influences.append(relation)  # type: ignore[arg-type]

    @staticmethod
    def _enter(relation: Relation, to: dict[str, list[Relation]], from_: dict[str, list[Relation]]) -> None:
        to.setdefault(relation.target, []).append(relation)
        for premise in relation.premises:
            from_.setdefault(premise, []).append(relation)

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


def _role(relation: Relation) -> str:
    for cls, role in ((Supports, "support"), (Attacks, "attack"), (Influences, "influence")):
        if is_a(relation, cls):
            return role
    return ""
