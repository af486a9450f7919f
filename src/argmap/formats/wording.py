"""How faults in the fields of a part are put into words, for someone who has the file open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from argmap.errors import did_you_mean, suggestion
from argmap.formats.faults import Path
from argmap.model.nodes import Date
from argmap.model.part import ID_LENGTH, ID_PATTERN, Value

_PATTERNS = {
    ID_PATTERN: f"an id: letters, digits and _ . : -, at most {ID_LENGTH} characters",
    get_args(Date)[
        1
    ].pattern: "a date of ISO 8601, such as '2024', '2024-08' or '2024-08-01', or two with / between",
}
_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "tuple_type": "a list",
    "frozen_set_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_NUMBERS = (int, float)


def kind_of(value: object) -> str:
    """Return what a value of a document is.

    >>> kind_of([]), kind_of(None)
    ('a list', 'null')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case _:
            return "a mapping"


def worded(value: object) -> str:
    """Return a value of a document as a file would show it, shortened.

    >>> worded(True), worded({}), worded("x" * 99)
    ('true', 'a mapping', "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'")
    """
    match value:
        case None | list() | dict():
            return kind_of(value)
        case bool():
            return str(value).lower()
        case int() | float():
            shown = repr(value)
            return f"the number {shown if len(shown) <= 40 else shown[:37] + '...'}"
        case _:
            text = str(value)
            return repr(text if len(text) <= 40 else text[:37] + "...")


def fault_message(detail: Mapping[str, Any], cls: type[Value]) -> tuple[str, Path, bool]:
    """Return a fault that pydantic found in the fields of a class: the sentence, the way to it, if it is a key."""
    way: Path = detail["loc"]
    kind, given, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    name = _named(way)
    if way == ("id",):
        return f"the key must be {_PATTERNS[ID_PATTERN]}", (), True
    if kind == "extra_forbidden":
        owner = _class_at(cls, way[:-1])
        fields = [field for field in owner.model_fields if field not in ("id", "kind")]
        near = suggestion(did_you_mean(str(way[-1]), fields))
        return f"unknown field {name!r}.{near} {owner.__name__} has: {', '.join(fields)}", way, True
    if kind == "missing":
        return f"{name} is missing", way, False
    if kind in ("value_error", "assertion_error"):
        reason = str(context.get("error", detail["msg"]))
        return f"{name}: {reason}" if name else reason, way, False
    if kind == "string_pattern_mismatch" and context.get("pattern") in _PATTERNS:
        return f"{name} must be {_PATTERNS[context['pattern']]}; not {worded(given)}", way, False
    if kind == "too_short":
        return f"{name} must have at least {context['min_length']} item", way, False
    if kind in _WANTED:
        hint = "; put it in quotes" if kind == "string_type" and isinstance(given, (bool, *_NUMBERS)) else ""
        return f"{name} must be {_WANTED[kind]}, not {worded(given)}{hint}", way, False
    message = str(detail["msg"]).removeprefix("Input ").removeprefix("Value ")
    return f"{name} {message}, not {worded(given)}", way, False


def _named(way: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")


def _class_at(cls: type[Value], way: Path) -> type[Value]:
    """Return the class of the value that a way of field names and numbers leads to."""
    for step in way:
        field = cls.model_fields.get(step) if isinstance(step, str) else None
        waiting: list[Any] = [field.annotation] if field is not None else []
        while waiting:
            annotation = waiting.pop(0)
            if isinstance(annotation, type) and issubclass(annotation, Value):
                cls = annotation
                break
            waiting += get_args(annotation)
    return cls


def coercions(body: Mapping[str, Any], value: Value) -> Iterator[tuple[Path, str]]:
    """Yield where the fields of a value are of another type than the file says, with what would be right.

    Pydantic takes ``"yes"`` for true and ``"3"`` for 3. A file says what it means: the JSON Schema refuses
    these too.
    """
    for name in _may_be_coerced(type(value)) & body.keys():
        for way, wanted, found in _coerced(body[name], value.__dict__.get(name), (name,)):
            yield way, f"{_named(way)} must be {wanted}, not {worded(found)}"


@cache
def _may_be_coerced(cls: type[Value]) -> frozenset[str]:
    """Return the fields of a class that are more than texts and lists of texts: the others are never coerced."""
    return frozenset(name for name, field in cls.model_fields.items() if not _is_text(field.annotation))


def _is_text(annotation: Any) -> bool:
    arguments = get_args(annotation)
    if get_origin(annotation) is Literal:
        return all(isinstance(argument, str) for argument in arguments)
    if get_origin(annotation) is Annotated:
        arguments = arguments[:1]
    return annotation in (str, NoneType, Ellipsis) or (bool(arguments) and all(map(_is_text, arguments)))


def _coerced(given: Any, kept: Any, way: Path) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(given, list):
        if isinstance(kept, tuple):
            for place, (one, other) in enumerate(zip(given, kept, strict=True)):
                if type(one) is not str or type(other) is not str:
                    yield from _coerced(one, other, (*way, place))
    elif isinstance(given, dict):
        if isinstance(kept, Value):
            for name, one in given.items():
                yield from _coerced(one, kept.__dict__.get(name), (*way, name))
    elif isinstance(given, str):
        if type(kept) in (bool, *_NUMBERS):
            yield way, "true or false" if isinstance(kept, bool) else "a number", given
    elif isinstance(given, bool):
        if type(kept) in _NUMBERS:
            yield way, "a number", given
    elif isinstance(given, _NUMBERS):
        if isinstance(kept, bool):
            yield way, "true or false", given
        elif isinstance(kept, (date, time, timedelta)):
            yield way, "text, as ISO 8601 writes it", given
