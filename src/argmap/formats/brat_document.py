"""The lines of a brat standoff file (Stenetorp et al. 2012), taken apart: spans, ties, attributes and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPAN = re.compile(r"(T[^\s:]*)\t(\S+)[ \t]+([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)[ ]?(?:\t(.*))?")
_TIE = re.compile(r"(R[^\s:]*)\t(\S+)[ \t]+[^\s:]+:(\S+)[ \t]+[^\s:]+:(\S+)\s*")
_ATTRIBUTE = re.compile(r"([AM][^\s:]*)\t(\S+)[ \t]+(\S+)(?:[ \t]+(\S.*?))?\s*")
_NOTE = re.compile(r"(#\S*)\t(\S+)[ \t]+([^\s:]+)[ ]?\t?(.*)")
_EQUIVALENCE = re.compile(r"\*\t(?i:equiv)[ \t]+(\S.*)")
_DIGITS = 15
"""Offsets of more digits than this are no offsets into a text."""

NOT_UNDERSTOOD = {
    "E": "an event, which a map has no place for",
    "N": "a reference to a data base, which a map has no place for",
    "*": "a tie without an id other than Equiv",
}
"""What a line is that is valid, and that a map does not hold, by its first character."""


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words: id, type, the places of the pieces (end exclusive), the words as the file has them."""

    id: str
    type: str
    places: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A typed tie from one annotation to another."""

    id: str
    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an annotation; one that is just there has no value."""

    id: str
    name: str
    of: str
    value: str | None


@dataclass(slots=True)
class Document:
    """What the lines of a file say, each kind in the order of the lines, and the lines that say nothing."""

    spans: dict[str, Span] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """Of which annotation, of which type, and what."""
    equivalences: list[tuple[str, ...]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def document(lines: list[str]) -> Document:
    r"""Return what the lines of a file say.

    >>> found = document(["T1\tClaim 0 2;6 9\tIt rains", "E1\tMotion:T1"])
    >>> found.spans["T1"].places, found.dropped
    (((0, 2), (6, 9)), ['line 2: E1: an event, which a map has no place for'])
    """
    found = Document()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        fault = _enter(line, found)
        if fault:
            found.dropped.append(f"line {number}: {fault}")
    return found


def _enter(line: str, found: Document) -> str | None:
    """Enter a line; return what is wrong where it cannot be entered."""
    first = line[0]
    name = line.split("\t", 1)[0]
    if name in found.spans or name in found.ties or name in found.attributes:
        return f"{name[:60]!r} stands a second time"
    if first == "T" and (match := _SPAN.fullmatch(line)):
        pairs = [pair.split(" ") for pair in match[3].split(";")]
        if any(len(offset) > _DIGITS for pair in pairs for offset in pair):
            return f"{name[:60]}: an offset of more than {_DIGITS} digits"
        places = tuple((int(start), int(end)) for start, end in pairs)
        found.spans[name] = Span(name, match[2], places, match[4] or "")
    elif first == "R" and (match := _TIE.fullmatch(line)):
        found.ties[name] = Tie(name, match[2], match[3], match[4])
    elif first in "AM" and (match := _ATTRIBUTE.fullmatch(line)):
        found.attributes[name] = Attribute(name, match[2], match[3], match[4])
    elif first == "#" and (match := _NOTE.fullmatch(line)):
        found.notes.append((match[3], match[2], match[4].strip()))
    elif match := _EQUIVALENCE.fullmatch(line):
        found.equivalences.append(tuple(dict.fromkeys(match[1].split())))
    elif first in NOT_UNDERSTOOD and "\t" in line:
        return f"{name[:60]}: {NOT_UNDERSTOOD[first]}"
    else:
        return f"no annotation of brat: {line!r:.60}"
    return None
