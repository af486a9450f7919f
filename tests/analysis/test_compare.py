"""A comparison is empty for one map, leads from the old map to the new, and matches what a reader would."""

from __future__ import annotations

import json
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.analysis.similarity import best_pairs, negated, similarity
from strategies import maps


@given(maps())
def test_a_map_does_not_differ_from_itself(m: am.ArgumentMap) -> None:
    comparison = am.compare(m, m)
    assert not comparison
    assert "no difference" == str(comparison)
    assert m == am.apply(m, comparison)


@settings(max_examples=150)
@given(maps(), maps())
def test_applying_a_comparison_gives_the_new_map(old: am.ArgumentMap, new: am.ArgumentMap) -> None:
    comparison = am.compare(old, new)
    assert new == am.apply(old, comparison)
    assert (old != new) == (bool(comparison) or old.nodes.ids != new.nodes.ids)
    json.loads(comparison.to_json())
    assert len(comparison.overlay().marks) == len(comparison.differences)


@given(maps(), st.data())
def test_what_is_removed_and_put_elsewhere_is_told(m: am.ArgumentMap, data: st.DataObject) -> None:
    if not m.nodes:
        return
    node = data.draw(st.sampled_from(m.nodes))
    smaller = m.without(node)
    gone = {p.id for p in m} - {p.id for p in smaller}
    told = {d.old.id for d in am.compare(m, smaller).of("removed") if d.old}
    assert gone == told


def texts(*said: str) -> am.ArgumentMap:
    return am.ArgumentMap(am.Claim(id=f"c{i}", text=text) for i, text in enumerate(said, 1))


def test_ids_that_two_analysts_share_by_chance_do_not_match() -> None:
    one = texts("The roads are wet after rain.", "Soldiers want political leadership.")
    other = texts("Soldiers want political leadership now.", "The roads are wet after the rain.")
    pairs = {(m.old, m.new, m.by) for m in am.compare(one, other).matches}
    assert {("c1", "c2", "text"), ("c2", "c1", "text")} == pairs


def test_a_claim_is_never_taken_for_its_negation() -> None:
    comparison = am.compare(
        texts("The operation will bring peace."), texts("The operation will not bring peace.")
    )
    assert () == comparison.matches
    assert ["removed", "added"] == [d.changes[0] for d in comparison.differences]


def test_nodes_that_quote_one_passage_are_matched_whatever_their_words() -> None:
    source = am.Source(id="s")

    def one(id: str, text: str) -> am.ArgumentMap:
        quote = am.Quote(source="s", exact="the words", start=3, end=12)
        return am.ArgumentMap([am.Claim(id=id, text=text, quotes=(quote,))], sources=[source])

    (match,) = am.compare(one("c1", "Alpha beta."), one("x9", "Gamma delta.")).matches
    assert ("c1", "x9", "quote") == (match.old, match.new, match.by)


def test_every_change_has_its_word() -> None:
    d = am.Draft("Old")
    a, b, c = d.thesis("The road is wet."), d.claim("It rains in town."), d.claim("A hose leaks there.")
    d.support(a, b)
    d.claim("This will go away.")
    d.claim("This comes to stand first.")
    old = d.map()
    e = old.edit()
    e.title = "New"
    e.replace("c1", text="The road is very wet.")
    e.replace("s1", premises=("c3",))
    e.replace("c2", tags=("weather",))
    e.remove("c4")
    e.claim("A new thing entirely.", id="fresh")
    e.replace("c3", id="hose")
    new = e.map()
    nodes = {n.id: n for n in new.nodes}
    order = ["c5", "c1", "c2", "hose", "fresh"]
    retyped = am.Evidence(id="c2", text=nodes["c2"].text, tags=("weather",))
    new = new.replace(nodes=[retyped if id == "c2" else nodes[id] for id in order])
    comparison = am.compare(old, new)
    told = {d.part.id: d.changes for d in comparison.differences}
    assert {
        "c4": ("removed",),
        "c1": ("reworded",),
        "c2": ("retyped", "changed"),
        "hose": ("renamed",),
        "s1": ("rewired",),
        "fresh": ("added",),
        "c5": ("moved",),
    } == told
    assert [("title", "Old", "New")] == list(comparison.head)
    assert new == am.apply(old, comparison)
    assert b.id
    assert c.id


def test_a_comparison_is_refused_by_another_map() -> None:
    comparison = am.compare(texts("It rains."), texts("It rains hard."))
    for other in (texts("It snows."), texts("It rains.", "More."), texts("It rains.").replace(title="x")):
        if other.title:
            comparison = am.compare(texts("It rains.").replace(title="y"), other)
            other = texts("It rains.")
        with pytest.raises(am.ArgmapError, match="another map"):
            am.apply(other, comparison)


