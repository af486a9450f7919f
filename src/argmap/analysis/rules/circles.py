"""AM3: reasons that rest on what they support, and conclusions that hang on what is not said."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.model.graph_search import components
from argmap.model.relations import Relation


@rule(
    "AM301",
    title="Circular support",
    hint="Give one of them a reason from outside the circle, or drop a step.",
    severity="severe",
    reference="Walton 2008: begging the question",
)
def circle(context: Context) -> Iterator[Finding]:
    """Nodes support one another in a circle."""
    for nodes in context.m.circular():
        way = " → ".join(short(node) for node in nodes)
        yield Finding(f"These rest on one another: {way} → {short(nodes[0])}.", nodes)


@rule(
    "AM302",
    title="Circular support through a restatement",
    hint="Give a reason that does not say the conclusion again.",
    reference="Walton 2008: begging the question by other words",
)
def circle_through_restatement(context: Context) -> Iterator[Finding]:
    """Merge what restates each other, and nodes support one another in a circle."""
    m, same = context.m, context.restatements
    already = {frozenset(circle.ids) for circle in m.circular()}

    def below(id: str) -> tuple[str, ...]:
        part = m[id]
        if isinstance(part, Relation):
            return m.index.below(id)
        return tuple(step for twin in sorted(same[id]) for step in m.index.below(twin)) + tuple(
            twin for twin in sorted(same[id]) if twin != id and twin in m.index.supports_from
        )

    for found in components([node.id for node in m.nodes], below):
        if len(found) == 1:
            continue
        steps = [id for id in found if isinstance(m[id], Relation)]
        ids = frozenset(found) - frozenset(steps)
        nodes = [m[id] for id in sorted(ids, key=m.index.position.__getitem__)]
        if steps and nodes and not any(circle <= ids for circle in already):
            yield Finding(
                f"{short(nodes[0])} is supported by what only says it again.",
                (*nodes, *(m[id] for id in steps)),
            )


@rule(
    "AM303",
    title="An unstated premise that much hangs on",
    hint="Say whether the author would grant it, and support it.",
    severity="info",
    reference="US Government 2009, A Tradecraft Primer: key assumptions check",
)
def key_assumption(context: Context) -> Iterator[Finding]:
    """An unstated premise of the thesis, the more that falls with it the higher it stands."""
    thesis = context.m.thesis
    if thesis is None:
        return
    unstated = [node for node in context.m.grounds(thesis) if node.implicit]
    falls = {node.id: context.falls_with((node.id,)) for node in unstated}
    for rank, node in enumerate(sorted(unstated, key=lambda n: -len(falls[n.id])), start=1):
        count = len(falls[node.id])
        with_thesis = thesis in falls[node.id]
        lost = (
            "nothing else loses" if not count else f"{count} statement{'s lose' if count > 1 else ' loses'}"
        )
        what = "the thesis falls" if with_thesis else f"{lost} all support"
        yield Finding(
            f"Unstated, rank {rank} of {len(unstated)}: {short(node)}; without it {what}.",
            (node, *falls[node.id]),
            severity="warning" if with_thesis else None,
        )
