"""``argmap report``: a map as a brief."""

from __future__ import annotations

import json
from pathlib import Path

import click

from argmap.cli.reading import kept_apart, map_in
from argmap.cli.written import json_option


@click.command("report")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The brief, what the suffix says: .md, .html or .docx. Without it Markdown is printed.")  # fmt: skip
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Jinja template of one's own.",
)
@json_option("Print what is in the brief as a JSON object, by the names that templates use.")
def command(file: Path, output: Path | None, template: Path | None, as_json: bool) -> None:
    """Write the map in FILE (- for standard input) as a brief."""
    from argmap.report import Brief
    from argmap.report.contents import contents

    if output is not None:
        kept_apart(output, file, *([template] if template is not None else []))
    brief = Brief(map_in(file), template)
    if output is not None:
        click.echo(brief.save(output), err=True)
    if as_json:
        click.echo(json.dumps(contents(brief.map), ensure_ascii=False, indent=2))
    elif output is None:
        click.echo(brief.markdown())
