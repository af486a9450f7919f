"""What commands that draw share: where pictures may go, known before anything is drawn, and the themes."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

import click

from argmap.cli.completing import one_of
from argmap.draw.suffix import suffix_of
from argmap.draw.theme import THEMES
from argmap.draw.themes import named
from argmap.errors import ArgmapError
from argmap.formats.registry import of_suffix


def drawable(paths: Iterable[Path]) -> None:
    """Check that a drawing can be saved as each of these, so that none is written where one cannot be.

    Raises:
        ArgmapError: a suffix is none of a drawing's; the message says which are, or what writes such a file.
        FileNotFoundError: the folder is not there.
        IsADirectoryError: it is a folder itself.
    """
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "this is a folder; say the file to write", str(path))
        try:
            suffix_of(path)
        except ArgmapError as error:
            raise ArgmapError(f"{error}{_writer(path)}") from None
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the folder to write to is not there", str(path))


def _writer(path: Path) -> str:
    """Return what writes such a file, where a drawing is none: a format, or the brief."""
    return _format_written(path) + brief_written(path)


def brief_written(path: Path) -> str:
    """Return how a brief becomes such a file, or nothing where none does."""
    from argmap.report.report import SUFFIXES

    return f" A brief is written by: argmap report FILE -o {path}" if path.suffix.lower() in SUFFIXES else ""


def _format_written(path: Path) -> str:
    try:
        name = of_suffix(path).name
    except ArgmapError:
        return ""
    return f" The format {name} is written by: argmap convert FILE -o {path}"


def _checked(context: click.Context, parameter: click.Parameter, value: str) -> str:
    return named(value).name


theme_option = click.option(
    "--theme",
    default="light",
    show_default=True,
    shell_complete=one_of(lambda: list(THEMES)),
    callback=_checked,
    help="light, dark, print or colour-blind.",
)
