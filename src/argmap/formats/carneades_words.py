"""The words of a Carneades file: names of statements, terms with their patterns, titles and notes."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.plain_yaml import texts

NOTES = ("note", "notes", "description", "source")
"""The keys of a description that become a note."""


def normal(name: str) -> str:
    """Return the name of a statement as Carneades compares it: without spaces inside a term.

    >>> normal("age(dike, 80)")
    'age(dike,80)'
    """
    return re.sub(r"\s*([(),])\s*", r"\1", name).strip() if "(" in name else name.strip()


def negates(pattern: list[Any]) -> bool:
    """Return whether a scheme of issues says that each statement is at issue with its negation.

    >>> negates(["¬Q", "Q"]), negates(["p(X)", "q(X)"])
    (True, False)
    """
    words = sorted(texts(pattern))
    return len(words) == 2 and re.fullmatch(r"[A-Z]\w*", words[0]) is not None and words[1] == f"¬{words[0]}"


def described(meta: Any, notes: tuple[str, ...] = NOTES) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the title and the note in a description, and what else it says.

    >>> described({"title": "By record", "team": "A"})
    ({'title': 'By record'}, {'team': 'A'})
    """
    if not isinstance(meta, dict):
        return {}, ({} if meta in (None, "", []) else {"meta": meta})
    found: dict[str, str] = {}
    title = " ".join(" ".join(texts(meta.get("title"))).split())
    if title:
        found["title"] = title
    note = "\n".join(word.strip() for key in notes for word in texts(meta.get(key)) if word.strip())
    if note:
        found["note"] = note
    return found, {key: value for key, value in meta.items() if key not in ("title", *notes)}


def worded(name: str, language: Any) -> str | None:
    """Return the words for a term such as ``father(sally,joe)`` by the patterns of a file, if there is one.

    >>> worded("father(sally,joe)", {"father/2": "The father of %s is %s."})
    'The father of sally is joe.'
    """
    match = re.fullmatch(r"([^()]+)\((.*)\)", name, re.DOTALL)
    if match is None or not isinstance(language, dict):
        return None
    words, depth = [""], 0
    for c in match[2]:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            words.append("")
        else:
            words[-1] += c
    pattern = language.get(f"{match[1]}/{len(words)}")
    if not isinstance(pattern, str):
        return None
    pieces = re.split(r"%[sv]", pattern)
    if len(pieces) != len(words) + 1:
        return None
    return "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))
