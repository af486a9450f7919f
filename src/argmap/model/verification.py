"""Verification: whether each quote of a map stands in the text of its source, as a report."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError
from argmap.model.matching import Match, Place, Status, find
from argmap.model.overlay import Mark, Overlay
from argmap.model.source import Quote, Source
from argmap.model.source_text import SourceText
from argmap.model.table import html_table, printable, text_table
from argmap.progress import tracked

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

WORDS_SHOWN = 44
HEAD = ("part", "status", "paragraph", "place", "words", "remark")


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """What became of one quote of a part.

    ``ok`` says that its words stand at one place, and that the text agrees with the offsets that the quote
    has: where the text is the very one they were taken from, they must hold.
    """

    part: str
    quote: Quote
    match: Match
    paragraph: int | None
    ok: bool
    longer: int = 0
    """By how many characters a passage is longer than it was when it was quoted; negative if shorter."""

    @property
    def status(self) -> Status:
        """``exact``, ``folded``, ``ambiguous``, ``fuzzy`` or ``missing``."""
        return self.match.status

    @property
    def place(self) -> Place | None:
        """Where the words stand, if at one place."""
        return self.match.place

    @property
    def moved_from(self) -> Place | None:
        """Where the offsets of the quote say that its words stand, if they stand elsewhere."""
        if not self.match.moved or self.quote.start is None or self.quote.end is None:
            return None
        return Place(self.quote.start, self.quote.end)

    @property
    def message(self) -> str:
        """What is to be said about it; nothing where it stands as it is written."""
        if self.ok and self.match.moved:
            was = self.moved_from
            old = repr(was) if was is not None else f"paragraph {self.quote.paragraph}"
            return f"re-anchored by its words: {old} → {self.place}"
        if self.longer:
            by, how = abs(self.longer), "longer" if self.longer > 0 else "shorter"
            return (
                f"the passage at {self.place} is {by} character{'s' * (by != 1)} {how} than it was: its ends are "
                "the same and something between them is not. Read it, and quote it anew if it still says this."
            )
        return self.match.message


@dataclass(frozen=True, repr=False)
class Verification:
    """The report on the quotes that a map takes from a source; it prints as a table, and is true if all hold.

    ``changed`` says that the text is not the one the source was made from (their sha256 differ), so that the
    quotes were found by their words; it is ``None`` where the source does not know its text.

    >>> import argmap as am
    >>> d = am.Draft(text="It rains, so the street gets wet.")
    >>> wet = d.thesis("The street is wet.", quote="the street gets wet")
    >>> print(d.map().verify("It rains, so the street gets wet."))
    part  status  paragraph  place  words                remark
    ────  ──────  ─────────  ─────  ───────────────────  ──────
    c1    exact   1          13–32  the street gets wet
    1 quote of the source 'text': 1 exact; all verified
    """

    source: Source
    changed: bool | None
    quotes: tuple[CheckedQuote, ...]

    @property
    def ok(self) -> bool:
        """Whether every quote is verified."""
        return all(quote.ok for quote in self.quotes)

    def __bool__(self) -> bool:
        return self.ok

    @property
    def failed(self) -> tuple[CheckedQuote, ...]:
        """The quotes that are not verified."""
        return tuple(quote for quote in self.quotes if not quote.ok)

    @property
    def moved(self) -> tuple[CheckedQuote, ...]:
        """The quotes whose words stand elsewhere than their offsets or paragraph say."""
        return tuple(quote for quote in self.quotes if quote.match.moved)

    def overlay(self) -> Overlay:
        """Return which parts have all their quotes in the text, for ``m.draw(overlay=m.verify(text))``.

        >>> import argmap as am
        >>> d = am.Draft(text="It rains.")
        >>> rain = d.claim("It rains.", quote="It rains")
        >>> d.map().verify("Sunshine.").overlay().marks["c1"]
        Mark(tone='bad', text='missing', level=None)
        """
        by_part: dict[str, list[CheckedQuote]] = {}
        for quote in self.quotes:
            by_part.setdefault(quote.part, []).append(quote)
        marks = {}
        for id, quotes in by_part.items():
            failed = list(dict.fromkeys("longer" if q.longer else q.status for q in quotes if not q.ok))
            if failed:
                marks[id] = Mark("bad", ", ".join(failed))
            elif any(quote.match.moved for quote in quotes):
                marks[id] = Mark("changed", "moved")
            else:
                marks[id] = Mark("good")
        legend = {"good": "quote verified", "bad": "not verified", "changed": "moved"}
        return Overlay(f"Quotes of {self.source.id}", marks, legend)

    @property
    def summary(self) -> str:
        """One sentence on all quotes, and one where the text is another than the source's."""
        total = len(self.quotes)
        statuses = [quote.status for quote in self.quotes]
        counts = ", ".join(f"{statuses.count(s)} {s}" for s in dict.fromkeys(sorted(statuses, key=_rank)))
        line = f"{total} quote{'s' * (total != 1)} of the source {self.source.id!r}"
        if total:
            line += f": {counts}; "
            line += "all verified" if self.ok else f"{len(self.failed)} not verified"
        if self.changed:
            line += (
                f"\nThe text is not the one that the source {self.source.id!r} was made from (its sha256 "
                f"differs): the quotes were found by their words, {len(self.moved)} moved."
            )
        elif self.moved and self.changed is None:
            line += (
                f"\nThe source {self.source.id!r} does not say which text it was made from (no sha256): "
                f"{len(self.moved)} of the quotes moved."
            )
        return line

    def __str__(self) -> str:
        table = f"{text_table(HEAD, self._rows)}\n" if self.quotes else ""
        return f"{table}{self.summary}" + "".join(f"\n\n{note}" for note in self._notes)

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        notes = (self.summary, *self._notes)
        return {"text/plain": str(self), "text/html": html_table(HEAD, self._rows, notes=notes)}

    @property
    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                quote.part,
                quote.status,
                _known(quote.paragraph),
                str(quote.place) if quote.place else f"{len(quote.match.places) or 'no'} places",
                _shortened(quote.quote.words),
                quote.message if quote.ok else "see below",
            )
            for quote in self.quotes
        ]

    @property
    def _notes(self) -> list[str]:
        return [
            "\n".join(printable(line) for line in f"{quote.part}: {quote.message}".splitlines())
            for quote in self.failed
        ]


