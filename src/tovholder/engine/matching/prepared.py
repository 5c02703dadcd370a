"""What is made once for a Problem and used by every list of it."""

from dataclasses import dataclass
from threading import local
from weakref import WeakKeyDictionary

import numpy as np

from .columns import I64
from .problem import Problem
from .records import Crowd, Demand, crowd, demand, order_of
from .slices import Circles, Slices, circles_of, slices_of
from .tables import Desk, Tables, desk_of, tables_of
from .tally import Board, board


@dataclass(frozen=True, eq=False)
class Prepared:
    """People and orders as the kernels read them, with the tables of the rules."""

    crowd: Crowd
    demand: Demand
    slices: Slices
    circles: Circles
    tables: Tables
    place: I64  # (people,) where each lies among the records

    @property
    def words(self) -> int:
        """How many words of 64 people there are."""
        return int(self.slices.live.size)


class _Room(local):
    """Each thread works in a room of its own."""

    def __init__(self) -> None:
        self.rooms: WeakKeyDictionary[Problem, tuple[Desk, Board]] = WeakKeyDictionary()


_prepared: "WeakKeyDictionary[Problem, Prepared]" = WeakKeyDictionary()
_room = _Room()


def prepared(problem: Problem) -> Prepared:
    """The first call for a Problem makes it; it lives as long as the Problem."""
    found = _prepared.get(problem)
    if found is None:
        order = order_of(problem.people, problem.rules)
        people = crowd(problem.people, problem.rules, order)
        place = np.empty(order.size, np.int64)
        place[order] = np.arange(order.size)
        found = _prepared[problem] = Prepared(
            crowd=people,
            demand=demand(problem.orders),
            slices=slices_of(people.people),
            circles=circles_of(people.people),
            tables=tables_of(problem),
            place=place,
        )
    return found


def room_of(problem: Problem) -> tuple[Desk, Board]:
    """This thread's desk and board for the problem."""
    found = _room.rooms.get(problem)
    if found is None:
        found = _room.rooms[problem] = desk_of(problem), board(prepared(problem).words)
    return found
