"""The notebooks of the docs run, and show what they were saved with. ARGMAP_UPDATE_GOLDEN=1 saves them anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.filterwarnings("ignore")  # of the kernel's own making
@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_was_saved_with(path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    saved = nbformat.read(path, as_version=4)
    again = nbformat.read(path, as_version=4)
    NotebookClient(again, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    if os.environ.get("ARGMAP_UPDATE_GOLDEN") == "1":
        for cell in again.cells:
            cell.metadata = {}
            for output in cell.get("outputs", ()):
                output.get("data", {}).pop("image/png", None)  # the picture is there as SVG
        nbformat.write(again, path)
        return
    assert [_told(cell) for cell in saved.cells] == [_told(cell) for cell in again.cells]


def _told(cell: Any) -> list[str]:
    """Return what the outputs of a cell say in words."""
    return [
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for cell_output in [cell.get("outputs", ())]
        for output in cell_output
        if output.get("name") != "stderr"
    ]
