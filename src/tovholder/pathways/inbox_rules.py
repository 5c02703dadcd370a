"""Whom an enquiry goes to and how its clock stands: pure answers. Our own way of working; no law says who answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tovholder.base.decision import Decision
from tovholder.base.reference import Reference
from tovholder.parameters import workdays
from tovholder.parameters.entry import Entry

LEADER = "team_leader"
CASE = ("caseworker", "team_leader", "company_consultant", "ambassador")  # who may work in a case at all


@dataclass(frozen=True)
class Asked:
    """What is known when an enquiry comes: what its kind says, and who there is."""

    role: str
    contact_first: bool
    contact_role: str = ""  # "" where the citizen has no named contact
    roles_held: Collection[str] = ()  # by active members of the municipality
    protected: bool = False


def route(asked: Asked, *, reference: Reference | None = None) -> Decision:
    """Whom it goes to, with the reason. Method: the contact where the kind says so, else the role that knows about it;
    of a protected citizen it never leaves the case; where nobody has the role, the team leader sees to it."""
    to_contact = bool(asked.contact_role) and (asked.contact_first or (asked.protected and asked.role != LEADER))
    if asked.protected and to_contact and not asked.contact_first:
        return Decision.yes("enquiry.kept_in_case", reference=reference, role=asked.contact_role, contact=True)
    if to_contact:
        return Decision.yes("enquiry.to_contact", reference=reference, role=asked.contact_role, contact=True)
    role = asked.role
    if asked.protected and role not in CASE:
        return Decision.yes("enquiry.kept_in_case", reference=reference, role=LEADER, contact=False)
    if role not in asked.roles_held:
        return Decision.yes("enquiry.nobody_of_role", reference=reference, role=LEADER, contact=False)
    return Decision.yes("enquiry.to_role", reference=reference, role=role, contact=False)


def clock(received_at: datetime, *, limit: Entry) -> tuple[datetime, datetime]:
    """(warned from, answered before), counted in days of work as the enquiry comes, in local time."""
    hours = limit.whole("answer_hours")
    warned = workdays.hours_after(received_at, max(0, hours - limit.whole("warn_hours")))
    return warned, workdays.hours_after(received_at, hours)


def why(
    *, warn_at: datetime, due_at: datetime, answered_at: datetime | None, now: datetime, reference: Reference
) -> Decision:
    """How it stands. Only what is late is refused; at the very moment of the deadline it is."""
    if answered_at is not None:
        kept = "kept" if answered_at < due_at else "not_kept"
        return Decision.yes(f"enquiry.answered_{kept}", reference=reference, deadline=due_at)
    if now >= due_at:
        return Decision.no("enquiry.late", reference=reference, deadline=due_at)
    return Decision.yes("enquiry.soon" if now >= warn_at else "enquiry.running", reference=reference, deadline=due_at)
