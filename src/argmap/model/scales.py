"""The scales that argmap ships, each with the document that defines it.

The wordings and numbers are those of the documents; what is argmap's own says so. The first scale that
measures something is the own scale of the fields that record it.
"""

from __future__ import annotations

from argmap.model.vocabulary import Scale, Term


def _band(code: str, low: float, high: float, *alternatives: str, label: str = "") -> Term:
    wording = label or code.replace("_", " ")
    return Term(code=code, label=wording, alternatives=alternatives, low=low, high=high)


def _grade(code: str, rank: int, label: str, *alternatives: str) -> Term:
    return Term(code=code, label=label, alternatives=alternatives, rank=rank)


# ICD 203 has two rows of words for the same seven ranges, and advises against mixing them. One code stands
# for both: the directive says that they are the same assessment, and the quote keeps the author's word.
ICD_203 = Scale(
    name="icd203.likelihood",
    measures="likelihood",
    title="Likelihood, US intelligence community",
    source="ODNI, Intelligence Community Directive 203, Analytic Standards (2015), D.6.e(2)(a)",
    ordered=True,
    terms=(
        _band("almost_no_chance", 0.01, 0.05, "remote"),
        _band("very_unlikely", 0.05, 0.20, "highly improbable"),
        _band("unlikely", 0.20, 0.45, "improbable", "improbably"),
        _band("roughly_even", 0.45, 0.55, "roughly even odds", "roughly even", label="roughly even chance"),
        _band("likely", 0.55, 0.80, "probable", "probably"),
        _band("very_likely", 0.80, 0.95, "highly probable"),
        _band("almost_certain", 0.95, 0.99, "almost certainly", "nearly certain"),
    ),
)

# The gaps between the bands are the yardstick's own: it asks for no finer choice than its evidence bears.
PHIA_YARDSTICK = Scale(
    name="phia.yardstick",
    measures="likelihood",
    title="Probability Yardstick, UK",
    source="Professional Head of Intelligence Assessment, Explaining Uncertainty in UK Intelligence "
    "Assessment (2025); numbers as published since 2018",
    ordered=True,
    terms=(
        _band("remote_chance", 0.0, 0.05),
        _band("highly_unlikely", 0.10, 0.20),
        _band("unlikely", 0.25, 0.35),
        _band("realistic_possibility", 0.40, 0.50),
        _band("likely", 0.55, 0.75, "probable", "likely or probable"),
        _band("highly_likely", 0.80, 0.90),
        _band("almost_certain", 0.95, 1.0),
    ),
)

# Nested on purpose: what is very likely is also likely. All ten terms of the guidance note and of AR6.
IPCC_LIKELIHOOD = Scale(
    name="ipcc.likelihood",
    measures="likelihood",
    title="Likelihood, IPCC",
    source="Mastrandrea et al., IPCC Guidance Note on Consistent Treatment of Uncertainties (2010); "
    "IPCC AR6 WG I (2021), Box 1.1",
    ordered=True,
    terms=(
        _band("exceptionally_unlikely", 0.0, 0.01),
        _band("extremely_unlikely", 0.0, 0.05),
        _band("very_unlikely", 0.0, 0.10),
        _band("unlikely", 0.0, 0.33),
        _band("about_as_likely_as_not", 0.33, 0.66),
        _band("more_likely_than_not", 0.50, 1.0),
        _band("likely", 0.66, 1.0),
        _band("very_likely", 0.90, 1.0),
        _band("extremely_likely", 0.95, 1.0),
        _band("virtually_certain", 0.99, 1.0),
    ),
)

NIC_CONFIDENCE = Scale(
    name="nic.confidence",
    measures="confidence",
    title="Analytic confidence, US intelligence community",
    source="National Intelligence Council, Estimative Language (annex of its assessments, e.g. 2023)",
    ordered=True,
    terms=("low", "moderate", "high"),
)

PHIA_CONFIDENCE = Scale(
    name="phia.ancr",
    measures="confidence",
    title="Analytical Confidence Rating, UK",
    source="Professional Head of Intelligence Assessment, Explaining Uncertainty in UK Intelligence "
    "Assessment (2025)",
    ordered=True,
    terms=("low", "moderate", "high"),
)

IPCC_CONFIDENCE = Scale(
    name="ipcc.confidence",
    measures="confidence",
    title="Confidence, IPCC: robustness of evidence and degree of agreement",
    source="Mastrandrea et al., IPCC Guidance Note on Consistent Treatment of Uncertainties (2010)",
    ordered=True,
    terms=("very_low", "low", "medium", "high", "very_high"),
)

NATO_RELIABILITY = Scale(
    name="nato.reliability",
    measures="reliability",
    title="Reliability of the source, NATO",
    source="NATO AJP-2.1, Allied Joint Doctrine for Intelligence Procedures (2016); "
    "US Army FM 2-22.3 (2006), Appendix B",
    ordered=True,
    terms=(
        _grade("A", 5, "completely reliable", "reliable"),
        _grade("B", 4, "usually reliable"),
        _grade("C", 3, "fairly reliable"),
        _grade("D", 2, "not usually reliable"),
        _grade("E", 1, "unreliable"),
    ),
    unknown=("F", "reliability cannot be judged"),
)

