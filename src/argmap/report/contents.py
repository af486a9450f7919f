"""What a brief says of a map: plain data, in document order, for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.analysis.rulebook import rules
from argmap.draw.markup import safe_link
from argmap.draw.roles import role
from argmap.draw.wording import list_of, term, words
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Quote, Source, passage_url
from argmap.report.direction import isolated

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

DEEPEST = 2
"""How many steps are told within the name of a step; further down one is named by its id."""

_SECTIONS = (
    ("Thesis", ("thesis",)),
    ("What is said", ("claims",)),
    ("Grounds", ("grounds",)),
    ("Objections and answers", ("objections",)),
    ("What cannot both hold", ("conflicts",)),
    ("Recommendations", ("recommendations",)),
    ("Goals", ("goals",)),
    ("What these rest on", ("reasons",)),
    ("Causes and effects", ("causes",)),
    ("What else is said", ("rest",)),
    ("Questions and answers", ("answered",)),
    ("Open questions", ("questions", "critical")),
    ("Weaknesses", ("weaknesses",)),
    ("Sources", ("sources",)),
)


def contents(m: ArgumentMap) -> dict[str, Any]:
    """Return the contents of the brief of a map, by the names that templates use.

    >>> import argmap as am
    >>> contents(am.ArgumentMap([am.Claim(id="c1", text="It rains.")], title="Weather"))["title"]
    'Weather'
    """
    thesis = m.thesis
    steps = [r for r in m.relations if role(r) == "supports"]
    attacks = [r for r in m.relations if role(r) == "attacks"]
    carrying = _carrying(m)
    reasons = [r for r in steps if r.target in carrying or isinstance(m[r.target], Relation)]
    asked_and_answered = [
        {**_told(m, n), "answers": _told_by(m, n, "answers")} for n in m.nodes if role(n) == "question"
    ]
    said: dict[str, Any] = {
        "title": words(m.title) or "Argument map",
        "note": words(m.note or ""),
        "thesis": _told(m, thesis) if thesis is not None else None,
        "grounds": [_step(m, r) for r in steps if thesis is not None and r.target == thesis.id],
        "reasons": [_step(m, r) for r in reasons],
        "argued": [
            {"target": _told(m, m[id]), "reasons": [_step(m, r) for r in m.index.supports_to[id]]}
            for id in dict.fromkeys(r.target for r in reasons)
        ],
        "objections": [_objection(m, r, answers) for r, answers in _objections(m, attacks)],
        "conflicts": [
            {
                **_step(m, r),
                "reason": list_of([_named(m, m[id]) for id in (*r.premises, r.target)]),
                "parts": [
                    part
                    for id in (*r.premises, r.target)
                    if (part := _told(m, m[id]))["voice"] or part["implicit"] or part["quotes"]
                ],
            }
            for r in m.relations
            if role(r) == "conflicts"
        ],
        "recommendations": [_advice(m, n) for n in m.nodes if role(n) == "recommendation"],
        "goals": [
            {**_told(m, n), "served_by": _told_by(m, n, "serves")} for n in m.nodes if role(n) == "goal"
        ],
        "causes": _causes(m),
        "answered": [q for q in asked_and_answered if q["answers"]],
        "questions": [q for q in asked_and_answered if not q["answers"]],
        "critical": [
            {"about": _step(m, r), "scheme": words(r.scheme or ""), "questions": asked}
            for r in steps
            if (thesis is None or r.target == thesis.id)
            and (asked := [words(q) for q in m.critical_questions(r)])
        ],
        "weaknesses": _weaknesses(m),
        "sources": [
            {
                "id": s.id,
                "text": _cited(s),
                "url": safe_link(s.url),
            }
            for s in m.sources
        ],
    }
    argued_for = thesis is not None or said["recommendations"]
    untold = _untold(m, carrying)
    said["claims"] = [] if argued_for else [_told(m, n) for n in untold]
    said["rest"] = [
        {**_told(m, n), "reasons": [_step(m, r) for r in m.index.supports_to.get(n.id, ())]}
        for n in (untold if argued_for else ())
    ]
    titles = {"What these rest on": "What these rest on" if argued_for else "Reasons"}
    said["reasons_title"] = titles["What these rest on"]
    said["sections"] = [titles.get(name, name) for name, keys in _SECTIONS if any(said[key] for key in keys)]
    return said


def _objections(m: ArgumentMap, attacks: list[Relation]) -> list[tuple[Relation, list[Relation]]]:
    """Return the objections, each with the attacks that answer it; every attack is one or the other.

    What hits an answer, and what hits in a circle, is an objection of its own.
    """
    hitting: dict[str, list[Relation]] = {}
    for r in attacks:
        hitting.setdefault(r.target, []).append(r)
    answers = {r.id: [a for id in (r.id, *r.premises) for a in hitting.get(id, ())] for r in attacks}
    chosen = {r.id for r in attacks if not _is_objection(m, r.target)}
    told = chosen | {a.id for id in chosen for a in answers[id]}
    for r in attacks:
        if r.id not in told:
            chosen.add(r.id)
            told |= {r.id, *(a.id for a in answers[r.id])}
    return [(r, answers[r.id]) for r in attacks if r.id in chosen]


def _objection(m: ArgumentMap, r: Relation, answers: list[Relation]) -> dict[str, Any]:
    conceded = bool(getattr(r, "conceded", False))
    marks = (*(("conceded",) if conceded else ()), *(() if answers else ("unanswered",)))
    return {
        **_step(m, r),
        "conceded": conceded,
        "answers": [_step(m, a) for a in answers],
        "marks": ", ".join(marks),
    }


def _carrying(m: ArgumentMap) -> set[str]:
    """Return what thesis, advice, objections and answers rest on; in a map without thesis and advice, every node."""
    argued_for = [*((m.thesis,) if m.thesis is not None else ()), *m.recommendations]
    told_above = {node.id for node in argued_for}
    if not argued_for:
        return set(m.nodes.ids)
    found = {node.id for argued in argued_for for node in m.grounds(argued)}
    for said in dict.fromkeys(id for r in m.relations if role(r) == "attacks" for id in r.premises):
        if said not in found:
            found |= {said, *m.grounds(said).ids}
    return found - told_above


def _untold(m: ArgumentMap, carrying: set[str]) -> list[Node]:
    """Return the nodes that no other section tells, but for premises and restatements of one another."""
    argued_for = m.thesis is not None or bool(m.recommendations)
    told = {n.id for n in m.nodes if n == m.thesis or role(n) in ("recommendation", "question", "goal")}
    telling = {"attacks", "influences", "answers", "serves", "addresses"}
    if argued_for:
        told |= carrying
        telling.add("conflicts")
    reasoned = carrying | {n.id for n in m.nodes if n == m.thesis or role(n) == "recommendation"}
    for r in m.relations:
        backs = role(r) == "supports" and (r.target in reasoned or isinstance(m[r.target], Relation))
        if role(r) in telling or backs or (role(r) == "supports" and not argued_for):
            told |= {*r.premises, r.target}
    left = [n for n in m.nodes if n.id not in told]
    if not argued_for:
        return left
    ids = {n.id for n in left}
    return [
        n
        for n in left
        if m.index.supports_to.get(n.id)
        or not (_leads_to(m, n, "supports", ids) or _leads_to(m, n, "restates", told))
    ]


def _leads_to(m: ArgumentMap, n: Node, what: str, ids: set[str]) -> bool:
    return any(role(r) == what and r.target in ids for r in m.index.steps_from.get(n.id, ()))


def _told_by(m: ArgumentMap, n: Node, what: str) -> list[dict[str, Any]]:
    """Return what stands to a node in relations of one kind."""
    return [_told(m, m[id]) for r in m.index.steps_to.get(n.id, ()) if role(r) == what for id in r.premises]


def _causes(m: ArgumentMap) -> list[dict[str, Any]]:
    """Return each factor that acts on others, with what it does to which."""
    effects: dict[str, list[dict[str, Any]]] = {}
    for r in m.relations:
        if role(r) == "influences":
            how = term(getattr(r, "polarity", "?"), "polarity")
            delay, basis = getattr(r, "delay", None), getattr(r, "basis", None)
            later = f", after a {term(str(delay), 'delay')} delay" if delay not in (None, "none") else ""
            because = f" ({term(basis, 'basis')})" if basis else ""
            for id in r.premises:
                effects.setdefault(id, []).append(
                    {
                        "how": f"{how[0].upper()}{how[1:]}",
                        "target": _told(m, m[r.target]),
                        "when": later + because,
                    }
                )
    return [{"factor": _told(m, m[id]), "effects": found} for id, found in effects.items()]


def _is_objection(m: ArgumentMap, target: str) -> bool:
    """Return whether an attack on this answers an objection: it hits an attack, or a premise of one."""
    part = m[target]
    if isinstance(part, Relation):
        return role(part) == "attacks"
    return any(role(r) == "attacks" for r in m.index.steps_from.get(target, ()))


def _told(m: ArgumentMap, part: Part) -> dict[str, Any]:
    text = _text(part) if isinstance(part, Node) else _named(m, part)
    return {
        "id": part.id,
        "text": text,
        "bare": _bare(text),
        "kind": f"unstated {part.kind}" if part.implicit else part.kind,
        "implicit": part.implicit,
        "voice": words(part.voice or ""),
        "quotes": [
            {
                "words": words(q.words),
                "url": safe_link(passage_url(q, m.index.pages)),
                "paragraph": q.paragraph,
                "place": _place(m, q),
            }
            for q in part.quotes
        ],
    }


def _text(part: Node) -> str:
    return words(part.text) or "(no words)"


def _bare(text: str) -> str:
    """Return a text as it stands inside a sentence, without its full stop."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") and len(text) > 1 else text


