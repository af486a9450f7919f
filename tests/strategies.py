"""Random maps and their pieces, for property tests: every kind, every field, any graph, hostile texts.

``maps()`` draws a whole map; ``texts()``, ``ids()``, ``sources()`` and ``quotes()`` draw its pieces. A test
that needs tame input passes its own strategy: ``maps(text=st.just("x"), id=ids(hostile=False))``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

import argmap as am
from argmap.model.vocabulary import scales

HOSTILE_TEXTS = (
    # what YAML, JSON or a shell takes for something else
    "no", "yes", "on", "y", "null", "~", "true", "1e3", "0x1F", "0o17", "010", "1_000", "12:30:45",
    ".inf", "nan", "2020-01-01", "=", "<<", "- a", "? a", ": #", "a: b", "a #b", "#a",
    "&a", "*a", "!a", "!!str a", "%a", "@a", "`a",
    "[a, b]", "{a: b}", "'a'", '"a"', "a,b", "---", "...", "--- |", "|", ">", "key:", "-", "", " ", "  ",
    # white space and lines
    "a\nb", "a\n", "\na", "a\n\nb\n\n\n", "a \nb", " a\nb", "a\n b\n  c", "\ta", "a\tb",
    "a\r\nb", "a\r", "a  b", "a\x85b", "a\u2028b", "a\u2029b", "a\u00a0b", "a\u200bb",
    "\ufeffa", "word " * 60, "x" * 300, "long words\n" * 20,
    # control characters, characters that XML or YAML forbids, other planes
    "\x00", "a\x00b", "\x01", "\x1b[31m", "\x7f", "\x9f", "\ufffe", "\uffff", "\ufffd",
    "😀", "👩‍👩‍👧", "𝔘", "\U0010ffff",
    # markup and languages of drawing
    "<b>a</b>", "a & b", "]]>", "&amp;", "\\", "\\n", "a\\", '"', "'", "a;b", "a->b",
    "${a}", "%s", "{0}", "<a|b>",
    # scripts
    "証拠は十分である。", "الدليل كافٍ", "é", "e\u0301", "ǆ", "ſ", "İ", "\u202eabc", "“quoted” – dash…",
)  # fmt: skip

HOSTILE_IDS = (
    "no", "y", "null", "true", "1", "007", "1e3", "0x1F", "1_000", "2020-01-01", "12:30:45",
    "a.b", "a:b", "a-b", "a:", "c1", "C1", "ünï", "証拠", "_", "__proto__",
    "node", "graph", "id", "kind", "nodes",
    "x" * 80, "a٣", "n:s", "c1:n",
)  # fmt: skip

CODES = {
    "likelihood": "likelihood",
    "confidence": "confidence",
    "form": "evidence_form",
    "reliability": "reliability",
    "credibility": "credibility",
    "certainty": "certainty",
    "deontic": "deontic",
    "response": "response",
    "progress": "progress",
    "polarity": "polarity",
    "basis": "basis",
    "delay": "delay",
}
"""The coded fields, and what their scales measure."""

NODE_KINDS = (am.Claim, am.Evidence, am.Recommendation, am.Goal, am.Question, am.Factor)
RELATION_KINDS = (
    am.Supports, am.Attacks, am.Influences, am.Addresses, am.Serves, am.Answers, am.Restates, am.Conflicts,
)  # fmt: skip


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text that a file can hold, the hostile ones often; no lone surrogates."""
    plain = st.text("abc dé,.'\":#-\n", max_size=30)
    return st.one_of(st.sampled_from(HOSTILE_TEXTS), plain, st.text(max_size=30))


@cache
def words() -> st.SearchStrategy[str]:
    """Texts that are more than white space."""
    return texts().filter(str.strip)


@cache
def ids(*, hostile: bool = True) -> st.SearchStrategy[str]:
    """Ids that a person might write, and with ``hostile`` those that formats take for something else."""
    tame = st.from_regex(r"[a-z][a-z0-9]{0,3}", fullmatch=True)
    return st.one_of(st.sampled_from(HOSTILE_IDS), tame) if hostile else tame


