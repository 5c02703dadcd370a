"""One order or one person has changed: the kernels that refresh every list it touches, and no other."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import lean, lowest_bit

from .columns import I32, U64, Bool
from .kept import Kept, move, renew
from .listed import bar_of, enter
from .lists import begin, end, list_open
from .pair import is_open
from .score import hold, score_held, score_of, standing_of
from .tally import sift_open
from .world import Corner, World

NONE, ONE = np.uint64(0), np.uint64(1)


class Sheets(NamedTuple):
    """All lists of a region, and which of them read otherwise since somebody asked."""

    orders: Kept  # of people, by place among the records
    people: Kept  # of orders; by place among the records
    order_keys: U64
    person_keys: U64
    orders_touched: Bool
    people_touched: Bool


class Before(NamedTuple):
    """Who might come to an order until it changed, and the score of each; -1: below the person's list."""

    open: U64  # (words,)
    scores: I32  # (people,) where the bit is set


@lean
def note_order(at: int, world: World, corner: Corner, sheets: Sheets, before: Before) -> None:
    """Note the order as it is, before it changes."""
    order, crowd = begin(at, world, corner), world.crowd
    sift_open(order, crowd.people, world.slices, world.circles, world.tables, corner.board)
    for w in range(before.open.size):
        left = corner.board.open[w]
        before.open[w] = left
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            person, bar = crowd.people[row], sheets.people.bars[row]
            before.scores[row] = score_of(person, order, crowd, world.tables, corner.desk, bar, True)
    end(at, world, corner)


@lean
def order_changed(at: int, before: Before, world: World, corner: Corner, sheets: Sheets, top: int) -> None:
    """Everybody who may come now is scored; the order's list follows, and those it may stand in now or stood in."""
    order, crowd = begin(at, world, corner), world.crowd
    sift_open(order, crowd.people, world.slices, world.circles, world.tables, corner.board)
    corner.ranked.size[0] = 0
    for w in range(before.open.size):
        now, was = corner.board.open[w], before.open[w]
        either = now | was
        while either != NONE:
            bit = lowest_bit(either)
            either &= either - ONE
            row, standing, score = 64 * w + bit, -1, -1
            bar = sheets.people.bars[row]
            if now >> np.uint64(bit) & ONE:
                person, low = crowd.people[row], min(bar, bar_of(corner.ranked, 0))
                score = score_of(person, order, crowd, world.tables, corner.desk, low, True)
                if score >= low:
                    standing = standing_of(person, order, score)
                    enter(corner.ranked, row, 0, standing, person.key)
            if was >> np.uint64(bit) & ONE:
                score = max(score, before.scores[row])
            if score >= bar and move(sheets.people, row, at, standing, sheets.order_keys, top):
                sheets.people_touched[row] = True
    end(at, world, corner)
    renew(sheets.orders, at, corner.ranked)
    sheets.orders_touched[at] = True


@lean
def note_person(row: int, world: World, corner: Corner, sheets: Sheets, scores: I32) -> None:
    """scores (orders,): of the person as known until now; -1: may not come, or is below the order's list."""
    person, crowd, desk, demand = world.crowd.people[row], world.crowd, corner.desk, world.demand
    hold(person, crowd, world.tables, desk.held, False)
    for at in range(demand.orders.size):
        order, bar = demand.orders[at], sheets.orders.bars[at]
        scores[at] = -2
        if is_open(person, order, world.tables):
            scores[at] = score_held(person, order, demand.asked, crowd, world.tables, desk, bar)
    hold(person, crowd, world.tables, desk.held, True)


@lean
def person_changed(row: int, scores: I32, world: World, corner: Corner, sheets: Sheets, top: int) -> None:
    """`scores`: until now. Every order is looked at; the lists follow that the person stands or stood in."""
    person, crowd, desk, demand = world.crowd.people[row], world.crowd, corner.desk, world.demand
    hold(person, crowd, world.tables, desk.held, False)
    corner.ranked.size[0] = 0
    for at in range(demand.orders.size):
        order, bar = demand.orders[at], sheets.orders.bars[at]
        standing, score = -1, scores[at]
        if is_open(person, order, world.tables):
            low = min(bar, bar_of(corner.ranked, 0))
            now = score_held(person, order, demand.asked, crowd, world.tables, desk, low)
            if now >= low:
                standing = standing_of(person, order, now)
                enter(corner.ranked, at, 0, standing, order.key)
            score = max(score, now)
        if score >= bar and move(sheets.orders, at, row, standing, sheets.person_keys, top):
            sheets.orders_touched[at] = True
    hold(person, crowd, world.tables, desk.held, True)
    renew(sheets.people, row, corner.ranked)
    sheets.people_touched[row] = True


@lean
def fill_up(world: World, corner: Corner, sheets: Sheets, top: int) -> None:
    """Make those lists anew that are no longer known as far down as they are read."""
    for at in range(sheets.orders.size.size):
        if sheets.orders_touched[at] and sheets.orders.size[at] < top and not sheets.orders.whole[at]:
            list_open(at, world, corner)
            renew(sheets.orders, at, corner.ranked)
    for row in range(sheets.people.size.size):
        if sheets.people_touched[row] and sheets.people.size[row] < top and not sheets.people.whole[row]:
            list_open_orders(row, world, corner)
            renew(sheets.people, row, corner.ranked)


@lean
def list_open_orders(row: int, world: World, corner: Corner) -> None:
    """corner.ranked: the best of all orders the person may come to."""
    person, crowd, desk, demand = world.crowd.people[row], world.crowd, corner.desk, world.demand
    hold(person, crowd, world.tables, desk.held, False)
    corner.ranked.size[0] = 0
    for at in range(demand.orders.size):
        order = demand.orders[at]
        if is_open(person, order, world.tables):
            bar = bar_of(corner.ranked, 0)
            score = score_held(person, order, demand.asked, crowd, world.tables, desk, bar)
            if score >= bar:
                enter(corner.ranked, at, 0, standing_of(person, order, score), order.key)
    hold(person, crowd, world.tables, desk.held, True)
