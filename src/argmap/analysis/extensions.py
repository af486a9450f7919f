"""All coherent stands that can be taken on a map, and whether a part is in some or in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Self

from argmap.analysis.context import short, statements
from argmap.analysis.evaluate import TONES, Label, Reading
from argmap.analysis.projection import Argument, Projection, project
from argmap.analysis.telling import LINES, cut, require, words
from argmap.framework import Budget, BudgetError, labelling
from argmap.framework import accepts as accepts_argument
from argmap.framework import extensions as extensions_of
from argmap.model.collections import Parts
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import Part
from argmap.model.table import html_table

SEMANTICS = ("grounded", "complete", "preferred", "stable", "semi-stable", "ideal")
"""The semantics that a map is asked by (Dung 1995; Caminada 2006; Dung, Mancarella & Toni 2007).

Conflict-free and admissible sets are left out: a statement that lacks its grounds can be in them.
"""

MODES = ("skeptical", "credulous")


class Extension(Parts[Part]):
    """The parts of a map that are accepted together: one coherent stand, in document order.

    ``nodes`` are the statements among them, ``labels`` say of every part whether it is in, out or undecided.
    """

    semantics: str
    reading: Reading
    labels: Mapping[str, Label]
    silent: frozenset[str]

    def __new__(
        cls,
        parts: Iterable[Part],
        semantics: str,
        reading: Reading,
        labels: Mapping[str, Label],
        silent: Iterable[str] = (),
    ) -> Self:
        """Return the extension that these parts make.

        ``labels`` are those of all parts of the map, ``silent`` the nodes that say nothing.
        """
        self = super().__new__(cls, parts)
        keep = object.__setattr__
        keep(self, "semantics", semantics)
        keep(self, "reading", reading)
        keep(self, "labels", MappingProxyType(dict(labels)))
        keep(self, "silent", frozenset(silent))
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Extension is immutable; {name!r} cannot be set")

    def __reduce__(self) -> tuple[object, ...]:
        return Extension, (tuple(self), self.semantics, self.reading, dict(self.labels), self.silent)

    @property
    def nodes(self) -> Parts[Node]:
        """The statements that are accepted; a question, goal or factor is one where somebody argues about it."""
        return Parts(part for part in self if isinstance(part, Node) and part.id not in self.silent)

    def overlay(self) -> Overlay:
        """Return what this stand says of every statement, and the steps that do not hold in it."""
        nodes = {node.id for node in self.nodes}
        marks = {
            id: Mark(TONES[label])
            for id, label in self.labels.items()
            if id not in self.silent and (label != "in" or id in nodes)
        }
        return Overlay(
            f"Extension, {self.semantics}", marks, {"good": "accepted", "bad": "rejected", "open": "open"}
        )

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the accepted statements in at most so many lines; all of them for ``None``."""
        nodes = self.nodes
        head = f"{self.semantics} extension, {len(nodes)} statements accepted ({self.reading})"
        return cut((head, *(f"  {short(node)}" for node in nodes)), lines)

    def __repr__(self) -> str:
        return self.text()

    __str__ = __repr__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = ((node.id, node.label) for node in self.nodes)
        html = html_table(("id", "text"), rows, caption=f"{self.semantics} extension ({self.reading})")
        return {"text/plain": self.text(), "text/html": html}


def extensions(
    m: ArgumentMap,
    semantics: str = "preferred",
    *,
    reading: Reading | None = None,
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
    limit: int | None = None,
    budget: Budget | None = None,
) -> Iterator[Extension]:
    """Return an iterator over the extensions of a map: the sets of parts that can be accepted together.

    Each is found when it is asked for, in an order that is the same in every run. Where neither attacks nor
    supports go round in a circle there is exactly one, and every semantics gives the same.

    Args:
        m: the map.
        semantics: ``"grounded"``, ``"complete"``, ``"preferred"``, ``"stable"`` (Dung 1995), ``"semi-stable"``
            (Caminada 2006) or ``"ideal"`` (Dung, Mancarella & Toni 2007).
        reading: how the map is read; the defaults of :class:`Reading` where none is given.
        grant: parts that count as in.
        deny: parts that count as out.
        limit: at most so many; without it all, and there may be millions.
        budget: how much work it may cost, 60 seconds where nothing is said.

    Raises:
        ArgmapError: the semantics is unknown.
        BudgetError: while iterating: the budget is used up, and there may be more.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> stay, go = d.claim("We stay."), d.claim("We go.")
    >>> _ = d.attack(stay, go), d.attack(go, stay)
    >>> [stand.nodes.ids for stand in extensions(d.map())]
    [('c1',), ('c2',)]
    """
    require("semantics", semantics, SEMANTICS)
    projection = project(m, reading=reading, grant=grant, deny=deny)
    found = extensions_of(projection.framework, semantics, limit=limit, budget=budget)
    return (_extension(projection, semantics, members) for members in found)


