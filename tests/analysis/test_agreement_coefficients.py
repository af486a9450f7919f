"""Kappa, alpha, S and CASS equal what the field's own programs and published figures say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement import (
    Coefficient,
    alpha,
    cass,
    f1,
    kappa,
    precision,
    recall,
    segmentation_similarity,
)

LABELS = st.sampled_from("abcd")
CLOSE = 1e-9


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40))
def test_kappa_equals_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    """Cohen's kappa is that of scikit-learn, and undefined where that is not a number."""
    sklearn = pytest.importorskip("sklearn.metrics", reason="scikit-learn is a development dependency")
    ours = kappa(Counter(pairs))
    if len({label for pair in pairs for label in pair}) == 1:  # scikit-learn warns, and gives nan
        assert ours.value is None
        assert "one label" in ours.reason
        return
    theirs = sklearn.cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs])
    assert not isnan(theirs)
    assert theirs == pytest.approx(ours.value, abs=CLOSE)


@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.tuples(*[st.none() | LABELS] * n), max_size=25)))
def test_alpha_equals_krippendorff(units: list[tuple[str | None, ...]]) -> None:
    """Nominal alpha, with data missing, is that of krippendorff, for any number of annotators."""
    krippendorff = pytest.importorskip("krippendorff", reason="krippendorff is a development dependency")
    ours = alpha(Counter(units))
    compared = [[label for label in unit if label is not None] for unit in units]
    compared = [unit for unit in compared if len(unit) > 1]
    assert len(compared) == ours.count
    if len({label for unit in compared for label in unit}) < 2:
        assert ours.value is None
        assert ours.reason
        return
    counts = [[unit.count(label) for label in "abcd"] for unit in compared]
    theirs = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    assert theirs == pytest.approx(ours.value, abs=CLOSE)


def test_alpha_of_the_published_example() -> None:
    """Krippendorff (2011), section C: four observers, twelve units, missing data, nominal: 0.743."""
    rows = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    table = [[None if cell == "." else cell for cell in row.split()] for row in rows]
    found = alpha(Counter(zip(*table, strict=True)))
    assert found.value is not None
    assert 0.743 == round(found.value, 3)
    assert 11 == found.count


def test_undefined_is_none_with_a_reason() -> None:
    """No unit, one label only, nothing to find: no number, and never 0 or 1 by decree."""
    for undefined in (
        kappa({}),
        kappa({("a", "a"): 9}),
        alpha({}),
        alpha({("a", None): 9}),
        alpha({("a", "a", "a"): 9}),
        precision(0, 3, 0),
        recall(0, 0, 3),
        f1(0, 0, 0),
        segmentation_similarity((), (), 1),
        cass(kappa({}), Coefficient(1.0, 9)),
        cass(Coefficient(1.0, 9), segmentation_similarity((), (), 0)),
        cass(Coefficient(-0.1, 9), Coefficient(0.9, 9)),
    ):
        assert undefined.value is None
        assert undefined.reason
        assert "undefined" == str(undefined)
    assert 0.0 == f1(0, 3, 4).value
    assert 0.0 == kappa({("a", "a"): 5, ("b", "a"): 5}).value


def masses(*lengths: int) -> set[int]:
    at, found = 0, set()
    for length in lengths[:-1]:
        at += length
        found.add(at)
    return found


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (0.9, (2, 3, 6), (5, 6)),
        (0.9, (2, 3, 6), (2, 3, 3, 3)),
        (0.95, (2, 3, 6), (2, 2, 7)),
        (0.8, (2, 3, 6), (1, 1, 3, 1, 5)),
        (0.95, (5, 6), (6, 5)),
        (0.8, (1, 1, 9), (1, 9, 1)),
        (1.0, (2, 3, 6), (2, 3, 6)),
    ],
)
def test_segmentation_similarity_of_the_published_program(
    expected: float, one: Sequence[int], other: Sequence[int]
) -> None:
    """The cases that segeval 2.0.11, of the author of S, tests itself by, given as lengths of segments."""
    found = segmentation_similarity(masses(*one), masses(*other), sum(one))
    assert expected == pytest.approx(found.value, abs=CLOSE)
    assert found == segmentation_similarity(masses(*other), masses(*one), sum(one))


def test_cass_of_the_published_figures() -> None:
    """What the authors' own service publishes as its sample: kappa and S, and the CASS that they come to.

    arg-tech/amf-evaluation-metrics, README: the service of the Centre for Argument Technology, where CASS is from.
    """
    kappa_of_graph, text_similarity = 0.05453840852022301, 0.8627450980392157
    found = cass(Coefficient(kappa_of_graph, 1), Coefficient(text_similarity, 1))
    assert 0.10259149819921817 == pytest.approx(found.value, abs=CLOSE)


def test_precision_recall_and_f1() -> None:
    """Three shared of six and four: 3/4, 3/6, and their harmonic mean 6/10."""
    assert (0.75, 0.5, 0.6) == tuple(measure(3, 6, 4).value for measure in (precision, recall, f1))
