"""One assertion that holds for every map: run it on any map that a test makes."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

import argmap as am


def assert_map(m: am.ArgumentMap) -> None:
    """Hold all that is true of any map: it cannot change, agrees with itself, and survives every copy."""
    assert_collection(m)
    assert_immutable(m)
    assert_index(m)
    assert_copies(m)
    assert_files(m)


def assert_collection(m: am.ArgumentMap) -> None:
    """``len``, ``in``, iteration and look-up agree, in document order: nodes, then relations."""
    parts = list(m)
    assert [*m.nodes, *m.relations] == parts
    assert len(m) == len(parts) == len(m.parts) == len({part.id for part in parts})
    assert bool(m)
    assert [part.id for part in parts] == list(m.parts)
    for part in parts:
        assert part in m
        assert part.id in m
        assert part is m[part.id] is m[part]
        assert part.id == m.id_of(part)
    missing = "-".join(["no", *m.parts])
    assert missing not in m
    with pytest.raises(am.UnknownIdError):
        m[missing]
    assert m.thesis_id is None or isinstance(m[m.thesis_id], am.Node)
    for relation in m.relations:
        assert all(end in m for end in (*relation.premises, relation.target))
    for source in m.sources:
        assert source is m.source(source.id)
    known = {source.id for source in m.sources}
    assert known >= {quote.source for part in parts for quote in part.quotes}


def assert_immutable(m: am.ArgumentMap) -> None:
    """Neither the map nor a part, a source or a quote of it can be changed, and all have a hash."""
    for name in ("nodes", "relations", "sources", "title", "thesis_id", "note", "anything"):
        with pytest.raises(AttributeError):
            setattr(m, name, None)
    with pytest.raises(TypeError):
        m.parts["x"] = None  # type: ignore[index]
    assert isinstance(m.nodes, tuple)
    assert isinstance(m.relations, tuple)
    assert isinstance(m.sources, tuple)
    for value in (*m, *m.sources, *(quote for part in m for quote in part.quotes)):
        field = next(iter(type(value).model_fields))
        with pytest.raises(ValueError, match="frozen"):
            setattr(value, field, "other")
        hash(value)


def assert_index(m: am.ArgumentMap) -> None:
    """The index holds each end of each relation once, in document order, and nothing else."""
    index = m.index
    assert {id: place for place, id in enumerate(m.parts)} == index.position
    targets = [(r.target, r.id) for r in m.relations]
    premises = [(premise, r.id) for r in m.relations for premise in r.premises]
    assert sorted(targets) == sorted(
        (end, step.id) for end, steps in index.steps_to.items() for step in steps
    )
    assert sorted(premises) == sorted(
        (end, step.id) for end, steps in index.steps_from.items() for step in steps
    )
    for lists in (index.steps_to, index.steps_from, index.supports_to, index.supports_from):
        for steps in lists.values():
            places = [index.position[step.id] for step in steps]
            assert sorted(set(places)) == places


def assert_copies(m: am.ArgumentMap) -> None:
    """Copies of every sort are equal, with an equal hash; a draft of a map gives the map back."""
    for again in (copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m)), m.replace(), m.edit().map()):
        assert m == again
        assert hash(m) == hash(again)
        assert list(m.parts) == list(again.parts)
    assert m == m.only(m.nodes, m.relations).replace(thesis=m.thesis_id, sources=m.sources)


def assert_files(m: am.ArgumentMap) -> None:
    """Native text gives the map back, and the same text again; JSON and YAML say the same."""
    from argmap.formats import loads

    for format in ("json", "yaml"):
        text = m.dumps(format)
        assert text.endswith("\n")
        again = loads(text, format=format)
        assert m == again
        assert list(m.parts) == list(again.parts)
        assert text == again.dumps(format)
        assert m == loads(text), "the content tells the format"
    document = json.loads(m.dumps("json"))
    assert "1" == document["argmap"]
    assert list(document.get("nodes", {})) == [node.id for node in m.nodes]
    assert list(document.get("relations", {})) == [relation.id for relation in m.relations]
    assert all(body["kind"] == m[id].kind for id, body in document.get("nodes", {}).items())
