"""Where marked words stand in the text that they were marked in, checked against that text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from argmap.errors import FormatError
from argmap.formats.brat_document import Span
from argmap.formats.files import read_text
from argmap.model.source import Quote, Source

SEARCHES = 500
"""How many spans with wrong offsets are looked for: each is a walk through the whole text."""


class Text:
    """The text of a document: finds the words of spans in it, and tells what it had to mend.

    Args:
        text: the text as it is in its file, or ``None`` where there is none.
        spans: the spans, by which it is known whether offsets count a CRLF as one or as two characters.
        source: the id of the source that quotes are of.
        title: of the source.
    """

    def __init__(self, text: str | None, spans: Iterable[Span], source: str, title: str) -> None:
        self.text = text
        self.repaired: list[str] = []
        self.warnings: list[str] = []
        self.source = Source(id=source, title=title, type="document") if text is None else Source(
            id=source,
            title=title,
            type="document",
            length=len(text),
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        )  # fmt: skip
        self._returns: list[int] = []
        self._searches = 0
        if text is not None and "\r\n" in text:
            self._count_line_ends(text, tuple(spans))

    def _count_line_ends(self, text: str, spans: tuple[Span, ...]) -> None:
        plain = text.replace("\r\n", "\n")
        if sum(_says(plain, span) for span in spans) > sum(_says(text, span) for span in spans):
            at = -1
            while (at := text.find("\r\n", at + 1)) >= 0:
                self._returns.append(at - len(self._returns))  # where it is in the text without the others
            self.warnings.append(
                "the offsets count the end of a line as one character, where the text has two: they are moved"
            )

    def quotes(self, span: Span) -> tuple[Quote, ...]:
        """Return a quote for each piece of a span, with offsets where the text has its words there."""
        if self.text is None:
            return self._by_words(span)
        places = [(self._moved(start), self._moved(end)) for start, end in span.places]
        moved = Span(span.id, span.type, tuple(places), span.words)
        if not _says(self.text, moved):
            found = self._look(span.words)
            if found is None:
                self.repaired.append(
                    f"{span.id}: its words do not stand at {_shown(span)} of the text; they are quoted without a place"
                )
                return _quoted(self.source.id, [(span.words, None)])
            self.repaired.append(
                f"{span.id}: its words do not stand at {_shown(span)} of the text; they do at {found[0]}-{found[1]}"
            )
            places = [found]
        return _quoted(self.source.id, [(self.text[start:end], (start, end)) for start, end in places])

    def _by_words(self, span: Span) -> tuple[Quote, ...]:
        lengths = [end - start for start, end in span.places]
        if min(lengths) > 0 and len(span.words) == sum(lengths) + len(lengths) - 1:
            pieces: list[tuple[str, tuple[int, int] | None]] = []
            at = 0
            for place, length in zip(span.places, lengths, strict=True):
                pieces.append((span.words[at : at + length], place))
                at += length + 1
            return _quoted(self.source.id, pieces)
        self.repaired.append(
            f"{span.id}: its words are not as long as {_shown(span)} says; they are quoted without a place"
        )
        return _quoted(self.source.id, [(span.words, None)])

    def _moved(self, offset: int) -> int:
        return offset + bisect_left(self._returns, offset)

    def _look(self, words: str) -> tuple[int, int] | None:
        """Return the one place where some words stand, ``None`` where it is none or not one."""
        assert self.text is not None
        self._searches += 1
        at = self.text.find(words) if words.strip() and self._searches <= SEARCHES else -1
        if at < 0 or self.text.find(words, at + 1) >= 0:
            return None
        return at, at + len(words)


def text_beside(path: str | PathLike[str] | None) -> tuple[str | None, list[str]]:
    """Return the text whose annotations a file holds, ``None`` where it is not there, and what to say of it.

    It has the name of the file with ``.txt``.

    Raises:
        FormatError: it is there and is no text.
    """
    beside = Path(path).with_suffix(".txt") if path is not None and Path(path).name else None
    if beside is None or beside == Path(path or "") or not beside.is_file():
        what = "the text of the document" if beside is None else f"the text {beside.name}"
        return None, [f"{what} is not there: the words are those of the annotations, and are not verified"]
    text, doubt = read_text(beside)
    if "\0" in text:
        raise FormatError("a NUL character: this is no text", path=str(beside))
    return text, [] if doubt is None else [f"{beside.name}: {doubt.message}; read as Windows-1252"]


def _says(text: str, span: Span) -> bool:
    """Return whether a text has the words of a span at its places; a span without words says nothing."""
    if not all(0 <= start < end <= len(text) for start, end in span.places):
        return False
    said = " ".join(text[start:end] for start, end in span.places)
    return bool(said.strip()) and (not span.words.strip() or said.split() == span.words.split())


def _quoted(source: str, pieces: list[tuple[str, tuple[int, int] | None]]) -> tuple[Quote, ...]:
    return tuple(
        Quote(source=source, exact=words, start=place and place[0], end=place and place[1])
        for words, place in pieces
        if words.strip()
    )


def _shown(span: Span) -> str:
    return ";".join(f"{start}-{end}" for start, end in span.places)[:60]
