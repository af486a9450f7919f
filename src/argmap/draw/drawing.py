"""A drawing of a map: a value that becomes SVG, PNG, PDF or DOT when it is asked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from os import PathLike
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, get_args

from argmap.draw.engine import ENGINES
from argmap.draw.fonts import Font
from argmap.draw.groups import GroupBy, Grouping, framing, grouping
from argmap.draw.packing import READABLE, text_scale
from argmap.draw.suffix import suffix_of
from argmap.draw.theme import Theme
from argmap.draw.themes import in_use, named
from argmap.errors import ArgmapError, EngineError, did_you_mean, suggestion
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay, Overlays
from argmap.model.relations import Relation
from argmap.notice import warn
from argmap.whole import write_whole

if TYPE_CHECKING:
    import graphviz  # type: ignore[import-untyped]

    from argmap.draw.scene import Layout, Scene

Direction = Literal["auto", "up", "left"]
"""Where the conclusion stands: on top, at the left, or wherever the text comes out larger on a page."""

MOST_CARDS = 300
"""The most cards of a picture that one scrolls through; a larger map is folded."""
FOLDED_TO = 56
"""How many cards are left of it: what a reader takes in on one page."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a map is drawn: a frozen value, equal by content, that draws when it is asked for a picture.

    :meth:`ArgumentMap.draw` makes one; its arguments are described there.

    Raises:
        ArgmapError: an argument is none of those allowed; the message says which are.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> _ = d.support(d.thesis("The street is wet."), d.claim("It rains."))
    >>> drawing = Drawing(d.map(), direction="up")
    >>> drawing
    <Drawing of 2 nodes, 1 relation: theme 'light', direction 'up'>
    >>> drawing.svg().startswith("<svg ")
    True
    """

    map: ArgumentMap
    theme: Theme | str | None = None
    direction: Direction = "auto"
    relations: tuple[type[Relation], ...] | Literal["auto", "all"] = "auto"
    highlight: tuple[str, ...] = ()
    group_by: Grouping | GroupBy | None = None
    engine: str = "auto"
    timeout: float = 20.0
    overlay: Overlays | None = None
    fold: tuple[str, ...] | Literal["auto"] = "auto"
    frames: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    """What else stands in the heads of cards, by the ids of their nodes."""
    narrower: tuple[float, ...] = ()
    """Widths of cards that are tried in turn, in points, where the text would be too small to read on A4."""
    _made: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from argmap.draw.compose import relations_drawn
        from argmap.draw.overlay import overlay_of

        put = object.__setattr__
        put(self, "theme", in_use() if self.theme is None else named(self.theme))
        put(self, "overlay", overlay_of(self.overlay, self.map))
        if not isinstance(self.relations, str):
            put(self, "relations", tuple(self.relations))
        put(self, "highlight", tuple(self.map.id_of(ref) for ref in self.highlight))
        _one_of("direction", self.direction, get_args(Direction))
        _one_of("engine", self.engine, ENGINES)
        if not _is_time(self.timeout):
            raise ArgmapError(f"timeout is a number of seconds above 0, not {self.timeout!r}")
        if self.group_by is not None:
            grouping(self.group_by)
        elif self.frames:
            raise ArgmapError(
                "frames=True draws a frame around each group: say which with group_by='section', 'paragraph', "
                "or a function"
            )
        if isinstance(self.fold, str):
            _one_of("fold", self.fold, ("auto",))
        else:
            put(self, "fold", tuple(self.map.id_of(ref) for ref in self.fold))
        relations_drawn(self.map, self.relations)  # raises where they are none

    def __repr__(self) -> str:
        nodes, relations = len(self.map.nodes), len(self.map.relations)
        return (
            f"<Drawing of {nodes:,} node{'s' * (nodes != 1)}, {relations:,} relation{'s' * (relations != 1)}: "
            f"theme {self._theme.name!r}, direction {self.direction!r}"
            f"{f', overlay {self._overlay.name!r}' if self._overlay else ''}>"
        )

    @property
    def _theme(self) -> Theme:
        assert isinstance(self.theme, Theme)
        return self.theme

    @property
    def _overlay(self) -> Overlay | None:
        assert self.overlay is None or isinstance(self.overlay, Overlay)
        return self.overlay

    def svg(self) -> str:
        """Return the picture as SVG; it is made once.

        Raises:
            EngineError: the layout engine failed or took longer than ``timeout``.
        """
        if "svg" not in self._made:
            until = monotonic() + self.timeout
            svg = self._painted(self._theme, self.timeout)
            for width in self.narrower:
                if _text_on_page(svg, self._theme) >= READABLE or monotonic() >= until:
                    break
                try:
                    more = self._painted(
                        self._theme.replace(card_width=width), until - monotonic(), first=False
                    )
                except EngineError:  # told of the first one
                    break
                svg = max(svg, more, key=lambda svg: _text_on_page(svg, self._theme))
            self._made["svg"] = svg
        return self._made["svg"]

    def _painted(self, theme: Theme, timeout: float, *, first: bool = True) -> str:
        from argmap.draw.svg import paint

        scene = self._scene(theme, framed=self.frames)
        if first and self.frames and scene.boxes and not any(box.group for box in scene.boxes):
            what = f"a {self.group_by}" if isinstance(self.group_by, str) else "a group"
            warn(f"there are no frames to draw: no node of the map has {what}")
        layout = self._layout(scene, timeout=timeout, strict=not first)
        if not layout.frames and any(box.group for box in scene.boxes):
            if first:
                warn("engine='tidy' draws no frames: the head of each card names its group instead")
            scene = self._scene(theme)
            layout = self._layout(scene, timeout=timeout, strict=not first)
        return paint(scene.towards(layout.direction), layout, theme)

    def html(self) -> str:
        """Return the map as an interactive page: one file that needs no network, with the outline beside.

        The page pans, zooms, searches, folds, and tells all that is known of each part, with the critical
        questions of its scheme and the remarks of :meth:`ArgumentMap.check`. A map of more than 300 cards
        opens folded.

        Raises:
            EngineError: the layout engine failed or took longer than ``timeout``.
        """
        if "html" not in self._made:
            from argmap.draw.html.content import MOST
            from argmap.draw.html.page import page
            from argmap.draw.html.palette import counterpart

            scenes = (
                self._scene(self._theme, whole=True, framed=self.frames),
                self._scene(counterpart(self._theme), whole=True, framed=self.frames),
            )
            # Nobody sees the whole of a map that opens folded, before unfolding all of it.
            engine = self.engine if len(scenes[0].cards) <= MOST else "tidy"
            layout = self._layout(scenes[0], engine)
            day, night = (scene.towards(layout.direction) for scene in scenes)
            self._made["html"] = page(self.map, (day, night), layout, self._theme)
        return self._made["html"]

    def _scene(self, theme: Theme, *, whole: bool = False, framed: bool = False) -> Scene:
        from argmap.draw.compose import compose

        base = self.map if whole else self._tied()
        m, more = (base, {}) if whole else self._folded(base)
        return compose(
            m,
            theme=theme,
            relations=self.relations,
            # The page folds, and its frames do not: there the heads name the groups too.
            group_by=self._groups(named=whole or not framed),
            chips=self._chips(more),
            framed_by=framing(self.group_by) if framed and self.group_by is not None else None,
            highlight=[id for id in self.highlight if id in m.parts],
            overlay=self._overlay,
            unfolded=base,
            untied=len(self.map.nodes) - len(base.nodes),
        )

    def _tied(self) -> ArgumentMap:
        """Return the map without the nodes that no relation of the kinds asked for touches."""
        from argmap.draw.compose import relations_drawn

        if isinstance(self.relations, str):
            return self.map
        steps = relations_drawn(self.map, self.relations)
        ends = {id for step in steps for id in (*step.premises, step.target)}
        return self.map.only(ends - {step.id for step in steps}) if ends else self.map

    def _folded(self, m: ArgumentMap) -> tuple[ArgumentMap, Mapping[str, int]]:
        """Return what of a map is drawn, and how many nodes stand hidden below which."""
        from argmap.model.hiding import counts, hidden_below, hidden_beyond

        if self.fold == "auto":
            hidden = hidden_beyond(m, FOLDED_TO) if len(m.nodes) > MOST_CARDS else frozenset()
        else:
            hidden = hidden_below(m, [id for id in self.fold if id in m.parts])
        shown = m.without(hidden) if hidden else m
        if "folded" not in self._made and (said := self._said_of(m, shown)):
            self._made["folded"] = ""  # it is said once
            warn(said)
        return shown, counts(m, hidden) if hidden else {}

    def _said_of(self, m: ArgumentMap, shown: ArgumentMap) -> str:
        """Return what a warning tells of a fold: one that nobody asked for, and one that hides nothing."""
        if self.fold == "auto" and len(shown.nodes) < len(m.nodes):
            lost = sum(id in m.parts and id not in shown.parts for id in self.highlight)
            without = f" ({lost:,} highlighted part{'s are' if lost != 1 else ' is'} not among them)"
            return (
                f"{len(m.nodes):,} cards are more than a picture can carry ({MOST_CARDS}): the "
                f"{len(shown.nodes)} nearest to the conclusion are drawn{without if lost else ''}. fold=() draws "
                "all, .save('map.html') holds all, m.around(...), m.spine() and m.pages() are parts"
            )
        if self.fold != "auto" and self.fold and len(shown.nodes) == len(m.nodes):
            return (
                f"nothing is folded away at {', '.join(self.fold)}: what stands below is needed elsewhere in the "
                "picture, or there is nothing"
            )
        return ""

    def _groups(self, *, named: bool = True) -> Grouping | None:
        return grouping(self.group_by) if named and self.group_by is not None else None

    def _chips(self, more: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
        """Return what else stands in the heads of cards, by node: notes, and how many are folded below it."""
        chips: dict[str, tuple[str, ...]] = {id: (note,) for id, note in self.notes}
        for id, count in more.items():
            chips[id] = (*chips.get(id, ()), f"+{count:,} more")
        return chips

    def _layout(
        self, scene: Scene, engine: str | None = None, *, timeout: float | None = None, strict: bool = False
    ) -> Layout:
        from argmap.draw.layout import arrange

        return arrange(
            scene.boxes,
            scene.links,
            shelf=scene.shelf,
            first=scene.first,
            high=scene.high,
            direction=self.direction,
            engine=engine or self.engine,
            timeout=timeout or self.timeout,
            strict=strict,
        )

    @property
    def dot(self) -> str:
        """The map in the DOT language, with cards as HTML-like labels, for use with Graphviz itself.

        It is the whole map, whatever its size, but for what ``fold`` names.
        """
        if "dot" not in self._made:
            from argmap.draw.dot import dot

            # Nobody reads DOT as it is: a large map is folded in pictures only.
            base = self._tied()
            m, more = (base, {}) if self.fold == "auto" else self._folded(base)
            self._made["dot"] = dot(
                m,
                theme=self._theme,
                direction=self.direction,
                relations=self.relations,
                highlight=[id for id in self.highlight if id in m.parts],
                group_by=self._groups(named=not self.frames),
                chips=self._chips(more),
                framed_by=framing(self.group_by) if self.frames and self.group_by is not None else None,
                overlay=self._overlay,
            )
        return self._made["dot"]

    def png(self, *, scale: float = 2.0, fonts: Iterable[Font] = ()) -> bytes:
        """Return the picture as PNG.

        Args:
            scale: pixels for each point.
            fonts: font files for scripts beyond Latin, Greek, Cyrillic and Hebrew; those of installed
                ``fontpkg-`` wheels are found by themselves.
        """
        from argmap.draw.raster import png

        return png(self.svg(), scale=scale, fonts=fonts)

    def pdf(self, *, fonts: Iterable[Font] = ()) -> bytes:
        """Return the picture as PDF on one page of its size, with text that can be searched.

        It takes the extra ``argmap[pdf]``, or a system Graphviz, which draws in its own way.
        """
        from argmap.draw.pdf import pdf

        return pdf(self.svg(), title=self.map.title, fallback_dot=self.dot, fonts=fonts, timeout=self.timeout)

    def save(self, path: str | PathLike[str], *, fonts: Iterable[Font] = ()) -> Path:
        """Write the picture to a file, whole or not at all, and return its path; the suffix says what it is.

        Raises:
            ArgmapError: the suffix is none of ``.svg``, ``.png``, ``.pdf``, ``.html``, ``.htm``, ``.dot``, ``.gv``.
            EngineError: the picture cannot be made; the message says what to install.
        """
        path = Path(path)
        suffix = suffix_of(path)
        if suffix == ".png":
            data = self.png(fonts=fonts)
        elif suffix == ".pdf":
            data = self.pdf(fonts=fonts)
        elif suffix in (".html", ".htm"):
            data = self.html().encode()
        else:
            data = (self.svg() if suffix == ".svg" else self.dot).encode()
        write_whole(path, data)
        return path

    def to_graphviz(self) -> graphviz.Source:
        """Return the portable DOT as an object of the ``graphviz`` package, which renders it with ``dot``."""
        import graphviz

        return graphviz.Source(self.dot)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from argmap.draw.notebook import bundle

        return bundle(self, lambda: len(self._folded(self._tied())[0].nodes), include, exclude)


def _text_on_page(svg: str, theme: Theme) -> float:
    """Return how high the text of a picture is on A4, in points."""
    from argmap.draw.raster import size

    return theme.text_size * text_scale(*size(svg))


def _one_of(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        near = suggestion(did_you_mean(str(value), known))
        raise ArgmapError(f"unknown {name} {value!r}.{near} Known: {', '.join(map(repr, known))}")


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value > 0
