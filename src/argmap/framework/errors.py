"""The exceptions of the argumentation engine.

::

    ArgmapError
    ├── InvalidFrameworkError   parts that make no framework            .problems
    ├── UnknownArgumentError    a name that is no argument of it        .argument .suggestions (also a KeyError)
    ├── OptionError             a number or setting out of range        .option .value   (also a ValueError)
    │   └── UnknownOptionError  a semantics, mode, method ... unknown   .known
    ├── SupportError            support edges without a reading of them
    ├── BudgetError             an answer that was not found in time    .budget .steps
    └── MissingExtraError       an answer that needs an optional library  .extra
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from argmap.errors import ArgmapError, did_you_mean, suggestion


class InvalidFrameworkError(ArgmapError):
    """Parts that make no framework; ``.problems`` names every problem, not just the first."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(
            f"these parts make no framework, {head}:\n" + "\n".join(f"- {p}" for p in self.problems)
        )


class UnknownArgumentError(ArgmapError, KeyError):
    """A name that is no argument of the framework; ``.suggestions`` are the names near to it."""

    def __init__(self, argument: Hashable, known: Iterable[Hashable] = ()) -> None:
        self.argument = argument
        names = [name for name in known if isinstance(name, str)] if isinstance(argument, str) else []
        self.suggestions = did_you_mean(argument, names) if isinstance(argument, str) else ()
        super().__init__(f"no argument {argument!r} in this framework.{suggestion(self.suggestions)}")

    __str__ = Exception.__str__  # KeyError would print the repr of the message


class OptionError(ArgmapError, ValueError):
    """A setting that is out of its range; ``.option`` names it, ``.value`` is what was given."""

    def __init__(self, option: str, value: object, message: str) -> None:
        self.option, self.value = option, value
        super().__init__(message)


class UnknownOptionError(OptionError):
    """A value that an option does not know; ``.known`` are those that it knows."""

    def __init__(self, option: str, value: object, known: Iterable[str]) -> None:
        self.known = tuple(known)
        near = did_you_mean(value, self.known) if isinstance(value, str) else ()
        super().__init__(
            option, value, f"unknown {option} {value!r}.{suggestion(near)} Known: {', '.join(self.known)}"
        )


class SupportError(ArgmapError):
    """Support edges that are asked to mean something without a reading that says what."""


class BudgetError(ArgmapError):
    """An answer that was not found within its budget; what is not known is never guessed."""

    def __init__(self, message: str, *, budget: object = None, steps: int = 0) -> None:
        self.budget, self.steps = budget, steps
        super().__init__(message)


class MissingExtraError(ArgmapError):
    """An answer that needs an optional library; ``.extra`` is the extra that brings it."""

    def __init__(self, message: str, *, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{message} Install it with: pip install 'argmap[{extra}]'")


def in_unit_interval(option: str, value: float) -> float:
    """Return a number that has to lie in [0, 1], or raise."""
    if not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise OptionError(option, value, f"{option} must be a number in [0, 1], not {value!r}")
    return float(value)


def checked(option: str, value: str, known: Iterable[str]) -> None:
    """Raise unless ``value`` is one of the known values of an option."""
    known = tuple(known)
    if value not in known:
        raise UnknownOptionError(option, value, known)
