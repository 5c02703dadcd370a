"""The text of an expectation alignment as plain values: what the services take and the pages make."""

from dataclasses import asdict, dataclass
from datetime import date, time

from tovholder.placements.alignment_rules import PARTS


@dataclass(frozen=True, kw_only=True)
class AlignmentText:
    """`purpose` is a code of alignment_purposes, the rest words in Danish."""

    purpose: str
    absence: str
    conflict: str
    readiness: str
    at_end: str
    interpreter: str = ""
    language_goals: str = ""

    def parts(self) -> dict[str, str]:
        return {name: words.strip() for name, words in asdict(self).items()}

    @classmethod
    def of(cls, written: object) -> "AlignmentText":
        """The text of a version as it was written."""
        return cls(**{part: str(getattr(written, part)) for part in PARTS})


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A time of the week for Danish at the workplace. Monday is 0."""

    weekday: int
    begins_at: time
    minutes: int
    with_whom: str
    starts_on: date
    ends_before: date | None = None
