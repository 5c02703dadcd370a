"""What stands in each paper, as plain values: the shape the templates of `documents` read. Empty is a line to write on.

Whoever knows more (an alignment that was talked through, what VITAS asks) fills the same shapes."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, kw_only=True)
class StayFacts:
    """Who, where and how long: what all papers on a stay begin with."""

    citizen: str
    company: str
    cvr: str
    workplace: str
    municipality: str
    consultant: str
    company_contact: str
    kind: str
    period: str
    hours_unpaid: Decimal | None
    hours_paid: Decimal | None
    tasks: Any = ""
    goals: str = ""

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class AlignmentFacts(StayFacts):
    """What company, citizen and municipality expect of each other."""

    purpose: str = ""
    language_goals: str = ""
    mentor: str = ""
    interpreter: str = ""
    absence: str = ""
    conflict: str = ""


@dataclass(frozen=True, kw_only=True)
class CardFacts(StayFacts):
    """A confirmed competence card. Pairs of (what, level code)."""

    general: tuple[tuple[str, str], ...]
    language: tuple[tuple[str, str], ...]
    words: str
    confirmed_by: str
    confirmed_on: date
    list_version: str


@dataclass(frozen=True, kw_only=True)
class IguFacts(StayFacts):
    """Draft of an IGU agreement with its education plan; hours by the version of the act that holds at the start."""

    school_hours: int
    school_weeks: int
    work_hours: int
    reference: str
    language_goals: str = ""
    school: str = ""


@dataclass(frozen=True)
class Group:
    """Questions of one page of VITAS with what is known here; "" is shown as not told."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class VitasFacts:
    """What VITAS will ask, in its order."""

    groups: tuple[Group, ...]

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """A partnership or a service agreement with a company. `needs` are (day, number, occupation)."""

    form: str  # partnership or service_agreement
    company: str
    cvr: str
    municipality: str
    period: str
    title: str = ""
    words: str = ""
    needs: tuple[tuple[date, int, str], ...] = ()

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class DiplomaFacts:
    """What somebody has completed as a mentor or a buddy; the name is given by hand."""

    name: str
    role: str  # mentor or buddy
    course: str
    hours: int | None
    organisation: str

    def told(self) -> dict[str, Any]:
        return asdict(self)
