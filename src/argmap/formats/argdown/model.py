"""The document: what its blocks say, once all that is said of the same thing is put together.

A `Statement` is an equivalence class: every place that bears its title is a `Member` of it. An `Argument` has
members too, its descriptions, and may have a reconstruction: members of statements in their roles as premises
and conclusions. A `Relation` has two ends, named by title.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap.errors import UnknownIdError
from argmap.formats.argdown.blocks import Block, Range
from argmap.formats.argdown.settings import Settings, truthy
from argmap.formats.argdown.values import Value

Role: TypeAlias = Literal[
    "top-level-statement",
    "relation-statement",
    "list-item",
    "premise",
    "intermediary-conclusion",
    "main-conclusion",
    "argument-description",
]
RelationType: TypeAlias = Literal["support", "attack", "undercut", "contradictory", "entails", "contrary"]


@dataclass(frozen=True, slots=True)
class Inference:
    """The step to a conclusion: the names of its rules, and its data."""

    rules: tuple[str, ...] = ()
    data: Value = None


@dataclass(frozen=True, slots=True)
class Member:
    """One place where a statement stands, or an argument is described.

    Attributes:
        title: The title of the statement or argument that it is a member of.
        role: What it is there.
        text: What it says; a reference says nothing, but may bear tags.
        ranges: The parts of the text that mean something.
        is_reference: It only refers to what other members say.
        tags, data: Those that are written here.
        section: The id of the section that it stands in.
        argument: The argument whose premise or conclusion it is.
        inference: How it is inferred, where it is a conclusion.
        line, column: Where it stands; they do not count when members are compared.
    """

    title: str
    role: Role
    text: str = ""
    ranges: tuple[Range, ...] = ()
    is_reference: bool = False
    tags: tuple[str, ...] = ()
    data: Value = None
    section: str | None = None
    argument: str | None = None
    inference: Inference | None = None
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)

    @property
    def in_reconstruction(self) -> bool:
        """Whether it is a premise or a conclusion."""
        return self.role in ("premise", "intermediary-conclusion", "main-conclusion")

    @property
    def is_canonical(self) -> bool:
        """Whether its data claim that it speaks for all members."""
        return isinstance(self.data, Mapping) and truthy(self.data.get("isCanonical"))


@dataclass(frozen=True, slots=True)
class Statement:
    """All places that say the same thing: an equivalence class of statements.

    ``tags`` and ``data`` are those of all members together; of data with the same key the later count.

    >>> Statement("Peace", members=(Member("Peace", "premise", "There will be peace."),)).text
    'There will be peace.'
    """

    title: str
    untitled: bool = False
    members: tuple[Member, ...] = ()
    tags: tuple[str, ...] = ()
    data: Mapping[str, Value] = field(default_factory=dict)
    section: str | None = None

    @property
    def canonical(self) -> Member | None:
        """The member that speaks for all: the last that says something, or that claims to be canonical."""
        return _canonical(self.members)

    @property
    def text(self) -> str:
        """What the statement says, by its canonical member."""
        member = self.canonical
        return member.text if member else ""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its descriptions, and its premise-conclusion structure (``pcs``) if it has one.

    >>> Argument("Peace").is_reconstructed
    False
    """

    title: str
    untitled: bool = False
    members: tuple[Member, ...] = ()
    pcs: tuple[Member, ...] = ()
    tags: tuple[str, ...] = ()
    data: Mapping[str, Value] = field(default_factory=dict)
    section: str | None = None

    @property
    def is_reconstructed(self) -> bool:
        """Whether its premises and conclusions are given."""
        return bool(self.pcs)

    @property
    def premises(self) -> tuple[Member, ...]:
        """Its premises, in order."""
        return tuple(step for step in self.pcs if step.role == "premise")

    @property
    def conclusion(self) -> Member | None:
        """Its main conclusion."""
        return self.pcs[-1] if self.pcs else None

    @property
    def canonical(self) -> Member | None:
        """The description that speaks for all."""
        return _canonical(self.members)

    @property
    def text(self) -> str:
        """Its description, by its canonical member."""
        member = self.canonical
        return member.text if member else ""


