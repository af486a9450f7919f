"""``argmap open``: the interactive page of a map, in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

import click

from argmap.cli.pictures import drawable, theme_option
from argmap.cli.reading import STANDARD, map_in
from argmap.cli.written import json_option, tell


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the page is written; by default a "
              "temporary file.")  # fmt: skip
@theme_option
@json_option("Print the path of the page, and whether a browser took it, as a JSON object.")
def command(file: Path, output: Path | None, theme: str, as_json: bool) -> None:
    """Show the map in FILE as a page in the browser."""
    if output is not None:
        drawable([output])
    drawing = map_in(file).draw(theme=theme)
    name = f"{file.stem if str(file) != STANDARD else 'map'}.html"
    page = output or Path(tempfile.mkdtemp(prefix="argmap-")) / name
    drawing.save(page)
    if not as_json:
        tell([page], as_json)
    opened = webbrowser.open(page.resolve().as_uri())
    if as_json:
        tell([page], as_json, opened=opened)
    elif not opened:
        click.echo("argmap: no browser was found here; open the page by hand", err=True)
