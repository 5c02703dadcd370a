"""The welcome course with its days, the choice of industries, and the two ways a sign-in needs. Pure.

Hjørring (S35): four weeks of welcome course; before they end a first practice begins; then each industry has a day of
teaching and a visit the day after; the citizen chooses at least two."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.parameters import workdays


@dataclass(frozen=True)
class IndustryDays:
    """One industry: teaching one day, a company the next."""

    industry: str
    class_on: date
    visit_on: date


@dataclass(frozen=True)
class WelcomeDays:
    """All days of one welcome course. Periods end before a day."""

    course_ends_before: date
    practice_on: date
    practice_ends_before: date
    industries: tuple[IndustryDays, ...]

    @property
    def choose_from(self) -> date:
        """The day after the last visit: then all of them have been seen."""
        seen = [each.visit_on for each in self.industries]
        return max(seen, default=self.practice_ends_before) + timedelta(days=1)


def welcome_days(*, starts_on: date, practice_weeks: int, industries: Sequence[str]) -> WelcomeDays:
    """The days that follow from the first one. Days of an industry are two working days in a row."""
    limit = parameters.value("welcome_course", on=starts_on)
    practice_on = workdays.from_day(starts_on + timedelta(weeks=limit.whole("practice_after_weeks")))
    practice_ends_before = practice_on + timedelta(weeks=practice_weeks)
    found, day = [], practice_ends_before
    for industry in industries:
        class_on = _first_of_two(day)
        found.append(IndustryDays(industry, class_on, class_on + timedelta(days=1)))
        day = class_on + timedelta(days=2)
    ends_before = starts_on + timedelta(weeks=limit.whole("course_weeks"))
    return WelcomeDays(ends_before, practice_on, practice_ends_before, tuple(found))


def _first_of_two(day: date) -> date:
    """The day, or the first after it, that is a working day and has one next to it."""
    while not (workdays.is_working_day(day) and workdays.is_working_day(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def may_plan(*, starts_on: date, practice_weeks: int) -> Decision:
    """Is the practice as long as the method says?"""
    limit = parameters.value("welcome_course", on=starts_on)
    least, most = limit.whole("least_practice_weeks"), limit.whole("most_practice_weeks")
    answer = Decision.yes if least <= practice_weeks <= most else Decision.no
    code = "welcome.planned" if least <= practice_weeks <= most else "welcome.practice_length"
    return answer(code, reference=limit.reference, least=least, longest=most)


def may_choose(*, chosen: Sequence[str], offered: Collection[str], on: date) -> Decision:
    """At least so many of those offered, each once."""
    limit = parameters.value("industries_to_choose", on=on)
    if not set(chosen) <= set(offered):
        return Decision.no("industries.not_offered", reference=limit.reference)
    if len(set(chosen)) < limit.whole():
        return Decision.no("industries.too_few", reference=limit.reference, least=limit.whole())
    return Decision.yes("industries.chosen", reference=limit.reference)


def may_go_two_ways(*, verified: Mapping[str, bool], link_by: str, code_by: str) -> Decision:
    """Link and code go by two ways that are not the same, each made sure of. `verified`: kind of way to whether."""
    if link_by == code_by:
        return Decision.no("way_in.same_way")
    for kind, flag in ((link_by, "carries_link"), (code_by, "carries_code")):
        if not verified.get(kind):
            return Decision.no("way_in.not_verified")
        if not parameters.term("own_channels", kind).flag(flag):
            return Decision.no("way_in.cannot_carry")
    return Decision.yes("way_in.two_ways")


def one_number(text: str) -> str:
    """A telephone number as it is compared: its last eight digits, whatever stands between and before them."""
    return digits_of(text)[-8:]


def digits_of(text: str) -> str:
    """The digits as 0-9, whatever keyboard wrote them: ٤ and ۴ are 4."""
    return "".join(str(int(each)) for each in text if each.isdecimal())
