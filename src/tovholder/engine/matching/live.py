"""A region whose lists are kept up to date: a change of one order or one person refreshes only the lists it touches.

For one thread at a time. The problem it began with stays as it was.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from . import changing
from .bounds import NOBODY_LISTED
from .changing import Before, Sheets
from .columns import I32, I64
from .kept import Kept, kept
from .prepared import prepared
from .problem import Orders, People, Problem
from .records import Records, copied_people, crowd, demand
from .region import sweep_region
from .score import LOT_BITS
from .slices import copied, replaced
from .world import Corner, World

SPARE = 4_096
"""Entries of changed rows that fit before everything is laid out anew."""

Number = TypeVar("Number", bound=np.generic)


class Entry(NamedTuple):
    """One row of a list: whom or which order, and the score."""

    row: int
    score: int


@dataclass(frozen=True)
class Touched:
    """Whose lists read otherwise after a change; rows, rising."""

    orders: list[int]
    people: list[int]


class CannotFollow(Exception):
    """The change does not fit into what was laid out (another municipality, a number out of range): start anew."""


class Live:
    """Every list of a region, both ways: the `top` best by base score."""

    def __init__(self, problem: Problem, *, top: int) -> None:
        made, found = prepared(problem), sweep_region(problem, top=top)
        world = made.world
        self.problem, self.top = problem, top
        self._place: I64 = made.place
        self._used = {"asked": world.demand.asked.size, "entries": world.crowd.codes.size}
        people = world.crowd._replace(
            people=copied_people(world.crowd.people),
            codes=_roomy(world.crowd.codes),
            values=_roomy(world.crowd.values),
        )
        orders = world.demand._replace(orders=world.demand.orders.copy(), asked=_roomy(world.demand.asked))
        slices = copied(world.slices)
        self._world = World(people, orders, slices, world.circles, world.tables, NOBODY_LISTED)
        self._corner: Corner = found.corner
        best = found.people
        self._sheets = Sheets(
            orders=kept(found.orders.people, found.orders.standing),
            people=kept(best.orders, best.standing),
            order_keys=orders.orders["key"].copy(),
            person_keys=people.people["key"].copy(),
            orders_touched=np.zeros(len(problem.orders), np.bool_),
            people_touched=np.zeros(people.people.size, np.bool_),
        )
        self._scores = np.zeros(len(problem.orders), np.int32)
        self._before = Before(np.zeros(slices.live.size, np.uint64), np.zeros(people.people.size, np.int32))

    def order_list(self, order: int) -> list[Entry]:
        """The best people for the order."""
        return _entries(self._sheets.orders, order, self.top, self._world.crowd.people["row"])

    def person_list(self, person: int) -> list[Entry]:
        """The best orders for the person."""
        return _entries(self._sheets.people, int(self._place[person]), self.top, None)

    def change_order(self, order: int, now: Orders) -> Touched:
        """`now`: the order as it is, in a table of its own. Raises CannotFollow."""
        changed, orders = demand(now, self.problem.rules), self._world.demand.orders
        record = changed.orders[0].copy()
        if record["key"] != orders[order]["key"] or changed.asked.size > self._corner.desk.best.size:
            raise CannotFollow
        changing.note_order(order, self._world, self._corner, self._sheets, self._before)
        record["first"] = self._laid_down("asked", changed.asked, self._world.demand.asked)
        orders[order] = record
        changing.order_changed(order, self._before, self._world, self._corner, self._sheets, self.top)
        return self._touched()

    def change_person(self, person: int, now: People) -> Touched:
        """`now`: the person as known today, in a table of its own. Raises CannotFollow."""
        changed, place = crowd(now, self.problem.rules, np.zeros(1, np.int64)), int(self._place[person])
        people, record = self._world.crowd.people, changed.people[0].copy()
        same = all(record[name] == people[place][name] for name in ("key", "controller", "partnerships"))
        if not same or not replaced(self._world.slices, place, changed.people):
            raise CannotFollow
        changing.note_person(place, self._world, self._corner, self._sheets, self._scores)
        record["row"] = person
        self._laid_down("entries", changed.values, self._world.crowd.values, keep=True)
        record["first"] = self._laid_down("entries", changed.codes, self._world.crowd.codes)
        people[place] = record
        changing.person_changed(place, self._scores, self._world, self._corner, self._sheets, self.top)
        return self._touched()

    def _laid_down(self, kind: str, new: I32, held: I32, *, keep: bool = False) -> int:
        first = self._used[kind]
        if first + new.size > held.size:
            raise CannotFollow
        held[first : first + new.size] = new
        if not keep:
            self._used[kind] = first + new.size
        return first

    def _touched(self) -> Touched:
        sheets = self._sheets
        changing.fill_up(self._world, self._corner, sheets, self.top)
        orders, places = np.flatnonzero(sheets.orders_touched), np.flatnonzero(sheets.people_touched)
        sheets.orders_touched[orders], sheets.people_touched[places] = False, False
        return Touched(orders.tolist(), np.sort(self._world.crowd.people["row"][places]).tolist())


def _roomy(values: npt.NDArray[Number]) -> npt.NDArray[Number]:
    return np.concatenate((values, np.zeros(SPARE, values.dtype)))


def _entries(lists: Kept, at: int, top: int, rows: Records | None) -> list[Entry]:
    many = min(int(lists.size[at]), top)
    listed, scores = lists.rows[at, :many], lists.standing[at, :many] >> LOT_BITS
    listed = listed if rows is None else rows[listed]
    return [Entry(row, score) for row, score in zip(listed.tolist(), scores.tolist(), strict=True)]
