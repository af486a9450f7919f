"""The XML of the arg-microtexts corpus (Peldszus and Stede 2015): a short text and its argument graph.

Linked premises (``add``) join the step that they belong to; undercuts (``und``) attack a step.
"""

from __future__ import annotations

import hashlib
import re

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.exchange import Reading
from argmap.formats.graph_xml import root_of
from argmap.formats.ids import checked, map_ids
from argmap.formats.lost import taken_along
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim
from argmap.model.relations import Attacks, Relation, Restates, Supports
from argmap.model.source import Quote, Source

name = "microtexts"
title = "arg-microtexts XML"
suffixes: tuple[str, ...] = (".xml",)
loses: tuple[str, ...] = ()

STEPS: dict[str, type[Relation]] = {
    "sup": Supports, "exa": Supports, "reb": Attacks, "und": Attacks, "rst": Restates
}  # fmt: skip


def sniff(text: str) -> float:
    """Return how surely a text is of this format.

    >>> sniff('<arggraph id="m"/>'), sniff("<graphml/>")
    (1.0, 0.0)
    """
    head = r"\ufeff?\s*(<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<arggraph[\s>/]"
    return 1.0 if re.match(head, text[:4000], re.DOTALL) else 0.0


def read(text: str, path: str | None = None) -> Reading:
    """Return the map of a text: a discourse unit is a claim, with its place in the joined text as a quote.

    Raises:
        FormatError: it is no such XML, declares entities, or holds no unit.

    >>> m = read('<arggraph id="m"><edu id="e1">It rains.</edu><adu id="a1" type="pro"/>'
    ...          '<edge id="c1" src="e1" trg="a1" type="seg"/></arggraph>').map
    >>> m.nodes[0].text, m.nodes[0].quotes[0].end
    ('It rains.', 9)
    """
    checked(text, path)
    root = root_of(text, "arggraph", path)
    repaired: list[str] = []
    dropped: list[str] = []
    seen: dict[str, tuple[str, dict[str, str], str]] = {}
    for element in root:
        word, fields = str(element.tag), dict(element.attrib)
        id = fields.get("id", "")
        if word not in ("edu", "joint", "adu", "edge"):
            dropped.append(f"{id or word}: an element {word!r:.40}")
        elif not id or id in seen:
            dropped.append(
                f"{id or word}: an {word} {'with an id that stands twice' if id else 'without an id'}"
            )
        else:
            seen[id] = (word, fields, "".join(element.itertext()).strip())
    if not any(word == "adu" for word, _, _ in seen.values()):
        raise FormatError("the graph holds no adu, so there is nothing to read", path=path)
    ids = map_ids(seen)

    # The joined text, and where each unit that stands in it stands.
    words = [
        (id, said) for id, (word, f, said) in seen.items() if word == "edu" and f.get("implicit") != "true"
    ]
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for id, said in words:
        spans[id] = (at, at + len(said))
        at += len(said) + 1
    joined = " ".join(said for _, said in words)
    own = root.get("id", "")
    source_id = next(iter(map_ids([own or "text"]).values()))
    source = Source(
        id=source_id,
        title=own,
        type="document",
        length=len(joined),
        sha256=hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest(),
    )

    edges: dict[str, tuple[str, str, str]] = {}
    parents: dict[str, list[str]] = {}
    for id, (word, f, _) in seen.items():
        if word != "edge":
            continue
        src, trg, type = f.get("src", ""), f.get("trg", ""), f.get("type", "")
        lacking = [end for end in (src, trg) if end not in seen]
        if lacking:
            dropped.append(f"{id}: an edge with the end {lacking[0]!r:.60}, which is not there")
        elif type == "seg":
            parents.setdefault(trg, []).append(src)
        elif type == "add" or type in STEPS:
            edges[id] = (type, src, trg)
        else:
            dropped.append(f"{id}: an edge of the unknown type {type!r:.60}")

    nodes: list[Claim] = []
    for id, (word, f, _) in seen.items():
        if word != "adu":
            continue
        units = _units(id, parents, seen)
        said = " ".join(seen[unit][2] for unit in units)
        if not said.strip():
            repaired.append(f"{id}: it has no words; its id stands for them")
        quotes = tuple(
            Quote(source=source_id, exact=seen[unit][2], start=spans[unit][0], end=spans[unit][1])
            for unit in units
            if unit in spans and seen[unit][2]
        )
        side = f.get("type", "")
        if side not in ("pro", "opp"):
            dropped.append(f"{id}: its type {side!r:.60}")
        nodes.append(
            Claim(
                id=ids[id],
                text=said if said.strip() else id,
                quotes=quotes,
                implicit=bool(units) and not quotes,
                voice="opponent" if side == "opp" else None,
            )
        )

    steps = _steps(edges, {id for id, entry in seen.items() if entry[0] == "adu"}, ids, repaired, dropped)
    ends = {premise for step in steps for premise in step.premises}
    tops = [node.id for node in nodes if node.id not in ends]
    stance = root.get("stance")
    try:
        m = ArgumentMap(
            nodes,
            steps,
            title=root.get("topic_id", "").replace("_", " "),
            thesis=tops[0] if len(tops) == 1 else None,
            sources=[source],
            note=f"Stance: {stance}." if stance else None,
        )
    except InvalidMapError as error:
        raise FormatError(f"the graph makes no map: {error}", path=path) from None
    return Reading(m, repaired=tuple(repaired), dropped=tuple(dropped))


