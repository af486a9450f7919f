"""Golden files: what a drawing of words is known to come out as, kept where a reader can judge it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"
UPDATE = "ARGMAP_UPDATE_GOLDEN"
"""Set this variable to write the files anew; then read the difference."""


def golden(name: str, actual: str) -> str:
    """The text of a golden file, written first from ``actual`` where the variable asks for it."""
    path = FOLDER / name
    if os.environ.get(UPDATE):
        path.write_text(actual, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")
