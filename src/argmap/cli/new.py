"""``argmap new``: a file to start a map from."""

from __future__ import annotations

import errno
import json
from importlib.resources import files
from pathlib import Path

import click

from argmap.cli.written import json_option, tell


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the map; by default the name of the file.")
@json_option("Print the path of the new file as a JSON object.")
def command(file: Path, title: str | None, as_json: bool) -> None:
    """Write a small map with comments to FILE, a new .yaml file, to be changed into your own."""
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(
            f"a file to start from is YAML, which takes comments: {file.with_suffix('.yaml')}"
        )
    starter = files("argmap.cli").joinpath("starter.yaml").read_text("utf-8")
    name = title or file.stem.replace("-", " ").replace("_", " ").capitalize()
    text = starter.replace("TITLE", json.dumps(name, ensure_ascii=False)).replace("THIS.yaml", file.name)
    if not file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder to write to is not there", str(file))
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise click.UsageError(f"{file} is there already, and is left as it is") from None
    if as_json:
        tell([file], as_json)
    else:
        click.echo(f"{file}: edit it, then  argmap draw {file}", err=True)
