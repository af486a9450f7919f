"""AM1: what carries weight without support, and recommendations that lack what makes them usable."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.model.nodes import Claim, Evidence, Factor
from argmap.model.part import is_a
from argmap.model.relations import Addresses, Serves


@rule(
    "AM101",
    title="A claim that carries weight and rests on nothing",
    hint="Add evidence or a reason for it, or mark it as an unstated premise.",
    reference="Toulmin 1958: a claim needs grounds",
)
def unsupported_claim(context: Context) -> Iterator[Finding]:
    """A stated claim supports something and has neither support nor evidence."""
    index = context.m.index
    for node in context.m.unsupported():
        if is_a(node, Claim) and not node.implicit and node.id in index.supports_from:
            yield Finding(
                f"{short(node)} is given no support, and {context.bears_on(node)} rests on it.", (node,)
            )


@rule(
    "AM102",
    title="Evidence without a source",
    hint="Name where it comes from: citation= the id of a source.",
    reference="ICD 203 (2015) D.6.e(1): describe the sources",
)
def evidence_without_source(context: Context) -> Iterator[Finding]:
    """Evidence names no source that it is taken from."""
    every = context.m.evidence
    without = tuple(node for node in every if node.citation is None)
    if without:
        few = ": " + "; ".join(short(node) for node in without[:2]) + (" …" if len(without) > 2 else "")
        yield Finding(
            f"{len(without)} of {len(every)} pieces of evidence name no source of their own{few}.", without
        )


@rule(
    "AM103",
    title="A recommendation that nothing supports",
    hint="Say why: support it with a claim, or tie it to the problem it addresses.",
    reference="Walton, Reed & Macagno 2008: practical reasoning",
)
def unsupported_recommendation(context: Context) -> Iterator[Finding]:
    """A recommendation has no reason: nothing supports it."""
    for node in context.m.recommendations:
        if node.id not in context.m.index.supports_to:
            yield Finding(f"No reason is given for the recommendation {short(node)}", (node,))


@rule(
    "AM104",
    title="A recommendation that leads nowhere",
    hint="Tie it to the problem that it addresses or to the goal that it serves.",
    severity="info",
    reference="Walton, Reed & Macagno 2008: practical reasoning",
)
def idle_recommendation(context: Context) -> Iterator[Finding]:
    """A recommendation supports nothing, addresses no problem and serves no goal."""
    index = context.m.index
    for node in context.m.recommendations:
        steps = index.steps_from.get(node.id, ())
        if (
            not any(is_a(s, Addresses) or is_a(s, Serves) for s in steps)
            and node.id not in index.supports_from
        ):
            yield Finding(f"{short(node)} addresses no problem and serves no goal.", (node,))


@rule(
    "AM105",
    title="Recommendations without an addressee",
    hint="Say who should do it: addressees=.",
    reference="OECD-DAC 2019: a recommendation names who is to act",
)
def no_addressee(context: Context) -> Iterator[Finding]:
    """Some recommendations say what ought to be done and not by whom."""
    every = context.m.recommendations
    without = tuple(r for r in every if not r.addressees)
    if without:
        yield Finding(f"{len(without)} of {len(every)} recommendations do not say who should act.", without)


@rule(
    "AM106",
    title="Recommendations that cannot be followed up",
    hint="Add an indicator, a deadline or an owner.",
    severity="info",
    reference="OECD-DAC 2019; audit-office practice",
)
def no_follow_up(context: Context) -> Iterator[Finding]:
    """Some recommendations name neither an indicator nor a deadline nor an owner."""
    every = context.m.recommendations
    without = tuple(r for r in every if not (r.indicator or r.deadline or r.owner))
    if without:
        yield Finding(
            f"{len(without)} of {len(every)} recommendations name no indicator, deadline or owner, "
            "so nobody can tell whether they were followed.",
            without,
        )


@rule(
    "AM107",
    title="A part that hangs on nothing",
    hint="Tie it to what it is a reason for, or remove it.",
    severity="info",
    reference="argmap",
)
def orphan(context: Context) -> Iterator[Finding]:
    """A node has no relation to any other."""
    index = context.m.index
    for node in context.m.nodes:
        if node.id not in index.steps_to and node.id not in index.steps_from:
            yield Finding(f"{short(node)} is tied to nothing.", (node,))


@rule(
    "AM108",
    title="Stated parts without a quote",
    hint="Quote the words that say it, or mark it as unstated.",
    severity="info",
    reference="W3C Web Annotation 2017",
)
def no_quote(context: Context) -> Iterator[Finding]:
    """In a map that quotes its source, a stated node has no quote."""
    stated = tuple(n for n in context.m.nodes if not n.implicit and not is_a(n, Factor))
    without = tuple(n for n in stated if not n.quotes)
    if without and len(without) < len(stated):
        yield Finding(f"{len(without)} of {len(stated)} stated parts quote no words of the source.", without)


@rule(
    "AM109",
    title="A conclusion that hangs on one piece of evidence",
    hint="Look for a second, independent piece of evidence.",
    severity="info",
    reference="ICD 203 (2015) D.6.e(1): corroboration",
)
def single_evidence(context: Context) -> Iterator[Finding]:
    """All support of the thesis, or of a claim, comes down to one piece of evidence."""
    for node in context.argued_for:
        below = context.evidence_below(node)
        if len(below) == 1 and node in context.falls_with((below[0].id,)):
            yield Finding(
                f"{short(node)} stands and falls with one piece of evidence: {short(below[0])}.",
                (node, *below),
            )


@rule(
    "AM110",
    title="One source counted twice",
    hint="Say what makes the pieces independent, or link them into one reason.",
    reference="ICD 203 (2015) D.6.e(1); Walton, Reed & Macagno 2008",
)
def source_counted_twice(context: Context) -> Iterator[Finding]:
    """Two independent steps to one conclusion rest on the same source, directly."""
    m = context.m
    for target, steps in m.index.supports_to.items():
        seen: dict[str, tuple[str, Evidence]] = {}
        for step in steps:
            for premise in step.premises:
                node = m[premise]
                if isinstance(node, Evidence) and node.citation is not None:
                    first_step, first = seen.setdefault(node.citation, (step.id, node))
                    if first_step != step.id:
                        yield Finding(
                            f"{short(first)} and {short(node)} come from one source, {node.citation}, "
                            f"and are counted as two reasons for {short(m[target])}.",
                            (m[target], first, node),
                        )
