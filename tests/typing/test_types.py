"""What a type checker knows of the public names; mypy reads this file in CI, pytest runs it."""

from __future__ import annotations

from typing import assert_type

import argmap as am


class Hypothesis(am.Claim, kind="typed_hypothesis"):
    """A kind with a field of its own."""

    test: str | None = None


def test_the_types_of_the_public_names() -> None:
    d = am.Draft("x")
    top, low, more = d.thesis("a"), d.claim("b"), d.evidence("c", form="event")
    assert_type(top, am.Claim)
    assert_type(more, am.Evidence)
    assert_type(d.recommend("r", to="A", deontic="must"), am.Recommendation)
    assert_type(d.support(top, low), am.Supports)
    assert_type(d.support(top, low, more, jointly=True), am.Supports)
    assert_type(d.support(top, low, more), tuple[am.Supports, ...])
    assert_type(d.attack(top, low), am.Attacks)
    h = d.add(Hypothesis, "h", test="t")
    assert_type(h, Hypothesis)
    assert_type(h.test, str | None)
    m = d.map()
    assert_type(m, am.ArgumentMap)
    assert_type(m["c1"], am.Part)
    assert_type(m.of(Hypothesis)[0].test, str | None)
    assert_type(m.evidence[0].form, str | None)
    assert_type(m.grounds(top)[0], am.Node)
    assert_type(m.thesis, am.Node | None)
    assert_type(m.only(top, [low]).spine(top), am.ArgumentMap)
    assert_type(m.lines("c1")[0][0], am.Part)
