"""One order -> people, one person -> orders: the best matches, whom to ask first, who is just outside and why."""

import numpy as np

from tovholder.engine.matching.changes import changes
from tovholder.engine.matching.codes import Gate, gates_in
from tovholder.engine.matching.columns import I32, I64
from tovholder.engine.matching.disclosure import OUTSIDE_MASK
from tovholder.engine.matching.lists import NEAR_GATES
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.ranking import PRICED_DEPTH
from tovholder.engine.matching.result import AskFirst, Change, Match, NearMiss, Ranking

from . import scan
from .scan import Scan
from .scored import Scored


def rank_people(problem: Problem, order: int, *, top: int) -> Ranking:
    """The order's list, as its owner may read it: `disclosure` says what is left out of other municipalities' people.

    Each of the three lists holds at most `top`. IndexError when there is no such order.
    """
    _check_top(top)
    _check(order, len(problem.orders), "order")
    return ranking(scan.of_order(problem, order), top=top)


def rank_orders(problem: Problem, person: int, *, top: int, prices: I32 | None = None) -> Ranking:
    """The person's list, as the person's own municipality may read it.

    `prices` (orders,) are those of the last `match_region`: they move orders that too many are sent to down the list,
    and stand beside the score. IndexError when there is no such person.
    """
    _check_top(top)
    if prices is not None and prices.shape != (len(problem.orders),):
        raise ValueError(f"prices: must be one for each of {len(problem.orders)} orders")
    _check(person, len(problem.people), "person")
    return ranking(scan.of_person(problem, person), top=top, prices=prices)


def ranking(found: Scan, *, top: int, prices: I32 | None = None, possible: Scored | None = None) -> Ranking:
    """The lists of one scan; `possible` are its pairs with every gate open, when they are scored already."""
    possible = possible or found.scored(found.possible())
    asking = np.flatnonzero((found.closed == 0) & (found.unsure != 0))
    asking = asking[~found.hidden(asking)]
    own, others = found.counts()
    return Ranking(
        row=found.row,
        key=found.key,
        ranked=_ranked(possible, top, prices),
        ask_first=_ask_first(found, asking, top),
        near_misses=_near_misses(found, top),
        possible=possible.rows.size,
        asking=asking.size,
        own=own,
        others=others,
    )


def _ranked(possible: Scored, top: int, prices: I32 | None) -> tuple[Match, ...]:
    if prices is None:
        return possible.best(top).matches()
    deep = possible.best(PRICED_DEPTH * top)
    kept = deep.best_by_net(top, prices[deep.rows])
    return kept.matches(prices[kept.rows])


def _ask_first(found: Scan, rows: I64, top: int) -> tuple[AskFirst, ...]:
    """Fewest questions first, then by the score so far."""
    made: list[AskFirst] = []
    questions = scan.bits_set(found.unsure[rows])
    for many in np.unique(questions).tolist():
        chosen = found.scored(rows[questions == many]).best(top - len(made))
        made.extend(AskFirst(match, gates_in(int(found.unsure[match.row]))) for match in chosen.matches())
        if len(made) == top:
            break
    return tuple(made)


def _near_misses(found: Scan, top: int) -> tuple[NearMiss, ...]:
    """Fewest closed gates first, then by the score as it stands.

    A protected person's gate cannot be opened, and nobody outside the partnerships is near, nor anybody far off.
    """
    made: list[NearMiss] = []
    closed = scan.bits_set(found.closed)
    known = (found.unsure == 0) & ((found.closed & np.uint16(Gate.PROTECTION.bit | OUTSIDE_MASK)) == 0)
    known &= found.minutes <= found.most_minutes + found.problem.rules.travel.near_minutes
    for many in range(1, NEAR_GATES + 1):
        rows = np.flatnonzero(known & (closed == many))
        chosen = found.scored(rows[~found.hidden(rows)]).best(top - len(made))
        made.extend(NearMiss(match, _ways_in(found, match)) for match in chosen.matches())
        if len(made) == top:
            break
    return tuple(made)


def _ways_in(found: Scan, match: Match) -> tuple[Change, ...]:
    person, order = found.pair(match.row)
    closed, minutes = int(found.closed[match.row]), int(found.minutes[match.row])
    banded = found.by_order and match.foreign
    return changes(found.problem, person, order, closed, minutes, banded=banded)


def _check_top(top: int) -> None:
    if top < 1:
        raise ValueError(f"top: must be 1 or more, is {top}")


def _check(row: int, rows: int, what: str) -> None:
    if not 0 <= row < rows:
        raise IndexError(f"no such {what}: {row} of {rows}")
