"""The clocks of the programme: takeover, first offer, contract, talks, and nobody forgotten.

Integrationsloven §§ 4, 17, 20. Each answer says whether things are in order on the day handed in: refused is overdue.
In doubt: whether "within 1 month" has the last day inside (taken so), and the first-offer clock after 2025.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after

TOLD_AFTERWARDS = timedelta(days=91)  # too few talks in the first span: how long it is told


def takeover_on(assigned_on: date) -> date:
    """The day the municipality takes over: assigned 28 October, taken over 1 December."""
    months = parameters.value("takeover", on=assigned_on).whole()
    return months_after(assigned_on.replace(day=1), months)


def offer_due(*, takeover_on: date | None, first_offer_on: date | None, on: date) -> Decision:
    """Has the first company-directed offer come, or is there still time? The clock starts at takeover."""
    if takeover_on is None:
        return Decision.unknown("offer.takeover_unknown")
    try:
        clock = parameters.value("first_offer", on=takeover_on)
    except parameters.NotInForceError:
        return Decision.yes("offer.no_clock", takeover_on=takeover_on)
    soon = takeover_on + timedelta(weeks=clock.whole("soon_weeks"))
    latest = months_after(takeover_on, clock.whole("latest_months"))
    facts = {"takeover_on": takeover_on, "soon_by": soon, "latest_by": latest}
    if first_offer_on is not None:
        late = first_offer_on > latest
        return Decision.yes("offer.given_late" if late else "offer.given", reference=clock.reference, **facts)
    if on > latest:
        return Decision.no("offer.overdue", reference=clock.reference, days=(on - latest).days, **facts)
    return Decision.yes("offer.due" if on > soon else "offer.not_due", reference=clock.reference, **facts)


def offer_gap(*, last_offer_ended_on: date, on: date) -> Decision:
    """Has the pause since the last offer become too long? `last_offer_ended_on` is its last day."""
    limit = parameters.value("offer_gap", on=on)
    latest = last_offer_ended_on + timedelta(weeks=limit.whole())
    answer = Decision.no if on > latest else Decision.yes
    return answer(
        "offer.gap_too_long" if on > latest else "offer.gap",
        reference=limit.reference,
        weeks=limit.whole(),
        latest_by=latest,
    )


def contract_due(*, takeover_on: date | None, contract_on: date | None, on: date) -> Decision:
    """Is the contract made, or is there still time?"""
    if takeover_on is None:
        return Decision.unknown("contract.takeover_unknown")
    try:
        limit = parameters.value("contract", on=takeover_on)
    except parameters.NotInForceError:
        return Decision.yes("contract.no_clock", takeover_on=takeover_on)
    latest = months_after(takeover_on, limit.whole())
    if contract_on is not None:
        return Decision.yes("contract.made", reference=limit.reference, on=contract_on)
    if on > latest:
        return Decision.no("contract.overdue", reference=limit.reference, latest_by=latest, days=(on - latest).days)
    return Decision.yes("contract.not_due", reference=limit.reference, latest_by=latest)


def talk_due(
    *,
    visited_on: date | None,
    talks: Sequence[date],
    on: date,
    in_job_since: date | None = None,
    birth_on: date | None = None,
) -> Decision:
    """Is the next individual talk due? `talks` are days held, `birth_on` the birth somebody is on leave for.

    The law counts talks in a first span; they are spread evenly over it here, so that not all fall in its last week.
    """
    if visited_on is None:
        return Decision.unknown("talk.visitation_unknown")
    try:
        rhythm = parameters.value("talks", on=visited_on)
    except parameters.NotInForceError:
        return Decision.yes("talk.as_needed")
    held = sorted(day for day in talks if day <= on)
    if birth_on is not None:
        return _once(held, after=birth_on, months=rhythm.whole("after_birth_months"), on=on, rhythm=rhythm)
    if in_job_since is not None:
        after = max([in_job_since, *held])
        return _once([], after=after, months=rhythm.whole("in_job_every_months"), on=on, rhythm=rhythm)
    return _spread(held, visited_on, on, rhythm)


def _once(held: Sequence[date], *, after: date, months: int, on: date, rhythm: parameters.Entry) -> Decision:
    due = months_after(after, months)
    if any(day >= due for day in held):
        return Decision.yes("talk.as_needed", reference=rhythm.reference)
    answer = Decision.no if on > due else Decision.yes
    return answer("talk.overdue" if on > due else "talk.not_due", reference=rhythm.reference, due_on=due)


def _spread(held: Sequence[date], visited_on: date, on: date, rhythm: parameters.Entry) -> Decision:
    wanted = rhythm.whole("first_talks")
    end = months_after(visited_on, rhythm.whole("first_months"))
    done = sum(visited_on <= day <= end for day in held)
    facts = {"held": done, "wanted": wanted, "months": rhythm.whole("first_months")}
    if done >= wanted:
        return Decision.yes("talk.as_needed", reference=rhythm.reference)
    if on > end:
        return Decision.no("talk.too_few", reference=rhythm.reference, due_on=end, **facts)
    due = visited_on + (end - visited_on) * (done + 1) // wanted
    return Decision.yes("talk.due" if on > due else "talk.next", reference=rhythm.reference, due_on=due, **facts)


def talks_due_after(on: date) -> tuple[tuple[date, date], ...]:
    """For 0, 1, 2 … talks held: the first and the last day of visitation for which a talk is due on the day.

    Too few talks are told while it is new, for later nobody can make it good. Found by halving: the later somebody was
    visited, the later the talk is due."""
    wanted = parameters.value("talks", on=on).whole("first_talks")
    return tuple((_first(on, held, is_stale=True), _first(on, held) - timedelta(days=1)) for held in range(wanted))


def _first(on: date, held: int, *, is_stale: bool = False) -> date:
    """The first day of visitation whose talk is not yet due on the day; or, `is_stale`, is not too long ago."""
    low, high = on - timedelta(days=3 * 365), on + timedelta(days=1)
    while low < high:
        middle = low + (high - low) // 2
        talk = talk_due(visited_on=middle, talks=[middle] * held, on=on)
        due_on = talk.facts.get("due_on")
        is_old = isinstance(due_on, date) and due_on <= on - TOLD_AFTERWARDS and talk.code == "talk.too_few"
        low, high = (low, middle) if not (is_old if is_stale else talk.code != "talk.next") else (_next(middle), high)
    return low


def _next(day: date) -> date:
    return day + timedelta(days=1)


def is_forgotten(
    *,
    known_since: date,
    last_contact: date | None,
    last_offer: date | None,
    last_proposal: date | None,
    on: date,
    days: int | None = None,
) -> Decision:
    """Refused when there was no contact, offer or proposal for `days` (None: as the parameter says).

    `last_offer` is the last day of the latest stay or course, in the future while it runs. Without any of the
    three the days count from `known_since`.
    """
    limit = parameters.value("forgotten_days", on=on)
    allowed_days = limit.whole() if days is None else days
    happened = [day for day in (last_contact, last_offer, last_proposal) if day is not None]
    last = max(happened, default=known_since)
    gone = max(0, (on - last).days)
    facts: dict[str, Fact] = {"days": gone, "limit": allowed_days, "since": last}
    if gone < allowed_days:
        return Decision.yes("forgotten.not", reference=limit.reference, **facts)
    code = "forgotten.for_days" if happened else "forgotten.never_met"
    return Decision.no(code, reference=limit.reference, **facts)
