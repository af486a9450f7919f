"""``argmap agreement``: how far the annotators of one text agree."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.reading import map_in, one_standard_input, to_standard_output
from argmap.cli.shown import show

_FILE = click.Path(path_type=Path)


@click.command("agreement")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE FILE...")
@click.option("--text", type=_FILE, help="The text that they annotated, in UTF-8, to find their quotes in.")
@click.option(
    "--overlap",
    type=float,
    default=0.5,
    show_default=True,
    help="What two nodes must share of the characters that either quotes.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(files: tuple[Path, ...], text: Path | None, overlap: float, as_json: bool) -> int:
    """Print how far the maps in two or more FILEs agree, each the reading of one annotator.

    The exit code is 0, whatever the agreement, and 2 where a file cannot be read.
    """
    from argmap.analysis.agreement import agreement
    from argmap.model.text import SourceText

    if len(files) < 2:
        raise click.UsageError("agreement is between two maps or more: argmap agreement FILE FILE...")
    one_standard_input(*files)
    first, second, *more = (map_in(file) for file in files)
    result = agreement(
        first,
        second,
        *more,
        text=SourceText.read(text) if text is not None else None,
        overlap=overlap,
        names=_names(files),
    )
    if as_json:
        to_standard_output(result.to_json())
    else:
        show(str(result))
    return 0


def _names(files: tuple[Path, ...]) -> tuple[str, ...]:
    """Return what tells the files apart: their names, as short as they may be."""
    for names in ([f.stem for f in files], [f.name for f in files], [f.as_posix() for f in files]):
        if len(set(names)) == len(names):
            return tuple(names)
    return tuple(f"{file.as_posix()} ({i})" for i, file in enumerate(files, 1))
