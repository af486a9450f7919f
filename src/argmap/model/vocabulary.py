"""Vocabularies: scales with named terms, and the fields of parts whose values are codes of a scale.

A part stores the author's own code as a plain string: ``"very_likely"`` is a term of the field's own scale,
``"phia.yardstick:highly_likely"`` one of another scale that measures the same. Unknown is ``None``. Numbers
are looked up in the scale (:func:`term_of`); another scale's term is had by
:func:`~argmap.model.conversion.convert`, which says what is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, PrivateAttr, StringConstraints
from pydantic_core import CoreSchema, core_schema

from argmap.errors import ScaleError, did_you_mean, suggestion
from argmap.model.part import Value

CLOSED = ("polarity",)
"""What only the shipped scale measures: the sign of a loop is reckoned with its codes."""

_UNKNOWN = ("unknown", "not known", "cannot be judged", "n/a")

Name = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*$")]
Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Term(Value):
    """A term of a scale: its code, its wording, and its numbers where the source gives them.

    ``label`` is the code with spaces where nothing else is said; ``alternatives`` are wordings that the
    source declares to say the same; ``low`` and ``high`` bound the probability that it stands for; ``rank``
    is its place on an ordered scale, 1 the lowest.

    >>> Term(code="very_likely", low=0.8, high=0.95).label
    'very likely'
    """

    code: Annotated[str, Field(min_length=1)]
    label: str = Field(default_factory=lambda data: data.get("code", "").replace("_", " "))
    alternatives: tuple[str, ...] = ()
    low: Probability | None = None
    high: Probability | None = None
    rank: int | None = None

    def model_post_init(self, context: Any, /) -> None:
        """Refuse half a range, and one that runs backwards."""
        if (self.low is None) != (self.high is None) or (self.low or 0.0) > (self.high or 0.0):
            raise ScaleError(
                f"the term {self.code!r} has a low and a high, low first, or neither; "
                f"not {self.low} and {self.high}"
            )

    @property
    def range(self) -> tuple[float, float] | None:
        """The probabilities between which it lies, or ``None`` where the source gives no numbers."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class Scale(Value):
    """A scale of named terms. One of one's own is written, and registered, in a line or two.

    Args:
        name: what stands before the colon in a value, ``traffic:amber``.
        measures: the field it is for, such as ``likelihood`` or ``confidence``.
        terms: :class:`Term` values or bare codes; on an ordered scale from the lowest to the highest, unless
            the terms say their ``rank``.
        title: what people call it.
        source: where it is defined: author, year, document.
        ordered: whether the terms are more and less of the same.
        unknown: wordings that say that nothing is known; a value is then ``None``, never a term.

    >>> import argmap as am
    >>> traffic = Scale(name="traffic", measures="likelihood", terms=("red", "amber", "green"), ordered=True)
    >>> register_scale(traffic)["amber"].rank
    2
    >>> am.Claim(id="c1", text="It rains.", likelihood="traffic:amber").likelihood
    'traffic:amber'
    """

    name: Name
    measures: Name
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    title: str = ""
    source: str = ""
    ordered: bool = False
    unknown: tuple[str, ...] = ()

    _codes: dict[str, str] = PrivateAttr(default_factory=dict)  # every wording, exact and folded, to its code

    def __init__(
        self,
        *,
        name: str,
        measures: str,
        terms: Iterable[Term | str],
        title: str = "",
        source: str = "",
        ordered: bool = False,
        unknown: Iterable[str] = (),
    ) -> None:
        made = tuple(Term(code=t) if isinstance(t, str) else Term.model_validate(t) for t in terms)
        if ordered and all(term.rank is None for term in made):
            made = tuple(term.replace(rank=place) for place, term in enumerate(made, start=1))
        fields: dict[str, Any] = {
            "name": name,
            "measures": measures,
            "terms": made,
            "title": title,
            "source": source,
            "ordered": ordered,
            "unknown": tuple(unknown),
        }
        super().__init__(**fields)

    def model_post_init(self, context: Any, /) -> None:
        """Enter the wordings of the terms; two terms with one wording would be a guess."""
        for term in self.terms:
            for wording in (term.code, term.label, *term.alternatives):
                for spelling in dict.fromkeys((wording, _folded(wording))):
                    if spelling and self._codes.setdefault(spelling, term.code) != term.code:
                        raise ScaleError(
                            f"the scale {self.name!r} has the wording {wording!r} for two terms, "
                            f"{self._codes[spelling]!r} and {term.code!r}"
                        )
        if len({term.code for term in self.terms}) < len(self.terms):
            raise ScaleError(f"the scale {self.name!r} has the same code for two terms")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its terms."""
        return tuple(term.code for term in self.terms)

    def find(self, wording: str) -> str | None:
        """Return the code that a code, label or alternative wording stands for, or ``None``.

        Case, hyphens, underscores and runs of white space do not count.

        >>> scales("likelihood")["icd203.likelihood"].find("Highly probable")
        'very_likely'
        """
        return self._codes.get(wording) or self._codes.get(_folded(wording))

    def __getitem__(self, wording: str) -> Term:
        code = self.find(wording.removeprefix(f"{self.name}:"))
        if code is None:
            raise ScaleError(_refusal(wording, self, ()))
        return next(term for term in self.terms if term.code == code)


def _folded(wording: str) -> str:
    if not any(map(str.isalnum, wording)):
        return wording.strip()  # a sign such as +, - or ±
    return " ".join(re.split(r"[\s_-]+", wording.casefold())).strip()


_REGISTRY: dict[str, Scale] = {}
_OWN_CODES: dict[str, dict[str, str]] = {}  # by what a field measures, the wordings of its own scale


def _registry() -> dict[str, Scale]:
    if not _REGISTRY:
        from argmap.model.scales import SHIPPED  # when first asked: most maps rate nothing

        for scale in SHIPPED:
            _enter(scale)
    return _REGISTRY


def _enter(scale: Scale) -> None:
    _REGISTRY[scale.name] = scale
    _OWN_CODES.setdefault(scale.measures, scale._codes)


def register_scale(scale: Scale) -> Scale:
    """Make the terms of a scale known to the field it measures, as ``name:code``, and return the scale.

    The first scale that measures something new is the own scale of that field, whose codes stand bare.

    Raises:
        ScaleError: another scale has the name (the same one again is welcome), or the field is closed.
    """
    known = _registry()
    if known.get(scale.name, scale) != scale:
        raise ScaleError(f"another scale is registered as {scale.name!r}; give this one another name")
    if scale.measures in CLOSED and scale.name not in known:
        raise ScaleError(f"{scale.measures} is reckoned with: its codes are those of the shipped scale only")
    if scale.name not in known:
        _enter(scale)
    return scale


def scales(measures: str | None = None) -> dict[str, Scale]:
    """Return the registered scales by name, all or those that measure one thing, a field's own scale first.

    >>> list(scales("likelihood"))[:3]
    ['icd203.likelihood', 'phia.yardstick', 'ipcc.likelihood']
    """
    return {n: scale for n, scale in _registry().items() if measures is None or scale.measures == measures}


def term_of(value: str, measures: str) -> Term:
    """Return the term that a field's value stands for, with its wording and numbers.

    Raises:
        ScaleError: no registered scale that measures this has the term.

    >>> term_of("phia.yardstick:highly_likely", "likelihood").range
    (0.8, 0.9)
    """
    scale, code = _resolved(value, measures)
    return scale[code]


def _resolved(value: str, measures: str) -> tuple[Scale, str]:
    """Return the scale and the code that a value stands for, or raise :class:`ScaleError`."""
    name, colon, rest = value.partition(":")
    named = _registry().get(name) if colon else None
    if named is not None and named.measures == measures and (code := named.find(rest)) is not None:
        return named, code
    alike = tuple(scales(measures).values())
    if not alike:
        raise ScaleError(
            f"no registered scale measures {measures!r}; register one with register_scale(Scale(...))"
        )
    own = alike[0]
    if (code := own.find(value)) is not None:
        return own, code
    if not colon:
        raise ScaleError(_refusal(value, own, alike))
    if named is None:
        raise ScaleError(
            f"{value!r} is a term of the scale {name!r}, which nobody registered."
            f"{suggestion(did_you_mean(name, _registry()))} Scales that measure {measures}: "
            f"{', '.join(s.name for s in alike)}. Register one's own before its values are used: "
            f"argmap.register_scale(argmap.Scale(name={name!r}, measures={measures!r}, terms=...))"
        )
    if named.measures != measures:
        raise ScaleError(
            f"{value!r} is a term of {named.name}, which measures {named.measures}, not {measures}. "
            f"Scales that measure {measures}: {', '.join(s.name for s in alike)}"
        )
    raise ScaleError(_refusal(value, named, alike))


def _refusal(value: str, scale: Scale, alike: tuple[Scale, ...]) -> str:
    """Return why a wording is no term of a scale, and what would be right; the field's own scale is first."""
    wording = _folded(value.removeprefix(f"{scale.name}:"))
    what = scale.measures.replace("_", " ")
    if wording in {_folded(unknown) for unknown in (*scale.unknown, *_UNKNOWN)}:
        return f"{value!r} says that the {what} is unknown, and unknown is None: leave the field out"
    elsewhere = [f"{s.name}:{code}" for s in alike if s is not scale and (code := s.find(wording))]
    prefix = f"{scale.name}:" if scale not in (*alike, scale)[:1] else ""
    near = elsewhere or [prefix + scale._codes[w] for w in did_you_mean(wording, scale._codes)]
    others = ", ".join(f"{s.name}:..." for s in alike if s is not scale)
    return (
        f"{value!r} is no term of {scale.name} ({what}).{suggestion(tuple(dict.fromkeys(near)))} Allowed: "
        f"{', '.join(map(repr, scale.codes))}{f'; or a term of another scale: {others}' if others else ''}"
    )


