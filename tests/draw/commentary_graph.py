"""A graph such as the map of a commentary makes, of any size: boxes and links, the same each time."""

from __future__ import annotations

import random

from argmap.draw.scene import Box, Link


class Graph:
    """Boxes and links under way."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.boxes: list[Box] = []
        self.links: list[Link] = []
        self.steps = 0

    def card(self) -> str:
        height = 24 + 13.5 * self.random.choice((2, 2, 3, 3, 3, 4, 4, 5))
        return self.box(f"c{len(self.boxes)}", 190.0, height)

    def box(self, part: str, width: float, height: float, *, is_dot: bool = False) -> str:
        self.boxes.append(Box(f"n{len(self.boxes) + 1}", part, width, height, is_dot))
        return self.boxes[-1].key

    def link(self, tail: str, head: str, relation: str, *, ranks: bool = True, heavy: bool = False) -> None:
        self.links.append(Link(f"l{len(self.links) + 1}", tail, head, relation, ranks, heavy))

    def step(self, target: str, *premises: str, undercut_by: str | None = None) -> None:
        """One step to a target: through a dot where premises are linked or something undercuts it."""
        self.steps += 1
        id = f"s{self.steps}"
        if len(premises) == 1 and undercut_by is None:
            self.link(premises[0], target, id)
            return
        dot = self.box(id, 10.0, 10.0, is_dot=True)
        for premise in premises:
            self.link(premise, dot, id, heavy=True)
        self.link(dot, target, id)
        if undercut_by is not None:
            self.link(undercut_by, dot, f"x{self.steps}", ranks=False)


def commentary(cards: int, seed: int, alone: int = 4) -> tuple[list[Box], list[Link]]:
    """Return a thesis with six main reasons, steps below them, objections, and advice that rests on them."""
    g = Graph(seed)
    thesis = g.card()
    reasons = [g.card() for _ in range(6)]
    for place, reason in enumerate(reasons):
        g.step(thesis, reason, *((g.card(),) if place % 2 else ()))
    while sum(not box.is_dot for box in g.boxes) < cards - alone:
        target = g.random.choice(reasons[-8:] if g.random.random() < 0.6 else reasons)
        kind = g.random.random()
        if kind < 0.4:
            reasons.append(g.card())
            g.step(target, reasons[-1])
        elif kind < 0.65:
            reasons.append(g.card())
            g.step(target, reasons[-1], g.card())
        elif kind < 0.75:
            g.step(target, g.card(), g.card(), undercut_by=g.card())
        else:
            advice = g.card()
            g.step(advice, target)
            if kind > 0.93:
                g.step(advice, g.random.choice(reasons))
    for _ in range(alone):
        g.card()
    return g.boxes, g.links
