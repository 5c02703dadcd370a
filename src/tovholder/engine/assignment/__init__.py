"""Assignment: who goes where, all at once, with a price for every place and a proof of how good it is."""

from .explaining import Alternative, OrderExplained, PersonExplained, Why, explain
from .fairness import Account, FairnessReport, fairness
from .lawful import Lawful, listed, over_matching
from .online import OrderEdges, ServedOrder, Standing, serve, serve_order
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
    "Lawful",
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
    "Standing",
    "Totals",
    "Why",
    "edges_of",
    "explain",
    "fairness",
    "listed",
    "over_matching",
    "serve",
    "serve_order",
    "solve",
    "solve_over_all",
]
