"""Parts in words: how an outline names nodes, steps and ties between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.draw.roles import role
from argmap.errors import ScaleError
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Source
from argmap.model.vocabulary import term_of

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

SHORT = 60
"""How many characters of a text remind of it where it has been told before."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INFLUENCE = {
    "+": "raises (+)",
    "-": "lowers (-)",
    "0": "does not change (0)",
    "?": "changes in an unknown way (?)",
    "±": "changes in mixed ways (±)",
}


def words(text: str) -> str:
    """Return a text as one line that a terminal can print: no control characters, single spaces.

    >>> words("It  rains." + chr(10) + chr(27) + "[31mhard")
    'It rains. [31mhard'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def shortened(text: str) -> str:
    """Return enough of a text to know it again, whole words.

    >>> shortened("word " * 20)
    'word word word word word word word word word word word word …'
    """
    text = words(text)
    if len(text) <= SHORT:
        return text
    return f"{text[: SHORT + 1].rpartition(' ')[0] or text[:SHORT]} …"


def list_of(names: Sequence[str]) -> str:
    """Return names as a list in words.

    >>> list_of(["c1", "c2", "c3"])
    'c1, c2 and c3'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def term(value: str, measures: str) -> str:
    """Return the wording of a coded value on the scale that it is of.

    >>> term("unsourced_assertion", "evidence_form")
    'unsourced assertion'
    """
    try:
        return words(term_of(value, measures).label)
    except ScaleError:  # a field of somebody's own kind may hold any words
        return words(value.replace("_", " "))


def describe(node: Node) -> str:
    """Return a node in full: its id, what it is, who says it, where it stands, and its text."""
    told = [node.id, _kind(node)]
    if node.voice:
        told.append(f"said by {words(node.voice)}")
    if role(node) == "evidence":
        told += _origin(node)
    if node.likelihood:
        told.append(term(node.likelihood, "likelihood"))
    if node.confidence:
        told.append(f"with {term(node.confidence, 'confidence')} confidence")
    places = sorted({quote.paragraph for quote in node.quotes if quote.paragraph is not None})
    if places:
        told.append(f"paragraph{'s' * (len(places) > 1)} {list_of([str(place) for place in places])}")
    said = ". ".join(told for told in (words(node.title or ""), words(node.text)) if told)
    return f"{', '.join(told)}: {said or '(no words)'}"


def _origin(node: Node) -> list[str]:
    told = []
    if date := getattr(node, "date", None):
        told.append(f"dated {words(date.replace('/', ' to '))}")
    if citation := getattr(node, "citation", None):
        told.append(f"cited from {citation}")
    return told


def _kind(node: Node) -> str:
    kind = node.kind.replace("_", " ")
    if node.implicit:
        kind = f"unstated {kind}"
    what = role(node)
    if what == "evidence":
        form = getattr(node, "form", None)
        return f"{kind} ({term(form, 'evidence_form')})" if form else kind
    if what == "recommendation":
        addressees = [words(name) for name in getattr(node, "addressees", ())]
        to = f" to {list_of(addressees)}" if addressees else ""
        deontic = getattr(node, "deontic", None)
        how = f" ({term(deontic, 'deontic')})" if deontic else ""
        return f"{kind}{to}{how}"
    return kind


def mention(part: Part) -> str:
    """Return a node by its id and the beginning of its text, or a relation by its id."""
    return f"{part.id} ({shortened(part.label)})" if isinstance(part, Node) else part.id


def step_name(m: ArgumentMap, relation: Part) -> str:
    """Return what a relation is called where something is said about it."""
    told, seen = "", set[str]()
    while isinstance(relation, Relation) and relation.id not in seen:
        seen.add(relation.id)  # two relations may be each other's target
        noun = {"attacks": "objection", "influences": "influence"}.get(role(relation), "step")
        told += f"the {noun} from {list_of(relation.premises)} to "
        relation = m[relation.target]
    return told + relation.id


def sentence(m: ArgumentMap, relation: Relation, *, below_premise: bool = False) -> str:
    """Return a relation as a sentence; below its premise only the verb and the other end."""
    target = m[relation.target]
    end = mention(target) if isinstance(target, Node) else step_name(m, target)
    if role(relation) == "influences":
        polarity = getattr(relation, "polarity", "?")
        verb = _INFLUENCE.get(polarity) or term(polarity, "polarity")
        told = f"{verb} {end}"
        if (delay := getattr(relation, "delay", None)) not in (None, "none"):
            told += f", after a {term(str(delay), 'delay')} delay"
        if basis := getattr(relation, "basis", None):
            told += f" ({term(basis, 'basis')})"
        return f"{told[0].upper()}{told[1:]}" if below_premise else f"{_premises(m, relation)} {told}"
    if below_premise:
        others = relation.premises[1:]
        together = f", together with {list_of(others)}" if others else ""
        return f"{role(relation).capitalize()} {end}{together}"
    several = len(relation.premises) > 1
    if role(relation) == "restates":
        return f"{_premises(m, relation)} {'say' if several else 'says'} again what {end} says"
    if role(relation) == "conflicts":
        return f"{_premises(m, relation)} cannot hold together with {end}"
    return f"{_premises(m, relation)} {relation.kind.replace('_', ' ')} {end}"


def _premises(m: ArgumentMap, relation: Relation) -> str:
    return list_of([mention(m[premise]) for premise in relation.premises])


def source_line(source: Source) -> str:
    """Return a source as a reader would cite it.

    >>> source_line(Source(id="s", title="A report", authors=("A. Nobody",), publisher="P", date="2024"))
    'Source s: A. Nobody, A report, P, 2024.'
    """
    parts = [list_of(source.authors), source.title, source.publisher or "", source.date or ""]
    told = ", ".join(words(part) for part in parts if part)
    return f"Source {source.id}: {told}." if told else f"Source {source.id}."
