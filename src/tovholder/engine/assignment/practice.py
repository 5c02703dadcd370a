"""What is done without an optimiser: the baselines the bench holds the assignment against. Each gives (edges,)
chosen."""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64, Bool

from .graph import draw
from .problem import Problem


def best_edge_first(problem: Problem) -> Bool:
    """The best pair of all that is still possible, then the next: what sorting a list of scores gives."""
    ranked = np.argsort(-problem.fit, kind="stable")
    return _taken(ranked, problem.persons, problem.orders, problem.room.copy(), problem.places.copy())


def first_come(problem: Problem, *, seed: int, own_only: bool = False) -> Bool:
    """One person after the other, in a drawn order, takes the best place left; `own_only`: in the own municipality."""
    turn = np.empty(problem.people, np.int64)
    turn[draw(problem.people_key, seed)] = np.arange(problem.people)
    ranked = np.lexsort((-problem.fit, turn[problem.persons]))
    if own_only:
        own = problem.controller[problem.persons] == problem.owner[problem.orders]
        ranked = ranked[own[ranked]]
    return _taken(ranked, problem.persons, problem.orders, problem.room.copy(), problem.places.copy())


@kernel
def _taken(ranked: I64, persons: I32, orders: I32, room: I32, places: I32) -> Bool:
    chosen = np.zeros(persons.size, np.bool_)
    for edge in ranked:
        if room[persons[edge]] > 0 and places[orders[edge]] > 0:
            chosen[edge] = True
            room[persons[edge]] -= 1
            places[orders[edge]] -= 1
    return chosen


def plain_best_edge_first(problem: Problem) -> list[int]:
    """`best_edge_first` in plain Python over lists: the edges chosen."""
    fit, persons, orders = problem.fit.tolist(), problem.persons.tolist(), problem.orders.tolist()
    room, places = problem.room.tolist(), problem.places.tolist()
    chosen = []
    for edge in sorted(range(len(fit)), key=lambda each: -fit[each]):
        if room[persons[edge]] > 0 and places[orders[edge]] > 0:
            chosen.append(edge)
            room[persons[edge]] -= 1
            places[orders[edge]] -= 1
    return chosen
