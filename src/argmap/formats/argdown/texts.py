"""Reads the texts of entries: plain text, marks for bold and italic, links, tags, mentions, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.blocks import Content, Range, RangeKind, stripped
from argmap.formats.argdown.explain import unexpected
from argmap.formats.argdown.problem import Problem
from argmap.formats.argdown.scan import LINE_ENDS

_LINE_END = re.compile(f"[{LINE_ENDS}]")
TEXTS = frozenset({t.TEXT, t.ESCAPE, t.SYMBOL})
CONTENTS = TEXTS | {t.LINK, t.TAG, t.MENTION_ARGUMENT, t.MENTION_STATEMENT, t.NEWLINE, *t.ENDS}
_RANGE_KINDS: dict[str, RangeKind] = {"**(": "bold", "__(": "bold", "*(": "italic", "_(": "italic"}
_WORDS = frozenset({"tag", "statement", "argument"})  # ranges that are written as they read
_OPENING_MARKS = {closing: opening for opening, closing in t.ENDS.items()}


def _with_blank(text: str, word: Range) -> Range:
    """Return a tag or mention that takes the blank after it, as it does where no line break makes the blank."""
    alone = (word.start == 0 or text[word.start - 1] in " \t") and text[word.stop - 1] != "\t"
    return Range(word.kind, word.start, word.stop + 1, word.value) if alone else word


def link_parts(image: str) -> tuple[str, str] | None:
    """Return the text and the address of a link: those on the first of its lines that holds both.

    >>> link_parts("[report](https://example.org)")
    ('report', 'https://example.org')
    """
    for line in _LINE_END.split(image):
        close = line.rfind(")")
        middle = line.rfind("](", 0, max(close - 1, 0))
        start = line.find("[")
        if 0 <= start and start + 2 <= middle:
            return line[start + 1 : middle], line[middle + 2 : close]
    return None


class TextParser:
    """Reads texts from the tokens of a block.

    Args:
        text: The whole text.
        tokens: The tokens of the block.
        symbols: The symbols of the shortcodes.
    """

    def __init__(self, text: str, tokens: t.Tokens, symbols: Mapping[str, str]) -> None:
        self._text, self._symbols = text, symbols
        self._kinds, self._starts, self._ends = tokens.kinds, tokens.starts, tokens.ends
        self._at = 0

    def _image(self) -> str:
        return self._text[self._starts[self._at] : self._ends[self._at]]

    def _plain(self, kind: str) -> str:
        """Return the text that a text token stands for."""
        image = self._image()
        if kind is t.ESCAPE:
            return image[1:]
        if kind is t.SYMBOL and (symbol := self._symbols.get(image.strip(" \t"))) is not None:
            return symbol + (" " if image[-1] == " " else "")
        return image

    def _content(self, only: str = "") -> Content:
        """Read a text with all that can stand in it; ``only`` one kind of token if that is given."""
        kinds = self._kinds
        parts: list[str] = []
        ranges: list[Range] = []
        opened: list[tuple[str, int, int, int]] = []  # kind, place in the text, index in ranges, token
        size = 0
        if kinds[self._at] not in CONTENTS and not only:
            raise self._unexpected()
        while True:
            kind = kinds[self._at]
            if only and kind is not only:
                break
            if kind is t.TEXT:
                part = self._image()
            elif kind is t.NEWLINE:
                # A line break that ends the text inside a mark is no blank.
                closes = kinds[self._at + 1] in _OPENING_MARKS
                part = "" if closes or (parts and parts[-1].endswith(" ")) else " "
                if part and ranges and ranges[-1].stop == size and ranges[-1].kind in _WORDS:
                    ranges[-1] = _with_blank("".join(parts), ranges[-1])
            elif kind in t.ENDS:
                opened.append((kind, size, len(ranges), self._at))
                ranges.append(Range(_RANGE_KINDS[kind], size, size))  # its end is not known yet
                part = ""
            elif kind in _OPENING_MARKS:
                if not opened or opened[-1][0] != _OPENING_MARKS[kind]:
                    break
                _, start, index, _ = opened.pop()
                ranges[index] = Range(ranges[index].kind, start, size)
                part = " " if self._image()[-1] == " " else ""
            elif kind in CONTENTS:
                part = self._ranged(kind, size, ranges)
            else:
                break
            if part:
                parts.append(part)
                size += len(part)
            self._at += 1
        if opened:
            kind, _, _, token = opened[-1]
            raise Problem(
                f"unclosed-{_RANGE_KINDS[kind]}",
                f"this {kind[:-1]} opens {_RANGE_KINDS[kind]} text that is not closed",
                self._starts[token],
                hint=f"close it with {kind[:-1]}, or write \\{kind[0]} for the character itself",
            )
        return stripped("".join(parts), tuple(ranges))

    def _ranged(self, kind: str, size: int, ranges: list[Range]) -> str:
        """Return the text of a token that makes a range of its own, and add the range."""
        image = self._image()
        if kind is t.ESCAPE or kind is t.SYMBOL:
            part = self._plain(kind)
            if kind is t.SYMBOL and part != image:
                ranges.append(Range("symbol", size, size + len(part.rstrip(" ")), image.strip(" \t")))
            return part
        trimmed = image.rstrip(" \t")
        if kind is t.LINK:
            link = link_parts(image)
            if link is None:
                raise Problem(
                    "broken-link",
                    "a link may not run over the end of a line",
                    self._starts[self._at],
                    hint="write [text](address) on one line, or \\[ for a bracket",
                )
            part, address = link
            ranges.append(Range("link", size, size + len(part), address))
            return part + (" " if image[-1] == " " else "")
        if kind is t.TAG:
            name = trimmed[2:-1] if trimmed.startswith("#(") else trimmed[1:]
            ranges.append(Range("tag", size, size + len(image), name))
        else:
            subject: RangeKind = "argument" if kind is t.MENTION_ARGUMENT else "statement"
            ranges.append(Range(subject, size, size + len(image), trimmed[2:-1]))
        return image

    def _unexpected(self, code: str = "") -> Problem:
        """Return the problem that the token at hand is."""
        return unexpected(self._kinds, self._starts, self._at, code)
