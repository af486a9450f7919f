"""``argmap check``: what is missing or weak in a map."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.analysis.diagnostic import SEVERITIES
from argmap.cli import one_line
from argmap.cli.reading import map_in, to_standard_output
from argmap.cli.shown import show
from argmap.errors import ArgmapError

UNREADABLE = 3
"""The exit code where a file cannot be read or the call is wrong; 0, 1, 2 say what was found: info, warning, severe."""


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--select", metavar="CODES", default="", help="Only these rules: AM101,AM4.")
@click.option("--ignore", metavar="CODES", default="", help="All but these rules.")
@click.option("--json", "form", flag_value="json", help="Print the findings as a JSON array.")
@click.option("--every", is_flag=True, help="Show every finding, also of a rule that finds much.")
@click.option("--sarif", "form", flag_value="sarif", help="Print them as SARIF 2.1.0, for editors.")
def command(file: Path, select: str, ignore: str, form: str | None, every: bool) -> int:
    """Print what is missing or weak in the map in FILE.

    The exit code is 0 where nothing is above info, 1 for a warning, 2 for a severe finding, and 3 where nothing
    could be checked: the file cannot be read, or an option is wrong.
    """
    try:
        report = map_in(file).check(select=_codes(select), ignore=_codes(ignore))
    except (ArgmapError, OSError) as error:
        click.echo(f"argmap: {one_line(error)}", err=True)
        return UNREADABLE
    if form == "json":
        to_standard_output(report.to_json())
    elif form == "sarif":
        to_standard_output(report.to_sarif(path=file.as_posix()))
    else:
        show(report.text(every=every))
    return SEVERITIES.index(report.worst) if report.worst is not None else 0


def _codes(given: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in given.split(",") if code.strip())
