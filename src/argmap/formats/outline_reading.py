"""Markdown outlines, read: each bullet a node, and its place and sign a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.exchange import Reading
from argmap.formats.faults import Fault, InvalidMapInFileError, MalformedFileError, Place
from argmap.formats.ids import is_id
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node, Question
from argmap.model.part import ID_LENGTH, is_a, kinds
from argmap.model.relations import Answers, Attacks, Relation, Supports

BULLET = re.compile(r"([ \t]*)([-+*]|\d{1,9}[.)])(?:[ \t]+(.*)|[ \t]*$)")
HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
LABEL = re.compile(r"_([a-z]\w*(?: [a-z]\w*)*)_(?:[ \t]+|(?=\n)|$)")
KIND = re.compile(r"\*\*([a-z]\w*)\*\*(?:[ \t]+|(?=\n)|$)")
REFERENCE = re.compile(r"\[#([^\]\s]+)\]$")
ATTRIBUTES = re.compile(r"\{((?:[#.][^\s{}]+)(?: [#.][^\s{}]+)*)\}$")
PUNCTUATION = r"!-/:-@\[-`{-~"
TAB = 4


@dataclass(slots=True)
class Bullet:
    """One bullet as written, and what it says once it is understood."""

    line: int
    indent: int
    sign: str
    section: tuple[str, ...]
    lines: list[str]
    above: Bullet | None = None
    words: tuple[str, ...] = ()
    kind: str = "claim"
    refers_to: str | None = None
    id: str = ""
    classes: tuple[str, ...] = ()
    text: str = ""
    relation: str | None = None  # the id of the relation that its place makes
    is_joined: bool = field(default=False)


def map_of(text: str, path: str | None) -> Reading:
    """Return the map of an outline, with what was repaired.

    Raises:
        FormatError: the text holds no bullet, an id twice, a reference to nothing, or a NUL byte.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError("a NUL byte stands here: the file is damaged, or no text", path=path, line=line)
    return _Outline(re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")), path).reading()


class _Outline:
    """One reading of an outline."""

    def __init__(self, lines: list[str], path: str | None) -> None:
        self.path = path
        self.title = ""
        self.note: list[str] = []
        self.repaired: list[str] = []
        self.warnings: list[str] = []
        self.faults: list[Fault] = []
        self.bullets: list[Bullet] = []
        self._cut(lines)
        first = next((line for line in lines if line.strip()), "")
        if not self.bullets and HEADING.match(first.rstrip()) and not self.repaired:
            self.warnings.append("the outline holds no bullet")  # prose below it would be a repair
        elif not self.bullets:
            raise FormatError("this holds no bullet, such as '- A claim.'", path=path, line=1)
        for bullet in self.bullets:
            self._understand(bullet)

    def _cut(self, lines: list[str]) -> None:
        headings: list[tuple[int, str]] = []
        opened: list[Bullet] = []
        after_blank = False
        for number, line in enumerate(lines, start=1):
            found = BULLET.match(line)
            heading = HEADING.match(line.rstrip())
            if not line.strip():
                after_blank = True
                continue
            if heading is not None:
                level, words = len(heading[1]), _plain(heading[2] or "")
                if level == 1 and not self.title and not self.bullets and not headings:
                    self.title = words
                else:
                    headings = [h for h in headings if h[0] < level] + [(level, words)]
                opened = []
            elif found is not None:
                indent = len(found[1].expandtabs(TAB))
                while opened and opened[-1].indent >= indent:
                    opened.pop()
                section = tuple(words for _, words in headings)
                bullet = Bullet(number, indent, found[2], section, [found[3] or ""])
                bullet.above = opened[-1] if opened else None
                opened.append(bullet)
                self.bullets.append(bullet)
            elif opened and (not after_blank or line[:1] in " \t"):
                if after_blank:
                    opened[-1].lines += ["\\", "\\"]
                opened[-1].lines.append(line.strip())
            elif line.startswith(">"):
                self.note.append(_plain(line[1:].removeprefix(" ")))
            else:
                self.note.append(_plain(line.strip()))
                self.repaired.append(
                    f"line {number}: a paragraph outside of all bullets is a note of the map"
                )
            after_blank = False

    def _understand(self, bullet: Bullet) -> None:
        said = _joined(bullet.lines)
        label = LABEL.match(said)
        if label is not None and bullet.above is not None and _is_label(label[1]):
            bullet.words = tuple(label[1].split())
            said = said[label.end() :]
        reference = REFERENCE.match(said.strip())
        if reference is not None:
            bullet.refers_to = reference[1]
            return
        kind = KIND.match(said)
        if kind is not None and kind[1] in kinds("node"):
            bullet.kind = kind[1]
            said = said[kind.end() :]
        attributes = attributes_of(said)
        if attributes is not None:
            marks = attributes[1].split()
            names = [mark[1:] for mark in marks if mark[0] == "#"]
            bullet.id = names[0] if names else ""
            bullet.classes = tuple(mark[1:] for mark in marks if mark[0] == ".")
            said = said[: attributes.start()].rstrip(" \t")
            if names and not is_id(names[0]):
                self._fault(
                    bullet, f"{names[0]!r} is no id: letters, digits and _ . : -, at most {ID_LENGTH}"
                )
                bullet.id = ""
        bullet.text = _plain(said)

    def _fault(self, bullet: Bullet, message: str) -> None:
        self.faults.append(Fault(message, place=Place(bullet.line, bullet.indent + 1)))

    def reading(self) -> Reading:
        """Return the map, or raise all that is wrong."""
        nodes = list(self._nodes())
        lines = {bullet.id: bullet.line for bullet in self.bullets}
        held = {node.id: node for node in nodes}
        for bullet in self.bullets:
            if bullet.refers_to is not None and bullet.refers_to not in held:
                self._fault(bullet, f"no bullet has the id {bullet.refers_to!r} that this one refers to")
        if self.faults:
            raise MalformedFileError(self.faults, path=self.path)
        relations = self._relations(held)
        theses = [bullet.id for bullet in self.bullets if "thesis" in bullet.classes]
        note = "\n".join(self.note) if self.note else None
        try:
            m = ArgumentMap(
                nodes, relations, title=self.title, thesis=theses[0] if theses else None, note=note
            )
        except InvalidMapError as error:
            faults = [Fault(p.message, place=Place(lines.get(p.ids[0], 1), 1)) for p in error.problems]
            raise InvalidMapInFileError(faults, problems=error.problems, path=self.path) from None
        return Reading(m, tuple(self.warnings), tuple(self.repaired))

    def _nodes(self) -> Iterator[Node]:
        named = [bullet.id for bullet in self.bullets if bullet.id]
        taken = set(named)
        seen: set[str] = set()
        counts: dict[str, int] = {}
        for bullet in self.bullets:
            if bullet.refers_to is not None:
                continue
            cls = kinds("node")[bullet.kind]
            counts[cls.prefix] = counts.get(cls.prefix, 0) + 1
            if not bullet.id:
                bullet.id = free(f"{cls.prefix}{counts[cls.prefix]}", taken)
            elif bullet.id in seen:
                self._fault(bullet, f"a second bullet has the id {bullet.id!r}")
            seen.add(bullet.id)
            taken.add(bullet.id)
            node = cls.model_validate(
                {
                    "id": bullet.id,
                    "text": bullet.text,
                    "section": bullet.section,
                    "implicit": "implicit" in bullet.classes,
                }
            )
            if isinstance(node, Node):
                yield node
            unknown = sorted(set(bullet.classes) - {"thesis", "implicit"})
            if unknown:
                self.repaired.append(f"line {bullet.line}: left out, as no node has it: {', '.join(unknown)}")

    def _relations(self, held: dict[str, Node]) -> list[Relation]:
        taken = set(held)
        made: dict[str, tuple[type[Relation], list[str], str]] = {}
        counts: dict[str, int] = {}
        unsure: list[int] = []
        last: dict[int, str] = {}  # of each bullet, the last relation right below it
        has_plus = any(bullet.sign == "+" for bullet in self.bullets)
        for bullet in self.bullets:
            above = bullet.above
            if above is None:
                continue
            premise = bullet.refers_to or bullet.id
            joined = last.get(above.line)
            if "and" in bullet.words and joined is not None:
                bullet.relation = joined
                made[joined][1].append(premise)
                continue
            target = above.refers_to or above.id
            if "step" in bullet.words and above.relation is not None:
                target = above.relation
            elif "step" in bullet.words:
                self.repaired.append(
                    f"line {bullet.line}: there is no step above it, and it is about the text"
                )
            cls, is_sure = _relation_class(bullet, held.get(target))
            if not is_sure or (bullet.sign == "-" and not has_plus and not bullet.words):
                unsure.append(bullet.line)
            counts[cls.prefix] = counts.get(cls.prefix, 0) + 1
            id = free(f"{cls.prefix}{counts[cls.prefix]}", taken)
            taken.add(id)
            bullet.relation = last[above.line] = id
            made[id] = (cls, [premise], target)
        if unsure:
            first = ", ".join(map(str, unsure[:5])) + (", ..." if len(unsure) > 5 else "")
            self.warnings.append(
                f"{len(unsure)} bullets do not say with + or - what they are; '-' is read as an objection, and "
                f"any other sign as a reason: lines {first}"
            )
        return [cls(id=id, premises=tuple(ends), target=target) for id, (cls, ends, target) in made.items()]


def _relation_class(bullet: Bullet, target: Node | None) -> tuple[type[Relation], bool]:
    """Return the kind of relation that a bullet stands for, and whether it says so."""
    for word in bullet.words:
        cls = kinds("relation").get(word)
        if cls is not None and issubclass(cls, Relation):
            return cls, True
    if bullet.sign == "+":
        return Supports, True
    if bullet.sign == "-":
        return Attacks, True
    if target is not None and is_a(target, Question):
        return Answers, True
    return Supports, False


def _is_label(words: str) -> bool:
    return all(word in ("and", "step") or writable(word) for word in words.split())


def writable(kind: str) -> bool:
    """Return whether a kind of relation can be made of its ends alone."""
    cls = kinds("relation").get(kind)
    return cls is not None and {
        name for name, field in cls.model_fields.items() if field.is_required()
    } <= {"id", "premises", "target"}  # fmt: skip


def attributes_of(said: str) -> re.Match[str] | None:
    """Return the attributes at the end of a text, which a space or nothing stands before."""
    at = said.rfind("{") if said.endswith("}") else -1
    is_apart = at == 0 or (at > 0 and said[at - 1] in " \t\n")
    return ATTRIBUTES.match(said, at) if is_apart else None


def free(id: str, taken: set[str]) -> str:
    """Return the id, with a number where it is taken."""
    number, found = 1, id
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    return found


def _joined(lines: list[str]) -> str:
    """Return lines as one text: a backslash at the end of a line breaks it, all else is wrapped."""
    pieces: list[str] = []
    for line in lines:
        stripped = line.strip()
        backslashes = len(stripped) - len(stripped.rstrip("\\"))
        if backslashes % 2:
            if stripped == "\\" and pieces[-1:] == [" "]:
                pieces.pop()
            pieces += (stripped[:-1].rstrip(" \t"), "\n")
        else:
            pieces += (stripped, " ")
    return "".join(pieces[:-1]) if pieces[-1:] == [" "] else "".join(pieces)


def _plain(text: str) -> str:
    return re.sub(rf"\\([{PUNCTUATION}])", r"\1", text)
