"""The themes by name, and the one in use: what a drawing looks like where nothing else is said.

>>> import argmap as am
>>> with am.themes.use("dark"):
...     drawing = am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).draw()
>>> drawing.theme == am.themes.dark
True
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from argmap.draw.styles import CardStyle, LineStyle, ToneStyle
from argmap.draw.theme import Theme, colour_blind, dark, light, print_, theme_named

print = print_  # the name that the theme has

_IN_USE: ContextVar[Theme] = ContextVar("argmap_theme", default=light)


def named(theme: Theme | str) -> Theme:
    """Return the theme with this name; one that is a theme already is returned as it is.

    Raises:
        ArgmapError: no theme has this name; the message names those that there are.

    >>> named("colour-blind").name
    'colour-blind'
    """
    if isinstance(theme, Theme):
        return theme
    return theme_named(theme.replace("_", "-") if isinstance(theme, str) else theme)


def in_use() -> Theme:
    """Return the theme of drawings for which none is given.

    >>> in_use().name
    'light'
    """
    return _IN_USE.get()


@contextmanager
def use(theme: Theme | str) -> Iterator[Theme]:
    """Return a context in which drawings have this theme where none is given; contexts nest.

    It holds for the thread or task that entered it, and for drawings made in it, whenever they are shown.

    >>> with use(light.replace(card_width=240)) as wide, use("print"):
    ...     in_use().name, wide.card_width
    ('print', 240)
    """
    chosen = named(theme)
    token = _IN_USE.set(chosen)
    try:
        yield chosen
    finally:
        _IN_USE.reset(token)


__all__ = [
    "CardStyle",
    "LineStyle",
    "Theme",
    "ToneStyle",
    "colour_blind",
    "dark",
    "in_use",
    "light",
    "named",
    "print",
    "use",
]
