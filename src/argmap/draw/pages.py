"""A map in pages: one for each main reason of the thesis, with references between them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.counted import counted
from argmap.draw.groups import GroupBy, Grouping, grouping
from argmap.draw.joined import Joined
from argmap.draw.markup import escape
from argmap.draw.overlay import overlay_from
from argmap.draw.pdf import bound
from argmap.draw.suffix import suffix_of
from argmap.draw.theme import Theme, light
from argmap.errors import ArgmapError, UnknownIdError
from argmap.model.nodes import Factor, Node
from argmap.model.overlay import Overlay
from argmap.model.part import is_a
from argmap.model.relations import Influences, Relation
from argmap.model.select import flat
from argmap.notice import warn
from argmap.progress import tracked
from argmap.whole import write_whole

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.model.map import ArgumentMap


SHOWN = 12
"""How many pages a notebook shows."""
MOST = 12
"""The most cards of a page: on A4 their text is then mostly 9 to 10 points high, and seldom below 7.5."""
NAMED = 2
"""How many other pages a card names at the most."""
WIDTHS = (160.0, 150.0, 140.0, 130.0)
"""How wide its cards are, in points, and how wide where the text would still be too small.

Of widths from 140 to 190 the first one left the smallest text of the worked example largest.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a map that is a part of another, its number and title, and which other pages show a node too."""

    number: int
    title: str
    map: ArgumentMap
    also: tuple[tuple[str, tuple[int, ...]], ...] = field(default=(), repr=False)

    def draw(self, **options: Any) -> Drawing:
        """Return the drawing of the page; a card that stands on other pages too says on which.

        The options are those of :meth:`ArgumentMap.draw`. Cards of the usual width are narrower on a page;
        a theme with a ``card_width`` of its own keeps it. An overlay gives its marks on parts of this page.
        """
        overlay = options.pop("overlay", None)
        drawing = self.map.replace(title=f"{self.number}. {self.title}").draw(**{"fold": (), **options})
        theme = drawing.theme
        if isinstance(theme, Theme) and theme.card_width == light.card_width:
            widths = [width for width in WIDTHS if width >= theme.narrowest]
            if widths:
                drawing = replace(
                    drawing, theme=theme.replace(card_width=widths[0]), narrower=tuple(widths[1:])
                )
        see = tuple((id, _see(pages)) for id, pages in self.also)
        return replace(
            drawing, notes=see, overlay=None if overlay is None else _cut(overlay_from(overlay), self.map)
        )

    def save(self, path: str | PathLike[str], **options: Any) -> Path:
        """Write the drawing of the page, as its suffix says; the options are those of :meth:`draw`."""
        return self.draw(**options).save(path)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.draw()._repr_mimebundle_(include, exclude)


class Pages(tuple[Page, ...]):
    """The pages of a map, in order; every node and every relation stands on one of them, or on several."""

    __slots__ = ()

    def save(self, path: str | PathLike[str], **options: Any) -> tuple[Path, ...]:
        """Write the pages and return the files: one PDF of all, or else a picture a page, numbered.

        ``map.svg`` becomes ``map-1.svg``, ``map-2.svg``, ... The options are those of :meth:`ArgumentMap.draw`.

        Raises:
            ArgmapError: the suffix is none that a drawing is saved as.
            UnknownIdError: what is to stand out is on no page.
            EngineError: a PDF needs the extra ``argmap[pdf]``, which is not installed.
        """
        path = Path(path)
        suffix = suffix_of(path)
        if not self:
            raise ArgmapError("a map without parts has no pages to save")
        fonts = tuple(options.pop("fonts", ()))
        drawings = self._drawings(options)
        drawn = tracked(drawings, "Drawing pages")
        svgs = [
            drawing.svg() for drawing in drawn if suffix in (".svg", ".png", ".pdf")
        ]  # before one is written
        if suffix == ".pdf":
            names = [f"{page.number}. {page.title}" for page in self]
            write_whole(path, bound(svgs, title=self[0].map.title, names=names, fonts=fonts))
            return (path,)
        width = len(str(len(self)))
        return tuple(
            drawing.save(path.with_name(f"{path.stem}-{page.number:0{width}}{path.suffix}"), fonts=fonts)
            for page, drawing in zip(self, tracked(drawings, "Saving pages"), strict=True)
        )

    def _drawings(self, options: Mapping[str, Any]) -> list[Drawing]:
        """Return the drawings of the pages, each with what is highlighted, folded and marked on it."""
        named = {
            name: [ref if isinstance(ref, str) else ref.id for ref in flat([options[name]])]
            for name in ("highlight", "fold")
            if options.get(name) and options[name] != "auto"
        }
        known = dict.fromkeys(part for page in self for part in page.map.parts)
        for id in (id for ids in named.values() for id in ids):
            if id not in known:
                raise UnknownIdError(id, known, where="these pages")
        if options.get("overlay") is not None:
            overlay = overlay_from(options["overlay"])
            if overlay.marks and not any(id in known for id in overlay.marks):
                first = next(iter(overlay.marks))
                warn(f"no page has a mark of the overlay {overlay.name!r}, such as that on {first!r}")
        return [
            page.draw(
                **{**options, **{name: [i for i in ids if i in page.map] for name, ids in named.items()}}
            )
            for page in self
        ]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return what a notebook shows: the first pages as pictures below one another, and the list of them."""
        bundle = {"text/plain": repr(self)}
        try:
            svgs = [page.draw().svg() for page in self[:SHOWN]]
        except Exception as error:  # a repr never raises
            return {"text/plain": f"{self!r}\n(No pictures: {type(error).__name__}: {error})"}
        # As images: what is in one of them can neither clash with another nor run.
        shown = [
            f'<img alt="{escape(p.title)}" src="{_as_url(svg)}">' for p, svg in zip(self, svgs, strict=False)
        ]
        more = f"<p>… and {len(self) - SHOWN:,} more pages: .save('map.pdf')</p>" if self[SHOWN:] else ""
        return bundle | {"text/html": "<br>".join(shown) + more} if self else bundle

    def __repr__(self) -> str:
        return "\n".join(
            f"{page.number}  {page.title}  ({counted(len(page.map.nodes), 'node')})" for page in self
        )