WORDS = st.lists(
    st.sampled_from("rain snow road town war peace army court law".split()), min_size=1, max_size=4
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_the_pairing_is_the_best_of_all(ones: list[list[str]], others: list[list[str]]) -> None:
    """Against every pairing there is."""
    left, right = [" ".join(w) for w in ones], [" ".join(w) for w in others]
    got = best_pairs(left, right, least=0.3)
    assert len({i for i, _, _ in got}) == len(got) == len({j for _, j, _ in got})
    for i, j, alike in got:
        assert similarity(left[i], right[j]) == pytest.approx(alike)

    def weight(i: int, j: int) -> float:
        value = similarity(left[i], right[j])
        return value if value >= 0.3 else 0.0

    short, long = (range(len(left)), range(len(right)))
    if len(short) <= len(long):
        best = max(
            (sum(weight(i, j) for i, j in zip(short, p, strict=False)) for p in permutations(long)), default=0
        )
    else:
        best = max(
            (sum(weight(i, j) for j, i in zip(long, p, strict=False)) for p in permutations(short)), default=0
        )
    assert sum(alike for _, _, alike in got) == pytest.approx(best)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It didn’t work.", True), ("It did not fail.", False), ("Never again.", True), ("A knot.", False)],
)
def test_negations_are_counted(text: str, expected: bool) -> None:
    assert expected == negated(text)


@given(maps(), maps())
def test_both_versions_stand_in_one_map(old: am.ArgumentMap, new: am.ArgumentMap) -> None:
    """The new map as it is, with what is removed beside it under ids of its own: each node, and what still fits."""
    comparison = am.compare(old, new)
    union = comparison.union(new)
    removed = [d for d in comparison.differences if d.new is None]
    gone = [part for part in union if part.id not in new.parts]
    assert len([d for d in removed if isinstance(d.old, am.Node)]) == len(
        [part for part in gone if isinstance(part, am.Node)]
    )
    assert len(gone) <= len(removed)
    assert all(union[part.id] == part for part in new)
    overlay = comparison.overlay()
    assert {part.id for part in gone} <= set(overlay.marks)
    assert len(comparison.differences) == len(overlay.marks)
    assert len(removed) == sum(mark.tone == "gone" for mark in overlay.marks.values())


def test_a_removed_part_whose_id_is_taken_keeps_its_text() -> None:
    old = am.ArgumentMap([am.Claim(id="c1", text="It rains cats and dogs.")])
    new = am.ArgumentMap([am.Claim(id="c1", text="Taxes rise.")])
    comparison = am.compare(old, new)
    assert ("c1", "c1.old") == comparison.union(new).nodes.ids
    assert {"c1": "new", "c1.old": "gone"} == {k: m.tone for k, m in comparison.overlay().marks.items()}
    assert comparison.union(new).draw(overlay=comparison).svg()


def test_ids_count_where_most_of_them_still_mean_the_same() -> None:
    """In an edited map `c1` is `c1`, whatever it says now, unless it says the opposite; in another's it is chance."""
    old = am.ArgumentMap([am.Claim(id="c1", text="It is wet."), am.Claim(id="c2", text="It rains.")])
    edited = old.edit()
    edited.replace("c1", text="Everything is dripping wet in the whole of the old town.")
    (difference,) = am.compare(old, edited.map()).differences
    assert ("reworded",) == difference.changes
    denied = old.edit()
    denied.replace("c1", text="It is not wet.")
    assert {("added",), ("removed",)} == {d.changes for d in am.compare(old, denied.map()).differences}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Spending on police should increase by ten percent.",
            "Spending on police should decrease by ten percent.",
        ),
        ("Few people in the town want this new road.", "Most people in the town want this new road."),
        ("The new law is strong on crime in the cities.", "The new law is weak on crime in the cities."),
        ("The bridge is safe for lorries today.", "The bridge is not safe for lorries today."),
    ],
)
def test_opposites_are_never_taken_for_one(one: str, other: str) -> None:
    """Not in a comparison, whatever their ids, and not in an agreement."""
    for id in ("c1", "c2"):
        a, b = am.ArgumentMap([am.Claim(id="c1", text=one)]), am.ArgumentMap([am.Claim(id=id, text=other)])
        assert {("added",), ("removed",)} == {d.changes for d in am.compare(a, b).differences}
        assert not [unit for unit in am.agreement(a, b).units if len([p for p in unit if p is not None]) > 1]


def told(old: am.ArgumentMap, new: am.ArgumentMap) -> dict[tuple[str | None, str | None], tuple[str, ...]]:
    """The changes by the old and the new id; the way of apply is checked on the side."""
    comparison = am.compare(old, new)
    assert new == am.apply(old, comparison)
    return {
        (d.old.id if d.old else None, d.new.id if d.new else None): d.changes for d in comparison.differences
    }


