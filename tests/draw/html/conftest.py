"""One browser for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.bridge_map import bridge_map
from draw.html.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def bridge() -> am.ArgumentMap:
    return bridge_map()


@pytest.fixture(scope="session")
def bridge_page(bridge: am.ArgumentMap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bridge.draw(direction="left").save(tmp_path_factory.mktemp("page") / "bridge.html")
