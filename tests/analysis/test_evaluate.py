"""What stands and falls follows from the map and its reading; explanations replay; nothing flips for nothing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from strategies import maps

READINGS = [
    am.Reading(unsupported=u, support=s, rebuttal=r, restatements=m)  # type: ignore[arg-type]
    for u, s, r, m in product(
        ("in", "out", "undecided"),
        ("necessary", "deductive", "evidential"),
        ("directed", "symmetric", "weighed", "preponderance"),
        ("merged", "apart"),
    )
]


@st.composite
def argued(draw: st.DrawFn, attacks_on_steps: bool = True) -> am.ArgumentMap:
    """A small map of claims with supports, attacks, conflicts and restatements, circles included."""
    ids = [f"c{i}" for i in range(draw(st.integers(1, 6)))]
    relations: list[am.Relation] = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(
            st.sampled_from([am.Supports, am.Supports, am.Attacks, am.Attacks, am.Conflicts, am.Restates])
        )
        two = kind is am.Supports
        premises = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2 if two else 1, unique=True))
        steps = [r.id for r in relations] if attacks_on_steps and kind in (am.Supports, am.Attacks) else []
        target = draw(st.sampled_from([*ids, *ids, *steps]))
        if kind.symmetric and target in premises:
            continue
        strength = draw(st.sampled_from([None, 0.2, 0.9]))
        relations.append(kind(id=f"s{number}", premises=tuple(premises), target=target, strength=strength))
    nodes = [am.Claim(id=id, text=f"Claim {id}.", implicit=draw(st.booleans())) for id in ids]
    return am.ArgumentMap(nodes, relations, thesis=ids[0])


@settings(max_examples=300)
@given(argued(), st.sampled_from(READINGS))
def test_every_explanation_replays(m: am.ArgumentMap, reading: am.Reading) -> None:
    labelling = am.evaluate(m, reading=reading)
    for part in m:
        explanation = am.explain(m, part, reading=reading)
        assert labelling[part] == explanation.label
        assert labelling[part] == am.replay(explanation)
        assert part.id in explanation.parts
        assert len(str(explanation).splitlines()) <= 12


@settings(max_examples=300)
@given(argued(attacks_on_steps=True), st.sampled_from(READINGS))
def test_labels_are_legal(m: am.ArgumentMap, reading: am.Reading) -> None:
    """A step is in exactly where its premises are in and its attackers out, and out exactly where one fails it."""
    labels = am.evaluate(m, reading=reading).labels
    for step in (*m.of(am.Supports), *m.of(am.Attacks)):
        attacks = [labels[a.id] for a in m.index.attacks_to.get(step.id, ())]
        premises = [labels[p] for p in step.premises]
        stands = all(p == "in" for p in premises) and all(a == "out" for a in attacks)
        falls = "out" in premises or "in" in attacks
        assert (stands, falls) == (labels[step.id] == "in", labels[step.id] == "out")


@given(argued())
def test_attacks_alone_are_dungs_grounded_labelling(m: am.ArgumentMap) -> None:
    """Without support, statements and attacks make an abstract framework (Dung 1995): an independent fixpoint."""
    only = m.replace(relations=[r for r in m.of(am.Attacks) if r.target in m.nodes.ids])
    attackers = {
        n.id: {p for r in only.relations if r.target == n.id for p in r.premises} for n in only.nodes
    }
    label: dict[str, str] = {}
    while True:
        new_in = {
            n for n, by in attackers.items() if n not in label and all(label.get(a) == "out" for a in by)
        }
        new_out = {
            n for n, by in attackers.items() if n not in label and any(label.get(a) == "in" for a in by)
        }
        if not new_in | new_out:
            break
        label |= dict.fromkeys(new_in, "in") | dict.fromkeys(new_out - new_in, "out")
    result = am.evaluate(only)
    assert {n.id: label.get(n.id, "undecided") for n in only.nodes} == {n.id: result[n] for n in only.nodes}


@given(argued(), st.sampled_from(READINGS))
def test_a_granted_attack_stays_in_force(m: am.ArgumentMap, reading: am.Reading) -> None:
    conceded = m.replace(
        relations=[r.replace(conceded=True) if r.kind == "attacks" else r for r in m.relations]
    )
    assert am.evaluate(m, reading=reading).labels == am.evaluate(conceded, reading=reading).labels


@given(argued(), st.sampled_from(READINGS))
def test_order_and_isolated_nodes_change_no_label(m: am.ArgumentMap, reading: am.Reading) -> None:
    turned = m.replace(
        nodes=(*reversed(m.nodes), am.Claim(id="alone", text="Alone.")),
        relations=tuple(reversed(m.relations)),
    )
    labels = am.evaluate(turned, reading=reading).labels
    assert all(labels[id] == label for id, label in am.evaluate(m, reading=reading).labels.items())


@given(argued(), st.sampled_from(READINGS))
def test_nothing_changed_flips_nothing(m: am.ArgumentMap, reading: am.Reading) -> None:
    assert not am.what_if(m, reading=reading)


@given(maps())
def test_any_map_is_labelled_and_explained(m: am.ArgumentMap) -> None:
    labelling = am.evaluate(m)
    assert set(labelling.labels) == {p.id for p in m}
    assert str(labelling.reading) in str(labelling)
    for part in m:
        assert labelling[part] == am.replay(am.explain(m, part))


def test_convergent_reasons_stay_convergent_and_linked_ones_linked() -> None:
    d = am.Draft()
    top, one, two = d.thesis("Top."), d.claim("One."), d.claim("Two.")
    d.support(top, one, two)
    m = d.map()
    assert "in" == am.evaluate(m, deny=["c2"])["c1"]
    linked = am.Draft()
    top, one, two = linked.thesis("Top."), linked.claim("One."), linked.claim("Two.")
    linked.support(top, one, two, jointly=True)
    assert "out" == am.evaluate(linked.map(), deny=["c2"])["c1"]


def test_a_restatement_shares_the_fate_of_what_it_restates() -> None:
    d = am.Draft()
    top, again = d.thesis("It is wet."), d.claim("Wetness prevails.")
    d.restate(top, again)
    d.attack(again, d.claim("The sun shines."))
    assert ("out", "out") == tuple(am.evaluate(d.map())[x] for x in (top, again))
    apart = am.evaluate(d.map(), reading=am.Reading(restatements="apart"))
    assert ("in", "out") == (apart[top], apart[again])


def test_the_words_of_an_explanation() -> None:
    d = am.Draft()
    wet, rain, roof = d.thesis("It is wet."), d.claim("It rains."), d.claim("A roof covers it.")
    step = d.support(wet, rain)
    undercutter = d.undercut(step, roof)
    assert (
        "“It is wet.” falls:\n  “It rains.” no longer supports it.\n"
        "The step from “It rains.” to “It is wet.” falls:\n  “A roof covers it.” undercuts it.\n"
        "Nothing in the map supports or attacks “A roof covers it.”; it is taken as it stands."
    ) == str(am.explain(d.map(), wet))
    d.undercut(undercutter, d.claim("The roof is gone."))
    assert "in" == am.evaluate(d.map())[wet]
    told = str(am.explain(d.map(), wet))
    assert "The undercutter “A roof covers it.” fails." in told
    d.conflict(rain, d.claim("It is dry."))
    told = str(am.explain(d.map(), wet))
    assert "“It is wet.” stays open:\n  it waits for “It rains.”." in told


def test_what_rests_on_a_removed_part_falls_with_it() -> None:
    d = am.Draft()
    wet, rain = d.thesis("It is wet."), d.claim("It rains.")
    d.support(wet, rain)
    d.claim("Aside.")
    flips = am.what_if(d.map(), remove=rain)
    assert [("c1", "in", "out"), ("c2", "in", None)] == [(f.part, f.before, f.after) for f in flips.flips]
    assert "still stands" in str(am.what_if(d.map(), remove="c3"))
    assert "in" == am.what_if(d.map(), deny=rain, grant=wet).after[wet]


def test_a_long_chain_is_labelled_and_explained() -> None:
    n = 5_000
    nodes = [am.Claim(id=f"c{i}", text="x") for i in range(n)]
    m = am.ArgumentMap(
        nodes, [am.Attacks(id=f"x{i}", premises=(f"c{i + 1}",), target=f"c{i}") for i in range(n - 1)]
    )
    assert "out" == am.evaluate(m)["c0"]
    assert "out" == am.replay(am.explain(m, "c0"))


def test_a_reading_says_what_it_allows() -> None:
    with pytest.raises(am.ArgmapError, match="support='nescessary' is no way.*Did you mean 'necessary'"):
        am.Reading(support="nescessary")  # type: ignore[arg-type]
    with pytest.raises(am.ArgmapError, match="both granted and denied"):
        am.evaluate(am.ArgumentMap([am.Claim(id="c", text="x")]), grant=["c"], deny=["c"])
    with pytest.raises(am.UnknownIdError):
        am.explain(am.ArgumentMap(), "c1")


def test_labels_explanations_and_flips_are_overlays() -> None:
    """Nodes show their label, relations only where they do not stand."""
    d = am.Draft()
    wet, rain, roof = d.thesis("It is wet."), d.claim("It rains."), d.claim("There is a roof.")
    step = d.support(wet, rain)
    attack = d.undercut(step, roof)
    m = d.map()
    labels = am.evaluate(m).overlay()
    assert {"c1": "bad", "c2": "good", "c3": "good", step.id: "bad"} == {
        id: mark.tone for id, mark in labels.marks.items()
    }
    assert "falls" == labels.legend["bad"]
    why = am.explain(m, wet).overlay()
    assert "bad" == why.marks[wet.id].tone
    assert "path" == why.marks[attack.id].tone
    flips = am.what_if(m, remove=roof).overlay()
    assert {"c1": "good", "c3": "gone"}.items() <= {id: mark.tone for id, mark in flips.marks.items()}.items()
    for judged in (am.evaluate(m), am.explain(m, wet), am.what_if(m, remove=roof)):
        assert m.draw(overlay=judged).svg()


def test_by_preponderance_a_tie_falls_and_the_stronger_side_wins() -> None:
    """Weighed, a tie stays open; by preponderance the burden of proof is not met (Gordon, Prakken & Walton 2007)."""
    for strength, by_weight, by_proof in ((0.7, "undecided", "out"), (0.8, "in", "in"), (0.6, "out", "out")):
        d = am.Draft()
        top = d.thesis("Top.")
        d.support(top, d.claim("For it."), strength=strength)
        d.attack(top, d.claim("Against it."), strength=0.7)
        m = d.map()
        assert by_weight == am.evaluate(m, reading=am.Reading(rebuttal="weighed"))[top]
        assert by_proof == am.evaluate(m, reading=am.Reading(rebuttal="preponderance"))[top]


def test_a_step_that_is_asked_about_is_told_of_first() -> None:
    d = am.Draft()
    step = d.support(d.thesis("It is wet."), d.claim("It rains."))
    first = str(am.explain(d.map(), step)).splitlines()[0]
    assert (
        "The step from “It rains.” to “It is wet.” stands: its premises stand, and nothing undercuts it."
        == first
    )