def _canonical(members: tuple[Member, ...]) -> Member | None:
    speaking = [member for member in members if not member.is_reference]
    claiming = [member for member in speaking if member.is_canonical]
    chosen = claiming or speaking
    return chosen[-1] if chosen else None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation; an inference goes by its argument and the place of its conclusion in the pcs."""

    kind: Literal["statement", "argument", "inference"]
    title: str
    conclusion: int | None = None

    def __str__(self) -> str:
        return f"[{self.title}]" if self.kind == "statement" else f"<{self.title}>"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of two ends; contradictory and contrary ones hold both ways.

    >>> print(Relation("support", End("argument", "Data"), End("statement", "Thesis")))
    <Data> support [Thesis]
    """

    type: RelationType
    source: End
    target: End

    def __str__(self) -> str:
        return f"{self.source} {self.type} {self.target}"


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading. ``parent`` is the id of the section around it."""

    id: str
    title: str
    level: int
    parent: str | None = None
    tags: tuple[str, ...] = ()
    data: Value = None
    is_group: Value = None
    is_closed: Value = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something in a text that could not be read as it stands, or is read otherwise than one may expect.

    Attributes:
        code: A stable name.
        severity: ``error`` if something was not read, else ``warning``.
        message: What is the matter.
        line, column: Where, counted from 1.
        hint: What would be right.
        last_line: The last line that an error costs.
    """

    code: str
    severity: Literal["error", "warning"]
    message: str
    line: int
    column: int
    hint: str
    last_line: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.severity} {self.code}: {self.message} ({self.hint})"


@dataclass(frozen=True, slots=True, eq=True)
class Document:
    """An Argdown document.

    Attributes:
        blocks: What stands in it, in order.
        front_matter: The values of the front matter.
        settings: How it was read: by the configuration and the front matter.
        comments: Comments after the last block.
        statements: The equivalence classes, in the order of their first mention.
        arguments: The arguments, likewise.
        relations: The relations, moved to main conclusions and read loosely or strictly.
        relations_as_written: The relations before that.
        sections: The sections, in order.
        tags: The tags in the order of their first use.
        diagnostics: What was not read, or read otherwise than expected; not compared.
        front_matter_source: The front matter as written, for the writer; not compared.
        held: The relations that each end takes part in, by the books of the reference; not compared.
    """

    blocks: tuple[Block, ...] = ()
    front_matter: Value = None
    settings: Settings = field(default_factory=Settings)
    comments: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    arguments: tuple[Argument, ...] = ()
    relations: tuple[Relation, ...] = ()
    relations_as_written: tuple[Relation, ...] = ()
    sections: tuple[Section, ...] = ()
    tags: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)
    front_matter_source: str | None = field(default=None, compare=False)
    held: Mapping[End, tuple[Relation, ...]] = field(default_factory=dict, repr=False, compare=False)
    _by_title: dict[str, dict[str, Statement | Argument]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    __hash__ = None  # type: ignore[assignment]  # data are mappings

    def statement(self, title: str) -> Statement:
        """Return the statement with a title.

        Raises:
            UnknownIdError: There is none; near titles are suggested.
        """
        found = self._titled("statements").get(title)
        if not isinstance(found, Statement):
            raise UnknownIdError(title, self._titled("statements"), where="the statements of this document")
        return found

    def argument(self, title: str) -> Argument:
        """Return the argument with a title.

        Raises:
            UnknownIdError: There is none; near titles are suggested.
        """
        found = self._titled("arguments").get(title)
        if not isinstance(found, Argument):
            raise UnknownIdError(title, self._titled("arguments"), where="the arguments of this document")
        return found

    def _titled(self, what: Literal["statements", "arguments"]) -> dict[str, Statement | Argument]:
        if what not in self._by_title:  # made once, when first asked for
            self._by_title[what] = {part.title: part for part in getattr(self, what)}
        return self._by_title[what]
