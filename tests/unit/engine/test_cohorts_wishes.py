"""What a planner asks: pins, bans, promises, another week, a lower minimum; and which wish cannot hold, and why."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from tests.unit.engine.cohort_plans import QUICK, faults, gates_open, problems, seeds, small, with_people
from tovholder.engine.cohorts import Clash, Impossible, Klass, Lack, Problem, Reason, Relax, Result, Wishes, solve

RESERVED = 1
"""The seed of a problem in which a class of one circle is held."""

slow = settings(max_examples=12, deadline=None)


def wishing(problem: Problem, **wishes: object) -> Problem:
    return replace(problem, wishes=Wishes(**wishes))  # type: ignore[arg-type]


def answer(problem: Problem, seed: int = 1) -> Result:
    return solve(problem, seed=seed, effort=QUICK)


def conflicts(problem: Problem) -> set[tuple[Clash, Relax]]:
    with pytest.raises(Impossible) as raised:
        answer(problem)
    assert str(raised.value)
    return {(each.clash, each.relax) for each in raised.value.conflicts}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return small(3, people=60)


@slow
@given(problems(), seeds)
def test_pins_and_bans_are_kept_or_said_to_be_impossible(problem: Problem, seed: int) -> None:
    """Some class of a first plan is shut, another class must open, and one person must sit."""
    first = answer(problem)
    assume(first.held)
    dice = np.random.default_rng(seed)
    shut = first.held[dice.integers(len(first.held))].klass
    must, person = dice.choice(first.missing).klass if first.missing else shut, int(dice.integers(len(problem.people)))
    must = Klass(*(int(each) for each in must))
    asked = wishing(problem, open=(must,) if must != shut else (), closed=(shut,), seated=((person, None),))
    try:
        made = answer(asked, seed)
    except Impossible as impossible:
        assert impossible.conflicts  # noqa: PT017 - either may come
        return
    assert faults(asked, made) == []
    assert shut not in {each.klass for each in made.held}
    assert must == shut or must in {each.klass for each in made.held}
    assert made.seat[person] >= 0


def test_a_person_sits_in_the_class_wished_for_and_not_in_a_course_that_is_out_of_the_question(
    problem: Problem,
) -> None:
    first = answer(problem)
    held = first.held[0]
    moved = next(each for each in first.held[1:] if each.klass.course != held.klass.course)
    asked = wishing(problem, seated=((held.people[0], held.klass),), unseated=((moved.people[0], moved.klass.course),))
    made = answer(asked)
    assert made.held[made.seat[held.people[0]]].klass == held.klass
    place = made.seat[moved.people[0]]
    assert place < 0 or made.held[place].klass.course != moved.klass.course
    assert faults(asked, made) == []


def test_a_promised_seat_is_kept_when_everything_else_would_change(problem: Problem) -> None:
    held = answer(problem).held[0]
    course, site, week = (np.full(len(problem.people), -1) for _ in range(3))
    course[list(held.people)], site[list(held.people)], week[list(held.people)] = held.klass
    promised = np.isin(np.arange(len(problem.people)), held.people)
    asked = with_people(problem, before_course=course, before_site=site, before_week=week, promised=promised)
    dear = replace(asked, weights=replace(problem.weights, klass=10**6))
    made = answer(dear)
    assert [each.klass for each in made.held] == [held.klass]
    assert set(held.people) <= set(made.held[0].people)
    assert made.held[0].wished


def test_a_class_moves_to_another_week(problem: Problem) -> None:
    held = next(each for each in answer(problem).held if each.klass.week > 0)
    made = []
    for week in range(problem.last_start + 1):
        asked = replace(problem, wishes=Wishes(open=(held.klass,)).moved(held.klass, week))
        try:
            made.append((week, {each.klass for each in answer(asked).held}))
        except Impossible:
            continue
    assert made
    assert all(held.klass._replace(week=week) in klasses for week, klasses in made if week != held.klass.week)
    assert all(held.klass not in klasses for week, klasses in made if week != held.klass.week)


def test_a_lower_minimum_opens_a_class_that_lacks_people(problem: Problem) -> None:
    problem = small(3, people=30)
    problem = replace(problem, rooms=problem.rooms + 9, teachers=problem.teachers + 9, demand=problem.demand + 99)
    told = solve(problem, seed=1, effort=replace(QUICK, missing=500)).missing
    missing = next(each for each in told if [lack for lack, _ in each.lacks] == [Lack.PEOPLE])
    short = missing.lack(Lack.PEOPLE)
    lowered = Wishes(open=(missing.klass,)).lowered(missing.klass, 3 - short, 5)
    made = answer(replace(problem, wishes=lowered))
    assert missing.klass in {each.klass for each in made.held}
    assert faults(replace(problem, wishes=lowered), made) == []


def test_a_class_that_nobody_can_fill_says_how_many_it_is_short_of(problem: Problem) -> None:
    alone = with_people(problem, last_week=np.full(len(problem.people), -1))
    offered = Klass(int(problem.sites.courses.row(0)[0][0]), 0, 0)
    with pytest.raises(Impossible) as raised:
        answer(wishing(alone, open=(offered,)))
    only = raised.value.conflicts[0]
    assert (only.clash, only.relax, only.amount, only.klass, only.proved) == (
        Clash.TOO_FEW, Relax.LOWER_MINIMUM, 3, offered, True,
    )  # fmt: skip


def test_lowering_the_minimum_by_what_is_named_lets_the_wish_hold(problem: Problem) -> None:
    roomy = replace(problem, demand=problem.demand + 500)
    tight = replace(roomy, wishes=Wishes(sizes=tuple((each.klass, 9, 12) for each in answer(problem).held)))
    asked = tuple(each.klass for each in answer(problem).held)
    with pytest.raises(Impossible) as raised:
        answer(replace(tight, wishes=replace(tight.wishes, open=asked)))
    named = {each.klass: each.amount for each in raised.value.conflicts if each.clash is Clash.TOO_FEW}
    assert named
    lowered = tuple((klass, least - named.get(klass, 0), most) for klass, least, most in tight.wishes.sizes)
    made = answer(replace(tight, wishes=Wishes(open=asked, sizes=lowered)))
    assert set(asked) <= {each.klass for each in made.held}


def test_conflicting_wishes_are_named_with_what_would_relax_them(problem: Problem) -> None:
    held = answer(problem).held[0]
    klass, nobody = held.klass, next(p for p in range(60) if not gates_open(problem, p, *held.klass))
    absent = next(
        Klass(course, site, 0) for course in range(4) for site in range(3)
        if course not in problem.sites.courses.row(site)[0]
    )  # fmt: skip
    many = int(problem.rooms.max() + problem.teachers.max())
    assert conflicts(wishing(problem, open=(klass,), closed=(klass,))) == {(Clash.CLOSED, Relax.DROP_CLOSED)}
    assert conflicts(wishing(problem, open=(absent,))) == {(Clash.NOT_OFFERED, Relax.DROP_WISH)}
    late = wishing(problem, open=(klass._replace(week=problem.last_start + 1),))
    assert conflicts(late) == {(Clash.TOO_LATE, Relax.EARLIER)}
    assert conflicts(wishing(problem, seated=((nobody, klass),))) == {(Clash.GATE, Relax.LOOSEN_GATE)}
    crowded = conflicts(wishing(problem, open=(klass,) * many))
    assert {(Clash.ROOMS, Relax.ROOMS), (Clash.TEACHERS, Relax.TEACHERS)} <= crowded
    unwanted = replace(problem, demand=np.zeros_like(problem.demand))
    assert conflicts(wishing(unwanted, open=(klass,))) == {(Clash.DEMAND, Relax.DEMAND)}


def test_giving_the_rooms_teachers_and_demand_that_are_named_lets_the_wish_hold(problem: Problem) -> None:
    klass = max(answer(problem).held, key=lambda each: len(each.people)).klass
    poor = replace(problem, rooms=problem.rooms * 0, teachers=problem.teachers * 0, demand=problem.demand * 0)
    with pytest.raises(Impossible) as raised:
        answer(wishing(poor, open=(klass,)))
    rooms, teachers, demand = (each.copy() for each in (poor.rooms, poor.teachers, poor.demand))
    for each in raised.value.conflicts:
        if each.relax is Relax.DEMAND:
            demand[each.row] += each.amount
        else:
            (rooms if each.relax is Relax.ROOMS else teachers)[each.row, each.week] += each.amount
    made = answer(wishing(replace(poor, rooms=rooms, teachers=teachers, demand=demand), open=(klass,)))
    assert [each.klass for each in made.held] == [klass]


def test_a_household_sits_together_and_others_apart(problem: Problem) -> None:
    big = next(each for each in answer(problem).held if len(each.people) >= 4)
    couple, foes = list(big.people[:2]), list(big.people[2:4])
    together, apart = np.full(60, -1), np.full(60, -1)
    together[couple], apart[foes] = 1, 1
    made = answer(with_people(problem, together=together, apart=apart))
    assert made.seat[couple[0]] == made.seat[couple[1]]
    assert made.seat[foes[0]] != made.seat[foes[1]] or made.seat[foes[0]] < 0


def test_people_cannot_be_asked_to_sit_both_together_and_apart(problem: Problem) -> None:
    both = np.where(np.arange(60) < 2, 1, -1)
    with pytest.raises(ValueError, match="both together and apart"):
        with_people(problem, together=both, apart=both)


def test_a_class_of_one_company_takes_only_its_people() -> None:
    problem = small(RESERVED, people=60, social=0.5)
    reserved = np.flatnonzero(problem.courses.reserved.lengths)
    assert reserved.size
    inside = set(np.flatnonzero(problem.people.circles.lengths).tolist())
    made = solve(problem, seed=1, effort=replace(QUICK, rounds=2_000))
    own = [each for each in made.held if each.klass.course in reserved]
    assert own
    assert all(set(each.people) <= inside for each in own)


def test_everybody_without_a_seat_is_told_the_first_reason(problem: Problem) -> None:
    count = len(problem.people)
    last, limit = problem.people.last_week.copy(), problem.people.max_minutes.copy()
    zone = problem.people.zone.copy()
    far = answer(problem).held[0].people
    last[far[0]], limit[far[1]], zone[far[2]] = -1, 0, -1
    made = answer(with_people(problem, last_week=last, max_minutes=limit, zone=zone))
    assert [made.reason_of(person) for person in far[:3]] == [Reason.NO_WEEK, Reason.NO_SITE, Reason.NO_COURSE]
    assert {made.reason_of(person) is Reason.SEATED for person in range(count) if made.seat[person] >= 0} == {True}
    sitting = made.held[0].people[0]
    wanted = problem.people.courses.row(sitting)[0].tolist()
    out = answer(wishing(problem, unseated=tuple((sitting, course) for course in wanted)))
    assert out.reason_of(sitting) is Reason.RULED_OUT
