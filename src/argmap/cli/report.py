"""``argmap report``: a map as a brief."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.reading import map_in


@click.command("report")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The brief, what the suffix says: .md, .html or .docx. Without it Markdown is printed.")  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path), help="A Jinja template of one's own.")
def command(file: Path, output: Path | None, template: Path | None) -> None:
    """Write the map in FILE (- for standard input) as a brief."""
    from argmap.report import Brief

    brief = Brief(map_in(file), template)
    click.echo(brief.markdown() if output is None else brief.save(output), err=output is not None)
