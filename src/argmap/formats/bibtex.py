"""BibTeX (Patashnik 1988) and biblatex: entries as the sources of a map."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from argmap.errors import FormatError
from argmap.formats.bibtex_entry import TYPES, Entry, Report, entry_of, patched, source_of, with_inherited
from argmap.formats.bibtex_value import MONTHS, TooLongError, expanded
from argmap.formats.exchange import Reading, Written
from argmap.formats.ids import map_ids, numbered
from argmap.formats.references import entry_written, kept, references_lost
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.source import Source

name = "bibtex"
title = "BibTeX and biblatex (the sources of a map)"
suffixes: tuple[str, ...] = (".bib", ".bibtex")
loses: tuple[str, ...] = (
    "All but the sources: nodes, relations, title, thesis and note of the map.",
    "Length and hash of a source's text; a type that BibTeX has no entry for; line ends and repeated spaces.",
)

_ENTRY = re.compile(r"^[ \t]*@([A-Za-z]+)\s*[{(]\s*[^\s\"#%'(),={}]*\s*,", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*@(?:string|preamble|comment)\s*[{(]", re.MULTILINE | re.IGNORECASE)

# What is wrong in a file goes into the reading, not to a log.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff("@book{orwell, title = {1984}}"), sniff("[A]: It rains. @here")
    (0.95, 0.0)
    """
    head = text[:50_000]
    words = {found[1].lower() for found in _ENTRY.finditer(head)}
    if words & TYPES.keys():
        return 0.95
    return 0.4 if words or _BLOCK.search(head) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return a map of sources, one for each entry; what else the file says is kept and goes back out.

    Raises:
        FormatError: the file is not blank and holds no entry, or strings that stand for more than any value can mean.
        FormatError: bibtexparser is not installed.

    >>> read(r"@book{o, author = {Orwell, George}, title = {{Nineteen Eighty-Four}}, year = 1949}").map.sources
    (Source(id='o', title='Nineteen Eighty-Four', authors=('George Orwell',), date='1949', type='book'),)
    """
    from_model = _parser()
    report = Report()
    dropped: list[str] = []
    strings: dict[str, str] = dict(zip(MONTHS, MONTHS, strict=True))
    others: dict[str, list[Any]] = {"strings": [], "preambles": [], "comments": [], "words": []}
    entries: dict[str, Entry] = {}
    again: dict[str, int] = {}
    try:
        with _quiet():
            blocks = from_model.parse_string(text, parse_stack=[]).blocks
        for block in blocks:
            line = (block.start_line or 0) + 1
            what = type(block).__name__
            if what == "DuplicateBlockKeyBlock":
                block, what = block.ignore_error_block, "again"
            if isinstance(block, from_model.model.Entry):
                key = block.key
                if key in entries or not key:
                    key = numbered(key or "entry", entries, again)
                    why = f"the key {block.key!r:.60} stands twice" if block.key else "an entry has no key"
                    report.repaired.append(f"line {line}: {why}; this one is {key}")
                fields = tuple((field.key, str(field.value)) for field in block.fields)
                entries[key] = Entry(block.entry_type, key, fields)
            elif isinstance(block, from_model.model.String):
                others["strings"].append([block.key, str(block.value)])
                if block.key.lower() in strings and what == "again":
                    report.repaired.append(f"line {line}: the string {block.key!r:.60} is defined again")
                strings[block.key.lower()] = expanded(str(block.value), strings)[0]
            elif isinstance(block, from_model.model.Preamble):
                others["preambles"].append(str(block.value))
            elif isinstance(block, from_model.model.ExplicitComment):
                others["comments"].append(block.comment)
            elif isinstance(block, from_model.model.ImplicitComment):
                others["words"].append(block.comment.strip())
            else:
                error = getattr(block, "error", None)
                why = str(getattr(error, "abort_reason", "") or error or what)
                dropped.append(f"line {line}: a block that is not whole: {' '.join(why.split())}")
        others["words"] = ["\n\n".join(others["words"])] if others["words"] else []
        if not entries and text.strip():
            why = f": {dropped[0]}" if dropped else ""
            raise FormatError(f"the file holds no entry{why}", path=path)
        by_key = {key.lower(): entry for key, entry in entries.items()}
        entries = {key: with_inherited(entry, by_key) for key, entry in entries.items()}
        ids = map_ids(entries)
        sources = [source_of(entry, ids[key], strings, report) for key, entry in entries.items()]
    except TooLongError as error:
        raise FormatError(f"this is no bibliography: {error}", path=path) from None
    originals = {
        source.id: entry.data
        for source, entry in zip(sources, entries.values(), strict=True)
        if entry_of(source) != entry
    }
    data = {"entries": originals, **others}
    foreign = (Foreign.of(name, {k: v for k, v in data.items() if v}),) if any(data.values()) else ()
    return Reading(
        ArgumentMap(sources=sources, foreign=foreign),
        warnings=tuple(report.warnings),
        repaired=tuple(report.repaired),
        dropped=tuple(dropped),
    )


def write(m: ArgumentMap) -> Written:
    """Return the sources of a map as BibTeX, and all else as losses.

    Raises:
        FormatError: bibtexparser, which tells how names are read, is not installed.

    >>> import argmap as am
    >>> print(write(am.ArgumentMap(sources=[am.Source(id="a", title="Rain", type="book")])).text, end="")
    @book{a,
      title = {Rain},
    }
    """
    _parser()
    held = kept(m, name)
    originals = held.get("entries")
    known = originals if isinstance(originals, dict) else {}
    strings = dict(zip(MONTHS, MONTHS, strict=True))
    blocks: list[str] = [f"{words.strip()}\n" for words in _texts(held.get("words"))]
    blocks += [f"@preamble{{{value}}}\n" for value in _texts(held.get("preambles"))]
    for pair in held.get("strings") or ():
        if isinstance(pair, list) and len(pair) == 2 and _texts(pair) == pair:
            blocks.append(f"@string{{{pair[0]} = {pair[1]}}}\n")
            strings[pair[0].lower()] = expanded(pair[1], strings)[0]

    def said(entry: Entry) -> Source:
        return source_of(entry, "a", strings, Report())

    for source in m.sources:
        entry = entry_written(source, Entry.of(known.get(source.id)), said, entry_of, patched)
        blocks.append(entry.text)
    blocks += [f"@comment{{{words}}}\n" for words in _texts(held.get("comments"))]
    text = "\n".join(blocks)
    again = read(text).map if m.sources else ArgumentMap()
    return Written(text, references_lost(m, again, name))


def _parser() -> Any:
    try:
        import bibtexparser
        import bibtexparser.model
    except ImportError:
        raise FormatError("BibTeX needs bibtexparser: pip install 'argmap[bibtex]'") from None
    return bibtexparser


def _texts(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep bibtexparser's log still: each of its entries is a block that is not whole, which the reading names."""
    log = logging.getLogger("bibtexparser")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
