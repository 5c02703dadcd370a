"""Cohorts: which classes can be held, who sits in them, and what is missing for the others."""

from .again import Again, plan_again
from .codes import Bar, Clash, Lack, Reason, Relax
from .explaining import ClassExplained, Gate, PersonExplained, Way, explain
from .problem import NOBODY, POINT, Courses, Klass, People, Problem, Sites, Weights, Wishes
from .reading import Fault, FaultyFiles, read
from .result import Conflict, Held, Impossible, Missing, Result, Warm
from .solve import WHAT_IF, Effort, solve
from .warm import continued

__all__ = [
    "NOBODY",
    "POINT",
    "WHAT_IF",
    "Again",
    "Bar",
    "Clash",
    "ClassExplained",
    "Conflict",
    "Courses",
    "Effort",
    "Fault",
    "FaultyFiles",
    "Gate",
    "Held",
    "Impossible",
    "Klass",
    "Lack",
    "Missing",
    "People",
    "PersonExplained",
    "Problem",
    "Reason",
    "Relax",
    "Result",
    "Sites",
    "Warm",
    "Way",
    "Weights",
    "Wishes",
    "continued",
    "explain",
    "plan_again",
    "read",
    "solve",
]
