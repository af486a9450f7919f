"""A node as a card: what it shows, line by line, and how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from argmap.draw.markup import clean, safe_link, visible
from argmap.draw.measure import ELLIPSIS, elide, is_rtl, text_width, wrap
from argmap.draw.roles import role
from argmap.draw.shapes import FOLD, INSETS
from argmap.draw.theme import CardStyle, Theme
from argmap.model.nodes import Node
from argmap.model.source import Quote, passage_url

if TYPE_CHECKING:
    from argmap.draw.overlay import Badge

LEFT, RIGHT = 13.0, 10.0
"""From the border of a card to its text; the bar of the kind stands at the left."""
SLACK = 1.5
"""What a line leaves free, since some pairs of letters stand further apart than their widths say."""
TOP, BELOW_HEAD, BOTTOM = 13.2, 14.2, 10.6
HEAD_SIZE, HEAD_LEADING = 7.2, 9.4
HEAD_SPACING = 0.3
ID_GAP, DETAIL_GAP = 3.2, 6.4
SEPARATOR = "·"
ICON_ROOM = 9.6
LEADING = 1.257
"""Distances from base line to base line, the last as a multiple of the size of the text."""
THESIS_SCALE = 1.1

WIDER = (1.0, 1.5, 2.0, 3.0)
TALLEST = 16
"""How many lines a card of usual width may have before a wider one is taken; wider ones may have more."""
MOST_LINES = 120
"""The most lines of a card, some 13,000 characters; the tooltip holds the whole text of a longer one."""

MOST_DETAILS = 4
"""The most lines that one detail of the head may take."""

RATINGS = ("likelihood", "confidence", "reliability", "credibility", "certainty")

RunLook = Literal["kind", "id", "flag", "detail", "chip"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in the head of a card, and how far from the left of its text they stand."""

    text: str
    look: RunLook
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Card:
    """A node as it is painted: style, lines, size, and what a reader who points at it is told.

    ``base`` is the style of the kind, ``style`` that of the card in its states (the thesis, unstated, ...).
    ``kind`` is the word in the head, ``details`` are the words beside it (a form, an addressee, a voice, a
    group), ``place`` is the paragraph in the source. ``head`` holds the lines of the head, ``heading`` those
    of the node's title and ``lines`` those of its text. ``link`` leads to the passage that the node quotes.
    """

    id: str
    kind: str
    base: CardStyle
    style: CardStyle
    details: tuple[str, ...]
    place: str
    head: tuple[tuple[Run, ...], ...]
    heading: tuple[str, ...]
    lines: tuple[str, ...]
    size: float
    rtl: bool
    width: float
    height: float
    label: str
    tooltip: str
    link: str | None
    states: tuple[str, ...]
    highlighted: bool = False
    badge: Badge | None = None
    """The mark that an overlay puts on the card."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What sets a card apart that its node alone does not tell."""

    is_thesis: bool = False
    conceded: bool = False
    highlighted: bool = False
    group: str | None = None
    chips: tuple[str, ...] = ()
    """What else stands in the head, each in a rim of its own: what is folded below, on which other page it is."""


_UNMARKED = Marks()


Looks = dict[tuple[type[Node], tuple[str, ...]], tuple[CardStyle, CardStyle]]
"""The styles of kinds in states, each found once for a map."""


