"""Lists that spread. In a Danish trial, sending everyone to the same vacancies took away what sending some had given.

Two means, both after the base score and both shown:

- **Price of an order.** Everybody turns to the order with the best score less price. Where more turn to an order than
  it can show, its price rises to where no more than it can show still prefer it; the others turn elsewhere. Repeated
  until nobody crowds, at most `ROUNDS` times and never above the ceiling: a price tips a balance and buries nothing.
- **Exposure cap of a person.** The best remaining pair by score less price is shown, then the next, as long as the
  order has room in its list and the person has been shown fewer times than the cap.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from tovholder.engine.matching.columns import I32, I64

from .parts import FULL_SCORE, LOT_BITS, priced
from .scored import Scored

ROUNDS = 30
CHOICES = 8
"""A price is found among each person's best so many orders."""

_NONE = -(2**62)


def prices(standing: I64, orders: I32, *, count: int, room: int, ceiling: int) -> I32:
    """(count,) the price of each order. `standing`, `orders` (people, choices): best first, -1 where there is none.

    `room`: how many people each order can show. `ceiling`: of 1,000,000.
    """
    made = np.zeros(count, np.int32)
    chosen = orders[:, 0] >= 0 if orders.shape[1] else np.zeros(orders.shape[0], np.bool_)
    standing, orders = standing[chosen, :CHOICES], orders[chosen, :CHOICES]
    for _ in range(ROUNDS if standing.size else 0):
        raised = np.minimum(made + _rise(standing, orders, made, room), ceiling)
        if (raised == made).all():
            break
        made = raised.astype(np.int32)
    return made


def _rise(standing: I64, orders: I32, made: I32, room: int) -> I32:
    """(orders,) by how much each crowded order must become dearer."""
    net = np.where(orders >= 0, priced(standing, made[orders]), _NONE)
    favourite = net.argmax(axis=1)
    people = np.arange(net.shape[0])
    wanted, most = orders[people, favourite], net[people, favourite]
    net[people, favourite] = _NONE
    second = net.max(axis=1)
    margin = np.where(second == _NONE, FULL_SCORE, (most >> LOT_BITS) - (second >> LOT_BITS))
    rise = np.zeros(made.size, np.int64)
    for order in np.flatnonzero(np.bincount(wanted, minlength=made.size) > room):
        margins = margin[wanted == order]
        rise[order] = np.partition(margins, margins.size - room - 1)[margins.size - room - 1] + 1
    return np.minimum(rise, FULL_SCORE).astype(np.int32)


def shown(possible: Sequence[Scored], made: I32, keys: Sequence[int], *, room: int, left: I32) -> list[list[int]]:
    """For each order the positions in its list that are shown, best first.

    `possible`: each order's list, best first; `made`, `keys`: the orders' prices and keys; `left` (people,): how often
    each may still be shown.
    """
    places: list[list[int]] = [[] for _ in possible]
    remaining: list[int] = left.tolist()
    people = [each.rows.tolist() for each in possible]
    net = [priced(each.standing, np.full(each.rows.size, price)) for each, price in zip(possible, made, strict=True)]
    queue: list[tuple[int, int, int, int, int]] = []

    def wait(order: int, at: int) -> None:
        """Let the order wait for its turn with the next person who may still be shown."""
        while at < len(people[order]) and remaining[people[order][at]] <= 0:
            at += 1
        if at < len(people[order]) and len(places[order]) < room:
            heappush(queue, (-int(net[order][at]), int(possible[order].keys[at]), keys[order], order, at))

    for order in range(len(possible)):
        wait(order, 0)
    while queue:
        *_, order, at = heappop(queue)
        person = people[order][at]
        if remaining[person] > 0:
            remaining[person] -= 1
            places[order].append(at)
            at += 1
        wait(order, at)
    return places
