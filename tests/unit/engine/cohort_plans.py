"""For the tests of cohorts: small problems, a plain check of a plan, and the optimum by another way."""

from collections import Counter
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

from tovholder.engine.cohorts import POINT, Effort, Problem, Result, Weights
from tovholder.engine.cohorts.generator import generate

QUICK = Effort(rounds=300, workers=1, descents=60, exact=40)
seeds = st.integers(0, 2**32 - 1)


def small(seed: int, *, people: int = 40, social: float = 0.0, cost: int = 15, kept: int = 0) -> Problem:
    """Three municipalities and sites, four courses in two industries, five weeks, classes of 3 to 5."""
    return generate(
        people=people, seed=seed, municipalities=3, sites=3, courses=4, industries=2, weeks=5, sizes=(3, 5),
        social=social, weights=Weights(klass=cost * POINT, kept=kept),
    )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn, people: int = 40, social: bool = True) -> Problem:
    """Small ones, with and without households and circles."""
    share = draw(st.sampled_from([0.0, 0.3])) if social else 0.0
    return small(
        draw(seeds), people=draw(st.integers(1, people)), social=share, cost=draw(st.sampled_from([0, 15, 60]))
    )


def gates_open(problem: Problem, person: int, course: int, site: int, week: int) -> bool:
    """Said again in plain Python, from the columns alone."""
    people, courses = problem.people, problem.courses
    circles = set(courses.reserved.row(course)[0].tolist())
    way = int(problem.minutes[people.zone[person], site])
    return (
        course in people.courses.row(person)[0]
        and course in problem.sites.courses.row(site)[0]
        and int(courses.danish[course]) <= max(int(people.danish[person]), 0)
        and (not circles or bool(circles & set(people.circles.row(person)[0].tolist())))
        and 0 <= way <= int(people.max_minutes[person])
        and int(people.first_week[person]) <= week <= int(people.last_week[person])
        and week <= problem.last_start
        and week + int(courses.weeks[course]) <= problem.weeks
    )


def worth(problem: Problem, person: int, course: int, site: int, week: int) -> int:
    """What the seat adds to the objective."""
    people, weights = problem.people, problem.weights
    fit = dict(zip(*(each.tolist() for each in people.courses.row(person)), strict=True))[course]
    before = (people.before_course[person], people.before_site[person], people.before_week[person])
    return (
        weights.served + int(people.priority[person]) + weights.fit * fit
        - weights.waiting * (week - int(people.first_week[person]))
        - weights.travel * int(problem.minutes[people.zone[person], site])
        + weights.kept * ((course, site, week) == before)
    )  # fmt: skip


def faults(problem: Problem, result: Result) -> list[str]:  # noqa: C901 - one fault after the other
    """Everything that is wrong with a plan, its sums and its bound."""
    people, courses, found, total = problem.people, problem.courses, [], 0
    rooms, teachers = problem.rooms.astype(int), problem.teachers.astype(int)
    demand, sitting = problem.demand.astype(int), Counter[int]()
    sizes = {klass: (least, most) for klass, least, most in problem.wishes.sizes}
    for place, held in enumerate(result.held):
        course, site, week = held.klass
        least, most = sizes.get(held.klass, (courses.min_size[course], courses.max_size[course]))
        if not least <= len(held.people) <= most:
            found.append(f"{held.klass} has {len(held.people)} people")
        rooms[site, week : week + courses.weeks[course]] -= 1
        teachers[course, week : week + courses.weeks[course]] -= 1
        demand[courses.industry[course]] -= len(held.people)
        for person in held.people:
            sitting[person] += 1
            if not gates_open(problem, person, *held.klass) or result.seat[person] != place:
                found.append(f"{person} cannot sit in {held.klass}")
        value = sum(worth(problem, person, *held.klass) for person in held.people) - problem.weights.klass
        total += value
        if value != held.worth:
            found.append(f"{held.klass} is worth {value}, not {held.worth}")
        apart = Counter(people.apart[list(held.people)].tolist())
        found += [f"apart {number} in {held.klass}" for number, many in apart.items() if number >= 0 and many > 1]
    for number in set(people.together[people.together >= 0].tolist()):
        if len(set(result.seat[people.together == number].tolist())) > 1:
            found.append(f"household {number} is split")
    if max(sitting.values(), default=0) > 1 or sum(sitting.values()) != result.served:
        found.append("somebody sits twice")
    if min(rooms.min(), teachers.min(), demand.min()) < 0:
        found.append("more rooms, teachers or demand than there are")
    if not total == result.objective <= result.bound or result.objective < max(
        result.greedy_pooled, result.greedy_alone
    ):
        found.append(
            f"sums: {total}, {result.objective}, {result.bound}, {result.greedy_pooled}, {result.greedy_alone}"
        )
    if ((result.seat >= 0) != (result.reason == 0)).any():
        found.append("reasons")
    return found


