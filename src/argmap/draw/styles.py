"""Styles as values: how one kind of card, one kind of line, and one tone of an overlay look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Any, Literal, get_args

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.overlay import TONES, Tone

Shape = Literal["round", "folded", "arrow", "octagon", "hexagon", "pill"]
Icon = Literal["disc", "page", "flag", "target", "question", "wave", "square", "star"]
Mark = Literal["arrow", "tee", "ring", "open", "hollow"]
"""What a line can end in; several marks follow one another, the first nearest to the card."""

Sign = Literal[
    "check", "cross", "question", "plus", "minus", "delta", "exclamation", "info", "chevrons", "bars"
]  # fmt: skip
"""What a badge shows beside its words, so that no tone is told by colour alone."""

WIDEST = 20.0
"""The widest stroke, in points."""

_COLOUR = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardStyle:
    """How the cards of a kind look, or what sets apart those in some state.

    ``ink`` draws the outline, the bar and the words of the head (``head``, where these differ), ``text`` the
    text; a colour that is empty stays as it would be without. ``dash`` is the length of strokes and gaps of
    the outline, in points, and empty for a solid line.
    """

    kind: str
    ink: str = ""
    fill: str = ""
    text: str = ""
    head: str = ""
    shape: Shape = "round"
    icon: Icon = "disc"
    dash: tuple[float, ...] = ()
    outline: float = 1.1
    bold: bool = False

    def __post_init__(self) -> None:
        check_colours(self, "ink", "fill", "text", "head")
        check_word(self, "shape", self.shape, get_args(Shape))
        check_word(self, "icon", self.icon, get_args(Icon))
        check_strokes(self, "outline")


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How the lines of a kind of relation look; without an ``ink`` a line takes that of the card it leaves.

    ``head`` and ``tail`` are the marks at the target and at the premise, the outermost first.
    """

    kind: str
    ink: str = ""
    width: float = 1.5
    dash: tuple[float, ...] = ()
    head: tuple[Mark, ...] = ()
    tail: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        check_colours(self, "ink")
        check_strokes(self, "width")
        object.__setattr__(self, "head", tuple(self.head))
        object.__setattr__(self, "tail", tuple(self.tail))
        for mark in (*self.head, *self.tail):
            check_word(self, "mark", mark, get_args(Mark))


@dataclass(frozen=True, slots=True)
class ToneStyle:
    """How the parts look that an overlay marks with a tone.

    ``ink`` fills the badge and draws the outline of the card, ``text`` is the ink of sign and words on the
    badge. A part can also be ``faded`` (its text muted, without a fill), ``struck`` (through its text), have a
    broken outline (``dash``), or a ``halo`` in the colour of what is highlighted.

    >>> ToneStyle("good", "#127d53", "#ffffff", "check").sign
    'check'
    """

    tone: Tone
    ink: str
    text: str
    sign: Sign
    faded: bool = False
    struck: bool = False
    dash: tuple[float, ...] = ()
    halo: bool = False

    @property
    def kind(self) -> str:
        """The name of the tone."""
        return self.tone

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            near = suggestion(did_you_mean(str(self.tone), TONES))
            raise ArgmapError(f"unknown tone {self.tone!r}.{near} Tones: {', '.join(TONES)}")
        check_colours(self, "ink", "text", required=True)
        check_word(self, "sign", self.sign, get_args(Sign))
        check_strokes(self)


def check_colours(style: Any, *names: str, required: bool = False) -> None:
    """Raise where a field that holds a colour does not; an empty one may be left out unless it is required."""
    for name in names:
        colour = getattr(style, name)
        if (colour or required) and not (isinstance(colour, str) and _COLOUR.match(colour)):
            raise ArgmapError(
                f"{name} of {getattr(style, 'kind', None) or style.name!r} is a colour such as '#0b5a94', "
                f"not {colour!r}"
            )


def check_strokes(style: Any, *widths: str) -> None:
    """Raise where a width or the dash of a style cannot be drawn; a dash given as a list becomes a tuple."""
    for name in widths:
        width = getattr(style, name)
        if not (isinstance(width, int | float) and 0 < width <= WIDEST):
            raise ArgmapError(
                f"{name} of {style.kind!r} is above 0 and at most {WIDEST:g} points, not {width!r}"
            )
    dash = tuple(style.dash)
    lengths = all(isinstance(length, int | float) and 0 <= length < inf for length in dash)
    if not lengths or (dash and not any(dash)):
        raise ArgmapError(
            f"dash of {style.kind!r} is lengths of strokes and gaps in points, not {style.dash!r}"
        )
    object.__setattr__(style, "dash", dash)


def check_word(style: Any, what: str, word: str, known: tuple[str, ...]) -> None:
    """Raise where a word is none of those known."""
    if word not in known:
        near = suggestion(did_you_mean(str(word), known))
        raise ArgmapError(f"unknown {what} {word!r} of {style.kind!r}.{near} Known: {', '.join(known)}")
