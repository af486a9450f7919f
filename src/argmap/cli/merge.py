"""``argmap merge``: three versions of a map put together, for people and as git's merge driver."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import click

from argmap.analysis.merge import Merge, merge
from argmap.cli import one_line
from argmap.cli.reading import STANDARD
from argmap.errors import FormatError, InvalidMapError
from argmap.formats import dumps, read
from argmap.formats.files import write_text
from argmap.model.map import ArgumentMap


@click.command("merge")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the map goes; else to standard output.",
)
@click.option("--take", type=click.Choice(["left", "right", "base"]), help="Settle every conflict so.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes and conflicts as JSON, not the map.")
def command(base: Path, left: Path, right: Path, output: Path | None, take: str | None, as_json: bool) -> int:
    """Put together LEFT and RIGHT, two versions of the map in BASE, in the format of LEFT.

    The exit code is 0 where all went together, 1 where the sides disagree, 2 where a file cannot be read. Where
    they disagree the text of both stands between conflict markers, as git writes them, and no map can be read
    from the file until one is chosen. A BASE that is empty counts as an empty map. What a map has no place for,
    such as comments, is not merged.
    """
    if STANDARD in map(str, (base, left, right)):
        raise click.UsageError("merge takes three files, and none of them from standard input")
    try:
        ours, theirs = read(left), read(right).map
        before = read(base).map if base.stat().st_size else ArgumentMap()
    except FormatError as error:
        if output is None:
            raise
        click.echo(f"argmap: {one_line(error)}", err=True)
        write_text(output, _both(left.read_text("utf-8"), right.read_text("utf-8")))
        return 1
    merged = merge(before, ours.map, theirs)
    disagree = bool(merged.conflicts) and take is None
    if disagree:
        click.echo(f"argmap: {merged}", err=True)
    if as_json:
        click.echo(merged.to_json().rstrip())
    if output is not None or not as_json:
        m = merged.resolve(take) if take is not None else None  # type: ignore[arg-type]
        text = _marked(merged, ours.format) if disagree else dumps(m or merged.map, ours.format)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_text(output, text)
    return 1 if disagree else 0


def _marked(merged: Merge, format: str) -> str:
    """Return the merged map as text, with conflict markers where the two ways to settle it differ."""
    try:
        ours, theirs = dumps(merged.resolve("left"), format), dumps(merged.resolve("right"), format)
    except InvalidMapError:  # what a side's choices come to is no map
        ours, theirs = dumps(merged.left, format), dumps(merged.right, format)
    return _both(ours, theirs)


def _both(left: str, right: str) -> str:
    """Return two texts as one, with conflict markers where they differ."""
    ours, theirs = (text.splitlines(keepends=True) for text in (left, right))
    lines: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            lines += ours[a:b]
        else:
            lines += [
                "<<<<<<< left\n",
                *_ended(ours[a:b]),
                "=======\n",
                *_ended(theirs[c:d]),
                ">>>>>>> right\n",
            ]
    return "".join(lines)


def _ended(lines: list[str]) -> list[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
