"""The draft: the one class that changes, in which a map is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, Unpack, overload

from argmap.build.fields import (
    EvidenceFields,
    InfluenceFields,
    NodeFields,
    RecommendationFields,
    StepFields,
)
from argmap.build.state import DraftState, N
from argmap.errors import InvalidMapError, Problem, WrongPartError, no_attribute
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.relations import (
    Addresses,
    Answers,
    Attacks,
    Conflicts,
    Influences,
    Relation,
    Restates,
    Serves,
    Supports,
)

_INSTEAD = {
    **dict.fromkeys(("premise", "reason", "argument", "statement"), "claim()"),
    **dict.fromkeys(("assumption", "implicit", "unstated"), "assume()"),
    **dict.fromkeys(("objection", "object", "rebut", "rebuttal", "oppose"), "attack()"),
    **dict.fromkeys(("undercutter", "challenge"), "undercut()"),
    **dict.fromkeys(("conclusion", "conclude", "root"), "thesis()"),
    **dict.fromkeys(("inference", "infer", "because"), "support()"),
    **dict.fromkeys(("warrant", "rationale"), "support(..., rationale='why')"),
    "recommendation": "recommend()",
    "advise": "recommend()",
}
"""What a newcomer may look for under the noun, or under another tool's word, and its name here."""


