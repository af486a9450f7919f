"""AM5: words that hide how sure a statement is, or who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.analysis.context import Context, short
from argmap.analysis.rulebook import Finding, rule
from argmap.model.nodes import Evidence, Node
from argmap.model.part import is_a
from argmap.model.scales import ICD_203

_CONFIDENCE = re.compile(
    r"\b(low|moderate|medium|high|great|some|little)\s+confidence\b|\bconfident(ly)?\b", re.I
)
_BOOSTERS = re.compile(
    r"\b(beyond (any |all )?(reasonable )?doubt|without (a )?doubt|no doubt|undoubtedly|undeniabl[ey]|"
    r"unquestionabl[ey]|indisputabl[ey]|clearly|obviously|plainly|evidently|of course|needless to say|"
    r"it goes without saying|everyone knows|always|never|inevitabl[ey])\b",
    re.I,
)
_UNNAMED = re.compile(
    r"\b(it is (often|widely|generally|commonly|sometimes) (said|held|believed|argued|thought|seen|perceived)|"
    r"(often|widely|generally|commonly) (said|held|believed|argued|thought|seen|perceived|regarded)|"
    r"(some|many|most) (say|argue|believe|think|hold|people|experts|observers|analysts|critics)|"
    r"(growing|mounting|widespread) criticism|critics|observers|analysts (say|believe|argue)|sources say)\b",
    re.I,
)
_UNTESTABLE = re.compile(
    r"\b(sooner or later|in the long run|eventually|in one way or another|in due course|at the right time|"
    r"the right (step|direction|time|measures|way)|(true|real) (victory|success|peace|progress|change)|in vain)\b",
    re.I,
)


def _sentences(node: Node) -> Iterator[str]:
    """Yield what is said: the text and the words that are quoted for it."""
    yield node.text
    for quote in node.quotes:
        yield from (words for words in (quote.exact, quote.opening, quote.closing) if words)


def _term_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.I)


_FIRST_ROW = tuple(term.label for term in ICD_203.terms)
_SECOND_ROW = tuple(alternative for term in ICD_203.terms for alternative in term.alternatives)
_LIKELIHOOD = _term_pattern((*_FIRST_ROW, *_SECOND_ROW))


@rule(
    "AM501",
    title="Likelihood and confidence in one sentence",
    hint="Say in one sentence how likely it is, in another how sure the judgement is.",
    reference="ICD 203 (2015) D.6.e(2)(a)",
)
def likelihood_with_confidence(context: Context) -> Iterator[Finding]:
    """One sentence gives a likelihood and a confidence."""
    for node in context.m.nodes:
        if any(_LIKELIHOOD.search(s) and _CONFIDENCE.search(s) for s in _sentences(node)):
            yield Finding(f"{short(node)} mixes how likely it is with how sure the judgement is.", (node,))


@rule(
    "AM502",
    title="Words from two rows of one scale",
    hint="Keep to one row: likely/unlikely, or probable/improbable.",
    severity="info",
    reference="ICD 203 (2015) D.6.e(2)(a)",
)
def two_rows(context: Context) -> Iterator[Finding]:
    """The map uses words of both rows of the likelihood scale."""
    first, second = _term_pattern(_FIRST_ROW), _term_pattern(_SECOND_ROW)
    one = [n for n in context.m.nodes if any(first.search(s) for s in _sentences(n))]
    other = [n for n in context.m.nodes if any(second.search(s) for s in _sentences(n))]
    if one and other:
        yield Finding(
            "Likelihood is told in words from two rows of the scale.",
            (*one, *(n for n in other if n not in one)),
        )


@rule(
    "AM503",
    title="Certainty of tone without evidence",
    hint="Give evidence, or take the emphasis out.",
    reference="Hyland 2005: boosters; ICD 203 (2015) D.6.e(1)",
)
def booster(context: Context) -> Iterator[Finding]:
    """A statement is called beyond doubt, or the like, and rests on no evidence."""
    for node in context.m.nodes:
        found = next((match for s in _sentences(node) if (match := _BOOSTERS.search(s))), None)
        if found and not is_a(node, Evidence) and not context.evidence_below(node):
            yield Finding(
                f"{short(node)} is called “{found.group().lower()}” and rests on no evidence.", (node,)
            )


@rule(
    "AM504",
    title="A view without a holder",
    hint="Name who holds it: voice=, or cite where it is held.",
    severity="info",
    reference="Hyland 2005; ICD 203 (2015) D.6.e(1)",
)
def unnamed_holder(context: Context) -> Iterator[Finding]:
    """A view is ascribed to nobody in particular."""
    for node in context.m.nodes:
        said = [*_sentences(node), node.voice or ""]
        found = next((match for s in said if (match := _UNNAMED.search(s))), None)
        if found and (node.voice is None or _UNNAMED.search(node.voice)):
            yield Finding(f"{short(node)} is ascribed to nobody who could be asked.", (node,))


@rule(
    "AM505",
    title="A conclusion that nothing could refute",
    hint="Say what would show that it is wrong: a measure, a time, a case.",
    severity="info",
    reference="Popper 1959; ICD 203 (2015) D.6.e(7): indicators that would alter the judgement",
)
def irrefutable(context: Context) -> Iterator[Finding]:
    """A conclusion is worded so that any outcome would fit it."""
    index = context.m.index
    for node in context.m.nodes:
        found = next((match for s in _sentences(node) if (match := _UNTESTABLE.search(s))), None)
        concludes = (
            node in context.argued_for or node.id in index.supports_to or node.id not in index.supports_from
        )
        if found and concludes and not is_a(node, Evidence):
            yield Finding(
                f"{short(node)} would fit any outcome: “{found.group().lower()}” is not said to be what.",
                (node,),
            )
