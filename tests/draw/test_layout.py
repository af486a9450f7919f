"""Every box finds a place of its own, every line its way, and the whole keeps a shape that can be read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import hypot, isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.draw import engine, layout
from argmap.draw.compose import compose
from argmap.draw.crossings import crossings
from argmap.draw.layout import arrange
from argmap.draw.packing import pack, text_scale, within_band
from argmap.draw.piece import Variant, piece_of
from argmap.draw.request import request
from argmap.draw.scene import Box, Layout, Link, Point
from argmap.draw.splines import Lines
from argmap.draw.theme import light
from argmap.draw.tidy import tidy
from draw.commentary_graph import Graph, commentary
from draw.stand_in import needs_system_dot, posix_only, script

ENGINES = ("auto", "tidy")
DIRECTIONS = ("up", "left")


def card(number: int, width: float = 190.0, height: float = 60.0) -> Box:
    return Box(f"n{number}", f"c{number}", width, height)


def link(number: int, tail: int, head: int, relation: str = "") -> Link:
    return Link(f"l{number}", f"n{tail}", f"n{head}", relation or f"s{number}")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    """Boxes and links of any sort: circles, links from a box to itself, several between two, dots, orphans."""
    sizes = draw(st.lists(st.tuples(st.sampled_from((190.0, 380.0)), st.floats(30, 300)), max_size=9))
    boxes = [Box(f"n{n}", f"c{n}", width, round(height, 1)) for n, (width, height) in enumerate(sizes)]
    links: list[Link] = []
    keys = [box.key for box in boxes]
    for step in range(draw(st.integers(0, 9)) if keys else 0):
        key = st.sampled_from(keys)
        if draw(st.booleans()):
            dot = f"n{len(boxes)}"
            boxes.append(Box(dot, f"s{step}", 10.0, 10.0, is_dot=True))
            for premise in draw(st.lists(key, min_size=1, max_size=3, unique=True)):
                links.append(Link(f"l{len(links)}", premise, dot, f"s{step}", heavy=True))
            links.append(Link(f"l{len(links)}", dot, draw(key), f"s{step}", draw(st.booleans())))
            keys.append(dot)
        else:
            links.append(Link(f"l{len(links)}", draw(key), draw(key), f"s{step}", draw(st.booleans())))
    return boxes, links


def assert_layout(boxes: list[Box], links: list[Link], made: Layout) -> None:
    """Everything has a place within the sheet, no two cards overlap, every line joins its boxes."""
    assert [box.key for box in boxes] == sorted(made.places, key=[box.key for box in boxes].index)
    assert sorted(link.key for link in links) == sorted(made.splines)
    by_key = {box.key: box for box in boxes}
    slack = 0.75  # the engine rounds to whole points where numbers are large
    for key, (x, y) in made.places.items():
        box = by_key[key]
        assert -slack <= x - box.width / 2
        assert x + box.width / 2 <= made.width + slack
        assert -slack <= y - box.height / 2
        assert y + box.height / 2 <= made.height + slack
    for one, other in combinations(boxes, 2):
        (x, y), (u, v) = made.places[one.key], made.places[other.key]
        apart_x = abs(x - u) - (one.width + other.width) / 2
        apart_y = abs(y - v) - (one.height + other.height) / 2
        assert max(apart_x, apart_y) > -slack, f"{one.key} and {other.key} overlap"
    for link in links:
        spline = made.splines[link.key]
        assert 1 == len(spline) % 3
        assert len(spline) >= 4
        assert all(isfinite(x) and isfinite(y) for x, y in spline)
        for end, key in ((spline[0], link.tail), (spline[-1], link.head)):
            box, (x, y) = by_key[key], made.places[key]
            outside = hypot(
                max(0.0, abs(end[0] - x) - box.width / 2), max(0.0, abs(end[1] - y) - box.height / 2)
            )
            assert outside < 3, f"{link.key} ends {outside:.1f} points away from {key}"


@settings(max_examples=40)
@given(graphs(), st.sampled_from(("auto", *DIRECTIONS)))
def test_any_graph_is_laid_out_by_the_engine(graph: tuple[list[Box], list[Link]], direction: str) -> None:
    """Whatever the graph and the direction, the layout holds together, and comes out the same again."""
    made = arrange(*graph, direction=direction)
    assert_layout(*graph, made)
    assert direction in ("auto", made.direction)
    assert made == arrange(*graph, direction=direction)


@settings(max_examples=80)
@given(graphs(), st.sampled_from(("auto", *DIRECTIONS)))
def test_any_graph_is_laid_out_without_a_program(graph: tuple[list[Box], list[Link]], direction: str) -> None:
    """Our own layout keeps the same promises."""
    assert_layout(*graph, arrange(*graph, direction=direction, engine="tidy"))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_conclusions_stand_before_their_reasons(engine: str, direction: str) -> None:
    """Above them, or at their left, for each link of a graph without circles."""
    boxes, links = commentary(40, seed=3, alone=0)
    made = arrange(boxes, links, direction=direction, engine=engine)
    axis = 0 if direction == "left" else 1
    for line in links:
        if line.ranks:
            assert made.places[line.head][axis] < made.places[line.tail][axis]


@pytest.mark.parametrize("seed", range(6))
def test_the_map_of_a_commentary_keeps_its_shape(seed: int) -> None:
    """80 cards: no side more than twice the other, nothing overlaps, nothing is strewn to the side."""
    boxes, links = commentary(80, seed)
    made = arrange(boxes, links)
    assert_layout(boxes, links, made)
    assert 1 / 2 <= made.width / made.height <= 2
    assert 10.5 * text_scale(made.width, made.height) > 2.5, "larger than a fifth of newsprint, on one A4"
    assert made.shelf is not None
    left, top, width, height = made.shelf
    linked = {end for line in links for end in (line.tail, line.head)}
    for box in boxes:
        x, y = made.places[box.key]
        if box.key in linked:
            assert y + box.height / 2 < top
        else:
            assert left < x < left + width
            assert top < y < top + height


@pytest.mark.parametrize("seed", range(6))
def test_cards_stand_in_columns(seed: int) -> None:
    """In the layout of a commentary, cards share a few columns and dots stand between them."""
    boxes, links = commentary(80, seed, alone=0)
    piece = piece_of(boxes, links)
    answer = layout._documents(engine.run(request(piece, Variant("left")), format="json0"), "auto")[0]
    made = layout.read(answer, piece, Variant("left"))
    columns = sorted({round(made.places[box.key][0]) for box in boxes if not box.is_dot})
    dots = {round(made.places[box.key][0]) for box in boxes if box.is_dot}
    assert all(later - earlier > 190 for earlier, later in pairwise(columns))
    assert not dots & set(columns)


@pytest.mark.parametrize(("direction", "premises"), [("left", 3), ("up", 7)])
def test_premises_that_serve_one_step_stand_as_a_stack(direction: str, premises: int) -> None:
    """Linked premises without grounds of their own stand one under the other, nearer than other cards."""
    g = Graph(1)
    thesis = g.card()
    stacked = [g.card() for _ in range(premises)]
    g.step(thesis, *stacked)
    made = arrange(g.boxes, g.links, direction=direction)
    assert_layout(g.boxes, g.links, made)
    by_key = {box.key: box for box in g.boxes}
    for upper, lower in pairwise(stacked):
        assert made.places[upper][0] == made.places[lower][0]
        gap = made.places[lower][1] - made.places[upper][1]
        assert 0 < gap - (by_key[upper].height + by_key[lower].height) / 2 < 6


def test_a_few_linked_premises_stand_side_by_side_below_what_they_support() -> None:
    """As in textbooks, as long as all can be read on a page."""
    g = Graph(1)
    thesis = g.card()
    linked = [g.card() for _ in range(3)]
    g.step(thesis, *linked)
    made = arrange(g.boxes, g.links, direction="up")
    assert_layout(g.boxes, g.links, made)
    heights = {box.key: box.height for box in g.boxes}
    assert 1 == len({made.places[key][1] - heights[key] / 2 for key in linked})
    assert sorted(made.places[key][0] for key in linked) == [made.places[key][0] for key in linked]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_heads_stand_apart_in_the_order_of_their_reasons(engine: str, direction: str) -> None:
    """Lines that arrive at one card do so at different spots, and do not cross on the way."""
    boxes = [card(number) for number in range(6)]
    links = [link(number, number, 0) for number in range(1, 6)]
    made = arrange(boxes, links, direction=direction, engine=engine)
    across = 1 if direction == "left" else 0
    ends = [made.splines[line.key][-1][across] for line in links]
    starts = [made.splines[line.key][0][across] for line in links]
    assert all(later - earlier > 7 for earlier, later in pairwise(sorted(ends)))
    order = sorted(range(5), key=starts.__getitem__)
    assert order == sorted(range(5), key=ends.__getitem__)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_two_lines_between_two_cards_run_side_by_side(engine: str, direction: str) -> None:
    """There and back, or twice the same way: no line hides the other."""
    for second in (link(2, 2, 1), link(2, 1, 2)):
        links = [link(1, 1, 2), second]
        made = arrange([card(1), card(2)], links, direction=direction, engine=engine)
        one, other = (made.splines[line.key] for line in links)
        across = 1 if direction == "left" else 0
        apart = {abs(p[across] - q[across]) for p in (one[0], one[-1]) for q in (other[0], other[-1])}
        assert min(apart) > 7


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_what_undercuts_a_step_ends_at_a_free_side_of_its_dot(direction: str) -> None:
    """Neither where the premises arrive nor where the step's own line leaves."""
    g = Graph(1)
    thesis, premise, objection = g.card(), g.card(), g.card()
    g.step(thesis, premise, undercut_by=objection)
    dot = g.boxes[-1]
    for name in ENGINES:
        made = arrange(g.boxes, g.links, direction=direction, engine=name)
        x, y = made.splines["l3"][-1]
        u, v = made.places[dot.key]
        along, across = (x - u, y - v) if direction == "left" else (y - v, x - u)
        assert along == pytest.approx(0, abs=0.1)
        assert abs(across) == pytest.approx(dot.width / 2, abs=0.1)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("seed", range(4))
