"""What a command prints is plain in pipes, and coloured on a terminal without a letter changed."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main
from argmap.cli.shown import PATTERNS, STYLES

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A terminal of eighty columns that takes colours."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    d = am.Draft("A [bold]map[/bold] of [red]")
    d.support(d.thesis("Close the lane. [blue]No markup[/blue]."), d.evidence("It was safe in Hallbrook."))
    d.attack(
        "c1",
        d.claim("Clearly it is a burden to the shops that stand in the lane, and to all that live there."),
    )
    path = tmp_path / "map.yaml"
    d.map().dump(path)
    return path


def printed(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool, **environment: str
) -> str:
    out = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", **environment}.items():
        monkeypatch.setenv(name, value)
    main(arguments)
    return out.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [["check", "FILE", "--every"], ["explain", "FILE", "c1"], ["outline", "FILE"], ["info", "FILE"], ["formats"],
     ["diff", "FILE", "FILE"]],
    ids=lambda arguments: arguments[0],
)  # fmt: skip
def test_a_terminal_gets_the_same_letters(
    arguments: list[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines are not broken, brackets are no markup, and only colours are added."""
    given = [str(file) if word == "FILE" else word for word in arguments]
    plain = printed(given, monkeypatch, terminal=False)
    coloured = printed(given, monkeypatch, terminal=True)
    assert plain.strip()
    assert "\x1b" not in plain
    assert plain == COLOUR.sub("", coloured)


def test_severities_and_codes_are_coloured(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = printed(["check", str(file)], monkeypatch, terminal=True)
    assert re.search(r"\x1b\[1mAM\d{3}\x1b\[0m", told)
    assert "\x1b[33mwarning\x1b[0m" in told


def test_no_color_is_obeyed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = printed(["check", str(file)], monkeypatch, terminal=True, NO_COLOR="1")
    assert not re.search(r"\x1b\[3\d", told)


def test_every_name_in_a_pattern_has_a_style() -> None:
    assert set(STYLES) == {name for pattern in PATTERNS for name in re.findall(r"\(\?P<(\w+)>", pattern)}
