"""Over all formats that are read and written: what a format can hold comes back, what it cannot is a loss."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import pytest
from hypothesis import assume, example, given, settings

import argmap as am
from argmap.errors import FormatError
from argmap.formats import Loss, formats, reads, written
from argmap.formats.registry import named, of_content
from argmap.model.record import record
from strategies import maps

BOTH = [format.name for format in formats() if format.read is not None and format.write is not None]

RENAMED = re.compile(r"its id is ('.*'|\".*\")", re.DOTALL)
"""What a loss says of a part that comes back under another id."""

LISTS = ("csl", "bibtex")
"""Formats of sources: a list without any is refused when it is read, for it says nothing."""

PROJECTION = "this is a projection"
"""What a loss says of the whole, before it names what the projection leaves out."""


def test_there_are_formats_to_try() -> None:
    """The test below runs over argmap's own formats and those of others."""
    assert {"json", "yaml", "argdown", "aif", "xaif", "arguebuf", "kialo", "csv", "outline"} <= set(BOTH)
    assert {"graphml", "gexf", "node-link", "cytoscape", "apx", "tgf", "af"} <= set(BOTH)


TWINS = am.ArgumentMap(
    [am.Claim(id="a", text="A."), am.Claim(id="b", text="B.")],
    [
        am.Conflicts(id="_", premises=("a",), target="b"),
        am.Attacks(id="x1", premises=("a",), target="b"),
        am.Attacks(id="x2", premises=("a",), target="b"),
    ],
)


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=25, deadline=None)
@given(m=maps())
@example(m=am.ArgumentMap())
@example(m=am.ArgumentMap(title="Nothing yet", sources=[am.Source(id="s", title="A report")]))
@example(m=TWINS)
def test_what_does_not_come_back_is_a_loss_and_no_loss_comes_back(name: str, m: am.ArgumentMap) -> None:
    """Each field of each part is equal in the map that is read back, or a loss names it; and none else."""
    assume(not {source.id for source in m.sources} & set(m.parts))  # a loss would not say of which it is
    made = written(m, name)
    try:
        again = reads(made.text, format=name).map
    except FormatError:
        if name not in LISTS or m.sources:
            raise
        again = am.ArgumentMap()
    assert sorted(set(differences(m, again, made.losses, name))) == sorted(
        {said(loss) for loss in made.losses} - {None}
    )
    assert not any(map(is_summary, made.losses)) or any(loss.part in m.parts for loss in made.losses)


def is_summary(loss: Loss) -> bool:
    return loss.part == "map" and loss.message.startswith(PROJECTION)


def said(loss: Loss) -> tuple[str, str] | None:
    """Return what a loss is about: the part, and the field, or what else became of it."""
    if is_summary(loss):
        return None
    word = re.match(r"its (\w+)|the order of its (\w+)|(.*)", loss.message, re.DOTALL)
    assert word
    return loss.part, word[1] or (f"order of {word[2]}" if word[2] else word[3])


def differences(
    m: am.ArgumentMap, again: am.ArgumentMap, losses: tuple[Loss, ...], format: str
) -> Iterator[tuple[str, str]]:
    """Yield each difference of two maps, the parts of the one found in the other by the ids that losses tell."""
    names = {id: id for id in chain(m.parts, (source.id for source in m.sources))}
    names |= {
        loss.part: ""
        for loss in losses
        if loss.part in names and loss.message.endswith(" is left out") and loss.message.startswith("the ")
    }
    for loss in losses:
        if renamed := RENAMED.fullmatch(loss.message):
            names[loss.part] = literal_eval(renamed[1])
            yield loss.part, "id"
    assert all(names[id] != id for id in {loss.part for loss in losses if RENAMED.fullmatch(loss.message)})
    held = {source.id: source for source in again.sources}
    for name in ("title", "note", "ignore"):
        if getattr(m, name) != getattr(again, name):
            yield "map", name
    if kept_by_others(m, format) != kept_by_others(again, format):
        yield "map", "foreign"
    if (m.thesis_id and names[m.thesis_id]) != again.thesis_id:
        yield "map", "thesis"
    for source in m.sources:
        if names[source.id] not in held:
            yield source.id, "the source is left out"
        else:
            yield from fields(source.id, record(source), record(held[names[source.id]]))
    for part in m:
        if names[part.id] not in again.parts:
            yield part.id, f"the {part.kind} is left out"
        else:
            yield from fields(part.id, renamed_ends(record(part), names), record(again[names[part.id]]))
    yield from additions(m, again, names)
    for ours, theirs in ((m.nodes, again.nodes), (m.relations, again.relations)):
        order = [part.id for part in theirs]
        places = [order.index(names[part.id]) for part in ours if names[part.id] in order]
        if places != sorted(places):
            yield "map", "order of parts"
    listed = list(held)
    places = [listed.index(names[source.id]) for source in m.sources if names[source.id] in held]
    if places != sorted(places):
        yield "map", "order of sources"


def kept_by_others(m: am.ArgumentMap, format: str) -> dict[str, Any]:
    """Return the foreign data of a map without that of the format itself, by which it writes what it read."""
    own = ("aif", "xaif") if format == "xaif" else (format,)
    return {foreign.format: foreign.value for foreign in m.foreign if foreign.format not in own}


def fields(id: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in {*ours, *theirs} - {"id"}:
        if ours.get(name) != theirs.get(name):
            yield id, name


def renamed_ends(fields: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a record with the ids that other parts and the sources have in the other map."""
    if "premises" in fields:
        fields["premises"] = [names[premise] for premise in fields["premises"]]
        fields["target"] = names[fields["target"]]
    if "citation" in fields:
        fields["citation"] = names[fields["citation"]]
    for quote in fields.get("quotes", ()):
        quote["source"] = names[quote["source"]]
    return fields


def additions(
    m: am.ArgumentMap, again: am.ArgumentMap, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what comes back and was not there."""
    known = {names[id] for id in m.parts}
    for part in again:
        if part.id not in known:
            yield "map", f"the {part.kind} {part.id!r} is added"
    sources = {names[source.id] for source in m.sources}
    for source in again.sources:
        if source.id not in sources:
            yield "map", f"the source {source.id!r} is added"


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=15, deadline=None)
@given(m=maps())
@example(m=am.ArgumentMap())
@example(m=am.ArgumentMap(title="Nothing yet"))
def test_what_is_written_is_recognised(name: str, m: am.ArgumentMap) -> None:
    """A file of a format, under its suffix, is read as that format without being told."""
    assume(m.sources or name not in LISTS)
    made = written(m, name)
    suffix = named(name).suffixes[0]
    assert name == of_content(made.text, path=f"rain{suffix}").name
