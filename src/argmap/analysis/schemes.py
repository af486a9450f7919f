"""Argument schemes and their critical questions, after Walton, Reed & Macagno (2008), in our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from argmap.errors import ArgmapError, did_you_mean, suggestion
from argmap.model.table import html_table, text_table

SOURCE = "Walton, Reed & Macagno 2008"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A pattern of defeasible reasoning: the roles of its premises, its conclusion, its critical questions.

    Questions are numbered from 1; ``family`` groups schemes that rules treat alike.

    >>> scheme("argument from precedent").roles
    ('the earlier case', 'the likeness of the two cases')
    """

    name: str
    roles: tuple[str, ...]
    conclusion: str
    questions: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    family: str = ""


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "expert opinion",
        ("the expert's knowledge of the field", "what the expert asserts"),
        "What the expert asserts may be taken as true.",
        (
            "How far is the source credible as an expert?",
            "Does the assertion lie in the expert's field?",
            "What exactly was asserted?",
            "Is the expert personally reliable and free of interest?",
            "Do other experts agree?",
            "On what evidence does the assertion rest?",
        ),
        ("authority", "expert testimony"),
        "source",
    ),
    Scheme(
        "position to know",
        ("that the source is placed to know", "what the source asserts"),
        "What the source asserts may be taken as true.",
        (
            "Is the source really placed to know?",
            "Is the source honest?",
            "Did the source really assert it?",
        ),
        (),
        "source",
    ),
    Scheme(
        "witness testimony",
        ("that the witness saw it", "what the witness says"),
        "What the witness says may be taken as true.",
        (
            "Is the testimony consistent in itself?",
            "Does it fit the known facts?",
            "Does it fit what other witnesses say?",
            "Is the witness biased?",
            "How plausible is what is testified?",
        ),
        ("testimony",),
        "source",
    ),
    Scheme(
        "popular opinion",
        ("that it is generally accepted",),
        "What is generally accepted may be taken as true.",
        (
            "What shows that it is generally accepted?",
            "Would there be doubt even if it were?",
        ),
        ("popularity", "general acceptance"),
        "source",
    ),
    Scheme(
        "popular practice",
        ("that it is what people generally do",),
        "What people generally do may be acceptable.",
        (
            "What shows that people generally do it?",
            "Is it right in spite of being usual?",
        ),
        ("common practice",),
        "source",
    ),
    Scheme(
        "example",
        ("the cases",),
        "What holds in the cases holds in general.",
        (
            "Did the cases really happen as told?",
            "Do the cases really support the generalisation?",
            "Are the cases typical of their kind?",
            "Were cases looked for that go the other way?",
            "Did special circumstances make the cases what they were?",
        ),
        ("generalisation", "generalization", "inductive generalisation", "induction", "cases"),
        "generalisation",
    ),
    Scheme(
        "random sample to population",
        ("what holds in the sample", "how the sample was drawn"),
        "What holds in the sample holds in the population.",
        (
            "Is the sample large enough?",
            "Was it drawn without bias?",
            "Were cases looked for that go the other way?",
        ),
        ("sample", "statistical generalisation", "statistics"),
        "generalisation",
    ),
    Scheme(
        "analogy",
        ("the other case", "the likeness of the two cases"),
        "What holds of the one case holds of the other.",
        (
            "Are the two cases alike in what matters here?",
            "Does what is said really hold of the first case?",
            "Is there a difference that undoes the likeness?",
            "Is there a third case, as like, that goes the other way?",
        ),
        ("similarity",),
        "likeness",
    ),
    Scheme(
        "precedent",
        ("the earlier case", "the likeness of the two cases"),
        "The present case will go, or should be decided, as the earlier one.",
        (
            "Is the earlier case like the present one in what matters?",
            "Did the earlier case really go as told, and for the reason given?",
            "Have circumstances changed since?",
            "Is there an earlier case that went the other way?",
        ),
        ("previous cases", "track record"),
        "likeness",
    ),
    Scheme(
        "practical reasoning",
        ("the goal", "that the action brings the goal about"),
        "The action should be done.",
        (
            "Are there other goals that conflict with this one?",
            "Are there other ways to the goal?",
            "Which of the ways is the best?",
            "Can the action be done by those who are asked?",
            "What else will the action bring?",
        ),
        ("means to end", "means end", "goal"),
        "action",
    ),
    Scheme(
        "value-based practical reasoning",
        ("the value", "that the action promotes the value"),
        "The action should be done for the value's sake.",
        (
            "Is the value one that should be promoted here?",
            "Does the action really promote it?",
            "Does the action demote another value?",
            "Is there another action that promotes it more?",
        ),
        ("values",),
        "action",
    ),
    Scheme(
        "necessary condition",
        ("the goal", "that the goal cannot be had without the action"),
        "The action should be done.",
        (
            "Is the goal really out of reach without it?",
            "Is there another way that serves as well?",
            "Is the action enough, or only necessary?",
            "Can the action be done by those who are asked?",
        ),
        ("necessity", "sine qua non"),
        "action",
    ),
    Scheme(
        "positive consequences",
        ("that good comes of it",),
        "It should be brought about.",
        (
            "How likely are the good consequences?",
            "What shows that they will follow?",
            "Are there bad consequences to set against them?",
        ),
        ("consequences", "consequence"),
        "action",
    ),
    Scheme(
        "negative consequences",
        ("that harm comes of it",),
        "It should not be brought about.",
        (
            "How likely are the bad consequences?",
            "What shows that they will follow?",
            "Are there good consequences to set against them?",
        ),
        ("danger", "threat", "risk"),
        "action",
    ),
    Scheme(
        "cause to effect",
        ("that the cause brings the effect", "that the cause is there"),
        "The effect comes, or will come.",
        (
            "How strong is the causal link?",
            "What evidence is there for it?",
            "Are there other causes that would hinder or explain the effect?",
        ),
        ("cause", "causal argument"),
        "cause",
    ),
    Scheme(
        "correlation to cause",
        ("that the two go together",),
        "The one causes the other.",
        (
            "Do the two really go together?",
            "Could it be chance?",
            "Could a third thing cause both?",
            "Could the effect be the cause?",
            "By what steps does the one bring the other about?",
        ),
        ("correlation",),
        "cause",
    ),
    Scheme(
        "evidence to hypothesis",
        ("that the hypothesis predicts the observation", "the observation"),
        "The hypothesis is supported.",
        (
            "Does the hypothesis really predict the observation?",
            "Was it really observed?",
            "What else would explain the observation?",
        ),
        ("verification", "falsification"),
        "cause",
    ),
    Scheme(
        "best explanation",
        ("the facts", "that the hypothesis explains them best"),
        "The hypothesis is plausible.",
        (
            "How good is the explanation in itself?",
            "Which other explanations were weighed?",
            "Has enough been looked into to settle on one?",
        ),
        ("abduction", "abductive reasoning", "inference to the best explanation"),
        "cause",
    ),
    Scheme(
        "sign",
        ("the sign",),
        "What the sign stands for is there.",
        (
            "How strongly does the sign go with what it stands for?",
            "What else could account for the sign?",
        ),
        ("indicator", "symptom"),
        "cause",
    ),
    Scheme(
        "slippery slope",
        ("the first step", "that each step leads to the next"),
        "The first step should not be taken.",
        (
            "What shows that each step follows from the one before?",
            "Is there a point at which one could stop?",
            "Is the end really bad?",
        ),
        ("gradualism", "cascade"),
        "action",
    ),
    Scheme(
        "alternatives",
        ("the options", "that all but one fail"),
        "The remaining option holds or should be taken.",
        (
            "Are these all the options?",
            "Do the options exclude one another?",
            "Do the others really fail?",
        ),
        ("dichotomy", "elimination", "disjunction", "either or"),
        "options",
    ),
    Scheme(
        "verbal classification",
        ("the property", "that what has the property falls under the class"),
        "The thing falls under the class.",
        (
            "Does it really have the property?",
            "Does the class follow from the property, or by stretching a word?",
        ),
        ("classification", "definition"),
        "rule",
    ),
    Scheme(
        "established rule",
        ("the rule", "that the case falls under it"),
        "The rule applies.",
        (
            "Does the rule really require it?",
            "Does another rule conflict with it?",
            "Is the case an exception?",
        ),
        ("rule", "law"),
        "rule",
    ),
    Scheme(
        "commitment",
        ("what somebody is committed to",),
        "They should act or speak in line with it.",
        (
            "What shows the commitment?",
            "Does it reach as far as this case?",
        ),
        ("inconsistent commitment",),
        "rule",
    ),
    Scheme(
        "bias",
        ("that the source has an interest",),
        "What the source says weighs less.",
        (
            "What shows the interest?",
            "Does it touch this assertion?",
        ),
        ("ad hominem", "interest"),
        "source",
    ),
    Scheme(
        "waste",
        ("what has been invested", "that stopping loses it"),
        "It should be carried on.",
        (
            "Can what was invested be had back by going on?",
            "Is the end still worth it, counted from now?",
        ),
        ("sunk costs",),
        "action",
    ),
    Scheme(
        "ignorance",
        ("that it has not been shown", "that it would have been if it were so"),
        "It is not so.",
        (
            "How far has it been looked for?",
            "Would it have been found?",
            "Who has to show it?",
        ),
        ("lack of evidence", "absence of evidence"),
        "cause",
    ),
    Scheme(
        "composition",
        ("what holds of the parts",),
        "It holds of the whole.",
        (
            "Does what holds of the parts carry over to the whole?",
            "Does it hold of all the parts that matter?",
        ),
        ("division", "part to whole", "whole to part"),
        "generalisation",
    ),
)


