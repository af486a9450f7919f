"""A conversion between scales is asked for, and says what it loses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ScaleError
from argmap.model.conversion import Conversion, convert
from argmap.model.vocabulary import Scale, Term, scales


@pytest.mark.parametrize(
    ("code", "way", "result", "lost"),
    [
        ("very_likely", "icd203.likelihood phia.yardstick", "highly_likely", ("90–95 % lies between",)),
        (
            "likely",
            "icd203.likelihood phia.yardstick",
            "likely",
            ("55–80 % becomes 55–75 %", "75–80 % lies between"),
        ),
        ("realistic_possibility", "phia.yardstick icd203.likelihood", None, ("'unlikely'", "'roughly_even'")),
        ("almost_certain", "phia.yardstick icd203.likelihood", "almost_certain", ("99–100 % lies beyond",)),
        ("exceptionally_unlikely", "ipcc.likelihood icd203.likelihood", None, ("0–1 % lies beyond",)),
        ("very_likely", "icd203.likelihood ipcc.likelihood", "likely", ("80–95 % becomes 66–100 %",)),
        (
            "very_likely",
            "ipcc.likelihood icd203.likelihood",
            None,
            ("'very_likely'", "'almost_certain'", "beyond"),
        ),
        ("moderate", "nic.confidence phia.ancr", "moderate", ("words agree",)),
        ("moderate", "nic.confidence ipcc.confidence", None, ("no term of this wording",)),
    ],
)
def test_a_conversion_says_what_it_loses(
    code: str, way: str, result: str | None, lost: tuple[str, ...]
) -> None:
    """The same word is not the same range: IPCC's "very likely" is no "very likely" of ICD 203."""
    found = convert(code, *way.split())
    assert result == found.result
    assert not found.exact
    for words in lost:
        assert any(words in sentence for sentence in found.lost)
        assert words in str(found)


def test_what_is_the_same_on_both_scales_loses_nothing() -> None:
    assert convert("extremely_likely", "ipcc.likelihood", "phia.yardstick").exact
    assert convert("unlikely", "icd203.likelihood", "icd203.likelihood").exact
    assert "remote_chance" == convert("extremely unlikely", "ipcc.likelihood", "phia.yardstick").result


def test_the_candidates_stand_nearest_first() -> None:
    found = convert("likely", "ipcc.likelihood", "icd203.likelihood")
    assert (None, ("very_likely", "likely", "almost_certain")) == (found.result, found.candidates)


def test_a_conversion_takes_a_stored_value_and_scales_as_values() -> None:
    phia, icd = scales()["phia.yardstick"], scales()["icd203.likelihood"]
    found = convert("phia.yardstick:highly_likely", phia, icd)
    assert (
        Conversion(
            code="highly_likely",
            from_scale="phia.yardstick",
            to_scale="icd203.likelihood",
            result="very_likely",
            candidates=("very_likely",),
            lost=("80–90 % becomes 80–95 %",),
        )
        == found
    )


def test_what_does_not_convert_is_refused() -> None:
    with pytest.raises(ScaleError, match="measures likelihood and .* confidence"):
        convert("likely", "icd203.likelihood", "nic.confidence")
    with pytest.raises(ScaleError, match="Did you mean 'phia.yardstick'"):
        convert("likely", "icd203.likelihood", "phia.yardstik")
    with pytest.raises(ScaleError, match="no term of icd203"):
        convert("quite so", "icd203.likelihood", "phia.yardstick")


def test_a_scale_without_numbers_converts_by_wording_only() -> None:
    lights = Scale(name="lights", measures="likelihood", terms=("likely", "amber"))
    assert "likely" == convert("likely", lights, "icd203.likelihood").result
    assert convert("amber", lights, "icd203.likelihood").result is None
    assert "likely" == convert("likely", "icd203.likelihood", lights).result


percents = st.integers(0, 20).map(lambda n: n * 5)
bands = st.tuples(percents, percents).filter(lambda b: b[0] < b[1])


@given(bands, st.lists(bands, min_size=1, max_size=5))
def test_a_result_covers_more_than_half_and_every_percent_is_accounted_for(
    whole: tuple[int, int], others: list[tuple[int, int]]
) -> None:
    """Counted percent by percent: what the result does not cover is named as lost."""

    def scale(name: str, bands: list[tuple[int, int]]) -> Scale:
        terms = (Term(code=f"t{n}", low=a / 100, high=b / 100) for n, (a, b) in enumerate(bands))
        return Scale(name=name, measures="likelihood", terms=terms)

    found = convert("t0", scale("one", [whole]), scale("two", others))
    cells = set(range(*whole))
    covered = {f"t{n}": cells & set(range(*band)) for n, band in enumerate(others)}
    assert {code for code, share in covered.items() if share} == set(found.candidates)
    shares = [len(covered[code]) for code in found.candidates]
    assert sorted(shares, reverse=True) == shares
    kept: set[int] = set()
    if found.result is not None:
        kept = covered[found.result]
        assert len(kept) == max(map(len, covered.values()))
        assert len(kept) * 2 > len(cells)
    named: set[int] = set()
    for sentence in found.lost:
        if "becomes" not in sentence:
            low, high = sentence.split(" %")[0].split("–")
            named |= set(range(int(low), int(high)))
    assert cells - kept == named
    assert found.exact == (found.result is not None and others[int(found.result[1:])] == whole)
