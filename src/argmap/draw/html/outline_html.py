"""The outline as nested lists of links: all that the picture says, for whoever does not see it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

from argmap.draw.markup import clean, escape
from argmap.draw.outline import Entry, entries
from argmap.model.nodes import Node

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

_AS_IN_SCRIPT = "!'()*-._~"
"""What ``encodeURIComponent`` leaves as it is, so that the script finds a link by its address."""


def outline_html(m: ArgumentMap) -> str:
    """Return the outline of a map as HTML: a heading for each section, a nested list, a link for each part.

    >>> import argmap as am
    >>> print(outline_html(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])))
    <p>An argument map of 1 claim; 0 relations.</p>
    <h2>Without any relation</h2>
    <ul><li><a href="#c1"><i>c1, claim:</i> It rains.</a></li></ul>
    """
    sections: list[str] = []
    for is_gap, lines in groupby(entries(m), key=lambda entry: not entry.text and not entry.part):
        if not is_gap:
            sections += _section(m, list(lines))
    return "\n".join(sections)


def link(id: str) -> str:
    """Return the address of a part within the page.

    >>> link("c1:n")
    '#c1%3An'
    """
    return f"#{percent_encode(id, safe=_AS_IN_SCRIPT, errors='replace')}"


def _section(m: ArgumentMap, lines: list[Entry]) -> list[str]:
    first, *rest = lines
    if first.part:  # the thesis, which has no heading of its own
        return ["<h2>Thesis</h2>", _lists(m, lines, 0)]
    if first.level == 0 and rest and rest[0].level > 0:
        return [f"<h2>{_text(first.text.removesuffix(':'))}</h2>", _lists(m, rest, 1)]
    return [f"<p>{_text(line.text)}</p>" for line in lines]


def _lists(m: ArgumentMap, lines: list[Entry], top: int) -> str:
    """Return lines as lists in lists; a line that skips levels hangs on the nearest one above it."""
    parts: list[str] = []
    open_at: list[int] = []
    for line in lines:
        level = max(line.level, top)
        while open_at and open_at[-1] > level:
            open_at.pop()
            parts.append("</li></ul>")
        if open_at and open_at[-1] == level:
            parts.append("</li><li>")
        else:
            open_at.append(level)
            parts.append("<ul><li>")
        if line.part:
            parts.append(f'<a href="{escape(link(line.part))}">{_told_apart(m, line)}</a>')
        else:
            parts.append(_text(line.text))
    parts.append("</li></ul>" * len(open_at))
    return "".join(parts)


def _told_apart(m: ArgumentMap, line: Entry) -> str:
    """Return a line with what stands before its statement in an element of its own."""
    part = m[line.part]
    said = _text(part.text) if isinstance(part, Node) else ""
    before = _text(line.text).removesuffix(said)
    return f"<i>{before.rstrip()}</i> {said}" if said and before.endswith(": ") else _text(line.text)


def _text(text: str) -> str:
    return escape(clean(text))
