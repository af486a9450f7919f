"""An arguebuf document: what its atoms, schemes, resources and participants say in the words of a map.

What the format has no field for stands in its ``userdata`` under ``argmap``, as JSON text: arguebuf carries
userdata along, but would make every number in them a float.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from argmap.errors import ArgmapError
from argmap.formats.aif_document import CLAIM, Ids, Layout, key
from argmap.formats.ids import cleaned, is_id
from argmap.model.part import is_a, kind_named
from argmap.model.relations import Attacks, Conflicts, Relation, Restates, Supports
from argmap.model.source import Quote, Source

Document = dict[str, Any]


OURS = "argmap"
"""The key of the userdata under which argmap keeps what arguebuf has no field for."""

TYPES = {"support": "RA", "attack": "CA", "rephrase": "MA", "preference": "PA"}
"""The types of schemes of arguebuf, and those of AIF that they are."""

SUPPORTS = frozenset(
    """
    POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE ANALOGY
    PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS ALTERNATIVES
    VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
    VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES POSITIVE_VALUES NEGATIVE_VALUES
    SACRIFICE THE_GROUP_AND_ITS_MEMBERS PRACTICAL_REASONING TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS
    IGNORANCE EPISTEMIC_IGNORANCE CAUSE_TO_EFFECT CORRELATION_TO_CAUSE SIGN ABDUCTIVE EVIDENCE_TO_HYPOTHESIS
    CONSEQUENCES POSITIVE_CONSEQUENCES NEGATIVE_CONSEQUENCES PRAGMATIC_ALTERNATIVES THREAT FEAR_APPEAL
    DANGER_APPEAL NEED_FOR_HELP DISTRESS COMMITMENT ETHOTIC GENERIC_AD_HOMINEM PRAGMATIC_INCONSISTENCY
    INCONSISTENT_COMMITMENT CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM SLIPPERY_SLOPE
    PRECEDENT_SLIPPERY_SLOPE SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE
    CONSTITUTIVE_RULE_CLAIMS RULES EXCEPTIONAL_CASE PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
    """.split()
)
"""The schemes of support that arguebuf knows, after Walton, Reed & Macagno 2008."""


def mapping(value: Any) -> Document:
    """Return a mapping, an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def extra(holder: Any) -> Document:
    """Return what argmap has put into the userdata of a node, a resource or the graph.

    >>> extra({"userdata": {"argmap": '{"kind": "goal"}'}})
    {'kind': 'goal'}
    """
    said = mapping(mapping(holder).get("userdata")).get(OURS)
    try:
        return mapping(json.loads(said)) if isinstance(said, str) else {}
    except (ValueError, RecursionError):
        return {}


