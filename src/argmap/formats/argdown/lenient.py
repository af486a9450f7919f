"""The lexer for texts that people write: it reads as text what the reference refuses or drops.

`KindLexer` differs from the reference where the reference silently loses words, after the ``//`` of a bare
address and in a link over two lines, and it takes a comment that ends the text for a comment. With
``forgiving`` on, for a block that is no Argdown otherwise, brackets, braces, stars and underscores count as
what they are in prose.
"""

from __future__ import annotations

import re
from typing import Final

from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.grammar import read_data
from argmap.formats.argdown.lexer import DATA_STOP_ANY_LINE_END, Lexer
from argmap.formats.argdown.problem import Problem
from argmap.formats.argdown.scan import Ahead
from argmap.formats.argdown.texts import CONTENTS
from argmap.formats.argdown.values import DataError

_ADDRESS = re.compile(r"://[^\s<>\[\]{}\"]*[^\s<>\[\]{}\".,;:!?)'][ \t]*")
_AFTER_REFERENCE = re.compile(r"(?:[ \t]|#[\w-]+|#\([^)\n]*\))*(?:\r|\n|\{|//|/\*|<!--|\Z)")
_AFTER_DATA = re.compile(r"[ \t]*(?:\r|\n|//|/\*|<!--|--|\Z)")
_BLANK_LINE = re.compile(r"[\r\n][ \t]*[\r\n]")
_OPENERS: Final = frozenset({None, t.BLANK_LINE, t.NEWLINE, t.NUMBER, t.BULLET, t.ORDERED, *t.RELATIONS})


