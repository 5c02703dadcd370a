"""From prices to how classes are judged while a plan is built."""

import numpy as np

from tovholder.engine.matching.columns import I32, I64

from .bound import split
from .choices import Choices
from .prices import best_seats, seats_of, toll_of, training_price
from .recreate import Taste


def plain_taste(choices: Choices) -> Taste:
    """Plain greed: no prices."""
    nothing = np.zeros(choices.course.size, np.int64)
    return Taste(choices.who, choices.worth, choices.worth, nothing + choices.cost, nothing)


def priced_taste(choices: Choices, vector: I64) -> Taste:
    """With all of the prices of the bound."""
    prices = split(choices, vector)
    toll = np.empty(choices.course.size, np.int64)
    toll_of(choices, prices, toll)
    left = choices.worth - prices.seat[choices.who] * choices.size[choices.who]
    owner = np.repeat(np.arange(choices.course.size), np.diff(choices.start))
    order = np.lexsort((choices.who, -left, owner))
    return Taste(choices.who[order], choices.worth[order], left[order], toll, _trained(choices, prices.seat, toll))


def industries_of(choices: Choices) -> tuple[I32, I64]:
    """The classes by industry, and where each industry begins among them."""
    order = np.argsort(choices.industry, kind="stable").astype(np.int32)
    first = np.searchsorted(choices.industry[order], np.arange(choices.demand.size + 1))
    return order, first.astype(np.int64)


def _trained(choices: Choices, seat_price: I64, toll: I64) -> I64:
    """(K,) the price of training in the industry of each class."""
    top = int(choices.most.max()) if choices.most.size else 1
    table, chosen = np.empty((toll.size, top + 1), np.int64), np.zeros((toll.size, top), np.int64)
    best_seats(choices, seats_of(choices), seat_price, toll, table, chosen)
    order, first = industries_of(choices)
    made = np.zeros(toll.size, np.int64)
    for industry, demand in enumerate(choices.demand.tolist()):
        rows = order[first[industry] : first[industry + 1]]
        made[rows] = training_price(choices, table, rows, demand)
    return made
