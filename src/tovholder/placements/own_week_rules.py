"""Does what the citizen tells of a week go with what others told of it? Pure; nobody is said to be right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.base.decision import Decision, Fact
from tovholder.placements.ladder_rules import HoursStep


@dataclass(frozen=True, slots=True)
class Told:
    """Hours a week in some days, and on how many of the days somebody was away; None when nobody said."""

    step: HoursStep
    absent_days: int | None = None

    def is_in(self, starts_on: date, ends_before: date) -> bool:
        ends = self.step.ends_before
        return self.step.starts_on < ends_before and (ends is None or ends > starts_on)

    def is_of_the_same_days(self, other: "Told") -> bool:
        return (self.step.starts_on, self.step.ends_before) == (other.step.starts_on, other.step.ends_before)


def compared(own: Told, others: Sequence[Told]) -> Decision:
    """Yes when all tell the same, no with the first difference, unknown when nobody else has told of the days."""
    ends_before = own.step.ends_before
    near = [told for told in others if ends_before is not None and told.is_in(own.step.starts_on, ends_before)]
    if not near:
        return Decision.unknown("own_week.told_alone")
    for told in near:
        facts: dict[str, Fact] = {"day": own.step.starts_on}
        if (told.step.unpaid, told.step.paid) != (own.step.unpaid, own.step.paid):
            facts |= {"unpaid": own.step.unpaid, "paid": own.step.paid}
            facts |= {"others_unpaid": told.step.unpaid, "others_paid": told.step.paid}
            return Decision.no("own_week.hours_differ", reference=None, **facts)
        if _days_differ(own, told):
            facts |= {"days": own.absent_days or 0, "others_days": told.absent_days or 0}
            return Decision.no("own_week.days_differ", reference=None, **facts)
    return Decision.yes("own_week.all_tell_the_same")


def _days_differ(own: Told, told: Told) -> bool:
    """Days away are only told apart for the very same days: of a longer period nobody knows which they were."""
    return told.absent_days is not None and own.is_of_the_same_days(told) and told.absent_days != own.absent_days
