"""Statements, arguments, inferences and relations while they are put together.

These change until the whole document is read; `Document` holds what becomes of them. Each node keeps the
relations it takes part in, and counts them by type and ends, so that "is there such a relation already" is
one look-up however many relations a node has.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.formats.argdown.blocks import Content
from argmap.formats.argdown.model import (
    Argument,
    End,
    Inference,
    Member,
    Relation,
    RelationType,
    Role,
    Statement,
)
from argmap.formats.argdown.settings import merged_data
from argmap.formats.argdown.values import Value

_Key: TypeAlias = tuple[str, int | None, int | None]


@dataclass(slots=True, eq=False)
class Edge:
    """A relation whose type and ends may still change."""

    type: RelationType
    source: Node
    target: Node
    holders: list[Node] = field(default_factory=list)

    def change(
        self, *, type: RelationType | None = None, source: Node | None = None, target: Node | None = None
    ) -> None:
        """Change the type or an end, and what its holders count."""
        for holder in self.holders:
            holder.count(self, -1)
        self.type = type or self.type
        self.source = source or self.source
        self.target = target or self.target
        for holder in self.holders:
            holder.count(self, 1)

    def other(self, node: Node) -> Node:
        """Return the end that is not ``node``."""
        return self.target if self.source is node else self.source

    def relation(self) -> Relation:
        """Return the relation as a value."""
        return Relation(self.type, self.source.end(), self.target.end())


@dataclass(slots=True, eq=False)
class Node(ABC):
    """What a relation can join."""

    title: str
    edges: dict[tuple[int, int], Edge] = field(default_factory=dict)
    counts: Counter[_Key] = field(default_factory=Counter)

    @abstractmethod
    def end(self) -> End:
        """Return the node as the end of a relation."""

    def count(self, edge: Edge, by: int) -> None:
        """Count an edge that the node holds."""
        source, target = id(edge.source), id(edge.target)
        for key in ((edge.type, source, target), (edge.type, source, None), (edge.type, None, target)):
            self.counts[key] += by

    def has(self, type: RelationType, source: Node | None, target: Node | None) -> bool:
        """Whether the node holds a relation of a type with these ends; ``None`` is any end."""
        key = (type, id(source) if source else None, id(target) if target else None)
        return self.counts[key] > 0 if key in self.counts else False

    def add(self, edge: Edge) -> None:
        """Hold one more relation; a relation of a node with itself is held twice."""
        self.edges[(id(edge), 1 if (id(edge), 0) in self.edges else 0)] = edge
        edge.holders.append(self)
        self.count(edge, 1)

    def remove(self, edge: Edge) -> None:
        """Let a relation go; if the node does not hold it, the last one goes instead.

        The second half is a slip of the reference (it splices at the index -1) that shows in what it derives
        from several undercuts of one inference.
        """
        key = next((key for key in ((id(edge), 0), (id(edge), 1)) if key in self.edges), None)
        if key is None:
            if not self.edges:
                return
            key = next(reversed(self.edges))
        gone = self.edges.pop(key)
        gone.holders.remove(self)
        self.count(gone, -1)


@dataclass(slots=True, eq=False)
class MemberDraft:
    """A member whose title and role may still change."""

    content: Content
    is_reference: bool
    data: Value
    tags: tuple[str, ...]
    section: str | None
    line: int
    column: int
    role: Role
    title: str = ""
    argument: str | None = None
    inference: InferenceDraft | None = None

    def copy(self, role: Role) -> MemberDraft:
        """Return the same member in another role."""
        return MemberDraft(
            self.content,
            self.is_reference,
            self.data,
            self.tags,
            self.section,
            self.line,
            self.column,
            role,
            self.title,
            self.argument,
            self.inference,
        )

    def member(self) -> Member:
        """Return the member as a value."""
        return Member(
            self.title,
            self.role,
            self.content.text,
            self.content.ranges,
            self.is_reference,
            self.tags,
            self.data,
            self.section,
            self.argument,
            Inference(self.inference.rules, self.inference.data) if self.inference else None,
            self.line,
            self.column,
        )


@dataclass(slots=True, eq=False)
class InferenceDraft(Node):
    """An inference; its conclusion is known later."""

    rules: tuple[str, ...] = ()
    data: Value = None
    conclusion: int | None = None

    def end(self) -> End:
        """Return the inference as the end of a relation."""
        return End("inference", self.title, self.conclusion)


@dataclass(slots=True, eq=False)
class Topic(Node):
    """What statements and arguments have in common: members, tags, data, a section."""

    untitled: bool = False
    members: list[MemberDraft] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    data: Mapping[str, Value] = field(default_factory=dict)
    section: str | None = None

    def take(self, member: MemberDraft) -> None:
        """Add a member, and what its tags, data and section mean for the whole."""
        self.members.append(member)
        self.tags.update(dict.fromkeys(member.tags))
        if member.data is not None:
            self.data = merged_data(self.data, member.data)
        in_group = member.data.get("isInGroup", ...) if isinstance(member.data, Mapping) else ...
        if in_group is True or (in_group is ... and not member.is_reference and self.section is None):
            self.section = member.section


@dataclass(slots=True, eq=False)
class StatementDraft(Topic):
    """An equivalence class that still grows."""

    def end(self) -> End:
        """Return the statement as the end of a relation."""
        return End("statement", self.title)

    def statement(self, members: tuple[Member, ...]) -> Statement:
        """Return the statement as a value."""
        return Statement(self.title, self.untitled, members, tuple(self.tags), self.data, self.section)


@dataclass(slots=True, eq=False)
class ArgumentDraft(Topic):
    """An argument that still grows."""

    pcs: list[MemberDraft] = field(default_factory=list)

    def end(self) -> End:
        """Return the argument as the end of a relation."""
        return End("argument", self.title)

    def argument(self, members: tuple[Member, ...], pcs: tuple[Member, ...]) -> Argument:
        """Return the argument as a value."""
        return Argument(self.title, self.untitled, members, pcs, tuple(self.tags), self.data, self.section)
