"""PNG from SVG, by resvg, with font files of known content: the same picture on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from math import isfinite, sqrt
from struct import pack
from zlib import crc32

from argmap.draw.fonts import Font, font_files
from argmap.errors import ArgmapError, EngineError
from argmap.notice import warn

MOST_PIXELS = 120_000_000
"""The largest picture that is made, 480 MB while it is: beyond it the scale is lowered, with a warning."""

_HEAD = 33
"""The bytes of a PNG before its first chunk but one: the signature and the header."""

_SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')
_TAGS = re.compile(r"<(title|desc|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def png(svg: str, *, scale: float = 2.0, fonts: Iterable[Font] = ()) -> bytes:
    r"""Return a picture of ours as PNG.

    Args:
        svg: what :func:`argmap.draw.svg.paint` returned.
        scale: pixels for each point; 2 looks sharp on screens.
        fonts: font files for scripts beyond Latin, Greek, Cyrillic and Hebrew.

    Raises:
        EngineError: it cannot be made here; the message says what to install.

    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3"/></svg>'
    >>> png(svg)[:4]
    b'\x89PNG'
    """
    if not (isinstance(scale, int | float) and isfinite(scale) and scale > 0):
        raise ArgmapError(f"scale is the number of pixels for each point, above 0, not {scale!r}")
    try:
        import resvg_py
    except ImportError:
        raise EngineError(
            "a PNG needs resvg: install it with 'pip install resvg-py'", engine="resvg"
        ) from None
    width, height = size(svg)
    possible = sqrt(MOST_PIXELS / max(width * height, 1.0))
    if scale > possible:
        warn(
            f"at scale {scale:g} this picture has more than {MOST_PIXELS / 1e6:g} million pixels: it is made at "
            f"scale {possible:.2g}; save it as .svg or .pdf, or draw a part of the map"
        )
        scale = possible
    files = font_files(texts(svg), fonts)
    try:
        made = bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=scale,
                skip_system_fonts=True,
                font_files=[str(file) for file in files],
                font_family="Arimo",
                sans_serif_family="Arimo",
            )
        )
    except Exception as error:
        raise EngineError(f"resvg cannot make a PNG of this picture: {error}", engine="resvg") from error
    return _sized(made, scale)


def _sized(made: bytes, scale: float) -> bytes:
    """Return a PNG that says how large it is in print, its points: else paper has it at 96 dots an inch or 72."""
    metre = max(round(scale * 72 / 0.0254), 1)
    said = b"pHYs" + pack(">IIB", metre, metre, 1)
    return made[:_HEAD] + pack(">I", len(said) - 4) + said + pack(">I", crc32(said)) + made[_HEAD:]


def size(svg: str) -> tuple[float, float]:
    """Return width and height of a picture of ours, in points.

    >>> size('<svg xmlns="http://www.w3.org/2000/svg" width="4.5" height="3">')
    (4.5, 3.0)
    """
    found = _SIZE.search(svg)
    if found is None:
        raise ArgmapError("this SVG does not say its width and height at its beginning")
    return float(found[1]), float(found[2])


def texts(svg: str) -> str:
    """Return what can be read in a picture, without tooltips.

    >>> texts("<svg><title>t</title><text>a &lt; b</text></svg>")
    'a < b'
    """
    return unescape(_TAGS.sub("", svg))
