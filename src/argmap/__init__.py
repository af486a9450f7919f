"""argmap: argument maps as checked, quotable, drawable and computable values.

Write a map in a :class:`Draft`, or read one with :func:`load`; ask it by the methods of
:class:`ArgumentMap`; judge it with :func:`check` and :func:`evaluate`; draw it with ``m.draw()``.

>>> d = Draft("Weather")
>>> _ = d.support(d.thesis("The street gets wet."), d.evidence("It rains."))
>>> d.map().grounds("c1")
e1  evidence  It rains.
"""

from typing import TYPE_CHECKING

from argmap.build import Draft
from argmap.draw import themes
from argmap.errors import (
    ArgmapError,
    ArgmapWarning,
    EngineError,
    FormatError,
    InvalidMapError,
    KindError,
    Problem,
    QuoteError,
    ScaleError,
    TooManyError,
    UnknownIdError,
    UnknownKindError,
    WrongPartError,
)
from argmap.formats import (
    Format,
    LossError,
    formats,
    json_schema,
    load,
    loads,
    read,
    reads,
    register_format,
)
from argmap.graph import from_networkx
from argmap.model.collections import Line, Loop, Parts
from argmap.model.conversion import Conversion, convert
from argmap.model.foreign import Foreign
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.overlay import Mark, Overlay
from argmap.model.part import Part, kinds
from argmap.model.relations import (
    Addresses,
    Answers,
    Attacks,
    Conflicts,
    Influences,
    Relation,
    Restates,
    Serves,
    Supports,
)
from argmap.model.source import Quote, Source
from argmap.model.text import Coverage, Match, SourceText, Verification, coverage
from argmap.model.vocabulary import Scale, Term, register_scale, scales, term_of

if TYPE_CHECKING:
    from argmap.analysis.agreement import Agreement, agreement
    from argmap.analysis.bipolar import Weighing
    from argmap.analysis.compare import Comparison, apply, compare
    from argmap.analysis.contributions import Contributions, contributions
    from argmap.analysis.diagnostic import Diagnostic, Report
    from argmap.analysis.evaluate import Labelling, Reading, evaluate
    from argmap.analysis.explain import Explanation, explain, replay
    from argmap.analysis.extensions import Acceptance, Extension, accepts, extensions
    from argmap.analysis.load_bearing import LoadBearing, load_bearing
    from argmap.analysis.merge import Merge, MergeConflictError, merge
    from argmap.analysis.projection import Projection, project
    from argmap.analysis.rulebook import Finding, Rule, check, rule, rules
    from argmap.analysis.schemes import Scheme, scheme, schemes
    from argmap.analysis.sensitivity import Sensitivity, sensitivity
    from argmap.analysis.strength import Strengths, strength
    from argmap.analysis.three_way import Conflict
    from argmap.analysis.what_if import WhatIf, what_if
    from argmap.framework import Budget, BudgetError, Framework

__version__ = "0.1.0"

__all__ = [
    # maps
    "ArgumentMap",
    "Draft",
    "Part",
    "Parts",
    "Line",
    "Loop",
    "kinds",
    # nodes
    "Node",
    "Claim",
    "Evidence",
    "Recommendation",
    "Goal",
    "Question",
    "Factor",
    # relations
    "Relation",
    "Supports",
    "Attacks",
    "Influences",
    "Addresses",
    "Serves",
    "Answers",
    "Restates",
    "Conflicts",
    # provenance
    "Source",
    "Quote",
    "SourceText",
    "Match",
    "Verification",
    "Coverage",
    "coverage",
    "Foreign",
    # beside a map
    "Overlay",
    "Mark",
    "themes",
    # scales
    "Scale",
    "Term",
    "Conversion",
    "scales",
    "register_scale",
    "term_of",
    "convert",
    # files and graphs
    "load",
    "loads",
    "read",
    "reads",
    "formats",
    "Format",
    "register_format",
    "json_schema",
    "from_networkx",
    # judgement
    "check",
    "rule",
    "rules",
    "Rule",
    "Finding",
    "Diagnostic",
    "Report",
    "scheme",
    "schemes",
    "Scheme",
    "evaluate",
    "Reading",
    "Labelling",
    "explain",
    "Explanation",
    "replay",
    "what_if",
    "WhatIf",
    "load_bearing",
    "LoadBearing",
    "extensions",
    "Extension",
    "accepts",
    "Acceptance",
    "strength",
    "Strengths",
    "Weighing",
    "contributions",
    "Contributions",
    "sensitivity",
    "Sensitivity",
    "project",
    "Projection",
    "Framework",
    "Budget",
    "compare",
    "apply",
    "Comparison",
    "merge",
    "Merge",
    "Conflict",
    "MergeConflictError",
    "agreement",
    "Agreement",
    # errors
    "ArgmapError",
    "ArgmapWarning",
    "UnknownIdError",
    "WrongPartError",
    "InvalidMapError",
    "Problem",
    "KindError",
    "UnknownKindError",
    "ScaleError",
    "QuoteError",
    "TooManyError",
    "FormatError",
    "LossError",
    "EngineError",
    "BudgetError",
]

# Judging a map takes as long to import as all the rest: its names are looked up when they are first used.
_JUDGEMENT = {
    "argmap.analysis.agreement": "Agreement agreement",
    "argmap.analysis.bipolar": "Weighing",
    "argmap.analysis.compare": "Comparison apply compare",
    "argmap.analysis.contributions": "Contributions contributions",
    "argmap.analysis.diagnostic": "Diagnostic Report",
    "argmap.analysis.evaluate": "Labelling Reading evaluate",
    "argmap.analysis.explain": "Explanation explain replay",
    "argmap.analysis.extensions": "Acceptance Extension accepts extensions",
    "argmap.analysis.load_bearing": "LoadBearing load_bearing",
    "argmap.analysis.merge": "Merge MergeConflictError merge",
    "argmap.analysis.projection": "Projection project",
    "argmap.analysis.rulebook": "Finding Rule check rule rules",
    "argmap.analysis.schemes": "Scheme scheme schemes",
    "argmap.analysis.sensitivity": "Sensitivity sensitivity",
    "argmap.analysis.strength": "Strengths strength",
    "argmap.analysis.three_way": "Conflict",
    "argmap.analysis.what_if": "WhatIf what_if",
    "argmap.framework": "Budget BudgetError Framework",
}
_MODULES = {name: module for module, names in _JUDGEMENT.items() for name in names.split()}

if not TYPE_CHECKING:  # or a type checker would take any name for one of argmap's

    def __getattr__(name: str) -> object:
        """Import what judges a map when it is first asked for."""
        if name not in _MODULES:
            from argmap.errors import no_attribute

            raise no_attribute("the module argmap", name, __all__)
        from importlib import import_module

        found = getattr(import_module(_MODULES[name]), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
