"""Puts together what blocks say of the same thing: statements, arguments, relations as written.

The order of things (which untitled statement is number 1, which member is the last) is that of the
reference: a statement is done when the relations below it are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from argmap.formats.argdown.blocks import Block, Entry, Heading, Listing, Passage, Reconstruction
from argmap.formats.argdown.drafts import (
    ArgumentDraft,
    Edge,
    InferenceDraft,
    MemberDraft,
    Node,
    StatementDraft,
)
from argmap.formats.argdown.model import RelationType, Role
from argmap.formats.argdown.sections import Sections
from argmap.formats.argdown.settings import Settings

_TYPES: Final[dict[str, RelationType]] = {
    "+>": "support", "<+": "support", "->": "attack", "<-": "attack",
    "_>": "undercut", "<_": "undercut", "><": "contradictory",
}  # fmt: skip

_JS_NAMES: Final = frozenset(
    "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable __proto__"
    " __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split()
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is odd about a whole document, at a line of it.

    ``refused`` says that the reference refuses the document for it.
    """

    code: str
    message: str
    hint: str
    line: int
    column: int
    refused: bool


@dataclass(slots=True)
class _Open:
    """An entry whose relations are being read."""

    entry: Entry
    member: MemberDraft | None
    node: Node | None
    parent: Node | None


