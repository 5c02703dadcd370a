"""Half-open periods: `starts_on` is in, `ends_before` is out, None is open-ended."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `starts_on` up to, and not with, `ends_before`. Never empty."""

    starts_on: date
    ends_before: date | None = None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before <= self.starts_on:
            raise ValueError(f"a period ends after it starts: {self.starts_on}, {self.ends_before}")

    @classmethod
    def of_weeks(cls, starts_on: date, weeks: int) -> "Period":
        return cls(starts_on, starts_on + timedelta(weeks=weeks))

    @property
    def is_open(self) -> bool:
        return self.ends_before is None

    @property
    def last_day(self) -> date | None:
        """The last day inside, for people to read. None when open-ended."""
        return None if self.ends_before is None else self.ends_before - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """Days inside; None when open-ended."""
        return None if self.ends_before is None else (self.ends_before - self.starts_on).days

    @property
    def weeks(self) -> int | None:
        """Weeks begun: 28 days are 4 weeks, 29 days are 5. None when open-ended."""
        return None if self.days is None else -(-self.days // 7)

    def contains(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day is in both; periods that only touch do not overlap."""
        return (other.ends_before is None or self.starts_on < other.ends_before) and (
            self.ends_before is None or other.starts_on < self.ends_before
        )

    def common_with(self, other: "Period") -> "Period | None":
        """The days in both, or None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.ends_before, other.ends_before) if end is not None]
        return Period(max(self.starts_on, other.starts_on), min(ends) if ends else None)


def months_after(day: date, months: int) -> date:
    """The same day `months` later (or earlier, when negative), or the last day of a shorter month.

    31 January + 1 month is 28 or 29 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_between(birth: date, on: date) -> int:
    """Whole years from `birth` to `on`, as an age is counted."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
