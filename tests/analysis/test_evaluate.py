"""What stands and falls follows from the map and its reading; explanations replay; nothing flips for nothing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from analysis import naive
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


@settings(max_examples=400)
@given(argued(), st.sampled_from(READINGS), st.data())
def test_labels_are_those_of_naive_rounds(
    m: am.ArgumentMap, reading: am.Reading, data: st.DataObject
) -> None:
    """Whatever the reading, and whatever is granted and denied: nodes, steps, conflicts, restatements."""
    given_ids = data.draw(st.lists(st.sampled_from([part.id for part in m]), max_size=3, unique=True))
    same = am.analysis.evaluate.Fixpoint(m, reading, (), ()).one
    grant = given_ids[:1]
    deny = [id for id in given_ids[1:] if same.get(id, id) not in {same.get(g, g) for g in grant}]
    labels = am.evaluate(m, reading=reading, grant=grant, deny=deny)
    assert naive.labels(m, reading, grant, deny) == dict(labels.labels)
    for part in m:
        explanation = am.explain(m, part, reading=reading, grant=grant, deny=deny)
        assert labels[part] == explanation.label == am.replay(explanation)


def conflict(*, turned: bool, undercut: bool) -> am.ArgumentMap:
    """Two that conflict, one of them refuted, written in either direction."""
    d = am.Draft()
    rise, fall = d.claim("Taxes rise.", id="rise"), d.claim("Taxes fall.", id="fall")
    d.conflict(fall, rise, id="k") if turned else d.conflict(rise, fall, id="k")
    if undercut:
        d.attack("k", d.claim("They mean two years.", id="u"))
    return d.map()


@pytest.mark.parametrize("turned", [False, True])
def test_what_undercuts_a_conflict_stops_it_both_ways(turned: bool) -> None:
    """Two that conflict keep one another open, whichever was written first; undercut, both stand."""
    for undercut, expected in ((False, "undecided"), (True, "in")):
        m = conflict(turned=turned, undercut=undercut)
        labels = am.evaluate(m)
        assert (expected, expected) == (labels["rise"], labels["fall"])
        assert ("out" if undercut else "undecided") == labels["k"]
        denied = am.evaluate(m, deny=["k"])
        assert ("in", "in", "out") == (denied["rise"], denied["fall"], denied["k"])


@pytest.mark.parametrize("turned", [False, True])
def test_a_conflict_stands_where_it_strikes_either_side(turned: bool) -> None:
    """In which direction it is written changes no label and no word of what is drawn."""
    m = conflict(turned=turned, undercut=False)
    labels = am.evaluate(m, deny=["rise"])
    assert ("in", "in") == (labels["fall"], labels["k"])
    assert "k" not in labels.overlay().marks
    granted = am.evaluate(m, grant=["rise", "k"])
    assert ("out", "in") == (granted["fall"], granted["k"])
    assert "is granted." in str(am.explain(m, "k", grant=["k"]))
    assert 1 == len(str(am.explain(m, "k", deny=["k"])).splitlines())
    assert "conflict of" in str(am.what_if(m, deny="k"))
    assert bool(am.accepts(m, "k", grant=["rise"]))


def test_questions_goals_and_factors_say_nothing() -> None:
    """They are neither counted nor marked, unless somebody argues about them."""
    d = am.Draft()
    d.claim("It rains.", id="c")
    d.question("Does it rain?", id="q")
    d.goal("Dry feet.", id="g")
    d.factor("Rain", id="f")
    m = d.map()
    labels = am.evaluate(m)
    assert "1 in, 0 out, 0 undecided" == str(labels).partition(" (")[0]
    assert {"c"} == set(labels.overlay().marks)
    assert ("c",) == labels.accepted.ids == labels.statements.ids
    assert ("in", "in") == (labels["q"], labels["f"])
    (stand,) = am.extensions(m)
    assert {"c"} == set(stand.overlay().marks) == set(stand.nodes.ids)
    assert {"c"} == set(am.strength(m).overlay().marks)
    assert "1 of 1 statements changes" in str(am.what_if(m, deny="c"))
    d.attack("g", d.claim("Wet feet are healthier.", id="w"))
    assert ("c", "g", "w") == am.evaluate(d.map()).statements.ids
    assert "bad" == am.evaluate(d.map()).overlay().marks["g"].tone


def test_of_two_attacks_the_stronger_one_is_told() -> None:
    """Weighed, the weaker one would not fell it; what it outweighs is told under its heading, not before."""
    for order in ((0.2, 0.8), (0.8, 0.2)):
        d = am.Draft()
        top = d.thesis("Top.")
        d.support(top, d.claim("For it."), strength=0.5)
        for strength in order:
            d.attack(top, d.claim(f"Against it by {strength}."), strength=strength)
        why = am.explain(d.map(), top, reading=am.Reading(rebuttal="weighed"))
        assert ("“Top.” falls:", "  “Against it by 0.8.” speaks against it.") == why.lines[:2]
        assert "  The support by “For it.” weighs less." == why.lines[2]
        assert "out" == am.replay(why)
        granted = am.explain(d.map(), top, reading=am.Reading(rebuttal="weighed"), deny=["x1", "x2"])
        assert "“Top.” stands:" == granted.lines[0]
    d = am.Draft()
    top = d.thesis("Top.")
    d.support(top, d.claim("For it."), strength=0.9)
    d.attack(top, d.claim("Against it."), strength=0.1)
    lines = am.explain(d.map(), top, reading=am.Reading(rebuttal="weighed")).lines
    assert (
        "“Top.” stands:",
        "  “For it.” supports it.",
        "  The objection “Against it.” weighs less.",
    ) == lines[:3]


def test_a_text_has_at_most_the_lines_asked_for() -> None:
    """And does not end in a heading."""
    d = am.Draft()
    top = d.thesis("Top.")
    for reason in "abc":
        d.support(top, d.support(d.claim(f"Reason {reason}."), d.evidence(f"Fact {reason}.")).target)
    m = d.map()
    for told in (am.what_if(m, deny=m.evidence.ids), am.explain(m, top), am.load_bearing(m, top, size=3)):
        for lines in range(1, 12):
            text = told.text(lines=lines).splitlines()
            assert len(text) <= lines
            assert not [line for line in text[-2:-1] if line.endswith(":") and len(text) > 2]


def restated() -> am.ArgumentMap:
    """A thesis that rests on a claim which is said twice; the second time with its ground."""
    d = am.Draft()
    top = d.thesis("The road is closed.", id="top")
    wet, again = d.claim("The road is wet.", id="wet"), d.claim("Water stands on the road.", id="again")
    d.restate(again, wet)
    d.support(top, wet)
    d.support(again, d.evidence("It rained.", id="rain"), id="ground")
    return d.map()


def test_what_is_said_twice_is_still_said_when_one_of_them_is_removed() -> None:
    """The steps of the removed part go with it; the statement falls only with its ground or with both of them."""
    m = restated()
    by_steps = am.evaluate(m, deny=[m["s1"]]).labels
    flips = {f.part: f.after for f in am.what_if(m, remove="wet").flips}
    assert {"wet": None, "top": "out"} == flips
    assert ("out", "in") == (by_steps["top"], by_steps["again"])
    d = m.edit()
    d.support("wet", d.evidence("The gauge says so.", id="gauge"))
    assert {"again": None} == {f.part: f.after for f in am.what_if(d.map(), remove="again").flips}
    both = {f.part: f.after for f in am.what_if(d.map(), remove=["again", "wet"]).flips}
    assert {"again": None, "wet": None, "top": "out"} == both
    apart = am.what_if(m, remove="wet", reading=am.Reading(restatements="apart"))
    assert {"wet", "top"} == {f.part for f in apart.flips}


def test_one_statement_is_not_granted_and_denied_in_two_wordings() -> None:
    with pytest.raises(am.ArgmapError, match="'wet' is granted, and 'again', which says the same, is denied"):
        am.evaluate(restated(), grant=["wet"], deny=["again"])
    am.evaluate(restated(), grant=["wet"], deny=["again"], reading=am.Reading(restatements="apart"))


def test_a_restatement_that_is_asked_about_is_named() -> None:
    first = am.explain(restated(), "again").lines[0]
    assert "“Water stands on the road.” says the same as “The road is wet.”." == first


def test_no_explanation_denies_steps_that_are_there() -> None:
    """Read deductively a statement may stand without its support; read strictly one may fall without an attack."""
    d = am.Draft()
    top = d.thesis("Top.")
    reason = d.claim("Reason.")
    d.support(top, reason)
    told = str(am.explain(d.map(), top, reading=am.Reading(support="deductive"), deny=[reason]))
    assert "“Top.” is taken as it stands, whatever becomes of what supports it." == told
    d = am.Draft()
    top = d.thesis("Top.")
    d.attack(top, d.evidence("Against."))
    told = str(am.explain(d.map(), top, reading=am.Reading(unsupported="out"), deny=["x1"]))
    assert "Nothing in the map supports “Top.”; so it is not accepted." == told


def test_one_part_or_several_are_granted_and_denied() -> None:
    """Named by id or as a part, alone or in a row; what is no part is refused by name."""
    m = am.ArgumentMap([am.Claim(id="rain", text="It rains."), am.Claim(id="snow", text="It snows.")])
    for deny in ("rain", m["rain"], ["rain"], (id for id in ["rain"])):
        assert ("out", "in") == tuple(am.evaluate(m, deny=deny).labels.values())  # type: ignore[arg-type]
    assert "out" == am.explain(m, "rain", deny="rain").label
    assert not am.accepts(m, "rain", deny="rain")
    with pytest.raises(am.UnknownIdError, match="'hail'"):
        am.evaluate(m, grant="hail")


def test_a_question_neither_stands_nor_falls() -> None:
    m = am.ArgumentMap([am.Question(id="q", text="Does it rain?")])
    told = am.explain(m, "q")
    assert (
        "“Does it rain?” is a question, about which nobody argues: it says nothing that stands or falls."
        == str(told)
    )
    assert told.label == am.replay(told)
