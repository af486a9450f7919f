"""A tornado shows what the strength would be, and the smallest change that decides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import argmap as am
from analysis.test_strength import weighed
from argmap.analysis.sensitivity import sensitivity
from argmap.analysis.strength import strength


@settings(max_examples=60)
@given(weighed())
def test_a_swing_is_the_strength_with_another_base_score(m: am.ArgumentMap) -> None:
    """Checked on steps, whose base scores a map can state."""
    found = sensitivity(m, "c0", spread=0.2)
    swings = {swing.argument: swing for swing in found.swings}
    for step in m.relations:
        if step.id not in swings:
            continue
        base = 1.0 if step.strength is None else step.strength
        for way, moved in (("low", max(0.0, base - 0.2)), ("high", min(1.0, base + 0.2))):
            other = m.replace(
                relations=[r.replace(strength=moved) if r.id == step.id else r for r in m.relations]
            )
            assert strength(other)["c0"] == pytest.approx(getattr(swings[step.id], way), abs=1e-9)
    widths = [swing.width for swing in found.swings]
    assert sorted(widths, reverse=True) == widths


def test_the_smallest_change_crosses_the_threshold() -> None:
    d = am.Draft()
    top, con = d.thesis("Top."), d.claim("Against it.")
    d.attack(top, con)
    m = d.map()
    found = sensitivity(m, top, threshold=0.45)
    least = found.smallest_change
    assert least is not None
    assert "c1" == least.argument
    assert strength(m)["c1"] < 0.45
    assert "smallest change that crosses 0.45: “Top.” from 0.50 to 0.56" in str(found)
    assert len(str(found).splitlines()) <= 12
    assert 1.0 == found.overlay().marks["c1"].level


def test_what_no_change_can_cross_is_said() -> None:
    d = am.Draft()
    step = d.support(d.thesis("Top."), d.claim("One."))
    d.undercut(step, d.claim("Not so."))
    found = sensitivity(d.map(), step, threshold=1.0)
    assert found.smallest_change is None
    assert "no single change crosses 1" in str(found)


@pytest.mark.parametrize("asked", ["rise", "fall"])
def test_a_conflict_moves_and_goes_both_ways(asked: str) -> None:
    """Its strength and its absence act as in a map that is changed so, in whatever direction it is written."""
    d = am.Draft()
    rise, fall = d.claim("Taxes rise.", id="rise"), d.claim("Taxes fall.", id="fall")
    d.support(rise, d.evidence("The budget says so."))
    conflict = d.conflict(rise, fall, strength=0.6)
    m = d.map()
    (swing,) = [s for s in am.sensitivity(m, asked).swings if s.argument == conflict.id]
    for level, expected in ((0.5, swing.low), (0.7, swing.high)):
        changed = m.replace(
            relations=[r.replace(strength=level) if r == conflict else r for r in m.relations]
        )
        assert am.strength(changed)[asked] == pytest.approx(expected, abs=1e-6)
    without = am.strength(m)[asked] - am.strength(m.without(conflict.id))[asked]
    assert without == pytest.approx(am.contributions(m, asked)[conflict.id].value, abs=1e-6)
    assert conflict.id not in am.contributions(m, conflict.id).strongest
