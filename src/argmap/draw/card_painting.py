"""A card as SVG: outline, bar, head and text, with all that a reader who cannot see it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.draw.cards import (
    BELOW_HEAD,
    CHIP_PADDING,
    HEAD_LEADING,
    HEAD_SIZE,
    HEAD_SPACING,
    LEADING,
    LEFT,
    RIGHT,
    TOP,
    Card,
    Run,
)
from argmap.draw.markup import escape
from argmap.draw.markup import number as n
from argmap.draw.overlay import paint_foot
from argmap.draw.shapes import FILLED, FOLD, INSETS, LINED, fold, outline
from argmap.draw.theme import CardStyle, Theme

HALO = 9.0
BAR, BAR_GAP, BAR_INSET = 3.0, 3.5, 7.0
THICKER = 1.5
"""What a highlighted outline gains in width."""

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EMBEDDED = "\u202b{}\u202c"
"""A line that runs from right to left, marked in the text itself: converters do not know ``direction``."""


def paint_card(card: Card, x: float, y: float, theme: Theme, id: str, *, interactive: bool) -> str:
    """Return the group that shows a card with its upper left corner at ``(x, y)``."""
    classes = " ".join(
        ("am-card", card.base.kind, *card.states, *(("highlighted",) if card.highlighted else ()))
    )
    badge = card.badge
    tone = f' data-tone="{badge.style.tone}"' if badge else ""
    focus = ' tabindex="-1"' if interactive else ""
    parts = [
        f'<g class="{escape(classes)}" id="{id}" data-id="{escape(card.id)}"{tone}{focus} '
        f'role="graphics-symbol img" aria-label="{escape(card.label)}">'
        f"<title>{escape(card.tooltip)}</title>",
        paint_outline(
            card.style,
            x,
            y,
            card.width,
            card.height,
            theme,
            highlighted=card.highlighted or (badge is not None and badge.style.halo),
        ),
        *_head(card, x, y, theme),
        *_texts(card, x, y),
        paint_foot(card, x, y, theme),
        "</g>",
    ]
    group = "".join(parts)
    if card.link is None:
        return group
    return f'<a href="{escape(card.link)}" target="_blank" rel="noopener noreferrer">{group}</a>'


def paint_outline(
    style: CardStyle,
    x: float,
    y: float,
    width: float,
    height: float,
    theme: Theme,
    *,
    highlighted: bool = False,
    small: bool = False,
) -> str:
    """Return the outline of a card with its bar; ``small`` is the sample of a legend, without the bar."""
    shape = style.shape
    scale = 0.5 if small else 1.0
    d = outline(shape, x, y, width, height, scale)
    stroke = style.outline + (THICKER if highlighted else 0.0)
    halo = 5.0 if small else HALO
    parts = []
    if highlighted:
        parts.append(
            f'<path class="halo" d="{d}" fill="none" stroke="{theme.highlight}" stroke-width="{n(halo)}" '
            'stroke-linejoin="round"/>'
        )
    parts.append(
        f'<path class="outline" d="{d}" fill="{style.fill}" stroke="{style.ink}" stroke-width="{n(stroke)}"'
        f"{dashes(style.dash)}/>"
    )
    if shape == "folded":
        parts.append(
            f'<path d="{fold(x, y, width, scale)}" fill="{theme.paper}" stroke="{style.ink}" '
            f'stroke-width="{n(style.outline)}" stroke-linejoin="round"/>'
        )
    if not small:
        left = x + INSETS[shape][0] + BAR_GAP
        parts.append(
            f'<path class="bar" d="M{n(left)} {n(y + BAR_INSET)}h{n(BAR)}v{n(height - 2 * BAR_INSET)}'
            f'h-{n(BAR)}Z" fill="{style.head or style.ink}"/>'
        )
    return "".join(parts)


def paint_icon(style: CardStyle, x: float, y: float) -> str:
    """Return the icon of a card with its upper left corner at ``(x, y)``."""
    ink = style.head or style.ink
    place = f'transform="translate({n(x)} {n(y)})"'
    if style.icon in FILLED:
        return f'<path {place} d="{FILLED[style.icon]}" fill="{ink}"/>'
    return (
        f'<path {place} d="{LINED[style.icon]}" fill="none" stroke="{ink}" stroke-width="0.9" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def dashes(dash: tuple[float, ...]) -> str:
    """Return the attributes of a broken line; strokes that are next to nothing become round dots.

    >>> dashes((0.2, 3.0))
    ' stroke-dasharray="0.2 3" stroke-linecap="round"'
    """
    if not dash:
        return ""
    caps = ' stroke-linecap="round"' if min(dash) < 1 else ""
    return f' stroke-dasharray="{" ".join(map(n, dash))}"{caps}'


def _head(card: Card, x: float, y: float, theme: Theme) -> Iterator[str]:
    style = card.style
    ink = style.head or style.ink
    left = x + INSETS[style.shape][0] + LEFT
    base = y + TOP
    yield paint_icon(style, left, base - 6.2)
    yield f'<g font-size="{n(HEAD_SIZE)}" fill="{ink}">'
    for line, runs in enumerate(card.head):
        row = base + line * HEAD_LEADING
        for run in runs:
            if run.look == "chip":
                yield _chip(run, left, row, ink)
        spans = "".join(_run(run, left) for run in runs)
        yield f'<text y="{n(row)}">{spans}</text>'
    if card.place:
        right = x + card.width - INSETS[style.shape][1] - RIGHT - (FOLD - 2 if style.shape == "folded" else 0)
        yield f'<text text-anchor="end" x="{n(right)}" y="{n(base)}">{escape(card.place)}</text>'
    yield "</g>"


def _run(run: Run, left: float) -> str:
    start = left + run.x + (CHIP_PADDING if run.look == "chip" else 0.0)
    weight = ""
    if run.look in ("kind", "flag"):
        # Letters that join, as in Arabic, must not be pulled apart.
        weight = ' font-weight="700"' + (f' letter-spacing="{HEAD_SPACING}"' if run.text.isascii() else "")
    return f'<tspan x="{n(start)}"{weight}>{escape(run.text)}</tspan>'


def _chip(run: Run, left: float, base: float, ink: str) -> str:
    return (
        f'<rect x="{n(left + run.x)}" y="{n(base - 6.9)}" width="{n(run.width)}" height="9" rx="4.5" '
        f'fill="none" stroke="{ink}" stroke-width="0.7"/>'
    )


def _texts(card: Card, x: float, y: float) -> Iterator[str]:
    before, after = INSETS[card.style.shape]
    left, right = x + before + LEFT, x + card.width - after - RIGHT
    leading = card.size * LEADING
    struck = ' text-decoration="line-through"' if card.badge and card.badge.style.struck else ""
    row = y + TOP + HEAD_LEADING * (len(card.head) - 1) + BELOW_HEAD + (card.size - 10.5)
    for lines, bold in ((card.heading, True), (card.lines, card.style.bold and not card.heading)):
        if not lines:
            continue
        weight = ' font-weight="700"' if bold else ""
        look = f'font-size="{n(card.size)}" fill="{card.style.text}"{weight}{struck}'
        if card.rtl:
            for place, line in enumerate(lines):
                start = f'<text x="{n(right)}" y="{n(row + place * leading)}" text-anchor="end" {look}>'
                yield f"{start}{escape(_EMBEDDED.format(line.rstrip()))}</text>"
        elif any(_FROM_RIGHT.search(line) for line in lines):
            # A text of its own for each line: renderers put words that run from the right into order over
            # the whole of a text element.
            for place, line in enumerate(lines):
                yield f'<text x="{n(left)}" y="{n(row + place * leading)}" {look}>{escape(line)}</text>'
        else:
            step = f' dy="{leading:.2f}"'
            spans = "".join(
                f'<tspan x="{n(left)}"{step if place else ""}>{escape(line)}</tspan>'
                for place, line in enumerate(lines)
            )
            yield f'<text x="{n(left)}" y="{n(row)}" {look}>{spans}</text>'
        row += leading * len(lines)
