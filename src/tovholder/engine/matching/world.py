"""What the kernels are handed: everything there is to know, and a corner for each thread to work in."""

from typing import NamedTuple

from .bounds import Holders
from .listed import Listed
from .records import Crowd, Demand
from .slices import Circles, Slices
from .tables import Desk, Tables
from .tally import Board, Counts


class World(NamedTuple):
    """Everything there is to know, the same for all threads."""

    crowd: Crowd
    demand: Demand
    slices: Slices
    circles: Circles
    tables: Tables
    holders: Holders


class Corner(NamedTuple):
    """Where one thread works, and the lists it has just made."""

    desk: Desk
    board: Board
    counted: Counts
    ranked: Listed
    asking: Listed
    near: Listed
