"""Portable DOT: the map for whoever lives in Graphviz, in the same grammar as our own pictures.

Cards are HTML-like labels. Nothing that a user wrote becomes an attribute but texts, tooltips and links, each
escaped for where it stands: names of nodes are made up, lengths and fonts are ours. It looks right in
Graphviz 2.43 as in 16; where the two differ, the remarks below say what one of them cannot take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from argmap.draw.cards import styled
from argmap.draw.compose import Relations, relations_drawn
from argmap.draw.dot_frames import clusters_of, frames_of
from argmap.draw.dot_overlay import overlaid
from argmap.draw.dot_pieces import likely_direction, one_below_another, pieces_of, shelf_of
from argmap.draw.markup import clean, safe_link
from argmap.draw.measure import wrap
from argmap.draw.roles import role
from argmap.draw.scene import Group
from argmap.draw.theme import CardStyle, LineStyle, Theme, theme_named
from argmap.model.nodes import Node
from argmap.model.relations import Relation
from argmap.model.source import passage_url

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap
    from argmap.model.overlay import Overlay

FONT = "Helvetica"
"""One name, since a list of names has no hard-coded widths where no font is installed."""
TEXT_SIZE, HEAD_SIZE = 10.0, 7.5
LETTERS, HEAD_LETTERS = 34, 44
"""How many letters a line of the text and of the head holds; what is not ASCII is measured."""
TEXT_WIDTH = 172.0
FEW_PIECES = 12
"""Up to how many unconnected parts stand one below the other where the conclusion is on top."""

# Polygons with slanting sides would double the size of a card.
_SHAPES = {"folded": "shape=note", "octagon": "peripheries=2", "hexagon": "shape=tab", "pill": ""}
_MARKS = {"arrow": "normal", "tee": "tee", "ring": "odot", "open": "vee", "hollow": "onormal"}
_SIGNS = {"-": "\N{MINUS SIGN}"}
_LINE = re.compile(rf".{{1,{LETTERS}}}(?: |$)|\S{{{LETTERS}}}|\n", re.MULTILINE)
_HEAD_LINE = re.compile(rf"(.{{1,{HEAD_LETTERS}}})(?: |$)|(\S{{{HEAD_LETTERS}}})")
_BREAK = '<BR ALIGN="LEFT"/>'
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "\\\\"}
# Four for one, since tooltips are expanded twice.
_STRING = str.maketrans({**_ESCAPES, "\\": "\\" * 4, "\n": "&#10;"})


def dot(
    m: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: str = "auto",
    relations: Relations = "auto",
    highlight: Iterable[str] = (),
    group_by: Callable[[Node], str | None] | None = None,
    framed_by: Callable[[Node], Group] | None = None,
    chips: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    overlay: Overlay | None = None,
) -> str:
    """Return the map in the DOT language of Graphviz, complete in itself.

    Args:
        m: the map.
        theme: what it looks like.
        direction: ``"up"`` (conclusion on top), ``"left"`` (at the left), ``"auto"``.
        relations: the kinds of relations that are drawn, as in :meth:`ArgumentMap.draw`.
        highlight: ids of parts that stand out.
        group_by: names the group of a node, which is shown in the head of its card.
        framed_by: names the frames that the card of a node stands in, the outermost first.
        chips: what else stands in the head of a card, by the id of its node.
        overlay: the marks that are laid over the map, as words and borders.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("The street is wet."), d.claim("It rains."))
    >>> print(dot(d.map()).splitlines()[-2])
    n2->n1[color="#00725a",arrowhead=normal]
    """
    if isinstance(theme, str):
        theme = theme_named(theme)
    drawn = relations_drawn(m, relations)
    marked = frozenset(highlight)
    keys = {node.id: f"n{place}" for place, node in enumerate(m.nodes, 1)}
    ends = {end for relation in drawn for end in (relation.target, *relation.premises)}
    joined = [relation for relation in drawn if len(relation.premises) > 1 or relation.id in ends]
    for place, relation in enumerate(joined, 1):
        keys[relation.id] = f"s{place}"
    cards = _cards(m, theme, keys, marked, group_by, chips)
    dots, lines = _lines(m, drawn, theme, keys, marked)
    if overlay is not None:
        cards, lines = overlaid(overlay, theme, keys, drawn, cards, lines)
    pieces, alone, depth = pieces_of(drawn, keys)
    if direction == "auto":
        direction = likely_direction(cards, depth)
    frames = frames_of(m, drawn, keys, framed_by) if framed_by is not None else {}
    if frames:
        inside = {key for members in frames.values() for key in members}
        loose = [key for key in alone if key in inside]
        pieces.append(loose if direction == "up" else loose[::-1])
        alone = [key for key in alone if key not in inside]
    written = [_head(theme, direction, dotted=bool(joined), framed=bool(frames))]
    shelf = list(shelf_of(alone, cards, theme, direction, framed=bool(pieces))) if alone else []
    if direction == "left":  # what comes first stands at the bottom
        written.extend(shelf)
    for piece in pieces if direction == "up" else reversed(pieces):
        written.extend(cards[key] if key in cards else dots[key] for key in piece)
    if direction == "up":
        written.extend(shelf)
    written.extend(clusters_of(frames, theme, direction))
    written.extend(lines)
    if direction == "up" and not frames and len(pieces) + bool(alone) <= FEW_PIECES:
        written.extend(one_below_another(pieces, alone, depth))
    written.append("}\n")
    return "\n".join(written)


def _head(theme: Theme, direction: str, *, dotted: bool, framed: bool) -> str:
    up = direction == "up"
    # Where there are dots, they have ranks of their own, between those of the cards.
    ranksep = (0.2 if dotted else 0.42) if up else (0.18 if dotted else 0.5)
    if framed:
        ranksep += 0.2
    # Nothing is packed: pack= drops the words of lines, lets parts overlap where rankdir=RL, and beside
    # newrank=true ends Graphviz 2.43 in a segmentation fault.
    return (
        f"digraph{{graph[rankdir={'BT' if up else 'RL'},nodesep=0.2,ranksep={ranksep},pad=0.25,"
        f'bgcolor="{theme.paper}",fontname={FONT}{",newrank=true" if framed else ""}]\n'
        f'node[shape=box,style="rounded,filled",margin="0.1,0.06",height=0.3,width=0.5,fontname={FONT},'
        f'fontsize={TEXT_SIZE:g},fontcolor="{theme.text}"]\n'
        f"edge[fontname={FONT},fontsize=8,arrowsize=0.65,penwidth=1.4]"
    )


def _cards(
    m: ArgumentMap,
    theme: Theme,
    keys: Mapping[str, str],
    marked: frozenset[str],
    group_by: Callable[[Node], str | None] | None,
    chips: Mapping[str, tuple[str, ...]],
) -> dict[str, str]:
    """Return the statement of each card by its key."""
    # A field that a part may lack is asked for by the part's role: a miss costs pydantic ten microseconds.
    conceded = m.index.conceded
    looks: dict[tuple[object, ...], tuple[str, str, str, bool]] = {}
    cards = {}
    for node, text in zip(m.nodes, _labels([node.text for node in m.nodes]), strict=True):
        id, key = node.id, keys[node.id]
        states = (node.implicit, id in conceded, bool(node.voice), id == m.thesis_id)
        look = (type(node), states, id in marked)
        known = looks.get(look)
        if known is None:
            kind = "THESIS" if states[3] else node.kind.replace("_", " ").upper()
            told = any(states[:3]) or group_by is not None or role(node) in ("evidence", "recommendation")
            attributes, colour = _look(node, theme, states, id in marked)
            known = looks[look] = (attributes, f'<<FONT POINT-SIZE="{HEAD_SIZE}"{colour}>', kind, told)
        attributes, font, kind, told = known
        head = f"{kind} · {id}"  # no character of which needs an escape
        if told or node.quotes or id in chips or len(head) > HEAD_LETTERS:
            head = _heading(_head_words(node, kind, states, group_by, chips.get(id, ())))
        else:
            head += _BREAK
        if node.quotes:
            attributes += _tips(node, m.index.pages)
        if node.title:
            text = f"<B>{_labels([node.title])[0]}</B>{text}"
        if states[3]:
            text = f"<B>{text}</B>"
        cards[key] = f"{key}[{attributes}label={font}{head}</FONT>{text}>]"
    return cards


def _labels(texts: list[str]) -> list[str]:
    """Return each text as lines of an HTML-like label, each line ended by a break.

    Plain texts are broken and escaped all at once: one by one it takes three times as long.
    """
    if not texts:
        return []
    plain = [text if text.isascii() and text.isprintable() else "" for text in texts]
    together = "\n".join(plain)
    if "  " in together or " \n" in together or "\n " in together or together != together.strip(" "):
        together = "\n".join([" ".join(text.split()) for text in plain])
    broken = "\r".join([*_LINE.findall(together), ""]).replace(" \r", "\r").replace("\n\r", "\n")
    labels = _escaped(broken, "\r").split("\n")
    return [
        label or (_measured_label(text) if text else "") or _BREAK
        for label, text in zip(labels, texts, strict=True)
    ]


def _measured_label(text: str) -> str:
    lines = wrap(clean(text), TEXT_WIDTH, TEXT_SIZE)
    return _escaped("".join(f"{line.rstrip()}\n" for line in lines))


def _heading(words: list[str]) -> str:
    head = " · ".join(words)
    return _escaped(f"{head}\n" if len(head) <= HEAD_LETTERS else _HEAD_LINE.sub(r"\1\2\n", head))


def _escaped(lines: str, end: str = "\n") -> str:
    # Replacing what is mostly not there is four times as fast as str.translate.
    for char, escape in _ESCAPES.items():
        lines = lines.replace(char, escape)
    return lines.replace(end, _BREAK)


def _head_words(
    node: Node,
    kind: str,
    states: tuple[bool, ...],
    group_by: Callable[[Node], str | None] | None,
    chips: tuple[str, ...],
) -> list[str]:
    words = [kind, node.id]
    if states[0]:
        words.append("UNSTATED")
    if states[1]:
        words.append("CONCEDED")
    what = role(node)
    if what == "evidence" and (form := getattr(node, "form", None)):
        words.append(str(form).replace("_", " "))
    if what == "recommendation":
        words[0] = f"» {kind}"
        if addressees := getattr(node, "addressees", ()):
            words.append(f"to {', '.join(addressees)}")
    if states[2]:
        words.append(f"said by {node.voice}")
    group = group_by(node) if group_by is not None else None
    if group:
        words.append(group)
    words += chips
    if node.quotes:
        place = next((quote.paragraph for quote in node.quotes if quote.paragraph is not None), None)
        if place is not None and f"¶{place}" != group:
            words.append(f"¶{place}")
    if "".join(words).isprintable():
        return words
    return [" ".join(clean(word).split()) for word in words]


def _look(node: Node, theme: Theme, states: tuple[bool, ...], marked: bool) -> tuple[str, str]:
    """Return the attributes of the cards that look like this node, and the colour of their heads."""
    names = ("unstated", "conceded", "voiced", "thesis")
    style: CardStyle = styled(
        theme.card(type(node)), theme, [name for name, holds in zip(names, states, strict=True) if holds]
    )
    shape = _SHAPES.get(style.shape, "")
    square = style.shape in _SHAPES
    styles = ["filled"] if square else ["rounded", "filled"]
    if style.dash:
        styles.append("dotted" if style.dash[0] < 1 and len(style.dash) == 2 else "dashed")
    width = 3.0 if marked else 2.4 if style.bold else style.outline
    attributes = [f'color="{theme.highlight if marked else style.ink}"', f'fillcolor="{style.fill}"']
    if shape:
        attributes.append(shape)
    if square or style.dash:
        attributes.append(f'style="{",".join(styles)}"')
    if width != 1.0:
        attributes.append(f"penwidth={width:g}")
    if style.text != theme.text:
        attributes.append(f'fontcolor="{style.text}"')
    return f"{','.join(attributes)},", f' COLOR="{style.head or style.ink}"'


def _tips(node: Node, pages: Mapping[str, str]) -> str:
    """Return the quotes as tooltip and the link to the passage."""
    words = clean("\n".join(quote.words for quote in node.quotes)).translate(_STRING)
    link = next(
        (link for quote in node.quotes if (link := safe_link(passage_url(quote, pages))) is not None), None
    )
    target = f'URL="{link.translate(_STRING)}",target=_blank,' if link else ""
    return f'tooltip="{words}",{target}'


def _lines(
    m: ArgumentMap,
    drawn: Iterable[Relation],
    theme: Theme,
    keys: Mapping[str, str],
    marked: frozenset[str],
) -> tuple[dict[str, str], list[str]]:
    """Return the dots of the steps by their keys, and the lines."""
    inks: dict[str, str] = {}
    dots: dict[str, str] = {}
    lines: list[str] = []
    looks: dict[tuple[object, ...], tuple[str, str, str]] = {}
    roles = {kind: role(relation) for kind, relation in {type(r): r for r in drawn}.items()}
    parts = m.parts
    steps = {relation.id for relation in m.relations}
    dotted = any(key[0] == "s" for key in keys.values())
    for relation in drawn:
        kind, target = type(relation), relation.target
        at_step = target in steps
        what = roles[kind]
        conceded = what == "attacks" and getattr(relation, "conceded", False)
        sign = getattr(relation, "polarity", "") if what == "influences" else ""
        look = (kind, at_step, conceded, sign, relation.id in marked)
        known = looks.get(look)
        if known is None:
            style = theme.line_of(relation, at_step=at_step)
            word = _word(relation, at_step=at_step, conceded=conceded, sign=str(sign))
            known = looks[look] = _attributes(style, word, theme, relation.id in marked)
        ink, whole, inward = known
        if not ink:
            # Such a line has the ink of the card that it leaves.
            first = parts[relation.premises[0]]
            own = theme.card(type(first)).ink if isinstance(first, Node) else inks.get(first.id, theme.muted)
            ink = inks[relation.id] = own
            whole, inward = whole.replace("%", ink), inward.replace("%", ink)
        key, head = keys.get(relation.id), keys[target]
        if key is None:
            premise = keys[relation.premises[0]]
            # Cards stand on every second rank, so that dots find one of their own between.
            length = ",minlen=2" if dotted and premise[0] == head[0] else ""
            lines.append(f"{premise}->{head}[{whole}{length}]")
            continue
        dots[key] = (
            f'{key}[shape=circle,width=0.11,height=0.11,margin=0,label="",color="{ink}",fillcolor="{ink}"]'
        )
        lines.extend([f"{keys[premise]}->{key}[{inward}]" for premise in relation.premises])
        lines.append(f"{key}->{head}[{whole}{',minlen=2' if at_step else ''}]")
    return dots, lines


def _word(relation: Relation, *, at_step: bool, conceded: bool, sign: str) -> str:
    what = role(relation)
    if what == "supports" and not at_step and relation.kind == "supports":
        return ""  # the most frequent line needs no word
    if what == "influences" and relation.kind == "influences":
        return _SIGNS.get(sign, sign)
    own = {"attacks": "undercuts" if at_step else "rebuts", "supports": "backs"}
    word = own[what] if relation.kind == what and what in own else relation.kind.replace("_", " ")
    return f"{word}, conceded" if conceded else word


def _attributes(style: LineStyle, word: str, theme: Theme, marked: bool) -> tuple[str, str, str]:
    """Return the ink, the attributes of a whole line, and of one from a premise to the dot; ``%`` is ink."""
    attributes = ['color="%"']
    if style.dash:
        attributes.append("style=dotted" if style.dash[0] < 1 else "style=dashed")
    width = style.width + (1.6 if marked else 0.0)
    if abs(width - 1.4) > 0.2:
        attributes.append(f"penwidth={width:g}")
    inward = ",".join((*attributes, "dir=none"))
    if style.tail:
        attributes.append("dir=both")
        attributes.append(f"arrowtail={''.join(_MARKS[mark] for mark in style.tail)}")
    head = "".join(_MARKS[mark] for mark in style.head)
    attributes.append(f"arrowhead={head}" if head else "dir=none" if not style.tail else "arrowhead=none")
    if word:
        attributes += [f'label=" {word.translate(_STRING)} "', 'fontcolor="%"']
        if len(word) == 1:
            attributes.append("fontsize=13")  # a sign must not be overlooked
    whole = ",".join(attributes)
    if style.ink:
        whole, inward = whole.replace("%", style.ink), inward.replace("%", style.ink)
    return style.ink, whole, inward