def test_lines_run_between_the_cards(direction: str, seed: int) -> None:
    """In a layout by the engine no line runs behind a card that it does not join."""
    boxes, links = commentary(60, seed, alone=0)
    made = arrange(boxes, links, direction=direction)
    hidden = [
        (line.key, box.key)
        for line in links
        for box in boxes
        if not box.is_dot and box.key not in (line.tail, line.head)
        if any(inside(point, box, made.places[box.key]) for point in along(made.splines[line.key]))
    ]
    assert [] == hidden


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("reasons", range(3, 16))
def test_lines_of_many_simple_reasons_run_between_the_cards(direction: str, reasons: int) -> None:
    """They stand in several ranks, and the lines of the lower ones pass the higher ones."""
    d = am.Draft()
    top = d.thesis("We should move to the country.")
    for number in range(reasons):
        d.support(top, d.claim(f"Reason number {number}, which is a sentence of some words."))
    scene = compose(d.map(), theme=light, relations="auto")
    made = arrange(scene.boxes, scene.links, direction=direction)
    hidden = [
        (line.key, box.key)
        for line in scene.links
        for box in scene.boxes
        if not box.is_dot and box.key not in (line.tail, line.head)
        if any(inside(point, box, made.places[box.key]) for point in along(made.splines[line.key]))
    ]
    assert [] == hidden


