"""Makes an argument of each inference: the setting ``model.explodeArguments``."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.formats.argdown.assemble import Assembly, Finding
from argmap.formats.argdown.drafts import ArgumentDraft, MemberDraft, StatementDraft
from argmap.formats.argdown.values import Value


def explode(assembly: Assembly) -> None:
    """Replace each argument of several inferences by one argument for each, titled ``<title - number>``."""
    for argument in list(assembly.arguments.values()):
        conclusions = [place for place, step in enumerate(argument.pcs) if step.inference is not None]
        try:
            used = [_used(argument, place) for place in conclusions]
        except ValueError as error:
            step = argument.pcs[0]
            assembly.findings.append(
                Finding("invalid-uses", str(error), "name steps by their numbers, from 1", step.line, 0, True)
            )
            continue
        steps = [
            _step(assembly.statements, argument, places, place, backwards)
            for (places, backwards), place in zip(used, conclusions, strict=True)
        ]
        if len(steps) > 1:
            _replace(assembly, argument, steps)


def _used(argument: ArgumentDraft, conclusion: int) -> tuple[list[int], bool]:
    """Return the places of the premises of a step: those that its data name, or all since the last one.

    The latter come backwards, as the reference takes them, which shows in the order of members; the flag says so.
    """
    step = argument.pcs[conclusion]
    inference = step.inference.data if step.inference else None
    uses = _listed(inference, "uses") or _listed(step.data, "uses") or _listed(inference, "from")
    if uses is None:
        first = conclusion - 1
        while first > 0 and argument.pcs[first].role != "intermediary-conclusion":
            first -= 1
        return list(range(conclusion - 1, max(first, 0) - 1, -1)), True
    places: list[int] = []
    for number in uses:
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        if not isinstance(number, int) or not 0 < number <= len(argument.pcs):
            raise ValueError(f"<{argument.title}> has no step {number!r} that a conclusion could use")
        places.append(number - 1)
    return places, False


def _listed(data: Value, key: str) -> tuple[Value, ...] | None:
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, tuple) else None


def _step(
    statements: dict[str, StatementDraft],
    argument: ArgumentDraft,
    places: list[int],
    conclusion: int,
    backwards: bool,
) -> list[MemberDraft]:
    """Return copies of the premises and of the conclusion, which take the place of the originals."""
    step: list[MemberDraft] = []
    for place in (*places, conclusion):
        old = argument.pcs[place]
        new = old.copy("main-conclusion" if place == conclusion else "premise")
        members = statements[old.title].members
        if old in members:
            members.remove(old)
        members.append(new)
        step.append(new)
    if backwards:
        step[:-1] = reversed(step[:-1])
    return step


def _replace(assembly: Assembly, argument: ArgumentDraft, steps: list[list[MemberDraft]]) -> None:
    del assembly.arguments[argument.title]
    for number, step in enumerate(steps, start=1):
        title = f"{argument.title} - {number}"
        for member in step:
            member.argument = title
        if title in assembly.arguments:
            assembly.findings.append(
                Finding(
                    "title-taken",
                    f"there is an argument <{title}> already",
                    "rename it",
                    step[0].line,
                    0,
                    True,
                )
            )
        part = ArgumentDraft(
            title,
            untitled=argument.untitled,
            members=list(argument.members),
            tags=argument.tags,
            data=argument.data,
            section=argument.section,
            pcs=step,
        )
        assembly.arguments[title] = part
    for edge in list(argument.edges.values()):
        argument.remove(edge)
        if edge.source is argument:
            edge.change(source=part)
        else:
            edge.change(target=part)
        part.add(edge)
