"""Assignment: who goes where, all at once, with a price for every place and a proof of how good it is."""

from .explaining import Alternative, OrderExplained, PersonExplained, Why, explain
from .fairness import Account, FairnessReport, fairness
from .online import OrderEdges, ServedOrder, serve_order
from .pricing import Asked, Pairs, Priced, Proposer, solve_over_all
from .problem import Goals, Problem, edges_of
from .result import Conflict, Infeasible, Prices, Result, Totals
from .solving import solve

__all__ = [
    "Account",
    "Alternative",
    "Asked",
    "Conflict",
    "FairnessReport",
    "Goals",
    "Infeasible",
    "OrderEdges",
    "OrderExplained",
    "Pairs",
    "PersonExplained",
    "Priced",
    "Prices",
    "Problem",
    "Proposer",
    "Result",
    "ServedOrder",
    "Totals",
    "Why",
    "edges_of",
    "explain",
    "fairness",
    "serve_order",
    "solve",
    "solve_over_all",
]
