"""Overlays are checked values."""

from __future__ import annotations

import copy
import pickle

import pytest

import argmap as am
from argmap.model.overlay import Overlays


def test_equal_by_content_and_frozen() -> None:
    one = am.Overlay("Checked", {"c1": am.Mark("good", "by A")}, {"good": "checked"})
    assert one == am.Overlay("Checked", [("c1", am.Mark("good", "by A"))], [("good", "checked")])
    assert hash(one) == hash(copy.deepcopy(one)) == hash(pickle.loads(pickle.dumps(one)))
    assert one != am.Overlay("Checked", {})
    assert one is one.overlay()
    assert isinstance(one, Overlays)
    with pytest.raises(AttributeError, match="immutable"):
        one.name = "Other"
    with pytest.raises(TypeError):
        one.marks["c2"] = am.Mark("bad")  # type: ignore[index]


@pytest.mark.parametrize(
    ("tone", "level", "words"),
    [
        ("goood", None, "Did you mean 'good'"),
        ("level", None, "has a level with the tone 'level'"),
        ("good", 0.5, "has a level with the tone 'level'"),
        ("level", 1.5, "from 0 to 1, not 1.5"),
        ("level", float("nan"), "from 0 to 1, not nan"),
    ],
)
def test_marks_that_make_no_sense_are_refused(tone: str, level: float | None, words: str) -> None:
    with pytest.raises(am.ArgmapError, match=words):
        am.Mark(tone, level=level)  # type: ignore[arg-type]


def test_an_overlay_holds_marks_and_known_tones() -> None:
    with pytest.raises(am.ArgmapError, match="holds a Mark by the id"):
        am.Overlay("x", {"c1": "good"})  # type: ignore[dict-item]
    with pytest.raises(am.ArgmapError, match="unknown tone 'god'"):
        am.Overlay("x", {}, {"god": "fine"})