def _named(m: ArgumentMap, part: Part, within: tuple[str, ...] = ()) -> str:
    """Return what a part is called inside a sentence: its words in quotes, a step by its two ends."""
    if isinstance(part, Node):
        return f"“{isolated(_bare(_text(part)))}”"
    if not isinstance(part, Relation) or len(within) == DEEPEST:  # two steps may be each other's target
        return part.id
    noun = {"attacks": "objection", "influences": "influence"}.get(role(part), "step")
    return f"the {noun} {_ends(m, part, (*within, part.id))}"


def _ends(m: ArgumentMap, r: Relation, within: tuple[str, ...] = ()) -> str:
    premises = list_of([_named(m, m[id], within) for id in r.premises])
    return f"from {premises} to {_named(m, m[r.target], within)}"


def _place(m: ArgumentMap, quote: Quote) -> str:
    """Return where the words stand: the source where several are quoted, and the paragraph."""
    told = []
    if len(m.index.quoted) > 1:
        source = next((s for s in m.sources if s.id == quote.source), None)
        told.append(words(source.title or list_of(source.authors)) if source is not None else "")
        told[0] = told[0] or quote.source
    if quote.paragraph is not None:
        told.append(f"paragraph {quote.paragraph}")
    return ", ".join(told)


def _step(m: ArgumentMap, r: Relation) -> dict[str, Any]:
    return {
        "id": r.id,
        "premises": [_told(m, m[id]) for id in r.premises],
        "target": _told(m, m[r.target]),
        "reason": _ends(m, r),
        "rationale": words(r.rationale or ""),
    }


