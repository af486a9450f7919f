"""The reference shows the docstrings of the public names as they are meant."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cached_property

import argmap as am


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
