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
    under_course: bool = False  # a placement period of a specially arranged education course


@dataclass(frozen=True, slots=True)
class EarlierStay:
    """A stay that began before: what family of kinds, and when. `under_course` as above; `here`: the same company."""

    family: str
    starts_on: date
    ends_before: date | None = None
    here: bool = False
    under_course: bool = False


@dataclass(frozen=True, slots=True)
class OtherStay:
    """A step of another stay that is agreed or running: its hours a week, its own days. `here`: the same workplace."""

    company: str
    hours: Decimal
    starts_on: date
    ends_before: date | None = None
    here: bool = False
    paid: Decimal = Decimal(0)  # of the hours


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
    earlier: tuple[EarlierStay, ...] = ()
    repeat_reason: str = ""
    months_without_work: int | None = None
    lives_on_wage: bool = False  # as the case says
    prior_waiver: str = ""  # "education" or "provider": what waives the months without work


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
    ticked: bool = False  # one of the two only as a tick of whoever agrees: no name, no day, no paper
    refused_by: str = ""  # "employer" or "representative": who has stated that the conditions are not met
    employer_alone: bool | None = None  # nobody else to sign
    public: bool | None = None
    last_day: date | None = None  # of the workplace, when it has closed or will
