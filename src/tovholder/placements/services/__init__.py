"""Every write about a placement: lock, check the version the user saw, ask the rule, save, audit.

Raises NotAllowed, Stale, OutOfReach, NoSuchPerson."""

from tovholder.placements.services.agreeing import agree, change_plan, plan, plan_and_agree, what_if
from tovholder.placements.services.ending import cancel, end
from tovholder.placements.services.running import (
    change_hours,
    choose_company_contact,
    extend,
    interrupt,
    plan_follow_up,
    record_follow_up,
    resume,
    start,
)

__all__ = [
    "agree",
    "cancel",
    "change_hours",
    "change_plan",
    "choose_company_contact",
    "end",
    "extend",
    "interrupt",
    "plan",
    "plan_and_agree",
    "plan_follow_up",
    "record_follow_up",
    "resume",
    "start",
    "what_if",
]
