"""The page as one file: picture, outline, data, style and script, and a policy that lets nothing else in."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.draw.html.content import MOST, as_script, content
from argmap.draw.html.marks import mark_table, marker
from argmap.draw.html.outline_html import outline_html
from argmap.draw.html.palette import counterpart, is_dark, with_variables
from argmap.draw.markup import clean, escape
from argmap.draw.notebook import cut
from argmap.draw.scene import Layout, Scene
from argmap.draw.svg import paint
from argmap.draw.theme import Theme

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

HEIGHT = 640
"""How high a page stands in a notebook, in pixels."""

KEYS = (
    ("Tab", "the buttons, the picture, the panel, the outline"),
    ("← → ↑ ↓", "the next card that way; with Shift the picture moves"),
    ("Enter", "all about this card"),
    ("Home", "the card that everything leads to"),
    ("f", "fold or unfold what bears on this card"),
    ("g, c", "only the grounds, only the consequences of this card"),
    ("w", "the whole map again"),
    ("a, u", "fold all, unfold all"),
    ("/", "search; Enter goes to the next one found, n and N too"),
    ("+, −, 0", "larger, smaller, everything in view"),
    ("o, t", "outline, theme"),
    ("Esc", "leave the search, the panel, what is looked at alone"),
    ("?", "this list"),
)
"""The keys of a page, and what they do."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that shows itself in a notebook, in a frame of its own, so that two do not disturb one another.

    >>> import argmap as am
    >>> page = am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).explore()
    >>> page.html[:15], sorted(page._repr_mimebundle_())
    ('<!doctype html>', ['text/html', 'text/plain'])
    """

    html: str
    outline: str
    height: int = HEIGHT

    def __repr__(self) -> str:
        return f"<Page of {len(self.html.encode()):,} bytes>"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page to a file, whole or not at all, and return its path."""
        from argmap.whole import write_whole

        path = Path(path)
        write_whole(path, self.html.encode())
        return path

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        frame = (
            f'<iframe srcdoc="{escape(self.html)}" width="100%" height="{self.height:d}" title="Argument map" '
            'sandbox="allow-scripts allow-modals allow-popups allow-popups-to-escape-sandbox" '
            'frameborder="0"></iframe>'
        )
        return {"text/html": frame, "text/plain": cut(self.outline)}


def page(m: ArgumentMap, scenes: tuple[Scene, Scene], layout: Layout, theme: Theme) -> str:
    """Return the page of a map as HTML: one file that needs nothing else and asks for nothing.

    Args:
        m: the map.
        scenes: the map composed in the theme, and in its :func:`~argmap.draw.html.palette.counterpart`.
        layout: where everything stands at first.
        theme: the theme in which the page opens.
    """
    other = counterpart(theme)
    day, marks = _painted(scenes[0], layout, theme)
    night, _ = _painted(scenes[1], layout, other)
    svg, colours = with_variables(day, night)
    view = re.search(r'viewBox="([^"]*)"', svg)
    assert view is not None
    data = content(m, scenes[0], layout, marks.of_link)
    data |= {"marks": marks.rows, "view": [float(length) for length in view[1].split()]}
    style = _asset("page.css") + _palettes(theme, other, colours)
    script = _asset("page.min.js")
    title = escape(" ".join(clean(m.title).split())) or "Argument map"
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    to_other = "Light" if is_dark(theme) else "Dark"
    outline = outline_html(m)
    if len(scenes[0].cards) > MOST:  # a script takes from these texts what is to be seen
        svg, outline = (f"<noscript>{text}</noscript>" for text in (svg, outline))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head>\n<body>\n"
        f"{_header(title, to_other)}\n"
        f'<div class="work"><main aria-label="Picture"><div id="stage"><div id="layer">{svg}</div></div>'
        '<button type="button" id="whole" data-key="w" hidden>← Whole map</button>'
        '<p id="hint"><span id="status" role="status"></span>'
        "<span>Drag to move · wheel to zoom · click a card · ? for keys</span></p></main>\n"
        '<aside id="panel" aria-label="Details" tabindex="-1" hidden><button type="button" id="close" '
        f'data-key="Close" aria-label="Close the details">✕</button>{_ACTS}<div id="told"></div></aside>\n'
        f'<nav id="outline" aria-label="Outline">{outline}</nav></div>\n{_keys()}\n'
        f'<script type="application/json" id="data">{as_script(data)}</script>\n'
        f"<script>{script}</script></body></html>\n"
    )


def _painted(scene: Scene, layout: Layout, theme: Theme) -> tuple[str, Any]:
    """Return the picture without what the panel tells, with the marks for a script to place."""
    marks = mark_table(scene, theme, layout.direction)
    return _slim(paint(_bare(scene), layout, theme), marks.definitions), marks


def _bare(scene: Scene) -> Scene:
    """Return the scene without tooltips and links, and with short labels: a script writes the full ones."""
    return replace(
        scene,
        cards={
            key: replace(card, tooltip="", link=None, label=f"{card.kind.lower()} {card.id}")
            for key, card in scene.cards.items()
        },
        dots={key: replace(dot, tooltip="") for key, dot in scene.dots.items()},
        strokes={key: replace(stroke, tooltip="") for key, stroke in scene.strokes.items()},
    )


