"""Three maps put together: what one side changed is taken, and every disagreement is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from strategies import maps


@given(maps(), maps())
def test_one_sided_changes_give_that_side(base: am.ArgumentMap, other: am.ArgumentMap) -> None:
    """Whatever a side did, against a base that the other left alone; and what both did alike."""
    assert other == am.merge(base, base, other).map
    assert other == am.merge(base, other, base).map
    assert other == am.merge(base, other, other).map
    assert {} == am.merge(base, base, base).changes


@given(maps(), maps(), maps())
def test_conflicts_are_the_same_from_both_sides(
    base: am.ArgumentMap, left: am.ArgumentMap, right: am.ArgumentMap
) -> None:
    """But for new parts of one id, of which the right one's are renamed."""
    one, other = am.merge(base, left, right), am.merge(base, right, left)
    assert one.renamed.keys() == other.renamed.keys()
    if not one.renamed:
        assert _by_key(one, "left", "right") == _by_key(other, "right", "left")


def _by_key(merged: am.Merge, first: str, second: str) -> dict[Any, Any]:
    return {c.key: (getattr(c, first), getattr(c, second)) for c in merged.conflicts}


@given(maps(), maps(), maps(), st.sampled_from(("left", "right", "base")))
def test_nothing_is_lost_silently(
    base: am.ArgumentMap, left: am.ArgumentMap, right: am.ArgumentMap, side: Any
) -> None:
    """A part that a side added or changed stands in the merged map, or in a conflict."""
    merged = am.merge(base, left, right)
    disputed = {conflict.part for conflict in merged.conflicts}
    try:
        m = merged.resolve(side)
    except am.InvalidMapError:
        assert merged.conflicts
        return
    for version, new in ((left, {}), (right, merged.renamed)):
        for part in version.replace(thesis=None):
            if part.id in new:
                assert new[part.id] in m.parts or disputed
            elif base.parts.get(part.id) != part and part.id not in disputed:
                ends = (*part.premises, part.target) if isinstance(part, am.Relation) else ()
                assert part.id in m.parts or disputed & set(ends), part


@given(maps(fields=False), st.integers(0, 10**6), st.integers(0, 10**6))
def test_disjoint_edits_both_apply(m: am.ArgumentMap, one: int, other: int) -> None:
    left, right = m.edit(), m.edit()
    left.add(am.Claim, f"left {one}", id="added_left")
    right.add(am.Claim, f"right {other}", id="added_right")
    if m.nodes:
        left.replace(m.nodes[0], title="by left")
        right.replace(m.nodes[-1], note="by right")
    merged = am.merge(m, left.map(), right.map())
    assert merged.map["added_left"] == left["added_left"]
    assert merged.map["added_right"] == right["added_right"]
    if m.nodes:
        assert "by left" == merged.map.nodes[0].title
        assert "by right" == merged.map[m.nodes[-1]].note
    assert {"added_left": "left", "added_right": "right"}.items() <= merged.changes.items()


@pytest.fixture
def base() -> am.ArgumentMap:
    d = am.Draft("Weather", source=am.Source(id="s", title="A report"))
    wet = d.thesis("It is wet.", tags=["a", "b"])
    rain = d.claim("It rains.")
    d.support(wet, rain)
    return d.map()


def test_a_field_changed_in_two_ways_is_a_conflict(base: am.ArgumentMap) -> None:
    left, right = base.edit(), base.edit()
    left.replace("c1", text="It is damp.", title="Damp")
    right.replace("c1", text="It is soaked.")
    merged = am.merge(base, left.map(), right.map())
    (conflict,) = merged.conflicts
    assert ("c1", "text", "It is wet.", "It is damp.", "It is soaked.") == (
        conflict.part, conflict.field, conflict.base, conflict.left, conflict.right,
    )  # fmt: skip
    with pytest.raises(am.MergeConflictError, match="disagree in 1 place") as caught:
        _ = merged.map
    assert merged.conflicts == caught.value.conflicts
    assert ("It is damp.", "Damp") == _text_and_title(merged.resolve("left"))
    assert ("It is soaked.", "Damp") == _text_and_title(merged.resolve({("c1", "text"): "right"}))
    assert ("It pours.", "Damp") == _text_and_title(merged.resolve({("c1", "text"): "It pours."}))
    assert ("It is wet.", "Damp") == _text_and_title(merged.resolve(lambda c: c.base))
    with pytest.raises(am.MergeConflictError):
        merged.resolve({})
    with pytest.raises(am.ArgmapError, match="Did you mean 'left'"):
        merged.resolve("lft")  # type: ignore[arg-type]


def _text_and_title(m: am.ArgumentMap) -> tuple[str, str | None]:
    node = m["c1"]
    assert isinstance(node, am.Node)
    return node.text, node.title


def test_members_of_lists_are_merged_one_by_one(base: am.ArgumentMap) -> None:
    left, right = base.edit(), base.edit()
    left.replace("c1", tags=("b", "new"))
    right.replace("c1", tags=("a", "b", "other"))
    assert ("b", "new", "other") == am.merge(base, left.map(), right.map()).map["c1"].tags


