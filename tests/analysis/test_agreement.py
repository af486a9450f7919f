"""Annotators agree with themselves, either way round, whatever ids and order, and never on a claim and its denial."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.analysis.agreement import Agreement, agreement
from argmap.analysis.agreement.reading import read
from argmap.analysis.agreement.units import boundaries, text_words
from argmap.analysis.agreement.value import MEANINGS
from strategies import maps

TEXT = (
    "Another operation will not bring peace. Earlier operations won battles and left the causes. "
    "Courts were not reformed. The minister says that this one is smaller. So the courts come first."
)


def annotated(
    *nodes: tuple[str, type[am.Node], str, str], relations: tuple[am.Relation, ...] = ()
) -> am.ArgumentMap:
    """A map of TEXT: id, kind, sentence and quoted words of each node."""
    made = [
        kind(id=id, text=said, quotes=(am.Quote(source="t", exact=words),) if words else ())
        for id, kind, said, words in nodes
    ]
    return am.ArgumentMap(made, relations, sources=[am.Source(id="t", length=len(TEXT))])


ONE = annotated(
    ("c1", am.Claim, "Another operation fails.", "Another operation will not bring peace"),
    (
        "e1",
        am.Evidence,
        "Earlier ones left the causes.",
        "Earlier operations won battles and left the causes",
    ),
    ("c2", am.Claim, "The courts are as they were.", "Courts were not reformed"),
    ("c3", am.Claim, "This one is smaller.", "The minister says that this one is smaller"),
    relations=(
        am.Supports(id="s1", premises=("e1",), target="c1"),
        am.Supports(id="s2", premises=("c2",), target="c1"),
        am.Attacks(id="x1", premises=("c3",), target="s1"),
    ),
)
OTHER = annotated(
    ("r", am.Recommendation, "Reform the courts first.", "So the courts come first"),
    (
        "b",
        am.Claim,
        "It was tried and the causes stayed.",
        "Earlier operations won battles and left the causes",
    ),
    ("a", am.Claim, "No peace by force.", "operation will not bring peace"),
    ("d", am.Claim, "It is a small one.", "this one is smaller"),
    ("c", am.Claim, "Nothing was done in the courts.", "Courts were not reformed."),
    relations=(
        am.Attacks(id="y", premises=("c",), target="a"),
        am.Supports(id="z", premises=("b",), target="a"),
    ),
)


def values(found: Agreement) -> dict[tuple[str, str], float | None]:
    return {(f.measure, f.of): f.value for f in found.figures}


def renamed(m: am.ArgumentMap, prefix: str) -> am.ArgumentMap:
    fresh = {part.id: f"{prefix}{i}" for i, part in enumerate(reversed(list(m)))}
    return m.replace(
        nodes=[n.replace(id=fresh[n.id]) for n in m.nodes],
        relations=[
            r.replace(id=fresh[r.id], premises=tuple(fresh[p] for p in r.premises), target=fresh[r.target])
            for r in m.relations
        ],
        thesis=None,
    )


@given(maps())
def test_a_map_agrees_with_itself(m: am.ArgumentMap) -> None:
    """Every figure that is defined is 1, whatever the map: circles, steps on steps, nodes that say the same."""
    for found in (agreement(m, m), agreement(m, m, m), agreement(m, m, text=TEXT)):
        assert {1.0} >= {f.value for f in found.figures if f.value is not None}
        assert all(f.reason for f in found.figures if f.value is None)
        assert {"agreed"} >= {status for statuses in found.statuses for _, status, _ in statuses}
        json.loads(found.to_json())
        assert str(found)


@settings(max_examples=150)
@given(maps(fields=False), maps(fields=False))
def test_the_two_sides_may_be_swapped(a: am.ArgumentMap, b: am.ArgumentMap) -> None:
    """Precision and recall change places, and every other figure stays as it is."""
    there, back = values(agreement(a, b)), values(agreement(b, a))
    for (measure, of), value in there.items():
        other = {"precision": "recall", "recall": "precision"}.get(measure, measure)
        assert back[other, of] == pytest.approx(value, abs=1e-9)


@given(maps(), maps())
def test_ids_count_for_nothing(a: am.ArgumentMap, b: am.ArgumentMap) -> None:
    """Other ids give the same figures."""
    assert values(agreement(a, b)) == values(agreement(renamed(a, "new-"), renamed(b, "p")))


def test_order_counts_for_nothing() -> None:
    """Parts in another order, and annotators in another order, give the same figures."""
    shuffle = random.Random(7)
    third = annotated(("q", am.Evidence, "The courts.", "Courts were not reformed"))
    expected = values(agreement(ONE, OTHER, text=TEXT))
    alphas = {
        key: value
        for key, value in values(agreement(ONE, OTHER, third, text=TEXT)).items()
        if key[0] == "alpha"
    }
    for _ in range(5):
        nodes, relations = list(ONE.nodes), list(ONE.relations)
        shuffle.shuffle(nodes)
        shuffle.shuffle(relations)
        mixed = ONE.replace(nodes=nodes, relations=relations)
        assert expected == values(agreement(mixed, OTHER, text=TEXT))
        three = [mixed, OTHER, third]
        shuffle.shuffle(three)
        again = values(agreement(three[0], three[1], three[2], text=TEXT))
        assert alphas == {key: value for key, value in again.items() if key[0] == "alpha"}


def test_two_annotators_counted_by_hand() -> None:
    """Four of four and five nodes are shared (one pair shares 19 of 42 characters), three are of one kind."""
    found = agreement(ONE, OTHER, text=TEXT, overlap=0.45)
    assert {("c1", "a"), ("e1", "b"), ("c2", "c"), ("c3", "d"), (None, "r")} == set(found.units)
    assert (4 / 5, 4 / 4, 8 / 9) == tuple(
        found.figure(m, "nodes").value for m in ("precision", "recall", "F1")
    )
    assert (3 / 5, 3 / 4) == tuple(found.figure(m, "typed nodes").value for m in ("precision", "recall"))
    # steps: e1 -> c1 is b -> a; c2 supports c1 where c attacks a; the undercutter has no counterpart
    assert (1 / 2, 1 / 3) == tuple(found.figure(m, "steps").value for m in ("precision", "recall"))
    # kinds: claim/claim 3, evidence/claim 1: observed 3/4, expected 3/4 * 1
    assert 0.0 == found.figure("kappa", "node kinds").value
    # ties of 5 nodes: 20 ordered pairs; supports/supports 1, supports/attacks 1, none/none 18:
    # observed 19/20, expected (2*1 + 18*18)/400
    relations = (19 / 20 - 326 / 400) / (1 - 326 / 400)
    assert relations == pytest.approx(found.figure("kappa", "relations").value, abs=1e-12)
    # words: 28; boundaries at 6, 13, 17, 23 of ONE; of OTHER at 1, 6, 13, 17, 20, 23 (and the end)
    similar = found.figure("S", "segments")
    assert len(TEXT.split()) - 1 == similar.count
    assert 1 - 2 / similar.count == pytest.approx(similar.value, abs=1e-12)
    assert similar.value is not None
    both = 2 * relations * similar.value / (relations + similar.value)
    assert both == pytest.approx(found.figure("CASS", "segments and relations").value, abs=1e-12)


def test_the_threshold_of_overlap_decides() -> None:
    """The pair that shares 19 of 42 characters is two nodes at the usual half."""
    assert ("c3", None) in agreement(ONE, OTHER, text=TEXT).units
    assert ("c3", "d") in agreement(ONE, OTHER, text=TEXT, overlap=19 / 42).units
    for wrong in (0, -1, 1.5, float("nan")):
        with pytest.raises(am.ArgmapError, match="above 0"):
            agreement(ONE, OTHER, overlap=wrong)


def test_characters_are_labelled_by_kind_or_none() -> None:
    """Kappa and alpha on characters equal scikit-learn and krippendorff on the labels written out."""
    sklearn = pytest.importorskip("sklearn.metrics", reason="scikit-learn is a development dependency")
    krippendorff = pytest.importorskip("krippendorff", reason="krippendorff is a development dependency")
    labels = []
    for m in (ONE, OTHER):
        row = ["none"] * len(TEXT)
        for node in m.nodes:
            words = node.quotes[0].exact or ""
            start = TEXT.index(words)
            row[start : start + len(words)] = [node.kind] * len(words)
        labels.append(row)
    found = agreement(ONE, OTHER, text=TEXT)
    expected = sklearn.cohen_kappa_score(*labels)
    assert expected == pytest.approx(found.figure("kappa", "characters").value, abs=1e-9)
    number = {label: i for i, label in enumerate(sorted({*labels[0], *labels[1]}))}
    coded = [[number[label] for label in row] for row in labels]
    expected = krippendorff.alpha(coded, level_of_measurement="nominal")
    assert expected == pytest.approx(found.figure("alpha", "characters").value, abs=1e-9)
    assert len(TEXT) == found.figure("alpha", "characters").count


def test_offsets_serve_where_no_text_is_given() -> None:
    """Quotes with offsets give the same characters as the text does; what counts words is undefined."""

    def anchored(m: am.ArgumentMap) -> am.ArgumentMap:
        text = am.SourceText(TEXT)
        return m.replace(nodes=[n.replace(quotes=tuple(text.require(q) for q in n.quotes)) for n in m.nodes])

    by_text, by_offset = agreement(ONE, OTHER, text=TEXT), agreement(anchored(ONE), anchored(OTHER))
    for figure in by_text.figures:
        if figure.measure not in ("S", "CASS"):
            assert figure == by_offset.figure(figure.measure, figure.of)
    assert by_offset.figure("S", "segments").value is None
    assert "text=" in by_offset.figure("CASS", "segments and relations").reason


@pytest.mark.parametrize("words", ["", "Another operation will not bring peace"])
def test_a_claim_and_its_denial_never_agree(words: str) -> None:
    """Neither by their words nor on one passage is a claim taken for its negation."""
    yes = annotated(("c", am.Claim, "Another operation will bring peace.", words))
    no = annotated(("c", am.Claim, "Another operation will not bring peace.", words))
    found = agreement(yes, no, text=TEXT)
    assert 0.0 == found.figure("F1", "nodes").value
    assert {("c", None), (None, "c")} == set(found.units)
    assert bool(words) == ("denies" in str(found))


def test_more_than_two_have_one_alpha_and_a_figure_for_each_two() -> None:
    """Alpha is for all; kappa and the rest are a table of pairs; a unit has one node of each at most."""
    found = agreement(ONE, OTHER, ONE, text=TEXT, names=("Ada", "Bo", "Cy"))
    assert 3 == sum(f.measure == "alpha" for f in found.figures)
    assert {("Ada", "Bo", "Cy")} == {f.between for f in found.figures if f.measure == "alpha"}
    pairs = [f.between for f in found.figures if (f.measure, f.of) == ("F1", "nodes")]
    assert [("Ada", "Bo"), ("Ada", "Cy"), ("Bo", "Cy")] == pairs
    assert 1.0 == found.figure("F1", "nodes", ("Ada", "Cy")).value
    assert ("c1", "a", "c1") in found.units
    # kinds: claim 3 times in c1 and c2 each; evidence, claim, evidence in e1; c3 with the third alone: 2
    # coincidences: n = 11; evidence 2, claim 9; disagreement (9 - 5) / 2 in e1
    expected = 1 - 10 * 2 / (11 * 11 - 81 - 4)
    assert expected == pytest.approx(found.figure("alpha", "node kinds").value, abs=1e-12)
    with pytest.raises(am.ArgmapError, match="Did you mean 'kappa, relations'"):
        found.figure("kapa", "relations")
    with pytest.raises(am.ArgmapError, match="3 maps take 3 different names"):
        agreement(ONE, OTHER, ONE, names=("Ada", "Ada", "Bo"))


def test_the_overlay_tells_what_the_other_has() -> None:
    """A part is agreed, typed differently, or only here."""
    found = agreement(ONE, OTHER, text=TEXT)
    marks = {id: (mark.tone, mark.text) for id, mark in found.overlay().marks.items()}
    assert {
        "c1": ("good", "agreed"),
        "e1": ("changed", "typed differently"),
        "c2": ("good", "agreed"),
        "c3": ("gone", "only here"),
        "s1": ("good", "agreed"),
        "s2": ("changed", "typed differently"),
        "x1": ("gone", "only here"),
    } == marks
    assert "gone" == found.overlay("B").marks["r"].tone
    three = agreement(ONE, OTHER, ONE, text=TEXT).overlay().marks
    assert ("changed", "with 1 of 2 others") == (three["c3"].tone, three["c3"].text)
    assert "typed differently" == three["e1"].text
    with pytest.raises(am.ArgmapError, match="Annotators: A, B"):
        found.overlay("Z")


def test_quotes_that_are_nowhere_are_told() -> None:
    """A quote whose words do not stand in the text is left out, with a note."""
    lost = annotated(("c", am.Claim, "Another operation fails.", "no such words stand here"))
    found = agreement(ONE, lost, text=TEXT)
    assert "B: 1 quote at no known place in the text, left out." in str(found)
    assert ("c1", "c") in found.units  # by its words


def test_the_value_is_a_table_and_json() -> None:
    """Rows, HTML and JSON hold every figure; what is undefined is null with its reason."""
    found = agreement(ONE, am.ArgumentMap())
    rows = found.rows()
    assert len(MEANINGS) == len(rows)
    html = found._repr_mimebundle_()["text/html"]
    data = json.loads(found.to_json())
    assert found.to_dict() == data
    for row, figure in zip(rows, data["figures"], strict=True):
        assert row[0] == figure["measure"]
        assert row[1] in html
        assert (figure["value"] is None) == ("reason" in figure) == (row[3] == "undefined")
    assert 0.0 == found.figure("F1", "nodes").value
    assert found.figure("precision", "nodes").value is None


@given(st.permutations(range(4)))
def test_nodes_that_say_the_same_are_told_apart_by_their_steps(order: list[int]) -> None:
    """Four nodes of one text keep their steps, whatever the order."""
    nodes = [am.Claim(id=f"c{i}", text="Again.") for i in range(4)]
    steps = [am.Supports(id=f"s{i}", premises=(f"c{i}",), target=f"c{i + 1}") for i in range(3)]
    found = agreement(am.ArgumentMap(nodes, steps), am.ArgumentMap([nodes[i] for i in order], steps))
    assert 1.0 == found.figure("F1", "steps").value


def test_who_quotes_nothing_cuts_nothing() -> None:
    """Without any quote S and CASS are undefined, not 1; where one quotes, what the other leaves is a difference."""
    bare = ONE.replace(nodes=[n.replace(quotes=()) for n in ONE.nodes])
    both = agreement(bare, bare, text=TEXT)
    assert 1.0 == both.figure("kappa", "relations").value
    for measure, of in (("S", "segments"), ("CASS", "segments and relations"), ("kappa", "characters")):
        assert both.figure(measure, of).value is None
        assert both.figure(measure, of).reason
    one = agreement(ONE, bare, text=TEXT).figure("S", "segments")
    assert one.value is not None
    assert 0 < one.value < 1


def test_a_tie_that_says_the_same_both_ways_has_no_direction() -> None:
    """Who writes that a restates b agrees with who writes that b restates a."""
    nodes = [am.Claim(id="a", text="The road is wet."), am.Claim(id="b", text="Water covers all streets.")]
    one = am.ArgumentMap(nodes, [am.Restates(id="t", premises=("a",), target="b")])
    other = am.ArgumentMap(nodes, [am.Restates(id="t", premises=("b",), target="a")])
    third = am.ArgumentMap([*nodes, am.Claim(id="c", text="Somebody left.")], one.relations)
    assert 1.0 == agreement(one, other).figure("F1", "steps").value
    assert 1.0 == agreement(third, other).figure("kappa", "relations").value


def test_steps_on_one_another_in_a_circle_agree_with_themselves() -> None:
    """Two steps that each aim at the other have no first one, and are found all the same."""
    nodes = [am.Claim(id="a", text="The road is wet."), am.Claim(id="b", text="Somebody left.")]
    m = am.ArgumentMap(
        nodes,
        [
            am.Attacks(id="x", premises=("a",), target="y"),
            am.Attacks(id="y", premises=("b",), target="x"),
        ],
    )
    assert 1.0 == agreement(m, m).figure("F1", "steps").value


def test_a_passage_is_cut_at_whole_words() -> None:
    """White space at the ends of a passage, and a mark that is left out, move no boundary."""
    text = am.SourceText("It rains. It pours, then.")
    words = text_words(text.text)
    for start, end in ((10, 19), (9, 20), (10, 18), (11, 19)):
        quote = am.Quote(source="t", exact=text.text[start:end], start=start, end=end)
        m = am.ArgumentMap([am.Claim(id="c", text="Rain.", quotes=(quote,))], sources=[am.Source(id="t")])
        (annotation,) = read([m], None)
        assert frozenset({2, 4}) == boundaries(annotation, words)
