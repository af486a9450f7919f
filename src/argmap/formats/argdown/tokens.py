"""The names of the tokens, and the tokens of a block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from argmap.formats.argdown.problem import Problem

# Names of tokens. Strings, because they are compared in the innermost loops and read in error messages.
TEXT: Final = "text"
ESCAPE: Final = "escaped character"
SYMBOL: Final = "shortcode"
NEWLINE: Final = "line break"
INDENT: Final = "indentation"
DEDENT: Final = "end of indentation"
HEADING: Final = "heading"
NUMBER: Final = "statement number"
ORDERED: Final = "numbered list item"
BULLET: Final = "list item"
INFERENCE: Final = "inference"
INFERENCE_END: Final = "end of inference"
COMMA: Final = "comma"
DATA: Final = "data"
FRONT_MATTER: Final = "front matter"
LINK: Final = "link"
TAG: Final = "tag"
DEFINE_STATEMENT: Final = "statement title"
REFER_STATEMENT: Final = "statement reference"
MENTION_STATEMENT: Final = "statement mention"
DEFINE_ARGUMENT: Final = "argument title"
REFER_ARGUMENT: Final = "argument reference"
MENTION_ARGUMENT: Final = "argument mention"
END: Final = "end of the block"
BLANK_LINE: Final = "blank line"

EMPTY_COMMENT: Final = "/**/"
"""Says nothing and is not kept: it parts what would otherwise grow together."""

RELATIONS: Final = frozenset({"+>", "->", "<+", "<-", "><", "_>", "<_"})
STARTS: Final = {"**": "**(", "__": "__(", "*": "*(", "_": "_("}
ENDS: Final = {"**(": "**)", "__(": "__)", "*(": "*)", "_(": "_)"}


@dataclass(slots=True)
class Tokens:
    """The tokens of one block as parallel lists, closed by an ``END``.

    ``comments`` are ``(token, start, end)``: the token that follows the comment, and its place in the text.
    """

    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    comments: list[tuple[int, int, int]] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, kind: str, start: int, end: int) -> None:
        """Append one token."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)

    def add_text(self, start: int, end: int) -> None:
        """Append text, or lengthen the last token if it is the text just before."""
        if self.kinds and self.kinds[-1] is TEXT and self.ends[-1] == start:
            self.ends[-1] = end
        else:
            self.add(TEXT, start, end)
