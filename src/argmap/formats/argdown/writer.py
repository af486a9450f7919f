"""Writes a document as Argdown, in one way: the formatter of the language.

Each statement stands on a line of its own, relations are indented by two blanks a level, data are in flow
style, comments stand above what they belong to. What is written reads as the same document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from argmap.formats.argdown.blocks import Block, Content, Entry, Heading, Unread
from argmap.formats.argdown.collector import paused_collector
from argmap.formats.argdown.model import Document
from argmap.formats.argdown.quoting import write_content, write_line_start, write_rule
from argmap.formats.argdown.values import Value, write_front_matter, write_yaml

_SYMBOLS: Final = {"<+": "+", "<-": "-", "<_": "_"}  # the short forms, which people type
_NOTHING: Final = "\\ "  # an escaped blank: a text that is there and says nothing


def write(document: Document) -> str:
    r"""Return a document as Argdown.

    >>> from argmap.formats.argdown import parse
    >>> print(write(parse("[A]:  a\n b\n +  <B>:c")), end="")
    [A]: a b
      + <B>: c
    """
    parts: list[str] = []
    if document.front_matter_source is not None:
        parts.append(f"===\n{document.front_matter_source}\n===".replace("\n\n===", "\n==="))
    elif document.front_matter is not None:
        parts.append(f"===\n{write_front_matter(document.front_matter)}\n===")
    writer = _Writer(document.settings.symbols)
    with paused_collector():
        parts += [writer.block(block) for block in document.blocks]
    if document.comments:
        parts.append("\n".join(document.comments))
    return "\n\n".join(parts) + "\n" if parts else ""


class _Writer:
    def __init__(self, symbols: Mapping[str, str]) -> None:
        self._symbols = symbols

    def block(self, block: Block) -> str:
        """Return a block, without a line break at its end."""
        if isinstance(block, Unread):
            return block.text
        if isinstance(block, Heading):
            text = f"{'#' * block.level} {self._content(block.content, block.data) or _NOTHING}"
            return "\n".join((*block.comments, text + self._data(block.data)))
        lines: list[str] = []
        entries = block.entries
        for place, entry in enumerate(entries):
            below = place + 1 < len(entries) and entries[place + 1].is_relation
            indent = "  " * (entry.depth if entry.is_relation or entry.marker in ("*", "1.") else 0)
            lines += [indent + comment for comment in entry.comments]
            lines.append(indent + self._entry(entry, relation_below=below))
        return "\n".join(lines)

    def _entry(self, entry: Entry, *, relation_below: bool) -> str:
        if entry.marker == "--":
            return self._inference(entry)
        opening = {"": "", "(": f"({entry.label or 1}) ", "*": "* ", "1.": f"{entry.label or 1}. "}.get(
            entry.marker, f"{_SYMBOLS.get(entry.marker, entry.marker)} "
        )
        content, data = self._content(entry.content, entry.data), self._data(entry.data)
        left, right = "[]" if entry.subject == "statement" else "<>"
        if entry.title is None:
            if entry.subject == "argument":
                return f"{opening}<\n>{' ' + content if content else ''}{data}"
            content = content or _NOTHING
            return opening + content + data if opening else write_line_start(content + data)
        name = f"{opening}{left}{entry.title}{right}"
        if entry.is_reference:
            return name + (f" {content}" if content else "") + data
        if not content and relation_below and not data:
            return f"{name}:"  # the line break is text enough
        return f"{name}: {content or _NOTHING}{data}"

    def _inference(self, entry: Entry) -> str:
        if not entry.rules and entry.data is None:
            return "----"
        rules = ", ".join(write_rule(rule, self._symbols) for rule in entry.rules)
        return f"--{' ' + rules if rules else ''}{self._data(entry.data)} --"

    def _content(self, content: Content, data: Value) -> str:
        return write_content(content, self._symbols, after=self._data(data))

    def _data(self, data: Value) -> str:
        if data is None:
            return ""
        if isinstance(data, Mapping):
            return " " + write_yaml(data)
        return f" {{\n{write_yaml(data)}\n}}"
