"""Over all formats that are read and written: what a format can hold comes back, what it cannot is a loss."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

import argmap as am
from argmap.errors import FormatError
from argmap.formats import formats, reads, written
from strategies import maps

BOTH = [format.name for format in formats() if format.read is not None and format.write is not None]


def test_there_are_formats_to_try() -> None:
    """The test below runs over argmap's own formats and those of others."""
    assert {"json", "yaml", "argdown"} <= set(BOTH)


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=10, deadline=None)
@given(m=maps())
def test_what_does_not_come_back_is_a_loss(name: str, m: am.ArgumentMap) -> None:
    """A map is read back equal, or the losses say what is not; never neither. A refusal says why."""
    assume(m.nodes)  # a file without a node is, to some formats, no file of theirs
    try:
        made = written(m, name)
    except FormatError:
        return
    if not made.losses:
        assert m == reads(made.text, format=name).map
