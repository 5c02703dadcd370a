"""How the compiled loops are made, and what they work on: the edges both ways, and who sits where at which price."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

from tovholder.engine.matching.columns import I32, I64

Loop = TypeVar("Loop", bound=Callable[..., object])

FAR = 2**62
"""Further than any path; values are kept below 2**56 (see `worth`), so that sums along a path stay below it."""


def _stamp(folder: Path) -> str:
    """Another one whenever a source file of the folder changes."""
    digest = sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


STAMP = _stamp(Path(__file__).parent)


def kernel(loop: Loop) -> Loop:
    """The loop, compiled at first use and kept; it lets other threads run meanwhile.

    Numba trusts kept code while the loop's own file is unchanged, but the code holds the loops it calls from other
    files too: it is valid only while none of the files here changes, and the stamp says so.
    """
    made: Any = numba.njit(cache=True, nogil=True)(loop)
    kept = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if kept is not None:
        kept._source_stamp = STAMP
    return cast(Loop, made)


class Graph(NamedTuple):
    """People, orders and edges in the order of the draw. Seats of order j: ``seats[j]..seats[j + 1] - 1``."""

    indptr: I64  # (people + 1,) edges by person
    orders: I32  # (edges,) rising within a person
    values: I64 | I32  # (edges,)
    starts: I64  # (orders + 1,) the same edges by order
    owners: I32  # (edges,) people, rising within an order
    worths: I64 | I32  # (edges,) their values
    seats: I64  # (orders + 1,)


class State(NamedTuple):
    """Who sits where. The people of order j hold the seats ``seats[j]..seats[j] + taken[j] - 1``."""

    prices: I64  # (orders,)
    profits: I64  # (people,) what a person has left after the price; 0 without a seat
    taken: I32  # (orders,)
    holder: I32  # (seats,) person
    seat_of: I64  # (people,) seat, -1: none
    order_of: I32  # (people,) order, -1: none


def empty_state(graph: Graph, prices: I64 | None = None) -> State:
    """Nobody sits anywhere; at these prices, or at 0."""
    people, orders = graph.indptr.size - 1, graph.seats.size - 1
    return State(
        prices=np.zeros(orders, np.int64) if prices is None else prices.astype(np.int64),
        profits=np.zeros(people, np.int64),
        taken=np.zeros(orders, np.int32),
        holder=np.full(int(graph.seats[-1]), -1, np.int32),
        seat_of=np.full(people, -1, np.int64),
        order_of=np.full(people, -1, np.int32),
    )
