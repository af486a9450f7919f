"""What a command prints: plain text, with colours on a terminal that leave every letter as it is."""

from __future__ import annotations

import sys
from typing import ClassVar

import click

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "note": "cyan",
    "code": "bold",
    "hint": "green",
    "parts": "dim",
    "head": "bold",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
}
PATTERNS = (
    r"(?m)^(?P<code>AM\d{3}) ",
    r"(?m)^(?:[\w.-]+  )(?P<error>error)\b",
    r"(?m)^(?:[\w.-]+  )(?P<warning>warning)\b",
    r"(?m)^(?:[\w.-]+  )(?P<info>info)\b",
    r"(?m)^(?:[\w.-]+  )(?P<note>note)\b",
    r"(?m)^ *(?P<hint>→ .*)$",
    r"(?m)(?P<parts> \[[\w.:-]+(?:, [\w.:-]+)*\])$",
    r"(?m)^(?P<head>[^\W\d_]\w*(?: \w+){0,3}:)(?: |$)",
    r"(?m)^(?P<head>[^\n]+ (?:stands|falls|is undecided):)$",
    r"(?m)^ *(?P<added>added)\b",
    r"(?m)^ *(?P<removed>removed)\b",
    r"(?m)^ *(?P<changed>reworded|retyped|rewired|moved|changed)\b",
)


def show(text: str) -> None:
    """Print a text; on a terminal with the words that count in colour, unless NO_COLOR is set."""
    if not sys.stdout.isatty():
        click.echo(text)
        return
    from rich.console import Console
    from rich.highlighter import RegexHighlighter
    from rich.theme import Theme

    class Words(RegexHighlighter):
        base_style = "argmap."
        highlights: ClassVar = list(PATTERNS)

    console = Console(theme=Theme({f"argmap.{name}": style for name, style in STYLES.items()}))
    # The terminal breaks long lines: broken by us they could not be copied.
    console.print(Words()(text), soft_wrap=True)
