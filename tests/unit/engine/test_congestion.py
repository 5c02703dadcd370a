"""Prices and the cap on small regions worked out by hand."""

import numpy as np
from tovholder.engine.matching.parts import LOT_BITS
from tovholder.engine.matching.scored import Scored

from tovholder.engine.matching.congestion import prices, shown

# Three people and the scores of orders 0 and 1 for them; the third can have order 0 only.
STANDING = np.array([[900, 500], [800, 700], [600, -1]], np.int64) << LOT_BITS
ORDERS = np.array([[0, 1], [0, 1], [0, -1]], np.int32)


def _list(people: list[int], scores: list[int]) -> Scored:
    count = len(people)
    return Scored(
        rows=np.array(people),
        keys=np.array(people, np.uint64),
        parts=np.zeros((count, 8), np.int32),
        scores=np.array(scores, np.int32),
        standing=np.array(scores, np.int64) << LOT_BITS,
        foreign=np.zeros(count, np.bool_),
        within=np.zeros(count, np.int32),
    )


def test_a_crowded_order_becomes_just_dear_enough_to_send_the_least_attached_elsewhere() -> None:
    # The second person loses 100 by turning to order 1, the first 400, the third everything.
    assert prices(STANDING, ORDERS, count=2, room=2, ceiling=1_000).tolist() == [101, 0]


def test_an_order_that_can_show_everyone_who_prefers_it_has_no_price() -> None:
    assert prices(STANDING, ORDERS, count=2, room=3, ceiling=1_000).tolist() == [0, 0]


def test_no_price_rises_above_the_ceiling() -> None:
    assert prices(STANDING, ORDERS, count=2, room=2, ceiling=60).tolist() == [60, 0]


def test_a_price_gives_a_person_at_the_cap_to_the_order_that_is_less_sought() -> None:
    lists = [_list([0, 1], [900, 850]), _list([0], [880])]
    once_each = np.array([1, 1])
    assert shown(lists, np.array([0, 0]), [5, 6], room=1, left=once_each) == [[0], []]
    assert shown(lists, np.array([30, 0]), [5, 6], room=1, left=once_each) == [[1], [0]]


def test_nobody_without_room_left_is_shown_and_the_next_takes_the_place() -> None:
    assert shown([_list([0, 1, 2], [9, 8, 7])], np.array([0]), [5], room=2, left=np.array([0, 1, 1])) == [[1, 2]]
