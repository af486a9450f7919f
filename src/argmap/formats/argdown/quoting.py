"""Writes texts so that they read as what they are.

Nearly every sign means something somewhere in Argdown. A backslash is set only where the lexer would take a
sign for more than itself, so that prose stays prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from argmap.formats.argdown.blocks import Content, Range
from argmap.formats.argdown.lexer import LINE_OPENING
from argmap.formats.argdown.scan import JS_SPACE, Ahead
from argmap.formats.argdown.tokens import EMPTY_COMMENT

_WORD_END = re.compile(f"[{JS_SPACE}]|\\Z")
_EQUALS = re.compile(r"={3,}")
_ROW = re.compile(r"#+")
_TAG_CHAR = re.compile(r"[(a-zA-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF{]")  # { is written \{
_CONTROL: Final = frozenset("@#*_[],.:</>(){};-")
_ALWAYS: Final = frozenset("\\[{")
_ANY: Final = 1 << 30  # a token that keeps all blanks that follow it

_IN_TAG: Final = -1  # a tag that would grow by what follows it


class ContentWriter:
    """Writes one content.

    Args:
        content: The text and its ranges.
        symbols: The shortcodes that the reader will know.
        after: What follows on the same line.
        also: Signs that mean something at this place besides the usual ones.
    """

    def __init__(
        self, content: Content, symbols: Mapping[str, str], *, after: str = "", also: str = ""
    ) -> None:
        self._text = content.text
        self._ranges = content.ranges
        self._symbols, self._after, self._also = symbols, after, frozenset(also)
        self._out: list[str] = []
        self._marks: list[tuple[str, int]] = []  # open marks and where they close
        self._keeps, self._keeps_tabs = 0, False  # the blanks that the last token keeps
        self._row_end, self._row_opens = -1, False  # the row of # that was looked at last
        self._starts: dict[int, list[Range]] = {}
        for each in content.ranges:
            self._starts.setdefault(each.start, []).append(each)
        self._edges = sorted({edge for each in content.ranges for edge in (each.start, each.stop)})
        self._is_edge = frozenset(self._edges)
        self._ahead: dict[str, Ahead] = {}
        self._last_atom = max((r.start for r in content.ranges if r.kind in ("link", "symbol")), default=-1)
        self._last_angle = self._text.rfind(">")

    def write(self) -> str:
        """Return the content as Argdown."""
        at, size = 0, len(self._text)
        while True:
            self._close(at)
            atom = self._open(at)
            if atom is not None:
                at = self._atom(atom)
            elif at >= size:
                break
            else:
                at = self._char(at)
        return "".join(self._out)

    def _emit(self, piece: str, keeps: int, *, tabs: bool = False) -> None:
        """Add to what is written; ``keeps`` is how many blanks after it the lexer will keep."""
        if self._keeps == _IN_TAG and (piece[0] == "\\" or _TAG_CHAR.match(piece)):
            self._out.append(EMPTY_COMMENT)  # or the tag would grow
        self._out.append(piece)
        self._keeps, self._keeps_tabs = keeps, tabs

    # Ranges ---------------------------------------------------------------------------------------------

    def _close(self, at: int) -> None:
        while self._marks and self._marks[-1][1] <= at:
            mark, _ = self._marks.pop()
            self._emit(mark, 1)
            last = not self._marks or self._marks[-1][1] > at
            if last and at < len(self._text) and (at in self._starts or not self._may_follow_mark(at)):
                self._emit("\t", 0)  # closes the mark, and is no part of the text

    def _may_follow_mark(self, at: int) -> bool:
        """Whether a closing mark is one if the character at a place follows it."""
        char = self._text[at]
        if char in "*_":
            return not self._means(at, char)
        return char in " )},!?;-" or (char in ".:" and not self._splits(at, char))

    def _open(self, at: int) -> Range | None:
        """Open the marks that begin here; return the link, tag, mention or symbol that does."""
        for each in self._starts.pop(at, ()):
            if each.kind not in ("bold", "italic"):
                return each
            mark = self._mark("**" if each.kind == "bold" else "*")
            self._marks.append((mark, each.stop))
            self._emit(mark, 0)
        return None

    def _mark(self, stars: str) -> str:
        """Return stars or underscores, whichever cannot be mistaken for the marks around."""
        lines = "_" * len(stars)
        around = self._marks[-1][0] if self._marks else ""
        before = self._out[-1][-1:] if self._out and self._out[-1] in ("*", "**", "_", "__") else ""
        if around == stars or before == "*":
            return lines
        if around == lines or before == "_" or stars == "**" or not self._out:
            return stars
        return lines

    def _atom(self, each: Range) -> int:
        image = self._text[each.start : each.stop]
        if each.kind == "link":
            self._emit(f"[{image}]({each.value})", 1)
        elif each.kind == "symbol":
            self._emit(each.value or image, 1)
        else:
            self._emit(image, _IN_TAG if each.kind == "tag" and image[-1:] not in " \t)" else 0)
        return each.stop

    # Characters -----------------------------------------------------------------------------------------

    def _char(self, at: int) -> int:
        text = self._text
        char = " " if text[at] in "\r\n" else text[at]  # a line break in a text is a blank
        if char == " " and self._keeps == _IN_TAG:
            self._emit("\n", 0)  # a blank would become part of the tag
            return at + 1
        if char in " \t":
            if self._keeps > 0 and (char == " " or self._keeps_tabs):
                self._emit(char, self._keeps - 1, tabs=self._keeps_tabs)
            else:
                self._emit("\\" + char, _ANY)
            return at + 1
        if char in ".:":
            return self._punctuation(at, char)
        if char == "=" and (run := _EQUALS.match(text, at)):
            self._emit("\\=" * (run.end() - at), _ANY)
            return run.end()
        if char not in _CONTROL and char != "\\":
            self._emit(char, _ANY, tabs=True)
        elif self._means(at, char):
            self._emit("\\" + char, _ANY)
        else:
            self._emit(char, 1, tabs=True)
        return at + 1

    def _means(self, at: int, char: str) -> bool:
        """Whether the lexer would take a sign for more than itself."""
        following = self._text[at + 1 : at + 2]
        edge = at + 1 in self._is_edge
        if char in _ALWAYS or char in self._also:
            return True
        if char in "*_":
            ends = following in ("", " ", "\t") and not edge
            return not ends or any(mark[0] == char for mark, _ in self._marks)
        if char == "#":
            return self._opens_tag(at)
        if char == "@":
            return edge or following == "<"
        if char == "/":
            return edge or (following != "" and following in "/*")
        if char == "<":
            return (
                self._last_angle > at
                or ">" in self._after
                or following == ""
                or self._last_atom > at
                or self._text.startswith("<!--", at)
            )
        return False

    def _opens_tag(self, at: int) -> bool:
        """Whether a tag would begin with this sign, or with the last of a row of them."""
        if at >= self._row_end:
            match = _ROW.match(self._text, at)
            self._row_end = match.end() if match else at + 1
            after = self._row_end
            for each in self._starts.get(after, ()):
                self._row_opens = each.kind in ("link", "bold", "italic")
                return self._row_opens
            char = self._text[after : after + 1]
            self._row_opens = (
                bool(_TAG_CHAR.match(char))
                or (char != "" and char not in ".:#" and self._means(after, char))
                or any(stop == after for _, stop in self._marks)
            )
        return self._row_opens

    def _punctuation(self, at: int, char: str) -> int:
        """Write a dot or a colon, and all up to the next one if the lexer reads that as one token."""
        if self._splits(at, char):
            self._emit("\\" + char, _ANY)
            return at + 1
        close = self._closing(at, char)
        end = at + 1 if close == -1 else close + 1
        self._emit(self._text[at:end], 1, tabs=True)
        return end

    def _closing(self, at: int, char: str) -> int:
        """Return where the same sign stands again in the same word, or -1."""
        ahead = self._ahead.setdefault(char, Ahead(self._text, char))
        close = ahead.at(at + 2)
        return close if close < self._word_end(at) else -1

    def _word_end(self, at: int) -> int:
        return self._ahead.setdefault("", Ahead(self._text, _WORD_END)).at(at + 1)

    def _edges_in(self, start: int, stop: int) -> Sequence[int]:
        """Return where ranges begin and end from ``start`` up to and including ``stop``."""
        return self._edges[bisect_left(self._edges, start) : bisect_right(self._edges, stop)]

    def _splits(self, at: int, char: str) -> bool:
        """Whether a dot or colon needs a backslash, because the lexer would read too much with it."""
        text = self._text
        if text.startswith("://", at):
            return True
        close = self._closing(at, char)
        if close != -1 and text[at : close + 1] in self._symbols:
            return True
        if not self._edges:
            return False
        end = close if close != -1 else self._word_end(at)
        edges = self._edges_in(at + 1, end)
        if close != -1 and edges:
            return True
        return any(char in _image(each) for edge in edges for each in self._starts.get(edge, ()))


def _image(each: Range) -> str:
    """Return what a range adds to the text where it is written."""
    return each.value or "" if each.kind in ("link", "symbol") else ""


def write_content(content: Content, symbols: Mapping[str, str], *, after: str = "", also: str = "") -> str:
    r"""Return a content as Argdown, with a backslash before each sign that would mean something.

    >>> write_content(Content("5 < 6, a_b, [sic] and #1"), {})
    '5 < 6, a\\_b, \\[sic] and \\#1'
    """
    return ContentWriter(content, symbols, after=after, also=also).write()


def write_line_start(written: str) -> str:
    r"""Return a text that opens a block, with a backslash if its first sign would open something else.

    >>> write_line_start("- no relation"), write_line_start("2020. A year"), write_line_start("plain")
    ('\\- no relation', '\\2020. A year', 'plain')
    """
    if LINE_OPENING.match(written + "\n") or written[:1] in (",", "}"):
        tab = "\\" if written[1:2] == "\t" else ""  # an escaped sign keeps blanks, not tabs
        return f"\\{written[:1]}{tab}{written[1:]}"
    return written


def write_rule(rule: str, symbols: Mapping[str, str]) -> str:
    r"""Return the name of a rule as it can stand between ``--`` and ``--``.

    >>> write_rule("Modus ponens, twice", {})
    'Modus ponens\\, twice'
    """
    hyphens = "-" if "--" in rule or rule[:1] == "-" or rule[-1:] == "-" else ""
    return write_content(Content(rule), symbols, also="," + hyphens) or "\\ "
