"""What is made once for a Problem and used by every list of it."""

from dataclasses import dataclass
from threading import local
from weakref import WeakKeyDictionary

import numpy as np

from .bounds import holders
from .columns import I64
from .listed import empty_list
from .problem import Problem
from .records import crowd, demand, order_of
from .slices import circles_of, slices_of
from .tables import Desk, desk_of, tables_of
from .tally import Board, board, counts
from .world import Corner, World


@dataclass(frozen=True, eq=False)
class Prepared:
    """People and orders as the kernels read them, with the tables of the rules."""

    world: World
    place: I64  # (people,) where each lies among the records


class _Rooms(local):
    """Each thread works in a room of its own."""

    def __init__(self) -> None:
        self.rooms: WeakKeyDictionary[Problem, tuple[Desk, Board]] = WeakKeyDictionary()


_prepared: "WeakKeyDictionary[Problem, Prepared]" = WeakKeyDictionary()
_rooms = _Rooms()


def prepared(problem: Problem) -> Prepared:
    """The first call for a Problem makes it; it lives as long as the Problem."""
    found = _prepared.get(problem)
    if found is None:
        order = order_of(problem.people, problem.rules)
        people = crowd(problem.people, problem.rules, order)
        place = np.empty(order.size, np.int64)
        place[order] = np.arange(order.size)
        world = World(
            crowd=people,
            demand=demand(problem.orders, problem.rules),
            slices=slices_of(people.people),
            circles=circles_of(people.people),
            tables=tables_of(problem),
            holders=holders(people, problem.rules.skill_parent.size),
        )
        found = _prepared[problem] = Prepared(world, place)
    return found


def corner_of(problem: Problem, *, ranked: int, others: int) -> Corner:
    """This thread's corner, with lists for so many ranked, and so many to ask or just outside."""
    found = _rooms.rooms.get(problem)
    if found is None:
        found = _rooms.rooms[problem] = room_for(problem)
    return Corner(*found, counts(), empty_list(ranked), empty_list(others), empty_list(others))


def room_for(problem: Problem) -> tuple[Desk, Board]:
    """A desk and a board that are large enough for every order of the problem."""
    desk = desk_of(problem)
    return desk, board(prepared(problem).world.slices.live.size, desk.best.size)
