"""AM9: what the analyst has written down as critique."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.context import Context
from argmap.analysis.rulebook import Finding, rule

CRITIQUE = "Critique:"
"""How a note begins that records a weakness of the part it stands on."""


@rule(
    "AM901",
    title="A weakness that the analyst noted",
    hint="Mend what the note says.",
    reference="the map's author",
)
def analysts_note(context: Context) -> Iterator[Finding]:
    """A part's note begins with ``Critique:``."""
    for part in context.m:
        if part.note and part.note.startswith(CRITIQUE):
            yield Finding(part.note.removeprefix(CRITIQUE).strip(), (part,))
