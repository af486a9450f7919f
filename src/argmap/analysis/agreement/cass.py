"""The Combined Argument Similarity Score: where the text is cut, and how the pieces are related, in one figure."""

from __future__ import annotations

from collections.abc import Collection

from argmap.analysis.agreement.coefficients import Coefficient

NEAR_MISS = 0.5
"""What a boundary set one word off costs, a missed one costing 1: as segeval 2 weighs it (Fournier 2013)."""


def segmentation_similarity(first: Collection[int], second: Collection[int], units: int) -> Coefficient:
    """Return the segmentation similarity S of two segmentations (Fournier & Inkpen 2012), from 0 to 1.

    It is one minus the boundary edits between them over the places where a boundary may stand. A boundary that only
    one of them sets is one edit; two that stand at neighbouring places are one near miss, half an edit.

    Args:
        first: before which units the first sets a boundary, counted from 1.
        second: before which units the second does.
        units: how many units (words) are segmented; boundaries stand at 1 to ``units - 1``.

    >>> print(segmentation_similarity({2, 5}, {2, 4}, 11))
    0.950
    """
    places = units - 1
    if places < 1:
        return Coefficient(None, 0, "the text has fewer than two words")
    mine, theirs = set(first), set(second)
    edits = 0.0
    open_at: dict[int, bool] = {}
    for place in sorted(mine ^ theirs):
        own = place in mine
        # Left to right each finds its left neighbour first, which gives the most near misses on a line.
        if open_at.pop(place - 1, own) != own:
            edits += NEAR_MISS - 1
        else:
            open_at[place] = own
            edits += 1
    return Coefficient(1 - edits / places, places)


def cass(relations: Coefficient, segments: Coefficient) -> Coefficient:
    """Return the Combined Argument Similarity Score (Duthie, Lawrence, Budzynska & Reed 2016).

    It is the harmonic mean of the agreement on the relations (their mean, where there are several such figures: a map
    has propositional relations, and no dialogical ones) and the similarity of the segments. A disagreement on where
    the text is cut counts in the second only.

    >>> print(cass(Coefficient(0.5, 10), Coefficient(0.9, 100)))
    0.643
    """
    for name, part in (("relations", relations), ("segments", segments)):
        if part.value is None:
            return Coefficient(None, 0, f"{name}: {part.reason}")
        if part.value < 0:
            return Coefficient(
                None, part.count, f"{name}: below chance, and a negative figure has no harmonic mean"
            )
    m, s = relations.value or 0.0, segments.value or 0.0
    return Coefficient(2 * m * s / (m + s) if m + s else 0.0, relations.count)
