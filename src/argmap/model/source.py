"""Sources and quotes: where a part stands in the text that it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote as percent_encode

from pydantic import Field, StringConstraints, model_validator

from argmap.model.part import Id, Value

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Source(Value):
    """A published text that parts are read from or cite; its words are not part of a map.

    ``type`` is a type of the Citation Style Language (``"article"``, ``"report"``, ``"webpage"``, ...);
    ``date`` is ISO 8601 to whatever precision is known; ``length`` counts Unicode code points and
    ``sha256`` is taken over the text in UTF-8, both where the text has been seen.

    >>> Source(id="rusi", title="Beyond Azm-e-Istehkam", authors=("Mariam Shah",), publisher="RUSI").id
    'rusi'
    """

    id: Id
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    type: str | None = None
    length: Annotated[int, Field(ge=0)] | None = None
    sha256: Sha256 | None = None
    note: str | None = None


class Quote(Value):
    """Where a part stands in a source: ``exact`` words, or a passage from ``opening`` to ``closing`` words.

    The words of the passage need not be copied: some opening and closing words are enough to find it.
    ``start`` and ``end`` are offsets in Unicode code points into the text as given, the end exclusive (W3C
    Web Annotation Data Model 2017, TextPositionSelector). ``prefix`` and ``suffix`` are words around the
    passage that tell two equal ones apart; ``paragraph`` is the number of the block it starts in, from 1;
    ``page`` is the web address that holds the text.

    >>> Quote(source="s", opening="All", closing="well.", page="https://example.org/a").url
    'https://example.org/a#:~:text=All,well.'
    """

    source: Id
    exact: Words | None = None
    opening: Words | None = None
    closing: Words | None = None
    prefix: Words | None = None
    suffix: Words | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=0)] | None = None
    paragraph: Annotated[int, Field(ge=1)] | None = None
    page: str | None = None

    @model_validator(mode="after")
    def _one_way_to_find_it(self) -> Quote:
        if (self.opening is None) != (self.closing is None):
            raise ValueError("opening and closing words go together")
        if (self.exact is None) == (self.opening is None):
            raise ValueError("a quote has exact words, or opening and closing words, and not both")
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end go together")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"end {self.end} is not after start {self.start}")
        return self

    @property
    def words(self) -> str:
        """The words as a person would cite them, which are ``exact`` or ``opening … closing``.

        >>> Quote(source="s", opening="All", closing="well.").words
        'All … well.'
        """
        return self.exact if self.exact is not None else f"{self.opening} … {self.closing}"

    @property
    def url(self) -> str | None:
        """The link that opens the page at these words, or ``None`` where no page is known.

        It is a text directive (WICG, URL Fragment Text Directives, 2023): browsers scroll to the words and
        mark them. They take the first place that fits, so that words which stand twice need a ``prefix`` or
        a ``suffix``. Another directive that the page has is replaced, an anchor is kept.

        >>> Quote(source="s", exact="a, b", prefix="see", page="https://example.org/a").url
        'https://example.org/a#:~:text=see-,a%2C%20b'
        """
        if self.page is None:
            return None
        # Each term matches within one block of the page only, so words across blocks are given as a range.
        blocks = _blocks(self.exact) if self.exact is not None else [self.opening or "", self.closing or ""]
        terms = [_encoded(_blocks(blocks[0])[0])]
        if len(blocks) > 1:
            terms.append(_encoded(_blocks(blocks[-1])[-1]))
        if self.prefix is not None:
            terms.insert(0, f"{_encoded(_blocks(self.prefix)[-1])}-")
        if self.suffix is not None:
            terms.append(f"-{_encoded(_blocks(self.suffix)[0])}")
        page, _, fragment = self.page.partition("#")
        anchor, _, _ = fragment.partition(":~:")
        return f"{page}#{anchor}:~:text={','.join(terms)}"


def passage_url(quote: Quote, pages: Mapping[str, str]) -> str | None:
    """Return the link to the words of a quote, on its own page or else on that of its source.

    >>> passage_url(Quote(source="s", exact="All"), {"s": "https://example.org/a"})
    'https://example.org/a#:~:text=All'
    """
    if quote.page is None and quote.source in pages:
        quote = quote.replace(page=pages[quote.source])
    return quote.url


def _blocks(words: str) -> list[str]:
    return re.split(r"\n\s*\n", words.strip())


def _encoded(words: str) -> str:
    # The hyphen marks prefix and suffix in a text directive, and urllib leaves it as it is.
    return percent_encode(" ".join(words.split()), safe="").replace("-", "%2D")