def card(
    node: Node,
    theme: Theme,
    marks: Marks = _UNMARKED,
    *,
    sources: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
    looks: Looks | None = None,
) -> Card:
    """Return the card of a node.

    ``sources`` are the titles of the sources that it may quote, ``pages`` their addresses; ``looks`` remembers
    styles from card to card.

    >>> import argmap as am
    >>> from argmap.draw.theme import light
    >>> c = card(am.Evidence(id="e1", text="Injuries fell by a quarter.", form="study"), light)
    >>> c.kind, c.details, c.lines
    ('EVIDENCE', ('study',), ('Injuries fell by a quarter.',))
    """
    states = _states(node, marks)
    looks = {} if looks is None else looks
    look = looks.get((type(node), states))
    if look is None:
        kind_style = theme.card(type(node))
        look = looks[type(node), states] = kind_style, styled(kind_style, theme, states)
    base, style = look
    kind = "THESIS" if marks.is_thesis else clean(node.kind).replace("_", " ").upper()
    flags = [state.upper() for state in states if state in ("unstated", "conceded")]
    details = tuple(map(_one_line, _details(node, marks)))
    place = next((f"¶{quote.paragraph}" for quote in node.quotes if quote.paragraph is not None), "")
    group = _one_line(marks.group) if marks.group else ""
    if place == group:
        place = ""  # said once

    chips = (*((group,) if group else ()), *map(_one_line, marks.chips))

    size = theme.text_size * (THESIS_SCALE if style.bold else 1.0)
    before, after = INSETS[style.shape]
    margins = before + LEFT + after + RIGHT
    title, text = visible(node.title or "").strip(), visible(node.text)
    width, heading, lines = _broken(title, text, style, theme.card_width, margins, size)
    inner = width - margins
    notch = FOLD - 2.0 if style.shape == "folded" else 0.0
    head = _flowed(kind, node.id, flags, details, chips, inner, inner - notch - _place_room(place))

    rows = len(heading) + len(lines)
    height = TOP + HEAD_LEADING * (len(head) - 1) + BOTTOM
    if rows:
        height += BELOW_HEAD + (size - theme.text_size) + size * LEADING * (rows - 1)
    said = [kind.lower(), node.id, *(state for state in states if state != "thesis")]
    label = f"{' '.join(said[:2])}{''.join(f', {word}' for word in said[2:])}: {title or text}"
    return Card(
        node.id,
        kind,
        base,
        style,
        (*flags, *details, *chips),
        place,
        head,
        heading,
        lines,
        size,
        is_rtl(text or title),
        round(width, 1),
        round(height, 1),
        label if not marks.highlighted else f"{label} (highlighted)",
        _tooltip(node, kind, flags, (*details, *chips), sources or {}),
        _link(node.quotes, pages or {}),
        states,
        marks.highlighted,
    )


def styled(style: CardStyle, theme: Theme, states: Iterable[str]) -> CardStyle:
    """Return the style of a card in some states: the thesis, unstated, conceded, voiced."""
    for state in states:
        over: CardStyle = getattr(theme, state)
        style = replace(
            style,
            ink=over.ink or style.ink,
            fill=over.fill or style.fill,
            text=over.text or style.text,
            head=over.head or style.head,
            icon=over.icon if state == "thesis" else style.icon,
            dash=style.dash or over.dash,
            outline=over.outline if over.dash and not style.dash else style.outline,
            bold=style.bold or over.bold,
        )
    return style


def _states(node: Node, marks: Marks) -> tuple[str, ...]:
    # The first that has a dash gives the outline its dash; each has its own word in the head.
    held = (
        ("unstated", node.implicit),
        ("conceded", marks.conceded),
        ("voiced", bool(node.voice)),
        ("thesis", marks.is_thesis),
    )
    return tuple(state for state, holds in held if holds)


def _details(node: Node, marks: Marks) -> list[str]:
    details: list[str | None] = []
    kind = role(node)
    if marks.is_thesis and node.kind not in ("claim", "thesis"):
        details.append(node.kind)
    # By their dictionary: asking pydantic for a field that is not there is slow.
    fields = vars(node)
    if kind == "evidence":
        details.append(fields.get("form"))
    elif kind == "recommendation":
        details.append(fields.get("deontic"))
        if addressees := fields.get("addressees"):
            details.append(f"to {', '.join(addressees)}")
    if node.voice:
        details.append(f"said by {node.voice}")
    return [detail.replace("_", " ") for detail in details if detail]


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


def _place_room(place: str) -> float:
    return text_width(place, HEAD_SIZE) + 6.0 if place else 0.0


