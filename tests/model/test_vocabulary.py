"""Fields take the terms of published scales, keep the author's code, and convert only when asked."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

import argmap as am
from argmap.errors import ArgmapError, ScaleError
from argmap.model import vocabulary
from argmap.model.vocabulary import Coded, Scale, Term, register_scale, scales, term_of


@pytest.fixture(autouse=True)
def registry_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is gone after it."""
    scales()
    monkeypatch.setattr(vocabulary, "_REGISTRY", dict(vocabulary._REGISTRY))
    monkeypatch.setattr(vocabulary, "_OWN_CODES", dict(vocabulary._OWN_CODES))


def claim(**fields: object) -> am.Claim:
    return am.Claim(id="c1", text="It rains.", **fields)  # type: ignore[arg-type]


def evidence(**fields: object) -> am.Evidence:
    return am.Evidence(id="e1", text="It rained.", **fields)  # type: ignore[arg-type]


# What is shipped


def ranges(name: str) -> dict[str, tuple[float, float] | None]:
    return {term.code: term.range for term in scales()[name].terms}


def test_icd_203_holds_the_two_rows_of_the_directive() -> None:
    """The table of D.6.e(2)(a), as printed: percentages and both rows of words."""
    printed = """
        almost no chance|very unlikely|unlikely|roughly even chance|likely|very likely|almost certain
        remote|highly improbable|improbable|roughly even odds|probable|highly probable|nearly certain
        01-05|05-20|20-45|45-55|55-80|80-95|95-99
    """
    first, second, percents = (line.strip().split("|") for line in printed.strip().splitlines())
    scale = scales()["icd203.likelihood"]
    assert first == [term.label for term in scale.terms]
    assert list(scale.codes) == [scale.find(word) for word in second]
    assert [tuple(int(p) / 100 for p in pair.split("-")) for pair in percents] == list(
        ranges("icd203.likelihood").values()
    )


def test_the_phia_yardstick_leaves_its_gaps() -> None:
    printed = "0-5 10-20 25-35 40-50 55-75 80-90 95-100"
    bands = list(ranges("phia.yardstick").values())
    assert [tuple(int(p) / 100 for p in pair.split("-")) for pair in printed.split()] == bands
    assert all(a[1] < b[0] for a, b in pairwise(bands) if a and b)


def test_ipcc_likelihood_is_nested() -> None:
    assert {
        "exceptionally_unlikely": (0, 0.01),
        "extremely_unlikely": (0, 0.05),
        "very_unlikely": (0, 0.1),
        "unlikely": (0, 0.33),
        "about_as_likely_as_not": (0.33, 0.66),
        "more_likely_than_not": (0.5, 1),
        "likely": (0.66, 1),
        "very_likely": (0.9, 1),
        "extremely_likely": (0.95, 1),
        "virtually_certain": (0.99, 1),
    } == ranges("ipcc.likelihood")


def test_every_scale_names_its_source_and_its_own_codes_and_labels() -> None:
    for name, scale in scales().items():
        assert name == scale.name
        assert scale.title
        assert any(char.isdigit() for char in scale.source) or "argmap's own" in scale.source
        for term in scale.terms:
            assert term.code == scale.find(term.code) == scale.find(term.label)
            assert (term.rank is not None) == scale.ordered


def test_ranks_run_from_the_lowest_to_the_highest() -> None:
    assert [5, 4, 3, 2, 1] == [term.rank for term in scales()["nato.reliability"].terms]
    assert ("confirmed by other sources", 5) == (
        term_of("1", "credibility").label,
        term_of("1", "credibility").rank,
    )
    assert [1, 2, 3, 4] == [term.rank for term in scales()["grade.certainty"].terms]
    for name in ("icd203.likelihood", "phia.yardstick"):
        middles = [term.low + term.high for term in scales()[name].terms]  # type: ignore[operator]
        assert sorted(middles) == middles


def test_every_field_has_a_scale_of_its_own() -> None:
    fields = "likelihood confidence evidence_form reliability credibility certainty deontic response progress"
    for measures in [*fields.split(), "polarity", "basis", "delay"]:
        assert scales(measures)


