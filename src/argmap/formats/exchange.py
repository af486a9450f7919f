"""What goes between a map and a file of another format: a reading with its report, a text with its losses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from argmap.counted import counted
from argmap.errors import FormatError
from argmap.model.map import ArgumentMap
from argmap.model.table import html_table

SHOWN = 10
"""How many entries a message names before it only counts."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold: of which part (its id, ``"map"`` for the whole), and what."""

    part: str
    message: str

    def __str__(self) -> str:
        return f"{self.part}: {self.message}"


@dataclass(frozen=True, slots=True)
class Written:
    """A map as text in a format, and all that the text does not say."""

    text: str
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A map as it was read from a file, with a report.

    Each entry is a sentence that begins with its place, ``line 3: ...`` or an id. ``repaired`` is what was
    taken otherwise than it is written, ``dropped`` what the map does not hold, ``warnings`` what else a reader
    should know. ``format`` names the format.

    >>> import argmap as am
    >>> print(Reading(am.ArgumentMap(title="Rain"), dropped=("line 3: a picture",), format="sketch"))
    Rain: 0 nodes, 0 relations, read as sketch
    dropped: line 3: a picture
    """

    map: ArgumentMap
    warnings: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    format: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether the map says all that the file says, as the file says it."""
        return not (self.repaired or self.dropped)

    def __str__(self) -> str:
        m = self.map
        name = f"{' '.join(m.title.split())}: " if m.title else ""
        size = f"{counted(len(m.nodes), 'node')}, {counted(len(m.relations), 'relation')}"
        lines = [f"{name}{size}, read as {self.format or 'a map'}"]
        for word, entries in self._entries():
            lines += [f"{word}: {entry}" for entry in entries]
        return "\n".join(lines)

    __repr__ = __str__

    def _entries(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        return (("warning", self.warnings), ("repaired", self.repaired), ("dropped", self.dropped))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = [(word, entry) for word, entries in self._entries() for entry in entries]
        html = html_table(("sort", "what"), rows, caption=str(self).splitlines()[0])
        return {"text/plain": str(self), "text/html": html}


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how it is recognised, read and written, and what of a map it cannot hold.

    Args:
        name: what ``format=`` takes, a word.
        sniff: how surely a text is of this format, from 0 (it is not) to 1 (it says so itself).
        read: the reading of a text; the second argument is the path for messages, or ``None``.
        write: the text of a map with its losses.
        suffixes: of its files, also several in a row (``".aif.json"``), the usual one first.
        loses: what of a map the format cannot hold, in a sentence each.
        title: what it is, for tables.
        is_native: whether it is a format of argmap's own, whose files are UTF-8 as argmap wrote them.
    """

    name: str
    sniff: Callable[[str], float]
    read: Callable[[str, str | None], Reading] | None = None
    write: Callable[[ArgumentMap], Written] | None = None
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    title: str = ""
    is_native: bool = False

    @classmethod
    def of(cls, described: object) -> Format:
        """Return a format described by a module or another object with these attributes."""
        if isinstance(described, Format):
            return described
        name = getattr(described, "name", None)
        sniff = getattr(described, "sniff", None)
        read, write = getattr(described, "read", None), getattr(described, "write", None)
        if not isinstance(name, str) or not callable(sniff) or not (callable(read) or callable(write)):
            raise FormatError(
                f"a format has a name, sniff(text), and read(text, path) or write(m); {described!r} does not"
            )
        return cls(
            name,
            sniff,
            read,
            write,
            suffixes=tuple(getattr(described, "suffixes", ())),
            loses=tuple(getattr(described, "loses", ())),
            title=str(getattr(described, "title", "")),
            is_native=bool(getattr(described, "is_native", False)),
        )


class LossError(FormatError):
    """A map that a format cannot hold whole, where it was asked to; ``.losses`` names all of them."""

    def __init__(self, format: str, losses: tuple[Loss, ...]) -> None:
        self.losses = losses
        super().__init__(f"{format} cannot hold all of this map, and nothing is written: {told(losses)}")


def told(losses: Iterable[object]) -> str:
    """Return entries as one line, the first few of many.

    >>> told([Loss("c1", "its title is left out")])
    'c1: its title is left out'
    """
    entries = [str(loss) for loss in losses]
    rest = f"; and {len(entries) - SHOWN} more" if len(entries) > SHOWN else ""
    return "; ".join(entries[:SHOWN]) + rest


def named_reading(reading: Reading, format: str, *, more: tuple[str, ...] = ()) -> Reading:
    """Return a reading with the name of its format, and more warnings before its own."""
    return replace(reading, format=format, warnings=(*more, *reading.warnings))