class Assembly:
    """All statements, arguments and relations of a document while it is read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.statements: dict[str, StatementDraft] = {}
        self.arguments: dict[str, ArgumentDraft] = {}
        self.edges: list[Edge] = []
        self.sections = Sections(settings)
        self.tags: dict[str, None] = {}
        self.findings: list[Finding] = []
        self._untitled = 0
        self._last_inference: InferenceDraft | None = None
        self._inference_is_near = False
        self._open: list[_Open] = []
        self._done: MemberDraft | None = None

    def read(self, blocks: Iterable[Block]) -> None:
        """Read all blocks."""
        described: ArgumentDraft | None = None  # the argument of the block before, which a pcs belongs to
        for block in blocks:
            before, described = described, None
            if isinstance(block, Heading):
                self.tags.update(dict.fromkeys(block.content.tags))
                self.sections.add(block)
            elif isinstance(block, Passage):
                node = self._outline(block.entries, "top-level-statement")
                described = node if isinstance(node, ArgumentDraft) else None
            elif isinstance(block, Listing):
                self._list(block)
            elif isinstance(block, Reconstruction):
                self._reconstruct(block, before)
        for topic in (*self.statements.values(), *self.arguments.values()):
            if topic.section is None and topic.members:
                topic.section = topic.members[0].section

    # Blocks ---------------------------------------------------------------------------------------------

    def _list(self, block: Listing) -> None:
        item: list[Entry] = []
        for entry in block.entries:
            if not entry.is_relation and item:
                self._outline(item, "list-item")
                item = []
            item.append(entry)
        self._outline(item, "list-item")

    def _reconstruct(self, block: Reconstruction, argument: ArgumentDraft | None) -> None:
        first = block.entries[0]
        if argument is not None and argument.pcs:
            self._find(
                "second-reconstruction",
                f"the argument <{argument.title}> has a reconstruction already",
                "give this one a title of its own; it is read as an argument without title",
                first,
                refused=True,
            )
            argument = None
        if argument is None:
            argument = self._argument(None)
        if self.sections.current is not None:
            argument.section = self.sections.current
        inference: InferenceDraft | None = None
        at, entries = 0, block.entries
        while at < len(entries):
            end = at + 1
            while end < len(entries) and entries[end].is_relation:
                end += 1
            entry = entries[at]
            if entry.marker == "--":
                inference = InferenceDraft(argument.title, rules=entry.rules, data=entry.data)
                self._last_inference = inference
                self._undercuts(inference, entries[at + 1 : end])
            else:
                self._inference_is_near = inference is not None
                self._outline(entries[at:end], "premise")
                step = self._done
                assert step is not None, "a step is a statement"
                step.argument = argument.title
                if inference is not None:
                    step.role, step.inference = "intermediary-conclusion", inference
                    inference.conclusion = len(argument.pcs)
                argument.pcs.append(step)
                inference = None
            at = end
        self._inference_is_near = False
        argument.pcs[-1].role = "main-conclusion"

    def _undercuts(self, inference: InferenceDraft, entries: tuple[Entry, ...]) -> None:
        self._inference_is_near = True
        for entry in entries:
            self._close(entry.depth)
            self._enter(entry, "relation-statement", inference)
        self._close(0)

    def _outline(self, entries: Iterable[Entry], role: Role) -> Node | None:
        """Read an entry with the relations below it, and return what it is a member of."""
        node: Node | None = None
        for entry in entries:
            self._close(entry.depth if entry.is_relation else 0)
            self._enter(entry, "relation-statement" if entry.is_relation else role, None)
        if self._open:
            first = self._open[0]
            self._close(0)
            node = first.node
        return node

    # Entries --------------------------------------------------------------------------------------------

    def _enter(self, entry: Entry, role: Role, below: Node | None) -> None:
        parent = below
        if self._open:
            above = self._open[-1]
            if above.node is None:
                above.node = self._node(above)
            parent = above.node
        content = entry.content
        self.tags.update(dict.fromkeys(content.tags))
        member = MemberDraft(
            content.without_tags() if self.settings.remove_tags else content,
            entry.is_reference,
            entry.data,
            content.tags,
            self.sections.current,
            entry.line,
            entry.column,
            "argument-description" if entry.subject == "argument" else role,
            entry.title or "",
        )
        if entry.marker == "<_":
            parent = self._undercut(entry, parent)
        self._open.append(_Open(entry, member, None, parent))

    def _undercut(self, entry: Entry, parent: Node | None) -> Node | None:
        """Return what an undercut is aimed at: below a statement, the last inference of the document."""
        inference = self._last_inference
        if inference is None or not isinstance(parent, StatementDraft):
            return parent
        if not self._inference_is_near:
            self._find(
                "far-undercut",
                f"this undercut hangs on a statement, so it is aimed at the last inference, of <{inference.title}>",
                "write the undercut below the inference or the argument that it is aimed at",
                entry,
                refused=False,
            )
        return inference

    def _close(self, depth: int) -> None:
        """Finish the open entries that are at least so deep."""
        while self._open and self._open[-1].entry.depth >= depth:
            done = self._open.pop()
            if done.node is None:
                done.node = self._node(done)
            member, node, entry = done.member, done.node, done.entry
            assert member is not None
            assert isinstance(node, StatementDraft | ArgumentDraft)
            member.title = node.title
            node.take(member)
            self._done = member
            if node.title in _JS_NAMES:
                self._find(
                    "reserved-title",
                    f"the title {node.title!r} makes the reference implementation fail",
                    "choose another title",
                    entry,
                    refused=True,
                )
            if entry.is_relation:
                assert done.parent is not None
                self._relate(entry, node, done.parent)

    def _relate(self, entry: Entry, node: Node, parent: Node) -> None:
        type = _TYPES[entry.marker]
        outward = entry.marker in ("+>", "->", "_>", "><")
        source, target = (parent, node) if outward else (node, parent)
        known = source.has(type, None, target)
        if type == "contradictory":
            known = known or source.has(type, target, source)
        if not known:
            edge = Edge(type, source, target)
            self.edges.append(edge)
            source.add(edge)
            target.add(edge)

    def _node(self, opened: _Open) -> StatementDraft | ArgumentDraft:
        if opened.entry.subject == "argument":
            return self._argument(opened.entry.title)
        title = opened.entry.title
        untitled = not title
        title = title or self._new_title()
        if title not in self.statements:
            self.statements[title] = StatementDraft(title, untitled=untitled)
        elif untitled != self.statements[title].untitled:
            self._collision(title, opened.entry)
        return self.statements[title]

    def _argument(self, title: str | None) -> ArgumentDraft:
        untitled = not title
        title = title or self._new_title()
        if title not in self.arguments or untitled:
            self.arguments[title] = ArgumentDraft(title, untitled=untitled)
        return self.arguments[title]

    def _new_title(self) -> str:
        self._untitled += 1
        return f"Untitled {self._untitled}"

    def _collision(self, title: str, entry: Entry) -> None:
        self._find(
            "untitled-collision",
            f"the title {title!r} is one that statements without title get, so two statements become one",
            "choose a title that does not begin with Untitled",
            entry,
            refused=False,
        )

    def _find(self, code: str, message: str, hint: str, entry: Entry, *, refused: bool) -> None:
        self.findings.append(Finding(code, message, hint, entry.line, entry.column, refused))
