"""Where everything stands: the best of several layouts by the engine, or our own where no program can run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from argmap.draw.answer import read
from argmap.draw.crossings import crossings
from argmap.draw.engine import NoProgramError, TimeLimitError, run
from argmap.draw.joined import Joined
from argmap.draw.packing import READABLE, fitness, pack
from argmap.draw.piece import Piece, Variant, piece_of
from argmap.draw.request import request
from argmap.draw.scene import Box, Layout, Link
from argmap.draw.tidy import tidy
from argmap.errors import EngineError
from argmap.notice import warn

SMALL = 25
"""Up to how many boxes the conclusion stands on top where both directions read equally well."""
TRIED = 150
"""Up to how many boxes every variant is tried; each costs some 20 ms."""
TANGLED, TANGLED_TWICE = 150, 400
"""Up to how many lines beyond a tree every variant is tried, and both directions: crossings take the engine's time."""
TRIED_BOTH = 1_500
"""Up to how many cards both directions are tried where the likely one does not fit; each costs up to 1 s."""
STAGGERED = 400
"""Up to how many cards staggered ranks are tried too."""
LARGEST = 3_000
"""The most linked boxes that the engine is given: it takes some 2 s for them, and 6 s for twice as many."""
DENSEST = 2_000
"""The most links beyond those of a tree that the engine is given: its time grows with the crossings."""
NO_WAY = "in routesplines"
"""What the engine says where it ends for a line that finds no way."""
SMALLER = 0.85
"""How much of its size the text may lose for fewer crossings."""
COLUMNS, USUAL = 1.25, 1.1
"""How much smaller the text may be where cards stand in columns, and in the direction that is usual."""
BESIDE = 1.1
"""How much smaller it may be where linked premises stand side by side below what they support."""
READ = READABLE / 10.5
"""From which scale on the text can be read on the page: below, it is to be as large as it can be."""


def arrange(
    boxes: Iterable[Box],
    links: Iterable[Link],
    *,
    shelf: Iterable[str] = (),
    first: str | None = None,
    high: Mapping[str, float] | None = None,
    direction: str = "auto",
    engine: str = "auto",
    timeout: float = 20.0,
    strict: bool = False,
) -> Layout:
    """Return the layout in which the text is largest on a page, no side twice the other where it can be.

    What hangs together stays together: the piece with the ``first`` box first, then the largest connected
    piece, the others in rows below it, and boxes that no link touches as a grid in a frame of its own, at the
    bottom. The same boxes and links give the same layout.

    Args:
        boxes: what needs a place.
        links: the lines between boxes, each from reason to conclusion.
        shelf: keys of boxes for the shelf; boxes without a link go there too.
        first: the key of the box where the eye is to start, such as the thesis.
        high: how high the boxes are that need more room where the conclusion stands at the left.
        direction: ``"up"`` (conclusion on top), ``"left"`` (conclusion at the left), or ``"auto"``.
        engine: ``"auto"`` (the program of the wheel, else the system's, else our own with a warning),
            ``"dot"`` (the system's), ``"tidy"`` (our own).
        timeout: seconds that the program may take in all; after that ``"auto"`` uses our own layout, with a
            warning.
        strict: whether that is an error too.

    Raises:
        EngineError: the engine failed, or one that was asked for by its name took too long.

    >>> a, b = Box("n1", "c1", 190, 60), Box("n2", "c2", 190, 60)
    >>> layout = arrange([a, b], [Link("l1", "n2", "n1", "s1")], direction="up")
    >>> layout.places["n1"][1] < layout.places["n2"][1]
    True
    """
    boxes, links = tuple(boxes), tuple(links)
    pieces, alone = _pieces(boxes, links, frozenset(shelf), first, high)
    if not pieces:
        return pack((), alone, "up" if direction == "auto" else direction)
    if engine != "tidy":
        linked = len(boxes) - len(alone)
        if linked > LARGEST or len(links) - linked > DENSEST:
            warn(
                f"{linked:,} linked boxes and {len(links):,} lines are more than the layout engine is given "
                f"({LARGEST:,} boxes, {DENSEST:,} lines beyond a tree): engine='tidy' lays them out, which "
                "lets lines run behind cards; a part of the map reads better (m.spine(), m.around('c1', 2))"
            )
        else:
            try:
                return _best(_Engine(pieces, alone, engine, timeout), direction)
            except NoProgramError as error:
                if engine == "dot" or strict:
                    raise
                warn(f"{error}. It is used now.")
            except TimeLimitError as error:
                if engine != "auto" or strict:
                    raise
                warn(f"{error}. That is used now.")
    ways = ("up", "left") if direction == "auto" else (direction,)
    layouts = [(Variant(way), _tidied(pieces, alone, Variant(way))) for way in ways]
    return _choice(layouts, _cards(pieces))[1]


