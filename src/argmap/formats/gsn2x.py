"""Goal structuring notation as gsn2x writes it (GSN Community Standard 3, 2021): YAML, an element a key."""

from __future__ import annotations

import re
from typing import Any

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.exchange import Reading
from argmap.formats.ids import map_ids
from argmap.formats.plain_yaml import mapping_of
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Evidence, Node
from argmap.model.relations import Attacks, Relation, Supports

name = "gsn2x"
title = "GSN in YAML (gsn2x)"
suffixes: tuple[str, ...] = (".gsn.yaml", ".yaml", ".yml")
loses: tuple[str, ...] = ()

ELEMENTS = {
    "CSn": "counter-solution",
    "CG": "counter-goal",
    "Sn": "solution",
    "G": "goal",
    "S": "strategy",
    "C": "context",
    "A": "assumption",
    "J": "justification",
}
"""The element that the first letters of a key say, as a tag; the longer letters come first."""

_FIRST = re.compile(r"^(Sn|[GSCAJ])[\w.-]*[ ]*:[ ]*\n([ ]*(#.*)?\n)*[ ]+[\w\"']+[ ]*:", re.MULTILINE)
_OWN = re.compile(r"^[ ]+(text|supportedBy|inContextOf|undeveloped)[ ]*:", re.MULTILINE)


def sniff(text: str) -> float:
    r"""Return how surely a text is of this format.

    >>> sniff("G1:\n  text: It is safe.\n"), sniff("title: G1\n")
    (1.0, 0.0)
    """
    head = text[:4000]
    if re.match(r"(\s|#.*\n|---\n)*module:[ ]*\n[ ]+(name|uses|brief):", head):
        return 1.0
    return 1.0 if _FIRST.search(head) and _OWN.search(head) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    r"""Return the map of a case: what supports an element is a reason for it, a solution is evidence.

    Raises:
        FormatError: it is no YAML, has tags or aliases, or holds no element.

    >>> read("G1:\n  text: Safe.\n  supportedBy: [Sn1]\nSn1:\n  text: A test.\n").map.relations[0].premises
    ('Sn1',)
    """
    data, repaired = mapping_of(text, path)
    dropped: list[str] = []
    elements: dict[str, dict[str, Any]] = {}
    for key, value in data.items():
        if isinstance(value, dict) and re.match("Sn|[GSCAJ]", key) and key != "module":
            elements[key] = value
        else:
            dropped.append(f"{key}: no element of GSN")
    if not elements:
        raise FormatError("there is no element of GSN such as G1 or Sn1", path=path)
    ids = map_ids(elements)
    nodes: list[Node] = []
    ends: list[tuple[type[Relation], str, str]] = []
    for key, value in elements.items():
        said = value.get("text")
        if not isinstance(said, str) or not said.strip():
            repaired.append(f"{key}: it has no text; its id stands for it")
            said = key
        word = next(word for letters, word in ELEMENTS.items() if key.startswith(letters))
        kind = Evidence if word.endswith("solution") else Claim
        tags = (word, "undeveloped") if value.get("undeveloped") is True else (word,)
        nodes.append(kind(id=ids[key], text=said.strip(), tags=tags))
        for field, found in value.items():
            if field in ("supportedBy", "challenges"):
                listed = found if isinstance(found, list) else [found] if isinstance(found, str) else None
                if listed is None:
                    dropped.append(f"{key}: its {field}, {found!r:.60}")
                for other in listed or ():
                    if not isinstance(other, str) or other not in elements:
                        dropped.append(f"{key}: {field} {other!r:.60}, which is not there")
                    elif field == "supportedBy":
                        ends.append((Supports, other, key))
                    else:
                        ends.append((Attacks, key, other))
            elif field not in ("text", "undeveloped"):
                dropped.append(f"{key}: its {field}, {found!r:.60}")
    steps: list[Relation] = []
    number = 0
    taken = set(ids.values())
    for step, start, end in dict.fromkeys(ends):
        number += 1
        while f"s{number}" in taken:
            number += 1
        steps.append(step(id=f"s{number}", premises=(ids[start],), target=ids[end]))
    try:
        m = ArgumentMap(nodes, steps)
    except InvalidMapError as error:
        raise FormatError(f"the case makes no map: {error}", path=path) from None
    return Reading(m, repaired=tuple(repaired), dropped=tuple(dropped))
