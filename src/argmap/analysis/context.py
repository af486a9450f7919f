"""What several rules need to know of a map, worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from argmap.analysis.schemes import Scheme, find_scheme
from argmap.model.collections import Parts
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Part, is_a
from argmap.model.relations import Attacks, Conflicts, Relation, Restates, Supports

SHORT = 60
"""The most characters of a text that a message repeats."""


class Context:
    """A map with the facts that rules share: what restates what, what rests on the thesis, what is answered."""

    def __init__(self, m: ArgumentMap) -> None:
        self.m = m

    @cached_property
    def supports(self) -> tuple[Supports, ...]:
        """The steps of support."""
        return self.m.of(Supports)

    @cached_property
    def attacks(self) -> tuple[Attacks, ...]:
        """The attacks."""
        return self.m.of(Attacks)

    @cached_property
    def argued_for(self) -> tuple[Node, ...]:
        """What the map argues for in the end: the thesis and the recommendations."""
        thesis = (self.m.thesis,) if self.m.thesis is not None else ()
        return (*thesis, *(r for r in self.m.recommendations if r not in thesis))

    @cached_property
    def restatements(self) -> dict[str, frozenset[str]]:
        """For each node the ids of all that say the same as it does, itself among them."""
        classes = {node.id: {node.id} for node in self.m.nodes}
        for relation in self.m.of(Restates):
            merged = set().union(*(classes[id] for id in (*relation.premises, relation.target)))
            for id in merged:
                classes[id] = merged
        return {id: frozenset(same) for id, same in classes.items()}

    @cached_property
    def own_side(self) -> frozenset[str]:
        """The parts that the map's own case is made of: what it argues for, its grounds, and replies to objections.

        Where nothing is argued for, the case is made of the roots. The objector's side is what attacks this
        side.
        """
        m, index = self.m, self.m.index
        own: set[str] = set()
        other: set[str] = set()
        starts = self.argued_for or m.roots
        work = [(part.id, True) for part in starts]
        while work:
            id, is_own = work.pop()
            side = own if is_own else other
            if id in side:
                continue
            side.add(id)
            part = m[id]
            work += [(step.id, is_own) for step in index.supports_to.get(id, ())]
            work += [(step.id, not is_own) for step in index.attacks_to.get(id, ())]
            if isinstance(part, Relation):
                work += [(premise, is_own) for premise in part.premises]
        return frozenset(own)

    def answers(self, attack: Attacks) -> tuple[Node, ...]:
        """Return what speaks against an attack: against one of its premises, or against the step itself."""
        replies = [self.m.attackers(attack), *(self.m.attackers(premise) for premise in attack.premises)]
        found = {node.id: node for nodes in replies for node in nodes}
        return tuple(node for id, node in found.items() if id not in attack.premises)

    def evidence_below(self, x: Part) -> tuple[Evidence, ...]:
        """Return the evidence among the grounds of a part."""
        below = set(self.m.grounds(x).ids)
        return tuple(node for node in self.m.evidence if node.id in below)

    def falls_with(self, removed: Iterable[str]) -> tuple[Node, ...]:
        """Return the nodes that lose all their support when these are gone, in document order.

        A node that had support falls when none of its steps is left; a step falls with any premise.
        """
        index = self.m.index
        gone = set(removed)
        left = {id: len(steps) for id, steps in index.supports_to.items()}
        work = list(gone)
        while work:
            id = work.pop()
            for step in index.supports_from.get(id, ()):
                if step.id not in gone:
                    gone.add(step.id)
                    left[step.target] -= 1
                    if left[step.target] == 0 and isinstance(index.parts[step.target], Node):
                        gone.add(step.target)
                        work.append(step.target)
        gone -= set(removed)
        return tuple(node for node in self.m.nodes if node.id in gone)

    def schemed(self, *families: str) -> tuple[tuple[Relation, Scheme], ...]:
        """Return the steps whose scheme is in the catalogue and of one of these families (of any, if none)."""
        found = ((step, find_scheme(step.scheme)) for step in self.m.relations)
        return tuple(
            (step, s) for step, s in found if s is not None and (not families or s.family in families)
        )

    def bears_on(self, node: Node) -> str:
        """Return what a node bears on in words, for messages."""
        thesis = self.m.thesis
        above = self.m.consequences(node)
        if thesis is not None and thesis in above:
            return "the thesis"
        advice = [n for n in above if is_a(n, Recommendation)]
        if advice:
            return f"the recommendation {short(advice[0])}"
        return short(above[0]) if above else "a step of reasoning"


def statements(m: ArgumentMap) -> Parts[Node]:
    """Return the nodes that say something: a question, a goal or a factor only where somebody argues about it.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.question("Does it rain?"), d.claim("It rains.")
    >>> statements(d.map()).ids
    ('c1',)
    """
    argued: set[str] = set()
    for step in m.relations:
        if is_a(step, Supports) or is_a(step, Attacks) or is_a(step, Conflicts):
            argued.update((*step.premises, step.target))
    silent = (Question, Goal, Factor)
    return Parts(node for node in m.nodes if node.id in argued or not any(is_a(node, k) for k in silent))


def short(part: Part) -> str:
    """Return the words of a part for a message, cut where they are long.

    >>> from argmap.model.nodes import Claim
    >>> short(Claim(id="c1", text="It rains."))
    '“It rains.”'
    """
    if isinstance(part, Relation):
        return f"the step {part.id}"
    words = " ".join((part.title or part.text).split()) if isinstance(part, Node) else part.id
    if len(words) > SHORT:
        words = words[:SHORT].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{words}”"
