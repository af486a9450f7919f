"""Abstract argumentation: what can be accepted together, how strong arguments are, and what that rests on.

Usable without any argument map. Three questions, each answered by a frozen value beside the framework:

- acceptability: `grounded`, `extensions`, `count`, `accepts` (Dung 1995 and after);
- strength: `strength`, for quantitative bipolar frameworks (Potyka 2018; Rago et al. 2016; and others);
- what a strength rests on: `contributions` (Kampik et al. 2024) and `sensitivity`.

>>> from argmap.framework import Framework, accepts, extensions, strength
>>> debate = Framework(["thesis", "objection", "reply"], [("objection", "thesis"), ("reply", "objection")])
>>> list(extensions(debate, "preferred"))
[('thesis', 'reply')]
>>> bool(accepts(debate, "objection", "preferred"))
False
>>> print(strength(debate)["thesis"])
0.4310
"""

from argmap.framework.acceptance import accepts
from argmap.framework.attribution import Contribution, Contributions, contributions
from argmap.framework.budget import Budget
from argmap.framework.enumeration import count, extensions
from argmap.framework.errors import (
    BudgetError,
    InvalidFrameworkError,
    MissingExtraError,
    OptionError,
    SupportError,
    UnknownArgumentError,
    UnknownOptionError,
)
from argmap.framework.evaluation import strength
from argmap.framework.framework import Framework
from argmap.framework.gradual import GRADUAL, GradualSemantics
from argmap.framework.labels import Labelling, grounded, labelling
from argmap.framework.readings import read_supports
from argmap.framework.strengths import Strength, Strengths
from argmap.framework.tornado import Swing, Tornado, sensitivity
from argmap.framework.verdict import Verdict

__all__ = [
    # the value
    "Framework",
    "read_supports",
    # acceptability
    "grounded",
    "labelling",
    "extensions",
    "count",
    "accepts",
    "Labelling",
    "Verdict",
    "Budget",
    # strength
    "strength",
    "contributions",
    "sensitivity",
    "Strength",
    "Strengths",
    "Contribution",
    "Contributions",
    "Swing",
    "Tornado",
    "GradualSemantics",
    "GRADUAL",
    # errors
    "InvalidFrameworkError",
    "UnknownArgumentError",
    "OptionError",
    "UnknownOptionError",
    "SupportError",
    "BudgetError",
    "MissingExtraError",
]
