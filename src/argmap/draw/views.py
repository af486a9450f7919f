"""A map with some of it folded away: a value that chains into a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.model import select
from argmap.model.hiding import hidden_below

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.html.page import Page
    from argmap.draw.pages import Pages
    from argmap.model.map import ArgumentMap, Ref


@dataclass(frozen=True, slots=True)
class View:
    """A map of which some nodes are folded: what stands only below them is not drawn, and counted on them.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> top, mid = d.thesis("Top."), d.claim("Middle.")
    >>> _ = d.support(top, mid), d.support(mid, d.claim("Low."))
    >>> view = View(d.map()).fold(mid)
    >>> view, view.shown.nodes.ids
    (<View: 2 of 3 nodes, folded at c2>, ('c1', 'c2'))
    """

    map: ArgumentMap
    folded: tuple[str, ...] = ()

    def fold(self, *refs: Ref | Iterable[Ref]) -> View:
        """Return the view with these nodes folded too."""
        more = (self.map.id_of(ref) for ref in select.flat(refs))
        return View(self.map, tuple(dict.fromkeys((*self.folded, *more))))

    def unfold(self, *refs: Ref | Iterable[Ref]) -> View:
        """Return the view with these nodes open again; with all of them where none is named."""
        gone = {self.map.id_of(ref) for ref in select.flat(refs)}
        return View(self.map, tuple(id for id in self.folded if gone and id not in gone))

    def _cut(self, piece: ArgumentMap) -> View:
        return View(piece, tuple(id for id in self.folded if id in piece.parts))

    def spine(self) -> View:
        """Return the view of the spine of the map, folded at the same nodes."""
        return self._cut(self.map.spine())

    def around(self, x: Ref, steps: int = 1) -> View:
        """Return the view of what is near ``x``, folded at the same nodes."""
        return self._cut(self.map.around(x, steps))

    def only(self, *parts: Ref | Iterable[Ref]) -> View:
        """Return the view of these nodes and the relations between them, folded at the same nodes."""
        return self._cut(self.map.only(*parts))

    def pages(self, **options: Any) -> Pages:
        """Return what is shown in pages; the options are those of :meth:`ArgumentMap.pages`."""
        return self.shown.pages(**options)

    def outline(self) -> str:
        """Return the outline of what is shown."""
        return self.shown.outline()

    def explore(self, **options: Any) -> Page:
        """Return the interactive page of what is shown; the options are those of :meth:`ArgumentMap.explore`."""
        return self.shown.explore(**options)

    @property
    def shown(self) -> ArgumentMap:
        """The map of what is not folded away."""
        return self.map.without(hidden_below(self.map, self.folded))

    def draw(self, **options: Any) -> Drawing:
        """Return the drawing of the view; the options are those of :meth:`ArgumentMap.draw`."""
        return self.map.draw(fold=self.folded, **options)

    def __repr__(self) -> str:
        at = f", folded at {', '.join(self.folded)}" if self.folded else ""
        return f"<View: {len(self.shown.nodes):,} of {len(self.map.nodes):,} nodes{at}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.draw()._repr_mimebundle_(include, exclude)
