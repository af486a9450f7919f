"""Tables of text: aligned for a terminal, marked up for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with aligned columns, a line under its head.

    >>> print(text_table(("part", "status"), [("c1", "exact"), ("courts", "folded")]))
    part    status
    ──────  ──────
    c1      exact
    courts  folded
    """
    table = [[printable(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    table.insert(1, ["─" * width for width in widths])
    lines = []
    for row in table:
        cells = zip(row, widths, strict=True)
        lines.append("  ".join(cell + " " * (width - _width(cell)) for cell, width in cells).rstrip())
    return "\n".join(lines)


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, notes: Sequence[str] = ()) -> str:
    """Return the table in HTML, with a paragraph for each note below it; all text is escaped.

    >>> html_table(("part",), [("<b>",)])
    '<table><thead><tr><th>part</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    from html import escape

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(printable(cell))}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(line(row, "td") for row in rows)
    below = "".join(
        f"<p>{'<br>'.join(escape(printable(part)) for part in note.splitlines())}</p>" for note in notes
    )
    return f"<table><thead>{line(head, 'th')}</thead><tbody>{body}</tbody></table>{below}"


def printable(text: str) -> str:
    r"""Return the text on one line, with control characters shown as such and no effect on a terminal.

    >>> printable("two\n  lines \x1b[31m")
    'two lines �[31m'
    """
    return "".join(char if char.isprintable() else "�" for char in " ".join(text.split()))


def _width(text: str) -> int:
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)
