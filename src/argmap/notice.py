"""A warning that points at the line of the user's own code, however deep in argmap its cause was found."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from argmap.errors import ArgmapWarning

_PACKAGE = str(Path(__file__).resolve().parent)


def warn(message: str) -> None:
    """Warn of something that was done, in the name of the first caller outside argmap."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, ArgmapWarning, stacklevel=level)
