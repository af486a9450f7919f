"""The formats: found by name, by suffix, and by what a text looks like; each loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from os import PathLike, fspath
from pathlib import PurePath

from argmap.errors import FormatError, did_you_mean, suggestion
from argmap.formats.exchange import Format
from argmap.model.table import html_table
from argmap.notice import warn

NATIVE = ("json", "yaml")
FOREIGN = {
    "argdown": "argdown.bridge",
    "argdown-json": "argdown.export",
    "aif": "aif",
    "xaif": "xaif",
    "arguebuf": "arguebuf",
    "kialo": "kialo",
    "csv": "table",
    "outline": "outline_markdown",
    "graphml": "graphml",
    "gexf": "gexf",
    "node-link": "node_link",
    "cytoscape": "cytoscape",
    "mermaid": "mermaid",
    "d2": "d2",
    "apx": "apx",
    "tgf": "tgf",
    "af": "af",
    "microtexts": "microtexts",
    "brat": "brat",
    "mindmup": "mindmup",
    "sadface": "sadface",
    "gsn2x": "gsn2x",
    "carneades": "carneades",
    "webannotation": "webannotation",
    "csl": "csl",
    "bibtex": "bibtex",
}
"""The formats of others, by name: the module of each in this package."""

GROUP = "argmap.formats"
"""The entry point under which other packages offer formats: a Format, or a module that describes one."""

SURE = 0.5
"""The score from which the content alone decides."""

SHARED = (".txt", ".json", ".xml", ".md")
"""Suffixes that say too little: a format must also look likely."""

_OWN: dict[str, Format] = {}


def register_format(described: object) -> Format:
    """Add a format for this session, and return it; one that is registered again replaces itself.

    Args:
        described: a :class:`Format`, or a module or object with the attributes of one.

    Raises:
        FormatError: it describes no format, or takes the name of a format of argmap.

    >>> import argmap as am
    >>> from argmap.formats import Written
    >>> shout = am.Format("shout", sniff=lambda text: 0.0, write=lambda m: Written(m.title.upper()))
    >>> _ = register_format(shout)
    >>> am.ArgumentMap(title="Rain").dumps("shout")
    'RAIN'
    """
    format = Format.of(described)
    if format.name in NATIVE or format.name in FOREIGN:
        raise FormatError(f"{format.name!r} is a format of argmap; give yours another name")
    _OWN[format.name] = format
    return format


def all_formats() -> tuple[Format, ...]:
    """Return every format: argmap's own, those of others that it speaks, those of other packages, yours."""
    return (*native(), *_foreign(), *_installed(), *_OWN.values())


@cache
def native() -> tuple[Format, ...]:
    """Return the formats of argmap's own."""
    return tuple(Format.of(import_module(f"argmap.formats.{name}")) for name in NATIVE)


@cache
def _foreign() -> tuple[Format, ...]:
    return tuple(Format.of(import_module(f"argmap.formats.{module}")) for module in FOREIGN.values())


@cache
def _installed() -> tuple[Format, ...]:
    """Return the formats of other packages; one that does not load costs only itself."""
    found: dict[str, Format] = {}
    for point in entry_points(group=GROUP):
        try:
            format = Format.of(point.load())
        except Exception as error:
            warn(f"the format {point.name!r} of {point.value!r} does not load: {error}")
            continue
        if format.name in NATIVE or format.name in FOREIGN or format.name in found:
            warn(f"the format of {point.value!r} takes a name that is taken, {format.name!r}; it is left out")
            continue
        found[format.name] = format
    return tuple(found.values())


def named(name: str) -> Format:
    """Return the format with this name.

    Raises:
        FormatError: there is none; it names those there are.
    """
    if name in NATIVE:
        return native()[NATIVE.index(name)]
    for format in all_formats():
        if format.name == name:
            return format
    names = [format.name for format in all_formats()]
    near = suggestion(did_you_mean(str(name), names))
    raise FormatError(f"unknown format {name!r}.{near} Formats: {', '.join(names)}")