def with_extra(holder: Document, more: Document) -> Document:
    """Return a node, a resource or the graph with what argmap puts into its userdata."""
    if more == extra(holder):
        return holder
    userdata = {name: value for name, value in mapping(holder.get("userdata")).items() if name != OURS}
    if more:
        userdata[OURS] = json.dumps(more, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    rest = {name: value for name, value in holder.items() if name != "userdata"}
    return {**rest, "userdata": userdata} if userdata else rest


# Schemes


def scheme_type(node: Any) -> str | None:
    """Return the type of a scheme: support, attack, rephrase, preference; ``""`` for none, ``None`` for no scheme.

    >>> scheme_type({"scheme": {"support": "SUPPORT_SIGN"}}), scheme_type({"scheme": {}}), scheme_type({"atom": {}})
    ('support', '', None)
    """
    if not isinstance(mapping(node).get("scheme"), dict) or "atom" in node:
        return None
    return next((name for name in TYPES if name in node["scheme"]), "")


def type_for(kind: type[Relation]) -> str:
    """Return the type of scheme that a kind of relations is, ``""`` where arguebuf has none for it."""
    for cls, name in (
        (Supports, "support"),
        (Attacks, "attack"),
        (Conflicts, "attack"),
        (Restates, "rephrase"),
    ):
        if issubclass(kind, cls):
            return name
    return ""


def is_kind(kind: Any, written: str) -> bool:
    """Return whether a word names a kind of relations that is written as this type of scheme."""
    try:
        cls = kind_named(kind, "relation")
    except ArgmapError:
        return False
    return issubclass(cls, Relation) and type_for(cls) == ("attack" if written == "preference" else written)


def type_of(relation: Relation) -> str:
    """Return the type of scheme that a relation is, ``""`` where arguebuf has none for it."""
    return next(
        (type_for(cls) for cls in (Supports, Attacks, Conflicts, Restates) if is_a(relation, cls)), ""
    )


def word_of(scheme: str | None, kind: str) -> str:
    """Return arguebuf's word for a scheme; the default one where it has none.

    >>> word_of("Argument from Expert Opinion", "support"), word_of("my own", "support")
    ('SUPPORT_EXPERT_OPINION', 'SUPPORT_DEFAULT')
    """
    word = re.sub(
        r"\W+", "_", re.sub(r"^argument (?:from|by) ", "", (scheme or "").strip().casefold())
    ).upper()
    return f"{kind.upper()}_{word if kind == 'support' and word in SUPPORTS else 'DEFAULT'}"


def scheme_said(word: Any, kind: str) -> str | None:
    """Return the scheme that a word of arguebuf's means, ``None`` for the default one.

    >>> scheme_said("SUPPORT_EXPERT_OPINION", "support"), scheme_said("SUPPORT_DEFAULT", "support")
    ('expert opinion', None)
    """
    said = word.removeprefix(f"{kind.upper()}_") if isinstance(word, str) else ""
    return None if said in ("", "DEFAULT", "UNSPECIFIED") else said.replace("_", " ").lower()


# Structure


def layout_of(document: Document) -> Layout:
    """Return the nodes and edges of a document laid out as those of AIF, whose structure they have."""
    nodes = mapping(document.get("nodes"))
    ids = fitted(nodes)
    edges = ((id, mapping(edge)) for id, edge in mapping(document.get("edges")).items())
    return Layout(
        {
            "nodes": [
                {
                    "nodeID": ids[name],
                    "type": _aif_type(node),
                    "text": key(mapping(mapping(node).get("atom")).get("text")),
                }
                for name, node in nodes.items()
            ],
            "edges": [
                {"edgeID": id, "fromID": _end(edge.get("source"), ids), "toID": _end(edge.get("target"), ids)}
                for id, edge in edges
            ],
        }
    )


def _end(name: Any, ids: Mapping[str, str]) -> str | None:
    return ids.get(name) if isinstance(name, str) else None


def _aif_type(node: Any) -> str:
    kind = scheme_type(node)
    if kind is None:
        return CLAIM if isinstance(mapping(node).get("atom"), dict) else "neither atom nor scheme"
    if kind == "" and is_kind(extra(node).get("kind"), ""):
        return "RA"  # of a kind that arguebuf has no type for: a step like any other
    return TYPES.get(kind, "scheme without a type")


# Sources, quotes, voices


def fitted(names: Collection[str]) -> dict[str, str]:
    """Return an id for each name, the name itself where it can be one; their order makes no difference.

    >>> fitted(["a", "a b", "a_b"])
    {'a': 'a', 'a_b': 'a_b', 'a b': 'a_b-2'}
    """
    fit = [name for name in names if is_id(name)]
    ids = {name: name for name in fit}
    if len(fit) < len(names):
        free = Ids(fit)
        for name in sorted(set(names) - free.taken):
            ids[name] = free.free(cleaned(name, "unnamed"))
    return ids


def source_of(id: str, resource: Any) -> Source:
    """Return the source that a resource is.

    >>> source_of("r1", {"title": "A report", "source": "https://example.org"}).url
    'https://example.org'
    """
    said = mapping(resource)
    fields = {"id": id, "title": key(said.get("title")) or "", "url": key(said.get("source")) or None}
    try:
        return Source.model_validate(
            {**extra(said), **{name: value for name, value in fields.items() if value}}
        )
    except ValidationError:
        return Source.model_validate(fields)


def quotes_of(atom: Any, sources: Mapping[str, Source]) -> tuple[Quote, ...]:
    """Return the quote that the reference of an atom is, none where it names no resource or no words.

    >>> quotes_of({"reference": {"resource": "r", "offset": 3, "text": "rain"}}, {"r": Source(id="r")})[0].end
    7
    """
    reference = mapping(mapping(atom).get("reference"))
    source = sources.get(key(reference.get("resource")) or "")
    words, offset = key(reference.get("text")) or "", reference.get("offset")
    if source is None or not words.strip():
        return ()
    start = offset if type(offset) is int and offset > 0 else None
    end = None if start is None else start + len(words)
    return (Quote(source=source.id, exact=words, start=start, end=end, page=source.url),)


def voice_of(atom: Any, participants: Document) -> str | None:
    """Return the name of the participant who says an atom."""
    id = key(mapping(atom).get("participant"))
    if not id:
        return None
    person = mapping(participants.get(id))
    return next((key(person[name]) for name in ("name", "username") if person.get(name)), None)
