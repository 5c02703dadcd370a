"""Why this place and not that one: the prices, read as sentences could say them. Everything in units of fit.

A place's price is no less than what it is worth to whoever wants it most and does not have it. So "this place was worth
more to others" is a number: how much more, at least, the pair would have to fit before the best assignment changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

import numpy as np

from .problem import Problem
from .result import Result

SHOWN = 5
"""How many alternatives, and how many people at a place, are named."""


class Why(StrEnum):
    """What a pair came to. Stable: stored with explanations."""

    HELD = "held"  # this is where the person goes
    PINNED = "pinned"  # because somebody said so
    OUTBID = "outbid"  # every place there is worth more to those who have it
    ELSEWHERE = "elsewhere"  # places are free there; the person is better served elsewhere, or without
    BANNED = "banned"
    NO_PLACES = "no_places"
    NO_ROOM = "no_room"  # the person takes no (more) places


@dataclass(frozen=True)
class Alternative:
    """One pair, seen from one side."""

    person: int
    order: int
    why: Why
    fit: int
    price: int  # of a place there
    lacks: int  # at least so much better the pair would have to fit to be chosen; 0: just as good, or held
    holders: tuple[int, ...]  # people who have the places


@dataclass(frozen=True)
class PersonExplained:
    """One person: where to, and the alternatives that came nearest."""

    person: int
    order: int  # -1: without
    profit: int  # what the place is worth beyond its price
    pairs: int  # lawful pairs; 0: there was nothing to choose from
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class OrderExplained:
    """One order: who goes there, the price, and who came nearest of the others."""

    order: int
    places: int
    taken: int
    price: int
    held: tuple[Alternative, ...]
    next: tuple[Alternative, ...]


@overload
def explain(problem: Problem, result: Result, *, person: int) -> PersonExplained: ...


@overload
def explain(problem: Problem, result: Result, *, order: int) -> OrderExplained: ...


def explain(
    problem: Problem, result: Result, *, person: int | None = None, order: int | None = None
) -> PersonExplained | OrderExplained:
    """Of one person: where to, and why not to the orders that came nearest. Of one order: who, and who came nearest."""
    if (person is None) == (order is None):
        raise ValueError("explain: name a person or an order")
    return _of_order(problem, result, order) if order is not None else _of_person(problem, result, person or 0)


def _of_person(problem: Problem, result: Result, person: int) -> PersonExplained:
    """Where one person goes, and why not to the orders that came nearest."""
    edges = np.arange(problem.indptr[person], problem.indptr[person + 1])
    explained = _Explained(problem, result)
    pairs = _nearest(explained.alternative(int(edge)) for edge in edges)
    profit = _whole(int(result.profits[person]), result.unit)
    order = int(result.order[person])
    held = [each for each in pairs if each.why in (Why.HELD, Why.PINNED)]
    others = [each for each in pairs if each.why not in (Why.HELD, Why.PINNED)]
    return PersonExplained(person, order, profit, len(pairs), tuple(held + others[:SHOWN]))


def _of_order(problem: Problem, result: Result, order: int) -> OrderExplained:
    """Who goes to one order at which price, and who else came nearest."""
    edges = np.flatnonzero(problem.orders == order)
    explained = _Explained(problem, result)
    pairs = _nearest(explained.alternative(int(edge)) for edge in edges)
    held = [each for each in pairs if each.why in (Why.HELD, Why.PINNED)]
    others = [each for each in pairs if each.why in (Why.OUTBID, Why.ELSEWHERE)]
    return OrderExplained(
        order=order,
        places=int(problem.places[order]),
        taken=int(result.times[edges].sum()),
        price=_whole(int(result.prices[order]), result.unit),
        held=tuple(held),
        next=tuple(others[:SHOWN]),
    )


class _Explained:
    """Pairs told one by one; what concerns all edges is looked up once."""

    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem, self.result = problem, result
        self.held = np.flatnonzero(result.times)
        self.held_orders = problem.orders[self.held]

    def alternative(self, edge: int) -> Alternative:
        problem, result = self.problem, self.result
        person, order = int(problem.persons[edge]), int(problem.orders[edge])
        there = self.held[self.held_orders == order]
        why = self._why(edge, person, int(result.times[there].sum()))
        short = int(result.profits[person]) - self._net(edge, person, order)
        return Alternative(
            person=person,
            order=order,
            why=why,
            fit=int(problem.fit[edge]),
            price=_whole(int(result.prices[order]), result.unit),
            lacks=max(-(-short // result.unit), 0) if why in (Why.OUTBID, Why.ELSEWHERE) else 0,
            holders=tuple(problem.persons[there].tolist())[:SHOWN],
        )

    def _net(self, edge: int, person: int, order: int) -> int:
        """What the pair is worth beyond the price."""
        problem, result = self.problem, self.result
        fit = problem.fit[edge : edge + 1] - problem.order_price[order]
        kept = np.array([problem.promised[person] == order])
        value = result.scale.values(fit, problem.travel[edge : edge + 1], kept)
        return int(value[0]) + result.serving - int(result.prices[order])

    def _why(self, edge: int, person: int, taken: int) -> Why:
        problem = self.problem
        if self.result.times[edge]:
            return Why.PINNED if problem.pinned[edge] else Why.HELD
        if problem.banned[edge]:
            return Why.BANNED
        if problem.places[problem.orders[edge]] == 0:
            return Why.NO_PLACES
        row = slice(problem.indptr[person], problem.indptr[person + 1])
        if problem.room[person] <= problem.pinned[row].sum():
            return Why.NO_ROOM
        return Why.OUTBID if taken >= problem.places[problem.orders[edge]] else Why.ELSEWHERE


def _nearest(pairs: Iterable[Alternative]) -> list[Alternative]:
    return sorted(pairs, key=lambda each: (each.lacks, -each.fit, each.person, each.order))


def _whole(value: int, unit: int) -> int:
    """In units of fit, rounded towards below."""
    return value // unit
