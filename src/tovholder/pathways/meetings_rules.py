"""Meetings as pure answers: which times are free, how a letter may travel, what became of one, what is missing.

Numbers are dated (parameters: meeting_times, meeting_reminder_days, interpreter_order_days)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.parameters import workdays


@dataclass(frozen=True)
class Hours:
    """When a member can be met on a day of the week, and where. `at_centre` is a language centre's id."""

    weekday: int
    begins_at: time
    ends_at: time
    at_centre: int | None = None
    place: str = ""


@dataclass(frozen=True)
class Slot:
    """A free time. `clash` says what the citizen's own week has then; it may be offered all the same."""

    starts_at: datetime
    ends_at: datetime
    at_centre: int | None = None
    place: str = ""
    clash: str = ""


@dataclass(frozen=True)
class Busy:
    """A time that is taken, and the code of what takes it (parameters: week_kinds)."""

    starts_at: datetime
    ends_at: datetime
    kind: str = "meeting"

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


def usual_hours(on: date) -> list[Hours]:
    """The times of a member who has told no times of the own: working days within the house's hours."""
    told = parameters.value("meeting_times", on=on)
    first, last = time(told.whole("first_hour")), time(told.whole("last_hour"))
    return [Hours(weekday, first, last) for weekday in range(5)]


def free_slots(
    *, hours: Sequence[Hours], host: Sequence[Busy], citizen: Sequence[Busy], minutes: int, after: datetime
) -> list[Slot]:
    """The first free times after the moment, on working days. Where the citizen has something then, it is told with the
    time, and such times are offered only when there are few others."""
    told = parameters.value("meeting_times", on=after.date())
    step = timedelta(minutes=told.whole("step_minutes"))
    found: list[Slot] = []
    for number in range(told.whole("days_ahead") + 1):
        day = after.date() + timedelta(days=number)
        if not workdays.is_working_day(day):
            continue
        for each in sorted(hours, key=lambda row: row.begins_at):
            if each.weekday == day.weekday():
                found += _of_day(each, day, timedelta(minutes=minutes), step, host, citizen, after)
    in_order = sorted(found, key=lambda slot: (bool(slot.clash), slot.starts_at))
    return in_order[: told.whole("most")]


def _of_day(
    hours: Hours,
    day: date,
    length: timedelta,
    step: timedelta,
    host: Sequence[Busy],
    citizen: Sequence[Busy],
    after: datetime,
) -> Iterator[Slot]:
    begins, last = _at(day, hours.begins_at, after.tzinfo), _at(day, hours.ends_at, after.tzinfo)
    while begins + length <= last:
        ends = begins + length
        if begins > after and not any(each.meets(begins, ends) for each in host):
            clash = next((each.kind for each in citizen if each.meets(begins, ends)), "")
            yield Slot(begins, ends, hours.at_centre, hours.place, clash)
        begins += step


def _at(day: date, clock: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, clock, zone)


def may_be_planned(
    *, starts_at: datetime, minutes: int, now: datetime, host: Sequence[Busy], citizen: Sequence[Busy]
) -> Decision:
    """A time to come, of a length there is, when neither the member nor the citizen has another meeting."""
    told = parameters.value("meeting_times", on=now.date())
    shortest, longest = told.whole("shortest_minutes"), told.whole("longest_minutes")
    ends_at = starts_at + timedelta(minutes=minutes)
    if not shortest <= minutes <= longest:
        return Decision.no("meeting.no_such_length", shortest=shortest, longest=longest)
    if starts_at <= now:
        return Decision.no("meeting.in_the_past")
    if starts_at > now + timedelta(days=366):
        return Decision.no("meeting.too_far_ahead")
    if any(each.meets(starts_at, ends_at) for each in host):
        return Decision.no("meeting.host_is_busy")
    if any(each.meets(starts_at, ends_at) for each in citizen):
        return Decision.no("meeting.citizen_is_busy")
    return Decision.yes("meeting.free")


