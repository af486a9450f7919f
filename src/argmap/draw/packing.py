"""One sheet from several pieces: the layouts of unconnected parts in rows, and the shelf below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.draw.scene import Box, Frame, Group, Layout, Point

PAGE = (785.0, 539.0)
"""A4 with margins of 10 mm, in points: the page on which the text is to be as large as it can be."""

READABLE = 7.5
"""How high text is at least that is read on paper without trouble, in points."""

AROUND = (48.0, 120.0)
"""About what the margins, the title and the legend add to the width and the height of a picture, in points."""

WIDEST = 2.0
"""The largest ratio of width to height, or of height to width, that is taken where there is a choice."""

PIECE_GAP = 28.0
CARD_GAP = 12.0
SHELF_PADDING = 14.0
SHELF_HEAD = 16.0
"""Room above the boxes of a shelf, for a word that says what it is."""

MAIN = 2 / 3
"""From which share of the area on a piece is the main thing, below which the others stand."""

FEW = 40
"""Up to how many pieces every width of a row is tried."""


def text_scale(width: float, height: float) -> float:
    """Return by how much a drawing of this size shrinks to fit the page, upright or across; 1 at most.

    >>> text_scale(785, 539), round(text_scale(1078, 785), 2)
    (1.0, 0.69)
    """
    long, short = PAGE
    across = min(long / max(width, 1.0), short / max(height, 1.0))
    upright = min(short / max(width, 1.0), long / max(height, 1.0))
    return min(1.0, max(across, upright))


def within_band(width: float, height: float) -> bool:
    """Return whether neither side of a drawing is more than twice the other.

    A drawing that fits the page as it is may have any shape.

    >>> within_band(900, 2000), within_band(1000, 2000), within_band(500, 40)
    (False, True, True)
    """
    fits = text_scale(width, height) == 1.0
    return fits or 1 / WIDEST <= width / max(height, 1.0) <= WIDEST


def fitness(width: float, height: float) -> tuple[bool, float]:
    """Return how well a layout of this size reads as a whole picture; the larger the better."""
    whole = width + AROUND[0], height + AROUND[1]
    return within_band(*whole), text_scale(*whole)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the pieces stand (their upper left corners), where the shelf's boxes do, and the whole size."""

    width: float
    height: float
    corners: tuple[Point, ...]
    shelved: dict[str, Point]
    frame: Frame | None


def pack(pieces: Sequence[Layout], shelf: Sequence[Box], direction: str) -> Layout:
    """Return one layout: the pieces in rows, in the order given, and the shelf as a grid below them."""
    sheet = max(_sheets(pieces, shelf), key=lambda sheet: fitness(sheet.width, sheet.height))
    places: dict[str, Point] = {}
    splines: dict[str, tuple[Point, ...]] = {}
    frames: dict[Group, Frame] = {}
    for piece, (left, top) in zip(pieces, sheet.corners, strict=True):
        for name, (x, y, width, height) in piece.frames.items():
            frames[name] = (x + left, y + top, width, height)
        if left == top == 0:
            places.update(piece.places)
            splines.update(piece.splines)
            continue
        for key, (x, y) in piece.places.items():
            places[key] = (x + left, y + top)
        for key, spline in piece.splines.items():
            splines[key] = tuple([(x + left, y + top) for x, y in spline])
    places.update(sheet.shelved)
    return Layout(sheet.width, sheet.height, places, splines, direction, sheet.frame, frames)


def _sheets(pieces: Sequence[Layout], shelf: Sequence[Box]) -> Iterator[Sheet]:
    """Yield the ways to put everything on one sheet; the first is taken where none reads better."""
    cell = max((box.width for box in shelf), default=0.0) + CARD_GAP
    shelves = [columns * cell + 2 * SHELF_PADDING for columns in range(1, min(len(shelf), FEW) + 1)]
    if not pieces:
        for room in shelves:
            yield _shelved((), 0.0, 0.0, shelf, room, framed=False)
        if not shelf:
            yield Sheet(0.0, 0.0, (), {}, None)
        return
    for row_width in _row_widths(pieces):
        corners, width, height = _rows(pieces, row_width)
        yield _shelved(corners, width, height, shelf, width, framed=True)
        # Where the shelf is what takes the most room, it may be wider than what stands above it.
        if sum(cell * (box.height + CARD_GAP) for box in shelf) > width * height:
            for room in shelves:
                if room > width:
                    yield _shelved(corners, width, height, shelf, room, framed=True)


def _row_widths(pieces: Sequence[Layout]) -> Iterator[float]:
    """Yield the widths that rows may have: of the largest piece, and wider where it is not the main thing."""
    widest = max(piece.width for piece in pieces)
    yield widest
    area = sum(piece.width * piece.height for piece in pieces)
    if max(piece.width * piece.height for piece in pieces) > MAIN * area or len(pieces) == 1:
        return  # a row beside the main piece would strew the others to its side
    if len(pieces) > FEW:
        yield max(widest, (area * 1.2) ** 0.5)
        return
    total = 0.0
    for piece in pieces:
        total += piece.width + PIECE_GAP
        if total - PIECE_GAP > widest:
            yield total - PIECE_GAP


def _rows(pieces: Sequence[Layout], row_width: float) -> tuple[tuple[Point, ...], float, float]:
    corners = []
    x = y = row_height = width = 0.0
    for piece in pieces:
        if x > 0 and x + piece.width > row_width + 0.01:
            x, y, row_height = 0.0, y + row_height + PIECE_GAP, 0.0
        corners.append((x, y))
        width = max(width, x + piece.width)
        row_height = max(row_height, piece.height)
        x += piece.width + PIECE_GAP
    return tuple(corners), width, y + row_height


def _shelved(
    corners: tuple[Point, ...],
    width: float,
    height: float,
    shelf: Sequence[Box],
    room: float,
    *,
    framed: bool,
) -> Sheet:
    """Return the sheet with the shelf in rows as wide as there is room, one box at least in each.

    Boxes of one width make a grid; beside a wide one the others close up.
    """
    if not shelf:
        return Sheet(width, height, corners, {}, None)
    padding, head = (SHELF_PADDING, SHELF_HEAD) if framed else (0.0, 0.0)
    top = height + PIECE_GAP if corners else 0.0
    x, y, tallest, widest = padding, top + padding + head, 0.0, 0.0
    shelved = {}
    for box in shelf:
        if x > padding and x + box.width > room - padding + 0.01:
            x, y, tallest = padding, y + tallest + CARD_GAP, 0.0
        shelved[box.key] = (x + box.width / 2, y + box.height / 2)
        x += box.width + CARD_GAP
        tallest, widest = max(tallest, box.height), max(widest, x - CARD_GAP)
    frame = (0.0, top, widest + padding, y + tallest + padding - top)
    return Sheet(max(width, frame[2]), top + frame[3], corners, shelved, frame if framed else None)
