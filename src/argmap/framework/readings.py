"""Support edges read as attacks: what a support means for what can be accepted together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from argmap.framework.adjacency import Lists
from argmap.framework.components import strong_components
from argmap.framework.errors import SupportError, checked
from argmap.framework.framework import Framework
from argmap.framework.labels import OUT, Labelling

A = TypeVar("A", bound=Hashable)

READINGS = ("deductive", "necessary")


def read_supports(framework: Framework[A], support: str) -> Framework[A]:
    """Return the framework of attacks that results when each support edge is read in one way.

    *Deductive*, a supports b: whoever accepts a has to accept b (Boella, Gabbay, van der Torre & Villata
    2010). An attack on b then is an attack on a, and an attack by b is one by a: the d-attacks of Cayrol &
    Lagasquie-Schiex (2013), closed under chains of supports.

    *Necessary*, a supports b: whoever accepts b has to accept a (Nouioua & Risch 2011). An attack on a then
    is an attack on b, and an attack by a is one by b: their extended attacks, closed under chains. Arguments
    that rest on a circle of necessities can never be accepted and harm nobody, so they are left out.

    The same map can come out otherwise under the other reading, so there is no default. The projection can
    have as many attacks as there are pairs of arguments.

    Args:
        framework: with or without support edges.
        support: ``"deductive"`` or ``"necessary"``.

    Raises:
        UnknownOptionError: there is no such reading.

    >>> mixed = Framework("abc", attacks=[("c", "b")], supports=[("a", "b")])
    >>> read_supports(mixed, "deductive").attacks
    (('c', 'b'), ('c', 'a'))
    >>> read_supports(mixed, "necessary").attacks
    (('c', 'b'),)
    """
    checked("support", support, READINGS)
    if not framework.supports:
        return framework
    entails = framework._support_lists(back=support == "necessary")
    n = len(framework)
    ends = framework._attack_lists()
    into = framework._support_lists(back=support == "deductive")
    barred = _circular(entails, n) if support == "necessary" else bytearray(n)
    # Accepting x means accepting all that x entails. So x attacks whatever entails a thing attacked by
    # something that x entails: the closure of both rules at once, direct attacks first, in authored order.
    attacks = dict.fromkeys((framework._at(a), framework._at(b)) for a, b in framework.attacks)
    for x in range(n):
        hit = dict.fromkeys(target for y in _reached(x, entails) for target in ends[y])
        attacks.update(dict.fromkeys((x, victim) for target in hit for victim in _reached(target, into)))
    names = framework.arguments
    return Framework(
        [name for i, name in enumerate(names) if not barred[i]],
        [(names[i], names[j]) for i, j in attacks if not barred[i] and not barred[j]],
        base_scores={a: score for a, score in framework.base_scores.items() if not barred[framework._at(a)]},
    )


def _reached(start: int, lists: Lists) -> list[int]:
    reached = {start: None}
    work = [start]
    for vertex in work:
        for neighbour in lists[vertex]:
            if neighbour not in reached:
                reached[neighbour] = None
                work.append(neighbour)
    return work


def _circular(needs: Lists, n: int) -> bytearray:
    """Mark the places that stand on a circle of needs, and those that need one of them."""
    barred = bytearray(n)
    for component in strong_components(range(n), needs, n):  # what is needed comes first
        if len(component) > 1 or component[0] in needs[component[0]]:
            for i in component:
                barred[i] = 1
        elif any(barred[need] for need in needs[component[0]]):
            barred[component[0]] = 1
    return barred


@dataclass(frozen=True, slots=True)
class Reading(Generic[A]):
    """A framework together with the attacks that it is judged by.

    Args:
        framework: as it was given.
        attacks: the framework without supports that the engines work on; arguments that can never be
            accepted may be missing from it.
        support: the name of the reading, or None where there is nothing to read.
    """

    framework: Framework[A]
    attacks: Framework[A]
    support: str | None

    @classmethod
    def of(cls, framework: Framework[A], support: str | None) -> Reading[A]:
        """Return the framework under a reading of its supports.

        Raises:
            SupportError: there are support edges, and no reading is given.
        """
        if support is not None:
            checked("support", support, READINGS)
        if not framework.supports:
            return cls(framework, framework, None)
        if support is None:
            count = len(framework.supports)
            raise SupportError(
                f"the framework has {count:,} support edge{'s' * (count != 1)}, and what a support means "
                "decides what is accepted: say support='deductive' (whoever accepts the supporter has to "
                "accept what it supports) or support='necessary' (whoever accepts something has to accept "
                "what supports it)"
            )
        return cls(framework, read_supports(framework, support), support)

    def labelling(self, codes: Sequence[int]) -> Labelling[A]:
        """Return the labelling of the whole framework; what can never be accepted is out."""
        framework = self.framework
        if self.attacks is not framework:
            read = dict(zip(self.attacks.arguments, codes, strict=True))
            codes = [read.get(argument, OUT) for argument in framework]
        return Labelling(framework.arguments, bytes(codes), framework._place)
