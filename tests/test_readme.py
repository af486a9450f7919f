"""Every Python block of README and docs runs as it stands, in order, and prints what the page shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
DOWNLOAD = re.compile(r"\{download\}`([^`]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_page_run_in_order(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A `text` block shows lines that the code before it has printed; what a page offers for download is there."""
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"__name__": "__main__"}
    written = page.read_text("utf-8")
    for name in DOWNLOAD.findall(written):
        shutil.copy(page.parent / name, tmp_path)
    for language, code in BLOCK.findall(written):
        if language == "python":
            exec(compile(code, str(page), "exec"), space)
        elif language == "text":
            assert code in capsys.readouterr().out
    assert not list(tmp_path.rglob("*.tmp*"))


def test_the_notebook_example_of_the_readme_has_about_twenty_lines() -> None:
    (first, *_) = (
        code
        for language, code in BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
        if language == "python"
    )
    assert 15 <= sum(bool(line.strip()) for line in first.splitlines()) <= 22


def test_the_links_of_a_page_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
