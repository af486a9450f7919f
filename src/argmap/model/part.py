"""Values, parts, and the registry of kinds: what everything in a map is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.fields import FieldInfo

from argmap.errors import KindError, UnknownKindError

if TYPE_CHECKING:
    from argmap.model.source import Quote

ID_PATTERN = r"^\w[\w.:-]*$"
ID_LENGTH = 80

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
"""A name that people write: letters, digits and ``_ . : -``, at most 80 characters."""


class Value(BaseModel):
    """A frozen, hashable value, equal by content.

    >>> import argmap as am
    >>> am.Source(id="s", title="A report").replace(title="The report").title
    'The report'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, revalidate_instances="never")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for field in cls.model_fields.values():
            if not field.is_required() and field.default_factory is None and field.exclude_if is None:
                field.exclude_if = _equals(field.default)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if field.is_required() or value != field.default:
                yield name, value

    def replace(self, **changes: Any) -> Self:
        """Return a copy with these fields changed, validated as a new one would be."""
        return type(self)(**{**self.__dict__, **changes})

    def model_copy(self, *, update: Any = None, deep: bool = False) -> Self:
        """Return a copy as :meth:`replace` does: pydantic's own would not validate the update."""
        return self.replace(**(update or {}))


def _equals(default: object) -> Callable[[Any], bool]:
    # Of one type too: 1 is not True, and a file that leaves it out would come back as the other.
    return lambda value: type(value) is type(default) and bool(value == default)


class Part(Value):
    """A node or a relation of a map. Each concrete class is a *kind*, named by a class keyword.

    A kind of one's own costs one line, and is then loaded, dumped, found, checked and drawn as what it
    derives from:

    >>> import argmap as am
    >>> class Hypothesis(am.Claim, kind="hypothesis"):
    ...     "A claim that is put to the test."
    ...     test: str | None = None
    >>> Hypothesis(id="h1", text="It rains.", test="Look outside.").kind
    'hypothesis'
    """

    id: Id
    kind: str = ""

    if TYPE_CHECKING:  # nodes and relations declare these, each in the place where files show them best
        quotes: tuple[Quote, ...]
        implicit: bool
        voice: str | None
        tags: tuple[str, ...]
        note: str | None

    prefix: ClassVar[str] = "n"
    """What the ids that a draft makes up begin with."""
    base: ClassVar[str] = "part"
    """The registry that the kind belongs to: ``node`` or ``relation``."""

    def __eq__(self, other: object) -> bool:
        # Not the same class object: a notebook cell that defines a kind may have run again in between.
        return (
            isinstance(other, Part)
            and self.__dict__ == other.__dict__
            and all(
                type(a) is type(b)
                for a, b in zip(self.__dict__.values(), other.__dict__.values(), strict=True)
            )
            and (type(self) is type(other) or _place(type(self)) == _place(type(other)))
        )

    def __init_subclass__(cls, *, kind: str | None = None, prefix: str | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(
        cls, *, kind: str | None = None, prefix: str | None = None, **kwargs: Any
    ) -> None:
        if kind is None:
            inherited = cls.model_fields["kind"].default
            if inherited:
                raise KindError(
                    inherited,
                    f"class {cls.__name__} derives from the kind {inherited!r} and needs a name of its own: "
                    f"class {cls.__name__}(..., kind={cls.__name__.lower()!r})",
                )
        else:
            if cls.base not in _KINDS:
                raise KindError(
                    kind, f"{cls.__name__} must derive from Node or Relation, or from a kind of theirs"
                )
            if not isinstance(kind, str) or not kind.isidentifier():
                raise KindError(kind, f"a kind is named by a word such as 'hypothesis', not {kind!r}")
            _check_free(kind, cls)
            # The one place that touches pydantic's own tables: `kind: Literal[...]` written in a subclass of
            # a kind would fail mypy's strict mode. Held by a test against the lowest and newest pydantic.
            cls.model_fields["kind"] = _kind_field(kind)
            cls.__annotations__["kind"] = Literal[kind]
            cls.prefix = prefix or kind[0]
        super().__pydantic_init_subclass__(**kwargs)
        _refuse_mutable(cls)
        cls.model_rebuild(force=True, raise_errors=False)
        if kind is not None:
            _KINDS[cls.base][kind] = cls


def _place(cls: type) -> tuple[str, str]:
    return cls.__module__, cls.__qualname__


def _refuse_mutable(cls: type[Part]) -> None:
    for name, field in cls.model_fields.items():
        if _can_change(field.annotation):
            raise KindError(
                cls.__name__,
                f"the field {name!r} of {cls.__name__} can be changed in place, and parts are frozen; "
                "annotate it tuple[...] or frozenset[...]",
            )


_MUTABLE = (list, dict, set, bytearray)


def _can_change(annotation: Any) -> bool:
    """Return whether a value of this annotation, or something inside it, can be changed in place."""
    return (
        annotation in _MUTABLE
        or get_origin(annotation) in _MUTABLE
        or any(_can_change(inner) for inner in get_args(annotation) if not isinstance(inner, str | int))
    )


def _kind_field(kind: str) -> FieldInfo:
    # `exclude_if` that never holds: a field at its default is left out of files, `kind` never is.
    return FieldInfo(annotation=Literal[kind], default=kind, exclude_if=lambda _: False)  # type: ignore[arg-type]


_KINDS: dict[str, dict[str, type[Part]]] = {"node": {}, "relation": {}}


def _check_free(kind: str, cls: type[Part]) -> None:
    """Refuse a name that another class has; the same class again (a notebook cell run twice) is welcome."""
    for registry in _KINDS.values():
        other = registry.get(kind)
        if other is not None and _place(other) != _place(cls):
            raise KindError(
                kind,
                f"the kind {kind!r} is already {other.__module__}.{other.__qualname__}; "
                "give this class another kind= word",
            )


def kinds(base: str) -> dict[str, type[Part]]:
    """Return the registered kinds of ``"node"`` or ``"relation"``, by name, in order of registration.

    >>> list(kinds("relation"))[:2]
    ['supports', 'attacks']
    """
    return dict(_KINDS[base])


def kind_named(kind: str, base: str) -> type[Part]:
    """Return the class that is registered under ``kind``.

    Raises:
        UnknownKindError: nobody registered it; the message says which are known and how to register one.
    """
    try:
        return _KINDS[base][kind]
    except (KeyError, TypeError):
        raise UnknownKindError(str(kind), _KINDS[base], base) from None


def is_a(part: Part, cls: type[Part]) -> bool:
    """Return whether ``part`` is of this class or of a kind derived from it.

    Kinds count by name, so that it still holds after the cell that defines one has run again.
    """
    return _descends(type(part), cls)


@lru_cache(maxsize=1024)  # to ask a pydantic class for its instances takes microseconds
def _descends(kind: type[Part], cls: type[Part]) -> bool:
    if not (isinstance(cls, type) and issubclass(cls, Part)):
        raise TypeError(f"a kind is a class such as Claim or one of your own, not {cls!r}")
    word = cls.model_fields["kind"].default
    return issubclass(kind, cls) or (
        bool(word) and any(_place(above) == _place(cls) for above in kind.__mro__ if issubclass(above, Part))
    )