NATO_CREDIBILITY = Scale(
    name="nato.credibility",
    measures="credibility",
    title="Credibility of the information, NATO",
    source=NATO_RELIABILITY.source,
    ordered=True,
    terms=(
        _grade("1", 5, "confirmed by other sources", "confirmed"),
        _grade("2", 4, "probably true"),
        _grade("3", 3, "possibly true"),
        _grade("4", 2, "doubtful", "doubtfully true"),
        _grade("5", 1, "improbable"),
    ),
    unknown=("6", "truth cannot be judged"),
)

GRADE_CERTAINTY = Scale(
    name="grade.certainty",
    measures="certainty",
    title="Certainty of evidence, GRADE",
    source="Guyatt et al., BMJ 336:924 (2008); Schünemann et al., GRADE Handbook (2013)",
    ordered=True,
    terms=("very_low", "low", "moderate", "high"),
)

EVIDENCE_KIND = Scale(
    name="evidence.kind",
    measures="evidence_form",
    title="Form of evidence",
    source="argmap's own, from policy commentaries; after Rinott et al. (2015): study, expert, anecdotal",
    terms=(
        "statistic",
        "study",
        "systematic_review",
        "official_document",
        "legal_text",
        "event",
        "named_cases",
        "precedent",
        "historical_analogy",
        "own_fieldwork",
        "interview",
        "expert_opinion",
        "attributed_statement",
        "media_report",
        "dataset",
        "anecdote",
        "institutional_fact",
        "unsourced_assertion",
        "common_knowledge",
    ),
)

DEONTIC = Scale(
    name="rec.deontic",
    measures="deontic",
    title="Strength of advice",
    source="argmap's own, after the requirement levels of RFC 2119 (Bradner 1997)",
    terms=(
        "must",
        "should",
        Term(code="could", alternatives=("may",)),
        "should_not",
        "must_not",
        Term(code="implied", label="implied, not said outright"),
    ),
)

RESPONSE = Scale(
    name="rec.response",
    measures="response",
    title="Response of the addressee",
    source="argmap's own, after the UK government's responses to public inquiries",
    terms=(
        "awaiting",
        Term(code="accepted", alternatives=("accepted in full",)),
        "accepted_in_principle",
        Term(code="accepted_in_part", alternatives=("partially accepted",)),
        "rejected",
        "no_response",
    ),
)

PROGRESS = Scale(
    name="rec.progress",
    measures="progress",
    title="State of implementation",
    source="argmap's own, after the follow-up of recommendations by audit offices",
    terms=(
        "not_started",
        "in_progress",
        Term(code="implemented_in_part", alternatives=("partially implemented",)),
        "implemented",
        "superseded",
        "abandoned",
    ),
    unknown=("cannot be assessed",),
)

POLARITY = Scale(
    name="causal.polarity",
    measures="polarity",
    title="Polarity of an influence",
    source="Axelrod, Structure of Decision (1976); Sterman, Business Dynamics (2000)",
    terms=(
        Term(code="+", label="raises", alternatives=("same direction",)),
        Term(code="-", label="lowers", alternatives=("opposite direction", "−", "–")),
        Term(code="0", label="does not change", alternatives=("no effect",)),
        Term(code="?", label="changes in an unknown way", alternatives=("unknown",)),
        Term(code="±", label="mixed", alternatives=("+/-", "+/−", "depends")),
    ),
)

BASIS = Scale(
    name="causal.basis",
    measures="basis",
    title="What the text offers for a causal step",
    source="argmap's own, after the coding of causal claims (Powell, Copestake & Remnant 2024)",
    terms=(
        "study",
        "statistics",
        "model",
        "example",
        "testimony",
        Term(code="expert_judgement", alternatives=("expert judgment",)),
        Term(code="asserted", label="asserted only"),
    ),
)

DELAY = Scale(
    name="causal.delay",
    measures="delay",
    title="Delay of an influence",
    source="Sterman, Business Dynamics (2000): delays marked on causal links; the steps are argmap's own",
    ordered=True,
    terms=(Term(code="none", label="no delay"), "short", "long"),
)

SHIPPED = (
    ICD_203,
    PHIA_YARDSTICK,
    IPCC_LIKELIHOOD,
    NIC_CONFIDENCE,
    PHIA_CONFIDENCE,
    IPCC_CONFIDENCE,
    NATO_RELIABILITY,
    NATO_CREDIBILITY,
    GRADE_CERTAINTY,
    EVIDENCE_KIND,
    DEONTIC,
    RESPONSE,
    PROGRESS,
    POLARITY,
    BASIS,
    DELAY,
)
