"""Data and front matter: YAML in, plain values out, and back.

YAML is read by PyYAML's safe parser, but its scalars mean what they mean to the reference, whose YAML is
version 1.2: ``no`` and ``1:30`` are texts there, and a key that stands twice is an error. No tag makes an
object, no alias can blow up a document, and nesting is bounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias

import yaml

Value: TypeAlias = "bool | int | float | str | date | tuple[Value, ...] | Mapping[str, Value] | None"
"""What data can hold: scalars, tuples, and mappings whose keys are texts. A ``datetime`` is a ``date`` too."""

DEEPEST: Final = 100  # levels of nesting, as in js-yaml; a person writes two or three
LONGEST_NUMBER: Final = 308  # digits; JavaScript knows no greater number, and takes more digits for a text
LARGEST: Final = 100_000  # values after every alias is followed

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)")
_FLOAT = re.compile(
    r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?"
)
_MERGE: Final = "\0<<"  # YAML text holds no NUL, so no key is like this
_TAG_PREFIX: Final = "tag:yaml.org,2002:"


class DataError(ValueError):
    """YAML that cannot be read; the message says why."""


def read_yaml(text: str) -> Value:
    """Return what a YAML text holds; nothing is ``None``.

    Raises:
        DataError: The text is no YAML, holds more than one document, or is too deep or too large.

    >>> read_yaml("{year: 2023, sure: no, tags: [a, b]}")
    {'year': 2023, 'sure': 'no', 'tags': ('a', 'b')}
    """
    try:
        return _Builder().build(text)
    except (yaml.YAMLError, UnicodeError) as error:
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise DataError(str(problem)) from None


@dataclass(slots=True)
class _Open:
    """A collection that is being read."""

    items: list[Value] | dict[str, Value]
    anchor: str | None
    size: int = 1
    key: str | None = None
    inherited: set[str] | None = None


class _Builder:
    """Builds values from YAML events, without recursion."""

    def __init__(self) -> None:
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._result: Value = None
        self._size = 0

    def build(self, text: str) -> Value:
        documents = 0
        value: Value
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                value = _MERGE if self._merges(event) else _scalar(event)
                self._add(self._anchored(event.anchor, value), 1)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._open(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                done = self._stack.pop()
                value = tuple(done.items) if isinstance(done.items, list) else done.items
                self._add(self._anchored(done.anchor, value, done.size), done.size)
            elif isinstance(event, yaml.AliasEvent):
                if event.anchor not in self._anchors:
                    raise DataError(f"unknown alias {event.anchor!r}")
                self._add(*self._anchors[event.anchor])
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise DataError("more than one YAML document")
        return self._result

    def _merges(self, event: yaml.ScalarEvent) -> bool:
        """Whether a scalar is the merge key ``<<``."""
        at_key = bool(self._stack) and isinstance(self._stack[-1].items, dict) and self._stack[-1].key is None
        return at_key and event.value == "<<" and event.implicit[0]

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _TAG_PREFIX + ("map" if mapping else "seq")):
            raise DataError(f"the tag {event.tag!r} is not supported in data")
        if len(self._stack) >= DEEPEST:
            raise DataError(f"data nested more than {DEEPEST} levels deep")
        self._stack.append(_Open({} if mapping else [], event.anchor))

    def _anchored(self, anchor: str | None, value: Value, size: int = 1) -> Value:
        if anchor is not None:
            self._anchors[anchor] = (value, size)
        return value

    def _add(self, value: Value, size: int) -> None:
        """Put a finished value where it belongs."""
        if not self._stack:
            self._result = value
            return
        parent = self._stack[-1]
        parent.size += size
        if parent.size > LARGEST:
            raise DataError(f"data of more than {LARGEST:,} values, aliases included")
        items = parent.items
        if isinstance(items, list):
            items.append(value)
        elif parent.key is None:
            parent.key = _key(value)
        elif parent.key == _MERGE:
            _inherit(parent, value)
            parent.key = None
        else:
            inherited = parent.inherited or set()
            if parent.key in items and parent.key not in inherited:
                raise DataError(f"the key {parent.key!r} stands twice")
            inherited.discard(parent.key)
            items[parent.key] = value
            parent.key = None


def _inherit(parent: _Open, value: Value) -> None:
    """Apply a merge key: what the mapping does not say itself it takes from another."""
    assert isinstance(parent.items, dict)
    inherited = parent.inherited = parent.inherited or set()
    for source in value if isinstance(value, tuple) else (value,):
        if not isinstance(source, Mapping):
            raise DataError("the merge key << needs a mapping")
        for key, inner in source.items():
            if key not in parent.items:
                parent.items[key] = inner
                inherited.add(key)


def _key(value: Value) -> str:
    """Return a key as the text that JavaScript makes of it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float) and math.isfinite(value) and value == int(value) and abs(value) < 1e21:
        return str(int(value))
    if isinstance(value, int | float):
        return str(value).replace("inf", "Infinity").replace("nan", "NaN")
    if isinstance(value, tuple):
        if any(isinstance(item, tuple) for item in value):
            raise DataError("a key may not hold a list of lists")
        return ",".join("" if item is None else _key(item) for item in value)
    return "[object Object]" if isinstance(value, Mapping) else value.isoformat()


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    tag = event.tag
    if tag is None and event.implicit[0]:
        return _plain(text)
    if tag in (None, "!", _TAG_PREFIX + "str"):
        return text
    value = _plain(text)
    wanted = {"null": type(None), "bool": bool, "int": int, "float": (float, int), "timestamp": date}.get(
        str(tag).removeprefix(_TAG_PREFIX)
    )
    if wanted is None:
        raise DataError(f"the tag {tag!r} is not supported in data")
    if not isinstance(value, wanted):  # type: ignore[arg-type]  # a class or a tuple of classes
        raise DataError(f"{text!r} is not of the type that its tag {tag!r} says")
    return value


