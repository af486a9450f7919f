"""The public names are a pinned list: adding or dropping one is a decision."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import argmap as am


def test_all_is_what_can_be_imported() -> None:
    assert len(set(am.__all__)) == len(am.__all__)
    for name in am.__all__:
        assert getattr(am, name) is not None


def test_what_is_imported_late_is_what_type_checkers_see() -> None:
    """Names under TYPE_CHECKING come from the modules that the table of late names gives."""
    seen = {
        f"{node.module}.{name.name}"
        for branch in ast.parse(Path(am.__file__).read_text("utf-8")).body
        if isinstance(branch, ast.If) and isinstance(branch.test, ast.Name)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    late = {f"{module}.{name}" for name, module in am._MODULES.items()}
    assert seen == late
    assert late
    assert set(am._MODULES) <= set(am.__all__) <= set(dir(am))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'chek'\. Did you mean 'check'"):
        _ = am.chek


def test_all_names_are_imported_by_a_star() -> None:
    names: dict[str, object] = {}
    exec("from argmap import *", names)
    assert names["check"] is am.check
    assert set(am.__all__) <= set(names)
