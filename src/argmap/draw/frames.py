"""The frames around groups, each with its name where no line runs through it."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.ground import Ground
from argmap.draw.markup import escape
from argmap.draw.markup import number as n
from argmap.draw.measure import elide
from argmap.draw.request import FRAME_GAP, FRAME_HEAD, TITLE_SIZE, title_width
from argmap.draw.scene import Frame, Layout
from argmap.draw.theme import Theme

STEP = 12.0
"""How far the name of a frame is moved along its upper side to find a place, in points."""
CORNER = 10.0
"""The radius of the corners of a frame."""


def paint_frames(layout: Layout, theme: Theme, ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield each frame, to be painted below everything, with its name, to be painted over the lines."""
    for group, frame in layout.frames.items():
        name = group[-1]
        x, y, width, height = frame
        said = elide(name, width - 2 * FRAME_GAP, TITLE_SIZE, bold=True)
        left, middle = _place(title_width(said), frame, ground)
        yield (
            f'<rect class="frame" x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
            f'rx="{n(CORNER)}" fill="none" stroke="{theme.muted}"/>',
            f'<g class="frame-name"><title>{escape(name)}</title><text x="{n(left)}" '
            f'y="{n(middle + 0.35 * TITLE_SIZE)}" font-size="{n(TITLE_SIZE)}" font-weight="700" '
            f'fill="{theme.muted}" stroke="{theme.paper}" stroke-width="3" stroke-linejoin="round" '
            f'paint-order="stroke">{escape(said)}</text></g>',
        )


def _place(wide: float, frame: Frame, ground: Ground) -> tuple[float, float]:
    """Return where a name of this width begins, and the middle of its line: leftmost where no line runs."""
    x, y, width, _ = frame
    first, last = x + FRAME_GAP, x + width - FRAME_GAP - wide
    top = y + FRAME_GAP / 2
    left = first
    while left <= last:
        room = left, top, wide, FRAME_HEAD
        if ground.is_free(room) and not ground.is_crossed(room, ""):
            ground.take(room)
            return left, top + FRAME_HEAD / 2
        left += STEP
    return first, top + FRAME_HEAD / 2
