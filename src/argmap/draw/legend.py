"""The legend: what occurs in a picture, in rows that fit its width, each thing as it is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from argmap.draw.card_painting import dashes, paint_icon, paint_outline
from argmap.draw.cards import styled
from argmap.draw.lines import before_head, delay, ended, path, sign
from argmap.draw.markup import clean, escape
from argmap.draw.markup import number as n
from argmap.draw.measure import elide, text_width, wrap
from argmap.draw.overlay import HEIGHT, Badge, paint_badge
from argmap.draw.scene import Point, Scene, Stroke
from argmap.draw.shapes import ICON_SIZE
from argmap.draw.styles import ToneStyle
from argmap.draw.theme import CardStyle, Theme

SIZE = 9.0
CARD_WIDTH, CARD_HEIGHT = 25.0, 13.0
LINE_LENGTH = 40.0
WORD_GAP, ENTRY_GAP, ROW = 6.0, 18.0, 21.0
DOT_RADIUS = 3.6
USUAL_WIDTH, LARGEST = 1500.0, 1.8

WORDS = {
    "supports": "supports",
    "attacks": "speaks against",
    "undercuts": "undercuts the step",
    "conceded": "speaks against, conceded",
    "conceded_undercut": "undercuts, conceded",
    "conflicts": "cannot both hold",
    "restates": "says the same again",
    "no_influence": "does not change",
    "addresses": "addresses the problem",
    "serves": "serves the goal",
    "answers": "answers the question",
}
SIGN_WORDS = {"+": "raises", "-": "lowers", "0": "does not change", "±": "raises or lowers"}
STATE_WORDS = {
    "unstated": "unstated, supplied by the analyst",
    "conceded": "conceded by the author",
    "voiced": "said by somebody else",
}

Painter = Callable[[float, float], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and its word; ``paint`` draws the sample from its left end and the middle of its height."""

    word: str
    sample: float
    paint: Painter


def entries(scene: Scene, theme: Theme) -> list[Entry]:
    """Return the entries for what occurs in a scene, cards before lines, in the order of the theme.

    >>> import argmap as am
    >>> from argmap.draw.compose import compose
    >>> from argmap.draw.theme import light
    >>> m = am.ArgumentMap([am.Goal(id="g1", text="Lasting peace.")])
    >>> [entry.word for entry in entries(compose(m, theme=light), light)]
    ['goal']
    """
    return [*_cards(scene, theme), *_lines(scene, theme)]


def _cards(scene: Scene, theme: Theme) -> Iterator[Entry]:
    styles: dict[str, CardStyle] = {}
    states: dict[str, CardStyle] = {}
    for card in scene.cards.values():
        is_thesis = "thesis" in card.states
        # Not the card's own style, which an overlay may have changed.
        style = styled(card.base, theme, card.states) if is_thesis else card.base
        styles.setdefault(card.kind.lower(), style)
        for state in card.states:
            states.setdefault(state, card.base)
    order = {style.kind: place for place, style in enumerate((theme.thesis, *theme.cards))}
    for word in sorted(styles, key=lambda word: order.get(styles[word].kind, 99) if word != "thesis" else -1):
        style = styles[word]
        if word == "thesis":
            style = replace(style, dash=())
        yield Entry(word, CARD_WIDTH, _card_sample(style, theme))
    for state, word in STATE_WORDS.items():
        if state in states:
            style = styled(states[state], theme, (state,))
            yield Entry(word, CARD_WIDTH, _card_sample(style, theme))
    highlighted = any(card.highlighted for card in scene.cards.values())
    if highlighted or any(stroke.highlighted for stroke in scene.strokes.values()):
        base = next(iter(scene.cards.values())).base
        yield Entry("highlighted", CARD_WIDTH, _card_sample(base, theme, highlighted=True))


