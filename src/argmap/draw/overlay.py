"""What is laid over a map, as badges on its cards and lines: signs and words, so that it is never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from argmap.draw.cards import LEFT, RIGHT, SLACK
from argmap.draw.markup import clean, escape, visible
from argmap.draw.markup import number as n
from argmap.draw.measure import ELLIPSIS, elide, text_width, wrap
from argmap.draw.shapes import ICON_SIZE, INSETS
from argmap.draw.styles import CardStyle, Sign, ToneStyle
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.overlay import TONES, Mark, Overlay, Overlays
from argmap.notice import warn

if TYPE_CHECKING:
    from argmap.draw.cards import Card
    from argmap.draw.theme import Theme
    from argmap.model.map import ArgumentMap

SIZE, ROW = 7.6, 9.2
HEIGHT = 11.6
"""Of a badge with one line."""
LEFT_PAD, SIGN_GAP, RIGHT_PAD = 3.4, 2.8, 5.2
ABOVE, BELOW = 1.6, 5.4
"""What a card gains over its badge, and what it keeps below it."""
OUTLINE = 2.2
MOST_ROWS = 3
GAUGE, GAUGE_GAP, SHORTEST_GAUGE = 4.6, 6.0, 40.0
LONGEST_ON_LINE = 96.0

SIGNS: dict[Sign, str] = {
    "check": "M.8 3.7L2.7 5.7L6.2 1.3",
    "cross": "M1.2 1.2L5.8 5.8M5.8 1.2L1.2 5.8",
    "question": "M1.5 2.2a2 2 0 1 1 3 1.7q-1 .5-1 1.1v.1M3.5 6.5v.2",
    "plus": "M3.5.7V6.3M.7 3.5H6.3",
    "minus": "M.8 3.5H6.2",
    "delta": "M3.5 1L6.3 6H.7Z",
    "exclamation": "M3.5.5V4.2M3.5 6.3v.2",
    "info": "M2.3 2.9H3.7V6.3M2.1 6.3H5.3M3.5.6v.2",
    "chevrons": "M.8 1L3.3 3.5L.8 6M3.7 1L6.2 3.5L3.7 6",
    "bars": "M1.2 6.2V4.6M3.5 6.2V2.8M5.8 6.2V1",
}
"""Signs in a square of seven points, as lines."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark as it is painted: a pill with a sign and its words in lines, and how it is told.

    ``gauge`` is the length of the bar that shows a level, ``0.0`` for none; ``told`` is the mark in words, for
    tooltips and whoever cannot see it.
    """

    style: ToneStyle
    lines: tuple[str, ...]
    width: float
    height: float
    told: str
    level: float | None = None
    gauge: float = 0.0


@dataclass(frozen=True, slots=True)
class Laid:
    """What the legend says of an overlay: its name, the tones that occur with their words, and what is elsewhere.

    ``elsewhere`` counts the marks on parts that the picture does not show; ``glossary`` has the words of badges
    that occur and what they mean.
    """

    name: str
    tones: tuple[tuple[ToneStyle, str], ...]
    elsewhere: int = 0
    glossary: tuple[tuple[str, str], ...] = ()


def overlay_of(value: object, m: ArgumentMap) -> Overlay | None:
    """Return the overlay that a value lays over a map; marks of parts that the map does not have are kept.

    They belong to a view of a larger map (``m.spine().draw(overlay=m.check())``), and the legend counts
    them. Where no mark is on any part of the map, a warning says so: it may be another map's, or misspelt.

    Raises:
        ArgmapError: the value has no method ``overlay()`` that returns an :class:`Overlay`.

    >>> import argmap as am
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> overlay_of(am.Overlay("Read", {"c1": am.Mark("good", "by A.")}), m)
    <Overlay 'Read': 1 mark>
    """
    overlay = None if value is None else overlay_from(value)
    if overlay is not None and overlay.marks and m.parts and not any(id in m.parts for id in overlay.marks):
        first = next(iter(overlay.marks))
        near = suggestion(did_you_mean(first, m.parts))
        count = len(overlay.marks)
        warn(
            f"no part of this map has a mark in the overlay {overlay.name!r}: of its {count:,} "
            f"mark{'s' * (count != 1)} the first is on {first!r}.{near}"
        )
    return overlay


def overlay_from(value: object) -> Overlay:
    """Return what a value lays over a map.

    Raises:
        ArgmapError: it has no method ``overlay()`` that returns an :class:`Overlay`.

    >>> overlay_from(Overlay("Read", {"c1": Mark("good")}))
    <Overlay 'Read': 1 mark>
    """
    overlay = value.overlay() if isinstance(value, Overlays) and not isinstance(value, type) else None
    if not isinstance(overlay, Overlay):
        raise ArgmapError(
            "overlay= takes a value with a method overlay() that returns an am.Overlay, such as am.check(m), "
            f"m.verify(text), or am.Overlay('Read', {{'c1': am.Mark('good')}}), not {value!r}"
        )
    return overlay


def told(mark: Mark, overlay: Overlay) -> str:
    """Return a mark in words, with the word that its tone has in the overlay.

    >>> told(Mark("bad", "by c4"), Overlay("Standing", {}, {"bad": "rejected"}))
    'rejected, by c4'
    >>> told(Mark("level", level=0.5), Overlay("Strength", {}))
    'Strength 0.50'
    """
    word = " ".join(visible(overlay.legend.get(mark.tone, "")).split())
    text = " ".join(visible(mark.text).split())
    if mark.level is not None:
        return _with_number(text or word or overlay.name, mark.level)
    said = [word, *((text,) if text.casefold() != word.casefold() else ())]
    return ", ".join(filter(None, said)) or mark.tone


def _with_number(text: str, level: float) -> str:
    shown = f"{level:.2f}"
    return text if shown in text or f"{level:g}" in text.split() else f"{text} {shown}".strip()


def badge_of(mark: Mark, overlay: Overlay, theme: Theme, room: float, *, rows: int = MOST_ROWS) -> Badge:
    """Return the badge of a mark, no wider than ``room``; without a text it says what its tone means."""
    style = theme.tone(mark.tone)
    words = " ".join(visible(mark.text or overlay.legend.get(mark.tone, "")).split())
    if mark.level is not None:
        words = _with_number(" ".join(visible(mark.text).split()), mark.level)
        room -= SHORTEST_GAUGE + GAUGE_GAP
    around = LEFT_PAD + ICON_SIZE + SIGN_GAP + RIGHT_PAD
    inner = room - around - SLACK
    lines = tuple(line.rstrip() for line in wrap(words, inner, SIZE, bold=True)) if words else ()
    if len(lines) > rows:
        lines = (*lines[: rows - 1], elide(f"{lines[rows - 1]} {ELLIPSIS}", inner, SIZE, bold=True))
    longest = max((text_width(line, SIZE, bold=True) for line in lines), default=0.0)
    width = around + longest if lines else HEIGHT
    return Badge(
        style,
        lines,
        round(width, 1),
        HEIGHT + ROW * max(0, len(lines) - 1),
        f"{clean(overlay.name)}: {told(mark, overlay)}",
        mark.level,
    )


def marked(card: Card, mark: Mark, overlay: Overlay, theme: Theme) -> Card:
    """Return a card with its mark: outlined in the ink of the tone, and taller by the badge at its foot.

    >>> import argmap as am
    >>> from argmap.draw.cards import card
    >>> from argmap.draw.theme import light
    >>> plain = card(am.Claim(id="c1", text="It rains."), light)
    >>> over = Overlay("Standing", {"c1": Mark("good")}, {"good": "accepted"})
    >>> shown = marked(plain, over.marks["c1"], over, light)
    >>> shown.badge.lines, shown.height > plain.height, shown.label
    (('accepted',), True, 'claim c1: It rains. (Standing: accepted)')
    """
    before, after = INSETS[card.style.shape]
    inner = card.width - before - after - LEFT - RIGHT
    badge = badge_of(mark, overlay, theme, inner)
    if badge.level is not None:
        badge = replace(badge, gauge=round(max(0.0, inner - badge.width - GAUGE_GAP), 1))
    first, _, rest = card.tooltip.partition("\n")
    return replace(
        card,
        style=toned(card.style, badge.style, theme),
        height=round(card.height + ABOVE + badge.height, 1),
        label=f"{card.label} ({badge.told})",
        tooltip="\n".join(filter(None, (first, badge.told, rest))),
        badge=badge,
    )


def toned(style: CardStyle, tone: ToneStyle, theme: Theme) -> CardStyle:
    """Return the style of a card with a mark: the outline is of the tone, bar and head stay of the kind."""
    return replace(
        style,
        ink=tone.ink,
        head=style.ink if tone.faded else style.head or style.ink,
        fill=theme.paper if tone.faded else style.fill,
        text=theme.muted if tone.faded else style.text,
        dash=style.dash or tone.dash,
        outline=max(OUTLINE, style.outline),
    )


def laid(overlay: Overlay, theme: Theme, shown: Iterable[str]) -> Laid:
    """Return what the legend says of an overlay, given the ids of the parts shown."""
    seen = frozenset(shown)
    marks = [mark for id, mark in overlay.marks.items() if id in seen]
    used = {mark.tone for mark in marks}
    texts = f" {' '.join(mark.text for mark in marks)} ".replace(",", " ") if overlay.glossary else ""
    return Laid(
        " ".join(visible(overlay.name).split()),
        tuple(
            (theme.tone(tone), " ".join(visible(overlay.legend[tone]).split()))
            for tone in TONES
            if tone in used and overlay.legend.get(tone)
        ),
        sum(id not in seen for id in overlay.marks),
        tuple(
            (" ".join(visible(word).split()), " ".join(visible(meaning).split()))
            for word, meaning in overlay.glossary.items()
            if f" {word} " in texts
        ),
    )


def paint_badge(badge: Badge, x: float, y: float, theme: Theme) -> str:
    """Return a badge with its upper left corner at ``(x, y)``, with a rim that sets it off any fill."""
    style = badge.style
    radius = HEIGHT / 2
    sign_x = x + (LEFT_PAD if badge.lines else (HEIGHT - ICON_SIZE) / 2)
    parts = [
        f'<g class="am-badge {style.tone}"><rect x="{n(x)}" y="{n(y)}" width="{n(badge.width)}" '
        f'height="{n(badge.height)}" rx="{n(radius)}" fill="{style.ink}" stroke="{theme.paper}" '
        'stroke-width="1"/>',
        paint_sign(style, sign_x, y + (HEIGHT - ICON_SIZE) / 2),
    ]
    if badge.lines:
        start = x + LEFT_PAD + ICON_SIZE + SIGN_GAP
        parts.extend(
            f'<text x="{n(start)}" y="{n(y + 8.5 + ROW * place)}" font-size="{n(SIZE)}" font-weight="700" '
            f'fill="{style.text}">{escape(line)}</text>'
            for place, line in enumerate(badge.lines)
        )
    return f"{''.join(parts)}</g>"


def paint_sign(style: ToneStyle, x: float, y: float) -> str:
    """Return the sign of a tone with its upper left corner at ``(x, y)``."""
    return (
        f'<path transform="translate({n(x)} {n(y)})" d="{SIGNS[style.sign]}" fill="none" stroke="{style.text}" '
        'stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def paint_foot(card: Card, x: float, y: float, theme: Theme) -> str:
    """Return the badge at the foot of a card whose upper left corner is at ``(x, y)``, with the bar of a level."""
    badge = card.badge
    if badge is None:
        return ""
    before, after = INSETS[card.style.shape]
    left, right = x + before + LEFT, x + card.width - after - RIGHT
    top = y + card.height - BELOW - badge.height
    parts = [paint_badge(badge, right - badge.width, top, theme)]
    if badge.level is not None and badge.gauge:
        middle = top + (HEIGHT - GAUGE) / 2
        parts.append(
            f'<g class="am-gauge"><rect x="{n(left - 1)}" y="{n(middle - 1)}" width="{n(badge.gauge + 2)}" '
            f'height="{n(GAUGE + 2)}" fill="{theme.paper}"/>'
            f'<rect x="{n(left)}" y="{n(middle)}" width="{n(badge.gauge)}" '
            f'height="{n(GAUGE)}" fill="{theme.paper}" stroke="{badge.style.ink}" stroke-width="0.9"/>'
            f'<rect x="{n(left)}" y="{n(middle)}" width="{n(badge.gauge * badge.level)}" height="{n(GAUGE)}" '
            f'fill="{badge.style.ink}"/></g>'
        )
    return "".join(parts)
