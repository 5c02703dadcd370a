"""Company numbers: CVR (8 digits, check digit as a warning) and P-number (10 digits); and companies that have ended.

Numbers from 90 on have not been given to anyone: made-up companies use 99, made-up units 99 too.
"""

import re
from datetime import date

from tovholder.base.decision import Decision
from tovholder.base.reference import Reference

SOURCE = Reference(
    "CVR-loven", "", "Eight digits with a check digit; from memory, the five in the seeds pass.", None, False
)
TEST_PREFIX = "99"

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def clean_cvr(text: str) -> str | None:
    """Eight digits out of "DK 12 34 56 78" and the like, or None."""
    found = re.sub(r"[\s.-]", "", text).removeprefix("DK").removeprefix("dk")
    return found if re.fullmatch(r"[1-9][0-9]{7}", found) else None


def clean_p_number(text: str) -> str | None:
    """Ten digits, or None."""
    found = re.sub(r"[\s.-]", "", text)
    return found if re.fullmatch(r"[1-9][0-9]{9}", found) else None


def check_cvr(text: str) -> Decision:
    """Is this a CVR number? A wrong check digit only warns: a slip of the finger, but not ours to refuse."""
    if not text.strip():
        return Decision.no("cvr.empty", reference=SOURCE)
    digits = clean_cvr(text)
    if digits is None:
        return Decision.no("cvr.not_eight_digits", reference=SOURCE)
    if not has_check_digit(digits):
        return Decision.yes("cvr.check_digit_warning", reference=SOURCE)
    return Decision.yes("cvr.ok", reference=SOURCE)


def check_p_number(text: str) -> Decision:
    """Is this a P-number?"""
    if not text.strip():
        return Decision.no("p_number.empty", reference=SOURCE)
    if clean_p_number(text) is None:
        return Decision.no("p_number.not_ten_digits", reference=SOURCE)
    return Decision.yes("p_number.ok", reference=SOURCE)


def may_begin(*, ended_on: date | None) -> Decision:
    """May anything new be begun with the company? Not when it has ended; what runs goes on until somebody ends it."""
    if ended_on is not None:
        return Decision.no("company.ended", day=ended_on)
    return Decision.yes("company.goes_on")


def has_check_digit(digits: str) -> bool:
    """Whether eight digits pass modulus 11 with the weights 2, 7, 6, 5, 4, 3, 2, 1."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def made_up_cvr(serial: int) -> str:
    """A made-up CVR number that passes the check: distinct for each `serial` from 0 to 49,999. ValueError outside."""
    if not 0 <= serial < 50_000:
        raise ValueError("no made-up CVR number for that serial")
    # Of ten numbers in a row all but one remainder occurs, so twenty hold one that passes (shown for all in the tests).
    numbers = (f"{TEST_PREFIX}{number:06}" for number in range(serial * 20, serial * 20 + 20))
    return next(digits for digits in numbers if has_check_digit(digits))


def made_up_p_number(serial: int) -> str:
    """A made-up P-number, distinct for each `serial` from 0."""
    if not 0 <= serial < 100_000_000:
        raise ValueError("no made-up P-number for that serial")
    return f"{TEST_PREFIX}{serial:08}"
