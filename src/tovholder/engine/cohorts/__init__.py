"""Cohorts: which classes can be held, who sits in them, and what is missing for the others."""

from .codes import Clash, Lack, Reason, Relax
from .problem import NOBODY, POINT, Courses, Klass, People, Problem, Sites, Weights, Wishes
from .reading import Fault, FaultyFiles, read
from .result import Conflict, Held, Impossible, Missing, Result, Warm
from .solve import Effort, solve
from .warm import continued

__all__ = [
    "NOBODY",
    "POINT",
    "Clash",
    "Conflict",
    "Courses",
    "Effort",
    "Fault",
    "FaultyFiles",
    "Held",
    "Impossible",
    "Klass",
    "Lack",
    "Missing",
    "People",
    "Problem",
    "Reason",
    "Relax",
    "Result",
    "Sites",
    "Warm",
    "Weights",
    "Wishes",
    "continued",
    "read",
    "solve",
]