def odd_time(starts_at: datetime, *, minutes: int, hours: Sequence[Hours]) -> Decision:
    """Whether somebody should look at the time once more: it stops nobody, as people do meet in the evening."""
    ends_at = starts_at + timedelta(minutes=minutes)
    if not workdays.is_working_day(starts_at.date()):
        return Decision.unknown("meeting.on_a_day_off", at=starts_at)
    told = [each for each in hours if each.weekday == starts_at.weekday()] or usual_hours(starts_at.date())
    inside = any(each.begins_at <= starts_at.time() and ends_at.time() <= each.ends_at for each in told)
    if not inside or ends_at.date() != starts_at.date():
        return Decision.unknown("meeting.outside_hours", at=starts_at)
    return Decision.yes("meeting.free")


def letter_may_be(target: str, *, standing: str, kind: str) -> Decision:
    """Whether the letter may be said to be in this state. What is secret travels by Digital Post or by hand only."""
    if not parameters.is_term("letter_states", target) or target == "made":
        return Decision.no("meeting.no_such_state")
    state = parameters.term("letter_states", target)
    meeting = parameters.term("meeting_kinds", kind)
    if state.flag("ordinary") and meeting.flag("secure"):
        return Decision.no("meeting.never_by_ordinary_mail", reference=state.reference)
    if standing not in state.words("after"):
        return Decision.no("meeting.letter_is_not_there" if not standing else "meeting.letter_has_moved_on")
    return Decision.yes("meeting.letter_may_go", reference=state.reference)


def outcome_may_be(outcome: str, *, state: str, starts_at: datetime, now: datetime) -> Decision:
    """Whether this may be said of a meeting. Nobody has come or stayed away before it has begun."""
    if not parameters.is_term("meeting_outcomes", outcome):
        return Decision.no("meeting.no_such_outcome")
    if state != "planned":
        return Decision.no("meeting.is_over")
    if parameters.term("meeting_outcomes", outcome).flag("held") and now < starts_at:
        return Decision.no("meeting.not_yet", at=starts_at)
    return Decision.yes("meeting.may_be_said")


@dataclass(frozen=True)
class Standing:
    """What is known of one planned meeting. Moments are in local time."""

    starts_at: datetime
    ends_at: datetime
    interpreter: str
    letter: str
    wants_to_move: bool
    reminded: bool


def missing(meeting: Standing, *, now: datetime) -> list[Decision]:
    """What somebody must do about a planned meeting, most pressing first. Nothing is missing when the list is empty."""
    return list(_missing(meeting, now))


def _missing(meeting: Standing, now: datetime) -> Iterable[Decision]:
    if meeting.ends_at <= now:
        yield Decision.no("meeting.unwritten", at=meeting.starts_at)
        return
    if meeting.wants_to_move:
        yield Decision.no("meeting.asks_for_another_time", at=meeting.starts_at)
    if meeting.letter == "came_back":
        yield Decision.no("meeting.letter_came_back", at=meeting.starts_at)
    if parameters.term("interpreter_states", meeting.interpreter).flag("asked"):
        yield _interpreter(meeting, now)
    if not meeting.reminded and remind_from(meeting.starts_at) <= now.date():
        limit = parameters.value("meeting_reminder_days", on=now.date())
        yield Decision.yes("meeting.remind", reference=limit.reference, at=meeting.starts_at)


def _interpreter(meeting: Standing, now: datetime) -> Decision:
    limit = parameters.value("interpreter_order_days", on=now.date())
    latest = meeting.starts_at.date() - timedelta(days=limit.whole())
    if latest < now.date():
        return Decision.no("meeting.interpreter_late", reference=limit.reference, at=meeting.starts_at)
    return Decision.yes("meeting.interpreter_wanted", reference=limit.reference, at=meeting.starts_at, latest_by=latest)


def remind_from(starts_at: datetime) -> date:
    """From this day on the citizen is reminded. `starts_at` is in local time."""
    day = starts_at.date()
    return day - timedelta(days=parameters.value("meeting_reminder_days", on=day).whole())


def said(term: parameters.Term, language: str) -> str:
    """The words in the language; Danish where there are none."""
    return (term.label(language) if language in ("da", "en") else term.text(language)) or term.da
