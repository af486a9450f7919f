"""The tab key, as a shell asks for it: commands, options, and the names that an option knows."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from argmap.cli import argmap


@pytest.mark.parametrize(
    ("typed", "begun", "offered"),
    [
        ([], "dr", {"draw"}),
        (["draw", "x.yaml"], "--them", {"--theme"}),
        (["draw", "x.yaml", "--theme"], "d", {"dark"}),
        (["draw", "x.yaml", "--engine"], "", {"auto", "dot", "tidy"}),
        (["draw", "x.yaml", "--overlay"], "s", {"strength"}),
        (["convert", "x.yaml", "--to"], "me", {"mermaid"}),
        (["convert", "x.yaml", "--to"], "sv", {"svg"}),
        (["convert", "x.yaml", "--from"], "me", set()),
        (["info", "x.json", "--from"], "sad", {"sadface"}),
        (["fmt", "x.json", "--from"], "", {"argdown", "json", "yaml"}),
    ],
)
def test_the_tab_key_offers_what_is_known(typed: list[str], begun: str, offered: set[str]) -> None:
    """Mermaid is written, and not read."""
    shell = ShellComplete(argmap, {}, "argmap", "_ARGMAP_COMPLETE")
    assert offered == {item.value for item in shell.get_completions(typed, begun)}
