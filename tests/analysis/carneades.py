"""Reads the example files of Carneades 4 (Gordon & Walton 2016) into maps with what they grant and expect.

An argument is a linked step; a ``convergent`` one is a step for each premise; a ``cumulative`` one is a step for each
set of its premises, as strong as the share of them, so that the strongest that stands is the share that does. An
argument for one position of an issue speaks against the others. An undercutter attacks the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import argmap as am

READING = am.Reading(unsupported="out", rebuttal="preponderance", restatements="apart")
LABELS = ("in", "out", "undecided")


class LeftOutError(Exception):
    """A file that the comparison leaves out, with the reason."""


@dataclass(frozen=True)
class Case:
    """A map with what is granted and the labels that the file expects, by statement."""

    map: am.ArgumentMap
    granted: tuple[str, ...]
    expected: dict[str, str]
    ids: dict[str, str]


def read(path: Path) -> Case:
    """Return the case that a file describes."""
    import yaml

    try:
        data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise LeftOutError("is no YAML") from error
    if "tests" not in data:
        raise LeftOutError("states no labels")
    if "argument_schemes" in data or "weighing_functions" in data:
        raise LeftOutError("schemes")
    return _Reader(data).case()


class _Reader:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        statements: dict[str, Any] = data["statements"]
        self.ids = {name: f"c{number}" for number, name in enumerate(statements, 1)}
        self.nodes = [
            am.Claim(id=self.ids[name], text=body["text"] if isinstance(body, dict) else body)
            for name, body in statements.items()
        ]
        self.granted = [n for n, body in statements.items() if isinstance(body, dict) and body.get("assumed")]
        self.granted += data.get("assumptions", [])
        self.rivals: dict[str, list[str]] = {}
        for positions in self._issues():
            for position in positions:
                self.rivals[position] = [other for other in positions if other != position]
        self.relations: list[am.Relation] = []

    def _issues(self) -> list[list[str]]:
        found = []
        for issue in self.data.get("issues", {}).values():
            if issue.get("standard", "PE") != "PE":
                raise LeftOutError("another proof standard than preponderance of evidence")
            found.append(issue["positions"])
        for pattern in self.data.get("issue_schemes", {}).values():
            if sorted(pattern) != ["Q", "¬Q"]:
                raise LeftOutError("schemes")
            found += [[name, f"¬{name}"] for name in self.ids if f"¬{name}" in self.ids]
        return found

    def case(self) -> Case:
        for argument in self.data.get("arguments", {}).values():
            self._argument(argument)
        nothing = am.Claim(id="given", text="Nothing needs to be shown.")
        m = am.ArgumentMap([*self.nodes, nothing], self.relations)
        expected = {n: label for label in LABELS for n in self.data["tests"].get(label, [])}
        return Case(m, ("given", *(self.ids[n] for n in self.granted)), expected, self.ids)

    def _argument(self, argument: dict[str, Any]) -> None:
        premises = [self.ids[name] for name in argument.get("premises", [])] or ["given"]
        scheme = argument.get("scheme", "linked")
        if scheme == "linked":
            parts = [(tuple(premises), 1.0)]
        elif scheme == "convergent":
            parts = [((premise,), 1.0) for premise in premises]
        elif scheme == "cumulative":
            count = len(premises)
            parts = [
                (some, size / count) for size in range(1, count + 1) for some in combinations(premises, size)
            ]
        else:
            raise LeftOutError(f"{scheme} weights")
        conclusion = argument["conclusion"]
        for some, strength in parts:
            steps = [self._step(am.Supports, some, self.ids[conclusion], strength)]
            for rival in self.rivals.get(conclusion, []):
                steps.append(self._step(am.Attacks, some, self.ids[rival], strength))
            if "undercutter" in argument:
                for step in steps:
                    self._step(am.Attacks, (self.ids[argument["undercutter"]],), step, 1.0)

    def _step(self, kind: type[am.Relation], premises: tuple[str, ...], target: str, strength: float) -> str:
        id = f"r{len(self.relations) + 1}"
        self.relations.append(kind(id=id, premises=premises, target=target, strength=strength))
        return id
