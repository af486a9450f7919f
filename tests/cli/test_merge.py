"""`argmap merge`, `diff` and `outline`, by hand and as git calls them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import argmap as am
from argmap.cli import main


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A map, and two versions of it that agree."""
    d = am.Draft("Weather")
    wet = d.thesis("It is wet.")
    d.support(wet, d.claim("It rains."))
    base = d.map()
    left, right = base.edit(), base.edit()
    left.replace("c1", text="It is soaked.")
    right.claim("Clouds.", id="c9")
    paths = tuple(tmp_path / f"{name}.json" for name in ("base", "left", "right"))
    for path, m in zip(paths, (base, left.map(), right.map()), strict=True):
        m.dump(path)
    return paths  # type: ignore[return-value]


def test_two_versions_that_agree(three: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["merge", *map(str, three)])
    m = am.loads(capsys.readouterr().out)
    assert ("It is soaked.", True) == (m["c1"].text, "c9" in m)  # type: ignore[attr-defined]
    assert 0 == main(["merge", *map(str, three), "--json"])
    assert {"c1": "left", "c9": "right"} == json.loads(capsys.readouterr().out)["changes"]
    assert 0 == main(["merge", *map(str, three), "-o", str(three[1])])
    assert m == am.load(three[1])


def test_two_versions_that_disagree(
    three: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The file shows both between markers, all else merged; a side can be taken instead."""
    right = am.load(three[2]).edit()
    right.replace("c1", text="It is damp.")
    right.map().dump(three[2])
    out = three[0].with_name("merged.json")
    assert 1 == main(["merge", *map(str, three), "-o", str(out)])
    assert "c1.text" in capsys.readouterr().err
    text = out.read_text("utf-8")
    for piece in ("<<<<<<< left\n", "It is soaked.", "=======\n", "It is damp.", ">>>>>>> right\n", '"c9"'):
        assert piece in text
    assert 1 == text.count("<<<<<<<")
    with pytest.raises(am.FormatError):
        am.load(out)
    assert 0 == main(["merge", *map(str, three), "-o", str(out), "--take", "right"])
    assert "It is damp." == am.load(out)["c1"].text  # type: ignore[attr-defined]
    assert 1 == main(["merge", *map(str, three), "--json"])
    assert "It is damp." == json.loads(capsys.readouterr().out)["conflicts"][0]["right"]


def test_diff_tells_by_its_exit_code(
    three: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, left, _ = map(str, three)
    assert 0 == main(["diff", base, base])
    assert "no difference\n" == capsys.readouterr().out
    picture = tmp_path / "both.svg"
    assert 1 == main(["diff", base, left, "-o", str(picture)])
    assert "reworded: c1" in capsys.readouterr().out
    assert "reworded" in picture.read_text("utf-8")
    assert 1 == main(["diff", base, left, "--json"])
    assert "c1" == json.loads(capsys.readouterr().out)["differences"][0]["new"]["id"]
    assert 2 == main(["diff", base, str(tmp_path / "nothing.json")])


def test_outline_prints_the_map(three: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["outline", str(three[0])])
    assert am.load(three[0]).outline() + "\n" == capsys.readouterr().out
    three[0].write_text("<<<<<<<\n")
    assert 2 == main(["outline", str(three[0])])
    assert 0 == main(["outline", str(three[0]), "--or-text"])
    assert "<<<<<<<\n" == capsys.readouterr().out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")
@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_git_merges_and_shows_maps(tmp_path: Path, suffix: str) -> None:
    """A real repository with the driver and the textconv of docs/comparing.md."""
    python = sys.executable.replace("\\", "/")
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip

    def git(*words: str, code: int | None = 0) -> str:
        done = subprocess.run(
            ["git", *words], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert code is None or code == done.returncode, done.stdout + done.stderr
        return done.stdout

    path = tmp_path / f"map.{suffix}"

    def commit(m: am.ArgumentMap, words: str) -> None:
        m.dump(path)
        git("add", "-A")
        git("commit", "-qm", words)

    git("init", "-q", "-b", "main")
    git("config", "merge.argmap.driver", f'"{python}" -m argmap merge %O %A %B -o %A')
    git("config", "diff.argmap.textconv", f'"{python}" -m argmap outline --or-text')
    (tmp_path / ".gitattributes").write_text(f"*.{suffix} merge=argmap diff=argmap\n")
    d = am.Draft("Weather")
    wet = d.thesis("It is wet.")
    d.support(wet, d.claim("It rains."))
    base = d.map()
    commit(base, "base")
    git("checkout", "-qb", "side")
    side = base.edit()
    side.support("c2", side.claim("Clouds.", id="from_side"))
    commit(side.map(), "side")
    git("checkout", "-q", "main")
    ours = base.edit()
    ours.support("c2", ours.claim("Thunder.", id="from_main"))
    commit(ours.map(), "main")
    # Both call their new step s2, which git's own merge would put into one file with a key twice.
    git("merge", "-q", "side", "-m", "merged")
    m = am.load(path)
    assert {"Clouds.", "Thunder."} == {node.text for node in m.supporters("c2")}
    shown = git("diff", "HEAD~1", "--", path.name)
    assert "Clouds." in shown
    assert "premises" not in shown
    git("checkout", "-qb", "one")
    one = m.edit()
    one.replace("c1", text="It is damp.")
    commit(one.map(), "damp")
    git("checkout", "-q", "main")
    other = m.edit()
    other.replace("c1", text="It is soaked.")
    commit(other.map(), "soaked")
    git("merge", "one", code=1)
    text = path.read_text("utf-8")
    assert text.index("<<<<<<< left") < text.index("soaked") < text.index("=======") < text.index("damp")
    assert "damp" in git("diff")
    git("merge", "--abort")
    git("checkout", "-q", "one")
    path.write_text("no map any more", "utf-8")
    git("commit", "-qam", "broken")
    git("checkout", "-q", "main")
    git("merge", "one", code=1)
    assert "no map any more" in path.read_text("utf-8")
    assert "soaked" in path.read_text("utf-8")


def test_a_base_that_is_empty_is_an_empty_map(
    three: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """As git gives it, where both sides added the file."""
    three[0].write_text("")
    assert 1 == main(["merge", *map(str, three)])
    told = capsys.readouterr()
    assert "the map.thesis" in told.err
    assert "It is soaked." in told.out
    assert "It is wet." in told.out
