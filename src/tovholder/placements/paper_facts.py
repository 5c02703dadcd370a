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
class Signed:
    """One party's place under a text: who said yes, as what, and when; without a day it is a line to sign on."""

    party: str
    whose: str  # the company, the municipality, what the citizen is called
    name: str = ""
    role: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AlignmentFacts(StayFacts):
    """What company, citizen and municipality expect of each other, as they signed it.

    `standing` is the word of the paper on how the text stands: not_written, unsigned, partly_signed, signed, or
    newer_unsigned (signed, and a newer text is not yet)."""

    standing: str = "not_written"
    text_version: int | None = None
    purpose: str = ""
    language_goals: str = ""
    mentor: str = ""
    interpreter: str = ""
    absence: str = ""
    conflict: str = ""
    readiness: str = ""
    at_end: str = ""
    signed: tuple[Signed, ...] = ()


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
    is_planned: bool  # somebody has written what is thought of for the plan
    practice_goals: str = ""
    language_goals: str = ""
    school: str = ""


@dataclass(frozen=True)
class Group:
    """Questions of one page of VITAS: (what it asks, what is known here, whom to ask). "" is shown as not told."""

    name: str
    rows: tuple[tuple[str, str, str], ...]


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
class PactFacts:
    """An agreement of several parties: `parties` (kind, name, fixed lead), `promises` (party, words, number, day)."""

    kind: str
    title: str
    municipality: str
    period: str
    words: str
    target_a_year: int | None
    extra_target: int | None
    parties: tuple[tuple[str, str, str], ...]
    promises: tuple[tuple[str, str, str, date | None], ...]
    talks: tuple[date, ...]

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
