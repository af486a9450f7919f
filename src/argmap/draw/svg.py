"""The picture: a scene and its layout, painted as SVG by nobody but us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from math import ceil, dist

from argmap.draw.card_painting import dashes, paint_card
from argmap.draw.legend import paint_legend
from argmap.draw.lines import SIGN, STEP, TEE_HALF, along, at, delay, ended, into, met, middle, path, sign
from argmap.draw.markup import clean, escape
from argmap.draw.markup import number as n
from argmap.draw.measure import text_width, wrap
from argmap.draw.overlay import HEIGHT, Badge, paint_badge
from argmap.draw.scene import Box, Frame, Layout, Link, Point, Scene, Stroke
from argmap.draw.theme import Theme

FONT = "Helvetica,Arial,'Liberation Sans',Arimo,sans-serif"
"""Fonts of one set of widths, those that cards are measured by."""
MARGIN = 24.0
NARROWEST = 330.0
TITLE = 17.0
LEGEND_GAP = 16.0
DOT_RADIUS = 4.4
_ID = "\x00"
"""Stands for the prefix of ids until the content, and with it the prefix, is known; no clean text has it."""


def paint(scene: Scene, layout: Layout, theme: Theme, *, interactive: bool = False) -> str:
    """Return the whole picture as SVG: title, lines, cards, legend; the same scene gives the same text.

    The legend lists what occurs, and the canvas grows by it. Ids begin with a digest of the content, so that
    two pictures on one page keep apart. Looks are attributes, which converters understand; classes stand
    beside them. ``interactive`` lets cards take the focus and shows it, for a page with a script.

    >>> import argmap as am
    >>> from argmap.draw.compose import compose
    >>> from argmap.draw.layout import arrange
    >>> from argmap.draw.theme import light
    >>> scene = compose(am.ArgumentMap([am.Claim(id="c1", text="It rains.")]), theme=light)
    >>> svg = paint(scene, arrange(scene.boxes, scene.links, shelf=scene.shelf), light)
    >>> svg.startswith("<svg ") and "It rains." in svg
    True
    """
    width = max(layout.width, NARROWEST)
    left = -(width - layout.width) / 2
    heading, above = _heading(scene.title, theme, left, width)
    body = [*_shelf(scene, layout, theme), *_drawing(scene, layout, theme, interactive)]
    if not scene.boxes:
        body.append(f'<text x="{n(left)}" y="12" font-size="10.5" fill="{theme.muted}">An empty map.</text>')
    bottom = max(layout.height, 0.0 if scene.boxes else 18.0)
    legend, below = paint_legend(scene, theme, left, bottom + LEGEND_GAP, width)
    bottom += LEGEND_GAP + below if below else 0.0
    # Whole numbers, or a converter that rounds would leave a strip without paper.
    box = (left - MARGIN, -above - MARGIN, ceil(width + 2 * MARGIN), ceil(above + bottom + 2 * MARGIN))
    view = " ".join(map(n, box))
    title = scene.title or "Argument map"
    content = "".join(
        (
            f'<title id="{_ID}-t">{escape(title)}</title>',
            f'<desc id="{_ID}-d">{escape(_described(scene))}</desc>',
            _focus_style(theme) if interactive else "",
            f'<rect class="paper" x="{n(box[0])}" y="{n(box[1])}" width="{n(box[2])}" height="{n(box[3])}" '
            f'fill="{theme.paper}"/>',
            heading,
            *body,
            legend,
            "</svg>",
        )
    )
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="argmap {_ID}" viewBox="{view}" width="{n(box[2])}" '
        f'height="{n(box[3])}" role="graphics-document document" aria-labelledby="{_ID}-t {_ID}-d" '
        f'font-family="{FONT}">'
    )
    digest = sha256((start + content).encode()).hexdigest()[:10]
    return (start + content).replace(_ID, f"am-{digest}")


def _heading(title: str, theme: Theme, left: float, width: float) -> tuple[str, float]:
    if not title:
        return "", 0.0
    size = max(TITLE, min(2 * TITLE, width / 70))
    lines = wrap(title, width, size, bold=True)
    above = size * 1.25 * len(lines) + 12.0
    texts = "".join(
        f'<text x="{n(left)}" y="{n(-above + size * (0.9 + 1.25 * place))}" font-size="{n(size)}" '
        f'font-weight="700" fill="{theme.text}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return f'<g class="heading" aria-hidden="true">{texts}</g>', above


def _described(scene: Scene) -> str:
    steps = len({link.relation for link in scene.links})
    counted = (
        f"{len(scene.cards):,} {'statement' if len(scene.cards) == 1 else 'statements'}, "
        f"{steps:,} {'relation' if steps == 1 else 'relations'} drawn."
    )
    hidden = sum(count for _, count in scene.hidden)
    rest = f" {hidden:,} not drawn." if hidden else ""
    over = f" Marked by: {scene.laid.name}." if scene.laid is not None else ""
    return f"{counted}{rest} Lines run from reasons to what they bear on.{over}"


def _focus_style(theme: Theme) -> str:
    return (
        f"<style>.{_ID} .am-card:focus{{outline:none}}.{_ID} .am-card:focus .outline,"
        f".{_ID} .am-card:hover .outline{{stroke-width:3}}.{_ID} a{{cursor:pointer}}</style>"
    )


def _shelf(scene: Scene, layout: Layout, theme: Theme) -> Iterator[str]:
    if layout.shelf is None:
        return
    x, y, width, height = layout.shelf
    words = "without a drawn relation" if scene.hidden else "without a relation"
    yield (
        f'<g class="shelf"><rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" rx="8" '
        f'fill="none" stroke="{theme.muted}" stroke-width="1" stroke-dasharray="5 4"/>'
        f'<text x="{n(x + 14)}" y="{n(y + 17)}" font-size="9" fill="{theme.muted}">{words}</text></g>'
    )


def _drawing(scene: Scene, layout: Layout, theme: Theme, interactive: bool) -> Iterator[str]:
    """Yield lines below, cards over them, and the marks of the lines on top, where nothing hides them."""
    boxes = {box.key: box for box in scene.boxes}
    halos: list[str] = []
    lines: list[str] = []
    marks: list[str] = []
    badges: list[tuple[Link, Stroke, tuple[Point, ...]]] = []
    for link in scene.links:
        points = layout.splines.get(link.key)
        if points is None or len(points) < 4:
            continue
        stroke = scene.strokes[link.key]
        style = stroke.style
        shown, tips = _ends(scene, layout, boxes, theme, link, points)
        d = path(shown)
        badge = stroke.badge
        if stroke.highlighted or (badge is not None and badge.style.halo):
            halos.append(
                f'<path class="halo" d="{d}" fill="none" stroke="{theme.highlight}" '
                f'stroke-width="{n(style.width + 6)}"/>'
            )
        tags = (
            f'<g class="am-link {escape(style.kind)}" data-id="{escape(link.relation)}" '
            f'data-s="{escape(boxes[link.tail].part)}" data-t="{escape(boxes[link.head].part)}" '
            'aria-hidden="true">'
        )
        width = style.width + (1.0 if stroke.highlighted else 0.0)
        lines.append(
            f'{tags}<title>{escape(stroke.tooltip)}</title><path d="{d}" fill="none" stroke="{style.ink}" '
            f'stroke-width="{n(width)}"{dashes(style.dash or (badge.style.dash if badge else ()))}/></g>'
        )
        tips += labels(points, stroke, theme)
        if badge is not None and stroke.has_head:
            badges.append((link, stroke, points))
        if tips:
            marks.append(f"{tags}{''.join(tips)}</g>")
    yield from halos
    yield from lines
    for key, card in scene.cards.items():
        x, y = layout.places[key]
        left, top = x - card.width / 2, y - card.height / 2
        yield paint_card(card, left, top, theme, f"{_ID}-{key}", interactive=interactive)
    yield from _dots(scene, layout, theme)
    yield from marks
    yield from _badges(badges, scene, layout, theme)


SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85, 0.1, 0.9)
"""Where on its line a badge may stand, as shares of the line, the best first."""
BESIDE = (9.0, 15.0)
"""How far from its line a badge may stand where the line is too short for it, in points."""
CELL = 120.0
_Cells = dict[tuple[int, int], list[Frame]]


def _badges(
    badges: Iterable[tuple[Link, Stroke, tuple[Point, ...]]], scene: Scene, layout: Layout, theme: Theme
) -> Iterator[str]:
    """Yield the badges of lines, each where it covers no card and no other badge; else without its words."""
    cards: _Cells = {}
    taken: _Cells = {}
    if badges:
        for box in scene.boxes:
            x, y = layout.places[box.key]
            _take(_around((x, y), box.width, box.height), taken if box.is_dot else cards)
        for key, stroke in scene.strokes.items():
            for frame in _kept_clear(layout.splines.get(key, ()), stroke):
                _take(frame, taken)
    # Short lines first: they have the fewest places for a badge.
    for link, stroke, points in sorted(badges, key=lambda it: dist(it[2][0], it[2][-1])):
        badge = stroke.badge
        assert badge is not None
        spots = [along(points, share) for share in SPOTS]
        shown, frame = _spot(badge, spots, cards, taken, layout.width)
        _take(frame, taken)
        yield (
            f'<g class="am-mark" data-id="{escape(link.relation)}" data-tone="{badge.style.tone}" '
            f'aria-hidden="true"><title>{escape(stroke.tooltip)}</title>'
            f"{paint_badge(shown, frame[0], frame[1], theme)}</g>"
        )


def _kept_clear(points: tuple[Point, ...], stroke: Stroke) -> Iterator[Frame]:
    """Yield the frames around what stands on a line: its heads, its sign, its word."""
    if len(points) < 4:
        return
    for line, marked, marks in (
        (points, stroke.has_head, stroke.style.head),
        (points[::-1], stroke.has_tail, stroke.style.tail),
    ):
        if marked and marks:
            length = sum(STEP[mark] for mark in marks)
            (x0, y0), (x1, y1) = line[-1], at(line, length)[1]
            centre = (x0 + x1) / 2, (y0 + y1) / 2
            yield _around(centre, abs(x1 - x0) + 2 * TEE_HALF, abs(y1 - y0) + 2 * TEE_HALF)
            if stroke.sign and line is points:
                yield _around(at(line, length + SIGN + 3.0)[1], 2 * SIGN + 2, 2 * SIGN + 2)
    if stroke.word or stroke.delayed:
        yield _around(middle(points)[0], text_width(stroke.word, 7.5) + 12, 12)


def _spot(
    badge: Badge, spots: Sequence[Point], cards: _Cells, taken: _Cells, width: float
) -> tuple[Badge, Frame]:
    """Return a badge and where it stands: free, or bare and free, or beside the line, or over a card."""
    bare = replace(badge, lines=(), width=HEIGHT, height=HEIGHT)
    beside = [
        (x + dx, y + dy)
        for far in BESIDE
        for x, y in spots
        for dx, dy in ((0, -far), (0, far), (-far, 0), (far, 0))
    ]
    both = cards, taken
    for shown, tried, others in (
        (badge, spots, both),
        (bare, spots, both),
        (bare, beside, both),
        (bare, (*spots, *beside), (taken,)),
    ):
        for spot in tried:
            frame = _around(spot, shown.width, shown.height)
            if frame[0] >= 0 and frame[0] + frame[2] <= width and not any(_met(frame, o) for o in others):
                return shown, frame
    return bare, _around(spots[0], HEIGHT, HEIGHT)


def _around(spot: Point, width: float, height: float) -> Frame:
    return spot[0] - width / 2, spot[1] - height / 2, width, height


def _take(frame: Frame, cells: _Cells) -> None:
    for cell in _cells(frame):
        cells.setdefault(cell, []).append(frame)


def _cells(frame: Frame) -> Iterator[tuple[int, int]]:
    x, y, width, height = frame
    for column in range(int(x // CELL), int((x + width) // CELL) + 1):
        for row in range(int(y // CELL), int((y + height) // CELL) + 1):
            yield column, row


def _met(frame: Frame, cells: _Cells) -> bool:
    x, y, width, height = frame
    return any(
        x < left + wide and left < x + width and y < top + high and top < y + height
        for cell in _cells(frame)
        for left, top, wide, high in cells.get(cell, ())
    )


def _ends(
    scene: Scene,
    layout: Layout,
    boxes: Mapping[str, Box],
    theme: Theme,
    link: Link,
    points: tuple[Point, ...],
) -> tuple[tuple[Point, ...], list[str]]:
    """Return the spline from outline to outline, shortened for its marks, and the marks."""
    stroke = scene.strokes[link.key]
    tips: list[str] = []
    for key, marked, marks in (
        (link.head, stroke.has_head, stroke.style.head),
        (link.tail, stroke.has_tail, stroke.style.tail),
    ):
        box, centre = boxes[key], layout.places[key]
        if key in scene.cards:
            points = met(points, centre, box, scene.cards[key].style.shape)
        if marked and marks:
            straight = into(points[-1], centre, box)
            points, drawn = ended(points, marks, stroke.style, theme.paper, straight, on_dot=box.is_dot)
            tips += drawn
        points = points[::-1]
    return points, tips


def labels(points: tuple[Point, ...], stroke: Stroke, theme: Theme) -> list[str]:
    """Return what stands on a line: its word, the sign of an influence, the strokes of a later effect."""
    shown = []
    if stroke.delayed:
        shown.append(delay(points, stroke.style.ink))
    if stroke.sign and stroke.has_head:
        shown.append(sign(points, stroke, theme.paper))
    if stroke.word:
        (x, y), _ = middle(points)
        room = text_width(stroke.word, 7.5) + 6
        shown.append(
            f'<rect x="{n(x - room / 2)}" y="{n(y - 5)}" width="{n(room)}" height="10" rx="3" '
            f'fill="{theme.paper}"/><text x="{n(x)}" y="{n(y + 2.6)}" font-size="7.5" text-anchor="middle" '
            f'fill="{theme.muted}">{escape(clean(stroke.word))}</text>'
        )
    return shown


def _dots(scene: Scene, layout: Layout, theme: Theme) -> Iterator[str]:
    for key, dot in scene.dots.items():
        x, y = layout.places[key]
        halo = (
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(DOT_RADIUS + 4)}" fill="{theme.highlight}"/>'
            if dot.highlighted
            else ""
        )
        yield (
            f'<g class="am-dot {escape(dot.kind)}" id="{_ID}-{key}" data-id="{escape(dot.relation)}" '
            f'aria-hidden="true"><title>{escape(dot.tooltip)}</title>{halo}'
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(DOT_RADIUS)}" fill="{dot.ink}"/></g>'
        )
