"""What is so in a made-up region, as plain values. Everything is numbered; rows get their ids when written."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from tovholder.simulate.together_facts import Together


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation. `key` names it in these facts; a municipality's key is its code, a firm's its CVR."""

    key: str
    kind: str
    name: str
    municipality: str = ""
    units: tuple[tuple[str, str], ...] = ()  # name, field


@dataclass(frozen=True, kw_only=True)
class Member:
    """A user acting for one body in one role. `number` names the membership in these facts."""

    number: int
    name: str
    email: str
    body: str
    role: str
    unit: str = ""
    scope: str = "organisation"
    initials: str = ""
    colour: int = 0
    persona: bool = False


class Skill(NamedTuple):
    skill: str
    level: int
    evidence: str
    noted_on: date


class Schooling(NamedTuple):
    title: str
    level: str
    years: int | None
    country: str
    ended_year: int | None


class Work(NamedTuple):
    occupation: str
    title: str
    months: int
    before_denmark: bool
    employer_cvr: str
    ended_on: date | None


class Tongue(NamedTuple):
    language: str
    spoken: int
    written: int


class Wanted(NamedTuple):
    industry: str
    occupation: str


class Paper(NamedTuple):
    code: str
    expires_on: date | None


class Group(NamedTuple):
    code: str
    reason: str
    since: date


class Sharing(NamedTuple):
    legal_basis: str
    told: str
    told_on: date
    objected_on: date | None
    starts_on: date
    ends_before: date


class View(NamedTuple):
    """What somebody outside the municipality may see of a person, from when, opened by what."""

    body: str
    member: int | None
    purpose: str
    fields: str
    starts_on: date
    source: str


@dataclass(slots=True, kw_only=True)
class Citizen:
    """One person with all that is known. `case` holds the columns of the person as the model names them."""

    number: int
    municipality: str
    contact: int | None
    login: str
    case: dict[str, Any]
    address: tuple[str, str, str]
    background: tuple[str, str, str, str]  # gender, citizenship, origin, mother tongue
    skills: list[Skill]
    schooling: list[Schooling]
    work: list[Work]
    tongues: list[Tongue]
    wishes: list[Wanted]
    considerations: list[str]
    papers: list[Paper]
    groups: list[Group]
    sharing: Sharing | None
    views: list[View]
    registered_at: datetime
    touched_at: datetime
    closed: tuple[date, str] | None
    # Not stored: what the life is drawn from.
    trade: str
    women: bool
    age: int
    leaning: str


@dataclass(slots=True, kw_only=True)
class Workplace:
    number: int
    p_number: str
    name: str
    street: str
    postcode: str
    municipality: str
    fte: int
    headcounts: list[tuple[date, Decimal, date]]
    stated_stays: tuple[Decimal, date] | None


@dataclass(slots=True, kw_only=True)
class Liaison:
    """A company's contact person."""

    number: int
    name: str
    title: str
    phone: str
    email: str


@dataclass(slots=True, kw_only=True)
class Firm:
    number: int
    cvr: str
    name: str
    industry: str
    db_code: str
    body: str  # key of the organisation its own people sign in through, or ""
    consultant: int | None
    created_at: datetime
    workplaces: list[Workplace]
    liaisons: list[Liaison]


class Demand(NamedTuple):
    skill: str
    required: bool
    level: int


@dataclass(slots=True, kw_only=True)
class Order:
    number: int
    workplace: int
    received_by: str  # the municipality that took it
    taken_by: str  # the one whose consultant works on it
    taker: int
    owner: int
    liaison: int
    columns: dict[str, Any]
    skills: list[Demand]
    papers: list[str]

    @property
    def version(self) -> int:
        """Taken, answered, confirmed, and perhaps ended: each is a version."""
        return {"draft": 1, "open": 3}.get(self.columns["status"], 4)


class Step(NamedTuple):
    """One move: from, to, when, by whom, with which reason and words."""

    source: str
    target: str
    at: datetime
    by: int | None
    reason: str
    words: str


class Visit(NamedTuple):
    """A follow-up: due, held (or not yet), by whom."""

    due_on: date
    held_on: date | None
    by: int | None
    words: str


@dataclass(slots=True, kw_only=True)
class Stay:
    number: int
    person: int
    workplace: int
    order: int | None
    previous: int | None
    consultant: int | None
    liaison: int | None
    columns: dict[str, Any]
    steps: list[Step] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def agreed_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.target == "agreed"), None)

    @property
    def ended_at(self) -> datetime | None:
        return self.steps[-1].at if self.columns["outcome"] else None

    @property
    def version(self) -> int:
        """Planned, moved, and each follow-up that was held."""
        return 1 + len(self.steps) + sum(1 for visit in self.visits if visit.held_on)


@dataclass(slots=True, kw_only=True)
class Suggestion:
    """A proposal and its life."""

    person: int
    order: int
    stay: int | None
    proposed_by: int
    why: str
    created_at: datetime
    steps: list[Step]
    citizen_accepted_at: datetime | None = None
    caseworker_accepted_at: datetime | None = None
    interview_at: datetime | None = None
    score: int = 0
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """Each step, the second yes that an acceptance takes, and the placement that came of it."""
        return len(self.steps) + (self.citizen_accepted_at is not None) + (self.stay is not None)


class Fit(NamedTuple):
    """A person who may be proposed for an order now, with the score and its parts."""

    person: int
    score: int
    parts: dict[str, int]


class Talk(NamedTuple):
    person: int
    kind: str
    at: datetime
    by: int | None
    words: str
    next_on: date | None


class Spell(NamedTuple):
    person: int
    code: str
    starts_on: date
    ends_before: date | None
    by: int | None


@dataclass(slots=True, kw_only=True)
class Part:
    """A part of the region that stands on its own: its people meet its firms. Parts are made and written in turn."""

    number: int
    firms: list[Firm]
    orders: list[Order]
    citizens: list[Citizen]
    families: list[tuple[int, int, str]]  # person, relative, what the relative is to the person
    stays: list[Stay] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    together: Together = field(default_factory=Together)

    @property
    def events(self) -> int:
        """What happened: talks, follow-ups, spells, steps of stays and of proposals."""
        stays = sum(len(stay.steps) + len(stay.visits) for stay in self.stays)
        return stays + sum(len(one.steps) for one in self.suggestions) + len(self.talks) + len(self.spells)
