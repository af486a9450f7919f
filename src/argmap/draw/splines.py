"""How lines bend: from side to side through the lanes between ranks, parted where they arrive.

Everything is reckoned in the frame of :mod:`argmap.draw.sites`, along from conclusions to reasons and across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import atan2, cos, inf, radians, sin
from typing import NamedTuple

from argmap.draw.brackets import CORNER_ROOM, HEAD_GAP, Ends, Spot, brackets, drawn, ends_of, seats
from argmap.draw.curves import passing, smoothed, straight
from argmap.draw.scene import Box, Link, Point
from argmap.draw.sites import Rank, Site, crosses_step, dots_of, ranks, site

HEAD_LANDING = 8.0
"""How long a line runs straight before it reaches a card, so that its head points the way it goes."""
BEND = 0.5
"""Over how much of a lane the bends of lines to one card are spread."""
LANDING = 16.0
"""How long a line heads straight for the dot of a step that it undercuts."""
HOOK = 8.0
"""The same where cards stand beside the dot."""
FAN = (radians(125), radians(65))
"""How far the two arms of a fan of lines to a dot are turned from the way to the reasons: two rings fit."""
CORNER = 7.0
"""The radius of the corner where a line turns into the rail beside a stack."""
DOT_ROOM = 13.0
"""How far from the middle of a dot a line passes: it does not seem to end there, and an undercut finds its way."""
AT_CORNER = 1.0
"""How near to two sides of a card a line ends that ends at a corner."""
DETOUR = 18.0
"""How far a line between two cards of one rank goes aside."""


class Landing(NamedTuple):
    """Where a line arrives on a dot: at which side, and its direction from there, along and out across."""

    side: int
    along: float
    out: float

    def at(self, dot: Site, far: float) -> Point:
        """Return the spot this far from the middle of the dot."""
        return dot.along + self.along * far, dot.across + self.side * self.out * far


class Lines:
    """The lines between boxes that have their places.

    Args:
        boxes: the boxes by key.
        places: their middles.
        direction: ``"up"`` or ``"left"``.
        ranks: the ranks of the boxes, where they are known; else they are found by the middles.
    """

    def __init__(
        self,
        boxes: Mapping[str, Box],
        places: Mapping[str, Point],
        direction: str,
        known_ranks: Mapping[str, Rank] | None = None,
    ) -> None:
        self.boxes = boxes
        self.left = direction == "left"
        self.sites = {key: site(boxes[key], place, direction) for key, place in places.items()}
        self.ranks = known_ranks if known_ranks is not None else ranks(self.sites)
        self.dots = dots_of(boxes, self.sites, self.ranks)

    def drawn(
        self,
        links: Sequence[Link],
        given: Mapping[str, Sequence[Point]],
        rails: Mapping[str, tuple[float, float]],
    ) -> dict[str, tuple[Point, ...]]:
        """Return the spline of each link.

        Args:
            links: the links.
            given: the engine's splines, taken where a line passes other ranks.
            rails: for links of the lower cards of an upright stack, where their rail is and where it ends.
        """
        known = {key: smoothed(tuple(map(self._turned, points))) for key, points in given.items()}
        spots = {key: self._spot(key) for key in self.sites}
        found = brackets(links, self.boxes, spots)
        ends = ends_of(found, spots)
        flat = drawn(found, ends, self._heads(links), spots)
        shifts = self._shifts(links)
        arrivals = self._arrivals([link for link in links if link.key not in flat], known, shifts, ends)
        landings = self._landings(links)
        beside = self._beside([link for link in links if link.key not in flat and not shifts[link.key]], ends)
        arrivals |= {key: across for (key, end), across in beside.items() if end == "head"}
        past = {link.key for link in links if link.key in known and self.is_past_dots(link)}
        bends = self._bends(links, arrivals, past)
        splines = {}
        for link in links:
            if link.key in flat:
                line = flat[link.key]
            elif link.key in rails:
                line = self._railed(link, *rails[link.key])
            elif link.key in landings:
                line = self._onto_dot(link, known.get(link.key), landings[link.key])
            elif self._step(link) or link.key in past or link.key not in known:
                start = beside.get((link.key, "tail"), self.sites[link.tail].across + shifts[link.key])
                line = self._curve(link, start, arrivals[link.key], bends.get(link.key, 0.5))
                if link.key in past:
                    line = self._past_dots(link, line, known[link.key])
            else:
                line = _off_corner(known[link.key], self.sites[link.head])
                line = _off_corner(line[::-1], self.sites[link.tail])[::-1]
                if link.key in arrivals and self._is_forward(link):
                    # Only the end moves: the line may arrive anywhere on this side, and straight.
                    wanted, end = arrivals[link.key], self.sites[link.head].far
                    line = (*line[:-2], (max(line[-2][0], end + LANDING), wanted), (end, wanted))
            splines[link.key] = tuple(map(self._turned, line))
        return splines

    def _spot(self, key: str) -> Spot:
        site = self.sites[key]
        return Spot(site.across, site.wide / 2, site.near, site.far, *self.ranks[key])

    def _heads(self, links: Iterable[Link]) -> Counter[str]:
        """Return how many lines arrive at each box from further off."""
        return Counter(link.head for link in links if self._is_forward(link))

    def _turned(self, point: Point) -> Point:
        return point if self.left else (point[1], point[0])

    def _is_forward(self, link: Link) -> bool:
        return self.ranks[link.tail].number > self.ranks[link.head].number

    def _step(self, link: Link) -> bool:
        """Return whether the link joins neighbouring ranks, so that nothing stands in its way."""
        return abs(self.ranks[link.tail].number - self.ranks[link.head].number) == 1

    def _shifts(self, links: Iterable[Link]) -> dict[str, float]:
        """Return how far each line is moved across, so that several between two boxes run side by side."""
        between: dict[frozenset[str], list[str]] = {}
        for link in links:
            between.setdefault(frozenset((link.tail, link.head)), []).append(link.key)
        shifts = {}
        for ends, keys in between.items():
            room = min(self.sites[end].wide for end in ends) - 2 * CORNER_ROOM
            gap = min(HEAD_GAP, max(0.0, room) / max(1, len(keys) - 1))
            for place, key in enumerate(keys):
                shifts[key] = (place - (len(keys) - 1) / 2) * gap
        return shifts

    def _arrivals(
        self,
        links: Iterable[Link],
        known: Mapping[str, tuple[Point, ...]],
        shifts: Mapping[str, float],
        ends: Ends,
    ) -> dict[str, float]:
        """Return where across each line arrives: heads tell what lines mean, so they stand apart."""
        arriving: dict[tuple[str, bool], list[Link]] = {}
        for link in links:
            arriving.setdefault((link.head, self._is_forward(link)), []).append(link)
        arrivals = {}
        for (head, forward), group in arriving.items():
            target = self.sites[head]
            before, after = ends.get((head, 1), ((), ())) if forward else ((), ())
            total = len(before) + len(group) + len(after)
            if self.boxes[head].is_dot or total == 1:
                for link in group:
                    arrivals[link.key] = target.across + (0 if self.boxes[head].is_dot else shifts[link.key])
                continue
            group.sort(key=lambda link: (self._origin(link, known), shifts[link.key]))
            seated = seats(self._spot(head), len(before), len(group), len(after))[len(before) :]
            for link, place in zip(group, seated, strict=False):
                arrivals[link.key] = place
        return arrivals

    def _beside(self, links: Sequence[Link], ends: Ends) -> dict[tuple[str, str], float]:
        """Return where across a line ends beside that from its card to a conclusion, by line and end.

        Where both left from the middle, the marks of a conflict would seem to belong to the support.
        """
        leaving = Counter(link.tail for link in links if link.ranks and self._is_forward(link))
        beside: dict[str, list[tuple[float, str, str]]] = {}
        for link in links:
            if self._is_forward(link) and not link.ranks:
                here, there, end = link.tail, link.head, "tail"
            elif self.ranks[link.tail].number < self.ranks[link.head].number:
                here, there, end = link.head, link.tail, "head"
            else:
                continue
            if leaving[here] and not self.boxes[here].is_dot:
                beside.setdefault(here, []).append((self.sites[there].across, link.key, end))
        places = {}
        for box, lines in beside.items():
            lines.sort()
            low = sum(across < self.sites[box].across for across, _, _ in lines)
            before, after = ends.get((box, -1), ((), ()))
            counts = len(before) + low, 1, len(lines) - low + len(after)
            seated = seats(self._spot(box), *counts, middle=True)
            seated = [*seated[len(before) : counts[0]], *seated[counts[0] + 1 :]]
            for (_, key, end), place in zip(lines, seated, strict=False):
                places[key, end] = place
        return places

    def _bends(
        self, links: Iterable[Link], arrivals: Mapping[str, float], past: set[str]
    ) -> dict[str, float]:
        """Return how far through its lane each line bends, so that those from one side do not run as one.

        The further off a line comes from, the nearer to its head it bends: then none crosses another.
        """
        from_one_side: dict[tuple[str, bool, bool], list[Link]] = {}
        for link in links:
            if (self._step(link) or link.key in past) and not self.boxes[link.head].is_dot:
                beyond = self.sites[link.tail].across > arrivals[link.key]
                from_one_side.setdefault((link.head, self._is_forward(link), beyond), []).append(link)
        bends = {}
        for group in from_one_side.values():
            group.sort(key=lambda link: -abs(self.sites[link.tail].across - arrivals[link.key]))
            for place, link in enumerate(group):
                bends[link.key] = 0.5 + BEND * (0.5 - place / max(1, len(group) - 1)) if group[1:] else 0.5
        return bends

    def _origin(self, link: Link, known: Mapping[str, tuple[Point, ...]]) -> float:
        """Return where across a line enters the lane before its end: the order that avoids crossings."""
        tail = self.sites[link.tail].across
        if self._step(link) or link.key not in known:
            return tail
        line, end = known[link.key], self.ranks[link.head].far
        reach = line[-1][0] + 2 * abs(end - line[-1][0]) + DETOUR
        return next((across for along, across in line[-4::-3] if along > reach), tail)

    def _landings(self, links: Iterable[Link]) -> dict[str, Landing]:
        """Return where on its dot each line arrives that undercuts or backs a step.

        The premises arrive behind the dot and its own line leaves before it, so its two sides are free. A line
        takes the nearer side; two or more share a side as a fan that does not cross. Where cards stand beside
        the dot there is room for one line a side, and a second one takes the other side.
        """
        arriving: dict[tuple[str, int], list[Link]] = {}
        for link in links:
            if crosses_step(link, self.boxes):
                dot = link.head
                side = 1 if self.sites[link.tail].across >= self.sites[dot].across else -1
                if self._hemmed(dot) and arriving.get((dot, side)) and not arriving.get((dot, -side)):
                    side = -side
                arriving.setdefault((dot, side), []).append(link)
        landings: dict[str, Landing] = {}
        for (dot, side), group in arriving.items():
            if self._hemmed(dot) or len(group) == 1:
                landings |= dict.fromkeys((link.key for link in group), Landing(side, 0.0, 1.0))
                continue
            group.sort(key=lambda link: self._turn(link))
            for place, link in enumerate(group):
                angle = FAN[place < len(group) / 2]
                landings[link.key] = Landing(side, cos(angle), sin(angle))
        return landings

    def _hemmed(self, dot: str) -> bool:
        """Return whether cards stand in the rank of a dot."""
        return self.ranks[dot].far - self.sites[dot].far >= 1.0

    def _turn(self, link: Link) -> float:
        """Return by how much the way from the dot to a line's start is turned from that to the reasons."""
        tail, dot = self.sites[link.tail], self.sites[link.head]
        return atan2(abs(tail.across - dot.across), tail.along - dot.along)

    def _onto_dot(self, link: Link, given: tuple[Point, ...] | None, landing: Landing) -> tuple[Point, ...]:
        tail, dot = self.sites[link.tail], self.sites[link.head]
        end = landing.at(dot, dot.wide / 2)
        before = landing.at(dot, dot.wide / 2 + LANDING)
        if given is not None and not self._step(link):
            return (*given[:-2], before, end)
        after, beside = self.ranks[link.tail], self.ranks[link.head]
        if after.number <= beside.number:
            return ((tail.far, tail.across), ((tail.far + dot.along) / 2, tail.across), before, end)
        start, first = (tail.near, tail.across), (after.near, tail.across)
        if not self._hemmed(link.head):
            turn = (after.near + dot.along) / 2, tail.across
            return (*straight(start, first), first, turn, before, end)
        # Past the cards beside the dot in the lane, and then between them to the dot.
        before = landing.at(dot, dot.wide / 2 + HOOK)
        turn, middle = (beside.far, before[1]), (after.near + beside.far) / 2
        bend = (first, (middle, tail.across), (middle, turn[1]), turn)
        return (*straight(start, first), *bend, (dot.along, turn[1]), before, end)

    def _curve(self, link: Link, out: float, arrival: float, bend_at: float) -> tuple[Point, ...]:
        """Return a line from side to side that bends in the lane between its ranks only."""
        tail, head = self.sites[link.tail], self.sites[link.head]
        out = tail.across if self.boxes[link.tail].is_dot else out
        after, before = self.ranks[link.tail], self.ranks[link.head]
        if after.number == before.number:
            return self._around(link, tail, head)
        if after.number > before.number:
            start, end = (tail.near, out), (head.far, arrival)
            landing = (
                0.0 if self.boxes[link.head].is_dot else min(HEAD_LANDING, (after.near - before.far) / 3)
            )
            lane = (after.near, before.far + landing)
        else:
            start, end = (tail.far, out), (head.near, arrival)
            lane = (after.far, before.near)
        if not (self._step(link) or self.is_past_dots(link)) or abs(start[1] - end[1]) < 0.5:
            lane = (start[0], end[0])
        middle = lane[0] + (lane[1] - lane[0]) * bend_at
        first, last = (lane[0], start[1]), (lane[1], end[1])
        bend = (first, (middle, start[1]), (middle, end[1]), last)
        return (*straight(start, first), *bend, *reversed(straight(end, last)))

    def is_long(self, link: Link) -> bool:
        """Return whether the engine's line is taken, where it drew one: past a rank, or to a dot in the same one."""
        if self.ranks[link.tail] == self.ranks[link.head]:
            return self.boxes[link.tail].is_dot or self.boxes[link.head].is_dot
        return not (self._step(link) or self.is_past_dots(link))

    def is_past_dots(self, link: Link) -> bool:
        """Return whether the link joins cards with nothing but dots in the only rank between."""
        after, before = self.ranks[link.tail].number, self.ranks[link.head].number
        ends_on_dot = self.boxes[link.tail].is_dot or self.boxes[link.head].is_dot
        return after - before == 2 and before + 1 in self.dots and not ends_on_dot

    def _past_dots(self, link: Link, line: tuple[Point, ...], given: tuple[Point, ...]) -> tuple[Point, ...]:
        """Return a line that passes each dot at the side where the engine's does, which crosses the fewest.

        It is one bend where that stays clear of the dots, else one before them and one after.
        """
        rank = self.dots[self.ranks[link.head].number + 1]
        middle = rank[0].along
        meant, found = passing(given, middle), passing(line, middle)
        low = max((dot.across for dot in rank if dot.across <= meant), default=-inf) + DOT_ROOM
        high = min((dot.across for dot in rank if dot.across > meant), default=inf) - DOT_ROOM
        if low <= found <= high:
            return line
        way = (low + high) / 2 if low > high else min(max(meant, low), high)
        first, last = line[0], line[-1]
        near, far = self.ranks[link.head].far, self.ranks[link.tail].near
        landing = min(HEAD_LANDING, (middle - near) / 3)
        before, after = (far + middle) / 2, (near + landing + middle) / 2
        leave, arrive = (far, first[1]), (near + landing, last[1])
        return (
            *straight(first, leave),
            *(leave, (before, leave[1]), (before, way), (middle, way)),
            *((after, way), (after, arrive[1]), arrive),
            *reversed(straight(last, arrive)),
        )

    def _around(self, link: Link, tail: Site, head: Site) -> tuple[Point, ...]:
        """Return a line between boxes of one rank, or from a box to itself."""
        aside = max(tail.far, head.far) + DETOUR
        if link.tail == link.head:
            reach = min(HEAD_GAP, tail.wide / 3)
            start, end = (tail.far, tail.across - reach), (tail.far, tail.across + reach)
            return (start, (aside + DETOUR, start[1]), (aside + DETOUR, end[1]), end)
        start, end = (tail.far, tail.across), (head.far, head.across)
        return (start, (aside, start[1]), (aside, end[1]), end)

    def _railed(self, link: Link, rail: float, top: float) -> tuple[Point, ...]:
        """Return the line of a lower card of an upright stack: aside, along the rail, and to the dot."""
        tail, dot = self.sites[link.tail], self.sites[link.head]
        side, bend = tail.across + tail.wide / 2, tail.along - CORNER
        turn = (self.ranks[link.head].far, dot.across)
        middle = (top + turn[0]) / 2
        return (
            (tail.along, side),
            (tail.along, (side + rail) / 2),
            (tail.along, rail),
            (bend, rail),
            (bend - (bend - top) / 3, rail),
            (top + (bend - top) / 3, rail),
            (top, rail),
            (middle, rail),
            (middle, dot.across),
            turn,
            *reversed(straight((dot.far, dot.across), turn)),
        )


def _off_corner(line: tuple[Point, ...], head: Site) -> tuple[Point, ...]:
    """Return a line that ends on a side of its card: at a corner, its marks would stand far off."""
    (before_along, before_across), (along, across) = line[-2:]
    out_along = abs(along - head.along) - head.thick / 2
    out_across = abs(across - head.across) - head.wide / 2
    if out_along > -AT_CORNER and out_across > -AT_CORNER:
        ahead = abs(along - before_along) >= abs(across - before_across)
    else:
        ahead = out_along >= out_across
    room = (head.wide if ahead else head.thick) / 2
    room = max(room - CORNER_ROOM, 0.0)
    if ahead:
        across = min(max(across, head.across - room), head.across + room)
    else:
        along = min(max(along, head.along - room), head.along + room)
    return (*line[:-1], (along, across))
