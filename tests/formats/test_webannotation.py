"""W3C Web Annotation: quotes go out by the model and come back; annotations of others, and Hypothes.is, come in."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FormatError
from argmap.formats import reads, webannotation, written
from strategies import maps, texts

TEXT = "😀 It rains. The street, says the report, gets wet. It rains."
PAGE = "https://example.org/a"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def drafted() -> am.ArgumentMap:
    d = am.Draft(
        "Rain", source=am.Source(id="report", title="A report", url=PAGE, authors=("Ann Lee",)), text=TEXT
    )
    rain = d.evidence(
        "It rained.", quote=am.Quote(source="report", exact="It rains.", prefix="wet. "), tags=["sky"]
    )
    wet = d.claim("The street got wet.", quotes=["street", ("The street", "wet.")])
    d.support(wet, rain)
    return d.map()


def items(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["first"]["items"]
    return found


def test_the_selectors_find_the_words_in_the_text() -> None:
    """Positions count code points, also behind an emoji, and the end is exclusive; the words say the same."""
    for annotation in items(written(drafted(), "webannotation").text):
        selectors = {s["type"]: s for s in annotation["target"]["selector"]}
        place = selectors["TextPositionSelector"]
        marked = TEXT[place["start"] : place["end"]]
        if "TextQuoteSelector" in selectors:
            exact = selectors["TextQuoteSelector"]
            assert exact["exact"] == marked
            assert TEXT[: place["start"]].endswith(exact.get("prefix", ""))
        else:
            directive = selectors["FragmentSelector"]
            assert "https://wicg.github.io/scroll-to-text-fragment/" == directive["conformsTo"]
            assert ":~:text=The%20street,wet." == directive["value"]
            assert marked.startswith("The street")
            assert marked.endswith("wet.")


def test_what_the_model_requires_is_there() -> None:
    """Web Annotation Data Model, sections 3 to 5: context, types, one id each, one source a target, a total."""
    collection = json.loads(written(drafted(), "webannotation").text)
    assert CONTEXT in collection["@context"]
    assert ("AnnotationCollection", "Rain", 3) == (
        collection["type"],
        collection["label"],
        collection["total"],
    )
    page = collection["first"]
    assert ("AnnotationPage", 0) == (page["type"], page["startIndex"])
    ids = [collection["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(ids) == len({*ids})
    assert all(id.startswith("urn:uuid:") for id in ids)
    for item in page["items"]:
        assert ("Annotation", PAGE) == (item["type"], item["target"]["source"])
        assert {"TextualBody"} == {body["type"] for body in item["body"]}
        assert {"describing", "classifying", "identifying"} <= {body["purpose"] for body in item["body"]}


def test_quotes_nodes_and_sources_come_back_and_relations_are_lost() -> None:
    """What is lost is named by its id; a map of quoting nodes alone loses nothing."""
    m = drafted()
    made = written(m, "webannotation")
    assert [("s1", "the supports is left out")] == [(loss.part, loss.message) for loss in made.losses]
    alone = m.without(*m.relations)
    made = written(alone, "webannotation")
    assert ((), alone) == (made.losses, reads(made.text).map)


ROW: dict[str, Any] = {
    "id": "kQ1-_aB",
    "created": "2024-08-01T10:00:00+00:00",
    "updated": "2024-08-01T10:05:00+00:00",
    "user": "acct:ann@hypothes.is",
    "uri": PAGE,
    "text": "They *say* it rains.",
    "tags": ["Evidence", "sky"],
    "group": "__world__",
    "permissions": {"read": ["group:__world__"]},
    "target": [
        {
            "source": PAGE,
            "selector": [
                {
                    "type": "RangeSelector",
                    "startContainer": "/div[1]",
                    "endContainer": "/div[1]",
                    "startOffset": 2,
                    "endOffset": 11,
                },
                {"type": "TextPositionSelector", "start": 2, "end": 11},
                {"type": "TextQuoteSelector", "exact": "It rains.", "prefix": "😀 ", "suffix": " The"},
            ],
        }
    ],
    "document": {"title": ["A page"]},
    "links": {"html": "https://hypothes.is/a/kQ1-_aB", "incontext": "https://hyp.is/kQ1-_aB"},
    "hidden": False,
}
REPLY = {
    **ROW,
    "id": "r2",
    "text": "Do they?",
    "tags": [],
    "references": ["kQ1-_aB"],
    "target": [{"source": PAGE}],
    "links": {},
}
HIGHLIGHT = {**ROW, "id": "h3", "text": "", "tags": [], "links": {}}


def test_rows_of_hypothesis_are_nodes() -> None:
    """The text is the node, a tag that is a kind its kind, the page a source with its title; replies are warned of."""
    reading = reads(json.dumps({"total": 3, "rows": [ROW, REPLY, HIGHLIGHT]}))
    assert ("webannotation", True) == (reading.format, reading.is_clean)
    m = reading.map
    assert (am.Source(id="example.org", title="A page", url=PAGE, type="webpage"),) == m.sources
    quote = am.Quote(
        source="example.org", exact="It rains.", prefix="😀 ", suffix=" The", start=2, end=11, page=PAGE
    )
    assert (
        am.Evidence(id="kQ1-_aB", text="They *say* it rains.", tags=("sky",), quotes=(quote,)) == m["kQ1-_aB"]
    )
    assert am.Claim(id="r2", text="Do they?") == m["r2"]
    assert am.Claim(id="h3", text="It rains.", quotes=(quote,)) == m["h3"]
    assert ["r2: it replies to another, which says neither for nor against"] == list(reading.warnings)


def test_rows_go_out_as_annotations_with_all_that_they_said() -> None:
    """User, times, selectors and tags in the places of the model, the rest beside; and so again the next time."""
    m = reads(json.dumps([ROW, REPLY, HIGHLIGHT])).map
    made = written(m, "webannotation")
    assert () == made.losses
    assert m == reads(made.text).map
    first = items(made.text)[0]
    assert ("https://hypothes.is/a/kQ1-_aB", ROW["user"], ROW["created"], ROW["updated"]) == (
        first["id"],
        first["creator"],
        first["created"],
        first["modified"],
    )
    assert ROW["target"] == first["target"]
    assert {key: ROW[key] for key in ("group", "permissions", "document", "links", "hidden")} == first[
        "hypothesis"
    ]


FOREIGN: dict[str, Any] = {
    "@context": [CONTEXT, {"my": "https://example.org/my#"}],
    "id": "https://example.org/annotations/",
    "type": "AnnotationCollection",
    "creator": {"id": "https://example.org/me", "type": "Person"},
    "total": 5,
    "first": {
        "type": "AnnotationPage",
        "items": [
            {
                "id": "https://example.org/annotations/n1",
                "type": "Annotation",
                "bodyValue": "So they say.",
                "my:level": 3,
                "target": PAGE,
            },
            {
                "id": "https://example.org/annotations/n2",
                "type": "Annotation",
                "body": [
                    {"type": "TextualBody", "value": "A goal.", "purpose": "commenting"},
                    {"type": "TextualBody", "value": "goal", "purpose": "tagging"},
                    "https://example.org/picture.png",
                ],
                "target": [
                    {
                        "source": {"id": PAGE, "type": "Text"},
                        "selector": {
                            "type": "FragmentSelector",
                            "value": "part",
                            "refinedBy": {"type": "TextQuoteSelector", "exact": "The street"},
                        },
                    },
                    {
                        "source": PAGE,
                        "selector": {
                            "type": "RangeSelector",
                            "startSelector": {"type": "TextQuoteSelector", "exact": "The street"},
                            "endSelector": {
                                "type": "TextQuoteSelector",
                                "exact": "It rains",
                                "prefix": "gets wet.",
                            },
                        },
                    },
                    {"source": PAGE, "selector": {"type": "SvgSelector", "value": "<svg/>"}},
                ],
            },
            {
                "id": "urn:x:empty",
                "type": "Annotation",
                "motivation": "bookmarking",
                "target": "https://example.org/b",
            },
            {
                "id": "https://example.org/annotations/n3",
                "type": "Annotation",
                "target": {
                    "source": "https://example.org/b",
                    "selector": {"type": "FragmentSelector", "value": ":~:text=a-,b%2C,c%2Dd,-e"},
                },
            },
        ],
    },
}


def test_annotations_of_others_are_nodes() -> None:
    """A text of either form, several targets, refined and range selectors, text directives; the rest is kept."""
    reading = reads(json.dumps(FOREIGN))
    m = reading.map
    assert ["n1", "n2", "n3"] == [node.id for node in m.nodes]
    assert (am.Claim(id="n1", text="So they say."), "goal") == (m["n1"], m["n2"].kind)
    source = m.sources[0].id
    assert (
        am.Quote(source=source, exact="The street", page=PAGE),
        am.Quote(source=source, opening="The street", closing="gets wet.", page=PAGE),
    ) == m["n2"].quotes
    other = am.Quote(
        source=m.sources[1].id,
        prefix="a",
        opening="b,",
        closing="c-d",
        suffix="e",
        page="https://example.org/b",
    )
    assert (other,) == m["n3"].quotes
    assert am.Claim(id="n3", text="b, … c-d", quotes=(other,)) == m["n3"]
    assert [
        "n2: a body that is no text is kept, but not understood",
        "n2: a selector that holds no words is kept, but not understood",
        "empty: it says nothing, and is kept as it is",
    ] == list(reading.warnings)


def test_annotations_of_others_go_out_as_they_were() -> None:
    """Unknown fields, bodies and selectors, the collection's own fields and terms; only the pages are made anew."""
    m = reads(json.dumps(FOREIGN)).map
    made = written(m, "webannotation")
    assert () == made.losses
    again = json.loads(made.text)
    old = FOREIGN["first"]["items"]
    assert [old[0], old[1], old[3], old[2]] == again["first"]["items"]
    assert (FOREIGN["id"], FOREIGN["creator"]) == (again["id"], again["creator"])
    assert FOREIGN["@context"][1] in again["@context"]


