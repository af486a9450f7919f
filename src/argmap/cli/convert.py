"""``argmap convert``: maps from one format to another, or to a picture."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from argmap.cli import UNUSABLE, one_line
from argmap.cli.completing import one_of, read_formats, written_formats
from argmap.cli.jobs import Job, is_several, jobs
from argmap.cli.pictures import brief_written
from argmap.cli.reading import STANDARD, kept_apart, reading_of, to_standard_output
from argmap.draw.suffix import SUFFIXES as PICTURES
from argmap.errors import ArgmapError, FormatError
from argmap.formats import LossError, Written, files, registry, written
from argmap.formats.exchange import Format, told
from argmap.progress import tracked

FAILED = 1
"""The exit code where some of several files could not be converted."""


@click.command("convert")
@click.argument(
    "inputs", metavar="IN...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, allow_dash=True),
              help="The file to write, a folder for several, - for standard output.")  # fmt: skip
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    shell_complete=one_of(read_formats),
    help="The format of IN, where it should not be looked for.",
)
@click.option(
    "--to",
    "target",
    metavar="FORMAT",
    shell_complete=one_of(written_formats),
    help="The format to write, where the suffix does not say it.",
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
    if source is not None:
        registry.named(source)
    if not is_several(inputs):
        if output.is_dir():
            raise click.UsageError(f"{output} is a folder; say the file to write")
        kept_apart(output, inputs[0])
        _tell(_converted(inputs[0], output, source, _aim(output, target), strict), as_json)
        return 0
    if target is None or str(output) == STANDARD:
        raise click.UsageError("several files go to a folder: -o FOLDER --to FORMAT")
    if any(str(path) == STANDARD for path in inputs):
        raise click.UsageError("standard input is one map, and goes by itself")
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file, and several maps go to a folder")
    aim = _aim(output, target)
    found = jobs(inputs, output, aim.suffix)
    failed = sum(not _succeeds(job, source, aim, strict, as_json) for job in tracked(found, "Converting"))
    click.echo(f"{len(found) - failed} of {len(found)} files converted", err=True)
    if failed == len(found):
        return UNUSABLE
    return FAILED if failed else 0


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is made: a text in a format, or the picture that a suffix names."""

    suffix: str
    format: Format | None = None

    @property
    def name(self) -> str:
        return self.suffix[1:] if self.format is None else self.format.name


def _aim(output: Path, target: str | None) -> _Aim:
    """Return what ``--to`` or the suffix of the output says.

    Raises:
        FormatError: neither says a format or a picture.
    """
    if target is not None:
        if f".{target}" in PICTURES:
            return _Aim(f".{target}")
        chosen = registry.named(target)
        return _Aim(chosen.suffixes[0] if chosen.suffixes else f".{target}", chosen)
    if str(output) == STANDARD:
        raise FormatError("the format for standard output is not said; add --to FORMAT")
    suffix = output.suffix.lower()
    if suffix in PICTURES:
        return _Aim(suffix)
    try:
        return _Aim(suffix, registry.of_suffix(output))
    except FormatError as error:
        told = brief_written(output)
        raise FormatError(f"{error.message}.{told}" if told else error.message, path=str(output)) from None


def _succeeds(job: Job, source: str | None, aim: _Aim, strict: bool, as_json: bool) -> bool:
    """Convert one file of several, and return whether it could be done; where it could not, say why."""
    try:
        done = _converted(job.path, job.to, source, aim, strict, in_new_folder=True)
    # RecursionError: whatever a file does to its reader, the next one may be good.
    except (ArgmapError, OSError, ValueError, RecursionError) as error:
        line = one_line(error)
        click.echo(f"argmap: {line if str(job.path) in line else f'{job.path}: {line}'}", err=True)
        if as_json:
            click.echo(json.dumps({"in": str(job.path), "error": line}, ensure_ascii=False))
        return False
    _tell(done, as_json)
    return True


def _converted(
    path: Path, to: Path, source: str | None, aim: _Aim, strict: bool, *, in_new_folder: bool = False
) -> dict[str, Any]:
    """Convert one file, and return what became of it."""
    if aim.format is None and str(to) == STANDARD:
        raise FormatError("a picture goes to a file: -o map.svg")
    reading = reading_of(path, source, strict=strict)
    facts: dict[str, Any] = {"in": str(path), "out": str(to), "from": reading.format}
    facts |= {"warnings": reading.warnings, "repaired": reading.repaired, "dropped": reading.dropped}
    made = written(reading.map, aim.format.name) if aim.format is not None else Written("")
    if strict and made.losses:
        raise LossError(aim.name, made.losses)
    if in_new_folder:
        to.parent.mkdir(parents=True, exist_ok=True)
    if aim.format is None:
        reading.map.draw().save(to)
    elif str(to) == STANDARD:
        to_standard_output(made.text)
    else:
        files.write_text(to, made.text)
    losses = [{"part": loss.part, "message": loss.message} for loss in made.losses]
    return facts | {"to": aim.name, "losses": losses}


def _tell(done: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(done, ensure_ascii=False), err=done["out"] == STANDARD)
        return
    for word in ("warnings", "repaired", "dropped"):
        if done[word]:
            click.echo(f"argmap: {word}: {done['in']}: {told(done[word])}", err=True)
    if done["losses"]:
        lost = told(f"{loss['part']}: {loss['message']}" for loss in done["losses"])
        click.echo(f"argmap: {done['to']} does not hold: {lost}", err=True)
