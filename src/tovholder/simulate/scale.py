"""How large a region to make, from which seed, seen on which day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
VERSION = 2  # of the generator: another version makes another region from the same seed
FIRST_HUNDRED = 100  # these go through the services, as if colleagues had typed them


@dataclass(frozen=True, kw_only=True)
class Scale:
    """`events` is how many things happened to a person on average; `today` is the day the region is seen on."""

    today: date
    people: int = 3200
    seed: int = 2018
    years: int = 3
    events: int = 16
    part: int = 800

    @property
    def begins_on(self) -> date:
        """The first day of the story."""
        return self.today - timedelta(days=365 * self.years)

    def gap(self, days: tuple[int, int]) -> tuple[int, int]:
        """Days between stays: the fewer events are wanted, the longer. Three weeks at least, to find and plan one."""
        return max(days[0] * 16 // self.events, 21), max(days[1] * 16 // self.events, 60)

    def parts(self) -> list[tuple[int, int]]:
        """First person and number of people of each part. The first hundred are a part of their own."""
        sizes = [min(FIRST_HUNDRED, self.people)]
        while (left := self.people - sum(sizes)) > 0:
            sizes.append(min(self.part, left))
        return [(sum(sizes[:at]), size) for at, size in enumerate(sizes)]


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Denmark."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def monday(day: date) -> date:
    """The day itself when a Monday, else the next Monday."""
    return day + timedelta(days=-day.weekday() % 7)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day if day.weekday() < 5 else monday(day)


def first_of_month(day: date, months_back: int = 0) -> date:
    month = day.year * 12 + day.month - 1 - months_back
    return date(month // 12, month % 12 + 1, 1)
