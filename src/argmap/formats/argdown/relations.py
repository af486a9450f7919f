"""What becomes of the relations that an author wrote.

A relation of a reconstructed argument is one of its main conclusion, or, if it undercuts, one with its last
inference. In strict mode statements entail and exclude one another. An attack on an argument says nothing
more where an attack on one of its premises is written too.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.formats.argdown.drafts import ArgumentDraft, Edge, StatementDraft


def move_to_conclusions(edges: Iterable[Edge], statements: dict[str, StatementDraft]) -> list[Edge]:
    """Return the relations after those of reconstructed arguments moved to conclusions and inferences."""
    kept: list[Edge] = []
    for edge in edges:
        keep = True
        source, target = edge.source, edge.target
        if isinstance(source, ArgumentDraft) and source.pcs:
            source.remove(edge)
            conclusion = statements[source.pcs[-1].title]
            edge.change(source=conclusion)
            if conclusion.has(edge.type, None, edge.target):
                edge.target.remove(edge)
                keep = False
            else:
                conclusion.add(edge)
        if isinstance(target, ArgumentDraft) and target.pcs and edge.type == "undercut":
            inference = target.pcs[-1].inference
            assert inference is not None, "a main conclusion is inferred"
            edge.change(target=inference)
            inference.remove(edge)  # a slip of the reference; see Node.remove
            if inference.has("undercut", edge.source, None):
                edge.source.remove(edge)
                keep = False
            else:
                inference.add(edge)
        if keep:
            kept.append(edge)
    return kept


def read_strictly(edges: Iterable[Edge]) -> list[Edge]:
    """Return the relations read strictly: statements that support entail, and those that attack exclude."""
    kept: list[Edge] = []
    for edge in edges:
        source, target = edge.source, edge.target
        if isinstance(source, StatementDraft) and isinstance(target, StatementDraft):
            if edge.type == "support":
                edge.change(type="entails")
            elif edge.type == "attack":
                if source.has("contrary", source, target) or source.has("contrary", target, source):
                    source.remove(edge)
                    target.remove(edge)
                    continue
                edge.change(type="contrary")
        kept.append(edge)
    return kept


def redundant(edges: Iterable[Edge]) -> set[Edge]:
    """Return the attacks on arguments that an attack on one of the argument's premises makes redundant."""
    found: set[Edge] = set()
    attacked: dict[StatementDraft, set[str]] = {}
    premises: dict[ArgumentDraft, set[str]] = {}
    for edge in edges:
        source, target = edge.source, edge.target
        if edge.type != "attack" or not isinstance(source, StatementDraft):
            continue
        if not isinstance(target, ArgumentDraft) or not target.pcs:
            continue
        if source not in attacked:
            attacked[source] = {
                other.title
                for held in source.edges.values()
                if isinstance(other := held.other(source), StatementDraft)
                and (
                    held.type in ("contradictory", "contrary")
                    or (held.type == "attack" and held.source is source)
                )
            }
        if target not in premises:
            premises[target] = {step.title for step in target.pcs if step.role == "premise"}
        if not attacked[source].isdisjoint(premises[target]):
            found.add(edge)
    return found


def without(edges: list[Edge], gone: set[Edge]) -> list[Edge]:
    """Return the relations without some of them, which their ends let go."""
    for edge in gone:
        edge.source.remove(edge)
        edge.target.remove(edge)
    return [edge for edge in edges if edge not in gone]
