"""The plan: which phase, is the contract talked through in time, do the offers fill the duty, which groups and steps
are suggested. Pure; there is no score, and each suggestion says why. A human chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after
from tovholder.pathways.rules import TOLD_AFTERWARDS
from tovholder.placements.next_step_rules import next_kinds

PHASES = {"phase.one": "one", "phase.two": "two", "phase.two_again": "three", "phase.three": "three"}
LONG_PAST = "contract.long_past"
HEALTH = "health"
APPOINTMENTS = "appointments"  # hours set aside: the plan counts them and does not tell for what


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that runs in a period: from the plan or a stay. `hours` a week, None when nobody has told."""

    kind: str
    starts_on: date
    ends_before: date | None = None
    hours: Decimal | None = None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)


def phase(*, takeover_on: date | None, on: date, self_supporting: bool = False) -> Decision:
    """The phase of the method on the day. Who is not self-supporting after the second goes through it again."""
    if takeover_on is None:
        return Decision.unknown("phase.takeover_unknown")
    try:
        limit = parameters.value("plan_phases", on=takeover_on)
    except parameters.NotInForceError:
        return Decision.unknown("phase.no_method")
    first = months_after(takeover_on, limit.whole("first_months"))
    second = months_after(takeover_on, limit.whole("second_months"))
    if on < takeover_on:
        return Decision.yes("phase.before", takeover_on=takeover_on, reference=limit.reference)
    if on <= first:
        return Decision.yes("phase.one", until=first, reference=limit.reference)
    if on <= second:
        return Decision.yes("phase.two", until=second, reference=limit.reference)
    return Decision.yes(
        "phase.three" if self_supporting else "phase.two_again", since=second, reference=limit.reference
    )


def contract_review(*, signed_on: date | None, on: date) -> Decision:
    """Has the contract been talked through in time? `signed_on` is the day the newest one stood."""
    if signed_on is None:
        return Decision.unknown("contract.not_signed")
    limit = parameters.value("contract_review", on=signed_on)
    latest = months_after(signed_on, limit.whole())
    facts = {"signed_on": signed_on, "latest_by": latest}
    if on > latest:
        return Decision.no("contract.review_overdue", days=(on - latest).days, reference=limit.reference, **facts)
    return Decision.yes("contract.review_ahead", reference=limit.reference, **facts)


def told(clock: Decision, *, on: date) -> Decision:
    """A clock as it is told: one that passed longer ago than is told afterwards is no longer late, only long past."""
    latest = clock.facts.get("latest_by")
    if not clock.refused or not isinstance(latest, date) or latest > on - TOLD_AFTERWARDS:
        return clock
    return Decision.unknown(LONG_PAST, reference=clock.reference, latest_by=latest)


def duty(offers: Sequence[Offer], *, takeover_on: date | None, benefit: str, on: date) -> Decision:
    """The same of one citizen: nobody owes hours before the takeover, nor is it known whether without a benefit."""
    planned = sum((each.hours for each in offers if each.runs_on(on) and each.hours is not None), Decimal(0))
    if takeover_on is None:
        return Decision.unknown("duty.takeover_unknown", planned=planned)
    if on < takeover_on:
        return Decision.yes("duty.not_begun", takeover_on=takeover_on, planned=planned)
    return hours_against_duty(offers, on=on) if benefit else Decision.unknown("duty.benefit_unknown", planned=planned)


def hours_against_duty(offers: Sequence[Offer], *, on: date) -> Decision:
    """Do the weekly hours of what runs on the day fill the duty of that day? Hours nobody has told are asked about."""
    running = [offer for offer in offers if offer.runs_on(on)]
    told = sum((offer.hours for offer in running if offer.hours is not None), Decimal(0))
    untold = sum(offer.hours is None for offer in running)
    try:
        duty = parameters.value("programme_hours", on=on)
    except parameters.NotInForceError:
        return Decision.yes("duty.none_in_force", planned=told)
    wanted, at_company = duty.amount("all_hours"), duty.amount("company_hours")
    company = sum((offer.hours for offer in running if offer.kind == "company" and offer.hours), Decimal(0))
    facts: dict[str, Fact] = {"planned": told, "hours": wanted}
    if told >= wanted and company >= at_company:
        return Decision.yes("duty.filled", reference=duty.reference, **facts)
    if untold:
        return Decision.unknown("duty.ask_hours", untold=untold, reference=duty.reference, **facts)
    if told >= wanted:
        facts |= {"company": company, "at_company": at_company}
        return Decision.no("duty.company_short", reference=duty.reference, **facts)
    return Decision.no("duty.short", short=wanted - told, reference=duty.reference, **facts)


