"""Building maps: the draft in which a map is written."""

from argmap.build.draft import Draft
from argmap.build.fields import QuoteLike

__all__ = ["Draft", "QuoteLike"]
