"""A draft takes its own parts, as they are or were, and no part of another draft that has the same id."""

from __future__ import annotations

import pytest

import argmap as am


def test_a_part_of_another_draft_is_refused() -> None:
    """By its id alone it would stand for a part that says something else."""
    d, other = am.Draft(), am.Draft()
    top = d.thesis("The street is wet.")
    d.claim("It rains.")
    other.claim("It is Monday.")
    strange = other.claim("It snows.")
    with pytest.raises(
        am.InvalidMapError, match=r"claim 'It snows\.' is none of this draft.*'c2' is the claim 'It rains"
    ):
        d.support(top, strange)
    assert 2 == len(d)


def test_a_part_that_was_changed_is_still_the_drafts_own() -> None:
    d = am.Draft()
    top, rain = d.thesis("The street is wet."), d.claim("It rains.")
    step = d.support(top, rain)
    d.replace(rain, text="It pours.")
    d.replace(rain, likelihood="likely")
    assert ("c2",) == d.support(top, rain).premises
    d.replace(top, text="The road is wet.")
    assert "c1" == d.support(top, d.claim("A pipe broke.")).target
    assert step.id == d.undercut(step, d.claim("The street has a roof.")).target


def test_a_step_whose_end_was_renamed_is_still_the_drafts_own() -> None:
    d = am.Draft()
    top, rain = d.thesis("The street is wet."), d.claim("It rains.")
    step = d.support(top, rain)
    named = d.replace(rain, id="rain")
    assert ("rain",) == d[step].premises  # type: ignore[union-attr]
    assert ("rain",) == d.support(top, named).premises


def test_parts_of_the_map_that_is_edited_are_the_drafts_own() -> None:
    d = am.Draft()
    d.support(d.thesis("The street is wet."), d.claim("It rains."))
    m = d.map()
    again = m.edit()
    assert "c1" == again.support(m["c1"], again.claim("A pipe broke.")).target
    again.replace("c1", text="The road is wet.")
    assert "c1" == again.support(m["c1"], again.claim("It hails.")).target
    copied = am.loads(m.dumps("json"))
    assert "c1" == copied.edit().support(m["c1"], m["c2"]).target