# What a field takes


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("very_likely", "very_likely"),
        ("very likely", "very_likely"),
        ("Very-Likely", "very_likely"),
        ("  highly   probable ", "very_likely"),
        ("remote", "almost_no_chance"),
        ("almost certainly", "almost_certain"),
        ("icd203.likelihood:likely", "likely"),
        ("phia.yardstick:highly_likely", "phia.yardstick:highly_likely"),
        ("phia.yardstick:Highly likely", "phia.yardstick:highly_likely"),
        ("ipcc.likelihood:likely", "ipcc.likelihood:likely"),
    ],
)
def test_a_likelihood_is_a_code_a_label_or_a_term_of_another_scale(given: str, stored: str) -> None:
    assert stored == claim(likelihood=given).likelihood
    assert stored == claim(likelihood=stored).likelihood
    assert stored == claim(likelihood=given).model_dump()["likelihood"]


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [
        ("form", "precedent", "precedent"),
        ("form", "named cases", "named_cases"),
        ("reliability", "B", "B"),
        ("reliability", "b", "B"),
        ("reliability", "usually reliable", "B"),
        ("credibility", "2", "2"),
        ("credibility", 2, "2"),
        ("credibility", "probably true", "2"),
        ("certainty", "very low", "very_low"),
        ("confidence", "moderate", "moderate"),
        ("confidence", "ipcc.confidence:medium", "ipcc.confidence:medium"),
    ],
)
def test_evidence_is_rated_by_codes_or_labels(field: str, given: object, stored: str) -> None:
    assert stored == getattr(evidence(**{field: given}), field)


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [
        ("deontic", "should not", "should_not"),
        ("deontic", "may", "could"),
        ("response", "accepted in full", "accepted"),
        ("response", "Accepted in principle", "accepted_in_principle"),
        ("progress", "not started", "not_started"),
    ],
)
def test_a_recommendation_records_advice_response_and_progress(field: str, given: str, stored: str) -> None:
    part = am.Recommendation(id="r1", text="Reform.", **{field: given})  # type: ignore[arg-type]
    assert stored == getattr(part, field)


@pytest.mark.parametrize(
    ("given", "stored"),
    [*((s, s) for s in "+-0?±"), ("+/-", "±"), ("−", "-"), ("–", "-"), (0, "0"), ("opposite direction", "-")],
)
def test_a_polarity_is_one_of_five_signs(given: str, stored: str) -> None:
    """The minus sign U+2212 and the plus-minus of the keyboard are folded to the codes."""
    part = am.Influences(id="i1", premises=("f1",), target="f2", polarity=given, delay="long", basis="study")
    assert (stored, "long", "study") == (part.polarity, part.delay, part.basis)


@pytest.mark.parametrize("sign", ["", " ", "+-", "++", "1", "/", "+/", "causal.delay:none"])
def test_other_signs_are_refused(sign: str) -> None:
    with pytest.raises(ValidationError, match=r"'\+', '-', '0', '\?', '±'|not polarity"):
        am.Influences(id="i1", premises=("f1",), target="f2", polarity=sign)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reliability", "F"),
        ("reliability", "f"),
        ("reliability", "reliability cannot be judged"),
        ("credibility", "6"),
        ("credibility", 6),
        ("credibility", "truth cannot be judged"),
        ("certainty", "unknown"),
        ("likelihood", "Unknown"),
        ("likelihood", "phia.yardstick:unknown"),
    ],
)
def test_unknown_is_none_and_never_a_term(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match="unknown is None"):
        evidence(**{field: value})
    assert getattr(evidence(**{field: None}), field) is None
    assert field not in evidence(**{field: None}).model_dump()


def test_what_cannot_be_assessed_is_no_progress() -> None:
    with pytest.raises(ValidationError, match="unknown is None"):
        am.Recommendation(id="r1", text="Reform.", progress="cannot be assessed")


@pytest.mark.parametrize("value", [0.8, True, ["likely"], b"likely"])
def test_a_term_is_a_word(value: object) -> None:
    with pytest.raises(ValidationError, match="by a word of a scale"):
        claim(likelihood=value)


def test_a_refusal_lists_what_is_allowed_and_offers_the_nearest() -> None:
    with pytest.raises(ValidationError) as caught:
        claim(likelihood="verry likely")
    message = str(caught.value)
    assert "Did you mean 'very_likely'" in message
    for code in scales()["icd203.likelihood"].codes:
        assert repr(code) in message
    assert "phia.yardstick:..." in message
    assert ("likelihood",) == caught.value.errors()[0]["loc"]


def test_a_word_of_another_scale_is_offered_with_its_name_and_not_guessed() -> None:
    with pytest.raises(ValidationError, match="Did you mean 'phia.yardstick:realistic_possibility'"):
        claim(likelihood="realistic possibility")


def test_the_nearest_term_of_a_named_scale_is_offered_as_it_must_be_written() -> None:
    with pytest.raises(ValidationError, match="Did you mean 'phia.yardstick:highly_likely'"):
        claim(likelihood="phia.yardstick:hihgly likely")


def test_a_scale_that_nobody_registered_is_named_with_the_way_to_register_it() -> None:
    with pytest.raises(ValidationError, match=r"'lights'.*nobody registered.*register_scale"):
        claim(likelihood="lights:red")
    with pytest.raises(ValidationError, match="Did you mean 'phia.yardstick'"):
        claim(likelihood="phia.yardstik:likely")


def test_a_scale_that_measures_something_else_is_refused() -> None:
    with pytest.raises(ValidationError, match="measures confidence, not likelihood"):
        claim(likelihood="nic.confidence:high")


def test_a_changed_copy_and_a_draft_check_codes_too() -> None:
    with pytest.raises(ValidationError, match="no term of icd203.likelihood"):
        claim().replace(likelihood="quite so")
    assert "likely" == am.Draft().claim("It rains.", likelihood="probable").likelihood


