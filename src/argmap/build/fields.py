"""The fields that a part may be given in a draft, as types that editors and checkers know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from argmap.model.source import Quote

QuoteLike = str | tuple[str, str] | Quote
"""Exact words, opening and closing words, or a whole quote."""


class _Quoted(TypedDict, total=False):
    id: str
    quote: QuoteLike
    quotes: Sequence[QuoteLike]
    voice: str | None
    tags: tuple[str, ...]
    note: str | None


class NodeFields(_Quoted, total=False):
    """The fields that every node may be given in a draft."""

    title: str | None
    section: tuple[str, ...]
    implicit: bool
    likelihood: str | None
    confidence: str | None


class EvidenceFields(NodeFields, total=False):
    """The fields of evidence."""

    form: str | None
    citation: str | None
    date: str | None
    reliability: str | None
    credibility: str | None
    certainty: str | None


class RecommendationFields(NodeFields, total=False):
    """The fields of a recommendation."""

    deontic: str | None
    condition: str | None
    purpose: str | None
    indicator: str | None
    deadline: str | None
    owner: str | None
    resources: str | None
    response: str | None
    progress: str | None


class StepFields(_Quoted, total=False):
    """The fields that every relation may be given in a draft."""

    scheme: str | None
    rationale: str | None
    strength: float | None
    implicit: bool


class InfluenceFields(StepFields, total=False):
    """The fields of an influence."""

    delay: str | None
    basis: str | None
