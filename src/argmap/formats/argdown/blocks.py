"""What stands in a document, in the order in which it is written: blocks, their entries, their texts.

A block is what blank lines part: a heading, a passage (a statement or argument with its relations), a
reconstruction (premises, inferences, conclusions) or a list. Relations may nest to any depth, so a block is
not a tree but an outline: a tuple of entries, each with its depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap.formats.argdown.values import Value

RangeKind: TypeAlias = Literal["bold", "italic", "link", "tag", "statement", "argument", "symbol"]
"""What a range of a text is; ``statement`` and ``argument`` are mentions, ``symbol`` a shortcode."""

Marker: TypeAlias = Literal["", "(", "--", "*", "1.", "+>", "->", "<+", "<-", "><", "_>", "<_"]
"""How an entry opens: nothing, a number of a reconstruction, an inference, a list item, or a relation."""

Subject: TypeAlias = Literal["statement", "argument", "inference"]


@dataclass(frozen=True, slots=True)
class Range:
    """A part of a text that means something: from ``start`` up to, not including, ``stop``.

    ``value`` is the address of a link, the name of a tag, the title of a mention, the code of a symbol.

    >>> Range("bold", 0, 4).value is None
    True
    """

    kind: RangeKind
    start: int
    stop: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A text with its ranges; tags and mentions stand in the text as they are written.

    >>> Content("Fund the police #policy", (Range("tag", 16, 23, "policy"),)).tags
    ('policy',)
    """

    text: str = ""
    ranges: tuple[Range, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """The names of the tags, each once, in the order of the text."""
        return tuple(dict.fromkeys(r.value or "" for r in self.ranges if r.kind == "tag"))

    def without_tags(self) -> Content:
        """Return the content with its tags cut out.

        >>> Content("Fund #policy now", (Range("tag", 5, 13, "policy"),)).without_tags().text
        'Fund now'
        """
        cuts = [r for r in self.ranges if r.kind == "tag"]
        if not cuts:
            return self
        ends = [cut.stop for cut in cuts]
        removed = [0]
        for cut in cuts:
            removed.append(removed[-1] + cut.stop - cut.start)

        def moved(place: int) -> int:
            from bisect import bisect_right

            before = bisect_right(ends, place)
            inside = place - cuts[before].start if before < len(cuts) else 0
            return place - removed[before] - max(inside, 0)

        edges = [0, *(edge for cut in cuts for edge in (cut.start, cut.stop)), len(self.text)]
        text = "".join(self.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        kept = tuple(
            Range(r.kind, moved(r.start), moved(r.stop), r.value) for r in self.ranges if r.kind != "tag"
        )
        return stripped(text, kept)


def stripped(text: str, ranges: tuple[Range, ...]) -> Content:
    """Return the content without blanks at its ends and without ranges that hold nothing.

    >>> stripped("  a ", (Range("bold", 2, 4),))
    Content(text='a', ranges=(Range(kind='bold', start=0, stop=1, value=None),))
    """
    shorter = text.lstrip(" \t")
    shift = len(text) - len(shorter)
    shorter = shorter.rstrip(" \t")
    size = len(shorter)
    if len(text) != size:
        ranges = tuple(
            Range(r.kind, max(r.start - shift, 0), min(r.stop - shift, size), r.value) for r in ranges
        )
    if ranges:
        ranges = tuple(r for r in ranges if r.start < r.stop)
    return Content(shorter, ranges)


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, argument or inference where it stands in a block.

    Attributes:
        marker: How it opens; a relation marker points from the entry that it hangs on.
        subject: What it is.
        depth: 0 for what opens a block, a step or an item; one more for each relation that leads to it.
        title: The title between brackets or angles, ``None`` where there is none.
        is_reference: It stands for what is defined elsewhere, and says nothing itself.
        content: Its text.
        label: The number of a step or of an item, as it is written.
        data: The data in braces.
        rules: The names of the rules of an inference.
        comments: The comments that stand before it or in it.
        line, column: Where it begins; they do not count when entries are compared.

    >>> Entry("+>", "statement", depth=1, title="Peace").is_relation
    True
    """

    marker: Marker
    subject: Subject
    depth: int = 0
    title: str | None = None
    is_reference: bool = False
    content: Content = Content()
    label: str = ""
    data: Value = None
    rules: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)

    @property
    def is_relation(self) -> bool:
        """Whether the entry is the other end of a relation."""
        return self.marker not in ("", "(", "--", "*", "1.")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading that opens a section; ``level`` is the number of its ``#``."""

    level: int
    content: Content
    data: Value = None
    comments: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement or an argument, and the relations that are written below it."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """A premise-conclusion structure as written: numbered statements and inferences."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of statements and arguments; items of inner lists follow their item, one deeper."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A block that could not be read, as it stands in the text; a diagnostic says why."""

    text: str
    line: int = field(default=0, compare=False)


Block: TypeAlias = Heading | Passage | Reconstruction | Listing | Unread
"""What stands between blank lines."""
