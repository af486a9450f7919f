"""The map as indented text: the thesis with its reasons, and everything else, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.overlay import told
from argmap.draw.roles import role
from argmap.draw.wording import describe, list_of, mention, sentence, source_line, step_name, words
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap
    from argmap.model.overlay import Overlay

WIDTH = 100
"""Where lines are broken, in characters."""
DEEPEST = 12
"""How many levels are indented; a line further down says its level in words."""


def outline(m: ArgumentMap, overlay: Overlay | None = None) -> str:
    """Return the map as indented text, which reads well in a terminal and to a screen reader.

    The thesis comes first with all that speaks for and against it, then other conclusions, recommendations,
    the causal story, what is said twice, and what stands alone. A node that more than one step leads to is
    told in full where it is met first; later it says "see above". The marks of an overlay stand in brackets.

    >>> import argmap as am
    >>> d = am.Draft()
    >>> wet = d.thesis("The street gets wet.")
    >>> _ = d.support(wet, d.evidence("It rains.", form="event"))
    >>> print(outline(d.map()))
    An argument map of 1 claim and 1 piece of evidence; 1 relation.
    <BLANKLINE>
    Thesis: c1, claim: The street gets wet.
      Supported by e1, evidence (event): It rains.
    """
    return "\n".join(line for entry in entries(m, overlay) for line in _wrapped(entry))


class Entry(NamedTuple):
    """A line of an outline before it is broken: how deep it stands, its words, and the part it tells.

    Without words it is the gap before a section.
    """

    level: int
    text: str
    part: str = ""


def entries(m: ArgumentMap, overlay: Overlay | None = None) -> list[Entry]:
    """Return the lines of the outline of a map, each with its level and the id of the part that it tells.

    >>> import argmap as am
    >>> entries(am.ArgumentMap([am.Claim(id="c1", text="It rains.")]))[-1]
    Entry(level=1, text='c1, claim: It rains.', part='c1')
    """
    return _Outline(m, overlay).lines()


class _Task(NamedTuple):
    """Something to be told: a node, a step, or what is said about a part; or a node that is told in full."""

    what: str
    id: str
    level: int
    lead: str = ""
    against: bool = False
    """Whether it is told as an objection, so that what speaks against it answers."""


class _Outline:
    """One telling of a map: what has been told so far, and the lines."""

    def __init__(self, m: ArgumentMap, overlay: Overlay | None) -> None:
        self.map = m
        self.index = m.index
        self.overlay = overlay
        self.told: set[str] = set()
        self.open: set[str] = set()
        self.written: list[Entry] = []

    def lines(self) -> list[Entry]:
        m = self.map
        self.head()
        thesis = m.thesis
        self.section("Questions", (n for n in m.nodes if role(n) == "question"))
        if thesis is not None:
            self.gap()
            self.tree(thesis.id, 0, "Thesis: " if m.thesis_id is not None else "Conclusion: ")
        roots = [n for n in m.roots if role(n) not in _OF_THEIR_OWN]
        argued = self.index.supports_to.keys() | self.index.attacks_to.keys()
        self.section("Other conclusions" if thesis else "Conclusions", (n for n in roots if n.id in argued))
        advice = (n for n in m.nodes if role(n) == "recommendation")
        self.section("Recommendations", advice, again=True)
        self.section("Goals", (n for n in m.nodes if role(n) == "goal"))
        tied = self.index.steps_to.keys() | self.index.steps_from.keys()
        self.section("Factors and how they influence one another", (n for n in m.factors if n.id in tied))
        self.section("Conclusions that rest on themselves", (n for n in m.nodes if n.id in argued))
        self.section("Other statements", (n for n in m.nodes if n.id in tied))
        self.relations("Said twice", (r for r in m.relations if role(r) == "restates"))
        self.relations("Conflicts", (r for r in m.relations if role(r) == "conflicts"))
        self.relations("Other relations", (r for r in m.relations if not role(r)))
        self.section("Without any relation", m.nodes)
        return self.written

    def head(self) -> None:
        m = self.map
        if m.title:
            self.line(0, words(m.title))
        counts = Counter(node.kind for node in m.nodes)
        kinds = [f"{count} {_noun(kind, count)}" for kind, count in counts.items()]
        steps = f"{len(m.relations)} relation{'s' * (len(m.relations) != 1)}"
        holds = f"{list_of(kinds)}; {steps}" if kinds else "nothing yet"
        self.line(0, f"An argument map of {holds}.")
        for source in m.sources:
            self.line(0, source_line(source))
        if m.note:
            self.line(0, f"Note: {words(m.note)}")

    def gap(self) -> None:
        self.written.append(Entry(0, ""))

    def section(self, name: str, nodes: Iterable[Part], *, again: bool = False) -> None:
        """Tell the nodes that have not been told under a heading, with ``again`` the others by name."""
        begun = False
        for node in nodes:
            if node.id in self.told and not again:
                continue
            if not begun:
                begun = True
                self.gap()
                self.line(0, f"{name}:")
            self.tree(node.id, 1, "")

    def relations(self, name: str, relations: Iterable[Relation]) -> None:
        begun = False
        for relation in relations:
            if relation.id in self.told:
                continue
            if not begun:
                begun = True
                self.gap()
                self.line(0, f"{name}:")
            self.line(1, f"{sentence(self.map, relation)}{self.mark(relation.id)}", relation)
            self.told.add(relation.id)
            self.walk([_Task("about", relation.id, 2)])

    def tree(self, id: str, level: int, lead: str) -> None:
        self.walk([_Task("node", id, level, lead)])

    def walk(self, work: list[_Task]) -> None:
        """Tell nodes and steps, the last of the work first; what each leads to goes on top of it."""
        tellers = {"node": self.node, "step": self.step, "tie": self.tie, "about": self.about}
        while work:
            task = work.pop()
            if task.what == "told":
                self.open.discard(task.id)
            else:
                work.extend(reversed(tellers[task.what](task)))

    def node(self, task: _Task) -> list[_Task]:
        """Tell a node, and return what is to be told below it."""
        _, id, level, lead, _ = task
        part = self.map[id]
        if not isinstance(part, Node):
            self.line(level, f"{lead}{step_name(self.map, part)}", part)
            return []
        if id in self.told:
            where = "see above, where it is argued from in a circle" if id in self.open else "see above"
            self.line(level, f"{lead}{mention(part)}, {where}", part)
            return []
        self.told.add(id)
        self.open.add(id)
        self.line(level, f"{lead}{describe(part)}{self.mark(id)}", part)
        ties = [
            _Task("tie", relation.id, level + 1)
            for relation in self.index.steps_from.get(id, ())
            if role(relation) in _TOLD_BELOW_PREMISE
        ]
        about = self.about(task._replace(level=level + 1))
        return [*ties, *about, _Task("told", id, 0)]

    def about(self, task: _Task) -> list[_Task]:
        """Return the steps for and against a part: reasons first, then what speaks against it."""
        return [
            _Task("step", step.id, task.level, against=task.against)
            for steps in (self.index.supports_to, self.index.attacks_to)
            for step in steps.get(task.id, ())
        ]

    def tie(self, task: _Task) -> list[_Task]:
        """Tell a relation below its premise, and return what is said about it."""
        relation = self.map[task.id]
        assert isinstance(relation, Relation)
        if relation.id in self.told:
            return []
        self.told.add(relation.id)
        self.line(
            task.level,
            f"{sentence(self.map, relation, below_premise=True)}{self.mark(relation.id)}",
            relation,
        )
        return self.about(_Task("about", relation.id, task.level + 1))

    def step(self, task: _Task) -> list[_Task]:
        """Tell a step of support or attack, and return its premises and what is said about the step."""
        _, id, level, _, _ = task
        relation = self.map[id]
        assert isinstance(relation, Relation)
        if id in self.told:
            return []
        self.told.add(id)
        against = role(relation) == "attacks"
        about = self.about(_Task("about", id, level + 1, against=against))
        lead, mark = self._lead(relation, answers=task.against)
        if len(relation.premises) == 1:
            return [_Task("node", relation.premises[0], level, f"{lead}{mark} ", against), *about]
        number = _NUMBERS.get(len(relation.premises), str(len(relation.premises)))
        together = f"{number} premises taken together"
        self.line(level, f"{lead}: {together}:" if mark else f"{lead} {together}:", relation)
        return [*(_Task("node", premise, level + 1, "", against) for premise in relation.premises), *about]

    def _lead(self, relation: Relation, *, answers: bool) -> tuple[str, str]:
        """Return the words before a single premise, and the mark between them."""
        target = self.map[relation.target]
        conceded = getattr(relation, "conceded", False)
        how = f"{_remarks(relation)}{self.mark(relation.id)}"
        if role(relation) == "supports":
            if isinstance(target, Relation):
                return f"{_upper(step_name(self.map, target))} is backed{how} by", ""
            return f"Supported{how} by", ""
        if isinstance(target, Relation):
            granted = ", as the author grants," if conceded else ""
            return f"{_upper(step_name(self.map, target))} is undercut{granted}{how} by", ""
        if conceded:
            return f"Objection{how}, which the author grants", ":"
        return (f"Answered{how} by", "") if answers else (f"Objection{how}", ":")

    def mark(self, id: str) -> str:
        """Return the mark of a part in brackets, after a space, or nothing."""
        if self.overlay is None or id not in self.overlay.marks:
            return ""
        return f" [{told(self.overlay.marks[id], self.overlay)}]"

    def line(self, level: int, text: str, part: Part | None = None) -> None:
        if level > DEEPEST:
            text = f"Level {level}. {text}"
            level = DEEPEST
        self.written.append(Entry(level, text, part.id if part is not None else ""))


_OF_THEIR_OWN = ("recommendation", "factor", "goal", "question")
_TOLD_BELOW_PREMISE = ("addresses", "serves", "answers", "influences")
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _noun(kind: str, count: int) -> str:
    kind = kind.replace("_", " ")
    plural = "s" * (count != 1)
    return f"piece{plural} of evidence" if kind == "evidence" else f"{kind}{plural}"


def _remarks(relation: Relation) -> str:
    remarks = []
    if relation.implicit:
        remarks.append("unstated step")
    if relation.scheme:
        remarks.append(words(relation.scheme))
    if relation.voice:
        remarks.append(f"says {words(relation.voice)}")
    if relation.strength is not None:
        remarks.append(f"strength {relation.strength:g}")
    return f" ({', '.join(remarks)})" if remarks else ""


def _wrapped(entry: Entry) -> Iterator[str]:
    """Yield the entry in lines of the width, the lines after the first indented by two more steps."""
    text, indent = entry.text, "  " * entry.level
    room = WIDTH - len(indent)
    if len(text) <= room:
        yield indent + text
        return
    hanging = indent + "    "
    # By a pattern, since textwrap takes ten times as long and a map may have a hundred thousand lines.
    first = re.match(rf"(.{{1,{room}}})(?:\s+|$)", text) or re.match(r"(\S+)\s*", text)
    assert first is not None
    yield indent + first[1]
    for line in re.finditer(rf"(.{{1,{room - 4}}})(?:\s+|$)|(\S+)\s*", text[first.end() :]):
        yield hanging + (line[1] or line[2])
