"""Where parts are asked for, lines of reasoning are taken too, one or many."""

from __future__ import annotations

import argmap as am


def rain() -> am.ArgumentMap:
    d = am.Draft()
    wet = d.thesis("The street is wet.")
    d.support(wet, d.claim("It rains."))
    d.support(wet, d.claim("A pipe broke."))
    d.claim("It is Monday.")
    return d.map()


def test_a_map_of_lines() -> None:
    m = rain()
    lines = m.lines("c1")
    assert 2 == len(lines)
    assert ["c1", "c2", "c3"] == [node.id for node in m.only(lines).nodes]
    assert ["c1", "c2"] == [node.id for node in m.only(lines[0]).nodes]
    assert ["c4"] == [node.id for node in m.without(lines).nodes]


def test_lines_stand_out_in_a_drawing() -> None:
    m = rain()
    assert {"c1", "c2", "c3", "s1", "s2"} == set(m.draw(highlight=m.lines("c1")).highlight)
