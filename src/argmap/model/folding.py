"""Folding: the form in which two spellings of the same words are equal, and the way back to the text.

Folded are typographic and straight quotation marks (guillemets too, single and double apart), every dash,
hyphen and minus and runs of them, every run of white space, the Unicode form (NFC), and characters that
cannot be seen (soft hyphen, zero width space, byte order mark, direction marks). Not folded is what can
change the sense: case ("May" is not "may"), compatibility forms, accents, punctuation, and the joiners that
Persian, Indic scripts and emoji are written with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from unicodedata import category, is_normalized, normalize

SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
SINGLE_QUOTES = "'‘’‚‛‹›′＇ʼ`´"
DOUBLE_QUOTES = '"“”„‟«»″＂'
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
UNSEEN = "\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

_EQUAL = {
    ord(char): to
    for chars, to in ((SPACES, " "), (SINGLE_QUOTES, "'"), (DOUBLE_QUOTES, '"'), (DASHES, "-"))
    for char in chars
}
_DROPPED = dict.fromkeys(map(ord, UNSEEN))
_SPACE, _DASH, _UNSEEN = (f"[{re.escape(chars)}]" for chars in (SPACES, DASHES, UNSEEN))
_RUNS = re.compile(" {2,}|-{2,}")


def fold(words: str) -> str:
    r"""Return the words in the form in which they are compared.

    >>> fold("It’s  a\u00a0“long–term”\nplan")
    'It\'s a "long-term" plan'
    """
    if not words.isascii():
        words = words.translate(_DROPPED)
        if not is_normalized("NFC", words):
            words = normalize("NFC", words)
    return _RUNS.sub(lambda run: run[0][0], words.translate(_EQUAL))


class Folded:
    """A text in folded form, with the place in the text as given of each of its characters.

    Most characters fold to one; the *spots* where the length may change are kept in sorted lists, so that the
    way back is one bisection and costs no memory per character.

    >>> folded = Folded("All  is well.")
    >>> folded.text, folded.text.find("is"), folded.start_at(4), folded.end_at(6)
    ('All is well.', 4, 5, 7)
    """

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._fold_starts, self._fold_ends = [0], [0]
        self._ends: list[int] = [0]
        self._starts: list[int] = [0]
        known: dict[str, str] = {}
        place = length = 0
        for spot in _spots(text).finditer(text):
            between = text[place : spot.start()].translate(_EQUAL)
            folded = known.get(spot[0])
            if folded is None:
                folded = known.setdefault(spot[0], fold(spot[0]))
            pieces += (between, folded)
            length += len(between)
            self._fold_starts.append(length)
            length += len(folded)
            self._fold_ends.append(length)
            self._starts.append(spot.start())
            self._ends.append(place := spot.end())
        pieces.append(text[place:].translate(_EQUAL))
        self.text = "".join(pieces)

    def start_at(self, index: int) -> int | None:
        """Return the offset in the text where this folded character starts; ``None`` inside a cluster."""
        spot = bisect_right(self._fold_starts, index) - 1
        after = index - self._fold_ends[spot]
        if after >= 0:
            return self._ends[spot] + after
        return self._starts[spot] if index == self._fold_starts[spot] else None

    def end_at(self, index: int) -> int | None:
        """Return the offset in the text where what is folded before ``index`` ends; ``None`` in a cluster."""
        spot = bisect_right(self._fold_starts, index - 1) - 1
        after = index - self._fold_ends[spot]
        return None if after < 0 else self._ends[spot] + after


def _spots(text: str) -> re.Pattern[str]:
    """Return the pattern of all places in this text where folding may change the length."""
    marks = changed = ""
    if not text.isascii() and not is_normalized("NFC", text.translate(_DROPPED)):
        chars = sorted(set(text).difference(SPACES, DASHES, UNSEEN))
        marks = "".join(filter(is_mark, chars))
        changed = "".join(char for char in chars if not is_normalized("NFC", char))
    # A base with its marks comes first: marks may also follow a dash or a space.
    ways = []
    if changed:
        ways.append(f"[{re.escape(changed)}](?:{_UNSEEN}*[{re.escape(marks)}])*" if marks else f"[{changed}]")
    if marks:
        ways.append(f".(?:{_UNSEEN}*[{re.escape(marks)}])+")
    ways += [f"(?:{_SPACE}|{_UNSEEN}){{2,}}", f"{_DASH}(?:{_UNSEEN}*{_DASH})+", _UNSEEN]
    return re.compile("|".join(ways), re.DOTALL)


def is_mark(char: str) -> bool:
    r"""Return whether the character may join with the one before it: a mark, or a medial or final jamo.

    >>> is_mark("\u0301"), is_mark("e")
    (True, False)
    """
    return category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\U00016d63" <= char <= "\U00016d6a"
