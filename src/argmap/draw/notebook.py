"""What a notebook shows of a drawing: the picture twice, since not every one takes SVG, and the outline."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing

CARDS = 1_000
"""Above how many cards a notebook shows the outline only: the picture would weigh megabytes in its file."""
LINES = 1_000
"""How many lines of an outline it shows."""
PIXELS = 8_000_000
"""The most pixels of its PNG."""


def bundle(drawing: Drawing, cards: Callable[[], int], include: Any, exclude: Any) -> dict[str, Any]:
    """Return the forms of a drawing by their media types; ``cards`` returns how many cards it has.

    It never raises: what cannot be drawn shows as the outline and one line that says why.

    >>> import argmap as am
    >>> sorted(bundle(am.ArgumentMap().draw(), lambda: 0, ["text/plain"], None))
    ['text/plain']
    """
    makers = {"image/svg+xml": _svg, "image/png": _png}
    made: dict[str, Any] = {}
    failure = ""
    for kind, make in makers.items():
        if _accepts(kind, include, exclude) and not failure:
            try:
                if cards() > CARDS:
                    failure = "so many cards make no picture for a notebook; use .save('map.svg')"
                else:
                    made[kind] = make(drawing)
            except Exception as error:
                failure = " ".join(f"{type(error).__name__}: {error}".split())
    if _accepts("text/plain", include, exclude):
        told = _outline(drawing)
        made["text/plain"] = f"{told}\n(No picture: {failure})" if failure and not made else told
    return made


def cut(outline: str) -> str:
    r"""Return an outline, or its first lines and how many there are more.

    >>> cut("one\ntwo")
    'one\ntwo'
    """
    lines = outline.splitlines()
    if len(lines) > LINES:
        lines = [*lines[:LINES], f"… and {len(lines) - LINES:,} more lines: print(m.outline())"]
    return "\n".join(lines)


def _svg(drawing: Drawing) -> str:
    # Where it stands in the page itself, as in marimo and VS Code, a cell would cut off what is too wide.
    return drawing.svg().replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)


def _png(drawing: Drawing) -> str:
    from argmap.draw.raster import size

    width, height = size(drawing.svg())
    png = drawing.png(scale=min(2.0, sqrt(PIXELS / max(width * height, 1.0))))
    return b2a_base64(png).decode()  # as IPython's own pictures come


def _outline(drawing: Drawing) -> str:
    from argmap.draw.outline import outline

    try:
        return cut(outline(drawing.map, drawing.overlay))  # type: ignore[arg-type]
    except Exception:
        return object.__repr__(drawing)


def _accepts(kind: str, include: Any, exclude: Any) -> bool:
    return (not include or kind in include) and not (exclude and kind in exclude)
