"""What is so of the partnership's common work, as plain values: agreements, joint courses, local knowledge."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Foreseen(NamedTuple):
    """How many of an occupation an employer expects to need from a day on."""

    needed_on: date
    occupation: str
    number: int


class Entered(NamedTuple):
    """A citizen put in a bank or on a course, by a consultant of the own municipality."""

    person: int
    by: int
    on: date


@dataclass(slots=True, kw_only=True)
class Agreement:
    """With one firm; the lead's municipality leads it."""

    number: int
    firm: int
    lead: int
    title: str
    words: str
    starts_on: date
    ends_before: date
    created_at: datetime
    foreseen: list[Foreseen]
    bank: list[Entered]


@dataclass(slots=True, kw_only=True)
class Course:
    number: int
    lead: int
    title: str
    starts_on: date
    seats: int
    created_at: datetime
    taken: list[Entered]


class Note(NamedTuple):
    """What a consultant has told the others."""

    by: int
    industry: str
    words: str
    at: datetime


@dataclass(slots=True)
class Together:
    agreements: list[Agreement] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
