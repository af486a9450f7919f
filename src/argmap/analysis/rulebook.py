"""The table of rules, how a rule is added to it, and the run of all of them over a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from argmap.analysis.context import Context
from argmap.analysis.diagnostic import SEVERITIES, Diagnostic, Report, Severity, ordered
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap, require_map
from argmap.model.part import Part
from argmap.model.table import html_table, text_table


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: a sentence, the parts it is about, and a hint or severity where the rule's own is not it.

    >>> Finding("too long", ("c1",)).parts
    ('c1',)
    """

    message: str
    parts: tuple[Part | str, ...]
    hint: str | None = None
    severity: Severity | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the parts."""
        return tuple(part.id if isinstance(part, Part) else part for part in self.parts)


Check = Callable[[Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A weakness to look for: its stable code, what it is called, what it is worth, what would mend it."""

    code: str
    title: str
    severity: Severity
    hint: str
    reference: str
    check: Check

    def run(self, context: Context) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each finding."""
        for found in self.check(context):
            yield Diagnostic(
                code=self.code,
                severity=found.severity or self.severity,
                message=found.message,
                parts=found.ids,
                hint=found.hint or self.hint,
                reference=self.reference,
            )


_RULES: dict[str, Rule] = {}

_BUILT_IN = ("support", "objections", "circles", "schemes", "wording", "consistency", "notes")


def rule(
    code: str, *, title: str, hint: str, severity: Severity = "warning", reference: str = ""
) -> Callable[[Check], Check]:
    """Return a decorator that adds a rule of one's own to the table.

    The rule is a function of a :class:`~argmap.analysis.context.Context` (``context.m`` is the map) that yields
    :class:`Finding` values. A package adds rules for all its users by an entry point of the group
    ``argmap.rules`` that names a module. The same function again, from a cell run twice, replaces itself.

    Raises:
        ArgmapError: another rule has the code.

    >>> @rule("XX001", title="A long text", hint="Shorten it.", severity="info")
    ... def long_text(context):
    ...     return (Finding("a long text", (n,)) for n in context.m.nodes if len(n.text) > 300)
    """
    if severity not in SEVERITIES:
        raise ArgmapError(f"unknown severity {severity!r}; one of {', '.join(SEVERITIES)}")

    def add(check: Check) -> Check:
        other = _RULES.get(code)
        if other is not None and _place(other.check) != _place(check):
            raise ArgmapError(f"the code {code!r} is already {'.'.join(_place(other.check))}; choose another")
        _RULES[code] = Rule(code, title, severity, hint, reference, check)
        return check

    return add


def _place(check: Check) -> tuple[str, str]:
    return check.__module__, getattr(check, "__qualname__", type(check).__qualname__)


@cache
def _load() -> None:
    for name in _BUILT_IN:
        import_module(f"argmap.analysis.rules.{name}")
    for point in entry_points(group="argmap.rules"):
        point.load()


class Rules(tuple[Rule, ...]):
    """Rules in the order of their codes: a tuple that prints as a table, with what mends each in a notebook."""

    __slots__ = ()

    def __repr__(self) -> str:
        return text_table(
            ("code", "severity", "what it looks for"), [(r.code, r.severity, r.title) for r in self]
        )

    def _repr_html_(self) -> str:
        rows = [(r.code, r.severity, r.title, r.hint, r.reference) for r in self]
        return html_table(("code", "severity", "what it looks for", "what would mend it", "after"), rows)


def rules() -> Rules:
    """Return the table of rules, by code.

    >>> print(str(rules()).splitlines()[2])
    AM101  warning   A claim that carries weight and rests on nothing
    """
    _load()
    return Rules(_RULES[code] for code in sorted(_RULES))


def check(m: ArgumentMap, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Report:
    """Return what is missing or weak in a map.

    Args:
        m: the map; what its own ``ignore`` names is left out too, unless ``select`` asks for it.
        select: codes, or beginnings of codes (``"AM4"``), of the rules to run; all where none is given.
        ignore: codes, or beginnings of codes, of rules to leave out.

    Raises:
        ArgmapError: a code that no rule has or begins with.

    >>> import argmap as am
    >>> check(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).codes
    ('AM107',)
    """
    require_map(m=m)
    table = rules()
    chosen, left_out = _codes(select, table), _codes(ignore, table)
    if not chosen:  # a code of a rule that is not installed here is no mistake in a file
        left_out += m.ignore
    context = Context(m)
    found = [
        diagnostic
        for r in table
        if (not chosen or r.code.startswith(chosen)) and not (left_out and r.code.startswith(left_out))
        for diagnostic in r.run(context)
    ]
    return ordered(found)


def _codes(codes: Iterable[str], table: tuple[Rule, ...]) -> tuple[str, ...]:
    given = (codes,) if isinstance(codes, str) else tuple(codes)
    for code in given:
        if not any(r.code.startswith(code) for r in table):
            near = suggestion(did_you_mean(code, (r.code for r in table)))
            raise ArgmapError(f"no rule has or begins with the code {code!r}.{near} am.rules() lists them")
    return given
