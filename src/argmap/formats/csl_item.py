"""One item of CSL-JSON as a source, and a source as an item."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.names import Name, person
from argmap.formats.references import doi_of, url_of
from argmap.model.source import Source

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage".split()
)
"""The types of items in CSL 1.0.2."""

PLAIN = "document"
"""The type of an item of which nothing more is known."""

OWN = "argmap"
"""The key in ``custom`` under which stands what CSL has no variable for."""

_VARIABLES = {
    "title": ("title",),
    "authors": ("author",),
    "publisher": ("publisher",),
    "date": ("issued",),
    "type": ("type",),
    "note": ("note",),
}
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)(?: [^<>]{0,200})?>")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ISO = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)


def source_of(item: dict[str, Any], id: str) -> tuple[Source, tuple[str, ...]]:
    """Return the source that an item says, under an id, and what of it was taken otherwise than it is written.

    >>> source_of({"type": "book", "author": [{"family": "Orwell", "given": "George"}]}, "a")[0].authors
    ('George Orwell',)
    """
    faults: list[str] = []
    held: dict[str, str] = {}
    for variable in ("title", "publisher", "URL", "DOI", "type", "note"):
        value = item.get(variable)
        if isinstance(value, list) and value and isinstance(value[0], str):  # as Crossref writes titles
            value = value[0]
            faults.append(f"its {variable} is a list, of which the first is taken")
        if isinstance(value, str):
            held[variable] = value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            held[variable] = str(value)
        elif value is not None:
            faults.append(f"its {variable} is no text, and is kept, but not understood")
    own = _own(item)
    url = held.get("URL")
    if not url and held.get("DOI", "").strip():
        url = url_of(held["DOI"])
    type = own.get("type", held.get("type"))
    length, sha256 = own.get("length"), own.get("sha256")
    return Source(
        id=id,
        title=_MARKUP.sub("", held.get("title", "")),
        authors=_authors(item.get("author"), faults),
        publisher=held.get("publisher"),
        date=_date(item.get("issued"), faults),
        url=url,
        type=type if isinstance(type, str) and (type != PLAIN or "type" in own) else None,
        length=length if isinstance(length, int) and length >= 0 and length is not True else None,
        sha256=sha256 if isinstance(sha256, str) and re.fullmatch("[0-9a-f]{64}", sha256) else None,
        note=held.get("note"),
    ), tuple(faults)


def item_of(source: Source) -> dict[str, Any]:
    """Return a source as an item.

    >>> import argmap as am
    >>> item_of(am.Source(id="a", authors=("George Orwell", "World Bank"), type="report"))["author"]
    [{'family': 'Orwell', 'given': 'George'}, {'literal': 'World Bank'}]
    """
    own: dict[str, Any] = {}
    item: dict[str, Any] = {"id": source.id, "type": PLAIN}
    if source.type in TYPES and source.type != PLAIN:
        item["type"] = source.type
    elif source.type is not None:
        own["type"] = source.type
    if source.title:
        item["title"] = source.title
    if source.authors:
        item["author"] = [_name(author) for author in source.authors]
    if source.date is not None:
        item["issued"] = _issued(source.date)
    if source.publisher is not None:
        item["publisher"] = source.publisher
    doi = doi_of(source.url)
    if doi is not None:
        item["DOI"] = doi
    elif source.url is not None:
        item["URL"] = source.url
    if source.note is not None:
        item["note"] = source.note
    own |= {field: value for field in ("length", "sha256") if (value := getattr(source, field)) is not None}
    if own:
        item["custom"] = {OWN: own}
    return item


def patched(original: dict[str, Any], fresh: dict[str, Any], changed: frozenset[str]) -> dict[str, Any]:
    """Return an item with the variables of these fields of its source taken from a new one."""
    item = dict(original)
    for field in sorted(changed):
        for variable in _VARIABLES.get(field, ()):
            item.pop(variable, None)
            if variable in fresh:
                item[variable] = fresh[variable]
    if "url" in changed:
        item.pop("URL", None)
        if "URL" not in fresh:
            item.pop("DOI", None)
        item |= {variable: fresh[variable] for variable in ("URL", "DOI") if variable in fresh}
    if changed & {"type", "length", "sha256"}:
        custom = item.pop("custom", None)
        others = {k: v for k, v in custom.items() if k != OWN} if isinstance(custom, dict) else {}
        others |= fresh.get("custom", {})
        if others:
            item["custom"] = others
    return item


def _own(item: dict[str, Any]) -> dict[str, Any]:
    custom = item.get("custom")
    own = custom.get(OWN) if isinstance(custom, dict) else None
    return own if isinstance(own, dict) else {}


def _authors(names: Any, faults: list[str]) -> tuple[str, ...]:
    if names is None:
        return ()
    if not isinstance(names, list):
        faults.append("its author is no list, and is kept, but not understood")
        return ()
    authors = []
    for name in names:
        if isinstance(name, str):
            authors.append(name)
        elif isinstance(name, dict) and isinstance(name.get("literal"), str):
            authors.append(name["literal"])
        elif isinstance(name, dict) and (said := _said(name)):
            authors.append(said)
        else:
            faults.append("an author is no name, and is kept, but not understood")
    return tuple(authors)


def _said(name: dict[str, Any]) -> str:
    def part(key: str) -> str:
        value = name.get(key)
        return value if isinstance(value, str) else ""

    particles = " ".join(p for p in (part("dropping-particle"), part("non-dropping-particle")) if p)
    comma = bool(name.get("comma-suffix")) and bool(part("suffix"))
    family = part("family") + ("," if comma else "")
    glue = "" if particles.endswith(("'", "’")) else " "  # d'Artagnan
    joined = f"{particles}{glue}{family}" if particles and family else particles or family
    return " ".join(p for p in (part("given"), joined, part("suffix")) if p)


def _name(author: str) -> dict[str, str]:
    found = person(author)
    if found is None:
        return {"literal": author}
    name = _structured(found)
    return name if _said(name) == author else {"literal": author}


def _structured(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(issued: Any, faults: list[str]) -> str | None:
    """Return a date of CSL in ISO 8601 to the precision it has, or as the words that it is."""
    if issued is None:
        return None
    if isinstance(issued, str):
        return issued
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        days = [_day(part) for part in parts[:2]] if isinstance(parts, list) else []
        if days and days[0] is not None:
            return f"{days[0]}/{days[1]}" if len(days) == 2 and days[1] is not None else days[0]
        for key in ("raw", "literal", "edtf"):
            if isinstance(issued.get(key), str):
                return str(issued[key])
    faults.append("its issued is no date, and is kept, but not understood")
    return None


def _day(parts: Any) -> str | None:
    """Return one date of CSL: the year, and month and day where they are ones."""
    if not isinstance(parts, list) or not parts:
        return None
    numbers: list[int] = []
    for part in parts[:3]:
        if isinstance(part, bool) or not re.fullmatch(r"-?\d{1,6}", str(part), re.ASCII):
            break
        numbers.append(int(part))
    if not numbers or numbers[0] == 0:
        return None
    year = f"{numbers[0]:04d}" if numbers[0] > 0 else f"-{-numbers[0]:04d}"
    if len(numbers) < 2 or not 1 <= numbers[1] <= 12:
        return year
    if len(numbers) < 3 or not 1 <= numbers[2] <= 31:
        return f"{year}-{numbers[1]:02d}"
    return f"{year}-{numbers[1]:02d}-{numbers[2]:02d}"


def _issued(date: str) -> dict[str, Any]:
    if _ISO.fullmatch(date):
        parts = [[int(number) for number in day.split("-")] for day in date.split("/")]
        issued = {"date-parts": parts}
        if _date(issued, []) == date:
            return issued
    return {"literal": date}
