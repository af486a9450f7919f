"""From a map to a scene: which cards and dots there are, and which lines run between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import inf
from types import MappingProxyType

from argmap.draw.cards import Card, Looks, Marks, card, quoted
from argmap.draw.crowds import heights_at_left
from argmap.draw.groups import grouped
from argmap.draw.markup import clean, visible
from argmap.draw.overlay import LONGEST_ON_LINE, badge_of, laid, marked
from argmap.draw.roles import role
from argmap.draw.scene import Box, Dot, Group, Link, Scene, Stroke
from argmap.draw.theme import LineStyle, Theme
from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.overlay import Overlay
from argmap.model.part import Part, is_a
from argmap.model.relations import Attacks, Conflicts, Relation, Supports

DOT = 10.0
"""The side of the box of a dot, in points."""

Relations = str | Iterable[type[Relation]]
"""``"auto"``, ``"all"``, or kinds of relations."""
ALL_UP_TO = 25
"""Up to how many nodes ``"auto"`` draws all relations; above, what speaks for, against and beside."""


def compose(
    m: ArgumentMap,
    *,
    theme: Theme,
    relations: Relations = "auto",
    group_by: Callable[[Node], str | None] | None = None,
    framed_by: Callable[[Node], Group] | None = None,
    chips: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    highlight: Iterable[str] = (),
    overlay: Overlay | None = None,
    unfolded: ArgumentMap | None = None,
    untied: int = 0,
) -> Scene:
    """Return the scene of a map: every node as a card, every drawn relation as lines.

    Linked premises join in a dot, and so does a step that another relation has as an end: what undercuts it
    ends on that dot. ``group_by`` names the group in the head of a card, ``chips`` what else stands there, by
    the id of its node, ``framed_by`` the frames that it stands in; ``unfolded`` is the map before nodes were
    folded away. ``"auto"`` leaves a support or attack of
    an influence, say, to the view that shows the influence; kinds that are asked for bring the relations along
    that they are about.

    Raises:
        ArgmapError: ``relations`` is none of the words, or holds something else than kinds of relations.

    >>> import argmap as am
    >>> from argmap.draw.theme import light
    >>> d = am.Draft()
    >>> step = d.support(d.claim("The street is wet."), d.claim("It rains."))
    >>> _ = d.undercut(step, d.claim("It was swept."))
    >>> scene = compose(d.map(), theme=light)
    >>> [(box.key, box.part) for box in scene.boxes]
    [('n1', 'c1'), ('n2', 'c2'), ('n3', 'c3'), ('n4', 's1')]
    >>> [(link.tail, link.head, link.relation) for link in scene.links]
    [('n2', 'n4', 's1'), ('n4', 'n1', 's1'), ('n3', 'n4', 'x1')]
    """
    base = m if unfolded is None else unfolded
    drawn = relations_drawn(m, relations)
    shown = {relation.id for relation in drawn}
    highlighted = frozenset(highlight)
    titles = {source.id: clean(source.title) for source in m.sources}
    boxes, cards = _cards(m, theme, group_by, chips, highlighted, titles)
    keys = {box.part: box.key for box in boxes}
    strokes = _strokes(m, drawn, theme, cards, highlighted, titles)
    if overlay is not None:
        boxes, cards, strokes = _overlaid(overlay, theme, boxes, cards, strokes)
    ends = {end for relation in drawn for end in (relation.target, *relation.premises)}
    joined = [relation for relation in drawn if relation.linked or relation.id in ends]
    for relation in joined:
        keys[relation.id] = key = f"n{len(boxes) + 1}"
        boxes.append(Box(key, relation.id, DOT, DOT, is_dot=True))
    if framed_by is not None:
        boxes = grouped(m, boxes, joined, framed_by)
    links: list[Link] = []
    by_link: dict[str, Stroke] = {}
    paths = highlighted | _haloed(cards)
    order: dict[str, float] = {node.id: place for place, node in enumerate(m.nodes)}
    if m.thesis_id is not None:
        order[m.thesis_id] = -inf
    for relation in drawn:
        # A line of reasoning goes in by one premise: the others of the step are not on it.
        lit = paths.intersection(relation.premises) or frozenset(relation.premises)
        whole = strokes[relation.id]
        for link, stroke in _links(relation, m[relation.target], whole, keys, order, len(links) + 1, lit):
            links.append(link)
            by_link[link.key] = stroke
    tied = {end for link in links for end in (link.tail, link.head)}
    return Scene(
        title=" ".join(visible(m.title).split()),
        boxes=tuple(boxes),
        links=tuple(links),
        cards=cards,
        dots={
            keys[relation.id]: Dot(
                relation.id,
                relation.kind,
                strokes[relation.id].style.ink,
                strokes[relation.id].tooltip,
                relation.linked,
                relation.id in highlighted,
            )
            for relation in joined
        },
        strokes=by_link,
        shelf=tuple(key for key in cards if key not in tied),
        high=heights_at_left(boxes, links),
        first=None if m.thesis_id is None else keys[m.thesis_id],
        folded=len(base.nodes) - len(m.nodes),
        untied=untied,
        hidden=_counted(base, (r for r in base.relations if r.id not in shown and _is_missed(r, m))),
        laid=None
        if overlay is None
        else laid(overlay, theme, (*(card.id for card in cards.values()), *shown)),
    )


def relations_drawn(m: ArgumentMap, relations: Relations) -> list[Relation]:
    """Return the relations that are drawn, in document order."""
    if isinstance(relations, str):
        if relations not in ("auto", "all"):
            near = suggestion(did_you_mean(relations, ("auto", "all")))
            raise ArgmapError(
                f"relations= is 'auto', 'all', or kinds such as (am.Supports, am.Attacks), "
                f"not {relations!r}.{near}"
            )
        if relations == "all" or len(m.nodes) <= ALL_UP_TO:
            return list(m.relations)
        return _about_each_other(_of(m, (Supports, Attacks, Conflicts)), m) or list(m.relations)
    wanted = tuple(relations)
    for kind in wanted:
        if not (isinstance(kind, type) and issubclass(kind, Relation)):
            raise ArgmapError(
                f"relations= takes kinds of relations such as am.Supports, and {kind!r} is none"
            )
    chosen = _of(m, wanted)
    ids = {relation.id for relation in chosen}
    by_id = {relation.id: relation for relation in m.relations}
    while chosen:  # a line that ends on a step needs the step
        relation = chosen.pop()
        for end in (relation.target, *relation.premises):
            if end in by_id and end not in ids:
                ids.add(end)
                chosen.append(by_id[end])
    return [relation for relation in m.relations if relation.id in ids]


def _about_each_other(relations: list[Relation], m: ArgumentMap) -> list[Relation]:
    """Return the relations without those that are, however far down, about one that is not among them."""
    if len(relations) == len(m.relations):
        return relations
    kept = {relation.id for relation in relations}
    about: dict[str, list[str]] = {}
    gone: list[str] = []
    for relation in relations:
        for end in (relation.target, *relation.premises):
            if end in kept:
                about.setdefault(end, []).append(relation.id)
            elif isinstance(m[end], Relation):
                gone.append(relation.id)
    while gone:
        id = gone.pop()
        if id in kept:
            kept.remove(id)
            gone += about.get(id, ())
    return [relation for relation in relations if relation.id in kept]


def _of(m: ArgumentMap, wanted: tuple[type[Relation], ...]) -> list[Relation]:
    belongs: dict[type[Relation], bool] = {}
    chosen = []
    for relation in m.relations:
        kind = type(relation)
        if kind not in belongs:
            belongs[kind] = any(is_a(relation, cls) for cls in wanted)
        if belongs[kind]:
            chosen.append(relation)
    return chosen


def _cards(
    m: ArgumentMap,
    theme: Theme,
    group_by: Callable[[Node], str | None] | None,
    chips: Mapping[str, tuple[str, ...]],
    marked: frozenset[str],
    titles: Mapping[str, str],
) -> tuple[list[Box], dict[str, Card]]:
    boxes: list[Box] = []
    cards: dict[str, Card] = {}
    looks: Looks = {}
    for place, node in enumerate(m.nodes, 1):
        marks = Marks(
            # What a piece of a map argues for is not what its author does: the thesis is the declared one.
            is_thesis=node.id == m.thesis_id,
            conceded=node.id in m.index.conceded,
            highlighted=node.id in marked,
            group=group_by(node) if group_by is not None else None,
            chips=chips.get(node.id, ()),
        )
        made = card(node, theme, marks, sources=titles, pages=m.index.pages, looks=looks)
        cards[f"n{place}"] = made
        boxes.append(Box(f"n{place}", node.id, made.width, made.height))
    return boxes, cards


def _strokes(
    m: ArgumentMap,
    drawn: Iterable[Relation],
    theme: Theme,
    cards: Mapping[str, Card],
    marked: frozenset[str],
    titles: Mapping[str, str],
) -> dict[str, Stroke]:
    """Return how each relation is painted; without an ink of its own it has that of what it starts from."""
    strokes: dict[str, Stroke] = {}
    inks: dict[str, str] = {card.id: card.style.ink for card in cards.values()}
    styles: dict[tuple[object, ...], LineStyle] = {}
    for relation in drawn:
        at_step = isinstance(m[relation.target], Relation)
        fields = vars(relation)
        key = type(relation), at_step, fields.get("conceded"), fields.get("polarity")
        style = styles.get(key)
        if style is None:
            style = styles[key] = theme.line_of(relation, at_step=at_step)
        inks[relation.id] = style.ink or inks.get(relation.premises[0], theme.muted)
        is_influence = role(relation) == "influences"
        strokes[relation.id] = Stroke(
            style=style if style.ink else replace(style, ink=inks[relation.id]),
            kind=relation.kind,
            word="" if _is_built_in(relation) else clean(relation.kind.replace("_", " ")),
            sign=str(fields["polarity"]) if is_influence else "",
            delayed=is_influence and fields.get("delay") not in (None, "none"),
            highlighted=relation.id in marked,
            tooltip=_said(relation, titles),
        )
    return strokes


def _overlaid(
    overlay: Overlay,
    theme: Theme,
    boxes: Iterable[Box],
    cards: Mapping[str, Card],
    strokes: Mapping[str, Stroke],
) -> tuple[list[Box], dict[str, Card], dict[str, Stroke]]:
    """Return boxes, cards and strokes with the marks that the overlay puts on their parts."""
    marks = overlay.marks
    over = {
        key: marked(card, marks[card.id], overlay, theme) if card.id in marks else card
        for key, card in cards.items()
    }
    grown = [replace(box, height=over[box.key].height) for box in boxes]
    badged = dict(strokes)
    for id, stroke in strokes.items():
        if id in marks:
            badge = badge_of(marks[id], overlay, theme, LONGEST_ON_LINE, rows=1)
            first, _, rest = stroke.tooltip.partition("\n")
            told = "\n".join(filter(None, (first, badge.told, rest)))
            badged[id] = replace(stroke, badge=badge, tooltip=told)
    return grown, over, badged


def _is_built_in(relation: Relation) -> bool:
    return type(relation).__module__ == Relation.__module__


def _haloed(cards: Mapping[str, Card]) -> frozenset[str]:
    """Return the nodes that an overlay marks as lying on a path."""
    return frozenset(card.id for card in cards.values() if card.badge is not None and card.badge.style.halo)


def _links(
    relation: Relation,
    target: Part,
    stroke: Stroke,
    keys: Mapping[str, str],
    order: Mapping[str, float],
    number: int,
    lit: frozenset[str],
) -> Iterable[tuple[Link, Stroke]]:
    """Yield the links of a relation: one, or one from each premise to its dot and one from there on.

    Where the relation is highlighted, so are the links from the premises in ``lit``. Of two nodes that say the
    same of one another, the earlier one in ``order`` is the head, above the other.
    """
    id, head = relation.id, keys[target.id]
    # What says the same both ways, or is about a step, does not put one end above the other.
    ranks = not relation.symmetric and not isinstance(target, Relation)
    dot = keys.get(id)
    if dot is None:
        tail = keys[relation.premises[0]]
        alike = relation.symmetric and stroke.style.head == stroke.style.tail
        if alike and order.get(relation.premises[0], inf) < order.get(target.id, -inf):
            tail, head = head, tail
        yield Link(f"l{number}", tail, head, id, ranks=ranks), stroke
        return
    for place, premise in enumerate(relation.premises):
        inward = replace(stroke, has_head=False, word="", sign="", delayed=False)
        if premise not in lit:
            dark = stroke.badge is not None and stroke.badge.style.halo
            inward = replace(inward, highlighted=False, badge=None if dark else stroke.badge)
        key = f"l{number + place}"
        yield Link(key, keys[premise], dot, id, ranks=not relation.symmetric, heavy=True), inward
    last = f"l{number + len(relation.premises)}"
    yield Link(last, dot, head, id, ranks=ranks), replace(stroke, has_tail=False)


def _said(relation: Relation, titles: Mapping[str, str]) -> str:
    """Return all that is known of a relation, line by line."""
    lines = [f"{relation.kind} {relation.id}: {' + '.join(relation.premises)} → {relation.target}"]
    fields = vars(relation)
    if fields.get("conceded"):
        lines[0] += " (conceded)"
    lines += [
        f"{name}: {value}".replace("_", " ")
        for name in ("scheme", "voice", "strength", "polarity", "delay", "basis")
        if (value := fields.get(name)) is not None
    ]
    if relation.rationale:
        lines.append(f"warrant: {relation.rationale}")
    lines += [quoted(quote, titles) for quote in relation.quotes]
    if relation.note:
        lines.append(f"note: {relation.note}")
    return clean("\n".join(lines))


def _is_missed(relation: Relation, m: ArgumentMap) -> bool:
    """Return whether a relation that is not drawn is to be told: a folded reason is, on the card that it serves."""
    if relation.id in m.parts:
        return True
    ends = (relation.target, *relation.premises)
    return not (is_a(relation, Supports) or is_a(relation, Attacks)) and any(end in m.parts for end in ends)


def _counted(m: ArgumentMap, relations: Iterable[Relation]) -> tuple[tuple[str, int], ...]:
    """Return how many relations there are of each kind; what is about another one is told apart."""
    counts: dict[str, int] = {}
    for relation in relations:
        target = m[relation.target]
        word = f"{relation.kind} of {target.kind}" if isinstance(target, Relation) else relation.kind
        counts[word] = counts.get(word, 0) + 1
    return tuple(counts.items())
