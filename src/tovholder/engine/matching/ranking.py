"""One order -> people, one person -> orders: the best matches, whom to ask first, who is just outside and why."""

from dataclasses import replace

import numpy as np

from . import credit, lists
from .changes import changes
from .codes import GATES, Gate, GateState, gates_in
from .columns import I32, UNKNOWN
from .disclosure import OUTSIDE_MASK, TOLD_ACROSS
from .gates import states
from .listed import Listed
from .prepared import corner_of, prepared
from .problem import Problem
from .result import AskFirst, GateCounts, Match, NearMiss, PairExplanation, Ranking
from .tally import OTHERS, OWN, Counts
from .telling import Told, priced, rows_of, told, told_list

PRICED_DEPTH = 3
"""A price moves an order within the person's best `PRICED_DEPTH * top` orders by base score."""

_COUNTED = tuple(gate for gate in GATES if not gate.bit & OUTSIDE_MASK)
_TOLD = tuple(gate for gate in GATES if gate in TOLD_ACROSS)


def prepare(problem: Problem) -> None:
    """Make now what the first list of a Problem would make and all later ones use, and have the kernels ready."""
    prepared(problem)
    if len(problem.people) and len(problem.orders):
        best_people(problem, 0, top=1)
        rank_people(problem, 0, top=1)
        rank_orders(problem, 0, top=1)


def rank_people(problem: Problem, order: int, *, top: int) -> Ranking:
    """The order's list, as its owner may read it: `disclosure` says what is left out of other municipalities' people.

    Each of the three lists holds at most `top`. IndexError when there is no such order.
    """
    _check_top(top)
    _check(order, len(problem.orders), "order")
    corner = corner_of(problem, ranked=top, others=top)
    many = lists.list_order(order, prepared(problem).world, corner)
    three = tuple(map(rows_of, (corner.ranked, corner.asking, corner.near)))
    return ranking(problem, order, three, many, corner.counted)


def best_people(problem: Problem, order: int, *, top: int) -> tuple[Match, ...]:
    """The order's best matches alone, as in `rank_people`: nobody to ask, nobody just outside, nothing counted."""
    _check_top(top)
    _check(order, len(problem.orders), "order")
    corner = corner_of(problem, ranked=top, others=0)
    lists.list_open(order, prepared(problem).world, corner)
    return told_list(problem, order, rows_of(corner.ranked), by_order=True).matches


def ranking(problem: Problem, order: int, three: tuple[I32, ...], many: tuple[int, int], counted: Counts) -> Ranking:
    """What the kernel listed for one order, as plain values. `many`: who may come, and whom to ask."""
    ranked, asking, near = (told_list(problem, order, each, by_order=True) for each in three)
    return Ranking(
        row=order,
        key=int(problem.orders.key[order]),
        ranked=ranked.matches,
        ask_first=_ask_first(asking),
        near_misses=_near_misses(problem, order, near, by_order=True),
        possible=many[0],
        asking=many[1],
        own=_counts(counted, OWN, _COUNTED),
        others=_counts(counted, OTHERS, _TOLD),
    )


def rank_orders(problem: Problem, person: int, *, top: int, prices: I32 | None = None) -> Ranking:
    """The person's list, as the person's own municipality may read it.

    `prices` (orders,) are those of the last `match_region`: they move orders that too many are sent to down the list,
    and stand beside the score. IndexError when there is no such person.
    """
    _check_top(top)
    if prices is not None and prices.shape != (len(problem.orders),):
        raise ValueError(f"prices: must be one for each of {len(problem.orders)} orders")
    _check(person, len(problem.people), "person")
    at, depth = int(prepared(problem).place[person]), top if prices is None else PRICED_DEPTH * top
    corner = corner_of(problem, ranked=depth, others=top)
    many = lists.list_person(at, prepared(problem).world, corner)
    asking, near = (told_list(problem, at, rows_of(each), by_order=False) for each in (corner.asking, corner.near))
    return Ranking(
        row=person,
        key=int(problem.people.key[person]),
        ranked=_priced(problem, at, corner.ranked, top, prices),
        ask_first=_ask_first(asking),
        near_misses=_near_misses(problem, person, near, by_order=False),
        possible=many[0],
        asking=many[1],
        own=_counts(corner.counted, OWN, _COUNTED),
        others=_counts(corner.counted, OTHERS, _COUNTED),
    )


