"""`argmap convert`, `fmt`, `formats` and `info`: one file or a folder, whole or not at all, errors in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main

TEXT = "[A]:  It rains.\n  - [B]: It does not. #evidence\n"


@pytest.fixture
def argdown(tmp_path: Path) -> Path:
    path = tmp_path / "rain.argdown"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_suffix_says_the_format(argdown: Path, tmp_path: Path) -> None:
    """Argdown becomes argmap's own YAML, and a picture where the suffix is of one."""
    out = tmp_path / "rain.yaml"
    assert 0 == main(["convert", str(argdown), "-o", str(out)])
    m = am.load(out)
    assert [("A", "claim"), ("B", "evidence")] == [(n.id, n.kind) for n in m.nodes]
    picture = tmp_path / "rain.dot"
    assert 0 == main(["convert", str(argdown), "-o", str(picture)])
    assert "It rains." in picture.read_text(encoding="utf-8")


def test_standard_output_takes_the_map(argdown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With - and --to the text goes to standard output, and nothing else does."""
    assert 0 == main(["convert", str(argdown), "-o", "-", "--to", "json"])
    assert am.loads(capsys.readouterr().out)["A"].text == "It rains."


def test_a_bad_file_in_a_folder_costs_only_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is converted, the bad one is named in one line, and the exit code is 1."""
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "good.argdown").write_text(TEXT, encoding="utf-8")
    (folder / "bad.json").write_text('{"argmap": "1",\n oops}', encoding="utf-8")
    assert 1 == main(["convert", str(folder), "-o", str(out), "--to", "yaml"])
    assert [Path("deep/good.yaml")] == [p.relative_to(out) for p in out.rglob("*") if p.is_file()]
    lines = capsys.readouterr().err.splitlines()
    assert 1 == sum(f"{folder / 'bad.json'}:2:" in line for line in lines)
    assert "1 of 2 files converted" == lines[-1]


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Where two inputs would be written to one file nothing is written."""
    for name in ("a.argdown", "a.ad"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    assert 2 == main(
        ["convert", str(tmp_path / "a.argdown"), str(tmp_path / "a.ad"), "-o", str(out), "--to", "yaml"]
    )
    assert not out.exists()


def test_an_unknown_suffix_writes_nothing(
    argdown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error is one line, the exit code 2, and no file is there."""
    out = tmp_path / "rain.nothing"
    assert 2 == main(["convert", str(argdown), "-o", str(out)])
    assert 1 == len(capsys.readouterr().err.splitlines())
    assert not out.exists()


def test_fmt_is_idempotent_and_check_writes_nothing(argdown: Path) -> None:
    """--check tells by its exit code; what is formatted stays."""
    assert 1 == main(["fmt", "--check", str(argdown)])
    assert TEXT == argdown.read_text(encoding="utf-8")
    assert 0 == main(["fmt", str(argdown)])
    assert "[A]: It rains.\n  - [B]: It does not. #evidence\n" == argdown.read_text(encoding="utf-8")
    assert 0 == main(["fmt", "--check", str(argdown)])


def test_info_tells_kinds_roots_and_losses(argdown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The facts of a map for programs."""
    assert 0 == main(["info", "--json", str(argdown)])
    facts = json.loads(capsys.readouterr().out)
    assert ("argdown", {"claim": 1, "evidence": 1}, ["A"]) == (
        facts["format"],
        facts["nodes"],
        facts["roots"],
    )
    assert 0 == facts["losses"]["json"] == facts["losses"]["argdown"]


def test_formats_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    """Each format is a row, also for programs."""
    assert 0 == main(["formats", "--json"])
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert ".argdown .ad" == rows["argdown"]["suffixes"]


def test_fmt_loses_no_comment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with comments is left as it is; a # in a text is no comment."""
    path = tmp_path / "map.yaml"
    assert 0 == main(["new", str(path)])
    before = path.read_text("utf-8")
    assert 2 == main(["fmt", str(path)])
    assert "a comment would be lost" in capsys.readouterr().err
    assert before == path.read_text("utf-8")
    am.ArgumentMap([am.Claim(id="c1", text="No. # 1 is best")]).dump(path)
    assert 0 == main(["fmt", str(path)])


def test_the_text_beside_annotations_is_no_job_of_its_own(tmp_path: Path) -> None:
    """A folder of brat holds a text beside each file of annotations; only the annotations become a map."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "rain.txt").write_text("It rains.", encoding="utf-8")
    (folder / "rain.ann").write_text("T1\tClaim 0 9\tIt rains.\n", encoding="utf-8")
    (folder / "alone.txt").write_text("Discussion Title: Rain\n\n1. It rains.\n", encoding="utf-8")
    assert 0 == main(["convert", str(folder), "-o", str(out), "--to", "yaml"])
    assert ["alone.yaml", "rain.yaml"] == sorted(file.name for file in out.iterdir())
    assert "brat" not in (out / "alone.yaml").read_text(encoding="utf-8")
    assert "It rains." in (out / "rain.yaml").read_text(encoding="utf-8")
