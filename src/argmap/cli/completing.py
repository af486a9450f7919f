"""What a shell offers after an option where the tab key is pressed: the names that the option knows."""

from __future__ import annotations

from collections.abc import Callable

from click import Context, Parameter
from click.shell_completion import CompletionItem

Completer = Callable[[Context, Parameter, str], list[CompletionItem]]


def one_of(names: Callable[[], list[str]]) -> Completer:
    """Return what completes one of these names, which are asked for when the key is pressed."""

    def complete(context: Context, parameter: Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]

    return complete


def read_formats() -> list[str]:
    """Return the names of the formats that are read."""
    from argmap.formats import formats

    return [format.name for format in formats() if format.read is not None]


def written_formats() -> list[str]:
    """Return the names of the formats that are written, and those of the pictures."""
    from argmap.draw.suffix import SUFFIXES
    from argmap.formats import formats

    return [format.name for format in formats() if format.write is not None] + [s[1:] for s in SUFFIXES]