def test_the_json_schema_of_a_field_is_a_string_with_its_codes() -> None:
    shown = TypeAdapter(vocabulary.Likelihood).json_schema()
    assert "string" == shown["type"]
    assert list(scales()["icd203.likelihood"].codes) == shown["examples"]
    assert "ICD" in shown["description"] or "203" in shown["description"]
    assert ["+", "-", "0", "?", "±"] == TypeAdapter(vocabulary.Polarity).json_schema()["enum"]


# A user's own scale

OWN = """\
lights = Scale(name="lights", measures="likelihood", terms=("red", "amber", "green"))
register_scale(lights)
"""


def test_a_scale_of_ones_own_costs_at_most_five_lines() -> None:
    assert len(OWN.splitlines()) <= 5
    exec(OWN, dict(vars(vocabulary)))
    part = claim(likelihood="lights:Amber")
    assert "lights:amber" == part.likelihood
    assert part == am.Claim.model_validate_json(part.model_dump_json())
    with pytest.raises(ValidationError, match="'red', 'amber', 'green'"):
        claim(likelihood="lights:blue")
    with pytest.raises(ValidationError, match="Did you mean 'lights:amber'"):
        claim(likelihood="amber")


def test_an_equal_scale_registers_again_and_another_is_refused() -> None:
    lights = Scale(name="lights", measures="likelihood", terms=("red", "green"))
    assert lights is register_scale(lights)
    again = Scale(name="lights", measures="likelihood", terms=(Term(code="red"), "green"))
    assert lights == register_scale(again)
    with pytest.raises(ScaleError, match="'lights'"):
        register_scale(lights.replace(terms=("red", "amber", "green")))
    with pytest.raises(ScaleError, match="'phia.yardstick'"):
        register_scale(Scale(name="phia.yardstick", measures="likelihood", terms=("likely",)))
    assert ("red", "green") == scales()["lights"].codes


def test_polarity_is_closed_because_loops_reckon_with_it() -> None:
    with pytest.raises(ScaleError, match="polarity"):
        register_scale(Scale(name="signs", measures="polarity", terms=("up", "down")))
    assert ["causal.polarity"] == list(scales("polarity"))
    register_scale(scales()["causal.polarity"])


def test_a_kind_of_ones_own_may_have_a_field_on_a_scale_of_its_own() -> None:
    class Witness(am.Claim, kind="witness"):
        mood: Annotated[str, Coded("mood")] | None = None

    with pytest.raises(ValidationError, match="no registered scale measures 'mood'"):
        Witness(id="w1", text="I saw it.", mood="calm")
    register_scale(Scale(name="moods", measures="mood", terms=("calm", "very_upset")))
    assert "very_upset" == Witness(id="w1", text="I saw it.", mood="very upset").mood


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"terms": ("red", "red")}, "same code"),
        ({"terms": (Term(code="red"), Term(code="r", alternatives=("Red",)))}, "two terms"),
        ({"terms": (Term(code="a_b"), Term(code="a-b"))}, "two terms"),
        ({"terms": ()}, "at least 1"),
        ({"terms": ("red",), "name": "a:b"}, "pattern"),
        ({"terms": ("",)}, "at least 1"),
    ],
)
def test_a_scale_that_would_be_a_guess_is_refused(fields: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Scale(**{"name": "lights", "measures": "likelihood", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bounds", [(0.5, None), (None, 0.5), (0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (0, float("nan"))]
)
def test_the_numbers_of_a_term_are_a_range_of_probabilities(
    bounds: tuple[float | None, float | None],
) -> None:
    with pytest.raises(ValueError, match="low|greater|less|finite"):
        Term(code="x", low=bounds[0], high=bounds[1])


def test_a_scale_is_a_value() -> None:
    scale = Scale(name="lights", measures="likelihood", terms=("red", "green"), ordered=True)
    same = Scale.model_validate(scale.model_dump())
    assert scale == same
    assert 1 == len({scale, same})
    assert [1, 2] == [term.rank for term in scale.terms]
    assert "green" == scale["GREEN"].code == scale["lights:green"].code
    with pytest.raises(ScaleError, match="'red', 'green'"):
        scale["amber"]
    assert issubclass(ScaleError, ArgmapError)


def test_numbers_are_looked_up_and_never_stored() -> None:
    assert (0.8, 0.95) == term_of("very_likely", "likelihood").range
    assert (0.9, 1.0) == term_of("ipcc.likelihood:very_likely", "likelihood").range
    assert term_of("high", "confidence").range is None
    with pytest.raises(ScaleError, match="no term"):
        term_of("quite so", "likelihood")


def test_scales_are_read_when_first_needed() -> None:
    """A map that rates nothing never builds them; JSON shows the same in a fresh process."""
    import subprocess
    import sys

    code = (
        "import argmap, json, sys; before = 'argmap.model.scales' in sys.modules;"
        "argmap.Claim(id='c', text='x'); between = 'argmap.model.scales' in sys.modules;"
        "argmap.Claim(id='c', text='x', likelihood='likely');"
        "print(json.dumps([before, between, 'argmap.model.scales' in sys.modules]))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert [False, False, True] == json.loads(printed)
