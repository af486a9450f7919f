"""Diagnostics: what is weak or missing in a map, as values beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.overlay import Mark, Overlay, Tone
from argmap.model.table import html_table

Severity = Literal["info", "warning", "severe"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "severe")
"""What a finding is worth: good to know, a weakness that a critical reader names, a fault of the reasoning."""

_FEW: dict[Severity, int] = {"info": 2, "warning": 5, "severe": 20}
"""How many findings of one rule a text shows before it only counts them."""

_INDENT = " " * 16

_TONES: dict[Severity, Tone] = {"severe": "warning", "warning": "warning", "info": "note"}
_SARIF_LEVEL = {"info": "note", "warning": "warning", "severe": "error"}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A weakness of a map: a stable ``code``, how ``severity`` it is, what and where, and what would mend it.

    ``parts`` are the ids concerned, the first the one to look at; ``reference`` says where the rule comes
    from.

    >>> Diagnostic("AM107", "info", "'It rains.' hangs on nothing.", ("c1",), "Tie it in.", "argmap").code
    'AM107'
    """

    code: str
    severity: Severity
    message: str
    parts: tuple[str, ...]
    hint: str
    reference: str

    def __str__(self) -> str:
        return f"{self.code} {self.severity}: {self.message} [{', '.join(self.parts)}]"


class Report(tuple[Diagnostic, ...]):
    """The diagnostics of a map, the severest first, then by code, then as their rule orders them.

    It prints as text, shows itself as a table in a notebook, and is exported as JSON and SARIF.

    >>> print(Report())
    no weakness found
    """

    __slots__ = ()

    @property
    def worst(self) -> Severity | None:
        """The highest severity that occurs, ``None`` for an empty report."""
        return max((d.severity for d in self), key=SEVERITIES.index, default=None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that occur, sorted, each once."""
        return tuple(sorted({d.code for d in self}))

    def at_least(self, severity: Severity) -> Report:
        """Return the findings of this severity or a higher one."""
        if severity not in SEVERITIES:
            near = suggestion(did_you_mean(str(severity), SEVERITIES))
            raise ArgmapError(f"a severity is one of {', '.join(SEVERITIES)}, not {severity!r}.{near}")
        floor = SEVERITIES.index(severity)
        return Report(d for d in self if SEVERITIES.index(d.severity) >= floor)

    def select(self, *codes: str) -> Report:
        """Return the findings whose code is one of these or begins with one (``"AM4"``)."""
        return Report(d for d in self if d.code.startswith(codes))

    def ignore(self, *codes: str) -> Report:
        """Return the findings whose code is none of these and begins with none."""
        return Report(d for d in self if not d.code.startswith(codes)) if codes else self

    def of(self, *ids: str) -> Report:
        """Return the findings that concern one of these parts."""
        return Report(d for d in self if set(ids) & set(d.parts))

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def text(self, *, every: bool = False) -> str:
        """Return the findings as text, those of one rule together, with what would mend them said once.

        Of a rule that finds much the first few are shown, and how many more there are; ``every`` shows all.

        >>> import argmap as am
        >>> print(am.ArgumentMap([am.Claim(id="c1", text="It rains.")]).check().text())
        AM107  info     “It rains.” is tied to nothing. [c1]
                        → Tie it to what it is a reason for, or remove it.
        1 info
        """
        lines: list[str] = []
        for (code, severity, hint), alike in self._alike().items():
            few = len(alike) if every else _FEW[severity]
            shown = alike if len(alike) <= few + 1 else alike[:few]
            told = [f"{d.message} [{_some(d.parts)}]" for d in shown]
            if len(shown) < len(alike):
                told.append(f"… and {len(alike) - len(shown)} more of {code}")
            lines += [f"{code}  {severity:7}  {told[0]}", *(f"{_INDENT}{line}" for line in told[1:])]
            lines.append(f"{_INDENT}→ {hint}")
        return "\n".join([*lines, self.summary])

    def _alike(self) -> dict[tuple[str, Severity, str], list[Diagnostic]]:
        alike: dict[tuple[str, Severity, str], list[Diagnostic]] = {}
        for d in self:
            alike.setdefault((d.code, d.severity, d.hint), []).append(d)
        return alike

    @property
    def summary(self) -> str:
        """One line that counts the findings by severity."""
        counts = Counter(d.severity for d in self)
        told = ((counts[s], f"{s}s" if s == "warning" and counts[s] > 1 else s) for s in reversed(SEVERITIES))
        return ", ".join(f"{count} {word}" for count, word in told if count) or "no weakness found"

    def overlay(self) -> Overlay:
        """Return the codes on the parts to look at, for ``m.draw(overlay=check(m))``, and what each means.

        A part has one mark, of the severest finding that names it first, with the codes of all that do.

        >>> report = Report([Diagnostic("AM107", "info", "It hangs on nothing.", ("c1",), "Tie it in.", "")])
        >>> report.overlay().marks["c1"]
        Mark(tone='note', text='AM107', level=None)
        """
        from argmap.analysis.rulebook import rules  # which is made of diagnostics

        by_part: dict[str, list[Diagnostic]] = {}
        for found in self:
            for id in found.parts[:1]:
                by_part.setdefault(id, []).append(found)
        marks = {}
        for id, findings in by_part.items():
            worst = max((found.severity for found in findings), key=SEVERITIES.index)
            codes = ", ".join(dict.fromkeys(found.code for found in findings))
            marks[id] = Mark(_TONES[worst], f"severe: {codes}" if worst == "severe" else codes)
        titles = {rule.code: rule.title for rule in rules()}
        glossary = {code: titles[code] for code in self.codes if code in titles}
        return Overlay("Weaknesses", marks, {"warning": "a weakness", "note": "good to know"}, glossary)

    def to_json(self) -> str:
        """Return the findings as a JSON array of objects."""
        return json.dumps([asdict(d) for d in self], ensure_ascii=False, indent=2) + "\n"

    def to_sarif(self, *, path: str = "map") -> str:
        """Return the findings as SARIF 2.1.0 (OASIS 2020), which editors and code hosts show.

        ``path`` names the file of the map; parts are logical locations, since a map has no lines.
        """
        rules = {d.code: d.reference for d in self}
        results = [
            {
                "ruleId": d.code,
                "level": _SARIF_LEVEL[d.severity],
                "message": {"text": f"{d.message} {d.hint}"},
                "locations": [
                    {
                        "physicalLocation": {"artifactLocation": {"uri": path}},
                        "logicalLocations": [{"name": id, "kind": "object"} for id in d.parts],
                    }
                ],
            }
            for d in self
        ]
        driver: dict[str, Any] = {
            "name": "argmap",
            "rules": [{"id": code, "shortDescription": {"text": rules[code]}} for code in sorted(rules)],
        }
        log = {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        head = ("code", "severity", "what", "what would mend it", "parts")
        rows = [(d.code, d.severity, d.message, d.hint, ", ".join(d.parts)) for d in self]
        return {"text/plain": str(self), "text/html": html_table(head, rows, notes=(self.summary,))}


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:6]) + (f" and {len(ids) - 6} more" if len(ids) > 6 else "")


def ordered(found: Iterable[Diagnostic]) -> Report:
    """Return the report of these findings: the severest first, then by code, then as the rules gave them."""
    return Report(sorted(found, key=lambda d: (-SEVERITIES.index(d.severity), d.code)))
