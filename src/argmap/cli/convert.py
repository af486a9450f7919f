"""``argmap convert``: maps from one format to another, or to a picture."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from argmap.cli import one_line
from argmap.cli.info import reading_of
from argmap.errors import ArgmapError, FormatError
from argmap.formats import LossError, files, registry, written
from argmap.formats.exchange import Format, told

PICTURES = (".svg", ".png", ".pdf", ".dot", ".html")
"""The suffixes of pictures; they are drawn."""

FAILED = 1
"""The exit code where some of several files could not be converted."""

_Job = tuple[Path, Path]


@click.command("convert")
@click.argument(
    "inputs", metavar="IN...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, allow_dash=True),
              help="The file to write, a folder for several, - for standard output.")  # fmt: skip
@click.option(
    "--from", "source", metavar="FORMAT", help="The format of IN, where it should not be looked for."
)
@click.option(
    "--to", "target", metavar="FORMAT", help="The format to write, where the suffix does not say it."
)
@click.option("--strict", is_flag=True, help="Refuse what would be repaired, dropped or lost.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of each file as JSON, a line each.")
def command(
    inputs: tuple[Path, ...],
    output: Path,
    source: str | None,
    target: str | None,
    strict: bool,
    as_json: bool,
) -> int:
    """Convert the map in IN (a file, a folder, a pattern, - for standard input).

    The suffix of the output says the format, or the picture: .svg, .png, .pdf, .dot, .html. Several inputs need
    --to and a folder. The exit code is 0; 1 where some of several files failed, and the rest is converted; 2
    where nothing could be done.
    """
    chosen = registry.named(target) if target is not None and f".{target}" not in PICTURES else None
    ending = f".{target}" if target is not None and chosen is None else None
    several = len(inputs) > 1 or any(path.is_dir() or _is_pattern(path) for path in inputs)
    if not several:
        if output.is_dir():
            raise click.UsageError(f"{output} is a folder; say the file to write")
        done = _converted(inputs[0], output, source, chosen, ending, strict)
        _tell(done, as_json)
        return 0
    if target is None or str(output) == "-":
        raise click.UsageError("several files go to a folder: -o FOLDER --to FORMAT")
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file, and several maps go to a folder")
    suffix = ending or (chosen.suffixes[0] if chosen and chosen.suffixes else f".{target}")
    jobs = list(_jobs(inputs, output, suffix))
    _require_apart(jobs)
    failed = 0
    for path, to in _shown(jobs):
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            _tell(_converted(path, to, source, chosen, ending, strict), as_json)
        except (ArgmapError, OSError, UnicodeDecodeError) as error:
            failed += 1
            click.echo(f"argmap: {_placed(error, path)}", err=True)
            if as_json:
                click.echo(json.dumps({"in": str(path), "error": one_line(error)}, ensure_ascii=False))
    click.echo(f"{len(jobs) - failed} of {len(jobs)} files converted", err=True)
    return FAILED if failed else 0


def _converted(
    path: Path, to: Path, source: str | None, chosen: Format | None, ending: str | None, strict: bool
) -> dict[str, Any]:
    """Convert one file, and return what became of it."""
    picture = ending or (to.suffix.lower() if chosen is None and to.suffix.lower() in PICTURES else None)
    if picture is not None and str(to) == "-":
        raise FormatError("a picture goes to a file: -o map.svg")
    if picture is None and chosen is None:
        if str(to) == "-":
            raise FormatError("the format for standard output is not said; add --to FORMAT")
        chosen = registry.of_suffix(to)
    reading = reading_of(path, source, strict=strict)
    facts: dict[str, Any] = {"in": str(path), "out": str(to), "from": reading.format}
    facts |= {"warnings": reading.warnings, "repaired": reading.repaired, "dropped": reading.dropped}
    if picture is not None:
        reading.map.draw().save(to)
        return facts | {"to": picture[1:], "losses": []}
    assert chosen is not None
    made = written(reading.map, chosen.name)
    if strict and made.losses:
        raise LossError(chosen.name, made.losses)
    if str(to) == "-":
        sys.stdout.write(made.text)
    else:
        files.write_text(to, made.text)
    return facts | {
        "to": chosen.name,
        "losses": [{"part": x.part, "message": x.message} for x in made.losses],
    }


def _tell(done: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(done, ensure_ascii=False), err=done["out"] == "-")
        return
    for word in ("warnings", "repaired", "dropped"):
        if done[word]:
            click.echo(f"argmap: {word}: {done['in']}: {told(done[word])}", err=True)
    if done["losses"]:
        lost = told(f"{loss['part']}: {loss['message']}" for loss in done["losses"])
        click.echo(f"argmap: {done['to']} does not hold: {lost}", err=True)


def _is_pattern(path: Path) -> bool:
    return any(sign in str(path) for sign in "*?[") and not path.exists()


def _jobs(inputs: tuple[Path, ...], output: Path, suffix: str) -> Iterator[_Job]:
    """Yield each file and where its map goes; what lies below a folder keeps its way from there."""
    from glob import glob

    for path in inputs:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                inside = file.relative_to(path)
                hidden = any(part.startswith(".") for part in inside.parts)
                if file.is_file() and not hidden and output.resolve() not in file.resolve().parents:
                    yield file, (output / inside).with_suffix(suffix)
        elif _is_pattern(path):
            found = sorted(Path(name) for name in glob(str(path), recursive=True) if Path(name).is_file())
            if not found:
                raise FormatError(f"no file is called {path}")
            yield from ((file, output / f"{file.stem}{suffix}") for file in found)
        else:
            yield path, output / f"{path.stem}{suffix}"


def _require_apart(jobs: list[_Job]) -> None:
    taken: dict[Path, Path] = {}
    for path, to in jobs:
        if to in taken:
            raise FormatError(f"{taken[to]} and {path} would both be written to {to}; convert them apart")
        if to.resolve() == path.resolve():
            raise FormatError(f"{path} would be written over itself; choose another folder")
        taken[to] = path


def _shown(jobs: list[_Job]) -> Iterator[_Job]:
    """Yield the jobs, with a bar that tells how far it is; no bar where nobody sits before a terminal."""
    if not sys.stderr.isatty():
        yield from jobs
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(jobs, "Converting", console=Console(stderr=True), transient=True)


def _placed(error: Exception, path: Path) -> str:
    line = one_line(error)
    return line if str(path) in line else f"{path}: {line}"
