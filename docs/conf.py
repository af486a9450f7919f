"""How the documentation is built: ``uv run --group docs sphinx-build -W docs OUT``; no network is used."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import ModuleType

import argmap

project = "argmap"
author = "the argmap developers"
release = version = argmap.__version__
copyright = "the argmap developers, MIT licence"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "notebooks"]
html_theme = "furo"
html_title = "argmap"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["printed.css", "live.css"]
_PAGES = Path(__file__).parent / "images" / "built" / "pages"
_PAGES.mkdir(parents=True, exist_ok=True)
html_extra_path = [str(_PAGES)]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False, "show-inheritance": True}
autodoc_class_signature = "mixed"
napoleon_google_docstring = True
napoleon_use_ivar = True
# `type` is a field of several classes, and a plain word in many signatures.
suppress_warnings = ["ref.python"]


def setup(app: object) -> None:
    """Write the page of public names and draw the pictures before the pages are read."""
    app.connect("builder-inited", lambda app: _write_api(Path(app.srcdir) / "reference" / "api.md"))  # type: ignore[attr-defined]
    app.connect("builder-inited", lambda app: _draw(Path(app.srcdir)))  # type: ignore[attr-defined]


def _draw(docs: Path) -> None:
    """Build the pictures of the gallery and of the tutorial; one that cannot be made ends the build."""
    for script in (docs / "pictures.py", docs / "tutorial" / "pictures.py"):
        if script.exists():
            runpy.run_path(str(script))["build"](docs / "images" / "built")
    argmap.load(docs / "tutorial" / "commentary-map.yaml").draw().save(_PAGES / "school-street.html")


def _write_api(page: Path) -> None:
    """List the public names in the groups of ``argmap.__all__``, as its source has them."""
    lines = [
        "# Public names\n\nAll that `import argmap as am` offers. Each example runs in argmap's own tests.\n"
    ]
    source = Path(argmap.__file__).read_text("utf-8")
    for line in source[source.index("__all__ = [") :].splitlines()[1:]:
        if title := re.match(r"\s+# (.+)", line):
            lines.append(f"## {title[1].capitalize()}\n\n```{{eval-rst}}\n.. currentmodule:: argmap\n```\n")
        elif name := re.match(r'\s+"(\w+)"', line):
            lines.append(f"```{{eval-rst}}\n{_directive(name[1])}\n```\n")
    text = "\n".join(lines)
    if not page.exists() or page.read_text("utf-8") != text:
        page.write_text(text, "utf-8")


def _directive(name: str) -> str:
    what = getattr(argmap, name)
    if isinstance(what, ModuleType):
        return f".. automodule:: {what.__name__}\n\n.. currentmodule:: argmap"
    if isinstance(what, type):
        return f".. {'autoexception' if issubclass(what, BaseException) else 'autoclass'}:: {name}"
    return f".. autofunction:: {name}"
