"""What a command that writes files says of them: their paths, for people or for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def json_option(help: str = "Print the paths of the files written as a JSON object.") -> Callable[[F], F]:
    """Return the option ``--json``, which the command gets as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help=help)


def tell(paths: Iterable[Path], as_json: bool, **more: object) -> None:
    """Print which files were written: each on standard error, or one JSON object on standard output.

    >>> tell([Path("map.svg")], True, nodes=3)
    {"written": ["map.svg"], "nodes": 3}
    """
    if as_json:
        click.echo(json.dumps({"written": [str(path) for path in paths], **more}, ensure_ascii=False))
        return
    for path in paths:
        click.echo(path, err=True)