class Schemes(tuple[Scheme, ...]):
    """Schemes: a tuple that prints as a table, with their questions in a notebook."""

    __slots__ = ()

    def __repr__(self) -> str:
        return text_table(("scheme", "conclusion"), [(s.name, s.conclusion) for s in self])

    def _repr_html_(self) -> str:
        rows = [(s.name, "; ".join(s.roles), s.conclusion, " ".join(s.questions)) for s in self]
        return html_table(("scheme", "premises", "conclusion", "critical questions"), rows)


def schemes() -> Schemes:
    """Return the catalogue of argument schemes.

    >>> print(str(schemes()).splitlines()[2])
    expert opinion                   What the expert asserts may be taken as true.
    """
    return Schemes(SCHEMES)


def scheme(name: str) -> Scheme:
    """Return the scheme of this name, with or without "argument from" before it.

    Raises:
        ArgmapError: no such scheme; it names the near ones.

    >>> scheme("Argument from Expert Opinion").name
    'expert opinion'
    """
    found = find_scheme(name)
    if found is None:
        near = suggestion(did_you_mean(_key(name), _by_key()))
        raise ArgmapError(
            f"unknown argument scheme {name!r}.{near} Known: {', '.join(s.name for s in SCHEMES)}"
        )
    return found


def find_scheme(name: str | None) -> Scheme | None:
    """Return the scheme of this name, or ``None`` where it is not in the catalogue.

    >>> find_scheme("argument from the stars") is None
    True
    """
    return _by_key().get(_key(name)) if name else None


def _key(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", name).casefold().strip()
    return re.sub(r"^(the )?(argument|argumentation|reasoning|inference) (from|by|to|on) (the )?", "", words)


@cache
def _by_key() -> dict[str, Scheme]:
    return {_key(name): s for s in SCHEMES for name in (s.name, *s.aliases)}
