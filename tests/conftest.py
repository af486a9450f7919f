"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

import argmap as am
from argmap.analysis import rulebook
from argmap.model import part

# No test measures time. The same examples every time, so that a red run means a change and not luck; look for new
# ones with `uv run pytest --hypothesis-profile=explore`.
settings.register_profile("argmap", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("argmap")


@pytest.fixture(autouse=True)
def _registries_as_before() -> Iterator[None]:
    """Forget the kinds and rules that a test defines, so that none depends on another."""
    am.rules()  # the built-in ones are registered when first asked for
    kinds = {base: dict(known) for base, known in part._KINDS.items()}
    rules = dict(rulebook._RULES)
    yield
    for base, known in kinds.items():
        part._KINDS[base].clear()
        part._KINDS[base].update(known)
    rulebook._RULES.clear()
    rulebook._RULES.update(rules)
