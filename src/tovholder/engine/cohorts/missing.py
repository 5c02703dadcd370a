"""What is missing for classes that are not held."""

from collections.abc import Iterator

import numpy as np

from tovholder.engine.matching.columns import I32, Bool

from .choices import key_order, sizes_of
from .codes import Lack
from .pairs import Pairs, pack, possible_pairs, unpack
from .problem import Klass, Problem
from .result import Held, Missing


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
    found = sorted(_lacking(problem, pairs, held), key=_distance)
    return tuple(_told(problem, pairs, *each[:2]) for each in found[:top])


def missing_of(problem: Problem, held: tuple[Held, ...], seat: I32, klass: Klass) -> Missing:
    """What one class lacks, also where nobody without a seat could come. It is offered and not too late."""
    pairs, number = _waiting(problem, seat), pack(problem, klass)
    found = list(_lacking(problem, _some(pairs, pairs.klass == number), held))
    if found:
        return _told(problem, pairs, *found[0][:2])
    least = int(sizes_of(problem, *unpack(problem, np.array([number])))[0][0])
    return _told(problem, pairs, number, tuple(_lacks(problem, Left(problem, held), klass, least, least, 0)))


def _waiting(problem: Problem, seat: I32) -> Pairs:
    """The pairs of those without a seat who come one by one."""
    pairs, single = possible_pairs(problem), _single(problem)
    return _some(pairs, (seat[pairs.person] < 0) & single[pairs.person])


def _some(pairs: Pairs, kept: Bool) -> Pairs:
    return Pairs(pairs.person[kept], pairs.klass[kept], pairs.worth[kept])


Lacking = tuple[int, tuple[tuple[Lack, int], ...], int, int]


def _lacking(problem: Problem, pairs: Pairs, held: tuple[Held, ...]) -> Iterator[Lacking]:
    """Number, what is lacking, what the class would be worth and its place in the order of keys."""
    numbers, first, many = np.unique(pairs.klass, return_inverse=True, return_counts=True)
    course, site, week = unpack(problem, numbers)
    least, most = sizes_of(problem, course, site, week)
    order = np.lexsort((-pairs.worth, first))
    start = np.concatenate(([0], np.cumsum(many)))
    left, places = Left(problem, held), key_order(problem)
    closed = {tuple(each) for each in problem.wishes.closed}
    for row, number in enumerate(numbers.tolist()):
        klass = Klass(int(course[row]), int(site[row]), int(week[row]))
        if tuple(klass) in closed or (*klass[:2], -1) in closed:
            continue
        fewest, best = int(least[row]), pairs.worth[order[start[row] : start[row + 1]]][: most[row]]
        worth = int(best[:fewest].sum() + np.maximum(best[fewest:], 0).sum()) - problem.weights.klass
        lacks = _lacks(problem, left, klass, fewest - int(many[row]), fewest, worth)
        yield number, tuple(lacks), worth, int(places[number])


def _lacks(
    problem: Problem, left: Left, klass: Klass, short: int, least: int, worth: int
) -> Iterator[tuple[Lack, int]]:
    span = slice(klass.week, klass.week + int(problem.courses.weeks[klass.course]))
    demand = least - int(left.demand[problem.courses.industry[klass.course]])
    amounts = (
        (Lack.PEOPLE, short),
        (Lack.ROOM, int((left.rooms[klass.site, span] <= 0).sum())),
        (Lack.TEACHER, int((left.teachers[klass.course, span] <= 0).sum())),
        (Lack.DEMAND, demand),
        (Lack.GAIN, -worth if short <= 0 else 0),
    )
    return ((lack, amount) for lack, amount in amounts if amount > 0)


def _distance(each: Lacking) -> tuple[int, int, int, int]:
    lacks = dict(each[1])
    return lacks.get(Lack.PEOPLE, 0), len(lacks), -each[2], each[3]


def _told(problem: Problem, pairs: Pairs, number: int, lacks: tuple[tuple[Lack, int], ...]) -> Missing:
    course, site, week = (int(each[0]) for each in unpack(problem, np.array([number])))
    people = problem.people
    way = problem.minutes[np.maximum(people.zone, 0), site]
    reached = (people.zone >= 0) & (way >= 0) & (way <= people.max_minutes) & (people.controller >= 0)
    return Missing(
        klass=Klass(course, site, week),
        lacks=lacks,
        people=tuple(sorted(pairs.person[pairs.klass == number].tolist())),
        controllers=tuple(np.unique(people.controller[reached]).tolist()),
        by_week=week,
    )


def _single(problem: Problem) -> Bool:
    return (problem.people.together < 0) & (problem.people.apart < 0)
