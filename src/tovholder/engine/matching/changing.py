"""One order or one person has changed: the kernels that refresh every list it touches, and no other."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import lean, lowest_bit

from .columns import I32, U64, Bool
from .kept import Kept, lowest_known, move, renew
from .listed import bar_of, enter
from .lists import begin, end, list_open
from .pair import is_open
from .records import Records
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
    people_bars: I32  # the score below which an order neither stands in the person's list nor enters it


class Before(NamedTuple):
    """Who might come to an order until it changed, and the score of each."""

    open: U64  # (words,)
    scores: I32  # (people,) where the bit is set


@lean
def note_before(at: int, world: World, corner: Corner, before: Before) -> None:
    """Note the order as it is, before it changes."""
    order, crowd = begin(at, world, corner), world.crowd
    sift_open(order, crowd.people, world.slices, world.circles, world.tables, corner.board)
    for w in range(before.open.size):
        left = corner.board.open[w]
        before.open[w] = left
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            before.scores[row] = score_of(crowd.people[row], order, crowd, world.tables, corner.desk, -1, True)
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
            if now >> np.uint64(bit) & ONE:
                person = crowd.people[row]
                score = score_of(person, order, crowd, world.tables, corner.desk, -1, True)
                standing = standing_of(person, order, score)
                if score >= bar_of(corner.ranked, 0):
                    enter(corner.ranked, row, 0, standing, person.key)
            if was >> np.uint64(bit) & ONE:
                score = max(score, before.scores[row])
            if score >= sheets.people_bars[row]:
                move_in_person(row, at, standing, sheets, top)
    end(at, world, corner)
    renew(sheets.orders, at, corner.ranked)
    sheets.orders_touched[at] = True


@lean
def move_in_person(row: int, order: int, standing: int, sheets: Sheets, top: int) -> None:
    """Put the order where it belongs in the person's list, or out of it."""
    if move(sheets.people, row, order, standing, sheets.order_keys, top):
        sheets.people_touched[row] = True
    sheets.people_bars[row] = lowest_known(sheets.people, row)


@lean
def person_changed(row: int, before: Records, world: World, corner: Corner, sheets: Sheets, top: int) -> None:
    """`before`: a record of the person until now. Every order the person may or might have come to is looked at."""
    person, crowd, desk, demand = world.crowd.people[row], world.crowd, corner.desk, world.demand
    hold(person, crowd, world.tables, desk.held, False)
    corner.ranked.size[0] = 0
    for at in range(demand.orders.size):
        order = demand.orders[at]
        standing = -1
        if is_open(person, order, world.tables):
            score = score_held(person, order, demand.asked, crowd, world.tables, desk, -1)
            standing = standing_of(person, order, score)
            if score >= bar_of(corner.ranked, 0):
                enter(corner.ranked, at, 0, standing, order.key)
        elif not is_open(before[0], order, world.tables):
            continue
        if move(sheets.orders, at, row, standing, sheets.person_keys, top):
            sheets.orders_touched[at] = True
    hold(person, crowd, world.tables, desk.held, True)
    renew(sheets.people, row, corner.ranked)
    sheets.people_bars[row] = lowest_known(sheets.people, row)
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
            sheets.people_bars[row] = lowest_known(sheets.people, row)


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
