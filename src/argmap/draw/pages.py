"""A map in pages: one for each main reason of the thesis, with references between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.draw.pdf import bound
from argmap.model.nodes import Node
from argmap.model.relations import Relation
from argmap.whole import write_whole

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.model.map import ArgumentMap


MOST = 12
"""The most cards of a page: on A4 their text is then 7.5 points high or more."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a map that is a part of another, its number and title, and which other pages show a node too."""

    number: int
    title: str
    map: ArgumentMap
    also: tuple[tuple[str, tuple[int, ...]], ...] = field(default=(), repr=False)

    def draw(self, **options: Any) -> Drawing:
        """Return the drawing of the page; a card that stands on other pages too says on which.

        The options are those of :meth:`ArgumentMap.draw`.
        """
        also = dict(self.also)
        own: Callable[[Node], str | None] | None = options.pop("group_by", None)

        def head(node: Node) -> str | None:
            pages = also.get(node.id)
            see = f"see page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else None
            return " · ".join(word for word in (own(node) if own is not None else None, see) if word) or None

        return self.map.replace(title=f"{self.number}. {self.title}").draw(
            **{"fold": (), **options}, group_by=head
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.draw()._repr_mimebundle_(include, exclude)


class Pages(tuple[Page, ...]):
    """The pages of a map, in order; every node and every reason stands on one of them, or on several."""

    __slots__ = ()

    def save(self, path: str | PathLike[str], **options: Any) -> tuple[Path, ...]:
        """Write the pages and return the files: one PDF of all, or else a picture a page, numbered.

        ``map.svg`` becomes ``map-1.svg``, ``map-2.svg``, ... The options are those of :meth:`ArgumentMap.draw`.

        Raises:
            ArgmapError: the suffix is none that a drawing is saved as.
            EngineError: a PDF needs the extra ``argmap[pdf]``, which is not installed.
        """
        path = Path(path)
        if path.suffix.lower() == ".pdf" and self:
            title = self[0].map.title
            write_whole(path, bound([page.draw(**options).svg() for page in self], title=title))
            return (path,)
        width = len(str(len(self)))
        return tuple(
            page.draw(**options).save(path.with_name(f"{path.stem}-{page.number:0{width}}{path.suffix}"))
            for page in self
        )

    def __repr__(self) -> str:
        return "\n".join(f"{page.number}  {page.title}  ({len(page.map.nodes)} nodes)" for page in self)


def pages(m: ArgumentMap, *, most: int = MOST) -> Pages:
    """Return a map in pages: for each step to the thesis, and for each other root, what it rests on.

    A page holds at most so many cards; where there are more, the lower ones stand on a page of their own,
    which the card above them names. What was told once is not told again. What is tied to no root stands on
    the last page.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, one, two = d.thesis("Top."), d.claim("One."), d.claim("Two.")
    >>> _ = d.support(top, one, two), d.support(one, d.claim("Low."))
    >>> pages(d.map())
    1  One.  (3 nodes)
    2  Two.  (2 nodes)
    """
    thesis = m.thesis
    waiting = [(_named(m, step.premises[0]), [step]) for step in _steps_at(m, thesis.id)] if thesis else []
    waiting += [(_named(m, root.id), _steps_at(m, root.id)) for root in m.roots if root != thesis]
    told: set[str] = set()
    made: list[tuple[str, ArgumentMap]] = []
    for title, steps in waiting:
        here, later = _filled(m, steps, told, most)
        if here:
            made.append((title, m.only(here)))
            waiting += [(_named(m, id), _steps_at(m, id)) for id in later]
    on_some = {node.id for _, piece in made for node in piece.nodes}
    rest = [node.id for node in m.nodes if node.id not in on_some]
    if rest:
        made.append(("The rest", m.only(rest)))
    on: dict[str, list[int]] = {}
    for number, (_, piece) in enumerate(made, 1):
        for node in piece.nodes:
            on.setdefault(node.id, []).append(number)
    return Pages(
        Page(
            number,
            title,
            piece,
            tuple(
                (node.id, tuple(n for n in on[node.id] if n != number))
                for node in piece.nodes
                if len(on[node.id]) > 1 and (thesis is None or node.id != thesis.id)
            ),
        )
        for number, (title, piece) in enumerate(made, 1)
    )


def _steps_at(m: ArgumentMap, id: str) -> list[Relation]:
    return [*m.index.supports_to.get(id, ()), *m.index.attacks_to.get(id, ())]


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
