"""What is told about a person, as plain values: what the services take and the simulator and imports make."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """A case to open. Only the name is needed; everything else may be asked for later."""

    given_name: str
    family_name: str
    cpr: str = ""
    born_on: date | None = None
    protected: bool = False
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    residence_from: date | None = None
    takeover_on: date | None = None
    residence_group: str = ""
    programme: str = ""
    benefit: str = ""
    visitation: str = ""
    visited_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Who the person is to the case: name, how to reach the person, and the legal frame."""

    given_name: str
    family_name: str
    born_on: date | None
    phone: str
    email: str
    residence_from: date | None
    takeover_on: date | None
    residence_group: str
    programme: str
    benefit: str
    visitation: str
    visited_on: date | None


@dataclass(frozen=True, kw_only=True)
class Danish:
    """How the person learns and speaks Danish, and whether an interpreter is needed."""

    literacy: str
    needs_interpreter: bool | None
    interpreter_language: str
    danish_track: int | None
    danish_module: int | None
    danish_test: str


@dataclass(frozen=True, kw_only=True)
class Reach:
    """When, how much and how far. Hours are a week; minutes are one way."""

    travel_means: str
    travel_minutes: int | None
    available_from: date | None
    available_until: date | None
    hours_min: Decimal | None
    hours_max: Decimal | None


@dataclass(frozen=True)
class HeldSkill:
    """A skill the person has: level 1 some, 2 good, 3 expert; evidence says who saw it."""

    skill: str
    level: int = 2
    evidence: str = "told"


@dataclass(frozen=True)
class Wanted:
    """An industry or an occupation the person wants. The first is wanted most."""

    industry: str = ""
    occupation: str = ""


@dataclass(frozen=True)
class HeldLicence:
    code: str
    expires_on: date | None = None


@dataclass(frozen=True)
class Spoken:
    """A language: 1 some, 2 good, 3 fluent; written 0 is not at all."""

    language: str
    spoken: int = 2
    written: int = 0


@dataclass(frozen=True)
class Worked:
    """Work the person has done. The employer's CVR only for work in Denmark: rules on previous employment ask."""

    title: str
    months: int
    occupation: str = ""
    before_denmark: bool = True
    employer_cvr: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Schooled:
    title: str
    level: str = ""
    years: int | None = None
    country: str = ""
    ended_year: int | None = None