def _see(pages: Sequence[int]) -> str:
    """Return where else a card stands: the first pages, and how many more there are.

    >>> _see([2]), _see([2, 3, 4, 5, 6])
    ('see page 2', 'see pages 2, 3 and 3 more')
    """
    named = ", ".join(map(str, pages[:NAMED]))
    more = f" and {len(pages) - NAMED} more" if len(pages) > NAMED else ""
    return f"see page{'s' * (len(pages) > 1)} {named}{more}"


def _cut(overlay: Overlay, m: ArgumentMap) -> Overlay:
    """Return an overlay with its marks on the parts of a map."""
    marks = {id: mark for id, mark in overlay.marks.items() if id in m.parts}
    return Overlay(overlay.name, marks, overlay.legend, overlay.glossary)


def _as_url(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def pages(m: ArgumentMap, *, group_by: Grouping | GroupBy | None = None, most: int = MOST) -> Pages:
    """Return a map in pages: for each step to the thesis, and for each other root, what it rests on.

    A page holds at most so many cards; where there are more, the lower ones stand on a page of their own,
    which the card above them names. What was told once is not told again. What is tied to no root, and what
    ties parts of several pages, stands on the last pages. With ``group_by`` there is a page for each group
    instead, such as each paragraph.

    Raises:
        ArgmapError: ``group_by`` is neither a function nor the name of one.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, one, two = d.thesis("Top."), d.claim("One."), d.claim("Two.")
    >>> _ = d.support(top, one, two), d.support(one, d.claim("Low."))
    >>> pages(d.map())
    1  One.  (3 nodes)
    2  Two.  (2 nodes)
    """
    made = _by_reason(m, most) if group_by is None else _by_group(m, grouping(group_by), most)
    on_some = {part.id for _, piece in made for part in (*piece.nodes, *piece.relations)}
    items = [(step.id, _cards_of(m, step)) for step in m.relations if step.id not in on_some]
    told = on_some.union(*(cards for _, cards in items))
    items += [(node.id, {node.id}) for node in m.nodes if node.id not in told]
    if group_by is not None and not made and m.nodes:
        warn("no node of the map is in a group: the pages hold its parts in their order")
    if made:
        causes = [item for item in items if _is_causal(m, item[0])]
        made += _numbered(m, "Causes and effects", _chunks(_together(causes), most))
        items = [item for item in items if not _is_causal(m, item[0])]
    made += _numbered(m, "The rest" if made else "The whole map", _chunks(_together(items), most))
    on: dict[str, list[int]] = {}
    for number, (_, piece) in enumerate(made, 1):
        for node in piece.nodes:
            on.setdefault(node.id, []).append(number)
    # The thesis stands on every page of a reason for it.
    everywhere = m.thesis.id if group_by is None and m.thesis is not None else None
    return Pages(
        Page(
            number,
            title,
            piece,
            tuple(
                (node.id, tuple(n for n in on[node.id] if n != number))
                for node in piece.nodes
                if len(on[node.id]) > 1 and node.id != everywhere
            ),
        )
        for number, (title, piece) in enumerate(made, 1)
    )


_Made = list[tuple[str, "ArgumentMap"]]


def _by_reason(m: ArgumentMap, most: int) -> _Made:
    thesis = m.thesis
    waiting = [(_named(m, step.premises[0]), [step]) for step in _steps_at(m, thesis.id)] if thesis else []
    waiting += [(_named(m, root.id), _steps_at(m, root.id)) for root in m.roots if root != thesis]
    told: set[str] = set()
    made: _Made = []
    for title, steps in waiting:
        here, later = _filled(m, steps, told, most)
        if here:
            made.append((title, m.only(here)))
            waiting += [(_named(m, id), _steps_at(m, id)) for id in later]
    return made


def _by_group(m: ArgumentMap, group: Grouping, most: int) -> _Made:
    """Return what each group says: the steps whose first premise with a group is in it, and its nodes."""
    names = {node.id: group(node) for node in m.nodes}
    steps: dict[str, list[Relation]] = {
        name: [] for name in sorted(filter(None, names.values()), key=_paragraph)
    }
    for step in _reasons(m):
        name = next((name for end in (*step.premises, step.target) if (name := names.get(end))), None)
        if name:
            steps[name].append(step)
    made: _Made = []
    for name, of_group in steps.items():
        items = [(step.id, _cards_of(m, step)) for step in of_group]
        tied = {id for _, cards in items for id in cards}
        items += [(id, {id}) for id, own in names.items() if own == name and id not in tied]
        made += _numbered(m, name, _chunks(items, most))
    return made


def _numbered(m: ArgumentMap, name: str, chunks: list[list[str]]) -> _Made:
    """Return the pieces of a map with a name each, numbered where there are several."""
    several = f" of {len(chunks)})" if chunks[1:] else ""
    return [
        (f"{name} ({number}{several}" if several else name, m.only(ids))
        for number, ids in enumerate(chunks, 1)
    ]


def _paragraph(name: str) -> int:
    """Return the number of a paragraph, which puts paragraphs in the order of the text; 0 of other names."""
    return int(name[1:]) if name.startswith("¶") and name[1:].isdecimal() else 0


def _chunks(items: Iterable[tuple[str, set[str]]], most: int) -> list[list[str]]:
    """Return the ids in lists, each with at most so many cards where no item alone has more."""
    chunks: list[list[str]] = []
    cards: set[str] = set()
    for id, more in items:
        if not chunks or len(cards | more) > most:
            chunks.append([])
            cards = set()
        chunks[-1].append(id)
        cards |= more
    return chunks


def _is_causal(m: ArgumentMap, id: str) -> bool:
    """Return whether a part belongs to the causal story: a factor, an influence, or what is about one."""
    seen: set[str] = set()
    while id not in seen:
        seen.add(id)
        part = m[id]
        if is_a(part, Factor) or is_a(part, Influences):
            return True
        if isinstance(part, Relation):
            id = part.target
    return False


def _together(items: Iterable[tuple[str, set[str]]]) -> list[tuple[str, set[str]]]:
    """Return the items in an order in which those that share cards, or others that do, stand together."""
    items = list(items)
    joined = Joined()
    for _, cards in items:
        first, *others = sorted(cards)
        for card in others:
            joined.join(card, first)
    order: dict[str, int] = {}
    return sorted(items, key=lambda item: order.setdefault(joined.top(min(item[1])), len(order)))


def _cards_of(m: ArgumentMap, step: Relation) -> set[str]:
    """Return the nodes that a step brings along: its ends, and those of the steps that it ends on."""
    cards: set[str] = set()
    work: list[Relation] = [step]
    seen = {step.id}
    while work:
        relation = work.pop()
        for part in (m[end] for end in (*relation.premises, relation.target)):
            if isinstance(part, Node):
                cards.add(part.id)
            elif isinstance(part, Relation) and part.id not in seen:
                seen.add(part.id)
                work.append(part)
    return cards


def _steps_at(m: ArgumentMap, id: str) -> list[Relation]:
    return [*m.index.supports_to.get(id, ()), *m.index.attacks_to.get(id, ())]


def _reasons(m: ArgumentMap) -> Iterator[Relation]:
    """Yield all that speaks for or against a node, and for or against such a step."""
    seen: set[str] = set()
    work = [step for node in m.nodes for step in _steps_at(m, node.id)]
    for step in work:
        if step.id not in seen:
            seen.add(step.id)
            yield step
            work += _steps_at(m, step.id)


def _filled(
    m: ArgumentMap, steps: list[Relation], told: set[str], most: int
) -> tuple[list[str], dict[str, None]]:
    """Return the steps of a page, the nearest first, and what stands on a later one; ``told`` grows."""
    here: list[str] = []
    cards: set[str] = set()
    later: dict[str, None] = {}
    waiting = list(steps)
    for step in waiting:
        if step.id in told:
            continue
        ends = {end for end in (*step.premises, step.target) if isinstance(m[end], Node)}
        if here and len(cards | ends) > most:
            later[step.target] = None
            continue
        told.add(step.id)
        here.append(step.id)
        cards |= ends
        for id in (step.id, *step.premises):
            if id != m.thesis_id:
                waiting += _steps_at(m, id)
    return here, later


def _named(m: ArgumentMap, id: str) -> str:
    part = m[id]
    return " ".join(part.label.split()) if isinstance(part, Node) else _named(m, part.premises[0])  # type: ignore[attr-defined]
