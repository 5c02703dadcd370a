"""Half-open periods: the last day named to people is the day before `ends_before`."""

from datetime import date

import pytest

from tovholder.base.period import Period, months_after, years_between

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def test_a_period_holds_its_first_day_and_not_the_day_it_ends_before() -> None:
    assert MARCH.contains(date(2026, 3, 1))
    assert MARCH.contains(date(2026, 3, 31))
    assert not MARCH.contains(date(2026, 4, 1))
    assert MARCH.last_day == date(2026, 3, 31)
    assert MARCH.days == 31


def test_periods_that_only_touch_do_not_overlap() -> None:
    assert not MARCH.overlaps(Period(date(2026, 4, 1)))
    assert MARCH.overlaps(Period(date(2026, 3, 31)))
    assert Period(date(2026, 1, 1)).overlaps(MARCH)


def test_what_two_periods_share_is_a_period_or_nothing() -> None:
    assert MARCH.common_with(Period(date(2026, 3, 20))) == Period(date(2026, 3, 20), date(2026, 4, 1))
    assert MARCH.common_with(Period(date(2026, 4, 1))) is None
    assert Period(date(2026, 1, 1)).common_with(Period(date(2026, 2, 1))) == Period(date(2026, 2, 1))


@pytest.mark.parametrize(("days", "weeks"), [(1, 1), (28, 4), (29, 5)])
def test_weeks_are_counted_when_begun(days: int, weeks: int) -> None:
    assert Period(date(2026, 3, 1), date.fromordinal(date(2026, 3, 1).toordinal() + days)).weeks == weeks


def test_an_open_period_has_no_length() -> None:
    assert Period(date(2026, 3, 1)).days is None
    assert Period(date(2026, 3, 1)).weeks is None
    assert Period(date(2026, 3, 1)).last_day is None


def test_an_empty_period_does_not_exist() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_an_age_grows_on_the_birthday_and_not_the_day_before() -> None:
    assert years_between(date(1976, 5, 10), date(2026, 5, 9)) == 49
    assert years_between(date(1976, 5, 10), date(2026, 5, 10)) == 50