def _units(
    id: str, parents: dict[str, list[str]], seen: dict[str, tuple[str, dict[str, str], str]]
) -> list[str]:
    """Return the elementary units of a unit, in the order of the text."""
    found: set[str] = set()
    waiting, done = [id], set[str]()
    while waiting:
        at = waiting.pop()
        if at not in done:
            done.add(at)
            if seen[at][0] == "edu":
                found.add(at)
            waiting += parents.get(at, [])
    return [unit for unit in seen if unit in found] if len(found) > 1 else list(found)


def _steps(
    edges: dict[str, tuple[str, str, str]],
    units: set[str],
    ids: dict[str, str],
    repaired: list[str],
    dropped: list[str],
) -> list[Relation]:
    base = _bases(edges)
    premises: dict[str, list[str]] = {id: [src] for id, (type, src, _) in edges.items() if type != "add"}
    for id, (type, src, _) in edges.items():
        if type != "add":
            continue
        if base[id] in premises and src in units:
            premises[base[id]].append(src)
        else:
            dropped.append(f"{id}: a linked premise of {base[id]!r:.60}, which is no step, or from no unit")
    held = dict(premises)

    def stands(id: str) -> bool:
        type, _, target = edges[id]
        end = base.get(target, target)
        if type == "rst" and (end not in units or end in held[id]):
            return False
        return set(held[id]) <= units and (end in units or (end in held and end != id))

    targets = {id: [base.get(edges[id][2], edges[id][2])] for id in held}
    for id in taken_along([id for id in held if not stands(id)], targets):
        dropped.append(f"{id}: an edge between ends that no step joins")
        del held[id]
    steps: list[Relation] = []
    for id, sources in held.items():
        type, _, target = edges[id]
        if base.get(target, target) != target:
            repaired.append(f"{id}: it aims at the linked premise {target}; it is taken to aim at the step")
        scheme = "example" if type == "exa" else None
        ends = tuple(ids[source] for source in dict.fromkeys(sources))
        steps.append(
            STEPS[type](id=ids[id], premises=ends, target=ids[base.get(target, target)], scheme=scheme)
        )
    return steps


def _bases(edges: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    """Return for each edge the edge or unit that it belongs to, by way of the linked premises it aims at."""
    base: dict[str, str] = {}
    for id in edges:
        way: dict[str, None] = {}
        at = id
        while at in edges and edges[at][0] == "add" and at not in way and at not in base:
            way[at] = None
            at = edges[at][2]
        end = base.get(at, at)
        for passed in (*way, id):
            base[passed] = end
    return base
