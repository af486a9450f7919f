"""The kinds of relations: steps of reasoning, and other ties between parts."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from argmap.model.nodes import Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Id, Part
from argmap.model.source import Quote
from argmap.model.vocabulary import Basis, Delay, Polarity


class Relation(Part):
    """A step from one or several premises to one target, which may be a relation itself.

    Several ``premises`` are *linked*: they only work together. Independent (*convergent*) reasons are several
    relations. ``scheme`` names the argument scheme (Walton, Reed & Macagno 2008), ``rationale`` is the
    warrant in words (Toulmin 1958), ``strength`` lies in [0, 1], ``quotes`` hold the words that mark the
    step.

    A kind declares what its ends may be by the class attributes ``premise_kinds`` and ``target_kinds``, and
    ``symmetric`` where the two ends say the same of one another.
    """

    base: ClassVar[str] = "relation"
    premise_kinds: ClassVar[tuple[type[Part], ...]] = (Node,)
    target_kinds: ClassVar[tuple[type[Part], ...]] = (Part,)
    symmetric: ClassVar[bool] = False

    premises: Annotated[tuple[Id, ...], Field(min_length=1)]
    target: Id
    scheme: str | None = None
    rationale: str | None = None
    strength: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    quotes: tuple[Quote, ...] = ()
    voice: str | None = None
    implicit: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None

    @property
    def linked(self) -> bool:
        """Whether several premises only work together."""
        return len(self.premises) > 1


class Supports(Relation, kind="supports", prefix="s"):
    """The premises, taken together, support the target; a target relation is backed.

    >>> Supports(id="s1", premises=("e1", "c2"), target="c1").linked
    True
    """


class Attacks(Relation, kind="attacks", prefix="x"):
    """The premises speak against the target: they rebut a node, or undercut a relation (Pollock 1987).

    ``conceded`` says that the author grants the objection.

    >>> Attacks(id="x1", premises=("c3",), target="c1", conceded=True).conceded
    True
    """

    conceded: bool = False


class Influences(Relation, kind="influences", prefix="i"):
    """One factor raises (+), lowers (-), does not change (0), changes unknown (?) or mixed (±) another.

    Signs as in signed causal maps (Axelrod 1976; Sterman 2000); ``basis`` is what the text offers for it.

    >>> Influences(id="i1", premises=("f1",), target="f2", polarity="-").polarity
    '-'
    """

    premise_kinds = (Factor,)
    target_kinds = (Factor,)

    polarity: Polarity
    delay: Delay | None = None
    basis: Basis | None = None


class Addresses(Relation, kind="addresses", prefix="d"):
    """A recommendation meets a problem.

    >>> Addresses(id="d1", premises=("r1",), target="c1").target
    'c1'
    """

    premise_kinds = (Recommendation,)
    target_kinds = (Node,)


class Serves(Relation, kind="serves", prefix="v"):
    """A step towards an end.

    >>> Serves(id="v1", premises=("r1",), target="g1").target
    'g1'
    """

    target_kinds = (Goal,)


class Answers(Relation, kind="answers", prefix="w"):
    """A reply to a question.

    >>> Answers(id="w1", premises=("c1",), target="q1").target
    'q1'
    """

    target_kinds = (Question,)


class Restates(Relation, kind="restates", prefix="t"):
    """Says the same again, in other words; both ways.

    >>> Restates(id="t1", premises=("c2",), target="c1").symmetric
    True
    """

    target_kinds = (Node,)
    symmetric = True


class Conflicts(Relation, kind="conflicts", prefix="k"):
    """Cannot both hold; both ways.

    >>> Conflicts(id="k1", premises=("c2",), target="c1").symmetric
    True
    """

    target_kinds = (Node,)
    symmetric = True
