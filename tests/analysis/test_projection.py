"""A map and its projection agree: the grounded extension is what `evaluate` says, whatever the reading."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.analysis.projection import Projection, project
from argmap.framework import grounded
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
def argued(draw: st.DrawFn, circles: bool = True) -> am.ArgumentMap:
    """A small map with supports, attacks on nodes and steps, conflicts, restatements and evidence."""
    count = draw(st.integers(2, 6))
    ids = [f"c{i}" for i in range(count)]
    relations: list[am.Relation] = []
    for number in range(draw(st.integers(0, 9))):
        kind = draw(
            st.sampled_from([am.Supports, am.Supports, am.Attacks, am.Attacks, am.Restates, am.Conflicts])
        )
        if not circles and kind.symmetric:
            continue
        low = 0 if circles else 1
        chosen = draw(st.lists(st.integers(low, count - 1), min_size=1, max_size=2, unique=True))
        if kind is not am.Supports:
            chosen = chosen[:1]
        targets = [f"c{i}" for i in range(count if circles else min(chosen))]
        steps = [r for r in relations if not kind.symmetric]
        if not circles:  # what attacks a step comes later than all that rests on the step
            steps = [r for r in steps if r.target.startswith("c") and int(r.target[1:]) < min(chosen)]
        target = draw(st.sampled_from([*targets, *targets, *(r.id for r in steps)]))
        premises = tuple(f"c{i}" for i in chosen)
        if kind.symmetric and target in premises:
            continue
        strength = draw(st.sampled_from([None, 0.0, 0.5, 0.9]))
        relations.append(kind(id=f"s{number}", premises=premises, target=target, strength=strength))
    nodes = [
        (am.Evidence if draw(st.booleans()) else am.Claim)(id=id, text=f"{id}.", implicit=draw(st.booleans()))
        for id in ids
    ]
    return am.ArgumentMap(nodes, relations)


def labels_of(projection: Projection) -> dict[str, str]:
    labels = grounded(projection.framework)
    return {part.id: labels[projection.arguments[part.id]] for part in projection.map}


def rests_on_a_circle(m: am.ArgumentMap, reading: am.Reading) -> bool:
    from argmap.analysis.projection import _Projector

    return bool(_Projector(m, reading, (), ()).circle)


def comparable(m: am.ArgumentMap, reading: am.Reading) -> list[str]:
    """The parts whose argument means the same as their label: not rebuttals that are weighed against support."""
    if reading.rebuttal == "directed":
        return [part.id for part in m]
    attacks = {r.id for r in m.relations if isinstance(r, am.Attacks | am.Conflicts)}
    return [part.id for part in m if part.id not in attacks]


@settings(max_examples=1_000)
@given(argued(), st.sampled_from(READINGS))
def test_the_grounded_extension_is_what_evaluate_says(m: am.ArgumentMap, reading: am.Reading) -> None:
    """Equal without circles of support; with them nothing that `evaluate` decides comes out otherwise."""
    expected = am.evaluate(m, reading=reading).labels
    actual = labels_of(project(m, reading=reading))
    circular = rests_on_a_circle(m, reading)
    for id in comparable(m, reading):
        if not circular or expected[id] != "undecided":
            assert expected[id] == actual[id]


@settings(max_examples=150)
@given(maps(), st.sampled_from(READINGS))
def test_any_map_is_projected(m: am.ArgumentMap, reading: am.Reading) -> None:
    """Maps of every kind and hostile ids, with the same agreement."""
    expected = am.evaluate(m, reading=reading).labels
    actual = labels_of(project(m, reading=reading))
    circular = rests_on_a_circle(m, reading)
    for id in comparable(m, reading):
        if not circular or expected[id] != "undecided":
            assert expected[id] == actual[id]


@given(argued(), st.sampled_from(READINGS), st.data())
def test_what_is_granted_and_denied_is_in_the_projection(
    m: am.ArgumentMap, reading: am.Reading, data: st.DataObject
) -> None:
    ids = [part.id for part in m if not isinstance(part, am.Attacks | am.Conflicts)]
    chosen = data.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
    kinds = data.draw(st.lists(st.booleans(), min_size=len(chosen), max_size=len(chosen)))
    one = am.analysis.evaluate.Fixpoint(m, reading, (), ()).one
    grant = [id for id, is_granted in zip(chosen, kinds, strict=True) if is_granted]
    deny = [
        id
        for id, is_granted in zip(chosen, kinds, strict=True)
        if not is_granted and one.get(id, id) not in {one.get(g, g) for g in grant}
    ]
    expected = am.evaluate(m, reading=reading, grant=grant, deny=deny).labels
    actual = labels_of(project(m, reading=reading, grant=grant, deny=deny))
    for id in comparable(m, reading):
        if expected[id] != "undecided":
            assert expected[id] == actual[id]


@given(argued(), st.sampled_from(READINGS))
def test_concession_order_and_isolated_nodes_change_nothing(m: am.ArgumentMap, reading: am.Reading) -> None:
    before = labels_of(project(m, reading=reading))
    conceded = m.replace(
        relations=[r.replace(conceded=True) if r.kind == "attacks" else r for r in m.relations]
    )
    turned = m.replace(
        nodes=(*reversed(m.nodes), am.Claim(id="alone", text="Alone.")),
        relations=tuple(reversed(m.relations)),
    )
    assert before == labels_of(project(conceded, reading=reading))
    after = labels_of(project(turned, reading=reading))
    assert before == {id: after[id] for id in before}


@pytest.mark.parametrize("support", ["necessary", "deductive", "evidential"])
def test_one_defeated_reason_does_not_sink_the_others(support: str) -> None:
    """Convergent reasons stay convergent; linked ones fall together; a step backs no other."""
    reading = am.Reading(unsupported="out", support=support)  # type: ignore[arg-type]
    for jointly, expected in ((False, "in"), (True, "out")):
        d = am.Draft()
        top = d.thesis("Top.")
        one, two = d.evidence("One."), d.evidence("Two.")
        d.support(top, one, two, jointly=jointly)
        d.attack(two, d.evidence("Three."))
        assert expected == labels_of(project(d.map(), reading=reading))["c1"]


def test_support_that_goes_round_supports_nothing() -> None:
    """As in ASPIC+, where an argument has premises to begin with; an outside reason carries the whole circle."""
    d = am.Draft()
    p, q = d.claim("P."), d.claim("Q.")
    d.support(p, q), d.support(q, p)
    assert ("out", "out") == tuple(labels_of(project(d.map()))[x] for x in (p.id, q.id))
    d.support(p, d.claim("R."))
    assert {"in"} == set(labels_of(project(d.map())).values())
