"""What is given for a framework, checked as a whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from math import isnan
from typing import Generic, TypeVar

from argmap.errors import did_you_mean, suggestion
from argmap.framework.adjacency import Relation, paused_collector
from argmap.framework.errors import InvalidFrameworkError

A = TypeVar("A", bound=Hashable)

SHOWN = 20
"""So many problems of one sort are spelled out; the rest are counted."""


class Intake(Generic[A]):
    """The checked parts of a framework: ``arguments``, ``attacks``, ``supports``, ``base_scores``, ``place``.

    The quick way is tried first. Only where it fails are the parts walked one by one, to say what is wrong.

    Raises:
        InvalidFrameworkError: the parts make no framework; it names every problem.
    """

    def __init__(
        self,
        arguments: Iterable[A],
        attacks: Iterable[tuple[A, A]],
        supports: Iterable[tuple[A, A]],
        base_scores: Mapping[A, float],
    ) -> None:
        given = _ordered(arguments)
        given_attacks, given_supports = tuple(attacks), tuple(supports)
        with paused_collector(len(given) + len(given_attacks) + len(given_supports)):
            place = _places(given)
            quick_attacks = _relation(given_attacks, place, isinstance(attacks, Set))
            quick_supports = _relation(given_supports, place, isinstance(supports, Set))
        if (
            place is None
            or quick_attacks is None
            or quick_supports is None
            or not _quick_scores(base_scores, place)
        ):
            raise InvalidFrameworkError(_problems(given, given_attacks, given_supports, base_scores))
        self.arguments, self.place = given, place
        self.attacks, self.supports = quick_attacks, quick_supports
        self.base_scores = {argument: float(score) for argument, score in base_scores.items()}


def _ordered(arguments: Iterable[A]) -> tuple[A, ...]:
    if isinstance(arguments, Set):
        return tuple(sorted(arguments, key=lambda a: (type(a).__name__, repr(a))))
    return tuple(arguments)


def _places(arguments: tuple[A, ...]) -> dict[A, int] | None:
    try:
        place = dict(zip(arguments, range(len(arguments)), strict=True))
    except TypeError:
        return None
    return place if len(place) == len(arguments) else None


def _relation(
    pairs: tuple[tuple[A, A], ...], place: dict[A, int] | None, unordered: bool
) -> Relation[A] | None:
    types = set(map(type, pairs))
    if place is None or not types <= {tuple, list} or set(map(len, pairs)) - {2}:
        return None
    try:
        relation = Relation(pairs if types == {tuple} else [(a, b) for a, b in pairs], place)
    except (TypeError, KeyError):
        return None
    if unordered:
        relation = Relation(sorted(relation.pairs, key=lambda pair: (place[pair[0]], place[pair[1]])), place)
    return relation


def _quick_scores(base_scores: Mapping[A, float], place: dict[A, int]) -> bool:
    return all(
        argument in place and isinstance(score, (int, float)) and 0 <= score <= 1
        for argument, score in base_scores.items()
    )


def _problems(
    arguments: Sequence[object],
    attacks: Sequence[object],
    supports: Sequence[object],
    scores: Mapping[A, float],
) -> list[str]:
    known: dict[object, None] = {}
    problems: list[str] = []
    repeated: dict[object, None] = {}
    for argument in arguments:
        try:
            if argument in known:
                repeated[argument] = None
            known[argument] = None
        except TypeError:
            problems.append(
                f"the argument {argument!r} is not hashable; name it by a string, a number or a tuple"
            )
    problems += [f"the argument {argument!r} is listed more than once" for argument in repeated]
    problems += _pair_problems("attack", attacks, known)
    problems += _pair_problems("support", supports, known)
    for argument, score in scores.items():
        if argument not in known:
            problems.append(f"a base score is given for {argument!r}, {_unknown(argument, known)}")
        if not isinstance(score, (int, float)) or isnan(score) or not 0 <= score <= 1:
            problems.append(f"the base score of {argument!r} is {score!r}; it must be a number in [0, 1]")
    return problems


def _pair_problems(noun: str, pairs: Sequence[object], known: dict[object, None]) -> list[str]:
    problems: list[str] = []
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            problems.append(f"the {noun} {pair!r} is not a pair (source, target)")
            continue
        for end in pair:
            try:
                if end not in known:
                    problems.append(f"the {noun} {tuple(pair)!r} names {end!r}, {_unknown(end, known)}")
            except TypeError:
                problems.append(f"the {noun} {tuple(pair)!r} names {end!r}, which is not hashable")
    if len(problems) > SHOWN:
        problems = [*problems[:SHOWN], f"and {len(problems) - SHOWN:,} more problems with {noun}s"]
    return problems


def _unknown(name: object, known: Iterable[object]) -> str:
    words = [word for word in known if isinstance(word, str)] if isinstance(name, str) else []
    near = did_you_mean(name, words) if isinstance(name, str) else ()
    return f"which is no argument.{suggestion(near)}"
