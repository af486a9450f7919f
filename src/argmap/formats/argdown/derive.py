"""The relations that follow from reconstructions.

If a statement is a premise of an argument, it supports the argument; who attacks the premise attacks the
argument; an argument supports what its conclusion supports. None of this is written down, and for a premise
that many arguments share it multiplies, so it is worked out only when asked for.
"""

from __future__ import annotations

from argmap.formats.argdown.model import (
    Argument,
    Document,
    End,
    Member,
    Relation,
    RelationType,
    Statement,
)

_BETWEEN_ARGUMENTS: dict[RelationType, RelationType] = {
    "entails": "support",
    "contradictory": "attack",
    "contrary": "attack",
}


def derived_relations(document: Document) -> tuple[Relation, ...]:
    r"""Return the relations of a document that are not written but follow, each once.

    >>> from argmap.formats.argdown import parse
    >>> for relation in derived_relations(parse("(1) [P]: p\n----\n(2) [C]: c")):
    ...     print(relation)
    [P] support <Untitled 1>
    <Untitled 1> support [C]
    """
    return tuple(_Derivation(document).all())


class _Derivation:
    def __init__(self, document: Document) -> None:
        self._held = document.held
        self._statements = {statement.title: statement for statement in document.statements}
        self._arguments = {argument.title: argument for argument in document.arguments}
        self._of_statement: dict[str, dict[Relation, None]] = {}

    def all(self) -> dict[Relation, None]:
        found: dict[Relation, None] = {}
        for statement in self._statements.values():
            found.update(self._statement(statement))
        for argument in self._arguments.values():
            self._argument(argument, found)
        return found

    def _statement(self, statement: Statement) -> dict[Relation, None]:
        """Return what follows for a statement; kept, because each argument that uses it asks."""
        found = self._of_statement.get(statement.title)
        if found is None:
            found = self._of_statement[statement.title] = {}
            end = End("statement", statement.title)
            self._explicit(end, found)
            for member in statement.members:
                if member.argument is None:
                    continue
                argument = self._end(member)
                if member.role == "premise":
                    found[Relation("support", end, argument)] = None
                elif member.role == "main-conclusion":
                    found[Relation("support", argument, end)] = None
        return found

    def _explicit(self, end: End, found: dict[Relation, None]) -> None:
        """Add what follows from the relations that an end takes part in."""
        for relation in self._held.get(end, ()):
            other = _other(relation, end)
            if other.kind == "argument":
                continue
            if other.kind == "inference":
                found[Relation(relation.type, relation.source, End("argument", other.title))] = None
                continue
            outgoing, both_ways = relation.source == end, _symmetric(relation)
            type = _BETWEEN_ARGUMENTS.get(relation.type, relation.type)
            for member in self._statements[other.title].members:
                if (both_ways or outgoing) and member.role == "premise":
                    found[Relation(type, end, self._end(member))] = None
                elif (both_ways or not outgoing) and member.role == "main-conclusion":
                    found[Relation(type, self._end(member), end)] = None

    def _argument(self, argument: Argument, found: dict[Relation, None]) -> None:
        end = End("argument", argument.title)
        self._explicit(end, found)
        for step in argument.pcs:
            self._through(end, step, found)
            if step.inference is not None:
                inference = self._inference(argument, step)
                undercuts: dict[Relation, None] = dict.fromkeys(self._held.get(inference, ()))
                self._explicit(inference, undercuts)
                found.update({Relation(cut.type, cut.source, end): None for cut in undercuts})

    def _through(self, end: End, step: Member, found: dict[Relation, None]) -> None:
        """Add what an argument inherits from a premise or from its conclusion."""
        statement = self._statements[step.title]
        own = End("statement", step.title)
        for relation in (*self._held.get(own, ()), *self._statement(statement)):
            other = _other(relation, own)
            if other == end:
                continue
            type = _BETWEEN_ARGUMENTS.get(relation.type, relation.type)
            if step.role == "premise" and (_symmetric(relation) or relation.target == own):
                found[Relation(type, other, end)] = None
            elif step.role == "main-conclusion" and (_symmetric(relation) or relation.source == own):
                found[Relation(type, end, other)] = None

    def _inference(self, argument: Argument, step: Member) -> End:
        return End("inference", argument.title, argument.pcs.index(step))

    def _end(self, member: Member) -> End:
        return End("argument", member.argument or "")


def _other(relation: Relation, end: End) -> End:
    return relation.target if relation.source == end else relation.source


def _symmetric(relation: Relation) -> bool:
    return relation.type in ("contrary", "contradictory")
