"""Whether a theme can be read: its contrasts, and what it would tell by colour alone.

The ratios are those of WCAG 2.2 (W3C 2023): 4.5 to 1 for text (criterion 1.4.3), 3 to 1 for lines and shapes
(1.4.11), and nothing told by colour alone (1.4.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from argmap.draw.cards import styled
from argmap.draw.overlay import toned
from argmap.draw.styles import CardStyle
from argmap.draw.theme import Theme
from argmap.model.overlay import TONES

TEXT, SHAPE = 4.5, 3.0
"""The least contrasts of text, and of lines and shapes."""

Pair = tuple[str, str, str, float]
"""What is to be seen, its ink, the ground it stands on, and the least contrast of the two."""

STATES = ("unstated", "conceded", "voiced", "thesis")
MEANINGS = (
    "supports", "attacks", "undercuts", "conceded", "conceded_undercut", "conflicts", "restates", "addresses",
    "serves", "answers",
)  # fmt: skip
"""The lines that nobody may take for one another; those of influences bear a sign."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as ``#0b5a94``: from 1, the same, to 21, black and white.

    >>> contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    dimmer, brighter = sorted((_luminance(one), _luminance(other)))
    return (brighter + 0.05) / (dimmer + 0.05)


def hard_to_read(theme: Theme) -> tuple[str, ...]:
    """Return what of a theme is hard to read, each in a sentence; empty where all of it can be read.

    >>> from argmap.draw.theme import light
    >>> hard_to_read(light)
    ()
    >>> hard_to_read(light.with_line("supports", ink="#a6e3b8"))[0]
    'the line of supports, #a6e3b8 on #ffffff, has a contrast of 1.4, less than 3'
    """
    weak: dict[tuple[str, str, float], list[str]] = {}
    for what, ink, ground, least in (*_texts(theme), *_shapes(theme), *_tones(theme)):
        if contrast(ink, ground) < least:
            weak.setdefault((ink, ground, least), []).append(what)
    said = []
    for (ink, ground, least), (first, *more) in weak.items():
        others = f" (and {len(more)} more)" if more else ""
        ratio = int(10 * contrast(ink, ground)) / 10  # rounded down, or 4.46 would be told as 4.5
        said.append(f"{first}{others}, {ink} on {ground}, has a contrast of {ratio:g}, less than {least:g}")
    return (*said, *_by_colour_alone(theme))


def _texts(theme: Theme) -> Iterator[Pair]:
    yield "the text of the theme", theme.text, theme.paper, TEXT
    yield "the muted text of the theme", theme.muted, theme.paper, TEXT
    for name, style in _looks(theme):
        yield f"the text of {name}", style.text, style.fill, TEXT
        yield f"the head of {name}", style.head or style.ink, style.fill, TEXT


def _shapes(theme: Theme) -> Iterator[Pair]:
    for name, style in _looks(theme):
        yield f"the outline of {name}", style.ink, theme.paper, SHAPE
    fills = list(dict.fromkeys([theme.paper, theme.unstated.fill, *(style.fill for style in theme.cards)]))
    inks = {f"the line of {style.kind.replace('_', ' ')}": style.ink for style in theme.lines if style.ink}
    inks |= {f"a line from {style.kind.replace('_', ' ')}": style.ink for style in theme.cards}
    for name, ink in inks.items():
        for fill in fills:
            yield name, ink, fill or theme.paper, SHAPE


def _tones(theme: Theme) -> Iterator[Pair]:
    looks = _looks(theme)
    for style in map(theme.tone, TONES):
        yield f"the text on a badge of {style.tone!r}", style.text, style.ink, TEXT
        yield f"a badge of {style.tone!r}", style.ink, theme.paper, SHAPE
        for name, card in looks:
            over = toned(card, style, theme)
            yield f"the text of {name} marked {style.tone!r}", over.text, over.fill, TEXT
            yield f"the head of {name} marked {style.tone!r}", over.head, over.fill, TEXT


def _by_colour_alone(theme: Theme) -> Iterator[str]:
    lines = {style.kind: style for style in theme.lines}
    known = [lines[name] for name in MEANINGS if name in lines]
    for one, other in combinations(known, 2):
        if (one.head, one.tail, one.dash) == (other.head, other.tail, other.dash):
            yield f"the lines of {one.kind} and {other.kind} differ by colour alone: give one another head or dash"
    for first, second in combinations(map(theme.tone, TONES), 2):
        if first.sign == second.sign:
            yield f"the badges of {first.tone!r} and {second.tone!r} have one sign: give one of them another"


def _looks(theme: Theme) -> list[tuple[str, CardStyle]]:
    """Return the styles of all cards that can occur: every kind, in every combination of two states."""
    pairs = [(), *((state,) for state in STATES), *combinations(STATES, 2)]
    return [
        (" ".join([*states, style.kind.replace("_", " ")]), styled(style, theme, states))
        for style in theme.cards
        for states in pairs
    ]


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
