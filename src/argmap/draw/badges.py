"""Badges of lines: each stands where it covers no card, no head and no other badge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import dist

from argmap.draw.ground import Ground, around
from argmap.draw.lines import SPOTS, along
from argmap.draw.markup import escape
from argmap.draw.overlay import HEIGHT, Badge, paint_badge
from argmap.draw.scene import Frame, Link, Point, Stroke
from argmap.draw.theme import Theme

BESIDE = (9.0, 15.0)
"""How far from its line a badge may stand where the line is too short for it, in points."""
SHIFTS = ((-0.35, 0.0), (0.35, 0.0), (0.0, -0.35), (0.0, 0.35))
"""By how much of its size a badge with words may stand off the middle of its line."""
AIR = 1.5
"""What stays free between a badge and a card, a head or another badge, in points."""


def paint_badges(
    badges: Sequence[tuple[Link, Stroke, tuple[Point, ...]]], ground: Ground, theme: Theme
) -> Iterator[str]:
    """Yield the badges of lines, each where it covers no card, no other line and no other badge.

    Where its words have no such place it stands without them, which the legend explains.
    """
    # Short lines first: they have the fewest places for a badge.
    for link, stroke, points in sorted(badges, key=lambda it: dist(it[2][0], it[2][-1])):
        badge = stroke.badge
        assert badge is not None
        spots = [along(points, share) for share in SPOTS]
        shown, frame = _spot(badge, spots, link.relation, ground)
        ground.take(frame)
        yield (
            f'<g class="am-mark" data-id="{escape(link.relation)}" data-tone="{badge.style.tone}" '
            f'aria-hidden="true"><title>{escape(stroke.tooltip)}</title>'
            f"{paint_badge(shown, frame[0], frame[1], theme)}</g>"
        )


def _spot(badge: Badge, spots: Sequence[Point], relation: str, ground: Ground) -> tuple[Badge, Frame]:
    """Return a badge and where it stands: with its words in a free spot, or bare there, or over a card."""
    bare = replace(badge, lines=(), width=HEIGHT, height=HEIGHT)
    beside = [
        (x + dx, y + dy)
        for far in BESIDE
        for x, y in spots
        for dx, dy in ((0, -far), (0, far), (-far, 0), (far, 0))
    ]
    everywhere = (*spots, *beside)
    aside = [(x + dx * badge.width, y + dy * badge.height) for x, y in spots for dx, dy in SHIFTS]
    for shown, tried, clear, air, on_cards in (
        (badge, spots, True, AIR, False),
        (badge, aside, True, AIR, False),
        (bare, spots, True, AIR, False),
        (bare, spots, True, 0.0, False),
        (bare, beside, True, 0.0, False),
        (bare, everywhere, False, 0.0, False),
        (bare, everywhere, False, 0.0, True),
    ):
        for spot in tried:
            frame = around(spot, shown.width, shown.height)
            if ground.is_free(frame, air, on_cards=on_cards) and not (
                clear and ground.is_crossed(frame, relation)
            ):
                return shown, frame
    return bare, around(spots[0], HEIGHT, HEIGHT)
