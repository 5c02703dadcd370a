"""Danish working days: Monday to Friday without public holidays, and clocks that stand still on the others.

The public holidays, movable ones and the abolition of Great Prayer Day from 2024 among them, come from the library
`holidays`. Constitution Day, 24 and 31 December are no public holidays by law and count as working days."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays import country_holidays

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether people are at work on the day."""
    return day.weekday() < _SATURDAY and day not in _public(day.year)


def from_day(day: date) -> date:
    """The day itself where it is a working day, or else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def before(day: date) -> date:
    """The last working day before the day."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def after(day: date, count: int) -> date:
    """The day `count` working days after the day: with 1 the next working day."""
    for _each in range(count):
        day = from_day(day + timedelta(days=1))
    return day


def hours_after(start: datetime, hours: int) -> datetime:
    """The moment `hours` of the clock on the wall after `start`, which stands still on days that are no working days.

    `start` is in local time. 24 hours after Friday at 14 is Monday at 14, also when the clocks change."""
    moment, left = start, timedelta(hours=hours)
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time(0), moment.tzinfo)
        if is_working_day(moment.date()):
            if left <= midnight - moment:
                return moment + left
            left -= midnight - moment
        moment = midnight


@lru_cache(maxsize=64)
def _public(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DK", years=year))
