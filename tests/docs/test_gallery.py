"""Every picture of the gallery is built, well-formed and shown, by the code that the page shows."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import argmap as am

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "gallery.md").read_text("utf-8")
SHOWN = re.findall(r"^```\{figure\} images/built/(\S+)$", PAGE, re.MULTILINE)
CODE = re.findall(r"^```\{literalinclude\} (\S+)\n:pyobject: (\w+)$", PAGE, re.MULTILINE)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build them in a process of its own, so that the kinds of the gallery are nobody else's."""
    out = tmp_path_factory.mktemp("built") / "new"
    command = [sys.executable, "-W", "error", str(DOCS / "pictures.py"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (0, "") == (done.returncode, done.stderr)
    return [Path(line) for line in done.stdout.splitlines()]


def test_the_page_shows_every_picture_that_is_built_once_and_no_other(built: list[Path]) -> None:
    assert sorted(path.name for path in built) == sorted(SHOWN)
    assert len(SHOWN) >= 14


def test_every_picture_is_well_formed_and_shows_the_text_of_a_card(built: list[Path]) -> None:
    for path in built:
        root = ET.parse(path).getroot()
        assert f"{SVG}svg" == root.tag
        words = [text.strip() for text in root.itertext() if text.strip()]
        assert len(words) > 4, path.name
        assert float(root.attrib["width"]) > 200
        assert float(root.attrib["height"]) > 200


def test_the_code_of_every_picture_is_that_which_draws_it() -> None:
    """Each shown object is in the file, and each picture has one of the file's functions below it."""
    shown = {name.removesuffix(".svg").replace("-", "_") for name in SHOWN}
    tree = ast.parse((DOCS / "gallery_maps.py").read_text("utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    included = {name for file, name in CODE if file == "gallery_maps.py"}
    assert included <= defined
    assert all(any(name == made or name.startswith(f"{made}_") for made in included) for name in shown)


def test_every_picture_has_a_caption_and_a_text_for_those_who_do_not_see_it() -> None:
    figures = re.findall(r"^```\{figure\} \S+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(SHOWN) == len(figures)
    for figure in figures:
        options, _, caption = figure.partition("\n\n")
        assert re.search(r"^:alt: \S.{20,}$", options, re.MULTILINE), figure
        assert caption.strip(), figure


def test_a_picture_that_cannot_be_made_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    """The documentation then fails to build, rather than show the picture of an earlier run."""
    (tmp_path / "pictures.py").write_text((DOCS / "pictures.py").read_text("utf-8"), "utf-8")
    (tmp_path / "gallery_maps.py").write_text(
        "import argmap as am\n"
        "def good():\n    d = am.Draft(); d.claim('It rains.'); return d.map().draw()\n"
        "def bad():\n    raise am.EngineError('no engine', engine='dot')\n"
        "PICTURES = (good, bad)\n",
        "utf-8",
    )
    build = runpy.run_path(str(tmp_path / "pictures.py"))["build"]
    with pytest.raises(am.EngineError, match="no engine"):
        build(tmp_path / "out")
    assert not (tmp_path / "out").exists()
