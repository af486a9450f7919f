"""What a map answers with: tuples of parts that show what they hold, and loops with their sign."""

from __future__ import annotations

from typing import Literal, TypeVar

from argmap.model.nodes import Node
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import Part, Value
from argmap.model.relations import Influences, Relation

P = TypeVar("P", bound=Part, covariant=True)

SHOWN = 30
"""How many parts the repr of a collection shows before it only counts."""


class Parts(tuple[P, ...]):
    """Parts in document order: a tuple whose repr can be read.

    >>> import argmap as am
    >>> Parts((am.Claim(id="c1", text="It rains."),))
    c1  claim  It rains.
    """

    __slots__ = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the parts."""
        return tuple(part.id for part in self)

    def __repr__(self) -> str:
        if not self:
            return "(no parts)"
        shown = self[:SHOWN]
        id_width = max(len(part.id) for part in shown)
        kind_width = max(len(part.kind) for part in shown)
        lines = [f"{part.id:{id_width}}  {part.kind:{kind_width}}  {_text(part)}" for part in shown]
        if len(self) > SHOWN:
            lines.append(f"… and {len(self) - SHOWN:,} more")
        return "\n".join(lines)


class Line(Parts[Part]):
    """A line of reasoning: parts from a leaf to a conclusion, each the reason for the next.

    >>> import argmap as am
    >>> Line((am.Claim(id="c2", text="It rains."), am.Claim(id="c1", text="The street is wet.")))
    c2 → c1
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return " → ".join(self.ids)

    def overlay(self) -> Overlay:
        """Return the line as an overlay: ``m.draw(overlay=m.lines(x)[0])`` lights it."""
        return Overlay(
            "A line of reasoning", {part.id: Mark("path") for part in self}, {"path": "on the line"}
        )


T = TypeVar("T")


class Listing(tuple[T, ...]):
    """Values in document order: a tuple whose repr shows one a line."""

    __slots__ = ()

    def __repr__(self) -> str:
        if not self:
            return "(none)"
        lines = [repr(value) for value in self[:SHOWN]]
        if len(self) > SHOWN:
            lines.append(f"… and {len(self) - SHOWN:,} more")
        return "\n".join(lines)


def _text(part: Part) -> str:
    if isinstance(part, Relation):
        conceded = ", conceded" if getattr(part, "conceded", False) else ""
        return f"{' + '.join(part.premises)} → {part.target}{conceded}"
    return _shown(part.text) if isinstance(part, Node) else ""


def _shown(text: str) -> str:
    """Return a text as one line that a terminal takes for text: control characters as their escapes."""
    words = " ".join(text.split())
    return words if words.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in words)


Sign = Literal["+", "-", "0", "?", "±"]


class Loop(Value):
    """A circle of influences: its factors, the step from each to the next, and the sign of the whole.

    ``sign`` is the product of the polarities: ``+`` reinforces, ``-`` balances (Sterman 2000); ``0`` where a
    step changes nothing, ``?`` where a step is unknown, ``±`` where one is mixed and none unknown.
    """

    factors: tuple[Node, ...]
    steps: tuple[Influences, ...]

    @property
    def sign(self) -> Sign:
        """The product of the polarities of the steps."""
        signs = [step.polarity for step in self.steps]
        for absorbing in ("0", "?", "±"):
            if absorbing in signs:
                return absorbing
        return "-" if signs.count("-") % 2 else "+"

    @property
    def type(self) -> Literal["reinforcing", "balancing", "undetermined", "open"]:
        """Whether the loop is reinforcing, balancing, undetermined, or open where a step changes nothing."""
        names: dict[str, Literal["reinforcing", "balancing", "undetermined", "open"]] = {
            "+": "reinforcing",
            "-": "balancing",
            "0": "open",
        }
        return names.get(self.sign, "undetermined")

    def __repr__(self) -> str:
        way = " ".join(
            f"{_shown(f.label)} —({s.polarity})→" for f, s in zip(self.factors, self.steps, strict=True)
        )
        return f"{self.type} ({self.sign}): {way} {_shown(self.factors[0].label)}"

    __str__ = __repr__