@st.composite
def sources(draw: st.DrawFn, id: str, text: st.SearchStrategy[str] | None = None) -> am.Source:
    """A source with this id and any of its fields."""
    text = texts() if text is None else text
    optional: dict[str, st.SearchStrategy[Any]] = {
        "title": text,
        "authors": _tuples(text),
        "publisher": text,
        "date": st.sampled_from(("2024", "2024-08", "2024-08-01")),
        "url": st.one_of(st.sampled_from(("https://example.org/a", "https://example.org/a#b")), text),
        "type": st.sampled_from(("article", "report", "webpage")),
        "length": st.integers(0, 10**6),
        "sha256": st.sampled_from(("0" * 64, "0123456789abcdef" * 4)),
        "note": text,
    }
    return am.Source(id=id, **draw(st.fixed_dictionaries({}, optional=optional)))


@st.composite
def quotes(
    draw: st.DrawFn, source: st.SearchStrategy[am.Source], word: st.SearchStrategy[str] | None = None
) -> am.Quote:
    """A quote of one of these sources: its page is the source's, none, or another."""
    word = words() if word is None else word
    cited = draw(source)
    fields: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {}, optional={"prefix": word, "suffix": word, "paragraph": st.integers(1, 99), "page": texts()}
        )
    )
    if draw(st.booleans()):
        fields["page"] = cited.url
    if draw(st.booleans()):
        fields["exact"] = draw(word)
    else:
        fields["opening"], fields["closing"] = draw(word), draw(word)
    if draw(st.booleans()):
        fields["start"] = draw(st.integers(0, 10**6))
        fields["end"] = fields["start"] + draw(st.integers(1, 100))
    return am.Quote(source=cited.id, **fields)


@st.composite
def maps(
    draw: st.DrawFn,
    *,
    text: st.SearchStrategy[str] | None = None,
    id: st.SearchStrategy[str] | None = None,
    node_kinds: Sequence[type[am.Node]] = NODE_KINDS,
    relation_kinds: Sequence[type[am.Relation]] = RELATION_KINDS,
    max_nodes: int = 6,
    max_relations: int = 8,
    fields: bool = True,
) -> am.ArgumentMap:
    """A map: linked premises, steps on steps, circles, parallel steps, isolated nodes, or nothing at all.

    Args:
        text: draws the texts; any of :func:`texts` where not given.
        id: draws the ids; any of :func:`ids` where not given.
        node_kinds: the kinds of nodes that may occur.
        relation_kinds: the kinds of relations that may occur.
        max_nodes: how many nodes there are at most.
        max_relations: how many relations there are at most.
        fields: whether fields that may be left out occur, sources and quotes among them.
    """
    text = texts() if text is None else text
    id = ids() if id is None else id
    word = text.filter(str.strip)
    known: list[am.Source] = []
    if fields:
        names = draw(st.lists(id, max_size=3, unique=True))
        known = [draw(sources(name, text)) for name in names]
    count = draw(st.integers(0, max_nodes))
    size = count + draw(st.integers(0, max_relations))
    part_ids = draw(st.lists(id, min_size=size, max_size=size, unique=True))
    cited = st.sampled_from(known) if known else None
    optional = _optional(text, word, cited) if fields else {}

    def more(kind: type[am.Part], *given: str) -> dict[str, Any]:
        own = {name: optional[name] for name in kind.model_fields if name in optional and name not in given}
        return draw(st.fixed_dictionaries({}, optional=own)) if own else {}

    nodes = []
    for name in part_ids[:count]:
        node_kind = draw(st.sampled_from(node_kinds))
        nodes.append(node_kind(id=name, text=draw(text), **more(node_kind)))

    # The kinds first, so that a relation may aim at a later one, and two at one another.
    planned = [(name, draw(st.sampled_from(relation_kinds))) for name in part_ids[count:]]
    kind_of: dict[str, type[am.Part]] = {node.id: type(node) for node in nodes} | dict(planned)
    ends: list[tuple[str, type[am.Relation], tuple[str, ...], str]] = []
    dropped: set[str] = set()
    for name, relation_kind in planned:
        premises = [i for i, k in kind_of.items() if i != name and issubclass(k, relation_kind.premise_kinds)]
        targets = [i for i, k in kind_of.items() if i != name and issubclass(k, relation_kind.target_kinds)]
        target = draw(st.sampled_from(targets)) if targets else ""
        if relation_kind.symmetric:  # which ties two nodes, and none to itself
            premises = [i for i in premises if i != target]
        if premises and targets:
            chosen = draw(st.lists(st.sampled_from(premises), min_size=1, max_size=3, unique=True))
            ends.append((name, relation_kind, tuple(chosen), target))
        else:
            dropped.add(name)
    while True:  # what aims at a relation that found no ends goes with it
        gone = {name for name, _, chosen, target in ends if dropped & {target, *chosen}}
        if not gone:
            break
        dropped |= gone
        ends = [end for end in ends if end[0] not in gone]
    relations = []
    for name, relation_kind, chosen, target in ends:
        own = more(relation_kind, "polarity")
        if "polarity" in relation_kind.model_fields:
            own["polarity"] = draw(codes("polarity"))
        relations.append(relation_kind(id=name, premises=chosen, target=target, **own))
    return am.ArgumentMap(
        nodes,
        relations,
        title=draw(text) if fields else "",
        thesis=draw(st.none() | st.sampled_from([n.id for n in nodes])) if nodes else None,
        sources=known,
        note=draw(st.none() | text) if fields else None,
        ignore=draw(st.lists(st.sampled_from(("AM1", "AM404", "no")), max_size=2)) if fields else (),
        foreign=draw(foreign()) if fields else (),
    )


