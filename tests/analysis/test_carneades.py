"""The labels that the example files of Carneades state come out of `evaluate`, from the papers alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import argmap as am
from analysis.carneades import READING, LeftOutError, read

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "carneades-yaml"
FILES = sorted(FOLDER.glob("*.yml"))

pytestmark = pytest.mark.skipif(not FILES, reason="the example files of Carneades are not here")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_gets_its_labels(path: Path) -> None:
    try:
        case = read(path)
    except LeftOutError as error:
        pytest.skip(f"left out: {error}")
    labels = am.evaluate(case.map, reading=READING, grant=case.granted)
    assert case.expected == {name: labels[case.ids[name]] for name in case.expected}


def test_few_files_are_left_out() -> None:
    """Every file that states labels is compared, but for those with schemes or factorized weights."""
    reasons: Counter[str] = Counter()
    labels = 0
    for path in FILES:
        try:
            labels += len(read(path).expected)
            reasons["compared"] += 1
        except LeftOutError as error:
            reasons[str(error)] += 1
    left_out = {"states no labels": 10, "schemes": 2, "factorized weights": 1, "is no YAML": 1}
    assert {"compared": 14, **left_out} == dict(reasons), labels
    assert 61 == labels
