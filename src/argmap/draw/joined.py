"""What hangs together: things that are joined two by two (union-find, Galler & Fischer 1964)."""

from __future__ import annotations

from collections.abc import Iterable


class Joined:
    """Things by their names, alone at first; each group of joined ones is known by one of them.

    >>> joined = Joined("abc")
    >>> joined.join("a", "b")
    >>> joined.top("a") == joined.top("b"), joined.top("a") == joined.top("c")
    (True, False)
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._above = {name: name for name in names}

    def top(self, name: str) -> str:
        """Return the name that the group of this one is known by; a name that is new is alone."""
        above = self._above
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    def join(self, name: str, other: str) -> None:
        """Join the groups of two names; the group is then known by that of the other."""
        self._above[self.top(name)] = self.top(other)
