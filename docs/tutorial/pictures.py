"""Builds the pictures of the tutorial by doing what its page says; the documentation runs it before it is read."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).with_name("index.md")


def build(out: Path) -> list[Path]:
    """Run the page in a folder of its own, and return the pictures it saved as ``tutorial-NAME.svg`` in ``out``.

    What the page says has to run to its end, or nothing is written.
    """
    out = out.resolve()
    with tempfile.TemporaryDirectory() as folder:
        follow(Path(folder))
        out.mkdir(parents=True, exist_ok=True)
        drawn = sorted(Path(folder).glob("*.svg"))
        return [Path(shutil.copyfile(picture, out / f"tutorial-{picture.name}")) for picture in drawn]


def follow(folder: Path) -> str:
    """Do in a folder what the page tells its reader to do, and return all that is printed."""
    page = PAGE.read_text("utf-8")
    for name in re.findall(r"\{download\}`([^`]+)`", page):
        shutil.copyfile(PAGE.with_name(name), folder / name)
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        space: dict[str, object] = {"__name__": "__main__"}
        for code in re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
            exec(compile(code, PAGE.name, "exec"), space)
    return printed.getvalue()


if __name__ == "__main__":
    for path in build(Path(sys.argv[1])):
        print(path)