def test_of_a_node_that_changed_the_rest_stays() -> None:
    """A new text, tag or quote goes into the annotation; its times, its user and its picture stand."""
    m = reads(json.dumps(FOREIGN)).map
    d = m.edit()
    d.replace("n2", text="A better goal.", tags=["new"])
    d.replace("n1", quotes=[am.Quote(source=m.sources[0].id, exact="wet", page=PAGE)])
    made = written(d.map(), "webannotation")
    assert () == made.losses
    second = next(item for item in items(made.text) if item["id"].endswith("n2"))
    assert FOREIGN["first"]["items"][1]["target"] == second["target"]
    assert "https://example.org/picture.png" in second["body"]
    assert {"A better goal.", "goal", "n2", "new"} == {
        b["value"] for b in second["body"] if isinstance(b, dict)
    }
    assert "SvgSelector" in made.text


@pytest.mark.parametrize(
    "whole",
    [
        FOREIGN["first"],
        FOREIGN["first"]["items"],
        {"@graph": FOREIGN["first"]["items"]},
        {**FOREIGN, "first": {**FOREIGN["first"], "items": [], "next": FOREIGN["first"]}},
    ],
)
def test_pages_lists_and_chains_are_read(whole: Any) -> None:
    assert ["n1", "n2", "n3"] == [
        node.id for node in reads(json.dumps(whole), format="webannotation").map.nodes
    ]


