"""What CSL-JSON and BibTeX share: sources as the entries of a list of references.

An entry that says more than a source holds is kept whole, as foreign data. It goes back out as it was read; of
a source that has changed since, the fields that changed are written anew, and the others stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from argmap.formats.difference import losses
from argmap.formats.exchange import Loss
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.source import Source

E = TypeVar("E")

DOI = "https://doi.org/"


def kept(m: ArgumentMap, format: str) -> dict[str, Any]:
    """Return what a map keeps of a format, empty where it is nothing that the format wrote.

    >>> kept(ArgumentMap(), "csl")
    {}
    """
    for foreign in m.foreign:
        if foreign.format == format:
            value = foreign.value
            return value if isinstance(value, dict) else {}
    return {}


def entry_written(
    source: Source,
    original: E | None,
    read: Callable[[E], Source],
    write: Callable[[Source], E],
    patch: Callable[[E, E, frozenset[str]], E],
) -> E:
    """Return the entry of a source: the original where it still says the source, or else as little else as can be.

    Args:
        source: the source as it is now.
        original: the entry that it was read from, if any.
        read: the source that an entry says.
        write: an entry made anew.
        patch: the original with the fields of the source named in the last argument taken from the new one.
    """
    fresh = write(source)
    if original is None:
        return fresh
    before = read(original).replace(id=source.id)
    if before == source:
        return original
    changed = frozenset(f for f in Source.model_fields if getattr(before, f) != getattr(source, f))
    return patch(original, fresh, changed)


def references_lost(m: ArgumentMap, again: ArgumentMap, format: str) -> tuple[Loss, ...]:
    """Return what a list of references does not say of a map; ``again`` is the map read back from it."""

    def without_kept(some: ArgumentMap) -> tuple[Foreign, ...]:
        return tuple(foreign for foreign in some.foreign if foreign.format != format)

    return losses(m.replace(foreign=without_kept(m)), again.replace(foreign=without_kept(again)))


def doi_of(url: str | None) -> str | None:
    """Return the DOI that a web address resolves, or ``None`` where it is another address.

    >>> doi_of("https://doi.org/10.1000/182"), doi_of("https://example.org")
    ('10.1000/182', None)
    """
    if url is None or not url.startswith(DOI + "10."):
        return None
    doi = unquote(url[len(DOI) :])
    return doi if url_of(doi) == url else None


def url_of(doi: str) -> str:
    """Return the web address of a DOI, which may be written as an address already.

    >>> url_of("doi:10.1000/182"), url_of("http://dx.doi.org/10.1000/182")
    ('https://doi.org/10.1000/182', 'https://doi.org/10.1000/182')
    """
    for before in (
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
    ):
        if doi.lower().startswith(before):
            doi = doi[len(before) :]
    return DOI + quote(doi.strip(), safe="/:;()._-,~!$&'*+=@")


def texts(values: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """Return the first text among these values that is not blank.

    >>> texts({"a": "", "b": "x"}, ("a", "b"))
    'x'
    """
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None