def along(spline: tuple[Point, ...], steps: int = 12) -> Iterator[Point]:
    """Points on a cubic spline, by the formula of de Casteljau's curve."""
    for start in range(0, len(spline) - 1, 3):
        piece = spline[start : start + 4]
        for step in range(steps + 1):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield (
                sum(w * x for w, (x, _) in zip(weights, piece, strict=True)),
                sum(w * y for w, (_, y) in zip(weights, piece, strict=True)),
            )


def inside(point: Point, box: Box, place: Point, margin: float = 2.0) -> bool:
    across, down = abs(point[0] - place[0]), abs(point[1] - place[1])
    return across < box.width / 2 - margin and down < box.height / 2 - margin


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_what_undercuts_a_step_stands_beside_its_premises(direction: str) -> None:
    """Though an undercut need not order its ends, its reason does not stand at the far end."""
    g = Graph(1)
    thesis, premise, other, objection, ground = (g.card() for _ in range(5))
    g.step(thesis, premise)
    g.step(other, ground)
    g.step(premise, other, undercut_by=objection)
    made = arrange(g.boxes, g.links, direction=direction)
    axis, size = (0, "width") if direction == "left" else (1, "height")
    near = {box.key: made.places[box.key][axis] - getattr(box, size) / 2 for box in g.boxes}
    assert near[other] == pytest.approx(near[objection], abs=1)


