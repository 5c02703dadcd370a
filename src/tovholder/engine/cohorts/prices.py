"""Kernels of the upper bound: what every class is worth when seats, rooms, teachers and training have their prices.

The bound is Lagrangian (Held & Karp 1970; Fisher 1981): one seat per party, rooms and teachers get a price of 0 or
more, and what is left falls apart into one small problem for each industry. All numbers are whole thousandths: the
bound is exact. A household counts here as `size` single seats that share its value, which can only make the bound
higher.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I8, I32, I64

from .choices import Choices

F64: TypeAlias = npt.NDArray[np.float64]

NONE = -(2**60)
"""No such pattern."""


class Seats(NamedTuple):
    """Entries of the classes, one for each seat: a household is spread over its seats."""

    start: I64
    who: I32
    worth: I64


class Prices(NamedTuple):
    """The prices, thousandths of a point."""

    seat: I64  # (U,) of the party's time
    room: I64  # (sites, weeks)
    teacher: I64  # (courses, weeks)


def seats_of(choices: Choices) -> Seats:
    """Worth of a household is divided over its seats and rounded up."""
    size = choices.size[choices.who]
    if not size.size or size.max() == 1:
        return Seats(choices.start, choices.who, choices.worth)
    ends = np.concatenate(([0], np.cumsum(size)))
    klass = np.repeat(np.arange(choices.course.size), np.diff(choices.start))
    worth, owner = np.repeat(-(-choices.worth // size), size), np.repeat(klass, size)
    order = np.lexsort((-worth, owner))
    return Seats(ends[choices.start].astype(np.int64), np.repeat(choices.who, size)[order], worth[order])


@kernel
def toll_of(choices: Choices, prices: Prices, toll: I64) -> None:
    """toll[k] = cost of a class + price of its room and its teacher over its weeks."""
    for k in range(toll.size):
        total = np.int64(choices.cost)
        for week in range(choices.week[k], choices.week[k] + choices.weeks[k]):
            total += prices.room[choices.site[k], week] + prices.teacher[choices.course[k], week]
        toll[k] = total


@kernel
def best_seats(choices: Choices, seats: Seats, seat_price: I64, toll: I64, table: I64, chosen: I64) -> None:
    """table[k, m] = -toll[k] + the m largest (worth - seat price) among the class; NONE below the minimum.

    chosen[k, :m] are the entries. Entries come with the largest worth first, so that the scan ends early.
    """
    cheapest = np.int64(0)
    for price in seat_price:
        cheapest = min(cheapest, price)
    best = np.empty(table.shape[1], np.int64)
    for k in range(toll.size):
        table[k, :] = NONE
        held, most = 0, choices.most[k]
        for entry in range(seats.start[k], seats.start[k + 1]):
            if held == most and seats.worth[entry] - cheapest <= best[held - 1]:
                break
            left = seats.worth[entry] - seat_price[seats.who[entry]]
            if held == most and left <= best[held - 1]:
                continue
            place = held if held < most else most - 1
            while place > 0 and best[place - 1] < left:
                best[place], chosen[k, place] = best[place - 1], chosen[k, place - 1]
                place -= 1
            best[place], chosen[k, place] = left, entry
            held = min(held + 1, most)
        total = -toll[k]
        for m in range(held):
            total += best[m]
            if m + 1 >= choices.least[k]:
                table[k, m + 1] = total


@kernel
def best_size(choices: Choices, table: I64, k: int, price: int) -> tuple[int, int]:
    """max over m of table[k, m] - m * price of training, and that m."""
    gain, size = NONE, 0
    for m in range(choices.least[k], choices.most[k] + 1):
        if table[k, m] > NONE and table[k, m] - m * price > gain:
            gain, size = table[k, m] - m * price, m
    return gain, size


@kernel
def trained_at(choices: Choices, table: I64, rows: I32, price: int) -> int:
    """How many people the classes worth holding at this price of training would train."""
    trained = 0
    for k in rows:
        gain, size = best_size(choices, table, k, price)
        trained += size * (choices.copies[k] if gain > 0 else choices.held[k])
    return trained


@kernel
def training_price(choices: Choices, table: I64, rows: I32, demand: int) -> int:
    """The price p >= 0 that makes p * demand + sum of copies * max(0, gain at p) least; by bisection on its slope."""
    low, high = 0, 0
    for k in rows:
        for m in range(choices.least[k], choices.most[k] + 1):
            if table[k, m] > NONE:
                high = max(high, table[k, m] // m + 1)
                if m > choices.least[k]:
                    high = max(high, table[k, m] - table[k, m - 1] + 1)
    while low < high:
        middle = (low + high) // 2
        if trained_at(choices, table, rows, middle) <= demand:
            high = middle
        else:
            low = middle + 1
    return int(low)


@kernel
def share_demand(choices: Choices, table: I64, rows: I32, demand: int, use: F64) -> int:
    """p * demand + sum of held * gain + (copies - held) * max(0, gain) at the best price p of training.

    use[k, m]: how many classes of m seats that takes; between the answers on both sides of p, so that demand is met.
    """
    price = training_price(choices, table, rows, demand)
    over = trained_at(choices, table, rows, price - 1) if price > 0 else 0
    under = trained_at(choices, table, rows, price)
    share = (demand - under) / (over - under) if over > demand >= under else 0.0
    total = price * demand
    for side in range(2):
        weight = 1.0 - share if side == 0 else share
        if weight <= 0.0:
            continue
        for k in rows:
            gain, size = best_size(choices, table, k, price - side)
            many = choices.copies[k] if gain > 0 else choices.held[k]
            use[k, size] += weight * many
            if side == 0:
                total += many * gain
    return total


@kernel
def fill_demand(choices: Choices, table: I64, rows: I32, demand: int, took: I8) -> int:
    """The most that classes with at most `demand` people together are worth, exactly: a knapsack over people trained.

    value[c] = max over classes and m of value before[c - m] + table[k, m]. `rows` holds a class once for each copy;
    took[place, c] is the m taken.
    """
    value = np.zeros(demand + 1, np.int64)
    for place in range(rows.size):
        k = rows[place]
        took[place, : demand + 1] = 0
        for room in range(demand, choices.least[k] - 1, -1):
            best, size = value[room], 0
            for m in range(choices.least[k], min(choices.most[k], room) + 1):
                if value[room - m] + table[k, m] > best:
                    best, size = value[room - m] + table[k, m], m
            value[room], took[place, room] = best, size
    return int(value[demand])


@kernel
def exact_demand(choices: Choices, table: I64, rows: I32, demand: int, use: F64) -> int:
    """The industry's best classes exactly, from those that can be part of it.

    At the price p of training a class is worth its gain; one with a gain under -(bound by price - a plan's worth) can
    be in no best plan. The plan comes from a first filling with the classes of the largest gains.
    """
    price = training_price(choices, table, rows, demand)
    gains, bound = np.empty(rows.size, np.int64), price * demand
    for place in range(rows.size):
        gains[place] = best_size(choices, table, rows[place], price)[0]
        bound += choices.copies[rows[place]] * max(gains[place], np.int64(0))
    order = np.argsort(-gains)
    taken = min(rows.size, demand // 12 + 8)
    while True:
        count, kept = 0, np.empty(taken * 16, np.int32)
        for place in order[:taken]:
            for _ in range(min(choices.copies[rows[place]], 16)):
                kept[count] = rows[place]
                count += 1
        took = np.zeros((count, demand + 1), np.int8)
        worth = fill_demand(choices, table, kept[:count], demand, took)
        if taken == rows.size or gains[order[taken]] < worth - bound:
            break
        while taken < rows.size and gains[order[taken]] >= worth - bound:
            taken += 1
    room = demand
    for place in range(count - 1, -1, -1):
        m = took[place, room]
        if m > 0:
            use[kept[place], m] += 1.0
            room -= m
    return worth
