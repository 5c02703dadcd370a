"""When somebody in a job or an education is talked with again, when the final talk is, when a leave ends. Pure.

Method (Esbjerg S34, Kolding S37). What is told are facts with their day: no risk is reckoned and nobody is ranked."""

from datetime import date, timedelta
from typing import Any

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import months_after


def signal(kind: str, *, day: date, days: int | None = None, number: int | None = None) -> Decision:
    """The fact in words, with its day. Refused: somebody has to do something about it."""
    told: dict[str, Any] = {name: value for name, value in (("days", days), ("number", number)) if value is not None}
    return Decision.no(f"aftercare.fact_{kind}", day=day, **told)


def contact_due(*, last_contact: date | None, begun_on: date, on: date) -> Decision:
    """Has too long passed since anybody talked with somebody in a job or an education?"""
    limit = parameters.value("aftercare_contact_days", on=on)
    since = max(last_contact or begun_on, begun_on)
    due = since + timedelta(days=limit.whole())
    if due < on:
        return Decision.no("aftercare.contact_late", reference=limit.reference, day=since, days=(on - since).days)
    return Decision.yes("aftercare.contact_by", reference=limit.reference, day=due)


def final_talk(*, begun_on: date, held_on: date | None, on: date) -> Decision:
    """Is the final talk held, or is there still time?"""
    limit = parameters.value("aftercare_final_talk_months", on=on)
    due = months_after(begun_on, limit.whole())
    if held_on is not None:
        return Decision.yes("aftercare.final_held", reference=limit.reference, day=held_on)
    if due <= on:
        return Decision.no("aftercare.final_due", reference=limit.reference, day=due)
    return Decision.yes("aftercare.final_by", reference=limit.reference, day=due)


def leave(*, leave_from: date | None, returns_on: date | None, on: date) -> Decision:
    """Where somebody stands with the leave: before it, in it, soon back, back. Soon back: the plan is taken up."""
    limit = parameters.value("leave_return_weeks", on=on)
    if leave_from is not None and on < leave_from:
        return Decision.yes("leave.before", day=leave_from)
    if returns_on is None:
        return Decision.unknown("leave.end_unknown")
    if on >= returns_on:
        return Decision.no("leave.back", reference=limit.reference, day=returns_on)
    if on >= returns_on - timedelta(weeks=limit.whole()):
        return Decision.no("leave.soon_back", reference=limit.reference, day=returns_on)
    return Decision.yes("leave.in_leave", day=returns_on)
