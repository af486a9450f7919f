"""What a map says that another, read back from what was written of it, does not.

A format that cannot hold everything finds its losses so: it writes, reads its own text, and compares. No loss
can then be forgotten, and none is named that is not one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats.exchange import Loss
from argmap.model.map import ArgumentMap
from argmap.model.part import Part
from argmap.model.record import record

WHOLE = "map"
"""What a loss of the map itself, and not of a part, stands under."""

SHOWN = 60
"""How many characters of a lost value a message shows."""


def losses(m: ArgumentMap, again: ArgumentMap, names: Mapping[str, str] | None = None) -> tuple[Loss, ...]:
    """Return each thing that ``m`` says and ``again`` does not, under the id of the part that says it.

    ``names`` says under which id a part stands in ``again`` where that is another; the other id is a loss
    itself.

    >>> import argmap as am
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.", likelihood="likely")])
    >>> [(loss.part, loss.message) for loss in losses(m, am.ArgumentMap([am.Claim(id="c1", text="It rains.")]))]
    [('c1', "its likelihood, 'likely', is left out")]
    """
    if m == again and not names:
        return ()
    return tuple(_losses(m, again, names or {}))


def _losses(m: ArgumentMap, again: ArgumentMap, names: Mapping[str, str]) -> Iterator[Loss]:
    held = {source.id: source for source in again.sources}
    sources = {source.id: names.get(f"source {source.id}", source.id) for source in m.sources}
    for name, ours, theirs in (
        ("title", m.title, again.title),
        ("thesis", m.thesis_id and names.get(m.thesis_id, m.thesis_id), again.thesis_id),
        ("note", m.note, again.note),
        ("ignore", list(m.ignore), list(again.ignore)),
        ("foreign", {f.format: f.value for f in m.foreign}, {f.format: f.value for f in again.foreign}),
    ):
        if ours != theirs:
            yield Loss(WHOLE, _said("its " + name, ours, theirs))
    for source in m.sources:
        at = sources[source.id]
        if at not in held:
            yield Loss(source.id, "the source is left out")
            continue
        yield from _fields(source.id, record(source), record(held[at]))
    for part in m:
        at = names.get(part.id, part.id)
        if at not in again.parts:
            yield Loss(part.id, f"the {part.kind} is left out")
        else:
            yield from _fields(part.id, _named(part, names, sources), record(again[at]))
    yield from _additions(m, again, names, sources)
    if not (_in_order(m.nodes, again, names) and _in_order(m.relations, again, names)):
        yield Loss(WHOLE, "the order of its parts is another")
    if [sources[s.id] for s in m.sources if sources[s.id] in held] != [s.id for s in again.sources]:
        yield Loss(WHOLE, "the order of its sources is another")


def _additions(
    m: ArgumentMap, again: ArgumentMap, names: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[Loss]:
    """Yield what comes back and was not there, such as the second attack that a conflict becomes."""
    parts = {names.get(id, id) for id in m.parts}
    for part in again:
        if part.id not in parts:
            yield Loss(WHOLE, f"the {part.kind} {part.id!r} is added")
    known = set(sources.values())
    for source in again.sources:
        if source.id not in known:
            yield Loss(WHOLE, f"the source {source.id!r} is added")


def _named(part: Part, names: Mapping[str, str], sources: Mapping[str, str]) -> dict[str, Any]:
    """Return the record of a part with the names that other parts and sources have in the other map."""
    fields = record(part)
    if "premises" in fields:
        fields["premises"] = [names.get(premise, premise) for premise in fields["premises"]]
        fields["target"] = names.get(fields["target"], fields["target"])
    if "citation" in fields:
        fields["citation"] = sources.get(fields["citation"], fields["citation"])
    for quote in fields.get("quotes", ()):
        quote["source"] = sources.get(quote["source"], quote["source"])
    return fields


def _fields(id: str, ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[Loss]:
    if ours["id"] != theirs["id"]:
        yield Loss(id, f"its id is {theirs['id']!r}")
    for name in dict.fromkeys((*ours, *theirs)):
        if name != "id" and ours.get(name) != theirs.get(name):
            yield Loss(id, _said("its " + name, ours.get(name), theirs.get(name)))


def _said(what: str, ours: Any, theirs: Any) -> str:
    if not theirs and theirs != 0:
        return f"{what}, {_short(ours)}, is left out"
    if not ours and ours != 0:
        return f"{what} becomes {_short(theirs)}"
    return f"{what}, {_short(ours)}, becomes {_short(theirs)}"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 3] + "..."


def _in_order(parts: tuple[Part, ...], again: ArgumentMap, names: Mapping[str, str]) -> bool:
    place = {id: number for number, id in enumerate(again.parts)}
    places = [place[at] for part in parts if (at := names.get(part.id, part.id)) in place]
    return places == sorted(places)
