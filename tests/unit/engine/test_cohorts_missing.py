"""What is named as missing opens the class when it is added; and a changed region moves as few as possible."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings

from tests.unit.engine.cohort_plans import QUICK, faults, gates_open, problems, seeds, small, taken
from tovholder.engine.cohorts import Held, Lack, Missing, Problem, Result, Weights, Wishes, continued, solve
from tovholder.engine.cohorts.generator import generate
from tovholder.engine.matching import Csr

slow = settings(max_examples=10, deadline=None)


def with_what_is_missing(problem: Problem, missing: Missing, least: int) -> tuple[Problem, tuple[int, ...]]:
    """The named people, rooms, teachers and demand added; and who would sit in the class."""
    course, site, week = missing.klass
    span = slice(week, week + int(problem.courses.weeks[course]))
    rooms, teachers, demand = problem.rooms.copy(), problem.teachers.copy(), problem.demand.copy()
    rooms[site, span] += 1 if missing.lack(Lack.ROOM) else 0
    teachers[course, span] += 1 if missing.lack(Lack.TEACHER) else 0
    demand[problem.courses.industry[course]] += missing.lack(Lack.DEMAND)
    more, count = missing.lack(Lack.PEOPLE), len(problem.people)
    columns = {}
    for each in fields(problem.people):
        old = getattr(problem.people, each.name)
        if isinstance(old, Csr):
            rows = [dict(zip(*(part.tolist() for part in old.row(person)), strict=True)) for person in range(count)]
            new = {"courses": {course: 0}, "circles": {0: 1}}[each.name]
            columns[each.name] = Csr.of(rows + [new] * more)
        else:
            new_value = {
                "zone": missing.controllers[0] if missing.controllers else 0, "first_week": week, "last_week": week,
                "priority": 10_000, "max_minutes": 999, "danish": 9, "promised": False,
                "controller": missing.controllers[0] if missing.controllers else 0,
            }.get(each.name, -1)  # fmt: skip
            values = np.arange(1, more + 1, dtype=np.uint64) if each.name == "key" else np.full(more, new_value)
            columns[each.name] = np.concatenate((old, values.astype(old.dtype)))
    people = type(problem.people)(**columns)
    made = replace(problem, people=people, rooms=rooms, teachers=teachers, demand=demand)
    return made, (*missing.people, *range(count, count + more))[:least]


def plan_with(problem: Problem, result: Result, missing: Missing, members: tuple[int, ...]) -> Problem:
    """The plan as it was and the missing class, all pinned."""
    sitting = [(person, held.klass) for held in result.held for person in held.people]
    opened = (*(held.klass for held in result.held), missing.klass)
    wishes = Wishes(open=opened, seated=(*sitting, *((person, missing.klass) for person in members)))
    return replace(problem, wishes=wishes)


@slow
@given(problems())
def test_what_is_named_as_missing_opens_the_class_beside_the_plan(problem: Problem) -> None:
    result = solve(problem, seed=1, effort=QUICK)
    for missing in result.missing[:3]:
        least = int(problem.courses.min_size[missing.klass.course])
        added, members = with_what_is_missing(problem, missing, least)
        assert len(members) == least
        assert all(gates_open(problem, person, *missing.klass) for person in missing.people)
        made = solve(plan_with(added, result, missing, members), seed=1, effort=replace(QUICK, rounds=0))
        assert faults(replace(added, wishes=Wishes()), made) == []
        assert [each.klass for each in made.held].count(missing.klass) >= 1
        assert all(made.seat[person] >= 0 for person in members)


@slow
@given(problems(), seeds)
def test_a_class_that_lacks_nothing_but_gain_is_not_worth_holding(problem: Problem, seed: int) -> None:
    for missing in solve(problem, seed=seed, effort=QUICK).missing:
        assert missing.lacks
        assert missing.by_week == missing.klass.week


def seats_by_key(problem: Problem, held: tuple[Held, ...]) -> dict[int, tuple[int, int, int]]:
    return {int(problem.people.key[person]): each.klass for each in held for person in each.people}


def test_when_one_in_twenty_drops_out_only_those_move_whose_class_cannot_be_filled_again() -> None:
    """Fewer than two in a hundred of the others; and the fit is within a tenth of planning everything anew."""
    effort = replace(QUICK, rounds=1_500, descents=300, exact=60)
    problem = generate(people=500, seed=8, weights=Weights(kept=8_000))
    first = solve(problem, seed=1, effort=effort)
    stays = np.flatnonzero(np.random.default_rng(2).random(500) >= 0.05)
    rest = taken(continued(problem, first), stays)
    again = solve(rest, seed=1, effort=effort, warm=first.warm)
    before, after = seats_by_key(problem, first.held), seats_by_key(rest, again.held)
    others = [key for key in before if key in set(rest.people.key.tolist())]
    still_held = {each.klass for each in again.held}
    moved = [key for key in others if after.get(key) != before[key] and before[key] in still_held]
    kept = sum(after.get(key) == before[key] for key in others) * problem.weights.kept
    anew = solve(replace(taken(problem, stays), weights=Weights()), seed=1, effort=effort)
    assert faults(rest, again) == []
    assert len(moved) < 0.02 * len(others)
    assert again.objective - kept > 0.9 * anew.objective


def test_a_question_asked_again_starts_from_the_last_answer() -> None:
    problem = small(6, people=60)
    first = solve(problem, seed=1, effort=replace(QUICK, rounds=2_000))
    again = solve(problem, seed=2, effort=replace(QUICK, rounds=0, descents=0, exact=0), warm=first.warm)
    assert (again.objective, again.bound) == (first.objective, first.bound)
