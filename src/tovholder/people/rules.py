"""CPR numbers: all real forms, what they say of a birth, and how they are kept out of sight.

CPR-kontoret: modulus 11 has not been guaranteed since 1 October 2007, so a number that fails it only warns.
The number's sex is never read: it is no business of ours. No answer here repeats the number.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tovholder.base.decision import Decision
from tovholder.base.reference import Reference

SOURCE = Reference("CPR-kontoret", "Personnummeret i CPR", "Ten digits; modulus 11 is not guaranteed.", None, True)

# On screen nothing of the number is seen, not even the year: age is shown where age is needed.
MASK = "••••••-••••"

# Made-up people: the month is raised by 80 (81 to 92), which no real number, ordinary or replacement, can have.
TEST_MONTHS = 80
# Erstatningspersonnummer, before there is a real one: the first digit of the day is raised by 6.
REPLACEMENT_DAYS = 60

# Nobody alive was born before: an earlier birth is a slip of the finger, and asked about.
FIRST_BIRTH = date(1900, 1, 1)

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class CprKind(StrEnum):
    ORDINARY = "ordinary"
    REPLACEMENT = "replacement"
    TEST = "test"


@dataclass(frozen=True, slots=True, repr=False)
class Cpr:
    """A well-formed number. It has no readable repr, so that it ends up in no log."""

    digits: str
    born_on: date
    kind: CprKind

    def __repr__(self) -> str:
        return f"Cpr({MASK})"

    __str__ = __repr__


def parse_cpr(text: str) -> Cpr | None:
    """The number in `text`, with or without hyphen or space, or None when it is no lawful form."""
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return None
    day, month = int(digits[:2]), int(digits[2:4])
    kind = CprKind.ORDINARY
    if month > TEST_MONTHS:
        kind, month = CprKind.TEST, month - TEST_MONTHS
    elif day > REPLACEMENT_DAYS:
        kind, day = CprKind.REPLACEMENT, day - REPLACEMENT_DAYS
    try:
        return Cpr(digits, date(_year(digits), month, day), kind)
    except ValueError:
        return None


def birth_date(text: str) -> date | None:
    """The birth date a number says. 1 January is often "unknown": show it as any other and let the case say so."""
    cpr = parse_cpr(text)
    return None if cpr is None else cpr.born_on


def check_cpr(text: str, *, on: date | None = None) -> Decision:
    """Is this a CPR number? Refuses forms that cannot be one; modulus 11 only warns. `on` refuses births after it."""
    digits = _bare(text)
    if not digits:
        return Decision.no("cpr.empty", reference=SOURCE)
    if re.fullmatch(r"[0-9]{9}", digits):
        return Decision.no("cpr.nine_digits", reference=SOURCE)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return Decision.no("cpr.not_ten_digits", reference=SOURCE)
    cpr = parse_cpr(digits)
    if cpr is None:
        return Decision.no("cpr.no_such_date", reference=SOURCE)
    if on is not None and cpr.born_on > on:
        return Decision.no("cpr.not_born_yet", reference=SOURCE)
    if cpr.kind is CprKind.ORDINARY and not follows_modulus_11(cpr):
        return Decision.yes("cpr.modulus_11_warning", reference=SOURCE)
    return Decision.yes(f"cpr.{cpr.kind}", reference=SOURCE)


def follows_modulus_11(cpr: Cpr) -> bool:
    """Whether the check digit of the time before 2007 fits. False proves nothing."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, cpr.digits, strict=True)) % 11 == 0


def may_be_days(
    *,
    born_on: date | None,
    on: date,
    residence_from: date | None = None,
    takeover_on: date | None = None,
    visited_on: date | None = None,
) -> Decision:
    """Can these be the days of one life? Common sense, no statute: nobody is born in the time to come, and nothing
    happens before a birth. Unknown, and asked about, when the birth is older than anybody alive."""
    if born_on is None:
        return Decision.yes("person.days_fit")
    if born_on > on:
        return Decision.no("person.born_in_future", day=born_on)
    before = [day for day in (residence_from, takeover_on, visited_on) if day is not None and day < born_on]
    if before:
        return Decision.no("person.before_birth", day=min(before), born_on=born_on)
    if born_on < FIRST_BIRTH:
        return Decision.unknown("person.born_long_ago", born_on=born_on)
    return Decision.yes("person.days_fit")


def is_test_cpr(text: str) -> bool:
    """Whether the number is marked as made up. A live installation takes none, a simulated region nothing else."""
    cpr = parse_cpr(text)
    return cpr is not None and cpr.kind is CprKind.TEST


def made_up_cpr(born_on: date, serial: int) -> str:
    """The made-up number of somebody born on the day, `serial` from 0: ten digits, unique per day and serial.

    Raises ValueError when the day's numbers are used up (4,000 before 2000, 6,000 from then on; births 1900 to 2057).
    """
    if 1900 <= born_on.year <= 1999 and 0 <= serial < 4000:
        number = serial
    elif 2000 <= born_on.year <= 2057 and 0 <= serial < (6000 if born_on.year <= 2036 else 4000):
        # 4 and 9 mean the 2000s up to 2036 only; 5 to 8 up to 2057.
        number = 4000 + serial if born_on.year <= 2036 else 5000 + serial
    else:
        raise ValueError("no made-up number for that birth and serial")
    return f"{born_on.day:02}{born_on.month + TEST_MONTHS:02}{born_on.year % 100:02}{number:04}"


def mask(text: str) -> str:
    """What a page shows of a number: that there is one."""
    return MASK if text else ""


def _bare(text: str) -> str:
    """Without the hyphens and spaces people write."""
    return re.sub(r"[\s-]", "", text)


def _year(digits: str) -> int:
    """The year by the seventh digit."""
    year, seventh = int(digits[4:6]), int(digits[6])
    if seventh <= 3:
        return 1900 + year
    if seventh in {4, 9}:
        return 2000 + year if year <= 36 else 1900 + year
    return 2000 + year if year <= 57 else 1800 + year
