"""Reads the example files of Carneades 4 (Gordon & Walton 2016) into maps with what they grant and expect.

The format reads statements, arguments and issues; here they become what a labelling asks for. An argument is a
linked step; a ``convergent`` one is a step for each premise; a ``cumulative`` one is a step for each set of its
premises, as strong as the share of them, so that the strongest that stands is the share that does. An argument for
one position of an issue speaks against the others. An undercutter attacks the step.
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
    try:
        m = am.read(path, format="carneades").map
    except am.FormatError as error:
        raise LeftOutError("is no YAML" if "no YAML" in str(error) else "states no labels") from error
    kept: dict[str, Any] = next((foreign.value for foreign in m.foreign if foreign.format == "carneades"), {})
    if "tests" not in kept:
        raise LeftOutError("states no labels")
    if {"argument_schemes", "weighing_functions", "issue_schemes"} & kept.keys():
        raise LeftOutError("schemes")
    if any("factorized" in step.tags for step in m.relations):
        raise LeftOutError("factorized weights")
    if any(tag not in ("standard: PE",) for question in m.questions for tag in question.tags):
        raise LeftOutError("another proof standard than preponderance of evidence")
    names = {**{claim.id: claim.id for claim in m.claims}, **kept.get("ids", {}).get("statement", {})}
    return Case(
        _labelled(m, kept.get("steps", {})),
        tuple(claim.id for claim in m.claims if "assumed" in claim.tags),
        {name: label for label in LABELS for name in kept["tests"].get(label, [])},
        {name: id for id, name in names.items()},
    )


def _labelled(m: am.ArgumentMap, apart: dict[str, list[str]]) -> am.ArgumentMap:
    """Return the map with the steps that a labelling asks for in place of arguments and issues."""
    rivals: dict[str, list[str]] = {claim.id: [] for claim in m.claims}
    for tie in m.of(am.Conflicts):
        rivals[tie.premises[0]].append(tie.target)
        rivals[tie.target].append(tie.premises[0])
    groups = {step.id: [step] for step in m.of(am.Supports)}
    for ids in apart.values():
        group = [step for id in ids for step in groups.pop(id)]
        groups[ids[0]] = group
    made: list[am.Relation] = []

    def step(kind: type[am.Relation], premises: tuple[str, ...], target: str, strength: float) -> str:
        made.append(kind(id=f"step-{len(made)}", premises=premises, target=target, strength=strength))
        return made[-1].id

    for group in groups.values():
        parts = [(argument.premises, 1.0) for argument in group]
        if "cumulative" in group[0].tags:
            all_of = tuple(premise for argument in group for premise in argument.premises)
            parts = [
                (some, size / len(all_of))
                for size in range(1, len(all_of) + 1)
                for some in combinations(all_of, size)
            ]
        target = group[0].target
        for some, strength in parts:
            steps = [step(am.Supports, some, target, strength)]
            steps += [step(am.Attacks, some, rival, strength) for rival in rivals[target]]
            for undercutter in m.steps_to(group[0]):
                for each in steps:
                    step(am.Attacks, undercutter.premises, each, 1.0)
    return am.ArgumentMap(m.claims, made)
