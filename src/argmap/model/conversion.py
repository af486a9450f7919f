"""Conversion from one scale to another: explicit, and saying what it loses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from argmap.errors import ScaleError, did_you_mean, suggestion
from argmap.model.part import Value
from argmap.model.vocabulary import Scale, Term, scales

Range = tuple[float, float]
Found = tuple[str | None, tuple[str, ...], tuple[str, ...]]
"""What a conversion finds: the result, the candidates, what is lost."""


class Conversion(Value):
    """What a term becomes on another scale, and what is lost.

    ``result`` is the other scale's code, ``None`` where no term says it fairly; ``candidates`` are all codes
    that say some of it, the nearest first; ``lost`` says in sentences what the other scale cannot keep.
    """

    code: str
    from_scale: str
    to_scale: str
    result: str | None
    candidates: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the other scale says the same."""
        return self.result is not None and not self.lost

    def __str__(self) -> str:
        to = self.result if self.result is not None else "no term"
        lines = [f"{self.from_scale}:{self.code} → {self.to_scale}:{to}"]
        return "\n".join([*lines, *(f"  lost: {sentence}" for sentence in self.lost)])


def convert(code: str, from_scale: Scale | str, to_scale: Scale | str) -> Conversion:
    """Return what a term of one scale becomes on another that measures the same.

    Where both give numbers, the result is the term that covers most of the range, the narrowest where several
    cover as much, and ``None`` where none covers more than half. Without numbers only a term of the same
    wording will do: a middle rank here is no middle rank there.

    Raises:
        ScaleError: a scale is not registered, has no such term, or measures something else.

    >>> print(convert("highly_likely", "phia.yardstick", "icd203.likelihood"))
    phia.yardstick:highly_likely → icd203.likelihood:very_likely
      lost: 80–90 % becomes 80–95 %
    >>> print(convert("likely", "icd203.likelihood", "phia.yardstick"))
    icd203.likelihood:likely → phia.yardstick:likely
      lost: 55–80 % becomes 55–75 %
      lost: 75–80 % lies between the terms of phia.yardstick
    """
    source, target = _scale(from_scale), _scale(to_scale)
    if source.measures != target.measures:
        raise ScaleError(
            f"{source.name} measures {source.measures} and {target.name} {target.measures}: "
            "one does not convert to the other"
        )
    term = source[code]
    found: Found
    if source == target:
        found = term.code, (term.code,), ()
    elif term.range is not None and any(other.range is not None for other in target.terms):
        found = _by_numbers(term, target)
    else:
        found = _by_wording(term, target)
    result, candidates, lost = found
    return Conversion(
        code=term.code,
        from_scale=source.name,
        to_scale=target.name,
        result=result,
        candidates=candidates,
        lost=lost,
    )


def _scale(scale: Scale | str) -> Scale:
    if isinstance(scale, Scale):
        return scale
    known = scales()
    if scale not in known:
        raise ScaleError(
            f"no scale {scale!r} is registered.{suggestion(did_you_mean(scale, known))} "
            f"Known: {', '.join(known)}"
        )
    return known[scale]


def _by_wording(term: Term, target: Scale) -> Found:
    for wording in (term.code, term.label, *term.alternatives):
        code = target.find(wording)
        if code is not None:
            return code, (code,), ("the words agree, the definitions behind them may not",)
    return None, (), (f"{target.name} has no term of this wording",)


def _by_numbers(term: Term, target: Scale) -> Found:
    whole = _percents(term)
    ranges = {other.code: _percents(other) for other in target.terms if other.range is not None}
    fit = {code: (-_share(whole, range), range[1] - range[0]) for code, range in ranges.items()}
    candidates = tuple(sorted((code for code in ranges if fit[code][0] < 0), key=fit.__getitem__))
    result = candidates[0] if candidates and -fit[candidates[0]][0] > 0.5 else None
    if len(candidates) > 1 and fit[candidates[0]] == fit[candidates[1]]:
        result = None  # it stands on the edge of two terms
    lost = []
    if result is not None and ranges[result] != whole:
        lost.append(f"{_shown(whole)} becomes {_shown(ranges[result])}")
    for piece in _pieces(whole, ranges.values()):
        says = [code for code in candidates if _share(piece, ranges[code]) > 0]
        if not says:
            between = any(r[1] <= piece[0] for r in ranges.values()) and any(
                r[0] >= piece[1] for r in ranges.values()
            )
            lost.append(
                f"{_shown(piece)} lies {'between' if between else 'beyond'} the terms of {target.name}"
            )
        elif result not in says:
            lost.append(f"{_shown(piece)} is {' or '.join(map(repr, says))} there")
    return result, candidates, tuple(lost)


def _percents(term: Term) -> Range:
    # Rounded, so that 0.55 - 0.45 and the like compare as the documents' whole percents do.
    return tuple(round(bound * 100, 6) for bound in term.range or ())  # type: ignore[return-value]


def _share(part: Range, of: Range) -> float:
    """Return how much of a range lies in another; all or nothing for a single number."""
    if part[0] == part[1]:
        return float(of[0] <= part[0] <= of[1])
    return max(0.0, min(part[1], of[1]) - max(part[0], of[0])) / (part[1] - part[0])


def _pieces(whole: Range, ranges: Iterable[Range]) -> list[Range]:
    """Return the range cut where the others begin and end."""
    inside = {bound for range in ranges for bound in range if whole[0] < bound < whole[1]}
    cuts = [whole[0], *sorted(inside), whole[1]]
    return list(pairwise(cuts))


def _shown(range: Range) -> str:
    low, high = (f"{bound:g}" for bound in range)
    return f"{low} %" if low == high else f"{low}–{high} %"
