"""The garbage collector, at rest while a large map is read or written.

It would look through all new parts again and again, at two thirds of the time, and find nothing to collect:
parts are plain values without circles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

TEXT = 100_000
"""Characters of a text from which it is worth it."""
PARTS = 1_000
"""Parts of a map from which it is worth it."""


@contextmanager
def collector_paused(worthwhile: bool) -> Iterator[None]:
    """Pause the garbage collector, if it runs and it is worth it, and let it run again in any case."""
    if not (worthwhile and gc.isenabled()):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
