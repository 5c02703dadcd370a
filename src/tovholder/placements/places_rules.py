"""Before the call: how many places a workplace has on each day ahead, and from which day a stay is lawful. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.placements.employer_rules import average_of, lawful_places, places_left, stale_facts

Taken = tuple[date, date | None, Decimal]  # (starts_on, ends_before, full-time share)


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which the same number of places is left. `ends_before` None: as far as anybody can see."""

    starts_on: date
    ends_before: date | None
    decision: Decision


def places_over_time(
    *,
    monthly_fte: Sequence[Decimal | None],
    stays: Sequence[Taken],
    others: Decimal | None,
    others_stated_on: date | None,
    on: date,
    until: date,
) -> list[Span]:
    """The places left from `on` until `until`, a span for each number, from what is known `on` the day looked at.

    Our own stays end on their agreed days. Others' stays are as the employer stated them, for stays that begin while
    that is fresh, as the agreement asks; a headcount nobody has stated is asked for, not guessed."""
    begins = [on, *_changes(stays, others_stated_on, on, until)]
    spans: list[Span] = []
    for number, day in enumerate(begins):
        ends = begins[number + 1] if number + 1 < len(begins) else None
        decision = _on_a_day(day, ends, monthly_fte, stays, others, others_stated_on)
        if spans and _same(spans[-1].decision, decision):
            spans[-1] = Span(spans[-1].starts_on, ends, _lasting(decision, ends))
        else:
            spans.append(Span(day, ends, decision))
    return spans


def _changes(stays: Sequence[Taken], stated_on: date | None, on: date, until: date) -> list[date]:
    """The days a stay begins or is over, and the first one for which the statement of others is too old."""
    days = {day for starts, ends, _share in stays for day in (starts, ends) if day is not None}
    if stated_on is not None:
        days.add(stated_on + timedelta(days=parameters.value("stated_stays_fresh_days", on=on).whole() + 1))
    return sorted(day for day in days if on < day < until)


def _on_a_day(
    day: date,
    ends: date | None,
    monthly: Sequence[Decimal | None],
    stays: Sequence[Taken],
    others: Decimal | None,
    stated_on: date | None,
) -> Decision:
    rule = parameters.value("ratio_rule", on=day)
    ours = sum(
        (share for starts, until, share in stays if starts <= day and (until is None or day < until)), Decimal(0)
    )
    told: dict[str, Fact] = {"ours": ours.to_integral_value(ROUND_CEILING)}  # whole: a fraction is somebody's hours
    average = average_of(monthly, rule.whole("months"))
    if average is None:
        return Decision.unknown(
            "ahead.headcount_unknown", reference=rule.reference, months=rule.whole("months"), **told
        )
    lawful = lawful_places(average, on=day)
    told |= {"lawful": lawful, "average": average.quantize(Decimal("0.1"))}
    left = places_left(monthly_fte=monthly, ours=ours, others=others, others_stated_on=stated_on, starts_on=day)
    if left is None:
        most = max(0, int(lawful - ours))
        if not most:
            return Decision.no("ahead.full_by_ours", reference=rule.reference, most_left=most, **told)
        stale = stale_facts(others, stated_on, day)
        code = "ahead.others_stale" if stale else "ahead.others_unknown"
        return Decision.unknown(
            code, reference=rule.reference, most_left=most, **told, **(stale or {"stated_on": None})
        )
    told |= {"left": left, "others": others, "stated_on": stated_on}
    return _lasting((Decision.yes if left else Decision.no)("ahead.left", reference=rule.reference, **told), ends)


def _lasting(decision: Decision, ends: date | None) -> Decision:
    """The same answer with the last day it holds for."""
    if not decision.code.startswith(("ahead.left", "ahead.none_left")):
        return decision
    facts = {name: fact for name, fact in decision.facts.items() if name != "last_day"}
    code = "ahead.left" if decision.allowed else "ahead.none_left"
    if ends is not None:
        code, facts["last_day"] = f"{code}_until", ends - timedelta(days=1)
    return Decision(decision.allowed, code, facts, decision.reference)


def _same(one: Decision, other: Decision) -> bool:
    def told(decision: Decision) -> tuple[object, ...]:
        return (decision.allowed, *(decision.facts.get(name) for name in ("left", "most_left", "ours", "lawful")))

    return told(one) == told(other)


def earliest_lawful(
    days: Iterable[date], asked: Callable[[date], Sequence[Decision]]
) -> tuple[date, Sequence[Decision]] | None:
    """The first of the days on which no rule refuses, with what the rules say then; None when every day is refused."""
    for day in sorted(set(days)):
        decisions = asked(day)
        if not any(decision.refused for decision in decisions):
            return day, decisions
    return None
