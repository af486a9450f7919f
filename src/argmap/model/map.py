"""The map: an immutable collection of nodes, relations and sources that answers questions about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from argmap.counted import counted
from argmap.errors import InvalidMapError, UnknownIdError, no_attribute
from argmap.model import select, traverse
from argmap.model.collections import Parts
from argmap.model.foreign import Foreign
from argmap.model.index import Index
from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Part, is_a
from argmap.model.relations import Relation
from argmap.model.source import Source
from argmap.model.validity import map_problems, require_places

if TYPE_CHECKING:
    import networkx as nx

    from argmap.analysis.diagnostic import Report
    from argmap.build import Draft
    from argmap.draw.drawing import Direction, Drawing
    from argmap.draw.groups import GroupBy
    from argmap.draw.html.page import Page
    from argmap.draw.pages import Pages
    from argmap.draw.theme import Theme
    from argmap.draw.views import View
    from argmap.formats import OnLoss
    from argmap.model.overlay import Overlays
    from argmap.model.text import SourceText, Verification
    from argmap.report.report import Brief

P = TypeVar("P", bound=Part)
Ref = str | Part
"""What names a part in a call: its id, or the part."""


_FUNCTIONS = (
    *("evaluate", "explain", "what_if", "load_bearing", "extensions", "accepts", "strength", "contributions"),
    *("sensitivity", "project", "compare", "merge", "agreement", "coverage"),
)
_INSTEAD = {
    **{name: f"argmap.{name}(m)" for name in _FUNCTIONS},
    **dict.fromkeys(("save", "write", "to_file", "to_yaml"), "dump('map.yaml'), or draw().save('map.svg')"),
    **dict.fromkeys(("to_json", "json", "model_dump_json"), "dumps()"),
    **dict.fromkeys(("svg", "plot", "render", "show", "to_svg", "to_dot"), "draw()"),
    **dict.fromkeys(("html", "to_html"), "draw().save('map.html'), or explore() in a notebook"),
    **dict.fromkeys(
        ("add", "remove", "claim", "support", "attack"), "d = m.edit(), a draft, and d.map() after it"
    ),
    **dict.fromkeys(("premises", "reasons"), "supporters() or grounds()"),
    **dict.fromkeys(("objections", "rebuttals"), "attackers()"),
    **dict.fromkeys(("to_dataframe", "to_pandas", "to_polars", "df"), "to_frame()"),
    **dict.fromkeys(("edges", "steps"), "relations"),
}
"""What may be looked for on a map, and where it is."""


class ArgumentMap:
    """A map of the reasoning in a text: nodes, relations between them, and the sources they are read from.

    It is immutable, hashable and equal by content. Iteration, ``len`` and every answer follow the document
    order: nodes as authored, then relations. Build one with :class:`~argmap.build.Draft`, or load one from a
    file.

    Args:
        nodes: what is said, in the order of the text.
        relations: the steps of reasoning and other ties, in the order they were authored.
        title: what the map is of.
        thesis: the id of the node that the text argues for.
        sources: what the parts quote and cite.
        note: the analyst's own remarks.
        ignore: codes, or beginnings of codes, of the rules that :meth:`check` leaves out for this map.
        foreign: what files of other formats said that a map has no place for.

    Raises:
        InvalidMapError: the parts make no map; it names every problem.

    >>> import argmap as am
    >>> m = am.ArgumentMap(
    ...     [am.Claim(id="c1", text="The street gets wet."), am.Claim(id="c2", text="It rains.")],
    ...     [am.Supports(id="s1", premises=("c2",), target="c1")],
    ... )
    >>> m.grounds("c1")
    c2  claim  It rains.
    >>> "c2" in m, len(m)
    (True, 3)
    """

    __slots__ = (
        "__weakref__",
        "_index",
        "_parts",
        "foreign",
        "ignore",
        "nodes",
        "note",
        "relations",
        "sources",
        "thesis_id",
        "title",
    )

    nodes: Parts[Node]
    relations: Parts[Relation]
    sources: tuple[Source, ...]
    title: str
    thesis_id: str | None
    note: str | None
    ignore: tuple[str, ...]
    foreign: tuple[Foreign, ...]
    _parts: dict[str, Part]
    _index: Index | None  # made when first asked

    def __init__(
        self,
        nodes: Iterable[Node] = (),
        relations: Iterable[Relation] = (),
        *,
        title: str = "",
        thesis: Ref | None = None,
        sources: Iterable[Source] = (),
        note: str | None = None,
        ignore: Iterable[str] = (),
        foreign: Iterable[Foreign] = (),
    ) -> None:
        put = object.__setattr__
        put(self, "nodes", Parts(nodes))
        put(self, "relations", Parts(relations))
        put(self, "sources", tuple(sources))
        put(self, "title", title)
        put(self, "thesis_id", thesis.id if isinstance(thesis, Part) else thesis)
        put(self, "note", note)
        put(self, "ignore", (ignore,) if isinstance(ignore, str) else tuple(ignore))
        put(self, "foreign", tuple(foreign))
        require_places(self)
        parts: dict[str, Part] = {part.id: part for part in (*self.nodes, *self.relations)}
        problems = tuple(map_problems(self.nodes, self.relations, self.sources, self.thesis_id, parts))
        if problems:
            raise InvalidMapError(problems)
        put(self, "_parts", parts)
        put(self, "_index", None)

    if not TYPE_CHECKING:  # or a type checker would take any name for one of a map's

        def __getattr__(self, name: str) -> object:
            raise no_attribute("an ArgumentMap", name, dir(type(self)), _INSTEAD.get(name, ""))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(
            f"an ArgumentMap is immutable; change a draft of it instead: d = m.edit() ({name!r})"
        )

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self._fields,)

    def replace(self, **changes: Any) -> ArgumentMap:
        """Return a copy with these arguments of the constructor changed, checked as a new map would be."""
        return ArgumentMap(**{**self._fields, **changes})

    @property
    def _fields(self) -> dict[str, Any]:
        return {
            "nodes": self.nodes,
            "relations": self.relations,
            "title": self.title,
            "thesis": self.thesis_id,
            "sources": self.sources,
            "note": self.note,
            "ignore": self.ignore,
            "foreign": self.foreign,
        }

    # A collection of parts

    def __len__(self) -> int:
        return len(self._parts)

    def __bool__(self) -> bool:
        return True  # an empty map is a map

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts.values())

    def __contains__(self, ref: object) -> bool:
        if isinstance(ref, Part):
            return self._parts.get(ref.id) == ref
        return ref in self._parts if isinstance(ref, str) else False

    def __getitem__(self, ref: Ref) -> Part:
        try:
            return self._parts[ref if isinstance(ref, str) else ref.id]
        except (KeyError, TypeError, AttributeError):  # what is asked for has no id: let id_of say so
            return self._parts[self.id_of(ref)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArgumentMap) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)

    @property
    def _content(self) -> tuple[object, ...]:
        return tuple(tuple(v) if isinstance(v, Parts) else v for v in self._fields.values())

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return f"<ArgumentMap{title}: {counted(len(self.nodes), 'node')}, {counted(len(self.relations), 'relation')}>"

    @property
    def parts(self) -> Mapping[str, Part]:
        """The parts by id, in document order; read only."""
        return MappingProxyType(self._parts)

    @property
    def index(self) -> Index:
        """The lists of steps by their ends that all walks use; made when first asked."""
        if self._index is None:
            object.__setattr__(self, "_index", Index(self._parts, self.relations, self.sources))
        return self._index  # type: ignore[return-value]

    def id_of(self, ref: Ref) -> str:
        """Return the id of a part of this map.

        Raises:
            UnknownIdError: no part has this id; it names the near ones.
        """
        id = ref.id if isinstance(ref, Part) else ref
        if not isinstance(id, str):
            raise TypeError(f"a part is named by its id or by itself, not by {type(ref).__name__}")
        if id not in self._parts:
            raise UnknownIdError(id, self._parts)
        return id

    def source(self, id: str) -> Source:
        """Return the source with this id.

        Raises:
            UnknownIdError: the map has no such source.
        """
        for source in self.sources:
            if source.id == id:
                return source
        raise UnknownIdError(id, (source.id for source in self.sources), where="the sources of this map")

    # Look up

    def of(self, kind: type[P]) -> Parts[P]:
        """Return the parts of this class, kinds derived from it included."""
        return Parts(part for part in self if is_a(part, kind))  # type: ignore[misc]

    @property
    def claims(self) -> Parts[Claim]:
        """The claims, unstated premises among them."""
        return self.of(Claim)

    @property
    def evidence(self) -> Parts[Evidence]:
        """The evidence."""
        return self.of(Evidence)

    @property
    def recommendations(self) -> Parts[Recommendation]:
        """The recommendations."""
        return self.of(Recommendation)

    @property
    def goals(self) -> Parts[Goal]:
        """The goals."""
        return self.of(Goal)

    @property
    def questions(self) -> Parts[Question]:
        """The questions."""
        return self.of(Question)

    @property
    def factors(self) -> Parts[Factor]:
        """The factors of the causal story."""
        return self.of(Factor)

    # One step
    steps_to = traverse.steps_to
    steps_from = traverse.steps_from
    supporters = traverse.supporters
    attackers = traverse.attackers
    undercutters = traverse.undercutters
    co_premises = traverse.co_premises
    problems_addressed = traverse.problems_addressed

    # Many steps
    grounds = traverse.grounds
    consequences = traverse.consequences
    lines = traverse.lines
    depth = traverse.depth
    loops = traverse.loops

    # The whole map
    unsupported = traverse.unsupported
    contested = traverse.contested
    circular = traverse.circular

    @property
    def thesis(self) -> Node | None:
        """The declared thesis; else the only root that is argued for; else ``None``."""
        return traverse.thesis(self)

    @property
    def roots(self) -> Parts[Node]:
        """The nodes where reasoning ends, which are no premise of a support or an attack."""
        return traverse.roots(self)

    @property
    def leaves(self) -> Parts[Node]:
        """The nodes where reasoning begins, which no step supports."""
        return traverse.leaves(self)

    # Map to map

    def only(self, *parts: Ref | Iterable[Ref]) -> ArgumentMap:
        """Return the map of these nodes and the relations between them.

        A relation stays when all its ends do: a linked step that loses a premise would be another argument. A
        relation among ``parts`` brings its ends along.
        """
        return select.only(self, select.flat(parts))

    def without(self, *parts: Ref | Iterable[Ref]) -> ArgumentMap:
        """Return the map without these parts, and without the relations that had one of them as an end."""
        return select.without(self, select.flat(parts))

    where = select.where
    around = select.around
    spine = select.spine

    # Upward: each imports its room when it is called

    def draw(
        self,
        *,
        theme: Theme | str | None = None,
        direction: Direction = "auto",
        relations: type[Relation] | Iterable[type[Relation]] | Literal["auto", "all"] = "auto",
        highlight: Ref | Iterable[Ref] = (),
        group_by: Callable[[Node], str | None] | GroupBy | None = None,
        engine: str = "auto",
        timeout: float = 20.0,
        overlay: Overlays | None = None,
        fold: Ref | Iterable[Ref] | Literal["auto", False] = "auto",
        frames: bool = False,
    ) -> Drawing:
        """Return the drawing of this map, a value that saves itself as svg, png, pdf or dot.

        Args:
            theme: ``"light"``, ``"dark"``, ``"print"``, ``"colour-blind"``, or a theme of one's own; without
                one, that of ``with am.themes.use(...):``, or ``"light"``.
            direction: where the conclusion stands: ``"up"`` (reasons below it), ``"left"`` (reasons to its
                right), or ``"auto"``, whichever reads larger on a page.
            relations: the kinds of relations that are drawn, with the nodes that they tie; ``"auto"`` draws
                all of a map of up to 25 nodes, and support, attack and conflict of a larger one, or the
                others where it has nothing else.
            highlight: parts that stand out.
            group_by: what is shown in the head of a card: ``"section"``, ``"paragraph"``, or a function that
                names the group of a node.
            engine: ``"auto"`` (the embedded Graphviz), ``"dot"`` (the system's), ``"tidy"`` (no program).
            timeout: seconds that the engine may take in all.
            overlay: a value whose marks are laid over the map: what
                :meth:`check` and :meth:`verify` return, an :class:`Overlay`, or a value of one's own with a
                method ``overlay()``.
            fold: nodes of which what stands only below them is counted, not drawn; ``"auto"`` folds a map of
                more than 300 nodes to the 56 nearest to the conclusion, ``False`` or ``()`` nothing.
            frames: whether the cards of a group stand in a frame of their own that bears its name, instead of
                the name in the head of each card.
        """
        from argmap.draw.drawing import Drawing

        return Drawing(
            self,
            theme=theme,
            direction=direction,
            relations=relations
            if isinstance(relations, str)
            else (relations,)
            if isinstance(relations, type)
            else tuple(relations),
            highlight=tuple(self.id_of(ref) for ref in select.flat([highlight])),
            group_by=group_by,
            engine=engine,
            timeout=timeout,
            overlay=overlay,
            fold="auto"
            if fold == "auto"
            else tuple(self.id_of(ref) for ref in select.flat([fold if fold is not False else ()])),
            frames=frames,
        )

    def fold(self, *parts: Ref | Iterable[Ref]) -> View:
        """Return a view of this map in which what stands only below these nodes is counted, not drawn.

        >>> import argmap as am
        >>> d = am.Draft()
        >>> top, mid = d.thesis("Top."), d.claim("Middle.")
        >>> _ = d.support(top, mid), d.support(mid, d.claim("Low."))
        >>> "+1 more" in d.map().fold(mid).draw().svg()
        True
        """
        from argmap.draw.views import View

        return View(self).fold(*parts)

    def pages(self, *, group_by: Callable[[Node], str | None] | GroupBy | None = None) -> Pages:
        """Return this map in pages with cross references between them.

        Args:
            group_by: a page is for each ``"section"``, ``"paragraph"``, or group that a function names;
                without it, for each main reason.
        """
        from argmap.draw.pages import pages

        return pages(self, group_by=group_by)

    def explore(self, *, height: int = 640, **drawing: Any) -> Page:
        """Return the interactive page of this map, which shows itself in a notebook and saves itself.

        Args:
            height: how high it stands in a notebook, in pixels.
            drawing: arguments of :meth:`draw`.

        Raises:
            EngineError: the layout engine failed or took too long.
        """
        from argmap.draw.html.page import Page

        return Page(self.draw(**drawing).html(), self.outline(), height)

    def report(self, template: str | PathLike[str] | None = None) -> Brief:
        """Return a brief of this map, a value that becomes Markdown, HTML or a Word document.

        Args:
            template: a Jinja template of one's own, a path or a text.
        """
        from argmap.report.report import Brief

        return Brief(self, template)

    def outline(self) -> str:
        """Return the map as indented text, which reads well in a terminal and to a screen reader."""
        from argmap.draw.outline import outline

        return outline(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.draw()._repr_mimebundle_(include, exclude)

    def dump(self, path: str | PathLike[str], *, format: str | None = None, on_loss: OnLoss = "warn") -> None:
        """Write the map to a file, whole or not at all, in the format that its suffix says or that is named.

        ``on_loss`` says what is done where the format cannot hold all of the map: ``"warn"`` names each loss,
        ``"raise"`` refuses, ``"ignore"`` says nothing. ``am.formats()`` lists the formats.
        """
        from argmap.formats import dump

        dump(self, path, format=format, on_loss=on_loss)

    def dumps(self, format: str = "json", *, on_loss: OnLoss = "warn") -> str:
        """Return the map as text in a format, ``"json"``, ``"yaml"`` or another of ``am.formats()``."""
        from argmap.formats import dumps

        return dumps(self, format, on_loss=on_loss)

    def to_networkx(self, *, flat: bool = False) -> nx.MultiDiGraph[str]:
        """Return the map as a networkx graph: lossless, relations as nodes, or flat, an edge a premise."""
        from argmap.graph import to_networkx

        return to_networkx(self, flat=flat)

    def to_frame(self, what: str | type[Part] = "nodes", *, library: str | None = None) -> Any:
        """Return a table of nodes, relations, sources, quotes or of a kind, as a pandas or polars frame.

        Where neither is installed it is a plain table that prints as one; see :func:`argmap.frame.to_frame`.

        >>> import argmap as am
        >>> d = am.Draft()
        >>> _ = d.support(d.thesis("The street gets wet."), d.claim("It rains."))
        >>> d.map().to_frame("relations", library="none")
        id  kind      premises  target
        s1  supports  c2        c1
        """
        from argmap.frame import to_frame

        return to_frame(self, what, library=library)

    def verify(self, text: SourceText | str | PathLike[str], *, source: str | None = None) -> Verification:
        """Return whether each quote of the map stands in the text of its source."""
        from argmap.model.text import verify

        return verify(self, text, source=source)

    def check(self, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Report:
        """Return what is missing or weak in this map, the severest first.

        Args:
            select: codes, or beginnings of codes (``"AM4"``), of the rules to run; all where none is given.
            ignore: codes, or beginnings of codes, of rules to leave out.
        """
        from argmap.analysis.rulebook import check

        return check(self, select=select, ignore=ignore)

    def critical_questions(self, ref: Ref) -> tuple[str, ...]:
        """Return the critical questions of the scheme of a step, none where it names none of the catalogue.

        A step can be challenged by each of them (Walton, Reed & Macagno 2008).

        >>> import argmap as am
        >>> d = am.Draft()
        >>> step = d.support(d.claim("It holds."), d.claim("N. says so."), scheme="expert opinion")
        >>> d.map().critical_questions(step)[0]
        'How far is the source credible as an expert?'
        """
        from argmap.analysis.schemes import find_scheme

        found = find_scheme(getattr(self[ref], "scheme", None))
        return found.questions if found is not None else ()

    def edit(self, *, text: SourceText | str | PathLike[str] | None = None) -> Draft:
        """Return a draft that holds this map, to change it; with the text of its source, to find new quotes in.

        Raises:
            ArgmapError: a text is given, and the map has no source or several.
        """
        from argmap.build import Draft

        return Draft.of(self, text=text)


def require_map(**given: object) -> None:
    """Refuse what is no map, by the name of the argument that it was given for.

    Raises:
        TypeError: one of them is no ArgumentMap.

    >>> require_map(old=ArgumentMap())
    """
    for name, value in given.items():
        if not isinstance(value, ArgumentMap):
            hint = "; d.map() makes a map of a draft" if type(value).__name__ == "Draft" else ""
            raise TypeError(f"{name} is an ArgumentMap, not {type(value).__name__}{hint}")


def _made(fields: dict[str, Any]) -> ArgumentMap:
    return ArgumentMap(**fields)
