"""The reference shows the docstrings of the public names as they are meant."""

from __future__ import annotations

import inspect
import re
import runpy
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

import argmap as am

CONF = Path(__file__).parents[2] / "docs" / "conf.py"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the reference as they are written before Sphinx reads them, by their place."""
    folder = tmp_path_factory.mktemp("reference")
    runpy.run_path(str(CONF))["_write_api"](folder / "api.md")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


def test_each_public_name_stands_on_one_page_and_in_the_list_of_all(pages: dict[str, str]) -> None:
    listed = pages["api.md"]
    others = "\n".join(text for place, text in pages.items() if place != "api.md")
    told = re.findall(r"^\.\. auto(?:class|exception|function):: argmap\.(\w+)$", others, re.MULTILINE)
    assert sorted(set(am.__all__) - {"themes"}) == sorted(told)
    assert [] == [name for name in am.__all__ if f"{{py:obj}}`{name} <argmap." not in listed]
    assert "automodule:: argmap.draw.themes" in others
    assert {place.removesuffix(".md") for place in pages} - {"api"} == set(
        listed.partition(":hidden:\n\n")[2].split()[:-1]
    )


def test_each_name_in_the_list_says_what_it_is(pages: dict[str, str]) -> None:
    rows = re.findall(r"^\| \{py:obj\}.*", pages["api.md"], re.MULTILINE)
    assert len(rows) > len(am.__all__)
    assert [] == [row for row in rows if not re.search(r"\| \S.{9,} \|$", row)]


def test_what_a_method_of_a_map_returns_is_in_the_reference(pages: dict[str, str]) -> None:
    """Nobody imports a drawing, and everybody saves one."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    given = (
        m.draw(),
        m.fold("c1"),
        m.pages(),
        m.pages()[0],
        m.explore(),
        m.report(),
        m.to_frame(library="none"),
    )
    told = "\n".join(pages.values())
    for value in given:
        of = type(value)
        assert f".. autoclass:: {of.__module__}.{of.__name__}\n" in told
    for name in ("Written", "Loss"):
        assert f".. autoclass:: argmap.formats.{name}\n" in told


def test_what_a_class_has_from_a_base_of_no_page_stands_with_it(pages: dict[str, str]) -> None:
    """Half of what a draft can do stands in such a base, map() among it."""
    assert "map" not in vars(am.Draft)
    assert ".. autoclass:: argmap.Draft\n   :inherited-members:" in pages["api/maps.md"]
    assert ".. autoclass:: argmap.Claim\n\n" in pages["api/nodes.md"]  # Node has a place of its own


def _properties() -> Iterator[tuple[str, str]]:
    """Yield each public property of a public class, with the first line of its docstring."""
    for name in am.__all__:
        if inspect.isclass(what := getattr(am, name)):
            for above in what.__mro__:
                for member, value in vars(above).items():
                    if isinstance(value, property | cached_property) and not member.startswith("_"):
                        yield f"{above.__name__}.{member}", (value.__doc__ or "").partition("\n")[0]


def test_what_a_property_says_is_not_taken_for_its_type() -> None:
    """Sphinx reads what stands before a colon in its first line as a type, and shows the rest alone."""
    found = dict(_properties())
    assert len(found) > 50
    assert {} == {name: line for name, line in found.items() if re.search(r"(?<!:):(?!:)", line)}


def test_the_words_that_fields_take_are_all_listed(tmp_path: Path) -> None:
    """Each scheme with its questions, each scale with its terms."""
    runpy.run_path(str(CONF))["_write_words"](tmp_path / "words.md")
    page = (tmp_path / "words.md").read_text("utf-8")
    for scheme in am.schemes():
        asked = "\n".join(f"{n}. {question}" for n, question in enumerate(scheme.questions, 1))
        _, _, told = page.partition(f"### {scheme.name.capitalize()}\n")
        assert asked in told.partition("###")[0]
    for name, scale in am.scales().items():
        _, _, told = page.partition(f"\n`{name}`, for")
        listed = re.findall(r"^\| `([^`]+)` \|", told.partition("###")[0], re.MULTILINE)
        assert list(scale.codes) == listed
