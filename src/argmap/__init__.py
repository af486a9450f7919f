"""argmap: argument maps as checked, quotable, drawable and computable values."""

from argmap.analysis.compare import Comparison, apply, compare
from argmap.analysis.diagnostic import Diagnostic, Report
from argmap.analysis.evaluate import Labelling, Reading, evaluate
from argmap.analysis.rulebook import Finding, Rule, check, rule, rules
from argmap.analysis.schemes import Scheme, scheme, schemes
from argmap.build import Draft
from argmap.errors import *  # noqa: F403
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Part
from argmap.model.relations import *  # noqa: F403
from argmap.model.source import Quote, Source
