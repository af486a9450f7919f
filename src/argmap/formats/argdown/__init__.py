r"""Argdown: a markup language for arguments, read and written natively.

`parse` understands a text as ``@argdown/core`` 2.0.1 does. By default it also reads as text what the
reference refuses or drops, and says so in ``document.diagnostics``; with ``strict=True`` it refuses what the
reference refuses. `write` is its inverse, `format` the two together.

>>> from argmap.formats import argdown
>>> document = argdown.parse("[Peace]: Talk first.\n  + <Cost>: War is dear. #money")
>>> document.statement("Peace").text
'Talk first.'
>>> print(*document.relations)
<Cost> support [Peace]

A text passes through these rooms: `lexer` cuts it (`lenient` for prose), `grammar` makes `blocks` of it,
`assemble` puts together what bears the same title, `relations` moves and interprets relations, and `model`
holds the result; `derive` says what follows from it, and `writer` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.formats.argdown.blocks import (
    Block,
    Content,
    Entry,
    Heading,
    Listing,
    Passage,
    Range,
    Reconstruction,
    Unread,
)
from argmap.formats.argdown.derive import derived_relations
from argmap.formats.argdown.model import (
    Argument,
    Diagnostic,
    Document,
    End,
    Inference,
    Member,
    Relation,
    Section,
    Statement,
)
from argmap.formats.argdown.reader import LIMIT, read
from argmap.formats.argdown.settings import Settings
from argmap.formats.argdown.values import Value
from argmap.formats.argdown.writer import write

__all__ = [
    # doing
    "parse",
    "write",
    "format",
    "derived_relations",
    # the document
    "Document",
    "Statement",
    "Argument",
    "Member",
    "Inference",
    "Relation",
    "End",
    "Section",
    "Diagnostic",
    "Settings",
    "Value",
    # what is written in it
    "Block",
    "Heading",
    "Passage",
    "Reconstruction",
    "Listing",
    "Unread",
    "Entry",
    "Content",
    "Range",
    "LIMIT",
]


def parse(
    text: str, *, strict: bool = False, settings: Mapping[str, Value] | None = None, limit: int = LIMIT
) -> Document:
    """Return the document that an Argdown text is.

    Args:
        text: The text.
        strict: Refuse what the reference refuses, instead of reading it as text.
        settings: A configuration with the keys of ``argdown.config.json``; the front matter wins.
        limit: How many characters the text may have.

    Raises:
        FormatError: The text is longer than ``limit``; or it is no Argdown, and ``strict`` is set.

    >>> document = parse("He said [sic] so.")
    >>> document.statements[0].text, document.diagnostics[0].code
    ('He said [sic] so.', 'bracket-in-text')
    """
    return read(text, strict=strict, settings=settings or {}, limit=limit)


def format(text: str, *, settings: Mapping[str, Value] | None = None, limit: int = LIMIT) -> str:
    r"""Return an Argdown text in the one way in which `write` writes it; nothing is lost.

    >>> print(format("[A]:  a\n\n\n[B]"), end="")
    [A]: a
    <BLANKLINE>
    [B]
    """
    return write(parse(text, settings=settings, limit=limit))