def _extension(projection: Projection, semantics: str, members: tuple[Argument, ...]) -> Extension:
    labels = labelling(projection.framework, members)
    by_part = {part.id: labels[projection[part]] for part in projection.map}
    silent = {*projection.map.nodes.ids}.difference(statements(projection.map).ids)
    return Extension(projection.parts(members), semantics, projection.reading, by_part, silent)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Whether a part is accepted, with a witness; true for yes, false for no, and no guess where it is unknown.

    Args:
        part: the id of the part that was asked about.
        semantics: whose extensions count.
        mode: ``"credulous"``: some extension holds it; ``"skeptical"``: every extension does.
        status: ``"yes"``, ``"no"``, or ``"unknown"`` where the budget was used up.
        witness: the ids of the parts of an extension that holds it where it is credulously accepted, of one that
            lacks it where it is not skeptically accepted; ``None`` where no single extension shows it.
        reason: why, in words.
        reading: how the map was read.
    """

    part: str
    semantics: str
    mode: str
    status: Literal["yes", "no", "unknown"]
    witness: tuple[str, ...] | None
    reason: str
    reading: Reading
    map: ArgumentMap = field(repr=False)

    @property
    def known(self) -> bool:
        """Whether the answer is yes or no."""
        return self.status != "unknown"

    def __bool__(self) -> bool:
        if not self.known:
            raise BudgetError(f"it is not known whether {self.part!r} is accepted: {self.reason}")
        return self.status == "yes"

    def overlay(self) -> Overlay:
        """Return the part that was asked about, and the witness as a path."""
        tone = TONES["in" if self.status == "yes" else "out" if self.status == "no" else "undecided"]
        marks = {id: Mark("path") for id in self.witness or ()} | {self.part: Mark(tone, self.status)}
        return Overlay(f"Accepted, {self.mode}, {self.semantics}", marks, {"path": "accepted together"})

    def text(self, *, lines: int | None = LINES) -> str:
        """Return the answer in at most so many lines, with the statements of its witness; all for ``None``."""
        nodes = (f"  {short(node)}" for node in self._nodes())
        return cut((self._head(), *nodes), lines)

    def _head(self) -> str:
        way = "credulously" if self.mode == "credulous" else "skeptically"
        is_it = {"yes": "is", "no": "is not", "unknown": "may or may not be"}[self.status]
        return (
            f"{self.status}: {words(self.map, self.part)} {is_it} {way} accepted under {self.semantics} "
            f"semantics, because {self.reason} ({self.reading})"
        )

    def _nodes(self) -> tuple[Node, ...]:
        parts = (self.map[id] for id in self.witness or ())
        said = set(statements(self.map).ids)
        return tuple(part for part in parts if isinstance(part, Node) and part.id in said)

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        rows = ((node.id, node.label) for node in self._nodes())
        return {"text/plain": str(self), "text/html": html_table(("id", "text"), rows, caption=self._head())}


def accepts(
    m: ArgumentMap,
    x: Ref,
    semantics: str = "preferred",
    *,
    mode: str = "skeptical",
    reading: Reading | None = None,
    grant: Ref | Iterable[Ref] = (),
    deny: Ref | Iterable[Ref] = (),
    budget: Budget | None = None,
) -> Acceptance:
    """Return whether every extension (skeptical) or some extension (credulous) of a map holds a part.

    Args:
        m: the map.
        x: the part that is asked about.
        semantics: one of those that :func:`extensions` knows.
        mode: ``"skeptical"`` or ``"credulous"``.
        reading: how the map is read; the defaults of :class:`Reading` where none is given.
        grant: parts that count as in.
        deny: parts that count as out.
        budget: how much work it may cost, 60 seconds where nothing is said; beyond it the answer is unknown.

    Raises:
        ArgmapError: the semantics, the mode or the part is unknown.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> stay, go = d.claim("We stay."), d.claim("We go.")
    >>> _ = d.attack(stay, go), d.attack(go, stay)
    >>> bool(accepts(d.map(), stay)), accepts(d.map(), stay, mode="credulous").witness
    (False, ('c1', 'x2'))
    """
    require("semantics", semantics, SEMANTICS)
    require("mode", mode, MODES)
    id = m.id_of(x)
    projection = project(m, reading=reading, grant=grant, deny=deny)
    verdict = accepts_argument(projection.framework, projection[id], semantics, mode=mode, budget=budget)
    witness = None if verdict.witness is None else projection.parts(verdict.witness).ids
    return Acceptance(id, semantics, mode, verdict.status, witness, verdict.reason, projection.reading, m)
