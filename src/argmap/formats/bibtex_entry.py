"""One entry of BibTeX as a source, and a source as an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.formats.bibtex_value import MONTHS, expanded
from argmap.formats.latex import latex_of, text_of
from argmap.formats.names import person
from argmap.formats.references import doi_of, texts, url_of
from argmap.model.source import Source

TYPES: dict[str, str | None] = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "electronic": "webpage", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legislation": "legislation", "manual": "book", "mastersthesis": "thesis",
    "misc": None, "mvbook": "book", "online": "webpage", "patent": "patent", "periodical": "periodical",
    "phdthesis": "thesis", "proceedings": "book", "report": "report", "software": "software",
    "standard": "standard", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "www": "webpage",
}  # fmt: skip
"""The types of entries, of BibTeX and of biblatex, and the types of CSL that they are."""

WRITTEN = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "dataset": "dataset", "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "motion_picture": "video", "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "periodical": "periodical", "post": "online", "post-weblog": "online", "report": "techreport",
    "software": "software", "standard": "standard", "thesis": "thesis", "webpage": "online",
}  # fmt: skip
"""The types of CSL, and the types of entries that they are written as; all others are ``misc``."""

PLAIN = "misc"
PUBLISHERS = ("publisher", "institution", "school", "organization")
FIELDS = {
    "title": ("title", "subtitle"),
    "authors": ("author",),
    "publisher": PUBLISHERS,
    "date": ("date", "year", "month", "day"),
    "url": ("url", "doi", "howpublished"),
    "type": ("entrysubtype",),
    "note": ("note",),
}
"""The fields of an entry that a field of a source is read from."""

_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ISO = re.compile(rf"({_DAY})(?:/{_DAY})?", re.ASCII)
_MONTH = re.compile(r"(?:(\d{1,2})[.\s]*)?([a-z]{3,9})?\.?(?:[.,\s]*(\d{1,2}))?", re.ASCII)
_MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written: its type, its key, and the raw values of its fields in their order.

    ``inherited`` are fields that it lacks, of the entry that its ``crossref`` names.
    """

    type: str
    key: str
    fields: tuple[tuple[str, str], ...]
    inherited: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, data: Any) -> Entry | None:
        """Return the entry that plain data says, or ``None`` where it says none."""
        if not isinstance(data, dict) or not isinstance(data.get("fields"), list):
            return None
        fields, inherited = (
            [tuple(pair) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
            for pairs in (data["fields"], data.get("inherited") or ())
        )
        words = (data.get("type"), data.get("key"), *(word for pair in fields + inherited for word in pair))
        if not all(isinstance(word, str) for word in words):
            return None
        return cls(data["type"], data["key"], tuple(fields), tuple(inherited))

    @property
    def data(self) -> dict[str, Any]:
        """The entry as plain data."""
        data: dict[str, Any] = {"type": self.type, "key": self.key}
        data["fields"] = [list(pair) for pair in self.fields]
        if self.inherited:
            data["inherited"] = [list(pair) for pair in self.inherited]
        return data

    @property
    def text(self) -> str:
        """The entry as a file says it."""
        lines = "".join(f"  {name} = {raw},\n" for name, raw in self.fields)
        return f"@{self.type}{{{self.key},\n{lines}}}\n"


def with_inherited(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    """Return an entry with what it lacks and its cross reference, by its key in small letters, has."""
    reference = next((raw for name, raw in entry.fields if name.lower() == "crossref"), "")
    above = entries.get(reference.strip('{}" ').lower()) if reference else None
    if above is None:
        return entry
    own = {name.lower() for name, _ in entry.fields}
    given = [
        (name, raw)
        for word in ("authors", "publisher", "date")
        if own.isdisjoint(FIELDS[word])
        for name, raw in above.fields
        if name.lower() in FIELDS[word]
    ]
    return replace(entry, inherited=tuple(given))


@dataclass(slots=True)
class Report:
    """What is found on the way while entries are read."""

    warnings: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)


def source_of(entry: Entry, id: str, strings: Mapping[str, str], report: Report) -> Source:
    """Return the source that an entry says, under an id.

    Raises:
        TooLongError: strings of the file stand for more than any value can mean.
    """
    latex: dict[str, str] = {}
    for name, raw in (*entry.fields, *entry.inherited):
        name = name.lower()
        if name not in _READ or name in latex:
            continue
        said, missing = expanded(raw, strings)
        report.repaired += [
            f"{id}: the string {word!r:.60} is not defined; its name stands for it" for word in missing
        ]
        if said.strip():
            latex[name] = said

    def plain(name: str) -> str | None:
        if name not in latex:
            return None
        said, unknown = text_of(latex[name])
        if unknown:
            report.warnings.append(f"{id}: its {name} holds LaTeX that is not known: {' '.join(unknown):.80}")
        return said or None

    title, subtitle = plain("title"), plain("subtitle")
    texts_of = {name: plain(name) for name in (*PUBLISHERS, "note")}
    return Source(
        id=id,
        title=f"{title}: {subtitle}" if title and subtitle else title or subtitle or "",
        authors=tuple(_authors(latex.get("author", ""), id, report)),
        publisher=texts(texts_of, PUBLISHERS),
        date=_date(latex, plain),
        url=_url(latex),
        type=_type(entry.type, latex.get("entrysubtype", "")),
        note=texts_of["note"],
    )


_READ = frozenset(name for names in FIELDS.values() for name in names)


def entry_of(source: Source) -> Entry:
    """Return a source as an entry.

    >>> import argmap as am
    >>> print(entry_of(am.Source(id="a", title="Rain", date="2024-08", type="report")).text, end="")
    @techreport{a,
      title = {Rain},
      year = {2024},
      month = aug,
    }
    """
    kind = WRITTEN.get(source.type or "", PLAIN)
    fields: list[tuple[str, str]] = []

    def add(name: str, latex: str) -> None:
        if latex:
            fields.append((name, f"{{{latex}}}"))

    add("author", " and ".join(_name(author) for author in source.authors if latex_of(author)))
    add("title", latex_of(source.title, keep_case=True))
    if source.publisher is not None:
        where = {"techreport": "institution", "thesis": "school"}.get(kind, "publisher")
        add(where, latex_of(source.publisher))
    if source.date is not None:
        found = _ISO.fullmatch(source.date)
        if found is None:
            add("year", latex_of(source.date))
        else:
            year, _, rest = found[1].partition("-")
            add("year", year)
            if rest:
                fields.append(("month", MONTHS[int(rest[:2]) - 1]))
            if len(source.date) > len("2024-08"):
                add("date", source.date)
    doi = doi_of(source.url)
    if doi is not None and not re.search(r"[\\{}\s\0]", doi):
        add("doi", doi)
    elif source.url is not None:
        add("url", re.sub(r"[\\{}\n\r\0]", lambda sign: f"%{ord(sign[0]):02X}", source.url.strip()))
    if source.type in ("article-newspaper", "article-magazine"):
        add("entrysubtype", source.type.removeprefix("article-"))
    if source.note is not None:
        add("note", latex_of(source.note))
    return Entry(kind, source.id, tuple(fields))


def patched(original: Entry, fresh: Entry, changed: frozenset[str]) -> Entry:
    """Return an entry with the fields that these fields of its source are read from taken from a new one."""
    place = {name: word for word in changed for name in FIELDS.get(word, ())}
    new: dict[str, list[tuple[str, str]]] = {word: [] for word in FIELDS}
    for name, raw in fresh.fields:
        if name in place:
            new[place[name]].append((name, raw))
    if any(name == "url" for name, _ in new["url"]):  # before which a DOI gives way
        place = {name: word for name, word in place.items() if name not in ("doi", "howpublished")}
    fields: list[tuple[str, str]] = []
    for name, raw in original.fields:
        word = place.get(name.lower())
        if word is None:
            fields.append((name, raw))
        else:
            fields += new.pop(word, [])  # where the first of them stood
    rest = [pair for pairs in new.values() for pair in pairs]
    return replace(original, type=fresh.type if "type" in changed else original.type, fields=(*fields, *rest))


def _type(word: str, subtype: str) -> str | None:
    found = TYPES.get(word.lower())
    if found == "article-journal" and subtype.lower() in ("newspaper", "magazine"):
        return f"article-{subtype.lower()}"
    return found


def _authors(latex: str, id: str, report: Report) -> Iterator[str]:
    if not latex:
        return
    for written in _separated(latex):
        if written == "others":
            report.warnings.append(f"{id}: there are more authors, whom the entry does not name")
            continue
        said = _name_read(written)
        if said:
            yield said


def _separated(latex: str) -> list[str]:
    """Return the names between the words "and" that stand outside braces.

    Not bibtexparser's own: it loses the command that a name after an "and" begins with (2.1.0).
    """
    names: list[list[str]] = [[]]
    depth = 0
    for word in latex.split():
        if depth == 0 and word.lower() == "and":
            names.append([])
            continue
        names[-1].append(word)
        for sign in re.findall(r"\\.|[{}]", word):
            depth = max(0, depth + {"{": 1, "}": -1}.get(sign, 0))
    return [" ".join(name) for name in names if name]


def _name_read(written: str) -> str:
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if written.startswith("{") and written.endswith("}") and "}" not in written[1:-1]:
        return text_of(written)[0]
    try:
        parts = parse_single_name_into_parts(written, strict=False)
    except (InvalidNameError, IndexError):
        return text_of(written)[0]
    return text_of(" ".join((*parts.first, *parts.von, *parts.last, *parts.jr)))[0]


def _name(author: str) -> str:
    found = person(author)
    if found is not None:
        family = f"{found.particle} {found.family}".strip()
        name = ", ".join(latex_of(word) for word in (family, found.suffix, found.given) if word)
        if _separated(name) == [name] and _name_read(name) == author:
            return name
    return f"{{{latex_of(author)}}}"


def _date(latex: Mapping[str, str], plain: Callable[[str], str | None]) -> str | None:
    if "date" in latex:
        return plain("date")
    year = plain("year")
    if year is None or not re.fullmatch(r"\d{4}", year, re.ASCII):
        return year
    found = _MONTH.fullmatch((plain("month") or "").lower())
    if found is None or not (found[1] or found[2]):
        return year
    before, word, after = found.groups()
    month = (
        next((n for n, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word)), 0)
        if word
        else int(before)
    )
    if not 1 <= month <= 12:
        return year
    day = int((before or after or "0") if word else "0")
    named = plain("day") or ""
    if not day and re.fullmatch(r"\d{1,2}", named, re.ASCII):
        day = int(named)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"


def _url(latex: Mapping[str, str]) -> str | None:
    if "url" in latex:
        return _address(latex["url"])
    if "doi" in latex:
        return url_of(_address(latex["doi"]))
    found = _URL.search(latex.get("howpublished", ""))
    return _address(found[1]) if found else None


def _address(latex: str) -> str:
    """Return a web address without the LaTeX around its signs."""
    found = _URL.fullmatch(latex.strip())
    said = found[1] if found else latex.strip()
    said = re.sub(r"\{?\\(?:textasciitilde|sim)\s*(?:\{\})?\}?|\\~(?:\{\})?", "~", said)
    return re.sub(r"\{\\([_%&#$])\}|\\([_%&#$])", lambda sign: sign[1] or sign[2], said).strip("{}")
