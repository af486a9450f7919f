"""``argmap formats``: what is read and written, and what each format loses."""

from __future__ import annotations

import json

import click

from argmap.cli.shown import show
from argmap.formats import formats


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="Print them as a JSON array, with what each loses.")
def command(as_json: bool) -> None:
    """List the formats that maps are read from and written to."""
    known = formats()
    if as_json:
        click.echo(json.dumps(known.rows(), ensure_ascii=False, indent=2))
    else:
        show(repr(known))
