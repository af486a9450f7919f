"""All extensions of a framework, one by one, and how many there are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import islice
from typing import TypeVar

from argmap.framework.budget import Budget
from argmap.framework.components import weak_components
from argmap.framework.engines import Effort, Engine
from argmap.framework.errors import OptionError, checked
from argmap.framework.framework import Framework
from argmap.framework.labels import IN, UNDECIDED, ground
from argmap.framework.part import Part
from argmap.framework.product import product
from argmap.framework.readings import Reading

A = TypeVar("A", bound=Hashable)

SEMANTICS = (
    "conflict-free",
    "admissible",
    "complete",
    "grounded",
    "preferred",
    "stable",
    "semi-stable",
    "ideal",
)

LOOSE = ("conflict-free", "admissible")
"""Their extensions need not hold the grounded one, so they are looked for in the whole framework."""


def extensions(
    framework: Framework[A],
    semantics: str,
    *,
    support: str | None = None,
    limit: int | None = None,
    budget: Budget | None = None,
    engine: str = "auto",
    solver: str = "cd195",
) -> Iterator[tuple[A, ...]]:
    """Return an iterator over the extensions of a framework, each found when it is asked for.

    ``"grounded"``, ``"complete"``, ``"preferred"``, ``"stable"``, ``"conflict-free"`` and ``"admissible"``
    sets are those of Dung (1995); ``"semi-stable"`` ones those of Caminada (2006): complete, and with what
    they attack as large as any; ``"ideal"`` is the largest admissible set inside every preferred one (Dung,
    Mancarella & Toni 2007). The grounded extension is computed first, and every weakly connected component of
    what it leaves open is solved on its own: the extensions are their products. The members of each extension
    stand in authored order; the extensions come in an order that is the same in every run.

    Args:
        framework: the arguments and attacks.
        semantics: which sets are wanted.
        support: how support edges are read, ``"deductive"`` or ``"necessary"``; see `read_supports`.
        limit: yield at most so many; without it all of them, and there may be millions.
        budget: how much work all of it may cost; 60 seconds where nothing is said.
        engine: ``"auto"``: our own search, and a SAT solver for what it does not find soon (extra ``sat``);
            ``"search"`` or ``"sat"``: the one or the other alone.
        solver: the name of a solver of python-sat.

    Raises:
        UnknownOptionError: there is no such semantics, reading, engine or solver.
        SupportError: the framework has support edges, and no reading is given.
        OptionError: the limit is negative.
        BudgetError: while iterating: the budget is used up, and there may be more extensions.
        MissingExtraError: while iterating: the search gave up, and there is no solver to go on.

    >>> nixon = Framework("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    >>> list(extensions(nixon, "preferred"))
    [('b',), ('a', 'c')]
    >>> list(extensions(nixon, "grounded"))
    [()]
    """
    checked("semantics", semantics, SEMANTICS)
    reading = Reading.of(framework, support)
    if limit is not None and limit < 0:
        raise OptionError("limit", limit, f"limit must be 0 or more, not {limit!r}")
    effort = Effort.of(engine, solver, budget)
    effort.meter.pause()
    return islice(_named(reading.attacks, semantics, effort), limit)


def count(
    framework: Framework[A],
    semantics: str,
    *,
    support: str | None = None,
    budget: Budget | None = None,
    engine: str = "auto",
    solver: str = "cd195",
) -> int:
    """Return how many extensions a framework has: the product of what its components have.

    Args:
        framework: the arguments and attacks.
        semantics: one of those that `extensions` knows.
        support: how support edges are read; see `read_supports`.
        budget: how much work it may cost; 60 seconds where nothing is said.
        engine: which way to search; see `extensions`.
        solver: the name of a solver of python-sat.

    Raises:
        UnknownOptionError: there is no such semantics, reading, engine or solver.
        SupportError: the framework has support edges, and no reading is given.
        BudgetError: the budget is used up; a part of the count would be no answer.
        MissingExtraError: the search gave up, and there is no solver to go on.

    >>> pairs = [(i, i ^ 1) for i in range(80)]
    >>> count(Framework(range(80), pairs), "preferred") == 2 ** 40
    True
    """
    checked("semantics", semantics, SEMANTICS)
    reading = Reading.of(framework, support)
    effort = Effort.of(engine, solver, budget)
    if semantics in ("grounded", "ideal"):
        return 1
    _, parts = split(reading.attacks, semantics)
    total = 1
    for part in parts:
        total *= sum(1 for _ in of_part(effort.on(part), part, semantics))
        if not total:
            break
    return total


def _named(framework: Framework[A], semantics: str, effort: Effort) -> Iterator[tuple[A, ...]]:
    names, meter = framework.arguments, effort.meter
    meter.resume()
    for places in _all(framework, semantics, effort):
        meter.pause()
        yield tuple([names[i] for i in places])
        meter.resume()


def _all(framework: Framework[A], semantics: str, effort: Effort) -> Iterator[list[int]]:
    fixed, parts = split(framework, semantics)
    if semantics == "grounded":
        yield fixed
        return
    choices = [_placed(effort, part, semantics) for part in parts]
    for chosen in product(choices):
        yield sorted([*fixed, *(place for places in chosen for place in places)])


def _placed(effort: Effort, part: Part, semantics: str) -> Iterator[list[int]]:
    for numbers in of_part(effort.on(part), part, semantics):
        yield part.places(numbers)


def split(framework: Framework[A], semantics: str) -> tuple[list[int], list[Part]]:
    """Return what is in every extension, and the parts that can be solved independently of one another."""
    targets = framework._attack_lists()
    if semantics in LOOSE:
        fixed: list[int] = []
        rest = list(range(len(framework)))
    else:
        codes = ground(targets)
        fixed = [i for i, code in enumerate(codes) if code == IN]
        rest = [i for i, code in enumerate(codes) if code == UNDECIDED]
    if semantics == "grounded":
        return fixed, []
    return fixed, [Part.of(members, targets) for members in weak_components(rest, targets)]


def of_part(engine: Engine, part: Part, semantics: str) -> Iterator[list[int]]:
    """Yield the extensions of one part."""
    if semantics == "ideal":
        yield ideal(engine, part)
    elif semantics == "semi-stable":
        none = True
        for members in engine.each("stable"):  # where there are stable sets, they are the semi-stable ones
            none = False
            yield members
        if none:
            yield from engine.range_maximal()
    else:
        yield from engine.each(semantics)


def ideal(engine: Engine, part: Part) -> list[int]:
    """Return the ideal set of a part: the largest admissible one that no admissible set attacks."""
    unattacked = set(engine.unattacked())
    found = engine.first("preferred", exclude=[i for i in range(len(part)) if i not in unattacked])
    return found or []
