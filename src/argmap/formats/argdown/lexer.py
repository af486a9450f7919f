"""The lexer: cuts a text into blocks, and each block into tokens.

Argdown is a language of blocks that blank lines part. `Lexer.block` reads one block and says where the next
begins, so that a bad block need not spoil the others. What a character means depends on where it stands:
relation markers, list items, numbers and headings count at the start of a line only, and how far a line is
indented becomes ``INDENT`` and ``DEDENT`` tokens.

The order in which the patterns are tried, and every oddity of theirs, is that of the reference
(``@argdown/core`` 2.0.1); its JavaScript notions of white space and of line ends are kept too.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.problem import Problem
from argmap.formats.argdown.scan import JS_SPACE, LINE_ENDS, Ahead

_DOT = f"[^{LINE_ENDS}]"
_BLANK_LINE = re.compile(r"(?:[ \t]*(?:\r\n|\n)){2,}")
_NEWLINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_SPACES = re.compile(r"[ \t]+")
_FREE = re.compile(r"[^\\@#*_\[\],.:</>(){}\r\n;-]+")
_CONTROL = re.compile(r"[@#*_\[\],.:</>(){};-][ \t]?")
_ESCAPE = re.compile(rf"\\{_DOT} *")
_SYMBOL = re.compile(rf"\.[^{JS_SPACE}][^{JS_SPACE}.]*\.[ \t]?|:[^{JS_SPACE}][^{JS_SPACE}:]*:[ \t]?")
_TAG = re.compile(r"#[a-zA-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+[ \t]?")
_HEADING = re.compile(r"#+ ")
_DASHES = re.compile(r"-{2,}")
_EQUALS = re.compile(r"={3,}")
_NOT_SPACE = rf"(?![{JS_SPACE}])"
_SPACE_AHEAD = rf"(?=[{JS_SPACE}])"
# Blanks and, by a slip of the reference that documents may rely on, apostrophes count as indentation.
_MARKERS = (
    r"(?P<indent>[' \t]*)(?:{inference}(?P<a>\+>)|(?P<b>->)|(?P<c><?\+)|(?P<d><?-)|(?P<e>><)|(?P<f>_>)"
    rf"|(?P<g><_|_{_SPACE_AHEAD})|(?P<number>\([0-9]+\))|(?P<ordered>[0-9]+\.{_SPACE_AHEAD})"
    rf"|(?P<bullet>\*{_SPACE_AHEAD}))"
)
_MARKER_IN_BLOCK = re.compile(_MARKERS.replace("{inference}", "(?P<inference>--)|"))
_MARKER_AT_START = re.compile(_MARKERS.replace("{inference}", ""))
LINE_OPENING: Final = re.compile(f"{_MARKERS.replace('{inference}', '')}|#+ ")
"""What makes the start of a block more than text."""
_MARKER_NAMES = {"a": "+>", "b": "->", "c": "<+", "d": "<-", "e": "><", "f": "_>", "g": "<_"}
_START_OF = {mark: re.compile(re.escape(mark) + _NOT_SPACE) for mark in t.STARTS}
_END_OF = {
    t.STARTS[mark]: re.compile(re.escape(mark) + r"(?:[ \t]|(?=[\n\r)}_.,!?;:\-*]|\Z))") for mark in t.STARTS
}
_AFTER_COMMENT_AT_START = re.compile(r"(?:[ \t]*\r\n|\n|\r)*")
_AFTER_COMMENT_IN_BLOCK = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r)(?![ \t]*(?:\r\n|\n|\r)))?")
_DATA_STOP = re.compile(rf"\}}[{JS_SPACE}][^,}}]|[\r\u2028\u2029]")
DATA_STOP_ANY_LINE_END: Final = re.compile(rf"\}}[{JS_SPACE}][^,}}]|[\u2028\u2029]")
_DATA_GOES_ON = re.compile(rf"\}}[{JS_SPACE}]*[,}}]")
_MARKER_CHARS: Final = frozenset(" \t'+-<>_(0123456789*")


class Lexer:
    r"""Reads a text block by block, exactly as the reference does.

    >>> tokens, after = Lexer("[A]: a\n\nb").block(0, first=True)
    >>> tokens.kinds, after
    (['statement title', 'text', 'end of the block'], 8)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._bracket, self._bracket_colon, self._round = (
            Ahead(text, "]"),
            Ahead(text, "]:"),
            Ahead(text, ")"),
        )
        self._angle, self._angle_colon = Ahead(text, ">"), Ahead(text, ">:")
        self._comment_close = {"<!--": Ahead(text, "-->"), "/*": Ahead(text, "*/")}
        self._line_end = Ahead(text, re.compile(f"[{LINE_ENDS}]"))
        self._odd_line_end = Ahead(text, re.compile("[\u2028\u2029]"))
        self._equals = Ahead(text, "===")
        self.data_stop = Ahead(text, _DATA_STOP)
        self._data_closes: dict[int, tuple[int, int]] = {}  # stop: (asked at, last closing brace or -1)
        self.tokens = t.Tokens()
        self.last: str | None = None
        self.emphasis: list[str] = []
        self._indents = [0]
        self._in_inference = False

    def block(self, start: int, *, first: bool) -> tuple[t.Tokens, int]:
        """Return the tokens of the block at ``start`` and the place after the blank lines that end it.

        ``first`` says that nothing stands before the block, so that no blank line does.
        """
        self.tokens = tokens = t.Tokens()
        self.last = None if first else t.BLANK_LINE
        self.emphasis, self._indents, self._in_inference = [], [0], False
        text, position, size = self.text, start, len(self.text)
        while position < size:
            char = text[position]
            if self._in_inference:
                position = self._inference_token(position, char)
                continue
            after = self._comment(position) if char in "/<" else 0
            if after:
                position = after
                continue
            if char in " \t\r\n":
                blank = _BLANK_LINE.match(text, position) if self.last is not t.BLANK_LINE else None
                if blank:
                    position = blank.end()
                    break
            position = self._token(position, char)
            self.last = tokens.kinds[-1] if tokens.kinds else self.last
        if self._in_inference:
            self.fail_inference(position)
        if position >= size:
            self.end_of_text(position)
        self._indent(0)
        end = tokens.ends[-1] if tokens.ends else position
        tokens.add(t.END, end, end)
        return tokens, position

    # One token ------------------------------------------------------------------------------------------

    def _token(self, at: int, char: str) -> int:
        """Read the token at ``at`` and return where it ends; the order of the trials matters."""
        text, tokens = self.text, self.tokens
        at_line_start = self.last is None or self.last is t.NEWLINE or self.last is t.BLANK_LINE
        match: re.Match[str] | None
        if char == "=" and (end := self.front_matter_end(at)):
            tokens.add(t.FRONT_MATTER, at, end)
            return end
        if char == "{" and (end := self.data_end(at)):
            tokens.add(t.DATA, at, end)
            return end
        if char == "\\":
            return self._escape(at)
        if char in ".:":
            return self.punctuation(at)
        if char in " \t\r\n" and (match := _NEWLINE.match(text, at)):
            tokens.add(t.NEWLINE, at, match.end())
            return match.end()
        if at_line_start and char in _MARKER_CHARS and (end := self._marker(at)):
            return end
        if at_line_start and char == "#" and (match := _HEADING.match(text, at)):
            tokens.add(t.HEADING, at, match.end())
            return match.end()
        if char in "*_" and (end := self._emphasis(at, char)):
            return end
        if char in "[<@#" and (end := self._named(at, char)):
            return end
        return self._plain(at)

    def _inference_token(self, at: int, char: str) -> int:
        """Read a token between ``--`` and ``--``, where other rules hold."""
        text, tokens = self.text, self.tokens
        self.last = tokens.kinds[-1]
        if char in "/<" and (end := self._comment(at)):
            return end
        if match := _NEWLINE.match(text, at):
            if tokens.kinds[-1] is t.NEWLINE:
                self.fail_inference(at)
            tokens.add(t.NEWLINE, at, match.end())
            return match.end()
        if char == "\\":
            return self._escape(at)
        if char in ".:":
            return self.punctuation(at)
        if match := _DASHES.match(text, at):
            tokens.add(t.INFERENCE_END, at, match.end())
            self._in_inference, self.last = False, t.INFERENCE_END
            return match.end()
        if char == "{" and (end := self.data_end(at)):
            tokens.add(t.DATA, at, end)
            return end
        if char == ",":
            tokens.add(t.COMMA, at, at + 1)
            return at + 1
        return self._plain(at)

    def _plain(self, at: int) -> int:
        """Read text that means nothing but itself; skip blanks where text cannot begin."""
        text = self.text
        if match := _SPACES.match(text, at):
            return match.end()
        match = _FREE.match(text, at) or _CONTROL.match(text, at)
        assert match is not None, "every character is free text or a control character"
        self.tokens.add_text(at, match.end())
        return match.end()

    def _escape(self, at: int) -> int:
        match = _ESCAPE.match(self.text, at)
        if match is None:
            return self.stray_backslash(at)
        self.tokens.add(t.ESCAPE, at, match.end())
        return match.end()

    def punctuation(self, at: int) -> int:
        """Read a shortcode such as ``.A.`` or ``:heart:``, or the single character."""
        match = _SYMBOL.match(self.text, at)
        if match:
            self.tokens.add(t.SYMBOL, at, match.end())
            return match.end()
        match = _CONTROL.match(self.text, at)
        assert match is not None, "dot and colon are control characters"
        self.tokens.add_text(at, match.end())
        return match.end()

    # Lines ----------------------------------------------------------------------------------------------

    def _marker(self, at: int) -> int:
        """Read what opens a line: a relation, a number, a list item, an inference."""
        pattern = _MARKER_AT_START if self.last is t.BLANK_LINE else _MARKER_IN_BLOCK
        match = pattern.match(self.text, at)
        if match is None:
            return 0
        name, end = match.lastgroup or "", match.end()
        width = match.end("indent") - at
        if name == "inference":
            self._indent(0)
            self.add_marker(t.INFERENCE, at, end)
            self._in_inference = True
        elif name == "number":
            self._indent(0)
            self.add_marker(t.NUMBER, at, end)
        elif name in ("ordered", "bullet"):
            self._indent(width + 1)  # an item at the margin is indented too
            self.add_marker(t.ORDERED if name == "ordered" else t.BULLET, at, end)
        else:
            self._indent(width)
            self.add_marker(_MARKER_NAMES[name], at, end)
        return end

    def add_marker(self, kind: str, start: int, end: int) -> None:
        """Append the token that opens a line."""
        self.tokens.add(kind, start, end)

    def _indent(self, width: int) -> None:
        """Add the tokens that lead from the indentation so far to ``width``."""
        at = self.tokens.ends[-1] if self.tokens.ends else 0
        if width > self._indents[-1]:
            self._indents.append(width)
            self.tokens.add(t.INDENT, at, at)
        while width < self._indents[-1]:
            self._indents.pop()
            self.tokens.add(t.DEDENT, at, at)

    def _comment(self, at: int) -> int:
        """Skip a comment and return where it ends, or 0."""
        text = self.text
        if text.startswith("//", at):
            end = self._line_end.at(at)
            if end == -1 or text[end] not in "\n\r":
                return self.last_line_comment(at)
        else:
            opening = "<!--" if text.startswith("<!--", at) else "/*"
            if not text.startswith(opening, at):
                return 0
            closing = self._comment_close[opening].at(at + len(opening))
            odd = self._odd_line_end.at(at)
            if closing == -1 or -1 < odd < closing:
                return 0
            end = closing + (3 if opening == "<!--" else 2)
        if end - at > len(t.EMPTY_COMMENT) or text[at:end] != t.EMPTY_COMMENT:
            self.tokens.comments.append((len(self.tokens.kinds), at, end))
        after = None
        if self.last is t.BLANK_LINE:
            after = _AFTER_COMMENT_AT_START.match(text, end)
        elif self.last is t.NEWLINE:
            after = _AFTER_COMMENT_IN_BLOCK.match(text, end)
        return after.end() if after else end

    # Marks within a line --------------------------------------------------------------------------------

    def _emphasis(self, at: int, char: str) -> int:
        text = self.text
        if self.emphasis and (match := _END_OF[self.emphasis[-1]].match(text, at)):
            self.tokens.add(t.ENDS[self.emphasis.pop()], at, match.end())
            return match.end()
        for mark in (char * 2, char):
            match = _START_OF[mark].match(text, at)
            if match and self.may_emphasise(at, match.end()):
                self.emphasis.append(t.STARTS[mark])
                self.tokens.add(t.STARTS[mark], at, match.end())
                return match.end()
        return 0

    def _named(self, at: int, char: str) -> int:
        """Read a link, a tag, a title, a reference or a mention; return where it ends, or 0."""
        text = self.text
        if char == "#":
            return self._tag(at)
        if char == "[" and (end := self._link(at)):
            self.tokens.add(t.LINK, at, end)
            return end
        mention = char == "@"
        opening = at + 1 if mention else at
        bracket = text[opening : opening + 1]
        if bracket == "[":
            close, close_colon = self._bracket, self._bracket_colon
            define, refer, mentioned = t.DEFINE_STATEMENT, t.REFER_STATEMENT, t.MENTION_STATEMENT
        elif bracket == "<":
            close, close_colon = self._angle, self._angle_colon
            define, refer, mentioned = t.DEFINE_ARGUMENT, t.REFER_ARGUMENT, t.MENTION_ARGUMENT
        else:
            return 0
        inside = opening + 1
        if mention:
            end = close.at(inside + 1)
            if end == -1 or -1 < self._line_end.at(inside) < end:
                return 0
            end += 2 if text[end + 1 : end + 2] in (" ", "\t") else 1
            self.tokens.add(mentioned, at, end)
            return end
        line_end = self._line_end.at(inside)
        end = close_colon.at(inside + 1)
        if end != -1 and not -1 < line_end < end and self.may_name(end + 2, define):
            self.tokens.add(define, at, end + 2)
            return end + 2
        # The first character may be anything but a hyphen, even a line break or the closing bracket.
        end = close.at(inside + 1)
        if end == -1 or text[inside] == "-" or -1 < self._line_end.at(inside + 1) < end:
            return 0
        if not self.may_name(end + 1, refer):
            return 0
        self.tokens.add(refer, at, end + 1)
        return end + 1

    def _link(self, at: int) -> int:
        text = self.text
        close = self._bracket.at(at + 1)
        if close <= at + 1 or not text.startswith("(", close + 1):
            return 0
        end = self._round.at(close + 2)
        if end <= close + 2 or not self.may_link(at, end):
            return 0
        return end + (2 if text[end + 1 : end + 2] in (" ", "\t") else 1)

    def _tag(self, at: int) -> int:
        text = self.text
        if text.startswith("(", at + 1):
            close = self._round.at(at + 2)
            if close <= at + 2:
                return 0
            end = close + (2 if text[close + 1 : close + 2] in (" ", "\t") else 1)
        else:
            match = _TAG.match(text, at)
            if match is None:
                return 0
            end = match.end()
        self.tokens.add(t.TAG, at, end)
        return end

    def front_matter_end(self, at: int) -> int:
        """Return where the front matter that opens at ``at`` ends, or 0."""
        opening = _EQUALS.match(self.text, at)
        if opening is None:
            return 0
        closing = _EQUALS.match(self.text, max(self._equals.at(opening.end()), 0))
        if closing and closing.start() >= opening.end():
            return closing.end()
        return opening.end() if opening.end() - at >= 6 else 0  # ====== opens and closes at once

    def data_end(self, at: int) -> int:
        """Return where the data that open at ``at`` end, or 0: YAML is not looked at, only braces."""
        stop = self.data_stop.at(at + 1)
        stop = len(self.text) if stop == -1 else stop
        asked, close = self._data_closes.get(stop, (stop, -1))
        if close == -1 and at < asked:
            close = self.text.rfind("}", at + 1, stop + 1)
            while close != -1 and _DATA_GOES_ON.match(self.text, close):
                close = self.text.rfind("}", at + 1, close)
            self._data_closes[stop] = (at, close)
        return close + 1 if close > at else 0

    # What the lenient lexer does otherwise --------------------------------------------------------------

    def may_name(self, end: int, kind: str) -> bool:
        """Whether a title or reference that ends at ``end`` counts as one."""
        return True

    def may_link(self, start: int, end: int) -> bool:
        """Whether a link from ``start`` to its closing bracket counts as one."""
        return True

    def may_emphasise(self, start: int, end: int) -> bool:
        """Whether a mark may open bold or italic text."""
        return True

    def last_line_comment(self, at: int) -> int:
        """Skip a line comment that no line break ends: to the reference it is text."""
        return 0

    def end_of_text(self, at: int) -> None:
        """Do what is to be done where the text ends."""

    def stray_backslash(self, at: int) -> int:
        """Read a backslash that has nothing to escape."""
        raise Problem(
            "stray-backslash",
            "a backslash at the end of a line escapes nothing",
            at,
            hint="write \\\\ for a backslash, or delete it",
        )

    def fail_inference(self, at: int) -> NoReturn:
        """Report an inference that is not closed before the block ends."""
        start = next(
            s
            for k, s in zip(reversed(self.tokens.kinds), reversed(self.tokens.starts), strict=True)
            if k is t.INFERENCE
        )
        raise Problem(
            "inference-not-closed",
            "this inference is not closed",
            start,
            hint="write ---- on a line of its own, or -- Name of the rule --",
        )
