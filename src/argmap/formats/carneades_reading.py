"""An argument graph of Carneades as a map: its statements, arguments, issues and assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from argmap.errors import FormatError, InvalidMapError
from argmap.formats.carneades_older import Older
from argmap.formats.carneades_words import NOTES, described, negates, normal, worded
from argmap.formats.exchange import Reading
from argmap.formats.ids import map_ids
from argmap.formats.plain_yaml import texts
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Node, Question
from argmap.model.part import ID_LENGTH
from argmap.model.relations import Answers, Attacks, Conflicts, Relation, Supports
from argmap.model.source import Source

FORMAT = "carneades"

WEIGHINGS = ("linked", "convergent", "cumulative", "factorized")
"""The schemes that say how the premises of an argument are weighed, and not how it argues."""

APART = ("convergent", "cumulative")
"""Those by which each premise is a reason without the others."""

POSITIONS = 16
"""Up to how many positions of an issue each two are in conflict: there are as many pairs as their square."""

SHOWN = 4
"""How many positions the question names that stands for an issue."""

KEPT = {
    "argument_schemes": "nothing is derived by them",
    "weighing_functions": "they are not applied",
    "issue_schemes": "no issue is derived by them",
    "language": "",
    "tests": "",
    "parameters": "they are not applied",
}
"""The parts of a file that are kept as foreign data, and what is to be said of it."""

READ = (
    "meta",
    "references",
    "statements",
    "arguments",
    "assumptions",
    "issues",
)
_CITED = ("title", "creator", "author", "publisher", "date", "url", "identifier")


def graph(data: dict[str, Any], older: Older, repaired: list[str], path: str | None) -> Reading:
    """Return the map of what a file in the form of Carneades 4 says, and of what only the older form says.

    Raises:
        FormatError: it names no statement.
    """
    return _Reader(data, older, repaired, path).reading()


class _Reader:
    """One reading of a graph; statements, arguments and issues go by their own names until they have ids."""

    def __init__(self, data: dict[str, Any], older: Older, repaired: list[str], path: str | None) -> None:
        self.data = data
        self.older = older
        self.negations = {normal(negated): normal(name) for negated, name in older.negations.items()}
        self.path = path
        self.repaired = repaired
        self.warnings: list[str] = []
        self.dropped: list[str] = []
        self.kept: dict[str, Any] = {}
        self.said: dict[str, str] = {}
        self.fields: dict[str, dict[str, Any]] = {}
        self.tags: dict[str, dict[str, None]] = {}
        self.arguments: dict[str, dict[str, Any]] = {}
        self.issues: dict[str, dict[str, Any]] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.taken: dict[str, int] = {}
        self.nodes: list[Node] = []
        self.relations: list[Relation] = []

    def reading(self) -> Reading:
        """Return the map, and what was done to make one."""
        self._statements()
        self._assumptions()
        self._issues()
        self._arguments()
        if not self.said:
            raise FormatError("the graph holds no statement, so there is nothing to read", path=self.path)
        self._name()
        for name, text in self.said.items():
            tags = tuple(self.tags.get(name, ()))
            self.nodes.append(
                Claim(id=self.ids["statement", name], text=text, tags=tags, **self.fields.get(name, {}))
            )
        for name, body in self.arguments.items():
            self._argument(name, body)
        for name, body in self.issues.items():
            self._issue(name, body)
        for negated, name in self.negations.items():
            if negated in self.said:
                self._rivals([self.ids["statement", name], self.ids["statement", negated]], "negation")
        return self._whole()

    # What the file names

    def _mapping(self, key: str) -> dict[str, Any]:
        value = self.data.get(key)
        if value is not None and value != [] and not isinstance(value, dict):
            self.dropped.append(f"{key}: no mapping, but {value!r:.60}")
        return value if isinstance(value, dict) else {}

    def _statements(self) -> None:
        for key, body in self._mapping("statements").items():
            name = normal(key)
            if name in self.said:
                self.repaired.append(f"{name}: the statement stands twice; the first one counts")
                continue
            text = body.get("text") if isinstance(body, dict) else body
            words = " ".join(texts(text))
            if not words.strip():
                self.repaired.append(f"{name}: it has no text; its name stands for it")
            self.said[name] = words if words.strip() else name or "?"
            if isinstance(body, dict):
                self._body(name, body)

    def _body(self, name: str, body: dict[str, Any]) -> None:
        if body.get("assumed") is True:
            self._tag(name, "assumed")
        fields, rest = described(body.get("meta"))
        if fields:
            self.fields[name] = fields
        rest |= {key: value for key, value in body.items() if key not in ("text", "assumed", "meta")}
        if body.get("assumed") not in (None, True, False):
            rest["assumed"] = body["assumed"]
        if rest:
            self.kept.setdefault("statements", {})[name] = rest

    def _declared(self, name: str, by: str) -> str:
        """Return the name of a statement, entered where the file does not declare it."""
        name = normal(name)
        of = self.negations.get(name)
        if name not in self.said and of is not None:
            self._added(of, by)
            self.said[name] = f"Not: {self.said[of]}"
            self._tag(name, "negated")
        self._added(name, by)
        return name

    def _added(self, name: str, by: str) -> None:
        if name not in self.said:
            self.said[name] = worded(name, self.data.get("language")) or name or "?"
            self.repaired.append(f"{by}: the statement {name!r:.60} is not declared, and is added")

    def _assumptions(self) -> None:
        for name in texts(self.data.get("assumptions")):
            self._tag(self._declared(name, "assumptions"), "assumed")
        for name in self.older.at_issue:
            self._tag(self._declared(name, "issue"), "issue")
        for name, standard in self.older.standards:
            self._tag(self._declared(name, "proof standard"), f"standard: {standard}")

    def _issues(self) -> None:
        for key, body in self._mapping("issues").items():
            positions = texts(body.get("positions") if isinstance(body, dict) else body)
            names = dict.fromkeys(self._declared(position, key) for position in positions)
            if not names:
                self.dropped.append(f"{key}: an issue without positions")
            else:
                self.issues[key] = (body if isinstance(body, dict) else {}) | {"positions": list(names)}
        for key, pattern in self._mapping("issue_schemes").items():
            if not (isinstance(pattern, list) and negates(pattern)):
                self.kept.setdefault("issue_schemes", {})[key] = pattern
                continue
            for name in [name for name in self.said if f"¬{name}" in self.said]:
                self.issues[f"{key} {name}"] = {"positions": [name, f"¬{name}"]}

    def _arguments(self) -> None:
        for key, body in self._mapping("arguments").items():
            conclusion = texts(body.get("conclusion")) if isinstance(body, dict) else []
            if len(conclusion) != 1:
                self.dropped.append(f"{key}: an argument without one conclusion")
                continue
            premises, roles = body.get("premises"), {}
            if isinstance(premises, dict):
                roles = {role: value for role, value in premises.items() if texts(value)}
                premises = list(premises.values())
            names = [self._declared(name, key) for name in texts(premises)]
            if len(set(names)) < len(names):
                self.repaired.append(f"{key}: a premise stands twice, and counts once")
            self.arguments[key] = body | {
                "conclusion": self._declared(conclusion[0], key),
                "premises": list(dict.fromkeys(names)),
                "undercutters": [
                    self._declared(name, key)
                    for field in ("undercutter", "undercutters", "exceptions")
                    for name in texts(body.get(field))
                ],
            }
            rest = {k: v for k, v in body.items() if k not in (*_ARGUMENT, *_UNDERCUTTERS)}
            rest |= {"premises": roles} if roles else {}
            if rest:
                self.kept.setdefault("arguments", {})[key] = rest

    # What a map holds

    def _name(self) -> None:
        """Give each statement, argument and issue an id; a statement keeps its name before others."""
        labels: dict[str, tuple[str, str]] = {}
        groups = (("statement", self.said), ("argument", self.arguments), ("issue", self.issues))
        for what, group in groups:
            for name in group:
                label = name if name not in labels else f"{what}.{name}"
                while label in labels:
                    label += "_"
                labels[label] = what, name
        ids = map_ids(labels)
        self.ids = {labels[label]: id for label, id in ids.items()}
        self.taken = dict.fromkeys(ids.values(), 0)
        changed = {
            what: {id: name for (w, name), id in self.ids.items() if w == what and id != name}
            for what, _ in groups
        }
        if any(changed.values()):
            self.kept["ids"] = {what: names for what, names in changed.items() if names}

    def _free(self, wanted: str) -> str:
        wanted = wanted[: ID_LENGTH - 10]
        while True:
            self.taken[wanted] = number = self.taken.get(wanted, 0) + 1
            id = f"{wanted}.{number}"
            if id not in self.taken:
                self.taken[id] = 0
                return id

    def _argument(self, name: str, body: dict[str, Any]) -> None:
        id = self.ids["argument", name]
        premises = [self.ids["statement", premise] for premise in body["premises"]]
        if not premises:
            premises = [self._free(f"{id}.given")]
            self.nodes.append(
                Claim(id=premises[0], text="Nothing needs to be shown.", implicit=True, tags=("assumed",))
            )
        scheme = next(iter(texts(body.get("scheme"))), None)
        weight = body.get("weight", body.get("weigth"))  # so spelled in Carneades 4
        if weight is not None and (
            isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 <= weight <= 1
        ):
            self.dropped.append(f"{name}: its weight {weight!r:.60}, which is no number from 0 to 1")
            weight = None
        titled, rest = described(body.get("meta"))
        if rest:
            self.kept.setdefault("arguments", {}).setdefault(name, {})["meta"] = rest
        note = "\n".join(word for word in (titled.get("title"), titled.get("note")) if word)
        apart = scheme in APART and len(premises) > 1
        groups = [(premise,) for premise in premises] if apart else [tuple(premises)]
        if apart:
            self.kept.setdefault("steps", {})[name] = made = []
        for group in groups:
            step = Supports(
                id=self._free(id) if apart else id,
                premises=group,
                target=self.ids["statement", body["conclusion"]],
                scheme=scheme if scheme not in WEIGHINGS else None,
                strength=weight,
                tags=(scheme,) if scheme in WEIGHINGS[1:] else (),
                note=note or None,
            )
            self.relations.append(step)
            if apart:
                made.append(step.id)
            for undercutter in dict.fromkeys(body["undercutters"]):
                self.relations.append(
                    Attacks(
                        id=self._free(f"{id}.undercut"),
                        premises=(self.ids["statement", undercutter],),
                        target=step.id,
                    )
                )

    def _issue(self, name: str, body: dict[str, Any]) -> None:
        id = self.ids["issue", name]
        positions = [self.ids["statement", position] for position in body["positions"]]
        texts_ = [self.said[position].strip().rstrip(".") for position in body["positions"]]
        more = [f"{len(texts_) - SHOWN} more"] if len(texts_) > SHOWN else []
        titled, rest = described(body.get("meta"))
        rest |= {key: value for key, value in body.items() if key not in ("positions", "standard", "meta")}
        if rest:
            self.kept.setdefault("issues", {})[name] = rest
        self.nodes.append(
            Question(
                id=id,
                text=" or: ".join([*texts_[:SHOWN], *more]) + "?",
                implicit=True,
                tags=tuple(f"standard: {standard}" for standard in texts(body.get("standard"))),
                title=titled.get("title"),
                note=titled.get("note"),
            )
        )
        for position in positions:
            self.relations.append(Answers(id=self._free(id), premises=(position,), target=id))
        if len(positions) <= POSITIONS:
            self._rivals(positions, id)
        else:
            self.warnings.append(
                f"{name}: an issue of {len(positions)} positions, each of which answers it; that they exclude one "
                f"another is said of up to {POSITIONS}"
            )

    def _rivals(self, positions: list[str], id: str) -> None:
        for one, other in combinations(positions, 2):
            self.relations.append(Conflicts(id=self._free(f"{id}.rival"), premises=(other,), target=one))

    def _whole(self) -> Reading:
        titled, rest = described(self.data.get("meta"), notes=NOTES[:-1])
        cited = texts(rest.pop("source", None))
        if rest:
            self.kept["meta"] = rest
        for key, value in self.data.items():
            if key in READ or key in self.kept:
                pass
            elif key not in KEPT:
                self.kept[key] = value
                self.warnings.append(f"{key}: not understood, and kept as foreign data")
            elif key != "issue_schemes" and value:
                self.kept[key] = value
            if KEPT.get(key) and key in self.kept:
                self.warnings.append(f"{key}: kept as foreign data; {KEPT[key]}")
        at_issue = self.older.at_issue
        sources = tuple(self._sources(cited))
        try:
            m = ArgumentMap(
                self.nodes,
                self.relations,
                title=titled.get("title", ""),
                thesis=self.ids["statement", normal(at_issue[0])] if len(at_issue) == 1 else None,
                note=titled.get("note"),
                sources=sources,
                foreign=[Foreign.of(FORMAT, self.kept)] if self.kept else [],
            )
        except InvalidMapError as error:
            raise FormatError(f"the graph makes no map: {error}", path=self.path) from None
        return Reading(m, tuple(self.warnings), tuple(self.repaired), tuple(self.dropped))

    def _sources(self, cited: list[str]) -> Iterator[Source]:
        references = self._mapping("references")
        labels = [f"source {number}" if number else "source" for number in range(len(cited))]
        labels = [label + "_cited" if label in references else label for label in labels]
        ids = map_ids([*references, *labels])
        for label, words in zip(labels, cited, strict=True):
            yield Source(id=ids[label], title=" ".join(words.split()))
        for name, body in references.items():
            found = body if isinstance(body, dict) else {"title": body}
            rest = {key: value for key, value in found.items() if key not in _CITED}
            if rest:
                self.kept.setdefault("references", {})[name] = rest
            yield Source(
                id=ids[name],
                title=" ".join(texts(found.get("title"))),
                authors=tuple(word for key in ("creator", "author") for word in texts(found.get(key))),
                publisher=" ".join(texts(found.get("publisher"))) or None,
                date=" ".join(texts(found.get("date"))) or None,
                url=next((word for key in ("url", "identifier") for word in texts(found.get(key))), None),
            )

    def _tag(self, name: str, word: str) -> None:
        self.tags.setdefault(name, {})[word] = None


_ARGUMENT = ("conclusion", "premises", "scheme", "weight", "weigth", "meta")
_UNDERCUTTERS = ("undercutter", "undercutters", "exceptions")
