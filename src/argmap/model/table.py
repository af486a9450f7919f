"""Tables of text: aligned for a terminal, marked up for a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def html_table(
    head: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str = "", notes: Iterable[str] = ()
) -> str:
    """Return the table in HTML, below a caption and above a paragraph for each note; all text is escaped.

    Its cells say that they begin at the left, since notebooks set cells flush right, as for numbers. Where
    there are no rows there is no table, and caption and notes say what there is to say.

    >>> html_table(("part",), [("<b>",)]).partition("<tbody>")[2]
    '<tr><td style="text-align:left">&lt;b&gt;</td></tr></tbody></table>'
    """
    from html import escape

    def line(cells: Iterable[str], tag: str) -> str:
        shown = (f'<{tag} style="text-align:left">{escape(printable(cell))}</{tag}>' for cell in cells)
        return f"<tr>{''.join(shown)}</tr>"

    def said(texts: Iterable[str]) -> str:
        lines = ("<br>".join(escape(printable(part)) for part in text.splitlines()) for text in texts)
        return "".join(f"<p>{text}</p>" for text in lines)

    body = "".join(line(row, "td") for row in rows)
    table = f"<table><thead>{line(head, 'th')}</thead><tbody>{body}</tbody></table>" if body else ""
    return f"{said([caption] if caption else ())}{table}{said(notes)}"


def printable(text: str) -> str:
    r"""Return the text on one line, with control characters shown as such and no effect on a terminal.

    >>> printable("two\n  lines \x1b[31m")
    'two lines �[31m'
    """
    return "".join(char if char.isprintable() else "�" for char in " ".join(text.split()))


def _width(text: str) -> int:
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)
