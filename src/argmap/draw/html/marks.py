"""What stands at the ends and in the middle of lines, painted once each, for a script to place."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.draw.card_painting import dashes
from argmap.draw.labels import labels
from argmap.draw.lines import ended
from argmap.draw.markup import escape
from argmap.draw.markup import number as n
from argmap.draw.scene import Point, Scene, Stroke
from argmap.draw.theme import Theme

REACH = 200.0
"""The length of the line that marks are painted on; they take up far less."""
ROOM = 32.0
"""Half the length of the line that labels are painted on."""

MarkRow = tuple[str, float, str, float, str, str]
"""The ids of what stands at the head, at the tail and in the middle, and how much the line is shortened
before the head and after the tail; an id is empty where there is nothing. The last one is that of a sample
of the line."""


@dataclass(frozen=True, slots=True)
class MarkTable:
    """The marks of a scene: definitions in SVG, a row for each way to end, and the row of each link."""

    definitions: str
    rows: tuple[MarkRow, ...]
    of_link: tuple[int, ...]


def mark_table(scene: Scene, theme: Theme, direction: str) -> MarkTable:
    """Return the marks of all links of a scene, each group pointing right, with its tip at the origin.

    >>> import argmap as am
    >>> from argmap.draw.compose import compose
    >>> from argmap.draw.theme import light
    >>> d = am.Draft()
    >>> _ = d.support(d.claim("The street is wet."), d.claim("It rains."))
    >>> mark_table(compose(d.map(), theme=light), light, "left").rows[0][0]
    'm0'
    """
    dots = {box.key for box in scene.boxes if box.is_dot}
    rows: dict[tuple[object, ...], int] = {}
    table: list[MarkRow] = []
    ids: dict[str, str] = {}
    samples: dict[str, str] = {}
    of_link = []
    for link in scene.links:
        stroke = scene.strokes[link.key]
        at_dots = link.head in dots, link.tail in dots
        key = (
            stroke.style,
            stroke.has_head,
            stroke.has_tail,
            stroke.sign,
            stroke.word,
            stroke.delayed,
            stroke.highlighted,
            stroke.badge.style.dash if stroke.badge is not None else (),
            at_dots,
        )
        if key not in rows:
            rows[key] = len(table)
            head, back = _end(stroke, theme, stroke.style.head if stroke.has_head else (), at_dots[0])
            tail, start = _end(stroke, theme, stroke.style.tail if stroke.has_tail else (), at_dots[1])
            middle = "".join(labels(_middle(direction), stroke, theme))
            named = [ids.setdefault(paint, f"m{len(ids)}") if paint else "" for paint in (head, tail, middle)]
            sample = samples.setdefault(_sample(stroke), f"l{len(samples)}")
            table.append((named[0], back, named[1], start, named[2], sample))
        of_link.append(rows[key])
    lines = "".join(f'<path id="{id}" {paint}/>' for paint, id in samples.items())
    painted = "".join(marker(id, paint) for paint, id in ids.items())
    return MarkTable(f"{painted}<defs>{lines}</defs>", tuple(table), tuple(of_link))


def _sample(stroke: Stroke) -> str:
    """Return the attributes of a line, with the classes that it has in the picture."""
    style = stroke.style
    dash = style.dash or (stroke.badge.style.dash if stroke.badge is not None else ())
    width = style.width + (1.0 if stroke.highlighted else 0.0)
    look = f'stroke="{style.ink}" stroke-width="{n(width)}"{dashes(dash)}'
    return f'data-kind="{escape(style.kind)}" class="outline" d="" {look}'


def marker(id: str, paint: str) -> str:
    """Return what is painted as a marker of SVG, which turns with its path.

    A browser paints a marker together with its path; an element with a transform of its own, as ``<use>`` is,
    becomes a piece for the compositor, and a thousand of those make a zoom stutter.

    >>> marker("m0", "<path/>")[:37]
    '<marker id="m0" orient="auto" markerU'
    """
    return f'<marker id="{id}" orient="auto" markerUnits="userSpaceOnUse" overflow="visible">{paint}</marker>'


def _end(stroke: Stroke, theme: Theme, marks: tuple[str, ...], on_dot: bool) -> tuple[str, float]:
    if not marks:
        return "", 0.0
    points = _straight((-REACH, 0.0), (0.0, 0.0))
    shown, painted = ended(points, marks, stroke.style, theme.paper, (1.0, 0.0), on_dot=on_dot)  # type: ignore[arg-type]
    return "".join(painted), float(n(-shown[-1][0]))


def _middle(direction: str) -> tuple[Point, ...]:
    if direction == "left":
        return _straight((ROOM, 0.0), (-ROOM, 0.0))
    return _straight((0.0, ROOM), (0.0, -ROOM))


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    (x, y), (right, top) = start, end
    return start, *((x + (right - x) * t / 3, y + (top - y) * t / 3) for t in (1, 2)), end
