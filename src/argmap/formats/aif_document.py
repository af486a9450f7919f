"""An AIF document, laid out: which of its nodes are claims, which are steps, and who says what.

Reading and writing lay a document out in the same way, so that a part of a map finds its node again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from argmap.errors import FormatError
from argmap.formats.ids import cleaned, is_id
from argmap.formats.wording import worded
from argmap.model.relations import Attacks, Relation, Restates, Supports

Document = dict[str, Any]

CLAIM = "I"
STEPS: dict[str, type[Relation]] = {"RA": Supports, "CA": Attacks, "MA": Restates, "PA": Attacks}
"""The types of nodes that are steps, and the relation each makes: a preference speaks against what comes second."""

DEFAULTS = {
    "RA": "Default Inference",
    "CA": "Default Conflict",
    "MA": "Default Rephrase",
    "PA": "Default Preference",
}
"""What a step of no particular scheme is called."""

WORDS = {
    "RA": "an inference",
    "CA": "a conflict",
    "MA": "a rephrase",
    "PA": "a preference",
    "L": "a locution",
    "YA": "an illocution",
    "TA": "a transition",
}
LISTS = ("nodes", "edges", "locutions", "participants", "schemefulfillments")


class Step(NamedTuple):
    """A node that is a relation: its premises and its target, each by its place among the nodes."""

    kind: type[Relation]
    premises: tuple[int, ...]
    target: int


def key(value: Any) -> str | None:
    """Return an id as text, so that 12 and "12" are one; ``None`` where it is none.

    >>> key(12), key("12"), key(None)
    ('12', '12', None)
    """
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def text_of(entry: Document) -> str:
    """Return the text of a node; nothing where it has none.

    >>> text_of({"text": "It rains."}), text_of({"text": None})
    ('It rains.', '')
    """
    return key(entry.get("text")) or ""


def scheme_of(entry: Document) -> str | None:
    """Return the scheme of a step, ``None`` where it is the default one.

    >>> scheme_of({"type": "RA", "text": "Expert Opinion"}), scheme_of({"type": "RA", "text": "Default Inference"})
    ('Expert Opinion', None)
    """
    kind = str(entry.get("type"))
    for said in (entry.get("scheme"), entry.get("text")):
        if isinstance(said, str) and not _is_default(said, kind):
            return said
    return None


def _is_default(scheme: str, kind: str) -> bool:
    default = DEFAULTS[kind]
    return scheme == default or scheme.strip().casefold() in (
        "",
        kind.casefold(),
        default.casefold(),
        default.partition(" ")[2].casefold(),
    )


class Layout:
    """The nodes and edges of a document, by their places in its lists.

    Args:
        document: the document; its texts need not be there.
        path: of its file, for messages.

    Raises:
        FormatError: a list of it is no list.
    """

    def __init__(self, document: Document, path: str | None = None) -> None:
        for name in LISTS:
            if document.get(name) is not None and not isinstance(document[name], list):
                raise FormatError(f"{name} must be a list, not {worded(document[name])}", path=path)
        self.document = document
        self.nodes: list[Any] = document.get("nodes") or []
        self.edges: list[Any] = document.get("edges") or []
        self.repaired: list[str] = []
        self.types: list[str | None] = []
        self.ids: list[str] = []
        self.place: dict[str, int] = {}
        self._name()
        self.ends = [self._ends(edge) for edge in self.edges]
        self.steps: dict[int, Step] = {}
        self.refused: dict[int, str] = {}
        self._find_steps()

    @property
    def claims(self) -> Iterator[int]:
        """The places of the nodes that say something."""
        return (place for place, kind in enumerate(self.types) if kind == CLAIM)

    def _name(self) -> None:
        taken = Ids()
        waiting: list[int] = []
        for place, entry in enumerate(self.nodes):
            if not isinstance(entry, dict):
                self.types.append(None)
                self.ids.append("")
                continue
            kind = entry.get("type")
            self.types.append(kind if isinstance(kind, str) else "")
            written = entry.get("nodeID")
            id = written if type(written) is str else key(written)
            if id is None or id in self.place:
                waiting.append(place)
            else:
                self.place[id] = place
            if id is not None and id not in taken.taken and is_id(id):
                taken.taken.add(id)
                self.ids.append(id)
            else:
                self.ids.append("")
        for place, entry in enumerate(self.nodes):
            if isinstance(entry, dict) and not self.ids[place]:
                self.ids[place] = taken.free(_labelled(key(entry.get("nodeID")), place))
        for place in waiting:
            id, name = key(self.nodes[place].get("nodeID")), self.ids[place]
            if id is None:
                self.repaired.append(f"nodes[{place}]: it has no nodeID, and is {name!r} in the map")
            else:
                self.repaired.append(
                    f"node {id}: a second node has this id; edges mean the first, this one is {name!r} in the map"
                )

    def _ends(self, edge: Any) -> tuple[int, int] | None:
        """Return the places of the ends of an edge; ``None`` where it ends nowhere."""
        if not isinstance(edge, dict):
            return None
        tail, head = edge.get("fromID"), edge.get("toID")
        place = self.place
        at = place.get(tail if type(tail) is str else key(tail))  # type: ignore[arg-type]
        to = place.get(head if type(head) is str else key(head))  # type: ignore[arg-type]
        return None if at is None or to is None else (at, to)

    def _find_steps(self) -> None:
        types = self.types
        premises: dict[int, dict[int, None]] = {p: {} for p, kind in enumerate(types) if kind in STEPS}
        targets: dict[int, dict[int, None]] = {place: {} for place in premises}
        for ends in self.ends:
            if ends is None:
                continue
            tail, head = ends
            if tail in targets:
                if head in premises or types[head] == CLAIM:
                    targets[tail][head] = None
            elif head in premises and types[tail] == CLAIM:
                premises[head][tail] = None
        aiming: dict[int, list[int]] = {}
        for place, given in premises.items():
            kind = STEPS[types[place]]  # type: ignore[index]
            why = self._why_not(kind, place, given, targets[place])
            if why:
                self.refused[place] = why
                continue
            (target,) = targets[place]
            self.steps[place] = Step(kind, tuple(given), target)
            if target in premises:
                aiming.setdefault(target, []).append(place)
        lost = list(self.refused)
        while lost:
            for place in aiming.get(lost.pop(), ()):
                if self.steps.pop(place, None) is not None:
                    self.refused[place] = "is about a step that is no relation"
                    lost.append(place)

    def _why_not(
        self, kind: type[Relation], place: int, premises: dict[int, None], targets: dict[int, None]
    ) -> str:
        """Return why a node is no relation of a map, nothing where it is one."""
        if place in targets:
            return "has itself as an end"
        if not premises:
            return "has no premise" if targets else "has no premise and no conclusion"
        if len(targets) != 1:
            return f"has {len(targets)} conclusions" if targets else "has no conclusion"
        (target,) = targets
        if kind.symmetric and target in premises:
            return "ties a claim to itself"
        return "is about a step" if kind.symmetric and self.types[target] != CLAIM else ""

    # Who says what

    def voices(self) -> dict[int, str]:
        """Return the name of who says each claim, where the file tells: who asserts it counts first."""
        if not (self.document.get("locutions") and self.document.get("participants")):
            return {}
        names = self._names()
        locutions, said = self._moves()
        name_by = {
            illocution: name
            for illocution, places in locutions.items()
            if (name := next((names[place] for place in places if place in names), None))
        }
        voices: dict[int, str] = {}
        asserted: dict[int, str] = {}
        for illocution, claim in said:
            if illocution in name_by:
                voices.setdefault(claim, name_by[illocution])
                if text_of(self.nodes[illocution]).casefold().startswith("assert"):
                    asserted.setdefault(claim, name_by[illocution])
        return voices | asserted

    def own_locutions(self) -> dict[int, list[int]]:
        """Return the locutions of each claim that put forward no other one, by its place."""
        locutions, said = self._moves()
        claims: dict[int, dict[int, None]] = {}
        for illocution, claim in said:
            claims.setdefault(illocution, {})[claim] = None
        only: dict[int, int | None] = {}  # of each locution, the claim; none where it puts forward several
        for illocution, places in locutions.items():
            found = claims.get(illocution)
            if found:
                one = next(iter(found)) if len(found) == 1 else None
                for place in places:
                    only[place] = one if only.get(place, one) == one else None
        own: dict[int, list[int]] = {}
        for place, sole in only.items():
            if sole is not None:
                own.setdefault(sole, []).append(place)
        return own

    def _moves(self) -> tuple[dict[int, list[int]], list[tuple[int, int]]]:
        """Return the locutions that lead to each illocution, and the illocutions that lead to a claim, with it."""
        types = self.types
        locutions: dict[int, list[int]] = {}
        said: list[tuple[int, int]] = []
        for ends in self.ends:
            if ends is not None:
                tail, head = ends
                if types[tail] == "L" and types[head] == "YA":
                    locutions.setdefault(head, []).append(tail)
                elif types[tail] == "YA" and types[head] == CLAIM:
                    said.append(ends)
        return locutions, said

    def _names(self) -> dict[int, str]:
        """Return the name of the participant of each locution."""
        people: dict[str, str] = {}
        for person in self.document.get("participants") or ():
            if isinstance(person, dict) and (id := key(person.get("participantID"))) is not None:
                people.setdefault(id, name_of(person))
        names: dict[int, str] = {}
        for locution in self.document.get("locutions") or ():
            if isinstance(locution, dict):
                place = self.place.get(key(locution.get("nodeID")) or "")
                name = people.get(key(locution.get("personID")) or "")
                if place is not None and name:
                    names.setdefault(place, name)
        return names


def name_of(person: Document) -> str:
    """Return the name of a participant.

    >>> name_of({"firstname": "Ann", "surname": "Lee"}), name_of({"firstname": "Bob", "surname": "None"})
    ('Ann Lee', 'Bob')
    """
    first, last = key(person.get("firstname")) or "", key(person.get("surname")) or ""
    last = "" if last == "None" else last
    return f"{first} {last}" if first and last else first or last


def _labelled(id: str | None, place: int) -> str:
    return cleaned(id or "", f"n{place + 1}")


class Ids:
    """Ids that are taken, and a free one for each that is asked for."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._last: dict[str, int] = {}

    def free(self, id: str) -> str:
        """Return this id, or with the next number where it is taken; it is taken from then on.

        >>> ids = Ids(["a"])
        >>> ids.free("a"), ids.free("a"), ids.free("b")
        ('a-2', 'a-3', 'b')
        """
        number, found = self._last.get(id, 1), id
        while found in self.taken:
            number += 1
            found = f"{id}-{number}"
        self._last[id] = number
        self.taken.add(found)
        return found
