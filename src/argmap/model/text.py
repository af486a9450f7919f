"""The texts that quotes are found in: what the other rooms need to verify where a part stands."""

from argmap.model.coverage import Coverage, coverage
from argmap.model.matching import Match, Place
from argmap.model.source_text import Block, SourceText
from argmap.model.verification import CheckedQuote, Verification, verify

__all__ = [
    "Block",
    "CheckedQuote",
    "Coverage",
    "Match",
    "Place",
    "SourceText",
    "Verification",
    "coverage",
    "verify",
]
