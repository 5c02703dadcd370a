"""What the rules for one planned stay need to know. None means that nobody has said: the rules then say "unknown"."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EarlierJob:
    """An ordinary job before. `cvr` is "" when nobody named the employer; `ended_on` is the last day, None is now."""

    cvr: str
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The stay as planned. Hours are per week; `extensions` is how many times it has been prolonged."""

    kind: str
    starts_on: date
    ends_before: date | None = None
    purpose: str = ""
    hours_unpaid: Decimal = Decimal(0)
    hours_paid: Decimal = Decimal(0)
    extensions: int = 0


@dataclass(frozen=True, slots=True)
class OtherStay:
    """A step of another stay that is agreed or running: its hours a week, its own days. `here`: the same workplace."""

    company: str
    hours: Decimal
    starts_on: date
    ends_before: date | None = None
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the rules may know of the person, and nothing else. `jobs` and the rest: None is "not asked"."""

    born_on: date | None = None
    residence_from: date | None = None
    residence_group: str = ""
    target_group: str = ""
    jobs: tuple[EarlierJob, ...] | None = None
    spouse_owns_company: bool | None = None
    had_igu: bool | None = None
    stays: tuple[OtherStay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """The workplace (P-number). All counts are full-time equivalents.

    `monthly_fte` is ordinarily employed by month, oldest first, the last month before the start at the end; None is a
    month nobody has stated. `ours` are counted stays we know of, `others` those the employer has stated on a day.
    """

    cvr: str
    monthly_fte: tuple[Decimal | None, ...] = ()
    ours: Decimal = Decimal(0)
    others: Decimal | None = None
    others_stated_on: date | None = None
    employer_signed: bool = False
    representative_signed: bool = False
