"""What is next in one case, and why: the clocks of the law and what was agreed, most pressing first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.base.decision import Decision
from tovholder.pathways import rules
from tovholder.placements.transitions import NO_OFFER
from tovholder.worklists import items


@dataclass(frozen=True)
class StayDays:
    """The days of one stay that clocks ask for."""

    status: str
    starts_on: date
    ends_before: date | None
    next_follow_up: date | None


@dataclass(frozen=True)
class CaseDays:
    """The days of one case that clocks ask for. `talks` are days of talks held, as the law counts them."""

    takeover_on: date | None
    visited_on: date | None
    talks: Sequence[date]
    next_on: date | None
    stays: Sequence[StayDays]
    contract: Decision | None = None  # where its clock stands
    offered_before_on: date | None = None  # the first offer where the case came from


def of(case: CaseDays, *, on: date) -> list[Decision]:
    """Everything that has a date: overdue first, then by how soon. What is in order and has no date is left out."""
    found = [*_law(case, on), *_of_contract(case.contract, on), *_agreed(case, on), *_stays(case.stays, on)]
    return sorted(found, key=lambda decision: (decision.allowed is not False, _day(decision)))


def _law(case: CaseDays, on: date) -> Iterable[Decision]:
    offers = [stay.starts_on for stay in case.stays if stay.status not in NO_OFFER]
    offers += [case.offered_before_on] if case.offered_before_on else []
    offer = rules.offer_due(takeover_on=case.takeover_on, first_offer_on=min(offers, default=None), on=on)
    if offer.code in ("offer.due", "offer.overdue", "offer.not_due"):
        yield offer
    talk = rules.talk_due(visited_on=case.visited_on, talks=case.talks, on=on)
    if talk.code in ("talk.next", "talk.due", "talk.not_due", "talk.overdue") or _is_fresh(talk, on):
        yield talk


def _is_fresh(talk: Decision, on: date) -> bool:
    """Too few talks in the first year: told while it is new, for later nobody can make it good."""
    return talk.code == "talk.too_few" and _day(talk) > on - rules.TOLD_AFTERWARDS


def _of_contract(clock: Decision | None, on: date) -> Iterable[Decision]:
    """Told while there is a day to keep, or while it is new that it passed: of old cases the contract is on paper."""
    if clock is not None and date.max > _day(clock) > on - rules.TOLD_AFTERWARDS:
        yield clock


def _agreed(case: CaseDays, on: date) -> Iterable[Decision]:
    if case.next_on is not None:
        yield items.why_agreed_talk(case.next_on, on)


def _stays(stays: Sequence[StayDays], on: date) -> Iterable[Decision]:
    for stay in stays:
        if stay.status != "started":
            continue
        if stay.next_follow_up is not None:
            yield items.why_follow_up(stay.next_follow_up, stay.starts_on, on)
        if stay.ends_before is not None:
            yield items.why_ending(stay.ends_before, on)


def _day(decision: Decision) -> date:
    """The day the decision is about."""
    for name in ("latest_by", "due_on", "day"):
        found = decision.facts.get(name)
        if isinstance(found, date):
            return found
    return date.max