def optimum(problem: Problem) -> int:
    """By HiGHS: one variable for each person in each class, one for each class and copy."""
    classes = [
        (course, site, week)
        for course in range(len(problem.courses))
        for site in range(len(problem.sites))
        for week in range(problem.last_start + 1)
        for _ in range(int(min(problem.rooms.max(), problem.teachers.max())))
    ]
    who = [[p for p in range(len(problem.people)) if gates_open(problem, p, *klass)] for klass in classes]
    pairs = [(person, k) for k, members in enumerate(who) for person in members]
    gain = [worth(problem, person, *classes[k]) for person, k in pairs] + [-problem.weights.klass] * len(classes)
    rows = _Rows(len(gain))
    for person in range(len(problem.people)):
        rows.add({x: 1 for x, (each, _) in enumerate(pairs) if each == person}, 0, 1)
    for k, (course, _, week) in enumerate(classes):
        members = [x for x, (_, each) in enumerate(pairs) if each == k]
        rows.add(dict.fromkeys(members, 1) | {len(pairs) + k: -int(problem.courses.min_size[course])}, 0, np.inf)
        rows.add(dict.fromkeys(members, 1) | {len(pairs) + k: -int(problem.courses.max_size[course])}, -np.inf, 0)
        if week + problem.courses.weeks[course] > problem.weeks:
            rows.add({len(pairs) + k: 1}, 0, 0)
        _social(problem, rows, pairs, members)
    _resources(problem, rows, pairs, classes)
    made = milp(
        -np.array(gain, float), integrality=np.ones(len(gain)), bounds=Bounds(0, 1), constraints=rows.constraint(),
        options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    assert made.success
    return round(-made.fun)


class _Rows:
    """Linear constraints, one by one."""

    def __init__(self, size: int) -> None:
        self.size, self.entries, self.least, self.most = size, [], [], []  # type: ignore[var-annotated]

    def add(self, row: dict[int, int], least: float, most: float) -> None:
        self.entries += [(len(self.least), column, value) for column, value in row.items()]
        self.least.append(least)
        self.most.append(most)

    def constraint(self) -> LinearConstraint:
        row, column, value = zip(*self.entries, strict=True)
        matrix = coo_matrix((value, (row, column)), shape=(len(self.least), self.size)).tocsr()
        return LinearConstraint(matrix, self.least, self.most)


def _social(problem: Problem, rows: _Rows, pairs: list[tuple[int, int]], members: list[int]) -> None:
    people = problem.people
    for number in set(people.apart[people.apart >= 0].tolist()):
        if len(near := [x for x in members if people.apart[pairs[x][0]] == number]) > 1:
            rows.add(dict.fromkeys(near, 1), 0, 1)
    for number in set(people.together[people.together >= 0].tolist()):
        household = np.flatnonzero(people.together == number).tolist()
        column = {pairs[x][0]: x for x in members if pairs[x][0] in household}
        for person, x in column.items():
            following = household[(household.index(person) + 1) % len(household)]
            if following not in column:
                rows.add({x: 1}, 0, 0)
            elif following != person:
                rows.add({x: 1, column[following]: -1}, 0, 0)


def _resources(
    problem: Problem, rows: _Rows, pairs: list[tuple[int, int]], classes: list[tuple[int, int, int]]
) -> None:
    courses = problem.courses
    for table, part in ((problem.rooms, 1), (problem.teachers, 0)):
        for row, week in np.ndindex(*table.shape):
            taken = [
                len(pairs) + k for k, each in enumerate(classes)
                if each[part] == row and each[2] <= week < each[2] + courses.weeks[each[0]]
            ]  # fmt: skip
            if taken:
                rows.add(dict.fromkeys(taken, 1), 0, int(table[row, week]))
    for industry in range(problem.demand.size):
        taken = [x for x, (_, k) in enumerate(pairs) if courses.industry[classes[k][0]] == industry]
        if taken:
            rows.add(dict.fromkeys(taken, 1), 0, int(problem.demand[industry]))


def taken(problem: Problem, rows: npt.NDArray[Any]) -> Problem:
    """The same with these people, in this order."""
    return replace(problem, people=problem.people.take(rows))


def with_people(problem: Problem, **columns: Any) -> Problem:
    """The same with other columns of people."""
    held = {each.name: getattr(problem.people, each.name) for each in fields(problem.people)}
    return replace(problem, people=type(problem.people)(**(held | columns)))