def verify(
    m: ArgumentMap, text: SourceText | str | PathLike[str], *, source: str | None = None
) -> Verification:
    """Return whether each quote that the map takes from a source stands in the text.

    Where the sha256 of the text differs from the source's, offsets prove nothing: quotes are found by their
    words alone, and the report says which moved. Where it is the same, offsets must hold. A passage of which
    only the opening and closing words are quoted must be as long as it was.

    Args:
        m: the map.
        text: the text of the source, or of a newer edition.
        source: the id of the source; not needed where the map has just one, or just one with the sha256 of
            the text.

    Raises:
        UnknownIdError: the map has no such source.
        ArgmapError: the map has several sources, none has the text's sha256, and it is not said which.

    >>> import argmap as am
    >>> d = am.Draft(text="It rains.")
    >>> rain = d.claim("It rains.", quote="It rains")
    >>> report = verify(d.map(), "Yes! It rains.")
    >>> report.ok, report.quotes[0].message
    (True, 're-anchored by its words: 0–8 → 5–13')
    """
    text = SourceText.of(text)
    of = _source_of(m, text, source)
    changed = None if of.sha256 is None else of.sha256 != text.sha256
    quotes: list[CheckedQuote] = []
    for part in tracked(tuple(m), "Finding quotes"):
        for quote in part.quotes:
            if quote.source == of.id:
                match = find(text, quote, same_text=not changed)
                paragraph = text.paragraph_at(match.place.start) if match.place else None
                longer = _longer(quote, match.place)
                ok = match.verified and (changed is not False or not match.moved) and not longer
                quotes.append(CheckedQuote(part.id, quote, match, paragraph, ok, longer))
    return Verification(of, changed, tuple(quotes))


def _longer(quote: Quote, place: Place | None) -> int:
    """Return how much longer a passage is than its offsets say: only its ends are quoted, a "not" may lie between."""
    if place is None or quote.exact is not None or quote.start is None or quote.end is None:
        return 0
    return (place.end - place.start) - (quote.end - quote.start)


def _source_of(m: ArgumentMap, text: SourceText, source: str | None) -> Source:
    if source is not None:
        return m.source(source)
    if len(m.sources) == 1:
        return m.sources[0]
    same = [known for known in m.sources if known.sha256 == text.sha256]
    if len(same) == 1:
        return same[0]
    if not m.sources:
        raise ArgmapError("the map has no source, so there are no quotes to find in a text")
    ids = " or ".join(f"source={known.id!r}" for known in m.sources)
    raise ArgmapError(f"the map has {len(m.sources)} sources; say which one this is the text of: {ids}")


_STATUSES: tuple[Status, ...] = ("exact", "folded", "ambiguous", "fuzzy", "missing")


def _rank(status: Status) -> int:
    return _STATUSES.index(status)


def _known(number: int | None) -> str:
    return "" if number is None else str(number)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= WORDS_SHOWN else f"{words[: WORDS_SHOWN - 1].rstrip()}…"
