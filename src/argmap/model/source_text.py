"""The text of a source: its paragraphs, its identity, and the search for quotes in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path

from argmap.errors import ArgmapError, FormatError, QuoteError
from argmap.model.folding import UNSEEN, Folded, fold
from argmap.model.matching import Match, Place, find
from argmap.model.nearest import WordIndex
from argmap.model.source import Quote, Source


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text: its number, from 1, and its place without white space at the ends."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, repr=False)
class SourceText:
    r"""The text of a source, as given: every offset counts its Unicode code points, nothing is normalised.

    Paragraphs are the blocks between blank lines. The text is indexed when first searched, once.

    Args:
        text: the text. A byte order mark or a carriage return in it is a character like any other.
        name: what messages call it, a file name for instance; it does not count when texts are compared.

    >>> text = SourceText("All is well.\n\nIt ended well.")
    >>> text
    <SourceText: 28 characters, 2 paragraphs>
    >>> text.find("It ended").place
    14–22
    """

    text: str
    name: str | None = field(default=None, kw_only=True, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(
                f"a source text is made of a str, not of {type(self.text).__name__}; "
                "to read a file: SourceText.read(path)"
            )
        try:
            self.text.encode()
        except UnicodeEncodeError as error:
            raise FormatError(
                f"the text holds half a surrogate pair at offset {error.start}, which is no character",
                path=self.name,
            ) from None

    @classmethod
    def read(cls, path: str | PathLike[str]) -> SourceText:
        """Return the text of a file in UTF-8, line ends as they are; ``name`` is the name of the file.

        A byte order mark at its start tells the encoding and is no part of the text.

        Raises:
            FormatError: the file is not in UTF-8; it says at which byte, and in which line.
        """
        data = Path(path).read_bytes()
        try:
            return cls(data.decode("utf-8-sig"), name=Path(path).name)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
            found = "starts like UTF-16" if utf16 else f"holds the byte 0x{data[error.start]:02x}"
            raise FormatError(
                f"not UTF-8: the file {found} (byte {error.start}); save it as UTF-8",
                path=fspath(path),
                line=line,
            ) from None

    @classmethod
    def of(cls, text: SourceText | str | PathLike[str]) -> SourceText:
        """Return a text as it is, from its characters, or read from the file of a ``Path``.

        Raises:
            ArgmapError: a text is the name of a file.
        """
        if isinstance(text, SourceText):
            return text
        if isinstance(text, PathLike):
            return cls.read(text)
        if isinstance(text, str) and len(text) < 260 and "\n" not in text and _is_file(text):
            raise ArgmapError(f"this is the name of a file, not a text; to read it: Path({text!r})")
        return cls(text)

    def __repr__(self) -> str:
        name = f" {self.name!r}" if self.name else ""
        count = len(self.blocks)
        return f"<SourceText{name}: {self.length:,} characters, {count:,} paragraph{'s' * (count != 1)}>"

    @property
    def length(self) -> int:
        """The number of Unicode code points."""
        return len(self.text)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal.

        >>> SourceText("").sha256[:8]
        'e3b0c442'
        """
        from hashlib import sha256

        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        r"""The paragraphs, which stand between lines that are empty or hold only white space.

        >>> SourceText("One.\n\nTwo,\nstill two.").blocks[1]
        Block(number=2, start=6, end=21)
        """
        blocks: list[Block] = []
        start = end = None
        at = 0
        for line in (*self.text.splitlines(keepends=True), ""):
            bare = line.strip()
            if bare and not (bare[0] in UNSEEN and not fold(bare).strip()):
                if start is None:
                    start = at + line.index(bare)
                end = at + line.index(bare) + len(bare)
            elif start is not None and end is not None:
                blocks.append(Block(len(blocks) + 1, start, end))
                start = None
            at += len(line)
        return tuple(blocks)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def paragraph_at(self, offset: int) -> int | None:
        r"""Return the number of the paragraph that this offset lies in; ``None`` between paragraphs.

        >>> SourceText("One.\n\nTwo.").paragraph_at(6)
        2
        """
        number = bisect_right(self._block_starts, offset)
        return number if number and offset < self.blocks[number - 1].end else None

    @cached_property
    def folded(self) -> Folded:
        """The text in the form in which words are compared."""
        return Folded(self.text)

    @cached_property
    def index(self) -> WordIndex:
        """The words of the text and where each stands."""
        return WordIndex(self.folded)

    def described(self, source: Source) -> Source:
        """Return the source with the ``length`` and ``sha256`` of this text.

        Raises:
            FormatError: the source already tells of another text.

        >>> SourceText("All is well.").described(Source(id="s")).length
        12
        """
        for name, own, told in (
            ("sha256", self.sha256, source.sha256),
            ("length", self.length, source.length),
        ):
            if told is not None and told != own:
                raise FormatError(
                    f"this is not the text of the source {source.id!r}: its {name} is {own}, and the source "
                    f"says {told}. If it is a new edition: source.replace(length=None, sha256=None)",
                    path=self.name,
                )
        return source.replace(length=self.length, sha256=self.sha256)

    def find(self, quote: Quote | str | tuple[str, str]) -> Match:
        """Return where a quote stands, given as one, as its words, or as its opening and closing words.

        >>> SourceText("It rains. It pours. It rains.").find("It rains").status
        'ambiguous'
        >>> SourceText("It rains. It pours. It rains.").find(("It pours", "rains.")).place
        10–29
        """
        if isinstance(quote, str):
            quote = Quote(source="text", exact=quote)
        elif not isinstance(quote, Quote):
            opening, closing = quote
            quote = Quote(source="text", opening=opening, closing=closing)
        return find(self, quote)

    def require(self, quote: Quote) -> Quote:
        """Return the quote with ``start``, ``end`` and ``paragraph`` filled in.

        Raises:
            QuoteError: its words do not stand in the text, or at several places, or not where its offsets
                say; the message shows the places, or the nearest passage and how it differs.
        """
        match = self.find(quote)
        if not match.verified or match.moved:
            where = f"{self.name}: " if self.name else ""
            raise QuoteError(f"{where}quote of {quote.source!r}: {match.message}", match)
        place = match.places[0]
        return quote.replace(start=place.start, end=place.end, paragraph=self.paragraph_at(place.start))

    def described_place(self, place: Place, context: int) -> str:
        """Return a line that shows a place to a reader: paragraph, offsets, and the words around it.

        >>> SourceText("It rains, and it pours.").described_place(Place(3, 8), 5)
        'paragraph 1, 3–8: "It [rains], and…"'
        """
        before = self.text[max(0, place.start - context) : place.start]
        passage = self.text[place.start : place.end]
        after = self.text[place.end : place.end + context]
        if len(passage) > 4 * context:
            passage = f"{passage[: 2 * context]} … {passage[-2 * context :]}"
        head = "…" if place.start > context else ""
        tail = "…" if place.end + context < self.length else ""
        shown = " ".join(f"{head}{before}[{passage}]{after}{tail}".split())
        return f'paragraph {self.paragraph_at(place.start)}, {place}: "{shown}"'


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # no name that a file could have
        return False
