"""The theme in use holds where none is given: nested, each thread for itself, and always given back."""

from __future__ import annotations

import threading

import pytest

import argmap as am
from draw.school_map import school_map


def test_a_drawing_has_the_theme_in_use() -> None:
    """Inside the context, and kept by drawings that outlive it; a theme that is given goes first."""
    m = school_map()
    assert m.draw().theme == am.themes.light
    with am.themes.use("dark") as chosen:
        inside = m.draw()
        given = m.draw(theme="print")
    assert chosen is am.themes.dark
    assert inside.theme == am.themes.dark
    assert given.theme == am.themes.print
    assert m.draw().theme == am.themes.light
    assert am.themes.dark.paper in inside.svg()
    assert inside == m.draw(theme="dark")


def test_contexts_nest_and_an_error_leaves_them() -> None:
    """The one before holds again, however a context is left."""
    wide = am.themes.light.replace(card_width=240)
    with am.themes.use("dark"):
        with am.themes.use(wide):
            assert am.themes.in_use() is wide
        assert am.themes.in_use() is am.themes.dark
        with pytest.raises(am.ArgmapError), am.themes.use(wide):
            am.themes.named("drak")
        assert am.themes.in_use() is am.themes.dark
    assert am.themes.in_use() is am.themes.light


def test_a_thread_has_a_theme_of_its_own() -> None:
    """What one thread uses does not reach another."""
    seen = []
    with am.themes.use("dark"):
        thread = threading.Thread(target=lambda: seen.append(am.themes.in_use().name))
        thread.start()
        thread.join()
    assert seen == ["light"]


def test_themes_are_found_by_their_names() -> None:
    """Each theme of the module is that of its name, and a theme is its own name."""
    for theme in (am.themes.light, am.themes.dark, am.themes.print, am.themes.colour_blind):
        assert am.themes.named(theme.name) is theme
        assert am.themes.named(theme) is theme


def test_a_theme_that_is_none_is_refused() -> None:
    """Before the context is entered, and the theme in use stays."""
    with pytest.raises(am.ArgmapError, match="Did you mean 'dark'"), am.themes.use("drak"):
        pytest.fail("it was entered")
    assert am.themes.in_use() is am.themes.light
