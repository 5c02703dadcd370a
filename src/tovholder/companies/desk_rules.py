"""The clock of a company's request, as pure answers: no database, no clock on the wall, no language.

An agreement with companies and no law (S29): both clocks stand still on days that are no working days."""

from dataclasses import dataclass
from datetime import datetime

from tovholder.base.decision import Decision
from tovholder.parameters import workdays
from tovholder.parameters.entry import Entry

LATE, SOON, RUNNING, OPEN, CLOSED = "late", "soon", "running", "open", "closed"


@dataclass(frozen=True)
class Clock:
    """Until when, counted once as the request comes. `arrive_by` is None where nobody has to come out."""

    warn_at: datetime
    due_at: datetime
    arrive_by: datetime | None


@dataclass(frozen=True)
class Standing:
    """What is known of a request when its stage is asked for."""

    clock: Clock
    answered_at: datetime | None = None
    arrived_at: datetime | None = None
    closed_at: datetime | None = None


def clock_of(received_at: datetime, *, limit: Entry, calls_out: bool) -> Clock:
    """The clock of a request received at a moment of local time. The warning comes in the same hours of work, so that
    a request of Friday afternoon does not turn yellow on Sunday."""
    hours = limit.whole("answer_hours")
    return Clock(
        warn_at=workdays.hours_after(received_at, max(0, hours - limit.whole("warn_hours"))),
        due_at=workdays.hours_after(received_at, hours),
        arrive_by=workdays.hours_after(received_at, limit.whole("arrival_hours")) if calls_out else None,
    )


def stage(standing: Standing, *, now: datetime) -> str:
    """Late, nearly late, running, open without a clock, or closed. At the very moment of the deadline it is late."""
    if standing.closed_at is not None:
        return CLOSED
    deadline = next_deadline(standing)
    if deadline is None:
        return OPEN
    if now >= deadline:
        return LATE
    return SOON if now >= standing.clock.warn_at else RUNNING


def next_deadline(standing: Standing) -> datetime | None:
    """The first thing the company still waits for: an answer, or somebody who comes."""
    waits = []
    if standing.answered_at is None:
        waits.append(standing.clock.due_at)
    if standing.arrived_at is None and standing.clock.arrive_by is not None:
        waits.append(standing.clock.arrive_by)
    return min(waits, default=None)


def why(standing: Standing, *, now: datetime, limit: Entry) -> Decision:
    """The stage with its reason, for lists and for my day. Only what is late is refused."""
    found, deadline = stage(standing, now=now), next_deadline(standing)
    if deadline is None or found == CLOSED:
        return Decision.yes(f"request.{found}", reference=limit.reference)
    waits = "answer" if standing.answered_at is None else "arrival"
    decide = Decision.no if found == LATE else Decision.yes
    return decide(f"request.{found}_{waits}", reference=limit.reference, deadline=deadline)


def was_kept(deadline: datetime | None, met_at: datetime | None) -> bool | None:
    """Whether what was promised came in time; None where nothing was promised or nothing has come yet."""
    if deadline is None or met_at is None:
        return None
    return met_at < deadline
