"""The value of a field of BibTeX as it is written: texts in braces or quotes, numbers and strings, joined by #."""

from __future__ import annotations

import re
from collections.abc import Mapping

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The strings that every style of BibTeX defines."""

LONGEST = 1_000_000
"""How many characters the strings that a value names may come to."""

_PIECE = re.compile(r"""\s*(?:#|([^\s#{}"]+))\s*""")


class TooLongError(ValueError):
    """Strings that stand for strings, and so on, until nothing can hold them."""


def expanded(raw: str, strings: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a value in LaTeX, and the strings in it that nobody defined.

    Raises:
        TooLongError: it comes to more than any value can mean.

    >>> expanded('mar # " 3"', {"mar": "March"})
    ('March 3', ())
    """
    pieces: list[str] = []
    missing: list[str] = []
    length, at = 0, 0
    while at < len(raw):
        if raw[at] in '{"':
            end = _end(raw, at)
            piece = raw[at + 1 : end]
            at = end + 1
        else:
            found = _PIECE.match(raw, at)
            if found is None or found.end() == at:  # a brace that closes nothing
                at += 1
                continue
            at = found.end()
            word = found[1]
            if word is None:
                continue
            if word.isdecimal():
                piece = word
            else:
                known = strings.get(word.lower())
                if known is None:
                    missing.append(word)
                piece = word if known is None else known
                length += len(piece)
                if length > LONGEST:
                    raise TooLongError(f"its strings come to more than {LONGEST:,} characters")
        pieces.append(piece)
    return "".join(pieces), tuple(missing)


def _end(raw: str, start: int) -> int:
    """Return where a text that begins here ends: at its brace, or at a quotation mark outside braces."""
    depth = 0
    quoted = raw[start] == '"'
    for found in _SIGN.finditer(raw, start + 1 if quoted else start):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth <= 0 and not quoted:
                return found.start()
        elif sign == '"' and quoted and depth <= 0:
            return found.start()
    return len(raw)


_SIGN = re.compile(r'\\.|[{}"]', re.DOTALL)
