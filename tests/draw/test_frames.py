"""Frames hold the cards of their group and no others, one in another where sections are, by either engine."""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.draw import engine, layout
from argmap.draw.compose import compose
from argmap.draw.groups import framing
from argmap.draw.layout import arrange
from argmap.draw.markup import visible
from argmap.draw.scene import Box, Frame, Group, Layout, Scene
from argmap.draw.theme import light
from draw.hostile_texts import TEXTS
from draw.stand_in import needs_system_dot
from strategies import maps

SECTIONS = ((), ("A",), ("A", "B"), ("A", "C"), ("D",), ("D", "B", "E", "F"), ("<b> & \\N",))
AIR = 0.75
"""How far the engine rounds, in points."""


@st.composite
def sectioned(draw: st.DrawFn) -> am.ArgumentMap:
    """A map of any sort whose nodes are in sections that stand in one another."""
    m = draw(maps())
    return m.replace(
        nodes=[node.model_copy(update={"section": draw(st.sampled_from(SECTIONS))}) for node in m.nodes]
    )


def drawn(m: am.ArgumentMap, direction: str, by: str = "auto") -> tuple[Scene, Layout]:
    scene = compose(m, theme=light, framed_by=framing("section"), relations="all")
    return scene, arrange(scene.boxes, scene.links, shelf=scene.shelf, direction=direction, engine=by)


def rectangle(box: Box, layout: Layout) -> Frame:
    x, y = layout.places[box.key]
    return x - box.width / 2, y - box.height / 2, box.width, box.height


def within(inner: Frame, outer: Frame) -> bool:
    return (
        inner[0] >= outer[0] - AIR
        and inner[1] >= outer[1] - AIR
        and inner[0] + inner[2] <= outer[0] + outer[2] + AIR
        and inner[1] + inner[3] <= outer[1] + outer[3] + AIR
    )


def apart(one: Frame, other: Frame) -> bool:
    return (
        one[0] + one[2] <= other[0] + AIR
        or other[0] + other[2] <= one[0] + AIR
        or one[1] + one[3] <= other[1] + AIR
        or other[1] + other[3] <= one[1] + AIR
    )


def in_order(frames: dict[Group, Frame], boxes: dict[str, tuple[Group, Frame]]) -> None:
    """What is in a group stands in its frame, what is not stands outside it, and no two frames overlap."""
    for key, (group, place) in boxes.items():
        for framed, frame in frames.items():
            if group[: len(framed)] == framed:
                assert within(place, frame), (key, framed)
            else:
                assert apart(place, frame), (key, framed)
    for (one, first), (other, second) in combinations(frames.items(), 2):
        if other[: len(one)] == one:
            assert within(second, first), (one, other)
        elif one[: len(other)] == other:
            assert within(first, second), (one, other)
        else:
            assert apart(first, second), (one, other)


@settings(max_examples=60)
@given(sectioned(), st.sampled_from(("up", "left", "auto")))
def test_frames_hold_their_cards_and_no_others(m: am.ArgumentMap, direction: str) -> None:
    scene, layout = drawn(m, direction)
    groups = {box.group[:depth] for box in scene.boxes for depth in range(1, len(box.group) + 1)}
    assert groups == set(layout.frames)
    in_order(dict(layout.frames), {box.key: (box.group, rectangle(box, layout)) for box in scene.boxes})
    for frame in layout.frames.values():
        assert within(frame, (0.0, 0.0, layout.width, layout.height))


@needs_system_dot
@settings(max_examples=15)
@given(sectioned(), st.sampled_from(("up", "left")))
def test_frames_by_the_system_s_engine(m: am.ArgumentMap, direction: str) -> None:
    scene, layout = drawn(m, direction, "dot")
    in_order(dict(layout.frames), {box.key: (box.group, rectangle(box, layout)) for box in scene.boxes})


