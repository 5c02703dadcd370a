"""What the municipalities do together in the region: in proportion, only whom it is for, and in the order of time."""

from datetime import date
from functools import lru_cache

from tovholder.simulate import making
from tovholder.simulate.facts import Part
from tovholder.simulate.making import Region
from tovholder.simulate.scale import Scale
from tovholder.simulate.together_facts import Entered

TODAY = date(2026, 11, 20)


@lru_cache(maxsize=1)
def region() -> tuple[Region, list[Part]]:
    made = making.make(Scale(today=TODAY, people=1700, seed=5))
    return made, list(made.parts())


def entered() -> list[tuple[Part, date, Entered]]:
    banks = [(part, one.created_at, one.bank) for part in region()[1] for one in part.together.agreements]
    seats = [(part, one.created_at, one.taken) for part in region()[1] for one in part.together.courses]
    return [(part, since.date(), one) for part, since, listed in banks + seats for one in listed]


def test_the_same_seed_makes_the_same_agreements_courses_and_notes() -> None:
    again = making.make(Scale(today=TODAY, people=1700, seed=5))
    assert again.first.together == region()[1][0].together


def test_there_is_about_one_agreement_for_four_hundred_people_and_every_part_has_some_of_everything() -> None:
    parts = region()[1]
    assert 1700 / 400 <= sum(len(part.together.agreements) for part in parts) <= 1700 / 400 + len(parts)
    assert all(part.together.agreements and part.together.courses and part.together.notes for part in parts)


def test_the_hotel_has_an_agreement_led_by_its_own_consultant_and_karens_course_is_full() -> None:
    first = region()[1][0]
    assert first.firms[first.together.agreements[0].firm].body
    assert first.together.agreements[0].lead == first.firms[first.together.agreements[0].firm].consultant
    own = first.together.courses[0]
    assert own.lead == 0
    assert len(own.taken) == own.seats > 5


def test_nobody_protected_or_with_a_closed_case_is_in_a_bank_or_on_a_course() -> None:
    assert len(entered()) > 40
    for part, _, one in entered():
        citizen = next(citizen for citizen in part.citizens if citizen.number == one.person)
        assert citizen.closed is None
        assert not citizen.case["protected"]


def test_everybody_is_entered_by_the_own_municipality_after_case_and_list_were_there_and_before_today() -> None:
    staff = region()[0].staff
    for part, since, one in entered():
        citizen = next(citizen for citizen in part.citizens if citizen.number == one.person)
        assert staff.members[one.by].body == citizen.municipality
        assert since < one.on < TODAY
        assert citizen.registered_at.date() < one.on


def test_seats_suffice_and_courses_lie_ahead() -> None:
    courses = [course for part in region()[1] for course in part.together.courses]
    assert all(len(course.taken) <= course.seats and course.starts_on > TODAY for course in courses)
    assert len({staff_body(course.lead) for course in courses}) > 2


def staff_body(member: int) -> str:
    return region()[0].staff.members[member].body


def test_banks_and_courses_are_filled_by_several_municipalities() -> None:
    for part in region()[1]:
        homes = {citizen.number: citizen.municipality for citizen in part.citizens}
        banks = [{homes[one.person] for one in agreement.bank} for agreement in part.together.agreements]
        assert max(len(bank) for bank in banks) > 2
