"""What stands on a line: the sign of an influence, the strokes of a later effect, the word of its kind."""

from __future__ import annotations

from argmap.draw.ground import Ground, around
from argmap.draw.lines import SIGN, SPOTS, along, before_head, delay, middle, sign
from argmap.draw.markup import clean, escape
from argmap.draw.markup import number as n
from argmap.draw.measure import text_width
from argmap.draw.scene import Point, Stroke
from argmap.draw.theme import Theme

SIZE, HEIGHT = 7.5, 10.0
"""Of a word on a line, in points."""
SIGN_STEP, SIGN_STEPS = 5.0, 24
"""How the sign of an influence is moved back along its line where others stand, in points."""


def labels(
    points: tuple[Point, ...], stroke: Stroke, theme: Theme, relation: str = "", ground: Ground | None = None
) -> list[str]:
    """Return what stands on a line, each where ``ground`` is free; it is kept clear from then on.

    A word that would cover a card wherever it stood is left to the legend.
    """
    shown = []
    if stroke.delayed:
        shown.append(delay(points, stroke.style.ink))
        if ground is not None:
            ground.take(around(middle(points)[0], 12.0, 12.0))
    if stroke.sign and stroke.has_head:
        shown.append(sign(_place_of_sign(points, stroke, relation, ground), stroke, theme.paper))
    if stroke.word:
        room = text_width(stroke.word, SIZE) + 6.0
        spot = _place_of_word(points, room, relation, ground)
        if spot is not None:
            x, y = spot
            shown.append(
                f'<rect x="{n(x - room / 2)}" y="{n(y - HEIGHT / 2)}" width="{n(room)}" height="{n(HEIGHT)}" '
                f'rx="3" fill="{theme.paper}"/><text x="{n(x)}" y="{n(y + 2.6)}" font-size="{n(SIZE)}" '
                f'text-anchor="middle" fill="{theme.muted}">{escape(clean(stroke.word))}</text>'
            )
    return shown


def _place_of_sign(points: tuple[Point, ...], stroke: Stroke, relation: str, ground: Ground | None) -> Point:
    """Return where the sign of an influence stands: a little before the head, or further back."""
    spots = [before_head(points, stroke)]
    if ground is None:
        return spots[0]
    spots += [before_head(points, stroke, SIGN_STEP * step) for step in range(1, SIGN_STEPS)]
    size = 2 * SIGN + 1.0
    for crossed in (False, True):
        for spot in spots:
            frame = around(spot, size, size)
            if ground.is_free(frame) and (crossed or not ground.is_crossed(frame, relation)):
                ground.take(frame)
                return spot
    return spots[0]


def _place_of_word(
    points: tuple[Point, ...], room: float, relation: str, ground: Ground | None
) -> Point | None:
    """Return where a word stands: at the middle of its line, or elsewhere on it; None where it has no place."""
    if ground is None:
        return middle(points)[0]
    for crossed in (False, True):
        for spot in (middle(points)[0], *(along(points, share) for share in SPOTS)):
            frame = around(spot, room, HEIGHT)
            if ground.is_free(frame) and (crossed or not ground.is_crossed(frame, relation)):
                ground.take(frame)
                return spot
    return None
