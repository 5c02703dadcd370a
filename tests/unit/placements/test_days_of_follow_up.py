"""Follow-ups are set on days when somebody is at work, and the rhythm goes on as if they were not moved."""

from datetime import date, timedelta

import pytest

from tovholder.placements.services import rhythm

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("days", range(7))
def test_no_follow_up_is_set_on_a_weekend_whatever_day_the_stay_begins(days: int) -> None:
    starts_on = MONDAY + timedelta(days=days)
    found = [*rhythm.dates(starts_on, None), rhythm.next_after(starts_on, starts_on)]
    assert [day for day in found if day.weekday() >= 5] == []
    assert len(set(found[:-1])) == len(rhythm.dates(MONDAY, None))


def test_a_saturday_becomes_the_monday_after_and_the_rhythm_is_kept() -> None:
    """From a Saturday the fourteenth day is a Saturday, and so is each one four weeks later."""
    found = rhythm.dates(date(2026, 3, 7), date(2026, 5, 30))
    assert found == [date(2026, 3, 23), date(2026, 4, 20), date(2026, 5, 18)]


def test_the_friday_before_is_taken_when_the_stay_ends_with_the_weekend() -> None:
    assert rhythm.dates(date(2026, 3, 7), date(2026, 3, 23)) == [date(2026, 3, 20)]
