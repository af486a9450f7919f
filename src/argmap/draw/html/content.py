"""What the script of a page is given: every part in words, where it stands, and what hangs on what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from argmap.draw.cards import Card
from argmap.draw.html.folding import folded, hung, tops
from argmap.draw.markup import clean, safe_link
from argmap.draw.roles import role
from argmap.draw.scene import Layout, Scene
from argmap.draw.wording import term
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Quote, passage_url

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

MOST = 300
"""Up to how many cards a page shows all of them at first; a larger map opens folded."""
SHOWN = 60
"""How many cards a map that opens folded shows at most, where its conclusions are not more already."""

_VERBS = {
    "supports": ("Supported by", "Supports"),
    "attacks": ("Objection from", "Speaks against"),
    "undercuts": ("Undercut by", "Undercuts"),
    "influences": ("Influenced by", "Influences"),
    "addresses": ("Addressed by", "Addresses"),
    "serves": ("Served by", "Serves"),
    "answers": ("Answered by", "Answers"),
    "restates": ("Says the same as", "Says the same as"),
    "conflicts": ("Cannot both hold with", "Cannot both hold with"),
}
_POLARITY = {
    "+": ("Raised (+) by", "Raises (+)"),
    "-": ("Lowered (−) by", "Lowers (−)"),
    "0": ("Not changed (0) by", "Does not change (0)"),
    "±": ("Changed in mixed ways (±) by", "Changes in mixed ways (±)"),
    "?": ("Changed in an unknown way (?) by", "Changes in an unknown way (?)"),
}
_ELSEWHERE = frozenset("id kind text title quotes implicit premises target scheme conceded polarity".split())
"""Fields that a page shows in a place of their own."""
_NAMES = {"voice": "said by", "rationale": "warrant", "addressees": "to", "deontic": "how strongly"}
_SCALES = {"form": "evidence_form"}
"""The scale that a field is coded on, where it does not have the name of the field."""


def content(m: ArgumentMap, scene: Scene, layout: Layout, marks: Iterable[int]) -> dict[str, Any]:
    """Return the data of a page as JSON values; every text in it is clean.

    ``marks`` are the places, in the table of marks, of what stands at the ends of each link.

    >>> import argmap as am
    >>> from argmap.draw.compose import compose
    >>> from argmap.draw.layout import arrange
    >>> from argmap.draw.theme import light
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> scene = compose(m, theme=light)
    >>> layout = arrange(scene.boxes, scene.links, shelf=scene.shelf)
    >>> content(m, scene, layout, ())["nodes"]
    [{'id': 'c1', 'kind': 'claim', 'text': 'It rains.'}]
    """
    places = {box.key: place for place, box in enumerate(scene.boxes)}
    tables = Tables(m)
    first = m.thesis or next(iter(m.roots), None)
    schemes = {r.scheme: list(m.critical_questions(r)) for r in m.relations if r.scheme}
    strokes = ((link.relation, scene.strokes[link.key].badge) for link in scene.links)
    badges = {id: badge.told for id, badge in strokes if badge is not None}
    diagnostics: list[list[Any]] = []
    notes: dict[str, list[int]] = {}
    for found in m.check():
        for part in found.parts:
            notes.setdefault(part, []).append(len(diagnostics))
        diagnostics.append([found.code, found.severity, found.message, tables.place(found.hint)])
    ties = [(places[link.tail], places[link.head]) for link in scene.links]
    steps = {relation.id: place for place, relation in enumerate(m.relations)}
    kids, cards = hung(len(places), ties), len(scene.cards)
    start = next((place for place, node in enumerate(m.nodes) if node is first), None)
    data: dict[str, Any] = {
        "direction": layout.direction,
        "start": first.id if first is not None else "",
        "most": MOST,
        "tops": tops(kids),
        "folded": folded(kids, cards, start, SHOWN) if cards > MOST else [],
        "boxes": [
            [box.part, *(round(at, 1) for at in layout.places[box.key]), box.width, box.height]
            for box in scene.boxes
        ],
        "links": [
            [*tie, mark, steps[link.relation]]
            for tie, mark, link in zip(ties, marks, scene.links, strict=True)
        ],
        "nodes": [
            _told(node, card, tables) for node, card in zip(m.nodes, scene.cards.values(), strict=True)
        ],
        "relations": [_tied(m, relation, tables, badges.get(relation.id)) for relation in m.relations],
        "schemes": {name: questions for name, questions in schemes.items() if questions},
        "diagnostics": diagnostics,
        "notes": notes,
    }
    data["words"] = tables.words
    cleaned: dict[str, Any] = _cleaned(data)
    return cleaned


class Tables:
    """Words that a page says often, held once: a text is given by its place among them."""

    def __init__(self, m: ArgumentMap) -> None:
        self.titles = {source.id: source.title for source in m.sources}
        self.pages = m.index.pages
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Return the place of a text; a new one comes last."""
        return self._places.setdefault(text, len(self._places))

    @property
    def words(self) -> list[str]:
        """The texts in the order of their places."""
        return list(self._places)


