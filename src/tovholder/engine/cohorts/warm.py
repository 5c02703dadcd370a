"""Starting where the last answer ended: its prices and its plan, by keys, as people and classes may have changed."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import I64, U64

from .bound import split
from .choices import Field
from .pairs import pack, seat_before
from .pins import fill, takes
from .plan import FREE, Plan, close_class, fits, open_class, sit, worth_in
from .prices import NONE
from .problem import NOBODY, Klass, Problem
from .result import Held, Result, Warm


def kept(problem: Problem, field: Field, vector: I64, held: tuple[Held, ...]) -> Warm:
    """What the next question may start from."""
    prices, people = split(field.choices, vector), problem.people
    return Warm(
        party=people.key[field.leader],
        seat=prices.seat.copy(),
        site=problem.sites.key,
        room=prices.room.copy(),
        course=problem.courses.key,
        teacher=prices.teacher.copy(),
        classes=tuple(
            (int(problem.courses.key[each.klass.course]), int(problem.sites.key[each.klass.site]), each.klass.week)
            for each in held
        ),
        members=tuple(tuple(people.key[list(each.people)].tolist()) for each in held),
    )


def continued(problem: Problem, result: Result) -> Problem:
    """The same problem with the seats of the result as everybody's seat before, for `Weights.kept` and for promises."""
    rows = [(NOBODY, NOBODY, NOBODY), *(tuple(each.klass) for each in result.held)]
    klass: npt.NDArray[Any] = np.array(rows, dtype=np.int64).take(result.seat + 1, axis=0)
    people = problem.people
    seats = dict(zip(("before_course", "before_site", "before_week"), klass.T, strict=True))
    held = {each.name: getattr(people, each.name) for each in fields(people)}
    return replace(problem, people=type(people)(**(held | seats)))


def prices_before(problem: Problem, field: Field, warm: Warm, otherwise: int) -> I64:
    """The prices of last time; `otherwise` for a person who was not there."""
    seat = _by_key(problem.people.key[field.leader], warm.party, warm.seat, otherwise)
    room, teacher = np.zeros(problem.rooms.shape, np.int64), np.zeros(problem.teachers.shape, np.int64)
    for made, keys, before, then in (
        (room, problem.sites.key, warm.site, warm.room),
        (teacher, problem.courses.key, warm.course, warm.teacher),
    ):
        weeks = min(problem.weeks, then.shape[-1])
        for week in range(weeks):
            made[:, week] = _by_key(keys, before, then[:, week], 0)
    return np.concatenate((seat, room.ravel(), teacher.ravel()))


def _by_key(keys: U64, before: U64, values: I64, otherwise: int) -> I64:
    made = np.full(keys.size, otherwise, np.int64)
    order = np.argsort(before)
    place = np.searchsorted(before[order], keys)
    place = np.minimum(place, max(order.size - 1, 0))
    known = before[order][place] == keys if order.size else np.zeros(keys.size, np.bool_)
    made[known] = values[order][place[known]]
    return made


def plan_before(problem: Problem, field: Field, warm: Warm, plan: Plan) -> None:
    """Onto `plan`: the classes of last time with those who can still come, filled where they fall short."""
    klass = {each: k for k, each in enumerate(field.klass)}
    course, site, person = (_rows(each) for each in (problem.courses.key, problem.sites.key, problem.people.key))
    groups = []
    for (course_key, site_key, week), members in zip(warm.classes, warm.members, strict=True):
        k = klass.get(Klass(course.get(course_key, -1), site.get(site_key, -1), week), -1)
        parties = dict.fromkeys(int(field.party[person[each]]) for each in members if each in person)
        groups.append((k, list(parties)))
    _hold_again(field, plan, groups)


def plan_of_seats(problem: Problem, field: Field, plan: Plan) -> None:
    """Onto `plan`: the classes of everybody's seat before; people of like classes are shared out among them."""
    before, choices = seat_before(problem), field.choices
    groups = []
    for k, number in enumerate(pack(problem, klass) for klass in field.klass):
        parties = np.unique(field.party[before == number]).tolist()
        beside = -(-int(choices.size[parties].sum()) // int(choices.most[k]))
        groups += [(k, parties[each::beside]) for each in range(beside)]
    _hold_again(field, plan, groups)


def _hold_again(field: Field, plan: Plan, groups: list[tuple[int, list[int]]]) -> None:
    """Hold the classes (k, parties) as far as they can be, each filled where it falls short.

    Of those that cannot be filled the smallest is closed, and its people are there for the others, until all are full.
    """
    choices, slots = field.choices, []
    for k, parties in groups:
        slot = FREE if k < 0 else _slot(field, plan, k)
        if slot == FREE:
            continue
        slots.append(slot)
        for party in parties:
            _sit_again(field, plan, party, slot)
    slots.sort(key=lambda each: -int(plan.seats[each]))
    short = [slot for slot in slots if fill(field, plan, slot)]
    while closing := [slot for slot in short if choices.held[plan.klass[slot]] < plan.beside[plan.klass[slot]]]:
        smallest = min(closing, key=lambda each: (int(plan.seats[each]), each))
        close_class(choices, plan, smallest)
        short = [slot for slot in short if slot != smallest and fill(field, plan, slot)]


def _rows(keys: npt.NDArray[Any]) -> dict[int, int]:
    return {int(key): row for row, key in enumerate(keys.tolist())}


def _slot(field: Field, plan: Plan, k: int) -> int:
    """A slot for the class: one that must be held and has only what it must, or a new one."""
    choices = field.choices
    if 0 < plan.beside[k] <= choices.held[k]:
        return int(plan.first[k])
    if fits(choices, plan, k) and plan.demand[choices.industry[k]] >= choices.least[k]:
        return int(open_class(choices, plan, k))
    return FREE


def _sit_again(field: Field, plan: Plan, party: int, slot: int) -> None:
    choices, k = field.choices, int(plan.klass[slot])
    worth = worth_in(choices, party, k)
    if plan.seat[party] == FREE and worth > NONE and takes(field, plan, party, slot):
        sit(choices, plan, party, slot, worth)
