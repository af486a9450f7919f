"""``argmap diff``: what is different between two maps."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.analysis.compare import compare
from argmap.cli.pictures import drawable
from argmap.cli.reading import map_in, one_standard_input
from argmap.cli.shown import show


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print matches and differences as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Draw both versions, changes marked.",
)
def command(old: Path, new: Path, as_json: bool, output: Path | None) -> int:
    """Print what is different between the maps in OLD and NEW.

    The exit code is 0 where they are the same, 1 where they differ, and 2 where a file cannot be read.
    """
    if output is not None:
        drawable([output])
    one_standard_input(old, new)
    after = map_in(new)
    comparison = compare(map_in(old), after)
    if as_json:
        click.echo(comparison.to_json().rstrip())
    else:
        show(str(comparison))
    if output is not None:
        click.echo(comparison.union(after).draw(overlay=comparison).save(output), err=True)
    return 1 if comparison else 0