def _advice(m: ArgumentMap, n: Node) -> dict[str, Any]:
    deontic = getattr(n, "deontic", None)
    return {
        **_told(m, n),
        "addressees": [words(name) for name in getattr(n, "addressees", ())],
        "deontic": term(deontic, "deontic") if deontic else "",
        "rests_on": [_told(m, m[id]) for r in m.index.supports_to.get(n.id, ()) for id in r.premises],
        "addresses": [
            _told(m, m[r.target]) for r in m.index.steps_from.get(n.id, ()) if role(r) == "addresses"
        ],
    }


def _weaknesses(m: ArgumentMap) -> list[dict[str, Any]]:
    """Return the findings that a critical reader would name, by rule."""
    titles = {rule.code: rule.title for rule in rules()}
    by_rule: dict[tuple[str, str], list[str]] = {}
    for found in m.check().at_least("warning"):
        by_rule.setdefault((found.code, found.hint), []).append(words(found.message).replace(".”.", ".”"))
    return [
        {"code": code, "title": words(titles.get(code, hint)), "hint": words(hint), "findings": said}
        for (code, hint), said in by_rule.items()
    ]


def _cited(source: Source) -> str:
    told = (list_of(source.authors), source.title, source.publisher, source.date)
    return ", ".join(words(part) for part in told if part) or source.id