def test_advice_stands_next_to_what_it_rests_on() -> None:
    """In our own layout a second conclusion does not stand at the edge, far from its reasons."""
    boxes = [card(number) for number in range(6)]
    chain = [link(number, number, number - 1) for number in range(1, 5)]
    made = arrange(boxes, [*chain, link(9, 4, 5)], direction="left", engine="tidy")
    assert made.places["n5"][0] == made.places["n3"][0]


def test_a_long_chain_runs_down_the_page() -> None:
    """Even where only one layout is made, a chain does not become a line of half a mile."""
    boxes = [card(number) for number in range(200)]
    made = arrange(boxes, [link(number, number, number - 1) for number in range(1, 200)])
    assert "up" == made.direction


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("side", [1, -1])
def test_some_that_undercut_a_step_from_one_side_fan_out_there(side: int, count: int) -> None:
    """Two rings on one spot would look like one, and on the other side a line would run through the dot."""
    boxes = [Box("n1", "s1", 10, 10, is_dot=True), *(card(2 + place) for place in range(count))]
    links = [link(1 + place, 2 + place, 1, f"x{place}") for place in range(count)]
    places = {"n1": (0.0, 0.0)} | {
        f"n{2 + place}": (300.0, side * (40.0 + 80 * place)) for place in range(count)
    }
    splines = Lines({box.key: box for box in boxes}, places, "left").drawn(links, {}, {})
    ends = [splines[line.key][-1] for line in links]
    assert all(hypot(x, y) == pytest.approx(5.0) and side * y > 4 for x, y in ends)
    # Rings have a middle 9.3 from that of the dot, and are 8.6 wide.
    assert hypot(ends[0][0] - ends[-1][0], ends[0][1] - ends[-1][1]) * 9.3 / 5 > 8.6
    apart = Layout(600.0, 900.0, places, splines, "left")
    assert 0 == crossings(apart)
    passes = [point for line in links for point in along(splines[line.key])]
    assert all(hypot(*point) > 4.99 for point in passes)


def test_beside_cards_two_that_undercut_a_step_take_both_sides_of_its_dot() -> None:
    """There is room for one line between a card and the dot beside it."""
    boxes = [Box("n1", "s1", 10, 10, is_dot=True), card(2), card(3), card(4)]
    links = [link(1, 2, 1, "x1"), link(2, 3, 1, "x2")]
    places = {"n1": (0.0, 0.0), "n2": (300.0, 40.0), "n3": (300.0, 120.0), "n4": (0.0, 90.0)}
    splines = Lines({box.key: box for box in boxes}, places, "left").drawn(links, {}, {})
    assert [5.0, -5.0] == [splines[line.key][-1][1] for line in links]


def test_unlinked_parts_stand_in_rows_below_the_largest() -> None:
    """Small pieces do not stand beside the main one, and the shelf is last."""
    boxes, links = commentary(40, seed=2, alone=0)
    count = len(boxes)
    for number in range(3):
        boxes += [card(900 + 2 * number), card(901 + 2 * number)]
        links.append(link(900 + number, 901 + 2 * number, 900 + 2 * number))
    boxes.append(card(999))
    made = arrange(boxes, links)
    assert_layout(boxes, links, made)
    bottom = max(made.places[box.key][1] + box.height / 2 for box in boxes[:count])
    assert made.shelf is not None
    for box in boxes[count:-1]:
        assert bottom < made.places[box.key][1] < made.shelf[1]
    assert made.shelf[1] < made.places["n999"][1]


@pytest.mark.parametrize("engine", ["auto", "tidy"])
def test_the_piece_with_the_thesis_stands_first(engine: str) -> None:
    """However small it is and however late it was told, the eye starts there; and nothing stands beside it."""
    boxes, links = commentary(40, seed=2, alone=0)
    boxes += [card(900), card(901)]
    links.append(link(900, 901, 900))
    made = arrange(boxes, links, first="n900", engine=engine)
    assert_layout(boxes, links, made)
    assert max(made.places[key][1] for key in ("n900", "n901")) < min(
        made.places[box.key][1] - box.height / 2 for box in boxes[:-2]
    )


def test_small_pieces_do_not_stand_beside_the_main_one() -> None:
    """Not even where the text would come out larger: a reader would take them for reasons."""
    main = Layout(300.0, 700.0, {"n1": (150.0, 350.0)}, {}, "up")
    small = Layout(200.0, 60.0, {"n2": (100.0, 30.0)}, {}, "up")
    made = pack([main, small], [], "up")
    assert made.places["n2"][1] > 700
    for height in (700.0, 500.0):
        equal = pack([main, Layout(300.0, height, {"n2": (150.0, height / 2)}, {}, "up")], [], "up")
        assert equal.places["n2"][0] > 300, "two of about one size may stand side by side"


