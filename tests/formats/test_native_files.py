"""A file is written whole or not at all, and its content, then its suffix, tells the format."""

from __future__ import annotations

import gc
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

import argmap as am
from argmap.formats import dump, dumps, load, loads, registry

RAIN = am.ArgumentMap([am.Claim(id="c1", text="Ünd it rains.")], title="Rain")
SUN = am.ArgumentMap([am.Claim(id="c1", text="The sun shines.")], title="Sun")


@pytest.mark.parametrize(
    "name", ["rain.json", "rain.yaml", "rain.yml", "RAIN.JSON", "a b.c.Yaml", "ünï.json"]
)
def test_the_suffix_says_how_a_map_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    RAIN.dump(path)
    assert RAIN == load(path) == load(str(path))
    format = "json" if name.lower().endswith("json") else "yaml"
    assert RAIN.dumps(format).encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rain.jsn", "the suffix '.jsn' names no format. Did you mean '.json'"),
        ("rain.pdf", "the suffix '.pdf' names no format. Suffixes"),
        ("rain", "the file name has no suffix"),
        (".json", "the file name has no suffix"),
    ],
)
def test_another_suffix_is_refused_before_anything_is_written(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_text("old")
    with pytest.raises(am.FormatError) as caught:
        dump(RAIN, path)
    assert words in str(caught.value)
    assert str(path) == caught.value.path
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "rain.json"
    RAIN.dump(path)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(error)):
        SUN.dump(path)
    monkeypatch.undo()
    assert RAIN == load(path)
    assert [path] == list(tmp_path.iterdir())


def test_a_map_that_no_file_can_hold_leaves_the_old_file(tmp_path: Path) -> None:
    for name in ("rain.json", "rain.yaml"):
        path = tmp_path / name
        RAIN.dump(path)
        broken = am.ArgumentMap([am.Claim(id="c7", text="half an emoji: \ud83d")])
        with pytest.raises(am.FormatError, match="'c7' holds half a character"):
            broken.dump(path)
        assert RAIN == load(path)
    titled = am.ArgumentMap(title="\ud83d")
    with pytest.raises(am.FormatError, match="the title or the note holds half a character"):
        titled.dumps()


@pytest.mark.skipif(os.name != "posix", reason="permissions and links as on POSIX")
def test_permissions_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    path, other = tmp_path / "rain.json", tmp_path / "other"
    other.touch()
    RAIN.dump(path)
    assert other.stat().st_mode == path.stat().st_mode
    path.chmod(0o640)
    SUN.dump(path)
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="permissions and links as on POSIX")
def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    real, link, loose = tmp_path / "deep" / "rain.json", tmp_path / "link.json", tmp_path / "loose.json"
    real.parent.mkdir()
    RAIN.dump(real)
    link.symlink_to(real)
    loose.symlink_to(tmp_path / "deep" / "new.json")
    SUN.dump(link)
    SUN.dump(loose)
    assert link.is_symlink()
    assert SUN == load(real) == load(tmp_path / "deep" / "new.json")


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Renaming over a file asks for no right to the file itself, and root is asked for none at all."""
    path = tmp_path / "rain.json"
    RAIN.dump(path)
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        SUN.dump(path)
    assert RAIN == load(path)
    assert [path] == list(tmp_path.iterdir())


def test_the_errors_of_the_system_are_told_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.json")
    with pytest.raises(FileNotFoundError):
        RAIN.dump(tmp_path / "no folder" / "rain.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(IsADirectoryError):
        RAIN.dump(tmp_path / "folder.json")
    assert ["folder.json"] == os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (RAIN.dumps().encode("cp1252"), 5, 35, "the byte 0xdc is no UTF-8"),
        (b"\xef\xbb\xbf{\n\xff", 2, 1, "the byte 0xff"),
        (RAIN.dumps().encode("utf-16"), 1, 1, "this is UTF-16"),
        (RAIN.dumps().encode("utf-32"), 1, 1, "this is UTF-32"),
        (RAIN.dumps().encode()[:50], 3, 3, "cut off"),
        (b"", None, None, "the file is empty"),
    ],
)
def test_other_bytes_are_refused_with_their_place(
    tmp_path: Path, data: bytes, line: int | None, column: int | None, words: str
) -> None:
    path = tmp_path / "rain.json"
    path.write_bytes(data)
    with pytest.raises(am.FormatError) as caught:
        load(path)
    error = caught.value
    if words != "cut off" and words != "the file is empty":
        assert (line, column) == (error.line, error.column)
    assert words in str(error)
    assert str(path) == error.path
    assert str(error).startswith(str(path))


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_line_ends_of_windows_and_a_byte_order_mark_are_read(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"rain.{format}"
    path.write_bytes(b"\xef\xbb\xbf" + RAIN.dumps(format).replace("\n", "\r\n").encode())
    assert RAIN == load(path)


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("name", ["rain.json", "rain.yaml", "rain.txt", "rain"])
def test_the_content_counts_before_the_suffix(tmp_path: Path, format: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(RAIN.dumps(format), "utf-8")
    assert RAIN == load(path)


def test_the_suffix_counts_where_the_content_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rain.yaml"
    path.write_text("# " + "remarks " * 1000 + "\n" + RAIN.dumps("yaml"), "utf-8")
    assert RAIN == load(path)
    path.write_text('{argmap: "1", title: Rain, nodes: {c1: {kind: claim, text: Ünd it rains.}}}', "utf-8")
    assert RAIN == load(path), "it begins as JSON does"


def test_a_text_in_no_format_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(am.FormatError, match="in no format that argmap reads: json, yaml"):
        loads("It rains.")
    path = tmp_path / "rain.txt"
    path.write_text("It rains.")
    with pytest.raises(am.FormatError, match=r"rain\.txt: this is in no format"):
        load(path)


def test_two_formats_that_fit_equally_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suffix decides between them, where there is one."""
    for name in ("left", "right"):
        twin = am.Format(name, sniff=lambda text: float("twin" in text), read=lambda text, path: None)  # type: ignore[arg-type,return-value]
        monkeypatch.setitem(registry._OWN, name, replace(twin, suffixes=(f".{name}",)))
    with pytest.raises(am.FormatError, match="this fits left and right equally well; say which by format="):
        loads("a twin")
    assert "right" == registry.of_content("a twin", path="rain.right").name


def test_an_unknown_format_is_refused_with_a_hint() -> None:
    for ask in (lambda: dumps(RAIN, "yml"), lambda: loads("", format="yml")):
        with pytest.raises(
            am.FormatError, match="unknown format 'yml'. Did you mean 'yaml'\\? Formats: json, yaml"
        ):
            ask()


def test_loads_takes_a_text_and_says_so() -> None:
    with pytest.raises(TypeError, match=r"load\(\) and read\(\) take a path"):
        loads(Path("rain.json"))  # type: ignore[arg-type]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:
    """It rests while a large map is read, also where the reading fails."""
    large = am.ArgumentMap(am.Claim(id=f"c{i}", text="x" * 80) for i in range(2000))
    text = large.dumps()
    try:
        (gc.enable if enabled else gc.disable)()
        loads(text)
        assert enabled == gc.isenabled()
        with pytest.raises(am.FormatError):
            loads(text[:-2] + "]")
        assert enabled == gc.isenabled()
        large.dumps()
        assert enabled == gc.isenabled()
    finally:
        gc.enable()
