"""The question: who may sit where, what each pair is worth, and what must hold, as frozen arrays.

Municipalities are in the report, never in the worth of a pair. Group attributes are not columns here.
"""

# ruff: noqa: RUF009 - column() describes a field, as dataclasses.field() does

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import I32, I64, U64, UNKNOWN, Bool, settled

LARGEST_FIT = 2**40
"""A fit beyond this, either way, is refused."""


def _of(size: str, dtype: type[np.generic], blank: int | None = None) -> Any:
    about = {"size": size, "dtype": np.dtype(dtype), "blank": blank}
    if blank is None:
        return field(metadata=about)
    return field(default_factory=lambda: np.zeros(0, dtype), metadata=about)


@dataclass(frozen=True, kw_only=True)
class Goals:
    """After lawful and served: fit, travel, kept promises, each deciding only what the one before left open."""

    fit_unit: int = 1  # fit is counted in whole units of this, rounded down; coarser leaves more to travel and promises
    travel: bool = True
    kept: bool = True
    promise: int = 0  # a promise kept is worth this much fit, beside settling what is open

    def __post_init__(self) -> None:
        if self.fit_unit < 1 or self.promise < 0:
            raise ValueError("goals: fit_unit must be 1 or more, promise 0 or more")


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """N people, M orders and the lawful pairs: person i may take ``orders[indptr[i]:indptr[i + 1]]``, each named once.

    Columns left out hold what asks for nothing. `room`: how many places a person may take, 0 for one whose exposure is
    used up; above 1 they may lie in one order. `least`: an order is to have that many people, whatever it costs.
    """

    people_key: U64 = _of("people", np.uint64)  # keyed pseudonymous ids, unique: they settle ties and nothing else
    orders_key: U64 = _of("orders", np.uint64)
    indptr: I64 = _of("rows", np.int64)
    orders: I32 = _of("edges", np.int32)  # strictly rising within a person
    fit: I64 = _of("edges", np.int64)  # fixed point, a matching score or any whole number
    places: I32 = _of("orders", np.int32)
    travel: I32 = _of("edges", np.int32, 0)  # minutes or bands, 0 or more
    room: I32 = _of("people", np.int32, 1)
    least: I32 = _of("orders", np.int32, 0)
    order_price: I64 = _of("orders", np.int64, 0)  # from congestion: taken off the fit of every pair of the order
    promised: I32 = _of("people", np.int32, UNKNOWN)  # the order promised yesterday
    controller: I32 = _of("people", np.int32, UNKNOWN)  # municipality that answers for the person
    owner: I32 = _of("orders", np.int32, UNKNOWN)  # municipality the order came in through
    banned: Bool = _of("edges", np.bool_, 0)
    pinned: Bool = _of("edges", np.bool_, 0)  # this pair is to be
    goals: Goals = field(default_factory=Goals)

    def __post_init__(self) -> None:
        sizes = {"people": np.size(self.people_key), "orders": np.size(self.orders_key), "edges": np.size(self.orders)}
        sizes["rows"] = sizes["people"] + 1
        for each in fields(self):
            if each.name != "goals":
                self._settle(each.name, each.metadata, sizes)
        for name in ("people_key", "orders_key"):
            if np.unique(getattr(self, name)).size != getattr(self, name).size:
                raise ValueError(f"{name}: the same key is given twice")
        self._check_edges()
        for name in ("places", "room", "least", "travel", "order_price"):
            if (column := getattr(self, name)).size and column.min() < 0:
                raise ValueError(f"{name}: row {int(column.argmin())} is below 0")
        if self.fit.size and max(int(self.fit.max()), -int(self.fit.min())) > LARGEST_FIT:
            raise ValueError(f"fit: must lie within {LARGEST_FIT} either way")
        if self.promised.size and (self.promised.min() < UNKNOWN or self.promised.max() >= self.orders_key.size):
            raise ValueError("promised: must hold an order's row or -1")

    def _settle(self, name: str, about: Any, sizes: dict[str, int]) -> None:
        size, value = sizes[about["size"]], np.asarray(getattr(self, name))
        if about["blank"] is not None and value.shape == (0,) and size:
            value = np.full(size, about["blank"], about["dtype"])
        if value.shape != (size,):
            raise ValueError(f"{name}: has shape {value.shape} where {size} values belong")
        object.__setattr__(self, name, settled(name, value, about["dtype"]))

    def _check_edges(self) -> None:
        if self.indptr[0] != 0 or self.indptr[-1] != self.orders.size or (np.diff(self.indptr) < 0).any():
            raise ValueError("indptr: must start at 0, never fall and end at the number of edges")
        if not self.orders.size:
            return
        if self.orders.min() < 0 or self.orders.max() >= self.orders_key.size:
            raise ValueError("orders: must hold rows of orders")
        rising = self.orders[1:] > self.orders[:-1]
        rising[self.indptr[1:-1][(self.indptr[1:-1] > 0) & (self.indptr[1:-1] < self.orders.size)] - 1] = True
        if not rising.all():
            raise ValueError(f"orders: not strictly rising within a person at edge {int(rising.argmin()) + 1}")

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.people_key.size)

    @property
    def order_count(self) -> int:
        """How many orders there are."""
        return int(self.orders_key.size)

    @cached_property
    def persons(self) -> I32:
        """(edges,) the person of each edge."""
        return np.repeat(np.arange(self.people, dtype=np.int32), np.diff(self.indptr))

    def edge(self, person: int, order: int) -> int:
        """The edge of a pair, -1 when it is not lawful."""
        first, last = int(self.indptr[person]), int(self.indptr[person + 1])
        at = first + int(np.searchsorted(self.orders[first:last], order))
        return at if at < last and self.orders[at] == order else -1


def edges_of(pairs: npt.NDArray[np.int32], problem: Problem) -> Bool:
    """(edges,) true where the edge is one of the (pairs, 2) persons and orders; ValueError for a pair that is none."""
    chosen = np.zeros(problem.orders.size, np.bool_)
    for person, order in pairs.tolist():
        at = problem.edge(person, order)
        if at < 0:
            raise ValueError(f"person row {person}, order row {order}: not a lawful pair")
        chosen[at] = True
    return chosen
