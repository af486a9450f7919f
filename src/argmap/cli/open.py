"""``argmap open``: the interactive page of a map, in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

import click

from argmap.cli.pictures import drawable, theme_option
from argmap.cli.reading import map_in


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the page is written; by default a "
              "temporary file.")  # fmt: skip
@theme_option
def command(file: Path, output: Path | None, theme: str) -> None:
    """Show the map in FILE as a page in the browser."""
    page = (
        output
        or Path(tempfile.mkdtemp(prefix="argmap-")) / f"{file.stem if str(file) != '-' else 'map'}.html"
    )
    drawable([page])
    map_in(file).draw(theme=theme).save(page)
    click.echo(page, err=True)
    if not webbrowser.open(page.resolve().as_uri()):
        click.echo("argmap: no browser was found here; open the page by hand", err=True)
