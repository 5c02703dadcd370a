"""What was found in the words of a job order: a proposal for a human to confirm, never a decision.

Every finding carries the place in the text it stands on, so the page can show the words behind it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# How a name was found, surest first: the preferred title, another title of the same thing, an ending put on it,
# a longer word it is part of, or a word whose æ, ø and å got lost on the way.
Certainty = Literal["exact", "alternative", "inflected", "compound", "spelling"]
# `stated` stands in the text without a word for how much it is needed.
Demand = Literal["required", "useful", "stated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The half-open stretch of the text, in characters, and the words there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """An occupation, a skill or an industry, by its vocabulary code."""

    code: str
    certainty: Certainty
    demand: Demand
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A licence, a kind of stay, a strain (the parameters' codes) or a municipality."""

    code: str
    demand: Demand
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FoundRange:
    """A number or a span of numbers: places, or hours a week. `most` equals `least` when one number is given."""

    least: float
    most: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FoundWindow:
    """Days, both included. None is an open end: `hurtigst muligt` has no latest day."""

    earliest: date | None
    latest: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FoundDanish:
    """The Danish asked for. By `kind`, `code` is one of the parameters' danish_modules (du2.3), danish_tests (pd2) or
    danish_levels (instructions), or a CEFR level (A2) as written."""

    kind: Literal["module", "test", "level", "cefr"]
    code: str
    demand: Demand
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StructuredProfile:
    """Everything found in one text; in each tuple in the order of the text, each code once.

    `unanswered` names what was not found, for the page to ask about: missing is not agreement."""

    language: Literal["da", "en"]
    occupations: tuple[FoundConcept, ...] = ()
    skills: tuple[FoundConcept, ...] = ()
    industries: tuple[FoundConcept, ...] = ()
    licences: tuple[FoundCode, ...] = ()
    kinds: tuple[FoundCode, ...] = ()
    strains: tuple[FoundCode, ...] = ()
    municipalities: tuple[FoundCode, ...] = ()
    postcodes: tuple[FoundCode, ...] = ()
    places: FoundRange | None = None
    weekly_hours: FoundRange | None = None
    start: FoundWindow | None = None
    answer_by: FoundWindow | None = None
    danish: FoundDanish | None = None
    version: str = ""  # of the vocabulary it was read with

    @property
    def required_skills(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.skills if each.demand == "required")

    @property
    def useful_skills(self) -> tuple[str, ...]:
        """Useful or only stated: what is not said to be required is not made so."""
        return tuple(each.code for each in self.skills if each.demand != "required")

    @property
    def unanswered(self) -> tuple[str, ...]:
        asked = ("occupations", "places", "weekly_hours", "start", "danish", "kinds", "municipalities")
        return tuple(name for name in asked if not getattr(self, name))
