"""How much room a text takes, and where it breaks: known before any program has seen it.

Widths are those of Arimo (:mod:`argmap.draw.widths`), which Helvetica, Arial and Liberation Sans share. For
a character that they lack, a width is taken that a line of its script stays within in the Noto fonts: a line
may come out shorter than its card, but not longer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from argmap.draw import widths

EMOJI = 1.25
WIDE = 1.0
"""East Asian characters fill the square of their size."""
UNKNOWN = 1.0
ELLIPSIS = "…"

_SCRIPTS = (
    # First and last code point, and how many ems a letter takes: the widest of Arimo and of the Noto fonts,
    # without the few letters of a script that are far wider than the rest.
    (0x0100, 0x058F, 1.51),  # Latin, Greek, Cyrillic, Armenian: what the table leaves out
    (0x0590, 0x08FF, 1.15),  # Hebrew, Arabic, Syriac
    (0x0900, 0x0DFF, 1.35),  # the scripts of India
    (0x1D00, 0x1DBF, 1.05),  # phonetic letters
    (0x1E00, 0x1FFF, 1.07),
    (0x2000, 0x21FF, 1.45),
    (0x2C60, 0x2E7F, 1.2),
    (0xA640, 0xAB6F, 1.4),
    (0xFB50, 0xFDFF, 2.65),  # whole Arabic words as one character
)
_GIANTS = {0x2031: 1.67, 0x2E3A: 2.0, 0x2E3B: 3.0, 0xFDFA: 4.0, 0xFDFB: 3.0, 0xFDFD: 10.9, 0x12031: 4.0}
_SIGNS_AROUND = frozenset((*range(0x0600, 0x0606), 0x06DD, 0x0890, 0x0891))
"""Arabic signs that are formatting characters by category, and yet are seen: they stand around numbers."""
_EMOJI = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x2300, 0x23FF), (0x25A0, 0x25FF))
_EMOJI_STYLE, _KEYCAP, _JOINER = 0xFE0F, 0x20E3, 0x200D


class _Widths(dict[int, int]):
    """Widths by code point in units, those that the table lacks found when first asked."""

    def __missing__(self, code: int) -> int:
        units = self[code] = -int(-_ems(code) * widths.UNIT // 1)
        return units


def _ems(code: int) -> float:
    if code in (_EMOJI_STYLE, _KEYCAP):
        return EMOJI - 0.27  # it turns a letter, at the narrowest 0.28 em, into an emoji
    if code in _GIANTS:
        return _GIANTS[code]
    char = chr(code)
    if code in _SIGNS_AROUND:
        return 2.2
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if any(first <= code <= last for first, last in _EMOJI):
        return EMOJI
    if unicodedata.east_asian_width(char) in "WF":
        return WIDE
    return next((ems for first, last, ems in _SCRIPTS if first <= code <= last), UNKNOWN)


def _table(runs: dict[int, str]) -> _Widths:
    return _Widths(
        chain.from_iterable(enumerate(map(int, numbers.split()), first) for first, numbers in runs.items())
    )


_REGULAR, _BOLD = _table(widths.REGULAR), _table(widths.BOLD)


def _units(text: str, *, bold: bool = False) -> int:
    return sum(map((_BOLD if bold else _REGULAR).__getitem__, map(ord, text)))


def text_width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Return the width of one line of text, in the unit of ``size``; ``spacing`` is added to each character.

    >>> round(text_width("Hello", 10), 2)
    22.79
    >>> text_width("日本", 10)
    20.0
    """
    return _units(text, bold=bold) * size / widths.UNIT + spacing * len(text)


