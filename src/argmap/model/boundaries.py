"""Boundaries of words: "likely" does not stand in "unlikely", nor "won" in "won't".

The rules are those of Unicode's default word boundaries (UAX 29, Davis 2023), made stricter where half a
word can say the opposite of the whole: hyphenated compounds ("non-violent"), signed, broken and ranged
numbers ("-5", "1.5", "2010–12"), and words that are divided at the end of a line are one word here.
"""

from __future__ import annotations

import re
from functools import cache

from argmap.model.folding import UNSEEN, is_mark

APOSTROPHES = frozenset("'’ʼ‘＇")
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d")
"""What ties words into one, or is the sign of a number. The dashes that are longer set words apart."""
IN_NUMBERS = HYPHENS | APOSTROPHES | frozenset(".,:/")
JOINERS = frozenset("\u200c\u200d")

# Scripts that are written without spaces: Thai to Khmer, Hiragana, Han
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u19e0", "\u19ff"),
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u3007"),
    ("\u3041", "\u309f"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U0001b000", "\U0001b11f"),
    ("\U00020000", "\U0003ffff"),
)
_KATAKANA = (("\u30a0", "\u30ff"), ("\u31f0", "\u31ff"), ("\uff66", "\uff9f"))
_LINE_END = 80  # characters around a place in which a divided word is looked for


def splits_word(text: str, at: int) -> bool:
    """Return whether this place of the text lies inside a word, a number or a cluster of marks.

    >>> splits_word("It is unlikely.", 8), splits_word("It is unlikely.", 6)
    (True, False)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    # Most places are plain: a space after a letter, or a letter after a letter and a space.
    if (after == " " and before.isalnum()) or (
        before == " " and after.isalnum() and at > 1 and text[at - 2].isalnum()
    ):
        return False
    left, right = _seen(text, at - 1, -1), _seen(text, at, 1)
    if left < 0 or right >= len(text):
        return False
    before, after = text[left], text[right]
    if is_mark(after) or after in JOINERS or before in JOINERS:
        return True
    while left > 0 and is_mark(text[left]):
        left -= 1
    before = text[left]
    if _is_word(before) and _is_word(after):
        return _joined(before, after)
    if before.isnumeric() and after.isnumeric():
        return True
    if _is_word(before) and after in IN_NUMBERS:
        return _linked(before, after, _char(text, _seen(text, right + 1, 1))) or _divided(text, at)
    if before in IN_NUMBERS and _is_word(after):
        far = _char(text, _seen(text, left - 1, -1))
        signed = before in HYPHENS and after.isdecimal() and (not far or far.isspace() or far in "([{")
        return signed or _linked(far, before, after)
    return (before.isspace() or after.isspace()) and _divided(text, at)


def _seen(text: str, at: int, step: int) -> int:
    while 0 <= at < len(text) and text[at] in UNSEEN:
        at += step
    return at


def _char(text: str, at: int) -> str:
    return text[at] if 0 <= at < len(text) else ""


def _is_word(char: str) -> bool:
    # Not isalnum(): a superscript figure after a word is the mark of a footnote.
    return char.isalpha() or char.isdecimal() or char == "_" or (char != "" and is_mark(char))


def _joined(before: str, after: str) -> bool:
    if before < _UNSPACED[0][0] and after < _UNSPACED[0][0]:
        return True
    if _within(_UNSPACED, before) or _within(_UNSPACED, after):
        return False
    return _within(_KATAKANA, before) == _within(_KATAKANA, after)


def _within(ranges: tuple[tuple[str, str], ...], char: str) -> bool:
    return any(first <= char <= last for first, last in ranges)


def _linked(before: str, link: str, after: str) -> bool:
    if before.isdecimal() and after.isdecimal():
        return True
    between_words = _is_word(before) and _is_word(after) and _joined(before, after)
    return between_words and (link in APOSTROPHES or link in HYPHENS)


def _divided(text: str, at: int) -> bool:
    first = max(0, at - _LINE_END)
    around = text[first : at + _LINE_END]
    return any(word.start() < at - first <= word.end() for word in _divided_word().finditer(around))


# The patterns are compiled when first used: `import argmap` should not wait for them.


@cache
def word_pattern() -> re.Pattern[str]:
    """Return the pattern of a word of a folded text, with the apostrophes and hyphens inside it.

    A script without spaces goes by character.

    >>> word_pattern().findall("They won't: it's non-violent")
    ['They', "won't", "it's", 'non-violent']
    """
    spaced = f"(?:(?![{_unspaced_class()}])\\w)+"
    return re.compile(f"[{_unspaced_class()}]|{spaced}(?:['-]{spaced})*")


@cache
def piece_pattern() -> re.Pattern[str]:
    """Return the pattern of what stands between spaces, or of a character of a script without them.

    >>> piece_pattern().findall("So, it is.")
    ['So,', 'it', 'is.']
    """
    return re.compile(f"[{_unspaced_class()}]|(?:(?![{_unspaced_class()}])\\S)+")


def _unspaced_class() -> str:
    return "".join(f"{first}-{last}" for first, last in _UNSPACED)


@cache
def _divided_word() -> re.Pattern[str]:
    hyphens = re.escape("".join(sorted(HYPHENS)) + "\xad")
    return re.compile(f"[^\\W\\d_][{hyphens}][ \t]*(?:\r\n|\r|\n)[ \t]*(?=[^\\W\\d_])")
