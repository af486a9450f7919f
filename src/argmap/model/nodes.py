"""The kinds of nodes: what is said, cited, advised, wanted, asked or measured."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from argmap.model.part import Id, Part
from argmap.model.source import Quote
from argmap.model.vocabulary import (
    Certainty,
    Confidence,
    Credibility,
    Deontic,
    EvidenceForm,
    Likelihood,
    Progress,
    Reliability,
    Response,
)

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
Date = Annotated[str, StringConstraints(pattern=rf"^{_DAY}(/{_DAY})?$")]
"""A date of ISO 8601, to the year, month or day, or a range of two with ``/`` between."""


class Node(Part):
    """A part that says something: the common fields of all kinds of nodes.

    ``text`` is one sentence that can stand alone; ``implicit`` says that the analyst supplied it (an unstated
    premise); ``voice`` names who says it where that is not the author; ``section`` holds the headings
    under which it stands, the outermost first; ``likelihood`` and ``confidence`` are
    codes of a scale, ``None`` where nothing is said.
    """

    base: ClassVar[str] = "node"

    text: str
    title: str | None = None
    quotes: tuple[Quote, ...] = ()
    implicit: bool = False
    voice: str | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The title, or the text where there is none."""
        return self.title or self.text


class Claim(Node, kind="claim"):
    """A statement that is argued for or argued from.

    >>> Claim(id="c1", text="It rains.").label
    'It rains.'
    """


class Evidence(Node, kind="evidence"):
    """Something cited to back a claim: a study, a precedent, a testimony.

    ``citation`` is the id of the source that it comes from. ``reliability`` (of the source, A to E) and
    ``credibility`` (of the information, 1 to 5) follow NATO AJP-2.1, ``certainty`` follows GRADE (Guyatt et
    al. 2008); "cannot be judged" is ``None``.

    >>> Evidence(id="e1", text="Five operations had tactical success.", form="precedent").form
    'precedent'
    """

    form: EvidenceForm | None = None
    citation: Id | None = None
    date: Date | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    certainty: Certainty | None = None


class Recommendation(Node, kind="recommendation"):
    """Something that somebody ought to do.

    ``deontic`` says how strongly (must, should, could); ``addressees`` to whom, where the text names them.

    >>> Recommendation(id="r1", text="Reform the courts.", addressees=("Parliament",)).addressees
    ('Parliament',)
    """

    addressees: tuple[str, ...] = ()
    deontic: Deontic | None = None
    condition: str | None = None
    purpose: str | None = None
    indicator: str | None = None
    deadline: str | None = None
    owner: str | None = None
    resources: str | None = None
    response: Response | None = None
    progress: Progress | None = None


class Goal(Node, kind="goal"):
    """An end that recommendations serve.

    >>> Goal(id="g1", text="Lasting peace.").kind
    'goal'
    """


class Question(Node, kind="question"):
    """The issue that a text answers.

    >>> Question(id="q1", text="Will it work?").kind
    'question'
    """


class Factor(Node, kind="factor"):
    """A quantity or state of the causal story, which can rise and fall.

    >>> Factor(id="f1", text="Public trust").kind
    'factor'
    """
