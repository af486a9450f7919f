"""Where the cards of a rank hang: with the sides that face the conclusion in one line, not with their middles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from argmap.draw.scene import Box, Link, Point
from argmap.draw.sites import Rank, Site
from argmap.draw.splines import Lines


def hung(
    sites: Mapping[str, Site], ranks: Mapping[str, Rank], fixed: Collection[str], *, left: bool
) -> dict[str, Point]:
    """Return where the middles of boxes stand, each at the near side of its rank but for those that are fixed.

    >>> sites = {"a": Site(20, 0, 40, 10), "b": Site(20, 50, 20, 10)}
    >>> hung(sites, dict.fromkeys(sites, Rank(0, 0, 40)), {}, left=True)
    {'a': (20.0, 0), 'b': (10.0, 50)}
    """
    places = {}
    for key, stands in sites.items():
        along = stands.along if key in fixed else ranks[key].near + stands.thick / 2
        places[key] = (along, stands.across) if left else (stands.across, along)
    return places


def held(
    boxes: Iterable[Box], links: Iterable[Link], drawn: Collection[str], back: Collection[str], lines: Lines
) -> set[str]:
    """Return the boxes that stay where the engine put them: dots, and cards that its lines start from.

    Such a line may run through the room beside its own card that this would move into.
    """
    stay = {box.key for box in boxes if box.is_dot}
    for link in links:
        if link.key in drawn and lines.is_long(link):
            # One that orders nothing may come in anywhere at its other end too.
            stay |= {link.tail, link.head} if link.key in back else {link.tail}
    return stay
