"""The shortest way to open each closed gate of one pair. Changing exactly what is named opens exactly that gate."""

from collections.abc import Callable

from .codes import ChangeCode, Gate, gates_in
from .columns import UNKNOWN_DAY
from .problem import Problem
from .result import Change


def changes(
    problem: Problem, person: int, order: int, closed: int, minutes: int, *, banded: bool
) -> tuple[Change, ...]:
    """One for each gate in the mask `closed` that can be opened. `banded`: minutes are told in bands, rounded up."""
    made = []
    for gate in gates_in(closed):
        if gate is Gate.TRAVEL:
            made.append(_travel(problem, person, minutes, banded=banded))
        elif gate in _WAYS:
            made.append(_WAYS[gate](problem, person, order))
    return tuple(made)


def _kinds(problem: Problem, person: int, order: int) -> Change:
    return Change(Gate.KINDS, ChangeCode.OFFER_KIND, bits=int(problem.orders.kinds[order]))


def _danish(problem: Problem, person: int, order: int) -> Change:
    lacking = int(problem.orders.danish[order]) - int(problem.people.danish[person])
    return Change(Gate.DANISH, ChangeCode.DANISH_LEVELS, amount=lacking)


def _licences(problem: Problem, person: int, order: int) -> Change:
    lacking = int(problem.orders.licences[order]) & ~int(problem.people.licences[person])
    return Change(Gate.LICENCES, ChangeCode.LICENCES, bits=lacking)


def _hours(problem: Problem, person: int, order: int) -> Change:
    fewest, could = int(problem.orders.hours[order]), int(problem.people.hours_max[person])
    if 0 <= could < fewest:
        return Change(Gate.HOURS, ChangeCode.MORE_HOURS, amount=fewest - could)
    most = max(fewest, int(problem.orders.hours_most[order]))
    return Change(Gate.HOURS, ChangeCode.FEWER_HOURS, amount=int(problem.people.hours_min[person]) - most)


def _start(problem: Problem, person: int, order: int) -> Change:
    free, ends = int(problem.people.available_from[person]), int(problem.orders.start_before[order])
    if UNKNOWN_DAY not in {free, ends} and free >= ends:
        return Change(Gate.START, ChangeCode.START_LATER, amount=free - ends + 1)
    late = int(problem.orders.start_from[order]) - int(problem.people.available_before[person])
    return Change(Gate.START, ChangeCode.START_EARLIER, amount=late + 1)


def _travel(problem: Problem, person: int, minutes: int, *, banded: bool) -> Change:
    over, width = minutes - int(problem.people.max_minutes[person]), problem.rules.travel.band_minutes
    return Change(Gate.TRAVEL, ChangeCode.TRAVEL_MINUTES, amount=-(-over // width) * width if banded else over)


def _considerations(problem: Problem, person: int, order: int) -> Change:
    hurt = int(problem.people.considerations[person]) & int(problem.orders.strains[order])
    return Change(Gate.CONSIDERATIONS, ChangeCode.TASK_STRAINS, bits=hurt)


_WAYS: dict[Gate, Callable[[Problem, int, int], Change]] = {
    Gate.KINDS: _kinds,
    Gate.DANISH: _danish,
    Gate.LICENCES: _licences,
    Gate.HOURS: _hours,
    Gate.START: _start,
    Gate.CONSIDERATIONS: _considerations,
    Gate.POOL: lambda _problem, _person, _order: Change(Gate.POOL, ChangeCode.SHARE),
    Gate.PLACES: lambda _problem, _person, _order: Change(Gate.PLACES, ChangeCode.PLACES, amount=1),
}
