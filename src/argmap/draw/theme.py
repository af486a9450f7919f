"""Themes as values: how each kind of card and line looks, in light, in dark, and in print.

Kind belongs to the card, role (support, attack) to the line; every meaning has a word and a shape, and
colour only helps. The inks of the lines lie at least 25 apart (CIE 1976 L*a*b*) also for eyes that lack
one of the three cones, as simulated by Machado, Oliveira & Fernandes (2009); text has a contrast of at
least 4.5 and lines of 3 to 1 (WCAG 2.2). Tests hold both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.part import Part, is_a, kind_named
from argmap.model.relations import Attacks, Influences, Relation

Shape = Literal["round", "folded", "arrow", "octagon", "hexagon", "pill"]
Icon = Literal["disc", "page", "flag", "target", "question", "wave", "square", "star"]
Mark = Literal["arrow", "tee", "ring", "open", "hollow"]
"""What a line can end in; several marks follow one another, the first nearest to the card."""

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
        _check_colours(self, "ink", "fill", "text", "head")
        _check_word(self, "shape", self.shape, get_args(Shape))
        _check_word(self, "icon", self.icon, get_args(Icon))


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
        _check_colours(self, "ink")
        for mark in (*self.head, *self.tail):
            _check_word(self, "mark", mark, get_args(Mark))


@dataclass(frozen=True, slots=True)
class Theme:
    """How a map looks: paper, text, cards and lines; a frozen value.

    A kind that ``cards`` or ``lines`` do not name looks like the kind it derives from. ``thesis``,
    ``unstated``, ``conceded`` and ``voiced`` set apart cards in that state, whatever their kind. Sizes are in
    points.

    >>> light.replace(card_width=240).card_width
    240
    >>> import argmap as am
    >>> light.with_card("claim", ink="#003366").card(am.Claim).ink
    '#003366'
    """

    name: str
    paper: str
    text: str
    muted: str
    highlight: str
    thesis: CardStyle
    unstated: CardStyle
    conceded: CardStyle
    voiced: CardStyle
    cards: tuple[CardStyle, ...]
    lines: tuple[LineStyle, ...]
    card_width: float = 190.0
    text_size: float = 10.5

    def __post_init__(self) -> None:
        _check_colours(self, "paper", "text", "muted", "highlight", required=True)
        if not 4 <= self.text_size <= 72:
            raise ArgmapError(f"the text_size of a theme is 4 to 72 points, not {self.text_size}")
        if not 9 * self.text_size <= self.card_width <= 10_000:
            raise ArgmapError(
                f"the card_width of a theme is at least nine times its text_size, not {self.card_width}"
            )

    def replace(self, **changes: Any) -> Theme:
        """Return a theme with these fields changed.

        Raises:
            ArgmapError: a theme has no such field.
        """
        names = [field.name for field in fields(self)]
        for name in changes:
            if name not in names:
                near = suggestion(did_you_mean(name, names))
                raise ArgmapError(f"a theme has no field {name!r}.{near} Fields: {', '.join(names)}")
        return replace(self, **changes)

    def with_card(self, kind: str, **changes: Any) -> Theme:
        """Return a theme in which the cards of a kind, and of those that derive from it, look so.

        What is not given stays as it is for the kind it derives from.

        >>> import argmap as am
        >>> light.with_card("evidence", shape="pill").card(am.Evidence).shape
        'pill'
        """
        known = {style.kind: style for style in self.cards}
        style = known.get(kind) or self.card(kind_named(kind, "node"))
        known[kind] = _changed(style, {**changes, "kind": kind})
        return replace(self, cards=tuple(known.values()))

    def with_line(self, kind: str, **changes: Any) -> Theme:
        """Return a theme in which the lines of a kind, and of those that derive from it, look so.

        >>> import argmap as am
        >>> light.with_line("supports", width=2.5).line(am.Supports).width
        2.5
        """
        known = {style.kind: style for style in self.lines}
        style = known.get(kind) or self.line(kind_named(kind, "relation"))
        known[kind] = _changed(style, {**changes, "kind": kind})
        return replace(self, lines=tuple(known.values()))

    def card(self, kind: type[Part]) -> CardStyle:
        """Return the style of the cards of this class: its own, or that of the nearest kind above it."""
        return _nearest(kind, {style.kind: style for style in self.cards}, "node")

    def line(self, kind: type[Part]) -> LineStyle:
        """Return the style of the lines of this class: its own, or that of the nearest kind above it."""
        return _nearest(kind, {style.kind: style for style in self.lines}, "relation")

    def line_of(self, relation: Relation, *, at_step: bool = False) -> LineStyle:
        """Return the style of the line of a relation; ``at_step`` says that its target is a relation."""
        style = self.line(type(relation))
        role = style.kind
        if role == "attacks" and is_a(relation, Attacks):
            conceded = getattr(relation, "conceded", False)
            role = ("conceded_undercut" if conceded else "undercuts") if at_step else role
            role = "conceded" if conceded and not at_step else role
        elif role == "influences" and is_a(relation, Influences):
            role = "no_influence" if getattr(relation, "polarity", None) == "0" else role
        return next((known for known in self.lines if known.kind == role), style)


S = TypeVar("S", CardStyle, LineStyle)


def _nearest(kind: type[Part], styles: Mapping[str, S], fallback: str) -> S:
    for above in kind.__mro__:
        if issubclass(above, Part):
            style = styles.get(above.model_fields["kind"].default)
            if style is not None:
                return style
    return styles[fallback]


def _changed(style: S, changes: dict[str, Any]) -> S:
    names = [field.name for field in fields(style)]
    for name in changes:
        if name not in names:
            near = suggestion(did_you_mean(name, names))
            raise ArgmapError(f"a {type(style).__name__} has no field {name!r}.{near}")
    return replace(style, **changes)


def _check_colours(style: Any, *names: str, required: bool = False) -> None:
    for name in names:
        colour = getattr(style, name)
        if (colour or required) and not (isinstance(colour, str) and _COLOUR.match(colour)):
            raise ArgmapError(
                f"{name} of {getattr(style, 'kind', None) or style.name!r} is a colour such as '#0b5a94', "
                f"not {colour!r}"
            )


def _check_word(style: Any, what: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        near = suggestion(did_you_mean(str(word), known))
        raise ArgmapError(f"unknown {what} {word!r} of {style.kind!r}.{near} Known: {', '.join(known)}")


_DASHED, _DOTTED, _DASH_DOTTED = (5.0, 3.0), (0.2, 3.2), (7.0, 2.5, 0.2, 2.5)


def _cards(inks: Mapping[str, tuple[str, str]], text: str) -> tuple[CardStyle, ...]:
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


def _lines(inks: Mapping[str, str]) -> tuple[LineStyle, ...]:
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


light = Theme(
    name="light",
    paper="#ffffff",
    text="#1b1f24",
    muted="#57606a",
    highlight="#ffc83d",
    thesis=CardStyle("thesis", "#0b4f7d", "#0b4f7d", "#ffffff", "#ffffff", icon="star", bold=True),
    unstated=CardStyle("unstated", "#57606a", "#ffffff", dash=_DASHED),
    conceded=CardStyle("conceded", dash=_DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=_DOTTED, outline=1.6),
    cards=_cards(
        {
            "node": ("#44505c", "#f6f8fa"),
            "claim": ("#0b5a94", "#f2f8fd"),
            "evidence": ("#7a5200", "#fff8e6"),
            "recommendation": ("#7b2d6b", "#fbf1f8"),
            "goal": ("#4a5d00", "#f7faea"),
            "question": ("#5a3e9e", "#f5f2fc"),
            "factor": ("#0f5f6b", "#eef8f9"),
        },
        "#1b1f24",
    ),
    lines=_lines(
        {
            "supports": "#00725a",
            "attacks": "#b54300",
            "undercuts": "#6a1b9a",
            "conflicts": "#6e001c",
            "restates": "#7e86a6",
            "influences": "#043358",
        }
    ),
)

dark = Theme(
    name="dark",
    paper="#10151b",
    text="#e6edf3",
    muted="#9aa6b2",
    highlight="#8a6400",
    thesis=CardStyle("thesis", "#bfe0ff", "#bfe0ff", "#0b1a29", "#0b1a29", icon="star", bold=True),
    unstated=CardStyle("unstated", "#a9b4c0", "#10151b", dash=_DASHED),
    conceded=CardStyle("conceded", dash=_DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=_DOTTED, outline=1.6),
    cards=_cards(
        {
            "node": ("#b4bfca", "#1b222b"),
            "claim": ("#79c0ff", "#132233"),
            "evidence": ("#e3b341", "#29210f"),
            "recommendation": ("#f0a6e0", "#2b1828"),
            "goal": ("#b5cf5a", "#1d2410"),
            "question": ("#c4b0ff", "#1e1a33"),
            "factor": ("#6fd3de", "#10262a"),
        },
        "#e6edf3",
    ),
    lines=_lines(
        {
            "supports": "#45b98d",
            "attacks": "#ef8a40",
            "undercuts": "#b67edf",
            "conflicts": "#d9474d",
            "restates": "#788ea3",
            "influences": "#afd8fe",
        }
    ),
)

print_ = Theme(
    name="print",
    paper="#ffffff",
    text="#000000",
    muted="#404040",
    highlight="#bdbdbd",
    thesis=CardStyle("thesis", "#222222", "#222222", "#ffffff", "#ffffff", icon="star", bold=True),
    unstated=CardStyle("unstated", "#333333", "#ffffff", dash=_DASHED),
    conceded=CardStyle("conceded", dash=_DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=_DOTTED, outline=1.6),
    cards=_cards(
        dict.fromkeys(
            ("node", "claim", "evidence", "recommendation", "goal", "question", "factor"),
            ("#000000", "#ffffff"),
        ),
        "#000000",
    ),
    lines=_lines(
        {
            "supports": "#000000",
            "attacks": "#000000",
            "undercuts": "#000000",
            "conflicts": "#000000",
            "restates": "#666666",
            "influences": "#000000",
        }
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (light, dark, print_)})
"""The themes that have a name."""


def theme_named(name: str) -> Theme:
    """Return the theme with this name.

    Raises:
        ArgmapError: there is none; the message names those that there are.

    >>> theme_named("print").paper
    '#ffffff'
    """
    theme = THEMES.get(name) if isinstance(name, str) else None
    if theme is None:
        near = suggestion(did_you_mean(str(name), THEMES))
        raise ArgmapError(
            f"unknown theme {name!r}.{near} Known: {', '.join(THEMES)}, or a Theme of your own: "
            "am.draw.light.replace(...)"
        )
    return theme