@settings(max_examples=30)
@given(sectioned(), st.sampled_from(("up", "left")))
def test_clusters_of_portable_dot_hold_the_same(m: am.ArgumentMap, direction: str) -> None:
    """As Graphviz reads it: the cards of each section, by their ids, in clusters in one another."""
    text = m.draw(group_by="section", frames=True, direction=direction, relations="all").dot  # type: ignore[arg-type]
    read = json.loads(engine.run(text, format="json0"))
    objects = read.get("objects", [])
    names = {thing["_gvid"]: thing["name"] for thing in objects}
    found = {
        frozenset(names[number] for number in thing.get("nodes", ()) if names[number][0] == "n")
        for thing in objects
        if thing["name"].startswith("cluster_") and thing["name"] != "cluster_shelf"
    }
    scene, _ = drawn(m, direction)
    cards = [box for box in scene.boxes if not box.is_dot]
    groups = {box.group[:depth] for box in scene.boxes for depth in range(1, len(box.group) + 1)}
    assert {
        frozenset(box.key for box in cards if box.group[: len(group)] == group) for group in groups
    } == found


def school() -> am.Draft:
    d = am.Draft("School streets")
    close = d.thesis("The street should be closed.", section=("Proposal",))
    safe = d.claim("It is safer.", section=("Safety",))
    d.support(close, safe)
    counted = d.evidence("There were 14 accidents.", section=("Safety",))
    step = d.support(safe, counted, d.claim("Fewer cars, fewer accidents.", implicit=True), jointly=True)
    d.undercut(step, d.claim("Most were by bicycle.", section=("Safety", "Doubts")))
    for number in range(6):
        d.claim(f"Remark {number}.", section=("Remarks",))
    return d


def test_an_unstated_premise_and_the_dot_stand_with_the_premises_they_are_linked_to() -> None:
    scene, _ = drawn(school().map(), "up")
    groups = {box.part: box.group for box in scene.boxes}
    assert ("Safety",) == groups["c3"] == groups["s2"] == groups["e1"]
    assert ("Safety", "Doubts") == groups["c4"]


@pytest.mark.parametrize("direction", ["up", "left"])
def test_names_stand_above_the_cards_of_their_frame(direction: str) -> None:
    """And not on them: each name in the upper strip, no card of its frame beside or above it."""
    m = school().map()
    svg = m.draw(group_by="section", frames=True, direction=direction).svg()  # type: ignore[arg-type]
    names = {
        name: (float(x), float(y))
        for x, y, name in re.findall(
            r'<g class="frame-name">.*?<text x="([^"]*)" y="([^"]*)".*?>([^<]*)</text>', svg
        )
    }
    assert {"Proposal", "Safety", "Doubts", "Remarks"} == set(names)
    scene, layout = drawn(m, direction)
    for group, frame in layout.frames.items():
        x, y = names[group[-1]]
        assert within((x, y, 0.0, 0.0), frame)
        assert y < min(rectangle(box, layout)[1] for box in scene.boxes if box.group == group)
    assert 4 == svg.count('class="frame"')


def test_frames_say_the_group_once() -> None:
    """A card in a frame does not repeat it in its head; what is folded below it is still counted there."""
    d = school()
    m = d.map()
    assert "Proposal" in m.draw(group_by="section").svg().split("<desc")[1]
    framed = m.draw(group_by="section", frames=True, fold=("c2",)).svg()
    assert 2 == framed.count("Proposal")  # the name of the frame, and its tooltip
    assert "more" in framed


def test_deep_sections_are_named_in_the_third_frame() -> None:
    node = am.Claim(id="c1", text="A.", section=("1", "1.2", "1.2.3", "1.2.3.4"))
    assert ("1", "1.2", "1.2.3 / 1.2.3.4") == framing("section")(node)


def test_without_an_engine_the_heads_name_the_groups() -> None:
    drawing = school().map().draw(group_by="section", frames=True, engine="tidy")
    with pytest.warns(am.ArgmapWarning, match="engine='tidy' draws no frames"):
        svg = drawing.svg()
    assert 'class="frame"' not in svg
    assert "Safety / Doubts" in svg


