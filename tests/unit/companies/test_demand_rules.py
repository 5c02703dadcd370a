"""Quarters of a period, and the middle of numbers that were only counted."""

from datetime import date, timedelta
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from tovholder.companies import demand_rules as rules


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 900))
def test_each_day_of_a_period_lies_in_the_quarter_that_begins_last_before_it(on: date, days: int) -> None:
    begins = rules.quarters(on, on + timedelta(days=days))
    assert begins[0] == on
    for day in (on + timedelta(days=number) for number in range(days)):
        last = max(each for each in begins if each <= day)
        assert rules.quarter_of(last) == rules.quarter_of(day)


@given(st.lists(st.integers(0, 6)))
def test_the_middle_is_the_lower_median(values: list[int]) -> None:
    counted = {value: values.count(value) for value in values}
    assert rules.middle(counted) == (median_low(values) if values else None)
