"""``argmap outline``: a map as text, for a terminal and for ``git diff``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.reading import map_in
from argmap.cli.shown import show
from argmap.errors import FormatError


@click.command("outline")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--or-text", is_flag=True, help="Print a file that is no map as it is: for git, amid a conflict."
)
def command(file: Path, or_text: bool) -> None:
    """Print the map in FILE (- for standard input) as indented text."""
    try:
        told = map_in(file).outline()
    except FormatError:
        if not or_text:
            raise
        told = file.read_text("utf-8", errors="replace").rstrip("\n")
    show(told)
