"""How the documentation is built: ``uv run --group docs sphinx-build -W docs OUT``; no network is used."""

from __future__ import annotations

import inspect
import re
import runpy
from importlib import import_module
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
    """Write the pages of public names and draw the pictures before the pages are read."""
    app.connect("builder-inited", lambda app: _write_api(Path(app.srcdir) / "reference" / "api.md"))  # type: ignore[attr-defined]
    app.connect("builder-inited", lambda app: _write_words(Path(app.srcdir) / "reference" / "words.md"))  # type: ignore[attr-defined]
    app.connect("builder-inited", lambda app: _draw(Path(app.srcdir)))  # type: ignore[attr-defined]
    app.connect("doctree-read", lambda _, tree: _mark_tables(tree))  # type: ignore[attr-defined]


def _mark_tables(tree: object) -> None:
    """Keep the lines of a printed table whole, which printed.css else breaks: it has a rule below its head."""
    from docutils import nodes

    for block in tree.findall(nodes.literal_block):  # type: ignore[attr-defined]
        if "───" in block.astext():
            block["classes"].append("aligned")


def _draw(docs: Path) -> None:
    """Build the pictures of the gallery and of the tutorial; one that cannot be made ends the build."""
    for script in (docs / "pictures.py", docs / "tutorial" / "pictures.py"):
        if script.exists():
            runpy.run_path(str(script))["build"](docs / "images" / "built")
    argmap.load(docs / "tutorial" / "commentary-map.yaml").draw().save(_PAGES / "school-street.html")


ALSO = {
    "what a map gives": (
        "argmap.draw.drawing.Drawing",
        "argmap.draw.views.View",
        "argmap.draw.pages.Pages",
        "argmap.draw.pages.Page",
        "argmap.draw.html.page.Page",
        "argmap.report.report.Brief",
        "argmap.frame.Table",
        "argmap.frame.to_frame",
    ),
    "formats of one's own": (
        "argmap.formats.Written",
        "argmap.formats.Loss",
        "argmap.formats.Reading",
        "argmap.formats.Formats",
    ),
}
"""What one meets without having imported it, beside the groups of ``argmap.__all__``."""


def _write_api(page: Path) -> None:
    """Write a page for each group of names, and one that lists them all, each with what it is.

    The groups are those of ``argmap.__all__``, as its source has them, and those of ``ALSO``.
    """
    lines = [
        "# Public names\n\nAll that `import argmap as am` offers, and the classes of what its methods return. "
        "Each example runs in argmap's own tests.\n"
    ]
    places = []
    for title, names in _groups():
        place = re.sub(r"\W+", "-", title)
        places.append(f"{page.stem}/{place}")
        lines.append(f"## {title.capitalize()}\n\n| | |\n|---|---|")
        lines += [
            f"| {{py:obj}}`{name.removeprefix('argmap.')} <{_target(name)}>` | {_summary(name)} |"
            for name in names
        ]
        lines.append("")
        directives = "\n\n".join(map(_directive, names))
        text = f"# {title.capitalize()}\n\n```{{eval-rst}}\n.. currentmodule:: argmap\n\n{directives}\n```\n"
        _write(page.parent / f"{places[-1]}.md", text)
    lines.append("```{toctree}\n:hidden:\n\n" + "\n".join(places) + "\n```\n")
    _write(page, "\n".join(lines))


def _write(page: Path, text: str) -> None:
    if not page.exists() or page.read_text("utf-8") != text:
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, "utf-8")


def _groups() -> list[tuple[str, list[str]]]:
    source = Path(argmap.__file__).read_text("utf-8")
    found: list[tuple[str, list[str]]] = []
    for line in source[source.index("__all__ = [") :].splitlines()[1:]:
        if title := re.match(r"\s+# (.+)", line):
            found.append((title[1], []))
        elif name := re.match(r'\s+"(\w+)"', line):
            found[-1][1].append(f"argmap.{name[1]}")
        else:
            break
    return found + [(title, list(names)) for title, names in ALSO.items()]


def _found(name: str) -> object:
    module, _, member = name.rpartition(".")
    return getattr(import_module(module), member)


def _target(name: str) -> str:
    what = _found(name)
    return what.__name__ if isinstance(what, ModuleType) else name


def _summary(name: str) -> str:
    """Return the first line of a docstring, its roles as plain code."""
    line = (inspect.getdoc(_found(name)) or "").partition("\n")[0]
    return re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", line).replace("|", r"\|")


def _directive(name: str) -> str:
    what = _found(name)
    if isinstance(what, ModuleType):
        return f".. automodule:: {what.__name__}\n\n.. currentmodule:: argmap"
    if not isinstance(what, type):
        return f".. autofunction:: {name}"
    directive = f".. {'autoexception' if issubclass(what, BaseException) else 'autoclass'}:: {name}"
    # What stands in a base that is on no page, such as the half of Draft, stands with those that derive from it.
    public = {_found(known) for _, names in _groups() for known in names if known != name}
    if any(base not in public and base.__module__.startswith("argmap") for base in what.__bases__):
        return f"{directive}\n   :inherited-members: BaseModel, tuple, list"
    return directive


def _write_words(page: Path) -> None:
    """Write the page of the words that fields take: all schemes with their questions, all scales with their terms."""
    lines = [WORDS]
    for scheme in argmap.schemes():
        also = f", also called {', '.join(scheme.aliases)}" if scheme.aliases else ""
        lines += [
            f"### {scheme.name.capitalize()}\n",
            f'`scheme="{scheme.name}"`{also}. Premises: {"; ".join(scheme.roles)}. '
            f"Conclusion: {scheme.conclusion}\n",
            *(f"{number}. {question}" for number, question in enumerate(scheme.questions, 1)),
            "",
        ]
    lines.append(SCALES)
    for name, scale in argmap.scales().items():
        field = scale.measures.removeprefix("evidence_")
        lines += [f"### {scale.title}\n", f"`{name}`, for `{field}=`. Source: {scale.source}.\n"]
        head = ("code", "in words", "also", "probability")
        rows = [
            (f"`{t.code}`", t.label, ", ".join(t.alternatives), " to ".join(f"{p:g}" for p in t.range or ()))
            for t in scale.terms
        ]
        told = [column for column in zip(head, *rows, strict=True) if any(column[1:])]
        top, *below = (f"| {' | '.join(cells)} |" for cells in zip(*told, strict=True))
        lines += [top, "|---" * len(told) + "|", *below]
        if scale.unknown:
            lines.append(f"\nFor “not known”: {', '.join(scale.unknown)}; the field then stays empty.")
        lines.append("")
    _write(page, "\n".join(lines))


WORDS = """# Schemes and scales

The words that some fields take. A word that is none of them is an error that lists those that are.

## Schemes

`scheme=` on a step names a pattern of reasoning (Walton, Reed & Macagno 2008, told in our own words), with or
without "argument from" before it. Each pattern has *critical questions*: `m.critical_questions(step)` gives
them, [`check`](../rules/AM401.md) names those that are open, and a relation on the step that is tagged `cq1`,
`cq2`, ... answers one.
"""

SCALES = """## Scales

A field takes a code, or the wording of one. The first scale for a field is its own; a term of another one is
written with its name, as in `likelihood="phia.yardstick:likely"`. `am.convert` says what becomes of a term on
another scale, and what is lost; `am.register_scale` adds one of your own.
"""