def _pieces(
    boxes: Sequence[Box],
    links: Sequence[Link],
    shelf: frozenset[str],
    first: str | None,
    high: Mapping[str, float] | None,
) -> tuple[list[Piece], list[Box]]:
    """Return what hangs together, that with the first box first, then by size, and what stands alone."""
    joined = Joined(box.key for box in boxes)
    tied = set()
    for link in links:
        tied |= {link.tail, link.head}
        joined.join(link.tail, link.head)
    groups: dict[str, str] = {}
    for box in boxes:
        if box.group:  # what stands in one frame has to be laid out together
            tied.add(box.key)
            joined.join(box.key, groups.setdefault(box.group[0], box.key))
    members: dict[str, tuple[list[Box], list[Link]]] = {}
    alone = []
    for box in boxes:
        if box.key in tied:
            members.setdefault(joined.top(box.key), ([], []))[0].append(box)
        else:
            alone.append(box)
    for link in links:
        members[joined.top(link.tail)][1].append(link)
    start = joined.top(first) if first is not None else None
    ordered = sorted(members, key=lambda key: (key != start, -len(members[key][0])))
    alone.sort(key=lambda box: (box.key != first, box.key not in shelf))
    return [piece_of(*members[key], high) for key in ordered], alone


def _best(ask: _Engine, direction: str) -> Layout:
    """Return the best of the variants that the engine is asked for."""
    pieces, alone = ask.pieces, ask.alone
    ways: Sequence[str] = ("left", "up") if direction == "auto" else (direction,)
    cards = _cards(pieces)
    boxes = sum(len(piece.boxes) for piece in pieces)
    beyond = sum(len(piece.links) for piece in pieces) - boxes  # a tree has one line fewer than boxes
    if boxes > TRIED or beyond > TANGLED:
        # Our own layout tells the shape of the engine's in a fraction of the time.
        likely = _choice([(way, _tidied(pieces, alone, way)) for way in map(Variant, ways)], cards)[0]
        laid = ask.first([likely])
        others = [way for way in map(Variant, ways) if way != likely]
        if cards <= STAGGERED:
            others += [replace(likely, stagger=stagger) for stagger in (2, 4)]
        fits = fitness(laid[0][1].width, laid[0][1].height)[0]
        if others and cards <= TRIED_BOTH and beyond <= TANGLED_TWICE and not fits:
            laid += ask.more(others)
        return _choice(laid, cards)[1]
    if cards > SMALL:
        ways = _likely_ways(pieces, alone, ways)
    variants = [Variant(way, columns, stacks) for way in ways for columns in _BOTH for stacks in _BOTH]
    linked = any(piece.stacks for piece in pieces)
    best = _choice(ask.first(variants), cards, linked=linked)
    if not fitness(best[1].width, best[1].height)[0]:
        staggered = [Variant(way, stagger=stagger) for way in ways for stagger in (2, 3, 4, 6)]
        best = _choice([best, *ask.more(staggered)], cards, linked=linked)
    tangled = crossings(best[1])
    if not tangled:
        return best[1]
    fits, scale = fitness(best[1].width, best[1].height)
    for _, other in ask.more([replace(best[0], branchwise=True)]):
        as_fit, as_large = fitness(other.width, other.height)
        if crossings(other) < tangled and as_fit >= fits and as_large > SMALLER * scale:
            return other
    return best[1]


def _likely_ways(pieces: Sequence[Piece], alone: Sequence[Box], ways: Sequence[str]) -> Sequence[str]:
    """Return the directions without one that, by our own quick layout, cannot fit where another does."""
    sizes = {way: _tidied(pieces, alone, Variant(way)) for way in ways}
    fitting = [way for way in ways if fitness(sizes[way].width, sizes[way].height)[0]]
    return fitting or ways


_BOTH = (True, False)