class Coded:
    """The annotation of a string field whose values are codes of the scales that measure one thing.

    A field of a kind of one's own takes it like the shipped ones do:
    ``mood: Annotated[str, Coded("mood")] | None = None``.
    """

    def __init__(self, measures: str) -> None:
        self.measures = measures

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._code, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        text = handler(schema)
        known = scales(self.measures)
        if known:
            own = next(iter(known.values()))
            text["enum" if self.measures in CLOSED else "examples"] = list(own.codes)
            text["description"] = f"{own.title}: {own.source}" if own.source else own.title or own.name
        return text

    def _code(self, value: object) -> str:
        # YAML reads an unquoted 2 or 0 as a number; True is no 1.
        if type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            what = self.measures.replace("_", " ")
            raise ScaleError(f"{what} is said by a word of a scale, not by {value!r}")
        code = _OWN_CODES.get(self.measures, {}).get(value)
        if code is None:
            scale, code = _resolved(value, self.measures)
            if scale._codes is not _OWN_CODES[self.measures]:
                return f"{scale.name}:{code}"
        return code


Likelihood = Annotated[str, Coded("likelihood")]
"""How likely it is: ICD 203 (2015), or another scale's term."""
Confidence = Annotated[str, Coded("confidence")]
"""How good the ground of the judgement is: low, moderate, high (NIC)."""
EvidenceForm = Annotated[str, Coded("evidence_form")]
"""What is cited: a study, a statistic, a precedent, ..."""
Reliability = Annotated[str, Coded("reliability")]
"""How reliable a source is: A to E (NATO AJP-2.1); F, cannot be judged, is ``None``."""
Credibility = Annotated[str, Coded("credibility")]
"""How credible a piece of information is: 1 to 5 (NATO AJP-2.1); 6, cannot be judged, is ``None``."""
Certainty = Annotated[str, Coded("certainty")]
"""How certain a body of evidence is: very_low to high (GRADE)."""
Deontic = Annotated[str, Coded("deontic")]
"""How strongly something is advised: must, should, could, ..."""
Response = Annotated[str, Coded("response")]
"""What the addressee answered to a recommendation."""
Progress = Annotated[str, Coded("progress")]
"""How far a recommendation is carried out."""
Polarity = Annotated[str, Coded("polarity")]
"""What a factor does to another: +, -, 0, ?, ±."""
Basis = Annotated[str, Coded("basis")]
"""What a text offers for a causal step."""
Delay = Annotated[str, Coded("delay")]
"""How long a cause takes: none, short, long."""
