"""What a configuration and the front matter say about how a document is to be read.

The keys are those of ``argdown.config.json``. A front matter may hold the same keys; which of the two wins
is a setting itself (``data.frontMatterSettingsMode``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from argmap.formats.argdown.shortcodes import SHORTCODES
from argmap.formats.argdown.values import Value

_MODEL_DEFAULTS: Final[dict[str, Value]] = {
    "mode": "loose",
    "removeTagsFromText": False,
    "transformArgumentRelations": True,
}
_GROUP_DEPTH: Final = 2  # the reference's default: the two deepest levels of headings are groups


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read a document.

    Attributes:
        strict_relations: Statements entail and exclude one another, instead of supporting and attacking.
        remove_tags: Tags are cut out of texts.
        transform_arguments: A relation of a reconstructed argument is one of its main conclusion.
        explode_arguments: Each inference becomes an argument of its own.
        block_style: Data whose brace ends its line are YAML in block style.
        symbols: The symbols of the shortcodes.
        group: The settings of groups, as they are given.

    >>> Settings().strict_relations
    False
    """

    strict_relations: bool = False
    remove_tags: bool = False
    transform_arguments: bool = True
    explode_arguments: bool = False
    block_style: bool = True
    symbols: Mapping[str, str] = field(default_factory=lambda: SHORTCODES, repr=False)
    group: Mapping[str, Value] = field(default_factory=dict)

    @property
    def group_depth(self) -> float:
        """How many of the deepest levels of headings are groups."""
        depth = self.group.get("groupDepth")
        if depth is None:
            return _GROUP_DEPTH
        return depth if isinstance(depth, int | float) else float("nan")  # nothing is a group then


def truthy(value: Value) -> bool:
    """Return whether JavaScript takes a value for true.

    >>> truthy({}), truthy(0)
    (True, False)
    """
    return value not in (None, False, 0, "") and value == value


def merged(old: Value, new: Value) -> Value:
    """Return two values merged deeply: of two mappings the union, of two sequences the later by position.

    >>> merged({"a": {"b": 1}, "c": (1, 2)}, {"a": {"d": 2}, "c": (3,)})
    {'a': {'b': 1, 'd': 2}, 'c': (3, 2)}
    """
    if isinstance(new, Mapping):
        if isinstance(old, tuple):
            items = list(old)
            for key, value in new.items():  # an index is a key, to JavaScript
                if key.isdecimal() and int(key) < len(items):
                    items[int(key)] = merged(items[int(key)], value)
            return tuple(items)
        base = dict(old) if isinstance(old, Mapping) else {}
        for key, value in new.items():
            base[key] = merged(base.get(key), value) if key in base else merged(None, value)
        return base
    if isinstance(new, tuple):
        before = old if isinstance(old, tuple) else ()
        return (
            tuple(
                merged(before[index] if index < len(before) else None, value)
                for index, value in enumerate(new)
            )
            + before[len(new) :]
        )
    return new


def merged_data(old: Mapping[str, Value], new: Value) -> Mapping[str, Value]:
    """Return data with the data of one more member; what is no mapping is merged by position.

    >>> merged_data({"a": 1}, ("x",))
    {'a': 1, '0': 'x'}
    """
    if isinstance(new, str):
        new = tuple(new)
    if isinstance(new, tuple):
        new = {str(index): value for index, value in enumerate(new)}
    result = merged(old, new) if isinstance(new, Mapping) else old
    return result if isinstance(result, Mapping) else old


def settings_of(request: Mapping[str, Value], front_matter: Value) -> Settings:
    """Return the settings that a configuration and a front matter make together.

    >>> settings_of({}, {"model": {"mode": "strict"}}).strict_relations
    True
    """
    data = request.get("data")
    data = data if isinstance(data, Mapping) else {}
    mode = data.get("frontMatterSettingsMode")
    model = request.get("model")
    model = model if isinstance(model, Mapping) else {}
    given = {key: value for key, value in model.items() if value is not None}
    request = {**request, "model": {**_MODEL_DEFAULTS, **given}, "data": data}
    if isinstance(front_matter, Mapping) and mode != "ignore":
        both = merged(front_matter, request) if mode == "default" else merged(request, front_matter)
        assert isinstance(both, Mapping)
        request = both
    model, data, group = request["model"], request["data"], request.get("group")
    model = model if isinstance(model, Mapping) else {}
    data = data if isinstance(data, Mapping) else {}
    block_style = data.get("switchToBlockFormatIfMultiline")
    codes = model.get("shortcodes")
    symbols = dict(SHORTCODES)
    for code, symbol in codes.items() if isinstance(codes, Mapping) else ():
        unicode = symbol.get("unicode") if isinstance(symbol, Mapping) else None
        if isinstance(unicode, str):
            symbols[code] = unicode
    return Settings(
        strict_relations=model.get("mode") == "strict",
        remove_tags=truthy(model.get("removeTagsFromText")),
        transform_arguments=truthy(model.get("transformArgumentRelations")),
        explode_arguments=truthy(model.get("explodeArguments")),
        block_style=block_style is None or truthy(block_style),
        symbols=symbols if len(symbols) > len(SHORTCODES) or codes else SHORTCODES,
        group=group if isinstance(group, Mapping) else {},
    )
