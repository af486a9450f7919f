"""What a part counts as when it is told or drawn: the kind of argmap's own that it is or derives from."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Part, is_a
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

_OWN: tuple[type[Node] | type[Relation], ...] = (
    *(Claim, Evidence, Recommendation, Goal, Question, Factor),
    *(Supports, Attacks, Influences, Addresses, Serves, Answers, Restates, Conflicts),
)

# By class, since asking one part costs microseconds and a map may have a hundred thousand; weakly, since the
# classes of a notebook cell come again each time it runs.
_KNOWN: WeakKeyDictionary[type[Part], str] = WeakKeyDictionary()


def role(part: Part) -> str:
    """Return the word of argmap's own kind that a part is of, ``""`` for a kind that derives from none.

    >>> import argmap as am
    >>> class Hunch(am.Claim, kind="hunch"):
    ...     "A claim without grounds."
    >>> role(Hunch(id="h1", text="It rains."))
    'claim'
    """
    kind = type(part)
    found = _KNOWN.get(kind)
    if found is None:
        own = (cls.model_fields["kind"].default for cls in _OWN if is_a(part, cls))
        found = _KNOWN[kind] = next(own, "")
    return found