def test_cards_without_any_link_make_a_grid() -> None:
    """Nothing but a shelf has no frame, and is no endless row."""
    made = arrange([card(number) for number in range(20)], [])
    assert made.shelf is None
    assert within_band(made.width, made.height)
    assert 1 < len({x for x, _ in made.places.values()}) < 20


def test_a_large_shelf_below_a_small_piece_is_no_strip() -> None:
    """One reason and forty cards without any: the shelf is wider than what stands above it."""
    made = arrange([card(number) for number in range(42)], [link(1, 1, 0)])
    assert_layout([card(number) for number in range(42)], [link(1, 1, 0)], made)
    assert within_band(made.width, made.height)
    assert made.shelf is not None
    assert made.shelf[1] > made.places["n1"][1]


def test_beside_a_wide_card_of_a_shelf_the_others_close_up() -> None:
    """One long text does not give every other card a place as wide as its own."""
    boxes = [card(0, width=380.0, height=200.0), *(card(number) for number in range(1, 12))]
    made = arrange(boxes, [])
    assert_layout(boxes, [], made)
    rows: dict[float, list[Box]] = {}
    for box in boxes:
        rows.setdefault(made.places[box.key][1] - box.height / 2, []).append(box)
    for row in rows.values():
        edges = [(made.places[box.key][0] - box.width / 2, box.width) for box in row]
        assert all(12.0 == pytest.approx(x2 - x1 - wide) for (x1, wide), (x2, _) in pairwise(edges))


def test_nothing_at_all_has_a_layout() -> None:
    """An empty map is a map."""
    assert Layout(0.0, 0.0, {}, {}, "up") == arrange([], [])


def test_a_star_does_not_become_a_ribbon() -> None:
    """Sixty simple reasons for one claim come in several columns, since one would be ten times as tall."""
    boxes = [card(number) for number in range(61)]
    links = [link(number, number, 0) for number in range(1, 61)]
    made = arrange(boxes, links)
    assert_layout(boxes, links, made)
    assert 1 / 2 <= made.width / made.height <= 2


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_chain_of_any_length_is_laid_out(direction: str) -> None:
    """Our own layout is not recursive: 20,000 steps in a row."""
    boxes = [card(number) for number in range(20_001)]
    links = [link(number, number, number - 1) for number in range(1, 20_001)]
    made = tidy(piece_of(boxes, links), Variant(direction))
    assert len(made.places) == 20_001
    assert 1 == len({place[1 if direction == "left" else 0] for place in made.places.values()})


def test_a_parent_stands_in_the_middle_of_its_reasons() -> None:
    """The tidy tree of Reingold and Tilford: between the first reason and the last."""
    boxes = [card(number) for number in range(6)]
    links = [link(1, 1, 0), link(2, 2, 0), link(3, 3, 0), link(4, 4, 3), link(5, 5, 3)]
    made = tidy(piece_of(boxes, links), Variant("up"))
    x = {key: place[0] for key, place in made.places.items()}
    assert x["n0"] == pytest.approx((x["n1"] + x["n3"]) / 2)
    assert x["n3"] == pytest.approx((x["n4"] + x["n5"]) / 2)


