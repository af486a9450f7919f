"""The picture: a scene and its layout, painted as SVG by nobody but us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from math import ceil, dist, inf

from argmap.draw.badges import paint_badges
from argmap.draw.card_painting import dashes, paint_card
from argmap.draw.frames import paint_frames
from argmap.draw.ground import ground_of
from argmap.draw.labels import labels
from argmap.draw.legend import paint_legend
from argmap.draw.lines import ended, into, met, path
from argmap.draw.markup import escape
from argmap.draw.markup import number as n
from argmap.draw.measure import wrap
from argmap.draw.scene import Box, Layout, Link, Point, Scene, Stroke
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
    rooms = _rooms(scene, layout, boxes)
    said = any(s.sign or s.word or s.delayed or s.badge for s in scene.strokes.values())
    ground = ground_of(scene, layout) if said or layout.frames else None
    frames = list(paint_frames(layout, theme, ground)) if ground is not None else []
    yield from (frame for frame, _ in frames)
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
        shown, tips = _ends(scene, layout, boxes, theme, link, points, rooms)
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
        if ground is not None:
            tips += labels(points, stroke, theme, link.relation, ground)
        if badge is not None and stroke.has_head:
            badges.append((link, stroke, points))
        if tips:
            marks.append(f"{tags}{''.join(tips)}</g>")
    yield from halos
    yield from lines
    yield from (name for _, name in frames)
    for key, card in scene.cards.items():
        x, y = layout.places[key]
        left, top = x - card.width / 2, y - card.height / 2
        yield paint_card(card, left, top, theme, f"{_ID}-{key}", interactive=interactive)
    yield from _dots(scene, layout, theme)
    yield from marks
    if ground is not None:
        yield from paint_badges(badges, ground, theme)


def _rooms(scene: Scene, layout: Layout, boxes: Mapping[str, Box]) -> dict[tuple[str, str], float]:
    """Return how far each end of a line is from the next one at the same side of its card, by link and box."""
    sides: dict[tuple[str, Point], list[tuple[Point, str]]] = {}
    for link in scene.links:
        points = layout.splines.get(link.key, ())
        stroke = scene.strokes[link.key]
        for key, end, marked in (
            (link.head, points[-1:], stroke.has_head and stroke.style.head),
            (link.tail, points[:1], stroke.has_tail and stroke.style.tail),
        ):
            if end and marked and not boxes[key].is_dot:
                side = key, into(end[0], layout.places[key], boxes[key])
                sides.setdefault(side, []).append((end[0], link.key))
    rooms: dict[tuple[str, str], float] = {}
    for (key, _), ends in sides.items():
        ends.sort()
        for (one, first), (other, second) in pairwise(ends):
            for name in (first, second):
                rooms[name, key] = min(rooms.get((name, key), inf), dist(one, other))
    return rooms


def _ends(
    scene: Scene,
    layout: Layout,
    boxes: Mapping[str, Box],
    theme: Theme,
    link: Link,
    points: tuple[Point, ...],
    rooms: Mapping[tuple[str, str], float],
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
            points, drawn = ended(
                points,
                marks,
                stroke.style,
                theme.paper,
                straight,
                on_dot=box.is_dot,
                room=rooms.get((link.key, key), inf),
            )
            tips += drawn
        points = points[::-1]
    return points, tips


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
