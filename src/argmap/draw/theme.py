"""Themes as values: how each kind of card and line, and each tone of an overlay, looks.

Kind belongs to the card, role (support, attack) to the line; every meaning has a word and a shape, and
colour only helps. The inks of the lines lie at least 25 apart (CIE 1976 L*a*b*) also for eyes that lack
one of the three cones, as simulated by Machado, Oliveira & Fernandes (2009), and so do those of the tones
that one overlay uses; in ``colour_blind`` the inks of all kinds of cards lie 20 apart as well. Text has a
contrast of at least 4.5 and lines of 3 to 1 (WCAG 2.2). Tests hold all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from argmap.draw.looks import DASH_DOTTED, DASHED, DOTTED, cards_of, lines_of, tones_of
from argmap.draw.styles import CardStyle, Icon, LineStyle, Mark, Shape, Sign, ToneStyle, check_colours
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.nodes import Node
from argmap.model.overlay import TONES, Tone
from argmap.model.part import Part, is_a, kind_named
from argmap.model.relations import Attacks, Influences, Relation

__all__ = [
    "THEMES",
    "CardStyle",
    "Icon",
    "LineStyle",
    "Mark",
    "Shape",
    "Sign",
    "Theme",
    "ToneStyle",
    "colour_blind",
    "dark",
    "light",
    "print_",
    "theme_named",
]


@dataclass(frozen=True, slots=True)
class Theme:
    """How a map looks: paper, text, cards and lines; a frozen value.

    A kind that ``cards`` or ``lines`` do not name looks like the kind it derives from. ``thesis``,
    ``unstated``, ``conceded`` and ``voiced`` set apart cards in that state, whatever their kind; ``tones`` say
    how the parts look that an overlay marks. Sizes are in points.

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
    tones: tuple[ToneStyle, ...] = ()
    card_width: float = 190.0
    text_size: float = 10.5

    def __post_init__(self) -> None:
        check_colours(self, "paper", "text", "muted", "highlight", required=True)
        put = object.__setattr__
        for name, style in (("cards", CardStyle), ("lines", LineStyle), ("tones", ToneStyle)):
            styles = tuple(getattr(self, name))
            put(self, name, styles)
            if not all(isinstance(known, style) for known in styles):
                raise ArgmapError(f"the {name} of a theme are of {style.__name__}, not {styles!r}")
        for name, fallback in (("cards", "node"), ("lines", "relation")):
            if fallback not in (style.kind for style in getattr(self, name)):
                raise ArgmapError(
                    f"the {name} of a theme have one for {fallback!r}, for kinds without a look"
                )
        if not 4 <= self.text_size <= 72:
            raise ArgmapError(f"the text_size of a theme is 4 to 72 points, not {self.text_size}")
        if not self.narrowest <= self.card_width <= 10_000:
            raise ArgmapError(
                f"the card_width of a theme is at least nine times its text_size, not {self.card_width}"
            )

    @property
    def narrowest(self) -> float:
        """The least width of its cards, in points: nine times the size of its text.

        >>> light.narrowest
        94.5
        """
        return 9 * self.text_size

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

    def with_card(self, kind: str | type[Node], **changes: Any) -> Theme:
        """Return a theme in which the cards of a kind, and of those that derive from it, look so.

        The kind is named by its word or its class; what is not given stays as it is for the kind it derives
        from.

        >>> import argmap as am
        >>> light.with_card("evidence", shape="pill").card(am.Evidence).shape
        'pill'
        """
        kind = kind if isinstance(kind, str) else kind.model_fields["kind"].default
        known = {style.kind: style for style in self.cards}
        style = known.get(kind) or self.card(kind_named(kind, "node"))
        known[kind] = _changed(style, {**changes, "kind": kind})
        return replace(self, cards=tuple(known.values()))

    def with_line(self, kind: str | type[Relation], **changes: Any) -> Theme:
        """Return a theme in which the lines of a kind, and of those that derive from it, look so.

        >>> import argmap as am
        >>> light.with_line("supports", width=2.5).line(am.Supports).width
        2.5
        """
        kind = kind if isinstance(kind, str) else kind.model_fields["kind"].default
        known = {style.kind: style for style in self.lines}
        style = known.get(kind) or self.line(kind_named(kind, "relation"))
        known[kind] = _changed(style, {**changes, "kind": kind})
        return replace(self, lines=tuple(known.values()))

    def with_tone(self, tone: Tone, **changes: Any) -> Theme:
        """Return a theme in which what an overlay marks with this tone looks so.

        >>> light.with_tone("bad", faded=False).tone("bad").faded
        False
        """
        known = {style.tone: style for style in self.tones}
        known[tone] = _changed(known.get(tone) or self.tone(tone), {**changes, "tone": tone})
        return replace(self, tones=tuple(known.values()))

    def hard_to_read(self) -> tuple[str, ...]:
        """Return what of the theme is hard to read, each in a sentence: for a theme of one's own.

        Text with a contrast below 4.5 to 1, lines and shapes below 3 to 1 (WCAG 2.2, W3C 2023), in every kind,
        state and tone; lines of different meaning that differ by their colour only, and tones with one sign.

        >>> light.with_card("claim", fill="#0b5a94").hard_to_read()[0]
        'the text of claim (and 35 more), #1b1f24 on #0b5a94, has a contrast of 2.2, less than 4.5'
        """
        from argmap.draw.contrast import hard_to_read

        return hard_to_read(self)

    def tone(self, tone: Tone) -> ToneStyle:
        """Return the style of a tone; one that the theme does not name has its sign in the ink of the text."""
        known = next((style for style in self.tones if style.tone == tone), None)
        if known is not None:
            return known
        if tone not in TONES:
            near = suggestion(did_you_mean(str(tone), TONES))
            raise ArgmapError(f"unknown tone {tone!r}.{near} Tones: {', '.join(TONES)}")
        return tones_of({}, (self.text, self.paper))[TONES.index(tone)]

    def card(self, kind: type[Part]) -> CardStyle:
        """Return the style of the cards of this class: its own, or that of the nearest kind above it."""
        return _nearest(kind, {style.kind: style for style in self.cards}, "node")

    def line(self, kind: type[Part]) -> LineStyle:
        """Return the style of the lines of this class: its own, or that of the nearest kind above it."""
        return _nearest(kind, {style.kind: style for style in self.lines}, "relation")

    def line_of(self, relation: Relation, *, at_step: bool = False) -> LineStyle:
        """Return the style of the line of a relation; ``at_step`` says that its target is a relation."""
        style = self.line(type(relation))
        state = None
        if is_a(relation, Attacks):
            conceded = getattr(relation, "conceded", False)
            state = ("conceded_undercut" if conceded else "undercuts") if at_step else conceded and "conceded"
        elif is_a(relation, Influences):
            state = getattr(relation, "polarity", None) == "0" and "no_influence"
        look = next((known for known in self.lines if known.kind == state), None)
        if look is None or style.kind in ("attacks", "influences"):
            return look or style
        # A kind with a look of its own keeps its ink and width; what it ends in says what it does.
        return replace(style, dash=look.dash, head=look.head, tail=look.tail)


