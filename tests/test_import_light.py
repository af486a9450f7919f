"""`import argmap` is light: what only some maps need is imported when they need it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("networkx", "graphviz", "yaml", "typst", "resvg_py", "numpy", "pandas", "IPython")


def modules_after(code: str) -> set[str]:
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(printed.stdout.split())


def test_importing_argmap_imports_no_heavy_library() -> None:
    loaded = modules_after("import argmap")
    assert "argmap.model.map" in loaded
    assert not loaded.intersection(HEAVY)


def test_drafting_and_walking_imports_no_heavy_library() -> None:
    loaded = modules_after(
        "import argmap as am\n"
        "d = am.Draft('x')\n"
        "d.support(d.thesis('a'), d.claim('b', likelihood='likely'))\n"
        "assert len(d.map().grounds('c1')) == 1"
    )
    assert not loaded.intersection(HEAVY)


def test_importing_argmap_imports_nothing_that_judges() -> None:
    """Half of the time that an import takes would go there."""
    loaded = modules_after("import argmap")
    assert not {name for name in loaded if name.startswith(("argmap.analysis", "argmap.framework"))}
