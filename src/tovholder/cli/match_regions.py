"""A match taken apart where nobody meets, region by region, and put together again: the answer is that of the whole.

Municipalities that share a partnership meet, and so do those that are linked through others: together they are a
region. Lists, counts, prices and the exposure cap only ever look at pairs within one. What travels are bytes, so that
regions may be matched on other machines: an archived problem there, and told lists back.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching import archive, exposure
from tovholder.engine.matching.columns import I32
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.region import Lazy, match_region
from tovholder.engine.matching.result import Match, Ranking, RegionResult

Rows = npt.NDArray[np.intp]

COLUMNS = -1
"""In the place of an order: the region's columns, one value or list for each person or order."""


@dataclass(frozen=True, eq=False)
class Region:
    """Rows of the whole, rising."""

    people: Rows
    orders: Rows


class Told(NamedTuple):
    """What one order's lists, or the columns of a region, come to as bytes."""

    order: int  # the region's row, or COLUMNS
    ranking: bytes
    shown: bytes


def regions(problem: Problem) -> list[Region]:
    """The largest first, so that whoever shares them out ends with small ones."""
    number = _numbers({*_homes(problem.people), *_homes(problem.orders)})
    where = [
        np.array([number[home] for home in table.controller.tolist()], np.intp)
        for table in (problem.people, problem.orders)
    ]
    found = [Region(*(np.flatnonzero(each == at) for each in where)) for at in sorted(set(number.values()))]
    return sorted(found, key=lambda region: -region.people.size * region.orders.size)


def _homes(table: Any) -> set[tuple[int, int]]:
    return set(zip(table.controller.tolist(), table.partnerships.tolist(), strict=True))


def _numbers(homes: set[tuple[int, int]]) -> dict[int, int]:
    """The region of each municipality. Orders of owners outside them are one more."""
    met: list[tuple[set[int], int]] = []
    for controller, bits in sorted(homes):
        mine = [({controller}, bits), *(each for each in met if controller in each[0] or bits & each[1])]
        met = [each for each in met if each not in mine]
        met.append((set().union(*(each for each, _ in mine)), reduce(or_, (each for _, each in mine))))
    return {controller: at for at, (controllers, _) in enumerate(met) for controller in controllers}


def packed(problem: Problem, region: Region) -> bytes:
    """The question of one region."""
    people, orders = problem.people.take(region.people), problem.orders.take(region.orders)
    return archive.save(replace(problem, people=people, orders=orders))


def matched(content: bytes, *, top: int, cap: int) -> Iterator[Told]:
    """The answer to `packed`: the columns first, then order by order."""
    result = match_region(archive.load(content), top=top, exposure_cap=cap)
    columns = {
        "prices": result.prices,
        "person_orders": result.person_orders,
        "person_scores": result.person_scores,
        "reason": result.reason,
        "reason_gate": result.reason_gate,
        "times": result.exposure.times,
        "times_uncapped": result.exposure_uncapped.times,
    }
    yield Told(COLUMNS, _bytes(columns), b"")
    for order in range(result.orders_done):
        yield Told(order, _bytes(result.rankings[order]), _bytes(result.shown[order]))


def _bytes(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value), 1)


def _value(content: bytes) -> Any:
    return pickle.loads(zlib.decompress(content))  # noqa: S301 - made by `matched`, in this run


def together(problem: Problem, top: int, answers: Iterable[tuple[Region, Sequence[Told]]]) -> RegionResult:
    """The answer of the whole from those of all its regions."""
    people, orders = len(problem.people), len(problem.orders)
    width = min(top, max(orders, 1))
    made = {name: np.zeros(people, np.int32) for name in ("reason", "reason_gate", "times", "times_uncapped")}
    made |= {"person_orders": np.full((people, width), -1, np.int32)}
    made |= {"person_scores": np.zeros((people, width), np.int32), "prices": np.zeros(orders, np.int32)}
    lists: dict[int, tuple[Region, Told]] = {}
    for region, (columns, *told) in answers:
        _place(made, region, _value(columns.ranking))
        lists |= {int(region.orders[each.order]): (region, each) for each in told}
    return RegionResult(
        rankings=Lazy(lambda row: _ranking(*lists[row]), orders),
        shown=Lazy(lambda row: _shown(*lists[row]), orders),
        prices=made["prices"],
        person_orders=made["person_orders"],
        person_scores=made["person_scores"],
        best=made["person_orders"][:, 0],
        reason=made["reason"].astype(np.int8),
        reason_gate=made["reason_gate"].astype(np.int8),
        exposure=exposure.measured(made["times"]),
        exposure_uncapped=exposure.measured(made["times_uncapped"]),
        orders_done=orders,
    )


def _place(made: dict[str, I32], region: Region, columns: dict[str, I32]) -> None:
    """A region's columns among those of the whole, where lists may be longer."""
    columns["person_orders"] = np.append(region.orders, -1)[columns["person_orders"]]  # -1 stays -1
    for name, column in columns.items():
        rows = region.orders if name == "prices" else region.people
        if column.ndim == 2:
            made[name][rows, : column.shape[1]] = column
        else:
            made[name][rows] = column


def _ranking(region: Region, told: Told) -> Ranking:
    """With the rows of the whole."""
    made: Ranking = _value(told.ranking)
    return replace(
        made,
        row=int(region.orders[told.order]),
        ranked=_matches(region, made.ranked),
        ask_first=tuple(replace(each, match=_match(region, each.match)) for each in made.ask_first),
        near_misses=tuple(replace(each, match=_match(region, each.match)) for each in made.near_misses),
    )


def _shown(region: Region, told: Told) -> tuple[Match, ...]:
    return _matches(region, _value(told.shown))


def _matches(region: Region, matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(_match(region, each) for each in matches)


def _match(region: Region, match: Match) -> Match:
    return replace(match, row=int(region.people[match.row]))
