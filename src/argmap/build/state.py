"""What a draft holds, and the few ways in which it changes, each whole or not at all."""

from __future__ import annotations

from functools import cache
from os import PathLike
from typing import Any, Self, TypeVar

from pydantic import ValidationError

from argmap.build.fields import QuoteLike
from argmap.build.refusals import in_words
from argmap.counted import counted
from argmap.errors import ArgmapError, InvalidMapError, Problem, UnknownIdError
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap, Ref
from argmap.model.nodes import Node
from argmap.model.part import Part
from argmap.model.relations import Relation
from argmap.model.source import Quote, Source
from argmap.model.text import SourceText
from argmap.model.validity import relation_problems, source_problems

N = TypeVar("N", bound=Node)
R = TypeVar("R", bound=Relation)
P = TypeVar("P", bound=Part)


class DraftState:
    """The parts, sources and texts of a draft, with the checks that every change passes."""

    def __init__(
        self,
        title: str = "",
        *,
        source: Source | None = None,
        text: SourceText | str | PathLike[str] | None = None,
        note: str | None = None,
    ) -> None:
        self.title = title
        self.note = note
        self.ignore: tuple[str, ...] = ()
        self._foreign: tuple[Foreign, ...] = ()
        self._parts: dict[str, Part] = {}
        self._sources: dict[str, Source] = {}
        self._texts: dict[str, SourceText] = {}
        self._thesis: str | None = None
        self._default_source: str | None = None
        self._next_number: dict[str, int] = {}
        self._former: dict[str, list[Part]] = {}  # what parts were before they were changed
        self._gone: set[str] = set()  # ids that were given away, and are not given to another part
        if source is None and text is not None:
            source = Source(id="text")
        if source is not None:
            self._default_source = self.source(source, text=text).id

    @classmethod
    def of(cls, m: ArgumentMap, *, text: SourceText | str | PathLike[str] | None = None) -> Self:
        """Return a draft that holds the parts of a map, and the text of its source where one is given."""
        draft = cls(m.title, note=m.note)
        draft._parts = dict(m.parts)
        draft._sources = {source.id: source for source in m.sources}
        draft._thesis = m.thesis_id
        draft.ignore, draft._foreign = m.ignore, m.foreign
        draft._default_source = m.sources[0].id if len(m.sources) == 1 else None
        if text is not None:
            if len(m.sources) != 1:
                raise ArgmapError(
                    f"the map has {len(m.sources)} sources; say whose text it is: d = m.edit(); "
                    "d.source(source, text=text)"
                )
            draft.source(m.sources[0], text=text)
        return draft

    def map(self) -> ArgumentMap:
        """Return the map of what is written so far, checked as a whole.

        Raises:
            InvalidMapError: the parts make no map.
        """
        nodes = {kind for kind in set(map(type, self._parts.values())) if issubclass(kind, Node)}
        return ArgumentMap(
            (part for part in self._parts.values() if type(part) in nodes),  # type: ignore[misc]
            (part for part in self._parts.values() if type(part) not in nodes),  # type: ignore[misc]
            title=self.title,
            thesis=self._thesis,
            sources=self._sources.values(),
            note=self.note,
            ignore=self.ignore,
            foreign=self._foreign,
        )

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, ref: object) -> bool:
        if isinstance(ref, Part):
            return self._parts.get(ref.id) == ref
        return ref in self._parts if isinstance(ref, str) else False

    def __getitem__(self, ref: Ref) -> Part:
        return self._parts[self._id_of(ref)]

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return f"<Draft{title}: {counted(len(self), 'part')}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Return what a notebook shows: the map of what is written so far, or why it is none yet."""
        try:
            return self.map()._repr_mimebundle_(include, exclude)
        except ArgmapError as error:
            return {"text/plain": f"{self!r}\n(No picture: {error})"}

    # Sources

    def source(self, source: Source, *, text: SourceText | str | PathLike[str] | None = None) -> Source:
        """Add a source, with its text where quotes are to be found in it, and return it.

        With a text, the source's ``length`` and ``sha256`` are filled in. A source that the draft has already may
        be given again with its text, to find new quotes in it.
        """
        if not isinstance(source, Source):
            raise TypeError(f"a source is a Source(id=..., title=...), not {source!r}")
        known = self._sources.get(source.id)
        if known is not None and (
            text is None
            or known.replace(length=None, sha256=None) != source.replace(length=None, sha256=None)
        ):
            raise InvalidMapError(
                [Problem("duplicate-id", f"the draft already has a source {source.id!r}", (source.id,))]
            )
        if text is not None:
            text = SourceText.of(text)
            source = text.described(source)
            self._texts[source.id] = text
        self._sources[source.id] = source
        return source

    # Any kind

    def add(self, kind: type[N], text: str, /, **fields: Any) -> N:
        """Add a node of any kind, one's own too, and return it.

        >>> import argmap as am
        >>> am.Draft().add(am.Goal, "Lasting peace.").id
        'g1'
        """
        return self._node(kind, text, fields)

    def relate(self, kind: type[R], target: Ref, /, *premises: Ref, **fields: Any) -> R:
        """Add one relation of any kind, one's own too, with these premises taken together, and return it.

        >>> import argmap as am
        >>> d = am.Draft()
        >>> d.relate(am.Restates, d.claim("It rains."), d.claim("Rain falls.")).premises
        ('c2',)
        """
        return self._step(kind, target, premises, fields)

    # Changes

    def replace(self, ref: Ref, **changes: Any) -> Part:
        """Change fields of a part and return the new part; a new ``id`` is carried into every reference.

        Raises:
            InvalidMapError: the part would not fit, or the new id is taken.
        """
        old = self[ref]
        new = old.replace(**self._with_quotes(changes))
        parts = dict(self._parts)
        if new.id != old.id:
            self._require_free(new.id)
            parts = {
                new.id if id == old.id else id: _renamed(part, old.id, new.id) for id, part in parts.items()
            }
        parts[new.id] = new
        problems = [*source_problems(new, self._sources)]
        if isinstance(
            new, Relation
        ):  # the others stand as before: a change keeps the kind, and ids are carried
            problems += relation_problems(new, parts)
        if problems:
            raise InvalidMapError(problems)
        for before, after in zip(self._parts.values(), parts.values(), strict=True):
            if before is not after:
                self._former.setdefault(after.id, []).append(before)
        self._parts = parts
        if new.id != old.id:
            self._gone.add(old.id)
            self._former[new.id] = self._former.pop(old.id, []) + self._former.get(new.id, [])
        if self._thesis == old.id:
            self._thesis = new.id
        return new

    def remove(self, ref: Ref) -> tuple[Part, ...]:
        """Remove a part and the relations that have it as an end, and return all that is gone.

        Their ids are free for whoever asks for them by name; no other part is given one of them.
        """
        gone = {self._id_of(ref)}
        waiting = [part for part in self._parts.values() if isinstance(part, Relation)]
        while True:
            more = {r.id for r in waiting if r.id not in gone and gone & {r.target, *r.premises}}
            if not more:
                break
            gone |= more
        self._gone |= gone
        removed = tuple(part for id, part in self._parts.items() if id in gone)
        self._parts = {id: part for id, part in self._parts.items() if id not in gone}
        if self._thesis in gone:
            self._thesis = None
        return removed

    # Inside

    def _node(self, kind: type[N], text: str, fields: Any, *, prefix: str | None = None) -> N:
        _require_kind(kind)
        node = self._made(kind, {**fields, "text": text}, prefix or kind.prefix)
        self._parts[node.id] = node
        return node

    def _steps(
        self, kind: type[R], target: Ref, premises: tuple[Ref, ...], jointly: bool, fields: Any
    ) -> R | tuple[R, ...]:
        if jointly or len(premises) == 1:
            return self._step(kind, target, premises, fields)
        if not premises:
            raise TypeError(
                f"a step needs at least one premise: what {kind.model_fields['kind'].default} {target!r}?"
            )
        if "id" in fields:
            raise TypeError(
                "independent steps cannot share one id=: link them with jointly=True, or write one each"
            )
        if "quotes" in fields:  # an iterator would be used up by the first step
            fields = {**fields, "quotes": _several(fields["quotes"])}
        made: list[R] = []
        numbers = dict(self._next_number)
        try:
            for premise in premises:
                made.append(self._step(kind, target, (premise,), fields))
        except BaseException:
            for step in made:
                del self._parts[step.id]
            self._next_number = numbers
            raise
        return tuple(made)

    def _step(self, kind: type[R], target: Ref, premises: tuple[Ref, ...], fields: Any) -> R:
        _require_kind(kind)
        ends = tuple([self._id_of(premise) for premise in premises])
        relation = self._made(kind, {**fields, "premises": ends, "target": self._id_of(target)}, kind.prefix)
        problems = relation_problems(relation, self._parts)
        if problems:
            raise InvalidMapError(problems)
        self._parts[relation.id] = relation
        return relation

    def _made(self, kind: type[P], fields: dict[str, Any], prefix: str) -> P:
        """Return a part of this kind, with its quotes found and an id; the draft is not changed yet."""
        fields = self._with_quotes(fields)
        if "id" in fields:
            self._require_free(fields["id"])
        else:
            fields["id"] = self._free_id(prefix)
        try:
            part = kind(**fields)
        except ValidationError as error:
            raise in_words(error, kind) from None
        if part.quotes or "citation" in fields:
            problems = tuple(source_problems(part, self._sources))
            if problems:
                raise InvalidMapError(problems)
        return part

    def _with_quotes(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields with ``quote`` and ``quotes`` as quotes that are found where the text is known."""
        if "quote" not in fields and "quotes" not in fields:
            return fields
        fields = dict(fields)
        one, several = fields.pop("quote", None), _several(fields.pop("quotes", ()))
        quotes = (*(() if one is None else (one,)), *several)
        return {**fields, "quotes": tuple(self._quote(quote) for quote in quotes)}

    def _quote(self, quote: QuoteLike) -> Quote:
        if not isinstance(quote, Quote):
            if self._default_source is None:
                raise InvalidMapError(
                    [Problem("unknown-source", "a quote needs a source: Draft(..., source=Source(...))", ())]
                )
            page = self._sources[self._default_source].url
            if isinstance(quote, str):
                quote = Quote(source=self._default_source, exact=quote, page=page)
            else:
                if not (isinstance(quote, tuple) and len(quote) == 2):
                    raise TypeError(
                        "a quote is its exact words, a pair of its opening and closing words, or a Quote; "
                        f"not {quote!r}"
                    )
                opening, closing = quote
                quote = Quote(source=self._default_source, opening=opening, closing=closing, page=page)
        elif quote.page is None and quote.source in self._sources:
            quote = quote.replace(page=self._sources[quote.source].url)
        text = self._texts.get(quote.source)
        return text.require(quote) if text is not None else quote

    def _free_id(self, prefix: str) -> str:
        number = self._next_number.get(prefix, 1)
        while (id := f"{prefix}{number}") in self._parts or id in self._gone:
            number += 1
        self._next_number[prefix] = number  # a hint only: the next free number is not below it
        return id

    def _was(self, ref: Part, own: Part) -> bool:
        """Whether a part is what this draft's part of that id is, or was before it was changed."""
        return ref == own or any(ref == former for former in self._former.get(own.id, ()))

    def _require_free(self, id: str) -> None:
        if id in self._parts:
            kind = self._parts[id].kind
            raise InvalidMapError([Problem("duplicate-id", f"the id {id!r} is taken by a {kind}", (id,))])

    def _id_of(self, ref: Ref) -> str:
        id = ref.id if isinstance(ref, Part) else ref
        if isinstance(id, str):
            own = self._parts.get(id)
            if own is not None:
                if isinstance(ref, Part) and ref is not own and not self._was(ref, own):
                    raise InvalidMapError([Problem("foreign-part", _another(ref, own), (id,))])
                return id
            raise UnknownIdError(id, self._parts, where="this draft")
        if isinstance(ref, tuple):
            raise TypeError(
                "several parts stand where one belongs: support() with several premises returns several steps"
            )
        raise TypeError(f"a part is named by its id or by itself, not by {type(ref).__name__}")


def _another(ref: Part, own: Part) -> str:
    said = [f"{part.kind} {getattr(part, 'text', part)!r:.60}" for part in (ref, own)]
    return (
        f"this {said[0]} is none of this draft, where {own.id!r} is the {said[1]}; "
        f"add it here, or name the draft's own by its id, {own.id!r}"
    )


def _several(quotes: Any) -> tuple[QuoteLike, ...]:
    if isinstance(quotes, str | Quote):
        raise TypeError("quotes= takes several quotes, as a list; for a single one there is quote=")
    return tuple(quotes)


@cache
def _require_kind(kind: object) -> None:
    if not (isinstance(kind, type) and issubclass(kind, Part) and kind.model_fields["kind"].default):
        raise TypeError(f"a part is of a kind, such as Claim or one of your own, not {kind!r}")


def _renamed(part: Part, old: str, new: str) -> Part:
    if not isinstance(part, Relation) or old not in (part.target, *part.premises):
        return part
    return part.replace(
        premises=tuple(new if p == old else p for p in part.premises),
        target=new if part.target == old else part.target,
    )
