"""Two palettes for one picture: colours become CSS variables, so that a page can change its theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from argmap.draw.theme import Theme, dark, light

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_PAINTED = re.compile(r' (fill|stroke)="(#[0-9a-fA-F]{6})"')
"""Colours stand in these attributes only; a text cannot look like one, since its quotes are escaped."""


def counterpart(theme: Theme) -> Theme:
    """Return the other palette of a page: a theme with the shapes of this one and the colours of the night.

    A theme with a dark paper gets the colours of the day.

    >>> counterpart(light).paper == dark.paper, counterpart(dark).paper == light.paper
    (True, True)
    """
    other = light if is_dark(theme) else dark
    recoloured: Theme = _recoloured(theme, other)
    return recoloured


def is_dark(theme: Theme) -> bool:
    """Return whether the paper of a theme is darker than its text."""
    return _brightness(theme.paper) < _brightness(theme.text)


def _brightness(colour: str) -> int:
    return sum(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _recoloured(value: Any, other: Any) -> Any:
    """Return a value with each colour taken from the same place of another; shapes and sizes stay.

    A style that the other does not have, as for a kind of a user's own, takes the colours of its first one,
    which is the general one.
    """
    if isinstance(value, str):
        return other if _COLOUR.match(value) and isinstance(other, str) and _COLOUR.match(other) else value
    if is_dataclass(value) and not isinstance(value, type):
        if not is_dataclass(other):
            return value
        changes = {
            field.name: _recoloured(getattr(value, field.name), getattr(other, field.name, None))
            for field in fields(value)
            if field.init and field.name != "kind"
        }
        return replace(value, **changes)
    if isinstance(value, Mapping) and isinstance(other, Mapping):
        return {key: _recoloured(inner, other.get(key)) for key, inner in value.items()}
    if isinstance(value, tuple) and isinstance(other, tuple):
        named = {_name(inner, place): inner for place, inner in enumerate(other)}
        general = other[0] if other else None
        return tuple(
            _recoloured(inner, named.get(_name(inner, place), general)) for place, inner in enumerate(value)
        )
    return value


def _name(style: Any, place: int) -> Any:
    return getattr(style, "kind", None) or getattr(style, "tone", place)


def with_variables(day: str, night: str) -> tuple[str, list[tuple[str, str]]]:
    """Return SVG whose colours are variables ``--c0``, ``--c1``, ..., and the two values of each.

    Both are the same picture, painted in two themes.

    >>> with_variables('<g fill="#ffffff"/>', '<g fill="#000000"/>')
    ('<g fill="var(--c0)"/>', [('#ffffff', '#000000')])
    """
    pairs: dict[tuple[str, str], int] = {}
    others = iter(_PAINTED.findall(night))

    def variable(match: re.Match[str]) -> str:
        attribute, colour = match[1], match[2]
        other, there = next(others)
        assert other == attribute, "two paintings of one scene have the same marks"
        return f' {attribute}="var(--c{pairs.setdefault((colour, there), len(pairs))})"'

    return _PAINTED.sub(variable, day), list(pairs)
