"""Tables in a notebook: read from the left, whatever they are of, and words where there are no rows."""

from __future__ import annotations

import re
from typing import Any

import pytest

import argmap as am
from argmap.model.table import html_table

TEXT = am.SourceText("It rains. So the street is <wet>.")


def _map() -> am.ArgumentMap:
    d = am.Draft(source=am.Source(id="s"), text=TEXT)
    wet = d.thesis("The street is <wet>.", quote="the street is <wet>")
    d.support(wet, d.claim("It rains.", quote="It rains"))
    return d.map()


def _tables(m: am.ArgumentMap) -> dict[str, Any]:
    return {
        "check": m.check(),
        "verify": m.verify(TEXT),
        "coverage": am.coverage(m, TEXT),
        "evaluate": am.evaluate(m),
        "strength": am.strength(m),
        "load_bearing": am.load_bearing(m, "c1"),
        "contributions": am.contributions(m, "c1"),
        "sensitivity": am.sensitivity(m, "c1"),
        "extension": next(am.extensions(m)),
        "accepts": am.accepts(m, "c1", mode="credulous"),
        "compare": am.compare(am.ArgumentMap(), m),
        "agreement": am.agreement(m, m, text=TEXT),
        "formats": am.formats(),
        "schemes": am.schemes(),
        "rules": am.rules(),
        "to_frame": m.to_frame(library="none"),
    }


def _html(value: Any) -> str:
    if hasattr(value, "_repr_html_"):
        return str(value._repr_html_())
    return str(value._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize("name", _tables(_map()))
def test_each_cell_begins_at_the_left(name: str) -> None:
    """Notebooks set the cells of a table flush right, which is for numbers."""
    html = _html(_tables(_map())[name])
    cells = re.findall(r"<t[hd]\b[^>]*>", html)
    assert len(cells) >= 4
    assert {"th", "td"} == {cell[1:3] for cell in cells}
    assert [] == [cell for cell in cells if "text-align:left" not in cell]
    assert "<wet>" not in html


def test_where_there_is_nothing_to_list_it_says_so() -> None:
    """A head above nothing tells nobody that all is well."""
    m = am.ArgumentMap()
    for value, said in (
        (m.check(), "no weakness found"),
        (am.compare(m, m), "no difference"),
        (m.to_frame(library="none"), "(no rows)"),
    ):
        assert f"<p>{said}</p>" == _html(value)


def test_a_comparison_tells_what_differs_in_the_head_and_what_is_not_sure() -> None:
    """As its text does; the parts alone are the same."""
    old = am.ArgumentMap([am.Claim(id="c1", text="The street gets wet when it rains.")], title="Rain")
    new = am.ArgumentMap([am.Claim(id="k9", text="The street gets wet when it rains a lot.")], title="Snow")
    changes = am.compare(old, new)
    html = _html(changes)
    assert "<p>title: &#x27;Rain&#x27; → &#x27;Snow&#x27;</p><table>" in html
    assert "taken for the same by its text" in str(changes)
    assert "taken for the same by its text" in html


def test_caption_and_notes_stand_around_the_table() -> None:
    html = html_table(["a"], [["1"]], caption="<above>", notes=["one\ntwo"])
    assert html.startswith("<p>&lt;above&gt;</p><table>")
    assert html.endswith("</table><p>one<br>two</p>")


def test_schemes_and_rules_print_a_line_for_each() -> None:
    """Messages send readers to am.rules(), where they look for one by its words."""
    for values, first in ((am.schemes(), am.schemes()[0].name), (am.rules(), am.rules()[0].code)):
        lines = repr(values).splitlines()
        assert len(values) + 2 == len(lines)
        assert lines[2].startswith(first)
        assert "<function" not in _html(values)
        assert str(values) == repr(values)
    assert "Do other experts agree?" in _html(am.schemes())
