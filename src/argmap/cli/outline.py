"""``argmap outline``: a map as text, for a terminal and for ``git diff``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.reading import map_in


@click.command("outline")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def command(file: Path) -> None:
    """Print the map in FILE (- for standard input) as indented text."""
    click.echo(map_in(file).outline())
