"""Lists that spread. In a Danish trial, sending everyone to the same vacancies took away what sending some had given.

Two means, both after the base score and both shown:

- **Price of an order.** Everybody turns to the order with the best score less price. Where more turn to an order than
  it can show, its price rises to where no more than it can show still prefer it; the others turn elsewhere. Repeated
  until nobody crowds, at most `ROUNDS` times and never above the ceiling: a price tips a balance and buries nothing.
- **Exposure cap of a person.** The best remaining pair by score less price is shown, then the next, as long as the
  order has room in its list and the person has been shown fewer times than the cap.
"""

from typing import Any, NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64
from .score import LOT_BITS
from .sweep import OrderLists, further
from .world import Corner, World

ROUNDS = 30
CHOICES = 8
"""A price is found among each person's best so many orders."""

FULL_SCORE = 1_000_000
"""Every part in full."""

_NONE = -(2**62)


def prices(standing: I64, orders: I32, *, count: int, room: int, ceiling: int) -> I32:
    """(count,) the price of each order. `standing`, `orders` (people, choices): best first, -1 where there is none.

    `room`: how many people each order can show. `ceiling`: of 1,000,000.
    """
    made = np.zeros(count, np.int64)
    chosen = orders[:, 0] >= 0 if orders.shape[1] else np.zeros(orders.shape[0], np.bool_)
    standing = np.ascontiguousarray(standing[chosen, :CHOICES])
    orders = np.ascontiguousarray(orders[chosen, :CHOICES])
    wanted, margins, sorted_margins = np.zeros((3, orders.shape[0]), np.int64)
    for _ in range(ROUNDS if standing.size else 0):
        _turn(standing, orders, made, wanted, margins)
        starts = np.concatenate(([0], np.cumsum(np.bincount(wanted, minlength=count)))).astype(np.int64)
        raised = np.minimum(made + _rise(wanted, margins, starts, starts[:-1].copy(), sorted_margins, room), ceiling)
        if (raised == made).all():
            break
        made = raised
    return made.astype(np.int32)


@lean
def _turn(standing: I64, orders: I32, made: I64, wanted: I64, margins: I64) -> None:
    """wanted: the order each person prefers by standing less price; margins: the score between it and the next."""
    for person in range(orders.shape[0]):
        most = second = _NONE
        for at in range(orders.shape[1]):
            order = orders[person, at]
            net = standing[person, at] - (made[order] << LOT_BITS) if order >= 0 else _NONE
            if net > most:
                most, second = net, most
                wanted[person] = order
            elif net > second:
                second = net
        margins[person] = FULL_SCORE if second == _NONE else (most >> LOT_BITS) - (second >> LOT_BITS)


def _rise(wanted: I64, margins: I64, starts: I64, free: I64, grouped: I64, room: int) -> I64:
    """(orders,) by how much each crowded order must become dearer: its people stand in groups, from `starts` on."""
    rise = np.zeros(starts.size - 1, np.int64)
    _group(wanted, margins, free, grouped)
    _raise(starts, grouped, room, rise)
    return np.minimum(rise, FULL_SCORE)


@lean
def _group(wanted: I64, margins: I64, free: I64, grouped: I64) -> None:
    """The margins order by order."""
    for person in range(wanted.size):
        order = wanted[person]
        grouped[free[order]] = margins[person]
        free[order] += 1


@lean
def _raise(starts: I64, grouped: I64, room: int, rise: I64) -> None:
    """Just above the margin of the least attached person but `room`."""
    for order in range(rise.size):
        first, last = starts[order], starts[order + 1]
        if last - first > room:
            rise[order] = select(grouped, first, last - 1, last - room - 1) + 1


