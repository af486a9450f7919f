"""Where the links of a picture of ours are, for formats that take no links from SVG."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_ORIGIN = re.compile(r'^<svg [^>]*?viewBox="(\S+) (\S+) ')
_CARD = re.compile(r'<a href="([^"]*)"[^>]*><g class="am-card.*?<path class="outline" d="([^"]*)"', re.DOTALL)
_ARC = re.compile(r"a[^A-Z]*")
_STEP = re.compile(r"([MLHV])(\S+?)(?: (\S+?))?(?=[A-Z]|$)")


class Place(NamedTuple):
    """A link and the rectangle it covers, in points from the upper left corner of the picture."""

    x: float
    y: float
    width: float
    height: float
    url: str


def links_of(svg: str) -> list[Place]:
    """Return the links on the cards of a picture, each within the outline of its card.

    >>> import argmap as am
    >>> quote = am.Quote(source="s", exact="It rains", page="https://example.org/a")
    >>> claim, source = am.Claim(id="c1", text="It rains.", quotes=(quote,)), am.Source(id="s", title="A")
    >>> (found,) = links_of(am.ArgumentMap([claim], sources=[source]).draw().svg())
    >>> found.url, found.width > 150
    ('https://example.org/a#:~:text=It%20rains', True)
    """
    start = _ORIGIN.match(svg)
    left, top = (float(start[1]), float(start[2])) if start else (0.0, 0.0)
    places = []
    for url, outline in _CARD.findall(svg):
        across, down = [], []
        for step, first, second in _STEP.findall(_ARC.sub("", outline)):
            if step != "V":
                across.append(float(first))
            if step != "H":
                down.append(float(second if step in "ML" else first))
        x, y = min(across), min(down)
        places.append(Place(x - left, y - top, max(across) - x, max(down) - y, unescape(url)))
    return places
