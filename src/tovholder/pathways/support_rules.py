"""The support of a stay, school and income on an IGU, and young people at work: pure answers with their reference.

No rule here chooses a citizen for anything, and none makes a number of one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import years_between


def moment(*, starts_on: date, ended_on: date | None, ends_before: date | None, on: date) -> str:
    """Before, during or after the stay."""
    if on < starts_on:
        return "before"
    over = ended_on if ended_on is not None else ends_before
    return "after" if over is not None and on >= over else "during"


def helped_in_time(*, due_at: datetime, helped_at: datetime | None, now: datetime) -> Decision:
    """Was the help in time, or is there still time?"""
    if helped_at is not None:
        code = "support.helped_in_time" if helped_at <= due_at else "support.helped_late"
        return Decision.yes(code, day=helped_at.date())
    if now > due_at:
        return Decision.no("support.help_overdue", day=due_at.date())
    return Decision.unknown("support.help_waits", day=due_at.date())


def language_demand(*, asked: int | None, has: int | None) -> Decision:
    """What the workplace asks of Danish against what the citizen speaks. Too little is a thing to arrange for."""
    if asked is None:
        return Decision.unknown("support.danish_not_asked")
    if asked == 0:
        return Decision.yes("support.danish_not_needed")
    if has is None:
        return Decision.unknown("support.danish_not_known")
    return Decision.yes("support.danish_enough") if has >= asked else Decision.no("support.danish_arrange")


def skill_demand(*, asked: int, has: int | None) -> Decision:
    """A skill the company asks for against what is known of the citizen."""
    if has is None:
        return Decision.unknown("support.skill_not_known")
    return Decision.yes("support.skill_has") if has >= asked else Decision.no("support.skill_trained")


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on a course of an IGU's school: hours, and whether the course was called off."""

    hours: int
    ends_before: date
    is_cancelled: bool = False


def school(seats: Iterable[Seat], *, starts_on: date, on: date) -> Decision:
    """Is the school of an IGU planned? Refused: a course was called off and nothing stands in its place."""
    every = list(seats)
    try:
        scheme = parameters.value("igu", on=starts_on)
    except parameters.NotInForceError:
        return Decision.unknown("school.no_scheme")
    wanted = scheme.whole("school_hours")
    planned = sum(seat.hours for seat in every if not seat.is_cancelled)
    done = sum(seat.hours for seat in every if not seat.is_cancelled and seat.ends_before <= on)
    facts = {"planned": planned, "wanted": wanted, "done": done}
    if any(seat.is_cancelled for seat in every):
        return Decision.no("school.cancelled", reference=scheme.reference, **facts)
    if planned < wanted:
        return Decision.no("school.short", reference=scheme.reference, missing=wanted - planned, **facts)
    return Decision.yes("school.planned", reference=scheme.reference, **facts)


FAMILIES = ("single_parent", "parent", "other")
YEARS = ("first_year", "second_year")


def income(*, year: str, family: str, on: date) -> Decision:
    """Pay in an IGU beside the benefit of a month. Never certain: both are rates nobody here has read in the source."""
    try:
        pay, benefit = parameters.value("igu_income", on=on), parameters.value("benefit_a_month", on=on)
    except parameters.NotInForceError:
        return Decision.unknown("income.rates_not_known", on=on)
    has, had = pay.whole(year), benefit.whole(family)
    code = "income.less" if has < had else "income.more"
    answer = Decision.no if has < had else Decision.yes
    return answer(code, reference=benefit.reference, pay=has, benefit=had, difference=abs(has - had))


def is_young(*, born_on: date | None, on: date) -> bool:
    """Old enough for a job beside school and not yet an adult."""
    if born_on is None:
        return False
    rule = parameters.value("young_workers", on=on)
    return rule.whole("from_age") <= years_between(born_on, on) < rule.whole("below_age")


def young_work(*, born_on: date, on: date) -> Decision:
    """What somebody of that age may work beside school, in words."""
    rule, age = parameters.value("young_workers", on=on), years_between(born_on, on)
    is_light = age < rule.whole("light_below")
    week = rule.whole("free_week_young" if is_light else "free_week")
    return Decision.yes(
        "young.light_work" if is_light else "young.work",
        reference=rule.reference,
        age=age,
        school_day=rule.whole("school_day"),
        school_week=rule.whole("school_week"),
        free_week=week,
        night_from=rule.whole("night_from"),
        night_until=rule.whole("night_until"),
    )


def young_hours(*, hours: float | None, on: date) -> Decision:
    """Do the weekly hours of a job keep within a school week?"""
    rule = parameters.value("young_workers", on=on)
    if hours is None:
        return Decision.unknown("young.hours_not_known", reference=rule.reference)
    most = rule.whole("school_week")
    if hours > most:
        return Decision.no("young.too_many_hours", reference=rule.reference, most=most)
    return Decision.yes("young.hours_within", reference=rule.reference, most=most)


@dataclass(frozen=True, slots=True)
class Share:
    """A counted share: `number` of `of`; `before` the same a year earlier, where a rise is the target."""

    number: int
    of: int
    before: "Share | None" = None

    @property
    def percent(self) -> int | None:
        return round(100 * self.number / self.of) if self.of else None


def against_target(share: Share, *, percent: int | None, rise: int | None) -> Decision:
    """The counted share against its target. Nothing is said of a share of nobody."""
    if share.percent is None:
        return Decision.unknown("memo.nobody")
    if percent is not None:
        answer, code = (Decision.yes, "memo.reached") if share.percent >= percent else (Decision.no, "memo.not_reached")
        return answer(code, percent=percent)
    if rise is None:
        return Decision.unknown("memo.no_number")
    before = share.before.percent if share.before is not None else None
    if not before:
        return Decision.unknown("memo.no_year_before", rise=rise)
    wanted = round(before * (100 + rise) / 100)
    answer, code = (Decision.yes, "memo.rose") if share.percent >= wanted else (Decision.no, "memo.rose_less")
    return answer(code, rise=rise, wanted=wanted)


def least_shown(share: Share, *, least: int) -> bool:
    """Is the share large enough to tell of nobody in particular? Neither the number nor the rest may be a few."""
    return share.of >= least and not 0 < share.number < least and not 0 < share.of - share.number < least


def quarter(year: int, number: int) -> tuple[date, date]:
    """First day and the day after the last of a quarter."""
    first = date(year, 3 * number - 2, 1)
    return first, date(year + (number == 4), 1 if number == 4 else 3 * number + 1, 1)


def missing(parties: Collection[str]) -> tuple[str, ...]:
    """To whom nobody has offered a mentor yet."""
    return tuple(each for each in ("citizen", "company") if each not in parties)
