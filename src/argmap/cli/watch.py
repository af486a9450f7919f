"""``argmap watch``: redraw a map whenever its file is saved."""

from __future__ import annotations

import errno
import json
import time
from collections.abc import Iterator
from pathlib import Path

import click

from argmap.cli import UNUSABLE, one_line
from argmap.cli.pictures import drawable, theme_option
from argmap.cli.reading import STANDARD
from argmap.cli.written import json_option
from argmap.errors import ArgmapError
from argmap.formats import load

PAUSE = 0.3
"""Seconds between two looks at the file."""


@click.command("watch")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The picture or page; by default FILE with "
              "the suffix .svg.")  # fmt: skip
@theme_option
@click.option("--times", type=click.IntRange(1), help="Stop after so many drawings; by default with Ctrl-C.")
@json_option("Print a line of JSON for each drawing: the file written, or what is wrong.")
def command(file: Path, output: Path | None, theme: str, times: int | None, as_json: bool) -> int:
    """Draw the map in FILE, and again whenever it changes; a fault in it is told, and waited out.

    The exit code is 0, or 2 where the last of the drawings that --times asks for failed.
    """
    if str(file) == STANDARD:
        raise click.UsageError("watch takes a file, which standard input is not")
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder; say a file to watch", str(file))
    output = output or file.with_suffix(".svg")
    drawable([output])
    for drawn, _ in enumerate(_changes(file), 1):
        code = 0
        try:
            m = load(file)
            m.draw(theme=theme).save(output)
            told = {"written": [str(output)], "nodes": len(m.nodes), "relations": len(m.relations)}
            line = str(output)
        except (ArgmapError, OSError) as error:
            line = one_line(error)
            told = {"error": line}
            code = UNUSABLE
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(f"{time.strftime('%H:%M:%S')} {line}", err=True)
        if drawn == times:
            break
    return code


def _changes(file: Path) -> Iterator[None]:
    """Yield at once, and then each time the file has another state: one that is gone counts as no change."""
    file.stat()  # a file that is not there at the start is a mistake
    known: tuple[int, int, int] | None = None
    while True:
        try:
            stat = file.stat()
            state: tuple[int, int, int] | None = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:  # an editor puts the new one in its place
            state = known
        if state != known:
            known = state
            yield
        else:
            time.sleep(PAUSE)