def test_a_quote_rewritten_by_both_is_a_conflict(base: am.ArgumentMap) -> None:
    """Or rewritten by one and removed by the other."""
    quoting = base.edit()
    quoting.replace("c2", quotes=(am.Quote(source="s", exact="it rains"),))
    before = quoting.map()
    left, right, gone = before.edit(), before.edit(), before.edit()
    left.replace("c2", quotes=(am.Quote(source="s", exact="it rains a lot"),))
    right.replace("c2", quotes=(am.Quote(source="s", exact="it rains now"),))
    gone.replace("c2", quotes=())
    for other in (right, gone):
        assert [("c2", "quotes")] == [c.key for c in am.merge(before, left.map(), other.map()).conflicts]


def test_what_one_side_removed_and_the_other_needs(base: am.ArgumentMap) -> None:
    """A node that a new relation of the other side rests on; a part that the other side changed."""
    left, right = base.edit(), base.edit()
    left.remove("c2")
    right.undercut("s1", "c1", id="x9")
    right.support("c2", right.claim("Clouds.", id="c3"), id="s9")
    merged = am.merge(base, left.map(), right.map())
    (conflict,) = [c for c in merged.conflicts if c.part == "c2"]
    assert "s9" in conflict.why
    kept = merged.resolve("right")
    assert {"c2", "s9", "c3"} <= set(kept.parts)
    gone = merged.resolve("left")
    assert "c2" not in gone.parts
    assert "s9" not in gone.parts
    assert "c3" in gone.parts


def test_removed_here_and_changed_there(base: am.ArgumentMap) -> None:
    left, right = base.edit(), base.edit()
    left.remove("c2")
    right.replace("c2", text="It rains hard.")
    merged = am.merge(base, left.map(), right.map())
    assert [("c2", None)] == [c.key for c in merged.conflicts if c.part == "c2"]
    assert "c2" in merged.resolve("right").parts


def test_one_id_for_two_new_parts(base: am.ArgumentMap) -> None:
    """Both counted on from the same number: the right one's get ids of their own, with all that names them."""
    left, right = base.edit(), base.edit()
    left.support("c1", left.claim("It rained."))
    right.attack("c1", right.claim("The sun dried it."))
    right.support("c1", right.evidence("A puddle.", id="s2"))
    merged = am.merge(base, left.map(), right.map())
    m = merged.map
    assert {"c3": "c3-2", "s2": "s2-2"} == merged.renamed
    assert ("The sun dried it.",) == tuple(node.text for node in m.attackers("c1"))
    assert {"It rains.", "It rained.", "A puddle."} == {node.text for node in m.supporters("c1")}
    assert "c3 → c3-2" in str(merged)


def test_two_steps_of_one_id_and_one_wording(base: am.ArgumentMap) -> None:
    """Equal in words, but from claims that only share an id: two steps."""
    left, right = base.edit(), base.edit()
    left.support("c1", left.claim("Left's reason."))
    right.support("c1", right.claim("Right's reason."))
    m = am.merge(base, left.map(), right.map()).map
    assert ("It rains.", "Left's reason.", "Right's reason.") == tuple(n.text for n in m.supporters("c1"))
    again = am.merge(base, left.map(), left.map())
    assert left.map() == again.map
    assert {} == again.renamed


def test_a_slip_in_a_choice_is_told(base: am.ArgumentMap) -> None:
    left, right = base.edit(), base.edit()
    left.remove("c2")
    right.replace("c2", text="It rains hard.")
    merged = am.merge(base, left.map(), right.map())
    for slip, words in (
        ({("c2", None): "rigth"}, "is no side. Did you mean 'right'"),
        ({("c2", None): 42}, "a part of its id"),
        (lambda conflict: None, "a part of its id"),
        ({("c2", "txt"): "left"}, "no conflict has the key"),
    ):
        with pytest.raises(am.ArgmapError, match=words):
            merged.resolve(slip)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a choice is a side"):
        merged.resolve(None)  # type: ignore[arg-type]
    assert "It pours." == merged.resolve({("c2", None): am.Claim(id="c2", text="It pours.")})["c2"].text  # type: ignore[attr-defined]


def test_what_went_only_with_a_part_comes_back_with_it(base: am.ArgumentMap) -> None:
    """Its steps and the thesis, when the side is taken that kept it."""
    left, right = base.edit(), base.edit()
    left.remove("c1")
    right.replace("c1", text="It is soaked.")
    m = am.merge(base, left.map(), right.map()).resolve("right")
    assert ("c1", True) == (m.thesis_id, "s1" in m.parts)


def test_parts_that_do_not_fit_together_can_be_settled() -> None:
    """One side makes a claim of a factor that the other draws an influence from."""
    base = am.ArgumentMap([am.Factor(id="f1", text="Rain."), am.Factor(id="f2", text="Wet.")])
    left = base.replace(nodes=[am.Claim(id="f1", text="Rain."), base.nodes[1]])
    right = base.replace(relations=[am.Influences(id="i1", premises=("f1",), target="f2", polarity="+")])
    merged = am.merge(base, left, right)
    assert merged.conflicts
    assert left == merged.resolve("left")
    assert right == merged.resolve("right")


