"""What makes parts a map: every reference names a part, and every end is of a kind that may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.errors import Problem, did_you_mean, suggestion
from argmap.model.foreign import Foreign
from argmap.model.nodes import Evidence, Node
from argmap.model.part import Part, is_a
from argmap.model.relations import Relation
from argmap.model.source import Source

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


def require_places(m: ArgumentMap) -> None:
    """Refuse values of another kind than their argument is for, each named with its place.

    Raises:
        TypeError: a value stands in a place of another kind, a part is of no kind, or a format stands twice.
    """
    places = (
        ("nodes", m.nodes, Node),
        ("relations", m.relations, Relation),
        ("sources", m.sources, Source),
        ("ignore", m.ignore, str),
        ("foreign", m.foreign, Foreign),
    )
    wrong = [
        f"{name}[{place}] is {value.id if isinstance(value, Part) else value!r}, a {type(value).__name__}"
        for name, values, kind in places
        if not all(issubclass(found, kind) for found in {type(value) for value in values})
        for place, value in enumerate(values)
        if not isinstance(value, kind)
    ]
    if not wrong and not all(part.kind for part in (*m.nodes, *m.relations)):
        wrong += [f"{part.id!r} is of no kind" for part in (*m.nodes, *m.relations) if not part.kind]
    texts = (("title", m.title), ("note", m.note or ""))
    wrong += [f"{name} is {value!r}, not a text" for name, value in texts if not isinstance(value, str)]
    if not wrong and len({f.format for f in m.foreign}) < len(m.foreign):
        wrong.append("foreign holds several values of one format: " + ", ".join(f.format for f in m.foreign))
    if wrong:
        raise TypeError(
            "ArgumentMap(nodes, relations, *, title, thesis, sources, note, ignore, foreign) takes nodes, relations, "
            "sources and the rest each in its place: "
            + "; ".join(wrong[:10])
            + (f"; and {len(wrong) - 10} more" if len(wrong) > 10 else "")
        )


def map_problems(
    nodes: Sequence[Node],
    relations: Sequence[Relation],
    sources: Iterable[Source],
    thesis: str | None,
    parts: Mapping[str, Part],
) -> Iterator[Problem]:
    """Yield every reason why these nodes and relations, ``parts`` by id, make no map, in document order."""
    known_sources: set[str] = set()
    for source in sources:
        if source.id in known_sources:
            yield Problem("duplicate-id", f"two sources have the id {source.id!r}", (source.id,))
        known_sources.add(source.id)
    if len(parts) < len(nodes) + len(relations):
        every: tuple[Part, ...] = (*nodes, *relations)
        parts = {part.id: part for part in reversed(every)}  # references mean the first that has the id
        yield from _duplicates(every, parts)
    for node in nodes:
        if node.quotes or isinstance(node, Evidence):
            yield from source_problems(node, known_sources)
    for relation in relations:
        if relation.quotes:
            yield from source_problems(relation, known_sources)
    for relation in relations:
        if not _stands(relation, parts):
            yield from _relation_problems(relation, parts)
    if thesis is not None and not isinstance(parts.get(thesis), Node):
        if thesis in parts:
            message = f"the thesis {thesis!r} is a relation of kind {parts[thesis].kind!r}; it must be a node"
        else:
            message = f"the thesis {thesis!r} is no part of the map.{suggestion(did_you_mean(thesis, parts))}"
        yield Problem("thesis", message, (thesis,))


def _duplicates(every: Iterable[Part], first: Mapping[str, Part]) -> Iterator[Problem]:
    seen: set[str] = set()
    for part in every:
        if part.id in seen:
            kinds = f"a {first[part.id].kind} and a {part.kind}"
            yield Problem("duplicate-id", f"two parts have the id {part.id!r}: {kinds}", (part.id,))
        seen.add(part.id)


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


def relation_problems(relation: Relation, parts: Mapping[str, Part]) -> tuple[Problem, ...]:
    """Return every reason why a relation cannot stand among these parts."""
    # Nearly all relations can, and this is asked of each one twice: look for a reason only where there is one.
    return () if _stands(relation, parts) else tuple(_relation_problems(relation, parts))


def _stands(relation: Relation, parts: Mapping[str, Part]) -> bool:
    id, premises, target, wanted = relation.id, relation.premises, relation.target, relation.premise_kinds
    if target == id or not isinstance(parts.get(target), relation.target_kinds):
        return False
    for premise in premises:
        if premise == id or not isinstance(parts.get(premise), wanted):
            return False
    if relation.symmetric and target in premises:
        return False
    return len(premises) == 1 or len(set(premises)) == len(premises)


def _relation_problems(relation: Relation, parts: Mapping[str, Part]) -> Iterator[Problem]:
    id, target, kind = relation.id, relation.target, relation.kind
    if len(relation.premises) > 1 and len(set(relation.premises)) < len(relation.premises):
        twice = next(p for p in relation.premises if relation.premises.count(p) > 1)
        yield Problem("repeated-premise", f"{id!r} ({kind}) names the premise {twice!r} twice", (id, twice))
    if target == id or id in relation.premises:
        yield Problem(
            "self-target", f"{id!r} ({kind}) has itself as an end; a relation ties other parts", (id,)
        )
        return
    if relation.symmetric and target in relation.premises:
        yield Problem(
            "self-tie", f"{id!r} ({kind}) ties {target!r} to itself; it ties two nodes", (id, target)
        )
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
                f"{id!r} ({kind}) has the {role} {end!r} of kind {part.kind!r}; it must be {wanted}",
                (id, end),
            )


def _kind_word(cls: type[Part]) -> str:
    kind = cls.model_fields["kind"].default
    return f"of kind {kind!r}" if kind else f"a {cls.base}"