def test_an_id_given_again_to_another_text_is_one_part_removed_and_one_added() -> None:
    """The ids of a removed claim and its step are asked for again, by name, for another."""
    d = am.Draft()
    top = d.thesis("The town should close the old bridge.")
    d.support(top, d.claim("The bridge is unsafe."))
    d.support(top, d.claim("Repairs cost a fortune."))
    old = d.map()
    d.remove("c3")
    d.support(top, d.claim("Swans breed underneath.", id="c3"), id="s2")
    assert {("c3", None): ("removed",), (None, "c3"): ("added",), ("s2", "s2"): ("rewired",)} == told(
        old, d.map()
    )


def test_one_id_counts_for_a_slip_mended_a_title_kept_and_a_script_without_spaces() -> None:
    for one, other, title in (
        ("Peaec.", "Peace.", None),
        ("証拠は十分である。", "証拠は不足である。", None),
        ("It rains.", "Water falls from above.", "Weather"),
    ):
        maps = [am.ArgumentMap([am.Claim(id="c1", text=text, title=title)]) for text in (one, other)]
        assert {("c1", "c1"): ("reworded",)} == told(*maps)


def test_what_stands_elsewhere_word_for_word_was_renamed() -> None:
    """Numbered anew, texts go to other ids; that two of one id share a word does not hold them together."""
    old = texts("Taxes should rise now.", "Taxes hurt growth.")
    shifted = texts("Taxes are too low.", "Taxes should rise now.", "Taxes hurt growth.")
    assert {("c1", "c2"): ("renamed",), ("c2", "c3"): ("renamed",), (None, "c1"): ("added",)} == told(
        old, shifted
    )
    swapped = texts("Taxes hurt growth.", "Taxes should rise now.")
    assert {frozenset({"renamed", "moved"}), frozenset({"renamed"})} == {
        frozenset(changes) for changes in told(old, swapped).values()
    }


def test_steps_numbered_anew_are_matched_by_their_ends() -> None:
    nodes = [am.Claim(id=id, text=f"Text of {id}.") for id in ("top", "one", "two")]

    def steps(**premises: str) -> am.ArgumentMap:
        return am.ArgumentMap(
            nodes, [am.Supports(id=id, premises=(p,), target="top") for id, p in premises.items()]
        )

    assert {("s1", None): ("removed",), ("s2", "s1"): ("renamed",)} == told(
        steps(s1="one", s2="two"), steps(s1="two")
    )


def test_a_passage_that_two_quote_tells_nothing_on_either_side() -> None:
    quote = am.Quote(source="s", exact="the words", start=3, end=12)

    def quoting(**said: str) -> am.ArgumentMap:
        nodes = [am.Claim(id=id, text=text, quotes=(quote,)) for id, text in said.items()]
        return am.ArgumentMap(nodes, sources=[am.Source(id="s")])

    two, one = quoting(a="The road is wet.", b="The court is slow."), quoting(x="The court is slow.")
    for old, new, pair in ((two, one, ("b", "x")), (one, two, ("x", "b"))):
        (match,) = am.compare(old, new).matches
        assert (*pair, "text") == (match.old, match.new, match.by)


class Weighted(am.Claim, kind="weighted_claim_of_compare"):
    """A claim with a field that holds a number or a truth value."""

    weight: int | bool | None = None


def test_equal_is_not_the_same_where_the_type_differs() -> None:
    """``1 == True`` in Python; two parts that differ so are told apart, and applied."""
    one, other = (am.ArgumentMap([Weighted(id="c", text="x", weight=weight)]) for weight in (1, True))
    assert one != other
    assert {("c", "c"): ("changed",)} == told(one, other)


@given(maps(), maps(), st.randoms(use_true_random=False))
def test_each_field_of_each_part_can_change(m: am.ArgumentMap, other: am.ArgumentMap, random: Random) -> None:
    """Fields put in one by one from another part of the kind; what differs is told, and leads to the new map."""
    new = m
    pool = [*m, *other]
    for part in m:
        for name in type(part).model_fields:
            if name in ("id", "kind", "premises", "target", "quotes", "citation"):
                continue
            value = getattr(random.choice([p for p in pool if p.kind == part.kind]), name)
            put = {part.id: new[part.id].replace(**{name: value})}
            new = new.replace(
                nodes=[put.get(n.id, n) for n in new.nodes],
                relations=[put.get(r.id, r) for r in new.relations],
            )
    assert bool(told(m, new)) == (m != new)
    assert bool(told(new, m)) == (m != new)
