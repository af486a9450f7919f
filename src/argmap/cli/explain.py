"""``argmap explain``: why a statement stands, falls or stays open, and what would change that."""

from __future__ import annotations

import json
from pathlib import Path

import click

from argmap.analysis.explain import explain
from argmap.analysis.telling import LINES
from argmap.analysis.what_if import what_if
from argmap.cli.reading import map_in, part_of
from argmap.cli.shown import show


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("part", required=False)
@click.option(
    "--without", metavar="ID", multiple=True, help="What changes when this is taken away; several times."
)
@click.option(
    "--grant", metavar="ID", multiple=True, help="What changes when this is granted; several times."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the label and the steps of the explanation as JSON."
)
@click.option("--every", is_flag=True, help="All lines, also of a long explanation.")
def command(
    file: Path, part: str | None, without: tuple[str, ...], grant: tuple[str, ...], as_json: bool, every: bool
) -> None:
    """Say why PART of the map in FILE stands or falls: its id, by default the thesis.

    With --without or --grant it says what would change instead.
    """
    m = map_in(file)
    if part is None and m.thesis is None:
        raise click.UsageError("the map has no thesis; say which part: argmap explain FILE PART")
    lines = None if every else LINES
    if without or grant:
        change = what_if(m, remove=[part_of(m, id) for id in without], grant=[part_of(m, id) for id in grant])
        flips = [{"part": f.part, "before": f.before, "after": f.after} for f in change.flips]
        told, data = change.text(lines=lines), {"change": change.change, "flips": flips}
    else:
        why = explain(m, part_of(m, part or "thesis"))
        told = why.text(lines=lines)
        data = {"part": why.part, "label": why.label, "lines": why.lines, "parts": why.parts}
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        show(told.replace(_CALL, "--every"))


_CALL = ".text(lines=None)"
"""How a notebook asks for all lines; the command line has an option."""
