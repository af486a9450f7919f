"""Every exception and warning of argmap.

::

    Exception
    └── ArgmapError
        ├── UnknownIdError      an id that is not in the map        .id .suggestions      (also a KeyError)
        ├── WrongPartError      a part of another kind than asked   .id .kind .wanted     (also a TypeError)
        ├── InvalidMapError     parts that make no map              .problems
        ├── KindError           a kind defined wrongly or twice     .kind
        │   └── UnknownKindError    a kind that nobody registered   .suggestions
        ├── ScaleError          a value that no scale has, a scale that does not fit    (also a ValueError)
        ├── QuoteError          words that are not in the source    .match
        ├── TooManyError        more results than the caller's limit  .limit
        ├── FormatError         a file that cannot be read          .path .line .column
        │   ├── LossError               a map that a format cannot hold whole  .losses
        │   └── MalformedFileError      every fault of a file, each with its place  .faults
        │       ├── UnknownKindInFileError      (also an UnknownKindError)
        │       └── InvalidMapInFileError       (also an InvalidMapError)
        ├── EngineError         a picture that cannot be made       .engine
        │   └── NoProgramError          the layout engine is not there or does not start
        └── ...                 those of abstract frameworks: argmap.framework.errors
    Warning
    └── ArgmapWarning           something was done, and differs from what might be expected

A malformed part (a wrong type, an unknown field) is a ``pydantic.ValidationError``. A weak argument is
never an exception: it is a value that a check returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.model.text import Match


class ArgmapError(Exception):
    """The root of all that argmap raises on its own account."""


class ArgmapWarning(UserWarning):
    """The root of all that argmap warns of."""


MANY = 2_000
"""Among how many names near ones are looked for: more would cost more than the hint is worth."""


def did_you_mean(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known words that are near to ``word``, the nearest first.

    >>> did_you_mean("cliam", ["claim", "evidence"])
    ('claim',)
    """
    from difflib import get_close_matches

    near = range(len(word) - len(word) // 2 - 1, len(word) * 2 + 2)  # no other length can be near enough
    by_folded = {name.casefold(): name for name in known if len(name) in near}
    if len(by_folded) > MANY:
        first = word[:1].casefold()
        by_folded = {folded: name for folded, name in by_folded.items() if folded.startswith(first)}
    if len(by_folded) > MANY:
        return ()
    return tuple(by_folded[near] for near in get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.6))


def suggestion(near: tuple[str, ...]) -> str:
    """Return the sentence that offers the near words, or nothing.

    >>> suggestion(("claim", "chain"))
    " Did you mean 'claim' or 'chain'?"
    """
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def no_attribute(owner: str, name: str, known: Iterable[str], instead: str = "") -> AttributeError:
    """Return the error of an attribute that is not there: what to use ``instead``, or the names near to it.

    >>> print(no_attribute("a draft", "cliam", ["claim", "evidence"]))
    a draft has no attribute 'cliam'. Did you mean 'claim'?
    >>> print(no_attribute("a draft", "rebut", ["claim"], instead="attack()"))
    a draft has no attribute 'rebut': use attack()
    """
    if name.startswith("_"):  # what Python and notebooks look for
        return AttributeError(f"{owner} has no attribute {name!r}")
    public = (word for word in known if not word.startswith("_"))
    hint = f": use {instead}" if instead else f".{suggestion(did_you_mean(name, public))}"
    return AttributeError(f"{owner} has no attribute {name!r}{hint}")


class UnknownIdError(ArgmapError, KeyError):
    """An id that no part of the map has; ``.id`` is that id, ``.suggestions`` the ids near to it."""

    def __init__(self, id: str, known: Iterable[str] = (), *, where: str = "this map") -> None:
        self.id = id
        self.suggestions = did_you_mean(id, known)
        what = "source" if "source" in where else "part"
        super().__init__(f"no {what} {id!r} in {where}.{suggestion(self.suggestions)}")

    __str__ = Exception.__str__  # KeyError would print the repr of the message


class WrongPartError(ArgmapError, TypeError):
    """A part of another kind than the call is about; ``.wanted`` says which kind would be right."""

    def __init__(self, id: str, kind: str, wanted: str) -> None:
        self.id, self.kind, self.wanted = id, kind, wanted
        super().__init__(f"{id!r} is a part of kind {kind!r}; {wanted}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why parts make no map: a stable ``code``, a sentence, and the ids it is about."""

    code: str
    message: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return self.message


class InvalidMapError(ArgmapError):
    """Parts that make no map; ``.problems`` names every problem, not just the first.

    It is no ``ValueError``, because pydantic would swallow it inside a validator.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"these parts make no map, {head}:\n" + "\n".join(f"- {p}" for p in self.problems))


class KindError(ArgmapError):
    """A kind that is defined wrongly, or whose name another class has; ``.kind`` is the name."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


class UnknownKindError(KindError):
    """A kind that nobody registered; ``.suggestions`` are the registered ones near to it."""

    def __init__(self, kind: str, known: Iterable[str], base: str) -> None:
        known = tuple(known)
        self.suggestions = did_you_mean(kind, known)
        super().__init__(
            kind,
            f"unknown {base} kind {kind!r}.{suggestion(self.suggestions)} Known: {', '.join(known)}. "
            f"Define it before loading: class {_class_name(kind)}(argmap.{base.title()}, kind={kind!r}): ...",
        )


def _class_name(kind: str) -> str:
    name = "".join(word.capitalize() for word in kind.replace("-", "_").split("_"))
    return name if name.isidentifier() else "MyKind"


class ScaleError(ArgmapError, ValueError):
    """A value that is no term of the scales in question, or a scale that is defined wrongly or twice.

    In a field of a part it surfaces within pydantic's ``ValidationError``.
    """


class QuoteError(ArgmapError):
    """Quoted words that the source does not hold, or holds more than once; ``.match`` says what was found."""

    def __init__(self, message: str, match: Match) -> None:
        self.match = match
        super().__init__(message)


class TooManyError(ArgmapError):
    """A question with more answers than its ``limit``; nothing is cut off silently."""

    def __init__(self, what: str, limit: int) -> None:
        self.limit = limit
        super().__init__(f"more than {limit:,} {what}; ask with a higher limit= or of a smaller map")


class FormatError(ArgmapError):
    """A file or text that cannot be read or written as asked; ``.path``, ``.line``, ``.column`` say where."""

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        self.message, self.path, self.line, self.column = message, path, line, column
        place = ":".join(str(x) for x in (path, line, column) if x is not None)
        super().__init__(f"{place}: {message}" if place else message)


class EngineError(ArgmapError):
    """A picture that cannot be made; the message says what to install or change, ``.engine`` what failed."""

    def __init__(self, message: str, *, engine: str) -> None:
        self.engine = engine
        super().__init__(message)
