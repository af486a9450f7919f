"""MindMup's argument maps (``.mup``): ideas, and groups that support or oppose the idea above them."""

from __future__ import annotations

import re
from typing import Any

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.exchange import Reading
from argmap.formats.ids import map_ids, numbered
from argmap.formats.plain_json import object_of
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim
from argmap.model.relations import Attacks, Relation, Supports

name = "mindmup"
title = "MindMup map (.mup)"
suffixes: tuple[str, ...] = (".mup",)
loses: tuple[str, ...] = ()

GROUPS: dict[str, type[Relation]] = {"supporting": Supports, "opposing": Attacks}
LOOKS = ("style", "position", "collapsed", "contentLocked", "parentConnector", "group", "theme", "note")
"""The attributes that say nothing of the argument, and those that are read."""

_IDEA = ("id", "title", "ideas", "attr")
_WHOLE = (*_IDEA, "formatVersion", "theme")
"""What is read of an idea and of a map, or says how it looks; all else is reported."""


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('{"formatVersion": 3, "id": "root", "ideas": {}}'), sniff('{"nodes": []}')
    (1.0, 0.0)
    """
    if text[:4000].removeprefix("\ufeff").lstrip()[:1] != "{" or '"ideas"' not in text:
        return 0.0
    return 1.0 if '"formatVersion"' in text or re.search(r'"ideas"\s*:\s*\{\s*"-?\d', text) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a mind map: an idea is a claim, the ideas of a group are linked premises.

    Raises:
        FormatError: it is no JSON, or holds no idea.

    >>> read('{"formatVersion": 3, "ideas": {"1": {"id": 1, "title": "It rains."}}}').map.nodes[0].text
    'It rains.'
    """
    data = object_of(text, path)
    repaired: list[str] = []
    dropped: list[str] = [f"map: its {word}" for word in data if word not in _WHOLE and data[word]]
    dropped += [f"map: its attribute {word!r:.60}" for word in _attributes(data) if word not in LOOKS]
    three = str(data.get("formatVersion")) >= "3"
    waiting: list[tuple[str | None, Any]] = [(None, idea) for idea in (_below(data) if three else [data])]
    waiting.reverse()
    seen: dict[str, tuple[str | None, dict[str, Any]]] = {}
    again: dict[str, int] = {}
    while waiting:
        above, idea = waiting.pop()
        if not isinstance(idea, dict):
            dropped.append(f"node {above or 'root'}: an idea below it that is no object")
            continue
        wanted = id = str(idea.get("id") or "idea")
        if id in seen:
            id = numbered(wanted, seen, again)
            repaired.append(f"node {wanted}: its id stands twice; this one is {id}")
        seen[id] = (above, idea)
        waiting += [(id, below) for below in reversed(_below(idea))]
    ids = map_ids(seen)
    groups = {
        id: word for id, (_, idea) in seen.items() if (word := _attributes(idea).get("group")) is not None
    }
    nodes: list[Claim] = []
    premises: dict[str, list[str]] = {id: [] for id in groups}
    for id, (above, idea) in seen.items():
        if idea is not data:  # of which the same is said as of the map
            dropped += [
                f"node {id}: its attribute {word!r:.60}" for word in _attributes(idea) if word not in LOOKS
            ]
            dropped += [f"node {id}: its {word}" for word in idea if word not in _IDEA and idea[word]]
        if id in groups:
            continue
        said = idea.get("title")
        if not isinstance(said, str) or not said.strip():
            repaired.append(f"node {id}: it has no title; its id stands for it")
            said = id
        note = _attributes(idea).get("note")
        words = note.get("text") if isinstance(note, dict) else None
        nodes.append(Claim(id=ids[id], text=said, note=words if isinstance(words, str) else None))
        if above in premises:
            premises[above].append(ids[id])
        elif above is not None:
            dropped.append(f"node {id}: the line to {above}, which says neither for nor against")
    steps: list[Relation] = []
    kept: set[str] = set()
    for id, word in groups.items():
        above = seen[id][0]
        if (
            not isinstance(word, str)
            or word not in GROUPS
            or not premises[id]
            or above is None
            or (above in groups and above not in kept)
        ):
            dropped.append(f"node {id}: a group {word!r:.60} that joins nothing argmap knows to anything")
            continue
        kept.add(id)
        steps.append(GROUPS[word](id=ids[id], premises=tuple(premises[id]), target=ids[above]))
    if not nodes:
        raise FormatError("the mind map holds no idea", path=path)
    said = data.get("title")
    tops = [ids[id] for id, (above, _) in seen.items() if above is None and id not in groups]
    try:
        m = ArgumentMap(
            nodes,
            steps,
            title=said if isinstance(said, str) else "",
            thesis=tops[0] if len(tops) == 1 else None,
        )
    except InvalidMapError as error:
        raise FormatError(f"the mind map makes no map: {error}", path=path) from None
    return Reading(m, repaired=tuple(repaired), dropped=tuple(dropped))


def _attributes(idea: dict[str, Any]) -> dict[str, Any]:
    found = idea.get("attr")
    return found if isinstance(found, dict) else {}


def _below(idea: dict[str, Any]) -> list[Any]:
    """Return the ideas below one, in the order of their ranks."""
    ideas = idea.get("ideas")
    if not isinstance(ideas, dict):
        return []
    return [ideas[rank] for rank in sorted(ideas, key=lambda rank: (_number(rank), rank))]


def _number(rank: str) -> float:
    return float(rank) if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", rank) else 0.0
