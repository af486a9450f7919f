"""Coverage: which paragraphs of a text, and how many of its characters, no part of a map quotes."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

from argmap.model.matching import Place
from argmap.model.overlay import Mark, Overlay
from argmap.model.source import Source
from argmap.model.source_text import Block, SourceText
from argmap.model.table import html_table, text_table
from argmap.model.verification import CheckedQuote, verify

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

WORDS_SHOWN = 44
HEAD = ("paragraph", "characters", "not quoted", "parts", "begins")


@dataclass(frozen=True, slots=True)
class CoveredBlock:
    """What the parts of a map quote from one paragraph.

    ``parts`` are the ids of the parts that quote from it, in document order; ``gaps`` are the passages of it
    that none of them quotes.
    """

    number: int
    start: int
    end: int
    parts: tuple[str, ...]
    gaps: tuple[Place, ...]
    begins: str

    @property
    def characters(self) -> int:
        """The length of the paragraph."""
        return self.end - self.start

    @property
    def unquoted(self) -> int:
        """How many of its characters no part quotes."""
        return sum(gap.end - gap.start for gap in self.gaps)


@dataclass(frozen=True, repr=False)
class Coverage:
    r"""How much of a text a map quotes, paragraph by paragraph; it prints as a table.

    Characters are those of the paragraphs, the white space between them left out. A quote that is not
    verified covers nothing; ``unverified`` counts such quotes.

    >>> import argmap as am
    >>> text = "It rains.\n\nThe street is wet."
    >>> d = am.Draft(text=text)
    >>> rain = d.claim("It rains.", quote="It rains")
    >>> covered = coverage(d.map(), text)
    >>> covered.unquoted, [block.number for block in covered.unquoted_paragraphs]
    (19, [2])
    """

    source: Source
    paragraphs: tuple[CoveredBlock, ...]
    unverified: int
    unanchored: tuple[str, ...] = ()
    """The nodes that the text is said to hold and that no verified quote ties to it, in document order."""

    def overlay(self) -> Overlay:
        r"""Return which parts are tied to the text, for ``m.draw(overlay=coverage(m, text))``.

        A node that is unstated is not marked: it is in no text.

        >>> import argmap as am
        >>> d = am.Draft(text="It rains.")
        >>> rain, wet = d.claim("It rains.", quote="It rains"), d.claim("The street is wet.")
        >>> [(id, mark.tone, mark.text) for id, mark in coverage(d.map(), "It rains.").overlay().marks.items()]
        [('c1', 'good', '¶1'), ('c2', 'open', 'no quote')]
        """
        places: dict[str, list[str]] = {}
        for block in self.paragraphs:
            for id in block.parts:
                places.setdefault(id, []).append(f"¶{block.number}")
        marks = {id: Mark("good", " ".join(found)) for id, found in places.items()}
        marks |= {id: Mark("open", "no quote") for id in self.unanchored}
        return Overlay(f"Coverage of {self.source.id}", marks, {"good": "quoted", "open": "without a quote"})

    @property
    def characters(self) -> int:
        """How many characters the paragraphs have."""
        return sum(block.characters for block in self.paragraphs)

    @property
    def unquoted(self) -> int:
        """How many of them no part quotes."""
        return sum(block.unquoted for block in self.paragraphs)

    @property
    def quoted(self) -> int:
        """How many of them some part quotes."""
        return self.characters - self.unquoted

    @property
    def unquoted_paragraphs(self) -> tuple[CoveredBlock, ...]:
        """The paragraphs that no part quotes from."""
        return tuple(block for block in self.paragraphs if not block.parts)

    @property
    def summary(self) -> str:
        """A sentence on the whole text."""
        bare, count = len(self.unquoted_paragraphs), len(self.paragraphs)
        share = f" ({self.unquoted / self.characters:.0%})" if self.characters else ""
        line = (
            f"no part quotes {self.unquoted:,} of {self.characters:,} characters{share}, "
            f"nor anything of {bare} of {count} paragraphs, of the source {self.source.id!r}"
        )
        if self.unverified:
            line += f"; {self.unverified} quote{'s' * (self.unverified != 1)} not verified, and not counted"
        return line

    def __str__(self) -> str:
        table = f"{text_table(HEAD, self._rows)}\n" if self.paragraphs else ""
        return f"{table}{self.summary}"

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        html = html_table(HEAD, self._rows, notes=(self.summary,))
        return {"text/plain": str(self), "text/html": html}

    @property
    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                str(block.number),
                str(block.characters),
                str(block.unquoted),
                " ".join(block.parts) or "none",
                block.begins,
            )
            for block in self.paragraphs
        ]


def coverage(
    m: ArgumentMap, text: SourceText | str | PathLike[str], *, source: str | None = None
) -> Coverage:
    """Return which paragraphs of the text, and how many of its characters, no part of the map quotes.

    Args:
        m: the map.
        text: the text of the source.
        source: the id of the source; not needed where the map has just one, or one with the text's sha256.

    Raises:
        UnknownIdError: the map has no such source.
        ArgmapError: the map has several sources, none has the text's sha256, and it is not said which.

    >>> import argmap as am
    >>> d = am.Draft(text="It rains. It pours.")
    >>> rain = d.claim("It rains.", quote="It rains.")
    >>> print(coverage(d.map(), "It rains. It pours."))
    paragraph  characters  not quoted  parts  begins
    ─────────  ──────────  ──────────  ─────  ───────────────────
    1          19          10          c1     It rains. It pours.
    no part quotes 10 of 19 characters (53%), nor anything of 0 of 1 paragraphs, of the source 'text'
    """
    text = SourceText.of(text)
    report = verify(m, text, source=source)
    verified = [quote for quote in report.quotes if quote.ok]
    blocks = tuple(_covered(text, block, verified) for block in text.blocks)
    quoting = {quote.part for quote in verified}
    bare = tuple(node.id for node in m.nodes if node.id not in quoting and not node.implicit)
    return Coverage(report.source, blocks, len(report.failed), bare)


def _covered(text: SourceText, block: Block, quotes: list[CheckedQuote]) -> CoveredBlock:
    inside = [q for q in quotes if q.place and q.place.start < block.end and q.place.end > block.start]
    gaps: list[Place] = []
    at = block.start
    for place in sorted(quote.place for quote in inside if quote.place):
        if place.start > at:
            gaps.append(Place(at, place.start))
        at = max(at, place.end)
    if at < block.end:
        gaps.append(Place(at, block.end))
    words = " ".join(text.text[block.start : block.end][: 2 * WORDS_SHOWN].split())
    return CoveredBlock(
        block.number,
        block.start,
        block.end,
        tuple(dict.fromkeys(quote.part for quote in inside)),
        tuple(gaps),
        words if len(words) <= WORDS_SHOWN else f"{words[: WORDS_SHOWN - 1].rstrip()}…",
    )
