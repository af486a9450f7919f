"""PDF with text that can be selected and searched: by typst, or by a system Graphviz where that is missing."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

from argmap.draw.engine import NoProgramError, run
from argmap.draw.fonts import Font, font_files
from argmap.draw.raster import size, texts
from argmap.draw.svg_links import links_of
from argmap.errors import EngineError
from argmap.notice import warn

LARGEST = 14_400.0
"""The longest side of a page that PDF readers show, in points; a larger picture is made smaller."""

INSTALL = "a PDF needs typst: install it with 'pip install \"argmap[pdf]\"'"

_START = "#set document(title: sys.inputs.title, date: none)\n#set page(margin: 0pt)\n"
_PAGE = (
    "#page(width: {width}pt, height: {height}pt)["
    "#let about = json(bytes(sys.inputs.about{number}))\n"
    '#if about.name != "" {{place(hide(heading(about.name, bookmarked: true)))}}\n'
    '#place(image(bytes(sys.inputs.svg{number}), format: "svg", width: 100%, height: 100%, '
    "alt: sys.inputs.title))\n"
    "#for (x, y, w, h, url) in about.links {{"
    "place(dx: x * 1pt, dy: y * 1pt, link(url, box(width: w * 1pt, height: h * 1pt)))}}]\n"
)


def pdf(
    svg: str,
    *,
    title: str = "",
    fallback_dot: str | None = None,
    fonts: Iterable[Font] = (),
    timeout: float = 60,
) -> bytes:
    """Return a picture of ours as PDF, on one page of its size.

    Args:
        svg: what :func:`argmap.draw.svg.paint` returned.
        title: the title of the document.
        fallback_dot: the same map as DOT, for a system Graphviz to draw where typst is not installed.
        fonts: font files for scripts beyond Latin, Greek, Cyrillic and Hebrew.
        timeout: seconds that Graphviz may take.

    Raises:
        EngineError: it cannot be made here; the message says what to install.
    """
    try:
        return bound([svg], title=title, fonts=fonts)
    except NoProgramError:
        return _by_graphviz(fallback_dot, timeout)


def bound(
    svgs: Sequence[str], *, title: str = "", names: Sequence[str] = (), fonts: Iterable[Font] = ()
) -> bytes:
    """Return several pictures of ours as one PDF, each on a page of its size, with the links of its cards.

    ``names`` are those of the pages, for the bookmarks that a reader of PDF shows.

    Raises:
        NoProgramError: typst is not installed; the message says how to install it.
        EngineError: typst cannot make it.
    """
    try:
        import typst
    except ImportError:
        raise NoProgramError(INSTALL, engine="typst") from None
    pages, about = [_START], {}
    for number, svg in enumerate(svgs):
        width, height = size(svg)
        scale = min(1.0, LARGEST / max(width, height, 1.0))
        pages.append(
            _PAGE.format(width=f"{width * scale:.2f}", height=f"{height * scale:.2f}", number=number)
        )
        links = [(*(side * scale for side in place[:4]), place.url) for place in links_of(svg)]
        about[f"about{number}"] = json.dumps({"name": names[number] if names else "", "links": links})
    files = font_files("".join(map(texts, svgs)), fonts)
    with tempfile.TemporaryDirectory(prefix="argmap-") as folder:
        # typst looks for fonts in folders, and those of the files may hold others too.
        for place, file in enumerate(files):
            copyfile(file, Path(folder) / f"{place}{file.suffix}")
        try:
            made = _compiled(
                "".join(pages).encode(),
                format="pdf",
                font_paths=typst.Fonts(False, False, [folder]),
                sys_inputs={f"svg{number}": svg for number, svg in enumerate(svgs)}
                | about
                | {"title": title or "Argument map"},
                timestamp=0,
            )
        except Exception as error:
            raise EngineError(f"typst cannot make a PDF of this picture: {error}", engine="typst") from error
    return made


def _compiled(source: bytes, **options: Any) -> bytes:
    """Return what typst makes of a document, without tags: as one figure they hide its texts from readers aloud."""
    import typst

    try:
        made = typst.compile(source, pdf_tags=False, **options)
    except TypeError:  # before its release 0.14 it knew none
        made = typst.compile(source, **options)
    assert isinstance(made, bytes)
    return made


def _by_graphviz(dot: str | None, timeout: float) -> bytes:
    if dot is None:
        raise EngineError(INSTALL, engine="typst")
    try:
        made = run(dot, format="pdf", engine="dot", timeout=timeout)
    except NoProgramError:
        raise EngineError(f"{INSTALL}, or install Graphviz (graphviz.org/download)", engine="typst") from None
    warn(f"{INSTALL}. Graphviz has drawn it now, in its own way.")
    return made