class KindLexer(Lexer):
    """Reads more than the reference does, and says so.

    >>> lexer = KindLexer("He said [sic] that.")
    >>> lexer.forgive(True)
    >>> tokens, _ = lexer.block(0, first=True)
    >>> tokens.kinds, tokens.warnings[0].code
    (['text', 'line break', 'end of the block'], 'bracket-in-text')
    """

    def __init__(self, text: str, *, block_style: bool = True) -> None:
        super().__init__(text)
        self.forgiving = False
        self.block_style = block_style
        self._stops = {False: self.data_stop, True: Ahead(text, DATA_STOP_ANY_LINE_END)}
        self._partners: dict[int, int] = {}
        self._verdicts: dict[int, str] = {}
        self._failed: set[int] = set()

    def forgive(self, forgiving: bool) -> None:
        """Turn the forgiving mode on or off."""
        self.forgiving = forgiving
        self.data_stop = self._stops[forgiving]

    def note_failure(self, tokens: t.Tokens) -> None:
        """Remember that data of a block were no YAML, so that no brace before their end is tried like that."""
        self._failed.update(
            end for kind, end in zip(tokens.kinds, tokens.ends, strict=True) if kind is t.DATA
        )

    def _warn(self, code: str, message: str, at: int, hint: str) -> None:
        warnings = self.tokens.warnings
        if not warnings or (warnings[-1].code, warnings[-1].offset) != (code, at):
            warnings.append(Problem(code, message, at, hint=hint))

    # Always ---------------------------------------------------------------------------------------------

    def punctuation(self, at: int) -> int:
        """Read the rest of a bare address, or what the reference reads."""
        text = self.text
        if text.startswith("://", at) and at and text[at - 1].isalnum() and text[at - 1].isascii():
            match = _ADDRESS.match(text, at)
            if match:
                self._warn(
                    "bare-address", "Argdown takes // for a comment", at, "write [text](address), or :\\//"
                )
                self.tokens.add_text(at, match.end())
                return match.end()
        return super().punctuation(at)

    def last_line_comment(self, at: int) -> int:
        """Skip a comment that ends with the text, not with its line."""
        if self._line_end.at(at) != -1:
            return 0
        self._warn("comment-at-end", "Argdown takes this comment for text", at, "end the last line")
        self.tokens.comments.append((len(self.tokens.kinds), at, len(self.text)))
        return len(self.text)

    def may_link(self, start: int, end: int) -> bool:
        """Whether a link stands on one line; of one that does not, the reference drops words."""
        if not -1 < self._line_end.at(start) < end:
            return True
        self._warn(
            "broken-link", "a link may not run over the end of a line", start, "write \\[ for a bracket"
        )
        return False

    # In a block that is no Argdown ----------------------------------------------------------------------

    def may_name(self, end: int, kind: str) -> bool:
        """Whether a title or reference stands where one can."""
        if not self.forgiving:
            return True
        last = self.tokens.kinds[-1] if self.tokens.kinds else None
        defines = kind in (t.DEFINE_STATEMENT, t.DEFINE_ARGUMENT)
        opens = last in _OPENERS or (last in (t.INDENT, t.DEDENT))
        if opens and (defines or _AFTER_REFERENCE.match(self.text, end)):
            return True
        angle = kind in (t.DEFINE_ARGUMENT, t.REFER_ARGUMENT)
        name, char = ("angle", "<") if angle else ("bracket", "[")
        self._warn(
            f"{name}-in-text",
            f"{char} opens a title or a reference, which cannot stand here; it is read as text",
            end - 1,
            f"write \\{char} for the character, @{char}title{'>' if angle else ']'} for a mention",
        )
        return False

    def may_emphasise(self, start: int, end: int) -> bool:
        """Whether a mark may open bold or italic text: not in the middle of a word."""
        if not self.forgiving:
            return True
        text = self.text
        inside = start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()
        if inside:
            mark = text[start]
            self._warn(
                "mark-in-word", f"{mark} is read as the character that it is", start, f"write \\{mark} for it"
            )
        return not inside

    def add_marker(self, kind: str, start: int, end: int) -> None:
        """Append the token that opens a line; no mark stays open across it."""
        if self.forgiving:
            self.emphasis.clear()
        super().add_marker(kind, start, end)

    def data_end(self, at: int) -> int:
        """Return where data end, if they end their line and are YAML, or 0."""
        end = super().data_end(at)
        if not self.forgiving and end not in self._failed:
            return end
        if not end:
            return self._text_brace(at, "they are not closed")
        if end not in self._verdicts:  # one answer for all braces that the same one closes
            self._partners[end] = self._partner(at, end)
            self._verdicts[end] = self._verdict(self._partners[end], end)
        if self._verdicts[end]:
            return self._text_brace(at, self._verdicts[end])
        return end if self._partners[end] == at else self._text_brace(at, "they are not closed")

    def _text_brace(self, at: int, reason: str) -> int:
        self._warn(
            "braces-in-text", f"these braces hold no data, {reason}", at, "write \\{ for the character"
        )
        return 0

    def _partner(self, start: int, end: int) -> int:
        """Return the brace, not before ``start``, that the brace before ``end`` closes."""
        depth = 0
        for match in reversed(list(re.finditer(r"[{}]", self.text[start:end]))):
            depth += 1 if match.group() == "}" else -1
            if depth == 0:
                return start + match.start()
        return start

    def _verdict(self, start: int, end: int) -> str:
        """Return why a text in braces is no data, or nothing."""
        if not _AFTER_DATA.match(self.text, end):
            return "text follows them"
        source = self.text[start:end]
        if _BLANK_LINE.search(source):
            return "there is a blank line in them"
        try:
            read_data(source, block_style=self.block_style)
        except DataError as error:
            return f"they are no YAML: {error}"
        return ""

    def end_of_text(self, at: int) -> None:
        """End the last line, so that a title or marker without text ends like any other."""
        kinds = self.tokens.kinds
        if self.forgiving and kinds and kinds[-1] is not t.NEWLINE:
            self.tokens.add(t.NEWLINE, at, at)

    def front_matter_end(self, at: int) -> int:
        """Return 0: what opens a document needs no forgiveness, and elsewhere it is text."""
        if not self.forgiving:
            return super().front_matter_end(at)
        if self.text.startswith("===", at):
            self._warn(
                "equals-in-text", "front matter must open the document", at, "write \\= for the character"
            )
        return 0

    def stray_backslash(self, at: int) -> int:
        """Read a backslash that has nothing to escape as a backslash."""
        if not self.forgiving:
            return super().stray_backslash(at)
        self._warn("stray-backslash", "this backslash escapes nothing", at, "write \\\\ for a backslash")
        self.tokens.add_text(at, at + 1)
        return at + 1


def free_marks(tokens: t.Tokens) -> None:
    """Make text of the marks for bold and italic that find no partner in their entry.

    >>> tokens = t.Tokens(["*(", t.TEXT, t.END], [0, 1, 5], [1, 5, 5])
    >>> free_marks(tokens)
    >>> tokens.kinds, tokens.warnings[0].code
    (['text', 'text', 'end of the block'], 'unclosed-italic')
    """
    kinds, opened = tokens.kinds, list[int]()
    for place, kind in enumerate(kinds):
        if kind in t.ENDS:
            opened.append(place)
        elif kind in t.ENDS.values():
            if opened and t.ENDS[kinds[opened[-1]]] == kind:
                opened.pop()
            else:
                kinds[place] = t.TEXT
        elif kind not in CONTENTS:
            for start in opened:
                _free(tokens, start)
            opened.clear()


def _free(tokens: t.Tokens, place: int) -> None:
    mark = tokens.kinds[place][:-1]
    name = "bold" if len(mark) == 2 else "italic"
    tokens.warnings.append(
        Problem(
            f"unclosed-{name}",
            f"{mark} opens {name} text that is not closed; it is read as text",
            tokens.starts[place],
            hint=f"close it, or write \\{mark[0]} for the character",
        )
    )
    tokens.kinds[place] = t.TEXT
