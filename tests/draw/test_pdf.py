"""The PDF of a real map: small, one page of its size, and every text in it can be searched and copied."""

from __future__ import annotations

import io
import runpy
from pathlib import Path

import pytest

import argmap as am
from argmap.draw import raster

ROOT = Path(__file__).parents[2]
LARGEST = 150_000


@pytest.fixture(scope="module")
def commentary() -> am.ArgumentMap:
    made = runpy.run_path(str(ROOT / "examples" / "rusi_commentary.py"))["build"]()
    assert isinstance(made, am.ArgumentMap)
    return made


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_text_of_the_commentary_can_be_copied_from_the_pdf(commentary: am.ArgumentMap) -> None:
    """pypdf reads what a reader of PDF would copy; no font of the system is asked for."""
    pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    pypdf = pytest.importorskip("pypdf", reason="pypdf, the oracle, is not installed")
    drawing = commentary.draw()
    made = drawing.pdf()
    assert len(made) <= LARGEST
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    assert raster.size(drawing.svg()) == (float(page.mediabox.width), float(page.mediabox.height))
    copied = squeezed(page.extract_text())
    assert [] == [node.id for node in commentary.nodes if squeezed(node.text) not in copied]


def test_the_pages_of_the_commentary_are_one_pdf(commentary: am.ArgumentMap, tmp_path: Path) -> None:
    """One page for each main reason, all in one file."""
    pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    pypdf = pytest.importorskip("pypdf", reason="pypdf, the oracle, is not installed")
    pages = commentary.pages()
    pages.save(tmp_path / "pages.pdf")
    assert len(pages) == len(pypdf.PdfReader(tmp_path / "pages.pdf").pages)