def as_script(data: object) -> str:
    r"""Return JSON that can stand in an element of a page: nothing in it ends the element.

    >>> as_script({"text": "</script>"})
    '{"text":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _told(node: Node, card: Card, tables: Tables) -> dict[str, Any]:
    mark = card.badge.told if card.badge is not None else None
    # A thesis is a claim, or something else.
    kinds = dict.fromkeys((card.kind, clean(node.kind).replace("_", " ").upper()))
    states = [state for state in card.states if state in ("unstated", "conceded")]
    return _given(
        id=node.id,
        kind=", ".join((*map(str.lower, kinds), *states)),
        title=node.title,
        text=node.text,
        facts=[*_marked(mark), *_facts(node, tables)],
        quotes=_quoted(node.quotes, tables),
        mark=mark,
    )


def _tied(m: ArgumentMap, relation: Relation, tables: Tables, mark: str | None) -> dict[str, Any]:
    into, out = _verbs(m, relation)
    remarks = ["granted by the author"] if getattr(relation, "conceded", False) else []
    remarks += ["unstated step"] if relation.implicit else []
    added = f" ({', '.join(remarks)})" if remarks else ""
    return _given(
        id=relation.id,
        word=relation.kind.replace("_", " "),
        premises=list(relation.premises),
        target=relation.target,
        into=tables.place(into + added),
        out=tables.place(out + added),
        scheme=relation.scheme,
        facts=[*_marked(mark), *_facts(relation, tables)],
        quotes=_quoted(relation.quotes, tables),
    )


def _marked(mark: str | None) -> list[list[str]]:
    """Return what an overlay says of a part, as a pair of its name and its words."""
    name, _, words = (mark or "").partition(": ")
    return [[name, words]] if words else []


def _verbs(m: ArgumentMap, relation: Relation) -> tuple[str, str]:
    what = role(relation)
    if what != relation.kind:
        word = relation.kind.replace("_", " ").capitalize()
        return f"{word}, from", word
    if what == "influences":
        return _POLARITY.get(getattr(relation, "polarity", "?"), _VERBS["influences"])
    if what == "attacks" and isinstance(m[relation.target], Relation):
        what = "undercuts"
    return _VERBS[what]


def _facts(part: Part, tables: Tables) -> list[list[str]]:
    """Return what the fields of a part say, a user's own among them, as pairs of words."""
    facts = []
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name in _ELSEWHERE or value == field.default or value in (None, (), ""):
            continue
        said = ", ".join(map(str, value)) if isinstance(value, tuple | frozenset) else str(value)
        if name == "citation":
            said = tables.titles.get(said) or said
        elif field.annotation is not str and isinstance(value, str) and name != "note":
            said = term(value, _SCALES.get(name, name)) if value.isidentifier() else said
        facts.append([_NAMES.get(name, name.replace("_", " ")), said])
    return facts


def _quoted(quotes: Iterable[Quote], tables: Tables) -> list[list[Any]]:
    """Return quotes as words, source, paragraph, page and what follows the page's address in the link.

    Where that only repeats the words it is left out. A quote without a page of its own is on that of its source.
    """
    told = []
    for quote in quotes:
        link = safe_link(passage_url(quote, tables.pages)) or ""
        address, mark, rest = link.partition("#")
        if unquote(mark + rest) == f"#:~:text={quote.words.replace(' … ', ',')}":
            mark = rest = ""  # the script can say it itself
        place = quote.paragraph or 0
        source = tables.place(tables.titles.get(quote.source) or quote.source)
        told.append([quote.words, source, place, tables.place(address), mark + rest])
    return told


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])} | (
        {"text": fields["text"]} if "text" in fields else {}
    )


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value
