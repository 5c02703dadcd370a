"""What is told about a company and its need, as plain values: what the services take and the pages and imports make."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A production unit (P-number) as the register or the company states it."""

    p_number: str
    name: str
    municipality_code: str
    street: str = ""
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """Somebody to call at the company."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    unit_id: int | None = None
    primary: bool = False


@dataclass(frozen=True)
class SkillNeed:
    """A skill the tasks ask for: level 1 some, 2 good, 3 expert. Required ones close a gate in matching."""

    skill: str
    required: bool = False
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class OrderProfile:
    """A need as matching reads it, once a human has confirmed it. Hours are a week; codes as in the vocabulary."""

    title: str
    occupation: str = ""
    industry: str = ""
    kinds: tuple[str, ...] = ()
    strains: tuple[str, ...] = ()
    danish_level: int | None = None
    tasks: str = ""
    hours_min: Decimal | None = None
    hours_max: Decimal | None = None
    places: int = 1
    start_earliest: date | None = None
    start_latest: date | None = None
    answer_by: date | None = None
    skills: tuple[SkillNeed, ...] = ()
    licences: tuple[str, ...] = ()