# No break before what closes, none after what opens (the main rules of JIS X 4051).
_CLOSING = frozenset(
    "、。，．・：；？！゛゜）］｝〕〉》」』】〙〗’”,.;:!?)]}…ー々ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_OPENING = frozenset("（［｛〔〈《「『【〘〖‘“([{")
_BLANKS = re.compile("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_BREAKS = re.compile(r"(?<=\w[-‐–—/])(?=\w)|\u200b")
"""After a hyphen, and where a writer allowed a break that is not seen."""


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text, each no wider than ``width``; one that ends at a blank keeps it.

    It breaks at blanks, after hyphens, between East Asian characters, and within words that are too long for
    a line. Breaks that are in the text stay.

    >>> wrap("Closing it makes the way to school safer.", 100, 10)
    ('Closing it makes the ', 'way to school safer.')
    """
    room = int(width / size * widths.UNIT)
    return tuple(chain.from_iterable(_broken(line, room, bold) for line in text.splitlines() if line.strip()))


def _broken(paragraph: str, room: int, bold: bool) -> Iterator[str]:
    table = _BOLD if bold else _REGULAR
    blank = table[32]
    line, used = "", 0
    for word in paragraph.split() if paragraph.isascii() else _BLANKS.split(paragraph):
        if not word:
            continue
        units = sum(map(table.__getitem__, map(ord, word)))
        glue = blank if line else 0
        if used + glue + units <= room:
            line += f" {word}" if line else word
            used += glue + units
            continue
        before = " " if line else ""
        for piece in _pieces(word, room, table):
            units = sum(map(table.__getitem__, map(ord, piece)))
            glue = blank if before else 0
            if line and used + glue + units > room:
                yield line + before
                line, used = piece, units
            else:
                line += before + piece
                used += glue + units
            before = ""
    if line:
        yield line


def _pieces(word: str, room: int, table: _Widths) -> Iterator[str]:
    """Yield the pieces between which a word may break: few where they suffice, characters where not."""
    for part in _BREAKS.split(word):
        for run in _square_runs(part) if part else ():
            if sum(map(table.__getitem__, map(ord, run))) <= room:
                yield run
            else:
                yield from clusters(run)


def _square_runs(word: str) -> Iterator[str]:
    if word.isascii():
        yield word
        return
    run = ""
    wide_before = False
    for char in clusters(word):
        wide = unicodedata.east_asian_width(char[0]) in "WF"
        if run and (wide or wide_before) and char[0] not in _CLOSING and run[-1] not in _OPENING:
            yield run
            run = ""
        run += char
        wide_before = wide
    yield run


def clusters(text: str) -> Iterator[str]:
    """Yield the characters of a text as a reader sees them: with their marks, joined emoji as one.

    >>> [len(cluster) for cluster in clusters("e\u0301a👩\u200d🔬")]
    [2, 1, 3]
    """
    cluster = ""
    for char in text:
        if cluster and not _continues(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


_BEFORE_THEIR_LETTER = frozenset("เแโใไເແໂໃໄ")
_AFTER_THEIR_LETTER = frozenset("ะาำๅະາຳ")
"""Vowels of Thai and Lao, which are letters by category."""
MOST_MARKS = 12
"""How many marks stay with their letter when a word has to break; nobody's script needs more."""


def _continues(cluster: str, char: str) -> bool:
    code = ord(char)
    if code < 0x300 or len(cluster) > MOST_MARKS:
        return False
    if ord(cluster[-1]) == _JOINER or cluster[-1] in _BEFORE_THEIR_LETTER or char in _AFTER_THEIR_LETTER:
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:  # two letters make a flag
        return len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF
    return 0x1F3FB <= code <= 0x1F3FF or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def elide(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text if it fits one line of this width, else its beginning and an ellipsis.

    >>> elide("Federal and provincial governments", 60, 10)
    'Federal an…'
    """
    room = width / size * widths.UNIT
    if _units(text, bold=bold) <= room:
        return text
    room -= _units(ELLIPSIS, bold=bold)
    kept = ""
    for cluster in clusters(text):
        room -= _units(cluster, bold=bold)
        if room < 0:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def is_rtl(text: str) -> bool:
    """Return whether a text runs from right to left: its first letter does (Unicode UAX #9, rules P2 and P3).

    >>> is_rtl("العربية"), is_rtl("Arabic: العربية")
    (True, False)
    """
    if text.isascii():
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
