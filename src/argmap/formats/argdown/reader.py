"""Reads a text: block after block, then all together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from argmap.errors import FormatError
from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.assemble import Assembly
from argmap.formats.argdown.blocks import Block, Unread
from argmap.formats.argdown.collector import paused_collector
from argmap.formats.argdown.drafts import Edge, MemberDraft, Node
from argmap.formats.argdown.explode import explode
from argmap.formats.argdown.grammar import BlockParser
from argmap.formats.argdown.lenient import KindLexer, free_marks
from argmap.formats.argdown.lexer import Lexer
from argmap.formats.argdown.model import Diagnostic, Document, End, Member, Relation
from argmap.formats.argdown.problem import Problem
from argmap.formats.argdown.relations import move_to_conclusions, read_strictly, redundant, without
from argmap.formats.argdown.scan import Places
from argmap.formats.argdown.settings import settings_of
from argmap.formats.argdown.tokens import Tokens
from argmap.formats.argdown.values import DataError, Value, read_yaml

LIMIT: Final = 50_000_000
"""How long a text may be unless the caller says otherwise: fifty times the Bible would be four times this."""

_FRONT_OPENING = re.compile(r"={3,}")
_FRONT_CLOSING = re.compile(r"={3,}\s*\Z")
_BLANK_START = re.compile(r"\A(?:[ \t]*(?:\r\n|\n|\r))+")
_BLANK_END = re.compile(r"(?:(?:\r\n|\n|\r)[ \t]*)+\Z")


def read(text: str, *, strict: bool, settings: Mapping[str, Value], limit: int) -> Document:
    """Return the document that a text is; see `argmap.formats.argdown.parse`."""
    if len(text) > limit:
        raise FormatError(
            f"the text has {len(text):,} characters, more than the limit of {limit:,}; pass a higher limit= to read it"
        )
    with paused_collector():
        reader = _Reader(text, strict, settings)
        reader.read()
        return reader.document()


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, strict: bool, settings: Mapping[str, Value]) -> None:
        self._strict, self._request = strict, settings
        self._diagnostics: list[Diagnostic] = []
        self._start = 0
        self._places = Places(text)
        self._settings = settings_of(settings, None)
        self._lexer = Lexer(text) if strict else KindLexer(text, block_style=self._settings.block_style)
        self._text = text
        self._blocks: list[Block] = []
        self._front_matter: Value = None
        self._front_source: str | None = None
        self._comments: tuple[str, ...] = ()  # those that wait for the next block

    # Blocks ---------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read all blocks, or report why not."""
        text, at, first = self._text, self._start, True
        if not self._strict and text.startswith("\ufeff"):
            at = 1
            self._warn(
                Problem("byte-order-mark", "Argdown takes a byte order mark for text", 0, hint="delete it")
            )
        while at < len(text) or first:
            start = at
            try:
                tokens, at = self._lexer.block(start, first=first)
            except Problem as problem:
                at = self._retry(start, first, problem)
                first = False
                continue
            kinds = tokens.kinds
            leading = 1 if first and kinds[0] is t.NEWLINE else 0
            opens = first or (not self._blocks and self._front_source is None and self._at_opening)
            if kinds[leading] is t.FRONT_MATTER and opens:
                at = self._read_front_matter(tokens, leading, at)
            elif kinds[leading] is t.END and (first or at == len(text)):
                self._carry(tokens)
            else:
                at = self._read_block(start, at, first, tokens, leading)
            self._at_opening = first and kinds[leading] is t.END
            first = False
        if not self._blocks:
            self._report_nothing()

    _at_opening = False

    def _carry(self, tokens: Tokens) -> None:
        self._comments += tuple(self._text[start:end] for _, start, end in tokens.comments)
        for warning in tokens.warnings:
            self._warn(warning)

    def _read_block(self, start: int, end: int, first: bool, tokens: Tokens, leading: int) -> int:
        """Read the block between two places, and return where the next one begins."""
        try:
            self._parse(tokens, leading, forgiving=False)
        except Problem as problem:
            if problem.code == "invalid-data" and isinstance(self._lexer, KindLexer):
                self._lexer.note_failure(tokens)
            return self._retry(start, first, problem)
        return end

    def _parse(self, tokens: Tokens, leading: int, *, forgiving: bool) -> None:
        if leading:
            del tokens.kinds[:leading], tokens.starts[:leading], tokens.ends[:leading]
            tokens.comments[:] = [(max(token - leading, 0), a, b) for token, a, b in tokens.comments]
        parser = BlockParser(
            self._text,
            tokens,
            self._places,
            symbols=self._settings.symbols,
            block_style=self._settings.block_style,
            forgiving=forgiving,
            comments=self._comments,
        )
        blocks = parser.blocks()
        self._blocks += blocks
        self._comments = parser.leftover()
        for warning in tokens.warnings:
            self._warn(warning)

    def _retry(self, start: int, first: bool, problem: Problem) -> int:
        """Read a block that is no Argdown as what it may be meant to be, or report it."""
        if not isinstance(self._lexer, KindLexer):
            line, column = self._places.at(problem.offset)
            raise FormatError(f"{problem.message}; {problem.hint}", line=line, column=column)
        lexer, end = self._lexer, 0
        lexer.forgive(True)
        try:
            tokens, end = lexer.block(start, first=first)
            free_marks(tokens)
            leading = 0
            while tokens.kinds[leading] is t.NEWLINE:
                leading += 1
            if tokens.kinds[leading] is t.END:
                self._carry(tokens)
            else:
                self._parse(tokens, leading, forgiving=True)
        except Problem as worse:
            end = end or self._end_of_lines(start)
            self._give_up(start, end, worse)
        finally:
            lexer.forgive(False)
        return end

    def _end_of_lines(self, start: int) -> int:
        """Return where the next blank line ends, for a block that has no tokens."""
        match = re.compile(r"(?<=\n)(?:[ \t]*\r?\n)+").search(self._text, start)
        return match.end() if match else len(self._text)

    def _give_up(self, start: int, end: int, problem: Problem) -> None:
        raw = self._text[start:end]
        begin = start + len(raw) - len(_BLANK_START.sub("", raw))
        raw = self._text[begin:end].rstrip("\r\n")
        raw = _BLANK_END.sub("", raw)
        line, _ = self._places.at(begin)
        last, _ = self._places.at(begin + max(len(raw) - 1, 0))
        self._blocks.append(Unread("\n".join((*self._comments, raw)), line))
        self._comments = ()
        at_line, column = self._places.at(problem.offset)
        self._diagnostics.append(
            Diagnostic(problem.code, "error", problem.message, at_line, column, problem.hint, last)
        )

    def _warn(self, problem: Problem) -> None:
        line, column = self._places.at(problem.offset)
        self._diagnostics.append(
            Diagnostic(problem.code, "warning", problem.message, line, column, problem.hint, line)
        )

    def _report_nothing(self) -> None:
        problem = Problem("nothing", "there is no statement or argument", 0, hint="write [title]: text")
        if self._strict:
            raise FormatError(f"{problem.message}; {problem.hint}", line=1, column=1)
        self._warn(problem)

    # Front matter ---------------------------------------------------------------------------------------

    def _read_front_matter(self, tokens: Tokens, place: int, end: int) -> int:
        """Read the front matter, and return where the first block begins."""
        source = self._text[tokens.starts[place] : tokens.ends[place]]
        source = _FRONT_CLOSING.sub("", _FRONT_OPENING.sub("", source, count=1))
        problem: Problem | None = None
        try:
            self._front_matter = read_yaml(source)
        except DataError as error:
            problem = Problem(
                "invalid-front-matter",
                f"the front matter is no YAML: {error}",
                tokens.starts[place],
                hint="write one key: value to a line, with quotes around values that hold : or #",
            )
        rest = tokens.kinds[place + 1 :]
        if rest not in ([t.END], [t.NEWLINE, t.END]):
            problem = problem or Problem(
                "front-matter-without-blank-line",
                "no blank line follows the front matter",
                tokens.ends[place] - 1,
                hint="leave a blank line after the closing ===",
            )
            end = tokens.ends[place]
        if problem and self._strict:
            line, column = self._places.at(problem.offset)
            raise FormatError(f"{problem.message}; {problem.hint}", line=line, column=column)
        if problem and problem.code == "invalid-front-matter":
            self._give_up(tokens.starts[place], tokens.ends[place], problem)
        elif problem:
            self._warn(problem)
        if end != tokens.ends[place]:
            self._carry(tokens)
        else:  # what follows is read again, and the comments above the front matter are not
            above = ((a, b) for _, a, b in tokens.comments if a < tokens.starts[place])
            self._comments += tuple(self._text[a:b] for a, b in above)
        if problem is None or problem.code != "invalid-front-matter":
            self._front_source = source.replace("\r\n", "\n").strip("\r\n")
        self._settings = settings_of(self._request, self._front_matter)
        if isinstance(self._lexer, KindLexer):
            self._lexer.block_style = self._settings.block_style
        return end

    # All together ---------------------------------------------------------------------------------------

    def document(self) -> Document:
        """Return the document of the blocks that were read."""
        assembly = Assembly(self._settings)
        assembly.read(self._blocks)
        for finding in assembly.findings:
            if finding.refused and self._strict:
                raise FormatError(
                    f"{finding.message}; {finding.hint}", line=finding.line, column=finding.column
                )
        edges = assembly.edges
        gone = redundant(edges)
        written = tuple(edge.relation() for edge in edges if edge not in gone)
        edges = _interpreted(assembly)
        explode_now = self._settings.explode_arguments
        if explode_now:
            explode(assembly)
        assembly.sections.regroup({"statements": assembly.statements, "arguments": assembly.arguments})
        for finding in assembly.findings:
            if finding.refused and self._strict:
                raise FormatError(
                    f"{finding.message}; {finding.hint}", line=finding.line, column=finding.column
                )
            self._diagnostics.append(
                Diagnostic(
                    finding.code,
                    "warning",
                    finding.message,
                    finding.line,
                    finding.column,
                    finding.hint,
                    finding.line,
                )
            )
        members: dict[MemberDraft, Member] = {}
        statements = tuple(
            draft.statement(_members(draft.members, members)) for draft in assembly.statements.values()
        )
        arguments = tuple(
            draft.argument(_members(draft.members, members), _members(draft.pcs, members))
            for draft in assembly.arguments.values()
        )
        values = {id(edge): edge.relation() for edge in edges}
        return Document(
            tuple(self._blocks),
            self._front_matter,
            self._settings,
            self._comments,
            statements,
            arguments,
            tuple(values[id(edge)] for edge in edges),
            written,
            assembly.sections.values(),
            tuple(assembly.tags),
            tuple(sorted(self._diagnostics, key=lambda d: (d.line, d.column))),
            self._front_source,
            _held(assembly, values),
        )


def _interpreted(assembly: Assembly) -> list[Edge]:
    """Return the relations as the settings want them read."""
    edges = assembly.edges
    if assembly.settings.transform_arguments:
        edges = move_to_conclusions(edges, assembly.statements)
    if assembly.settings.strict_relations:
        edges = read_strictly(edges)
    return without(edges, redundant(edges))


def _members(drafts: list[MemberDraft], known: dict[MemberDraft, Member]) -> tuple[Member, ...]:
    """Return members as values, the same value for the same draft."""
    for draft in drafts:
        if draft not in known:
            known[draft] = draft.member()
    return tuple(known[draft] for draft in drafts)


def _held(assembly: Assembly, values: dict[int, Relation]) -> dict[End, tuple[Relation, ...]]:
    """Return the relations that each node holds, in the order in which it came to them."""
    nodes: list[Node] = [*assembly.statements.values(), *assembly.arguments.values()]
    for argument in assembly.arguments.values():
        nodes += [step.inference for step in argument.pcs if step.inference is not None]
    return {
        node.end(): tuple(values.get(id(edge)) or edge.relation() for edge in node.edges.values())
        for node in nodes
        if node.edges
    }