@lean
def select(values: I64, first: int, last: int, wanted: int) -> int:
    """The value that stands at `wanted` once values[first..last] are sorted (Hoare's quickselect; moves them)."""
    while first < last:
        pivot, low, high = values[(first + last) // 2], first, last
        while low <= high:
            while values[low] < pivot:
                low += 1
            while values[high] > pivot:
                high -= 1
            if low <= high:
                values[low], values[high] = values[high], values[low]
                low += 1
                high -= 1
        if wanted <= high:
            last = high
        elif wanted >= low:
            first = low
        else:
            break
    return int(values[wanted])


class Queue(NamedTuple):
    """Orders that wait to show their next person: a heap with the best pair on top."""

    orders: I32  # (orders,) the heap
    size: I64  # (1,)
    at: I32  # (orders,) whose turn it is in the order's list
    past: I64  # (orders,) how many of its people went by before the list as it is now


def queue(orders: int) -> Queue:
    """Nobody waits yet."""
    return Queue(
        np.zeros(orders, np.int32), np.zeros(1, np.int64), np.zeros(orders, np.int32), np.zeros(orders, np.int64)
    )


@lean
def show(
    world: World, corner: Corner, lists: OrderLists, made: I32, left: I32, waiting: Queue, shown: I32, stands: I64
) -> None:
    """shown, stands (orders, room): who is shown, best first, and the standing; -1: no more.

    `made`: prices; `left` (places among the records): how often each person may still be shown. An order that runs out
    of its list while there are more who may come gets the next of them.
    """
    shown[:] = -1
    order: Any  # an int64 in both loops: with another type in one of them all they call would be compiled twice
    for order in range(shown.shape[0]):
        _wait(order, world, corner, lists, made, left, waiting, shown)
    while waiting.size[0]:
        order = np.int64(waiting.orders[0])
        waiting.size[0] -= 1
        waiting.orders[0] = waiting.orders[waiting.size[0]]
        _sink(world, lists, made, waiting)
        at = waiting.at[order]
        person = lists.people[order, at]
        if left[person] > 0:
            left[person] -= 1
            place = _shown(shown, order)
            shown[order, place], stands[order, place] = person, lists.standing[order, at]
            waiting.at[order] += 1
        _wait(order, world, corner, lists, made, left, waiting, shown)


@inlined
def _shown(shown: I32, order: int) -> int:
    """How many the order shows so far."""
    many = 0
    while many < shown.shape[1] and shown[order, many] >= 0:
        many += 1
    return many


@lean
def _wait(
    order: int, world: World, corner: Corner, lists: OrderLists, made: I32, left: I32, waiting: Queue, shown: I32
) -> None:
    """Let the order wait for its turn with the next person who may still be shown."""
    if _shown(shown, order) == shown.shape[1]:
        return
    people, depth = lists.people[order], lists.people.shape[1]
    while True:
        at = waiting.at[order]
        if at == depth:
            waiting.past[order] += depth
            if waiting.past[order] >= lists.many[order, 0]:
                return
            further(order, world, corner, people, lists.standing[order])
            waiting.at[order] = at = 0
        if people[at] < 0:
            return
        if left[people[at]] > 0:
            break
        waiting.at[order] += 1
    place = waiting.size[0]
    waiting.orders[place] = order
    waiting.size[0] += 1
    while place > 0 and _comes_first(world, lists, made, waiting, place, (place - 1) // 2):
        _swap(waiting, place, (place - 1) // 2)
        place = (place - 1) // 2


@lean
def _sink(world: World, lists: OrderLists, made: I32, waiting: Queue) -> None:
    """Let the order on top sink until nothing below it comes before it."""
    place, size = 0, waiting.size[0]
    while 2 * place + 1 < size:
        below = 2 * place + 1
        if below + 1 < size and _comes_first(world, lists, made, waiting, below + 1, below):
            below += 1
        if not _comes_first(world, lists, made, waiting, below, place):
            return
        _swap(waiting, place, below)
        place = below


@inlined
def _swap(waiting: Queue, one: int, other: int) -> None:
    waiting.orders[one], waiting.orders[other] = waiting.orders[other], waiting.orders[one]


@inlined
def _comes_first(world: World, lists: OrderLists, made: I32, waiting: Queue, one: int, other: int) -> bool:
    """The higher standing less price comes first; of equals the lower key of the person, then of the order."""
    first, second = waiting.orders[one], waiting.orders[other]
    here, there = waiting.at[first], waiting.at[second]
    net = lists.standing[first, here] - (np.int64(made[first]) << LOT_BITS)
    other_net = lists.standing[second, there] - (np.int64(made[second]) << LOT_BITS)
    if net != other_net:
        return bool(net > other_net)
    key = world.crowd.people[lists.people[first, here]].key
    other_key = world.crowd.people[lists.people[second, there]].key
    if key != other_key:
        return bool(key < other_key)
    return bool(world.demand.orders[first].key < world.demand.orders[second].key)
