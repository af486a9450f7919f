"""What makes parts a map: every reference names a part, and every end is of a kind that may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.errors import Problem, did_you_mean, suggestion
from argmap.model.nodes import Evidence, Node
from argmap.model.part import Part, is_a
from argmap.model.relations import Relation
from argmap.model.source import Source


def map_problems(
    nodes: Iterable[Node], relations: Iterable[Relation], sources: Iterable[Source], thesis: str | None
) -> Iterator[Problem]:
    """Yield every reason why these parts make no map, in document order."""
    parts: dict[str, Part] = {}
    known_sources: set[str] = set()
    relations = tuple(relations)
    for source in sources:
        if source.id in known_sources:
            yield Problem("duplicate-id", f"two sources have the id {source.id!r}", (source.id,))
        known_sources.add(source.id)
    every: tuple[Part, ...] = (*nodes, *relations)
    for part in every:
        if part.id not in parts:
            parts[part.id] = part
        else:
            kinds = f"a {parts[part.id].kind} and a {part.kind}"
            yield Problem("duplicate-id", f"two parts have the id {part.id!r}: {kinds}", (part.id,))
    for part in every:
        if part.quotes or isinstance(part, Evidence):
            yield from source_problems(part, known_sources)
    for relation in relations:
        yield from relation_problems(relation, parts)
    if thesis is not None and not isinstance(parts.get(thesis), Node):
        if thesis in parts:
            message = f"the thesis {thesis!r} is a relation of kind {parts[thesis].kind!r}; it must be a node"
        else:
            message = f"the thesis {thesis!r} is no part of the map.{suggestion(did_you_mean(thesis, parts))}"
        yield Problem("thesis", message, (thesis,))


def source_problems(part: Part, known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each source that a part quotes or cites and the map does not hold."""
    cited = [quote.source for quote in part.quotes]
    if isinstance(part, Evidence) and part.citation is not None:
        cited.append(part.citation)
    for source in dict.fromkeys(cited):
        if source not in known:
            near = suggestion(did_you_mean(source, known))
            yield Problem(
                "unknown-source",
                f"{part.id!r} refers to the source {source!r}, which is not in the map.{near}",
                (part.id, source),
            )


def relation_problems(relation: Relation, parts: Mapping[str, Part]) -> Iterator[Problem]:
    """Yield every reason why a relation cannot stand among these parts."""
    id, target, kind = relation.id, relation.target, relation.kind
    if len(relation.premises) > 1 and len(set(relation.premises)) < len(relation.premises):
        twice = next(p for p in relation.premises if relation.premises.count(p) > 1)
        yield Problem("repeated-premise", f"{id!r} ({kind}) names the premise {twice!r} twice", (id, twice))
    if target == id or id in relation.premises:
        yield Problem(
            "self-target", f"{id!r} ({kind}) has itself as an end; a relation ties other parts", (id,)
        )
        return
    ends = [("premise", premise, relation.premise_kinds) for premise in relation.premises]
    for role, end, allowed in (*ends, ("target", target, relation.target_kinds)):
        part = parts.get(end)
        if part is None:
            near = suggestion(did_you_mean(end, parts))
            yield Problem(
                "unknown-id",
                f"{id!r} ({kind}) has the {role} {end!r}, which is no part of the map.{near}",
                (id, end),
            )
        elif not isinstance(part, allowed) and not any(is_a(part, cls) for cls in allowed):
            wanted = " or ".join(_kind_word(cls) for cls in allowed)
            yield Problem(
                "wrong-end",
                f"{id!r} ({kind}) has the {role} {end!r}, a {part.kind}; it must be a {wanted}",
                (id, end),
            )


def _kind_word(cls: type[Part]) -> str:
    return str(cls.model_fields["kind"].default) or cls.base
