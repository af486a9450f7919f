"""The command line: ``argmap check FILE``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from argmap.analysis.diagnostic import SEVERITIES
from argmap.analysis.rulebook import check
from argmap.errors import ArgmapError
from argmap.formats import load

UNREADABLE = 3
"""The exit code where a file cannot be read; 0, 1 and 2 are for what is found in it: info, warning, severe."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except (ArgmapError, OSError) as error:
        print(f"argmap: {error}", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="argmap", description="Argument maps on the command line.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    checking = commands.add_parser(
        "check",
        help="print what is missing or weak in a map",
        description="Print what is missing or weak in a map. The exit code is 0 where nothing is above info, "
        f"1 for a warning, 2 for a severe finding, {UNREADABLE} where the file cannot be read.",
    )
    checking.add_argument("file", type=Path, help="the map, a native .json or .yaml file")
    checking.add_argument("--select", metavar="CODES", default="", help="only these rules: AM101,AM4")
    checking.add_argument("--ignore", metavar="CODES", default="", help="all but these rules")
    form = checking.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the findings as a JSON array")
    form.add_argument("--sarif", action="store_true", help="print them as SARIF 2.1.0, for editors")
    checking.set_defaults(run=_check)
    return parser


def _check(options: argparse.Namespace) -> int:
    report = check(load(options.file), select=_codes(options.select), ignore=_codes(options.ignore))
    if options.json:
        print(report.to_json(), end="")
    elif options.sarif:
        print(report.to_sarif(path=options.file.as_posix()), end="")
    else:
        print(report)
    return SEVERITIES.index(report.worst) if report.worst is not None else 0


def _codes(given: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in given.split(",") if code.strip())


if __name__ == "__main__":
    sys.exit(main())
