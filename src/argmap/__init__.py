"""argmap: argument maps as checked, quotable, drawable and computable values."""

from argmap.build import Draft
from argmap.errors import *  # noqa: F403
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Claim, Evidence, Factor, Goal, Node, Question, Recommendation
from argmap.model.part import Part
from argmap.model.relations import *  # noqa: F403
from argmap.model.source import Quote, Source