def test_nothing_is_fetched() -> None:
    """A page that is elsewhere is reported."""
    text = json.dumps({**FOREIGN, "first": {**FOREIGN["first"], "next": "https://example.org/2"}})
    reading = reads(text)
    assert 1 == len(reading.dropped)
    assert "https://example.org/2" in reading.dropped[0]


def test_ids_that_stand_twice_are_repaired() -> None:
    one = FOREIGN["first"]["items"][0]
    reading = reads(json.dumps([one, {**one, "bodyValue": "Other."}]))
    assert ["n1", "n1_2"] == [node.id for node in reading.map.nodes]
    assert 1 == len(reading.repaired)


@settings(max_examples=80, deadline=None)
@given(maps(max_relations=0))
def test_any_quote_comes_back(m: am.ArgumentMap) -> None:
    """Any texts and pages, sources without an address too; each node that quotes keeps all its quotes."""
    made = written(m, "webannotation")
    again = reads(made.text, format="webannotation")
    assert again.is_clean
    assert () == again.map.foreign  # what argmap wrote it writes again, and need not keep
    for node in m.nodes:
        if node.quotes:
            back = again.map[node.id]
            assert isinstance(back, am.Node)
            assert (node.text, node.kind, node.tags, node.quotes) == (
                back.text,
                back.kind,
                back.tags,
                back.quotes,
            )
        else:
            assert (node.id, f"the {node.kind} is left out") in {(x.part, x.message) for x in made.losses}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A real document with values of it replaced by others."""
    whole = copy.deepcopy(
        draw(st.sampled_from((FOREIGN, [ROW, REPLY], json.loads(written(drafted(), "webannotation").text))))
    )
    for _ in range(draw(st.integers(1, 4))):
        at = whole
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and at[key] and draw(st.integers(0, 3)):
                at = at[key]
                continue
            if draw(st.booleans()) and isinstance(at, dict):
                del at[key]
            else:
                at[key] = draw(_JSON)
            break
    return whole


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_a_damaged_document_is_read_or_refused(whole: Any) -> None:
    """And what is read of it can be written, and that read again."""
    try:
        m = reads(json.dumps(whole), format="webannotation").map
    except FormatError:
        return
    reads(written(m, "webannotation").text, format="webannotation")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "3", '{"a": NaN}', "[" * 20_000, "[3]", '{"first": ' * 5000,
     '[{"target": "\\ud800", "bodyValue": "x"}]'],
)  # fmt: skip
def test_hostile_and_empty_texts_are_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        reads(text, format="webannotation")


def test_the_look_of_it_tells_it() -> None:
    """Of the model, of Hypothes.is, and not of other JSON."""
    for whole in (FOREIGN, FOREIGN["first"], {"rows": [ROW], "total": 1}, [ROW]):
        assert webannotation.sniff(json.dumps(whole)) >= 0.9
    assert 0.0 == webannotation.sniff('{"nodes": [], "links": [{"source": "a", "target": "b"}]}')
    assert 0.0 == webannotation.sniff('{"elements": [{"data": {"source": "a", "target": "b"}}]}')
