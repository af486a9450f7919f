"""A layout of our own, for where no program can run: tidy trees over a spanning forest, in linear time.

Subtrees are set as close as their outlines allow and each conclusion stands in the middle of its reasons
(Reingold & Tilford 1981), for boxes of any size; of two outlines only the common part is walked, so that the
whole costs no more than the number of boxes. Nothing is recursive: a chain may have any length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from argmap.draw.piece import Piece, Variant
from argmap.draw.request import GAP, lengths_of
from argmap.draw.scene import Box, Layout, Link, Point
from argmap.draw.splines import Lines

LAYER_GAP = 26.0


def tidy(piece: Piece, variant: Variant) -> Layout:
    """Return the layout of a connected piece; links outside the spanning forest may run behind cards."""
    boxes = {box.key: box for box in piece.boxes}
    direction = variant.direction
    layers, conclusion = _forest(piece, boxes, lengths_of(piece, variant, boxes))
    left = direction == "left"
    across = {key: box.height if left else box.width for key, box in boxes.items()}
    thick: dict[int, float] = {}
    for key, box in boxes.items():
        thick[layers[key]] = max(thick.get(layers[key], 0.0), box.width if left else box.height)
    ends = list(accumulate(thick.get(layer, 0.0) + LAYER_GAP for layer in range(max(layers.values()) + 1)))
    offsets = _offsets(boxes, layers, conclusion, across)
    places: dict[str, Point] = {}
    for key, layer in layers.items():
        along = ends[layer] - LAYER_GAP - thick[layer] / 2
        places[key] = (along, offsets[key]) if left else (offsets[key], along)
    splines = Lines(boxes, places, direction).drawn(piece.links, {}, {})
    return _at_origin(boxes, places, splines, direction)


def _forest(
    piece: Piece, boxes: Mapping[str, Box], lengths: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, str]]:
    """Return the layer of each box, beyond all that it is a reason for, and the conclusion it hangs on."""
    out: dict[str, list[Link]] = {key: [] for key in boxes}
    into: dict[str, list[Link]] = {key: [] for key in boxes}
    for link in piece.links:
        if link.key not in piece.back:
            out[link.tail].append(link)
            into[link.head].append(link)
    waiting = {key: len(links) for key, links in out.items()}
    layers = dict.fromkeys(boxes, 0)
    conclusion: dict[str, str] = {}
    ready = [key for key, count in waiting.items() if not count]
    for key in ready:
        for link in into[key]:
            layer = layers[key] + lengths[link.key]
            if layer > layers[link.tail]:
                layers[link.tail] = layer
                conclusion[link.tail] = key
            waiting[link.tail] -= 1
            if not waiting[link.tail]:
                ready.append(link.tail)
    _draw_near(layers, lengths, out, into)
    return layers, conclusion


def _draw_near(
    layers: dict[str, int],
    lengths: Mapping[str, int],
    out: Mapping[str, list[Link]],
    into: Mapping[str, list[Link]],
) -> None:
    """Move each conclusion, with all that is a reason for nothing else, to where its other reasons stand."""
    for key in layers:
        if out[key]:
            continue
        own, waiting = {key}, [key]
        left: dict[str, int] = {}
        for head in waiting:
            for link in into[head]:
                left.setdefault(link.tail, len(out[link.tail]))
                left[link.tail] -= 1
                if not left[link.tail]:
                    own.add(link.tail)
                    waiting.append(link.tail)
        slack = min(
            (
                layers[link.tail] - layers[head] - lengths[link.key]
                for head in waiting
                for link in into[head]
                if link.tail not in own
            ),
            default=0,
        )
        for box in waiting:
            layers[box] += slack


@dataclass(slots=True)
class _Outline:
    """The two outlines of a subtree, the layer of its root last; true values are these plus ``shift``."""

    low: list[float]
    high: list[float]
    shift: float = 0.0

    def beside(self, other: _Outline) -> float:
        """Return how far ``other`` must move to stand clear of this one."""
        common = range(1, min(len(self.low), len(other.low)) + 1)
        clear = max((self.high[-i] - other.low[-i] for i in common), default=-inf)
        return clear + self.shift - other.shift + GAP if clear > -inf else 0.0

    def joined(self, other: _Outline) -> _Outline:
        """Return the outline of both, ``other`` being the one beyond; either is used up."""
        common = min(len(self.low), len(other.low))
        if len(self.low) >= len(other.low):
            by = other.shift - self.shift
            self.high[-common:] = map(max, self.high[-common:], [v + by for v in other.high[-common:]])
            self.low[-common:] = map(min, self.low[-common:], [v + by for v in other.low[-common:]])
            return self
        by = self.shift - other.shift
        other.high[-common:] = map(max, other.high[-common:], [v + by for v in self.high[-common:]])
        other.low[-common:] = map(min, other.low[-common:], [v + by for v in self.low[-common:]])
        return other

    def topped(self, low: float, high: float) -> None:
        self.low.append(low - self.shift)
        self.high.append(high - self.shift)


def _offsets(
    boxes: Mapping[str, Box],
    layers: Mapping[str, int],
    conclusion: Mapping[str, str],
    across: Mapping[str, float],
) -> dict[str, float]:
    """Return where the middle of each box stands across the layers."""
    reasons: dict[str, list[str]] = {}
    for key in boxes:
        if key in conclusion:
            reasons.setdefault(conclusion[key], []).append(key)
    outlines: dict[str, _Outline] = {}
    from_conclusion: dict[str, float] = {}

    def merge(keys: list[str], layer: int) -> tuple[_Outline | None, dict[str, float]]:
        whole: _Outline | None = None
        at: dict[str, float] = {}
        for key in keys:
            outline = outlines.pop(key)
            for _ in range(layers[key] - layer):
                # The line to its conclusion, where there is one, runs through the layers between.
                outline.topped(*((0.0, 0.0) if key in conclusion else (inf, -inf)))
            if whole is None:
                whole, at[key] = outline, 0.0
            else:
                at[key] = whole.beside(outline)
                outline.shift += at[key]
                whole = whole.joined(outline)
        return whole, at

    for key in sorted(boxes, key=lambda key: -layers[key]):
        below = reasons.get(key, [])
        outline, at = merge(below, layers[key] + 1)
        if outline is None:
            outline = _Outline([], [])
        else:
            middle = (at[below[0]] + at[below[-1]]) / 2
            outline.shift -= middle
            for reason in below:
                from_conclusion[reason] = at[reason] - middle
        outline.topped(-across[key] / 2, across[key] / 2)
        outlines[key] = outline
    _, from_conclusion_of_roots = merge([key for key in boxes if key not in conclusion], 0)
    from_conclusion.update(from_conclusion_of_roots)
    offsets: dict[str, float] = {}
    for key in sorted(boxes, key=layers.__getitem__):
        offsets[key] = from_conclusion[key] + (offsets[conclusion[key]] if key in conclusion else 0.0)
    return offsets


def _at_origin(
    boxes: Mapping[str, Box],
    places: Mapping[str, Point],
    splines: Mapping[str, tuple[Point, ...]],
    direction: str,
) -> Layout:
    xs = [x + s * boxes[key].width / 2 for key, (x, _) in places.items() for s in (-1, 1)]
    ys = [y + s * boxes[key].height / 2 for key, (_, y) in places.items() for s in (-1, 1)]
    xs += [x for spline in splines.values() for x, _ in spline]
    ys += [y for spline in splines.values() for _, y in spline]
    left, top = min(xs), min(ys)
    return Layout(
        max(xs) - left,
        max(ys) - top,
        {key: (x - left, y - top) for key, (x, y) in places.items()},
        {key: tuple([(x - left, y - top) for x, y in spline]) for key, spline in splines.items()},
        direction,
    )