def test_the_page_has_frames_and_names_groups_in_heads() -> None:
    """It folds, and then hides the frames, which would not fit what is left."""
    html = school().map().draw(group_by="section", frames=True).html()
    assert 4 == html.count('class="frame"')
    assert "Safety / Doubts" in html
    large = am.ArgumentMap([am.Claim(id=f"c{n}", text="A.", section=("B",)) for n in range(301)])
    html = large.draw(group_by="section", frames=True).html()
    assert 'class="frame"' not in html


@pytest.mark.parametrize("failing", ["one", "all"])
def test_a_line_that_finds_no_way_ends_no_drawing(failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another layout is taken, or the places are and the lines are ours, which is said."""
    run = layout.run

    def stubborn(source: str, **more: Any) -> bytes:
        pieces = source.count("digraph")
        fails = source.count("splines=none") < pieces if failing == "all" else pieces > 2
        if fails:
            raise am.EngineError("dot failed: Error: in routesplines, Pshortestpath failed", engine="dot")
        return run(source, **more)

    monkeypatch.setattr(layout, "run", stubborn)
    drawing = school().map().draw(group_by="section", frames=True)
    if failing == "all":
        with pytest.warns(am.ArgmapWarning, match="lines may run behind cards"):
            svg = drawing.svg()
    else:
        svg = drawing.svg()
    assert 4 == svg.count('class="frame"')
    assert {step.id for step in school().map().relations} == set(
        re.findall(r'class="am-link [^"]*" data-id="([^"]*)"', svg)
    )


def test_frames_that_nothing_stands_in_are_told_to_be_missing() -> None:
    """A text without headings has no sections: who asks for their frames would look for a fault in the call."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    with pytest.warns(am.ArgmapWarning, match="no node of the map has a section"):
        m.draw(group_by="section", frames=True).svg()
    with pytest.warns(am.ArgmapWarning, match="no node of the map has a group"):
        m.draw(group_by=lambda node: None, frames=True).svg()


def test_frames_need_groups() -> None:
    with pytest.raises(am.ArgmapError, match="say which with group_by"):
        school().map().draw(frames=True)


@pytest.mark.parametrize("frames", [True, False])
def test_a_group_is_named_by_a_text(frames: bool) -> None:
    drawing = school().map().draw(group_by=lambda node: 5, frames=frames)  # type: ignore[arg-type, return-value]
    with pytest.raises(am.ArgmapError, match="group_by returned 5 for 'c1'"):
        drawing.svg()


def test_the_same_frames_are_the_same_bytes() -> None:
    pictures = {school().map().draw(group_by="section", frames=True).svg() for _ in range(3)}
    assert 1 == len(pictures)


def test_frames_on_a_page_leave_its_cross_references_in_the_heads() -> None:
    """A card that stands on two pages says so, in whichever frame it is."""
    d = school()
    shared, other = d.claim("Children walk more.", section=("Health",)), d.claim("It is quieter.")
    d.support(d["c1"], other)
    d.support(d["c2"], shared)
    d.support(other, shared)
    m = d.map()
    page = next(page for page in m.pages() if page.also)
    svg = page.draw(group_by="section", frames=True).svg()
    assert "see page" in svg
    assert 'class="frame"' in svg
    assert not re.search(r'class="frame-name"><title>[^<]*see page', svg)


@pytest.mark.parametrize("direction", ["up", "left"])
def test_a_frame_may_have_any_name(direction: str) -> None:
    """Each text of the hostile ones names a group: the picture is XML, and Graphviz reads the DOT as it is."""
    texts = list(TEXTS)
    m = am.ArgumentMap([am.Claim(id=f"c{number}", text="A.") for number in range(len(texts))])
    drawing = m.draw(
        group_by=lambda node: texts[int(node.id[1:])],
        frames=True,
        direction=direction,  # type: ignore[arg-type]
    )
    picture = ElementTree.fromstring(drawing.svg())
    frames = [thing for thing in picture.iter() if thing.get("class") == "frame"]
    names = {" ".join(visible(text).split()) for text in texts} - {""}
    assert len(names) == len(frames)
    read = json.loads(engine.run(drawing.dot, format="json0"))
    clusters = [thing for thing in read["objects"] if re.fullmatch(r"cluster_\d+", thing["name"])]
    assert len(names) == len(clusters)
