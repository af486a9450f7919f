"""Every command and option stands in the docs, under its own name."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from argmap.cli import COMMANDS, argmap

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_documented(name: str) -> None:
    """In the page's paragraphs that begin with the command, or follow one that does."""
    command = argmap.get_command(click.Context(argmap), name)
    assert command is not None
    assert command.help
    told = re.search(rf"^`argmap {name}\b.*?(?=^`argmap \w|^## |\Z)", PAGE.read_text("utf-8"), re.M | re.S)
    assert told is not None, f"docs/command-line.md does not tell of argmap {name}"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[-1]} has no help"
            long = next(option for option in parameter.opts if option.startswith("--"))
            assert f"`{long}" in told[0], f"{name} {long} is not told of"


def test_every_command_is_listed_by_help() -> None:
    assert tuple(COMMANDS) == tuple(argmap.list_commands(click.Context(argmap)))
