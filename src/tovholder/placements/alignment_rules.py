"""Who still has to sign an expectation alignment, what is new in it, and the clock from housing to a stay. Pure.

None of it is law: the limits are the method of Assens and Middelfart (SIRI), dated in the parameters."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.parameters import workdays

PARTIES = ("company", "citizen", "municipality")
PARTS = ("purpose", "absence", "conflict", "interpreter", "language_goals", "readiness", "at_end")


def changed_parts(before: Mapping[str, str] | None, after: Mapping[str, str]) -> tuple[str, ...]:
    """The parts that are not as in the version before; of a first version none is new."""
    if before is None:
        return ()
    return tuple(part for part in PARTS if before[part] != after[part])


def standing(*, signed: Collection[str], renew_on: date, on: date) -> Decision:
    """Does the newest version hold? Method: signed by all three, talked through again during the stay."""
    reference = parameters.value("alignment_renewal_weeks", on=on).reference
    missing = [party for party in PARTIES if party not in signed]
    if missing:
        return Decision.no("alignment.unsigned", reference=reference, parties=",".join(missing))
    if renew_on <= on:
        return Decision.no("alignment.renewal_due", reference=reference, day=renew_on)
    return Decision.yes("alignment.signed", reference=reference, day=renew_on)


def renewal_day(*, written_on: date, ends_before: date | None) -> date:
    """When it is talked through again: after the weeks of the method, at the latest on the last day of the stay."""
    weeks = parameters.value("alignment_renewal_weeks", on=written_on).whole()
    due = written_on + timedelta(weeks=weeks)
    last = ends_before - timedelta(days=1) if ends_before else due
    return due if last <= written_on else min(due, last)


def answer_day(*, asked_on: date) -> date:
    """Until when the company is asked to sign. Method: some working days."""
    return workdays.after(asked_on, parameters.value("alignment_answer_days", on=asked_on).whole())


def first_stay_clock(*, takeover_on: date | None, first_start: date | None, on: date) -> Decision:
    """Does a stay begin within a month of housing (Assens)? In doubt: the day of housing is not known here, so
    the clock is counted from takeover, and the answer says so."""
    if takeover_on is None:
        return Decision.unknown("housing.day_unknown")
    limit = parameters.value("placement_after_housing", on=takeover_on)
    due_on = months_after(takeover_on, limit.whole())
    told = {"takeover_on": takeover_on, "due_on": due_on}
    if first_start is not None:
        days = max((first_start - takeover_on).days, 0)
        in_time = first_start <= due_on
        code = "housing.began_in_time" if in_time else "housing.began_late"
        return (Decision.yes if in_time else Decision.no)(
            code, reference=limit.reference, days=days, began_on=first_start, **told
        )
    if on > due_on:
        return Decision.no("housing.overdue", reference=limit.reference, days=(on - due_on).days, **told)
    return Decision.yes("housing.due", reference=limit.reference, days=(due_on - on).days, **told)