def of_suffix(path: str | PathLike[str]) -> Format:
    """Return the format that the suffix of a file name says, and that can be written.

    Raises:
        FormatError: it says none.
    """
    suffixes = _suffixes(path)
    known: dict[str, Format] = {}
    for format in _lazily():
        if format.write is not None:
            for suffix in format.suffixes:
                known.setdefault(suffix, format)
        if suffixes and suffixes[-1] in known and len(suffixes) == 1 and format.is_native:
            return known[suffixes[-1]]
    for suffix in suffixes:
        if suffix in known:
            return known[suffix]
    last = suffixes[-1] if suffixes else ""
    near = suggestion(did_you_mean(last, known))
    what = f"the suffix {last!r} names no format" if last else "the file name has no suffix to name a format"
    raise FormatError(f"{what}.{near} Suffixes: {', '.join(known)}", path=fspath(path))


def _lazily() -> Iterator[Format]:
    yield from native()
    yield from all_formats()[len(NATIVE) :]


def _suffixes(path: str | PathLike[str]) -> list[str]:
    """Return the suffixes of a file name in small letters, the longest first: ``.aif.json``, ``.json``."""
    parts = [part.lower() for part in PurePath(path).suffixes]
    return ["".join(parts[place:]) for place in range(len(parts))]


def of_content(text: str, *, path: str | None = None) -> Format:
    """Return the format of a text: what it looks like counts first, then the suffix of its file.

    Raises:
        FormatError: no format fits, or several fit equally well; it names them.
    """
    for format in native():
        if format.sniff(text) == 1.0:
            return format
    readable = [format for format in all_formats() if format.read is not None]
    scores = {format.name: format.sniff(text) for format in readable}
    best = max(scores.values())
    fitting = [format for format in readable if scores[format.name] == best and best > 0]
    if len(fitting) == 1 and best >= SURE:
        return fitting[0]
    suffixes = _suffixes(path) if path is not None else []
    shown = [f for f in readable if scores[f.name] > 0 or f.is_native]
    named = [f for f in readable if any(s in f.suffixes and s not in SHARED for s in suffixes)]
    among = fitting if best >= SURE else [*shown, *named]
    by_suffix = [f for suffix in suffixes for f in among if suffix in f.suffixes]
    if by_suffix and text.strip():
        return by_suffix[0]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = " and ".join(format.name for format in fitting)
        raise FormatError(f"this fits {names} equally well; say which by format=", path=path)
    if text.strip():
        names = ", ".join(format.name for format in readable)
        raise FormatError(f"this is in no format that argmap reads: {names}", path=path)
    raise FormatError("the file is empty" if path else "the text is empty", path=path)


class Formats(tuple[Format, ...]):
    """The formats, which print as a table."""

    __slots__ = ()

    def rows(self) -> list[dict[str, str]]:
        """Return a row a format: name, what it is, suffixes, whether it is read and written, what it loses."""
        return [
            {
                "name": format.name,
                "title": format.title,
                "suffixes": " ".join(format.suffixes),
                "reads": "yes" if format.read is not None else "no",
                "writes": "yes" if format.write is not None else "no",
                "loses": " ".join(format.loses) or "nothing",
            }
            for format in self
        ]

    def __repr__(self) -> str:
        rows = [{"name": "name", "suffixes": "suffixes", "reads": "reads", "writes": "writes", "title": ""}]
        rows += self.rows()
        wide = {key: max(len(row[key]) for row in rows) for key in ("name", "suffixes", "reads", "writes")}
        return "\n".join(
            "  ".join([*(f"{row[key]:{width}}" for key, width in wide.items()), row["title"]]).rstrip()
            for row in rows
        )

    def _repr_html_(self) -> str:
        keys = ("name", "title", "suffixes", "reads", "writes", "loses")
        return html_table(keys, [[row[key] for key in keys] for row in self.rows()])


def formats() -> Formats:
    """Return the formats that maps are read from and written to.

    >>> [format.name for format in formats()][:2]
    ['json', 'yaml']
    """
    return Formats(all_formats())
