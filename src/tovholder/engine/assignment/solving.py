"""solve: auction, then shortest paths for people, then for seats, then one more served as long as there is a way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from tovholder.engine.matching.columns import I32, I64, Bool

from . import certificate
from .auction import NEAR, bidding
from .fills import fill_seats
from .graph import Drawn, Left, drawn
from .minimums import conflicts
from .paths import seat_people, settle
from .problem import Problem
from .result import Infeasible, Prices, Result, Totals
from .seating import FAR, Graph, State, empty_state
from .serving import reached_by_waiting, serve_one_more
from .worth import Scale, Worth, exact_sum, worth

Stop: TypeAlias = Callable[[], bool]

STEPS, FINE_STEPS, ROUGH_STEPS = 64, 512, 20
"""The auction's step is the largest value divided by this: finer costs bids, coarser costs paths. Fine where people
and places are about equally many, because there a coarse step leaves the longest paths. Rough where only prices are
wanted."""

AT_ONCE = 200_000
"""Bids between two questions to `stop`."""

ONE_BY_ONE = 64
"""People served one by one, by the cheapest way, before being served is made worth more to all and the auction run
anew."""


class _Stopped(Exception):
    """`stop` said so."""


def solve(problem: Problem, *, seed: int = 0, stop: Stop | None = None, before: Prices | None = None) -> Result:
    """The best assignment, with its proof. Infeasible when demands clash, ValueError when goals do not fit 64 bits.

    `seed` is the key of the draw that settles ties. `before`: yesterday's prices, a start and nothing more. `stop` is
    asked between pieces of work: the result then is lawful, but not the best, and its bound says how far off at most.
    """
    if clash := conflicts(problem, lambda smaller: solve(smaller, seed=seed)):
        raise Infeasible(clash)
    left, made = Left.of(problem), worth(problem)
    search = _Search(problem, left, made, seed, stop or _never, before)
    bonus = search.span if left.least.any() else 0
    while True:
        bonus *= 8
        if bonus > FAR // 8:
            raise ValueError("least: minimums and goals do not fit together; take a coarser fit_unit")
        ended = search.ended(bonus)
        graph, state, at = ended.drawn.graph, ended.state, ended.drawn.first_must
        if not ended.finished or (state.taken[at:] == np.diff(graph.seats)[at:]).all():
            return _result(problem, made, ended)


@dataclass(frozen=True, eq=False)
class Rough:
    """Prices after the auction alone: good enough to ask for pairs, no proof of anything."""

    prices: I64
    profits: I64
    serving: int
    scale: Scale


def rough(problem: Problem, *, seed: int, stop: Stop | None = None) -> Rough | None:
    """Prices in a fraction of the time of `solve`, minimums left aside; None when `stop` says so."""
    left, made = Left.of(problem), worth(problem)
    left = replace(left, least=np.zeros_like(left.least))
    ended = _Search(problem, left, made, seed, stop or _never, None).auctioned()
    return None if ended is None else Rough(*_duals(problem, ended), ended.serving, made.scale)


def _never() -> bool:
    return False


@dataclass(frozen=True, eq=False)
class _Ended:
    drawn: Drawn
    state: State
    serving: int
    on_way: I32
    finished: bool


@dataclass(frozen=True, eq=False)
class _Search:
    problem: Problem
    left: Left
    made: Worth
    seed: int
    stop: Stop
    before: Prices | None

    @property
    def span(self) -> int:
        """The range of the values, 1 at least."""
        values = self.made.values
        return 1 + int(values.max()) - min(int(values.min()), 0) if values.size else 1

    def ended(self, bonus: int) -> _Ended:
        """As far as it goes with this bonus for must seats."""
        values = self.made.values
        serving = max(0, 1 - int(values.min())) if values.size else 0
        while True:
            worth_more = values + serving if serving else values
            made = drawn(self.problem, self.left, worth_more, seed=self.seed, bonus=bonus)
            graph, state = made.graph, empty_state(made.graph, self._start(made))
            try:
                if self.before is None or bonus:
                    self._auction(graph, state)
                self._exact(graph, state)
                more, on_way = self._all_served(graph, state, dearest=serving > 4 * self.span)
            except _Stopped:
                return _Ended(made, state, serving, np.ones(state.taken.size, np.int32), False)
            if on_way is not None:
                return _Ended(made, state, serving + more, on_way, True)
            serving = serving + 8 * self.span

    def auctioned(self) -> _Ended | None:
        """The auction alone."""
        values = self.made.values
        serving = max(0, 1 - int(values.min())) if values.size else 0
        made = drawn(self.problem, self.left, values + serving, seed=self.seed, bonus=0)
        state = empty_state(made.graph)
        try:
            self._auction(made.graph, state, ROUGH_STEPS)
        except _Stopped:
            return None
        settle(made.graph, state, np.empty(state.profits.size, np.int32))
        return _Ended(made, state, serving, np.ones(state.taken.size, np.int32), False)

    def _start(self, made: Drawn) -> I64 | None:
        """Yesterday's prices for the orders that still are."""
        if self.before is None or made.bonus:
            return None
        prices = self.before.prices // self.before.unit * self.made.scale.unit
        known = dict(zip(self.before.orders_key.tolist(), prices.tolist(), strict=True))
        keys = self.problem.orders_key[made.order_at].tolist()
        return np.array([max(known.get(key, 0), 0) for key in keys], np.int64)

    def _auction(self, graph: Graph, state: State, steps: int = STEPS) -> None:
        people = state.profits.size
        bids = np.zeros(state.holder.size, np.int64)
        queue, line = np.arange(people, dtype=np.int32), np.array([0, people], np.int64)
        near, worths = np.full((people, NEAR), -1, np.int32), np.zeros((people, NEAR), graph.values.dtype)
        rest = np.full(people, FAR, np.int64)
        if steps == STEPS and abs(people - state.holder.size) * 50 < people:
            steps = FINE_STEPS
        step = max(int(graph.values.max()) // steps, 1) if graph.values.size else 1
        while line[1]:
            bidding(graph, state, bids, queue, line, step, near, worths, rest, AT_ONCE)
            _seat_holders(graph, state)
            self._ask()

    def _exact(self, graph: Graph, state: State) -> None:
        waiting = np.empty(state.profits.size, np.int32)
        waiting = waiting[: settle(graph, state, waiting)]
        for first in range(0, waiting.size, 4096):
            self._ask()
            seat_people(graph, state, waiting[first : first + 4096])
        open_seats = (state.prices > 0) & (state.taken < np.diff(graph.seats))
        deficits = np.flatnonzero(open_seats).astype(np.int32)
        for first in range(0, deficits.size, 1024):
            self._ask()
            fill_seats(graph, state, deficits[first : first + 1024])

    def _all_served(self, graph: Graph, state: State, *, dearest: bool) -> tuple[int, I32 | None]:
        """(what serving became worth beyond, orders on a way); no orders when it is better to start anew, dearer."""
        more, turns = 0, 0
        free, on_way = reached_by_waiting(graph, state)
        while free:
            self._ask()
            length = serve_one_more(graph, state, more)
            if length < 0:
                free, on_way = reached_by_waiting(graph, state)
                break
            more, turns = more + length, turns + 1
            if turns >= ONE_BY_ONE and not dearest:
                return more, None
        return more, on_way

    def _ask(self) -> None:
        if self.stop():
            raise _Stopped


def _seat_holders(graph: Graph, state: State) -> None:
    """Who sits where, from who holds which seat."""
    state.seat_of[:] = -1
    seats = np.flatnonzero(state.holder >= 0)
    state.seat_of[state.holder[seats]] = seats
    node = np.repeat(np.arange(state.taken.size, dtype=np.int32), np.diff(graph.seats))
    state.order_of[:] = -1
    state.order_of[state.holder[seats]] = node[seats]


def _result(problem: Problem, made: Worth, ended: _Ended) -> Result:
    times = _times(problem, ended)
    taken = times > 0
    prices, profits = _duals(problem, ended)
    cover_orders, cover_people = _cover(problem, ended)
    bound_served = certificate.served_bound(problem, cover_people, cover_orders)
    served = int(times.sum())
    proved = ended.finished and served == bound_served
    order = np.full(problem.people, -1, np.int32)
    first = np.flatnonzero(taken)[::-1]
    order[problem.persons[first]] = problem.orders[first]
    result = Result(
        times=times,
        order=order,
        prices=prices,
        profits=profits,
        serving=ended.serving if proved else 0,
        scale=made.scale,
        totals=Totals(
            served=served,
            fit=_sum(problem.fit, times),
            travel=_sum(problem.travel, times),
            kept=int((taken & made.kept).sum()),
        ),
        value=_sum(made.values, times),
        bound=0,
        served_bound=bound_served,
        cover_people=cover_people,
        cover_orders=cover_orders,
        orders_key=problem.orders_key,
        finished=ended.finished,
    )
    bound = certificate.value_bound(problem, prices, serving=result.serving, served=served, values=made.values)
    return replace(result, bound=bound)


def _times(problem: Problem, ended: _Ended) -> I32:
    """(edges,) how many places each pair takes, pins among them."""
    graph, state = ended.drawn.graph, ended.state
    row = np.repeat(np.arange(state.profits.size), np.diff(graph.indptr))
    chosen = ended.drawn.edge_at[graph.orders == state.order_of[row]]
    return (np.bincount(chosen, minlength=problem.orders.size) + problem.pinned).astype(np.int32)


def _duals(problem: Problem, ended: _Ended) -> tuple[I64, I64]:
    """Prices of orders and profits of people. An order with a minimum has the lower price of its two kinds of seats."""
    made, state = ended.drawn, ended.state
    prices = np.full(problem.order_count, FAR, np.int64)
    size = np.diff(made.graph.seats)[: made.first_must] > 0
    np.minimum.at(prices, made.order_at[: made.first_must][size], state.prices[: made.first_must][size])
    np.minimum.at(prices, made.order_at[made.first_must :], state.prices[made.first_must :] - made.bonus)
    profits = np.zeros(problem.people, np.int64)
    np.maximum.at(profits, made.person_at, state.profits)
    return np.where(prices == FAR, 0, prices), profits


def _cover(problem: Problem, ended: _Ended) -> tuple[Bool, Bool]:
    """(orders, people) that touch every edge."""
    orders = np.zeros(problem.order_count, np.bool_)
    orders[ended.drawn.order_at[ended.on_way > 0]] = True
    people = np.zeros(problem.people, np.bool_)
    left, served = Left.of(problem), int((ended.state.order_of >= 0).sum())
    if ended.finished and served == left.places.sum():  # every place is taken: no pair whatever serves one more
        return np.ones(problem.order_count, np.bool_), people
    if ended.finished and served == left.room.sum():
        return np.zeros(problem.order_count, np.bool_), np.ones(problem.people, np.bool_)
    people[problem.persons[left.open & ~orders[problem.orders]]] = True
    return orders, people


def _sum(values: I64 | I32, times: I32) -> int:
    taken = np.flatnonzero(times)
    return exact_sum(np.repeat(values[taken].astype(np.int64), times[taken]))
