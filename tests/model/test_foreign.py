"""Foreign data: JSON text in one form."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import argmap as am


def test_data_is_kept_in_one_form() -> None:
    """However it was written, equal data is an equal value."""
    assert am.Foreign.of("x", {"b": 1, "a": "ü"}) == am.Foreign(format="x", data='{ "a": "\\u00fc", "b": 1}')
    assert {"a": "ü", "b": 1} == am.Foreign.of("x", {"b": 1, "a": "ü"}).value


@pytest.mark.parametrize("data", ["", "{", "NaN", "[" * 100_000])
def test_what_is_no_json_is_refused(data: str) -> None:
    with pytest.raises(ValidationError, match="foreign data is JSON"):
        am.Foreign(format="x", data=data)


def test_a_format_needs_a_name_and_stands_once() -> None:
    with pytest.raises(ValidationError, match="no name"):
        am.Foreign.of(" ", 1)
    with pytest.raises(TypeError, match="several values of one format: x, x"):
        am.ArgumentMap(foreign=[am.Foreign.of("x", 1), am.Foreign.of("x", 2)])


def test_a_map_carries_it_through_edits() -> None:
    """A draft of a map, a selection and a copy keep it, and the rules that are switched off."""
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="It rains.")], ignore=["AM107"], foreign=[am.Foreign.of("x", [1])]
    )
    for other in (m.edit().map(), m.only("c1"), m.replace(title="Weather")):
        assert (m.ignore, m.foreign) == (other.ignore, other.foreign)
    assert m != m.replace(foreign=())
