"""What all themes have in common: the shapes of cards, the marks of lines and the signs of tones."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.draw.styles import CardStyle, Icon, LineStyle, Shape, Sign, ToneStyle
from argmap.model.overlay import TONES, Tone

DASHED, DOTTED, DASH_DOTTED = (5.0, 3.0), (0.2, 3.2), (7.0, 2.5, 0.2, 2.5)


def cards_of(inks: Mapping[str, tuple[str, str]], text: str) -> tuple[CardStyle, ...]:
    """Return the styles of all kinds: the shapes are those of every theme, inks and fills its own."""
    shapes: tuple[tuple[str, Shape, Icon, float], ...] = (
        ("node", "round", "square", 1.1),
        ("claim", "round", "disc", 1.1),
        ("evidence", "folded", "page", 1.1),
        ("recommendation", "arrow", "flag", 1.6),
        ("goal", "octagon", "target", 1.3),
        ("question", "hexagon", "question", 1.3),
        ("factor", "pill", "wave", 1.1),
    )
    return tuple(
        CardStyle(kind, *inks[kind], text=text, shape=shape, icon=icon, outline=outline)
        for kind, shape, icon, outline in shapes
    )


def lines_of(inks: Mapping[str, str]) -> tuple[LineStyle, ...]:
    """Return the styles of all lines: widths, dashes and marks are those of every theme, inks its own."""
    return (
        LineStyle("relation", "", 1.2, head=("open",)),
        LineStyle("supports", inks["supports"], 1.5, head=("arrow",)),
        LineStyle("attacks", inks["attacks"], 2.2, head=("tee",)),
        LineStyle("undercuts", inks["undercuts"], 1.8, (6.0, 3.0), head=("ring",)),
        LineStyle("conceded", inks["attacks"], 2.2, (0.2, 4.2), head=("tee", "ring")),
        LineStyle("conceded_undercut", inks["undercuts"], 2.2, (0.2, 4.2), head=("ring", "tee")),
        LineStyle("conflicts", inks["conflicts"], 1.8, (6.0, 3.0), head=("tee",), tail=("tee",)),
        LineStyle("restates", inks["restates"], 1.6, (0.2, 3.4)),
        LineStyle("influences", inks["influences"], 1.5, head=("arrow",)),
        LineStyle("no_influence", inks["influences"], 1.5, (6.0, 3.0), head=("ring",)),
        LineStyle("addresses", "", 1.2, head=("open",)),
        LineStyle("serves", "", 1.2, head=("open", "open")),
        LineStyle("answers", "", 1.2, head=("hollow",)),
    )


_SIGNS: Mapping[Tone, Sign] = {
    "good": "check",
    "bad": "cross",
    "open": "question",
    "new": "plus",
    "gone": "minus",
    "changed": "delta",
    "warning": "exclamation",
    "note": "info",
    "path": "chevrons",
    "level": "bars",
}


def tones_of(inks: Mapping[Tone, str], usual: tuple[str, str]) -> tuple[ToneStyle, ...]:
    """Return the styles of all tones: the signs are those of every theme, inks and words its own."""
    return tuple(
        ToneStyle(
            tone,
            inks.get(tone, usual[0]),
            usual[1],
            _SIGNS[tone],
            faded=tone in ("bad", "gone"),
            struck=tone == "gone",
            dash=DASHED if tone == "gone" else (),
            halo=tone == "path",
        )
        for tone in TONES
    )