def test_too_much_for_the_engine_is_laid_out_by_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a stated number of boxes, or of lines, a warning says so; boxes without lines do not count."""
    monkeypatch.setattr(layout, "LARGEST", 3)
    boxes = [card(number) for number in range(5)]
    links = [link(number, number, 0) for number in range(1, 4)]
    with pytest.warns(am.ArgmapWarning, match=r"4 linked boxes and 3 lines.*engine='tidy'"):
        made = arrange(boxes, links)
    assert_layout(boxes, links, made)
    arrange(boxes, links[:2])
    monkeypatch.setattr(layout, "LARGEST", 100)
    monkeypatch.setattr(layout, "DENSEST", 1)
    doubled = [*links, *(link(number + 10, number, 0) for number in range(1, 4))]
    with pytest.warns(am.ArgmapWarning, match="6 lines"):
        arrange(boxes, doubled)


def test_five_thousand_cards_do_not_hang() -> None:
    """As many reasons for one claim as nobody draws: a warning, and a layout."""
    boxes = [card(number) for number in range(5_001)]
    links = [link(number, number, 0) for number in range(1, 5_001)]
    with pytest.warns(am.ArgmapWarning, match="5,001 linked boxes"):
        made = arrange(boxes, links)
    assert 5_001 == len(made.places)


@pytest.mark.parametrize("failing", ["some", "all"])
def test_a_line_that_the_engine_finds_no_way_for_ends_no_drawing(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it can lay out is taken, or the places are and the lines are ours, which is said."""
    run = layout.run
    lost: list[str] = []

    def stubborn(source: str, **more: Any) -> bytes:
        pieces = source.count("digraph")
        if source.count("splines=none") < pieces if failing == "all" else pieces > 1:
            lost.append(source)
            raise am.EngineError("dot failed: Error: in routesplines, Pshortestpath failed", engine="dot")
        return run(source, **more)

    monkeypatch.setattr(layout, "run", stubborn)
    g = commentary(40, seed=2, alone=0)
    if failing == "all":
        with pytest.warns(am.ArgmapWarning, match="no way for a line between the cards"):
            made = arrange(*g)
    else:
        made = arrange(*g)
    assert lost
    assert_layout(*g, made)


def test_without_a_program_our_own_layout_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A warning says what to install; who asked for the system's program gets an error instead."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(engine, "embedded", lambda: None)
    boxes, links = [card(1), card(2)], [link(1, 2, 1)]
    with pytest.warns(am.ArgmapWarning, match="pip install graphviz-pure"):
        made = arrange(boxes, links)
    assert made == arrange(boxes, links, engine="tidy")
    with pytest.raises(am.EngineError, match=r"graphviz\.org"):
        arrange(boxes, links, engine="dot")


@needs_system_dot
def test_the_system_program_gives_the_same_promises() -> None:
    """An old Graphviz lays out the same request."""
    boxes, links = commentary(40, seed=5)
    assert_layout(boxes, links, arrange(boxes, links, engine="dot"))


@posix_only
def test_an_answer_that_is_no_layout_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that writes something else than JSON is named, not believed."""
    script(tmp_path / "dot", "cat > /dev/null; echo '{\"bb\": '")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(am.EngineError, match="cannot be read"):
        arrange([card(1), card(2)], [link(1, 2, 1)], engine="dot")


def test_nothing_that_a_user_wrote_reaches_the_engine() -> None:
    """The request holds made-up names and numbers; ids and relations stay at home."""
    boxes = [Box("n1", 'x"]; evil [', 190, 60), Box("n2", "K=60 minlen=1e6", 190, 60)]
    asked = request(piece_of(boxes, [Link("l1", "n2", "n1", "evil")]), Variant("left"))
    assert "evil" not in asked
    assert "K=60" not in asked


def tangled(cards: int, beyond: int) -> tuple[list[Box], list[Link]]:
    """A tree, and so many lines more."""
    boxes = [card(number) for number in range(cards)]
    links = [link(number, number, (number - 1) // 3) for number in range(1, cards)]
    chance = random.Random(1)
    for number in range(beyond):
        upper, lower = sorted(chance.sample(range(cards), 2))
        links.append(link(cards + number, lower, upper))
    return boxes, links


@pytest.mark.parametrize(("beyond", "asked"), [(0, 4), (160, 1)])
def test_a_tangled_map_is_asked_for_once(beyond: int, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's time grows with the crossings: all variants are tried of what is nearly a tree."""
    sources: list[str] = []

    def counted(source: str, **options: Any) -> bytes:
        sources.append(source)
        return engine.run(source, **options)

    monkeypatch.setattr("argmap.draw.layout.run", counted)
    arrange(*tangled(60, beyond), direction="left")
    assert asked == sources[0].count("digraph")


def test_what_the_engine_gave_in_time_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its later runs may fail for want of time: then the best of the first one is the layout, without a warning."""
    times = iter(range(100))

    def once(source: str, **options: Any) -> bytes:
        if next(times):
            raise engine.TimeLimitError("late", engine="dot")
        return engine.run(source, **options)

    monkeypatch.setattr("argmap.draw.layout.run", once)
    boxes = [card(number) for number in range(40)]
    links = [link(number, number, 0) for number in range(1, 40)]
    assert_layout(boxes, links, arrange(boxes, links, direction="up"))
    assert next(times) > 1, "there was a second run"
