"""Matching: where the words of a quote stand in a text, never by guess.

Words stand at a place where the text, folded, has exactly these words, folded, from one boundary of words to
another. A passage from opening to closing words goes from a place of the opening words to the next place of
the closing words after them. Where some passages stay within one paragraph, those that run on into other
paragraphs do not count. More than one place is ambiguous, unless the words before and after (``prefix``,
``suffix``), the offsets or the paragraph of the quote single one out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.model.boundaries import splits_word
from argmap.model.folding import fold
from argmap.model.nearest import ALIKE, word_diff

if TYPE_CHECKING:
    from argmap.model.source import Quote
    from argmap.model.source_text import SourceText

Status = Literal["exact", "folded", "ambiguous", "fuzzy", "missing"]

SHOWN_PLACES = 20
"""How many places the message of an ambiguous match lists; ``places`` holds all of them."""
CONTEXT = 30
"""How many characters a message shows before and after a place."""


class Place(NamedTuple):
    """A passage of a text: offsets in Unicode code points, the end exclusive.

    >>> Place(4, 7)
    4–7
    """

    start: int
    end: int

    def __repr__(self) -> str:
        return f"{self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Match:
    """Whether and where the words of a quote stand in a text.

    ``status`` is ``exact`` (character by character), ``folded`` (after folding), ``ambiguous`` (at several
    ``places``), ``fuzzy`` (something near stands at ``nearest``, and ``diff`` shows how it differs) or
    ``missing``. Only the first two are verified. ``moved`` says that they stand, but not where the offsets or
    the paragraph of the quote say. ``message`` says in words whatever is not plainly found.

    >>> import argmap as am
    >>> from argmap.model.text import SourceText
    >>> match = SourceText("It will bring peace.").find("It will not bring peace")
    >>> match.status, match.diff
    ('fuzzy', 'It will [-not-] bring peace')
    """

    status: Status
    places: tuple[Place, ...] = ()
    moved: bool = False
    nearest: Place | None = None
    diff: str | None = None
    message: str = ""

    @property
    def verified(self) -> bool:
        """Whether the words stand in the text, at one place."""
        return self.status in ("exact", "folded")

    @property
    def place(self) -> Place | None:
        """The place where the words stand, if there is just one."""
        return self.places[0] if self.verified else None


class _Found(NamedTuple):
    """A place in the text and in its folded form."""

    place: Place
    fold_start: int
    fold_end: int


def find(text: SourceText, quote: Quote, *, same_text: bool = True) -> Match:
    """Return where the words of the quote stand in the text.

    Args:
        text: the text to look in.
        quote: its offsets and paragraph tell equal places apart, as long as its words stand there.
        same_text: whether the offsets were taken from this very text; those of another prove nothing.
    """
    stated = Place(quote.start, quote.end) if quote.start is not None and quote.end is not None else None
    if quote.exact is not None:
        found = every = _occurrences(text, quote.exact)
    else:
        openings = _occurrences(text, quote.opening or "")
        closings = _occurrences(text, quote.closing or "")
        every = _passages(text, openings, closings)
        found = _within_one_paragraph(text, every)
        if stated is not None:
            # These offsets may have settled on a later closing than the next; that one stays possible.
            found = _with(found, openings, closings, stated.end - stated.start)
        if not every:
            return _no_passage(text, quote, openings, closings)
    if not found:
        return _not_found(text, quote.exact or "")
    fitting = [one for one in found if _in_context(text, quote, one)]
    if not fitting and found is not every:
        fitting = [one for one in every if _in_context(text, quote, one)]
    if not fitting:
        return _out_of_context(text, quote, found)
    if same_text and len(fitting) > 1:
        here = [one for one in fitting if _is_stated(text, quote, stated, one)]
        fitting = here or fitting
    if len(fitting) > 1:
        return _ambiguous(text, quote, stated, fitting)
    place = fitting[0].place
    moved = not _is_stated(text, quote, stated, fitting[0])
    return Match(
        "exact" if _verbatim(text, quote, place) else "folded",
        (place,),
        moved=moved,
        message=_moved_message(text, quote, stated, place) if moved else "",
    )


def _occurrences(text: SourceText, words: str) -> list[_Found]:
    wanted = fold(words).strip(" ")
    found: list[_Found] = []
    folded = text.folded
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = folded.start_at(at), folded.end_at(at + len(wanted))
        whole = start is not None and end is not None
        if whole and not splits_word(text.text, start) and not splits_word(text.text, end):  # type: ignore[arg-type]
            found.append(_Found(Place(start, end), at, at + len(wanted)))  # type: ignore[arg-type]
        at = folded.text.find(wanted, at + 1)
    return found


def _passages(text: SourceText, openings: Sequence[_Found], closings: Sequence[_Found]) -> list[_Found]:
    starts = [closing.place.start for closing in closings]
    passages: list[_Found] = []
    for opening in openings:
        next_one = bisect_left(starts, opening.place.end)
        if next_one < len(closings):
            passages.append(_between(opening, closings[next_one]))
    return passages


def _between(opening: _Found, closing: _Found) -> _Found:
    return _Found(Place(opening.place.start, closing.place.end), opening.fold_start, closing.fold_end)


def _within_one_paragraph(text: SourceText, passages: list[_Found]) -> list[_Found]:
    within = [p for p in passages if text.paragraph_at(p.place.start) == text.paragraph_at(p.place.end - 1)]
    return within or passages


def _with(
    found: list[_Found], openings: Sequence[_Found], closings: Sequence[_Found], length: int
) -> list[_Found]:
    by_end = {closing.place.end: closing for closing in closings}
    places = {one.place for one in found}
    also: list[_Found] = []
    for opening in openings:
        closing = by_end.get(opening.place.start + length)
        if closing is not None and closing.place.start >= opening.place.end:
            passage = _between(opening, closing)
            if passage.place not in places:
                also.append(passage)
    return sorted((*found, *also)) if also else found


def _in_context(text: SourceText, quote: Quote, found: _Found) -> bool:
    folded = text.folded.text
    if quote.prefix is not None:
        prefix = fold(quote.prefix).strip(" ")
        end = found.fold_start - (folded[found.fold_start - 1 : found.fold_start] == " ")
        if len(prefix) > end or not folded.startswith(prefix, end - len(prefix)):
            return False
    if quote.suffix is not None:
        start = found.fold_end + (folded[found.fold_end : found.fold_end + 1] == " ")
        return folded.startswith(fold(quote.suffix).strip(" "), start)
    return True


def _is_stated(text: SourceText, quote: Quote, stated: Place | None, found: _Found) -> bool:
    if stated is not None:
        return found.place == stated
    return quote.paragraph is None or text.paragraph_at(found.place.start) == quote.paragraph


def _verbatim(text: SourceText, quote: Quote, place: Place) -> bool:
    passage = text.text[place.start : place.end]
    if quote.exact is not None:
        return passage == quote.exact.strip()
    opening, closing = (quote.opening or "").strip(), (quote.closing or "").strip()
    return passage.startswith(opening) and passage.endswith(closing)


# What is said where the words are not plainly found


def _ambiguous(text: SourceText, quote: Quote, stated: Place | None, found: Sequence[_Found]) -> Match:
    places = tuple(one.place for one in found)
    but = f" and the offsets {stated} do not settle it" if stated is not None else ""
    ways = "more words, prefix=, suffix=, or start= and end="
    lines = [f"{_said(quote)} stand at {len(places):,} places{but}; tell them apart by {ways}:"]
    lines += (f"- {text.described_place(place, CONTEXT)}" for place in places[:SHOWN_PLACES])
    if len(places) > SHOWN_PLACES:
        lines.append(f"- … and {len(places) - SHOWN_PLACES:,} more")
    return Match("ambiguous", places, message="\n".join(lines))


def _moved_message(text: SourceText, quote: Quote, stated: Place | None, place: Place) -> str:
    where = f"at {stated}" if stated is not None else f"in paragraph {quote.paragraph}"
    return f"{_said(quote)} stand in paragraph {text.paragraph_at(place.start)}, {place}, not {where}"


def _not_found(text: SourceText, words: str, what: str = "the words", after: str = "") -> Match:
    near = text.index.nearest(words)
    said = f"{what} {_short(words)!r} do not stand in the text"
    if near is None:
        return Match("missing", message=f"{said}, nor anything like them{after}")
    place = Place(near.start, near.end)
    diff = word_diff(words, text.text[place.start : place.end])
    return Match(
        "fuzzy" if near.ratio >= ALIKE else "missing",
        nearest=place,
        diff=diff,
        message=f"{said}{after}; the nearest, in paragraph {text.paragraph_at(place.start)}, {place}, "
        f"has {{+these+}} words and not [-these-]:\n{diff}",
    )


def _no_passage(
    text: SourceText, quote: Quote, openings: Sequence[_Found], closings: Sequence[_Found]
) -> Match:
    opening, closing = quote.opening or "", quote.closing or ""
    if not openings:
        return _not_found(text, opening, "the opening words")
    if not closings:
        where = text.described_place(openings[0].place, CONTEXT)
        return _not_found(text, closing, "the closing words", f" (the opening words do, {where})")
    return Match(
        "missing",
        nearest=openings[0].place,
        message=f"the closing words {_short(closing)!r} do not stand after the opening {_short(opening)!r}:"
        f"\n- the first opening: {text.described_place(openings[0].place, CONTEXT)}"
        f"\n- the last closing: {text.described_place(closings[-1].place, CONTEXT)}",
    )


def _out_of_context(text: SourceText, quote: Quote, found: Sequence[_Found]) -> Match:
    context = [
        f"{way} {_short(words)!r}"
        for way, words in (("after", quote.prefix), ("before", quote.suffix))
        if words is not None
    ]
    lines = [f"{_said(quote)} stand in the text, but not {' and '.join(context)}:"]
    lines += (f"- {text.described_place(one.place, CONTEXT)}" for one in found[:SHOWN_PLACES])
    return Match("fuzzy", nearest=found[0].place, message="\n".join(lines))


def _said(quote: Quote) -> str:
    return f"the words {_short(quote.words)!r}"


def _short(words: str, length: int = 90) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
