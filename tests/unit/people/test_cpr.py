"""CPR numbers: what they tell, and that they stay out of sight. The limits stand in the cases of `tests/rules`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.people import rules

BIRTHS = st.dates(min_value=date(1900, 1, 1), max_value=date(2057, 12, 31))


@given(BIRTHS, st.integers(min_value=0, max_value=3999))
def test_a_made_up_number_tells_its_birth_and_is_marked(born_on: date, serial: int) -> None:
    number = rules.made_up_cpr(born_on, serial)
    assert rules.birth_date(number) == born_on
    assert rules.is_test_cpr(number)


@given(BIRTHS, st.integers(min_value=0, max_value=3999))
def test_no_made_up_number_could_be_a_real_or_a_replacement_number(born_on: date, serial: int) -> None:
    number = rules.made_up_cpr(born_on, serial)
    assert int(number[2:4]) > 12


def test_the_numbers_of_one_day_are_all_different() -> None:
    day = date(1990, 1, 1)
    assert len({rules.made_up_cpr(day, serial) for serial in range(4000)}) == 4000


@pytest.mark.parametrize(
    ("born_on", "serial"),
    [(date(1990, 1, 1), 4000), (date(2010, 1, 1), 6000), (date(1890, 1, 1), 0), (date(2000, 1, 1), -1)],
)
def test_a_used_up_day_is_told(born_on: date, serial: int) -> None:
    with pytest.raises(ValueError, match="no made-up number"):
        rules.made_up_cpr(born_on, serial)


def test_the_number_is_nowhere_in_what_is_printed_or_logged() -> None:
    number = rules.made_up_cpr(date(1990, 5, 7), 1234)
    cpr = rules.parse_cpr(number)
    assert cpr is not None
    for shown in (repr(cpr), str(cpr), f"{cpr}", rules.mask(number)):
        assert not any(digit in shown for digit in "0123456789")


@given(st.text(max_size=14))
def test_no_answer_repeats_what_was_written(text: str) -> None:
    assert rules.check_cpr(text).facts == {}


@given(st.from_regex(r"[0-9]{2} ?[0-9]{4}[ -]?[0-9]{4} ?", fullmatch=True))
def test_the_check_and_the_reading_agree(text: str) -> None:
    assert rules.check_cpr(text).allowed is (rules.parse_cpr(text) is not None)


def test_an_empty_field_shows_no_mask() -> None:
    assert rules.mask("") == ""