S = TypeVar("S", CardStyle, LineStyle)
D = TypeVar("D", CardStyle, LineStyle, ToneStyle)


def _nearest(kind: type[Part], styles: Mapping[str, S], fallback: str) -> S:
    for above in kind.__mro__:
        if issubclass(above, Part):
            style = styles.get(above.model_fields["kind"].default)
            if style is not None:
                return style
    return styles[fallback]


def _changed(style: D, changes: dict[str, Any]) -> D:
    names = [field.name for field in fields(style)]
    for name in changes:
        if name not in names:
            near = suggestion(did_you_mean(name, names))
            raise ArgmapError(f"a {type(style).__name__} has no field {name!r}.{near}")
    return replace(style, **changes)


light = Theme(
    name="light",
    paper="#ffffff",
    text="#1b1f24",
    muted="#57606a",
    highlight="#ffc83d",
    thesis=CardStyle("thesis", "#0b4f7d", "#0b4f7d", "#ffffff", "#ffffff", icon="star", bold=True),
    unstated=CardStyle("unstated", "#57606a", "#ffffff", dash=DASHED),
    conceded=CardStyle("conceded", dash=DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=DOTTED, outline=1.6),
    cards=cards_of(
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
    lines=lines_of(
        {
            "supports": "#00725a",
            "attacks": "#b54300",
            "undercuts": "#6a1b9a",
            "conflicts": "#6e001c",
            "restates": "#7e86a6",
            "influences": "#043358",
        }
    ),
    tones=tones_of(
        {
            "good": "#127d53",
            "bad": "#700006",
            "open": "#866900",
            "new": "#007a4a",
            "gone": "#8f000f",
            "changed": "#29318e",
            "warning": "#b03a00",
            "note": "#0b3d91",
            "path": "#854ce6",
            "level": "#0b6e8a",
        },
        ("#1b1f24", "#ffffff"),
    ),
)

dark = Theme(
    name="dark",
    paper="#10151b",
    text="#e6edf3",
    muted="#9aa6b2",
    highlight="#8a6400",
    thesis=CardStyle("thesis", "#bfe0ff", "#bfe0ff", "#0b1a29", "#0b1a29", icon="star", bold=True),
    unstated=CardStyle("unstated", "#a9b4c0", "#10151b", dash=DASHED),
    conceded=CardStyle("conceded", dash=DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=DOTTED, outline=1.6),
    cards=cards_of(
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
    lines=lines_of(
        {
            "supports": "#45b98d",
            "attacks": "#ef8a40",
            "undercuts": "#b67edf",
            "conflicts": "#d9474d",
            "restates": "#788ea3",
            "influences": "#afd8fe",
        }
    ),
    tones=tones_of(
        {
            "good": "#85ffbc",
            "bad": "#ff6b6b",
            "open": "#e3c341",
            "new": "#85ffbc",
            "gone": "#ff6b6b",
            "changed": "#79a8ff",
            "warning": "#ff9a4d",
            "note": "#c2d9ff",
            "path": "#c297ff",
            "level": "#66cfe0",
        },
        ("#e6edf3", "#10151b"),
    ),
)

print_ = Theme(
    name="print",
    paper="#ffffff",
    text="#000000",
    muted="#404040",
    highlight="#bdbdbd",
    thesis=CardStyle("thesis", "#222222", "#222222", "#ffffff", "#ffffff", icon="star", bold=True),
    unstated=CardStyle("unstated", "#333333", "#ffffff", dash=DASHED),
    conceded=CardStyle("conceded", dash=DASH_DOTTED, outline=1.4),
    voiced=CardStyle("voiced", dash=DOTTED, outline=1.6),
    cards=cards_of(
        dict.fromkeys(
            ("node", "claim", "evidence", "recommendation", "goal", "question", "factor"),
            ("#000000", "#ffffff"),
        ),
        "#000000",
    ),
    lines=lines_of(
        {
            "supports": "#000000",
            "attacks": "#000000",
            "undercuts": "#000000",
            "conflicts": "#000000",
            "restates": "#666666",
            "influences": "#000000",
        }
    ),
    tones=tones_of({}, ("#000000", "#ffffff")),
)

colour_blind = light.replace(
    name="colour-blind",
    cards=cards_of(
        {
            "node": ("#1d2535", "#f6f8fa"),
            "claim": ("#2962e0", "#f2f8fd"),
            "evidence": ("#522a00", "#fff8e6"),
            "recommendation": ("#854783", "#fbf1f8"),
            "goal": ("#6b6b0f", "#f7faea"),
            "question": ("#5a3e9e", "#f5f2fc"),
            "factor": ("#0d5946", "#eef8f9"),
        },
        "#1b1f24",
    ),
    lines=lines_of(
        {
            "supports": "#00725a",
            "attacks": "#b83b00",
            "undercuts": "#6a1b9a",
            "conflicts": "#660008",
            "restates": "#857ab8",
            "influences": "#0a2947",
        }
    ),
    tones=tones_of(
        {
            "good": "#127d63",
            "bad": "#520003",
            "open": "#7d6200",
            "new": "#127d63",
            "gone": "#7a0100",
            "changed": "#20266f",
            "warning": "#b03a00",
            "note": "#1c1c5f",
            "path": "#8250df",
            "level": "#0b6e8a",
        },
        ("#1b1f24", "#ffffff"),
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (light, dark, print_, colour_blind)}
)
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
            "am.themes.light.replace(...)"
        )
    return theme