def may_visit(*, code: str, answers: Mapping[str, str], on: date) -> Decision:
    """May somebody be visited so on these answers? Activity-ready only after what the guidelines ask was done.

    The answers are not added up: each question stands alone."""
    if not parameters.is_term("visitations", code, on=on):
        return Decision.no("visitation.no_such_kind")
    questions = parameters.terms("visitation_questions", on=on)
    if [row.code for row in questions if not answers.get(row.code)]:
        return Decision.no("visitation.answer_all", questions=len(questions))
    if code == "activity_ready" and any(
        row.flag("for_activity_ready") and answers[row.code] != "yes" for row in questions
    ):
        return Decision.no("visitation.not_assessed_yet", reference=questions[0].reference)
    return Decision.yes("visitation.may")


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFacts:
    """What a next step is suggested from: the phase, the stays, wishes, progression where measured, what is open."""

    phase: str
    has_contract: bool
    running: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()  # kinds, newest first
    step_of_stay: Decision | None = None  # of the running stay, from the placements
    wishes: tuple[str, ...] = ()
    open_orders: Mapping[str, int] | None = None  # by industry
    is_rising: bool | None = None  # None where nothing is measured
    risen: int = 0  # questions, of those measured
    fallen: int = 0
    measured: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step that may be next, and why. `industry` is named where the reason is one."""

    why: Decision
    industry: str = ""


def next_steps(facts: WayFacts, *, on: date) -> tuple[Step, ...]:
    """Steps that may be next, in the order of the way and not of any worth. Each by itself, for a human to choose."""
    return (*_frame(facts), *_stays(facts, on), *_openings(facts), *_progress(facts))


def _frame(facts: WayFacts) -> Sequence[Step]:
    found = []
    if not facts.has_contract and facts.phase:
        found.append(Step(Decision.unknown("way.contract")))
    if facts.phase == "phase.two_again":
        found.append(Step(Decision.yes("way.phase_two_again")))
    if facts.phase == "phase.three":
        found.append(Step(Decision.yes("way.aftercare")))
    return found


def _stays(facts: WayFacts, on: date) -> Sequence[Step]:
    if facts.step_of_stay is not None and not facts.step_of_stay.refused:
        return [Step(Decision.yes("way.stay_leads_on"))]
    if facts.running or facts.phase == "phase.three":
        return []
    if not facts.ended:
        return [Step(Decision.yes("way.first_stay"))]
    return [Step(Decision.yes("way.rung", kind=next_kinds(facts.ended[0], on)[0]))]


def _openings(facts: WayFacts) -> Sequence[Step]:
    if not facts.wishes:
        return [Step(Decision.unknown("way.ask_wishes"))]
    opened = facts.open_orders or {}
    found = [
        Step(Decision.yes("way.open_orders", orders=opened[wish]), wish) for wish in facts.wishes if opened.get(wish)
    ]
    return found or [Step(Decision.unknown("way.nothing_open"))]


def _progress(facts: WayFacts) -> Sequence[Step]:
    if facts.is_rising is None:
        return []
    told: dict[str, Any] = {"risen": facts.risen, "fallen": facts.fallen, "measured": facts.measured}
    if facts.fallen:
        return [Step(Decision.yes("way.rises_and_falls" if facts.risen else "way.falls", **told))]
    return [Step(Decision.yes("way.rises" if facts.is_rising else "way.stands_still", **told))]


def may_move_on(*, moves_on: date, on: date) -> Decision:
    """Whether a case may be sent for a move on that day. Years away it is a slip, and a yes would close the case."""
    limit = parameters.value("move_days", on=on)
    earliest, latest = on - timedelta(days=limit.whole("back")), on + timedelta(days=limit.whole("ahead"))
    answer = Decision.yes if earliest <= moves_on <= latest else Decision.no
    code = "transfer.day_near" if earliest <= moves_on <= latest else "transfer.day_far"
    return answer(code, reference=limit.reference, earliest=earliest, latest=latest)
