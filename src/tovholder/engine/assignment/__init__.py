"""Assignment: who goes where, all at once, with a price for every place and a proof of how good it is."""

from .problem import Goals, Problem
from .result import Conflict, Infeasible, Prices, Result, Totals
from .solving import solve

__all__ = ["Conflict", "Goals", "Infeasible", "Prices", "Problem", "Result", "Totals", "solve"]