def _flowed(
    kind: str,
    id: str,
    flags: Iterable[str],
    details: Iterable[str],
    chips: Iterable[str],
    width: float,
    first_width: float,
) -> tuple[tuple[Run, ...], ...]:
    """Return the head in lines: what does not fit on one stands on the next, what fits on none is cut."""
    words: list[tuple[str, RunLook]] = [(kind, "kind"), (id, "id")]
    words += [(flag, "flag") for flag in flags]
    words += [(detail, "detail") for detail in details]
    words += [(chip, "chip") for chip in chips]
    lines: list[list[Run]] = [[]]
    x, room = ICON_ROOM, first_width
    for text, look in _fitting(words, width):
        gap = 0.0 if not lines[-1] else ID_GAP if look == "id" else DETAIL_GAP
        taken = run_width(text, look)
        if lines[-1] and x + gap + taken > room:
            lines.append([])
            x, room, gap = 0.0, width, 0.0
        if x + gap + taken > room:
            extra = run_width("", look) + (HEAD_SPACING * len(text) if look == "kind" else 0.0)
            text = elide(text, room - x - gap - extra, HEAD_SIZE, bold=look in ("kind", "flag"))
            taken = run_width(text, look)
        if gap == DETAIL_GAP and look != "chip":
            width_of_dot = text_width(SEPARATOR, HEAD_SIZE)
            lines[-1].append(Run(SEPARATOR, "detail", x + (gap - width_of_dot) / 2, width_of_dot))
        lines[-1].append(Run(text, look, x + gap, taken))
        x += gap + taken
    return tuple(map(tuple, lines))


def _fitting(words: Iterable[tuple[str, RunLook]], width: float) -> Iterator[tuple[str, RunLook]]:
    """Yield the words, details that are too long for a line in pieces."""
    for text, look in words:
        if look == "detail" and run_width(text, look) > width:
            pieces = wrap(text, width - SLACK, HEAD_SIZE)
            yield from (
                (piece.rstrip(), look) for piece in _cut(pieces, width, HEAD_SIZE, False, MOST_DETAILS)
            )
        else:
            yield text, look


CHIP_PADDING = 4.0


def run_width(text: str, look: RunLook) -> float:
    """Return the width of some words in the head of a card."""
    spacing = HEAD_SPACING if look in ("kind", "flag") else 0.0
    padding = 2 * CHIP_PADDING if look == "chip" else 0.0
    return text_width(text, HEAD_SIZE, bold=look in ("kind", "flag"), spacing=spacing) + padding


def _broken(
    title: str, text: str, style: CardStyle, usual: float, margins: float, size: float
) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """Return the width of the card, and its title and text in lines: the text of a wide card is long."""
    for scale in WIDER:
        width = usual * scale
        inner = width - margins - SLACK
        heading = wrap(title, inner, size, bold=True) if title else ()
        bold = style.bold and not title  # the title is what stands out
        lines = wrap(text, inner, size, bold=bold)
        if len(heading) + len(lines) <= TALLEST * scale:
            break
    return width, _cut(heading, inner, size, True), _cut(lines, inner, size, bold)


def _cut(
    lines: tuple[str, ...], width: float, size: float, bold: bool, most: int = MOST_LINES
) -> tuple[str, ...]:
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], elide(f"{lines[most - 1].rstrip()} {ELLIPSIS}", width, size, bold=bold))


def _tooltip(
    node: Node, kind: str, flags: Iterable[str], details: Iterable[str], sources: Mapping[str, str]
) -> str:
    """Return all that is known of a node, line by line: its whole text, its quotes, its ratings."""
    lines = [" · ".join((f"{kind.lower()} {node.id}", *map(str.lower, flags), *details))]
    if node.title:
        lines.append(node.title)
    lines.append(node.text)
    fields = vars(node)
    rated = [f"{name}: {fields[name]}" for name in RATINGS if fields.get(name) is not None]
    if rated:
        lines.append(", ".join(rated).replace("_", " "))
    lines += [quoted(quote, sources) for quote in node.quotes]
    if node.note:
        lines.append(f"note: {node.note}")
    return clean("\n".join(lines))


def quoted(quote: Quote, sources: Mapping[str, str]) -> str:
    """Return a quote as one line: its words, the title of its source, and the paragraph."""
    source = sources.get(quote.source) or quote.source
    place = f", ¶{quote.paragraph}" if quote.paragraph is not None else ""
    return f"“{quote.words}” ({source}{place})"


def _link(quotes: Iterable[Quote], pages: Mapping[str, str]) -> str | None:
    for quote in quotes:
        if (link := safe_link(passage_url(quote, pages))) is not None:
            return link
    return None