def _plain(text: str) -> Value:
    """Return what an unquoted scalar means in YAML 1.2, as js-yaml reads it."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] in "+-.0123456789":
        if _INT.fullmatch(text):
            return _integer(text)
        if _FLOAT.fullmatch(text):
            return _float(text)
        if match := _DATE.fullmatch(text):
            year, month, day = map(int, match.groups())
            return _day(text, year, month, day)
        if match := _TIME.fullmatch(text):
            return _moment(text, match)
    return text


def _integer(text: str) -> int | str:
    if len(text) > LONGEST_NUMBER:
        return text
    digits = text.lstrip("+-")
    base = {"0b": 2, "0o": 8, "0x": 16}.get(digits[:2], 10)
    value = int(digits[2:] if base != 10 else digits, base)
    return -value if text[0] == "-" else value


def _float(text: str) -> float | str:
    lowered = text.lower()
    if lowered.endswith(("inf", "nan")):
        return math.nan if lowered == ".nan" else -math.inf if text[0] == "-" else math.inf
    value = float(text)
    return value if math.isfinite(value) else text


def _day(text: str, year: int, month: int, day: int) -> date:
    """Return a day; as in JavaScript, the 32nd of a month is the first of the next."""
    try:
        return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + timedelta(days=day - 1)
    except (ValueError, OverflowError):
        raise DataError(f"{text!r} is no date") from None


def _moment(text: str, match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(group) for group in match.groups()[:6])
    fraction, sign, zone_hours, zone_minutes = match.groups()[6:]
    shift = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    midnight = _day(text, year, month, day)
    try:
        return (
            datetime(midnight.year, midnight.month, midnight.day, tzinfo=UTC)
            + timedelta(hours=hour, minutes=minute, seconds=second)
            + timedelta(milliseconds=int((fraction or "0")[:3].ljust(3, "0")))
            + (shift if sign == "-" else -shift)
        )
    except OverflowError:
        raise DataError(f"{text!r} is no time") from None


# Writing ----------------------------------------------------------------------------------------------------

# A word that is safe in flow style, in a comment-free line, and between the braces of Argdown data.
_BARE = re.compile(r"[A-Za-z\u00C0-\u024F][\w\u00C0-\u024F./-]*(?: [\w\u00C0-\u024F./-]+)*")
_QUOTED_CHARS = re.compile('["\\\\}\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|=(?==)')


def write_yaml(value: Value) -> str:
    """Return a value as one line of YAML in flow style, fit to stand in Argdown data.

    >>> write_yaml({"year": 2023, "by": ("A. Khan", "no: yes")})
    '{year: 2023, by: [A. Khan, "no: yes"]}'
    """
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{write_text(key)}: {write_yaml(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, tuple):
        return "[" + ", ".join(map(write_yaml, value)) + "]"
    if isinstance(value, str):
        return write_text(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        if math.isfinite(value):
            return repr(value)
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    if isinstance(value, datetime):
        utc = value.astimezone(UTC) if value.tzinfo else value
        return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z".rjust(24, "0")
    return value.isoformat().rjust(10, "0") if isinstance(value, date) else str(value)


def write_text(text: str) -> str:
    r"""Return a text as a YAML scalar, quoted where it must be.

    >>> write_text("plain words"), write_text("true"), write_text("a }")
    ('plain words', '"true"', '"a \\x7D"')
    """
    if _BARE.fullmatch(text) and text == _plain(text) and "--" not in text and "//" not in text:
        return text
    return '"' + _QUOTED_CHARS.sub(_quoted, text) + '"'


def _quoted(match: re.Match[str]) -> str:
    char = match.group()
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    code = ord(char)
    return named or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def write_front_matter(value: Value) -> str:
    """Return front matter as YAML lines: one key to a line, nested mappings indented.

    >>> print(write_front_matter({"title": "T", "model": {"mode": "strict"}}))
    title: T
    model:
        mode: strict
    """
    if not isinstance(value, Mapping) or not value:
        return write_yaml(value)
    lines: list[str] = []
    for key, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            lines.append(f"{write_text(key)}:")
            lines += ["    " + line for line in write_front_matter(inner).split("\n")]
        else:
            lines.append(f"{write_text(key)}: {write_yaml(inner)}")
    return "\n".join(lines)