def test_a_part_may_be_called_as_a_source() -> None:
    source = am.Source(id="map", title="A")
    base = am.ArgumentMap([am.Claim(id="map", text="A.")], title="A", sources=[source])
    left = am.ArgumentMap([am.Claim(id="map", text="B.")], title="B", sources=[source.replace(title="B")])
    right = am.ArgumentMap([am.Claim(id="map", text="C.")], title="C", sources=[source.replace(title="C")])
    merged = am.merge(base, left, right)
    assert {("the map", "title"), ("map", "text"), ("the source map", "title")} == {
        c.key for c in merged.conflicts
    }
    assert right == merged.resolve("right")


def test_the_map_itself_is_merged(base: am.ArgumentMap) -> None:
    left = base.replace(title="Left", ignore=("AM1",))
    right = base.replace(title="Right", note="by right", ignore=("AM2",), thesis=None)
    merged = am.merge(base, left, right)
    assert [("the map", "title")] == [c.key for c in merged.conflicts]
    m = merged.resolve("left")
    assert ("Left", "by right", ("AM1", "AM2"), None) == (m.title, m.note, m.ignore, m.thesis_id)


def test_sources_are_merged_like_parts(base: am.ArgumentMap) -> None:
    """One side drops the source that the other begins to quote."""
    left = base.replace(sources=())
    right = base.edit()
    right.replace("c2", quote="It rains")
    merged = am.merge(base, left, right.map())
    (conflict,) = merged.conflicts
    assert "the source s" == conflict.part
    assert "c2" in conflict.why
    assert 1 == len(merged.resolve("right").sources)


def test_an_order_changed_in_two_ways_is_a_conflict() -> None:
    nodes = [am.Claim(id=f"c{n}", text=f"{n}") for n in range(3)]
    base = am.ArgumentMap(nodes)
    moved = base.replace(nodes=[nodes[1], nodes[0], nodes[2]])
    assert moved == am.merge(base, moved, base).map
    merged = am.merge(base, moved, base.replace(nodes=[nodes[2], nodes[0], nodes[1]]))
    assert [("the map", "order of nodes")] == [c.key for c in merged.conflicts]
    assert ("c2", "c0", "c1") == merged.resolve("right").nodes.ids
    new = am.Claim(id="new", text="New.")
    merged = am.merge(base, moved, base.replace(nodes=[nodes[2], nodes[0], nodes[1], new]))
    assert ("c0", "c1", "new", "c2") == merged.resolve("base").nodes.ids
    chosen = merged.resolve({("the map", "order of nodes"): ("new", "c2", "c1", "c0")})
    assert ("new", "c2", "c1", "c0") == chosen.nodes.ids


def test_it_is_told_exported_and_drawn(base: am.ArgumentMap) -> None:
    left, right = base.edit(), base.edit()
    left.replace("c1", text="It is damp.")
    right.replace("c1", text="It is soaked.")
    right.claim("New.", id="c9")
    merged = am.merge(base, left.map(), right.map())
    assert "merged: 1 by right, 1 by both; 1 conflict:" in str(merged)
    told = json.loads(merged.to_json())
    assert {"c1": "both", "c9": "right"} == told["changes"]
    assert "It is soaked." == told["conflicts"][0]["right"]
    tones = {id: mark.tone for id, mark in merged.overlay().marks.items()}
    assert {"c1": "warning", "c9": "new"} == tones
    assert right.map().draw(overlay=merged).svg()


def test_a_source_is_settled_by_a_source() -> None:
    """As a part is by a part of its id; one of another id is refused."""
    base = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    left, right = (base.replace(sources=[am.Source(id="s", title=title)]) for title in ("A", "B"))
    merged = am.merge(base, left, right)
    assert "the source s: base has nothing; left source 'A'; right source 'B'" == str(merged.conflicts[0])
    chosen = am.Source(id="s", title="C")
    assert (chosen,) == merged.resolve({("the source s", None): chosen}).sources
    with pytest.raises(am.ArgmapError, match="part of its id"):
        merged.resolve({("the source s", None): chosen.replace(id="t")})


def test_what_a_chosen_step_or_thesis_needs_is_kept() -> None:
    """One side removed a claim, the other turned its step and the thesis to another: who takes the base gets it."""
    nodes = [am.Claim(id=id, text=f"Text of {id}.") for id in ("a", "b", "reason")]

    def leading_to(id: str) -> am.ArgumentMap:
        return am.ArgumentMap(nodes, [am.Supports(id="s", premises=("reason",), target=id)], thesis=id)

    base, right = leading_to("a"), leading_to("b")
    merged = am.merge(base, base.without("a"), right)
    assert {("the map", "thesis"), ("s", None)} == {conflict.key for conflict in merged.conflicts}
    assert base == merged.resolve("base")
    assert ("b", "reason") == merged.resolve("left").nodes.ids
    assert right.without("a") == merged.resolve("right")
    assert "a" in merged.resolve({("the map", "thesis"): "right", ("s", None): "base"})
