"""Searches in a text that stay linear however often they are asked.

A lexer asks at every ``[`` where the next ``]`` is. If there is none, each question reads to the end of the
text, and a long line of brackets takes for ever. `Ahead` remembers its last answer, which serves every
question between the place where it was asked and the place where it was found.
"""

from __future__ import annotations

import re
from typing import Final

JS_SPACE: Final = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""The inside of a character class: what the reference (JavaScript) calls white space."""

JS_SPACES: Final = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""The same characters one by one, for ``str.strip``."""

LINE_ENDS: Final = "\n\r\u2028\u2029"
"""The characters that a dot does not match in JavaScript."""


class Ahead:
    """Finds the next place of a string or pattern, remembering the last answer.

    >>> close = Ahead("a ] b ] c", "]")
    >>> close.at(0), close.at(2), close.at(3), close.at(7)
    (2, 2, 6, -1)
    """

    __slots__ = ("_asked", "_found", "_search", "_text", "_wanted")

    def __init__(self, text: str, wanted: str | re.Pattern[str]) -> None:
        self._text = text
        self._wanted = wanted if isinstance(wanted, str) else ""
        self._search = None if isinstance(wanted, str) else wanted.search
        self._asked, self._found = 0, -2  # -2: never asked

    def at(self, start: int) -> int:
        """Return the first place at or after ``start``, or -1.

        >>> Ahead("ab", "c").at(0)
        -1
        """
        found = self._found
        if found != -2 and self._asked <= start and (found == -1 or start <= found):
            return found
        if self._search is None:
            found = self._text.find(self._wanted, start)
        else:
            match = self._search(self._text, start)
            found = match.start() if match else -1
        self._asked, self._found = start, found
        return found


class Places:
    r"""Turns offsets of a text into lines and columns, both counted from 1.

    >>> Places("one\ntwo").at(5)
    (2, 2)
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset.

        >>> Places("one").at(0)
        (1, 1)
        """
        from bisect import bisect_right

        if self._starts is None:
            self._starts = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