def _card_sample(style: CardStyle, theme: Theme, *, highlighted: bool = False) -> Painter:
    def paint(x: float, y: float) -> str:
        top = y - CARD_HEIGHT / 2
        icon = paint_icon(style, x + (CARD_WIDTH - ICON_SIZE) / 2, y - ICON_SIZE / 2)
        return (
            paint_outline(style, x, top, CARD_WIDTH, CARD_HEIGHT, theme, highlighted=highlighted, small=True)
            + icon
        )

    return paint


def _lines(scene: Scene, theme: Theme) -> Iterator[Entry]:
    found: dict[tuple[str, str, str], Stroke] = {}
    for stroke in scene.strokes.values():
        if stroke.has_head:  # the lines into a dot say no more than the one that leaves it
            found.setdefault((stroke.style.kind, stroke.word, stroke.sign), stroke)
    linked = next((dot for dot in scene.dots.values() if dot.linked), None)
    order = {style.kind: place for place, style in enumerate(theme.lines)}
    for key in sorted(found, key=lambda key: order.get(key[0], 99)):
        yield Entry(_word(found[key]), LINE_LENGTH, _line_sample(found[key], theme))
    if linked is not None:
        yield Entry("premises taken together", LINE_LENGTH, _joint_sample(linked.ink))
    if any(stroke.delayed for stroke in scene.strokes.values()):
        ink = next(stroke.style.ink for stroke in scene.strokes.values() if stroke.delayed)
        yield Entry("later effect", LINE_LENGTH, _delay_sample(ink))


def _word(stroke: Stroke) -> str:
    if stroke.word:
        return stroke.word
    if stroke.sign:
        return SIGN_WORDS.get(stroke.sign, "changes, unknown how")
    return WORDS.get(stroke.style.kind, stroke.kind)


def _line_sample(stroke: Stroke, theme: Theme) -> Painter:
    style = stroke.style
    on_dot = style.kind in ("undercuts", "conceded_undercut")

    def paint(x: float, y: float) -> str:
        end = x + LINE_LENGTH - (2 * DOT_RADIUS if on_dot else 0.0)
        points = _straight((x, y), (end, y))
        shown, heads = ended(points, style.head, style, theme.paper)
        shown, tails = ended(shown[::-1], style.tail, style, theme.paper)
        dot = f'<circle cx="{n(end + DOT_RADIUS)}" cy="{n(y)}" r="{n(DOT_RADIUS)}" fill="{theme.muted}"/>'
        return (
            _drawn(shown[::-1], stroke)
            + (dot if on_dot else "")
            + "".join((*heads, *tails))
            + (sign(before_head(points, stroke), stroke, theme.paper) if stroke.sign else "")
        )

    return paint


def _joint_sample(ink: str) -> Painter:
    def paint(x: float, y: float) -> str:
        joint = x + LINE_LENGTH * 0.55
        lines = (
            f"M{n(x)} {n(y - 6)}L{n(joint)} {n(y)}L{n(x)} {n(y + 6)}M{n(joint)} {n(y)}H{n(x + LINE_LENGTH)}"
        )
        return (
            f'<path d="{lines}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
            f'<circle cx="{n(joint)}" cy="{n(y)}" r="{n(DOT_RADIUS)}" fill="{ink}"/>'
        )

    return paint


def _delay_sample(ink: str) -> Painter:
    def paint(x: float, y: float) -> str:
        points = _straight((x, y), (x + LINE_LENGTH, y))
        return f'<path d="{path(points)}" fill="none" stroke="{ink}" stroke-width="1.5"/>{delay(points, ink)}'

    return paint


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    (x, y), (right, _) = start, end
    return start, (x + (right - x) / 3, y), (x + (right - x) * 2 / 3, y), end


def _drawn(points: tuple[Point, ...], stroke: Stroke) -> str:
    style = stroke.style
    return (
        f'<path d="{path(points)}" fill="none" stroke="{style.ink}" stroke-width="{n(style.width)}"'
        f"{dashes(style.dash)}/>"
    )


