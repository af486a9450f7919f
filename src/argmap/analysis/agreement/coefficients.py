"""Coefficients of agreement: kappa, alpha, precision and recall, none of them ever a number by fiat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

ONE_LABEL = "only one label occurs, so that chance alone agrees as well"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A figure and how many units it counts; where it is not defined, ``value`` is ``None`` and ``reason`` says why.

    >>> Coefficient(None, 0, "no unit is labelled by both").value is None
    True
    """

    value: float | None
    count: int
    reason: str = ""

    def __str__(self) -> str:
        return "undefined" if self.value is None else f"{self.value:.3f}"


def kappa(pairs: Mapping[tuple[str, str], int]) -> Coefficient:
    """Return Cohen's kappa (1960): how far two annotators agree beyond what their habits of labelling give by chance.

    Args:
        pairs: how many units the first annotator gave the one label and the second the other. Both label every
            unit: kappa knows no missing data.

    >>> print(kappa({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}))
    0.400
    """
    total = sum(pairs.values())
    if not total:
        return Coefficient(None, 0, "no unit is labelled by both")
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
    agreed = sum(count for (one, other), count in pairs.items() if one == other)
    by_chance = sum(count * second[label] for label, count in first.items())
    if by_chance == total * total:
        return Coefficient(None, total, ONE_LABEL)
    return Coefficient(float(Fraction(total * agreed - by_chance, total * total - by_chance)), total)


def alpha(units: Mapping[tuple[str | None, ...], int]) -> Coefficient:
    """Return Krippendorff's alpha for nominal data (Krippendorff 2011, 2019), for any number of annotators.

    Args:
        units: how many units the annotators gave these labels, each annotator in its place, ``None`` where one did
            not label it. A unit with fewer than two labels cannot be compared and is left out, as the source
            says; ``count`` counts the others.

    >>> print(alpha({("a", "a", None): 3, ("b", "b", "b"): 2, ("a", "b", None): 1, ("a", None, None): 9}))
    0.735
    """
    compared = 0
    labels = Counter[str]()
    disagreed = Fraction(0)
    for unit, count in units.items():
        given = Counter(label for label in unit if label is not None)
        size = given.total()
        if size < 2 or not count:
            continue
        compared += count
        for label, times in given.items():
            labels[label] += times * count
        unlike = size * size - sum(times * times for times in given.values())
        disagreed += Fraction(unlike * count, size - 1)
    if not compared:
        return Coefficient(None, 0, "no unit is labelled by two annotators")
    total = labels.total()
    expected = total * total - sum(times * times for times in labels.values())
    if not expected:
        return Coefficient(None, compared, ONE_LABEL)
    return Coefficient(float(1 - (total - 1) * disagreed / expected), compared)


def precision(shared: int, first: int, second: int) -> Coefficient:
    """Return how much of what the second annotator has the first has too.

    >>> print(precision(3, 6, 4))
    0.750
    """
    del first
    return Coefficient(shared / second, second) if second else Coefficient(None, 0, "the second has none")


def recall(shared: int, first: int, second: int) -> Coefficient:
    """Return how much of what the first annotator has the second has too.

    >>> print(recall(3, 6, 4))
    0.500
    """
    del second
    return Coefficient(shared / first, first) if first else Coefficient(None, 0, "the first has none")


def f1(shared: int, first: int, second: int) -> Coefficient:
    """Return the harmonic mean of precision and recall, the same both ways (van Rijsbergen 1979).

    >>> print(f1(3, 6, 4))
    0.600
    """
    both = first + second
    return Coefficient(2 * shared / both, both) if both else Coefficient(None, 0, "neither has any")
