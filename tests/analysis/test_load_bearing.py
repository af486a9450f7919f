"""Single points of failure, cut sets and flips are what trying all small sets finds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from analysis.test_projection import READINGS, argued
from argmap.analysis.load_bearing import load_bearing
from strategies import maps

APART = am.Reading(restatements="apart")


def supported(m: am.ArgumentMap, x: str, gone: set[str]) -> bool:
    """Whether a node can still be derived: from nodes without support upward, each step with all its premises."""
    steps = [s for s in m.of(am.Supports) if s.target not in s.premises and s.target in m.nodes.ids]
    backed = {s.target for s in steps}
    held = {n.id for n in m.nodes if n.id not in backed | gone}
    while True:
        more = {s.target for s in steps if held.issuperset(s.premises)} - gone - held
        if not more:
            return x in held
        held |= more


@settings(max_examples=200)
@given(argued(), st.booleans())
def test_cut_sets_are_what_trying_all_sets_finds(m: am.ArgumentMap, large: bool) -> None:
    size = 3 if large else 2
    for node in m.nodes:
        if not supported(m, node.id, set()):
            continue
        minimal: list[set[str]] = []
        others = [n.id for n in m.nodes if n.id != node.id]
        for count in range(1, size + 1):
            for ids in combinations(others, count):
                if not any(cut <= set(ids) for cut in minimal) and not supported(m, node.id, set(ids)):
                    minimal.append(set(ids))
        found = load_bearing(m, node, reading=APART, size=size)
        assert sorted(map(sorted, minimal)) == sorted(
            sorted(ids) for ids in (*((id,) for id in found.single), *found.cuts)
        )


@settings(max_examples=200)
@given(argued(), st.sampled_from(READINGS))
def test_flips_are_what_removing_changes(m: am.ArgumentMap, reading: am.Reading) -> None:
    node = m.nodes[0]
    before = am.evaluate(m, reading=reading)[node]
    found = dict(load_bearing(m, node, reading=reading, flip_size=2).flips)
    expected: dict[tuple[str, ...], str] = {}
    others = [n.id for n in m.nodes if n.id != node.id]
    same = am.analysis.evaluate.Fixpoint(m, reading, (), ()).one
    others = [id for id in others if same.get(id, id) == id]
    if same.get(node.id, node.id) != node.id:
        return
    for count in (1, 2):
        for ids in combinations(others, count):
            if any(set(smaller) <= set(ids) for smaller in expected):
                continue
            worded = [
                n.id for n in m.nodes if same.get(n.id, n.id) in ids
            ]  # a statement goes in all its wordings
            after = am.what_if(m, remove=worded, reading=reading).after[node]
            if after != before:
                expected[ids] = after
    assert expected == found


@settings(max_examples=40)
@given(maps())
def test_any_part_of_any_map_can_be_asked_about(m: am.ArgumentMap) -> None:
    for part in m:
        found = load_bearing(m, part, steps=True)
        assert part.id not in found.single
        assert len(str(found).splitlines()) <= 12
        assert set(found.overlay().marks) <= {p.id for p in m}


def test_what_a_thesis_hangs_on_is_told() -> None:
    d = am.Draft()
    wet, rain = d.thesis("It is wet."), d.claim("It rains.")
    step = d.support(wet, rain)
    gauge, seen = d.evidence("The gauge says so."), d.evidence("I saw it.")
    d.support(rain, gauge, seen)
    roof, hole = d.claim("A roof covers it."), d.claim("The roof has a hole.")
    d.undercut(step, roof)
    d.attack(roof, hole)
    found = load_bearing(d.map(), wet)
    assert (("c2",), (("e1", "e2"),)) == (found.single, found.cuts)
    assert ((("c2",), "out"), (("c4",), "out")) == found.flips
    text = str(found)
    assert "no single part, nor on 2 together" in str(load_bearing(d.map(), gauge))
    assert "no part flips its label" in str(load_bearing(d.map(), gauge))
    assert "“The gauge says so.” and “I saw it.”" in text
    assert "“The roof has a hole.”; without it, it falls" in text
    marks = found.overlay().marks
    assert ("warning", "note", "open", "good") == tuple(marks[id].tone for id in ("c2", "e1", "c4", "c1"))


def test_too_many_sets_are_refused_and_not_cut_off() -> None:
    d = am.Draft()
    top = d.thesis("Top.")
    for way in range(2):
        before = top
        for number in range(20):
            reason = d.claim(f"Reason {way} {number}.")
            d.support(before, reason)
            before = reason
    assert 400 == len(load_bearing(d.map(), top).cuts)
    with pytest.raises(am.TooManyError):
        load_bearing(d.map(), top, limit=100)
    with pytest.raises(am.ArgmapError, match="at least 1"):
        load_bearing(d.map(), top, size=0)