def _cards(pieces: Sequence[Piece]) -> int:
    return sum(not box.is_dot for piece in pieces for box in piece.boxes)


def _tidied(pieces: Sequence[Piece], alone: Sequence[Box], variant: Variant) -> Layout:
    laid = [tidy(piece.towards(variant.direction), variant) for piece in pieces]
    return pack(laid, alone, variant.direction)


class _Engine:
    """The engine, asked for layouts of the same pieces until its time is up.

    Frames and cards of very different heights can leave a line no way, which ends a run: then each variant has
    a run of its own.
    """

    def __init__(self, pieces: Sequence[Piece], alone: Sequence[Box], engine: str, timeout: float) -> None:
        self.pieces, self.alone, self.engine = pieces, alone, engine
        self.deadline = monotonic() + timeout

    def first(self, variants: Sequence[Variant]) -> list[tuple[Variant, Layout]]:
        """Return the layouts of these variants, all from one run, and one at least.

        Where none of them leaves all lines a way, the engine is asked for places only.

        Raises:
            EngineError: the engine failed, or its time is up.
        """
        layouts = self._each(variants)
        if layouts:
            return layouts
        between = "frames" if any(piece.groups for piece in self.pieces) else "cards"
        warn(f"the engine found no way for a line between the {between}: lines may run behind cards")
        return self._answers(variants, routed=False)

    def more(self, variants: Sequence[Variant]) -> list[tuple[Variant, Layout]]:
        """Return the layouts of these variants as far as there is time for them and a way for every line."""
        try:
            return self._each(variants)
        except TimeLimitError:
            return []

    def _each(self, variants: Sequence[Variant]) -> list[tuple[Variant, Layout]]:
        try:
            return self._answers(variants)
        except EngineError as error:
            if NO_WAY not in str(error):
                raise
        layouts: list[tuple[Variant, Layout]] = []
        for variant in variants[1:] and variants:
            try:
                layouts += self._answers([variant])
            except TimeLimitError:
                if not layouts:
                    raise
                break
            except EngineError as error:
                if NO_WAY not in str(error):
                    raise
        return layouts

    def _answers(self, variants: Sequence[Variant], *, routed: bool = True) -> list[tuple[Variant, Layout]]:
        asked = [
            (variant, [piece.towards(variant.direction) for piece in self.pieces]) for variant in variants
        ]
        source = "\n".join(
            request(piece, variant, routed=routed) for variant, sized in asked for piece in sized
        )
        left = max(0.1, self.deadline - monotonic())
        output = run(source, format="json0", engine=self.engine, timeout=left)
        answers = iter(_documents(output, self.engine))
        layouts = []
        for variant, sized in asked:
            laid = [read(next(answers), piece, variant) for piece in sized]
            layouts.append((variant, pack(laid, self.alone, variant.direction)))
        return layouts


def _documents(output: bytes, engine: str) -> list[dict[str, Any]]:
    """Return the JSON documents that the engine wrote one after another."""
    text = output.decode("utf-8", "replace")
    decoder, documents, place, end = json.JSONDecoder(), [], 0, len(text.rstrip())
    try:
        while place < end:
            while text[place].isspace():
                place += 1
            document, place = decoder.raw_decode(text, place)
            documents.append(document)
    except json.JSONDecodeError as error:
        raise EngineError(
            f"the layout engine wrote something that cannot be read: {error}", engine=engine
        ) from None
    return documents


def _choice(
    layouts: Sequence[tuple[Variant, Layout]], cards: int, *, linked: bool = False
) -> tuple[Variant, Layout]:
    """Return the layout that reads best: within the band of shapes, then by the size of its text.

    ``linked`` says that there are premises that may stand as a stack, or side by side.
    """

    def merit(candidate: tuple[Variant, Layout]) -> tuple[bool, float]:
        variant, layout = candidate
        usual = "up" if cards <= SMALL else "left"
        in_band, scale = fitness(layout.width, layout.height)
        bonus = COLUMNS if variant.columns else 1.0
        if scale >= READ:
            bonus *= USUAL if variant.direction == usual else 1.0
            bonus *= BESIDE if linked and variant.direction == "up" and not variant.stacks else 1.0
        return in_band, scale * bonus / (1 + 0.05 * (variant.stagger - 1))

    return max(layouts, key=merit)
