"""Rules about the workplace: how many stays it may have, and whether they come on top of ordinary jobs.

BEK 2636/2021 § 65 (ratio, statement) and VITAS (additional employment). In doubt: utility work from 2025.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.parameters import Entry


def lawful_places(average: Decimal, *, on: date) -> int:
    """Places (full-time equivalents) lawful at a P-number with `average` ordinarily employed, for a start `on`.

    One per 5 up to 50 and always at least one, then one per 10 more; parts of a place do not count.
    """
    rule = parameters.value("ratio_rule", on=on)
    small_up_to, per_small = rule.amount("small_up_to"), rule.amount("per_small")
    if average <= small_up_to:
        return max(rule.whole("minimum"), int(average // per_small))
    return int(small_up_to // per_small) + int((average - small_up_to) // rule.amount("per_large"))


def average_of(months: Sequence[Decimal | None], count: int) -> Decimal | None:
    """The mean of the last `count` months, or None when one of them is missing."""
    last = [month for month in months[-count:] if month is not None]
    return sum(last, Decimal(0)) / count if len(last) == count else None


def ratio_rule(
    *,
    monthly_fte: Sequence[Decimal | None],
    ours: Decimal,
    others: Decimal | None,
    others_stated_on: date | None,
    starts_on: date,
    wanted: Decimal = Decimal(1),
) -> Decision:
    """Is there room for `wanted` more (full-time equivalents) at the P-number, counting everybody's stays?

    Refuses when our own stays alone fill the places. A missing month, or a statement of others' stays that is
    missing or older than the limit, is unknown, unless the answer would be the same whatever it says.
    """
    rule = parameters.value("ratio_rule", on=starts_on)
    fresh = _fresh(others, others_stated_on, starts_on)
    average = average_of(monthly_fte, rule.whole("months"))
    known = ours + (fresh or Decimal(0))
    if average is None:
        if fresh is not None and _rounded(known + wanted) <= rule.whole("minimum"):
            return Decision.yes("ratio.minimum", reference=rule.reference, lawful=rule.whole("minimum"))
        return Decision.unknown("ratio.headcount_unknown", reference=rule.reference, months=rule.whole("months"))
    lawful = lawful_places(average, on=starts_on)
    facts: dict[str, Fact] = {
        "lawful": lawful,
        "average": _rounded(average),
        "taken": _rounded(known),
        "wanted": _rounded(wanted),
    }
    if _rounded(known + wanted) > lawful:
        return Decision.no("ratio.full", reference=rule.reference, **facts)
    if fresh is None:
        stale = stale_facts(others, others_stated_on, starts_on)
        code = "ratio.others_stale" if stale else "ratio.others_unknown"
        return Decision.unknown(code, reference=rule.reference, **facts, **stale)
    return Decision.yes("ratio.room", reference=rule.reference, **facts)


def places_left(
    *,
    monthly_fte: Sequence[Decimal | None],
    ours: Decimal,
    others: Decimal | None,
    others_stated_on: date | None,
    starts_on: date,
) -> int | None:
    """Whole places left at the P-number for a stay that starts on the day, or None when that is unknown."""
    months = parameters.value("ratio_rule", on=starts_on).whole("months")
    average, fresh = average_of(monthly_fte, months), _fresh(others, others_stated_on, starts_on)
    if average is None or fresh is None:
        return None
    return max(0, int(lawful_places(average, on=starts_on) - ours - fresh))


def additional_employment(kind: str, *, monthly_fte: Sequence[Decimal | None], starts_on: date) -> Decision:
    """Wage subsidy only: the ordinary headcount of the last month is at least the average of the last 12."""
    rule = parameters.value("additional_employment", on=starts_on)
    if not parameters.term("placement_kinds", kind, on=starts_on).flag("additional_employment"):
        return Decision.yes("additional.not_required", kind=kind)
    average = average_of(monthly_fte, rule.whole("months"))
    last = monthly_fte[-1] if monthly_fte else None
    if average is None or last is None:
        return Decision.unknown("additional.headcount_unknown", reference=rule.reference, months=rule.whole("months"))
    answer = Decision.yes if last >= average else Decision.no
    code = "additional.met" if last >= average else "additional.fewer_than_average"
    return answer(code, reference=rule.reference, last=_rounded(last), average=_rounded(average))


def statement_required(
    kind: str,
    *,
    starts_on: date,
    employer_signed: bool,
    representative_signed: bool,
    ticked: bool = False,
    refused_by: str = "",
    employer_alone: bool | None = None,
) -> Decision:
    """Before the start both the employer and a representative of the employees state that the conditions are met.

    Whoever has said no is not outvoted. What was only ticked by whoever agrees is told as that. Where there is nobody
    else than the employer, the employer states it alone."""
    if not parameters.term("placement_kinds", kind, on=starts_on).flag("statement_required"):
        return Decision.yes("statement.not_required", kind=kind)
    rule = parameters.value("employer_statement", on=starts_on)
    source = rule.reference
    if refused_by:
        code = "statement.employer_refused" if refused_by == "employer" else "statement.representative_refused"
        return Decision.no(code, reference=source)
    if rule.flag("employer") and not employer_signed:
        return Decision.no("statement.employer_missing", reference=source)
    if rule.flag("representative") and not representative_signed:
        if employer_alone:
            alone = parameters.value("employer_alone", on=starts_on)
            return Decision.yes("statement.employer_alone", reference=alone.reference, employees=alone.whole())
        return Decision.no("statement.representative_missing", reference=source)
    return Decision.yes("statement.ticked" if ticked else "statement.given", reference=source)


def stale_facts(others: Decimal | None, stated_on: date | None, starts_on: date) -> dict[str, Fact]:
    """What was stated of others' stays, and by our own limit up to which first day that counts; {} when nothing was."""
    if others is None or stated_on is None:
        return {}
    days = parameters.value("stated_stays_fresh_days", on=starts_on).whole()
    return {
        "others": others,
        "stated_on": stated_on,
        "days": days,
        "counts_until": stated_on + timedelta(days=days),
        "ask_from": starts_on - timedelta(days=days),
    }


def _fresh(others: Decimal | None, stated_on: date | None, starts_on: date) -> Decimal | None:
    if others is None or stated_on is None:
        return None
    limit: Entry = parameters.value("stated_stays_fresh_days", on=starts_on)
    return others if (starts_on - stated_on).days <= limit.whole() else None


def _rounded(number: Decimal) -> Decimal:
    """Two decimals: 12 and 25 of 37 hours are one place, whatever their fractions add up to."""
    return number.quantize(Decimal("0.01"))
