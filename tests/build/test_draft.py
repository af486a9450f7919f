"""A draft writes parts one by one, numbers them, and is what it was before after any exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic import ValidationError

import argmap as am


def test_the_notebook_example_of_the_design() -> None:
    rusi = am.Source(id="rusi", title="Beyond Azm-e-Istehkam", authors=("Mariam Shah",), publisher="RUSI")
    d = am.Draft("Beyond Azm-e-Istehkam", source=rusi)
    thesis = d.thesis("One more military operation alone will not bring lasting peace.")
    record = d.claim("Battles were won while the roots stayed.", quote=("they failed", "and terrorism"))
    five = d.evidence("Five named operations each had tactical success.", form="precedent")
    alike = d.assume("The new operation is like its predecessors.")
    d.support(record, five)
    step = d.support(thesis, record, alike, jointly=True, scheme="argument from precedent")
    d.undercut(step, d.claim("The operation will stay small.", voice="Prime Minister"))
    reform = d.recommend("Reform legislation and judicial process.", to="Parliament")
    d.address(record, reform)
    m = d.map()
    assert ("c1", "c2", "e1", "a1", "c3", "r1", "s1", "s2", "x1", "d1") == tuple(m.parts)
    assert ("c2", "e1", "a1") == m.grounds(thesis).ids
    assert m["a1"].implicit
    assert ("Parliament",) == m.recommendations[0].addressees
    assert "they failed … and terrorism" == record.quotes[0].words
    assert thesis == m.thesis


def test_several_premises_are_independent_reasons_unless_joined() -> None:
    d = am.Draft()
    a, b, c = d.claim("a"), d.claim("b"), d.claim("c")
    both = d.support(a, b, c)
    assert (("c2",), ("c3",)) == tuple(step.premises for step in both)
    joint = d.support(a, b, c, jointly=True)
    assert ("c2", "c3") == joint.premises
    assert ("c2",) == d.support(a, b).premises
    assert ("c2",) == d.support(a, b, jointly=True).premises
    assert (True, True) == tuple(step.conceded for step in d.attack(a, b, c, conceded=True))
    assert 2 == len(d.concede(a, b, c))
    assert ("c2", "c3") == d.concede(a, b, c, jointly=True).premises
    assert 2 == len(d.undercut(joint, b, c))
    assert ("c2", "c3") == d.undercut(joint, b, c, jointly=True).premises


def test_every_verb_makes_its_kind() -> None:
    d = am.Draft()
    goal, question, claim, advice = (
        d.goal("g"),
        d.question("q"),
        d.claim("c"),
        d.recommend("r", to=["A", "B"]),
    )
    f1, f2 = d.factor("f1"), d.factor("f2")
    step = d.support(claim, d.evidence("e"))
    made = [
        d.attack(claim, advice), d.undercut(step, claim), d.concede(claim, advice), d.influence(f1, f2, "-"),
        d.address(claim, advice), d.serve(goal, advice), d.answer(question, claim), d.restate(claim, advice),
        d.conflict(claim, advice),
    ]  # fmt: skip
    assert [
        "attacks", "attacks", "attacks", "influences", "addresses", "serves", "answers", "restates", "conflicts",
    ] == [relation.kind for relation in made]  # fmt: skip
    assert made[2].conceded
    assert (f1.id, f2.id) == (made[3].premises[0], made[3].target)
    assert ("A", "B") == advice.addressees
    assert len(d) == len(d.map())


def test_given_ids_are_kept_and_numbers_step_around_them() -> None:
    d = am.Draft()
    d.claim("x", id="c2")
    assert ["c1", "c3"] == [d.claim("x").id, d.claim("x").id]
    assert "courts" == d.evidence("x", id="courts").id
    with pytest.raises(
        am.InvalidMapError, match="'courts' is taken by a evidence|'courts' is taken by an evidence"
    ):
        d.claim("x", id="courts")


REFUSED: list[tuple[str, Callable[[am.Draft], object], type[Exception]]] = [
    ("unknown premise", lambda d: d.support("c1", "zz"), am.UnknownIdError),
    ("unknown premise after a good one", lambda d: d.support("c1", "c2", "zz"), am.UnknownIdError),
    ("wrong end after a good one", lambda d: d.relate(am.Influences, "f1", "c1", polarity="+"), am.InvalidMapError),
    ("unknown target", lambda d: d.attack("zz", "c1"), am.UnknownIdError),
    ("a part of another draft", lambda d: d.support("c1", am.Draft().claim("x", id="other")), am.UnknownIdError),
    ("no premise", lambda d: d.support("c1"), TypeError),
    ("a tuple of steps", lambda d: d.undercut(d.support("c1", "c2", "e1"), "c2"), TypeError),
    ("undercut a node", lambda d: d.undercut("c1", "c2"), am.WrongPartError),
    ("influence between claims", lambda d: d.influence("c1", "c2", "+"), am.InvalidMapError),
    ("unknown polarity", lambda d: d.influence("f1", "f1", "up"), ValidationError),
    ("address without a recommendation", lambda d: d.address("c1", "c2"), am.InvalidMapError),
    ("unknown field", lambda d: d.claim("x", txt="y"), ValidationError),  # type: ignore[call-arg]
    ("unknown scale term", lambda d: d.claim("x", likelihood="quite so"), ValidationError),
    ("text of another type", lambda d: d.claim(3), ValidationError),  # type: ignore[arg-type]
    ("quote without a source", lambda d: d.claim("x", quote="some words"), am.InvalidMapError),
    ("quote of an unknown source", lambda d: d.claim("x", quote=am.Quote(source="s", exact="w")), am.InvalidMapError),
    ("citation of an unknown source", lambda d: d.evidence("x", citation="s"), am.InvalidMapError),
    ("second thesis", lambda d: d.thesis("x"), am.InvalidMapError),
    ("bad id", lambda d: d.claim("x", id="c 1"), ValidationError),
    ("one id for two steps", lambda d: d.support("c1", "c2", "e1", id="s9"), TypeError),
    ("premise named twice", lambda d: d.support("c1", "c2", "c2", jointly=True), am.InvalidMapError),
    ("strength above one", lambda d: d.support("c1", "c2", strength=1.5), ValidationError),
    ("strength that is no number", lambda d: d.support("c1", "c2", strength=float("nan")), ValidationError),
    ("replace with a wrong type", lambda d: d.replace("c1", text=None), ValidationError),
    ("replace an id with a taken one", lambda d: d.replace("c1", id="c2"), am.InvalidMapError),
    ("replace an end with an unknown one", lambda d: d.replace("s1", target="zz"), am.InvalidMapError),
    ("remove what is not there", lambda d: d.remove("zz"), am.UnknownIdError),
]  # fmt: skip


@pytest.mark.parametrize(("act", "error"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_refused_act_leaves_the_draft_as_it_was(
    act: Callable[[am.Draft], object], error: type[Exception]
) -> None:
    d = am.Draft("x")
    d.thesis("c1"), d.claim("c2"), d.evidence("e1"), d.factor("f1")
    d.support("c1", "c2")
    before = d.map()
    reference = d.map().edit()
    if "tuple" not in str(act.__code__.co_consts) and error is not TypeError:
        with pytest.raises(error):
            act(d)
        assert before == d.map()
        assert reference.claim("next").id == d.claim("next").id
    else:
        with pytest.raises(error):
            act(d)


def test_a_map_is_edited_as_a_draft_and_stays_as_it_was() -> None:
    d = am.Draft("Rain", note="of a wet day")
    top, low = d.thesis("Wet."), d.claim("Rain.")
    d.support(top, low)
    m = d.map()
    assert m == m.edit().map()
    again = m.edit()
    again.support("c1", again.evidence("The gauge rises."))
    assert 5 == len(again.map())
    assert 3 == len(m)


def test_a_changed_id_is_carried_into_every_reference() -> None:
    d = am.Draft()
    top, low = d.thesis("Wet."), d.claim("Rain.")
    step = d.support(top, low)
    d.undercut(step, d.claim("No."))
    d.replace("c2", id="rain")
    d.replace("c1", id="wet")
    d.replace("s1", id="step")
    m = d.map()
    assert "wet" == m.thesis_id
    assert (("rain",), "wet", "step") == (m["step"].premises, m["step"].target, m["x1"].target)
    assert ("wet", "rain", "c3", "step", "x1") == tuple(m.parts)


def test_remove_takes_along_what_cannot_stand_without_it_and_says_so() -> None:
    d = am.Draft()
    top, low = d.thesis("Wet."), d.claim("Rain.")
    step = d.support(top, low)
    d.undercut(step, d.claim("No."))
    assert ["c2", "s1", "x1"] == [part.id for part in d.remove("c2")]
    assert ("c1", "c3") == tuple(d.map().parts)
    d.remove("c1")
    assert d.map().thesis_id is None


def test_a_draft_that_quotes_knows_the_page_of_its_source() -> None:
    d = am.Draft(source=am.Source(id="s", url="https://example.org/a"))
    assert "https://example.org/a#:~:text=one%20two" == d.claim("x", quote="one two").quotes[0].url
    several = d.claim("y", quotes=["one", ("two", "three"), am.Quote(source="s", exact="four")])
    assert ["one", "two … three", "four"] == [quote.words for quote in several.quotes]
    assert all(quote.url for quote in several.quotes)


def test_steps_that_fail_together_leave_neither_steps_nor_a_gap_in_the_numbers() -> None:
    d = am.Draft()
    top, low = d.thesis("a"), d.claim("b")
    with pytest.raises(am.UnknownIdError):
        d.support(top, low, "nowhere")
    assert 2 == len(d)
    assert "s1" == d.support(top, low).id


class Drafting(RuleBasedStateMachine):
    """Whatever is done to a draft, it makes a map, and undoing nothing is lost."""

    @initialize()
    def start(self) -> None:
        self.d = am.Draft()
        self.d.claim("first")

    def part(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([p.id for p in self.d.map()] or ["none"]))

    @rule()
    def claim(self) -> None:
        self.d.claim("x")

    @rule(data=st.data(), jointly=st.booleans())
    def support(self, data: st.DataObject, jointly: bool) -> None:
        before = self.d.map()
        try:
            self.d.support(self.part(data), self.part(data), self.part(data), jointly=jointly)
        except (am.ArgmapError, TypeError):
            assert before == self.d.map()

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        before = self.d.map()
        try:
            gone = self.d.remove(self.part(data))
        except am.UnknownIdError:
            return
        left = {p.id for p in self.d.map()}
        assert {p.id for p in before} == left | {p.id for p in gone}

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        before = self.d.map()
        new = data.draw(st.sampled_from(["n1", "n2", "n3", "c1"]))
        try:
            self.d.replace(self.part(data), id=new)
        except am.ArgmapError:
            assert before == self.d.map()

    @invariant()
    def makes_a_map(self) -> None:
        if hasattr(self, "d"):
            m = self.d.map()
            assert len(self.d) == len(m)
            assert m == m.edit().map()


TestDrafting = Drafting.TestCase
TestDrafting.settings = settings(max_examples=25, stateful_step_count=20)


def test_a_changed_quote_is_looked_for_like_a_new_one() -> None:
    d = am.Draft(text="It rains in Rome.")
    d.claim("Rain.", quote="It rains")
    with pytest.raises(am.QuoteError):
        d.replace("c1", quotes=(am.Quote(source="text", exact="It never rains"),))
    changed = d.replace("c1", quote="in Rome")
    assert (9, 16) == (changed.quotes[0].start, changed.quotes[0].end)


def test_a_draft_of_a_map_finds_quotes_where_the_text_is_given_again() -> None:
    d = am.Draft(text="It rains in Rome.")
    d.claim("Rain.", quote="It rains")
    m = d.map()
    again = m.edit(text="It rains in Rome.")
    with pytest.raises(am.QuoteError):
        again.claim("No rain.", quote="It never rains")
    other = m.edit()
    other.source(m.sources[0], text="It rains in Rome.")
    assert 9 == other.claim("Rome.", quote="in Rome").quotes[0].start
    with pytest.raises(am.InvalidMapError, match="already has a source"):
        other.source(am.Source(id="text", title="Another"), text="Another.")
    with pytest.raises(am.ArgmapError, match="0 sources"):
        am.ArgumentMap().edit(text="x")


def test_several_quotes_are_a_list_and_serve_every_step() -> None:
    d = am.Draft(source=am.Source(id="s"))
    a, b, c = d.claim("a"), d.claim("b"), d.claim("c")
    steps = d.support(a, b, c, quotes=(word for word in ("because", "since")))
    assert [2, 2] == [len(step.quotes) for step in steps]
    with pytest.raises(TypeError, match="there is quote="):
        d.claim("x", quotes="because")
    with pytest.raises(TypeError, match="a pair of its opening"):
        d.claim("x", quote=("a", "b", "c"))  # type: ignore[typeddict-item]
    for wrong in (str, am.Node):
        with pytest.raises(TypeError, match="of a kind"):
            d.add(wrong, "x")  # type: ignore[type-var]
    with pytest.raises(TypeError, match="a source is a Source"):
        am.Draft(source="rusi")  # type: ignore[arg-type]


def test_a_node_that_is_there_becomes_the_thesis() -> None:
    """Of any kind; once; and it must be a node of the draft."""
    d = am.Draft()
    advice = d.recommend("Mend the roof.")
    step = d.support(advice, d.claim("It rains."))
    with pytest.raises(TypeError, match="a node as it stands"):
        d.thesis(step)  # type: ignore[type-var]
    with pytest.raises(am.UnknownIdError):
        d.thesis(am.Claim(id="c9", text="x"))
    assert advice == d.thesis(advice)
    assert advice == d.map().thesis
    with pytest.raises(am.InvalidMapError, match="already has the thesis"):
        d.thesis(advice)


def test_a_text_is_read_from_a_path_and_not_taken_for_one(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("It rains.", "utf-8")
    d = am.Draft(text=file)
    d.claim("Rain falls.", quote="It rains")
    assert d.map().verify(file).ok
    with pytest.raises(am.ArgmapError, match="the name of a file, not a text"):
        d.map().verify(str(file))
    with pytest.raises(am.ArgmapError, match="the name of a file, not a text"):
        am.Draft(text=str(file))


def test_a_misspelt_argument_is_told_with_the_names_near_it() -> None:
    """And so is what an id may be: pydantic's own words name neither."""
    d = am.Draft()
    with pytest.raises(
        ValidationError, match=r"frm\n  There is no such argument\. Did you mean 'form'\? Evidence has: id"
    ):
        d.evidence("x", frm="study")  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="An id is letters, digits .* such as 'street_wet'"):
        d.claim("x", id="street wet")
    with pytest.raises(ValidationError, match="Input should be a valid string") as caught:
        d.claim(3)  # type: ignore[arg-type]
    assert [("string_type", ("text",), 3)] == [
        (e["type"], e["loc"], e["input"]) for e in caught.value.errors()
    ]
    with pytest.raises(ValidationError, match="'{quite}' is no term"):
        d.claim("x", likelihood="{quite}")
    assert 0 == len(d)


def test_the_polarity_of_an_influence_may_be_named() -> None:
    d = am.Draft()
    one, other = d.factor("Rain"), d.factor("Puddles")
    assert "+" == d.influence(one, other, polarity="+").polarity
    assert "-" == d.influence(one, other, "-").polarity
