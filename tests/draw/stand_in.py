"""What tests of the engine share: a stand-in for the program, and marks for what a machine may lack."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

needs_system_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no system Graphviz is installed")
posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in for the program is a shell script")


def script(program: Path, text: str) -> None:
    """Make ``program`` a shell script."""
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
