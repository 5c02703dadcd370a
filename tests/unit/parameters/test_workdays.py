"""Clocks stand still on days when nobody is at work."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tovholder.parameters import workdays


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Copenhagen"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (moment(2026, 3, 3, 9), moment(2026, 3, 4, 9)),
        (moment(2026, 2, 27, 9), moment(2026, 3, 2, 9)),  # Friday: Monday at the same hour
        (moment(2026, 2, 28, 12), moment(2026, 3, 3, 0)),  # Saturday stands still
        (moment(2026, 2, 27, 0), moment(2026, 2, 28, 0)),
        (moment(2026, 4, 1, 15), moment(2026, 4, 7, 15)),  # Easter from Thursday to Monday
        (moment(2023, 5, 4, 10), moment(2023, 5, 8, 10)),  # Great Prayer Day
        (moment(2024, 4, 25, 10), moment(2024, 4, 26, 10)),  # which is a working day from 2024
        (moment(2026, 3, 27, 14), moment(2026, 3, 30, 14)),  # summer time begins that Sunday
        (moment(2026, 10, 23, 14), moment(2026, 10, 26, 14)),  # and ends that one
    ],
)
def test_days_when_nobody_is_at_work_do_not_count_against_the_24_hours(asked: datetime, expected: datetime) -> None:
    assert workdays.hours_after(asked, 24) == expected


def test_christmas_is_passed_over_and_the_day_before_it_is_not() -> None:
    assert workdays.is_working_day(date(2026, 12, 24))
    assert workdays.from_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert workdays.before(date(2026, 12, 28)) == date(2026, 12, 24)
    assert workdays.after(date(2026, 12, 23), 2) == date(2026, 12, 28)
