"""A draft shows itself in a notebook: as the picture of what is written, or with what keeps it from being one."""

from __future__ import annotations

import argmap as am


def test_a_draft_is_shown_as_the_map_it_is_so_far() -> None:
    d = am.Draft("Rain")
    d.thesis("The street is wet.")
    bundle = d._repr_mimebundle_()
    assert "The street is wet." in bundle["image/svg+xml"]
    assert bundle == d.map()._repr_mimebundle_()


def test_a_draft_that_is_no_map_says_why() -> None:
    d = am.Draft("Rain", source=am.Source(id="s", title="T"))
    wet = d.thesis("Wet.")
    rain = d.claim("Rain.")
    d.support(wet, rain)
    before = d._repr_mimebundle_()
    assert "image/svg+xml" in before
    d._parts.pop(rain.id)  # what no method of a draft leaves behind
    assert ["text/plain"] == list(d._repr_mimebundle_())
    assert "No picture" in d._repr_mimebundle_()["text/plain"]
