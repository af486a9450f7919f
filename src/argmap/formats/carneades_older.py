"""The older form of Carneades files, with the keys PROPOSITION and ARGUMENT, as Carneades 4 would say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.plain_yaml import texts

_ARGUMENT = {"premise": "premises", "exception": "undercutter", "conclusion": "conclusion"}
_WHOLE = {
    "PROPOSITION": "statements",
    "ARGUMENT": "arguments",
    "ASSUMPTION": "assumptions",
    "PARAMETER": "parameters",
}


@dataclass(frozen=True, slots=True)
class Older:
    """What only the older form says: what negates what, which statements are at issue, proof standards."""

    negations: dict[str, str] = field(default_factory=dict)
    at_issue: tuple[str, ...] = ()
    standards: tuple[tuple[str, str], ...] = ()


def carneades_4(data: Mapping[str, Any]) -> tuple[dict[str, Any], Older]:
    """Return the data of a file in the newer form, and beside it what only the older form says.

    The older form writes the negation of a statement as ``-s`` or ``~s``; here it is the statement ``¬s``.

    >>> carneades_4({"PROPOSITION": {"p": "P"}, "ASSUMPTION": ["-p"]})[1].negations
    {'¬p': 'p'}
    """
    if "PROPOSITION" not in data:
        return dict(data), Older()
    known = data["PROPOSITION"] if isinstance(data["PROPOSITION"], dict) else {}
    negations: dict[str, str] = {}

    def said(value: Any) -> Any:
        """Return the names of statements in a value, those of negations in one form."""
        if isinstance(value, str) and value[:1] in ("-", "~") and value not in known and value[1:].strip():
            negations["¬" + value[1:].strip()] = value[1:].strip()
            return "¬" + value[1:].strip()
        return [said(name) for name in texts(value)] if isinstance(value, list) else value

    made = {_WHOLE.get(key, key): value for key, value in data.items()}
    arguments = made.get("arguments")
    if isinstance(arguments, dict):
        made["arguments"] = {
            id: {_ARGUMENT.get(key, key): said(value) for key, value in body.items()}
            if isinstance(body, dict)
            else body
            for id, body in arguments.items()
        }
    made["assumptions"] = said(made.get("assumptions"))
    standards = made.pop("PROOFSTANDARD", None)
    pairs = [
        (said(name), " ".join(texts(standard)))
        for entry in (standards if isinstance(standards, list) else [standards])
        if isinstance(entry, dict)
        for name, standard in entry.items()
    ]
    at_issue = tuple(said(name) for name in texts(made.pop("ISSUE", None)))
    return made, Older(negations, at_issue, tuple(pairs))
