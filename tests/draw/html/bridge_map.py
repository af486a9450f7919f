"""A map small enough to know by heart, with everything that a page tells."""

from __future__ import annotations

import argmap as am


def bridge_map() -> am.ArgumentMap:
    """A thesis with a linked step that is undercut, a simple step, an objection, advice, and a lone factor."""
    quote = am.Quote(
        source="report", exact="must close - now", page="https://example.org/report", paragraph=2
    )
    nodes = (
        am.Claim(id="close", text="The bridge must close.", quotes=(quote,)),
        am.Claim(id="cracks", text="Its cracks grow."),
        am.Claim(id="risk", text="Growing cracks end in collapse.", implicit=True),
        am.Evidence(id="engineer", text="An engineer measured the cracks.", form="study"),
        am.Claim(id="detour", text="The detour costs an hour."),
        am.Claim(id="once", text="It was measured only once."),
        am.Recommendation(id="advice", text="Close the bridge this week.", addressees=("the town",)),
        am.Factor(id="traffic", text="Traffic"),
    )
    relations = (
        am.Supports(
            id="linked",
            premises=("cracks", "risk"),
            target="close",
            scheme="cause to effect",
            rationale="So it has been.",
        ),
        am.Supports(id="measured", premises=("engineer",), target="cracks", scheme="expert opinion"),
        am.Attacks(id="against", premises=("detour",), target="close", conceded=True),
        am.Attacks(id="under", premises=("once",), target="linked"),
        am.Supports(id="so", premises=("close",), target="advice"),
    )
    source = am.Source(id="report", title="A report on the bridge", url="https://example.org/report")
    return am.ArgumentMap(nodes, relations, sources=(source,), title="The old bridge", thesis="close")
