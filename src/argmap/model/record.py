"""Values as records: plain data of texts, numbers, lists and dicts, which every file and graph can hold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args, get_origin

from argmap.model.part import Value


def record(value: Value) -> dict[str, Any]:
    """Return the fields of a value that are not at their default, in the order of its class.

    Tuples become lists, values dicts, dates and the like texts; a frozenset becomes a sorted list, so that
    the same value has the same record under any hash seed.

    >>> import argmap as am
    >>> record(am.Supports(id="s1", premises=("c2",), target="c1"))
    {'id': 's1', 'kind': 'supports', 'premises': ['c2'], 'target': 'c1'}
    """
    fields: dict[str, Any] = value.__pydantic_serializer__.to_python(value, mode="json")
    return _sorted_sets(value, fields) if _holds_sets(type(value)) else fields


def _sorted_sets(value: Any, plain: Any) -> Any:
    """Return plain data with the lists that were sets sorted; ``value`` is what it was made from."""
    if isinstance(value, frozenset):
        items = [_sorted_sets(item, made) for item, made in zip(value, plain, strict=True)]
        return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, tuple) and isinstance(plain, list):
        return [_sorted_sets(item, made) for item, made in zip(value, plain, strict=True)]
    if isinstance(value, Value) and isinstance(plain, dict):
        held = value.__dict__
        return {name: _sorted_sets(held.get(name), made) for name, made in plain.items()}
    return plain


@cache
def _holds_sets(cls: type[Value]) -> bool:
    seen: set[type[Value]] = set()
    waiting: list[Any] = [cls]
    while waiting:
        annotation = waiting.pop()
        if annotation is frozenset or get_origin(annotation) is frozenset:
            return True
        if not isinstance(annotation, type):
            waiting += get_args(annotation)
        elif issubclass(annotation, Value) and annotation not in seen:
            seen.add(annotation)
            waiting += (field.annotation for field in annotation.model_fields.values())
    return False
