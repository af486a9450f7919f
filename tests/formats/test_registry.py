"""The registry: content decides, then the suffix; doubt is an error; bytes and losses are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import argmap as am
from argmap.errors import ArgmapWarning, FormatError
from argmap.formats import Format, Loss, LossError, Reading, Written, register_format, registry


@pytest.fixture
def twins() -> Iterator[None]:
    for name in ("one", "two"):
        register_format(
            Format(
                name,
                sniff=lambda text: 1.0 if text.startswith("%twin") else 0.0,
                read=lambda text, path: Reading(am.ArgumentMap(title=text), repaired=("line 1: a twin",)),
                write=lambda m: Written("%twin", (Loss("map", "its title is left out"),)),
                suffixes=(f".{name}",),
            )
        )
    yield
    for name in ("one", "two"):
        del registry._OWN[name]


@pytest.mark.usefixtures("twins")
def test_two_formats_that_fit_equally_well_are_named(tmp_path: Path) -> None:
    """Without a suffix it is an error that names both; the suffix decides."""
    with pytest.raises(FormatError, match="one and two equally well"):
        am.loads("%twin")
    path = tmp_path / "a.two"
    path.write_text("%twin", encoding="utf-8")
    assert "two" == am.read(path).format


@pytest.mark.usefixtures("twins")
def test_strict_refuses_a_repair_and_raise_refuses_a_loss(tmp_path: Path) -> None:
    """Nothing is written where a loss is refused."""
    with pytest.raises(FormatError, match="line 1: a twin"):
        am.loads("%twin", format="one", strict=True)
    path = tmp_path / "a.one"
    with pytest.raises(LossError, match="its title"):
        am.ArgumentMap(title="x").dump(path, on_loss="raise")
    assert not path.exists()
    with pytest.warns(ArgmapWarning, match="its title"):
        am.ArgumentMap(title="x").dump(path)


def test_content_counts_before_the_suffix(tmp_path: Path) -> None:
    """A native file stays one under any name, and prose under .argdown is Argdown."""
    path = tmp_path / "a.argdown"
    path.write_text('{"argmap": "1", "title": "x"}', encoding="utf-8")
    assert "json" == am.read(path).format
    path.write_text("It rains.", encoding="utf-8")
    assert "argdown" == am.read(path).format
    with pytest.raises(FormatError, match="no format that argmap reads"):
        am.loads("It rains.")


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf[A]: caf\xc3\xa9\r\n  - [B]: b\r\n", b"[A]: caf\xe9\n  - [B]: b\n"]
)
def test_bytes_of_windows_are_read(tmp_path: Path, data: bytes) -> None:
    """A mark, CRLF and Windows-1252 say the same as plain UTF-8; the last with a warning."""
    path = tmp_path / "a.argdown"
    path.write_bytes(data)
    reading = am.read(path)
    assert "caf\u00e9" == reading.map["A"].text
    assert (b"\xe9" in data.replace(b"\xc3\xa9", b"")) == any("Windows-1252" in w for w in reading.warnings)


def test_a_nul_is_refused_with_its_place() -> None:
    """A NUL character is no text; the error says where."""
    with pytest.raises(FormatError, match="NUL") as caught:
        am.loads("[A]: a\n[\0B]", format="argdown")
    assert (2, 2) == (caught.value.line, caught.value.column)
