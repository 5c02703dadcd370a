"""Is it time for the next placement, and which one leads to a job (Assens, S27-4)? Pure rules; a human decides.

Each requirement is an answer with its reason. What nobody has told is asked about, and stops nothing by itself. There
is no score: the requirements are not added up, and nobody is compared with anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.placements.ladder_rules import HoursStep, StayFacts

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danish:
    """Whether goals for Danish were agreed, and when somebody last wrote what was seen of them."""

    has_goals: bool = False
    seen_on: date | None = None


def requirements(stay: StayFacts, danish: Danish, *, on: date) -> tuple[Decision, ...]:
    """What must be in place before the next placement is proposed, each by itself."""
    return (
        tasks_mastered(stay, on=on),
        goals_for_danish(danish, on=on),
        hours_rise(stay, on=on),
        end_is_near(stay, on=on),
    )


def is_ready(found: Sequence[Decision]) -> Decision:
    """Yes when all are met, unknown when something is to be asked first, no when one is not met yet."""
    if any(decision.refused for decision in found):
        return Decision.no("next.not_yet")
    if any(decision.is_unknown for decision in found):
        return Decision.unknown("next.ask_first")
    return Decision.yes("next.ready")


def tasks_mastered(stay: StayFacts, *, on: date) -> Decision:
    """Are enough of the tasks done alone? All of them, where there are fewer."""
    limit = parameters.value("next_placement", on=on)
    if not stay.tasks:
        return Decision.unknown("next.tasks_not_written", reference=limit.reference)
    mastered = sum(task.mastered_since is not None for task in stay.tasks)
    least = min(limit.whole("tasks"), len(stay.tasks))
    answer, code = (Decision.yes, "next.tasks_mastered") if mastered >= least else (Decision.no, "next.tasks_not_yet")
    return answer(code, mastered=mastered, tasks=len(stay.tasks), least=least, reference=limit.reference)


def goals_for_danish(danish: Danish, *, on: date) -> Decision:
    """Has anybody looked at the goals for Danish lately? Whether they are met, people say in words."""
    limit = parameters.value("next_placement", on=on)
    if not danish.has_goals:
        return Decision.yes("next.no_goals_for_danish", reference=limit.reference)
    if danish.seen_on is None or (on - danish.seen_on).days > limit.whole("seen_within_days"):
        return Decision.unknown("next.danish_not_seen", reference=limit.reference)
    return Decision.yes("next.danish_seen", day=danish.seen_on, reference=limit.reference)


def hours_rise(stay: StayFacts, *, on: date) -> Decision:
    """Are more hours, or more paid ones, worked than when it began? Full time cannot rise."""
    limit = parameters.value("next_placement", on=on)
    now, first = stay.hours_on(on), _first(stay)
    if now is None or first is None or not now.total:
        return Decision.unknown("next.hours_not_told", reference=limit.reference)
    if now.total >= limit.amount("full_hours"):
        return Decision.yes("next.hours_many", hours=now.total, reference=limit.reference)
    more = max(now.total - first.total, now.paid - first.paid)
    is_more = more >= limit.amount("rise_hours")
    answer, code = (Decision.yes, "next.hours_rise") if is_more else (Decision.no, "next.hours_flat")
    return answer(code, hours=now.total, paid=now.paid, before=first.total, reference=limit.reference)


def _first(stay: StayFacts) -> HoursStep | None:
    return min((*stay.worked, *stay.planned), key=lambda step: step.starts_on, default=None)


def end_is_near(stay: StayFacts, *, on: date) -> Decision:
    """Is the last day so near that the next placement is to be found now?"""
    limit = parameters.value("next_placement", on=on)
    if stay.ends_before is None:
        return Decision.no("next.no_end", reference=limit.reference)
    day = stay.ends_before - _DAY
    is_near = (stay.ends_before - on).days <= limit.whole("end_within_days")
    answer, code = (Decision.yes, "next.end_near") if is_near else (Decision.no, "next.end_far")
    return answer(code, day=day, reference=limit.reference)


def next_kinds(kind: str, on: date) -> list[str]:
    """The kinds to try at the same company: the usual one of the next rung of the ladder, then an ordinary job."""
    rungs = {term.code: term.whole("rung") for term in parameters.terms("ladder")}
    here = rungs.get(kind, 0)
    usual = {1: "work_placement", 2: "wage_subsidy_private"}.get(here, "ordinary_job")
    is_above = rungs.get(usual, 0) > here and parameters.is_term("placement_kinds", usual, on=on)
    return list(dict.fromkeys([usual, "ordinary_job"] if is_above else ["ordinary_job"]))


def potential_for_hire(kinds: Sequence[str], *, stays: int, led_on: int, on: date) -> Decision:
    """What speaks for a job there: the order offers pay, or earlier stays there led on. No when nothing does."""
    source = parameters.value("next_placement", on=on).reference
    paid = [code for code in kinds if _is_paid(code, on)]
    if paid:
        return Decision.yes("next.order_with_pay", kinds=", ".join(paid), reference=source)
    if led_on:
        return Decision.yes("next.stays_led_on", led_on=led_on, stays=stays, reference=source)
    return Decision.no("next.nothing_known_of_hire", reference=source)


def _is_paid(kind: str, on: date) -> bool:
    return parameters.is_term("placement_kinds", kind, on=on) and parameters.term("placement_kinds", kind).flag("paid")
