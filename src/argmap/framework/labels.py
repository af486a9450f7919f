"""Labels of arguments, and the grounded labelling."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from argmap.framework.adjacency import Lists
from argmap.framework.errors import UnknownArgumentError
from argmap.framework.framework import Framework

A = TypeVar("A", bound=Hashable)

Label = Literal["in", "out", "undecided"]

LABELS: tuple[Label, Label, Label] = ("undecided", "in", "out")
UNDECIDED, IN, OUT = range(3)
SHOWN = 12
"""The text form of a labelling names at most so many arguments per label."""


class Labelling(Mapping[A, Label]):
    """The label of each argument: ``"in"``, ``"out"`` or ``"undecided"`` (Caminada 2006); immutable.

    An argument is *in* when all its attackers are out, *out* when one of them is in, and undecided otherwise,
    so the label ``"in"`` marks an extension.

    Args:
        arguments: in the order of the framework.
        codes: for each of them 0 for undecided, 1 for in, 2 for out.
        place: where each argument stands in that order.

    >>> labels = grounded(Framework("abc", [("a", "b"), ("b", "c")]))
    >>> labels["c"], labels.rejected
    ('in', ('b',))
    >>> print(labels)
    in: a, c
    out: b
    undecided: none
    """

    __slots__ = ("_arguments", "_codes", "_place")

    def __init__(self, arguments: tuple[A, ...], codes: bytes, place: Mapping[A, int]) -> None:
        self._arguments, self._codes, self._place = arguments, codes, place

    @property
    def accepted(self) -> tuple[A, ...]:
        """The arguments that are in."""
        return self._with(IN)

    @property
    def rejected(self) -> tuple[A, ...]:
        """The arguments that are out."""
        return self._with(OUT)

    @property
    def undecided(self) -> tuple[A, ...]:
        """The arguments that are neither in nor out."""
        return self._with(UNDECIDED)

    def _with(self, code: int) -> tuple[A, ...]:
        return tuple([a for a, own in zip(self._arguments, self._codes, strict=True) if own == code])

    def __getitem__(self, argument: A) -> Label:
        try:
            return LABELS[self._codes[self._place[argument]]]
        except (KeyError, TypeError):
            raise UnknownArgumentError(argument, self._arguments) from None

    def __len__(self) -> int:
        return len(self._arguments)

    def __iter__(self) -> Iterator[A]:
        return iter(self._arguments)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        counts = (f"{self._codes.count(code)} {LABELS[code]}" for code in (IN, OUT, UNDECIDED))
        return f"<Labelling: {', '.join(counts)}>"

    def __str__(self) -> str:
        return "\n".join(f"{LABELS[code]}: {listed(self._with(code))}" for code in (IN, OUT, UNDECIDED))


def listed(names: tuple[object, ...]) -> str:
    """Return names as a phrase, the first few of them where they are many.

    >>> listed(("a", "b")), listed(())
    ('a, b', 'none')
    """
    if not names:
        return "none"
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(map(str, names[:SHOWN])) + more


def ground(targets: Lists) -> bytearray:
    """Return the code of the grounded label of each place, given the places that each one attacks.

    A worklist over attacks, linear in arguments and attacks: an argument is in once its last attacker is
    out, and everything that it attacks is out (Modgil & Caminada 2009, algorithm for the grounded labelling).

    >>> list(ground([[1], [2], []]))
    [1, 2, 1]
    """
    n = len(targets)
    alive = [0] * n  # attackers that are not out yet
    for row in targets:
        for target in row:
            alive[target] += 1
    codes = bytearray(n)
    work = [i for i in range(n) if not alive[i]]
    for i in work:  # the list grows while it is walked
        codes[i] = IN
        for target in targets[i]:
            if not codes[target]:
                codes[target] = OUT
                for defended in targets[target]:
                    alive[defended] -= 1
                    if not alive[defended] and not codes[defended]:
                        work.append(defended)
    return codes


def close(targets: Lists, sources: Lists, members: Iterable[int]) -> bytearray:
    """Return the codes of the least complete labelling in which an admissible set is in.

    The same worklist as `ground`, started from the set: what it defends is in, what it attacks is out.

    >>> list(close([[1], [0], []], [[1], [0], []], [0]))
    [1, 2, 1]
    """
    n = len(targets)
    alive = [len(row) for row in sources]
    codes = bytearray(n)
    work = [i for i in range(n) if not alive[i]]
    work += members
    for i in work:
        if codes[i] == IN:
            continue
        codes[i] = IN
        for target in targets[i]:
            if not codes[target]:
                codes[target] = OUT
                for defended in targets[target]:
                    alive[defended] -= 1
                    if not alive[defended] and not codes[defended]:
                        work.append(defended)
    return codes


def label_codes(targets: Lists, members: Iterable[int]) -> bytearray:
    """Return the codes of the labelling of a set: its members are in, what they attack is out.

    >>> list(label_codes([[1], [], []], [0]))
    [1, 2, 0]
    """
    codes = bytearray(len(targets))
    members = tuple(members)
    for i in members:
        for target in targets[i]:
            codes[target] = OUT
    for i in members:
        codes[i] = IN
    return codes


def grounded(framework: Framework[A], *, support: str | None = None) -> Labelling[A]:
    """Return the grounded labelling: what has to be accepted, rejected and left open (Dung 1995).

    It is the least complete labelling, and linear in the size of the framework.

    Args:
        framework: the arguments and attacks.
        support: how support edges are read, ``"deductive"`` or ``"necessary"``; see `read_supports`.

    Raises:
        SupportError: the framework has support edges, and no reading is given.

    >>> grounded(Framework("abc", [("a", "b"), ("b", "c"), ("c", "b")])).accepted
    ('a', 'c')
    """
    from argmap.framework.readings import Reading

    reading = Reading.of(framework, support)
    return reading.labelling(ground(reading.attacks._attack_lists()))


def labelling(framework: Framework[A], extension: Iterable[A], *, support: str | None = None) -> Labelling[A]:
    """Return the labelling of a set of arguments: its members are in, what they attack is out.

    Args:
        framework: the arguments and attacks.
        extension: arguments of the framework, an extension as a rule.
        support: how support edges are read, ``"deductive"`` or ``"necessary"``; see `read_supports`.

    Raises:
        SupportError: the framework has support edges, and no reading is given.
        UnknownArgumentError: a member is no argument of the framework.

    >>> labelling(Framework("abc", [("a", "b"), ("b", "a"), ("c", "c")]), ["a"])["c"]
    'undecided'
    """
    from argmap.framework.readings import Reading

    reading = Reading.of(framework, support)
    members = [reading.attacks._at(argument) for argument in extension]
    return reading.labelling(label_codes(reading.attacks._attack_lists(), members))
