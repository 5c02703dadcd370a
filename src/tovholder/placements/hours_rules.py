"""Hours a week: one stay's, and those of all the stays the person has at the same time. Pure rules."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import Period
from tovholder.placements.facts import OtherStay, Stay


def full_time_share(stay: Stay) -> Decimal:
    """The stay as a full-time equivalent: 37 hours are 1. Without stated hours it counts as a whole place."""
    full = parameters.value("full_time_hours", on=stay.starts_on).amount()
    hours = stay.hours_unpaid + stay.hours_paid
    return min(hours / full, Decimal(1)) if hours else Decimal(1)


def within_full_time(stay: Stay, others: Sequence[OtherStay] = ()) -> Decision:
    """Weekly hours, paid and unpaid together, are more than none and at most full time.

    `others` are the person's agreed and running stays: in the week they have in common, all hours count together."""
    limit, own = parameters.value("full_time_hours", on=stay.starts_on), stay.hours_unpaid + stay.hours_paid
    if own <= 0:
        return Decision.unknown("hours.not_stated", reference=limit.reference)
    at_once = _overlapping(stay, others)
    hours = own + _most_at_once(stay, at_once)
    code = "hours.within_full_time" if hours <= limit.amount() else "hours.over_full_time"
    facts: dict[str, Fact] = {"hours": hours, "most": limit.whole()}
    if at_once:
        code += "_together"
        facts |= {"others": ", ".join(dict.fromkeys(other.company for other in at_once))}
    answer = Decision.yes if hours <= limit.amount() else Decision.no
    return answer(code, reference=limit.reference, **facts)


def paid_as_the_kind(kind: str, *, hours_unpaid: Decimal, hours_paid: Decimal, starts_on: date) -> Decision:
    """Paid work has paid hours a week, and unpaid ones beside them only where the kind allows it.

    `starts_on` is the stay's first day, which chooses the version of the kind, for a later step of its hours too."""
    row = parameters.term("placement_kinds", kind, on=starts_on)
    if not row.flag("paid"):
        return Decision.yes("hours.kind_without_pay", reference=row.reference, kind=kind)
    if hours_paid <= 0:
        return Decision.no("hours.pay_missing", reference=row.reference, kind=kind)
    if hours_unpaid > 0 and not row.flag("unpaid_beside"):
        return Decision.no("hours.unpaid_beside_pay", reference=row.reference, kind=kind, hours=hours_unpaid)
    return Decision.yes("hours.paid_as_the_kind", reference=row.reference, kind=kind)


def not_here_already(stay: Stay, others: Sequence[OtherStay]) -> Decision:
    """Nobody is twice at the same workplace at the same time: that is one stay, whose hours or end are changed."""
    here = [other for other in _overlapping(stay, others) if other.here]
    if not here:
        return Decision.yes("stay.not_here_already")
    return Decision.no("stay.here_already", starts_on=here[0].starts_on, company=here[0].company)


def _period(stay: Stay | OtherStay) -> Period:
    return Period(stay.starts_on, stay.ends_before)


def _overlapping(stay: Stay, others: Sequence[OtherStay]) -> list[OtherStay]:
    return [other for other in others if _period(other).overlaps(_period(stay))]


def _most_at_once(stay: Stay, others: Sequence[OtherStay]) -> Decimal:
    """The most hours of the others in any one week of the stay: two short stays after each other do not add up."""
    days = [stay.starts_on, *(other.starts_on for other in others if other.starts_on > stay.starts_on)]
    return max(sum((other.hours for other in others if _period(other).contains(day)), Decimal(0)) for day in days)
