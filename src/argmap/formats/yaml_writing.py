"""Writing YAML: plain data in a canonical block style that readers of YAML 1.1 and 1.2 take for the same.

A text stands bare where no reader can take it for anything else, in double quotes (with the escapes of JSON)
where one could, as a literal block where it has lines, and folded where it is long. PyYAML's own writer is
ten times slower, and its C and Python variants differ in their bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

WIDTH = 100
"""Columns that a line keeps to where the text allows it."""

_OTHER_THINGS = frozenset("y n yes no on off true false null nan inf".split())
"""What a reader of YAML 1.1 or 1.2 takes for a truth value, a number or nothing, in any case."""

# Besides control characters: readers of YAML 1.1 break lines at U+0085, U+2028 and U+2029, and a byte order
# mark within a text is dropped by some.
_BARE = "[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff:#]"
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN = re.compile(rf"[^\W\d_](?:(?:{_BARE}|:(?=\S)|(?<=\S)#)*(?:{_BARE}|(?<=\S)#)(?<!\s))?")
_WORDS = re.compile(r"[^\W\d_][\w.-]*(?: \w[\w.-]*)*")
_LINES = re.compile(rf"(?:{_BARE}|[:#\n])+")


def block(document: dict[str, Any]) -> str:
    """Return a mapping of plain data as YAML.

    >>> print(block({"text": "It rains.", "tags": ["no", "wet street"], "quotes": [{"exact": "a: b"}]}), end="")
    text: It rains.
    tags: ["no", wet street]
    quotes:
      - exact: "a: b"
    """
    lines: list[str] = []
    _write_mapping(document, "", lines)
    return "\n".join(lines) + "\n"


def _write_mapping(mapping: dict[str, Any], indent: str, lines: list[str]) -> None:
    for key, value in mapping.items():
        _write(f"{indent}{_word(key)}:", value, indent + "  ", lines)


def _write(head: str, value: Any, indent: str, lines: list[str]) -> None:
    """Write a value behind ``head``, a key or a dash; what goes on further lines is indented."""
    if isinstance(value, str):
        _write_text(head, value, indent, lines)
    elif isinstance(value, dict) and value:
        lines.append(head)
        _write_mapping(value, indent, lines)
    elif isinstance(value, list):
        _write_list(head, value, indent, lines)
    else:
        lines.append(f"{head} {_scalar(value)}")


def _write_list(head: str, items: list[Any], indent: str, lines: list[str]) -> None:
    if not any(isinstance(item, (dict, list)) for item in items):
        flow = f"{head} [{', '.join(_word(i) if isinstance(i, str) else _scalar(i) for i in items)}]"
        if len(flow) <= WIDTH:
            lines.append(flow)
            return
    lines.append(head)
    for item in items:
        if isinstance(item, dict) and item:
            start = len(lines)
            _write_mapping(item, indent + "  ", lines)
            lines[start] = f"{indent}- {lines[start].lstrip()}"
        else:
            _write(f"{indent}-", item, indent + "  ", lines)


def _write_text(head: str, text: str, indent: str, lines: list[str]) -> None:
    """Write a text bare or in quotes; as a block where it has lines or is long, and a person would edit it."""
    long = len(head) + 1 + len(text) > WIDTH
    if (long or "\n" in text) and _LINES.fullmatch(text) and not text[0].isspace():
        if "\n" not in text:
            words = text.split(" ")
            if len(words) > 1 and all(words):
                lines.append(f"{head} >-")
                lines.extend(_folded(words, indent))
                return
        elif " \n" not in text and not text.endswith((" ", "\n\n")):
            lines.append(f"{head} |" if text.endswith("\n") else f"{head} |-")
            lines.extend(indent + line if line else "" for line in text.removesuffix("\n").split("\n"))
            return
    plain = _PLAIN.fullmatch(text) and text.lower() not in _OTHER_THINGS
    lines.append(f"{head} {text if plain else _quoted(text)}")


def _folded(words: list[str], indent: str) -> Iterator[str]:
    line = indent + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent + word
        else:
            line = f"{line} {word}"
    yield line


def _word(text: str) -> str:
    """Return a key, or an item of a list in one line: bare where it is mere words."""
    return text if _WORDS.fullmatch(text) and text.lower() not in _OTHER_THINGS else _quoted(text)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            shown = repr(value)
            # YAML 1.1 takes 1e-07 for a text, for want of a point.
            return shown.replace("e", ".0e") if "e" in shown and "." not in shown else shown
        case _:
            return "[]" if isinstance(value, list) else "{}"
