"""Why a seat or none, and why a class or none: what is named as in the way is in the way, and nothing else is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.unit.engine.cohort_plans import QUICK, gates_open, problems, small, with_people, worth
from tovholder.engine.cohorts import Bar, Klass, Lack, Problem, Result, Wishes, explain, solve

slow = settings(max_examples=10, deadline=None)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return small(3, people=60)


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return solve(problem, seed=1, effort=QUICK)


@slow
@given(problems(social=True))
def test_every_class_a_person_could_join_is_possible_and_what_bars_it_holds(problem: Problem) -> None:
    made = solve(problem, seed=1, effort=replace(QUICK, rounds=50))
    sites, weeks = len(problem.sites), problem.last_start + 1
    for person in range(min(len(problem.people), 8)):
        told = explain(problem, made, person=person)
        classes = [Klass(*each) for each in np.ndindex(len(problem.courses), sites, weeks)]
        open_to = [klass for klass in classes if gates_open(problem, person, *klass)]
        assert told.possible == len(open_to)
        assert (told.seat is not None) == (made.seat[person] >= 0)
        wanted = set(problem.people.courses.row(person)[0].tolist())
        assert {gate.course for gate in told.gates} == wanted - {klass.course for klass in open_to}
        held = {each.klass: each for each in made.held}
        for way in told.ways:
            assert (way.bar is Bar.NOT_HELD) == (way.klass not in held)
            assert (way.missing is not None) == (way.bar is Bar.NOT_HELD)
            if way.bar is Bar.NO_SEAT:
                assert len(held[way.klass].people) == problem.courses.max_size[way.klass.course]
            now = made.held[made.seat[person]].klass if told.seat else None
            here = worth(problem, person, *now) if now else 0
            assert way.gain == worth(problem, person, *way.klass) - here


def test_the_gate_that_is_closed_is_named_with_how_much(problem: Problem, result: Result) -> None:
    person = result.held[0].people[0]
    (course, *_), danish = problem.people.courses.row(person)[0].tolist(), problem.people.danish.copy()
    danish[person] = 0
    courses = replace(problem.courses, danish=np.where(np.arange(4) == course, 2, 0))
    limit, last = problem.people.max_minutes.copy(), problem.people.last_week.copy()

    def bars(asked: Problem) -> dict[int, tuple[Bar, int]]:
        told = explain(asked, solve(asked, seed=1, effort=replace(QUICK, rounds=0)), person=person)
        return {gate.course: (gate.bar, gate.amount) for gate in told.gates}

    assert bars(replace(with_people(problem, danish=danish), courses=courses))[course] == (Bar.DANISH, 2)
    ways = [
        int(problem.minutes[problem.people.zone[person], site])
        for site in range(3) if course in problem.sites.courses.row(site)[0]
    ]  # fmt: skip
    limit[person] = min(ways) - 3
    assert bars(with_people(problem, max_minutes=limit))[course] == (Bar.TRAVEL, 3)
    last[person] = -1
    assert bars(with_people(problem, last_week=last))[course] == (Bar.WINDOW, 0)
    unseated = replace(problem, wishes=Wishes(unseated=((person, course),)))
    assert bars(unseated)[course] == (Bar.RULED_OUT, 0)


def test_a_class_tells_who_sits_how_many_may_come_and_leave_and_what_it_lacks(problem: Problem, result: Result) -> None:
    held = max(result.held, key=lambda each: len(each.people))
    told = explain(problem, result, klass=held.klass)
    assert told.held[0].people == held.people
    assert (told.bar, told.spare) == (Bar.SEATED, len(held.people) - 3)
    others = [each for each in result.missing if all(each.klass != held.klass for held in result.held)]
    for missing in others[:5]:
        told = explain(problem, result, klass=missing.klass)
        assert (told.bar, told.missing) == (Bar.NOT_HELD, missing)
        assert all(gates_open(problem, person, *missing.klass) for person in told.elsewhere)
        assert all(len(result.held[result.seat[person]].people) > 3 for person in told.elsewhere)
    closed = replace(problem, wishes=Wishes(closed=(others[0].klass,)))
    assert explain(closed, result, klass=others[0].klass).bar is Bar.RULED_OUT
    late = Klass(held.klass.course, held.klass.site, problem.weeks - 1)
    assert explain(problem, result, klass=late).bar is Bar.TOO_LATE
    absent = next(Klass(c, s, 0) for c in range(4) for s in range(3) if c not in problem.sites.courses.row(s)[0])
    assert explain(problem, result, klass=absent).bar is Bar.NOT_OFFERED


def test_a_class_nobody_waits_for_lacks_all_its_people(problem: Problem) -> None:
    nobody = with_people(problem, last_week=np.full(60, -1))
    made = solve(nobody, seed=1, effort=QUICK)
    klass = Klass(int(problem.sites.courses.row(0)[0][0]), 0, 0)
    told = explain(nobody, made, klass=klass)
    assert told.missing is not None
    assert (told.missing.lack(Lack.PEOPLE), told.missing.people) == (3, ())


def test_a_person_or_a_class_is_named_and_not_both(problem: Problem, result: Result) -> None:
    with pytest.raises(ValueError, match="name a person or a class"):
        explain(problem, result, person=1, klass=result.held[0].klass)  # type: ignore[call-overload]