def _priced(problem: Problem, at: int, listed: Listed, top: int, prices: I32 | None) -> tuple[Match, ...]:
    if prices is None:
        return told_list(problem, at, rows_of(listed), by_order=False).matches
    many = listed.size[0]
    rows = listed.rows[:many].astype(np.int64)
    net = priced(listed.standing[:many], prices[rows])
    rows = rows[np.lexsort((listed.keys[:many], -net))][:top]
    return told(problem, np.full(rows.size, at, np.int64), rows, by_order=False, prices=prices[rows]).matches


def _counts(counted: Counts, among: int, gates: tuple[Gate, ...]) -> GateCounts:
    closed, unknown = counted.gates[among].tolist()
    return GateCounts(
        pairs=int(counted.pairs[among]),
        closed={gate: closed[gate] for gate in gates},
        unknown={gate: unknown[gate] for gate in gates},
    )


def _ask_first(asking: Told) -> tuple[AskFirst, ...]:
    """Fewest questions first, then by the score so far."""
    pairs = zip(asking.matches, asking.unsure, strict=True)
    return tuple(AskFirst(match, gates_in(unsure)) for match, unsure in pairs)


def _near_misses(problem: Problem, row: int, near: Told, *, by_order: bool) -> tuple[NearMiss, ...]:
    """Fewest closed gates first, then by the score as it stands."""
    made = []
    for match, closed, minutes in zip(near.matches, near.closed, near.minutes, strict=True):
        person, order = (match.row, row) if by_order else (row, match.row)
        banded = by_order and match.foreign
        made.append(NearMiss(match, changes(problem, person, order, closed, minutes, banded=banded)))
    return tuple(made)


def explain(problem: Problem, person: int, order: int) -> PairExplanation:
    """Everything about one pair, the whole truth: for the person's own municipality and for those who check.

    IndexError when there is no such person or order.
    """
    _check(person, len(problem.people), "person")
    _check(order, len(problem.orders), "order")
    said = told(problem, prepared(problem).place[person : person + 1], np.array([order]), by_order=False)
    closed, unsure, minutes = said.closed[0], said.unsure[0], said.minutes[0]
    return PairExplanation(
        person=person,
        order=order,
        states=states(closed, unsure),
        match=said.matches[0],
        minutes=minutes,
        changes=changes(problem, person, order, closed & ~unsure, minutes, banded=False),
        required=credit.told(problem, person, problem.orders.required.row(order)[0]),
        useful=credit.told(problem, person, problem.orders.useful.row(order)[0]),
    )


def explain_to_owner(problem: Problem, person: int, order: int) -> PairExplanation | None:
    """What the order's owner may read of the pair: everything in the own municipality, else what `disclosure` lets out.

    None: not even that there is such a person. IndexError when there is no such person or order.
    """
    said = explain(problem, person, order)
    if not said.match.foreign:
        return said
    if any(state is not GateState.OPEN and gate not in TOLD_ACROSS for gate, state in said.states.items()):
        return None
    closed = sum(change.gate.bit for change in said.changes)
    return replace(
        said,
        states={gate: state for gate, state in said.states.items() if gate in TOLD_ACROSS},
        minutes=UNKNOWN,
        changes=changes(problem, person, order, closed, said.minutes, banded=True),
    )


def _check_top(top: int) -> None:
    if top < 1:
        raise ValueError(f"top: must be 1 or more, is {top}")


def _check(row: int, rows: int, what: str) -> None:
    if not 0 <= row < rows:
        raise IndexError(f"no such {what}: {row} of {rows}")
