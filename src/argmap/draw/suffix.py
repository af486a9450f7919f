"""As what a drawing is saved: the suffix of the file says it."""

from __future__ import annotations

from pathlib import Path

from argmap.errors import ArgmapError, did_you_mean, suggestion

SUFFIXES = (".svg", ".png", ".pdf", ".html", ".htm", ".dot", ".gv")
"""The kinds of files that a drawing saves itself as."""


def suffix_of(path: Path) -> str:
    """Return the suffix that says as what a drawing is saved.

    Raises:
        ArgmapError: it is none of those that there are.

    >>> suffix_of(Path("Map.SVG"))
    '.svg'
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        near = suggestion(did_you_mean(suffix, SUFFIXES)) if suffix else ""
        raise ArgmapError(
            f"a drawing is not saved as {path.name!r}: the suffix says what it becomes, "
            f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.{near}"
        )
    return suffix
