"""What is missing for classes that are not held."""

import numpy as np

from tovholder.engine.matching.columns import I32, I64, Bool

from .choices import key_order, sizes_of
from .codes import Lack
from .pairs import Pairs, pack, possible_pairs, unpack
from .problem import Klass, Problem
from .result import Held, Missing

LACKS = (Lack.PEOPLE, Lack.ROOM, Lack.TEACHER, Lack.DEMAND, Lack.GAIN)


class Left:
    """What a plan leaves: rooms, teachers and demand."""

    def __init__(self, problem: Problem, held: tuple[Held, ...]) -> None:
        self.rooms, self.teachers = problem.rooms.astype(np.int64), problem.teachers.astype(np.int64)
        self.demand = problem.demand.astype(np.int64)
        for each in held:
            span = slice(each.klass.week, each.klass.week + int(problem.courses.weeks[each.klass.course]))
            self.rooms[each.klass.site, span] -= 1
            self.teachers[each.klass.course, span] -= 1
            self.demand[problem.courses.industry[each.klass.course]] -= len(each.people)


def nearest_missing(problem: Problem, held: tuple[Held, ...], seat: I32, *, top: int) -> tuple[Missing, ...]:
    """The `top` classes not held that lack least: fewest people, then fewest other things, then the most worth.

    Whoever has a seat is not counted: with exactly what is named, the class can be held beside this plan. A class of a
    household that must be together, or apart, is not looked at: it counts those who can come one by one.
    """
    pairs = _waiting(problem, seat)
    numbers = np.unique(pairs.klass)
    numbers = numbers[~_closed(problem, numbers)]
    amounts, worth = _lacking(problem, pairs, held, numbers)
    distance = key_order(problem)[numbers], -worth, (amounts > 0).sum(axis=0), amounts[0]
    nearest = np.lexsort(distance)[:top].tolist()
    return tuple(_told(problem, pairs, int(numbers[row]), amounts[:, row]) for row in nearest)


def missing_of(problem: Problem, held: tuple[Held, ...], seat: I32, klass: Klass) -> Missing:
    """What one class lacks, also where nobody without a seat could come. It is offered and not too late."""
    pairs, number = _waiting(problem, seat), pack(problem, klass)
    amounts, _ = _lacking(problem, pairs, held, np.array([number], np.int64))
    return _told(problem, pairs, number, amounts[:, 0])


def _waiting(problem: Problem, seat: I32) -> Pairs:
    """The pairs of those without a seat who come one by one."""
    pairs, single = possible_pairs(problem), _single(problem)
    return _some(pairs, (seat[pairs.person] < 0) & single[pairs.person])


def _some(pairs: Pairs, kept: Bool) -> Pairs:
    return Pairs(pairs.person[kept], pairs.klass[kept], pairs.worth[kept])


def _closed(problem: Problem, numbers: I64) -> Bool:
    """(classes,) which of them the wishes close."""
    course, site, week = unpack(problem, numbers)
    made = np.zeros(numbers.size, np.bool_)
    for each in problem.wishes.closed:
        made |= (course == each.course) & (site == each.site) & ((week == each.week) | (each.week < 0))
    return made


def _lacking(problem: Problem, pairs: Pairs, held: tuple[Held, ...], numbers: I64) -> tuple[I64, I64]:
    """(lacks, classes) how much of each of LACKS, and (classes,) what each would be worth; `numbers` rise."""
    course, site, week = unpack(problem, numbers)
    least, _ = sizes_of(problem, course, site, week)
    many, worth = _reached(problem, pairs, numbers)
    left, end = Left(problem, held), week + problem.courses.weeks[course]
    short = least - many
    amounts = (
        short,
        _without(left.rooms, site, week, end),
        _without(left.teachers, course, week, end),
        least - left.demand[problem.courses.industry[course]],
        np.where(short <= 0, -worth, 0),
    )
    return np.maximum(np.stack(amounts), 0).astype(np.int64), worth


def _reached(problem: Problem, pairs: Pairs, numbers: I64) -> tuple[I64, I64]:
    """(classes,) how many could come, and what the best of them are worth: the minimum, and those above it who add."""
    mine = np.flatnonzero(np.isin(pairs.klass, numbers))
    place = np.searchsorted(numbers, pairs.klass[mine])
    order = np.lexsort((-pairs.worth[mine], place))
    place, gain = place[order], pairs.worth[mine][order]
    many = np.bincount(place, minlength=numbers.size)
    rank = np.arange(place.size) - (np.cumsum(many) - many)[place]
    least, most = (each[place] for each in sizes_of(problem, *unpack(problem, numbers)))
    counts = (rank < least) | ((rank < most) & (gain > 0))
    worth = np.full(numbers.size, -problem.weights.klass, np.int64)
    np.add.at(worth, place[counts], gain[counts])
    return many.astype(np.int64), worth


def _without(left: I64, row: I32, week: I32, end: I32) -> I64:
    """(classes,) in how many of the weeks from `week` to before `end` nothing is left; within the weeks there are."""
    gone = np.cumsum(np.pad(left <= 0, ((0, 0), (1, 0))), axis=1)
    return np.asarray(gone[row, np.minimum(end, left.shape[1])] - gone[row, week], np.int64)


def _told(problem: Problem, pairs: Pairs, number: int, amounts: I64) -> Missing:
    course, site, week = (int(each[0]) for each in unpack(problem, np.array([number])))
    people = problem.people
    way = problem.minutes[np.maximum(people.zone, 0), site]
    reached = (people.zone >= 0) & (way >= 0) & (way <= people.max_minutes) & (people.controller >= 0)
    return Missing(
        klass=Klass(course, site, week),
        lacks=tuple((lack, amount) for lack, amount in zip(LACKS, amounts.tolist(), strict=True) if amount),
        people=tuple(sorted(pairs.person[pairs.klass == number].tolist())),
        controllers=tuple(np.unique(people.controller[reached]).tolist()),
        by_week=week,
    )


def _single(problem: Problem) -> Bool:
    return (problem.people.together < 0) & (problem.people.apart < 0)
