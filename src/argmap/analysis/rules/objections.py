"""AM2: objections and undercutters that nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.model.nodes import Node
from argmap.model.relations import Attacks, Relation

_DIALECTICAL = "Johnson 2000: an argument owes answers to the objections it knows of"


@rule(
    "AM201",
    title="An objection that is never answered",
    hint="Answer it with an attack on it or on its step, or concede it.",
    reference=_DIALECTICAL,
)
def unanswered_objection(context: Context) -> Iterator[Finding]:
    """A rebuttal of a node stands unanswered and is not granted."""
    for attack in _rebuttals(context):
        if not attack.conceded and not context.answers(attack):
            yield Finding(
                f"The objection {_words(context, attack)} to {_target(context, attack)} is left standing.",
                (*attack.premises, attack.id, attack.target),
            )


@rule(
    "AM202",
    title="A granted objection that is never answered",
    hint="Say why the conclusion holds in spite of it.",
    severity="info",
    reference=_DIALECTICAL,
)
def unanswered_concession(context: Context) -> Iterator[Finding]:
    """The author grants an objection and does not say why it is outweighed."""
    for attack in context.attacks:
        if attack.conceded and attack.target in context.own_side and not context.answers(attack):
            yield Finding(
                f"{_words(context, attack)} is granted against {_target(context, attack)} and never outweighed.",
                (*attack.premises, attack.id, attack.target),
            )


@rule(
    "AM203",
    title="An objection answered by repeating the thesis",
    hint="Answer what the objection says, with a reason of its own.",
    reference="Walton 2008: begging the question",
)
def answered_by_the_thesis(context: Context) -> Iterator[Finding]:
    """The only reply to an objection is the thesis, what restates it, or what was objected to."""
    thesis = context.m.thesis
    for attack in context.attacks:
        replies = context.answers(attack)
        same = set(context.restatements.get(attack.target, ()))
        if thesis is not None:
            same |= context.restatements[thesis.id]
        if replies and all(reply.id in same for reply in replies):
            yield Finding(
                f"The only answer to {_words(context, attack)} is the contested claim again.",
                (*attack.premises, attack.id, *(reply.id for reply in replies)),
            )


@rule(
    "AM204",
    title="An undercutter that is never answered",
    hint="Say why the step holds all the same: attack the undercutter, or back the step.",
    reference="Pollock 1987",
)
def unanswered_undercutter(context: Context) -> Iterator[Finding]:
    """A step of the argument is undercut by another's voice, or by the analyst, and nobody replies."""
    for attack in _undercuts(context):
        if not attack.conceded and not _by_the_author(context, attack):
            yield Finding(
                f"{_words(context, attack)} undercuts the step to {_conclusion(context, attack)} and is left standing.",
                (*attack.premises, attack.id, attack.target),
            )


@rule(
    "AM205",
    title="The text undercuts itself",
    hint="Reconcile the two, or drop the step.",
    reference="Walton 2008: consistency of commitments",
)
def undercuts_itself(context: Context) -> Iterator[Finding]:
    """A claim that the author states speaks against a step that the author uses, and is left standing."""
    for attack in _undercuts(context):
        if not attack.conceded and _by_the_author(context, attack):
            yield Finding(
                f"{_words(context, attack)} is the text's own and undercuts its step to "
                f"{_conclusion(context, attack)}.",
                (*attack.premises, attack.id, attack.target),
            )


def _rebuttals(context: Context) -> Iterator[Attacks]:
    """Yield the rebuttals of what the map's own case is made of."""
    own = context.own_side
    return (
        a
        for a in context.attacks
        if a.target in own and a.id not in own and isinstance(context.m[a.target], Node)
    )


def _undercuts(context: Context) -> Iterator[Attacks]:
    """Yield the unanswered undercutters of the steps of the map's own case."""
    own = context.own_side
    return (
        a
        for a in context.attacks
        if a.target in own and isinstance(context.m[a.target], Relation) and not context.answers(a)
    )


def _by_the_author(context: Context, attack: Attacks) -> bool:
    premises = [context.m[id] for id in attack.premises]
    return all(p.voice is None and not p.implicit for p in premises) and any(p.quotes for p in premises)


def _words(context: Context, attack: Attacks) -> str:
    first = context.m[attack.premises[0]]
    return f"{short(first)} ({first.voice})" if first.voice else short(first)


def _target(context: Context, attack: Attacks) -> str:
    return short(context.m[attack.target])


def _conclusion(context: Context, attack: Attacks) -> str:
    part = context.m[attack.target]
    seen = set()
    while isinstance(part, Relation) and part.id not in seen:
        seen.add(part.id)
        part = context.m[part.target]
    return short(part)
