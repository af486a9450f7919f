"""What a brief says of a map: plain data, in document order, for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.draw.roles import role
from argmap.draw.wording import list_of, term, words
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Source

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


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
    replies = {r.id for r in attacks if _is_objection(m, r.target)}
    return {
        "title": words(m.title) or "Argument map",
        "note": words(m.note or ""),
        "thesis": _told(m, thesis) if thesis is not None else None,
        "grounds": [_step(m, r) for r in steps if thesis is not None and r.target == thesis.id],
        "reasons": [_step(m, r) for r in steps if r.target in carrying],
        "objections": [
            {
                **_step(m, r),
                "conceded": bool(getattr(r, "conceded", False)),
                "answers": [_step(m, a) for a in attacks if a.target in (r.id, *r.premises)],
            }
            for r in attacks
            if r.id not in replies
        ],
        "recommendations": [_advice(m, n) for n in m.nodes if role(n) == "recommendation"],
        "questions": [_told(m, n) for n in m.nodes if role(n) == "question"],
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
                "url": _link(s.url),
            }
            for s in m.sources
        ],
    }


def _carrying(m: ArgumentMap) -> set[str]:
    """Return what the thesis and the advice rest on; in a map without either, every node."""
    argued_for = [*((m.thesis,) if m.thesis is not None else ()), *m.recommendations]
    told_above = {node.id for node in argued_for}
    if not argued_for:
        return set(m.nodes.ids)
    return {node.id for argued in argued_for for node in m.grounds(argued)} - told_above


def _is_objection(m: ArgumentMap, target: str) -> bool:
    """Return whether an attack on this answers an objection: it hits an attack, or a premise of one."""
    part = m[target]
    if isinstance(part, Relation):
        return role(part) == "attacks"
    return any(role(r) == "attacks" for r in m.index.steps_from.get(target, ()))


def _link(url: str | None) -> str | None:
    # Any other scheme could run code in the page of whoever opens the brief.
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _told(m: ArgumentMap, part: Part) -> dict[str, Any]:
    if not isinstance(part, Node):
        assert isinstance(part, Relation)
        ends = " and ".join(_text(m[id]) for id in part.premises)
        text = f"the step from “{ends}” to “{_text(m[part.target])}”"
    else:
        text = _text(part)
    return {
        "id": part.id,
        "text": text,
        "kind": f"unstated {part.kind}" if part.implicit else part.kind,
        "implicit": part.implicit,
        "voice": words(part.voice or ""),
        "quotes": [
            {"words": words(q.words), "url": _link(q.url), "paragraph": q.paragraph} for q in part.quotes
        ],
    }


def _text(part: Part) -> str:
    return (words(part.text) or "(no words)") if isinstance(part, Node) else part.id


def _step(m: ArgumentMap, r: Relation) -> dict[str, Any]:
    return {
        "id": r.id,
        "premises": [_told(m, m[id]) for id in r.premises],
        "target": _told(m, m[r.target]),
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
    by_rule: dict[tuple[str, str], list[str]] = {}
    for found in m.check().at_least("warning"):
        by_rule.setdefault((found.code, found.hint), []).append(words(found.message))
    return [{"code": code, "hint": words(hint), "findings": said} for (code, hint), said in by_rule.items()]


def _cited(source: Source) -> str:
    told = (list_of(source.authors), source.title, source.publisher, source.date)
    return ", ".join(words(part) for part in told if part) or source.id