class Draft(DraftState):
    """A map in the making: write parts, get them back as values, and end with :meth:`map`.

    Every method either does all that it says or raises and leaves the draft as it was. Ids come by themselves
    (``c1``, ``e1``, ``r1``, ``s1``) or are given with ``id=``; parts are named by themselves or by id.

    Args:
        title: what the map is of.
        source: the source that quotes come from where they name none.
        text: the text of that source, or its file as a ``Path``; quotes are then found in it as they are
            written, and words that are not there are refused.

    >>> import argmap as am
    >>> d = am.Draft("Weather")
    >>> wet = d.thesis("The street gets wet.")
    >>> rain = d.evidence("It rains.", form="event")
    >>> d.support(wet, rain).id
    's1'
    >>> d.map()
    <ArgumentMap 'Weather': 2 nodes, 1 relation>
    """

    if not TYPE_CHECKING:  # or a type checker would take any name for one of a draft's

        def __getattr__(self, name: str) -> object:
            of_maps = f"map().{name}" if not name.startswith("_") and hasattr(ArgumentMap, name) else ""
            raise no_attribute("a Draft", name, dir(type(self)), _INSTEAD.get(name, of_maps))

    # Nodes

    @overload
    def thesis(self, text: str, **fields: Unpack[NodeFields]) -> Claim: ...
    @overload
    def thesis(self, text: N) -> N: ...
    def thesis(self, text: str | N, **fields: Unpack[NodeFields]) -> Claim | N:
        """Add the claim that the text argues for and return it; or make a node of the draft the thesis.

        Raises:
            InvalidMapError: the draft already has a thesis.
            UnknownIdError: the node is none of this draft.
        """
        if self._thesis is not None:
            raise InvalidMapError(
                [
                    Problem(
                        "thesis",
                        f"the draft already has the thesis {self._thesis!r}; a map has one",
                        (self._thesis,),
                    )
                ]
            )
        if not isinstance(text, str):
            if fields or not isinstance(text, Node):
                raise TypeError(f"the thesis is a text with its fields, or a node as it stands, not {text!r}")
            node: N = self[text]  # type: ignore[assignment]
            self._thesis = node.id
            return node
        claim = self._node(Claim, text, fields)
        self._thesis = claim.id
        return claim

    def claim(self, text: str, **fields: Unpack[NodeFields]) -> Claim:
        """Add a claim and return it."""
        return self._node(Claim, text, fields)

    def assume(self, text: str, **fields: Unpack[NodeFields]) -> Claim:
        """Add an unstated premise, a claim that the analyst supplies, and return it (``a1``, ``a2``, ...)."""
        return self._node(Claim, text, {"implicit": True, **fields}, prefix="a")

    def evidence(self, text: str, **fields: Unpack[EvidenceFields]) -> Evidence:
        """Add evidence and return it."""
        return self._node(Evidence, text, fields)

    def recommend(
        self, text: str, *, to: str | Iterable[str] = (), **fields: Unpack[RecommendationFields]
    ) -> Recommendation:
        """Add a recommendation, ``to`` one or several addressees, and return it."""
        addressees = (to,) if isinstance(to, str) else tuple(to)
        return self._node(Recommendation, text, {"addressees": addressees, **fields})

    def goal(self, text: str, **fields: Unpack[NodeFields]) -> Goal:
        """Add a goal and return it."""
        return self._node(Goal, text, fields)

    def question(self, text: str, **fields: Unpack[NodeFields]) -> Question:
        """Add a question and return it."""
        return self._node(Question, text, fields)

    def factor(self, text: str, **fields: Unpack[NodeFields]) -> Factor:
        """Add a factor of the causal story and return it."""
        return self._node(Factor, text, fields)

    # Relations

    @overload
    def support(
        self, target: Ref, premise: Ref, /, *, jointly: bool = False, **fields: Unpack[StepFields]
    ) -> Supports: ...
    @overload
    def support(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[True],
        **fields: Unpack[StepFields],
    ) -> Supports: ...
    @overload
    def support(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[False] = False,
        **fields: Unpack[StepFields],
    ) -> tuple[Supports, ...]: ...
    def support(
        self, target: Ref, /, *premises: Ref, jointly: bool = False, **fields: Unpack[StepFields]
    ) -> Supports | tuple[Supports, ...]:
        """Let premises support a target and return the step.

        Several premises are independent (convergent) reasons, each a step of its own, and all steps are
        returned; ``jointly`` links them into one step, which is returned.
        """
        return self._steps(Supports, target, premises, jointly, fields)

    @overload
    def attack(
        self,
        target: Ref,
        premise: Ref,
        /,
        *,
        jointly: bool = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks: ...
    @overload
    def attack(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[True],
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks: ...
    @overload
    def attack(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[False] = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> tuple[Attacks, ...]: ...
    def attack(
        self,
        target: Ref,
        /,
        *premises: Ref,
        jointly: bool = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks | tuple[Attacks, ...]:
        """Let premises speak against a target and return the step; several as in :meth:`support`."""
        return self._steps(Attacks, target, premises, jointly, {**fields, "conceded": conceded})

    @overload
    def undercut(
        self,
        step: Ref,
        premise: Ref,
        /,
        *,
        jointly: bool = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks: ...
    @overload
    def undercut(
        self,
        step: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[True],
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks: ...
    @overload
    def undercut(
        self,
        step: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[False] = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> tuple[Attacks, ...]: ...
    def undercut(
        self,
        step: Ref,
        /,
        *premises: Ref,
        jointly: bool = False,
        conceded: bool = False,
        **fields: Unpack[StepFields],
    ) -> Attacks | tuple[Attacks, ...]:
        """Let premises speak against a step of reasoning itself; several as in :meth:`support`.

        Raises:
            WrongPartError: ``step`` is a node; :meth:`attack` rebuts nodes.
        """
        part = self[step]
        if not isinstance(part, Relation):
            raise WrongPartError(part.id, part.kind, "undercut() takes a relation; attack() rebuts a node")
        return self._steps(Attacks, step, premises, jointly, {**fields, "conceded": conceded})

    @overload
    def concede(
        self, target: Ref, objection: Ref, /, *, jointly: bool = False, **fields: Unpack[StepFields]
    ) -> Attacks: ...
    @overload
    def concede(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[True],
        **fields: Unpack[StepFields],
    ) -> Attacks: ...
    @overload
    def concede(
        self,
        target: Ref,
        first: Ref,
        second: Ref,
        /,
        *more: Ref,
        jointly: Literal[False] = False,
        **fields: Unpack[StepFields],
    ) -> tuple[Attacks, ...]: ...
    def concede(
        self, target: Ref, /, *objections: Ref, jointly: bool = False, **fields: Unpack[StepFields]
    ) -> Attacks | tuple[Attacks, ...]:
        """Let objections that the author grants speak against a target; several as in :meth:`support`."""
        return self._steps(Attacks, target, objections, jointly, {**fields, "conceded": True})

    def influence(
        self, cause: Ref, effect: Ref, /, polarity: str, **fields: Unpack[InfluenceFields]
    ) -> Influences:
        """Let one factor raise (``+``), lower (``-``), not change (``0``) or in another way change one."""
        return self._step(Influences, effect, (cause,), {**fields, "polarity": polarity})

    def address(self, problem: Ref, recommendation: Ref, /, **fields: Unpack[StepFields]) -> Addresses:
        """Let a recommendation meet a problem, and return the relation."""
        return self._step(Addresses, problem, (recommendation,), fields)

    def serve(self, goal: Ref, means: Ref, /, **fields: Unpack[StepFields]) -> Serves:
        """Let a recommendation or another node serve a goal, and return the relation."""
        return self._step(Serves, goal, (means,), fields)

    def answer(self, question: Ref, reply: Ref, /, **fields: Unpack[StepFields]) -> Answers:
        """Let a node answer a question, and return the relation."""
        return self._step(Answers, question, (reply,), fields)

    def restate(self, node: Ref, again: Ref, /, **fields: Unpack[StepFields]) -> Restates:
        """Say that a node says the same again as another, and return the relation."""
        return self._step(Restates, node, (again,), fields)

    def conflict(self, one: Ref, other: Ref, /, **fields: Unpack[StepFields]) -> Conflicts:
        """Say that two nodes cannot both hold, and return the relation."""
        return self._step(Conflicts, other, (one,), fields)
