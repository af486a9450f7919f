"""An id that was given away is not given to another part, so that what refers to it cannot change its meaning."""

from __future__ import annotations

import argmap as am


def test_the_id_of_a_removed_part_is_not_given_again() -> None:
    d = am.Draft()
    d.thesis("A thesis.")
    gone = d.claim("It is removed.")
    step = d.support("c1", gone)
    d.remove(gone)
    assert gone.id != d.claim("It is new.").id
    assert step.id != d.support("c1", "c3").id
    assert ["c1", "c3"] == [node.id for node in d.map().nodes]


def test_nor_is_the_old_id_of_a_renamed_part() -> None:
    d = am.Draft()
    d.claim("It rains.")
    d.replace("c1", id="rain")
    assert "c2" == d.claim("It pours.").id


def test_it_can_be_asked_for_by_name() -> None:
    d = am.Draft()
    d.remove(d.claim("It rains.", id="rain"))
    assert "rain" == d.claim("It rains again.", id="rain").id