def paint_legend(scene: Scene, theme: Theme, x: float, y: float, width: float) -> tuple[str, float]:
    """Return the legend as SVG, from its upper left corner, and its height; nothing where nothing occurs.

    It grows with a wide picture, which will be seen from further away.
    """
    scale = min(LARGEST, max(1.0, width / USUAL_WIDTH))
    parts, height = _rows(scene, theme, width / scale)
    if not parts:
        return "", 0.0
    place = f"translate({n(x)} {n(y)})" + (f" scale({scale:.2f})" if scale > 1.0 else "")
    start = f'<g class="legend" transform="{place}" font-size="{n(SIZE)}" fill="{theme.muted}" '
    return f'{start}aria-hidden="true">{"".join(parts)}</g>', height * scale


def _rows(scene: Scene, theme: Theme, width: float) -> tuple[list[str], float]:
    parts, bottom = _listed(entries(scene, theme), 0.0, width)
    if scene.laid is not None:
        laid = [Entry(word, HEIGHT, _badge_sample(style, theme)) for style, word in scene.laid.tones]
        name = elide(scene.laid.name, width, SIZE, bold=True)
        words, bottom = _listed(laid, bottom, width, heading=name)
        explained = [_explained(word, meaning) for word, meaning in scene.laid.glossary]
        more, bottom = _listed(explained, bottom, width)
        parts += (*words, *more)
    for line in wrap(_not_drawn(scene), width, SIZE):
        parts.append(_text(line, 0.0, bottom + SIZE * 1.1))
        bottom += SIZE * 1.4
    return parts, bottom


def _explained(word: str, meaning: str) -> Entry:
    """Return the entry of a word that badges bear, with what it means."""

    def paint(x: float, y: float) -> str:
        return _text(word, x, y + SIZE * 0.35, bold=True)

    return Entry(meaning, text_width(word, SIZE, bold=True), paint)


def _badge_sample(style: ToneStyle, theme: Theme) -> Painter:
    badge = Badge(style, (), HEIGHT, HEIGHT, "")
    return lambda x, y: paint_badge(badge, x, y - HEIGHT / 2, theme)


def _listed(
    listed: Sequence[Entry], top: float, width: float, *, heading: str = ""
) -> tuple[list[str], float]:
    """Return the entries in rows from ``top`` on, the first of them after a heading, and where they end."""
    parts: list[str] = []
    left, middle = 0.0, top + ROW / 2
    if heading:
        parts.append(_text(heading, 0.0, middle + SIZE * 0.35, bold=True))
        left = text_width(heading, SIZE, bold=True) + ENTRY_GAP
    for entry in listed:
        room = width - entry.sample - WORD_GAP
        words = wrap(clean(entry.word), room, SIZE) or ("",)
        taken = entry.sample + WORD_GAP + max(text_width(line, SIZE) for line in words)
        if left > 0 and left + taken > width:
            left, middle = 0.0, middle + ROW
        parts.append(entry.paint(left, middle))
        for place, line in enumerate(words):
            parts.append(_text(line, left + entry.sample + WORD_GAP, middle + SIZE * (0.35 + 1.2 * place)))
        middle += SIZE * 1.2 * (len(words) - 1)
        left += taken + ENTRY_GAP
    return parts, middle + ROW / 2 if listed or heading else top


def _text(line: str, x: float, y: float, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{n(x)}" y="{n(y)}"{weight}>{escape(line)}</text>'


def _not_drawn(scene: Scene) -> str:
    said = []
    if scene.folded:
        said.append(f"{scene.folded:,} statement{'s are' if scene.folded != 1 else ' is'} folded away.")
    if scene.untied:
        said.append(
            f"{scene.untied:,} statement{'s' * (scene.untied != 1)} without such relations "
            f"{'are' if scene.untied != 1 else 'is'} not drawn."
        )
    if scene.hidden:
        counts = ", ".join(f"{count:,} × {clean(kind).replace('_', ' ')}" for kind, count in scene.hidden)
        said.append(f"Not drawn here: {counts}.")
    if scene.laid is not None and scene.laid.elsewhere:
        count = scene.laid.elsewhere
        said.append(
            f"{count:,} mark{'s are' if count != 1 else ' is'} on parts that are not in this picture."
        )
    return " ".join(said)
