"""AM4: what the argument schemes in use ask for and do not get."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.analysis.schemes import SOURCE, Scheme
from argmap.model.nodes import Evidence
from argmap.model.relations import Relation


def open_questions(context: Context, step: Relation, scheme: Scheme) -> tuple[int, ...]:
    """Return the numbers of the critical questions of a step that are neither answered nor waived.

    A question is answered by a relation on the step with the tag ``cq2`` (its number), and waived by the tag
    ``cq2:waived`` on the step itself.
    """
    answered = {tag for reply in context.m.index.steps_to.get(step.id, ()) for tag in reply.tags}
    return tuple(
        number
        for number in range(1, len(scheme.questions) + 1)
        if f"cq{number}" not in answered and f"cq{number}:waived" not in step.tags
    )


@rule(
    "AM401",
    title="Open critical questions",
    hint="Answer with a relation on the step tagged cq1, cq2, ..., or waive one by the step's tag cq1:waived.",
    severity="info",
    reference=SOURCE,
)
def critical_questions(context: Context) -> Iterator[Finding]:
    """A step uses a scheme whose critical questions the map does not answer."""
    for step, scheme in context.schemed():
        numbers = open_questions(context, step, scheme)
        if numbers:
            asked = " ".join(f"({n}) {scheme.questions[n - 1]}" for n in numbers)
            yield Finding(
                f"The argument from {scheme.name} to {short(context.m[step.target])} leaves open: {asked}",
                (step,),
            )


@rule(
    "AM402",
    title="A precedent or analogy without the likeness",
    hint="State in what the two cases are alike, and support it.",
    reference=f"{SOURCE}: argument from analogy, first question",
)
def likeness(context: Context) -> Iterator[Finding]:
    """A case is carried over to another, and the likeness is not stated, or stated without support."""
    for step, scheme in context.schemed("likeness"):
        others = [p for id in step.premises if not isinstance(p := context.m[id], Evidence)]
        stated = [p for p in others if not p.implicit]
        if stated or 1 in _settled(context, step, scheme):
            continue
        if others:
            said = f"rests on the unstated likeness {short(others[0])}"
        else:
            said = "does not say in what the cases are alike"
        yield Finding(
            f"The argument from {scheme.name} to {short(context.m[step.target])} {said}.",
            (step, *step.premises),
        )


@rule(
    "AM403",
    title="Two options where more may exist",
    hint="Say why there is no third way, or weigh it.",
    reference=f"{SOURCE}: argument from alternatives",
)
def false_dilemma(context: Context) -> Iterator[Finding]:
    """An argument from alternatives does not say that the options are all there are."""
    for step, scheme in context.schemed("options"):
        if 1 not in _settled(context, step, scheme):
            yield Finding(
                f"{short(context.m[step.target])} follows only if there is no other option, which is not shown.",
                (step, *step.premises),
            )


@rule(
    "AM404",
    title="A causal claim whose rivals are unweighed",
    hint="Name another cause or explanation and say why it is less likely.",
    reference=f"{SOURCE}; Heuer 1999: competing hypotheses",
)
def rivals(context: Context) -> Iterator[Finding]:
    """A causal step or explanation stands without any other cause or explanation being weighed."""
    for step, scheme in context.schemed("cause"):
        weighed = context.m.attackers(step) or context.m.attackers(step.target)
        rival = next(
            (n for n, q in enumerate(scheme.questions, 1) if "else" in q or "other" in q or "third" in q), 0
        )
        if not weighed and rival not in _settled(context, step, scheme):
            yield Finding(
                f"No other cause or explanation is weighed for {short(context.m[step.target])}.",
                (step, *step.premises),
            )


@rule(
    "AM405",
    title="A generalisation without a search for counter-cases",
    hint="Look for a case that goes the other way, and say what was found.",
    reference=f"{SOURCE}: argument from example",
)
def counter_cases(context: Context) -> Iterator[Finding]:
    """A general claim rests on cases, and no case that goes the other way is looked for."""
    for step, scheme in context.schemed("generalisation"):
        looked = context.m.attackers(step) or context.m.attackers(step.target)
        asked = next((n for n, q in enumerate(scheme.questions, 1) if "other way" in q), 0)
        if not looked and asked not in _settled(context, step, scheme):
            yield Finding(
                f"{short(context.m[step.target])} is drawn from cases; none that goes the other way is considered.",
                (step, *step.premises),
            )


def _settled(context: Context, step: Relation, scheme: Scheme) -> set[int]:
    return set(range(1, len(scheme.questions) + 1)) - set(open_questions(context, step, scheme))
