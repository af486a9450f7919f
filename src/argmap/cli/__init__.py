"""The command line: a thin door, one command a file, each loaded when it is asked for.

Exit codes: 0 where all went well, 2 where nothing could be done (a wrong option, an unreadable file); what 1
and 3 say is told by the command that uses them. Errors are one line each, on standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from argmap.errors import ArgmapError, ArgmapWarning

COMMANDS = ("new", "draw", "check", "explain", "outline", "report", "open", "watch",
            "convert", "fmt", "formats", "info", "diff", "merge", "agreement")  # fmt: skip
"""The commands, each a module of this package with a ``command``."""

UNUSABLE = 2
"""The exit code where nothing could be done; a command may have another, as ``UNREADABLE`` of its module."""


class _Commands(click.Group):
    """The group of commands, which imports one only when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"argmap.cli.{name}").command
        return command

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        return super().parse_args(context, arguments or ["--help"])

    def invoke(self, context: click.Context) -> Any:
        """Run a command; a mistake in its call knows which command it was, also where click does not say so."""
        try:
            return super().invoke(context)
        except click.UsageError as error:
            error.ctx = error.ctx or click.Context(self, context, info_name=context.invoked_subcommand)
            raise

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from argmap.errors import did_you_mean, suggestion

        try:
            return super().resolve_command(context, arguments)
        except click.UsageError as error:
            near = suggestion(did_you_mean(arguments[0], COMMANDS))
            raise click.UsageError(f"{error.message.rstrip('.')}.{near}", error.ctx) from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Completion by tab: put  eval "$(_ARGMAP_COMPLETE=bash_source argmap)"  into ~/.bashrc '
    "(zsh_source and fish_source likewise).",
)
@click.version_option(package_name="argmap", message="argmap %(version)s")
def argmap() -> None:
    """Argument maps: draw, question, compare and convert them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; whatever is wrong is one line on standard error."""
    import warnings

    code = UNUSABLE
    if sys.stdout is None:  # the shell closed it: >&-
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it lasts as long as the process)
    with warnings.catch_warnings():
        warnings.simplefilter("always", ArgmapWarning)
        warnings.showwarning = _tell
        try:
            done = argmap.main(
                args=None if arguments is None else list(arguments), prog_name="argmap", standalone_mode=False
            )
            return done if isinstance(done, int) else 0
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.Abort:
            click.echo("argmap: interrupted", err=True)
            return 130
        except click.ClickException as error:
            click.echo(f"argmap: {_told(error)}", err=True)
            return _code(error)
        except (BrokenPipeError, SystemExit):  # click leaves by the latter where nobody reads any more
            return _closed()
        except (ArgmapError, OSError, ValueError) as error:
            click.echo(f"argmap: {one_line(error)}", err=True)
            code = getattr(error, "exit_code", UNUSABLE)
    return code


def one_line(error: Exception) -> str:
    """Return an error as one line: where it is in a file first, as compilers say it."""
    if isinstance(error, OSError) and error.strerror is not None:
        told = f"{error.strerror}{_hint(error)}"
        return f"{error.filename}: {told}" if error.filename is not None else told
    lines = (line.strip().removeprefix("- ") for line in str(error).splitlines())
    return "; ".join(line for line in lines if line)


def _hint(error: OSError) -> str:
    """Return what would be right, where the system itself said what is wrong: a file beside it with a near name."""
    if error.errno is None or error.strerror != os.strerror(error.errno):
        return ""
    if isinstance(error, IsADirectoryError):
        return "; say a file in it"
    if isinstance(error, FileNotFoundError) and isinstance(error.filename, str):
        from argmap.errors import did_you_mean, suggestion

        folder, name = os.path.split(error.filename)
        with suppress(OSError):
            near = did_you_mean(name, os.listdir(folder or "."))
            return suggestion(tuple(os.path.join(folder, word) for word in near)).replace(" Did", ". Did", 1)
        return f"; there is no folder {folder!r} either"
    return ""


def _told(error: click.ClickException) -> str:
    """Return a mistake in a call as one line, with where to read how the command is called."""
    told = " ".join(error.format_message().split())
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{told} (see {context.command_path} --help)" if context is not None else told


def _code(error: click.ClickException) -> int:
    """Return the exit code of a mistake in a call: what its command has for what cannot be done."""
    name = error.ctx.info_name if isinstance(error, click.UsageError) and error.ctx is not None else None
    return (
        getattr(import_module(f"argmap.cli.{name}"), "UNREADABLE", UNUSABLE) if name in COMMANDS else UNUSABLE
    )


def _tell(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    click.echo(f"argmap: warning: {' '.join(str(message).split())}", err=True)


def _closed() -> int:
    """Return the exit code where whoever read the output has gone, and let Python's own flush find no pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