@cache
def foreign() -> st.SearchStrategy[tuple[am.Foreign, ...]]:
    """Nothing mostly; else data of one or two formats, nested."""
    leaf = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts()
    value = st.recursive(
        leaf,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
        max_leaves=4,
    )
    some = st.dictionaries(st.sampled_from(("sketch", "other")), value, min_size=1, max_size=2)
    kept = some.map(lambda data: tuple(am.Foreign.of(name, value) for name, value in data.items()))
    return st.one_of(st.just(()), st.just(()), kept)


@cache
def codes(field: str) -> st.SearchStrategy[str]:
    """Codes that a coded field may hold: of its own scale, or of another that measures the same."""
    own, *others = scales(CODES[field]).values()
    elsewhere = [f"{scale.name}:{code}" for scale in others for code in scale.codes]
    return st.sampled_from([*own.codes, *elsewhere])


def _optional(
    text: st.SearchStrategy[str], word: st.SearchStrategy[str], cited: st.SearchStrategy[am.Source] | None
) -> dict[str, st.SearchStrategy[Any]]:
    """The fields of the shipped kinds that may be left out, each with what it may hold."""
    fields: dict[str, st.SearchStrategy[Any]] = {name: codes(name) for name in CODES}
    wordings = ("title", "voice", "note", "condition", "purpose", "indicator", "deadline", "owner",
                "resources", "scheme", "rationale")  # fmt: skip
    fields |= dict.fromkeys(wordings, text)
    fields |= {
        "implicit": st.booleans(),
        "conceded": st.booleans(),
        "tags": _tuples(text),
        "section": _tuples(text),
        "addressees": _tuples(text),
        "date": st.sampled_from(("2020", "2020-01", "2020-01-01", "2020-01/2021-12")),
        "strength": st.one_of(st.sampled_from((0.0, 1.0, 0.1, 1e-07, 5e-324)), st.floats(0, 1)),
    }
    if cited is not None:
        fields["citation"] = cited.map(lambda source: source.id)
        fields["quotes"] = _tuples(quotes(cited, word))
    return fields


def _tuples(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)
