"""Reading YAML: plain data with its places, from the events of PyYAML's parser.

Nothing is constructed: no tags, no aliases, no merge keys, so that a hostile file can neither run code nor
unfold into more than it holds. Unquoted words mean what the core schema of YAML 1.2 says: ``no`` and
``2020-01-01`` are texts, as are all keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from argmap.errors import FormatError
from argmap.formats.faults import Path, Place, Places

DEPTH = 200
"""How deep a document may be nested; a map needs seven levels, and fields of one's own a few more."""

_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE, _FALSE = re.compile(r"true|True|TRUE"), re.compile(r"false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


START, END = "---", "..."
"""What a file that argmap writes begins and ends with; who begins with the one must end with the other."""


def parse(text: str) -> tuple[Any, bool]:
    """Return the plain data that a YAML text says, and whether no key stands twice in a mapping."""
    found = Places()
    return _read(text, found, everywhere=False), not found.repeated


def parse_foreign(text: str) -> tuple[Any, Places]:
    """Return the plain data that a YAML text of others says, and the places of keys that stand twice.

    It need not end with ``...`` where it begins with ``---``, as argmap's own do.
    """
    found = Places()
    return _read(text, found, everywhere=False, framed=False), found


def places(text: str) -> Places:
    """Return where each value and each key of a YAML text stands."""
    found = Places()
    _read(text, found, everywhere=True)
    return found


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read, the way to it, and in a mapping the key whose value is next."""

    holder: Any
    way: Path
    key: str | None = None


def _read(text: str, found: Places, *, everywhere: bool, framed: bool = True) -> Any:
    """Return the data; ``found`` gets the keys that stand twice, and the places of everything if asked."""
    import yaml

    document: list[Any] = []
    opened = [_Open(document, ())]
    for event in _events(text, framed=framed):
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            opened.pop()
            continue
        if isinstance(event, yaml.DocumentStartEvent) and document:
            raise _error(event.start_mark, "a second document begins here; a map is one document")
        if not isinstance(event, yaml.NodeEvent):
            continue
        _refuse_extras(event)
        inner = opened[-1]
        if isinstance(inner.holder, dict) and inner.key is None:
            inner.key = key = _key(event)
            at = (*inner.way, key)
            if key in inner.holder:
                found.repeated.append((at, _place(event.start_mark)))
            if everywhere:
                found.keys[at] = _place(event.start_mark)
            continue
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        else:
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        if isinstance(inner.holder, dict):
            at = (*inner.way, str(inner.key))
            inner.holder[inner.key] = value
            inner.key = None
        else:
            at = (*inner.way, len(inner.holder)) if len(opened) > 1 else ()
            inner.holder.append(value)
        if everywhere:
            found.values[at] = _place(event.start_mark)
        if not isinstance(event, yaml.ScalarEvent):
            if len(opened) > DEPTH:
                raise _error(event.start_mark, f"nested more than {DEPTH} levels deep; no map is")
            opened.append(_Open(value, at))
    if not document:
        raise FormatError("the file is empty", line=1, column=1)
    return document[0]


def _events(text: str, *, framed: bool) -> Iterator[Any]:
    import yaml

    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        offset = forbidden.start()
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        what = f"the control character U+{ord(forbidden[0]):04X}"
        raise FormatError(
            f'{what} stands here: the file is damaged, or a text needs double quotes and "\\u{ord(forbidden[0]):04x}"',
            line=line,
            column=column,
        )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        begun = False
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.DocumentStartEvent):
                begun = framed and bool(event.explicit)
            elif isinstance(event, yaml.DocumentEndEvent) and begun and not event.explicit:
                raise _error(
                    event.end_mark,
                    f"the file begins with {START} and does not end with {END}: it is cut off (written by hand, "
                    f"it needs neither or both)",
                )
            yield event
    except yaml.MarkedYAMLError as error:
        problem = " ".join(filter(None, (error.context, error.problem)))
        mark = error.problem_mark or error.context_mark
        if mark is None:
            raise FormatError(f"this is no YAML: {problem}") from None
        if mark.line >= text.rstrip().count("\n") + 1:
            problem = f"the file ends too early, it is cut off: {problem}"
        raise _error(mark, f"this is no YAML: {problem}") from None
    except yaml.YAMLError as error:
        raise FormatError(f"this is no YAML: {error}") from None


def _refuse_extras(event: Any) -> None:
    """Refuse what the native format has no use for, and an attacker has."""
    import yaml

    if isinstance(event, yaml.AliasEvent):
        raise _error(event.start_mark, f"the alias *{event.anchor} stands here; write the value out")
    if event.anchor is not None:
        raise _error(event.start_mark, f"the anchor &{event.anchor} stands here; leave it out")
    if event.tag is not None:
        raise _error(
            event.start_mark, f"the tag {event.tag} stands here; leave it out, and quote what is text"
        )


def _key(event: Any) -> str:
    import yaml

    if isinstance(event, yaml.ScalarEvent):
        return _sound(event)
    raise _error(event.start_mark, "a key is a word, not a list or a mapping")


def _scalar(event: Any) -> Any:
    """Return what a scalar means: text where it is quoted or a block, else by the core schema of YAML 1.2."""
    word: str = event.value
    if not event.implicit[0]:
        return _sound(event)
    if _NULL.fullmatch(word):
        return None
    if _TRUE.fullmatch(word):
        return True
    if _FALSE.fullmatch(word):
        return False
    try:
        if _WHOLE.fullmatch(word):
            return int(word, 0) if word[:2] in ("0o", "0x") else int(word)
        if _FLOAT.fullmatch(word) and (number := float(word)) not in (float("inf"), float("-inf")):
            return number
    except ValueError as error:  # more digits than Python reads
        raise _error(event.start_mark, str(error)) from None
    if _NOT_FINITE.fullmatch(word) or _FLOAT.fullmatch(word):
        raise _error(
            event.start_mark, f"{word} is no number that a file can hold; put it in quotes if it is text"
        )
    return word


def _sound(event: Any) -> str:
    word: str = event.value
    half = next((c for c in word if "\ud800" <= c <= "\udfff"), None) if event.style == '"' else None
    if half is not None:
        raise _error(event.start_mark, f"this text holds half a character, U+{ord(half):04X}")
    return word


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _error(mark: Any, message: str) -> FormatError:
    line, column = _place(mark)
    return FormatError(message, line=line, column=column)
