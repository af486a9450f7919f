"""``argmap info``: what is in a map, and what each format would lose of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from argmap.cli import one_line
from argmap.cli.completing import one_of, read_formats
from argmap.cli.reading import reading_of
from argmap.cli.shown import show
from argmap.errors import ArgmapError
from argmap.formats import Reading, formats, written
from argmap.model.map import ArgumentMap


@click.command("info")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--from",
    "format",
    metavar="FORMAT",
    shell_complete=one_of(read_formats),
    help="The format of FILE, where it should not be looked for.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as a JSON object.")
def command(file: Path, format: str | None, as_json: bool) -> None:
    """Say what is in the map in FILE (- for standard input): kinds, counts, roots, losses per format."""
    facts = _facts(reading_of(file, format))
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number}" for key, number in value.items()) or "none"
        elif isinstance(value, list):
            value = "; ".join(map(str, value)) or "none"
        show(f"{name}: {value if value not in (None, '') else 'none'}")


def _facts(reading: Reading) -> dict[str, Any]:
    m = reading.map
    return {
        "title": m.title,
        "format": reading.format,
        "nodes": dict(Counter(node.kind for node in m.nodes)),
        "relations": dict(Counter(relation.kind for relation in m.relations)),
        "sources": len(m.sources),
        "thesis": m.thesis_id,
        "roots": [node.id for node in m.roots],
        "warnings": list(reading.warnings),
        "repaired": list(reading.repaired),
        "dropped": list(reading.dropped),
        "losses": {format.name: _lost(m, format.name) for format in formats() if format.write is not None},
    }


def _lost(m: ArgumentMap, format: str) -> int | str:
    try:
        return len(written(m, format).losses)
    except ArgmapError as error:
        return f"cannot be written: {one_line(error)}"
