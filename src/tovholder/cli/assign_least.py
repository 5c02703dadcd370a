"""Orders that are to have more people than can come to them: who could, if a demand on somebody were taken away."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tovholder.cli.amounts import counted, people
from tovholder.cli.assign_reading import Asked
from tovholder.engine.assignment.result import Conflict
from tovholder.engine.matching.columns import Bool

MOST_PAIRS = 5


def too_many(asked: Asked, clash: Conflict) -> str:
    """What least comes to, who can come, and every way out there is."""
    problem, several = asked.problem, len(clash.orders) > 1
    short = clash.needed - clash.available
    beside = " beside those pinned" if (problem.pinned & _of(asked, clash)).any() else ""
    can = f"only {clash.available:,} can" if clash.available else "nobody can"
    more, ways = counted(short, "more person", "more people"), _or(["add weights", *_ways(asked, clash)])
    return (
        f"{people(clash.needed)}{' together' if several else ''}{beside}, but {can} come; lower least by {short:,}, "
        f"or let {more} come to {'one of them' if several else 'it'} ({ways})."
    )


def _of(asked: Asked, clash: Conflict) -> Bool:
    """(edges,) those of the orders."""
    return np.isin(asked.problem.orders, clash.orders)


def _ways(asked: Asked, clash: Conflict) -> Iterator[str]:
    """Pins elsewhere and bans here, of people who could come otherwise and cannot now."""
    problem, here = asked.problem, _of(asked, clash)
    room = problem.room - np.bincount(problem.persons[problem.pinned], minlength=problem.people)
    pinned_away = _whom(asked, here & ~problem.banned & ~problem.pinned) & (room <= 0)
    can = _whom(asked, here & ~problem.banned) & (room > 0)
    pins = np.flatnonzero(problem.pinned & ~here & pinned_away[problem.persons])
    bans = np.flatnonzero(problem.banned & here & ~can[problem.persons] & (room > 0)[problem.persons])
    if pins.size:
        yield f"take {'the pin' if pins.size == 1 else 'pins'} away of {_pairs(asked, pins, 'to')}"
    if bans.size:
        yield f"lift {'the ban' if bans.size == 1 else 'bans'} of {_pairs(asked, bans, 'from')}"


def _whom(asked: Asked, edges: Bool) -> Bool:
    """(people,) those with one of the edges."""
    made = np.zeros(asked.problem.people, np.bool_)
    made[asked.problem.persons[edges]] = True
    return made


def _pairs(asked: Asked, edges: npt.NDArray[np.intp], between: str) -> str:
    persons, orders = asked.problem.persons, asked.problem.orders
    shown = [f"{asked.people[persons[at]]} {between} {asked.orders[orders[at]]}" for at in edges[:MOST_PAIRS].tolist()]
    more = f" and {edges.size - MOST_PAIRS:,} more" if edges.size > MOST_PAIRS else ""
    return ", ".join(shown) + more


def _or(ways: Sequence[str]) -> str:
    *first, last = ways
    return f"{', '.join(first)} or {last}" if first else last
