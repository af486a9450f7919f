"""``argmap fmt``: files rewritten in the one way in which their format is written."""

from __future__ import annotations

import re
from pathlib import Path

import click

from argmap.cli import one_line
from argmap.cli.completing import one_of
from argmap.cli.reading import STANDARD_INPUT, standard_input, to_standard_output
from argmap.errors import ArgmapError, FormatError
from argmap.formats import files, registry

ARGDOWN = "argdown"


@click.command("fmt")
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--check", is_flag=True, help="Write nothing; the exit code is 1 where a file would change.")
@click.option(
    "--from",
    "format",
    metavar="FORMAT",
    shell_complete=one_of(lambda: [ARGDOWN, "json", "yaml"]),
    help="The format, where it should not be looked for.",
)
def command(paths: tuple[Path, ...], check: bool, format: str | None) -> int:
    """Rewrite each FILE, in Argdown or argmap's own formats, in the one way in which it is written.

    Nothing that a file says is lost (a YAML file with comments is left as it is), and what is formatted stays as
    it is. - takes standard input to standard output. The exit code is 0; 1 where --check finds a file to
    change; 2 where a file cannot be formatted, and the others are all the same.
    """
    code = 0
    for path in paths:
        try:
            if str(path) == "-":
                text = standard_input()
                new = formatted(text, format, STANDARD_INPUT)
                if not check:
                    to_standard_output(new)
            else:
                text, doubt = files.read_text(path)
                if doubt is not None:
                    raise doubt
                new = formatted(text, format, str(path))
                if new != text and not check:
                    files.write_text(path, new)
            if new != text and check:
                click.echo(f"{path}: would be formatted", err=True)
                code = max(code, 1)
        except (ArgmapError, OSError, UnicodeDecodeError) as error:
            click.echo(f"argmap: {one_line(error)}", err=True)
            code = 2
    return code


def formatted(text: str, format: str | None, path: str | None) -> str:
    r"""Return a text in the one way in which its format is written.

    Raises:
        FormatError: the format is a foreign one that has no such way, or the text is not of it.

    >>> formatted("[A]:  a", "argdown", None)
    '[A]: a\n'
    """
    chosen = registry.named(format) if format is not None else registry.of_content(text, path=path)
    if chosen.name == ARGDOWN:
        from argmap.formats import argdown

        return argdown.format(text)
    if not chosen.is_native or chosen.read is None or chosen.write is None:
        raise FormatError(f"fmt formats argdown, json and yaml; this is {chosen.name}", path=path)
    new = chosen.write(chosen.read(text, path).map).text
    if chosen.name == "yaml":
        _keep_comments(text, new, path)
    return new


def _keep_comments(text: str, new: str, path: str | None) -> None:
    """Refuse to lose a comment: words after a # that the map, which holds none, does not say."""
    for line, words in enumerate(text.splitlines(), 1):
        found = re.search(r"(?:^|\s)#(.*)", words)
        if found and found[1].strip() and found[1].strip() not in new:
            raise FormatError(
                "a comment would be lost, since a map holds none; the file is left as it is. Take the comment out, "
                "or keep it as note: of its part",
                path=path,
                line=line,
            )
