"""The public names are a pinned list: adding or dropping one is a decision."""

from __future__ import annotations

import argmap as am


def test_all_is_what_can_be_imported() -> None:
    assert len(set(am.__all__)) == len(am.__all__)
    for name in am.__all__:
        assert getattr(am, name) is not None
