"""``argmap merge``: three versions of a map put together, for people and as git's merge driver."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import click

from argmap.analysis.merge import Merge, merge
from argmap.formats import dumps, read
from argmap.formats.files import write_text


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
    from the file until one is chosen.
    """
    ours = read(left)
    merged = merge(read(base).map, ours.map, read(right).map)
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
    ours, theirs = (
        dumps(merged.resolve(side), format).splitlines(keepends=True) for side in ("left", "right")
    )
    lines: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            lines += ours[a:b]
        else:
            lines += ["<<<<<<< left\n", *ours[a:b], "=======\n", *theirs[c:d], ">>>>>>> right\n"]
    return "".join(lines)
