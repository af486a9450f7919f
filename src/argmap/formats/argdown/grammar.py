"""The grammar: makes a block out of the tokens of a block.

Written by hand, by the rules of the reference: one token of look-ahead suffices nearly everywhere, and
nesting (relations under relations, bold in italic) is kept on a stack, so that depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.blocks import (
    Block,
    Entry,
    Heading,
    Listing,
    Marker,
    Passage,
    Reconstruction,
)
from argmap.formats.argdown.problem import Problem
from argmap.formats.argdown.scan import JS_SPACES, LINE_ENDS, Places
from argmap.formats.argdown.texts import CONTENTS, TEXTS, TextParser
from argmap.formats.argdown.values import DataError, Value, read_yaml

_BLOCK_STYLE = re.compile(r"\{[ \t]*(?:\r\n|\n\r?)")
_STATEMENT_STARTS = CONTENTS | {t.DEFINE_STATEMENT, t.REFER_STATEMENT}
_ARGUMENT_STARTS = frozenset({t.DEFINE_ARGUMENT, t.REFER_ARGUMENT})


def read_data(source: str, *, block_style: bool = True) -> Value:
    r"""Return what data in braces say: YAML in flow style, or in block style where the brace ends its line.

    >>> read_data("{a: 1}"), read_data("{\na: 1\n}")
    ({'a': 1}, {'a': 1})
    """
    opening = _BLOCK_STYLE.match(source) if block_style else None
    return read_yaml(source[opening.end() : source.rindex("}")] if opening else source)


class BlockParser(TextParser):
    """Reads one block.

    Args:
        text: The whole text.
        tokens: The tokens of the block.
        places: Where the lines of the text begin.
        symbols: The symbols of the shortcodes.
        block_style: Whether data whose brace ends its line are YAML in block style.
        forgiving: Whether a list may stand in a list, and a blank line before a reconstruction or a heading
            may be missing, all of which the reference refuses.
        comments: Comments that stand before the block and belong to its first entry.
    """

    def __init__(
        self,
        text: str,
        tokens: t.Tokens,
        places: Places,
        *,
        symbols: Mapping[str, str],
        block_style: bool = True,
        forgiving: bool = False,
        comments: tuple[str, ...] = (),
    ) -> None:
        super().__init__(text, tokens, symbols)
        self._places = places
        self._comments = tokens.comments
        self._next_comment = 0
        self._carried = comments
        self._block_style, self._forgiving = block_style, forgiving
        self._warnings = tokens.warnings
        self._entries: list[Entry] = []

    # Blocks ---------------------------------------------------------------------------------------------

    def blocks(self) -> list[Block]:
        """Return the block, or the blocks where a blank line is missing.

        Raises:
            Problem: It is not written as the grammar wants it.
        """
        blocks = [self._block()]
        while self._forgiving and self._kinds[self._at] in (t.NUMBER, t.HEADING):
            self._warnings.append(self._unexpected())
            self._entries = []
            blocks.append(self._block())
        if self._kinds[self._at] is not t.END:
            raise self._unexpected()
        return blocks

    def _block(self) -> Block:
        kind = self._kinds[self._at]
        if kind is t.HEADING:
            return self._heading()
        if kind is t.NUMBER:
            return self._reconstruction()
        if kind is t.INDENT and self._kinds[self._at + 1] in (t.BULLET, t.ORDERED):
            return self._listing()
        self._entry("", 0)
        self._relations(0)
        return Passage(tuple(self._entries))

    def leftover(self) -> tuple[str, ...]:
        """Return the comments that stand after the last entry of the block."""
        rest = self._comments[self._next_comment :]
        return tuple(self._text[start:end] for _, start, end in rest)

    def _heading(self) -> Heading:
        line, column = self._places.at(self._starts[self._at])
        level = len(self._image()) - 1
        self._at += 1
        content = self._content()
        data = self._data()
        return Heading(level, content, data, self._own_comments(), line, column)

    def _listing(self) -> Listing:
        kinds, depth = self._kinds, 0
        self._at += 1
        ordered = kinds[self._at]
        while True:
            marker = kinds[self._at]
            if marker not in (t.BULLET, t.ORDERED) or (marker is not ordered and not self._forgiving):
                raise self._unexpected()
            label = ""
            if marker is t.ORDERED:
                label = self._image().strip(" '\t")[:-1]
            self._at += 1
            self._entry("1." if marker is t.ORDERED else "*", depth, label=label)
            inner = kinds[self._at] is t.INDENT and kinds[self._at + 1] in (t.BULLET, t.ORDERED)
            if inner:
                problem = Problem(
                    "nested-list",
                    "a list inside a list is no Argdown",
                    self._starts[self._at + 1],
                    hint="write one list, or relations below the item",
                )
                if not self._forgiving:
                    raise problem
                self._warnings.append(problem)
                self._at += 1
                depth += 1
                continue
            self._relations(depth)
            while kinds[self._at] is t.DEDENT and depth >= 0:
                self._at += 1
                depth -= 1
            if depth < 0:
                return Listing(tuple(self._entries))

    def _reconstruction(self) -> Reconstruction:
        kinds = self._kinds
        premises, inferences = 0, 0
        while kinds[self._at] in (t.NUMBER, t.INFERENCE):
            if kinds[self._at] is t.NUMBER:
                self._step()
                premises += 1
                continue
            if not self._entries:
                raise self._unexpected()
            self._inference()
            inferences += 1
            premises = 0
            if kinds[self._at] is not t.NUMBER:
                raise Problem(
                    "missing-conclusion",
                    "no conclusion follows this inference",
                    self._starts[self._at],
                    hint="write the conclusion below the line, as (3) or whatever its number is",
                )
            self._step()
        if premises or not inferences:
            if kinds[self._at] is not t.END:
                raise self._unexpected()
            raise Problem(
                "missing-inference",
                "no inference follows these premises",
                self._starts[self._at],
                hint="write ---- below the premises and the conclusion below that",
            )
        return Reconstruction(tuple(self._entries))

    def _step(self) -> None:
        label = self._image().strip(" '\t()")
        self._at += 1
        if self._kinds[self._at] in _ARGUMENT_STARTS:
            raise Problem(
                "argument-as-step",
                "a premise or conclusion is a statement, not an argument",
                self._starts[self._at],
                hint="write [title] instead of <title>",
            )
        self._entry("(", 0, label=label)
        self._relations(0)

    def _inference(self) -> None:
        kinds = self._kinds
        line, column = self._places.at(self._starts[self._at])
        self._at += 1
        rules: list[str] = []
        if kinds[self._at] is t.NEWLINE and kinds[self._at + 1] in TEXTS:
            self._at += 1
        if kinds[self._at] in TEXTS:
            rules.append(self._rule())
            while kinds[self._at] is t.COMMA:
                self._at += 1
                rules.append(self._rule())
        if kinds[self._at] is t.NEWLINE:
            self._at += 1
        data = self._data()
        if kinds[self._at] is not t.INFERENCE_END:
            raise Problem(
                "inference-not-closed",
                f"this {kinds[self._at]} does not belong in an inference",
                self._starts[self._at],
                hint="write ---- on a line of its own, or -- Name of the rule --",
            )
        self._at += 1
        if kinds[self._at] is not t.NEWLINE:
            raise Problem(
                "inference-not-alone",
                "an inference ends its line, and its conclusion stands on the next",
                self._starts[self._at],
                hint="break the line after --",
            )
        self._at += 1
        comments = self._own_comments()
        self._entries.append(
            Entry(
                "--", "inference", rules=tuple(rules), data=data, comments=comments, line=line, column=column
            )
        )
        if kinds[self._at] is t.INDENT:
            self._relations(0, only="<_")

    def _rule(self) -> str:
        parts: list[str] = []
        while self._kinds[self._at] in TEXTS:
            parts.append(self._plain(self._kinds[self._at]))
            self._at += 1
        if not parts:
            raise self._unexpected()
        return "".join(parts).strip(JS_SPACES)

    # Entries --------------------------------------------------------------------------------------------

    def _relations(self, base: int, only: str = "") -> None:
        """Read the relations below the entry just read, to any depth; ``only`` restricts the first level."""
        kinds = self._kinds
        depth = base
        while True:
            kind = kinds[self._at]
            if kind is t.INDENT:
                depth += 1
                self._at += 1
                if kinds[self._at] not in t.RELATIONS:
                    raise self._unexpected()
            elif kind is t.DEDENT and depth > base:
                depth -= 1
                self._at += 1
                if depth == base:
                    return
            elif kind in t.RELATIONS and depth > base:
                if only and depth == base + 1 and kind != only:
                    raise Problem(
                        "inference-relation",
                        "only undercuts can hang on an inference",
                        self._starts[self._at],
                        hint="write <_ or move the relation below the conclusion",
                    )
                self._at += 1
                if kind == "><" and kinds[self._at] in _ARGUMENT_STARTS:
                    raise Problem(
                        "argument-contradiction",
                        "only statements can contradict each other",
                        self._starts[self._at],
                        hint="write [title] instead of <title>, or -> for an attack",
                    )
                self._entry(cast(Marker, kind), depth)
            elif depth == base:
                return
            else:
                raise self._unexpected()

    def _entry(self, marker: Marker, depth: int, *, label: str = "") -> None:
        """Read a statement or argument up to, not including, its relations."""
        kinds, first = self._kinds, self._at
        kind = kinds[first]
        if kind not in _STATEMENT_STARTS and kind not in _ARGUMENT_STARTS:
            raise self._unexpected()
        title: str | None = None
        if kind in (t.DEFINE_STATEMENT, t.DEFINE_ARGUMENT):
            title = self._image()[1:-2]
            self._at += 1
            if kinds[self._at] not in CONTENTS:
                raise self._unexpected("missing-text")
            content = self._content()
        elif kind in (t.REFER_STATEMENT, t.REFER_ARGUMENT):
            title = self._image()[1:-1]
            if any(char in title for char in LINE_ENDS):
                title = None  # the reference finds no title here, and goes on without one
            self._at += 1
            content = self._content(only=t.TAG)
            if kinds[self._at] is t.NEWLINE:
                self._at += 1
        else:
            content = self._content()
        data = self._data()
        # Blank space that opens an entry belongs to it, but the entry is where its first word is.
        start = first if first == 0 or marker == "" else first - 1
        line, column = self._places.at(self._starts[start] + self._blanks(self._starts[start]))
        self._entries.append(
            Entry(
                marker,
                "argument" if kind in _ARGUMENT_STARTS else "statement",
                depth,
                title,
                title is not None and kind in (t.REFER_STATEMENT, t.REFER_ARGUMENT),
                content,
                label,
                data,
                (),
                self._own_comments(),
                line,
                column,
            )
        )

    def _blanks(self, start: int) -> int:
        end = start
        while end < len(self._text) and self._text[end] in " \t'":
            end += 1
        return end - start

    def _data(self) -> Value:
        """Read data with the line breaks around them, if they stand here."""
        kinds = self._kinds
        if kinds[self._at] is not t.DATA:
            return None
        try:
            data = read_data(self._image(), block_style=self._block_style)
        except DataError as error:
            raise Problem(
                "invalid-data",
                f"these data are no YAML: {error}",
                self._starts[self._at],
                hint="write {key: value}, with quotes around values that hold : or ,",
            ) from None
        self._at += 1
        if kinds[self._at] is t.NEWLINE:
            self._at += 1
        return data

    def _own_comments(self) -> tuple[str, ...]:
        """Return the comments that stand before or in what was just read."""
        comments, self._carried = list(self._carried), ()
        while self._next_comment < len(self._comments):
            token, start, end = self._comments[self._next_comment]
            if token >= self._at:
                break
            comments.append(self._text[start:end])
            self._next_comment += 1
        return tuple(comments)
