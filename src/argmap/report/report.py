"""A brief of a map: a value that becomes Markdown, HTML or a Word document when it is asked to."""

from __future__ import annotations

import errno
import os
import re
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.report.contents import contents
from argmap.report.direction import isolated
from argmap.report.template_errors import told
from argmap.whole import write_whole

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.model.map import ArgumentMap

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".docx")
"""The kinds of files that a brief saves itself as."""


@dataclass(frozen=True, slots=True, repr=False)
class Brief:
    """A brief of a map: thesis, grounds, objections, advice, open questions, weaknesses and sources.

    ``template`` is a Jinja template of one's own: the path of a file, or the text of one (it holds ``{{`` or
    ``{%``).

    >>> import argmap as am
    >>> print(Brief(am.ArgumentMap([am.Claim(id="c1", text="It rains.")], title="Rain")).markdown()[:6])
    # Rain
    """

    map: ArgumentMap
    template: str | PathLike[str] | None = None

    def markdown(self) -> str:
        """Return the brief as Markdown without pictures, in which every text stands for itself.

        A text has no files beside it that it could show; ``save("brief.md")`` writes the pictures too.
        """
        return self._rendered("brief.md.j2", html=False, pictures=[])

    def html(self) -> str:
        """Return the brief as one HTML file with its pictures in it, which asks no network for anything."""
        pictures = [(name, drawing.svg()) for name, drawing in self._pictures()]
        return self._rendered("brief.html.j2", html=True, pictures=pictures)

    def docx(self) -> bytes:
        """Return the brief as a Word document, with its pictures; it takes the extra ``argmap[docx]``.

        Raises:
            ArgmapError: python-docx is not installed, or the brief has a template, which makes text only.
        """
        from argmap.report.docx import document

        if self.template is not None:
            raise ArgmapError("a template makes Markdown or HTML, and no .docx; leave one of the two out")
        return document(contents(self.map), [(name, drawing.png()) for name, drawing in self._pictures()])

    def _pictures(self) -> list[tuple[str, Drawing]]:
        """Return the drawing of the main line, where that is not the whole, and of the whole map."""
        whole = ("The whole map", self.map.draw())
        spine = self.map.spine() if self.map.thesis is not None else self.map
        return [("The main line", spine.draw()), whole] if len(spine) < len(self.map) else [whole]

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the brief to a file, whole or not at all, and return its path; the suffix says what it is.

        Markdown shows pictures that are files: ``brief.md`` gets ``brief-1.svg`` and so on beside it. The
        other kinds hold theirs.

        Raises:
            ArgmapError: the suffix is none of ``.md``, ``.markdown``, ``.html``, ``.htm``, ``.docx``.
            OSError: the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES:
            near = suggestion(did_you_mean(suffix, SUFFIXES)) if suffix else ""
            near = " For a PDF, print the .html from a browser." if suffix == ".pdf" else near
            raise ArgmapError(
                f"a brief is not saved as {path.name!r}: the suffix says what it becomes, "
                f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.{near}"
            )
        if not path.parent.is_dir():  # a picture beside it would be told of first, and not by this name
            raise FileNotFoundError(errno.ENOENT, "the folder to write to is not there", str(path))
        if suffix == ".docx":
            write_whole(path, self.docx())
        elif suffix in (".html", ".htm"):
            write_whole(path, self.html().encode())
        else:
            _write_together(self._with_pictures(path))
        return path

    def _with_pictures(self, path: Path) -> list[tuple[Path, bytes]]:
        """Return the pictures that a Markdown file shows, each with its path, and at last the file itself."""
        names = [
            (name, f"{path.stem}-{number}.svg", drawing)
            for number, (name, drawing) in enumerate(self._pictures(), 1)
        ]
        links = [(name, quote(os.fsencode(file))) for name, file, _ in names]
        text = self._rendered("brief.md.j2", html=False, pictures=links)
        # A template of one's own may show some of them, or none.
        shown = [
            (path.with_name(file), drawing.svg().encode())
            for (_, file, drawing), (_, link) in zip(names, links, strict=True)
            if link in text
        ]
        return [*shown, (path, text.encode())]

    def __repr__(self) -> str:
        title = self.map.title or "Argument map"
        if self.template is not None:
            return f"<Brief of {title!r} by a template>"
        count = len(contents(self.map)["sections"])
        return f"<Brief of {title!r}: {count} section{'' if count == 1 else 's'}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        try:
            said = self.markdown()
        except Exception as error:  # a repr never raises
            return {"text/plain": f"{object.__repr__(self)}\n(No brief: {error})"}
        try:
            shown = [(name, _as_url(drawing)) for name, drawing in self._pictures()]
            return {
                "text/plain": said,
                "text/markdown": self._rendered("brief.md.j2", html=False, pictures=shown),
            }
        except Exception:  # what cannot be drawn is told in words
            return {"text/plain": said, "text/markdown": said}

    def _rendered(self, name: str, *, html: bool, **more: Any) -> str:
        try:
            from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
            from jinja2.sandbox import SandboxedEnvironment
        except ImportError:
            raise ArgmapError("a brief needs Jinja: pip install 'argmap[report]'") from None
        own = self._own()
        path = Path(self.template) if self.template is not None and not self._is_text() else None
        beside = [FileSystemLoader(path.parent)] if path is not None else []
        # A template is often somebody else's: it says what to write, and reaches nothing but the contents.
        environment = SandboxedEnvironment(
            loader=ChoiceLoader([*beside, PackageLoader("argmap.report")]),
            undefined=StrictUndefined,
            autoescape=html,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= {"md": escaped, "isolated": isolated}
        said = {**contents(self.map), **more}
        try:
            template = environment.get_template(name) if own is None else environment.from_string(own)
            return template.render(said)
        except Exception as error:  # an expression in a template may raise anything
            if own is None:
                raise
            where = f" {str(path)!r}" if path is not None else ""
            raise ArgmapError(f"the template{where} of the brief{told(error, said)}") from error

    def _is_text(self) -> bool:
        return isinstance(self.template, str) and ("{{" in self.template or "{%" in self.template)

    def _own(self) -> str | None:
        if self.template is None:
            return None
        if isinstance(self.template, str) and self._is_text():
            return self.template
        path = Path(self.template)
        expected = (
            "a template is the path of a Jinja file in UTF-8, or a text that holds {{ or {% "
            "(to write the brief to a file, call report() without a template, and save() on what it returns)"
        )
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise ArgmapError(f"there is no template {str(path)!r}; {expected}") from None
        except (OSError, ValueError) as error:
            raise ArgmapError(f"the template {str(path)!r} cannot be read ({error}); {expected}") from error


def _as_url(drawing: Drawing) -> str:
    # As an image it can neither clash with another one nor run.
    return f"data:image/svg+xml;base64,{b64encode(drawing.svg().encode()).decode()}"


def _write_together(files: list[tuple[Path, bytes]]) -> None:
    """Write files, all or none: where one fails, the earlier ones are again as they were."""
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for place, (path, data) in enumerate(files, 1):
            if place < len(files):
                was = path.read_bytes() if os.path.lexists(path) else None
                write_whole(path, data)
                undo.append((path, was))
            else:
                write_whole(path, data)
    except BaseException:
        for path, was in undo:
            with suppress(OSError):
                if was is None:
                    path.unlink(missing_ok=True)
                else:
                    write_whole(path, was)
        raise


def escaped(text: str) -> str:
    r"""Return a text whose every character stands for itself in Markdown.

    >>> escaped("*a* <b> 1. http://x")
    '\\*a\\* \\<b\\> 1. http\\://x'
    """
    text = re.sub(r"[\\`*_{}\[\]<>#&~|$!^@]|:(?=//)|(?<=www)\.", r"\\\g<0>", text)
    return re.sub(r"^([-+=]|\d+(?=[.)]))", lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], text)
