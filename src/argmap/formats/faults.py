"""What is wrong with a file: every fault with its place, raised as one error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.errors import FormatError, InvalidMapError, Problem, UnknownKindError

Path = tuple[str | int, ...]
"""The way from the top of a document to a value in it: keys and numbers of items."""

SHOWN = 20
"""How many faults the message of an error shows before it only counts; the error holds them all."""


class Place(NamedTuple):
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a document.

    ``at`` is the way to it, ``key`` says that the key there is meant and not its value; ``place`` is where it
    stands in the file, once that is known.
    """

    message: str
    at: Path = ()
    key: bool = False
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.place.line}:{self.place.column}: {self.message}" if self.place else self.message


@dataclass(slots=True)
class Places:
    """Where each value and each key of a document stands in its text, and which keys stand there twice."""

    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    repeated: list[tuple[Path, Place]] = field(default_factory=list)

    def of(self, fault: Fault) -> Place | None:
        """Return where a fault stands: its value, or what holds it where it is missing."""
        at = fault.at
        if fault.key and at in self.keys:
            return self.keys[at]
        while at and at not in self.values:
            at = at[:-1]
        return self.values.get(at)


class MalformedFileError(FormatError):
    """A file with faults; ``.faults`` holds every one, ``.line`` and ``.column`` are those of the first."""

    def __init__(self, faults: Iterable[Fault], *, path: str | None = None) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.place or (0, 0)))
        first = self.faults[0]
        line, column = first.place or (None, None)
        message = first.message
        if len(self.faults) > 1:
            lines = [f"- {fault}" for fault in self.faults[:SHOWN]]
            if len(self.faults) > SHOWN:
                lines.append(f"- and {len(self.faults) - SHOWN:,} more")
            message = "\n".join([f"{len(self.faults):,} faults", *lines])
        # The other parent of the classes below takes other arguments, so super() cannot be asked.
        placed = FormatError(message, path=path, line=line, column=column)
        self.message, self.path, self.line, self.column = message, path, line, column
        Exception.__init__(self, str(placed))


class UnknownKindInFileError(MalformedFileError, UnknownKindError):
    """A file with a kind that nobody registered; ``.kind`` is the first such, ``.suggestions`` are near to it."""

    def __init__(
        self, faults: Iterable[Fault], *, kind: str, suggestions: tuple[str, ...], path: str | None = None
    ) -> None:
        self.kind, self.suggestions = kind, suggestions
        MalformedFileError.__init__(self, faults, path=path)


class InvalidMapInFileError(MalformedFileError, InvalidMapError):
    """A file whose parts are well formed and make no map; ``.problems`` names every problem."""

    def __init__(
        self, faults: Iterable[Fault], *, problems: tuple[Problem, ...], path: str | None = None
    ) -> None:
        self.problems = problems
        MalformedFileError.__init__(self, faults, path=path)
