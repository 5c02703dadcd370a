"""Company numbers: those printed in the method's sources pass, made-up ones are marked and never collide."""

import pytest

from tovholder.companies import rules


def test_made_up_cvr_numbers_pass_are_marked_and_never_collide() -> None:
    numbers = [rules.made_up_cvr(serial) for serial in range(50_000)]
    assert len(set(numbers)) == 50_000
    assert all(rules.has_check_digit(number) and number.startswith("99") for number in numbers)


def test_made_up_p_numbers_are_ten_digits_and_never_collide() -> None:
    numbers = {rules.made_up_p_number(serial) for serial in range(1000)}
    assert len(numbers) == 1000
    assert all(rules.check_p_number(number).allowed for number in numbers)


def test_numbers_beyond_the_made_up_ones_are_told() -> None:
    with pytest.raises(ValueError, match="no made-up CVR"):
        rules.made_up_cvr(50_000)
    with pytest.raises(ValueError, match="no made-up P-number"):
        rules.made_up_p_number(-1)


@pytest.mark.parametrize("written", ["DK99000007", "dk 99 00 00 07", "99.00.00.07", " 99000007 "])
def test_a_cvr_number_is_read_as_it_is_written_on_letters(written: str) -> None:
    assert rules.clean_cvr(written) == "99000007"


@pytest.mark.parametrize("written", ["09900000", "9900000", "990000071", "DK", "abcdefgh"])
def test_anything_else_is_no_cvr_number(written: str) -> None:
    assert rules.clean_cvr(written) is None
