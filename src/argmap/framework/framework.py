"""The value that all questions are asked of: arguments, attacks, supports, base scores."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from argmap.counted import counted
from argmap.framework.adjacency import Lists, Relation
from argmap.framework.components import cone
from argmap.framework.errors import UnknownArgumentError
from argmap.framework.intake import Intake

if TYPE_CHECKING:
    import networkx as nx

A = TypeVar("A", bound=Hashable)
"""What the arguments of a framework are: any hashable names."""

SHORT = 8
"""A representation shows the parts of frameworks of at most so many arguments, attacks and supports."""


class Framework(Generic[A]):
    """An argumentation framework: arguments, attacks, supports and base scores, in authored order; immutable.

    Without supports it is the abstract framework of Dung (1995); with supports and base scores it is a
    quantitative bipolar framework (Baroni, Romano, Toni, Aurisicchio & Bertanza 2015). Any graph is legal:
    circles, self-attacks, isolated arguments, a pair that both attacks and supports. Attacks and supports
    are relations, so a pair that is given twice counts once. Two frameworks are equal when they have the same
    parts, in whatever order they were written.

    Args:
        arguments: hashable names, in the order that every result keeps. A set is sorted, to be the same
            in every run.
        attacks: pairs (attacker, target).
        supports: pairs (supporter, target).
        base_scores: for some arguments, how strong they are before anything speaks for or against them,
            in [0, 1]. Only strengths read them.

    Raises:
        InvalidFrameworkError: the parts make no framework; it names every problem.

    >>> nixon = Framework(["quaker", "republican"], [("quaker", "republican"), ("republican", "quaker")])
    >>> len(nixon), "quaker" in nixon, nixon.attackers("quaker")
    (2, True, ('republican',))
    """

    __slots__ = ("__weakref__", "_arguments", "_attacks", "_base_scores", "_place", "_supports")
    _arguments: tuple[A, ...]
    _attacks: Relation[A]
    _supports: Relation[A]
    _base_scores: Mapping[A, float]
    _place: dict[A, int]

    def __init__(
        self,
        arguments: Iterable[A],
        attacks: Iterable[tuple[A, A]] = (),
        supports: Iterable[tuple[A, A]] = (),
        base_scores: Mapping[A, float] | None = None,
    ) -> None:
        intake = Intake(arguments, attacks, supports, base_scores or {})
        keep = object.__setattr__
        keep(self, "_arguments", intake.arguments)
        keep(self, "_attacks", intake.attacks)
        keep(self, "_supports", intake.supports)
        keep(self, "_base_scores", MappingProxyType(intake.base_scores))
        keep(self, "_place", intake.place)

    @property
    def arguments(self) -> tuple[A, ...]:
        """All arguments, in authored order."""
        return self._arguments

    @property
    def attacks(self) -> tuple[tuple[A, A], ...]:
        """All pairs (attacker, target), in authored order."""
        return self._attacks.pairs

    @property
    def supports(self) -> tuple[tuple[A, A], ...]:
        """All pairs (supporter, target), in authored order."""
        return self._supports.pairs

    @property
    def base_scores(self) -> Mapping[A, float]:
        """The base scores that were given; not every argument has one."""
        return self._base_scores

    def attackers(self, argument: A) -> tuple[A, ...]:
        """Return the arguments that attack this one.

        >>> Framework("abc", [("a", "c"), ("b", "c")]).attackers("c")
        ('a', 'b')
        """
        return self._named(self._attack_lists(back=True)[self._at(argument)])

    def attacked(self, argument: A) -> tuple[A, ...]:
        """Return the arguments that this one attacks.

        >>> Framework("abc", [("a", "c"), ("b", "c")]).attacked("a")
        ('c',)
        """
        return self._named(self._attack_lists()[self._at(argument)])

    def supporters(self, argument: A) -> tuple[A, ...]:
        """Return the arguments that support this one.

        >>> Framework("ab", supports=[("a", "b")]).supporters("b")
        ('a',)
        """
        return self._named(self._support_lists(back=True)[self._at(argument)])

    def supported(self, argument: A) -> tuple[A, ...]:
        """Return the arguments that this one supports.

        >>> Framework("ab", supports=[("a", "b")]).supported("a")
        ('b',)
        """
        return self._named(self._support_lists()[self._at(argument)])

    def cone(self, *topics: A) -> tuple[A, ...]:
        """Return the topics and all arguments from which a path of attacks and supports leads to one of them.

        >>> Framework("abcd", [("a", "b"), ("c", "d")], [("b", "c")]).cone("c")
        ('a', 'b', 'c')
        """
        starts = [self._at(topic) for topic in topics]
        lists = (self._attack_lists(back=True), self._support_lists(back=True))
        return self._named(cone(starts, lists, len(self)))

    def restricted(self, arguments: Iterable[A]) -> Framework[A]:
        """Return the framework of some of the arguments, with all that holds among them.

        Raises:
            UnknownArgumentError: one of them is no argument of this framework.

        >>> Framework("abc", [("a", "b"), ("b", "c")]).restricted("ab")
        Framework(('a', 'b'), attacks=(('a', 'b'),))
        """
        kept = {self._at(argument) for argument in arguments}
        place = self._place
        return Framework(
            [a for i, a in enumerate(self._arguments) if i in kept],
            [(a, b) for a, b in self.attacks if place[a] in kept and place[b] in kept],
            [(a, b) for a, b in self.supports if place[a] in kept and place[b] in kept],
            {a: score for a, score in self._base_scores.items() if place[a] in kept},
        )

    def with_base_scores(self, base_scores: Mapping[A, float]) -> Framework[A]:
        """Return the same framework where the given base scores take the place of the old ones.

        >>> dict(Framework("ab", base_scores={"a": 0.2}).with_base_scores({"a": 0.9}).base_scores)
        {'a': 0.9}
        """
        return Framework(self._arguments, self.attacks, self.supports, {**self._base_scores, **base_scores})

    def to_networkx(self) -> nx.MultiDiGraph[A]:
        """Return a networkx graph; each edge is keyed ``"attacks"`` or ``"supports"`` by its ``kind``.

        >>> Framework("ab", [("a", "b")]).to_networkx().edges(data="kind")
        OutMultiEdgeDataView([('a', 'b', 'attacks')])
        """
        from argmap.framework.networks import to_networkx

        return to_networkx(self)

    @staticmethod
    def from_networkx(graph: nx.Graph[A]) -> Framework[A]:
        """Return the framework that a directed networkx graph shows; an edge without ``kind`` is an attack.

        Raises:
            InvalidFrameworkError: the graph is undirected, or an edge has another kind than ``"attacks"``
                and ``"supports"``.

        >>> import networkx
        >>> Framework.from_networkx(networkx.DiGraph([("a", "b")]))
        Framework(('a', 'b'), attacks=(('a', 'b'),))
        """
        from argmap.framework.networks import from_networkx

        return from_networkx(graph)

    def __len__(self) -> int:
        return len(self._arguments)

    def __iter__(self) -> Iterator[A]:
        return iter(self._arguments)

    def __contains__(self, argument: object) -> bool:
        try:
            return argument in self._place
        except TypeError:  # what cannot be hashed is no argument
            return False

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Framework):
            return NotImplemented
        return (
            self._place.keys() == other._place.keys()
            and frozenset(self.attacks) == frozenset(other.attacks)
            and frozenset(self.supports) == frozenset(other.supports)
            and dict(self._base_scores) == dict(other._base_scores)
        )

    def __hash__(self) -> int:
        return hash((frozenset(self._arguments), frozenset(self.attacks), frozenset(self.supports)))

    def __repr__(self) -> str:
        parts = (
            ("attacks", self.attacks),
            ("supports", self.supports),
            ("base_scores", dict(self._base_scores)),
        )
        if max(len(self), len(self.attacks), len(self.supports)) > SHORT:
            return f"<{self}>"
        return (
            f"Framework({self._arguments!r}{''.join(f', {name}={part!r}' for name, part in parts if part)})"
        )

    def __str__(self) -> str:
        counts = [f"Framework: {counted(len(self), 'argument')}", counted(len(self.attacks), "attack")]
        if self.supports:
            counts.append(counted(len(self.supports), "support"))
        return ", ".join(counts)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Framework is immutable; make another one instead of setting {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Framework is immutable; {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[object, ...]:
        return Framework, (self._arguments, self.attacks, self.supports, dict(self._base_scores))

    def _at(self, argument: A) -> int:
        try:
            return self._place[argument]
        except (KeyError, TypeError):
            raise UnknownArgumentError(argument, self._arguments) from None

    def _named(self, places: Iterable[int]) -> tuple[A, ...]:
        return tuple([self._arguments[i] for i in places])

    def _attack_lists(self, *, back: bool = False) -> Lists:
        return self._attacks.lists(back=back)

    def _support_lists(self, *, back: bool = False) -> Lists:
        return self._supports.lists(back=back)
