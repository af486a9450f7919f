"""The PDF of a real map: small, one page of its size, and every text in it can be searched and copied."""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

import argmap as am
from argmap.draw import raster
from argmap.draw.svg_links import links_of

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
    read = pypdf.PdfReader(tmp_path / "pages.pdf")
    assert len(pages) == len(read.pages)
    assert [f"{page.number}. {page.title}" for page in pages] == [mark.title for mark in read.outline]


def test_the_links_of_cards_are_links_in_the_pdf(commentary: am.ArgumentMap) -> None:
    """As many as in the SVG, to the same passages, each where its card is."""
    pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    pypdf = pytest.importorskip("pypdf", reason="pypdf, the oracle, is not installed")
    drawing = commentary.draw()
    root = ElementTree.fromstring(drawing.svg())
    wanted = [link.attrib["href"] for link in root.iter("{http://www.w3.org/2000/svg}a")]
    (page,) = pypdf.PdfReader(io.BytesIO(drawing.pdf())).pages
    found = [note.get_object() for note in page["/Annots"]]
    assert wanted == [note["/A"]["/URI"] for note in found]
    height = float(page.mediabox.height)
    for place, note in zip(links_of(drawing.svg()), found, strict=True):
        left, low, right, high = map(float, note["/Rect"])
        assert (left, height - high) == pytest.approx((place.x, place.y), abs=0.5)
        assert (right - left, high - low) == pytest.approx((place.width, place.height), abs=0.5)