_LEAN = re.compile(
    r'<title></title>| data-[st]="[^"]*"| aria-hidden="true"| id="am-[0-9a-f]+-n\d+"'
    r'| role="graphics-symbol img" aria-label="[^"]*"|(?<=") fill="none"(?= stroke="[^"]*" stroke-width="[^"]*"(?:/|'
    r" stroke-dasharray))"
)
"""What a script says better, or a style: roles, labels, places; a path is not filled where nothing says so."""
_ACTS = (
    '<p id="acts"><button type="button" id="bend" data-key="f" title="What bears on it (f)">Fold</button>'
    '<button type="button" id="grounds" data-key="g" title="Only its grounds (g)">Grounds</button>'
    '<button type="button" id="consequences" data-key="c" title="Only its consequences (c)">Consequences</button></p>'
)
"""What can be done with a card in the panel."""
_SPACED = ' font-weight="700" letter-spacing="0.3"'
"""How the kind of a card is set; a style says it once."""
_PLACED = re.compile(r'<path transform="translate\(([^")]*)\)" ([^<>]*)/>')


def _slim(svg: str, definitions: str) -> str:
    """Return the picture with its definitions in front and every icon painted once.

    No text can look like markup, since it is escaped.
    """
    icons: dict[str, str] = {}

    def placed(match: re.Match[str]) -> str:
        id = icons.setdefault(match[2], f"i{len(icons)}")
        return f'<path d="M{match[1]}h1" marker-start="url(#{id})"/>'

    lean = _PLACED.sub(placed, _LEAN.sub("", svg)).replace(_SPACED, ' class="k"')
    defined = "".join(marker(id, f"<path {paint}/>") for paint, id in icons.items())
    return lean.replace("<rect ", f"{defined}{definitions}<rect ", 1)


def _header(title: str, to_other: str) -> str:
    buttons = (
        ("out", "-", "−", "Smaller (−)", ""),
        ("in", "+", "+", "Larger (+)", ""),
        ("fit", "0", "Fit", "Everything in view (0)", ""),
        ("fold", "a", "Fold all", "Show conclusions only (a)", ""),
        ("unfold", "u", "Unfold all", "Show every card (u)", ""),
        ("outlined", "o", "Outline", "The map in words (o)", ' aria-expanded="true" aria-controls="outline"'),
        (
            "theme",
            "t",
            to_other,
            f"{to_other} theme (t)",
            f' aria-pressed="false" aria-label="{to_other} theme"',
        ),
        ("help", "?", "?", "Keys (?)", ""),
    )
    made = "".join(
        f'<button type="button" id="{id}" data-key="{key}" title="{tip}"{more}'
        + (f' aria-label="{tip}"' if len(word) == 1 else "")
        + f">{word}</button>"
        for id, key, word, tip, more in buttons
    )
    return (
        f'<header><h1 dir="auto" title="{title}">{title}</h1><div class="find" role="search">'
        '<input id="search" type="search" placeholder="Search ( / )" aria-label="Search the map" autocomplete="off">'
        f'<ul id="hits" tabindex="-1" aria-label="Found" hidden></ul></div><div class="bar">{made}</div></header>'
    )


def _keys() -> str:
    rows = "".join(f"<tr><th><kbd>{key}</kbd></th><td>{what}</td></tr>" for key, what in KEYS)
    return (
        '<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2>'
        f'<table>{rows}</table><p><label><input type="checkbox" id="single" checked> Keys of a single character'
        '</label></p><p><button type="button" id="done" data-key="Escape" autofocus>Close</button></p></dialog>'
    )


def _palettes(theme: Theme, other: Theme, colours: list[tuple[str, str]]) -> str:
    """Return the variables of both themes; what is printed is on a light paper."""
    here = _variables(theme, {f"c{place}": pair[0] for place, pair in enumerate(colours)})
    there = _variables(other, {f"c{place}": pair[1] for place, pair in enumerate(colours)})
    paper = there if is_dark(theme) else here
    return f":root{{{here}}}:root[data-other]{{{there}}}@media print{{:root,:root[data-other]{{{paper}}}}}"


def _variables(theme: Theme, colours: Mapping[str, str]) -> str:
    cards = {style.kind: style for style in theme.cards}
    lines = {style.kind: style for style in theme.lines}
    plain = cards.get("node", theme.cards[0])
    named = {
        "paper": theme.paper,
        "text": theme.text,
        "muted": theme.muted,
        "accent": (cards.get("claim") or plain).ink or theme.text,
        "panel": plain.fill or theme.paper,
        "line": _mixed(theme.paper, theme.muted, 0.35),
        "mark": _mixed(theme.paper, theme.highlight, 0.45),
        "marked": theme.text,
        "against": (lines["attacks"].ink if "attacks" in lines else "") or theme.text,
        **colours,
    }
    scheme = "dark" if is_dark(theme) else "light"
    return f"color-scheme:{scheme};" + ";".join(f"--{name}:{colour}" for name, colour in named.items())


def _mixed(one: str, other: str, share: float) -> str:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


@cache
def _asset(name: str) -> str:
    text = (files("argmap.draw.html") / name).read_text(encoding="utf-8").strip()
    return re.sub(r"\A/\*.*?\*/\s*", "", text, flags=re.DOTALL)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
