"""The commands that start a map, draw it, explain it and show it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main


@pytest.fixture
def buses(tmp_path: Path) -> Path:
    path = tmp_path / "night-buses.yaml"
    assert 0 == main(["new", str(path)])
    return path


def test_a_new_file_is_a_map_that_says_what_it_is_of(buses: Path) -> None:
    m = am.load(buses)
    assert "Night buses" == m.title
    assert ("late", "no_car") == m.supporters("stranded").ids
    assert "argmap draw night-buses.yaml" in buses.read_text("utf-8")
    assert None is m.check().at_least("severe").worst


def test_a_title_may_hold_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    title = 'No: "yes" # {a} \\ THIS'
    assert 0 == main(["new", str(path), "--title", title])
    assert title == am.load(path).title


def test_a_file_that_is_there_is_left_alone(buses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = buses.read_bytes()
    assert 2 == main(["new", str(buses)])
    assert "is there already" in capsys.readouterr().err
    assert before == buses.read_bytes()
    assert 2 == main(["new", str(buses.with_suffix(".json"))])
    assert "night-buses.yaml" in capsys.readouterr().err


def test_a_picture_of_each_kind_by_its_suffix(buses: Path, tmp_path: Path) -> None:
    svg, png, dot = (tmp_path / f"deep.{suffix}" for suffix in ("svg", "png", "dot"))
    assert 0 == main(["draw", str(buses), "-o", str(svg), "-o", str(png), "-o", str(dot), "--theme", "dark"])
    assert svg.read_text("utf-8").startswith("<svg ")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert dot.read_text("utf-8").startswith("digraph{")
    assert 0 == main(["draw", str(buses)])
    assert buses.with_suffix(".svg").exists()


def test_a_piece_of_a_map_is_drawn(buses: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.dot"
    assert 0 == main(["draw", str(buses), "-o", str(out), "--around", "late", "--highlight", "late"])
    assert "treasurer" not in out.read_text("utf-8")
    assert 0 == main(["draw", str(buses), "-o", str(out), "--around", "thesis", "--steps", "9"])
    assert "treasurer" in out.read_text("utf-8")
    assert 0 == main(["draw", str(buses), "-o", str(out), "--spine", "--overlay", "weaknesses"])


def test_a_large_map_is_folded_unfolded_and_cut_into_pages(
    buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.svg"
    assert 0 == main(["draw", str(buses), "-o", str(out), "--fold", "stranded"])
    assert "+2 more" in out.read_text("utf-8")
    assert 0 == main(["draw", str(buses), "-o", str(out), "--no-fold", "--group-by", "paragraph"])
    assert " more<" not in out.read_text("utf-8")
    capsys.readouterr()
    assert 0 == main(["draw", str(buses), "-o", str(out), "--pages", "--highlight", "late"])
    written = [Path(line) for line in capsys.readouterr().err.splitlines()]
    assert [tmp_path / f"a-{page.number}.svg" for page in am.load(buses).pages()] == written
    for other in ("--no-fold", "--pages"):
        assert 2 == main(["draw", str(buses), "-o", str(out), "--fold", "stranded", other])
        assert f"--fold does not go with {other}" in capsys.readouterr().err


def test_no_picture_is_made_where_one_of_them_cannot_be(
    buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All places are looked at before anything is drawn, and a format of another command is told."""
    good = tmp_path / "a.svg"
    for bad, words in (
        (tmp_path / "a.mmd", "written by: argmap convert FILE -o"),
        (tmp_path / "nowhere" / "a.png", "the folder to write to is not there"),
        (tmp_path / "a.svgg", "Did you mean '.svg'"),
        (tmp_path, "this is a folder; say the file to write"),
    ):
        for command in (
            ["draw", str(buses), "-o", str(good), "-o", str(bad)],
            ["open", str(buses), "-o", str(bad)],
        ):
            assert 2 == main(command)
            assert words in capsys.readouterr().err
        assert 2 == main(["diff", str(buses), str(buses), "-o", str(bad)])
        told = capsys.readouterr()
        assert words in told.err
        assert "" == told.out
    assert [buses] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "expected"), [("draw x.yaml --theme d", "dark"), ("open x.yaml --theme co", "colour-blind")]
)
def test_themes_are_completed_by_tab(words: str, expected: str) -> None:
    asked = {"_ARGMAP_COMPLETE": "bash_complete", "COMP_WORDS": f"argmap {words}", "COMP_CWORD": "4"}
    done = subprocess.run(
        [sys.executable, "-c", "from argmap.cli import main; main()"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"plain,{expected}" == done.stdout.strip()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--fold", "strandet"], "Did you mean 'stranded'"),
        (["--pages", "--highlight", "lat"], "Did you mean 'late'"),
        (["--theme", "drak"], "Did you mean 'dark'"),
        (["--around", "lat"], "Did you mean 'late'"),
        (["--highlight", "nobody"], "no part 'nobody'"),
        (["-o", "x.bmp"], "not saved as 'x.bmp'"),
        (["--timeout", "-1"], "above 0"),
        (["--direction", "down"], "'down'"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    buses: Path, more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == main(["draw", str(buses), *more])
    assert words in capsys.readouterr().err


def test_why_a_statement_stands_or_falls(buses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["explain", str(buses)])
    assert "speaks against it" in capsys.readouterr().out
    assert 0 == main(["explain", str(buses), "stranded", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert ("stranded", "in") == (told["part"], told["label"])
    assert 0 == main(["explain", str(buses), "--without", "cost", "--json"])
    assert [{"part": "buses", "before": "out", "after": "in"}] == [
        flip for flip in json.loads(capsys.readouterr().out)["flips"] if flip["part"] == "buses"
    ]
    assert 2 == main(["explain", str(buses), "lat"])
    assert "Did you mean 'late'" in capsys.readouterr().err


def test_a_map_without_a_thesis_asks_which_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.json"
    am.ArgumentMap([am.Claim(id="a", text="A."), am.Claim(id="b", text="B.")]).dump(path)
    assert 2 == main(["explain", str(path)])
    assert "say which part" in capsys.readouterr().err


def test_the_page_is_written_and_opened(buses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    page = tmp_path / "page.html"
    assert 0 == main(["open", str(buses), "-o", str(page)])
    assert [page.as_uri()] == opened
    assert "<html" in page.read_text("utf-8")


def test_a_change_is_drawn_and_a_fault_waited_out(
    buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three drawings: at once, after a fault (which leaves the picture), and after it was mended."""
    out = tmp_path / "live.dot"
    whole = buses.read_text("utf-8")
    codes: list[int] = []
    watching = threading.Thread(
        target=lambda: codes.append(main(["watch", str(buses), "-o", str(out), "--times", "3"]))
    )
    watching.start()

    def wait_for(words: str) -> None:
        for _ in range(400):
            if out.exists() and words in out.read_text("utf-8"):
                return
            time.sleep(0.05)
        raise AssertionError(f"{words!r} was not drawn")

    wait_for("treasurer")
    buses.write_text(whole.replace("kind: evidence", "kind: evidnce"), "utf-8")
    time.sleep(1.0)
    wait_for("treasurer")
    buses.write_text(whole.replace("treasurer", "mayor, who pays"), "utf-8")
    wait_for("mayor, who pays")
    watching.join(10)
    assert [0] == codes
    assert "Did you mean 'evidence'" in capsys.readouterr().err


def test_a_file_to_watch_must_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["watch", str(tmp_path / "nothing.yaml")])
    assert "No such file" in capsys.readouterr().err


def test_what_is_watched_is_a_file_and_the_last_drawing_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == main(["watch", str(tmp_path), "--times", "1"])
    assert "this is a folder; say a file to watch" in capsys.readouterr().err
    broken = tmp_path / "x.yaml"
    broken.write_text("- no map", "utf-8")
    assert 2 == main(["watch", str(broken), "--times", "1"])
    assert "a map is a mapping" in capsys.readouterr().err


def test_programs_are_told_what_was_written(
    buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One object on standard output, and nothing on the other stream: new, draw, its pages, open, watch."""
    m = am.load(buses)
    size = {"nodes": len(m.nodes), "relations": len(m.relations)}

    def told(*arguments: str) -> object:
        capsys.readouterr()
        code = main([*arguments, "--json"])
        out, err = capsys.readouterr()
        assert (0, "") == (code, err)
        return json.loads(out)

    fresh, svg, dot = (str(tmp_path / name) for name in ("fresh.yaml", "a.svg", "a.dot"))
    assert {"written": [fresh]} == told("new", fresh)
    assert {"written": [svg, dot], **size} == told("draw", str(buses), "-o", svg, "-o", dot)
    pages = told("draw", str(buses), "--pages", "-o", svg)
    assert {"written": [str(path) for path in sorted(tmp_path.glob("a-*.svg"))], **size, "pages": 2} == pages
    assert {"written": [dot], **size} == told("watch", str(buses), "-o", dot, "--times", "1")
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    page = str(tmp_path / "page.html")
    assert {"written": [page], "opened": False} == told("open", str(buses), "-o", page)


def test_a_fault_is_told_to_programs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "x.yaml"
    broken.write_text("- no map", "utf-8")
    assert 2 == main(["watch", str(broken), "--times", "1", "--json"])
    assert "a map is a mapping" in json.loads(capsys.readouterr().out)["error"]


def test_a_brief_for_programs(buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What templates get; beside it the brief may be written."""
    capsys.readouterr()
    out = tmp_path / "brief.html"
    assert 0 == main(["report", str(buses), "--json", "-o", str(out)])
    said = json.loads(capsys.readouterr().out)
    assert "Night buses" == said["title"]
    assert am.load(buses).thesis.text == said["thesis"]["text"]  # type: ignore[union-attr]
    assert out.exists()


def test_frames_on_the_command_line(buses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["draw", str(buses), "--frames"])
    assert "--frames goes with --group-by" in capsys.readouterr().err
    assert 2 == main(["draw", str(buses), "--frames", "--group-by", "section", "--pages"])
    assert "--frames does not go with --pages" in capsys.readouterr().err
    text = buses.read_text("utf-8").replace("  late:\n", "  late:\n    section: [Nights]\n")
    assert "Nights" in text
    buses.write_text(text, "utf-8")
    assert 0 == main(["draw", str(buses), "--frames", "--group-by", "section"])
    assert 1 == buses.with_suffix(".svg").read_text("utf-8").count('class="frame"')


@pytest.mark.parametrize("command", [["convert"], ["report"]])
def test_what_is_read_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """A converted map holds no comments, and a brief no map."""
    outline = tmp_path / "map.md"
    outline.write_text("- It rains.\n    - supports: It is wet.\n", "utf-8")
    before = outline.read_bytes()
    assert 2 == main([*command, str(outline), "-o", str(outline)])
    assert "map.md would be written over, and is read too" in capsys.readouterr().err
    assert before == outline.read_bytes()


def test_a_template_is_not_written_over(buses: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.md"
    template.write_text("{{ title }}", "utf-8")
    assert 2 == main(["report", str(buses), "--template", str(template), "-o", str(template)])
    assert "{{ title }}" == template.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new", "gone/a.yaml"], "gone/a.yaml: the folder to write to is not there"),
        (["report", "night-buses.yaml", "-o", "gone/a.md"], "gone/a.md: the folder to write to is not there"),
        (["report", "night-buses.yaml", "--template", "gone.j2"], "'gone.j2' does not exist"),
        (["draw", "night-buses.yaml", "--steps", "2"], "--steps goes with --around"),
        (["draw", "night-buses.yaml", "-o", "a.docx"], "A brief is written by: argmap report FILE -o a.docx"),
        (["convert", "night-buses.yaml", "-o", "a.docx"], "written by: argmap report FILE -o a.docx"),
        (["watch", "-"], "watch takes a file"),
        (["watch", "."], "this is a folder; say a file to watch"),
        (["open", "."], "Is a directory; say a file in it"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="it has other words and slashes")
def test_a_mistake_is_told_with_what_would_be_right(
    buses: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert 2 == main(arguments)
    assert told in capsys.readouterr().err
    assert [buses] == list(tmp_path.iterdir())


def test_a_page_that_cannot_be_drawn_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert 2 == main(["open", str(tmp_path / "gone.yaml")])
    assert [] == list(tmp_path.iterdir())


def test_a_png_has_the_resolution_asked_for(
    buses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside a picture of another kind, which has none; alone such a one is a mistake, as are pages."""
    png, large, svg = (tmp_path / name for name in ("a.png", "b.png", "a.svg"))
    assert 0 == main(["draw", str(buses), "-o", str(png)])
    assert 0 == main(["draw", str(buses), "-o", str(large), "-o", str(svg), "--scale", "4"])
    widths = [int.from_bytes(path.read_bytes()[16:20], "big") for path in (png, large)]
    assert 2 * widths[0] == widths[1]
    for wrong in (["-o", str(svg)], ["-o", str(png), "--pages"]):
        assert 2 == main(["draw", str(buses), *wrong, "--scale", "4"])
        assert "--scale " in capsys.readouterr().err
